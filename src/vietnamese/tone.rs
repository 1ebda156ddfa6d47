//! Where the tone mark stands in a syllable: the two styles that are both right, hòa and hoà.
//!
//! They differ in open syllables on oa, oe and uy alone: the old style, that of most official names, puts the
//! mark on the first vowel, the school books' on the second. A mark anywhere else it does not belong (`Tuả`)
//! is no style. Says which style a word has and makes a key that is blind to it; moves no mark in a text.

use std::ops::Range;
use std::sync::LazyLock;

use super::fold::{normalise, plain_lower_case};
use super::letter::{is_alphabetic, small};
use super::pair::Pairs;

/// A style of placing the tone mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ToneStyle {
    /// On the first vowel: hòa, khỏe, thủy.
    Old,
    /// On the second vowel: hoà, khoẻ, thuỷ (Quyết định 1989/QĐ-BGDĐT, Điều 8).
    New,
}

/// The endings in which the styles differ, old and new.
const ENDINGS: [(&str, &str); 15] = [
    ("òa", "oà"),
    ("óa", "oá"),
    ("ỏa", "oả"),
    ("õa", "oã"),
    ("ọa", "oạ"),
    ("òe", "oè"),
    ("óe", "oé"),
    ("ỏe", "oẻ"),
    ("õe", "oẽ"),
    ("ọe", "oẹ"),
    ("ùy", "uỳ"),
    ("úy", "uý"),
    ("ủy", "uỷ"),
    ("ũy", "uỹ"),
    ("ụy", "uỵ"),
];

/// The style in which a syllable is written; `None` where both styles write it alike. The syllable is in NFC,
/// in any case.
///
/// The u of `quý` belongs to its initial, so that neither it nor the mistyped `qúy` has a style.
pub fn tone_style(syllable: &str) -> Option<ToneStyle> {
    styled(syllable).map(|(style, _)| style)
}

/// The syllables of a text in which the styles differ, in their order: how each is written, and its bytes. The text
/// is in NFC.
pub fn styled_syllables(text: &str) -> impl Iterator<Item = (ToneStyle, Range<usize>)> {
    // One of the last two letters bears the mark, and so is not ASCII.
    static ENDS: LazyLock<Pairs> = LazyLock::new(|| {
        Pairs::of([
            (|byte| ends_one_of("òóỏõọÒÓỎÕỌ", byte), |last| b"aeAE".contains(&last)),
            (|byte| ends_one_of("ùúủũụÙÚỦŨỤ", byte), |last| b"yY".contains(&last)),
            // À to ý begin with the one, Ạ to ỹ with the other.
            (|byte| b"ouOU".contains(&byte), |last| matches!(last, 0xC3 | 0xE1)),
        ])
    });
    ENDS.places(text.as_bytes()).filter_map(|last| {
        let end = last + text[last..].chars().next()?.len_utf8();
        if text[end..].starts_with(is_alphabetic) {
            return None;
        }
        let start = text[..end].trim_end_matches(is_alphabetic).len();
        Some((tone_style(&text[start..end])?, start..end))
    })
}

/// Whether a byte is the last of one of some letters.
fn ends_one_of(letters: &str, byte: u8) -> bool {
    letters.chars().any(|letter| letter.encode_utf8(&mut [0; 4]).as_bytes().last() == Some(&byte))
}

/// A syllable as another style writes it; as it is where the styles agree.
pub fn in_style(syllable: &str, style: ToneStyle) -> String {
    let Some((_, old)) = styled(syllable) else { return syllable.to_owned() };
    let new = ENDINGS.iter().find(|(one, _)| *one == old).map_or(old, |(_, new)| new);
    let wanted = if style == ToneStyle::Old { old } else { new };
    let kept = syllable.chars().count() - 2;
    let ending = syllable.chars().skip(kept).zip(wanted.chars()).map(|(written, letter)| {
        if written.is_uppercase() { letter.to_uppercase().next().unwrap_or(letter) } else { letter }
    });
    syllable.chars().take(kept).chain(ending).collect()
}

/// The key with all marks in which both styles meet: `Hoà` and `Hòa` give `hòa`; `Tuả` and `Tủa` stay apart.
///
/// Lower case, spaces, dashes and quotes made plain as in [`fold`](super::fold()).
pub fn spelling_key(text: &str) -> String {
    let lower = plain_lower_case(&normalise(text));
    let mut key = String::with_capacity(lower.len());
    for part in lower.split_inclusive(|letter: char| !is_alphabetic(letter)) {
        let word = part.trim_end_matches(|letter: char| !is_alphabetic(letter));
        match styled(word) {
            Some((ToneStyle::New, old)) => {
                key.extend(word.chars().take(word.chars().count() - 2));
                key.push_str(old);
                key.push_str(&part[word.len()..]);
            }
            _ => key.push_str(part),
        }
    }
    key
}

/// The style of a syllable, and its last two letters in the old one.
fn styled(syllable: &str) -> Option<(ToneStyle, &'static str)> {
    // Most syllables end in another letter than a, e and y, which bear marks where they are no ASCII.
    if !matches!(syllable.as_bytes().last()? | 0x20, b'a' | b'e' | b'y' | 0x80..) {
        return None;
    }
    let mut letters = syllable.chars().rev().map(small);
    let (last, first) = (letters.next()?, letters.next()?);
    let may_differ = matches!(first, 'o' | 'ò' | 'ó' | 'ỏ' | 'õ' | 'ọ' | 'u' | 'ù' | 'ú' | 'ủ' | 'ũ' | 'ụ');
    if !may_differ || !letters.next().is_none_or(is_initial) {
        return None;
    }
    let is = |ending: &str| ending.chars().eq([first, last]);
    let (old, _) = ENDINGS.iter().find(|(old, new)| is(old) || is(new))?;
    Some((if is(old) { ToneStyle::Old } else { ToneStyle::New }, old))
}

/// Whether a consonant may stand before oa, oe and uy as a syllable of their own; q takes the u to itself.
fn is_initial(letter: char) -> bool {
    matches!(letter, 'b'..='d' | 'đ' | 'g' | 'h' | 'k'..='n' | 'p' | 'r'..='t' | 'v' | 'x')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::vietnamese::tone_key;

    #[track_caller]
    fn check(syllables: &str, expected: Option<ToneStyle>) {
        for syllable in syllables.split(' ') {
            assert_eq!(tone_style(syllable), expected, "{syllable}");
            assert_eq!(tone_style(&syllable.to_uppercase()), expected, "{syllable}, in capitals");
        }
    }

    #[test]
    fn open_syllables_have_a_style() {
        check("hòa khỏe thủy Hóa họa úy ủy nhòe lõa", Some(ToneStyle::Old));
        check("hoà khoẻ thuỷ Hoá hoạ uý uỷ nhoè loã", Some(ToneStyle::New));
    }

    #[test]
    fn where_both_styles_agree_there_is_none() {
        check("hoa thuy hoàn khoắn thuyền suỵt ngoáy khuỷu huệ thuở của múa tuả", None);
        check("quý quỳ quỷ qúy quá quả già giò xã y ý oa", None);
        check("a", None);
        assert_eq!(tone_style(""), None);
    }

    #[test]
    fn both_styles_have_one_key_and_a_misplaced_mark_has_another() {
        assert_eq!(spelling_key("Chiêm Hoá"), "chiêm hóa");
        assert_eq!(spelling_key("CHIÊM  HÓA"), "chiêm hóa");
        assert_eq!(spelling_key("Thuỷ-Khoẻ, uỷ ban"), "thủy-khỏe, ủy ban");
        assert_eq!(spelling_key("Ea H’Leo"), "ea h'leo");
        assert_ne!(spelling_key("Tuả Chùa"), spelling_key("Tủa Chùa"));
        assert_ne!(spelling_key("qúy"), spelling_key("quý"));
    }

    #[test]
    fn a_syllable_goes_from_one_style_to_the_other() {
        for (old, new) in [("hòa", "hoà"), ("Thủy", "Thuỷ"), ("KHỎE", "KHOẺ"), ("úy", "uý"), ("quý", "quý")]
        {
            assert_eq!(
                (in_style(old, ToneStyle::New), in_style(new, ToneStyle::Old)),
                (new.into(), old.into())
            );
            assert_eq!(in_style(old, ToneStyle::Old), old);
        }
    }

    #[test]
    fn endings_are_pairs_of_one_tone() {
        for (old, new) in ENDINGS {
            assert_eq!(tone_key(old), tone_key(new));
            assert_eq!((tone_style(old), tone_style(new)), (Some(ToneStyle::Old), Some(ToneStyle::New)));
        }
    }

    #[test]
    fn styled_syllables_are_found_in_running_text() {
        let text = "Uỷ ban xã HÒA Bình (hoà, thuý-hoạ) hoàn thành 5 quý; họa";
        let found: Vec<&str> = styled_syllables(text).map(|(_, bytes)| &text[bytes]).collect();
        assert_eq!(found, ["Uỷ", "HÒA", "hoà", "thuý", "hoạ", "họa"]);
    }

    proptest! {
        #[test]
        fn every_word_with_a_style_is_found(text in "([bhtq]?[oòỏõóọuùủũúụOÒỎÕÓỌUÙỦŨÚỤ]|[aàảãáạeèẻẽéẹyỳỷỹýỵAÀEẸYỶ]|[n ,5]|\\PC){0,24}") {
            let (mut expected, mut start) = (Vec::new(), 0);
            for part in text.split_inclusive(|letter: char| !letter.is_alphabetic()) {
                let word = part.trim_end_matches(|letter: char| !letter.is_alphabetic());
                expected.extend(tone_style(word).map(|style| (style, start..start + word.len())));
                start += part.len();
            }
            prop_assert_eq!(styled_syllables(&text).collect::<Vec<_>>(), expected);
        }
    }
}
