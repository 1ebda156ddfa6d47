//! What the tables say, and that all of it is found.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;
use crate::vietnamese::{fold, is_slug, without_type_word};

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
    assert_eq!(units().count(), 14_165);
    assert_eq!(units().map(|unit| successors(unit.key).count()).sum::<usize>(), 14_992);
    assert_eq!(units().map(|unit| predecessors(unit.key).count()).sum::<usize>(), 14_992);
    assert_eq!(units().map(|unit| variants(unit.key).count()).sum::<usize>(), 145);
    let acts = units().flat_map(|unit| successors(unit.key)).filter(|next| next.act.is_some());
    assert_eq!(acts.count(), include_str!("data/acts.csv").lines().count() - 1);
}

#[test]
fn counts_are_the_official_ones() {
    let count = |level, current: bool| {
        let wanted = |unit: &Unit| {
            unit.level == level && unit.is_current() == current && !unit.key.starts_with("pre-")
        };
        units().filter(wanted).count()
    };
    assert_eq!((count(Level::Province, true), count(Level::Commune, true)), (34, 3_321));
    assert_eq!(count(Level::District, true), 0);
    let before = [Level::Province, Level::District, Level::Commune].map(|level| count(level, false));
    assert_eq!(before, [63, 696, 10_035]);
}

#[test]
fn keys_and_ids_are_unique_slugs() {
    let keys: BTreeSet<_> = units().map(|unit| unit.key).collect();
    let ids: BTreeSet<_> = units().map(|unit| unit.id()).collect();
    assert_eq!((keys.len(), ids.len()), (units().count(), units().count()));
    assert!(ids.iter().all(|id| is_slug(id)));
    assert!(units().all(|unit| unit.key.get(4..) == Some(unit.code)));
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

/// The columns of `units.csv`, written again from what the packed tables say.
fn row(unit: Unit) -> String {
    let column = |word: &str| fold(word).replace(' ', "_");
    let date = |day: Option<Day>| {
        day.map(|(year, month, day)| format!("{year}-{month:02}-{day:02}")).unwrap_or_default()
    };
    let (north, east, source) = match unit.location() {
        None => (String::new(), String::new(), String::new()),
        Some(point) => (
            point.latitude.to_string(),
            point.longitude.to_string(),
            format!("{:?}", point.source).to_lowercase(),
        ),
    };
    let area = unit.area_km2().map(|area| area.to_string()).unwrap_or_default();
    let level = format!("{:?}", unit.level).to_lowercase();
    let (id, name, kind) = (unit.id(), unit.name(), column(unit.kind.word()));
    let (from, until) = (date(unit.valid_from), date(unit.valid_to));
    let parent = unit.parent.unwrap_or_default();
    let (key, code) = (unit.key, unit.code);
    format!("{key},{id},{code},{name},{kind},{level},{parent},{from},{until},{north},{east},{area},{source}")
}

#[test]
fn the_packed_tables_say_what_the_kept_ones_say() {
    let mut kept: Vec<&str> = include_str!("data/units.csv").lines().skip(1).collect();
    kept.sort_unstable_by_key(|row| row.split(',').next());
    assert!(units().map(row).eq(kept));
    let mut facts: Vec<&str> = include_str!("data/successions.csv").lines().skip(1).collect();
    facts.sort_unstable();
    let packed = units().flat_map(|unit| successors(unit.key)).map(|next| {
        let (year, month, day) = next.date;
        let kind = format!("{:?}", next.kind).to_lowercase();
        format!("{},{},{kind},{year}-{month:02}-{day:02}", next.from, next.to)
    });
    assert!(packed.eq(facts));
}

#[test]
fn packing_gives_the_same_bytes_again_and_not_many() {
    let tables = pack::Tables {
        units: include_str!("data/units.csv"),
        successions: include_str!("data/successions.csv"),
        acts: include_str!("data/acts.csv"),
        variants: include_str!("data/name-variants.csv"),
    };
    let packed = pack::pack(tables).expect("the tables are sound");
    assert!(packed == packed::TABLES.0);
    assert!(packed.len() <= 700_000, "{}", packed.len());
}

#[test]
fn tables_that_contradict_themselves_are_refused() {
    let head = "key,id,code,name,type,level,parent,valid_from,valid_to,lat,lon,area_km2,geo\n";
    let province =
        "new-11,dien-bien,11,Tỉnh Điện Biên,tinh,province,,2025-07-01,,21.4766,103.232,,published\n";
    let pack = |units: &str, facts: &str, acts: &str| {
        let units = format!("{head}{province}{units}");
        let (facts, acts) = (format!("head\n{facts}"), format!("head\n{acts}"));
        let tables = pack::Tables { units: &units, successions: &facts, acts: &acts, variants: "" };
        pack::pack(tables).err().unwrap_or_default()
    };
    assert_eq!(pack("", "", ""), "");
    assert_eq!(pack(province, "", ""), "new-11 stands twice");
    let commune = |id: &str, name: &str, parent: &str| {
        format!("new-03244,{id},03244,{name},xa,commune,{parent},,,,,,\n")
    };
    assert_eq!(pack(&commune("xa-sang-nhe-dien-bien", "Xã Sáng Nhè", "new-11"), "", ""), "");
    assert!(pack(&commune("xa", "Xã Sáng Nhè", "new-11"), "", "").contains("the id is xa, not"));
    assert!(pack(&commune("xa", "Phường Sáng Nhè", "new-11"), "", "").starts_with("cannot be read"));
    assert_eq!(pack(&commune("xa", "Xã Sáng Nhè", "new-99"), "", ""), "there is no unit new-99");
    assert_eq!(pack("", "old-11,new-11,whole,2025-07-01", ""), "there is no unit old-11");
    assert_eq!(pack("", "new-11,new-11,whole,2025-07-01", ""), "new-11 cannot have become new-11");
    assert!(pack("", "", "new-11,new-11,1/NQ").contains("which no succession joins"));
}

#[test]
fn no_question_and_no_damage_makes_the_reader_fall() {
    let whole = packed::TABLES;
    for cut in [0, 3, 4, 67, 68, 69, 1_000, 150_000, 400_000, whole.0.len() - 1] {
        let damaged = packed::Packed(&whole.0[..cut]);
        for at in [0, 1, 14_164, 14_165, usize::MAX] {
            let asked = (damaged.key(at), damaged.name(at), damaged.fact(at), damaged.day(at));
            assert!(cut > 68 || asked == (None, None, None, None));
            assert!(damaged.bearers(at).count() <= 14_165);
        }
        assert!(damaged.unit_of("old-03244").is_none_or(|unit| damaged.key(unit) == Some("old-03244")));
    }
    assert_eq!((Unit::at(14_165), whole.key(usize::MAX), whole.day(0)), (None, None, None));
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
    assert_eq!(unit("new-16732").and_then(|unit| unit.area_km2()), Some(Decimal::new(2909, 2)));
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
        .map(|unit| unit.display_name())
        .collect();
    let expected = ["phường Thới Sơn", "phường Chi Lăng", "phường Tịnh Biên", "xã An Cư", "xã Núi Cấm"];
    assert_eq!(names, expected.map(str::to_owned).into());
}

#[test]
fn districts_became_the_communes_of_the_articles() {
    let communes = |key| {
        successors(key).filter_map(|next| unit(next.to)).filter(|unit| unit.level == Level::Commune).count()
    };
    assert_eq!((communes("old-396"), communes("old-073")), (9, 10));
    assert_eq!(units().filter(|unit| unit.parent == Some("old-073")).count(), 24);
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
    let location = unit("old-03244").and_then(|unit| unit.location()).expect("a point");
    assert_eq!((location.latitude, location.longitude), (Decimal::new(21_846, 3), Decimal::new(103_462, 3)));
    assert_eq!(location.source, LocationSource::Derived);
    assert_eq!(units().filter(|unit| unit.location().is_none()).count(), 39);
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
fn children_lie_directly_in_their_unit() {
    let mut counted = 0;
    for parent in units() {
        let children: Vec<Unit> = children(parent.key).collect();
        assert!(children.iter().all(|child| child.parent == Some(parent.key)), "{}", parent.key);
        assert!(children.is_sorted_by_key(|child| child.key), "{}", parent.key);
        counted += children.len();
    }
    assert_eq!(counted, units().filter(|unit| unit.parent.is_some()).count());
    assert_eq!(children("old-073").count(), 24);
}

/// The keys of the units of a name.
fn keys_named(name: &str) -> Vec<&'static str> {
    units_named(name).map(|unit| unit.key).collect()
}

#[test]
fn every_unit_is_found_by_its_name_with_and_without_marks() {
    let mut bearers: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for unit in units() {
        let other = variants(unit.key).map(without_type_word);
        for name in other.chain([unit.bare_name]) {
            bearers.entry(name.to_owned()).or_default().insert(unit.key);
            bearers.entry(fold(name)).or_default().insert(unit.key);
        }
    }
    for (name, keys) in bearers {
        assert!(keys.is_subset(&keys_named(&name).into_iter().collect()), "{name}");
    }
    assert_eq!(keys_named("xa nhe"), ["old-03244"]);
    assert_eq!(keys_named("sang-nhe"), ["new-03244", "old-03244"]);
    assert_eq!(keys_named("Xã Xá Nhè"), [""; 0]);
    assert_eq!(keys_named(""), [""; 0]);
}

proptest! {
    #[test]
    fn any_text_may_be_asked_for(key in any::<String>()) {
        prop_assert!(unit(&key).is_none() && successors(&key).next().is_none());
        prop_assert!(predecessors(&key).next().is_none() && variants(&key).next().is_none());
    }
}
