//! Letters of other alphabets that look like Latin ones, and signs that nobody sees, inside words.
//!
//! Looks at words alone; what it finds is a question, since a word may be meant so.

use std::collections::BTreeSet;
use std::ops::{Range, RangeInclusive};

use super::normalise;
use super::pair::pairs;

/// What looks like what: Cyrillic and Greek letters, and the Latin ones that they are read as.
const PAIRS: [(&str, &str); 2] = [
    ("аеорсухіјѕһԁԛԝкАВЕКМНОРСТУХІЈЅ", "aeopcyxijshdqwkABEKMHOPCTYXIJS"),
    ("οανιρυκΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "oavipukABEZHIKMNOPTYX"),
];

/// Where all of those stand.
const GREEK_AND_CYRILLIC: RangeInclusive<char> = '\u{370}'..='\u{52F}';

/// A word that reads as another than it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookAlike {
    /// Where it stands: bytes of the text.
    pub word: Range<usize>,
    /// The same to the eye, in Latin letters, without what can't be seen.
    pub seen: String,
    /// The letters and signs that are not what they look like, each once.
    pub signs: BTreeSet<char>,
}

/// The words of a text that mix Latin letters with letters of another alphabet that look like them, that hold
/// nothing else than such letters, or that hide a sign without width between their letters.
///
/// A Greek letter that looks like no Latin one is a unit or a name: `μg`, `kΩ`.
pub fn look_alikes(text: &str) -> Vec<LookAlike> {
    // What Greek and Cyrillic letters begin with, and signs without width, dashes and quotation marks among them.
    let may_be_false = |first: u8, byte: u8| {
        let sign = (first == 0xE2) & ((byte == 0x80) | (byte == 0x81)) | (first == 0xEF) & (byte == 0xBB);
        (byte >= 0xCD) & (byte <= 0xD4) | sign
    };
    let mut places = pairs(text.as_bytes(), may_be_false);
    if !places.any(|at| text[text.floor_char_boundary(at)..].starts_with(is_false)) {
        return Vec::new();
    }
    let (mut found, mut start) = (Vec::new(), 0);
    for part in text.split_inclusive(|letter: char| !is_of_word(letter)) {
        let word = part.trim_end_matches(|letter: char| !is_of_word(letter));
        if is_deceptive(word) {
            let signs = word.chars().filter(|letter| is_false(*letter)).collect();
            found.push(LookAlike { word: start..start + word.len(), seen: seen(word), signs });
        }
        start += part.len();
    }
    found
}

fn is_of_word(letter: char) -> bool {
    letter.is_alphabetic() || is_mark(letter) || is_hidden(letter)
}

fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36F}')
}

/// Signs without width: spaces, joiners.
fn is_hidden(letter: char) -> bool {
    matches!(letter, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

fn is_vietnamese(letter: char) -> bool {
    matches!(letter, '\u{1E00}'..='\u{1EFF}')
}

fn is_latin(letter: char) -> bool {
    letter.is_alphabetic() && (letter < '\u{250}' || is_vietnamese(letter))
}

fn is_false(letter: char) -> bool {
    is_hidden(letter) || latin_for(letter).is_some()
}

fn latin_for(letter: char) -> Option<char> {
    if !GREEK_AND_CYRILLIC.contains(&letter) {
        return None;
    }
    PAIRS.iter().find_map(|(others, latin)| {
        let at = others.chars().position(|other| other == letter)?;
        latin.chars().nth(at)
    })
}

fn is_deceptive(word: &str) -> bool {
    let letters = || word.chars().filter(|letter| letter.is_alphabetic());
    let has_latin = letters().any(is_latin);
    let inside = word.trim_matches(is_hidden);
    let all_alike = letters().count() > 1 && letters().all(|letter| latin_for(letter).is_some());
    all_alike
        || (has_latin && (letters().any(|letter| latin_for(letter).is_some()) || inside.contains(is_hidden)))
}

fn seen(word: &str) -> String {
    let seen: String = word
        .chars()
        .filter(|letter| !is_hidden(*letter))
        .map(|letter| latin_for(letter).unwrap_or(letter))
        .collect();
    normalise(&seen).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let found = look_alikes(text);
        let found: Vec<_> = found.iter().map(|one| (&text[one.word.clone()], one.seen.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn words_that_read_as_others_are_found() {
        check("xã Xá Nhè", &[]);
        check("xã Хá Nhè", &[("Хá", "Xá")]);
        check("Hо\u{300}a Bình", &[("Hо\u{300}a", "Hòa")]);
        check("Lam\u{200B}Sơn, Lam Sơn\u{200B}", &[("Lam\u{200B}Sơn", "LamSơn")]);
        check("СОТ và Ο", &[("СОТ", "COT")]);
    }

    #[test]
    fn what_is_meant_so_is_left_alone() {
        check("Москва, Ελλάδα, 5 μg, 3 kΩ, γ-GT, 日本, 👩🏽\u{200D}🌾", &[]);
    }

    #[test]
    fn every_letter_has_its_double() {
        for (others, latin) in PAIRS {
            assert_eq!(others.chars().count(), latin.chars().count());
            assert!(others.chars().all(|letter| GREEK_AND_CYRILLIC.contains(&letter)));
        }
    }
}
