//! Where an abbreviation of a glossary stands in a text.
//!
//! Knows no abbreviation itself: what `BTV` means is for each site to say. Links and code are the caller's to
//! leave out.

use std::cell::OnceCell;
use std::ops::Range;

use super::document_number::document_numbers_in;

/// Finds an abbreviation as a whole word, in exactly these capitals; the ranges are bytes, in order.
///
/// See [`Standing`] for what is a word of its own.
pub fn occurrences(text: &str, abbreviation: &str) -> Vec<Range<usize>> {
    if abbreviation.is_empty() {
        return Vec::new();
    }
    let standing = Standing::in_text(text);
    let matches = text.match_indices(abbreviation).map(|(start, matched)| start..start + matched.len());
    matches.filter(|bytes| standing.is_alone(bytes)).collect()
}

/// What stands in a text as a word of its own: not inside a document's number (the `KH` of `61/KH-UBND`) and not in a
/// compound (the `KT` of `KT-XH`), where abbreviations stand for something else.
pub struct Standing<'t> {
    text: &'t str,
    /// Where the numbers of documents are; looked for when they are first asked for.
    numbers: OnceCell<Vec<Range<usize>>>,
}

impl<'t> Standing<'t> {
    /// Of this text.
    pub fn in_text(text: &'t str) -> Self {
        Self { text, numbers: OnceCell::new() }
    }

    /// Whether these bytes stand alone.
    pub fn is_alone(&self, bytes: &Range<usize>) -> bool {
        stands_alone(&self.text[..bytes.start], &self.text[bytes.end..]) && !self.is_in_number(bytes)
    }

    fn is_in_number(&self, bytes: &Range<usize>) -> bool {
        let numbers = self
            .numbers
            .get_or_init(|| document_numbers_in(self.text).into_iter().map(|(number, _)| number).collect());
        let at = numbers.partition_point(|number| number.end <= bytes.start);
        numbers.get(at).is_some_and(|number| number.start < bytes.end)
    }
}

fn stands_alone(before: &str, after: &str) -> bool {
    !goes_on(&mut before.chars().rev()) && !goes_on(&mut after.chars())
}

/// Whether a word goes on at once, or behind a hyphen.
fn goes_on(away: &mut dyn Iterator<Item = char>) -> bool {
    match away.next() {
        Some('-' | '‑') => away.next().is_some_and(char::is_alphanumeric),
        // A mark left over from decomposed text belongs to the letter before it.
        Some(next) => next.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&next),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, abbreviation: &str, expected: &[usize]) {
        let found: Vec<_> = occurrences(text, abbreviation).into_iter().map(|bytes| bytes.start).collect();
        assert_eq!(found, expected, "{abbreviation} in {text}");
    }

    #[test]
    fn whole_words_are_found() {
        check("UBND xã, UBND huyện (UBND)", "UBND", &[0, 10, 24]);
        check("thẻ CCCD.", "CCCD", &[6]);
        check("CMND/CCCD", "CCCD", &[5]);
        check("phát triển KT-XH", "KT-XH", &[14]);
        check("dùng VNeID-", "VNeID", &[6]);
    }

    #[test]
    fn parts_of_words_and_other_capitals_are_not() {
        check("UBNDTTg ubnd Ubnd", "UBND", &[]);
        check("phát triển KT-XH", "KT", &[]);
        check("phát triển KT-XH", "XH", &[]);
        check("TTĐ", "TT", &[]);
        check("", "UBND", &[]);
        check("UBND", "", &[]);
    }

    #[test]
    fn numbers_of_documents_are_left_alone() {
        check("Kế hoạch 61/KH-UBND của UBND", "UBND", &[30]);
        check("Kế hoạch 61/KH-UBND", "KH", &[]);
        check("Nghị quyết 57-NQ/TW", "TW", &[]);
    }

    proptest! {
        #[test]
        fn ranges_hold_the_abbreviation(text in "(UBND|TW|[ /.,-]|6|\\PC){0,16}", abbreviation in "(UBND|TW|Đ|\\PC{0,2})") {
            for bytes in occurrences(&text, &abbreviation) {
                prop_assert_eq!(&text[bytes], abbreviation.as_str());
            }
        }
    }
}
