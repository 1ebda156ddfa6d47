//! Figures of one place and group against each other: those of one period, and those of the one before.

use super::{Contradiction, Report};
use crate::derive::figures::Ledger;
use crate::model::{Metric, Observation, ObservationId, ObservationStatus, Qualifier};

pub(super) fn find(ledger: &Ledger<'_>, report: &mut Report<'_>) {
    let metric = ledger.metric();
    for (_, ids) in ledger.places() {
        let period = |id: &ObservationId| metric.observation(*id).date.period();
        for of_one_period in ids.chunk_by(|one, other| period(one) == period(other)) {
            repeats(metric, of_one_period, report);
        }
        if metric.is_cumulative() {
            falls(metric, ids, report);
        }
    }
}

/// Each figure is held against the first of its period.
fn repeats(metric: &Metric, of_one_period: &[ObservationId], report: &mut Report<'_>) {
    let [first, later @ ..] = of_one_period else { return };
    for id in later {
        if let Some(what) = repeat(metric.observation(*first), metric.observation(*id)) {
            report(*id, Some(*first), what);
        }
    }
}

fn repeat(first: &Observation, later: &Observation) -> Option<Contradiction> {
    // A provisional figure and the final one after it are how statistics are made.
    if first.status != later.status {
        return None;
    }
    let same = (first.value.value, first.qualifier) == (later.value.value, later.qualifier);
    let two_bulletins = first.bulletin.zip(later.bulletin).is_some_and(|(first, later)| first != later);
    match two_bulletins && !same {
        true => (!agree(first, later)).then_some(Contradiction::Bulletins),
        false => Some(Contradiction::Repeat { same }),
    }
}

/// Whether two figures can both be true: "hơn 500" and 512 can.
fn agree(one: &Observation, other: &Observation) -> bool {
    let (a, b) = (one.value.value, other.value.value);
    match (one.qualifier, other.qualifier) {
        (Qualifier::About, _) | (_, Qualifier::About) => true,
        (Qualifier::Exact, Qualifier::Exact) => a == b,
        (Qualifier::Over, Qualifier::Over) | (Qualifier::Under, Qualifier::Under) => true,
        (Qualifier::Over, _) | (_, Qualifier::Under) => a <= b,
        (Qualifier::Under, _) | (_, Qualifier::Over) => a >= b,
    }
}

/// Holds each exact figure against the one before. A figure counts up to the last day of its period, so a year
/// and its December say how much it was on the same day.
fn falls(metric: &Metric, ids: &[ObservationId], report: &mut Report<'_>) {
    let last_day = |id: &ObservationId| metric.observation(*id).date.period().last_day();
    let exact = |id: &&ObservationId| metric.observation(**id).qualifier == Qualifier::Exact;
    let mut ids: Vec<ObservationId> = ids.iter().filter(exact).copied().collect();
    ids.sort_by_key(last_day);
    for pair in ids.windows(2) {
        let (before, now) = (metric.observation(pair[0]), metric.observation(pair[1]));
        let settled =
            now.status != ObservationStatus::Revised && before.status != ObservationStatus::Provisional;
        if settled && last_day(&pair[0]) < last_day(&pair[1]) && now.value.value < before.value.value {
            report(pair[1], Some(pair[0]), Contradiction::Fall);
        }
    }
}
