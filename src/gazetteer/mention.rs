//! Finds in running text what may be the name of a unit: a run of capitalised syllables, with the word for a
//! kind of unit before it or not.
//!
//! A matter of form: whether there is such a unit, and whether it is meant, is for the caller to say. Words all
//! in capitals (`UBND`) are no syllables of names here, and so no name is found in a headline in capitals.

use std::ops::Range;

use super::UnitKind;
use crate::vietnamese::letter::{is_alphabetic, is_alphanumeric, is_capital, is_same_word, is_small, small};
use crate::vietnamese::pairs;

/// What may be the name of a unit; ranges are bytes of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The kind that the words before the name give.
    pub kind: Option<UnitKind>,
    /// From the kind word on, or from the name where there is none.
    pub whole: Range<usize>,
    /// The capitalised syllables, white space between them.
    pub name: Range<usize>,
    /// The name with what goes on behind it: a number (`Cổ Nhuế 1`), or a dash and the other half of a double
    /// name (`Phan Rang - Tháp Chàm`). It may belong to the name, or not.
    pub longer: Option<Range<usize>>,
}

/// The words for kinds, with the abbreviations that stand before names, by their first letters; longer ones first.
const KIND_WORDS: [(char, &[&str], UnitKind); 13] = [
    ('t', &["thành", "phố"], UnitKind::ThanhPho),
    ('t', &["thị", "trấn"], UnitKind::ThiTran),
    ('t', &["thị", "xã"], UnitKind::ThiXa),
    ('đ', &["đặc", "khu"], UnitKind::DacKhu),
    ('p', &["phường"], UnitKind::Phuong),
    ('h', &["huyện"], UnitKind::Huyen),
    ('q', &["quận"], UnitKind::Quan),
    ('t', &["tỉnh"], UnitKind::Tinh),
    ('x', &["xã"], UnitKind::Xa),
    ('t', &["tp"], UnitKind::ThanhPho),
    ('t', &["tp."], UnitKind::ThanhPho),
    ('t', &["tx"], UnitKind::ThiXa),
    ('t', &["tx."], UnitKind::ThiXa),
];

/// What words for kinds begin with, in any case, each of their words.
const KIND_LETTERS: [char; 7] = ['đ', 'h', 'k', 'p', 'q', 't', 'x'];

/// The possible names of a text in NFC, in their order.
pub fn mentions_in(text: &str) -> Vec<Mention> {
    mentions_among(&words_of_names(text))
}

fn mentions_among(words: &[Word<'_>]) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let kind = kind_at(&words[at..]);
        let start = at + kind.map_or(0, |(_, length)| length);
        let end = end_of_run(words, start);
        if end == start {
            at += 1;
            continue;
        }
        let name = words[start].range.start..words[end - 1].range.end;
        found.push(Mention {
            kind: kind.map(|(kind, _)| kind),
            whole: words[at].range.start..name.end,
            longer: end_of_longer(words, end).map(|end| name.start..end),
            name,
        });
        at = end;
    }
    found
}

/// A word of a text, as far as names go.
struct Word<'a> {
    text: &'a str,
    range: Range<usize>,
    /// What stands between the word before and this one.
    gap: &'a str,
    form: Form,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// A capital and small letters, or a single capital.
    Capitalised,
    /// Digits alone.
    Number,
    /// Anything else.
    Other,
}

/// The words of a text that names can be made of: those with a capital letter, the two before each where they may
/// say its kind, and a number behind it. What stands between is the gap before the next.
fn words_of_names(text: &str) -> Vec<Word<'_>> {
    // About one word in six is taken.
    let mut words = Words { text, taken: Vec::with_capacity(text.len() / 32) };
    let mut capitals = capitals(text);
    while let Some(capital) = capitals.find(|capital| *capital >= words.end()) {
        let may_say_kind = |at: &usize| text[*at..].starts_with(|first| KIND_LETTERS.contains(&small(first)));
        let kind = word_before(text, words.end(), capital).filter(may_say_kind);
        let longer_kind = kind.and_then(|kind| word_before(text, words.end(), kind)).filter(may_say_kind);
        for start in [longer_kind, kind, Some(capital)].into_iter().flatten() {
            words.take(start);
        }
        let behind = text[words.end()..].trim_start();
        if behind.starts_with(|letter: char| letter.is_ascii_digit()) {
            words.take(text.len() - behind.len());
        }
    }
    words.taken
}

/// Words as they are taken from a text, from its beginning on.
struct Words<'a> {
    text: &'a str,
    taken: Vec<Word<'a>>,
}

impl<'a> Words<'a> {
    /// Behind the last word.
    fn end(&self) -> usize {
        self.taken.last().map_or(0, |word| word.range.end)
    }

    /// Takes the word that begins at a byte.
    fn take(&mut self, start: usize) {
        let range = start..end_of_word(self.text, start);
        let text = &self.text[range.clone()];
        let gap = &self.text[self.end()..start];
        self.taken.push(Word { form: form(text), text, range, gap });
    }
}

/// Where the words begin whose first letter is a capital.
fn capitals(text: &str) -> impl Iterator<Item = usize> {
    // A capital is ASCII or begins with a byte of those that begin letters, and stands behind no ASCII letter.
    let may_be_capital = |before: u8, first: u8| {
        let behind_letter = ((before | 0x20) >= b'a') & ((before | 0x20) <= b'z');
        let behind_digit = (before >= b'0') & (before <= b'9');
        !(behind_letter | behind_digit) & ((first >= b'A') & (first <= b'Z') | (first >= 0xC3))
    };
    let is_start = |at: &usize| text[*at..].starts_with(is_capital) && begins_word(text, *at);
    pairs(text.as_bytes(), may_be_capital).filter(is_start)
}

/// Where the last word begins that stands between the end of one word and the beginning of another.
fn word_before(text: &str, from: usize, to: usize) -> Option<usize> {
    let before = text[from..to].trim_end_matches(|sign| !is_alphanumeric(sign));
    let signs = before.rmatch_indices(|sign: char| !is_alphanumeric(sign));
    let mut starts = signs.map(|(at, sign)| at + sign.len()).chain([0]).map(|at| from + at);
    starts.find(|at| begins_word(text, *at)).filter(|_| !before.is_empty())
}

/// Whether the letter or digit at a byte is the first of its word.
fn begins_word(text: &str, at: usize) -> bool {
    let mut before = text[..at].chars().rev();
    let goes_on = match before.next() {
        Some(sign) if is_apostrophe(sign) => {
            text[at..].starts_with(is_alphabetic) && before.next().is_some_and(is_alphanumeric)
        }
        previous => previous.is_some_and(is_alphanumeric),
    };
    !goes_on
}

/// Where the word that begins at a byte ends: letters and digits, with apostrophes before letters (`H'Leo`).
fn end_of_word(text: &str, start: usize) -> usize {
    let mut rest = text[start..].chars();
    loop {
        let here = rest.as_str().len();
        let goes_on = rest.next().is_some_and(|letter| {
            is_alphanumeric(letter) || is_apostrophe(letter) && rest.as_str().starts_with(is_alphabetic)
        });
        if !goes_on {
            return text.len() - here;
        }
    }
}

fn is_apostrophe(sign: char) -> bool {
    matches!(sign, '\'' | '’')
}

fn form(word: &str) -> Form {
    let mut letters = word.chars();
    if letters.next().is_some_and(is_capital) {
        let alone = letters.as_str().is_empty();
        return if alone || letters.any(is_small) { Form::Capitalised } else { Form::Other };
    }
    if word.bytes().all(|byte| byte.is_ascii_digit()) { Form::Number } else { Form::Other }
}

/// The kind that the first words name, and how many words that takes; white space alone stands between them.
fn kind_at(words: &[Word<'_>]) -> Option<(UnitKind, usize)> {
    // Nearly every word ends here: kinds have one word or two, stand before names, and begin with few letters.
    let may_be_name = |at: usize| words.get(at).is_some_and(|word| word.form == Form::Capitalised);
    if !may_be_name(1) && !may_be_name(2) {
        return None;
    }
    let first = words.first()?.text.chars().next().map(small)?;
    let mut kinds = KIND_WORDS.iter().filter(|(initial, ..)| *initial == first);
    kinds.find_map(|(_, kind_words, kind)| {
        let length = kind_words.len();
        let name = words.get(length).filter(|name| name.form == Form::Capitalised)?;
        let mut pairs = words.iter().zip(*kind_words);
        if !pairs.all(|(word, wanted)| is_same_word(word.text, wanted.trim_end_matches('.'))) {
            return None;
        }
        let joined = words[1..length].iter().all(|word| is_space(word.gap));
        let dotted = kind_words.last().is_some_and(|last| last.ends_with('.'));
        let behind = if dotted { name.gap.strip_prefix('.').unwrap_or("-") } else { name.gap };
        let behind = is_space(behind) || dotted && behind.is_empty();
        (joined && behind).then_some((*kind, length))
    })
}

fn is_space(gap: &str) -> bool {
    !gap.is_empty() && gap.chars().all(char::is_whitespace)
}

/// Behind the last of the capitalised syllables from `start` on; the kind of the next unit ends the name.
fn end_of_run(words: &[Word<'_>], start: usize) -> usize {
    let mut end = start;
    while let Some(word) = words.get(end) {
        let goes_on = end == start || is_space(word.gap) && kind_at(&words[end..]).is_none();
        if word.form != Form::Capitalised || !goes_on {
            break;
        }
        end += 1;
    }
    end
}

/// Where the name ends with a number or another name behind a dash, if one follows.
fn end_of_longer(words: &[Word<'_>], end: usize) -> Option<usize> {
    let next = words.get(end)?;
    match next.form {
        Form::Number if is_space(next.gap) => Some(next.range.end),
        Form::Capitalised if matches!(next.gap.trim(), "-" | "–" | "‑") => {
            let end = end_of_run(words, end);
            Some(words[end - 1].range.end)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Each mention as its kind word and name, `longer` behind a bar.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = mentions_in(text)
            .into_iter()
            .map(|mention| {
                let kind = mention.kind.map_or("", UnitKind::word);
                let longer = mention.longer.map_or(String::new(), |longer| format!("|{}", &text[longer]));
                format!("{kind}:{}{longer}", &text[mention.name])
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn names_stand_behind_the_word_for_their_kind() {
        check(
            "xã Xá Nhè, huyện Tủa Chùa, tỉnh Điện Biên",
            &["xã:Xá Nhè", "huyện:Tủa Chùa", "tỉnh:Điện Biên"],
        );
        check("Thị xã Cửa Lò và Phường Nghi Thu", &["thị xã:Cửa Lò", "phường:Nghi Thu"]);
        check("UBND HUYỆN Tủa Chùa", &["huyện:Tủa Chùa"]);
        check("thị trấn\u{a0}Vĩnh\nLộc", &["thị trấn:Vĩnh\nLộc"]);
        check(
            "TP. Hồ Chí Minh, TP Vinh, TX.Cửa Lò",
            &["thành phố:Hồ Chí Minh", "thành phố:Vinh", "thị xã:Cửa Lò"],
        );
    }

    #[test]
    fn a_kind_word_ends_the_name_before_it() {
        check("Xã Xá Nhè Huyện Tủa Chùa", &["xã:Xá Nhè", "huyện:Tủa Chùa"]);
        check("Công An Huyện Tủa Chùa", &[":Công An", "huyện:Tủa Chùa"]);
        check("xã Phước Tỉnh", &["xã:Phước Tỉnh"]);
        check("xã Tứ Xã.", &["xã:Tứ Xã"]);
    }

    #[test]
    fn names_without_a_kind_are_found_too() {
        check("Cửa Lò đón khách, ông Nguyễn Văn An nói", &[":Cửa Lò", ":Nguyễn Văn An"]);
        check("Ở Tủa Chùa", &[":Ở Tủa Chùa"]);
    }

    #[test]
    fn words_that_only_begin_like_a_kind_are_none() {
        check(
            "Xã hội, Huyện ủy, Tỉnh đoàn, Phường hội, Quận công",
            &[":Xã", ":Huyện", ":Tỉnh", ":Phường", ":Quận"],
        );
        check("thành phố thông minh, thị xã, phường 4", &[]);
        check("huyện, Tủa Chùa", &[":Tủa Chùa"]);
        check("xã (Xá Nhè)", &[":Xá Nhè"]);
    }

    #[test]
    fn signs_and_capitals_end_a_name() {
        check("huyện Tủa Chùa. Đề án", &["huyện:Tủa Chùa", ":Đề"]);
        check("huyện Tủa Chùa UBND", &["huyện:Tủa Chùa"]);
        check("XÃ XÁ NHÈ", &[]);
    }

    #[test]
    fn numbers_and_second_halves_may_belong_to_a_name() {
        check("phường Cổ Nhuế 1, xã A Lưới 2", &["phường:Cổ Nhuế|Cổ Nhuế 1", "xã:A Lưới|A Lưới 2"]);
        check(
            "thành phố Phan Rang - Tháp Chàm",
            &["thành phố:Phan Rang|Phan Rang - Tháp Chàm", ":Tháp Chàm"],
        );
        check("huyện Ea H'Leo, xã Ea H’Leo", &["huyện:Ea H'Leo", "xã:Ea H’Leo"]);
        check("xã B'Lá", &["xã:B'Lá"]);
    }

    #[test]
    fn words_for_kinds_stand_under_their_first_letters() {
        for (initial, words, _) in KIND_WORDS {
            assert!(words[0].starts_with(initial) && words.iter().all(|word| word.starts_with(KIND_LETTERS)));
        }
    }

    /// Every word of a text, whether a name can be made of it or not.
    fn all_words(text: &str) -> Vec<Word<'_>> {
        let mut words = Words { text, taken: Vec::new() };
        while let Some(away) = text[words.end()..].find(char::is_alphanumeric) {
            words.take(words.end() + away);
        }
        words.taken
    }

    proptest! {
        #[test]
        fn words_that_are_passed_by_make_no_names(
            text in "(xã|Xã|thị|Thị|huyện|tp\\.|[ABb]|Đ|ử|É|['’]|[0-9]|[ ,-]|\u{a0}| – |\\PC){0,30}",
        ) {
            prop_assert_eq!(mentions_in(&text), mentions_among(&all_words(&text)));
        }

        #[test]
        fn ranges_lie_in_the_text_in_order(text in "(xã|Huyện|tp\\.|[A-ZĐa-zđ'’]{1,5}|[0-9]|[ ,\n-]|é|Ủy){0,30}") {
            let mut last = 0;
            for mention in mentions_in(&text) {
                prop_assert!(last <= mention.whole.start && mention.whole.start <= mention.name.start);
                prop_assert!(mention.name.start < mention.name.end && mention.whole.end == mention.name.end);
                prop_assert!(text.get(mention.longer.unwrap_or(0..0)).is_some());
                last = mention.whole.end;
            }
        }
    }
}
