//! Totals up the hierarchy of places: what a district comes to when every one of its communes is known.
//!
//! A total is offered only where no part is missing. Which parts there are the gazetteer says, for the days of
//! the period; what the site adds to that counts as well. A place whose parts nobody lists (a commune's
//! villages) has no total.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::ledger::{Ledger, Ledgers, Place};
use crate::gazetteer;
use crate::model::{
    Day, GroupId, Level, Locality, LocalityId, MetricId, ObservationId, Period, Qualifier, Site,
};

/// What the parts of a place come to, for one period and group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Total {
    /// Where.
    pub locality: LocalityId,
    /// When; that of every part.
    pub period: Period,
    /// Of which group; that of every part.
    pub group: Option<GroupId>,
    /// The sum of the parts, each of which is exact.
    pub value: Decimal,
    /// The sum of their wholes, where each part has one.
    pub of: Option<Decimal>,
    /// All parts, in the order of their slugs.
    pub parts: Vec<LocalityId>,
    /// What the source states for the same place, period and group, where it does so exactly.
    pub stated: Option<ObservationId>,
}

/// The totals of all metrics, made once for a build.
#[derive(Debug, Default)]
pub struct Totals {
    /// Metric by metric, and there place by place, the oldest first.
    all: Vec<(MetricId, Total)>,
    /// Of each place and metric the newest without groups, where the source states nothing as new.
    newest: BTreeMap<(LocalityId, MetricId), usize>,
}

impl Totals {
    /// Adds up whatever can be added up.
    pub fn of(site: &Site, ledgers: &Ledgers<'_>) -> Self {
        let hierarchy = Hierarchy::of(site);
        let mut found = Self::default();
        for (metric, ledger) in ledgers.iter() {
            for total in totals(site, &hierarchy, ledger) {
                found.add(metric, ledger, total);
            }
        }
        found
    }

    /// Totals of one place come the oldest first.
    fn add(&mut self, metric: MetricId, ledger: &Ledger<'_>, total: Total) {
        let stated = ledger.latest_at(Place { locality: total.locality, group: None }, None);
        let is_newer = stated.is_none_or(|id| ledger.metric().observation(id).date.period() < total.period);
        if total.group.is_none() && is_newer {
            self.newest.insert((total.locality, metric), self.all.len());
        }
        self.all.push((metric, total));
    }

    /// All of them, metric by metric.
    pub fn iter(&self) -> impl Iterator<Item = (MetricId, &Total)> {
        self.all.iter().map(|(metric, total)| (*metric, total))
    }

    /// The newest totals of a metric, without groups, of each place for which the source states nothing of that
    /// period or later; by place.
    pub fn newest_of(&self, metric: MetricId) -> impl Iterator<Item = &Total> {
        let first = self.all.partition_point(|(of, _)| *of < metric);
        let all = self.all.iter().enumerate().skip(first).take_while(move |(_, (of, _))| *of == metric);
        let is_newest =
            move |at: usize, total: &Total| self.newest.get(&(total.locality, metric)) == Some(&at);
        all.filter(move |(at, (_, total))| is_newest(*at, total)).map(|(_, (_, total))| total)
    }

    /// As [`Self::newest_of`], of one place; by metric.
    pub fn newest_at(&self, locality: LocalityId) -> impl Iterator<Item = (MetricId, &Total)> {
        let first = (locality, MetricId::at(0));
        let here = self.newest.range(first..).take_while(move |((place, _), _)| *place == locality);
        here.map(|((_, metric), at)| (*metric, &self.all[*at].1))
    }
}

/// A first and a last day, as far as known.
type Lifetime = (Option<Day>, Option<Day>);

/// The parts of the places whose parts are known.
struct Hierarchy {
    places: BTreeMap<LocalityId, Parts>,
}

struct Parts {
    level: Level,
    /// Those on the site, with when they existed.
    here: Vec<(LocalityId, Lifetime)>,
    /// When those that are not on the site existed.
    elsewhere: Vec<Lifetime>,
}

impl Parts {
    /// The parts that the gazetteer names, those on the site yet to be added; `None` where it names none.
    fn of(units: impl Iterator<Item = gazetteer::Unit>, here: &BTreeSet<&str>) -> Option<Self> {
        let mut level = None;
        let mut elsewhere = Vec::new();
        for unit in units {
            level = Some(level_of(unit.level));
            if !here.contains(unit.key) {
                elsewhere.push((unit.valid_from.and_then(day_of), unit.valid_to.and_then(day_of)));
            }
        }
        Some(Self { level: level?, here: Vec::new(), elsewhere })
    }
}

impl Hierarchy {
    fn of(site: &Site) -> Self {
        let here: BTreeSet<&str> = site.localities.iter().filter_map(|place| place.key).collect();
        let mut places = BTreeMap::new();
        for (id, place) in site.all_localities() {
            let parts = match (place.key, place.level) {
                (_, Level::Country) => {
                    Parts::of(gazetteer::units().filter(|unit| unit.parent.is_none()), &here)
                }
                (Some(key), Level::Province | Level::District) => Parts::of(gazetteer::children(key), &here),
                _ => None,
            };
            places.extend(parts.map(|parts| (id, parts)));
        }
        // What the site says of a place wins over the gazetteer, so its own list says where a place lies.
        for (id, place) in site.all_localities() {
            let above: Option<&mut Parts> = place.parent.and_then(|parent| places.get_mut(&parent));
            if let Some(parts) = above.filter(|parts| parts.level == place.level) {
                parts.here.push((id, lifetime(place)));
            }
        }
        Self { places }
    }

    /// All parts of a place in a period; `None` where one is not on the site, where one came or went meanwhile,
    /// and where no parts are known.
    fn parts(&self, place: LocalityId, period: Period) -> Option<Vec<LocalityId>> {
        let parts = self.places.get(&place)?;
        if parts.elsewhere.iter().any(|life| touches(*life, period)) {
            return None;
        }
        let mut found = Vec::new();
        for (id, life) in parts.here.iter().filter(|(_, life)| touches(*life, period)) {
            if !covers(*life, period) {
                return None;
            }
            found.push(*id);
        }
        (!found.is_empty()).then_some(found)
    }
}

fn lifetime(place: &Locality) -> Lifetime {
    (place.from, place.until)
}

fn touches((from, until): Lifetime, period: Period) -> bool {
    from.is_none_or(|from| from <= period.last_day()) && until.is_none_or(|until| period.first_day() <= until)
}

fn covers((from, until): Lifetime, period: Period) -> bool {
    from.is_none_or(|from| from <= period.first_day()) && until.is_none_or(|until| period.last_day() <= until)
}

fn day_of((year, month, day): gazetteer::Day) -> Option<Day> {
    Day::from_ymd_opt(year, month, day)
}

fn level_of(level: gazetteer::Level) -> Level {
    match level {
        gazetteer::Level::Province => Level::Province,
        gazetteer::Level::District => Level::District,
        gazetteer::Level::Commune => Level::Commune,
    }
}

/// A figure of a place: what the source states, or a total.
struct Known {
    value: Decimal,
    of: Option<Decimal>,
    exact: bool,
    stated: Option<ObservationId>,
}

/// What is known of the places in one period and group.
type Cell = BTreeMap<LocalityId, Known>;

fn totals(site: &Site, hierarchy: &Hierarchy, ledger: &Ledger<'_>) -> Vec<Total> {
    if !ledger.metric().can_be_added() {
        return Vec::new();
    }
    let mut cells: BTreeMap<(Period, Option<GroupId>), Cell> = BTreeMap::new();
    for (place, ids) in ledger.places() {
        for id in ids {
            let observation = ledger.metric().observation(*id);
            let known = Known {
                value: observation.value.value,
                of: observation.of.as_ref().map(|of| of.value),
                exact: observation.qualifier == Qualifier::Exact,
                stated: Some(*id),
            };
            cells.entry((observation.date.period(), place.group)).or_default().insert(place.locality, known);
        }
    }
    let mut found: Vec<Total> = Vec::new();
    for ((period, group), mut cell) in cells {
        // From below, so that districts which could be added up are parts of their province.
        for level in [Level::Commune, Level::District, Level::Province] {
            found.extend(totals_above(site, hierarchy, level, (period, group), &mut cell));
        }
    }
    found.sort_by_key(|total| (total.locality, total.group, total.period));
    found
}

/// The totals of the places that places of a level lie in.
fn totals_above(
    site: &Site,
    hierarchy: &Hierarchy,
    level: Level,
    (period, group): (Period, Option<GroupId>),
    cell: &mut Cell,
) -> Vec<Total> {
    let of_level = cell.keys().filter(|place| site.locality(**place).level == level);
    let mut above: Vec<LocalityId> = of_level.filter_map(|place| site.locality(*place).parent).collect();
    above.sort();
    above.dedup();
    let mut found = Vec::new();
    for locality in above {
        let stated = cell.get(&locality);
        let comparable = stated.is_none_or(|stated| stated.exact);
        let stands = covers(lifetime(site.locality(locality)), period);
        let Some(parts) = hierarchy.parts(locality, period).filter(|_| comparable && stands) else {
            continue;
        };
        let Some((value, of)) = sum(&parts, cell) else { continue };
        let stated = stated.and_then(|stated| stated.stated);
        found.push(Total { locality, period, group, value, of, parts, stated });
        cell.entry(locality).or_insert(Known { value, of, exact: true, stated: None });
    }
    found
}

/// The sum of all parts and of their wholes; `None` where a part has no exact figure.
fn sum(parts: &[LocalityId], cell: &Cell) -> Option<(Decimal, Option<Decimal>)> {
    let mut sum = (Decimal::ZERO, Some(Decimal::ZERO));
    for part in parts {
        let known = cell.get(part).filter(|known| known.exact)?;
        sum.0 = sum.0.checked_add(known.value)?;
        sum.1 = sum.1.zip(known.of).and_then(|(sum, of)| sum.checked_add(of));
    }
    Some(sum)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{decimal, metric, observed, with_groups};
    use super::*;
    use crate::derive::fixture::{day, site};
    use crate::model::{Metric, MetricKind, Observation};

    /// The district of Chiêm Hóa with its 24 communes; returns the places of the communes.
    fn chiem_hoa(site: &mut Site) -> Vec<usize> {
        let mut add = |key: &'static str, level, parent| {
            let unit = gazetteer::unit(key).expect(key);
            let id = crate::derive::fixture::locality(site, &unit.id(), parent);
            let place = &mut site.localities[id.index()];
            place.key = Some(unit.key);
            place.level = level;
            place.from = unit.valid_from.and_then(day_of);
            place.until = unit.valid_to.and_then(day_of);
            id
        };
        let district = add("old-073", Level::District, None);
        let communes = gazetteer::children("old-073");
        let communes: Vec<_> =
            communes.map(|unit| add(unit.key, Level::Commune, Some(district)).index()).collect();
        assert_eq!(communes.len(), 24);
        communes
    }

    fn one_each(places: &[usize]) -> Vec<Observation> {
        places.iter().map(|place| observed("2023", "2").of("3").at(*place).build()).collect()
    }

    fn found(site: &Site, metric: &Metric) -> Vec<Total> {
        totals(site, &Hierarchy::of(site), &Ledger::of(metric))
    }

    #[test]
    fn a_district_is_added_up_where_every_commune_is_there() {
        let mut site = site();
        let communes = chiem_hoa(&mut site);
        let all = found(&site, &metric(one_each(&communes)));
        assert_eq!(all.len(), 1);
        assert_eq!((all[0].locality.index(), all[0].parts.len()), (0, 24));
        assert_eq!((all[0].value, all[0].of), (decimal("48"), Some(decimal("72"))));
        assert_eq!(found(&site, &metric(one_each(&communes[1..]))), [], "one commune has no figure");
    }

    #[test]
    fn a_part_that_is_not_on_the_site_leaves_no_total() {
        let mut site = site();
        let mut communes = chiem_hoa(&mut site);
        let last = communes.pop().expect("a commune");
        site.localities.truncate(last);
        assert_eq!(found(&site, &metric(one_each(&communes))), []);
    }

    #[test]
    fn nothing_is_mixed() {
        let mut site = site();
        let communes = chiem_hoa(&mut site);
        let with = |change: fn(super::super::fixture::Observed) -> Observation| {
            let mut all = one_each(&communes);
            all[0] = change(observed("2023", "2").of("3").at(communes[0]));
            found(&site, &with_groups(metric(all), 1))
        };
        assert_eq!(with(|one| one.qualifier(Qualifier::Over).build()), []);
        assert_eq!(with(|one| one.group(0).build()), []);
        assert_eq!(with(|_| observed("2023-01", "2").at(1).build()), []);
        let mut shares = metric(one_each(&communes));
        shares.kind = MetricKind::Rate;
        assert_eq!(found(&site, &shares), []);
    }

    #[test]
    fn ground_that_changed_in_the_period_has_no_total() {
        let mut site = site();
        let communes = chiem_hoa(&mut site);
        let metric = metric(one_each(&communes));
        site.localities[communes[3]].until = Some(day(2023, 6, 30));
        assert_eq!(found(&site, &metric), []);
        site.localities[communes[3]].until = Some(day(2022, 12, 31));
        let all = found(&site, &metric);
        assert_eq!((all[0].value, all[0].parts.len()), (decimal("46"), 23), "it was gone before");
    }

    #[test]
    fn what_the_source_states_stands_beside_the_sum() {
        let mut site = site();
        let communes = chiem_hoa(&mut site);
        let mut all = one_each(&communes);
        all.push(observed("2023", "50").at(0).build());
        let totals = found(&site, &metric(all));
        assert_eq!((totals[0].value, totals[0].stated), (decimal("48"), Some(ObservationId::at(24))));
    }
}
