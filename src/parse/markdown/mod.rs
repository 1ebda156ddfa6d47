//! Turns Markdown into a tree of our own, and lists what it refers to: the one door to pulldown-cmark.
//!
//! References are numbered in order of appearance and left as written; `resolve` finds what they mean. The
//! same text always gives the same tree with the same numbers, so it can be made again when it is needed.

mod cited;
mod inline;
mod problem;
mod record;

use serde::{Deserialize, Serialize};

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

use cited::Cited;
pub(in crate::parse) use cited::Unnamed;
use inline::{FIGURE_MARK, is_blank, plain_text, unmark};
use problem::{indented_code, note_without_mark};
use record::Recorder;

use crate::diagnostic::{Diagnostic, Diagnostics, text};
use crate::model::{Alignment, Block, Body, Day, Figure, Inline, ListItem, PassageKind, ReadText};
use crate::parse::link::Scheme;
use crate::source::{FileId, Span, Spanned, without_controls};
use crate::vietnamese::{DocumentNumber, Issuer, slugify};

/// Quotes and lists inside each other: deeper ones are joined to the last, which no reader could tell apart.
const MAX_DEPTH: usize = 24;
/// How many headings a wrong link is compared with, to say which one was meant: a text that has more was made to
/// take long.
const MOST_COMPARED: usize = 200;

/// A text, and all that it refers to.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(in crate::parse) struct ParsedText {
    /// The tree; what is kept of a text does not have it.
    #[serde(skip)]
    pub body: Body,
    /// In order of appearance: what `Inline::Reference` counts in.
    pub references: Vec<WrittenReference>,
    /// What is said beside numbers of documents by empty links to places, whose names the text does not know.
    pub unnamed: Vec<Unnamed>,
    /// In order of appearance: what `Figure::picture` counts in.
    pub pictures: Vec<WrittenPicture>,
    /// Links to other pages or files of the site that are no references.
    pub links: Vec<Spanned<String>>,
    /// What is wrong with the text alone; only texts with which nothing is wrong are kept.
    #[serde(skip)]
    pub diagnostics: Diagnostics,
}

/// A reference as written.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::parse) struct WrittenReference {
    /// All of it, words and brackets included.
    pub span: Span,
    /// What it names.
    pub to: WrittenTarget,
}

/// What a reference names.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::parse) enum WrittenTarget {
    /// A scheme of the content format and what stands behind the colon.
    Scheme {
        /// `metric`, `locality`, `event`, `bulletin`, `document` or `chart`.
        #[serde(with = "crate::parse::link::scheme")]
        scheme: Scheme,
        /// What stands behind the colon.
        rest: Spanned<String>,
    },
    /// The number of a document, recognised in running text, with what is said beside it.
    Mention {
        /// The number.
        number: DocumentNumber,
        /// Its date and who issued it, where the text says either.
        said: Option<Box<Said>>,
    },
}

/// What a text says of a document beside its number.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::parse) struct Said {
    /// When it was issued.
    pub date: Option<SaidDate>,
    /// Who issued it.
    pub issuer: Option<Issuer>,
}

/// When a document was issued, as far as a text says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(in crate::parse) enum SaidDate {
    /// The day.
    Day(Day),
    /// The year alone.
    Year(i32),
}

/// A picture as written.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::parse) struct WrittenPicture {
    /// The file, as the text names it.
    pub file: Spanned<String>,
    /// What it shows.
    pub alt: String,
}

/// Reads the Markdown of a file from an offset on.
pub(in crate::parse) fn parse_body(text: &str, file: FileId, start: usize) -> ParsedText {
    read(text, file, start, Recorder::silent()).found
}

/// The tree of the same Markdown, and its words in the order written.
pub(in crate::parse) fn read_text(text: &str, file: FileId, start: usize) -> ReadText {
    let Reader { found, recorder, .. } = read(text, file, start, Recorder::new(file, start));
    ReadText { body: found.body, passages: recorder.into_passages() }
}

fn read(text: &str, file: FileId, start: usize, recorder: Recorder) -> Reader<'_> {
    let markdown = text.get(start..).unwrap_or_default();
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let events = Parser::new_ext(markdown, options).into_offset_iter();
    // Prose has about one in 64 bytes: room that is made at once need not be made again as they come.
    let mut all = Vec::with_capacity(markdown.len() / 64 + 16);
    // A text holds no controls as it stands, but entities may name some.
    match markdown.contains('&') {
        true => all.extend(events.map(|(event, range)| (printable(event), range))),
        false => all.extend(events),
    }
    let tops = all
        .iter()
        .any(|(event, _)| matches!(event, Event::Start(Tag::Heading { level, .. }) if *level as u8 == 1));
    let mut reader = Reader {
        markdown,
        file,
        start,
        events: all.into_iter().peekable(),
        shift: u8::from(tops),
        above: 1,
        depth: 0,
        marks: 0,
        ids: BTreeMap::new(),
        notes: Notes::default(),
        found: ParsedText::default(),
        cited: Cited::default(),
        recorder,
    };
    let blocks = reader.blocks();
    reader.check_fragments();
    reader.check_notes();
    let notes = std::mem::take(&mut reader.notes);
    reader.found.body = Body { blocks, footnotes: notes.in_order() };
    reader
}

/// An entity such as `&#7;` may spell out what the file itself could not hold.
fn printable(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Text(words) => match without_controls(&words) {
            Cow::Borrowed(_) => Event::Text(words),
            Cow::Owned(words) => Event::Text(words.into()),
        },
        other => other,
    }
}

type Events<'a> = std::iter::Peekable<std::vec::IntoIter<(Event<'a>, Range<usize>)>>;

struct Reader<'a> {
    markdown: &'a str,
    file: FileId,
    start: usize,
    events: Events<'a>,
    /// 1 where the text has headings of the first level, which belongs to the page's title.
    shift: u8,
    /// The level of the heading before.
    above: u8,
    depth: usize,
    /// Marks of emphasis that are open.
    marks: usize,
    ids: BTreeMap<String, usize>,
    notes: Notes,
    found: ParsedText,
    /// What is being read, for what it says of documents.
    cited: Cited,
    recorder: Recorder,
}

/// Footnotes by label, numbered by their first mention.
#[derive(Default)]
struct Notes {
    numbers: BTreeMap<String, usize>,
    texts: BTreeMap<String, Vec<Block>>,
    /// Where each stands, in the order written.
    places: Vec<(String, Range<usize>)>,
}

impl Notes {
    fn number(&mut self, label: &str) -> usize {
        let next = self.numbers.len();
        *self.numbers.entry(label.to_owned()).or_insert(next)
    }

    fn in_order(mut self) -> Vec<Vec<Block>> {
        let mut labels: Vec<_> = std::mem::take(&mut self.numbers).into_iter().collect();
        labels.sort_by_key(|(_, number)| *number);
        labels.into_iter().map(|(label, _)| self.texts.remove(&label).unwrap_or_default()).collect()
    }
}

impl<'a> Reader<'a> {
    /// Reads blocks up to the end of the one they stand in, which is consumed.
    fn blocks(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::End(_) => break,
                Event::Start(tag) => self.block(tag, range, &mut blocks),
                Event::Rule => blocks.push(Block::Rule),
                // The items of a tight list hold their words without a paragraph.
                inline => {
                    let text = self.loose_inlines(inline, range);
                    self.recorder.end(PassageKind::Paragraph);
                    self.push_paragraph(text, &mut blocks);
                }
            }
        }
        blocks
    }

    fn block(&mut self, tag: Tag<'a>, range: Range<usize>, blocks: &mut Vec<Block>) {
        match tag {
            Tag::Paragraph => {
                let text = self.inlines();
                self.recorder.end(PassageKind::Paragraph);
                self.push_paragraph(text, blocks);
            }
            Tag::Heading { level, .. } => {
                blocks.extend(self.heading(level as u8));
            }
            Tag::BlockQuote(_) => {
                self.recorder.quotes += 1;
                let inner = self.nested();
                self.recorder.quotes -= 1;
                blocks.push(Block::Quote(inner));
            }
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(info) => {
                        let language = info.split_whitespace().next().unwrap_or_default();
                        without_controls(language).into_owned()
                    }
                    CodeBlockKind::Indented => {
                        self.found
                            .diagnostics
                            .push(indented_code(self.markdown, &range, |range| self.span(range)));
                        String::new()
                    }
                };
                let text = self.plain();
                if !text.trim().is_empty() {
                    blocks.push(Block::Code { language, text });
                }
            }
            Tag::HtmlBlock => {
                let html = self.plain();
                self.raw_html(range);
                blocks.push(Block::RawHtml(html));
            }
            Tag::List(start) => {
                let items = self.items();
                blocks.push(Block::List { start, items });
            }
            Tag::FootnoteDefinition(label) => {
                let text = self.nested();
                self.notes.places.push((label.to_string(), range));
                self.notes.texts.insert(label.to_string(), text);
            }
            Tag::Table(alignments) => {
                let table = self.table(&alignments);
                blocks.push(table);
            }
            inline => {
                let text = self.loose_inlines(Event::Start(inline), range);
                self.recorder.end(PassageKind::Paragraph);
                self.push_paragraph(text, blocks);
            }
        }
    }

    /// Reads the blocks inside a quote, an item or a footnote.
    fn nested(&mut self) -> Vec<Block> {
        if self.depth >= MAX_DEPTH {
            let text = self.plain();
            return vec![Block::Paragraph(vec![Inline::Text(text)])];
        }
        self.depth += 1;
        let blocks = self.blocks();
        self.depth -= 1;
        blocks
    }

    /// The words up to the matching end, whatever stands between.
    fn plain(&mut self) -> String {
        let (mut text, mut open) = (String::new(), 1);
        for (event, _) in self.events.by_ref() {
            match event {
                Event::Start(_) => open += 1,
                Event::End(_) => open -= 1,
                Event::Text(words) | Event::Code(words) | Event::Html(words) | Event::InlineHtml(words) => {
                    text.push_str(&without_controls(&words));
                }
                Event::SoftBreak | Event::HardBreak => text.push('\n'),
                _ => {}
            }
            if open == 0 {
                break;
            }
        }
        text
    }

    /// A heading; none where it has no words, since it would head nothing.
    fn heading(&mut self, level: u8) -> Option<Block> {
        let text = self.inlines();
        self.recorder.end(PassageKind::Heading);
        if text.iter().all(is_blank) {
            return None;
        }
        let level = (level + self.shift).clamp(2, self.above + 1).min(6);
        self.above = level;
        let slug = slugify(&plain_text(&text));
        let slug = if slug.is_empty() { "muc".to_owned() } else { slug };
        let used = self.ids.entry(slug.clone()).or_default();
        *used += 1;
        let id = numbered(&slug, *used);
        Some(Block::Heading { level, id, text })
    }

    fn items(&mut self) -> Vec<ListItem> {
        let mut items = Vec::new();
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => {
                    let tight = !matches!(self.events.peek(), Some((Event::Start(Tag::Paragraph), _)));
                    let blocks = self.nested();
                    items.push(ListItem { blocks, tight });
                }
                _ => break,
            }
        }
        items
    }

    fn table(&mut self, alignments: &[pulldown_cmark::Alignment]) -> Block {
        let (mut head, mut rows) = (Vec::new(), Vec::new());
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::Start(Tag::TableHead) => head = self.cells(),
                Event::Start(Tag::TableRow) => {
                    let row = self.cells();
                    rows.push(row);
                }
                _ => break,
            }
        }
        Block::Table { alignments: alignments.iter().map(alignment).collect(), head, rows }
    }

    fn cells(&mut self) -> Vec<Vec<Inline>> {
        let mut cells = Vec::new();
        while let Some((Event::Start(Tag::TableCell), _)) = self.events.next() {
            let cell = self.inlines();
            self.recorder.end(PassageKind::Cell);
            cells.push(cell);
        }
        cells
    }

    /// A paragraph, or the figure or chart that is all it holds; nothing where it is blank.
    fn push_paragraph(&self, mut text: Vec<Inline>, blocks: &mut Vec<Block>) {
        let mut words = text.iter().filter(|inline| !is_blank(inline));
        if words.next().is_some() && words.next().is_none() {
            text.retain(|inline| !is_blank(inline));
        }
        let block = match text.as_slice() {
            [] => return,
            [Inline::Picture { picture }] => Block::Figure(Figure { picture: *picture, caption: None }),
            [Inline::Link { to, title, text }] if to == FIGURE_MARK => match text.as_slice() {
                [Inline::Picture { picture }] => {
                    Block::Figure(Figure { picture: *picture, caption: title.clone() })
                }
                _ => return,
            },
            [Inline::Reference { reference, text }] if self.is_chart(*reference) => {
                Block::Chart { reference: *reference, caption: text.clone() }
            }
            _ => {
                unmark(&mut text);
                Block::Paragraph(text)
            }
        };
        blocks.push(block);
    }

    fn is_chart(&self, reference: usize) -> bool {
        let to = self.found.references.get(reference).map(|reference| &reference.to);
        matches!(to, Some(WrittenTarget::Scheme { scheme: "chart", .. }))
    }

    /// Reports links to headings that the text does not have.
    fn check_fragments(&mut self) {
        let ids: BTreeSet<String> = self
            .ids
            .iter()
            .flat_map(|(slug, times)| (1..=*times).map(move |time| numbered(slug, time)))
            .collect();
        for link in &self.found.links {
            let Some(fragment) = link.value.strip_prefix('#') else { continue };
            if ids.contains(fragment) {
                continue;
            }
            let written = Spanned::new(fragment.to_owned(), link.span.clone());
            let kind = text!(vi: "đề mục", en: "heading");
            let near = crate::parse::suggestion(fragment, ids.iter().take(MOST_COMPARED).map(String::as_str));
            self.found.diagnostics.push(crate::parse::broken_reference(&kind, &written, near));
        }
        self.found.links.retain(|link| !link.value.starts_with('#'));
    }

    /// Reports notes that no mark leads to, which nobody would see.
    fn check_notes(&mut self) {
        for (label, range) in std::mem::take(&mut self.notes.places) {
            if !self.notes.numbers.contains_key(&label) {
                let mark =
                    self.markdown[range.clone()].find(':').map_or(range.end, |colon| range.start + colon);
                let note = note_without_mark(&label, &self.span(range.start..mark));
                self.found.diagnostics.push(note);
            }
        }
    }

    fn raw_html(&mut self, range: Range<usize>) {
        let range = range.start..range.start + self.markdown[range.clone()].trim_end().len();
        let span = self.span(range);
        self.found.diagnostics.push(
            Diagnostic::warning(
                "raw-html",
                &span,
                text!(
                    vi: "mã HTML trong bài được hiện ra như chữ thường",
                    en: "HTML in a text is shown as text",
                ),
            )
            .help(
                text!(vi: "dùng cách viết Markdown, hoặc xóa đi", en: "write it in Markdown, or delete it"),
            ),
        );
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file, self.start + range.start..self.start + range.end)
    }
}

/// The id of a heading: its slug, numbered from the second of the same words on.
fn numbered(slug: &str, time: usize) -> String {
    if time == 1 { slug.to_owned() } else { format!("{slug}-{time}") }
}

fn alignment(alignment: &pulldown_cmark::Alignment) -> Alignment {
    match alignment {
        pulldown_cmark::Alignment::None => Alignment::None,
        pulldown_cmark::Alignment::Left => Alignment::Left,
        pulldown_cmark::Alignment::Center => Alignment::Centre,
        pulldown_cmark::Alignment::Right => Alignment::Right,
    }
}

#[cfg(test)]
mod tests;
