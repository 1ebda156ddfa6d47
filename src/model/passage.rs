//! The words of a text with where each of them stands in its file: what checks of the words themselves read.
//!
//! Made in the pass that makes the tree, so both count the same references; nothing keeps it. What is shown
//! letter by letter (code, raw HTML) and the addresses of links are no words.

use std::ops::Range;

use crate::source::{Span, Spanned};

/// What stands in the words for something that has none: code, a picture, a link without words. No text holds
/// it otherwise, it is no letter and no space, so what stands on both sides of it stays apart.
pub const GAP: char = '\u{FFFC}';

/// The words of one paragraph, heading, cell or caption, as one string.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The words as readers see them: marks of emphasis and links gone, a line end inside a paragraph is a space.
    pub text: String,
    /// What `text` is made of, in order; between them stand line ends and [`GAP`]s.
    pub pieces: Vec<Piece>,
    /// What it is in its text.
    pub kind: PassageKind,
    /// Whether it stands inside a block quote.
    pub quoted: bool,
}

/// What a passage is in its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassageKind {
    /// A heading.
    Heading,
    /// A paragraph, also in a list, a quotation or a footnote.
    Paragraph,
    /// A cell of a table.
    Cell,
    /// What stands below a picture or a chart; no link can be written in it.
    Caption,
    /// A value of the front matter, such as the title; no link can be written in it.
    Plain,
}

/// A run of words without a change of what they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The bytes of the passage's text that it covers; never empty.
    pub range: Range<usize>,
    /// Where they were written.
    pub span: Span,
    /// Whether the file has the same bytes at `span`; not so for `&amp;` and the like, and for captions.
    pub exact: bool,
    /// The reference that they are the words of, in the owner's list; a recognised document number is one.
    pub reference: Option<usize>,
    /// Whether they stand in a link of any kind, so that no other can be written around them.
    pub linked: bool,
}

impl Passage {
    /// A passage of nothing yet.
    pub fn new(kind: PassageKind, quoted: bool) -> Self {
        Self { text: String::new(), pieces: Vec::new(), kind, quoted }
    }

    /// A value of the front matter as a passage; `source` is the text of its file.
    pub fn plain(value: &Spanned<String>, source: &str) -> Self {
        let mut passage = Self::new(PassageKind::Plain, false);
        let written = source.get(value.span.range()).unwrap_or_default();
        // Between quotation marks or not, a scalar on one line has the bytes of its value: a search is seldom needed.
        let stands_at = |at: &usize| written.get(*at..).is_some_and(|rest| rest.starts_with(&value.value));
        let (span, exact) = match (0..=1).find(stands_at).or_else(|| written.find(&value.value)) {
            Some(at) => {
                let start = value.span.range().start + at;
                (Span::new(value.span.file, start..start + value.value.len()), true)
            }
            None => (value.span.clone(), false),
        };
        passage.push(&value.value, Piece { range: 0..0, span, exact, reference: None, linked: false });
        passage
    }

    /// Adds words; the range of `piece` is set to where they come to stand.
    pub fn push(&mut self, words: &str, mut piece: Piece) {
        if words.is_empty() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(words);
        piece.range = start..self.text.len();
        match self.pieces.last_mut() {
            Some(last) if last.goes_on_in(&piece) => {
                last.range.end = piece.range.end;
                last.span.end = piece.span.end;
            }
            _ => self.pieces.push(piece),
        }
    }

    /// Where words stand in the file, from the first to the last of them with all that is written between
    /// (marks of emphasis, the other half of a link); the whole piece where its bytes are not exact. `None`
    /// where the range holds no words.
    pub fn span_of(&self, range: Range<usize>) -> Option<Span> {
        let mut inside = self.pieces_in(range.clone());
        let first = inside.next()?;
        let last = inside.last().unwrap_or(first);
        let start = first.part(&range).start;
        Some(Span { start, end: last.part(&range).end.max(start), ..first.span.clone() })
    }

    /// The pieces that a range of the text touches.
    pub fn pieces_in(&self, range: Range<usize>) -> impl Iterator<Item = &Piece> {
        let from = self.pieces.partition_point(|piece| piece.range.end <= range.start);
        self.pieces[from..].iter().take_while(move |piece| piece.range.start < range.end)
    }

    /// Says that words are those of a reference, and linked.
    pub fn refer(&mut self, range: &Range<usize>, reference: usize) {
        // What stands before the words stays: a text may refer to a thousand things in one line.
        let from = self.pieces.partition_point(|piece| piece.range.end <= range.start);
        for piece in self.pieces.split_off(from) {
            for cut in [0..range.start, range.clone(), range.end..usize::MAX] {
                let kept = cut.start.max(piece.range.start)..cut.end.min(piece.range.end);
                if kept.is_empty() {
                    continue;
                }
                let mut part = Piece { span: piece.part(&kept), range: kept, ..piece.clone() };
                if cut == *range {
                    (part.reference, part.linked) = (Some(reference), true);
                }
                self.pieces.push(part);
            }
        }
    }

    /// The words of a reference: the bytes of the text from the first to the last of them. `None` where it has
    /// no words, or stands in another passage.
    pub fn words_of(&self, reference: usize) -> Option<Range<usize>> {
        let mut pieces = self.pieces.iter().filter(|piece| piece.reference == Some(reference));
        let first = pieces.next()?;
        let last = pieces.next_back().unwrap_or(first);
        Some(first.range.start..last.range.end)
    }
}

impl Piece {
    fn goes_on_in(&self, next: &Self) -> bool {
        self.exact
            && next.exact
            && self.range.end == next.range.start
            && self.span.file == next.span.file
            && self.span.end == next.span.start
            && (self.reference, self.linked) == (next.reference, next.linked)
    }

    /// Where the part of it stands that lies in a range of the passage's text.
    fn part(&self, range: &Range<usize>) -> Span {
        if !self.exact {
            return self.span.clone();
        }
        let start = range.start.max(self.range.start) - self.range.start;
        let end = range.end.min(self.range.end).max(self.range.start) - self.range.start;
        let at = self.span.range().start;
        Span::new(self.span.file, at + start..at + end)
    }
}
