//! A place in a text from which words, digits and signs are taken, for the hand-written grammars beside it.
//!
//! Knows no grammar. A cursor is a value: a pattern that does not fit leaves the one it began with untouched.

use super::letter::{is_alphanumeric, is_same};

/// A byte offset in a text, always between two characters.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    /// Stands before the byte `at`, which must be the start of a character or the end of the text.
    pub(super) fn new(text: &'a str, at: usize) -> Self {
        Cursor { text, at }
    }

    pub(super) fn at(self) -> usize {
        self.at
    }

    pub(super) fn rest(self) -> &'a str {
        &self.text[self.at..]
    }

    pub(super) fn before(self) -> &'a str {
        &self.text[..self.at]
    }

    pub(super) fn next(self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The character after the next one.
    pub(super) fn second(self) -> Option<char> {
        self.rest().chars().nth(1)
    }

    pub(super) fn previous(self) -> Option<char> {
        self.before().chars().next_back()
    }

    /// Stands `bytes` further on; they must end between two characters.
    pub(super) fn skip(self, bytes: usize) -> Self {
        Cursor { at: self.at + bytes, ..self }
    }

    /// Takes one of the signs.
    pub(super) fn sign(self, signs: &[char]) -> Option<Self> {
        let next = self.next().filter(|next| signs.contains(next))?;
        Some(self.skip(next.len_utf8()))
    }

    /// Takes white space, no-break spaces included; there may be none.
    pub(super) fn spaces(self) -> Self {
        self.skip(self.rest().len() - self.rest().trim_start().len())
    }

    /// Takes the longest run of ASCII digits; there may be none.
    pub(super) fn digits(self) -> (&'a str, Self) {
        let rest = self.rest();
        let end = rest.bytes().position(|next| !next.is_ascii_digit()).unwrap_or(rest.len());
        (&rest[..end], self.skip(end))
    }

    /// Takes words in any case, whole, with any white space between them.
    pub(super) fn words(self, words: &str) -> Option<Self> {
        let end = strip_words(self.rest(), words)?;
        Some(Cursor { at: self.text.len() - end.len(), ..self })
    }

    /// Takes one of several words, the first that fits, and the spaces behind it.
    pub(super) fn one_of(self, choices: &[&str]) -> Option<Self> {
        choices.iter().find_map(|words| self.words(words)).map(Self::spaces)
    }

    /// Stands behind the run of letters and digits that begins here, or behind the next character.
    pub(super) fn skip_word(self) -> Self {
        let rest = self.rest();
        let word = rest.find(|next| !is_alphanumeric(next)).unwrap_or(rest.len());
        if word > 0 { self.skip(word) } else { self.skip(self.next().map_or(0, char::len_utf8)) }
    }
}

/// What is behind `words` at the start of a text, in any case; nothing if they are not there or go on as a
/// longer word. White space in `words` stands for any white space.
pub(super) fn strip_words<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    let mut rest = text;
    for (index, word) in words.split(' ').enumerate() {
        if index > 0 {
            let trimmed = rest.trim_start();
            if trimmed.len() == rest.len() {
                return None;
            }
            rest = trimmed;
        }
        rest = strip_letters(rest, word)?;
    }
    let goes_on = rest.chars().next().is_some_and(is_alphanumeric);
    (!goes_on).then_some(rest)
}

/// What stands before `words` at the end of a text, in any case; nothing if they are part of a longer word.
pub(super) fn strip_last_words<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    let text = text.trim_end();
    // As many characters, not bytes: a letter's two cases may differ in length.
    let (start, _) = text.char_indices().rev().nth(words.chars().count().checked_sub(1)?)?;
    let before = &text[..start];
    let longer = before.chars().next_back().is_some_and(is_alphanumeric);
    (!longer && strip_words(&text[start..], words) == Some("")).then_some(before)
}

fn strip_letters<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let mut letters = text.chars();
    for expected in word.chars() {
        let letter = letters.next()?;
        if !is_same(letter, expected) {
            return None;
        }
    }
    Some(letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_taken_whole_and_in_any_case() {
        assert_eq!(strip_words("Giai đoạn 2022", "giai đoạn"), Some(" 2022"));
        assert_eq!(strip_words("GIAI\u{a0} ĐOẠN", "giai đoạn"), Some(""));
        assert_eq!(strip_words("năm2024", "năm"), None);
        assert_eq!(strip_words("giaiđoạn", "giai đoạn"), None);
        assert_eq!(strip_last_words("còn Hơn ", "hơn"), Some("còn "));
        assert_eq!(strip_last_words("xhơn", "hơn"), None);
        assert_eq!(strip_last_words("n", "hơn"), None);
    }
}
