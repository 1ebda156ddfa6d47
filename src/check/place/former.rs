//! The unit that a name stood for and that is no more, and what is there now.

use std::collections::BTreeSet;

use super::{Places, Surroundings};
use crate::derive::succession;
use crate::gazetteer::{self, Level, Succession, UnitKind};
use crate::model::{Day, LocalityId};
use crate::vietnamese::spelling_key;

/// A unit that had ceased by a day.
#[derive(Debug, Clone)]
pub(in crate::check) struct Former {
    /// With the word for its kind, as in running text.
    pub(in crate::check) name: String,
    /// Its last day.
    pub(in crate::check) until: Day,
    /// The place of the site that it is.
    pub(in crate::check) place: Option<LocalityId>,
    key: Option<&'static str>,
    /// As in the gazetteer; what only the site knows stands at none.
    level: Option<Level>,
    parent: Option<&'static str>,
}

/// What a former unit is now.
#[derive(Debug, Default)]
pub(in crate::check) struct Heirs {
    /// With the words for their kinds; empty where that can't be told.
    pub(in crate::check) names: Vec<String>,
    /// The number of the act, where one act made them all and it is known.
    pub(in crate::check) act: Option<String>,
}

impl Places<'_> {
    /// The one unit of a kind and name that had ceased by a day; `None` where one of that name is still there,
    /// or where it can't be told which of several is meant.
    ///
    /// Communes repeat each other's names, and the gazetteer does not have all that ended before 2025: one counts
    /// only where it is among a bulletin's surroundings.
    pub(in crate::check) fn former<'s>(
        &self,
        kind: UnitKind,
        name: &str,
        day: Day,
        surroundings: impl Fn() -> &'s Surroundings<'s>,
    ) -> Option<Former> {
        let units = self.units_ceased(kind, name, day)?;
        let went_on = |unit: &Former| {
            let next = unit.key.map(gazetteer::successors).into_iter().flatten();
            next.into_iter().any(|next| units.iter().any(|other| other.key == Some(next.to)))
        };
        let mut last: Vec<&Former> = units.iter().filter(|unit| !went_on(unit)).collect();
        let near = |unit: &&Former| match unit.key {
            Some(key) => surroundings().has_unit(key, unit.parent),
            None => unit.place.is_some_and(|place| surroundings().has_own(place)),
        };
        if last.len() > 1 || last.iter().any(|unit| unit.level == Some(Level::Commune)) {
            last.retain(near);
        }
        match last.as_slice() {
            [one] => Some((*one).clone()),
            _ => None,
        }
    }

    /// All units of a kind and name; `None` where one of them is there on a day or later.
    fn units_ceased(&self, kind: UnitKind, name: &str, day: Day) -> Option<Vec<Former>> {
        let mut found = Vec::new();
        let bearers = self.bearers(name);
        for &(unit, place) in bearers.units.iter().filter(|(unit, _)| unit.kind == kind) {
            let until = match place {
                Some(place) => self.site.locality(place).until,
                None => unit.valid_to.and_then(calendar_day),
            };
            let until = until.filter(|until| *until < day)?;
            found.push(Former {
                name: unit.display_name(),
                until,
                place,
                key: Some(unit.key),
                level: Some(unit.level),
                parent: unit.parent,
            });
        }
        let own = bearers.with_letters.iter().filter(|(place, _)| self.site.locality(*place).key.is_none());
        let own: BTreeSet<LocalityId> = own.map(|(place, _)| *place).collect();
        if own.is_empty() {
            return Some(found);
        }
        let full = spelling_key(&format!("{} {name}", kind.word()));
        let own = own.into_iter().map(|place| (place, self.site.locality(place)));
        for (place, locality) in own.filter(|(_, locality)| spelling_key(&locality.name) == full) {
            let until = locality.until.filter(|until| *until < day)?;
            let name = locality.name.clone();
            found.push(Former { name, until, place: Some(place), key: None, level: None, parent: None });
        }
        Some(found)
    }

    /// What a former unit is on a day.
    pub(in crate::check) fn heirs(&self, of: &Former, day: Day) -> Heirs {
        let of_place = of.place.map(|place| self.heirs_of_place(place, day)).unwrap_or_default();
        match of.key {
            Some(key) if of_place.names.is_empty() => heirs_of_unit(key, day),
            _ => of_place,
        }
    }

    fn heirs_of_place(&self, place: LocalityId, day: Day) -> Heirs {
        let level = self.site.locality(place).level;
        let steps = succession::became(self.site, place)
            .into_iter()
            .filter(|step| step.date.is_none_or(|date| date <= day));
        let ends = steps.flat_map(|step| step.to.into_iter().map(move |to| (to, step.act.clone())));
        let there = ends.filter(|(to, _)| {
            let locality = self.site.locality(*to);
            locality.level >= level && locality.until.is_none_or(|until| until >= day)
        });
        Heirs::from(there.map(|(to, act)| (self.site.locality(to).name.clone(), act)))
    }
}

impl Heirs {
    fn from(found: impl Iterator<Item = (String, Option<String>)>) -> Self {
        let (names, acts): (Vec<String>, BTreeSet<Option<String>>) = found.unzip();
        let act = if acts.len() == 1 { acts.into_iter().next().flatten() } else { None };
        Self { names, act }
    }
}

/// What stands on a day where a unit was. The province that took over a district's tasks is none of it.
fn heirs_of_unit(key: &str, on: Day) -> Heirs {
    let has_come = |step: &Succession| calendar_day(step.date).is_some_and(|date| date <= on);
    let stops = gazetteer::became(key).into_iter().filter_map(|way| way.steps.into_iter().rfind(has_come));
    // Several ways may lead through one unit, or end there.
    let mut seen = BTreeSet::new();
    let there = stops.filter_map(|step| {
        let to = gazetteer::unit(step.to).filter(|to| seen.insert(to.key))?;
        let is_there = to.valid_to.and_then(calendar_day).is_none_or(|until| until >= on);
        is_there.then(|| (to.display_name(), step.act.map(str::to_owned)))
    });
    Heirs::from(there)
}

fn calendar_day((year, month, day): gazetteer::Day) -> Option<Day> {
    Day::from_ymd_opt(year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(key: &str, on: (i32, u32, u32), names: &[&str]) {
        let on = calendar_day(on).expect("a day");
        assert_eq!(heirs_of_unit(key, on).names, names, "{key} on {on}");
    }

    #[test]
    fn a_unit_is_what_stood_on_its_own_ground_on_a_day() {
        check("pre-413", (2025, 1, 1), &["thành phố Vinh"]);
        check("pre-413", (2025, 8, 1), &["phường Cửa Lò"]);
        check("pre-890", (2024, 1, 1), &["thị xã Tịnh Biên"]);
        check("old-03244", (2025, 8, 1), &["xã Sáng Nhè"]);
        check("old-03244", (2025, 1, 1), &[]);
    }
}
