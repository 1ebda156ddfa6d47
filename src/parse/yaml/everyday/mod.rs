//! Reads the YAML that nearly every file is written in, in one pass: a key or a hyphen begins each line, and its
//! value ends on it.
//!
//! Knows nothing of what YAML has besides: text over several lines, escapes, anchors, tags, tabs, comments behind
//! values, keys that are more than a word, lists that stand no further in than their key. Wherever it meets something
//! that it does not know, it leaves the whole text to the two libraries; it reports nothing and refuses nothing. What
//! it reads it reads as they do, to the byte.

use super::{Entry, Node, NodeKind};
use crate::source::{FileId, Span, Spanned, is_seen_tidy};
use crate::vietnamese::look_alikes;

/// Levels of nesting that are read here.
const MAX_DEPTH: usize = 16;
/// Keys of one mapping that are read here; each is compared with all before it.
const MAX_KEYS: usize = 200;
/// Letters of a key that is read here: far less than where the libraries take a key for none.
const LONGEST_KEY: usize = 60;

/// The tree of the YAML that stands in a file from the byte `base` on; `None` where the libraries have to read it.
pub(super) fn read(yaml: &str, file: FileId, base: usize) -> Option<Node> {
    if !is_seen_tidy(yaml) || yaml.contains('\t') || !look_alikes(yaml).is_empty() {
        return None;
    }
    let mut reader = Reader { yaml, file, base, at: 0, column: 0 };
    reader.first_line()?;
    let tree = reader.block(reader.column, 0)?;
    (reader.at == yaml.len()).then_some(tree)
}

/// Stands at the first letter of a line, or behind the key or the hyphen with which it begins.
struct Reader<'a> {
    yaml: &'a str,
    file: FileId,
    base: usize,
    at: usize,
    /// How many letters of the line stand before the first, or before what follows a hyphen.
    column: usize,
}

impl<'a> Reader<'a> {
    /// A list or mapping whose lines begin in a column.
    fn block(&mut self, column: usize, depth: usize) -> Option<Node> {
        if depth >= MAX_DEPTH {
            return None;
        }
        match self.is_item() {
            true => self.list(column, depth),
            false => self.mapping(column, depth),
        }
    }

    fn list(&mut self, column: usize, depth: usize) -> Option<Node> {
        let (start, mut items) = (self.at, Vec::new());
        while self.stands_in(column) && self.is_item() {
            self.at += 2;
            self.column += 2;
            items.push(match word_before_colon(self.rest()) {
                Some(_) => self.mapping(column + 2, depth + 1)?,
                None => self.one_line(depth + 1)?,
            });
        }
        let end = items.last()?.span.end;
        Some(Node { span: self.span_to(start, end), kind: NodeKind::Sequence(items) })
    }

    fn mapping(&mut self, column: usize, depth: usize) -> Option<Node> {
        let (start, mut entries) = (self.at, Vec::new());
        while self.stands_in(column) {
            let key = self.key(&entries)?;
            let value = match self.rest().starts_with(' ') {
                true => {
                    self.at += 1;
                    self.one_line(depth + 1)?
                }
                false => self.below(column, depth + 1)?,
            };
            entries.push(Entry { key, value });
        }
        let end = entries.last()?.value.span.end;
        Some(Node { span: self.span_to(start, end), kind: NodeKind::Mapping(entries) })
    }

    /// What stands below a key, further in than the key.
    fn below(&mut self, column: usize, depth: usize) -> Option<Node> {
        self.next_line()?;
        if self.column > column { self.block(self.column, depth) } else { None }
    }

    /// A value that ends with its line.
    fn one_line(&mut self, depth: usize) -> Option<Node> {
        let node = match self.rest().as_bytes().first()? {
            b'[' | b'{' | b'"' | b'\'' => self.enclosed(depth)?,
            _ => {
                let words = self.rest().split('\n').next()?;
                let is_plain = !words.contains(": ") && !words.contains(" #") && !words.ends_with(':');
                self.plain(is_plain.then_some(words)?)?
            }
        };
        self.next_line()?;
        Some(node)
    }

    /// A list or mapping in brackets, or a text in quotation marks.
    fn enclosed(&mut self, depth: usize) -> Option<Node> {
        match self.rest().as_bytes().first()? {
            _ if depth >= MAX_DEPTH => None,
            b'[' => {
                let (start, mut items) = (self.at, Vec::new());
                self.inside(']', |reader| {
                    items.push(reader.part(depth + 1)?);
                    Some(())
                })?;
                Some(Node { span: self.span(start), kind: NodeKind::Sequence(items) })
            }
            b'{' => {
                let (start, mut entries) = (self.at, Vec::new());
                self.inside('}', |reader| {
                    let key = reader.key(&entries)?;
                    reader.take(" ")?;
                    entries.push(Entry { key, value: reader.part(depth + 1)? });
                    Some(())
                })?;
                Some(Node { span: self.span(start), kind: NodeKind::Mapping(entries) })
            }
            _ => self.quoted(),
        }
    }

    /// Reads the parts between brackets, with a comma and a space between each two.
    fn inside(&mut self, closing: char, mut part: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.at += 1;
        loop {
            part(self)?;
            if self.rest().starts_with(closing) {
                self.at += 1;
                return Some(());
            }
            self.take(", ")?;
        }
    }

    /// A value between brackets.
    fn part(&mut self, depth: usize) -> Option<Node> {
        let rest = self.rest();
        if rest.starts_with(['[', '{', '"', '\'']) {
            return self.enclosed(depth);
        }
        let is_of_words =
            |c: char| c.is_alphanumeric() || matches!(c, ' ' | '.' | ';' | '-' | '_' | '/' | '(' | ')' | '%');
        let words = &rest[..rest.find(|c| !is_of_words(c))?];
        // A hyphen before a bracket is refused.
        self.plain((!words.ends_with('-')).then_some(words)?)
    }

    /// A text between quotation marks, without any inside or an escape.
    fn quoted(&mut self) -> Option<Node> {
        let (start, rest) = (self.at, self.rest());
        let mark = rest.chars().next()?;
        let words = &rest[1..];
        let words = &words[..words.find([mark, '\\', '\n'])?];
        self.at += 1 + words.len();
        self.take(mark.encode_utf8(&mut [0; 4]))?;
        // Two marks are one inside the text.
        let is_closed = !self.rest().starts_with(mark);
        is_closed.then(|| Node { span: self.span(start), kind: NodeKind::Text(words.to_owned()) })
    }

    /// A value without marks around it.
    fn plain(&mut self, words: &str) -> Option<Node> {
        let kind = if words == words.trim() { kind(words)? } else { return None };
        let start = self.at;
        self.at += words.len();
        Some(Node { span: self.span(start), kind })
    }

    /// A key with its colon; none that stands among the others already.
    fn key(&mut self, others: &[Entry]) -> Option<Spanned<String>> {
        let word = word_before_colon(self.rest())?;
        if others.len() == MAX_KEYS || others.iter().any(|other| other.key.value == word) {
            return None;
        }
        let (start, word) = (self.at, word.to_owned());
        self.at += word.len();
        let key = Spanned::new(word, self.span(start));
        self.at += 1;
        Some(key)
    }

    /// Goes on from the end of a line to the first letter of the next that has one.
    fn next_line(&mut self) -> Option<()> {
        let rest = self.rest();
        (rest.is_empty() || rest.starts_with('\n')).then(|| self.first_line())?
    }

    /// Goes to the first letter from here on that is not of a comment.
    fn first_line(&mut self) -> Option<()> {
        let words = loop {
            let lines = self.rest().trim_start_matches('\n');
            let words = lines.trim_start_matches(' ');
            self.column = lines.len() - words.len();
            self.at = self.yaml.len() - words.len();
            if !words.starts_with('#') {
                break words;
            }
            self.at += words.find('\n').unwrap_or(words.len());
        };
        // What a line of spaces alone means depends on what stands around it.
        let is_blank = self.column > 0 && (words.is_empty() || words.starts_with('\n'));
        (!is_blank).then_some(())
    }

    fn stands_in(&self, column: usize) -> bool {
        self.at < self.yaml.len() && self.column == column
    }

    fn is_item(&self) -> bool {
        self.rest().starts_with("- ")
    }

    fn take(&mut self, sign: &str) -> Option<()> {
        self.rest().starts_with(sign).then(|| self.at += sign.len())
    }

    fn rest(&self) -> &'a str {
        &self.yaml[self.at..]
    }

    /// From a byte of the text to where the reader stands.
    fn span(&self, start: usize) -> Span {
        Span::new(self.file, self.base + start..self.base + self.at)
    }

    /// From a byte of the text to the end of another span.
    fn span_to(&self, start: usize, end: u32) -> Span {
        Span { end, ..Span::new(self.file, self.base + start..self.base + start) }
    }
}

/// The word that a text begins with, where it is a key: ASCII letters, digits and what joins them, before a colon and a
/// space or the end of the line.
fn word_before_colon(text: &str) -> Option<&str> {
    let is_of_word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let length = text.bytes().take(LONGEST_KEY).take_while(|byte| is_of_word(byte)).count();
    let (word, rest) = text.split_at(length);
    let is_key = word.starts_with(|first: char| first.is_ascii_alphabetic())
        && (rest.starts_with(": ") || rest.starts_with(":\n"));
    is_key.then_some(word)
}

/// What a plain scalar is; `None` where that takes more than a look.
fn kind(words: &str) -> Option<NodeKind> {
    match words {
        "true" => return Some(NodeKind::Bool(true)),
        "false" => return Some(NodeKind::Bool(false)),
        "null" | "Null" | "NULL" | "True" | "TRUE" | "False" | "FALSE" => return None,
        _ => {}
    }
    let first = words.chars().next()?;
    if first.is_alphabetic() {
        return Some(NodeKind::Text(words.to_owned()));
    }
    if !first.is_ascii_digit() {
        return None;
    }
    if is_number(words) {
        return Some(NodeKind::Number(words.to_owned()));
    }
    // Of digits alone, or to another base, or with an exponent.
    let may_be_of_number =
        |byte: u8| byte.is_ascii_hexdigit() || matches!(byte, b'x' | b'o' | b'.' | b'+' | b'-');
    // No number has a hyphen behind a digit.
    let is_date = words.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') && words.contains('-');
    (is_date || !words.bytes().all(may_be_of_number)).then(|| NodeKind::Text(words.to_owned()))
}

/// Digits that begin with none that could be left out, and fit every number; behind a point, if there is one, more.
fn is_number(words: &str) -> bool {
    let (whole, part) = words.split_once('.').unwrap_or((words, "0"));
    let are_digits =
        |digits: &str| (1..19).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    are_digits(whole) && are_digits(part) && (whole == "0" || !whole.starts_with('0'))
}

#[cfg(test)]
mod tests;
