//! Units by a name as a text writes it, with its marks: what a text names is asked for again and again.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use super::{Unit, units_named, variants};
use crate::vietnamese::{spelling_key, without_type_word};

/// Answers that are remembered; more names than this stand in no texts but made-up ones.
const REMEMBERED: usize = 20_000;

/// The units whose name, without its type word, is written so in either style of placing tones, and those with
/// such a variant; in the order of their keys.
///
/// `Chiêm Hoá` is `Chiêm Hóa`; `Tuả Chùa` is nothing. Answers are remembered, names that nothing bears included.
pub fn units_spelt(bare_name: &str) -> Arc<[Unit]> {
    static ANSWERS: RwLock<BTreeMap<String, Arc<[Unit]>>> = RwLock::new(BTreeMap::new());
    let key = spelling_key(bare_name);
    let known = ANSWERS.read().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
    known.unwrap_or_else(|| {
        let units: Arc<[Unit]> = units_named(bare_name).filter(|unit| is_spelt(unit, &key)).collect();
        let mut answers = ANSWERS.write().unwrap_or_else(PoisonError::into_inner);
        if answers.len() < REMEMBERED {
            answers.insert(key, Arc::clone(&units));
        }
        units
    })
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
        for _ in ["found", "remembered"] {
            assert_eq!(units_spelt(name).iter().map(|unit| unit.key).collect::<Vec<_>>(), expected, "{name}");
        }
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
