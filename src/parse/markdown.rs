//! Turns Markdown into a tree of our own, and lists what it refers to: the one door to pulldown-cmark.
//!
//! References are numbered in order of appearance and left as written; `resolve` finds what they mean. The
//! same text always gives the same tree with the same numbers, so it can be made again when it is needed.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag};

use super::link::{Destination, destination};
use crate::diagnostic::{Diagnostic, Diagnostics, text};
use crate::model::{Alignment, Block, Body, Day, Figure, Inline, ListItem};
use crate::source::{FileId, Span, Spanned, without_controls};
use crate::vietnamese::{DocumentNumber, WrittenDate, dates_in, document_numbers_in, slugify};

/// Quotes and lists inside each other: deeper ones are joined to the last, which no reader could tell apart.
const MAX_DEPTH: usize = 24;
/// How far behind a number of a document its date may stand, in bytes: "số 61/KH-UBND ngày 21/3/2022".
const DATE_WITHIN: usize = 48;

/// A text, and all that it refers to.
#[derive(Debug, Default)]
pub(super) struct ParsedText {
    /// The tree.
    pub body: Body,
    /// In order of appearance: what `Inline::Reference` counts in.
    pub references: Vec<WrittenReference>,
    /// In order of appearance: what `Figure::picture` counts in.
    pub pictures: Vec<WrittenPicture>,
    /// Links to other pages or files of the site that are no references.
    pub links: Vec<Spanned<String>>,
    /// What is wrong with the text alone.
    pub diagnostics: Diagnostics,
}

/// A reference as written.
#[derive(Debug)]
pub(super) struct WrittenReference {
    /// All of it, words and brackets included.
    pub span: Span,
    /// What it names.
    pub to: WrittenTarget,
}

/// What a reference names.
#[derive(Debug)]
pub(super) enum WrittenTarget {
    /// A scheme of the content format and what stands behind the colon.
    Scheme {
        /// `metric`, `locality`, `event`, `bulletin`, `document` or `chart`.
        scheme: &'static str,
        /// What stands behind the colon.
        rest: Spanned<String>,
    },
    /// The number of a document, recognised in running text, with the date that stands behind it.
    Mention {
        /// The number.
        number: DocumentNumber,
        /// Its date.
        date: Option<Day>,
    },
}

/// A picture as written.
#[derive(Debug)]
pub(super) struct WrittenPicture {
    /// The file, as the text names it.
    pub file: Spanned<String>,
    /// What it shows.
    pub alt: String,
}

/// Reads the Markdown of a file from an offset on.
pub(super) fn parse_body(text: &str, file: FileId, start: usize) -> ParsedText {
    let markdown = text.get(start..).unwrap_or_default();
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let events = Parser::new_ext(markdown, options).into_offset_iter();
    let events: Vec<_> = events.map(|(event, range)| (printable(event), range)).collect();
    let tops = events
        .iter()
        .any(|(event, _)| matches!(event, Event::Start(Tag::Heading { level, .. }) if *level as u8 == 1));
    let mut reader = Reader {
        markdown,
        file,
        start,
        events: events.into_iter().peekable(),
        shift: u8::from(tops),
        above: 1,
        depth: 0,
        ids: BTreeMap::new(),
        notes: Notes::default(),
        found: ParsedText::default(),
    };
    let blocks = reader.blocks();
    reader.check_fragments();
    reader.found.body = Body { blocks, footnotes: reader.notes.in_order() };
    reader.found
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
    ids: BTreeMap<String, usize>,
    notes: Notes,
    found: ParsedText,
}

/// Footnotes by label, numbered by their first mention.
#[derive(Default)]
struct Notes {
    numbers: BTreeMap<String, usize>,
    texts: BTreeMap<String, Vec<Block>>,
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
                self.push_paragraph(text, blocks);
            }
            Tag::Heading { level, .. } => {
                blocks.extend(self.heading(level as u8));
            }
            Tag::BlockQuote(_) => {
                let inner = self.nested();
                blocks.push(Block::Quote(inner));
            }
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(info) => {
                        info.split_whitespace().next().unwrap_or_default().to_owned()
                    }
                    CodeBlockKind::Indented => String::new(),
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
                self.notes.texts.insert(label.to_string(), text);
            }
            Tag::Table(alignments) => {
                let table = self.table(&alignments);
                blocks.push(table);
            }
            inline => {
                let text = self.loose_inlines(Event::Start(inline), range);
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
            cells.push(cell);
        }
        cells
    }

    /// Reads running text up to the end of what it stands in, which is consumed.
    fn inlines(&mut self) -> Vec<Inline> {
        let mut line = Line::default();
        while let Some((event, range)) = self.events.next() {
            if matches!(event, Event::End(_)) {
                break;
            }
            self.inline(event, range, &mut line);
        }
        self.finish(line)
    }

    /// Reads running text that stands in no paragraph, up to the next block or end, which is left.
    fn loose_inlines(&mut self, first: Event<'a>, range: Range<usize>) -> Vec<Inline> {
        let mut line = Line::default();
        self.inline(first, range, &mut line);
        while let Some((event, range)) = self.events.next_if(|(event, _)| is_inline(event)) {
            self.inline(event, range, &mut line);
        }
        self.finish(line)
    }

    fn inline(&mut self, event: Event<'a>, range: Range<usize>, line: &mut Line) {
        match event {
            Event::Text(words) => line.text(&words, range),
            Event::Code(words) => self.close(line).push(Inline::Code(words.to_string())),
            Event::InlineHtml(html) | Event::Html(html) => {
                self.raw_html(range);
                self.close(line).push(Inline::RawHtml(html.to_string()));
            }
            Event::FootnoteReference(label) => {
                let number = self.notes.number(&label);
                self.close(line).push(Inline::FootnoteMark(number));
            }
            Event::SoftBreak => self.close(line).push(Inline::SoftBreak),
            Event::HardBreak => self.close(line).push(Inline::LineBreak),
            Event::Start(tag) => {
                self.close(line);
                if let Some(inline) = self.container(tag, range) {
                    line.done.push(inline);
                }
            }
            _ => {}
        }
    }

    /// Ends the words gathered so far, so that what follows stands behind them.
    fn close<'l>(&mut self, line: &'l mut Line) -> &'l mut Vec<Inline> {
        let (words, at) = std::mem::take(&mut line.words);
        self.recognise_documents(words, at, &mut line.done);
        &mut line.done
    }

    fn finish(&mut self, mut line: Line) -> Vec<Inline> {
        self.close(&mut line);
        line.done
    }

    fn container(&mut self, tag: Tag<'a>, range: Range<usize>) -> Option<Inline> {
        match tag {
            Tag::Emphasis => Some(Inline::Emphasis(self.inlines())),
            Tag::Strong => Some(Inline::Strong(self.inlines())),
            Tag::Strikethrough => Some(Inline::Struck(self.inlines())),
            // `<thu@example.vn>`: the scheme is understood, not written.
            Tag::Link { link_type: LinkType::Email, dest_url, title, .. } => {
                Some(self.link(&format!("mailto:{dest_url}"), &title, range))
            }
            Tag::Link { dest_url, title, .. } => Some(self.link(&dest_url, &title, range)),
            Tag::Image { dest_url, title, .. } => self.picture(&dest_url, &title, range),
            _ => {
                let words = self.plain();
                Some(Inline::Text(words))
            }
        }
    }

    fn link(&mut self, to: &str, title: &str, range: Range<usize>) -> Inline {
        let place = self.destination_span(to, &range);
        // A reference is numbered before those in its words, so that numbers follow the text.
        let reference = match destination(to) {
            Destination::Scheme { scheme: "chart", .. } => {
                self.found.diagnostics.push(chart_as_link(&place));
                None
            }
            Destination::Scheme { scheme, rest } => {
                let span = self.span(range);
                let rest = Spanned::new(rest.to_owned(), inner(&place, scheme.len() + 1));
                Some(self.number(span, WrittenTarget::Scheme { scheme, rest }))
            }
            _ => None,
        };
        let text = self.words_of_link();
        if let Some(reference) = reference {
            return Inline::Reference { reference, text };
        }
        match destination(to) {
            Destination::Local => self.found.links.push(Spanned::new(to.to_owned(), place)),
            Destination::Elsewhere => {}
            Destination::Refused => {
                self.found.diagnostics.push(unsafe_link(to, &place));
                return Inline::Emphasis(text);
            }
            Destination::Scheme { .. } => return Inline::Emphasis(text),
        }
        let title = (!title.is_empty()).then(|| without_controls(title).into_owned());
        Inline::Link { to: to.trim().to_owned(), title, text }
    }

    /// The words of a link: no document is recognised in them, since a link can't stand in a link.
    fn words_of_link(&mut self) -> Vec<Inline> {
        let mut text = self.inlines();
        unlink(&mut text);
        // Blank words name nothing: the link is named by what it leads to.
        let pictured =
            text.iter().any(|inline| matches!(inline, Inline::Picture { .. } | Inline::RawHtml(_)));
        if pictured || !plain_text(&text).trim().is_empty() { text } else { Vec::new() }
    }

    fn picture(&mut self, to: &str, title: &str, range: Range<usize>) -> Option<Inline> {
        let place = self.destination_span(to, &range);
        let alt = self.plain().split_whitespace().collect::<Vec<_>>().join(" ");
        match destination(to) {
            Destination::Scheme { scheme: "chart", rest } => {
                let rest = Spanned::new(rest.to_owned(), inner(&place, "chart:".len()));
                let span = self.span(range);
                let reference = self.number(span, WrittenTarget::Scheme { scheme: "chart", rest });
                let text = if alt.is_empty() { Vec::new() } else { vec![Inline::Text(alt)] };
                Some(Inline::Reference { reference, text })
            }
            Destination::Local => {
                let picture = self.found.pictures.len();
                let file = Spanned::new(to.to_owned(), place);
                if alt.is_empty() {
                    self.found.diagnostics.push(missing_alt(&file));
                }
                self.found.pictures.push(WrittenPicture { file, alt: alt.clone() });
                Some(match title {
                    "" => Inline::Picture { picture },
                    title => marked(Some(without_controls(title).into_owned()), Inline::Picture { picture }),
                })
            }
            _ => {
                self.found.diagnostics.push(remote_picture(to, &place));
                (!alt.is_empty()).then_some(Inline::Text(alt))
            }
        }
    }

    /// A paragraph, or the figure or chart that is all it holds; nothing where it is blank.
    fn push_paragraph(&self, mut text: Vec<Inline>, blocks: &mut Vec<Block>) {
        let alone = text.iter().filter(|inline| !is_blank(inline)).count() == 1;
        if alone {
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

    fn number(&mut self, span: Span, to: WrittenTarget) -> usize {
        self.found.references.push(WrittenReference { span, to });
        self.found.references.len() - 1
    }

    /// Splits words at the numbers of documents in them.
    fn recognise_documents(&mut self, words: String, at: Option<usize>, done: &mut Vec<Inline>) {
        let mut rest = 0;
        for (range, number) in document_numbers_in(&words) {
            if range.start > rest {
                done.push(Inline::Text(words[rest..range.start].to_owned()));
            }
            let place = at.map_or(0, |at| at + range.start);
            let date = date_behind(&words[range.end..]);
            let span = self.span(place..place + range.len());
            let reference = self.number(span, WrittenTarget::Mention { number, date });
            let text = vec![Inline::Text(words[range.clone()].to_owned())];
            done.push(Inline::Reference { reference, text });
            rest = range.end;
        }
        if rest < words.len() {
            done.push(Inline::Text(words[rest..].to_owned()));
        }
    }

    /// Reports links to headings that the text does not have.
    fn check_fragments(&mut self) {
        let ids: Vec<String> = self
            .ids
            .iter()
            .flat_map(|(slug, times)| (1..=*times).map(move |time| numbered(slug, time)))
            .collect();
        for link in &self.found.links {
            let Some(fragment) = link.value.strip_prefix('#') else { continue };
            if ids.iter().any(|id| id == fragment) {
                continue;
            }
            let written = Spanned::new(fragment.to_owned(), link.span.clone());
            let kind = text!(vi: "đề mục", en: "heading");
            let near = super::suggestion(fragment, ids.iter().map(String::as_str));
            self.found.diagnostics.push(super::broken_reference(&kind, &written, near));
        }
        self.found.links.retain(|link| !link.value.starts_with('#'));
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

    /// Where the address of a link stands in it; the whole link where it is written in another way.
    fn destination_span(&self, to: &str, range: &Range<usize>) -> Span {
        let written = self.markdown.get(range.clone()).unwrap_or_default();
        let words_end = written.rfind("](").map_or(0, |at| at + 2);
        match written[words_end..].find(to).filter(|_| !to.is_empty()) {
            Some(at) => {
                let from = range.start + words_end + at;
                self.span(from..from + to.len())
            }
            None => self.span(range.clone()),
        }
    }
}

/// Marks a chart, or a picture with a title, until its paragraph is seen to hold nothing else; no link can lead
/// here.
const FIGURE_MARK: &str = "\u{0}figure";

fn marked(title: Option<String>, inline: Inline) -> Inline {
    Inline::Link { to: FIGURE_MARK.to_owned(), title, text: vec![inline] }
}

/// Words gathered in one line, and what stands before them.
#[derive(Default)]
struct Line {
    done: Vec<Inline>,
    words: (String, Option<usize>),
}

impl Line {
    fn text(&mut self, words: &str, range: Range<usize>) {
        let (gathered, at) = &mut self.words;
        at.get_or_insert(range.start);
        gathered.push_str(&without_controls(words));
    }
}

/// The id of a heading: its slug, numbered from the second of the same words on.
fn numbered(slug: &str, time: usize) -> String {
    if time == 1 { slug.to_owned() } else { format!("{slug}-{time}") }
}

fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => matches!(
            tag,
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
        ),
        Event::End(_) | Event::Rule => false,
        _ => true,
    }
}

/// Pictures that turned out to stand within a line lose the mark of a figure.
fn unmark(text: &mut [Inline]) {
    for inline in text {
        match inline {
            Inline::Link { to, text, .. } if to == FIGURE_MARK => {
                if let Some(picture) = text.pop() {
                    *inline = picture;
                }
            }
            Inline::Link { text, .. }
            | Inline::Reference { text, .. }
            | Inline::Emphasis(text)
            | Inline::Strong(text)
            | Inline::Struck(text) => unmark(text),
            _ => {}
        }
    }
}

fn is_blank(inline: &Inline) -> bool {
    match inline {
        Inline::Text(words) => words.trim().is_empty(),
        Inline::SoftBreak | Inline::LineBreak => true,
        _ => false,
    }
}

/// Takes links out of the words of a link and keeps their words.
fn unlink(text: &mut Vec<Inline>) {
    let mut plain = Vec::with_capacity(text.len());
    for inline in text.drain(..) {
        match inline {
            Inline::Link { to, mut text, .. } if to != FIGURE_MARK => {
                unlink(&mut text);
                plain.extend(text);
            }
            Inline::Reference { mut text, .. } => {
                unlink(&mut text);
                plain.extend(text);
            }
            other => plain.push(other),
        }
    }
    *text = plain;
}

/// The words of running text, marks of all kinds left out.
pub(super) fn plain_text(text: &[Inline]) -> String {
    let mut plain = String::new();
    for inline in text {
        match inline {
            Inline::Text(words) | Inline::Code(words) => plain.push_str(words),
            Inline::Emphasis(text)
            | Inline::Strong(text)
            | Inline::Struck(text)
            | Inline::Link { text, .. }
            | Inline::Reference { text, .. } => plain.push_str(&plain_text(text)),
            Inline::LineBreak | Inline::SoftBreak => plain.push(' '),
            Inline::Picture { .. } | Inline::RawHtml(_) | Inline::FootnoteMark(_) => {}
        }
    }
    plain
}

/// The day that stands behind the number of a document: "… ngày 21/3/2022".
fn date_behind(rest: &str) -> Option<Day> {
    let near = rest.get(..crate::source::floor_char_boundary(rest, DATE_WITHIN)).unwrap_or_default();
    let (range, date) = dates_in(near).into_iter().next()?;
    let between = near[..range.start].trim().trim_start_matches([',', '(']).trim();
    let WrittenDate::Day { year, month, day } = date else { return None };
    if !matches!(between, "" | "ngày" | "dated" | "of") {
        return None;
    }
    Day::from_ymd_opt(year, month, day)
}

fn alignment(alignment: &pulldown_cmark::Alignment) -> Alignment {
    match alignment {
        pulldown_cmark::Alignment::None => Alignment::None,
        pulldown_cmark::Alignment::Left => Alignment::Left,
        pulldown_cmark::Alignment::Center => Alignment::Centre,
        pulldown_cmark::Alignment::Right => Alignment::Right,
    }
}

fn inner(span: &Span, skip: usize) -> Span {
    Span { start: (span.start + skip as u32).min(span.end), ..span.clone() }
}

fn unsafe_link(to: &str, place: &Span) -> Diagnostic {
    Diagnostic::error("unsafe-link", place, text!(
        vi: "không dùng được liên kết tới «{to}»",
        en: "a link can't lead to “{to}”",
    ))
    .help(text!(
        vi: "dùng địa chỉ bắt đầu bằng https://, http://, mailto: hoặc tel:, hay một tham chiếu như locality:xa-nhe",
        en: "use an address that begins with https://, http://, mailto: or tel:, or a reference such as locality:xa-nhe",
    ))
}

fn remote_picture(to: &str, place: &Span) -> Diagnostic {
    Diagnostic::error(
        "missing-picture",
        place,
        text!(
            vi: "ảnh «{to}» không nằm trong thư mục của trang",
            en: "the picture “{to}” is not one of the site's files",
        ),
    )
    .help(text!(
        vi: "tải ảnh về, đặt cạnh bài và ghi tên tệp: ![mô tả](anh.jpg)",
        en: "save the picture beside the text and write its file name: ![what it shows](picture.jpg)",
    ))
}

fn missing_alt(file: &Spanned<String>) -> Diagnostic {
    let name = &file.value;
    Diagnostic::error(
        "missing-alt",
        &file.span,
        text!(
            vi: "ảnh «{name}» chưa có lời mô tả cho người không nhìn thấy",
            en: "the picture “{name}” has no words for those who can't see it",
        ),
    )
    .help(text!(
        vi: "viết điều ảnh cho thấy vào ngoặc vuông: ![Bà con xếp hàng làm căn cước]({name})",
        en: "write what it shows between the brackets: ![People queue for identity cards]({name})",
    ))
}

fn chart_as_link(place: &Span) -> Diagnostic {
    Diagnostic::error(
        "invalid-value",
        place,
        text!(
            vi: "biểu đồ phải viết như một ảnh, có dấu «!» ở trước",
            en: "a chart is written like a picture, with “!” before it",
        ),
    )
    .help(text!(vi: "viết `![chú thích](chart:…)`", en: "write `![caption](chart:…)`"))
}
