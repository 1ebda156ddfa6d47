//! A metric that counts what is left of another, against that other.

use rust_decimal::Decimal;

use super::{Contradiction, Miss, Report, all_of};
use crate::derive::figures::{Ledgers, Place, implied_whole, percent, round, share};
use crate::model::{MetricId, Observation, Qualifier};

pub(super) fn find(ledgers: &Ledgers<'_>, id: MetricId, report: &mut Report<'_>) {
    let ledger = ledgers.get(id);
    let Some(of) = ledger.metric().remaining_of else { return };
    let whole = ledgers.get(of);
    for rest_id in all_of(ledger) {
        let rest = ledger.metric().observation(rest_id);
        let place = Place::of(rest).filter(|place| place.group.is_none());
        let Some(part) = place.and_then(|place| whole.at(place, rest.date.period())) else { continue };
        let part_of = whole.metric().observation(part);
        if rest.qualifier != Qualifier::Exact || part_of.qualifier != Qualifier::Exact {
            continue;
        }
        if let Some(miss) = miss(part_of, rest) {
            report(rest_id, None, Contradiction::Remainder { of, part, miss });
        }
    }
}

fn miss(part: &Observation, rest: &Observation) -> Option<Miss> {
    // Of 1.223/2.376 still to be issued, either may be meant as what was left.
    let is = |test: &dyn Fn(Decimal) -> bool| {
        test(rest.value.value) || rest.of.as_ref().is_some_and(|of| test(of.value))
    };
    let Some(whole) = part.of.as_ref().map(|of| of.value) else {
        let stated = part.percent.as_ref()?.value;
        let left = implied_whole(part.value.value, stated)?.less(part.value.value)?;
        return (!is(&|value| left.hold(value))).then_some(Miss::Implied { left });
    };
    let left = whole.checked_sub(part.value.value)?;
    if !is(&|value| value == left) {
        return Some(Miss::Number { whole, left });
    }
    missed_share(part, whole, left)
}

/// A stated share that is wrong leaves a wrong share to the rest.
fn missed_share(part: &Observation, whole: Decimal, rest: Decimal) -> Option<Miss> {
    let stated = share(part).filter(|share| share.contradiction().is_some())?.stated?;
    let rest = round(percent(rest, whole)?, stated.scale());
    let left = Decimal::ONE_HUNDRED.checked_sub(stated)?;
    (rest != left).then_some(Miss::Share { whole, rest, left })
}
