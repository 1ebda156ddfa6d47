//! Signs of Markdown that stayed among the words: what rules about slips of the pen look for.

use crate::model::Passage;
use crate::source::Span;

/// Whether a text has one of some bytes: where it has none, and few texts have one, nothing need be looked for.
pub(super) fn has_any(text: &str, is_sign: impl Fn(u8) -> bool) -> bool {
    text.bytes().fold(false, |any, byte| any | is_sign(byte))
}

/// A passage and the file it stands in.
#[derive(Clone, Copy)]
pub(super) struct Signs<'a> {
    /// The words.
    pub passage: &'a Passage,
    /// All of the file.
    pub source: &'a str,
}

impl<'a> Signs<'a> {
    /// Where a byte of the words stands in the file. `None` where a backslash or an entity says that the sign itself
    /// is meant.
    pub(super) fn written(self, at: usize) -> Option<usize> {
        let piece = self.passage.pieces_in(at..at + 1).next().filter(|piece| piece.exact)?;
        let byte = piece.span.range().start + (at - piece.range.start);
        (!self.source.get(..byte)?.ends_with('\\')).then_some(byte)
    }

    /// What the file says from one byte of the words to before another, with the marks between them.
    pub(super) fn source_of(self, from: usize, to: usize) -> &'a str {
        let span = self.passage.span_of(from..to);
        span.and_then(|span| self.source.get(span.range())).unwrap_or_default()
    }

    /// As [`Passage::span_of`].
    pub(super) fn span(self, from: usize, to: usize) -> Option<Span> {
        self.passage.span_of(from..to)
    }
}
