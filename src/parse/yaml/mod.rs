//! Reads YAML into a tree in which every key and value knows its place: the one door to both YAML libraries.
//!
//! `saphyr_parser` says where things stand, what was written letter by letter, and which keys are repeated;
//! `serde_yaml` (its maintained continuation, under the name that is known) says what a scalar is: text,
//! number, yes or no, nothing. The marked pass runs first and holds depth and aliases to a limit, so that
//! nothing hostile reaches the second, which is left out where it is seen at once what all scalars are. What each library does with odd input is why there are two: the second
//! gives no place for a value that parsed and takes the last of two equal keys in silence.

mod kind;
mod marked;
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
        tree.diagnostics.push(syntax_error(text, file, 0, bytes.start + at));
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
        check("a: \"b\nc: d\n", &["yaml-syntax at \"a: \\\"b\": a quotation mark is missing"]);
        check("a: 1\n b\nc\n", &["yaml-syntax at \"c\": this line can't be read"]);
        check(
            "a: [b, c\n",
            &["yaml-syntax at \"a: [b, c\": there are not as many closing brackets as opening ones"],
        );
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
