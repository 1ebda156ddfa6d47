//! Where a place of a decoded text stands in the bytes that it was decoded from.

use super::text::decode;

/// The way back from a decoded text to its bytes.
///
/// Decoding drops a byte-order mark, carriage returns and control characters and composes letters, so offsets
/// move. The bytes are cut where a sign of ASCII begins, which nothing composes with, and each part is decoded
/// by itself.
#[derive(Debug)]
pub struct Origin<'b> {
    bytes: &'b [u8],
    text: String,
    /// The offset of each part in the text and in the bytes, in order; the end of both is the last.
    parts: Vec<(usize, usize)>,
}

impl<'b> Origin<'b> {
    /// Decodes bytes and keeps the way back; `None` where they are not UTF-8, or the parts do not make the whole.
    pub fn of(bytes: &'b [u8]) -> Option<Self> {
        let (text, fault) = decode(bytes);
        if fault.is_some() {
            return None;
        }
        let raw = std::str::from_utf8(bytes).ok()?;
        let mut starts: Vec<usize> = raw.match_indices(begins_part).map(|(at, _)| at).collect();
        starts.push(bytes.len());
        let mark = if raw.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
        let mut parts = vec![(0, mark)];
        let mut rebuilt = String::with_capacity(text.len());
        let mut last = 0;
        for start in starts.into_iter().filter(|start| *start > 0) {
            // A line end of two signs is one sign of the text.
            if raw[last..start] == *"\r" && raw[start..].starts_with('\n') {
                continue;
            }
            rebuilt.push_str(&decode(&bytes[last..start]).0);
            parts.push((rebuilt.len(), start));
            last = start;
        }
        (rebuilt == text).then_some(Self { bytes, text, parts })
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The offset in the bytes of an offset in the text; `None` inside what was decoded to something else.
    pub fn byte_at(&self, offset: usize) -> Option<usize> {
        if !self.text.is_char_boundary(offset) {
            return None;
        }
        // The last part that begins there: those before it decoded to nothing.
        let at = self.parts.partition_point(|(start, _)| *start <= offset).checked_sub(1)?;
        let (text_start, byte_start) = self.parts[at];
        if text_start == offset {
            return Some(byte_start);
        }
        let (text_end, byte_end) = *self.parts.get(at + 1)?;
        let same = self.bytes.get(byte_start..byte_end) == self.text.as_bytes().get(text_start..text_end);
        same.then_some(byte_start + (offset - text_start))
    }
}

/// Control characters are dropped, so what stands around one may compose across it.
fn begins_part(next: char) -> bool {
    matches!(next, ' '..='~' | '\n' | '\r' | '\t')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(raw: &str, words: &str) {
        let origin = Origin::of(raw.as_bytes()).expect("it can be followed");
        let at = origin.text().find(words).expect("the words are there");
        let (start, end) =
            (origin.byte_at(at).expect("start"), origin.byte_at(at + words.len()).expect("end"));
        assert_eq!(decode(&raw.as_bytes()[start..end]).0, words, "{raw:?}");
    }

    #[test]
    fn places_are_followed_through_all_that_decoding_changes() {
        check("\u{feff}a\r\nb 77.894 thẻ", "77.894");
        check("a\r\n\r\n77\r\n", "77");
        check("nghi\u{300}n 90 nghi\u{300}n.", "90 nghìn");
        check("cấp\u{b}77\u{2} thẻ", "77");
        check("a\r77", "77");
        check("5 ty\u{309}", "5 tỷ");
    }

    #[test]
    fn the_middle_of_a_composed_letter_has_no_place() {
        let origin = Origin::of("ay\u{309}b".as_bytes()).expect("it can be followed");
        assert_eq!((origin.byte_at(0), origin.byte_at(2), origin.byte_at(4)), (Some(0), None, Some(4)));
        assert_eq!(origin.byte_at(5), Some(5));
        assert_eq!(origin.byte_at(6), None);
        assert!(Origin::of(b"\xff\xfea").is_none());
        assert!(Origin::of(b"a\xe9").is_none());
    }

    proptest! {
        #[test]
        fn a_place_cuts_bytes_and_text_alike(raw in "(\\PC|[a-z0-9 .,]|\r\n|\r|\n|\u{301}|\u{309}|\u{323}|\u{b}|\u{2}|\u{feff}){0,40}") {
            if let Some(origin) = Origin::of(raw.as_bytes()) {
                for offset in 0..=origin.text().len() {
                    let Some(byte) = origin.byte_at(offset) else { continue };
                    let (left, right) = raw.as_bytes().split_at(byte);
                    prop_assert_eq!(decode(left).0, origin.text()[..offset].to_owned());
                    let right = String::from_utf8(right.to_vec()).expect("cut between characters");
                    prop_assert_eq!(decode(format!("x{right}").as_bytes()).0, format!("x{}", &origin.text()[offset..]));
                }
            }
        }
    }
}
