//! The running text of a paragraph: words, links, references, pictures within a line.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag};

use super::problem::{chart_as_link, missing_alt, remote_picture, unsafe_link};
use super::{Reader, WrittenPicture, WrittenReference, WrittenTarget};
use crate::model::{GAP, Inline};
use crate::parse::link::{Destination, destination};
use crate::source::{Span, Spanned, without_controls};
use crate::vietnamese::document_numbers_in;

/// Marks of emphasis inside each other: nobody sees a difference after the third.
const MAX_MARKS: usize = 24;

impl<'a> Reader<'a> {
    /// Reads running text up to the end of the block that it stands in, which is consumed.
    pub(super) fn inlines(&mut self) -> Vec<Inline> {
        let text = self.marked_inlines();
        self.finish_cited();
        text
    }

    fn finish_cited(&mut self) {
        let unnamed = self.cited.finish(&mut self.found.references);
        self.found.unnamed.extend(unnamed);
    }

    /// Reads running text up to the end of its mark, which is consumed; its block may go on.
    fn marked_inlines(&mut self) -> Vec<Inline> {
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
    pub(super) fn loose_inlines(&mut self, first: Event<'a>, range: Range<usize>) -> Vec<Inline> {
        let mut line = Line::default();
        self.inline(first, range, &mut line);
        while let Some((event, range)) = self.events.next_if(|(event, _)| is_inline(event)) {
            self.inline(event, range, &mut line);
        }
        let text = self.finish(line);
        self.finish_cited();
        text
    }

    fn inline(&mut self, event: Event<'a>, range: Range<usize>, line: &mut Line) {
        match event {
            Event::Text(words) => {
                self.recorder.words(self.markdown, &words, range.clone());
                line.words.push(&words, range);
            }
            Event::Code(words) => {
                self.close(line).push(Inline::Code(words.to_string()));
                self.gap();
            }
            Event::InlineHtml(html) | Event::Html(html) => {
                self.raw_html(range);
                self.close(line).push(Inline::RawHtml(html.to_string()));
                self.gap();
            }
            Event::FootnoteReference(label) => {
                let number = self.notes.number(&label);
                self.close(line).push(Inline::FootnoteMark(number));
            }
            Event::SoftBreak => {
                self.close(line).push(Inline::SoftBreak);
                self.cited.push(" ");
                self.recorder.line_end();
            }
            Event::HardBreak => {
                self.close(line).push(Inline::LineBreak);
                self.cited.push("\n");
                self.recorder.line_end();
            }
            Event::Start(tag) => {
                self.close(line);
                if let Some(inline) = self.container(tag, range) {
                    line.done.push(inline);
                }
            }
            _ => {}
        }
    }

    /// Something in the middle of running text that is no words.
    fn gap(&mut self) {
        self.recorder.gap();
        self.cited.push(GAP.encode_utf8(&mut [0; 4]));
    }

    /// Ends the words gathered so far, so that what follows stands behind them.
    fn close<'l>(&mut self, line: &'l mut Line) -> &'l mut Vec<Inline> {
        if !line.words.text.is_empty() {
            self.recognise_documents(&mut line.words, &mut line.done);
        }
        line.words.pieces.clear();
        &mut line.done
    }

    fn finish(&mut self, mut line: Line) -> Vec<Inline> {
        self.close(&mut line);
        line.done
    }

    fn container(&mut self, tag: Tag<'a>, range: Range<usize>) -> Option<Inline> {
        match tag {
            Tag::Emphasis => Some(self.emphasised(Inline::Emphasis)),
            Tag::Strong => Some(self.emphasised(Inline::Strong)),
            Tag::Strikethrough => Some(self.emphasised(Inline::Struck)),
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

    /// Reads the words of an emphasis. One inside too many others keeps its words and loses its marks: what is nested
    /// by the thousand would overflow the stack of whoever walks the tree, which no program survives.
    fn emphasised(&mut self, mark: fn(Vec<Inline>) -> Inline) -> Inline {
        if self.marks >= MAX_MARKS {
            return Inline::Text(self.plain());
        }
        self.marks += 1;
        let text = self.marked_inlines();
        self.marks -= 1;
        mark(text)
    }

    fn link(&mut self, to: &str, title: &str, range: Range<usize>) -> Inline {
        let (place, leads) = (self.destination_span(to, &range), destination(to));
        // A reference is numbered before those in its words, so that numbers follow the text.
        let reference = match leads {
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
        let text = self.recorded_words_of_link(reference);
        if let Some(reference) = reference {
            return Inline::Reference { reference, text };
        }
        match leads {
            Destination::Local => self.found.links.push(Spanned::new(to.to_owned(), place)),
            Destination::Elsewhere => {}
            Destination::Refused => {
                self.found.diagnostics.push(unsafe_link(to, &place));
                return Inline::Emphasis(text);
            }
            Destination::Scheme { .. } => return Inline::Emphasis(text),
        }
        let title = (!title.is_empty()).then(|| without_controls(title).into_owned());
        Inline::Link { to: without_controls(to.trim()).into_owned(), title, text }
    }

    fn recorded_words_of_link(&mut self, reference: Option<usize>) -> Vec<Inline> {
        self.recorder.begin_link(reference);
        let from = self.cited.len();
        let text = self.words_of_link();
        if text.is_empty() {
            match reference.filter(|reference| self.is_to_place(*reference)) {
                Some(reference) => {
                    self.recorder.gap();
                    self.cited.place(reference, from);
                }
                None => self.gap(),
            }
        }
        self.recorder.end_link();
        text
    }

    fn is_to_place(&self, reference: usize) -> bool {
        matches!(self.found.references[reference].to, WrittenTarget::Scheme { scheme: "locality", .. })
    }

    /// The words of a link: no document is recognised in them, since a link can't stand in a link.
    fn words_of_link(&mut self) -> Vec<Inline> {
        let mut text = self.marked_inlines();
        if text.is_empty() {
            return text;
        }
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
                let span = self.span(range.clone());
                let reference = self.number(span, WrittenTarget::Scheme { scheme: "chart", rest });
                self.gap();
                let start = range.start + "![".len();
                let place = place_of(&alt, self.markdown[start..range.end].find(&alt), start, &range);
                self.recorder.caption(self.markdown, &alt, place);
                let text = if alt.is_empty() { Vec::new() } else { vec![Inline::Text(alt)] };
                Some(Inline::Reference { reference, text })
            }
            Destination::Local => {
                let picture = self.found.pictures.len();
                let file = Spanned::new(to.to_owned(), place);
                if alt.is_empty() {
                    self.found.diagnostics.push(missing_alt(&file));
                }
                self.gap();
                let at = self.markdown[range.clone()].rfind(title);
                let place = place_of(title, at, range.start, &range);
                self.recorder.caption(self.markdown, &without_controls(title), place);
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

    fn number(&mut self, span: Span, to: WrittenTarget) -> usize {
        self.found.references.push(WrittenReference { span, to });
        self.found.references.len() - 1
    }

    /// Takes words, and splits them at the numbers of documents in them.
    fn recognise_documents(&mut self, gathered: &mut Words, done: &mut Vec<Inline>) {
        let numbers = document_numbers_in(&gathered.text);
        if numbers.is_empty() {
            self.cited.push(&gathered.text);
            done.push(Inline::Text(std::mem::take(&mut gathered.text)));
            return;
        }
        let (words, mut rest, before) = (&gathered.text, 0, self.cited.len());
        self.cited.push(words);
        for (range, number) in numbers {
            if range.start > rest {
                done.push(Inline::Text(words[rest..range.start].to_owned()));
            }
            let span = self.span(gathered.place(&range));
            let reference = self.number(span, WrittenTarget::Mention { number, said: None });
            self.cited.number(reference, before + range.start..before + range.end);
            self.recorder.refer(words.len() - range.start..words.len() - range.end, reference);
            let text = vec![Inline::Text(words[range.clone()].to_owned())];
            done.push(Inline::Reference { reference, text });
            rest = range.end;
        }
        if rest < words.len() {
            done.push(Inline::Text(words[rest..].to_owned()));
        }
        gathered.text.clear();
    }

    /// Where the address of a link stands in it; the whole link where it is written in another way.
    fn destination_span(&self, to: &str, range: &Range<usize>) -> Span {
        let written = self.markdown.get(range.clone()).unwrap_or_default();
        let words_end = written.as_bytes().windows(2).rposition(|two| two == b"](").map_or(0, |at| at + 2);
        let behind = &written[words_end..];
        // It stands there at once, but for white space, an angle bracket or something written in another way.
        let at = if behind.starts_with(to) { Some(0) } else { behind.find(to) };
        match at.filter(|_| !to.is_empty()) {
            Some(at) => {
                let from = range.start + words_end + at;
                self.span(from..from + to.len())
            }
            None => self.span(range.clone()),
        }
    }
}

/// Where the words of a picture stand that were found so far behind `start`; else the whole picture.
fn place_of(words: &str, at: Option<usize>, start: usize, whole: &Range<usize>) -> Range<usize> {
    at.map_or_else(|| whole.clone(), |at| start + at..start + at + words.len())
}

/// Marks a chart, or a picture with a title, until its paragraph is seen to hold nothing else; no link can lead
/// here.
pub(super) const FIGURE_MARK: &str = "\u{0}figure";

fn marked(title: Option<String>, inline: Inline) -> Inline {
    Inline::Link { to: FIGURE_MARK.to_owned(), title, text: vec![inline] }
}

/// Words gathered in one line, and what stands before them.
#[derive(Default)]
struct Line {
    done: Vec<Inline>,
    words: Words,
}

/// Words that stand together, and where the pieces that they came in are written.
#[derive(Default)]
struct Words {
    text: String,
    /// Where each piece begins in `text`, and its place in the Markdown, in order.
    pieces: Vec<(usize, Range<usize>)>,
}

impl Words {
    fn push(&mut self, words: &str, place: Range<usize>) {
        self.pieces.push((self.text.len(), place));
        self.text.push_str(words);
    }

    /// Where a part of the words is written: from where its first byte stands to where its last one ends, with the
    /// backslashes and entities between them. A piece that is written in another way than it reads has one place.
    fn place(&self, part: &Range<usize>) -> Range<usize> {
        let (first, last) = (self.piece_at(part.start), self.piece_at(part.end.saturating_sub(1)));
        let start = match first {
            (at, place, true) => place.start + part.start - at,
            (_, place, false) => place.start,
        };
        let end = match last {
            (at, place, true) => place.start + part.end - at,
            (_, place, false) => place.end,
        };
        start..end
    }

    /// The piece that a byte is in: where it begins, its place, and whether it is written as it reads.
    fn piece_at(&self, byte: usize) -> (usize, Range<usize>, bool) {
        let behind = self.pieces.partition_point(|(at, _)| *at <= byte);
        let Some((at, place)) = self.pieces[..behind].last() else { return (0, 0..0, false) };
        let end = self.pieces.get(behind).map_or(self.text.len(), |(next, _)| *next);
        (*at, place.clone(), place.len() == end - at)
    }
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
pub(super) fn unmark(text: &mut [Inline]) {
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

pub(super) fn is_blank(inline: &Inline) -> bool {
    match inline {
        Inline::Text(words) => words.trim().is_empty(),
        Inline::SoftBreak | Inline::LineBreak => true,
        _ => false,
    }
}

/// Takes links out of the words of a link and keeps their words.
fn unlink(text: &mut Vec<Inline>) {
    if !text.iter().any(|inline| matches!(inline, Inline::Link { .. } | Inline::Reference { .. })) {
        return;
    }
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

fn inner(span: &Span, skip: usize) -> Span {
    Span { start: (span.start + skip as u32).min(span.end), ..span.clone() }
}
