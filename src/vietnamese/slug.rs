//! Slugs: the part of an address that is made from a title or a name.
//!
//! Folding is not injective, so two titles may want one slug. Who owns it is decided by whoever knows the
//! other titles, not here.

use super::fold::fold;

/// No slug is longer; addresses are read out, printed and typed.
const LONGEST: usize = 80;

/// Makes a slug of lower-case ASCII letters, digits and single hyphens, at most 80 characters, cut at a hyphen.
///
/// Empty where nothing in the text can stand in an address; the caller then has another name for the thing.
pub fn slugify(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for character in fold(text).chars().filter(|character| *character != '\'') {
        if character.is_ascii_lowercase() || character.is_ascii_digit() {
            slug.push(character);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    shorten(&mut slug);
    if slug.ends_with('-') {
        slug.pop();
    }
    slug
}

/// Whether a text can be an id or a part of an address as it is: lower-case ASCII letters, digits and hyphens,
/// no hyphen at either end or beside another. Its length is not looked at.
pub fn is_slug(text: &str) -> bool {
    text.split('-').all(|word| {
        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    })
}

fn shorten(slug: &mut String) {
    if slug.len() <= LONGEST {
        return;
    }
    // One byte further: a word that ends exactly at the limit is kept.
    let cut = slug[..=LONGEST].rfind('-').unwrap_or(LONGEST);
    slug.truncate(cut);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(written: &str, expected: &str) {
        assert_eq!(slugify(written), expected);
    }

    #[test]
    fn names_titles_and_numbers_become_slugs() {
        check("Xá Nhè", "xa-nhe");
        check("Ea H'Leo", "ea-hleo");
        check("Ea H’Leo", "ea-hleo");
        check("Phan Rang - Tháp Chàm", "phan-rang-thap-cham");
        check("77.894", "77-894");
        check("06/QĐ-TTg", "06-qd-ttg");
        check("  “Đề án 06”…  ", "de-an-06");
    }

    #[test]
    fn nothing_that_can_stand_in_an_address_gives_nothing() {
        check("", "");
        check("…!?", "");
        check("日本", "");
    }

    #[test]
    fn long_titles_are_cut_between_words() {
        check(&"mot ".repeat(30), &["mot"; 20].join("-"));
        check(&format!("{} sau", "a".repeat(80)), &"a".repeat(80));
        check(&format!("hai {}", "a".repeat(80)), "hai");
        check(&"a".repeat(90), &"a".repeat(80));
    }

    #[test]
    fn slugs_are_told_from_other_text() {
        for slug in ["a", "xa-nhe", "06-qd-ttg", "2024"] {
            assert!(is_slug(slug), "{slug}");
        }
        for other in ["", "-", "-a", "a-", "a--b", "Xa", "xá", "a b", "a_b", "a/b"] {
            assert!(!is_slug(other), "{other}");
        }
    }

    proptest! {
        #[test]
        fn a_slug_is_a_slug_and_stays_one(text in any::<String>()) {
            let slug = slugify(&text);
            prop_assert!(slug.is_empty() || is_slug(&slug));
            prop_assert!(slug.len() <= LONGEST);
            prop_assert_eq!(slugify(&slug), slug);
        }

        #[test]
        fn what_is_a_slug_is_left_alone(text in "[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,6}") {
            prop_assert!(is_slug(&text));
            prop_assert_eq!(slugify(&text), text);
        }
    }
}
