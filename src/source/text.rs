//! Turns the bytes of a file into the one form of text that the rest of the program knows.

use std::borrow::Cow;

use crate::vietnamese::normalise;

/// What was wrong with the bytes of a text file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EncodingFault {
    /// The bytes are UTF-16, as older Windows editors write "Unicode".
    Utf16,
    /// Not UTF-8 from this offset of the decoded text on, where U+FFFD now stands.
    NotUtf8 {
        /// A byte offset into the decoded text.
        at: usize,
    },
}

/// Decodes a file: byte-order mark dropped, line ends `\n`, Unicode NFC, no control characters.
///
/// Never fails: what is no UTF-8 becomes U+FFFD and is reported beside the text.
pub fn decode(bytes: &[u8]) -> (String, Option<EncodingFault>) {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return (String::new(), Some(EncodingFault::Utf16));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match utf8(bytes) {
        Some(text) => (tidy(text), None),
        None => {
            let good = bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid());
            let at = tidy(good).len();
            (tidy(&String::from_utf8_lossy(bytes)), Some(EncodingFault::NotUtf8 { at }))
        }
    }
}

/// Bytes as they are, if they are UTF-8. Says nothing of where they are not, which is a fifth of the work.
pub(super) fn utf8(bytes: &[u8]) -> Option<&str> {
    simdutf8::basic::from_utf8(bytes).ok()
}

fn tidy(text: &str) -> String {
    if is_seen_tidy(text) {
        return text.to_owned();
    }
    let text = match text.contains('\r') {
        true => Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")),
        false => Cow::Borrowed(text),
    };
    normalise(&without_controls(&text)).into_owned()
}

/// Whether a text holds nothing but what Vietnamese is written with, composed: then it is tidy already; `false` where
/// that takes a longer look. Read to the end, since that way the processor takes many bytes at once.
fn is_seen_tidy(text: &str) -> bool {
    let bytes = text.as_bytes();
    let behind = |count: usize| bytes.get(count..).unwrap_or_default();
    let are_tidy = |from: &[u8], next: &[u8], after: &[u8]| {
        let threes = from.iter().zip(next).zip(after);
        threes.fold(true, |tidy, ((&byte, &next), &after)| tidy & is_tidy(byte, next, after))
    };
    // No character of three bytes begins in the last two.
    let last = behind(bytes.len().saturating_sub(2));
    let mut end = [b' '; 4];
    end[..last.len()].copy_from_slice(last);
    are_tidy(bytes, behind(1), behind(2)) && are_tidy(&end, &end[1..], &end[2..])
}

/// Whether a byte begins or goes on with such a character, by the two behind it. No branches: see above.
fn is_tidy(byte: u8, next: u8, after: u8) -> bool {
    let is_control = (byte < b' ') & (byte != b'\n') & (byte != b'\t') | (byte == 0x7F);
    // Not U+00A0 to U+02FF, letters in one piece.
    let is_other = (byte == 0xC2) & (next < 0xA0) | (byte >= 0xCC) & (byte != 0xE1) & (byte != 0xE2);
    // Not U+1E00 to U+1EFF, letters in one piece.
    let is_composed_later = (byte == 0xE1) & !(0xB8..=0xBB).contains(&next);
    // Not U+2010 to U+2027: dashes, quotation marks, dots.
    let is_other_sign = (byte == 0xE2) & ((next != 0x80) | !(0x90..=0xA7).contains(&after));
    !(is_control | is_other | is_composed_later | is_other_sign)
}

/// Takes out the characters that neither HTML nor XML may hold: word processors leave some behind when text is
/// pasted. Those that were line ends become spaces; line feeds and tabs stay.
pub fn without_controls(text: &str) -> Cow<'_, str> {
    if !holds_unwanted(text) {
        return Cow::Borrowed(text);
    }
    let kept = text.chars().filter_map(|c| match c {
        // Vertical tab (a soft line end in Word), form feed, and the next-line character of mainframes.
        '\u{B}' | '\u{C}' | '\u{85}' => Some(' '),
        c if is_unwanted(c) => None,
        c => Some(c),
    });
    Cow::Owned(kept.collect())
}

/// Whether a text holds an unwanted character. Few bytes can begin one, so few characters are looked at.
fn holds_unwanted(text: &str) -> bool {
    // Read to the end first, since that way the processor takes many bytes at once.
    if !text.bytes().fold(false, |found, byte| found | begins_unwanted(byte)) {
        return false;
    }
    let mut rest = text;
    while let Some(at) = rest.bytes().position(begins_unwanted) {
        let mut characters = rest[at..].chars();
        if characters.next().is_some_and(is_unwanted) {
            return true;
        }
        rest = characters.as_str();
    }
    false
}

/// Whether unwanted characters begin with a byte: control characters are ASCII or begin with C2, signs that turn
/// the direction with D8 or E2, what stands for no character with EF or lies above U+FFFF.
fn begins_unwanted(byte: u8) -> bool {
    matches!(byte, 0..=8 | 0xB..=0x1F | 0x7F | 0xC2 | 0xD8 | 0xE2 | 0xEF | 0xF0..=0xF4)
}

/// Control characters, the code points that stand for no character (Unicode 16.0, section 23.7), and the signs
/// that turn the direction of text: they make a line read other than it is (CVE-2021-42574), and no text that
/// runs from left to right needs them.
fn is_unwanted(c: char) -> bool {
    let no_character = matches!(c, '\u{FDD0}'..='\u{FDEF}') || (c as u32 & 0xFFFE) == 0xFFFE;
    let turning = matches!(
        c,
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}'
    );
    no_character || turning || is_unseen(c) || (c.is_control() && !matches!(c, '\n' | '\t'))
}

/// Letters that nobody sees and programs read: text in text (annotations), and the copy of ASCII that once tagged
/// languages. Zero-width spaces and joiners stay, for long words and emoji.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], text: &str, fault: Option<EncodingFault>) {
        assert_eq!(decode(bytes), (text.to_owned(), fault));
    }

    #[test]
    fn windows_files_read_like_any_other() {
        check("\u{FEFF}tên: Xá Nhè\r\nmã: 1\r\n".as_bytes(), "tên: Xá Nhè\nmã: 1\n", None);
    }

    #[test]
    fn decomposed_marks_become_composed() {
        check("e\u{302}\u{301}".as_bytes(), "ế", None);
    }

    #[test]
    fn what_no_page_may_hold_is_taken_out() {
        check("a\u{B}b\u{2}c\td\u{7F}\u{85}e\u{FFFE}\u{1FFFF}\u{FDD0}\n".as_bytes(), "a bc\td e\n", None);
        check("👩🏽‍🌾 a\u{200B}b\u{202E}c".as_bytes(), "👩🏽‍🌾 a\u{200B}bc", None);
        check("a\u{61C}b\u{2069}c\u{206A}d\u{E0041}e\u{FFF9}".as_bytes(), "abcde", None);
    }

    #[test]
    fn every_unwanted_character_is_seen() {
        for character in '\0'..=char::MAX {
            let held = holds_unwanted(&format!("ế{character}“"));
            assert_eq!(held, is_unwanted(character), "{character:?}");
        }
    }

    #[test]
    fn what_is_seen_to_be_tidy_stays_as_it_is() {
        let seen = |text: &str| is_seen_tidy(text);
        assert!(seen("Xã Xá Nhè: 95,8 % – “đạt”…\n\tƯỡ\u{A0}"));
        for character in '\0'..=char::MAX {
            for text in [format!("e{character}"), format!("ế{character}“")] {
                let stays = without_controls(&text) == text.as_str() && normalise(&text) == text.as_str();
                assert!(!seen(&text) || stays && character != '\r', "{character:?}");
            }
        }
    }

    #[test]
    fn what_is_no_utf8_is_pointed_at() {
        check(b"a: b\xE9c", "a: b\u{FFFD}c", Some(EncodingFault::NotUtf8 { at: 4 }));
        check(b"\xFF\xFEa\0", "", Some(EncodingFault::Utf16));
    }

    proptest! {
        #[test]
        fn any_bytes_give_text_that_is_tidy_already(
            pieces in prop::collection::vec(prop_oneof![
                any::<Vec<u8>>(),
                "(\\PC|[\u{0}-\u{1f}\u{85}\u{feff}\u{202e}\u{301}\u{323}]|e|\r\n){0,6}".prop_map(String::into_bytes),
            ], 0..6),
        ) {
            let (text, fault) = decode(&pieces.concat());
            prop_assert!(!text.contains(is_unwanted));
            // A second byte-order mark is a character of the text.
            prop_assert_eq!(decode(format!("\u{FEFF}{text}").as_bytes()), (text.clone(), None));
            if let Some(EncodingFault::NotUtf8 { at }) = fault {
                prop_assert!(text.get(at..).is_some_and(|rest| rest.starts_with(char::REPLACEMENT_CHARACTER)));
            }
        }
    }
}
