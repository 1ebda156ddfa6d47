//! What places became, step by step, as far as the site says so.
//!
//! Infers nothing about ground: once a place was split, where which part of it went is not known here.

mod carry;

use std::collections::BTreeMap;

pub use self::carry::{Carried, Obstacle, carried, made_of};

use crate::model::{Day, LocalityId, Site, SuccessionKind};

/// One change in the life of a place: all that it became on one day in one way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The place that changed.
    pub from: LocalityId,
    /// How.
    pub kind: SuccessionKind,
    /// The first day of the new state.
    pub date: Option<Day>,
    /// The act that says so, where it is named.
    pub act: Option<String>,
    /// What it became, in the order given; never empty.
    pub to: Vec<LocalityId>,
}

/// What became of a place: its own changes and those of the places that took all of it in, the earliest first.
///
/// A change of a place that took in only a part is left out: it need not concern that part. So is the division of
/// a place that took it in together with others: thị xã Cửa Lò went into thành phố Vinh, but is not all of the six
/// phường that Vinh became.
pub fn became(site: &Site, locality: LocalityId) -> Vec<Step> {
    let mut seen = vec![locality];
    // Beside each place, whether its ground is that of the place asked for, and no more.
    let mut waiting = vec![(locality, true)];
    let mut steps = Vec::new();
    while let Some((from, same_ground)) = waiting.pop() {
        for step in own_steps(site, from) {
            if !same_ground && is_divided(site, from) {
                continue;
            }
            let along = step.to.iter().filter(|to| goes_along(site, &step, **to) && !seen.contains(to));
            let along: Vec<_> = along.copied().collect();
            seen.extend(&along);
            let same_ground = same_ground && step.kind != SuccessionKind::Whole;
            waiting.extend(along.into_iter().map(|to| (to, same_ground)));
            steps.push(step);
        }
    }
    steps.sort_by_key(|step| step.date);
    steps
}

/// What a place was made of: its predecessors, and theirs, the oldest first; each once.
pub fn came_from(site: &Site, locality: LocalityId) -> Vec<LocalityId> {
    let mut found: Vec<LocalityId> = Vec::new();
    let mut waiting = vec![locality];
    while let Some(next) = waiting.pop() {
        for before in &site.locality(next).predecessors {
            // What is above or below was not the same kind of place: a district is no former self of a commune.
            if site.locality(*before).level == site.locality(next).level
                && *before != locality
                && !found.contains(before)
            {
                found.push(*before);
                waiting.push(*before);
            }
        }
    }
    found.sort_by_key(|place| (site.locality(*place).until, *place));
    found
}

/// Whether what later happens to `to` happens to all that `step.from` was. A district whose tasks went to its
/// province was not taken in by it as a place: the province's own changes are not the district's.
fn goes_along(site: &Site, step: &Step, to: LocalityId) -> bool {
    step.kind != SuccessionKind::Part && level(site, step.from) <= level(site, to)
}

/// Whether a place went into several of its own rank or below: the province that takes over a district's tasks
/// is none of them.
fn is_divided(site: &Site, from: LocalityId) -> bool {
    let parts =
        site.locality(from).successors.iter().filter(|next| level(site, next.to) >= level(site, from));
    parts.count() > 1
}

/// The changes of one place, the earliest first; of one day those into the higher places first.
fn own_steps(site: &Site, from: LocalityId) -> Vec<Step> {
    let mut steps: BTreeMap<_, Vec<Step>> = BTreeMap::new();
    for succession in &site.locality(from).successors {
        let of_day = steps.entry(succession.date).or_default();
        let same = of_day.iter_mut().find(|step| {
            step.kind == succession.kind
                && step.act == succession.act
                && level(site, step.to[0]) == level(site, succession.to)
        });
        match same {
            Some(step) => step.to.push(succession.to),
            None => of_day.push(Step {
                from,
                kind: succession.kind,
                date: succession.date,
                act: succession.act.clone(),
                to: vec![succession.to],
            }),
        }
    }
    for of_day in steps.values_mut() {
        of_day.sort_by_key(|step| level(site, step.to[0]));
    }
    steps.into_values().flatten().collect()
}

fn level(site: &Site, locality: LocalityId) -> crate::model::Level {
    site.locality(locality).level
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::derive::fixture::{day, locality, site, succeed};
    use crate::model::Level;

    #[track_caller]
    fn check(site: &Site, of: LocalityId, expected: &[(&str, SuccessionKind, &[&str])]) {
        let slug = |id: LocalityId| site.locality(id).slug.clone();
        let found: Vec<_> = became(site, of)
            .into_iter()
            .map(|step| (slug(step.from), step.kind, step.to.into_iter().map(slug).collect::<Vec<_>>()))
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(from, kind, to)| {
                ((*from).to_owned(), *kind, to.iter().map(|to| (*to).to_owned()).collect::<Vec<_>>())
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn what_was_taken_in_whole_goes_along_with_its_new_place() {
        let mut site = site();
        let first = locality(&mut site, "nghi-thu", None);
        let second = locality(&mut site, "nghi-thu-vinh", None);
        let third = locality(&mut site, "cua-lo", None);
        succeed(&mut site, first, second, SuccessionKind::Continued, day(2024, 12, 1));
        succeed(&mut site, second, third, SuccessionKind::Whole, day(2025, 7, 1));
        check(
            &site,
            first,
            &[
                ("nghi-thu", SuccessionKind::Continued, &["nghi-thu-vinh"]),
                ("nghi-thu-vinh", SuccessionKind::Whole, &["cua-lo"]),
            ],
        );
        assert_eq!(came_from(&site, third), [first, second]);
    }

    #[test]
    fn parts_are_named_together_and_not_followed() {
        let mut site = site();
        let [whole, one, two, later] =
            ["huyen", "xa-1", "xa-2", "xa-3"].map(|slug| locality(&mut site, slug, None));
        succeed(&mut site, whole, one, SuccessionKind::Part, day(2025, 7, 1));
        succeed(&mut site, whole, two, SuccessionKind::Part, day(2025, 7, 1));
        succeed(&mut site, two, later, SuccessionKind::Whole, day(2026, 7, 1));
        check(&site, whole, &[("huyen", SuccessionKind::Part, &["xa-1", "xa-2"])]);
    }

    #[test]
    fn what_went_in_with_others_is_not_all_that_they_became() {
        let mut site = site();
        let [town, city, one, two] =
            ["thi-xa", "thanh-pho", "phuong-1", "phuong-2"].map(|slug| locality(&mut site, slug, None));
        succeed(&mut site, town, city, SuccessionKind::Whole, day(2024, 12, 1));
        succeed(&mut site, city, one, SuccessionKind::Whole, day(2025, 7, 1));
        succeed(&mut site, city, two, SuccessionKind::Whole, day(2025, 7, 1));
        check(&site, town, &[("thi-xa", SuccessionKind::Whole, &["thanh-pho"])]);
        check(&site, city, &[("thanh-pho", SuccessionKind::Whole, &["phuong-1", "phuong-2"])]);
    }

    #[test]
    fn a_district_does_not_share_its_provinces_changes() {
        let mut site = site();
        let [district, commune, province, merged] =
            ["huyen", "xa", "tinh", "tinh-moi"].map(|slug| locality(&mut site, slug, None));
        site.localities[district.index()].level = Level::District;
        for id in [province, merged] {
            site.localities[id.index()].level = Level::Province;
        }
        succeed(&mut site, district, commune, SuccessionKind::Part, day(2025, 7, 1));
        succeed(&mut site, district, province, SuccessionKind::Whole, day(2025, 7, 1));
        succeed(&mut site, province, merged, SuccessionKind::Whole, day(2026, 7, 1));
        check(
            &site,
            district,
            &[("huyen", SuccessionKind::Whole, &["tinh"]), ("huyen", SuccessionKind::Part, &["xa"])],
        );
        assert_eq!(came_from(&site, merged), [province]);
    }

    #[test]
    fn a_circle_of_successors_ends() {
        let mut site = site();
        let [one, two] = ["a", "b"].map(|slug| locality(&mut site, slug, None));
        succeed(&mut site, one, two, SuccessionKind::Renamed, day(2024, 1, 1));
        succeed(&mut site, two, one, SuccessionKind::Renamed, day(2025, 1, 1));
        assert_eq!(became(&site, one).len(), 2);
        assert_eq!(came_from(&site, one), [two]);
    }
}
