//! Finds the slip in YAML that can't be read. Reads no YAML itself: it follows lines, brackets and quotation marks
//! from the top, since the slip often stands lines above the place at which the parser gave up.

use std::ops::Range;

use super::line::{begins_anew, closing_of, end_of_quotation, key_of, quoted, without_remark};
use super::marked::first_error;
use super::slip::Slip;
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Span};

/// Says in the writer's words what is wrong in YAML that the parser gave up at an offset of: never the parser's
/// message, which speaks of tokens and contexts. `base` is where the YAML begins in its file.
pub(super) fn syntax_error(yaml: &str, file: FileId, base: usize, at: usize) -> Diagnostic {
    let last = line_with_words(yaml, at);
    let found = Lines::new(yaml, last.clone()).first_slip();
    // Nothing is proposed that the parser would not take.
    let unreadable = || Lines::new(yaml, last.clone()).unreadable(last.start);
    let slip = found.filter(|slip| is_cured_by(yaml, slip)).unwrap_or_else(unreadable);
    let Slip { range, message, help, .. } = slip;
    Diagnostic::error("yaml-syntax", &Span::new(file, base + range.start..base + range.end), message)
        .help(help)
}

/// The line at an offset, or, where that one is blank, the nearest before it that has words.
fn line_with_words(text: &str, at: usize) -> Range<usize> {
    let mut end = crate::source::floor_char_boundary(text, at);
    end = text[end..].find('\n').map_or(text.len(), |next| end + next);
    loop {
        let start = text[..end].rfind('\n').map_or(0, |line_end| line_end + 1);
        if start == 0 || !text[start..end].trim().is_empty() {
            return start..end;
        }
        end = start - 1;
    }
}

/// Whether the parser takes a line as a slip proposes it: it reads all of the text then, or it gives up at another
/// slip, at which it also gives up where the line is left out.
fn is_cured_by(yaml: &str, slip: &Slip) -> bool {
    let start = yaml[..slip.range.start].rfind('\n').map_or(0, |end| end + 1);
    let end = yaml[start..].find('\n').map_or(yaml.len(), |length| start + length);
    let written = yaml[start..end].trim_start();
    let indent = slip.indent.unwrap_or(end - start - written.len());
    let right = match (&slip.right, slip.indent) {
        (Some(right), _) => right,
        (None, Some(_)) => written,
        (None, None) => return true,
    };
    let line = format!("{}{right}", " ".repeat(indent));
    // Counted from the end, which no line that is replaced moves.
    let gives_up = |line: &str| {
        let text = [&yaml[..start], line, &yaml[end..]].concat();
        first_error(&text).map(|at| text.len() - at)
    };
    match gives_up(&line) {
        None => true,
        Some(other) => other < yaml.len() - end && gives_up("") == Some(other),
    }
}

/// A bracket that is open, and what was read of the thing within it that is being read.
struct Bracket {
    sign: char,
    at: usize,
    /// Where the line begins that it stands in.
    line: usize,
    /// Where the colon stands that stood in the thing already.
    colon: Option<usize>,
    /// Whether a quotation or brackets ended, behind which nothing more of the thing may stand.
    is_over: bool,
}

impl Bracket {
    fn wants_key(&self) -> bool {
        self.sign == '{' && self.colon.is_none()
    }
}

/// A quotation mark that is open.
struct Quotation {
    sign: u8,
    at: usize,
    line: usize,
}

/// What is open at the beginning of a line.
struct Lines<'a> {
    yaml: &'a str,
    /// The line at which the parser gave up.
    last: Range<usize>,
    brackets: Vec<Bracket>,
    quotation: Option<Quotation>,
    /// The column of the key whose text stands in lines of its own.
    block: Option<usize>,
    /// The columns of the keys that further keys may follow, and the keys.
    columns: Vec<(usize, &'a str)>,
    /// Whether the last key has nothing behind it yet.
    is_open: bool,
    /// Whether the file is a list.
    is_list: Option<bool>,
}

type Found = Option<Slip>;

impl<'a> Lines<'a> {
    fn new(yaml: &'a str, last: Range<usize>) -> Self {
        Self {
            yaml,
            last,
            brackets: Vec::new(),
            quotation: None,
            block: None,
            columns: Vec::new(),
            is_open: true,
            is_list: None,
        }
    }

    fn first_slip(mut self) -> Found {
        let mut start = 0;
        while start <= self.last.start && start < self.yaml.len() {
            let end = self.yaml[start..].find('\n').map_or(self.yaml.len(), |length| start + length);
            if let Some(slip) = self.line(start, end) {
                return Some(slip);
            }
            start = end + 1;
        }
        self.left_open()
    }

    /// What was opened in a line above, and never closed.
    fn left_open(&self) -> Found {
        if let Some(quotation) = &self.quotation {
            let line = self.line_at(quotation.line);
            // Before a key a quotation mark is hardly meant.
            let head = line[..quotation.at - quotation.line].trim_start_matches([' ', '-']);
            if head.is_empty() && line.contains(": ") {
                return Some(self.unreadable(quotation.line));
            }
            let right =
                format!("{}{}{}", line.trim_end(), char::from(quotation.sign), self.closing(quotation.line));
            return Some(Slip::unclosed_quotation(
                quotation.at..quotation.line + line.trim_end().len(),
                &right,
            ));
        }
        let first = self.brackets.first()?;
        let line = without_remark(self.line_at(first.line));
        if line.ends_with(':') {
            return Some(self.unreadable(first.line));
        }
        let right = line.trim_end_matches([',', ' ']).to_owned() + &self.closing(first.line);
        Some(Slip::unclosed_bracket(first.at..first.line + line.len(), first.sign, &right))
    }

    /// The brackets that close what is open of a line.
    fn closing(&self, line: usize) -> String {
        let open = self.brackets.iter().rev().filter(|bracket| bracket.line == line);
        open.map(|bracket| closing_of(bracket.sign)).collect()
    }

    fn line_at(&self, start: usize) -> &'a str {
        self.yaml[start..].lines().next().unwrap_or_default()
    }

    fn line(&mut self, start: usize, end: usize) -> Found {
        let line = &self.yaml[start..end];
        let indent = line.len() - line.trim_start().len();
        let content = &line[indent..];
        if let Some(column) = self.block {
            if content.is_empty() || indent > column {
                return None;
            }
            self.block = None;
        }
        if content.is_empty() || content.starts_with('#') && self.quotation.is_none() {
            return None;
        }
        let open = self.quotation.as_ref().map(|one| one.line).or(self.brackets.first().map(|one| one.line));
        if let Some(opened) = open {
            let opened = &self.yaml[opened..];
            if indent <= opened.len() - opened.trim_start_matches(' ').len() && begins_anew(content) {
                return self.left_open();
            }
            return self.flow(start + indent, end, start);
        }
        if let Some(tab) = line[..indent].find('\t') {
            return Some(Slip::tab(start + tab..start + tab + 1));
        }
        self.block_line(start, start + indent, end)
    }

    /// A line outside brackets and quotation marks; `from` is where its words begin.
    fn block_line(&mut self, start: usize, from: usize, end: usize) -> Found {
        let whole = from..start + self.yaml[start..end].trim_end().len();
        let is_last = start == self.last.start;
        let mut at = from;
        while let Some(rest) = self.yaml[at..end].strip_prefix('-').filter(|rest| rest.starts_with(' ')) {
            at = end - rest.trim_start().len();
        }
        let (is_item, content) = (at > from || self.yaml[from..end].trim_end() == "-", &self.yaml[at..end]);
        // `-{id: a}` is an item wherever it stands.
        let adjoins = content.strip_prefix('-').is_some_and(|rest| rest.starts_with(['{', '[']));
        let lacks_dash = adjoins || from == start && self.is_list == Some(true) && !is_item;
        self.is_list.get_or_insert(is_item);
        if lacks_dash && (is_last || adjoins) {
            let words = content.trim_start_matches(['-', '*', '•', '–']).trim_start();
            if !words.starts_with(|c: char| c.is_alphanumeric() || "{[\"'".contains(c)) {
                return Some(self.unreadable(start));
            }
            return Some(Slip::dash(whole, from - start, &format!("- {words}")));
        }
        if content.starts_with(['{', '[']) {
            return self.flow(at, end, start);
        }
        let Some((key, behind)) = key_of(content) else {
            return match content.starts_with(['"', '\'']) {
                true => self.flow(at, end, start),
                false => self.no_key(whole, content, at - start),
            };
        };
        if key.contains(['{', '[', '"', '\'']) && !key.ends_with(['"', '\'']) {
            return None;
        }
        let column = at - start;
        if let Some(slip) = self.column((column, key), is_item, is_last, &whole) {
            return Some(slip);
        }
        self.value(start, at, end - content[behind..].trim_start().len(), end)
    }

    /// What stands behind the key that begins at `at`.
    fn value(&mut self, start: usize, at: usize, value_at: usize, end: usize) -> Found {
        let line = &self.yaml[start..end];
        let value = self.yaml[value_at..end].trim_end();
        self.is_open = value.is_empty() || value.starts_with('#');
        let before = &line[..value_at - start];
        match value.chars().next() {
            None | Some('#' | '&' | '*' | '!') => None,
            Some('|' | '>') => {
                self.block = Some(at - start);
                None
            }
            Some('{' | '[' | '"' | '\'') => self.flow(value_at, end, start),
            Some(sign @ ('@' | '`' | '%')) => {
                Some(Slip::sign(value_at..value_at + value.len(), sign, &quoted(before, value)))
            }
            Some(_) => {
                let value = without_remark(value);
                if !value.contains(": ") && !value.ends_with(':') && !value.starts_with("- ") {
                    return None;
                }
                if value.starts_with("- ") || value.ends_with(['|', '>']) {
                    return Some(self.unreadable(start));
                }
                let range = value_at..value_at + value.len();
                match value.chars().next_back().filter(|last| matches!(last, '}' | ']')) {
                    Some(bracket) if !value.contains(['{', '[']) => {
                        let open = if bracket == '}' { '{' } else { '[' };
                        let right = format!("{}{open}{}", &line[..at - start], &line[at - start..]);
                        let closing = value_at + value.len() - 1;
                        Some(Slip::unopened_bracket(closing..closing + 1, bracket, &right))
                    }
                    _ => Some(Slip::colon_in_value(range, &quoted(before, value))),
                }
            }
        }
    }

    /// A line that has no key: it goes on with the text above, or a sign in it is not the right one.
    fn no_key(&mut self, whole: Range<usize>, content: &str, column: usize) -> Found {
        let goes_on = !self.is_open && self.columns.last().is_some_and(|(above, _)| column > *above);
        if goes_on {
            return None;
        }
        let word = content.find(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|length| *length > 0)?;
        let (key, rest) = content.split_at(word);
        let before = &self.yaml[whole.start..whole.end - content.trim_end().len()];
        let right = |rest: &str| format!("{before}{key}: {}", rest.trim());
        match rest.chars().next()? {
            '：' => Some(Slip::wide_colon(whole, &right(rest.trim_start_matches('：')))),
            ':' if !rest.starts_with("://") => {
                Some(Slip::no_blank(whole, &right(rest.trim_start_matches(':'))))
            }
            ' ' if rest.trim_start().starts_with('：') => {
                Some(Slip::wide_colon(whole, &right(rest.trim_start().trim_start_matches('：'))))
            }
            _ => None,
        }
    }

    /// Holds the column of a key against those above. Only the line at which the parser gave up is sure to be wrong.
    fn column(
        &mut self,
        (column, key): (usize, &'a str),
        is_item: bool,
        is_last: bool,
        whole: &Range<usize>,
    ) -> Found {
        let mut left = None;
        while let Some(above) = self.columns.pop_if(|(above, _)| *above > column) {
            left = Some(above);
        }
        let top = self.columns.last().copied();
        if top.is_some_and(|(above, _)| above == column) {
            return None;
        }
        let wanted = left.or(top).filter(|_| !is_item && (left.is_some() || !self.is_open));
        if is_last && let Some((blanks, above)) = wanted {
            // What repeats the key that the item above begins with begins another.
            return Some(match above == key && blanks >= 2 {
                true => Slip::dash(whole.clone(), blanks - 2, &format!("- {}", &self.yaml[whole.clone()])),
                false => Slip::indent(whole.clone(), above, blanks),
            });
        }
        self.columns.push((column, key));
        None
    }

    /// What stands in brackets and quotation marks, from an offset to the end of its line.
    fn flow(&mut self, mut at: usize, end: usize, line: usize) -> Found {
        let mut before = ' ';
        while at < end {
            let byte = self.yaml.as_bytes()[at];
            let is_token = matches!(before, ' ' | ',' | '[' | '{' | ':');
            if let Some(Quotation { sign, .. }) = self.quotation {
                at = end_of_quotation(self.yaml, at, end, sign);
                if at == end + 1 {
                    return None;
                }
                self.quotation = None;
                if let Some(slip) = self.behind_quotation(at, end, line) {
                    return Some(slip);
                }
                before = '"';
                continue;
            }
            match byte {
                b'"' | b'\'' if is_token && self.is_before(at, b",[{:-") => {
                    self.quotation = Some(Quotation { sign: byte, at, line });
                }
                b'#' if before == ' ' => return None,
                // No key is a list, and whatever is meant here is hard to tell.
                b'{' | b'[' if is_token && self.brackets.last().is_some_and(Bracket::wants_key) => {
                    return Some(self.unreadable(line));
                }
                b'{' | b'[' if is_token => {
                    let sign = char::from(byte);
                    self.brackets.push(Bracket { sign, at, line, colon: None, is_over: false });
                }
                b'}' | b']' => {
                    let slip = self.close(at, end, line);
                    if slip.is_some() || self.brackets.is_empty() {
                        return slip;
                    }
                }
                b',' => self.brackets.last_mut().into_iter().for_each(|open| {
                    (open.colon, open.is_over) = (None, false);
                }),
                b':' if matches!(self.yaml.as_bytes().get(at + 1), None | Some(b' ' | b'\n')) => {
                    let open = self.brackets.last_mut()?;
                    if let Some(first) = open.colon {
                        return Some(self.second_colon(first, at, end, line));
                    }
                    (open.colon, open.is_over) = (Some(at), false);
                }
                b' ' => {}
                _ => {
                    if self.brackets.last().is_some_and(|open| open.is_over) {
                        return Some(self.comma_before(at, end, line));
                    }
                }
            }
            let next = self.yaml[at..].chars().next().unwrap_or(' ');
            before = next;
            at += next.len_utf8();
        }
        None
    }

    /// A closing bracket at `at`.
    fn close(&mut self, at: usize, end: usize, line: usize) -> Found {
        let closed = char::from(self.yaml.as_bytes()[at]);
        let open = self.brackets.pop()?;
        let (head, tail) = (&self.yaml[line..at], &self.yaml[at + 1..end]);
        if closing_of(open.sign) != closed {
            let right = format!("{head}{}{tail}", closing_of(open.sign));
            return Some(match tail.trim_start().starts_with(':') {
                true => self.unreadable(line),
                false => Slip::other_bracket(at..at + 1, open.sign, closed, &right),
            });
        }
        match self.brackets.last_mut() {
            Some(outer) => {
                outer.is_over = true;
                None
            }
            None => self.behind_brackets(at + 1, end),
        }
    }

    /// Whether what stands before an offset, blanks aside, is one of some signs, or the beginning of the line.
    fn is_before(&self, at: usize, signs: &[u8]) -> bool {
        let line = self.yaml[..at].trim_end_matches([' ', '\t']);
        line.is_empty()
            || line.ends_with('\n')
            || line.bytes().next_back().is_some_and(|last| signs.contains(&last))
    }

    /// A quotation ended before `at`.
    fn behind_quotation(&mut self, at: usize, end: usize, line: usize) -> Found {
        let rest = self.yaml[at..end].trim_end();
        let words = rest.trim_start();
        if let Some(open) = self.brackets.last_mut() {
            open.is_over = true;
            return None;
        }
        if words.is_empty() || words.starts_with('#') || words.starts_with(':') {
            return None;
        }
        // The value with all its marks, between marks of the other kind.
        let text = self.yaml[line..end].trim_end();
        let value = text.find(['"', '\'']).unwrap_or(0);
        let (head, value) = text.split_at(value);
        let inner = match value.len() > 1 && value.ends_with(['"', '\'']) {
            true => &value[1..value.len() - 1],
            false => value,
        };
        let right = format!("{head}'{}'", inner.replace('\'', "''"));
        Some(Slip::behind_quotation(at + rest.len() - words.len()..at + rest.len(), &right))
    }

    /// The last bracket closed before `at`.
    fn behind_brackets(&self, at: usize, end: usize) -> Found {
        let rest = self.yaml[at..end].trim_end();
        let words = rest.trim_start();
        if words.is_empty() || words.starts_with('#') || words.starts_with(':') {
            return None;
        }
        let words_at = at + rest.len() - words.len();
        Some(Slip::behind_bracket(words_at..at + rest.len(), words))
    }

    /// A second colon at `at`: the comma is missing before the word that it stands behind, or the value has a colon.
    fn second_colon(&self, first: usize, at: usize, end: usize, line: usize) -> Slip {
        let before_word = self.yaml[first + 1..at].trim_end_matches(|letter: char| !letter.is_whitespace());
        let word = first + 1 + before_word.len();
        let key = &self.yaml[word..at];
        let is_key = key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        let is_known = key.len() > 2 || self.yaml.matches(&format!("{key}:")).nth(1).is_some();
        if is_key && is_known && !self.yaml[first + 1..word].trim().is_empty() {
            return self.comma_before(word, end, line);
        }
        let start = at - self.yaml[first + 1..at].trim_start().len();
        let value = &self.yaml[start..end];
        let value = value[..value.find([',', '}', ']']).unwrap_or(value.len())].trim_end();
        let Some(head) = self.yaml.get(line..start) else { return self.unreadable(line) };
        let right = quoted(head, value) + &self.yaml[start + value.len()..end];
        Slip::colon_in_value(start..start + value.len(), &right)
    }

    fn comma_before(&self, at: usize, end: usize, line: usize) -> Slip {
        let (head, tail) = (self.yaml[line..at].trim_end(), self.yaml[at..end].trim_end());
        if head.is_empty() {
            return self.left_open().unwrap_or_else(|| self.unreadable(line));
        }
        let word = tail.find([' ', ':', ',']).unwrap_or(tail.len());
        Slip::comma(at..at + word.max(1).min(tail.len()), &format!("{head}, {tail}"))
    }

    /// The line that begins at an offset.
    fn unreadable(&self, line: usize) -> Slip {
        let words = self.line_at(line);
        Slip::unreadable(line + words.len() - words.trim_start().len()..line + words.trim_end().len())
    }
}
