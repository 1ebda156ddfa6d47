//! How likely a number that equals a figure is that figure.
//!
//! Five digits rarely meet by chance; two do every day, so a short number must stand beside what it counts.

use super::candidate::Candidate;
use crate::derive::figures::Said;
use crate::model::{Passage, Site};
use crate::vietnamese::fold::tone_key;
use crate::vietnamese::number::WrittenNumber;

/// As many digits speak for themselves.
const TELLING_DIGITS: usize = 3;
/// As many words behind a number may name what it counts: "12 thôn, bản", "253 hồ sơ".
const UNIT_WITHIN: usize = 4;
/// Digits with blanks or strokes between them that begin behind one of these are a telephone number.
const BEFORE_TELEPHONE: [&str; 7] =
    ["điện thoại", "đt", "hotline", "đường dây nóng", "di động", "phone", "tel"];

/// Whether a number may be a figure at all: no year, no telephone number, no end of a range.
pub(super) fn is_plain_figure(text: &str, number: &WrittenNumber) -> bool {
    let (before, behind) = (&text[..number.bytes.start], &text[number.bytes.end..]);
    let digits = &text[number.bytes.clone()];
    let joins = |next: char| matches!(next, ' ' | '\u{a0}' | '\u{202f}' | '-' | '–' | '.' | '‑');
    let goes_on = before.strip_suffix(joins).unwrap_or(before).ends_with(|last: char| last.is_ascii_digit())
        || behind.strip_prefix(joins).unwrap_or(behind).starts_with(|next: char| next.is_ascii_digit());
    let year = digits.len() == 4 && matches!(digits.parse(), Ok(1900..=2199));
    let sentence = last_words(before, UNIT_WITHIN);
    let telephone = BEFORE_TELEPHONE.iter().any(|word| has_words(&sentence, &tone_key(word)));
    !(goes_on || year || telephone)
}

/// Whether the words around a number let it be taken for a figure that it equals.
///
/// A figure of a group must have the group's name beside it. A number of few digits, or one that only
/// comes near the figure ("gần 80 nghìn"), must have the unit behind it or words of the metric's name in its
/// sentence.
pub(super) fn speaks_for(site: &Site, one: &Candidate<'_>, passage: &Passage, said: &Said) -> bool {
    let metric = site.metric(one.metric);
    let observation = &metric.observations[one.observation.index()];
    let (sentence, behind) = around(&passage.text, said);
    if let Some(group) = observation.group.and_then(|group| metric.groups.get(group.index())) {
        return shares_words(&sentence, &tone_key(&group.name));
    }
    let telling = said.number.of.is_some() || telling_digits(said) >= TELLING_DIGITS;
    let exact = one.readings.iter().any(|meant| said.number.round_alike(meant.value) == said.number.value);
    if telling && exact {
        return true;
    }
    let units = [&metric.unit.one, &metric.unit.other];
    let unit_behind = units
        .iter()
        .flat_map(|unit| unit.split(','))
        .map(|unit| tone_key(unit.trim()))
        .any(|unit| !unit.is_empty() && unit != "%" && has_words(&behind, &unit));
    unit_behind || shares_words(&sentence, &tone_key(&metric.name.value))
}

/// The digits from the first that is not zero to the last one.
fn telling_digits(said: &Said) -> usize {
    let shown = (said.number.value / said.number.scale).normalize().to_string();
    let digits: String = shown.chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').len()
}

/// The sentence that a number stands in, and the words right behind it, both as keys.
fn around(text: &str, said: &Said) -> (String, String) {
    let (before, behind) = (&text[..said.number.bytes.start], &text[said.number.bytes.end..]);
    let ends = |text: &str| {
        let marks = [". ", "; ", "! ", "? ", ": "];
        marks.iter().filter_map(|mark| text.find(mark)).min()
    };
    let starts = ['.', ';', '!', '?', ':']
        .iter()
        .filter_map(|mark| before.rfind(&format!("{mark} ")).map(|at| at + 2))
        .max()
        .unwrap_or(0);
    let end = ends(behind).unwrap_or(behind.len());
    let sentence = format!("{} {}", &before[starts..], &behind[..end]);
    let words: Vec<&str> = behind[..end].split_whitespace().take(UNIT_WITHIN).collect();
    (key(&sentence), key(&words.join(" ")))
}

fn last_words(text: &str, count: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().rev().take(count).collect();
    key(&words.into_iter().rev().collect::<Vec<_>>().join(" "))
}

/// A text as whole words of its key, a blank on both sides of each.
fn key(text: &str) -> String {
    let folded = tone_key(text);
    let words: Vec<&str> =
        folded.split(|next: char| !next.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    format!(" {} ", words.join(" "))
}

fn has_words(key: &str, words: &str) -> bool {
    key.contains(&format!(" {words} "))
}

/// Whether two words that follow each other in a name do so in the sentence; a Vietnamese word has two
/// syllables as a rule, and one alone says little. A name of one word must be there.
fn shares_words(sentence: &str, name: &str) -> bool {
    let words: Vec<&str> =
        name.split(|next: char| !next.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    match words.as_slice() {
        [one] => has_words(sentence, one),
        words => words.windows(2).any(|pair| has_words(sentence, &pair.join(" "))),
    }
}
