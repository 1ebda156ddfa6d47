//! Reads YAML as nearly everybody writes it, in one pass: keys at the beginning of their lines with a word, a text in
//! double quotes, or a list or mapping between brackets behind them; and lists of such values or of such keys.
//!
//! A short cut and no second opinion: what is not plainly one of these is left to [`super::yaml`], with all that
//! can be wrong, and what is read here is read there alike. A test holds the two together.

use std::iter::Peekable;

use super::yaml::{Entry, Node, NodeKind};
use crate::source::{FileId, Span, Spanned};
use crate::vietnamese::letter::is_alphanumeric;

/// How an item of a list begins that stands below a key, and how a further line of it.
const BELOW_KEY: (&str, &str) = ("  - ", "    ");
/// As [`BELOW_KEY`], where the list is all there is.
const ALONE: (&str, &str) = ("- ", "  ");

/// Mappings have few keys; whether one stands twice is told by looking at all before it.
const MOST_KEYS: usize = 64;

/// Reads a document; `None` where any of it is not plain. `base` is where it begins in its file.
pub(super) fn read(yaml: &str, file: FileId, base: usize) -> Option<Node> {
    let mut rows = Rows { yaml, at: 0, file, base }.peekable();
    if rows.peek()?.text.starts_with(ALONE.0) {
        let list = items(&mut rows, ALONE)?;
        return rows.next().is_none().then_some(list);
    }
    let mut entries: Vec<Entry> = Vec::new();
    while let Some(mut row) = rows.next() {
        let key = row.key(&entries)?;
        let value = match row.rest() {
            "" => items(&mut rows, BELOW_KEY)?,
            _ => row.value_behind_key()?,
        };
        entries.push(Entry { key, value });
    }
    mapping(entries)
}

/// The items of a list, one or more.
fn items(rows: &mut Peekable<Rows<'_>>, (begins, goes_on): (&str, &str)) -> Option<Node> {
    let mut items: Vec<Node> = Vec::new();
    let mut start = 0;
    while let Some(mut row) = rows.next_if(|row| row.text.starts_with(begins)) {
        row.at = begins.len();
        start = if items.is_empty() { row.span(row.at - "- ".len()).start } else { start };
        let mut entries = Vec::new();
        let Some(mut key) = row.key(&entries) else {
            row.at = begins.len();
            items.push(row.last_value()?);
            continue;
        };
        loop {
            entries.push(Entry { key, value: row.value_behind_key()? });
            let Some(next) = rows.next_if(|row| row.text.starts_with(goes_on)) else { break };
            row = next;
            row.at = goes_on.len();
            key = row.key(&entries)?;
        }
        items.push(mapping(entries)?);
    }
    let last = items.last()?;
    let span = Span { start, ..last.span.clone() };
    Some(Node { span, kind: NodeKind::Sequence(items) })
}

fn mapping(entries: Vec<Entry>) -> Option<Node> {
    let (first, last) = (entries.first()?, entries.last()?);
    let span = Span { end: last.value.span.end, ..first.key.span.clone() };
    Some(Node { span, kind: NodeKind::Mapping(entries) })
}

/// The lines that are neither blank nor comments.
struct Rows<'a> {
    yaml: &'a str,
    at: usize,
    file: FileId,
    base: usize,
}

impl<'a> Iterator for Rows<'a> {
    type Item = Row<'a>;

    fn next(&mut self) -> Option<Row<'a>> {
        loop {
            let start = self.at;
            let rest = self.yaml.get(start..).filter(|rest| !rest.is_empty())?;
            let end = rest.bytes().position(|byte| byte == b'\n').unwrap_or(rest.len());
            self.at = start + end + 1;
            let text = &rest[..end];
            let is_comment = || text.starts_with('#') && text.chars().all(|c| c == '"' || means_itself(c));
            if !text.is_empty() && !is_comment() {
                return Some(Row { text, at: 0, file: self.file, base: self.base + start });
            }
        }
    }
}

/// A line while it is read.
struct Row<'a> {
    text: &'a str,
    at: usize,
    file: FileId,
    /// Where the line begins in the file.
    base: usize,
}

impl<'a> Row<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn take(&mut self, sign: &str) -> Option<()> {
        self.rest().strip_prefix(sign)?;
        self.at += sign.len();
        Some(())
    }

    fn span(&self, start: usize) -> Span {
        Span::new(self.file, self.base + start..self.base + self.at)
    }

    /// A key and its colon; no key twice.
    fn key(&mut self, before: &[Entry]) -> Option<Spanned<String>> {
        let start = self.at;
        let rest = self.rest();
        let in_key = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        let end = rest.bytes().position(|byte| !in_key(byte))?;
        let key = &rest[..end];
        let is_new = || before.len() < MOST_KEYS && before.iter().all(|entry| entry.key.value != key);
        (key.starts_with(|first: char| first.is_ascii_lowercase()) && is_new()).then_some(())?;
        self.at += end;
        let span = self.span(start);
        self.take(":")?;
        Some(Spanned::new(key.to_owned(), span))
    }

    /// A space, and a value with nothing behind it.
    fn value_behind_key(&mut self) -> Option<Node> {
        self.take(" ")?;
        self.last_value()
    }

    /// A value with nothing behind it.
    fn last_value(&mut self) -> Option<Node> {
        let value = match self.rest().as_bytes().first()? {
            b'[' => self.sequence()?,
            b'{' => self.mapping()?,
            _ => self.scalar(|c| c == ',' || stays_in_word(c))?,
        };
        self.rest().is_empty().then_some(value)
    }

    fn sequence(&mut self) -> Option<Node> {
        let start = self.at;
        let mut items = Vec::new();
        self.take("[")?;
        loop {
            items.push(self.scalar(stays_in_word)?);
            if self.take("]").is_some() {
                return Some(Node { span: self.span(start), kind: NodeKind::Sequence(items) });
            }
            self.take(", ")?;
        }
    }

    fn mapping(&mut self) -> Option<Node> {
        let start = self.at;
        let mut entries = Vec::new();
        self.take("{")?;
        loop {
            let key = self.key(&entries)?;
            self.take(" ")?;
            let value = self.scalar(stays_in_word)?;
            entries.push(Entry { key, value });
            if self.take("}").is_some() {
                return Some(Node { span: self.span(start), kind: NodeKind::Mapping(entries) });
            }
            self.take(", ")?;
        }
    }

    /// A text between double quotes, or words.
    fn scalar(&mut self, stays: impl Fn(char) -> bool) -> Option<Node> {
        let start = self.at;
        if self.take("\"").is_some() {
            let rest = self.rest();
            let end = rest.find(|c| !means_itself(c))?;
            self.at += end;
            self.take("\"")?;
            return Some(Node { span: self.span(start), kind: NodeKind::Text(rest[..end].to_owned()) });
        }
        let rest = self.rest();
        let end = rest.find(|c| !stays(c)).unwrap_or(rest.len());
        let word = &rest[..end];
        let ends = word.starts_with(is_alphanumeric) && !word.ends_with(' ');
        self.at += end;
        ends.then_some(())?;
        Some(Node { span: self.span(start), kind: kind(word)? })
    }
}

/// Whether a character means nothing to YAML inside of words, whatever they stand in.
fn stays_in_word(c: char) -> bool {
    is_alphanumeric(c)
        || matches!(c, ' ' | '.' | '-' | '/' | '(' | ')' | '%' | '+' | '_' | ';' | '–' | '“' | '”' | '…')
}

/// Whether a character means itself between double quotes.
fn means_itself(c: char) -> bool {
    is_alphanumeric(c)
        || matches!(c, ' ' | '!' | '#'..='[' | ']'..='~' | '–' | '—' | '‘' | '’' | '“' | '”' | '…')
}

/// What a word is that begins with a letter or a digit; `None` where that takes a closer look.
fn kind(word: &str) -> Option<NodeKind> {
    let text = || Some(NodeKind::Text(word.to_owned()));
    if !word.starts_with(|first: char| first.is_ascii_digit()) {
        return match word {
            "true" => Some(NodeKind::Bool(true)),
            "false" => Some(NodeKind::Bool(false)),
            "True" | "TRUE" | "False" | "FALSE" | "null" | "Null" | "NULL" => None,
            _ => text(),
        };
    }
    let are_digits = |digits: &str| digits.len() <= 15 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let is_count = |digits: &str| are_digits(digits) && (digits == "0" || !digits.starts_with('0'));
    let is_number = match word.split_once('.') {
        Some((whole, decimals)) => is_count(whole) && !decimals.is_empty() && are_digits(decimals),
        None => is_count(word),
    };
    match word.as_bytes() {
        _ if is_number => Some(NodeKind::Number(word.to_owned())),
        // 2022-11, 2022-11-24 and what has words or a stroke in it.
        [y1, y2, y3, y4, b'-', month @ ..]
            if [y1, y2, y3, y4]
                .into_iter()
                .chain(month)
                .all(|byte| byte.is_ascii_digit() || *byte == b'-') =>
        {
            text()
        }
        _ if word.contains([' ', '/']) => text(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::super::yaml::parse_with_libraries;
    use super::*;
    use crate::source::{SourceFile, Sources};

    /// Reads in both ways; says whether the short cut was open.
    #[track_caller]
    fn check(yaml: &str) -> bool {
        let text = format!("---\n{yaml}");
        let file = SourceFile { path: "a.yaml".into(), text: text.clone(), fault: None, built_in: false };
        let file = Sources::new(vec![file], BTreeMap::new()).find("a.yaml").expect("just added");
        let Some(node) = read(yaml, file, 4) else { return false };
        let slow = parse_with_libraries(&text, file, 4..text.len());
        assert!(slow.diagnostics.is_empty(), "{yaml:?}: {:?}", slow.diagnostics);
        assert_eq!(format!("{:?}", Some(node)), format!("{:?}", slow.value), "{yaml:?}");
        true
    }

    #[test]
    fn front_matter_and_tables_of_figures_are_plain() {
        for yaml in [
            "title: \"Ra quân: #1, [Xá Nhè]\"\ndate: 2022-11-24\nlocalities: [xa-nhe, xã Xá Nhè]\ndraft: true\n",
            "name: Số căn cước, thẻ\n\nobservations:\n  - {locality: xa-nhe, date: 2022-11, value: 26, percent: 87.10}\n\n  - {value: 0, note: \"ước tính\"}\nunit: thẻ",
            "a: 12 tháng\nb: 0.5\nc: [1, 2.50, 2022-11-24, 61/KH-UBND]\n",
            "items:\n  - một\n  - \"hai\"\n",
            "# Nơi\n\n- {id: xa-nhe, gazetteer: old-03244}\n# và\n- {id: vinh}\n",
            "name: Số thẻ\nobservations:\n  - locality: xa-nhe\n    value: 26\n\n  - locality: vinh\n    tags: [a, b]\nunit: thẻ\n",
            "- id: a\n  name: \"A\"\n- b\n",
        ] {
            assert!(check(yaml), "{yaml}");
        }
    }

    #[test]
    fn what_is_written_in_any_other_way_is_left_to_the_libraries() {
        for yaml in [
            "",
            "\n",
            "a",
            "a:",
            "a: \n",
            "a: b ",
            "a: 'b'",
            "a: \"b\\n\"",
            "a: \"b",
            "a: \"b\" c",
            "a: b: c",
            "a: b #c",
            "a: 1\na: 2",
            "a: {b: 1, b: 2}",
            "a: []",
            "a: {}",
            "a: [b,c]",
            "a: [b, [c]]",
            "A: b",
            "a: |\n  b",
            "a: b\n  c",
            "a:\n- b",
            "a:\n    - b",
            "a:\n  b: c",
            "a: *b",
            "a: &b c",
            "a: !b c",
            "a: ~",
            "a: null",
            "a: True",
            "a: 007",
            "a: 1e5",
            "a: 0x1F",
            "a: 1_000",
            "a: -5",
            "a: .5",
            "a: 5.",
            "a:\tb",
            "a: b\u{2028}c",
            "a: \"b\u{feff}\"",
            "# a\na: b",
            "a: https://x.vn",
            "2022: a",
            "a: 2022-Q1",
        ] {
            assert!(!check(yaml), "{yaml}");
        }
    }

    proptest! {
        #[test]
        fn what_is_read_is_read_alike(yaml in "(a|b|true|null|title)(: |:\n  - |:)(([a-z]{1,3}|[0-9.-]{1,6}|true|null|0[0-9]|1e5|2022-1[0-2]|[ ,.;/()%+_–“”-]|ế|\"|\\[|\\]|\\{|\\}|: |, |\n|\n  - |\n    b: |\n- |\n# |\na: |\nb: |\nc:\n  - ){0,8})") {
            check(&yaml);
        }

        #[test]
        fn values_of_every_form_are_read_alike(
            values in prop::collection::vec("([a-z0-9]{1,4}|[A-ZĐế][a-z ]{0,6}[a-z.)%]|[0-9]{1,17}(\\.[0-9]{1,4})?|[0-9]{4}-[0-9-]{0,6}|\"[^\"\\\\\\pC]{0,8}\"|\\[(a|1|\"b\")(, (c|2.5|\"d, e\")){0,2}\\]|\\{a: (b|1)(, b: (true|\"c: d\"))?\\})", 1..6),
            forms in prop::collection::vec(0..4, 6),
        ) {
            let keys = ["a", "b", "cd", "e_f", "g1", "true"];
            let mut yaml = String::new();
            for ((value, key), form) in values.iter().zip(keys).zip(forms) {
                yaml.push_str(&match form {
                    0 => format!("{key}:\n  - {value}\n# và\n  - {value}\n"),
                    1 => format!("{key}:\n  - a: {value}\n\n    b: {value}\n  - {value}\n"),
                    _ => format!("{key}: {value}\n"),
                });
            }
            check(&yaml);
        }
    }
}
