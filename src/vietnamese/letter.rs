//! What a character is, without a search: the letters that Vietnamese texts are made of come from a table.
//!
//! No opinion of its own: every answer is that of the standard library or of the Unicode library, which hold all
//! scripts of the world and look each character up. Texts ask for each of their letters, many times.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use super::fold::{Tone, composed, parts_of, tone_of_mark};

/// Latin letters below the combining marks, é and ơ among them.
const LATIN: RangeInclusive<char> = '\0'..='\u{24f}';
/// Latin Extended Additional: what Vietnamese has beyond those, ế and ợ.
const ADDITIONAL: RangeInclusive<char> = '\u{1e00}'..='\u{1eff}';

/// As [`char::is_alphabetic`].
#[inline]
pub fn is_alphabetic(character: char) -> bool {
    match character {
        '\0'..='\u{7f}' => character.is_ascii_alphabetic(),
        '\u{c0}'..='\u{24f}' => !matches!(character, '×' | '÷'),
        '\u{1e00}'..='\u{1eff}' => true,
        // Dashes, quotation marks, the ellipsis.
        '\u{2000}'..='\u{206f}' => false,
        _ => character.is_alphabetic(),
    }
}

/// As [`char::is_alphanumeric`].
#[inline]
pub fn is_alphanumeric(character: char) -> bool {
    match character {
        '\0'..='\u{7f}' => character.is_ascii_alphanumeric(),
        '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{2000}'..='\u{206f}' => is_alphabetic(character),
        _ => character.is_alphanumeric(),
    }
}

/// As [`char::is_uppercase`].
#[inline]
pub fn is_capital(character: char) -> bool {
    match character {
        '\0'..='\u{7f}' => character.is_ascii_uppercase(),
        'ß'..='ÿ' | 'ă' | 'đ' | 'ĩ' | 'ũ' | 'ơ' | 'ư' => false,
        '\u{1ea0}'..='\u{1eff}' => (character as u32).is_multiple_of(2),
        _ => character.is_uppercase(),
    }
}

/// As [`char::is_lowercase`].
#[inline]
pub fn is_small(character: char) -> bool {
    match character {
        '\0'..='\u{7f}' => character.is_ascii_lowercase(),
        'ß'..='ÿ' => character != '÷',
        'ă' | 'đ' | 'ĩ' | 'ũ' | 'ơ' | 'ư' => true,
        '\u{1ea0}'..='\u{1eff}' => !(character as u32).is_multiple_of(2),
        _ => character.is_lowercase(),
    }
}

/// The first letter of what [`char::to_lowercase`] gives; nearly always the only one.
#[inline]
pub fn small(character: char) -> char {
    match character {
        '\0'..='\u{7f}' => character.to_ascii_lowercase(),
        // The small letter stands behind the capital.
        'Ă' | 'Đ' | 'Ĩ' | 'Ũ' | 'Ơ' | '\u{1ea0}'..='\u{1eff}' => next_if_even(character),
        'ß'..='ÿ' | 'ă' | 'đ' | 'ĩ' | 'ũ' | 'ơ' | 'ư' => character,
        'Ư' => 'ư',
        _ => character.to_lowercase().next().unwrap_or(character),
    }
}

/// Whether two characters are the same letter in any case.
#[inline]
pub fn is_same(one: char, other: char) -> bool {
    // Two small letters are made of one capital alone, which is no other's.
    one == other || small(one) == small(other) && one != 'İ' && other != 'İ'
}

/// Whether a word, in any case, is one in small letters.
pub fn is_same_word(word: &str, small_letters: &str) -> bool {
    let mut rest = small_letters.chars();
    word.chars().all(|letter| rest.next().is_some_and(|wanted| is_same(letter, wanted)))
        && rest.next().is_none()
}

/// Adds what [`char::to_lowercase`] gives.
pub(super) fn push_small(text: &mut String, character: char) {
    match character {
        // The one character whose small letter is two.
        'İ' => text.extend(character.to_lowercase()),
        _ => text.push(small(character)),
    }
}

/// Whether a character is neither changed by NFC nor changes what stands before it; `false` where that takes a
/// longer look.
pub(super) fn is_composed(character: char) -> bool {
    matches!(character, '\0'..='\u{2ff}' | '\u{1e00}'..='\u{1eff}' | '\u{2010}'..='\u{2027}')
}

/// A letter taken apart.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parts {
    parts: [char; 3],
    count: usize,
    /// Without its tone; `None` where Unicode has no such letter in one piece.
    pub(super) toneless: Option<char>,
    /// What tone it bears.
    pub(super) tone: Option<Tone>,
}

impl Parts {
    /// The character in NFD: its letter, then its marks.
    pub(super) fn as_slice(&self) -> &[char] {
        &self.parts[..self.count]
    }

    fn of(character: char) -> Self {
        let mut parts = ['\0'; 3];
        let mut count = 0;
        for (place, part) in parts.iter_mut().zip(parts_of(character)) {
            *place = part;
            count += 1;
        }
        let tone = parts[..count].iter().rev().find_map(|part| tone_of_mark(*part));
        let rest = parts[..count].iter().filter(|part| tone_of_mark(**part).is_none());
        let mut toneless = composed(rest.copied());
        let toneless = toneless.next().filter(|_| toneless.next().is_none());
        Self { parts, count, toneless, tone }
    }
}

/// Takes a Latin letter apart; `None` for any other character.
pub(super) fn parts(character: char) -> Option<&'static Parts> {
    static TABLE: LazyLock<Vec<Parts>> = LazyLock::new(|| LATIN.chain(ADDITIONAL).map(Parts::of).collect());
    let code = character as usize;
    let at = match character {
        '\0'..='\u{24f}' => code,
        '\u{1e00}'..='\u{1eff}' => code - 0x1e00 + 0x250,
        _ => return None,
    };
    TABLE.get(at)
}

fn next_if_even(capital: char) -> char {
    char::from_u32(capital as u32 | 1).unwrap_or(capital)
}

#[cfg(test)]
mod tests {
    use super::super::fold::normalise;
    use super::*;

    fn all() -> impl Iterator<Item = char> {
        '\0'..=char::MAX
    }

    #[test]
    fn every_character_is_what_the_standard_library_says() {
        for character in all() {
            assert_eq!(is_alphabetic(character), character.is_alphabetic(), "{character:?}");
            assert_eq!(is_alphanumeric(character), character.is_alphanumeric(), "{character:?}");
            assert_eq!(is_capital(character), character.is_uppercase(), "{character:?}");
            assert_eq!(is_small(character), character.is_lowercase(), "{character:?}");
            assert_eq!(Some(small(character)), character.to_lowercase().next(), "{character:?}");
            let mut lower = String::new();
            push_small(&mut lower, character);
            assert!(lower.chars().eq(character.to_lowercase()), "{character:?}");
            for other in ['i', 'I', 'İ', 'k', 'đ', 'ơ', 'Ắ', 'ß', small(character)] {
                let same = character == other || character.to_lowercase().eq(other.to_lowercase());
                assert_eq!(is_same(character, other), same, "{character:?} {other:?}");
            }
        }
    }

    #[test]
    fn composed_characters_stay_as_they_are_behind_any_other() {
        for character in all().filter(|character| is_composed(*character)) {
            for before in ["", "e", "ê", "e\u{302}"] {
                let text = format!("{before}{character}");
                assert_eq!(normalise(&text), normalise(before).into_owned() + &character.to_string());
            }
        }
    }

    #[test]
    fn every_letter_of_the_table_has_all_its_parts() {
        let in_table = all().filter_map(|character| Some((character, parts(character)?)));
        let mut count = 0;
        for (character, found) in in_table {
            count += 1;
            assert!(found.as_slice().iter().copied().eq(parts_of(character)), "{character:?}");
            assert!(found.as_slice()[1..].iter().all(|mark| ('\u{300}'..='\u{36f}').contains(mark)));
        }
        assert_eq!(count, 0x250 + 0x100);
    }
}
