//! Normal form, and the two keys under which one word is found: without its marks, and with them.
//!
//! Keys are for comparing and searching. They are never shown, and a key cannot be turned back into text.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::letter::{is_alphabetic, is_composed, parts, push_small};

/// Gives the text in NFC, the form in which everything else here expects it.
///
/// Text from file names, PDF and some editors arrives decomposed or mixed; text already in NFC is not copied.
pub fn normalise(text: &str) -> Cow<'_, str> {
    // Nearly every text is seen to be composed letter by letter; the rest takes the tables.
    let composed = text.chars().all(is_composed) || is_nfc(text);
    if composed { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

/// The key without marks: `Tủa Chùa`, `Tuả Chùa` and `TUA CHUA` all give `tua chua`.
///
/// Lower case, one space between words, typographic quotes and dashes made plain. ASCII for Vietnamese text;
/// letters of other scripts stay. Not injective: `Tân Thành` and `Tân Thạnh` meet.
pub fn fold(text: &str) -> String {
    let plain = plain_lower_case(text);
    if plain.is_ascii() {
        return plain;
    }
    fold_latin(&plain).unwrap_or_else(|| fold_any(&plain))
}

/// Letters of [`parts`] lose their marks one by one; `None` where there are others.
fn fold_latin(plain: &str) -> Option<String> {
    let mut folded = String::with_capacity(plain.len());
    for character in plain.chars() {
        folded.push(match parts(character)?.as_slice()[0] {
            'đ' => 'd',
            letter => letter,
        });
    }
    Some(folded)
}

fn fold_any(plain: &str) -> String {
    plain
        .nfd()
        .filter(|letter| !is_latin_mark(*letter))
        .map(|letter| if letter == 'đ' { 'd' } else { letter })
        .nfc()
        .collect()
}

/// The key with marks, blind to where the tone mark stands: `hoà` and `hòa` both give `hoa1`.
///
/// Each run of letters loses its tone mark and ends in the tone's digit: 0 ngang, 1 huyền, 2 hỏi, 3 ngã,
/// 4 sắc, 5 nặng. The marks of â, ă, ê, ô, ơ, ư and đ stay. A mistyped second tone replaces the first.
pub fn tone_key(text: &str) -> String {
    let plain = plain_lower_case(text);
    tone_key_latin(&plain).unwrap_or_else(|| tone_key_any(&plain))
}

/// As [`tone_key_any`], of letters of [`parts`]; `None` where there are others.
fn tone_key_latin(plain: &str) -> Option<String> {
    let mut key = String::with_capacity(plain.len() + plain.len() / 4);
    let mut tone = None;
    for character in plain.chars() {
        let parts = parts(character)?;
        if is_alphabetic(character) {
            tone = parts.tone.or(tone).or(Some(Tone::Ngang));
        } else {
            end_syllable(&mut key, tone.take());
        }
        key.push(parts.toneless?);
    }
    end_syllable(&mut key, tone);
    Some(key)
}

fn tone_key_any(plain: &str) -> String {
    let mut key = String::with_capacity(plain.len() + plain.len() / 4);
    let mut tone = None;
    for character in plain.nfd() {
        if let Some(found) = tone_of_mark(character) {
            tone = tone.map(|_| found);
        } else if character.is_alphabetic() || is_latin_mark(character) {
            tone = tone.or(Some(Tone::Ngang));
            key.push(character);
        } else {
            end_syllable(&mut key, tone.take());
            key.push(character);
        }
    }
    end_syllable(&mut key, tone);
    key.nfc().collect()
}

/// The six tones, in dictionary order; the discriminant is the digit in [`tone_key`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    Ngang,
    Huyen,
    Hoi,
    Nga,
    Sac,
    Nang,
}

/// The tone that a combining mark stands for; nothing for the marks of vowels.
pub(super) fn tone_of_mark(mark: char) -> Option<Tone> {
    match mark {
        '\u{300}' => Some(Tone::Huyen),
        '\u{309}' => Some(Tone::Hoi),
        '\u{303}' => Some(Tone::Nga),
        '\u{301}' => Some(Tone::Sac),
        '\u{323}' => Some(Tone::Nang),
        _ => None,
    }
}

/// The text with plain spaces, dashes and quotes, without invisible characters; letters as they were.
pub(super) fn plain(text: &str) -> String {
    plain_with(text, String::push)
}

fn plain_with(text: &str, push: impl Fn(&mut String, char)) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{feff}' | '\u{ad}' => {}
            '‐' | '‑' | '‒' | '–' | '—' | '−' => plain.push('-'),
            '‘' | '’' | 'ʼ' | '′' => plain.push('\''),
            '“' | '”' | '„' | '″' => plain.push('"'),
            '…' => plain.push_str("..."),
            'ð' | 'ɖ' => plain.push('đ'),
            'Ð' | 'Ɖ' => push(&mut plain, 'Đ'),
            space if space.is_whitespace() => {
                if !plain.is_empty() && !plain.ends_with(' ') {
                    plain.push(' ');
                }
            }
            other => push(&mut plain, other),
        }
    }
    if plain.ends_with(' ') {
        plain.pop();
    }
    plain
}

/// A character taken apart: its letter first, then its marks; one that has no parts is given as it is.
///
/// The marks of several characters are not brought into the order of NFD.
pub fn parts_of(character: char) -> impl Iterator<Item = char> {
    std::iter::once(character).nfd()
}

/// Decomposes a text for [`super::collate`], so that only this file knows the library.
pub(super) fn decomposed(text: &str) -> Vec<char> {
    let mut latin = Vec::with_capacity(text.len());
    for character in text.chars() {
        match parts(character) {
            Some(parts) => latin.extend_from_slice(parts.as_slice()),
            None => return text.nfd().collect(),
        }
    }
    latin
}

/// Composes characters for [`super::letter`].
pub(super) fn composed(parts: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    parts.nfc()
}

/// The text made [`plain`], in lower case.
pub(super) fn plain_lower_case(text: &str) -> String {
    // Letter by letter: the one rule that looks at neighbours, the Greek final sigma, has no place in a key.
    plain_with(text, push_small)
}

fn is_latin_mark(character: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&character)
}

fn end_syllable(key: &mut String, tone: Option<Tone>) {
    if let Some(tone) = tone {
        key.push(char::from(b'0' + tone as u8));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check_fold(written: &str, expected: &str) {
        assert_eq!(fold(written), expected);
        let decomposed: String = written.nfd().collect();
        assert_eq!(fold(&decomposed), expected, "decomposed");
    }

    #[track_caller]
    fn check_tone(written: &str, expected: &str) {
        assert_eq!(tone_key(written), expected);
        let decomposed: String = written.nfd().collect();
        assert_eq!(tone_key(&decomposed), expected, "decomposed");
    }

    #[test]
    fn tone_marks_and_vowel_marks_fold() {
        check_fold("Nghị định", "nghi dinh");
        check_fold("Đề án 06", "de an 06");
        check_fold("Tuả Chùa", "tua chua");
        check_fold("TỦA CHÙA", "tua chua");
        check_fold("TUA CHUA", "tua chua");
    }

    #[test]
    fn every_letter_of_the_table_folds() {
        for (letters, plain) in [
            ("aàảãáạăằẳẵắặâầẩẫấậ", 'a'),
            ("eèẻẽéẹêềểễếệ", 'e'),
            ("iìỉĩíị", 'i'),
            ("oòỏõóọôồổỗốộơờởỡớợ", 'o'),
            ("uùủũúụưừửữứự", 'u'),
            ("yỳỷỹýỵ", 'y'),
            ("đðɖ", 'd'),
        ] {
            for letter in letters.chars().chain(letters.to_uppercase().chars()) {
                check_fold(&letter.to_string(), &plain.to_string());
            }
        }
    }

    #[test]
    fn spaces_signs_and_invisible_characters_are_made_plain() {
        check_fold("\u{feff} 77.894\u{a0}\u{202f}thẻ \n", "77.894 the");
        check_fold("Phan Rang – Tháp Chàm", "phan rang - thap cham");
        check_fold("Ea H’Leo", "ea h'leo");
        check_fold("“v…v”", "\"v...v\"");
        check_fold("định\u{ad}danh\u{200b}", "dinhdanh");
    }

    #[test]
    fn mixed_composition_is_one_word() {
        // The vowel's mark composed, the tone apart: what some editors write.
        check_fold("Chiê\u{301}m", "chiem");
        assert_eq!(normalise("Chiê\u{301}m"), "Chiếm");
        assert_eq!(normalise("a\u{340}a\u{341}"), "àá");
        assert!(matches!(normalise("Chiếm"), Cow::Borrowed(_)));
    }

    #[test]
    fn place_of_the_tone_does_not_matter() {
        check_tone("hoà", "hoa1");
        check_tone("hòa", "hoa1");
        check_tone("thuý", "thuy4");
        check_tone("thúy", "thuy4");
        check_tone("quý", "quy4");
        check_tone("qúy", "quy4");
        check_tone("Huyện uỷ", "huyên5 uy2");
        check_tone("Huyện ủy", "huyên5 uy2");
    }

    #[test]
    fn tone_key_keeps_letters_digits_and_signs_apart() {
        check_tone("Đề án 06", "đê1 an4 06");
        check_tone("61/KH-UBND", "61/kh0-ubnd0");
        check_tone("Ea H'Leo", "ea0 h0'leo0");
        assert_ne!(tone_key("Tân Thành"), tone_key("Tân Thạnh"));
        assert_ne!(tone_key("Quý"), tone_key("Quí"));
    }

    #[track_caller]
    fn check_both_ways(text: &str) {
        let plain = plain_lower_case(text);
        let folded = fold_latin(&plain);
        assert!(folded.is_none() || folded == Some(fold_any(&plain)), "{plain:?}");
        let key = tone_key_latin(&plain);
        assert!(key.is_none() || key == Some(tone_key_any(&plain)), "{plain:?}");
        assert!(decomposed(&plain).into_iter().eq(plain.nfd()), "{plain:?}");
    }

    #[test]
    fn every_letter_has_the_same_keys_from_the_table() {
        for letter in ('\0'..='\u{3ff}').chain('\u{1e00}'..='\u{20ff}') {
            for text in [format!("{letter}"), format!("a{letter}b"), format!("ế{letter} {letter}ò5")] {
                check_both_ways(&text);
            }
        }
    }

    proptest! {
        #[test]
        fn texts_have_the_same_keys_from_the_table(text in "([a-z0-9 ]|[À-ỹ]|[Ḁ-ỿ]|[\u{300}-\u{330}]|\\PC){0,12}") {
            check_both_ways(&text);
        }

        #[test]
        fn folding_twice_changes_nothing(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn normal_form_is_the_same_word(text in any::<String>()) {
            prop_assert_eq!(fold(&normalise(&text)), fold(&text));
            prop_assert_eq!(tone_key(&normalise(&text)), tone_key(&text));
        }

        #[test]
        fn vietnamese_folds_to_ascii(text in "[a-zăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵA-ZĂÂĐÊÔƠƯẮỘ0-9 .,-]{0,40}") {
            prop_assert!(fold(&text).is_ascii());
        }

        #[test]
        fn a_tone_may_stand_on_any_vowel(
            initial in "[bcdđghklmnpqrstvx]{0,2}",
            vowels in "[aăâeêioôơuưy]{1,3}",
            mark in "[\u{300}\u{301}\u{303}\u{309}\u{323}]",
            first in 0..3usize,
            second in 0..3usize,
        ) {
            let with_mark_on = |place: usize| {
                let mut word = initial.clone();
                for (at, vowel) in vowels.chars().enumerate() {
                    word.push(vowel);
                    if at == place % vowels.chars().count() {
                        word.push_str(&mark);
                    }
                }
                word
            };
            prop_assert_eq!(tone_key(&with_mark_on(first)), tone_key(&with_mark_on(second)));
        }
    }
}
