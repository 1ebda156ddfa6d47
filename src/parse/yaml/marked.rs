//! The first reading of YAML: a tree in which every key and value knows its place.
//!
//! Holds depth, aliases and keys to a limit, and finds keys that are repeated. What a scalar is, [`super::kind`]
//! says.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError};

use super::kind::seen_kind;
use super::syntax::syntax_error;
use super::{Entry, Node, NodeKind};
use crate::diagnostic::{Diagnostic, Diagnostics, Parsed, look_alike, text};
use crate::source::{FileId, Span, Spanned, without_controls};
use crate::vietnamese::look_alikes;

/// Deeper nesting than any writer needs, and shallow enough for every stack.
const MAX_DEPTH: usize = 64;
/// How many nodes aliases may repeat in one file, together: an alias bomb asks for thousands of millions.
const MAX_ALIASED_NODES: usize = 10_000;
/// How many keys one mapping may have; the largest that people write is a glossary.
const MAX_KEYS: usize = 10_000;

/// What the first reading gives.
pub(super) struct Marked {
    /// The tree, in which a scalar that is not clear is a text still; `None` where nothing stands or nothing was understood.
    pub tree: Parsed<Option<Node>>,
    /// Whether a mapping has a key twice, which was reported.
    pub repeats_keys: bool,
    /// Whether it is clear already what every scalar is.
    pub is_settled: bool,
}

/// Reads the YAML that stands in a file from the byte `base` on.
pub(super) fn read(yaml: &str, file: FileId, base: usize) -> Marked {
    let mut tree = Tree::new(yaml, file, base);
    let value = tree.document().unwrap_or_else(|refusal| {
        tree.diagnostics.push(*refusal);
        None
    });
    let Tree { diagnostics, repeats_keys, is_settled, .. } = tree;
    Marked { tree: Parsed { value, diagnostics }, repeats_keys, is_settled }
}

/// Where the parser gives up on a text, in bytes; `None` where it reads all of it.
pub(super) fn first_error(yaml: &str) -> Option<usize> {
    let error = Parser::new_from_str(yaml).find_map(Result::err)?;
    Some(Offsets { text: yaml, chars: 0, bytes: 0 }.byte(error.marker().index()))
}

/// Builds the tree of marked nodes.
struct Tree<'a> {
    parser: Parser<'a, saphyr_parser::StrInput<'a>>,
    offsets: Offsets<'a>,
    file: FileId,
    base: usize,
    anchors: BTreeMap<usize, (Node, usize)>,
    aliased: usize,
    repeats_keys: bool,
    is_settled: bool,
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
            repeats_keys: false,
            is_settled: true,
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
                    let span = self.span(&span);
                    return Err(Box::new(self.second_document(&span)));
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
            Event::Scalar(text, style, anchor, tag) => {
                let seen = match style {
                    _ if tag.is_some() || anchor > 0 => None,
                    ScalarStyle::Plain => seen_kind(&text),
                    _ => Some(NodeKind::Text as fn(String) -> NodeKind),
                };
                self.is_settled &= seen.is_some();
                let span = self.scalar_span(&span, &text, style);
                let text = self.printable(text, &span);
                (anchor, Node { span, kind: seen.unwrap_or(NodeKind::Text)(text) }, 1)
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

    /// The words of a scalar, without what no page may hold.
    fn printable(&mut self, words: Cow<'a, str>, span: &Span) -> String {
        // Ids, dates and figures, most of what is written, are nothing but signs of ASCII.
        if words.bytes().fold(true, |plain, byte| plain & matches!(byte, b' '..=b'~')) {
            return words.into_owned();
        }
        let words = match without_controls(&words) {
            Cow::Borrowed(_) => words.into_owned(),
            Cow::Owned(words) => words,
        };
        self.ask_about_letters(&words, span);
        words
    }

    /// Names deceive most where nobody reads a sentence around them, so every value is looked at.
    fn ask_about_letters(&mut self, text: &str, span: &Span) {
        for one in look_alikes(text) {
            let written = self.written(span);
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
        let mut keys = Keys::default();
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
            if let Some(first) = keys.find(&name.value, &entries) {
                self.duplicate_key(&name, &first.span);
                continue;
            }
            if entries.len() == MAX_KEYS {
                return Err(Box::new(too_many_keys(&name.span)));
            }
            entries.push(Entry { key: name, value });
        }
    }

    fn key(&mut self, node: Node) -> Spanned<String> {
        match node.kind {
            NodeKind::Text(text) | NodeKind::Number(text) => return Spanned::new(text, node.span),
            // As a key, a word like any other.
            NodeKind::Bool(_) => {
                let written = self.written(&node.span).unwrap_or_default().to_owned();
                return Spanned::new(written, node.span);
            }
            _ => {}
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
        self.repeats_keys = true;
        let before = &self.offsets.text[..first.range().start - self.base];
        let begins_item = before.rsplit('\n').next().is_some_and(|line| line.trim_start().starts_with('-'));
        let item = begins_item.then(|| {
            text!(
                vi: "nếu là một mục mới của danh sách, bắt đầu nó bằng `- {name}:`",
                en: "if it is another item of the list, begin it with `- {name}:`",
            )
        });
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
            .help_if(item)
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

    /// A line of three hyphens begins another document; one of three full stops ends the first.
    fn second_document(&self, span: &Span) -> Diagnostic {
        let sign = if self.offsets.text[span.range().start - self.base..].starts_with("---") {
            "---"
        } else {
            "..."
        };
        let before = &self.offsets.text[..span.range().start - self.base];
        let end = before.lines().rev().position(|line| line.trim_end() == sign).map(|below| {
            let lines = before.lines().count() - below - 1;
            before.split_inclusive('\n').take(lines).map(str::len).sum::<usize>()
        });
        let span = match end.filter(|_| sign == "...") {
            Some(start) => Span::new(self.file, self.base + start..self.base + start + sign.len()),
            None => span.clone(),
        };
        let message = match sign {
            "---" => text!(
                vi: "dòng «---» mở một tài liệu thứ hai trong cùng một tệp",
                en: "the line “---” begins a second document in the same file",
            ),
            _ => text!(
                vi: "dòng «...» kết thúc tài liệu, nên phần dưới không được đọc",
                en: "the line “...” ends the document, so that nothing below it is read",
            ),
        };
        Diagnostic::error("yaml-syntax", &span, message)
            .help(text!(vi: "xóa dòng «{sign}» này", en: "delete this line “{sign}”"))
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

    /// What stands at a place of the file.
    fn written(&self, span: &Span) -> Option<&'a str> {
        self.offsets.text.get(span.start as usize - self.base..span.end as usize - self.base)
    }

    /// The marks of a plain scalar may run into the white space behind it.
    fn scalar_span(&self, span: &Span, text: &str, style: ScalarStyle) -> Span {
        if style != ScalarStyle::Plain {
            return span.clone();
        }
        let written = self.written(span).unwrap_or(text);
        let end = span.start + written.trim_end().len() as u32;
        Span { end, ..span.clone() }
    }
}

/// The keys of a mapping, found again: hardly one has more than are looked through as fast.
#[derive(Default)]
struct Keys {
    /// The places of those that were there when it was last asked, where they are many.
    places: HashMap<String, usize>,
}

impl Keys {
    /// How many keys are looked through.
    const FEW: usize = 16;

    fn find<'e>(&mut self, name: &str, entries: &'e [Entry]) -> Option<&'e Spanned<String>> {
        if entries.len() <= Self::FEW {
            return entries.iter().map(|entry| &entry.key).find(|key| key.value == name);
        }
        let new = entries.iter().enumerate().skip(self.places.len());
        self.places.extend(new.map(|(at, entry)| (entry.key.value.clone(), at)));
        self.places.get(name).map(|at| &entries[*at].key)
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
