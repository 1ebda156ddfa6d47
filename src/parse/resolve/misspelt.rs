//! Finds numbers of documents that are a slip of the pen away from one that is known: `61/KH-UBNĐ`.
//!
//! Only letters count: 61 and 62 are two papers. So are 61/QĐ-UBND and 61/CĐ-UBND; a part of the symbol is a slip only
//! where it is no known abbreviation, and the other's is.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics, text};
use crate::source::Span;
use crate::vietnamese::document_number::{is_office, kind_name};
use crate::vietnamese::{DocumentNumber, slips};

/// A document that the site knows by a number.
pub(super) struct Known<'a> {
    /// Its number.
    pub number: &'a DocumentNumber,
    /// Whether a file describes it: what an editor has put down is no slip.
    pub is_described: bool,
    /// Where texts mention it.
    pub mentions: &'a [Span],
}

/// Warns of numbers that are most likely misspelt.
pub(super) fn misspelt_numbers<'a>(known: impl Iterator<Item = Known<'a>>, out: &mut Diagnostics) {
    let mut by_digits: BTreeMap<(&str, Option<u16>), Vec<Known<'a>>> = BTreeMap::new();
    for one in known {
        let digits = one.number.number().trim_start_matches('0');
        by_digits.entry((digits, one.number.year())).or_default().push(one);
    }
    for same_digits in by_digits.values().filter(|same_digits| same_digits.len() > 1) {
        for one in same_digits.iter().filter(|one| !one.is_described) {
            let meant =
                same_digits.iter().filter(|other| is_slip(one.number.symbol(), other.number.symbol()));
            let meant = meant.map(|other| other.number.canonical()).min();
            if let Some(meant) = meant {
                report(one, meant, out);
            }
        }
    }
}

fn report(one: &Known<'_>, meant: &str, out: &mut Diagnostics) {
    let written = one.number.canonical();
    for span in one.mentions {
        let warning = Diagnostic::warning(
            "misspelt-document",
            span,
            text!(
                vi: "{written} có chữ viết tắt không phải của loại văn bản hay cơ quan nào thường gặp: có phải {meant}?",
                en: "{written} has an abbreviation of no usual kind of paper or office: did you mean {meant}?",
            ),
        );
        out.push(warning.help(text!(
            vi: "sửa lại ký hiệu; nếu viết thế là đúng, khai văn bản ấy trong content/documents.yaml: `- {{number: {written}}}`",
            en: "correct the symbol; if it is right as it stands, describe that document in content/documents.yaml: `- {{number: {written}}}`",
        )));
    }
}

/// Whether one symbol is the other but for one letter, in a part that is no abbreviation while the other's is one.
fn is_slip(written: &str, meant: &str) -> bool {
    let parts = |symbol: &str| symbol.split(['-', '/']).map(str::to_owned).collect::<Vec<_>>();
    let (written, meant) = (parts(written), parts(meant));
    let mut different =
        written.iter().zip(&meant).enumerate().filter(|(_, (one, other))| !is_same(one, other));
    let (Some((at, (one, other))), None) = (different.next(), different.next()) else { return false };
    let is_known = |part: &str| is_abbreviation(at, part);
    let letters = |part: &str| part.to_uppercase().chars().collect::<Vec<_>>();
    written.len() == meant.len()
        && is_known(other)
        && !is_known(one)
        && slips(&letters(one), &letters(other)) == 1
}

fn is_same(one: &str, other: &str) -> bool {
    one.to_uppercase() == other.to_uppercase()
}

/// Whether every part of a number's symbol is a known abbreviation, so that it is no slip.
pub(super) fn is_of_known_parts(number: &DocumentNumber) -> bool {
    number.symbol().split(['-', '/']).enumerate().all(|(at, part)| is_abbreviation(at, part))
}

/// Whether a part of a symbol, counted from the first, is known.
fn is_abbreviation(at: usize, part: &str) -> bool {
    is_office(part) || (at == 0 && kind_name(part).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(written: &str, meant: &str, expected: bool) {
        assert_eq!(is_slip(written, meant), expected, "{written} for {meant}");
    }

    #[test]
    fn a_letter_too_many_too_few_or_wrong_in_an_unknown_part_is_a_slip() {
        check("KH-UBNĐ", "KH-UBND", true);
        check("KH-UBN", "KH-UBND", true);
        check("KH-UBDN", "KH-UBND", true);
        check("QG-TTg", "QĐ-TTg", true);
        check("UBMD-CA", "UBND-CA", true);
    }

    #[test]
    fn abbreviations_that_there_are_are_no_slips_of_others() {
        check("CĐ-UBND", "QĐ-UBND", false);
        check("QĐ-BTC", "QĐ-BCT", false);
        check("KH-UBND", "KH-UBNĐ", false);
        check("KH-PGDX", "KH-PGD", false);
        check("KH-UBND", "KH-UBND", false);
        check("KH-TTYT", "KH-UBND", false);
        check("NQ/TW", "NQ/TU", false);
    }
}
