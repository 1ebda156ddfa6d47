//! `mistyped-link`: what was meant as a link, a reference or a picture, and is none: readers see its signs.

use std::ops::Range;

use super::ProseRule;
use crate::check::prose::Prose;
use crate::check::signs::{Signs, has_any};
use crate::diagnostic::{Diagnostic, Diagnostics, Text, text};
use crate::model::{Passage, PassageKind, SCHEMES};
use crate::vietnamese::{DocumentNumber, is_slug, parse_spaced_number};

pub(super) const RULE: ProseRule = ProseRule { name: "mistyped-link", look };

/// Blanks that may have come between two signs.
const BLANKS: [char; 3] = [' ', '\u{a0}', '\t'];
/// What addresses outside the references begin with.
const BEGINNINGS: [&str; 7] = ["http://", "https://", "mailto:", "tel:", "/", "#", "<"];
/// How far a link reaches, in bytes, from its middle to either side; and how many slips of one paragraph are said.
/// What has more was made to take long.
const REACH: usize = 300;
const MOST_SAID: usize = 50;
/// The longest ending of a file's name: `.jpeg`.
const LONGEST_ENDING: usize = 5;

fn look(prose: &Prose<'_>, found: &mut Diagnostics) {
    let source = prose.source;
    for words in prose.front() {
        // Alternative texts are read again as a part of the picture they belong to.
        if words.passage.pieces.first().is_some_and(|piece| (piece.span.start as usize) < prose.body_start) {
            in_plain_words(Signs { passage: &words.passage, source }, found);
        }
    }
    for words in &prose.passages {
        let signs = Signs { passage: &words.passage, source };
        match words.passage.kind {
            PassageKind::Caption | PassageKind::Plain => in_plain_words(signs, found),
            _ if has_any(words.text(), |byte| matches!(byte, b'[' | b']' | b':' | 0xEF)) => {
                let mut slips = Slips { signs, text: words.text(), found: Vec::new() };
                slips.behind_brackets();
                slips.doubled();
                slips.schemes();
                slips.pictures();
                slips.found.sort_by_key(|slip| slip.range.start);
                slips.found.iter().filter_map(|slip| slip.report(signs)).for_each(|one| found.push(one));
            }
            _ => {}
        }
    }
}

/// A title, a lead or a caption is shown as it is written.
fn in_plain_words(signs: Signs<'_>, found: &mut Diagnostics) {
    let Passage { text, .. } = signs.passage;
    let Some(middle) = text.find("](") else { return };
    let start = text[..middle].rfind('[').unwrap_or(middle);
    let end = text[middle..].find(')').map_or(text.len(), |close| middle + close + 1);
    let Some(span) = signs.span(start, end) else { return };
    let words = text[start..middle].trim_start_matches('[');
    let report = match names_scheme(&text[middle + 2..]) {
        true => Diagnostic::error,
        false => Diagnostic::warning,
    };
    found.push(
        report(
            RULE.name,
            &span,
            text!(
                vi: "ở đây không viết được liên kết: tiêu đề, sa-pô và chú thích hiện ra đúng như viết",
                en: "there can be no link here: titles, leads and captions are shown as they are written",
            ),
        )
        .help(text!(
            vi: "chỉ để lại chữ «{words}»; liên kết thì viết trong bài",
            en: "leave the words “{words}” alone; write the link in the text",
        )),
    );
}

/// Why something is no link.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Cause {
    BlankBetween,
    BlankInAddress,
    Unclosed,
    WideSigns,
    NoOpening,
    NoClosing,
    Swapped,
    NoWords,
    Doubled,
    NoFile,
    LinkInside,
    Unreadable,
}

impl Cause {
    fn text(self) -> Text {
        match self {
            Self::BlankBetween => text!(
                vi: "giữa ngoặc vuông và ngoặc tròn có dấu cách",
                en: "there is a blank between the brackets and the parentheses",
            ),
            Self::BlankInAddress => text!(
                vi: "trong ngoặc tròn có dấu cách",
                en: "there is a blank in the parentheses",
            ),
            Self::Unclosed => text!(
                vi: "ngoặc tròn mở mà không đóng",
                en: "the parenthesis is opened and not closed",
            ),
            Self::WideSigns => text!(
                vi: "ngoặc hoặc dấu hai chấm là ký tự rộng （ ） ： của bộ gõ khác",
                en: "its brackets or its colon are the wide signs （ ） ： of another keyboard",
            ),
            Self::NoOpening => {
                text!(vi: "thiếu ngoặc vuông mở «[»", en: "the opening bracket “[” is missing")
            }
            Self::NoClosing => {
                text!(vi: "thiếu ngoặc vuông đóng «]»", en: "the closing bracket “]” is missing")
            }
            Self::Swapped => text!(
                vi: "ngoặc tròn và ngoặc vuông đổi chỗ cho nhau",
                en: "brackets and parentheses are the wrong way round",
            ),
            Self::NoWords => text!(
                vi: "thiếu ngoặc vuông ở trước, hoặc ngoặc tròn",
                en: "the brackets before it, or the parentheses, are missing",
            ),
            Self::Doubled => text!(vi: "ngoặc vuông viết hai lần", en: "the brackets are doubled"),
            Self::NoFile => text!(
                vi: "thiếu tên tệp ảnh trong ngoặc tròn",
                en: "the picture's file in parentheses is missing",
            ),
            Self::LinkInside => text!(
                vi: "trong chữ của liên kết có một liên kết khác",
                en: "there is another link in its words",
            ),
            Self::Unreadable => text!(
                vi: "không đọc được phần trong ngoặc tròn",
                en: "what stands in the parentheses can't be read",
            ),
        }
    }
}

/// One thing that is no link, and how it is written.
struct Slip {
    range: Range<usize>,
    picture: bool,
    /// Whether it names something of the site: then it is as wrong as if that did not exist.
    is_sure: bool,
    cause: Cause,
    right: String,
}

impl Slip {
    fn report(&self, signs: Signs<'_>) -> Option<Diagnostic> {
        let span = signs.span(self.range.start, self.range.end)?;
        let (Text { vi, en }, right) = (self.cause.text(), &self.right);
        let message = match self.picture {
            true => text!(
                vi: "chỗ này không thành ảnh mà hiện nguyên ra bài: {vi}",
                en: "this is no picture, and is shown as it stands: {en}",
            ),
            false => text!(
                vi: "chỗ này không thành liên kết mà hiện nguyên ra bài: {vi}",
                en: "this is no link, and is shown as it stands: {en}",
            ),
        };
        let report = if self.is_sure { Diagnostic::error } else { Diagnostic::warning };
        Some(report(RULE.name, &span, message).help(text!(vi: "viết `{right}`", en: "write `{right}`")))
    }
}

/// What is found in one passage.
struct Slips<'a> {
    signs: Signs<'a>,
    text: &'a str,
    found: Vec<Slip>,
}

impl Slips<'_> {
    fn is_known(&self, at: usize) -> bool {
        self.found.iter().any(|slip| slip.range.contains(&at))
    }

    fn push(&mut self, range: Range<usize>, cause: Cause, (words, to): (&str, &str), picture: bool) {
        let picture = picture || to.starts_with("chart:");
        let mark = if picture { "!" } else { "" };
        let is_sure = picture || names_scheme(to);
        self.found.push(Slip { range, picture, is_sure, cause, right: format!("{mark}[{words}]({to})") });
    }

    /// `[words] (address)`, `[words](an address)`, `[words](address`, `words](address)`.
    fn behind_brackets(&mut self) {
        for (at, bracket) in self.text.match_indices([']', '］']) {
            let behind = at + bracket.len();
            let open = behind + blanks_at(&self.text[behind..]);
            let Some(parenthesis @ ('(' | '（')) = self.text[open..].chars().next() else { continue };
            if self.signs.written(at).is_none() || self.signs.written(open).is_none() {
                continue;
            }
            let inside = open + parenthesis.len_utf8();
            if self.found.len() >= MOST_SAID {
                return;
            }
            let address = Address::of(near(&self.text[inside..]));
            let adjoins = open == behind && bracket == "]" && parenthesis == '(';
            if !address.is_likely && !adjoins {
                continue;
            }
            let opening = opening(self.text, at).filter(|open| !self.is_known(*open));
            let (start, words) = match opening {
                Some(start) => (start, start + self.text[start..].chars().next().map_or(1, char::len_utf8)),
                None => (last_word(&self.text[..at]), last_word(&self.text[..at])),
            };
            let written = self.signs.source_of(words, at);
            let picture = opening.is_some() && self.text[..start].ends_with('!');
            let cause = match () {
                () if opening.is_none() => Cause::NoOpening,
                () if written.contains("](") => Cause::LinkInside,
                () if bracket != "]" || parenthesis != '(' || address.is_wide => Cause::WideSigns,
                () if open != behind => Cause::BlankBetween,
                () if !address.is_closed => Cause::Unclosed,
                () if address.has_blank => Cause::BlankInAddress,
                () => Cause::Unreadable,
            };
            let words = if cause == Cause::LinkInside { &self.text[words..at] } else { written };
            let range = start - usize::from(picture)..inside + address.length;
            self.push(range, cause, (words, &address.to), picture);
        }
    }

    /// `[[words]]`, as other programs write links.
    fn doubled(&mut self) {
        for (start, _) in self.text.match_indices("[[") {
            let Some(length) = near(&self.text[start..]).find("]]").filter(|length| *length > 2) else {
                continue;
            };
            if self.found.len() >= MOST_SAID {
                return;
            }
            let is_deeper = self.text[..start].ends_with('[');
            if is_deeper || self.is_known(start) || self.signs.written(start).is_none() {
                continue;
            }
            let inner = &self.text[start + 2..start + length];
            if inner.contains(['[', ']']) || !inner.contains(char::is_alphabetic) {
                continue;
            }
            let (to, words) = inner.split_once('|').unwrap_or((inner, ""));
            let (words, to) = match () {
                () if scheme_at(to).is_some() => (words, to.trim().to_owned()),
                () if is_slug(to) => (words, format!("locality:{to}")),
                () => (if words.is_empty() { to } else { words }, "…".to_owned()),
            };
            self.push(start..start + length + 2, Cause::Doubled, (words.trim(), &to), false);
        }
    }

    /// `(metric:…)` and `[metric:…]` without the other half.
    fn schemes(&mut self) {
        for (colon, _) in self.text.match_indices([':', '：']) {
            let Some((scheme, start)) = scheme_before(self.text, colon) else { continue };
            let before = self.text[..start].trim_end_matches(BLANKS);
            let Some(bracket @ ('(' | '（' | '[' | '［')) = before.chars().next_back() else { continue };
            let open = before.len() - bracket.len_utf8();
            if self.found.len() >= MOST_SAID {
                return;
            }
            let address = Address::of(near(&self.text[start..]));
            let names = self.text[colon..].trim_start_matches([':', '：']);
            // “(event: opening)” are words.
            if self.is_known(start) || !names.starts_with(|c: char| c.is_ascii_alphanumeric()) {
                continue;
            }
            if self.signs.written(open).is_none() || scheme.is_empty() {
                continue;
            }
            let end = start + address.length;
            let before = &self.text[..open];
            let far = crate::source::floor_char_boundary(before, before.len().saturating_sub(REACH));
            let round = matches!(bracket, '(' | '（');
            let unclosed = before[far..]
                .rfind('[')
                .map(|at| far + at)
                .filter(|at| !before[*at..].contains(']') && !self.is_known(*at));
            let (from, words, cause) = match before[far..].rfind(['(', '（']).map(|at| far + at) {
                Some(at) if !round && before.ends_with([')', '）']) => {
                    let words = before[at..].trim_matches(['(', '（', ')', '）']);
                    (at, words, Cause::Swapped)
                }
                _ => match unclosed {
                    Some(at) if round => (at, &before[at + 1..], Cause::NoClosing),
                    _ => (open, "", Cause::NoWords),
                },
            };
            let end = end + usize::from(self.text[end..].starts_with(']') && !round);
            self.push(from..end, cause, (words, &address.to), false);
        }
    }

    /// `![words]` and nothing behind it.
    fn pictures(&mut self) {
        for (start, _) in self.text.match_indices("![") {
            let stands_apart = !self.text[..start].ends_with(|c: char| !c.is_whitespace());
            let Some(length) = near(&self.text[start..]).find(']') else { continue };
            if self.found.len() >= MOST_SAID {
                return;
            }
            let is_meant = stands_apart && self.signs.written(start + 1).is_some();
            if is_meant && !self.is_known(start) && self.signs.written(start).is_some() {
                let words = self.signs.source_of(start + 2, start + length);
                self.push(start..start + length + 1, Cause::NoFile, (words, "ten-anh.jpg"), true);
            }
        }
    }
}

/// What stands behind an opening parenthesis.
struct Address {
    /// As it should be written, with its title.
    to: String,
    /// How far it reaches, with the closing parenthesis.
    length: usize,
    is_closed: bool,
    has_blank: bool,
    is_wide: bool,
    /// Whether it can be nothing else than an address.
    is_likely: bool,
}

impl Address {
    fn of(inside: &str) -> Self {
        let lead = blanks_at(inside);
        let scheme = scheme_at(&inside[lead..]);
        let known = scheme.is_some() || BEGINNINGS.iter().any(|one| inside[lead..].starts_with(one));
        let close = closing(inside);
        // An id has no blanks in it; other addresses may, and then they end where they are closed.
        let (start, scheme) = match scheme {
            Some((scheme, behind)) => (lead + behind + blanks_at(&inside[lead + behind..]), scheme),
            None => (lead, ""),
        };
        let ends_word = |c: char| c.is_whitespace() || matches!(c, ')' | '）' | ']' | '"' | '“');
        let word = start + inside[start..].find(ends_word).unwrap_or(inside.len() - start);
        // So may the number of a document.
        let number = close.filter(|_| scheme == "document");
        let number = number.and_then(|close| parse_spaced_number(&inside[start..close]));
        let quotation = inside[start..close.unwrap_or(word)].find(['"', '“']).map(|at| start + at);
        let end = match close {
            Some(close) if scheme.is_empty() => quotation.unwrap_or(close),
            Some(close) if number.is_some() => close,
            _ => word,
        };
        let mut written = inside[start..end].trim_end();
        let title =
            quotation.filter(|at| *at >= end).zip(close).map(|(from, close)| inside[from..close].trim_end());
        let behind = end + title.map_or(0, |title| inside[end..].find(title).unwrap_or(0) + title.len());
        let behind = behind + blanks_at(&inside[behind..]);
        let closed_by = inside[behind..].chars().next().filter(|c| matches!(c, ')' | '）'));
        let length = match closed_by {
            Some(sign) => behind + sign.len_utf8(),
            None => {
                written = written.trim_end_matches(['.', ',', ';']);
                start + written.len()
            }
        };
        let to = match scheme {
            "" if known => written.replace(BLANKS, "%20"),
            "" if written.contains(BLANKS) => format!("<{written}>"),
            "" => written.to_owned(),
            scheme => format!("{scheme}:{}", number.as_ref().map_or(written, DocumentNumber::canonical)),
        };
        let title =
            title.map_or_else(String::new, |title| format!(" \"{}\"", title.trim_matches(['"', '“', '”'])));
        let wide_colon = !scheme.is_empty() && inside[lead + scheme.len()..].starts_with('：');
        Self {
            to: to + &title,
            length,
            is_closed: closed_by.is_some(),
            has_blank: lead > 0 || inside[lead..end].contains(BLANKS),
            is_wide: wide_colon || closed_by == Some('）'),
            is_likely: known || is_file(written),
        }
    }
}

/// The beginning of a text, as far as a link may reach.
fn near(text: &str) -> &str {
    &text[..crate::source::floor_char_boundary(text, REACH)]
}

/// The bracket that is still open at a place of a text.
fn opening(text: &str, end: usize) -> Option<usize> {
    let start = crate::source::floor_char_boundary(text, end.saturating_sub(REACH));
    let mut closed = 0;
    let signs = text[start..end].char_indices().rev().filter(|(_, c)| matches!(c, '[' | '［' | ']' | '］'));
    for (at, sign) in signs {
        match sign {
            ']' | '］' => closed += 1,
            _ if closed == 0 => return Some(start + at),
            _ => closed -= 1,
        }
    }
    None
}

/// Where a parenthesis that was opened before is closed: `anh (1).jpg)` has another in it.
fn closing(inside: &str) -> Option<usize> {
    let mut open = 1;
    let signs = inside.char_indices().filter(|(_, c)| matches!(c, '(' | '（' | ')' | '）'));
    let mut depths = signs.map(|(at, c)| {
        open = if matches!(c, '(' | '（') { open + 1 } else { open - 1 };
        (at, open)
    });
    depths.find(|(_, open)| *open == 0).map(|(at, _)| at)
}

/// The name of a file: `ten anh.jpg`.
fn is_file(written: &str) -> bool {
    let ending = written.rsplit_once('.').map(|(name, ending)| (!name.ends_with(BLANKS), ending));
    ending.is_some_and(|(is_near, ending)| {
        is_near
            && (2..=LONGEST_ENDING).contains(&ending.len())
            && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && ending.bytes().any(|byte| byte.is_ascii_alphabetic())
    })
}

/// The scheme that a text begins with, and where what it names begins, behind a colon of any width.
fn scheme_at(text: &str) -> Option<(&'static str, usize)> {
    SCHEMES.into_iter().find_map(|scheme| {
        let behind = text.strip_prefix(scheme)?;
        let colon = behind.chars().next().filter(|c| matches!(c, ':' | '：'))?;
        Some((scheme, scheme.len() + colon.len_utf8()))
    })
}

fn names_scheme(text: &str) -> bool {
    scheme_at(text).is_some()
}

/// The scheme that stands before a colon as a word of its own, and where it begins.
fn scheme_before(text: &str, colon: usize) -> Option<(&'static str, usize)> {
    let before = &text[..colon];
    let scheme = SCHEMES.into_iter().find(|scheme| before.ends_with(scheme))?;
    let start = colon - scheme.len();
    (!text[..start].ends_with(char::is_alphanumeric)).then_some((scheme, start))
}

fn blanks_at(text: &str) -> usize {
    text.len() - text.trim_start_matches(BLANKS).len()
}

fn last_word(text: &str) -> usize {
    text.rfind(char::is_whitespace).map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::model::Piece;
    use crate::source::{SourceFile, Sources, Span};

    proptest! {
        /// What is proposed is a link, whatever was written.
        #[test]
        fn every_slip_lies_in_its_text_and_is_answered_with_a_link(
            text in r"(\[|\]|\(|\)|（|）|［|］|!| |\.|:|：|metric|chart|document|https://a|\[\[|\]\]|\]\(|\\|\||#|/|x|đ|a\.jpg){0,24}",
        ) {
            let sources = Sources::new(vec![SourceFile::new("a.md", text.clone())], BTreeMap::new());
            let file = sources.find("a.md").expect("just added");
            let mut passage = Passage::new(PassageKind::Paragraph, false);
            let span = Span::new(file, 0..text.len());
            passage.push(&text, Piece { range: 0..0, span, exact: true, reference: None, linked: false });
            let signs = Signs { passage: &passage, source: &text };
            let mut slips = Slips { signs, text: &text, found: Vec::new() };
            slips.behind_brackets();
            slips.doubled();
            slips.schemes();
            slips.pictures();
            for slip in &slips.found {
                prop_assert!(text.get(slip.range.clone()).is_some());
                prop_assert!(slip.right.contains("](") && slip.right.ends_with(')'));
                prop_assert!(slip.report(signs).is_some());
            }
            in_plain_words(signs, &mut Diagnostics::default());
        }
    }
}
