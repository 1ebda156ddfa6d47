//! What became of a unit's ground, and what it was made of, through any number of steps.
//!
//! Follows ground, not tasks: a province took over the tasks of its districts and is none of their later selves.
//! Infers nothing: where the tables do not say where a piece of ground went, a way ends there.

use std::collections::BTreeMap;

use super::succession::{Succession, SuccessionKind, predecessors, successors};
use super::{Day, children, level};

/// A way from a unit to another, through one change or several; the earliest first, never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// The changes.
    ///
    /// Where a unit went into another in whole, and that one was divided later, the way goes on with the ground
    /// that had been the unit's own: the next step then begins at the unit again. Thị xã Cửa Lò went into thành
    /// phố Vinh, but it is what its own seven phường became that Cửa Lò is today.
    pub steps: Vec<Succession>,
}

impl Way {
    /// The key of the unit where it begins.
    pub fn start(&self) -> &'static str {
        self.steps.first().map_or("", |step| step.from)
    }

    /// The key of the unit where it ends.
    pub fn end(&self) -> &'static str {
        self.steps.last().map_or("", |step| step.to)
    }

    /// How the first unit went into the last, by the least of its steps: a way through any part is a part.
    pub fn kind(&self) -> SuccessionKind {
        self.steps
            .iter()
            .map(|step| step.kind)
            .max_by_key(|kind| looseness(*kind))
            .unwrap_or(SuccessionKind::Part)
    }
}

/// How far a change is from changing nothing.
fn looseness(kind: SuccessionKind) -> u8 {
    match kind {
        SuccessionKind::Continued => 0,
        SuccessionKind::Renamed => 1,
        SuccessionKind::Whole => 2,
        SuccessionKind::Part => 3,
    }
}

/// The ways from a unit to what its ground is today, in the order of the changes' keys; none from a current unit.
///
/// A way ends at a unit of the past only where nothing is known of which of its parts the ground went to.
pub fn became(key: &str) -> Vec<Way> {
    ground_successors(key).into_iter().flat_map(|step| onward(key, step)).collect()
}

/// The ways to a unit from what its ground was, each from as far back as the tables reach, and one for each
/// stop on it; a step from another level counts where the ground stayed the same.
pub fn came_from(key: &str) -> Vec<Way> {
    let mut ways = Vec::new();
    for step in ground_predecessors(key) {
        ways.push(Way { steps: vec![step] });
        for mut way in came_from(step.from) {
            way.steps.push(step);
            ways.push(way);
        }
    }
    ways
}

/// The units that a unit's ground came from directly: those of its own level, and a district whose ground it
/// kept as a whole.
pub fn ground_predecessors(key: &str) -> Vec<Succession> {
    let level = level(key);
    let kept = |step: &Succession| matches!(step.kind, SuccessionKind::Continued | SuccessionKind::Renamed);
    predecessors(key).filter(|step| kept(step) || self::level(step.from) == level).collect()
}

/// The changes of a unit itself: what the tables say, and what became later of the ground that had been its own
/// where it had gone into a unit that was divided. The tasks of a district are among them.
pub fn changes(key: &str) -> Vec<Succession> {
    let mut changes: Vec<Succession> = successors(key).collect();
    // All else that became of its ground are changes of other units.
    let joined: Vec<Succession> = changes
        .iter()
        .filter(|step| step.kind == SuccessionKind::Whole && keeps_ground(key, step) && is_divided(step.to))
        .copied()
        .collect();
    for step in joined {
        let own = own_ground(key, step.date).into_iter().flat_map(|way| way.steps);
        let new: Vec<Succession> = own.filter(|step| !changes.contains(step)).collect();
        changes.extend(new);
    }
    changes.sort_by_key(|step| step.date);
    changes
}

/// Where the ground of a unit went.
fn ground_successors(key: &str) -> Vec<Succession> {
    successors(key).filter(|step| keeps_ground(key, step)).collect()
}

/// Whether ground of a unit went this way: not to the unit above that took over its tasks.
fn keeps_ground(key: &str, step: &Succession) -> bool {
    level(step.to) >= level(key)
}

/// Whether the ground of a unit went to several.
fn is_divided(key: &str) -> bool {
    ground_successors(key).len() > 1
}

/// The ways that begin with a step.
fn onward(key: &str, step: Succession) -> Vec<Way> {
    let further = match step.kind {
        SuccessionKind::Whole if is_divided(step.to) => own_ground(key, step.date),
        SuccessionKind::Part if is_divided(step.to) => Vec::new(),
        _ => became(step.to),
    };
    if further.is_empty() {
        return vec![Way { steps: vec![step] }];
    }
    let joined = |way: Way| Way { steps: std::iter::once(step).chain(way.steps).collect() };
    further.into_iter().map(joined).collect()
}

/// What became, after a day, of the ground that had been a unit's own, as its children tell it: nothing where it
/// had none.
fn own_ground(key: &str, after: Day) -> Vec<Way> {
    let mut ends: BTreeMap<&str, Vec<Way>> = BTreeMap::new();
    let mut from = None;
    for child in children(key) {
        from = child.parent;
        for way in became(child.key).into_iter().filter(|way| way.steps.iter().any(|step| step.date > after))
        {
            ends.entry(way.end()).or_default().push(way);
        }
    }
    let Some(from) = from else { return Vec::new() };
    let is_one = ends.len() == 1;
    let step = |ways: &[Way]| {
        let last = *ways.first()?.steps.last()?;
        let of_all = |is: &dyn Fn(&Way) -> bool| ways.iter().all(is);
        let whole = is_one && of_all(&|way| way.kind() != SuccessionKind::Part);
        let from_here = |part: &Succession| {
            ways.iter()
                .any(|way| way.start() == part.from || way.steps.iter().any(|step| step.to == part.from))
        };
        let kind = match whole {
            true if ground_predecessors(last.to).iter().all(from_here) => SuccessionKind::Renamed,
            true => SuccessionKind::Whole,
            false => SuccessionKind::Part,
        };
        let act =
            last.act.filter(|_| of_all(&|way| way.steps.last().is_some_and(|step| step.act == last.act)));
        Some(Succession { from, kind, act, ..last })
    };
    ends.values().filter_map(|ways| Some(Way { steps: vec![step(ways)?] })).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use SuccessionKind::{Continued, Part, Renamed, Whole};

    use super::*;
    use crate::gazetteer::{Level, unit, units};

    const REFORM: Day = (2025, 7, 1);

    /// A way: its kind, and for each step its target's key and its day.
    type Told<'a> = (SuccessionKind, Vec<(&'a str, Day)>);

    fn told(ways: Vec<Way>) -> Vec<Told<'static>> {
        let steps = |way: &Way| way.steps.iter().map(|step| (step.to, step.date)).collect();
        ways.iter().map(|way| (way.kind(), steps(way))).collect()
    }

    #[track_caller]
    fn check(key: &str, expected: &[(SuccessionKind, &[(&'static str, Day)])]) {
        let expected: Vec<Told<'_>> = expected.iter().map(|(kind, steps)| (*kind, steps.to_vec())).collect();
        assert_eq!(told(became(key)), expected, "{key}");
    }

    /// The names of what became of a unit in one step, as running text writes them.
    fn names(key: &str) -> Vec<String> {
        let name = |way: &Way| unit(way.end()).map(|unit| unit.display_name());
        became(key).iter().filter_map(name).collect()
    }

    #[test]
    fn xa_nhe_and_two_neighbours_became_sang_nhe() {
        for key in ["old-03244", "old-03247", "old-03259"] {
            check(key, &[(Whole, &[("new-03244", REFORM)])]);
        }
        let former = came_from("new-03244");
        let name = |way: &Way| unit(way.start()).map(|unit| unit.display_name());
        let names: Vec<_> = former.iter().filter_map(name).collect();
        assert_eq!(names, ["xã Xá Nhè", "xã Mường Đun", "xã Phình Sáng"]);
        // Phình Sáng lay in another district: what is made of one ground need not lie in one place.
        let parent = |way: &Way| unit(way.start()).and_then(|unit| unit.parent);
        assert_eq!(former.iter().filter_map(parent).collect::<Vec<_>>(), ["old-098", "old-098", "old-099"]);
    }

    #[test]
    fn phuc_thinh_went_to_chiem_hoa_and_never_to_its_namesake() {
        check("old-02338", &[(Whole, &[("new-02287", REFORM)])]);
        let namesakes = crate::gazetteer::units_named("Phúc Thịnh").filter(|unit| unit.is_current());
        for namesake in namesakes {
            assert!(came_from(namesake.key).iter().all(|way| way.start() != "old-02338"), "{}", namesake.key);
        }
    }

    #[test]
    fn a_district_became_all_communes_on_its_ground_and_not_its_province() {
        let communes = [
            "xã Chiêm Hóa",
            "xã Trung Hà",
            "xã Tân Mỹ",
            "xã Yên Lập",
            "xã Tân An",
            "xã Kiên Đài",
            "xã Kim Bình",
            "xã Hòa An",
            "xã Tri Phú",
            "xã Yên Nguyên",
        ];
        assert_eq!(names("old-073"), communes);
        assert!(became("old-073").iter().all(|way| way.kind() == Part));
        assert!(successors("old-073").any(|step| step.to == "new-08"), "its tasks went to the province");
    }

    #[test]
    fn luan_khe_was_split_in_two() {
        check("old-15637", &[(Part, &[("new-15634", REFORM)]), (Part, &[("new-15661", REFORM)])]);
    }

    #[test]
    fn cua_lo_is_what_its_own_wards_became() {
        let vinh = (2024, 12, 1);
        check("pre-413", &[(Whole, &[("old-412", vinh), ("new-16732", REFORM)])]);
        let changes = changes("pre-413");
        assert_eq!(changes.iter().map(|step| step.act).collect::<Vec<_>>(), [Some("1243/NQ-UBTVQH15"), None]);
        assert!(changes.iter().all(|step| step.from == "pre-413"));
        assert_eq!(changes.iter().map(|step| step.kind).collect::<Vec<_>>(), [Whole, Renamed]);
        check("pre-16735", &[(Whole, &[("old-16735", vinh), ("new-16732", REFORM)])]);
        assert_eq!(names("old-412").len(), 6);
        let wards = came_from("new-16732");
        assert_eq!(wards.iter().filter(|way| way.start().starts_with("old-")).count(), 7);
        assert_eq!(wards.iter().filter(|way| way.start().starts_with("pre-")).count(), 7);
    }

    #[test]
    fn tinh_bien_was_renamed_before_it_was_divided() {
        let town = ("old-890", (2023, 4, 10));
        let five = ["new-30502", "new-30505", "new-30520", "new-30526", "new-30538"];
        let ways = five.map(|end| (Part, vec![town, (end, REFORM)]));
        assert_eq!(told(became("pre-890")), ways);
        assert_eq!(
            names("old-890"),
            ["phường Thới Sơn", "phường Chi Lăng", "phường Tịnh Biên", "xã An Cư", "xã Núi Cấm"],
        );
        check("pre-30502", &[(Whole, &[("old-30502", (2023, 4, 10)), ("new-30502", REFORM)])]);
    }

    #[test]
    fn an_giang_took_the_code_of_kien_giang() {
        check("old-89", &[(Whole, &[("new-91", REFORM)])]);
        check("old-91", &[(Whole, &[("new-91", REFORM)])]);
        assert_eq!(unit("new-89"), None);
        assert_eq!(
            unit("old-89").map(|unit| unit.display_name()),
            unit("new-91").map(|unit| unit.display_name())
        );
    }

    #[test]
    fn islands_that_were_districts_are_what_they_were() {
        check("old-498", &[(Renamed, &[("new-20333", REFORM)])]);
        assert_eq!(came_from("new-20333").iter().map(Way::start).collect::<Vec<_>>(), ["old-498"]);
        check("old-01", &[(Continued, &[("new-01", REFORM)])]);
    }

    #[test]
    fn every_unit_leads_to_current_ones_without_a_circle() {
        for this in units() {
            let ways = became(this.key);
            assert_eq!(ways.is_empty(), this.is_current(), "{}", this.key);
            for way in ways {
                assert!(unit(way.end()).is_some_and(|end| end.is_current()), "{way:?}");
                assert!(way.steps.is_sorted_by(|one, next| one.date < next.date), "{way:?}");
                let stops: BTreeSet<_> = way.steps.iter().map(|step| step.to).collect();
                assert!(stops.len() == way.steps.len() && !stops.contains(this.key), "{way:?}");
            }
        }
    }

    #[test]
    fn the_changes_of_a_unit_are_the_steps_from_it_on_all_ways() {
        for this in units() {
            let mut steps: Vec<Succession> = successors(this.key).collect();
            for step in became(this.key).into_iter().flat_map(|way| way.steps) {
                if step.from == this.key && !steps.contains(&step) {
                    steps.push(step);
                }
            }
            steps.sort_by_key(|step| step.date);
            assert_eq!(changes(this.key), steps, "{}", this.key);
        }
    }

    #[test]
    fn every_current_unit_leads_back_and_forth() {
        let mut forward: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for this in units() {
            for way in became(this.key) {
                forward.entry(way.end()).or_default().insert(this.key);
            }
        }
        for current in units().filter(|unit| unit.is_current()) {
            let former = came_from(current.key);
            assert!(!former.is_empty(), "{}", current.key);
            for way in former {
                assert_eq!(way.end(), current.key);
                assert!(forward[current.key].contains(way.start()), "{way:?}");
            }
            // A current commune always lies on part of the ground of the old unit of its code.
            let old = unit(&format!("old-{}", current.code)).filter(|old| old.level == Level::Commune);
            assert!(old.is_none_or(|old| forward[current.key].contains(old.key)), "{}", current.key);
        }
    }
}
