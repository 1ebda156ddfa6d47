//! Reads YAML into a tree in which every key and value knows its place: the one door to both YAML libraries.
//!
//! `saphyr_parser` says where things stand, what was written letter by letter, and which keys are repeated;
//! `serde_yaml` (its maintained continuation, under the name that is known) says what a scalar is: text,
//! number, yes or no, nothing. The marked pass runs first and holds depth and aliases to a limit, so that
//! nothing hostile reaches the second. What each library does with odd input is why there are two: the second
//! gives no place for a value that parsed and takes the last of two equal keys in silence.

use std::collections::BTreeMap;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError};
use serde::{Deserialize, Serialize};
use serde_yaml::Value;

use super::yaml_syntax::syntax_error;
use crate::diagnostic::{Diagnostic, Diagnostics, Parsed, look_alike, text};
use crate::source::{FileId, Span, Spanned, without_controls};
use crate::vietnamese::look_alikes;

/// Deeper nesting than any writer needs, and shallow enough for every stack.
const MAX_DEPTH: usize = 64;
/// How many nodes aliases may repeat in one file, together: an alias bomb asks for thousands of millions.
const MAX_ALIASED_NODES: usize = 10_000;
/// How many keys one mapping may have; the largest that people write is a glossary.
const MAX_KEYS: usize = 10_000;

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
    let mut tree = Tree::new(yaml, file, bytes.start);
    let node = match tree.document() {
        Ok(node) => node,
        Err(refusal) => {
            tree.diagnostics.push(*refusal);
            None
        }
    };
    let mut diagnostics = tree.diagnostics;
    let node = node.and_then(|mut node| match serde_yaml::from_str::<Value>(yaml) {
        Ok(value) => {
            settle(&mut node, &value);
            Some(node)
        }
        // A repeated key, reported above, is an error to it as a whole; the rest was still understood.
        Err(_) if diagnostics.has_errors() => Some(node),
        Err(error) => {
            let at = error.location().map_or(0, |location| location.index());
            diagnostics.push(syntax_error(text, file, 0, bytes.start + at.min(yaml.len())));
            None
        }
    });
    Parsed { value: node, diagnostics }
}

/// Takes from the second reading what each scalar is.
fn settle(node: &mut Node, value: &Value) {
    match (&mut node.kind, untagged(value)) {
        (NodeKind::Sequence(items), Value::Sequence(values)) => {
            items.iter_mut().zip(values).for_each(|(item, value)| settle(item, value));
        }
        (NodeKind::Mapping(entries), Value::Mapping(values)) => {
            // Keys that are numbers, yes or no are found by their words; one look at each is enough.
            let others: BTreeMap<String, &Value> = values
                .iter()
                .filter(|(key, _)| !key.is_string())
                .map(|(key, value)| (scalar_text(key), value))
                .collect();
            for entry in entries {
                let key = Value::String(entry.key.value.clone());
                let found = values.get(&key).or_else(|| others.get(&entry.key.value).copied());
                if let Some(value) = found {
                    settle(&mut entry.value, value);
                }
            }
        }
        (NodeKind::Text(written), scalar) => {
            let kind = match scalar {
                Value::Null => NodeKind::Null,
                Value::Bool(yes) => NodeKind::Bool(*yes),
                Value::Number(_) => NodeKind::Number(std::mem::take(written)),
                _ => return,
            };
            node.kind = kind;
        }
        _ => {}
    }
}

fn untagged(value: &Value) -> &Value {
    match value {
        Value::Tagged(tagged) => untagged(&tagged.value),
        other => other,
    }
}

fn scalar_text(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(yes) => yes.to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
        _ => String::new(),
    }
}

/// Builds the tree of marked nodes.
struct Tree<'a> {
    parser: Parser<'a, saphyr_parser::StrInput<'a>>,
    offsets: Offsets<'a>,
    file: FileId,
    base: usize,
    anchors: BTreeMap<usize, (Node, usize)>,
    aliased: usize,
    diagnostics: Diagnostics,
}

type Refusal = Box<Diagnostic>;

impl<'a> Tree<'a> {
    fn new(yaml: &'a str, file: FileId, base: usize) -> Self {
        Self {
            parser: Parser::new_from_str(yaml),
            offsets: Offsets { text: yaml, chars: 0, bytes: 0 },
            file,
            base,
            anchors: BTreeMap::new(),
            aliased: 0,
            diagnostics: Diagnostics::default(),
        }
    }

    /// Reads the first document and refuses a second.
    fn document(&mut self) -> Result<Option<Node>, Refusal> {
        let mut root = None;
        while let Some(next) = self.parser.next_event() {
            let (event, span) = next.map_err(|error| Box::new(self.syntax(&error)))?;
            match event {
                Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
                Event::DocumentStart(_) if root.is_none() => {}
                Event::DocumentStart(_) => {
                    return Err(Box::new(second_document(&self.span(&span))));
                }
                event => root = Some(self.node(event, &span, 0)?.0),
            }
        }
        Ok(root)
    }

    /// Reads the node that begins with `event`; gives it with the number of nodes in it.
    fn node(
        &mut self,
        event: Event<'a>,
        marks: &saphyr_parser::Span,
        depth: usize,
    ) -> Result<(Node, usize), Refusal> {
        let span = self.span(marks);
        if depth > MAX_DEPTH {
            return Err(Box::new(too_large(&span)));
        }
        let (anchor, node, size) = match event {
            Event::Alias(anchor) => return self.alias(anchor, span),
            Event::Scalar(text, style, anchor, _) => {
                let span = self.scalar_span(&span, &text, style);
                let text = without_controls(&text).into_owned();
                self.ask_about_letters(&text, &span);
                (anchor, Node { span, kind: NodeKind::Text(text) }, 1)
            }
            Event::SequenceStart(anchor, _) => {
                let (node, size) = self.sequence(span, depth)?;
                (anchor, node, size)
            }
            Event::MappingStart(anchor, _) => {
                let (node, size) = self.mapping(span, depth)?;
                (anchor, node, size)
            }
            _ => (0, Node { span, kind: NodeKind::Null }, 1),
        };
        if anchor > 0 {
            self.anchors.insert(anchor, (node.clone(), size));
        }
        Ok((node, size))
    }

    /// Names deceive most where nobody reads a sentence around them, so every value is looked at.
    fn ask_about_letters(&mut self, text: &str, span: &Span) {
        for one in look_alikes(text) {
            let written =
                self.offsets.text.get(span.start as usize - self.base..span.end as usize - self.base);
            let word = &text[one.word.clone()];
            let place = written.and_then(|written| written.find(word)).map_or_else(
                || span.clone(),
                |at| {
                    let start = span.range().start + at;
                    Span::new(self.file, start..start + word.len())
                },
            );
            self.diagnostics.push(look_alike(&one, &place));
        }
    }

    fn alias(&mut self, anchor: usize, span: Span) -> Result<(Node, usize), Refusal> {
        let Some((node, size)) = self.anchors.get(&anchor) else {
            return Ok((Node { span, kind: NodeKind::Null }, 1));
        };
        self.aliased += size;
        if self.aliased > MAX_ALIASED_NODES {
            return Err(Box::new(too_large(&span)));
        }
        Ok((node.clone(), *size))
    }

    fn sequence(&mut self, start: Span, depth: usize) -> Result<(Node, usize), Refusal> {
        let (mut items, mut size) = (Vec::new(), 1);
        loop {
            let (event, marks) = self.event()?;
            if matches!(event, Event::SequenceEnd | Event::StreamEnd) {
                let span = self.joined(&start, &marks, items.last());
                return Ok((Node { span, kind: NodeKind::Sequence(items) }, size));
            }
            let (item, below) = self.node(event, &marks, depth + 1)?;
            size += below;
            items.push(item);
        }
    }

    fn mapping(&mut self, start: Span, depth: usize) -> Result<(Node, usize), Refusal> {
        let mut entries: Vec<Entry> = Vec::new();
        let mut seen: BTreeMap<String, Span> = BTreeMap::new();
        let mut size = 1;
        loop {
            let (event, marks) = self.event()?;
            if matches!(event, Event::MappingEnd | Event::StreamEnd) {
                let span = self.joined(&start, &marks, entries.last().map(|entry| &entry.value));
                return Ok((Node { span, kind: NodeKind::Mapping(entries) }, size));
            }
            let (key, key_size) = self.node(event, &marks, depth + 1)?;
            let (event, marks) = self.event()?;
            let (value, value_size) = self.node(event, &marks, depth + 1)?;
            size += key_size + value_size;
            let name = self.key(key);
            if let Some(first) = seen.get(&name.value) {
                let first = first.clone();
                self.duplicate_key(&name, &first);
                continue;
            }
            if entries.len() == MAX_KEYS {
                return Err(Box::new(too_many_keys(&name.span)));
            }
            seen.insert(name.value.clone(), name.span.clone());
            entries.push(Entry { key: name, value });
        }
    }

    fn key(&mut self, node: Node) -> Spanned<String> {
        if let NodeKind::Text(text) = node.kind {
            return Spanned::new(text, node.span);
        }
        self.diagnostics.push(Diagnostic::error(
            "yaml-syntax",
            &node.span,
            text!(
                vi: "tên khóa phải là một từ, không phải một danh sách",
                en: "a key must be a word, not a list",
            ),
        ));
        Spanned::new(String::new(), node.span)
    }

    fn duplicate_key(&mut self, key: &Spanned<String>, first: &Span) {
        let name = &key.value;
        self.diagnostics.push(
            Diagnostic::error(
                "duplicate-key",
                &key.span,
                text!(
                    vi: "khóa «{name}» đã có ở trên",
                    en: "the key “{name}” stands above already",
                ),
            )
            .label(first, text!(vi: "lần thứ nhất ở đây", en: "the first one is here"))
            .help(text!(vi: "giữ lại một trong hai dòng", en: "keep one of the two lines")),
        );
    }

    fn event(&mut self) -> Result<(Event<'a>, saphyr_parser::Span), Refusal> {
        match self.parser.next_event() {
            Some(Ok(event)) => Ok(event),
            Some(Err(error)) => Err(Box::new(self.syntax(&error))),
            None => Ok((Event::StreamEnd, saphyr_parser::Span::default())),
        }
    }

    fn syntax(&mut self, error: &ScanError) -> Diagnostic {
        let at = self.offsets.byte(error.marker().index());
        syntax_error(self.offsets.text, self.file, self.base, at)
    }

    fn span(&mut self, marks: &saphyr_parser::Span) -> Span {
        let start = self.offsets.byte(marks.start.index());
        let end = self.offsets.byte(marks.end.index());
        Span::new(self.file, self.base + start..self.base + end)
    }

    /// A collection reaches from its first mark to the end of its last part, or to its closing bracket.
    fn joined(&mut self, start: &Span, end: &saphyr_parser::Span, last: Option<&Node>) -> Span {
        let closing = self.span(end);
        let bracketed = self.offsets.text.as_bytes().get(start.start as usize - self.base);
        let end = match last {
            _ if matches!(bracketed, Some(b'[' | b'{')) => closing.end,
            Some(last) => last.span.end,
            None => closing.end,
        };
        Span { file: self.file, start: start.start, end: end.max(start.start) }
    }

    /// The marks of a plain scalar may run into the white space behind it.
    fn scalar_span(&self, span: &Span, text: &str, style: ScalarStyle) -> Span {
        if style != ScalarStyle::Plain {
            return span.clone();
        }
        let range = span.start as usize - self.base..span.end as usize - self.base;
        let written = self.offsets.text.get(range).unwrap_or(text);
        let end = span.start + written.trim_end().len() as u32;
        Span { end, ..span.clone() }
    }
}

/// Turns character offsets, which the parser counts in, into byte offsets. They come nearly in order, so
/// each look-up walks on from the one before.
struct Offsets<'a> {
    text: &'a str,
    chars: usize,
    bytes: usize,
}

impl Offsets<'_> {
    fn byte(&mut self, char_offset: usize) -> usize {
        while self.chars < char_offset {
            let Some(next) = self.text[self.bytes..].chars().next() else { break };
            self.bytes += next.len_utf8();
            self.chars += 1;
        }
        while self.chars > char_offset {
            let Some(back) = self.text[..self.bytes].chars().next_back() else { break };
            self.bytes -= back.len_utf8();
            self.chars -= 1;
        }
        self.bytes
    }
}

fn second_document(span: &Span) -> Diagnostic {
    Diagnostic::error(
        "yaml-syntax",
        span,
        text!(
            vi: "dòng «---» mở một tài liệu thứ hai trong cùng một tệp",
            en: "the line “---” begins a second document in the same file",
        ),
    )
    .help(text!(vi: "xóa dòng «---» này", en: "delete this line “---”"))
}

fn too_large(span: &Span) -> Diagnostic {
    Diagnostic::error("yaml-too-large", span, text!(
        vi: "phần này lồng quá {MAX_DEPTH} tầng, hoặc lặp lại (*…) quá {MAX_ALIASED_NODES} mục",
        en: "this nests deeper than {MAX_DEPTH} levels, or repeats (*…) more than {MAX_ALIASED_NODES} items",
    ))
    .help(text!(vi: "viết lại ngắn gọn, không dùng & và *", en: "write it plainly, without & and *"))
}

fn too_many_keys(span: &Span) -> Diagnostic {
    Diagnostic::error("yaml-too-large", span, text!(
        vi: "từ khóa này trở đi là quá {MAX_KEYS} khóa cùng một cấp",
        en: "from this key on there are more than {MAX_KEYS} keys at one level",
    ))
    .help(text!(
        vi: "nếu là nhiều mục giống nhau, viết thành danh sách, mỗi mục bắt đầu bằng `- `; nếu không, bỏ bớt",
        en: "if these are many things of a kind, write them as a list, each beginning with `- `; else take some out",
    ))
}

#[cfg(test)]
mod tests {
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
    fn a_repeated_key_is_an_error_at_the_second() {
        check("a: 1\na: 2\n", &["a", "1=text 1", "duplicate-key at \"a\": the key “a” stands above already"]);
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
