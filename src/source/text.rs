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

/// Decodes a file: byte-order mark dropped, line ends `\n`, Unicode NFC, no characters that no page may hold.
///
/// Never fails: what is no UTF-8 becomes U+FFFD and is reported beside the text.
pub fn decode(bytes: &[u8]) -> (String, Option<EncodingFault>) {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return (String::new(), Some(EncodingFault::Utf16));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => (tidy(text), None),
        Err(error) => {
            let (good, _) = bytes.split_at(error.valid_up_to());
            let at = tidy(&String::from_utf8_lossy(good)).len();
            (tidy(&String::from_utf8_lossy(bytes)), Some(EncodingFault::NotUtf8 { at }))
        }
    }
}

fn tidy(text: &str) -> String {
    let text =
        if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() };
    let text =
        if text.contains(is_unfit) { text.replace(VERTICAL_TAB, " ").replace(is_unfit, "") } else { text };
    normalise(&text).into_owned()
}

/// What Word writes for a line end within a paragraph.
const VERTICAL_TAB: char = '\u{b}';

/// Control characters and noncharacters, which HTML and XML forbid, and the signs that turn the direction of
/// text, which make a line read other than it is (CVE-2021-42574) and which no left-to-right text needs.
fn is_unfit(c: char) -> bool {
    let control = c.is_control() && !matches!(c, '\n' | '\t');
    let noncharacter = matches!(c, '\u{fdd0}'..='\u{fdef}') || (c as u32 & 0xfffe) == 0xfffe;
    let turning = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}');
    control || noncharacter || turning
}

#[cfg(test)]
mod tests {
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
    fn characters_that_no_page_may_hold_are_dropped() {
        check("a\u{0}b\u{b}c\u{7}d\u{202e}e\u{fffe}f\u{85}g".as_bytes(), "ab cdefg", None);
    }

    #[test]
    fn what_is_no_utf8_is_pointed_at() {
        check(b"a: b\xE9c", "a: b\u{FFFD}c", Some(EncodingFault::NotUtf8 { at: 4 }));
        check(b"\xFF\xFEa\0", "", Some(EncodingFault::Utf16));
    }
}
