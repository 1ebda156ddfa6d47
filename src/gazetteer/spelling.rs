//! Units by a name as a text writes it, with its marks.

use super::{Unit, units_named, variants};
use crate::vietnamese::{spelling_key, without_type_word};

/// The units whose name, without its type word, is written so in either style of placing tones, and those with
/// such a variant; in the order of their keys.
///
/// `Chiêm Hoá` is `Chiêm Hóa`; `Tuả Chùa` is nothing.
pub fn units_spelt(bare_name: &str) -> impl Iterator<Item = Unit> + use<> {
    let key = spelling_key(bare_name);
    units_named(bare_name).filter(move |unit| is_spelt(unit, &key))
}

fn is_spelt(unit: &Unit, key: &str) -> bool {
    spelling_key(unit.bare_name) == key
        || variants(unit.key).any(|variant| spelling_key(without_type_word(variant)) == key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expected: &[&str]) {
        assert_eq!(units_spelt(name).map(|unit| unit.key).collect::<Vec<_>>(), expected, "{name}");
    }

    #[test]
    fn marks_count_and_the_style_of_tones_does_not() {
        check("Tủa Chùa", &["new-03217", "old-03217", "old-098"]);
        check("Tuả Chùa", &[]);
        check("Tua Chua", &[]);
        check("Chiêm Hóa", &["new-02287", "old-073"]);
        check("Chiêm Hoá", &["new-02287", "old-073"]);
        check("chiêm hóa", &["new-02287", "old-073"]);
        check("", &[]);
    }

    #[test]
    fn variants_of_official_lists_count() {
        check("Xà Phìn", &["old-00736"]);
    }
}
