//! Alphabetical order: đ after d, ă and â after a, tones ngang, huyền, hỏi, ngã, sắc, nặng.
//!
//! The order of CLDR `vi`, made here because the order of code points puts `Đ` behind `Y` and the root
//! collation puts `ă` with `a`. One difference: a syllable's tone counts as a whole, wherever its mark
//! stands, so `Hoà` and `Hòa` stay together. Does not sort and holds no list: it makes keys to sort by.

use std::cmp::Ordering;
use std::sync::LazyLock;

use super::fold::{Tone, decomposed, normalise, plain, tone_of_mark};
use super::letter::{is_alphabetic, is_alphanumeric, small};
use super::scan::strip_words;

/// The letters in their order; f, j, w and z stand at their Latin places.
const ALPHABET: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

/// The heads of an A–Z index, in order; `#` is for names that begin with no Vietnamese letter.
pub const INDEX_HEADS: [&str; 30] = [
    "A", "Ă", "Â", "B", "C", "D", "Đ", "E", "Ê", "G", "H", "I", "K", "L", "M", "N", "O", "Ô", "Ơ", "P", "Q",
    "R", "S", "T", "U", "Ư", "V", "X", "Y", "#",
];

/// Kinds of administrative units, as they stand before a name; longer ones first.
const TYPE_WORDS: [&str; 9] =
    ["thành phố", "thị trấn", "thị xã", "đặc khu", "phường", "huyện", "quận", "tỉnh", "xã"];

/// What two texts are put in order by; made by [`collation_key`].
///
/// Letters decide over the whole text first, then tones, then case (lower first), then the spelling itself,
/// so that only equal texts (after NFC) have equal keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CollationKey {
    /// Weights of the characters, in a code where no weight begins another, so that bytes compare as weights.
    letters: Vec<u8>,
    /// For each run of letters the digits of its marks, then 0.
    tones: Vec<u8>,
    /// 1 for each capital, 0 for every other letter.
    cases: Vec<u8>,
    text: String,
}

impl Ord for CollationKey {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.letters.cmp(&other.letters))
            .then_with(|| self.tones.cmp(&other.tones))
            .then_with(|| self.cases.cmp(&other.cases))
            .then_with(|| self.text.cmp(&other.text))
    }
}

impl PartialOrd for CollationKey {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Makes the key of a name or title.
///
/// Spaces come before signs, signs before digits, digits before letters, other scripts last; a run of digits
/// counts by its value, so that `Phường 2` stands before `Phường 10`.
pub fn collation_key(text: &str) -> CollationKey {
    let mut key = CollationKey {
        letters: Vec::with_capacity(2 * text.len()),
        tones: Vec::new(),
        cases: Vec::new(),
        text: normalise(text).into_owned(),
    };
    let mut in_word = false;
    let plain = plain(&key.text);
    let mut characters = decomposed(&plain).into_iter().peekable();
    let mut marks = Vec::new();
    while let Some(character) = characters.next() {
        marks.clear();
        while let Some(mark) = characters.next_if(|next| is_mark(*next)) {
            marks.push(mark);
        }
        if is_alphabetic(character) {
            in_word = true;
            push_letter(&mut key, character, &marks);
            continue;
        }
        if in_word {
            key.tones.push(Tone::Ngang as u8);
            in_word = false;
        }
        if character.is_ascii_digit() {
            let mut digits = vec![character];
            while let Some(digit) = characters.next_if(char::is_ascii_digit) {
                digits.push(digit);
            }
            push_number(&mut key.letters, &digits);
        } else {
            push_sign(&mut key.letters, character);
        }
    }
    if in_word {
        key.tones.push(Tone::Ngang as u8);
    }
    key
}

/// The head of an A–Z index under which a name stands, one of [`INDEX_HEADS`].
///
/// Goes by the first letter or digit, without its tone: `Ở` stands under `Ơ`, `Ý Yên` under `Y`. Digits, and
/// letters that no Vietnamese word begins with, stand under `#`.
pub fn index_head(text: &str) -> String {
    let plain = plain(text);
    let mut characters = decomposed(&plain).into_iter().skip_while(|character| !is_alphanumeric(*character));
    let Some(first) = characters.next().map(small) else {
        return "#".to_owned();
    };
    let shape = characters.take_while(|next| is_mark(*next)).find_map(|mark| shaped(first, mark));
    let head: String = shape.unwrap_or(first).to_uppercase().collect();
    if INDEX_HEADS.contains(&head.as_str()) { head } else { "#".to_owned() }
}

/// A locality's name without the word that says what kind of unit it is: `Xá Nhè` for `xã Xá Nhè`.
///
/// The word is known in any case; the text must be in NFC. A name that is nothing but the word is left whole.
pub fn without_type_word(name: &str) -> &str {
    let name = name.trim();
    let first = name.chars().next().map(small);
    let mut words = TYPE_WORDS.iter().filter(|word| word.chars().next() == first);
    let stripped = words.find_map(|word| strip_words(name, word)).map(str::trim_start);
    stripped.filter(|rest| rest.starts_with(is_alphanumeric)).unwrap_or(name)
}

/// First bytes of the weights; their order is the order of the classes.
mod class {
    pub(super) const SPACE: u8 = 1;
    pub(super) const SIGN: u8 = 2;
    pub(super) const NUMBER: u8 = 3;
    /// The letters take this and the next 32.
    pub(super) const LETTER: u8 = 4;
    pub(super) const FOREIGN: u8 = 255;
}

/// Written among the tones for a mark that is no Vietnamese tone.
const OTHER_MARK: u8 = Tone::Nang as u8 + 1;

fn push_letter(key: &mut CollationKey, letter: char, marks: &[char]) {
    key.cases.push(u8::from(letter.is_uppercase()));
    let lower = small(letter);
    let shape = marks.iter().find_map(|mark| shaped(lower, *mark).map(|shaped| (shaped, *mark)));
    for mark in marks.iter().filter(|mark| shape.is_none_or(|(_, used)| used != **mark)) {
        key.tones.push(tone_of_mark(*mark).map_or(OTHER_MARK, |tone| tone as u8));
    }
    let letter = shape.map_or(lower, |(shaped, _)| shaped);
    match weight(letter) {
        Some(weight) => key.letters.push(weight),
        None => push_character(&mut key.letters, class::FOREIGN, letter),
    }
}

/// The weight of a letter of the [`ALPHABET`].
fn weight(letter: char) -> Option<u8> {
    /// By code point; 0 for what is none of its letters, the last of which is ư.
    static WEIGHTS: LazyLock<[u8; 'ư' as usize + 1]> = LazyLock::new(|| {
        let mut weights = [0; _];
        for (letter, weight) in ALPHABET.chars().zip(class::LETTER..) {
            weights[letter as usize] = weight;
        }
        weights
    });
    WEIGHTS.get(letter as usize).copied().filter(|weight| *weight != 0)
}

/// The letter that a vowel is with one of the marks that make letters: a with a breve is ă.
fn shaped(vowel: char, mark: char) -> Option<char> {
    match (vowel, mark) {
        ('a', '\u{306}') => Some('ă'),
        ('a', '\u{302}') => Some('â'),
        ('e', '\u{302}') => Some('ê'),
        ('o', '\u{302}') => Some('ô'),
        ('o', '\u{31b}') => Some('ơ'),
        ('u', '\u{31b}') => Some('ư'),
        _ => None,
    }
}

fn push_number(weights: &mut Vec<u8>, digits: &[char]) {
    let value: Vec<u8> = digits.iter().skip_while(|digit| **digit == '0').map(|digit| *digit as u8).collect();
    weights.push(class::NUMBER);
    // More digits, larger number: the length first makes bytes compare as values.
    weights.extend_from_slice(&(value.len() as u64).to_be_bytes());
    weights.extend_from_slice(&value);
}

fn push_sign(weights: &mut Vec<u8>, sign: char) {
    if sign == ' ' {
        weights.push(class::SPACE);
    } else {
        push_character(weights, if sign.is_numeric() { class::FOREIGN } else { class::SIGN }, sign);
    }
}

fn push_character(weights: &mut Vec<u8>, class: u8, character: char) {
    weights.push(class);
    weights.extend_from_slice(&u32::from(character).to_be_bytes());
}

fn is_mark(character: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&character)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Each text must stand before the next.
    #[track_caller]
    fn check_order(ordered: &[&str]) {
        for pair in ordered.windows(2) {
            assert!(collation_key(pair[0]) < collation_key(pair[1]), "{} before {}", pair[0], pair[1]);
        }
    }

    #[track_caller]
    fn check_head(name: &str, expected: &str) {
        assert_eq!(index_head(name), expected);
    }

    #[track_caller]
    fn check_without(name: &str, expected: &str) {
        assert_eq!(without_type_word(name), expected);
    }

    #[test]
    fn letters_stand_in_vietnamese_order() {
        let letters: Vec<String> = ALPHABET.chars().map(String::from).collect();
        check_order(&letters.iter().map(String::as_str).collect::<Vec<_>>());
        check_order(&["An Cư", "Ân Thi", "Ba Vì", "Cửa Lò", "Dĩ An", "Đà Nẵng", "Ea H'Leo", "Gia Lai"]);
        check_order(&["da", "dz", "đa"]);
        check_order(&["Tuy", "Tư", "Văn"]);
    }

    #[test]
    fn tones_stand_in_dictionary_order_after_letters() {
        check_order(&["ma", "mà", "mả", "mã", "má", "mạ", "mai"]);
        check_order(&["Ma", "Mà"]);
        check_order(&["an", "ăn", "ân", "ấn", "ậnh"]);
        // Letters of the whole text come before any tone.
        check_order(&["bà a", "ba b"]);
        check_order(&["Tân Thành", "Tân Thạnh", "Tấn Thành"]);
    }

    #[test]
    fn both_places_of_a_tone_stay_together() {
        check_order(&["Hoà An", "Hòa An", "Hoá An", "Hóa An", "Hoà Bình", "Hòa Bình"]);
        check_order(&["Thuỷ", "Thúy"]);
        check_order(&["Thủy", "Thuý"]);
    }

    #[test]
    fn lower_case_comes_first_and_last_of_all() {
        check_order(&["ha nam", "Ha nam", "Ha Nam", "hà nam"]);
    }

    #[test]
    fn numbers_go_by_value_and_before_letters() {
        check_order(&["Phường 2", "Phường 10", "Phường 100", "Phường A"]);
        check_order(&["Phường 02", "Phường 2", "Phường 03"]);
        check_order(&["9", "10", "a"]);
        check_order(&["a b", "a-b", "a1", "ab"]);
    }

    #[test]
    fn decomposed_text_has_the_same_key() {
        assert_eq!(collation_key("Chiêm Hóa"), collation_key("Chie\u{302}m Ho\u{301}a"));
    }

    #[test]
    fn heads_go_by_letter_not_by_tone() {
        check_head("Ở", "Ơ");
        check_head("Ý Yên", "Y");
        check_head("Ea H'Leo", "E");
        check_head("đặc khu", "Đ");
        check_head("Ấp", "Â");
        check_head("Ư", "Ư");
        check_head("Über", "U");
        check_head("“Xá Nhè”", "X");
        check_head("A\u{306}\u{301}c", "Ă");
        for other in ["12", "Zalo", "", "…", "Øre", "日"] {
            check_head(other, "#");
        }
    }

    #[test]
    fn heads_are_in_their_own_order() {
        check_order(&INDEX_HEADS[..29]);
    }

    #[test]
    fn type_words_are_taken_off_names() {
        check_without("xã Xá Nhè", "Xá Nhè");
        check_without("Thị xã Cửa Lò", "Cửa Lò");
        check_without("THÀNH PHỐ VINH", "VINH");
        check_without("thành\u{a0}phố  Huế", "Huế");
        check_without("Đặc khu Côn Đảo", "Côn Đảo");
        check_without("Phường 2", "2");
        check_without("Thị trấn Tủa Chùa", "Tủa Chùa");
        check_without("Việt Nam", "Việt Nam");
        check_without("Xá Nhè", "Xá Nhè");
        check_without("xã", "xã");
        check_without("Xãm", "Xãm");
    }

    proptest! {
        #[test]
        fn order_is_total(one in "\\PC{0,12}", two in "\\PC{0,12}", three in "\\PC{0,12}") {
            let (a, b, c) = (collation_key(&one), collation_key(&two), collation_key(&three));
            prop_assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
            prop_assert_eq!(a == b, normalise(&one) == normalise(&two));
            if a <= b && b <= c {
                prop_assert!(a <= c);
            }
        }

        #[test]
        fn every_head_is_known(text in any::<String>()) {
            prop_assert!(INDEX_HEADS.contains(&index_head(&text).as_str()));
        }

        #[test]
        fn a_name_keeps_its_end(text in any::<String>()) {
            prop_assert!(text.trim().ends_with(without_type_word(&text)));
        }
    }
}
