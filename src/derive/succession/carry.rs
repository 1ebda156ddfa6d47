//! Whether a figure of a former place is a figure of what it became.
//!
//! Only where ground stayed together: what was divided cannot be counted again from a sum, and what is missing
//! cannot be guessed. Looks at ground alone; whether there is a figure of every part, the caller sees.

use super::level;
use crate::model::{LocalityId, Site, SuccessionKind};

/// How figures go over to what a place became.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Carried {
    /// The ground is the same: the figure is that of the later place, too.
    AsItIs,
    /// The later place was made of all of these, the one asked for among them: their figures may be added where
    /// every one has its figure. In the order of the ids.
    Together(Vec<LocalityId>),
}

/// Why figures do not go over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Obstacle {
    /// Only a part of the place went in: which share of its figure, nobody knows.
    Divided,
    /// The place went in whole, but only parts of these did. In the order of the ids.
    WithPartsOf(Vec<LocalityId>),
    /// The place went in with others, and the site does not know all of them.
    OthersUnknown,
    /// The later place did not come from this one's ground; a province that took over a district's tasks did not.
    NotItsGround,
}

/// Whether the figures of one place go over to another that it became, in one step or several, and how.
pub fn carried(site: &Site, from: LocalityId, to: LocalityId) -> Result<Carried, Obstacle> {
    carry(site, from, to, &mut vec![to])
}

/// `seen` holds the places on the way back from the later place, so that a circle of successors ends.
fn carry(
    site: &Site,
    from: LocalityId,
    to: LocalityId,
    seen: &mut Vec<LocalityId>,
) -> Result<Carried, Obstacle> {
    if kind(site, from, to).is_some() {
        return carry_one_step(site, from, to);
    }
    let mut obstacle = Obstacle::NotItsGround;
    for between in made_of(site, to) {
        if seen.contains(&between) {
            continue;
        }
        seen.push(between);
        match carry(site, from, between, seen) {
            Ok(first) => return Ok(joined(first, between, carry_one_step(site, between, to)?)),
            Err(Obstacle::NotItsGround) => {}
            Err(other) => obstacle = other,
        }
    }
    Err(obstacle)
}

/// What goes over in two steps, the second from `between`.
fn joined(first: Carried, between: LocalityId, second: Carried) -> Carried {
    let (parts, all) = match (first, second) {
        (first, Carried::AsItIs) => return first,
        (Carried::AsItIs, second) => return second,
        (Carried::Together(parts), Carried::Together(all)) => (parts, all),
    };
    let mut together: Vec<LocalityId> =
        all.into_iter().filter(|part| *part != between).chain(parts).collect();
    together.sort_unstable();
    Carried::Together(together)
}

fn carry_one_step(site: &Site, from: LocalityId, to: LocalityId) -> Result<Carried, Obstacle> {
    match kind(site, from, to) {
        Some(SuccessionKind::Renamed | SuccessionKind::Continued) => return Ok(Carried::AsItIs),
        Some(SuccessionKind::Part) => return Err(Obstacle::Divided),
        Some(SuccessionKind::Whole) if level(site, from) == level(site, to) => {}
        _ => return Err(Obstacle::NotItsGround),
    }
    let all = made_of(site, to);
    let is_part = |other: &LocalityId| kind(site, *other, to) == Some(SuccessionKind::Part);
    let parts: Vec<LocalityId> = all.iter().copied().filter(is_part).collect();
    match all.len() {
        _ if !parts.is_empty() => Err(Obstacle::WithPartsOf(parts)),
        // What is taken in whole is taken in with others.
        0 | 1 => Err(Obstacle::OthersUnknown),
        _ => Ok(Carried::Together(all)),
    }
}

/// The places whose ground a place was made of in one step, in the order of the ids: those of its own level, or,
/// where there are none, one of another level that went on as this one.
pub fn made_of(site: &Site, place: LocalityId) -> Vec<LocalityId> {
    let before = &site.locality(place).predecessors;
    let same_level = |other: &LocalityId| level(site, *other) == level(site, place);
    let goes_on = |other: &LocalityId| {
        matches!(kind(site, *other, place), Some(SuccessionKind::Renamed | SuccessionKind::Continued))
    };
    let mut made_of: Vec<LocalityId> = before.iter().copied().filter(same_level).collect();
    if made_of.is_empty() {
        made_of = before.iter().copied().filter(goes_on).collect();
    }
    made_of.sort_unstable();
    made_of.dedup();
    made_of
}

/// How one place went into another in one step; `None` where it did not.
fn kind(site: &Site, from: LocalityId, to: LocalityId) -> Option<SuccessionKind> {
    let steps = &site.locality(from).successors;
    steps.iter().find(|step| step.to == to).map(|step| step.kind)
}

#[cfg(test)]
mod tests {
    use SuccessionKind::{Continued, Part, Renamed, Whole};

    use super::*;
    use crate::derive::fixture::{day, locality, site, succeed};
    use crate::model::Level;

    /// A site with places a, b, c … and what they became, and who asks for whom.
    #[track_caller]
    fn check(
        facts: &[(usize, usize, SuccessionKind)],
        (from, to): (usize, usize),
        expected: Result<Carried, Obstacle>,
    ) {
        let mut site = site();
        let ids = ["a", "b", "c", "d", "e"].map(|slug| locality(&mut site, slug, None));
        for (year, (from, to, kind)) in (2000..).zip(facts) {
            succeed(&mut site, ids[*from], ids[*to], *kind, day(year, 1, 1));
        }
        assert_eq!(carried(&site, ids[from], ids[to]), expected);
    }

    fn ids<const COUNT: usize>(places: [usize; COUNT]) -> Vec<LocalityId> {
        places.map(LocalityId::at).to_vec()
    }

    #[test]
    fn the_same_ground_keeps_its_figures() {
        check(&[(0, 1, Continued)], (0, 1), Ok(Carried::AsItIs));
        check(&[(0, 1, Renamed), (1, 2, Continued)], (0, 2), Ok(Carried::AsItIs));
    }

    #[test]
    fn figures_of_all_that_went_in_whole_are_added() {
        let two = Ok(Carried::Together(ids([0, 1])));
        check(&[(0, 2, Whole), (1, 2, Whole)], (0, 2), two.clone());
        check(&[(0, 2, Whole), (1, 2, Whole), (2, 3, Renamed)], (1, 3), two);
        let three = Ok(Carried::Together(ids([0, 1, 3])));
        check(&[(0, 2, Whole), (1, 2, Whole), (2, 4, Whole), (3, 4, Whole)], (0, 4), three);
    }

    #[test]
    fn what_was_divided_or_joined_with_parts_is_not_carried_over() {
        let split = [(0, 2, Part), (0, 3, Part), (1, 2, Whole)];
        check(&split, (0, 2), Err(Obstacle::Divided));
        check(&split, (1, 2), Err(Obstacle::WithPartsOf(ids([0]))));
        check(&[(0, 1, Renamed), (1, 2, Part)], (0, 2), Err(Obstacle::Divided));
        check(&[(0, 1, Part), (1, 2, Renamed)], (0, 2), Err(Obstacle::Divided));
    }

    #[test]
    fn others_that_nobody_knows_leave_a_gap() {
        check(&[(0, 1, Whole)], (0, 1), Err(Obstacle::OthersUnknown));
        check(&[(0, 1, Whole)], (1, 0), Err(Obstacle::NotItsGround));
        check(&[], (0, 1), Err(Obstacle::NotItsGround));
        check(&[], (0, 0), Err(Obstacle::NotItsGround));
    }

    #[test]
    fn a_circle_ends() {
        check(&[(0, 1, Renamed), (1, 0, Renamed)], (2, 1), Err(Obstacle::NotItsGround));
    }

    #[test]
    fn tasks_are_no_ground_and_a_town_that_is_a_ward_now_keeps_its_figures() {
        let mut site = site();
        let [town, ward_1, ward_2, ward, province] =
            ["thi-xa", "phuong-1", "phuong-2", "phuong", "tinh"].map(|slug| locality(&mut site, slug, None));
        site.localities[town.index()].level = Level::District;
        site.localities[province.index()].level = Level::Province;
        let reform = day(2025, 7, 1);
        succeed(&mut site, town, ward, Renamed, reform);
        succeed(&mut site, town, province, Whole, reform);
        succeed(&mut site, ward_1, ward, Whole, reform);
        succeed(&mut site, ward_2, ward, Whole, reform);
        assert_eq!(carried(&site, town, ward), Ok(Carried::AsItIs));
        assert_eq!(carried(&site, ward_1, ward), Ok(Carried::Together(vec![ward_1, ward_2])));
        assert_eq!(carried(&site, town, province), Err(Obstacle::NotItsGround));
    }
}
