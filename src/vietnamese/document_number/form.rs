//! The forms that numbers of papers have, part by part: running number, year, kind and office.

use std::ops::RangeInclusive;

use super::DocumentNumber;
use super::kind::{PARTY_KINDS, marked};
use crate::vietnamese::letter::is_alphanumeric;
use crate::vietnamese::scan::Cursor;

/// Viet Nam's first own papers are of 1945. How late a year is too late is for who knows the day.
const YEARS: RangeInclusive<u16> = 1945..=2099;

const HYPHENS: [char; 3] = ['-', '–', '‑'];

/// The number that begins here, and the place behind it.
pub(super) fn number_at(cursor: Cursor<'_>, blanks: Blanks) -> Option<(DocumentNumber, Cursor<'_>)> {
    administrative(cursor, blanks).or_else(|| party(cursor, blanks))
}

/// The blanks that may still stand beside the signs of a number.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Blanks {
    None,
    /// On one side of one sign, as typists leave it: that is surely a slip.
    One,
    /// Wherever there may be one, for those who ask what was meant.
    Any,
}

/// What is read of a number so far.
#[derive(Clone)]
struct Reading<'a> {
    cursor: Cursor<'a>,
    blanks: Blanks,
}

impl<'a> Reading<'a> {
    fn sign(&self, signs: &[char]) -> Option<Self> {
        let before = self.blank();
        Some(Reading { cursor: before.cursor.sign(signs)?, ..before }.blank())
    }

    fn blank(&self) -> Self {
        let one = || self.cursor.sign(&[' ', '\u{a0}']);
        match self.blanks {
            Blanks::Any => Reading { cursor: self.cursor.spaces(), blanks: Blanks::Any },
            Blanks::One => {
                one().map_or_else(|| self.clone(), |cursor| Reading { cursor, blanks: Blanks::None })
            }
            Blanks::None => self.clone(),
        }
    }

    /// Whether what was read up to another reading stands between blanks, as a dash of the sentence does.
    fn is_apart(&self, behind: &Self) -> bool {
        let sign = &self.cursor.rest()[..behind.cursor.at() - self.cursor.at()];
        sign.starts_with(char::is_whitespace) && sign.ends_with(char::is_whitespace)
    }
}

/// `61/KH-UBND`, `42/2022/NĐ-CP`, `01/2021/TTLT-BCA-BTP`, `26/2023/QH15`.
fn administrative(cursor: Cursor<'_>, blanks: Blanks) -> Option<(DocumentNumber, Cursor<'_>)> {
    let (number, cursor) = running_number(cursor)?;
    let stroke = Reading { cursor, blanks }.sign(&['/'])?;
    let (year, start) = match year_part(&stroke) {
        Some((year, start)) => (Some(year), start),
        None => (None, stroke),
    };
    let (symbol, end) = assembly(start.cursor).or_else(|| symbol(&start))?;
    let canonical = match year {
        Some(year) => format!("{number}/{year}/{symbol}"),
        None => format!("{number}/{symbol}"),
    };
    Some((DocumentNumber::of(canonical, number, year, &symbol)?, end))
}

/// One to five digits, and the letter of a number that was inserted later: `61a`.
fn running_number(cursor: Cursor<'_>) -> Option<(&str, Cursor<'_>)> {
    let (digits, end) = cursor.digits();
    if !(1..=5).contains(&digits.len()) {
        return None;
    }
    let end = match end.next() {
        Some(letter) if letter.is_ascii_lowercase() || letter == 'đ' => end.skip(letter.len_utf8()),
        _ => end,
    };
    Some((&cursor.rest()[..end.at() - cursor.at()], end))
}

fn year_part<'a>(reading: &Reading<'a>) -> Option<(u16, Reading<'a>)> {
    let (digits, end) = reading.cursor.digits();
    let year = if digits.len() == 4 { digits.parse().ok()? } else { return None };
    let behind = Reading { cursor: end, ..reading.clone() }.sign(&['/'])?;
    YEARS.contains(&year).then_some((year, behind))
}

/// `QH15`: the National Assembly and its term.
fn assembly(cursor: Cursor<'_>) -> Option<(String, Cursor<'_>)> {
    let (term, end) = cursor.rest().strip_prefix("QH").map(|_| cursor.skip(2).digits())?;
    ((1..=2).contains(&term.len()) && ends(end)).then(|| (format!("QH{term}"), end))
}

/// A kind or an issuer, then one to four more parts behind hyphens; as many as end where a word ends.
fn symbol<'a>(start: &Reading<'a>) -> Option<(String, Cursor<'a>)> {
    let (first, end) = letters(start.cursor, 8, |_| false)?;
    let mut reading = Reading { cursor: end, ..start.clone() };
    let mut text = marked(first).to_owned();
    let (mut whole, mut is_tight) = (None, false);
    for _ in 0..4 {
        let Some(behind) = reading.sign(&HYPHENS) else { break };
        // Behind a hyphen that is written as it should be, one between blanks is a dash.
        if is_tight && reading.is_apart(&behind) {
            break;
        }
        is_tight |= !reading.is_apart(&behind);
        let Some((part, end)) = letters(behind.cursor, 15, |next| next.is_ascii_digit() || next == '&')
        else {
            break;
        };
        text.extend(["-", part]);
        reading = Reading { cursor: end, ..behind };
        if ends(reading.cursor) {
            whole = Some((text.len(), reading.cursor));
        }
        if let Some((suffix, end)) = dotted(reading.cursor).filter(|(_, end)| ends(*end)) {
            text.push_str(suffix);
            reading.cursor = end;
            whole = Some((text.len(), end));
        }
    }
    let (length, end) = whole?;
    text.truncate(length);
    Some((text, end))
}

/// A run that begins with a capital and holds letters, and what `also` allows, at most `longest` characters.
fn letters(cursor: Cursor<'_>, longest: usize, also: fn(char) -> bool) -> Option<(&str, Cursor<'_>)> {
    cursor.next().filter(|first| is_capital(*first))?;
    let rest = cursor.rest();
    let inside = |next: char| next.is_ascii_alphabetic() || matches!(next, 'Đ' | 'đ') || also(next);
    let end = rest.find(|next| !inside(next)).unwrap_or(rest.len());
    (rest[..end].chars().count() <= longest).then(|| (&rest[..end], cursor.skip(end)))
}

/// `.KT` behind a part; a full stop at the end of a sentence is not one.
fn dotted(cursor: Cursor<'_>) -> Option<(&str, Cursor<'_>)> {
    let rest = cursor.rest().strip_prefix('.')?;
    let length = rest.find(|next| !is_capital(next) && !next.is_ascii_digit()).unwrap_or(rest.len());
    let count = rest[..length].chars().count();
    (1..=6).contains(&count).then(|| (&cursor.rest()[..=length], cursor.skip(length + 1)))
}

/// `57-NQ/TW`. That one blank is a slip holds for a stroke, not for a hyphen: “quý 3 - BC/KH” may be meant.
fn party(cursor: Cursor<'_>, blanks: Blanks) -> Option<(DocumentNumber, Cursor<'_>)> {
    let blanks = if blanks == Blanks::One { Blanks::None } else { blanks };
    let (number, cursor) = cursor.digits();
    let behind = Reading { cursor, blanks }.sign(&HYPHENS)?;
    let (kind, cursor) = letters(behind.cursor, 3, |_| false)?;
    let kind = Some(marked(kind)).filter(|kind| PARTY_KINDS.contains(kind))?;
    let behind = Reading { cursor, ..behind }.sign(&['/'])?;
    let (organ, end) = letters(behind.cursor, 13, |_| false)?;
    if !(1..=4).contains(&number.len()) || organ.chars().count() < 2 || !ends(end) {
        return None;
    }
    let symbol = format!("{kind}/{organ}");
    let canonical = format!("{number}-{symbol}");
    Some((DocumentNumber::of(canonical, number, None, &symbol)?, end))
}

pub(super) fn is_capital(letter: char) -> bool {
    letter.is_ascii_uppercase() || letter == 'Đ'
}

fn ends(cursor: Cursor<'_>) -> bool {
    !cursor.next().is_some_and(|next| is_alphanumeric(next) || next == '/')
}
