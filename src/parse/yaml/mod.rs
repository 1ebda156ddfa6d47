//! Reads YAML into a tree in which every key and value knows its place: the one door to both YAML libraries.
//!
//! `saphyr_parser` says where things stand, what was written letter by letter, and which keys are repeated;
//! `serde_yaml` (its maintained continuation, under the name that is known) says what a scalar is: text,
//! number, yes or no, nothing. The marked pass runs first and holds depth and aliases to a limit, so that
//! nothing hostile reaches the second, which is left out where it is seen at once what all scalars are. What each library does with odd input is why there are two: the second
//! gives no place for a value that parsed and takes the last of two equal keys in silence.

mod kind;
mod line;
mod marked;
mod slip;
mod syntax;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use self::marked::Marked;
use self::syntax::syntax_error;
use crate::diagnostic::Parsed;
use crate::source::{FileId, Span, Spanned};

/// A YAML value and where it stands.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Node {
    /// From its first character to its last.
    pub span: Span,
    /// What it is.
    pub kind: NodeKind,
}

impl Node {
    /// A mapping with nothing in it, for what stands empty where pairs should.
    pub fn nothing(span: Span) -> Self {
        Self { span, kind: NodeKind::Mapping(Vec::new()) }
    }

    /// How many items a list has, or pairs a mapping.
    pub fn len(&self) -> usize {
        match &self.kind {
            NodeKind::Sequence(items) => items.len(),
            NodeKind::Mapping(entries) => entries.len(),
            _ => 0,
        }
    }
}

/// What a YAML value is.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) enum NodeKind {
    /// Nothing: `key:`, `key: ~`, `key: null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as written, since `87.10` and `001` are more than their values.
    Number(String),
    /// Anything else in one piece.
    Text(String),
    /// A list.
    Sequence(Vec<Node>),
    /// Keys and values in the order written; no key twice.
    Mapping(Vec<Entry>),
}

/// A key and its value.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Entry {
    /// The key.
    pub key: Spanned<String>,
    /// The value.
    pub value: Node,
}

/// Reads the YAML that stands at `bytes` of a file's text.
///
/// `None` where nothing stands there, or nothing could be understood, which is then reported.
pub(super) fn parse_yaml(text: &str, file: FileId, bytes: Range<usize>) -> Parsed<Option<Node>> {
    let yaml = text.get(bytes.clone()).unwrap_or_default();
    let Marked { mut tree, repeats_keys, is_settled } = marked::read(yaml, file, bytes.start);
    // What was refused has no tree. A key that stands twice is an error to the second reading as a whole; the rest
    // was still understood.
    let settled = match &mut tree.value {
        Some(node) if !repeats_keys && !is_settled => kind::settle(node, yaml),
        _ => Ok(()),
    };
    if let Err(at) = settled
        && !tree.diagnostics.has_errors()
    {
        tree.diagnostics.push(syntax_error(yaml, file, bytes.start, at));
        tree.value = None;
    }
    tree
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::source::{SourceFile, Sources};

    fn parse(yaml: &str) -> Parsed<Option<Node>> {
        let file = SourceFile::new("a.yaml", yaml);
        let sources = Sources::new(vec![file], BTreeMap::new());
        let file = sources.find("a.yaml").expect("just added");
        parse_yaml(yaml, file, 0..yaml.len())
    }

    /// Every scalar as `words=kind`, in order: what the tree understood at the words that its spans name.
    fn scalars(node: &Node, yaml: &str, into: &mut Vec<String>) {
        let words = &yaml[node.span.range()];
        match &node.kind {
            NodeKind::Null => into.push(format!("{words}=null")),
            NodeKind::Bool(yes) => into.push(format!("{words}={yes}")),
            NodeKind::Number(number) => into.push(format!("{words}=number {number}")),
            NodeKind::Text(text) => into.push(format!("{words}=text {text}")),
            NodeKind::Sequence(items) => items.iter().for_each(|item| scalars(item, yaml, into)),
            NodeKind::Mapping(entries) => entries.iter().for_each(|entry| {
                into.push(yaml[entry.key.span.range()].to_owned());
                scalars(&entry.value, yaml, into);
            }),
        }
    }

    #[track_caller]
    fn check(yaml: &str, expected: &[&str]) {
        let parsed = parse(yaml);
        let mut found = Vec::new();
        if let Some(node) = &parsed.value {
            scalars(node, yaml, &mut found);
        }
        found.extend(
            parsed
                .diagnostics
                .iter()
                .map(|one| format!("{} at {:?}: {}", one.rule, &yaml[one.span.range()], one.message.en)),
        );
        assert_eq!(found, expected);
    }

    #[test]
    fn values_keep_their_kind_their_words_and_their_place() {
        check(
            "tên: Xá Nhè\nmã: 03244\ntỷ lệ: 87.10\nkhông: no\nrỗng:\nđúng: true\n",
            &[
                "tên",
                "Xá Nhè=text Xá Nhè",
                "mã",
                "03244=text 03244",
                "tỷ lệ",
                "87.10=number 87.10",
                "không",
                "no=text no",
                "rỗng",
                "=null",
                "đúng",
                "true=true",
            ],
        );
        check(
            "- {locality: a, of: \"12\"}\n- [1, 2]\n",
            &["locality", "a=text a", "of", "\"12\"=text 12", "1=number 1", "2=number 2"],
        );
    }

    #[test]
    fn values_keep_their_kind_behind_keys_tags_and_anchors_of_any_sort() {
        check(
            "2024: 1\nTrue: count\nyes: !x 2\n\"a b\": &n {c: 3, d: [~, e]}\nf: *n\ng: true\n",
            &[
                "2024",
                "1=number 1",
                "True",
                "count=text count",
                "yes",
                "!x 2=number 2",
                "\"a b\"",
                "c",
                "3=number 3",
                "d",
                "~=null",
                "e=text e",
                "f",
                "c",
                "3=number 3",
                "d",
                "~=null",
                "e=text e",
                "g",
                "true=true",
            ],
        );
    }

    #[test]
    fn yes_and_no_are_words_where_keys_stand() {
        let parsed = parse("true: 1\n&a False: *a\n").value;
        let Some(Node { kind: NodeKind::Mapping(entries), .. }) = parsed else { panic!("no mapping") };
        let keys: Vec<_> = entries.iter().map(|entry| entry.key.value.as_str()).collect();
        assert_eq!(keys, ["true", "False"]);
        assert!(matches!(entries[1].value.kind, NodeKind::Bool(false)));
    }

    #[test]
    fn a_repeated_key_is_an_error_at_the_second() {
        check(
            "a: 1\na: 2\n",
            &["a", "1=number 1", "duplicate-key at \"a\": the key “a” stands above already"],
        );
        let many: String = (0..40).map(|key| format!("k{}: {key}\n", key % 38)).collect();
        let repeated: Vec<_> =
            parse(&many).diagnostics.iter().map(|one| many[one.span.range()].to_owned()).collect();
        assert_eq!(repeated, ["k0", "k1"]);
    }

    #[test]
    fn hostile_files_are_refused_before_they_cost_anything() {
        let bomb: String = (1..10)
            .map(|level| {
                format!("a{level}: &a{level} [{}]\n", vec![format!("*a{}", level - 1); 9].join(", "))
            })
            .collect();
        let parsed = parse(&format!("a0: &a0 x\n{bomb}"));
        assert_eq!(parsed.diagnostics.iter().next().map(|one| one.rule), Some("yaml-too-large"));
        let parsed = parse(&("[".repeat(100) + &"]".repeat(100)));
        assert_eq!(parsed.diagnostics.iter().next().map(|one| one.rule), Some("yaml-too-large"));
        assert!(parse(&"[".repeat(100_000)).diagnostics.has_errors());
    }

    #[test]
    fn syntax_errors_are_said_in_a_writers_words() {
        check(
            "title: Hội nghị: sơ kết\n",
            &[
                "yaml-syntax at \"Hội nghị: sơ kết\": the value has a colon in it and no quotation marks around it",
            ],
        );
        check("a:\n\tb: 1\n", &["yaml-syntax at \"\\t\": the line begins with a tab"]);
        check("a: \"b\nc: d\n", &["yaml-syntax at \"\\\"b\": the closing quotation mark is missing"]);
        check("a: 1\n b\nc\n", &["yaml-syntax at \"c\": this line can't be read"]);
        check("a: [b, c\n", &["yaml-syntax at \"[b, c\": the bracket “[” is opened here and not closed"]);
        check(
            "a: 1\n...\nb: 2\n",
            &["yaml-syntax at \"...\": the line “...” ends the document, so that nothing below it is read"],
        );
    }

    #[test]
    fn numbers_of_any_length_are_numbers() {
        for number in
            ["18446744073709551616", "-9223372036854775809", "99999999999999999999999999999999999999999"]
        {
            check(&format!("a: {number}\n"), &["a", &format!("{number}=number {number}")]);
        }
    }

    /// What the message about a text proposes, put in place of the line that it points at; with the words pointed at.
    fn mended(yaml: &str) -> Option<(String, String)> {
        let parsed = parse(yaml);
        let one = parsed.diagnostics.iter().find(|one| one.rule == "yaml-syntax")?;
        let right = one.help.first()?.en.strip_prefix("write `")?.strip_suffix('`')?;
        let start = yaml[..one.span.range().start].rfind('\n').map_or(0, |end| end + 1);
        let end = yaml[start..].find('\n').map_or(yaml.len(), |length| start + length);
        let indent = yaml[start..end].len() - yaml[start..end].trim_start().len();
        // An item begins where those above it do.
        let indent =
            if right.starts_with("- ") && !yaml[start..].trim_start().starts_with('-') { 0 } else { indent };
        let line = format!("{}{right}", &" ".repeat(indent));
        Some((format!("{}{line}{}", &yaml[..start], &yaml[end..]), line))
    }

    #[track_caller]
    fn mends(yaml: &str, line: &str) {
        let (text, proposed) = mended(yaml).unwrap_or_else(|| panic!("nothing proposed for {yaml:?}"));
        assert_eq!(proposed, line);
        assert!(parse(&text).diagnostics.is_empty(), "{text:?}");
    }

    #[test]
    fn what_is_proposed_for_a_line_makes_the_text_right() {
        mends("- {id: x name: y}\n", "- {id: x, name: y}");
        mends("- {a: x b: y}\n- {a: x, b: z}\n", "- {a: x, b: y}");
        mends("- {a: x, b: \"y\" c: z}\n- {a: y}\n", "- {a: x, b: \"y\", c: z}");
        mends("- {a: [1, 2] b: y}\n", "- {a: [1, 2], b: y}");
        mends("- {a: x\n- {a: y}\n", "- {a: x}");
        mends("a: [x, {y: z, w: v\nb: 1\n", "a: [x, {y: z, w: v}]");
        mends("- a: x, b: y}\n- {a: y}\n", "- {a: x, b: y}");
        mends("a: {b: 1]\n", "a: {b: 1}");
        mends("- {a: x}\n{a: y}\n", "- {a: y}");
        mends("- {a: x}\n-{a: y}\n", "- {a: y}");
        mends("- a: x\n  b: y\n a: z\n", "- a: z");
        mends("title:X y\ndate: 1\n", "title: X y");
        mends("date: 1\ntitle:X\n", "title: X");
        mends("a: 1\nlead： Sa-pô\nb: 2\n", "lead: Sa-pô");
        mends("a: 1\nb:\n  name:X\n  x: y\n", "  name: X");
        mends("a: 1\nb: [x, y\nc: 3\n", "b: [x, y]");
        mends("a: 'x\nb: 2\nc: 'd'\n", "a: 'x'");
        mends("a: \"Lễ\" ra quân\n", "a: '\"Lễ\" ra quân'");
        mends("a: \"Lễ \"ra\" quân\"\n", "a: 'Lễ \"ra\" quân'");
        mends("a: Lễ: \"ra quân\"\n", "a: 'Lễ: \"ra quân\"'");
        mends("a: @x\n", "a: \"@x\"");
        mends("- {a: Lưu ý: mang thẻ, b: c}\n", "- {a: \"Lưu ý: mang thẻ\", b: c}");
    }

    /// A list as people write it, with one sign gone or another in its place.
    #[test]
    fn what_is_proposed_can_be_read_whatever_sign_is_wrong() {
        let whole = "# chú thích\n- {id: a, name: \"tỉnh A\", level: [b, c]}\n- id: d\n  name: tỉnh D\n  kinds: [x, \"y z\", w]\n  more:\n    - {id: e, note: một hai ba, value: 87.1}\n    - id: f\n      note: |\n        Lời: dài\n        hai \"dòng\n  date: 2022-11-24 # ngày\n- {id: g}\n";
        let (mut errors, mut answered, mut wrong) = (0, 0, String::new());
        for (at, sign) in whole.char_indices() {
            for other in ["", ":", ",", "{", "}", "[", "]", "\"", "'", " ", "x", "：", "-"] {
                let yaml = format!("{}{other}{}", &whole[..at], &whole[at + sign.len_utf8()..]);
                if !parse(&yaml).diagnostics.iter().any(|one| one.rule == "yaml-syntax") {
                    continue;
                }
                errors += 1;
                if let Some((text, line)) = mended(&yaml) {
                    answered += 1;
                    // Where the slip has hidden another, that is said next, and stands below.
                    let next = parse(&text);
                    let next = next.diagnostics.iter().find(|one| one.rule == "yaml-syntax");
                    let below = text.find(&line).unwrap_or_default() + line.len();
                    if next.is_some_and(|next| next.span.range().start < below) {
                        let start = yaml[..at].rfind('\n').map_or(0, |end| end + 1);
                        wrong += &format!("{} -> {line}\n", yaml[start..].lines().next().unwrap_or_default());
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{errors} {answered} {}\n{wrong}", wrong.lines().count());
        assert!(answered > 200, "{errors} {answered}");
    }

    proptest! {
        #[test]
        fn no_text_panics_and_every_span_lies_in_it(yaml in "(?s)([a-z]{1,3}: |- |  |\\[|\\]|\\{|\\}|\"|'|&a |\\*a|đ|\n|#|\\||\\PC){0,40}") {
            let parsed = parse(&yaml);
            let mut found = Vec::new();
            if let Some(node) = &parsed.value {
                scalars(node, &yaml, &mut found);
            }
            for one in parsed.diagnostics.iter() {
                prop_assert!(yaml.get(one.span.range()).is_some());
            }
        }
    }
}
