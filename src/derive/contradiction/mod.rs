//! What in the figures contradicts itself: shares, groups, series, remainders, sums of places.
//!
//! Found once, for the checks that warn writers and for the pages that tell readers, so that both say the same.
//! Nothing is judged: whether a contradiction is the source's and stands is the editor's to say, with `accept`.

mod group;
mod part;
mod remainder;
mod series;
mod share;

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::figures::{Bounds, Breakdown, Ledger, Ledgers, Total, Totals};
use crate::model::{MetricId, ObservationId, Site};

/// A figure that contradicts something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Of which metric.
    pub metric: MetricId,
    /// The figure: the one that a warning points at.
    pub at: ObservationId,
    /// The figure of the same metric that it contradicts, where there is one: an `accept` there will do, too.
    pub against: Option<ObservationId>,
    /// What does not fit.
    pub what: Contradiction,
}

/// What does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Contradiction {
    /// The stated per cent is not value ÷ of, rounded alike.
    Share {
        /// What the source states.
        stated: Decimal,
        /// value ÷ of in per cent, not rounded.
        computed: Decimal,
        /// The wholes that the stated per cent would follow from.
        fitting: Option<Bounds>,
    },
    /// The value is larger than the whole that it is a part of.
    AboveWhole,
    /// The stated share is above 100 per cent.
    AboveHundred,
    /// A share of a whole that nobody names: a question.
    UnnamedWhole {
        /// The wholes that it can be a share of.
        implied: Bounds,
    },
    /// The groups do not add up to the total.
    Groups {
        /// The groups and their total.
        breakdown: Breakdown,
        /// By how much the groups exceed the total, or fall short of it.
        excess: Decimal,
        /// Other figures that may be a part of the total, where the groups exceed it.
        neighbours: Vec<Neighbour>,
    },
    /// A cumulative count is lower than the one before.
    Fall,
    /// A second figure for one place, period and group.
    Repeat {
        /// Whether it is the same figure.
        same: bool,
    },
    /// Two bulletins state different figures for one place, period and group.
    Bulletins,
    /// What is left of another metric is not what that metric leaves.
    Remainder {
        /// The other metric.
        of: MetricId,
        /// Its figure.
        part: ObservationId,
        /// How the two miss each other.
        miss: Miss,
    },
    /// The parts of a place add up to something else.
    Parts(Total),
}

/// How a remainder misses what it is the rest of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Miss {
    /// whole − part is another number.
    Number {
        /// The whole.
        whole: Decimal,
        /// What is left of it.
        left: Decimal,
    },
    /// As a share of the whole it is not what the part's stated share leaves.
    Share {
        /// The whole.
        whole: Decimal,
        /// The rest as a share of it, rounded as the part's share is.
        rest: Decimal,
        /// 100 − the part's stated share.
        left: Decimal,
    },
    /// The part's stated share leaves something else, whatever the whole is.
    Implied {
        /// What may be left.
        left: Bounds,
    },
}

/// A figure of another metric, of the same place, period and bulletin, in the same unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Neighbour {
    /// Whose figure it is.
    pub metric: MetricId,
    /// The figure.
    pub value: Decimal,
    /// Total and figure together.
    pub together: Decimal,
    /// By how much the groups exceed that, or fall short of it.
    pub excess: Decimal,
}

/// Every contradiction of a site, made once.
#[derive(Debug, Default)]
pub struct Contradictions {
    found: Vec<Finding>,
    at: BTreeMap<(MetricId, ObservationId), Vec<usize>>,
}

impl Contradictions {
    /// Holds every figure of a site against the others.
    pub fn of(site: &Site, ledgers: &Ledgers<'_>, totals: &Totals) -> Self {
        let mut found = Vec::new();
        for (id, ledger) in ledgers.iter() {
            let mut report = |at, against, what| found.push(Finding { metric: id, at, against, what });
            share::find(ledger, &mut report);
            group::find(ledgers, id, &mut report);
            series::find(ledger, &mut report);
            remainder::find(ledgers, id, &mut report);
        }
        part::find(site, totals, &mut found);
        Self::indexed(found)
    }

    fn indexed(found: Vec<Finding>) -> Self {
        let mut at: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (number, one) in found.iter().enumerate() {
            at.entry((one.metric, one.at)).or_default().push(number);
            if let Some(against) = one.against {
                at.entry((one.metric, against)).or_default().push(number);
            }
        }
        Self { found, at }
    }

    /// All of them, metric by metric.
    pub fn iter(&self) -> impl Iterator<Item = &Finding> {
        self.found.iter()
    }

    /// Those that an `accept` of this figure lets stand.
    pub fn at(&self, metric: MetricId, observation: ObservationId) -> impl Iterator<Item = &Finding> {
        let numbers = self.at.get(&(metric, observation)).map(Vec::as_slice).unwrap_or_default();
        numbers.iter().map(|number| &self.found[*number])
    }
}

/// Takes a figure, the one that it contradicts, and what does not fit.
type Report<'r> = dyn FnMut(ObservationId, Option<ObservationId>, Contradiction) + 'r;

/// All figures of a metric that have a place, place by place.
fn all_of<'l>(ledger: &'l Ledger<'_>) -> impl Iterator<Item = ObservationId> + 'l {
    ledger.places().flat_map(|(_, ids)| ids.iter().copied())
}

#[cfg(test)]
mod tests;
