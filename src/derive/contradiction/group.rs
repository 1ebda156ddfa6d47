//! Groups against the total of their place and period.

use rust_decimal::Decimal;

use super::{Contradiction, Neighbour, Report};
use crate::derive::figures::{Breakdown, Ledgers, Place, breakdowns};
use crate::model::{Metric, MetricId, Qualifier};

pub(super) fn find(ledgers: &Ledgers<'_>, id: MetricId, report: &mut Report<'_>) {
    let metric = ledgers.get(id).metric();
    if metric.groups.is_empty() {
        return;
    }
    for breakdown in breakdowns(metric) {
        let (Some(total), Some(excess)) = (breakdown.total, breakdown.excess(metric)) else { continue };
        let neighbours =
            if excess > Decimal::ZERO { neighbours(ledgers, id, &breakdown) } else { Vec::new() };
        report(total, None, Contradiction::Groups { breakdown, excess, neighbours });
    }
}

/// Figures that the same bulletin counts in the same unit and that have no groups of their own: the total may
/// have left them out while the groups hold them.
fn neighbours(ledgers: &Ledgers<'_>, id: MetricId, breakdown: &Breakdown) -> Vec<Neighbour> {
    let metric = ledgers.get(id).metric();
    let place = Place { locality: breakdown.locality, group: None };
    let Some(total) = breakdown.total.map(|total| metric.observation(total)) else { return Vec::new() };
    let alike = |other: &Metric| {
        other.groups.is_empty()
            && other.remaining_of.is_none()
            && other.kind == metric.kind
            && other.unit == metric.unit
    };
    let beside = |(other, ledger): (MetricId, &crate::derive::figures::Ledger<'_>)| {
        let figure = ledger.metric().observation(ledger.at(place, breakdown.period)?);
        let stated_beside = figure.bulletin.is_some() && figure.bulletin == total.bulletin;
        if !stated_beside || figure.qualifier != Qualifier::Exact {
            return None;
        }
        let together = total.value.value.checked_add(figure.value.value)?;
        let excess = breakdown.sum?.checked_sub(together)?;
        Some(Neighbour { metric: other, value: figure.value.value, together, excess })
    };
    ledgers
        .iter()
        .filter(|(other, ledger)| *other != id && alike(ledger.metric()))
        .filter_map(beside)
        .collect()
}
