//! The figures of a metric by place and time: the newest, those before it, and what changed.
//!
//! A page of a place asks every metric for its own figures, so nothing here searches: what is asked for again
//! and again is found through a [`Ledger`].

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rust_decimal::Decimal;

use super::share::percent;
use crate::model::{Day, GroupId, LocalityId, Metric, MetricId, Observation, ObservationId, Period, Site};

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

/// The figures of one metric by place, sorted when they are first asked for, and asked often.
#[derive(Debug)]
pub struct Ledger<'m> {
    metric: &'m Metric,
    sorted: OnceLock<BTreeMap<Place, Vec<ObservationId>>>,
}

impl<'m> Ledger<'m> {
    /// That of a metric.
    pub fn of(metric: &'m Metric) -> Self {
        Self { metric, sorted: OnceLock::new() }
    }

    /// Of each place the oldest first; of one period in the order written.
    fn sorted(&self) -> &BTreeMap<Place, Vec<ObservationId>> {
        self.sorted.get_or_init(|| {
            let mut places: BTreeMap<Place, Vec<ObservationId>> = BTreeMap::new();
            for (id, observation) in numbered(self.metric) {
                if let Some(place) = Place::of(observation) {
                    places.entry(place).or_default().push(id);
                }
            }
            for ids in places.values_mut() {
                // The sort is stable, so those of one period stay in the order written.
                ids.sort_by_key(|id| self.metric.observation(*id).date.period());
            }
            places
        })
    }

    /// The metric.
    pub fn metric(&self) -> &'m Metric {
        self.metric
    }

    /// Every place and group with its figures, the oldest first.
    pub fn places(&self) -> impl Iterator<Item = (Place, &[ObservationId])> {
        self.sorted().iter().map(|(place, ids)| (*place, ids.as_slice()))
    }

    /// The figures of one place, the oldest first; of one period in the order written.
    pub fn series(&self, place: Place) -> &[ObservationId] {
        self.sorted().get(&place).map(Vec::as_slice).unwrap_or_default()
    }

    /// The course of one place: one figure a period, the oldest first. Of several for one period the last
    /// written stands.
    pub fn course(&self, place: Place) -> Vec<ObservationId> {
        let period = |id: &ObservationId| self.metric.observation(*id).date.period();
        let periods = self.series(place).chunk_by(|one, other| period(one) == period(other));
        periods.filter_map(|ids| ids.last().copied()).collect()
    }

    /// The newest figure of each place and group.
    pub fn latest(&self) -> impl Iterator<Item = (Place, ObservationId)> {
        self.sorted().iter().filter_map(|(place, ids)| Some((*place, *ids.last()?)))
    }

    /// As [`Self::latest`], of one locality: its total first, then its groups.
    pub fn latest_in(&self, locality: LocalityId) -> impl Iterator<Item = (Place, ObservationId)> {
        let first = Place { locality, group: None };
        let here = self.sorted().range(first..).take_while(move |(place, _)| place.locality == locality);
        here.filter_map(|(place, ids)| Some((*place, *ids.last()?)))
    }

    /// The newest figure of one place and group.
    ///
    /// With a day, those count whose period begins not after it: what a text of that day could know.
    pub fn latest_at(&self, place: Place, not_after: Option<Day>) -> Option<ObservationId> {
        let ids = self.series(place);
        let known = not_after.map_or(ids.len(), |day| {
            ids.partition_point(|id| self.metric.observation(*id).date.period().first_day() <= day)
        });
        ids[..known].last().copied()
    }

    /// The figure of one place, group and period; of several the last written.
    pub fn at(&self, place: Place, period: Period) -> Option<ObservationId> {
        let ids = self.series(place);
        let up_to = ids.partition_point(|id| self.metric.observation(*id).date.period() <= period);
        let last = *ids[..up_to].last()?;
        (self.metric.observation(last).date.period() == period).then_some(last)
    }

    /// What changed since the observation before: the newest of a period that was over, with the same place, group
    /// and qualifier ("hơn 900" says nothing exact beside 850) that [can be compared](Metric::can_compare).
    pub fn change(&self, id: ObservationId) -> Option<Change> {
        let now = self.metric.observation(id);
        let period = now.date.period();
        let is_like = |before: &Observation| {
            let period_before = before.date.period();
            before.qualifier == now.qualifier
                && period_before.last_day() < period.first_day()
                && self.metric.can_compare([period_before, period])
        };
        let ids = self.series(Place::of(now)?);
        let earlier = ids.partition_point(|id| self.metric.observation(*id).date.period() < period);
        let since = *ids[..earlier].iter().rev().find(|id| is_like(self.metric.observation(**id)))?;
        let before = self.metric.observation(since).value.value;
        let by = now.value.value.checked_sub(before)?;
        Some(Change { since, by, percent: percent(by, before) })
    }
}

/// The ledgers of all metrics, made once for a build.
#[derive(Debug)]
pub struct Ledgers<'m>(Vec<Ledger<'m>>);

impl<'m> Ledgers<'m> {
    /// Those of a site.
    pub fn of(site: &'m Site) -> Self {
        Self(site.metrics.iter().map(Ledger::of).collect())
    }

    /// The ledger of a metric.
    pub fn get(&self, metric: MetricId) -> &Ledger<'m> {
        &self.0[metric.index()]
    }

    /// All of them, in the order of the metrics.
    pub fn iter(&self) -> impl Iterator<Item = (MetricId, &Ledger<'m>)> {
        self.0.iter().enumerate().map(|(at, ledger)| (MetricId::at(at), ledger))
    }
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
        let ledger = Ledger::of(&metric);
        let newest: Vec<_> = ledger.latest().map(|(place, id)| (place, id.index())).collect();
        assert_eq!(newest, [(place(0), 0), (place(1), 2)]);
        let in_second: Vec<_> = ledger.latest_in(LocalityId::at(1)).collect();
        assert_eq!(in_second, [(place(1), ObservationId::at(2))]);
    }

    #[test]
    fn a_text_quotes_what_its_day_could_know() {
        let metric = metric([
            observed("2022-11", "20").build(),
            observed("2022-12", "25").build(),
            observed("2023", "30").build(),
        ]);
        let ledger = Ledger::of(&metric);
        let known = |not_after| ledger.latest_at(place(0), not_after).map(ObservationId::index);
        assert_eq!(known(day(2022, 11, 30)), Some(0));
        assert_eq!(known(day(2022, 12, 1)), Some(1), "a month that has begun counts");
        assert_eq!(known(day(2022, 10, 31)), None);
        assert_eq!(known(None), Some(2));
    }

    #[test]
    fn of_two_figures_for_one_period_the_later_written_stands() {
        let metric = metric([observed("2022", "1").build(), observed("2022", "2").build()]);
        let ledger = Ledger::of(&metric);
        assert_eq!(ledger.latest_at(place(0), None).map(ObservationId::index), Some(1));
        assert_eq!(ledger.at(place(0), Period::Year(2022)).map(ObservationId::index), Some(1));
        assert_eq!(ledger.at(place(0), Period::Year(2023)), None);
    }

    #[test]
    fn change_is_counted_from_the_period_before() {
        let metric = metric([
            observed("2023-02", "30").build(),
            observed("2022-11", "20").build(),
            observed("2022-12", "25").build(),
        ]);
        let ledger = Ledger::of(&metric);
        let change = ledger.change(ObservationId::at(0)).expect("there is one before");
        assert_eq!((change.since.index(), change.by, change.percent), (2, decimal("5"), Some(decimal("20"))));
        assert_eq!(ledger.change(ObservationId::at(1)), None);
    }

    #[test]
    fn only_like_is_compared_with_like() {
        let metric = metric([
            observed("2022", "900").qualifier(Qualifier::Over).build(),
            observed("2023", "850").build(),
            observed("2024", "1000").qualifier(Qualifier::Over).build(),
            observed("2025", "80").at(1).build(),
        ]);
        let ledger = Ledger::of(&metric);
        assert_eq!(ledger.change(ObservationId::at(1)), None);
        assert_eq!(ledger.change(ObservationId::at(3)), None);
        let over = ledger.change(ObservationId::at(2)).expect("both are “over”");
        assert_eq!((over.since.index(), over.by), (0, decimal("100")));
    }

    #[test]
    fn a_period_is_not_compared_with_one_that_it_lies_in() {
        let metric = metric([
            observed("2021", "10").build(),
            observed("2022", "40").build(),
            observed("2022-06", "20").build(),
            observed("2023", "50").build(),
        ]);
        let since = |at| Ledger::of(&metric).change(ObservationId::at(at)).map(|change| change.since.index());
        assert_eq!((since(1), since(2), since(3)), (Some(0), Some(0), Some(2)));
    }

    #[test]
    fn what_is_counted_for_each_period_is_compared_with_one_of_its_length() {
        let mut metric = metric([
            observed("2021", "120").build(),
            observed("2022-01", "7").build(),
            observed("2022", "130").build(),
            observed("2023-01", "9").build(),
        ]);
        metric.cumulative = Some(false);
        let since = |at| Ledger::of(&metric).change(ObservationId::at(at)).map(|change| change.since.index());
        assert_eq!((since(1), since(2), since(3)), (None, Some(0), Some(1)));
    }

    #[test]
    fn growth_from_nothing_has_no_per_cent() {
        let metric = metric([observed("2022", "0").build(), observed("2023", "5").build()]);
        let change = Ledger::of(&metric).change(ObservationId::at(1)).expect("there is one before");
        assert_eq!((change.by, change.percent), (decimal("5"), None));
    }
}
