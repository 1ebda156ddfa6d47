//! One figure against itself: value, whole and stated per cent.

use rust_decimal::Decimal;

use super::{Contradiction, Report, all_of};
use crate::derive::figures::{Ledger, implied_whole, share};
use crate::model::{MetricKind, Observation, Qualifier};

pub(super) fn find(ledger: &Ledger<'_>, report: &mut Report<'_>) {
    for id in all_of(ledger) {
        let observation = ledger.metric().observation(id);
        if let Some(what) = above_whole(observation) {
            report(id, None, what);
        }
        // "Hơn 500" of 1,000 may be any share above a half.
        if observation.qualifier != Qualifier::Exact {
            continue;
        }
        if let Some(what) = contradicted_share(observation) {
            report(id, None, what);
        }
        if let Some(what) = unnamed_whole(observation).filter(|_| ledger.metric().kind != MetricKind::Percent)
        {
            report(id, None, what);
        }
    }
}

fn contradicted_share(observation: &Observation) -> Option<Contradiction> {
    let share = share(observation)?;
    share.contradiction()?;
    let (stated, computed) = (share.stated?, share.computed?);
    let fitting = implied_whole(observation.value.value, stated);
    Some(Contradiction::Share { stated, computed, fitting })
}

fn above_whole(observation: &Observation) -> Option<Contradiction> {
    let value = observation.value.value;
    // "Gần 26" of 24 may be 24.
    let at_least = matches!(observation.qualifier, Qualifier::Exact | Qualifier::Over);
    if observation.of.as_ref().is_some_and(|of| value > of.value) && at_least {
        return Some(Contradiction::AboveWhole);
    }
    let percent = observation.percent.as_ref()?.value;
    (percent > Decimal::ONE_HUNDRED).then_some(Contradiction::AboveHundred)
}

fn unnamed_whole(observation: &Observation) -> Option<Contradiction> {
    let stated = observation.percent.as_ref().filter(|_| observation.of.is_none())?.value;
    let implied = implied_whole(observation.value.value, stated)?;
    Some(Contradiction::UnnamedWhole { implied })
}
