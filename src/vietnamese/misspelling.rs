//! How one name may be another, miswritten: a wrong or missing mark, a mark in the wrong place, a sound that is
//! spelt in two ways, a letter too many or too few.
//!
//! Compares two names and knows none. That they are near each other does not say that one of them is wrong.

use super::fold::{fold, tone_key};
use super::tone::spelling_key;

/// The slip that makes one name of another; the more certain ones come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Misspelling {
    /// A tone mark stands on a letter where it can't: `Tuả` for `Tủa`. The two styles of `hòa` are none.
    Placement,
    /// One syllable bears other marks: `Thương` for `Thường`, `Dại` for `Đại`.
    Mark,
    /// No syllable bears any mark: `Thuong Xuan`.
    Unmarked,
    /// Several syllables bear other marks.
    Marks,
    /// One syllable is spelt as another that some regions speak alike, tone included: `Sá` for `Xá`.
    Sound,
    /// One syllable has a letter too many or too few, or two exchanged: `Xuâ` for `Xuân`.
    Letter,
}

/// Initials that are spoken alike somewhere, and the one that stands for both; longer ones first.
const INITIALS: [(&str, &str); 8] =
    [("ngh", "ng"), ("tr", "ch"), ("gi", "d"), ("gh", "g"), ("s", "x"), ("r", "d"), ("l", "n"), ("k", "c")];

/// As [`INITIALS`], at the end: `Đắc` and `Đắk`, `Lan` and `Lang`.
const FINALS: [(&str, &str); 3] = [("ng", "n"), ("c", "t"), ("k", "t")];

/// A shorter syllable with another letter is another word.
const SHORTEST_WITH_LETTER_SLIP: usize = 4;

/// The slip that was made if `right` was meant; `None` where the two are the same name in either style of
/// placing tones, or too far apart.
pub fn misspelling(written: &str, right: &str) -> Option<Misspelling> {
    let keys = [spelling_key(written), spelling_key(right)];
    let [written, right] = [words(&keys[0]), words(&keys[1])];
    if written.len() != right.len() {
        return None;
    }
    let mut slips = Vec::new();
    for (written, right) in written.iter().zip(&right).filter(|(written, right)| written != right) {
        slips.push(misspelt_word(written, right)?);
    }
    let placed = slips.iter().all(|slip| *slip == Misspelling::Placement);
    let marked = slips.iter().all(|slip| *slip <= Misspelling::Mark);
    match slips.as_slice() {
        [] => None,
        _ if placed => Some(Misspelling::Placement),
        [one] => Some(*one),
        _ if marked && keys[0].is_ascii() => Some(Misspelling::Unmarked),
        _ if marked => Some(Misspelling::Marks),
        _ => None,
    }
}

fn words(key: &str) -> Vec<&str> {
    key.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

/// The slip between two syllables, which are not the same.
fn misspelt_word(written: &str, right: &str) -> Option<Misspelling> {
    let keys = [tone_key(written), tone_key(right)];
    if keys[0] == keys[1] {
        return Some(Misspelling::Placement);
    }
    let folded = [fold(written), fold(right)];
    if folded[0] == folded[1] {
        return Some(Misspelling::Mark);
    }
    if sound(&keys[0]) == sound(&keys[1]) {
        return Some(Misspelling::Sound);
    }
    let [written, right] = folded.map(|word| word.chars().collect::<Vec<_>>());
    is_one_letter_apart(&written, &right).then_some(Misspelling::Letter)
}

/// The syllable of a tone key as the least careful of speakers would say it.
fn sound(key: &str) -> String {
    let tone_at = key.len() - usize::from(key.ends_with(|last: char| last.is_ascii_digit()));
    let (letters, tone) = key.split_at(tone_at);
    let initial = INITIALS.iter().find_map(|(spelt, spoken)| {
        let rest = letters.strip_prefix(spelt).filter(|rest| !rest.is_empty() && !rest.starts_with('h'))?;
        Some((*spoken, rest))
    });
    let (initial, rest) = initial.unwrap_or(("", letters));
    let ending = FINALS.iter().find_map(|(spelt, spoken)| Some((rest.strip_suffix(spelt)?, *spoken)));
    let (middle, ending) = ending.unwrap_or((rest, ""));
    let middle = match middle.strip_suffix('y') {
        Some(before) if ending.is_empty() && (!before.ends_with(is_vowel) || before == "qu") => {
            format!("{before}i")
        }
        _ => middle.to_owned(),
    };
    format!("{initial}{middle}{ending}{tone}")
}

fn is_vowel(letter: char) -> bool {
    "aăâeêioôơuư".contains(letter)
}

/// Whether one has a letter more than the other, or two neighbours exchanged.
fn is_one_letter_apart(one: &[char], other: &[char]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if long.len() < SHORTEST_WITH_LETTER_SLIP {
        return false;
    }
    let same = short.iter().zip(long).take_while(|(short, long)| short == long).count();
    match long.len() - short.len() {
        0 => {
            same + 1 < long.len()
                && short[same] == long[same + 1]
                && short[same + 1] == long[same]
                && short[same + 2..] == long[same + 2..]
        }
        1 => short[same..] == long[same + 1..],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(written: &str, right: &str, expected: Option<Misspelling>) {
        assert_eq!(misspelling(written, right), expected);
    }

    #[test]
    fn the_slips_of_the_sources_are_understood() {
        check("Tuả Chùa", "Tủa Chùa", Some(Misspelling::Placement));
        check("Thương Xuân", "Thường Xuân", Some(Misspelling::Mark));
        check("Thuong Xuan", "Thường Xuân", Some(Misspelling::Unmarked));
        check("Thương Xuần", "Thường Xuân", Some(Misspelling::Marks));
    }

    #[test]
    fn both_styles_of_tones_are_the_same_name() {
        check("Chiêm Hoá", "Chiêm Hóa", None);
        check("CHIÊM HÓA", "Chiêm Hoá", None);
        check("Chiêm Hoà", "Chiêm Hóa", Some(Misspelling::Mark));
    }

    #[test]
    fn sounds_that_some_regions_speak_alike_are_slips() {
        for (written, right) in [
            ("Sá Nhè", "Xá Nhè"),
            ("Triêm Hóa", "Chiêm Hóa"),
            ("Nương Sơn", "Lương Sơn"),
            ("Luận Thàn", "Luận Thàng"),
            ("Đắc Lăk", "Đắk Lăk"),
            ("Mĩ Lâm", "Mỹ Lâm"),
            ("Qui Nhơn", "Quy Nhơn"),
            ("Gia Lai", "Da Lai"),
            ("Nghi Thu", "Ngi Thu"),
        ] {
            check(written, right, Some(Misspelling::Sound));
            check(right, written, Some(Misspelling::Sound));
        }
        check("Khê Sơn", "Cê Sơn", None);
        check("Hải Sơn", "Hảy Sơn", None);
        check("Sá Nhè", "Xà Nhè", None);
    }

    #[test]
    fn a_letter_too_many_too_few_or_exchanged_is_a_slip() {
        check("Thường Xuâ", "Thường Xuân", Some(Misspelling::Letter));
        check("Thườngg Xuân", "Thường Xuân", Some(Misspelling::Letter));
        check("Thườgn Xuân", "Thường Xuân", Some(Misspelling::Letter));
        check("Bát Mọ", "Bát Mọt", None);
        check("Thường Xuâm", "Thường Xuân", None);
    }

    #[test]
    fn other_names_are_no_slips() {
        check("Thường Xuân", "Thường Tín", None);
        check("Xuân", "Thường Xuân", None);
        check("Sá Nhé", "Xá Nhè", None);
        check("Bảo Lâm 1", "Bảo Lâm 2", None);
        check("", "", None);
    }

    proptest! {
        #[test]
        fn any_two_texts_may_be_compared(one in any::<String>(), other in any::<String>()) {
            prop_assert_eq!(misspelling(&one, &one), None);
            let _ = misspelling(&one, &other);
        }

        #[test]
        fn a_slip_goes_both_ways_but_for_the_marks(
            one in "[a-zăâđêôơưáàảãạ]{1,6} [a-zđ]{1,4}",
            other in "[a-zăâđêôơưáàảãạ]{1,6} [a-zđ]{1,4}",
        ) {
            let side = |slip: Option<Misspelling>| slip.map(|slip| if slip == Misspelling::Unmarked { Misspelling::Marks } else { slip });
            prop_assert_eq!(side(misspelling(&one, &other)), side(misspelling(&other, &one)));
        }
    }
}
