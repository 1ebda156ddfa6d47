//! Where a text quotes: what stands between quotation marks is somebody else's words.
//!
//! Double marks only: “…”, „…”, «…» and straight ones; a single mark is as often an apostrophe (`H'Leo`).

use std::ops::Range;

use super::pair::pairs;

/// The ranges between quotation marks, marks included, in order.
///
/// A mark that is never closed quotes up to the end: whoever forgot the other one meant some of it, and nobody
/// can tell how much. Marks inside other marks belong to the outer ones.
pub fn quotations_in(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, &[char])> = None;
    let may_be_marks = pairs(text.as_bytes(), |_, byte| may_begin_mark(byte));
    for (at, mark) in may_be_marks.filter_map(|at| Some((at, text[at..].chars().next()?))) {
        match open {
            Some((start, closing)) if closing.contains(&mark) => {
                found.push(start..at + mark.len_utf8());
                open = None;
            }
            Some(_) => {}
            None => open = closing_marks(mark).map(|closing| (at, closing)),
        }
    }
    found.extend(open.map(|(start, _)| start..text.len()));
    found
}

/// Whether a byte of a text stands between quotation marks.
pub fn is_quoted(text: &str, at: usize) -> bool {
    quotations_in(text).iter().any(|quotation| quotation.contains(&at))
}

/// Whether a mark of any kind may begin with a byte: hardly anything else does.
fn may_begin_mark(byte: u8) -> bool {
    (byte == b'"') | (byte == 0xC2) | (byte == 0xE2)
}

/// What ends a quotation that a mark begins; `None` where it begins none.
fn closing_marks(mark: char) -> Option<&'static [char]> {
    match mark {
        '"' => Some(&['"']),
        '“' => Some(&['”', '"']),
        '„' => Some(&['”', '“']),
        '«' => Some(&['»']),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = quotations_in(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn marks_of_every_kind_quote() {
        check(
            "đợt “90 ngày đêm” và \"cao điểm\" và «Tuả Chùa».",
            &["“90 ngày đêm”", "\"cao điểm\"", "«Tuả Chùa»"],
        );
        check("„một” hai", &["„một”"]);
        check("huyện Ea H'Leo và 'nháy đơn'", &[]);
        check("", &[]);
    }

    #[test]
    fn inner_marks_belong_to_the_outer_quotation() {
        check("ông nói: “xã «Xá Nhè» ở đây” rồi đi", &["“xã «Xá Nhè» ở đây”"]);
    }

    #[test]
    fn a_quotation_without_an_end_goes_to_the_end() {
        check("ông nói: “xã Xá Nhè", &["“xã Xá Nhè"]);
        check("đóng mà không mở” xã", &[]);
    }

    #[test]
    fn every_mark_begins_with_a_byte_that_is_looked_at() {
        let pairs = ('\0'..=char::MAX).filter_map(|mark| Some((mark, closing_marks(mark)?)));
        for mark in pairs.flat_map(|(mark, closing)| closing.iter().copied().chain([mark])) {
            assert!(may_begin_mark(mark.to_string().as_bytes()[0]), "{mark}");
        }
    }

    proptest! {
        #[test]
        fn quotations_lie_in_the_text_in_order(text in "([“”«»\"'‘’]|[a-zđ]{1,3}|[ .\n]|\\PC){0,24}") {
            let mut last = 0;
            for range in quotations_in(&text) {
                prop_assert!(last <= range.start && range.start <= range.end);
                prop_assert!(text.get(range.clone()).is_some());
                last = range.end;
            }
            for (at, _) in text.char_indices() {
                let _ = is_quoted(&text, at);
            }
        }
    }
}
