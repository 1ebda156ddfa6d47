//! Turns spans into what messages show: a path, lines and columns.
//!
//! The one place that holds a span to its text, because a message that panics hides what it had to say.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::source::{FileId, LineColumn, LineIndex, Sources, Span};

/// How many files are kept at hand: problems come file by file, and point into few others.
const AT_HAND: usize = 64;

/// Looks places up, finding the lines of a file once for all that stands in it.
///
/// A file that can't be read again counts as empty: what is wrong with it is still worth saying.
pub(super) struct Places<'a> {
    sources: &'a Sources,
    lines: BTreeMap<FileId, LineIndex<'a>>,
}

/// A span as people count.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Place<'a> {
    /// From the project's root, with `/`.
    pub(super) path: &'a str,
    pub(super) start: LineColumn,
    /// One past the last character.
    pub(super) end: LineColumn,
    /// The words themselves.
    pub(super) words: String,
}

/// Some lines of a file, ready to be shown.
pub(super) struct Excerpt {
    /// With controls made [`visible`].
    pub(super) text: String,
    /// The number of its first line.
    pub(super) first_line: usize,
    /// Where the spans lie in `text`, in their order, in bytes; each in one line.
    pub(super) ranges: Vec<Range<usize>>,
}

impl<'a> Places<'a> {
    pub(super) fn new(sources: &'a Sources) -> Self {
        Self { sources, lines: BTreeMap::new() }
    }

    pub(super) fn at(&mut self, span: &Span) -> Place<'a> {
        let path = self.path(span.file);
        let lines = self.lines(span.file);
        let bytes = held_to_text(lines.text(), span.range());
        let words = lines.text()[bytes.clone()].to_owned();
        Place { path, start: lines.at(bytes.start), end: lines.at(bytes.end), words }
    }

    /// Where a span begins.
    pub(super) fn begin(&mut self, span: &Span) -> LineColumn {
        self.lines(span.file).at(span.range().start)
    }

    fn lines(&mut self, file: FileId) -> &LineIndex<'a> {
        if self.lines.len() >= AT_HAND && !self.lines.contains_key(&file) {
            self.lines.clear();
        }
        let sources = self.sources;
        self.lines.entry(file).or_insert_with(|| LineIndex::new(sources.text(file).unwrap_or_default()))
    }

    /// The file's path from the project's root.
    pub(super) fn path(&self, file: FileId) -> &'a str {
        &self.sources.get(file).path
    }

    /// The lines of a file from the first to the last in which one of the spans begins.
    ///
    /// A span of several lines is cut at the end of its first: where to look, not how far to read.
    pub(super) fn excerpt(&mut self, file: FileId, spans: &[&Span]) -> Excerpt {
        let lines = self.lines(file);
        let text = lines.text();
        let spans: Vec<Range<usize>> = spans.iter().map(|span| held_to_text(text, span.range())).collect();
        let first = spans.iter().map(|span| span.start).min().unwrap_or_default();
        let last = spans.iter().map(|span| span.start).max().unwrap_or_default();
        let begin = text[..first].rfind('\n').map_or(0, |at| at + 1);
        let end = line_end(text, last);
        let shown = visible(&text[begin..end]);
        // No letter gets shorter: where the whole is as long as it was, everything is where it was.
        let is_in_place = shown.len() == end - begin;
        let shown_at = |at: usize| if is_in_place { at - begin } else { visible(&text[begin..at]).len() };
        Excerpt {
            text: shown,
            first_line: lines.at(first).line,
            ranges: spans
                .iter()
                .map(|span| shown_at(span.start)..shown_at(span.end.min(line_end(text, span.start))))
                .collect(),
        }
    }
}

fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |length| at + length)
}

/// The nearest range that lies in the text and cuts no character in two: begins that fall inside a character
/// move back, ends move on.
fn held_to_text(text: &str, bytes: Range<usize>) -> Range<usize> {
    let mut start = bytes.start.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = bytes.end.clamp(start, text.len());
    while !text.is_char_boundary(end) {
        end += 1;
    }
    start..end
}

/// The text with every character that could steer a terminal, or reorder what it shows, made visible.
///
/// One character for one, so that columns stay true. Line ends and tabs stay.
pub(crate) fn visible(text: &str) -> String {
    match text.bytes().any(|byte| BEGINS_STEERING[usize::from(byte)]) {
        true => text.chars().map(visible_letter).collect(),
        false => text.to_owned(),
    }
}

/// The bytes with which a character begins that [`visible_letter`] changes: controls are ASCII or begin with C2, those
/// of direction with D8 or E2.
static BEGINS_STEERING: [bool; 256] = {
    let mut begins = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        begins[byte] = matches!(byte, 0..=8 | 0xB..=0x1F | 0x7F | 0xC2 | 0xD8 | 0xE2);
        byte += 1;
    }
    begins
};

fn visible_letter(letter: char) -> char {
    match letter {
        '\n' | '\t' => letter,
        // Unicode has a picture for each of the ASCII controls, in their order.
        '\0'..='\u{1F}' => char::from_u32(0x2400 + u32::from(letter)).unwrap_or(char::REPLACEMENT_CHARACTER),
        '\u{7F}' => '\u{2421}',
        // The controls of Latin-1 (one of them begins terminal commands) and those of text direction.
        '\u{80}'..='\u{9F}'
        | '\u{61C}'
        | '\u{200E}'
        | '\u{200F}'
        | '\u{2028}'..='\u{202E}'
        | '\u{2066}'..='\u{2069}' => char::REPLACEMENT_CHARACTER,
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_held_to_the_text_and_to_whole_characters() {
        assert_eq!(held_to_text("đề", 1..3), 0..5);
        assert_eq!(held_to_text("ab", 1..99), 1..2);
        assert_eq!(held_to_text("ab", 99..100), 2..2);
        assert_eq!(held_to_text("", 0..1), 0..0);
    }

    #[test]
    fn every_letter_that_is_changed_is_seen() {
        for letter in '\0'..=char::MAX {
            assert_eq!(visible(&format!("ế{letter}")), format!("ế{}", visible_letter(letter)), "{letter:?}");
        }
    }

    #[test]
    fn controls_are_shown_and_never_sent() {
        assert_eq!(visible("a\u{1B}[31mb\u{9B}c\u{202E}d\te\n"), "a\u{241B}[31mb\u{FFFD}c\u{FFFD}d\te\n");
    }
}
