//! Where the digits of a number begin and end, and whether what adjoins them makes them part of something else.

use super::words::UNITS;
use crate::vietnamese::scan::Cursor;

/// The longest run of digits, stops and commas; those at its end belong to the sentence.
pub(super) fn digits_and_signs(cursor: Cursor<'_>) -> (&str, Cursor<'_>) {
    let rest = cursor.rest();
    let end =
        rest.find(|next: char| !next.is_ascii_digit() && !matches!(next, '.' | ',')).unwrap_or(rest.len());
    let digits = rest[..end].trim_end_matches(['.', ',']);
    (digits, cursor.skip(digits.len()))
}

/// Where the number begins, its minus included; nothing where the digits go on from a word or another number.
pub(super) fn number_begin(cursor: Cursor<'_>) -> Option<usize> {
    let mut before = cursor.before().char_indices().rev();
    let Some((at, previous)) = before.next() else { return Some(cursor.at()) };
    let earlier = before.next().map(|(_, earlier)| earlier);
    let free = earlier.is_none_or(|earlier| earlier.is_whitespace() || earlier == '(');
    match previous {
        '−' => Some(at),
        '-' | '–' | '‑' if free => {
            // "2022 -2025" is a range typed badly, not a figure below zero.
            let range = cursor.before()[..at].trim_end().ends_with(|last: char| last.is_ascii_digit());
            Some(if previous == '-' && !range { at } else { cursor.at() })
        }
        '-' | '–' | '‑' => earlier.is_some_and(|earlier| !earlier.is_alphabetic()).then_some(cursor.at()),
        ':' => (!earlier.is_some_and(|earlier| earlier.is_ascii_digit())).then_some(cursor.at()),
        '.' | ',' => (!earlier.is_some_and(char::is_alphanumeric)).then_some(cursor.at()),
        '/' | '_' | '#' | '@' => None,
        other => (!other.is_alphanumeric()).then_some(cursor.at()),
    }
}

/// Whether a number may end here: before a unit, a sign or nothing, not in the middle of a code or a time.
pub(super) fn ends(end: Cursor<'_>) -> bool {
    let digit_behind = end.second().is_some_and(|next| next.is_ascii_digit());
    match end.next() {
        None => true,
        Some('/' | '_' | '@') => false,
        Some(':') => !digit_behind,
        Some('-' | '–' | '‑') => !end.second().is_some_and(char::is_alphabetic),
        Some(next) if next.is_alphanumeric() => UNITS.iter().any(|unit| {
            let behind = end.rest().strip_prefix(unit).map(|rest| rest.chars().next());
            behind.is_some_and(|next| !next.is_some_and(char::is_alphanumeric))
        }),
        Some(_) => true,
    }
}
