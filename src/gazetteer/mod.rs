//! The administrative units of Viet Nam before and after the reform of 1 July 2025, and what became of what.
//!
//! Tables in the binary, read on first use and never from disk. A key (`old-03244`) names a unit; a code or a
//! name alone does not. What the tables leave open stays open: no date, point or act is inferred. Where the
//! data comes from stands in `data/NOTICE.md`.

mod interim;
mod mention;
mod succession;
mod table;
mod unit;

use std::sync::OnceLock;

pub use self::interim::{children, units_named};
pub use self::mention::{Mention, mentions_in};
pub use self::succession::{Succession, SuccessionKind, predecessors, successors};
pub use self::unit::{Level, Location, LocationSource, Unit, UnitKind};

/// A day of the calendar: year, month and day, the latter two from 1.
pub type Day = (i32, u32, u32);

/// The unit with a key, `new-`, `old-` or `pre-` and the official code.
pub fn unit(key: &str) -> Option<&'static Unit> {
    let units = units();
    units.binary_search_by(|unit| unit.key.cmp(key)).ok().map(|at| &units[at])
}

/// All units, of all times, in the order of their keys.
pub fn units() -> &'static [Unit] {
    static UNITS: OnceLock<Vec<Unit>> = OnceLock::new();
    UNITS.get_or_init(|| {
        let mut units: Vec<Unit> =
            table::rows(include_str!("data/units.csv")).filter_map(Unit::from_row).collect();
        units.sort_unstable_by_key(|unit| unit.key);
        units
    })
}

/// The units that bear or bore an official code, in the order of their keys: what may be meant by a bare code.
pub fn units_with_code(code: &str) -> impl Iterator<Item = &'static Unit> {
    units().iter().filter(move |unit| unit.code == code)
}

/// Other spellings of a unit's name in an official list, with the type word; beyond where the tone stands.
pub fn variants(key: &str) -> impl Iterator<Item = &'static str> {
    static VARIANTS: OnceLock<Vec<(&str, &str)>> = OnceLock::new();
    let variants = VARIANTS.get_or_init(|| {
        let rows = table::rows(include_str!("data/name-variants.csv"));
        rows.filter_map(|[key, _, variant]| Some((key, variant)).filter(|_| !variant.is_empty())).collect()
    });
    variants.iter().filter(move |(of, _)| *of == key).map(|(_, variant)| *variant)
}

/// The key most like a mistyped one, for a message; the first in order of several.
///
/// A unit with the right code is nearest, whatever stands before it; else at most two letters differ.
pub fn nearest_key(mistyped: &str) -> Option<&'static str> {
    let code = mistyped.rsplit('-').next().unwrap_or(mistyped);
    // A key has at most nine letters; a whole sentence need not be compared with each of them.
    if mistyped.chars().count() > 9 + 2 {
        return None;
    }
    let nearest = |unit: &'static Unit| (edit_distance(mistyped, unit.key), unit.key);
    let same_code = units_with_code(code).map(nearest).min();
    let similar = || units().iter().map(nearest).min().filter(|(distance, _)| *distance <= 2);
    same_code.or_else(similar).map(|(_, key)| key)
}

/// How many letters must be put in, taken out or replaced to make one text of the other.
fn edit_distance(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.chars().count()).collect();
    for (taken, left) in one.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = taken + 1;
        for (at, right) in other.chars().enumerate() {
            let replaced = diagonal + usize::from(left != right);
            diagonal = row[at + 1];
            row[at + 1] = replaced.min(diagonal + 1).min(row[at] + 1);
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;
    use rust_decimal::Decimal;

    use super::*;
    use crate::vietnamese::slug::is_slug;

    /// The name as in running text, the level, and the last day, of a key.
    #[track_caller]
    fn check_unit(key: &str, name: &str, level: Level, last_day: Option<Day>) {
        let unit = unit(key).expect(key);
        assert_eq!((unit.display_name().as_str(), unit.level, unit.valid_to), (name, level, last_day));
    }

    /// Where a unit went: keys, kinds and acts.
    #[track_caller]
    fn check_successors(key: &str, expected: &[(&str, SuccessionKind, Day, Option<&str>)]) {
        let found: Vec<_> = successors(key).map(|next| (next.to, next.kind, next.date, next.act)).collect();
        assert_eq!(found, expected, "{key}");
    }

    const REFORM: Day = (2025, 7, 1);
    const EVE: Option<Day> = Some((2025, 6, 30));

    #[test]
    fn every_row_of_the_tables_is_read() {
        assert_eq!(units().len(), 14_165);
        assert_eq!(units().iter().map(|unit| successors(unit.key).count()).sum::<usize>(), 14_992);
        assert_eq!(units().iter().map(|unit| predecessors(unit.key).count()).sum::<usize>(), 14_992);
        assert_eq!(units().iter().map(|unit| variants(unit.key).count()).sum::<usize>(), 145);
        let acts = units().iter().flat_map(|unit| successors(unit.key)).filter(|next| next.act.is_some());
        assert_eq!(acts.count(), include_str!("data/acts.csv").lines().count() - 1);
    }

    #[test]
    fn counts_are_the_official_ones() {
        let count = |level, current: bool| {
            let wanted = |unit: &&Unit| {
                unit.level == level && unit.is_current() == current && !unit.key.starts_with("pre-")
            };
            units().iter().filter(wanted).count()
        };
        assert_eq!((count(Level::Province, true), count(Level::Commune, true)), (34, 3_321));
        assert_eq!(count(Level::District, true), 0);
        let before = [Level::Province, Level::District, Level::Commune].map(|level| count(level, false));
        assert_eq!(before, [63, 696, 10_035]);
    }

    #[test]
    fn keys_and_ids_are_unique_slugs() {
        let keys: BTreeSet<_> = units().iter().map(|unit| unit.key).collect();
        let ids: BTreeSet<_> = units().iter().map(|unit| unit.id).collect();
        assert_eq!((keys.len(), ids.len()), (units().len(), units().len()));
        assert!(ids.into_iter().all(is_slug));
        assert!(units().iter().all(|unit| unit.key.get(4..) == Some(unit.code)));
    }

    #[test]
    fn every_key_that_is_named_exists() {
        for this in units() {
            let above = this.parent.map(|parent| unit(parent).expect(parent).level);
            assert!(
                above.is_some_and(|above| above < this.level) || this.level == Level::Province,
                "{}",
                this.key
            );
            for next in successors(this.key) {
                assert!(next.from == this.key && unit(next.to).is_some(), "{}", next.to);
                assert!(predecessors(next.to).any(|former| former == next), "{}", next.to);
            }
        }
    }

    #[test]
    fn names_begin_with_their_type() {
        for unit in units() {
            let behind = unit.display_name().strip_prefix(unit.kind.word()).map(|rest| rest.starts_with(' '));
            assert_eq!(behind, Some(true), "{}", unit.name);
        }
    }

    #[test]
    fn one_code_stands_for_two_places() {
        check_unit("old-03244", "xã Xá Nhè", Level::Commune, EVE);
        check_unit("new-03244", "xã Sáng Nhè", Level::Commune, None);
        check_unit("old-098", "huyện Tủa Chùa", Level::District, EVE);
        check_unit("old-11", "tỉnh Điện Biên", Level::Province, EVE);
        check_successors("old-03244", &[("new-03244", SuccessionKind::Whole, REFORM, None)]);
        let former: Vec<_> = predecessors("new-03244").map(|former| former.from).collect();
        assert_eq!(former, ["old-03244", "old-03247", "old-03259", "old-098", "old-099"]);
        let keys: Vec<_> = units_with_code("03244").map(|unit| unit.key).collect();
        assert_eq!(keys, ["new-03244", "old-03244"]);
        check_unit("old-91", "tỉnh Kiên Giang", Level::Province, EVE);
        check_unit("new-91", "tỉnh An Giang", Level::Province, None);
    }

    #[test]
    fn cua_lo_went_in_two_steps() {
        check_unit("pre-413", "thị xã Cửa Lò", Level::District, Some((2024, 11, 30)));
        assert!(unit("old-413").is_none());
        check_successors(
            "pre-413",
            &[("old-412", SuccessionKind::Whole, (2024, 12, 1), Some("1243/NQ-UBTVQH15"))],
        );
        check_unit("old-412", "thành phố Vinh", Level::District, EVE);
        assert!(successors("old-412").any(|next| next.to == "new-16732"));
        check_unit("new-16732", "phường Cửa Lò", Level::Commune, None);
        check_successors("pre-16735", &[("old-16735", SuccessionKind::Continued, (2024, 12, 1), None)]);
        check_successors("old-16735", &[("new-16732", SuccessionKind::Whole, REFORM, None)]);
        let parent = |key| unit(key).and_then(|unit| unit.parent);
        assert_eq!((parent("pre-16735"), parent("old-16735")), (Some("pre-413"), Some("old-412")));
        assert_eq!(unit("new-16732").and_then(|unit| unit.area_km2), Some(Decimal::new(2909, 2)));
    }

    #[test]
    fn tinh_bien_became_a_town_before_it_was_dissolved() {
        check_unit("pre-890", "huyện Tịnh Biên", Level::District, Some((2023, 4, 9)));
        check_unit("old-890", "thị xã Tịnh Biên", Level::District, EVE);
        assert_eq!(unit("old-890").and_then(|unit| unit.valid_from), Some((2023, 4, 10)));
        check_successors(
            "pre-890",
            &[("old-890", SuccessionKind::Renamed, (2023, 4, 10), Some("721/NQ-UBTVQH15"))],
        );
        let names: BTreeSet<_> = successors("old-890")
            .filter_map(|next| unit(next.to).filter(|unit| unit.level == Level::Commune))
            .map(Unit::display_name)
            .collect();
        let expected = ["phường Thới Sơn", "phường Chi Lăng", "phường Tịnh Biên", "xã An Cư", "xã Núi Cấm"];
        assert_eq!(names, expected.map(str::to_owned).into());
    }

    #[test]
    fn districts_became_the_communes_of_the_articles() {
        let communes = |key| {
            successors(key)
                .filter_map(|next| unit(next.to))
                .filter(|unit| unit.level == Level::Commune)
                .count()
        };
        assert_eq!((communes("old-396"), communes("old-073")), (9, 10));
        assert_eq!(units().iter().filter(|unit| unit.parent == Some("old-073")).count(), 24);
        check_successors("old-02338", &[("new-02287", SuccessionKind::Whole, REFORM, None)]);
    }

    #[test]
    fn acts_are_given_only_where_they_were_looked_up() {
        check_successors("old-02", &[("new-08", SuccessionKind::Whole, REFORM, Some("202/2025/QH15"))]);
        check_successors("old-11", &[("new-11", SuccessionKind::Continued, REFORM, None)]);
    }

    #[test]
    fn a_unit_exists_from_its_first_day_to_its_last() {
        let existed = |key, day| unit(key).expect(key).existed_on(day);
        assert!(existed("pre-413", (2024, 3, 22)) && existed("pre-413", (2024, 11, 30)));
        assert!(!existed("pre-413", (2024, 12, 1)) && !existed("old-890", (2023, 4, 9)));
        assert!(existed("old-890", (2023, 4, 10)) && !existed("new-16732", (2025, 6, 30)));
        assert!(existed("new-16732", (2030, 1, 1)));
    }

    #[test]
    fn points_say_where_they_come_from() {
        let location = unit("old-03244").and_then(|unit| unit.location).expect("a point");
        assert_eq!(
            (location.latitude, location.longitude),
            (Decimal::new(21_846, 3), Decimal::new(103_462, 3))
        );
        assert_eq!(location.source, LocationSource::Derived);
        assert_eq!(units().iter().filter(|unit| unit.location.is_none()).count(), 39);
    }

    #[test]
    fn variants_are_other_spellings() {
        assert_eq!(variants("old-00736").collect::<Vec<_>>(), ["Xã Xà Phìn"]);
        assert_eq!(variants("old-03244").collect::<Vec<_>>(), ["Xã Sáng Nhè"]);
        assert_eq!(variants("new-03244").count(), 0);
        assert_eq!(variants("").count(), 0);
    }

    #[test]
    fn a_mistyped_key_finds_its_neighbour() {
        assert_eq!(nearest_key("old-413"), Some("pre-413"));
        assert_eq!(nearest_key("03244"), Some("new-03244"));
        assert_eq!(nearest_key("olf-03244"), Some("old-03244"));
        assert_eq!(nearest_key("old-03244"), Some("old-03244"));
        assert_eq!(nearest_key("old-0324"), Some("old-01324"));
        assert_eq!(nearest_key("xa-nhe"), None);
        assert_eq!(nearest_key("xã Xá Nhè, huyện Tủa Chùa"), None);
        assert_eq!(nearest_key(""), None);
    }

    #[test]
    fn distance_counts_letters() {
        let distances = [("", ""), ("ab", ""), ("ab", "abc"), ("ab", "ba"), ("đê", "de")];
        assert_eq!(distances.map(|(one, other)| edit_distance(one, other)), [0, 2, 1, 2, 2]);
    }

    proptest! {
        #[test]
        fn any_text_may_be_asked_for(key in any::<String>()) {
            prop_assert!(unit(&key).is_none() && successors(&key).next().is_none());
            prop_assert!(predecessors(&key).next().is_none() && variants(&key).next().is_none());
        }
    }
}
