//! What was there before: the former places on the ground of a place, and who answers for a former one now.
//!
//! Their bulletins and figures are shown with the later place, as theirs. Nothing is added up here.

use super::succession::{became, came_from};
use crate::model::{LocalityId, Site};

/// The former places on whose ground a place stands, wholly or in part, each once: what it was made of, and what
/// those were made of; last the larger units that were divided and it is a piece of.
///
/// A district whose tasks a province took over was no former part of it.
pub fn former_places(site: &Site, id: LocalityId) -> Vec<LocalityId> {
    let mut found = came_from(site, id);
    let mut larger: Vec<LocalityId> = Vec::new();
    for place in std::iter::once(&id).chain(&found) {
        for before in &site.locality(*place).predecessors {
            let is_larger = site.locality(*before).level < site.locality(*place).level;
            if is_larger && !larger.contains(before) && !found.contains(before) {
                larger.push(*before);
            }
        }
    }
    larger.sort_by_key(|place| (site.locality(*place).until, *place));
    found.append(&mut larger);
    found
}

/// The places that a former one went into, as far as it has come into force, the latest alone; empty for a place
/// that is still there.
pub fn present_places(site: &Site, id: LocalityId) -> Vec<LocalityId> {
    let today = site.today;
    let steps = became(site, id).into_iter().filter(|step| step.date.is_none_or(|day| day <= today));
    let mut places: Vec<LocalityId> = steps.flat_map(|step| step.to).collect();
    places.retain(|place| site.locality(*place).until.is_none_or(|last| last >= today));
    places.sort_unstable();
    places.dedup();
    places
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{day, locality, site, succeed};
    use super::*;
    use crate::model::{Level, SuccessionKind};

    #[test]
    fn a_commune_knows_what_it_was_made_of_and_the_district_it_is_a_piece_of() {
        let mut site = site();
        let [district, first, second, now] =
            ["huyen", "xa-1", "xa-2", "xa"].map(|slug| locality(&mut site, slug, None));
        site.localities[district.index()].level = Level::District;
        succeed(&mut site, district, now, SuccessionKind::Part, day(2025, 7, 1));
        succeed(&mut site, first, second, SuccessionKind::Renamed, day(2024, 7, 1));
        succeed(&mut site, second, now, SuccessionKind::Whole, day(2025, 7, 1));
        assert_eq!(former_places(&site, now), [first, second, district]);
        assert_eq!(former_places(&site, first), []);
    }

    #[test]
    fn a_province_is_no_later_self_of_its_districts() {
        let mut site = site();
        let [district, province] = ["huyen", "tinh"].map(|slug| locality(&mut site, slug, None));
        site.localities[district.index()].level = Level::District;
        site.localities[province.index()].level = Level::Province;
        succeed(&mut site, district, province, SuccessionKind::Whole, day(2025, 7, 1));
        assert_eq!(former_places(&site, province), []);
        assert_eq!(present_places(&site, district), [province]);
    }

    #[test]
    fn what_is_to_come_has_not_come() {
        let mut site = site();
        let [one, two, three] = ["a", "b", "c"].map(|slug| locality(&mut site, slug, None));
        succeed(&mut site, one, two, SuccessionKind::Renamed, day(2024, 7, 1));
        succeed(&mut site, two, three, SuccessionKind::Renamed, day(2030, 7, 1));
        assert_eq!(present_places(&site, one), [two]);
        assert_eq!(present_places(&site, three), []);
    }
}
