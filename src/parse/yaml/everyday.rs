//! Reads the YAML that nearly every file is written in, in one pass: a key or a hyphen begins each line, and its
//! value ends on it.
//!
//! Knows nothing of what YAML has besides: text over several lines, escapes, anchors, tags, comments, tabs, keys that
//! are more than a word, lists that stand no further in than their key. Wherever it meets something that it does not know, it leaves the whole text to the two
//! libraries; it reports nothing and refuses nothing. What it reads it reads as they do, to the byte.

use super::{Entry, Node, NodeKind};
use crate::source::{FileId, Span, Spanned, is_seen_tidy};
use crate::vietnamese::look_alikes;

/// Levels of nesting that are read here.
const MAX_DEPTH: usize = 16;
/// Keys of one mapping that are read here; each is compared with all before it.
const MAX_KEYS: usize = 40;
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
        if depth == MAX_DEPTH {
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
            _ if depth == MAX_DEPTH => None,
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
        let is_of_words = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '.' | '-' | '_' | '/');
        let words = &rest[..rest.find(|c| !is_of_words(c))?];
        // A hyphen before a bracket is refused.
        self.plain(words.ends_with(char::is_alphanumeric).then_some(words)?)
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

    /// Goes to the first letter from here on.
    fn first_line(&mut self) -> Option<()> {
        let lines = self.rest().trim_start_matches('\n');
        let words = lines.trim_start_matches(' ');
        self.column = lines.len() - words.len();
        self.at = self.yaml.len() - words.len();
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
    // No number has a hyphen, but behind its exponent's `e`, nor a space.
    let is_date = words.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') && words.contains('-');
    (is_date || words.contains(' ')).then(|| NodeKind::Text(words.to_owned()))
}

/// Digits that begin with none that could be left out, and fit every number; behind a point, if there is one, more.
fn is_number(words: &str) -> bool {
    let (whole, part) = words.split_once('.').unwrap_or((words, "0"));
    let are_digits =
        |digits: &str| (1..19).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    are_digits(whole) && are_digits(part) && (whole == "0" || !whole.starts_with('0'))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::super::parse_any;
    use super::*;
    use crate::source::{SourceFile, Sources};

    /// What both libraries read, if the text is one for this reader.
    fn is_read(yaml: &str) -> bool {
        let sources = Sources::new(vec![SourceFile::new("a.yaml", yaml)], BTreeMap::new());
        let file = sources.find("a.yaml").expect("just added");
        let text = format!("{:7}{yaml}", "");
        let Some(tree) = read(yaml, file, 7) else { return false };
        let both = parse_any(&text, file, 7..text.len());
        assert_eq!(both.diagnostics.iter().map(|one| one.rule).collect::<Vec<_>>(), [""; 0], "{yaml}");
        assert_eq!(Some(tree), both.value, "{yaml}");
        true
    }

    #[test]
    fn what_files_are_written_in_is_read_here() {
        for yaml in [
            "title: \"Hội nghị: sơ kết\"\ndate: 2016-12-28\nauthors: [Minh Hà, \"Hữu Lương\"]\n",
            "observations:\n  - {locality: a, date: 2016, value: 992, percent: 87.10}\n\n  - locality: b\n    of: 12\n",
            "images:\n - {file: a.png, credit: 'Ảnh: cô'}\n - file: b.png\ntags: [a]\ncount: true\nnote: 12 xã, (bảy) thôn…\n",
            "- a\n- b: [{c: [d, 0.5]}, e]\n  f:\n    g: 2016-12\n    h:\n      - 1\n      - i\nhết: k",
        ] {
            assert_eq!(is_read(yaml), !yaml.contains("hết"), "{yaml}");
        }
    }

    #[test]
    fn what_takes_more_than_a_look_is_left_to_the_libraries() {
        for yaml in [
            "",
            "\n",
            "a",
            "a:",
            "a:\n",
            "a: \n",
            "a:\n  \nb: c\n",
            "a: b \n",
            " a: b\nc: d\n",
            "a: b\n  c\n",
            "a: b: c\n",
            "a: b #c\n",
            "a: |\n  b\n",
            "a: \"b\\n\"\n",
            "a: 'b''c'\n",
            "a: [b,\n  c]\n",
            "a: [b,c]\n",
            "a: []\n",
            "a: &b c\n",
            "a: ~\n",
            "a: null\n",
            "a: 0x1F\n",
            "a: 1e5\n",
            "a: 03244\n",
            "a: .5\n",
            "a: b\na: c\n",
            "# b\na: c\n",
            "a: b\n---\nc: d\n",
            "-  a\n",
            "- - a\n",
            "a:\n- b\n",
            "\ta: b\n",
            "a: bé Nа\n",
            "a: \"b\"c\n",
            "a: [\"b\": c]\n",
            "a: [b]c\n",
        ] {
            assert!(!is_read(yaml), "{yaml}");
        }
        assert!(!is_read(&("a: ".to_owned() + &"[".repeat(20) + "b" + &"]".repeat(20))));
    }

    #[test]
    fn mappings_with_many_keys_are_left_to_the_libraries() {
        let yaml = |keys: usize| (0..keys).map(|key| format!("k{key}: {key}\n")).collect::<String>();
        assert!(is_read(&yaml(MAX_KEYS)));
        assert!(!is_read(&yaml(MAX_KEYS + 1)));
    }

    /// Values, lists and mappings as people write them.
    fn written(column: usize, depth: u32) -> BoxedStrategy<String> {
        let word = "[a-zđ]{1,6}( [a-zA-Zđế0-9:,.?!'-]{1,5}){0,3}|[0-9]{1,4}(-[0-9]{2}){0,2}|[0-9.]{1,5}|true|null|~|\"[a-z: ,#-]{0,8}\"|'[a-zđ\"]{0,4}'";
        let flow = prop_oneof![
            4 => word.prop_map(|word| format!(" {word}\n")),
            1 => proptest::collection::vec(word, 0..4).prop_map(|words| format!(" [{}]\n", words.join(", "))),
            1 => proptest::collection::vec(("[a-z]{1,3}", word), 0..4).prop_map(|pairs| {
                let pairs: Vec<_> = pairs.into_iter().map(|(key, value)| format!("{key}: {value}")).collect();
                format!(" {{{}}}\n", pairs.join(", "))
            }),
        ];
        if depth == 0 {
            return flow.boxed();
        }
        let indent = " ".repeat(column);
        let (listed, mapped) = (indent.clone(), indent);
        let item = (written(column + 2, depth - 1), "[a-z]{1,4}");
        let list = proptest::collection::vec(item, 1..4).prop_map(move |items| {
            let item = |(value, key): &(String, String)| match value.strip_prefix('\n') {
                None => format!("{listed}-{value}"),
                Some(_) => format!("{listed}- {key}: 1\n{listed}  z{key}:{value}"),
            };
            "\n".to_owned() + &items.iter().map(item).collect::<String>()
        });
        let pair = ("[a-z_]{1,5}", written(column + 2, depth - 1));
        let mapping = proptest::collection::vec(pair, 1..4).prop_map(move |pairs| {
            let pairs = pairs.iter().map(|(key, value)| format!("{mapped}{key}:{value}"));
            "\n".to_owned() + &pairs.collect::<String>()
        });
        prop_oneof![3 => flow, 1 => list, 2 => mapping].boxed()
    }

    proptest! {
        #[test]
        fn what_is_read_here_is_what_both_libraries_read(yaml in written(0, 3), at in any::<prop::sample::Index>(), sign in "|[ \n:,\"'#&*!?|>~\\[\\]{}-]|  |\n\n|: |- |\\PC") {
            is_read(&yaml);
            let at = at.index(yaml.len() + 1);
            if let Some((before, after)) = yaml.split_at_checked(at) {
                is_read(&format!("{before}{sign}{after}"));
                is_read(&format!("{before}{}", after.split_once(&sign).map_or(after, |(_, after)| after)));
            }
        }

        #[test]
        fn any_signs_are_read_as_both_libraries_read_them(yaml in "([a-z]{1,3}: ?|- |  |\n  |\n|a|đ|1|0|\\.|,|, |\\[|\\]|\\{|\\}|\"|'|#|:|\\PC){0,16}") {
            is_read(&yaml);
        }
    }
}
