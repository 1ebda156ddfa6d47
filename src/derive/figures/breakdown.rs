//! Groups and their total: what they add up to, and by how much that misses the stated total.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::ledger::Place;
use crate::model::{GroupId, LocalityId, Metric, ObservationId, Period, Qualifier};

/// The groups of one place and period, beside the total that the source states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breakdown {
    /// Where.
    pub locality: LocalityId,
    /// When.
    pub period: Period,
    /// The observation without a group; `None` where the source states no total.
    pub total: Option<ObservationId>,
    /// The groups that have a figure, in the metric's order; never empty.
    pub parts: Vec<(GroupId, ObservationId)>,
    /// What the parts add up to; `None` where that has too many digits.
    pub sum: Option<Decimal>,
    /// Whether every group of the metric has a figure.
    pub complete: bool,
}

impl Breakdown {
    /// By how much the parts exceed the stated total (3 for 92 against 89), or fall short of it (−16 for 397
    /// against 413). `None` where they agree, where no total is stated, where parts that are missing may be
    /// the difference, and where figures are not made to be added: shares, rates, "hơn 900".
    pub fn excess(&self, metric: &Metric) -> Option<Decimal> {
        let total = self.total?;
        let stated = &metric.observations[total.index()];
        if !self.adds_up(metric) || stated.qualifier != Qualifier::Exact {
            return None;
        }
        let excess = self.sum?.checked_sub(stated.value.value)?;
        let explained = excess < Decimal::ZERO && !self.complete;
        (!excess.is_zero() && !explained).then_some(excess)
    }

    /// What the parts add up to, where that is the whole: every group is there, and all are exact counts or
    /// amounts.
    pub fn meaningful_sum(&self, metric: &Metric) -> Option<Decimal> {
        self.sum.filter(|_| self.complete && self.adds_up(metric))
    }

    fn adds_up(&self, metric: &Metric) -> bool {
        let exact =
            |(_, part): &(_, ObservationId)| metric.observations[part.index()].qualifier == Qualifier::Exact;
        metric.can_be_added() && self.parts.iter().all(exact)
    }
}

/// The groups of every place and period that has some: the newest period first, of one period by locality.
///
/// Of several figures for one group the later written stands.
pub fn breakdowns(metric: &Metric) -> Vec<Breakdown> {
    let mut totals = BTreeMap::new();
    let mut parts: BTreeMap<_, BTreeMap<GroupId, ObservationId>> = BTreeMap::new();
    for (at, observation) in metric.observations.iter().enumerate() {
        let Some(Place { locality, group }) = Place::of(observation) else { continue };
        let key = (std::cmp::Reverse(observation.date.period()), locality);
        match group {
            Some(group) => {
                parts.entry(key).or_default().insert(group, ObservationId::at(at));
            }
            None => {
                totals.insert(key, ObservationId::at(at));
            }
        }
    }
    parts
        .into_iter()
        .map(|(key, parts)| Breakdown {
            locality: key.1,
            period: key.0.0,
            total: totals.get(&key).copied(),
            sum: sum(metric, parts.values()),
            complete: parts.len() == metric.groups.len(),
            parts: parts.into_iter().collect(),
        })
        .collect()
}

fn sum<'a>(metric: &Metric, parts: impl Iterator<Item = &'a ObservationId>) -> Option<Decimal> {
    let mut values = parts.map(|part| metric.observations[part.index()].value.value);
    values.try_fold(Decimal::ZERO, |sum, value| sum.checked_add(value))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{decimal, metric, observed, with_groups};
    use super::*;

    #[track_caller]
    fn check(total: &str, parts: [&str; 3], sum: &str, excess: Option<&str>) {
        let mut observations = vec![observed("2024-01", total).build()];
        observations.extend((0..).zip(parts).map(|(at, part)| observed("2024-01", part).group(at).build()));
        let metric = with_groups(metric(observations), 3);
        let found = breakdowns(&metric);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].sum, Some(decimal(sum)));
        assert_eq!(found[0].excess(&metric), excess.map(decimal));
    }

    #[test]
    fn groups_are_held_against_their_total() {
        check("89", ["67", "13", "12"], "92", Some("3"));
        check("413", ["200", "119", "78"], "397", Some("-16"));
        check("397", ["200", "119", "78"], "397", None);
        check("0.3", ["0.1", "0.1", "0.1"], "0.3", None);
    }

    #[test]
    fn a_missing_group_may_be_what_is_missing_but_not_what_is_too_much() {
        let with_total = |total| {
            let parts = [observed("2024", total).build(), observed("2024", "67").group(1).build()];
            let metric = with_groups(metric(parts), 3);
            breakdowns(&metric)[0].excess(&metric)
        };
        assert_eq!(with_total("89"), None);
        assert_eq!(with_total("60"), Some(decimal("7")));
    }

    #[test]
    fn what_is_not_exact_is_not_held_against_a_total() {
        let about = observed("2024", "70").group(0).qualifier(Qualifier::About).build();
        let metric = with_groups(metric([observed("2024", "60").build(), about]), 1);
        assert_eq!(breakdowns(&metric)[0].excess(&metric), None);
    }

    #[test]
    fn places_and_periods_are_kept_apart_and_the_newest_comes_first() {
        let metric = with_groups(
            metric([
                observed("2023", "1").group(0).build(),
                observed("2024", "2").group(0).at(1).build(),
                observed("2024", "4").group(1).build(),
                observed("2024", "3").group(0).build(),
                observed("2022", "9").build(),
            ]),
            2,
        );
        let found = breakdowns(&metric);
        let keys: Vec<_> = found.iter().map(|one| (one.period.year(), one.locality.index())).collect();
        assert_eq!(keys, [(2024, 0), (2024, 1), (2023, 0)]);
        assert_eq!(found[0].parts.iter().map(|(group, _)| group.index()).collect::<Vec<_>>(), [0, 1]);
        assert_eq!((found[0].total, found[0].sum), (None, Some(decimal("7"))));
        assert_eq!(found[0].meaningful_sum(&metric), Some(decimal("7")));
        assert_eq!(found[1].meaningful_sum(&metric), None, "one group is missing");
    }
}
