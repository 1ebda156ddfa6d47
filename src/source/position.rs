//! Turns byte offsets into the lines and columns that people count.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// A place as an editor shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineColumn {
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
}

/// The line starts of one text.
#[derive(Debug)]
pub struct LineIndex<'a> {
    text: Cow<'a, str>,
    starts: Vec<usize>,
}

impl<'a> LineIndex<'a> {
    /// Finds the lines of a text once, for many look-ups.
    pub fn new(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, starts }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The line and column of an offset; one past the end, or inside a character, counts as the place before.
    pub fn at(&self, offset: usize) -> LineColumn {
        let offset = floor_char_boundary(&self.text, offset);
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts[line - 1];
        LineColumn { line, column: self.text[start..offset].chars().count() + 1 }
    }

    /// The text of a line, counted from 1, without its line end.
    pub fn line(&self, line: usize) -> &str {
        let start = self.starts.get(line - 1).copied().unwrap_or(self.text.len());
        let end = self.starts.get(line).map_or(self.text.len(), |next| next - 1);
        self.text.get(start..end).unwrap_or_default()
    }
}

/// The nearest character boundary at or before an offset.
pub(crate) fn floor_char_boundary(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, offset: usize, line: usize, column: usize) {
        assert_eq!(LineIndex::new(text).at(offset), LineColumn { line, column });
    }

    #[test]
    fn columns_count_characters_not_bytes() {
        check("Tủa Chùa: x", "Tủa Chùa: ".len(), 1, 11);
        check("a\nđề án\nb", "a\nđề ".len(), 2, 4);
    }

    #[test]
    fn offsets_past_the_end_or_inside_a_character_are_held_to_the_text() {
        check("ab", 99, 1, 3);
        check("đ", 1, 1, 1);
        check("", 0, 1, 1);
    }
}
