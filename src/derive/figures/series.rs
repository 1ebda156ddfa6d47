//! The figures of one place over time: the newest, those before it, and what changed.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::share::percent;
use crate::model::{Day, GroupId, LocalityId, Metric, Observation, ObservationId};

/// What figures are compared within: a place, and a group where the metric has groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Where.
    pub locality: LocalityId,
    /// Of which group; `None` for the total.
    pub group: Option<GroupId>,
}

impl Place {
    /// Where an observation was made; `None` where its locality is a broken reference.
    pub fn of(observation: &Observation) -> Option<Self> {
        Some(Self { locality: observation.locality?, group: observation.group })
    }
}

/// What changed since the observation before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// The observation before.
    pub since: ObservationId,
    /// What was added; below zero where it fell.
    pub by: Decimal,
    /// The same in per cent of the value before, not rounded; `None` where that was nothing.
    pub percent: Option<Decimal>,
}

/// The observations of one place, the oldest first; of one period in the order written.
pub fn series(metric: &Metric, place: Place) -> Vec<ObservationId> {
    let mut found: Vec<_> = numbered(metric).filter(|(_, one)| Place::of(one) == Some(place)).collect();
    found.sort_by_key(|(id, observation)| (observation.date.period(), *id));
    found.into_iter().map(|(id, _)| id).collect()
}

/// The newest observation of each place and group.
///
/// With a day, those count whose period begins not after it: what a text of that day could know.
pub fn latest(metric: &Metric, not_after: Option<Day>) -> BTreeMap<Place, ObservationId> {
    newest_of(metric, numbered(metric).filter(|(_, one)| has_begun(one, not_after)))
}

/// As [`latest`], of one locality: its total and its groups.
pub fn latest_in(metric: &Metric, locality: LocalityId) -> BTreeMap<Place, ObservationId> {
    newest_of(metric, numbered(metric).filter(|(_, one)| one.locality == Some(locality)))
}

/// The newest observation of one place and group, as [`latest`] finds it.
pub fn latest_at(metric: &Metric, place: Place, not_after: Option<Day>) -> Option<ObservationId> {
    let here = numbered(metric).filter(|(_, one)| Place::of(one) == Some(place) && has_begun(one, not_after));
    newest_of(metric, here).remove(&place)
}

fn has_begun(observation: &Observation, by: Option<Day>) -> bool {
    by.is_none_or(|day| observation.date.period().first_day() <= day)
}

/// Of equally new ones the last written.
fn newest_of<'m>(
    metric: &Metric,
    observations: impl Iterator<Item = (ObservationId, &'m Observation)>,
) -> BTreeMap<Place, ObservationId> {
    let mut newest: BTreeMap<Place, ObservationId> = BTreeMap::new();
    for (id, observation) in observations {
        let Some(place) = Place::of(observation) else { continue };
        let known = newest.entry(place).or_insert(id);
        if metric.observations[known.index()].date.period() <= observation.date.period() {
            *known = id;
        }
    }
    newest
}

/// What changed since the observation before: the newest of an earlier period with the same place, group and
/// qualifier ("hơn 900" says nothing exact beside 850).
pub fn change(metric: &Metric, id: ObservationId) -> Option<Change> {
    let now = &metric.observations[id.index()];
    let comparable = |before: &Observation| {
        before.qualifier == now.qualifier && before.date.period().first_day() < now.date.period().first_day()
    };
    let all = series(metric, Place::of(now)?);
    let since = all.into_iter().rev().find(|before| comparable(&metric.observations[before.index()]))?;
    let before = metric.observations[since.index()].value.value;
    let by = now.value.value.checked_sub(before)?;
    Some(Change { since, by, percent: percent(by, before) })
}

fn numbered(metric: &Metric) -> impl Iterator<Item = (ObservationId, &Observation)> {
    metric.observations.iter().enumerate().map(|(at, observation)| (ObservationId::at(at), observation))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{decimal, metric, observed};
    use super::*;
    use crate::model::Qualifier;

    fn place(locality: usize) -> Place {
        Place { locality: LocalityId::at(locality), group: None }
    }

    fn day(year: i32, month: u32, day: u32) -> Option<Day> {
        Day::from_ymd_opt(year, month, day)
    }

    #[test]
    fn the_newest_figure_of_each_place_is_found_in_any_order() {
        let metric = metric([
            observed("2023-02", "30").build(),
            observed("2022-11", "20").build(),
            observed("2022-12", "7").at(1).build(),
        ]);
        let newest = latest(&metric, None);
        assert_eq!(newest[&place(0)].index(), 0);
        assert_eq!(newest[&place(1)].index(), 2);
        assert_eq!(newest.len(), 2);
    }

    #[test]
    fn a_text_quotes_what_its_day_could_know() {
        let metric = metric([
            observed("2022-11", "20").build(),
            observed("2022-12", "25").build(),
            observed("2023", "30").build(),
        ]);
        let known = |not_after| latest_at(&metric, place(0), not_after).map(ObservationId::index);
        assert_eq!(known(day(2022, 11, 30)), Some(0));
        assert_eq!(known(day(2022, 12, 1)), Some(1), "a month that has begun counts");
        assert_eq!(known(day(2022, 10, 31)), None);
        assert_eq!(known(None), Some(2));
    }

    #[test]
    fn of_two_figures_for_one_period_the_later_written_stands() {
        let metric = metric([observed("2022", "1").build(), observed("2022", "2").build()]);
        assert_eq!(latest_at(&metric, place(0), None).map(ObservationId::index), Some(1));
    }

    #[test]
    fn change_is_counted_from_the_period_before() {
        let metric = metric([
            observed("2023-02", "30").build(),
            observed("2022-11", "20").build(),
            observed("2022-12", "25").build(),
        ]);
        let change = change(&metric, ObservationId::at(0)).expect("there is one before");
        assert_eq!((change.since.index(), change.by, change.percent), (2, decimal("5"), Some(decimal("20"))));
        assert_eq!(super::change(&metric, ObservationId::at(1)), None);
    }

    #[test]
    fn only_like_is_compared_with_like() {
        let metric = metric([
            observed("2022", "900").qualifier(Qualifier::Over).build(),
            observed("2023", "850").build(),
            observed("2024", "1000").qualifier(Qualifier::Over).build(),
            observed("2025", "80").at(1).build(),
        ]);
        assert_eq!(change(&metric, ObservationId::at(1)), None);
        assert_eq!(change(&metric, ObservationId::at(3)), None);
        let over = change(&metric, ObservationId::at(2)).expect("both are “over”");
        assert_eq!((over.since.index(), over.by), (0, decimal("100")));
    }

    #[test]
    fn growth_from_nothing_has_no_per_cent() {
        let metric = metric([observed("2022", "0").build(), observed("2023", "5").build()]);
        let change = change(&metric, ObservationId::at(1)).expect("there is one before");
        assert_eq!((change.by, change.percent), (decimal("5"), None));
    }
}
