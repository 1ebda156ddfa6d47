//! What a reference in a text means by a figure, and what it was computed from: the one place that decides it,
//! for checks of the words and for pages that fill them in.

use rust_decimal::Decimal;

use super::ledger::Ledger;
use super::share::share;
use crate::model::{Figured, MetricKind, Observation, ObservationId, Qualifier};
use crate::source::Spanned;

/// A figure that a reference means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Meant<'m> {
    /// The figure, not rounded.
    pub value: Decimal,
    /// As pages write it where a text leaves the words to them: a computed share has one digit after the sign,
    /// or as many as the stated one.
    pub shown: Decimal,
    /// Whether it is in per cent, so that it may stand before the sign.
    pub in_percent: bool,
    /// How it is meant.
    pub qualifier: Qualifier,
    /// What it was computed from.
    pub base: Base<'m>,
    /// The whole that it is a part of, where it is one in the metric's unit.
    pub of: Option<&'m Spanned<Decimal>>,
}

/// What a figure was computed from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Base<'m> {
    /// Nothing: it stands in the data.
    Stated(&'m Spanned<Decimal>),
    /// part ÷ whole, in per cent.
    Share {
        /// The part.
        part: &'m Spanned<Decimal>,
        /// The whole.
        whole: &'m Spanned<Decimal>,
    },
    /// whole − part.
    Remaining {
        /// The whole.
        whole: &'m Spanned<Decimal>,
        /// The part.
        part: &'m Spanned<Decimal>,
    },
    /// now − before.
    Change {
        /// The figure before.
        before: &'m Spanned<Decimal>,
        /// The figure meant.
        now: &'m Spanned<Decimal>,
    },
    /// (now − before) ÷ before, in per cent.
    Growth {
        /// The figure before.
        before: &'m Spanned<Decimal>,
        /// The figure meant.
        now: &'m Spanned<Decimal>,
    },
}

impl Base<'_> {
    /// Whether the figure says how much another one grew or fell, so that a word may bear its sign.
    pub fn is_change(&self) -> bool {
        matches!(self, Self::Change { .. } | Self::Growth { .. })
    }
}

/// The figure that a reference means, which stands where its words are empty; `None` where the data do not give
/// it.
pub fn meant<'m>(ledger: &Ledger<'m>, id: ObservationId, figure: Figured) -> Option<Meant<'m>> {
    let metric = ledger.metric();
    let observation = &metric.observations[id.index()];
    match figure {
        Figured::Value => {
            let in_percent = metric.kind == MetricKind::Percent;
            let value = stated(&observation.value, in_percent, observation.qualifier);
            Some(Meant { of: observation.of.as_ref(), ..value })
        }
        Figured::Percent => stated_share(observation).or_else(|| computed_share(observation)),
        Figured::Computed => computed_share(observation),
        Figured::Of => Some(stated(observation.of.as_ref()?, false, Qualifier::Exact)),
        Figured::Remaining => remaining(observation),
        Figured::Change => changed(ledger, id),
    }
}

/// All figures that the words of a reference may give, [`meant`] first.
///
/// Where a source contradicts itself and that was accepted, the words may give the computed share instead of
/// the stated one; and a change may be given in per cent.
pub fn readings<'m>(ledger: &Ledger<'m>, id: ObservationId, figure: Figured) -> Vec<Meant<'m>> {
    let observation = ledger.metric().observation(id);
    let other = match figure {
        Figured::Percent if observation.accept.is_some() => computed_share(observation),
        Figured::Change => growth(ledger, id),
        _ => None,
    };
    meant(ledger, id, figure).into_iter().chain(other).collect()
}

fn stated(value: &Spanned<Decimal>, in_percent: bool, qualifier: Qualifier) -> Meant<'_> {
    let shown = value.value;
    Meant { value: shown, shown, in_percent, qualifier, base: Base::Stated(value), of: None }
}

/// The source states a share as it is, however loosely it puts the part.
fn stated_share(observation: &Observation) -> Option<Meant<'_>> {
    Some(stated(observation.percent.as_ref()?, true, Qualifier::Exact))
}

fn computed_share(observation: &Observation) -> Option<Meant<'_>> {
    let share = share(observation)?;
    Some(Meant {
        value: share.computed?,
        shown: share.computed_as_shown()?,
        in_percent: true,
        qualifier: observation.qualifier,
        base: Base::Share { part: &observation.value, whole: observation.of.as_ref()? },
        of: None,
    })
}

fn remaining(observation: &Observation) -> Option<Meant<'_>> {
    let value = super::share::remaining(observation)?;
    let whole = observation.of.as_ref()?;
    let qualifier = match observation.qualifier {
        Qualifier::Over => Qualifier::Under,
        Qualifier::Under => Qualifier::Over,
        same => same,
    };
    let base = Base::Remaining { whole, part: &observation.value };
    Some(Meant { value, shown: value, in_percent: false, qualifier, base, of: Some(whole) })
}

fn changed<'m>(ledger: &Ledger<'m>, id: ObservationId) -> Option<Meant<'m>> {
    let (metric, change) = (ledger.metric(), ledger.change(id)?);
    let (before, now) = (&metric.observations[change.since.index()], &metric.observations[id.index()]);
    Some(Meant {
        value: change.by,
        shown: change.by,
        in_percent: metric.kind == MetricKind::Percent,
        qualifier: of_difference(now.qualifier),
        base: Base::Change { before: &before.value, now: &now.value },
        of: None,
    })
}

/// How much a count grew in per cent; of a metric that is in per cent, nobody could tell it from the points.
fn growth<'m>(ledger: &Ledger<'m>, id: ObservationId) -> Option<Meant<'m>> {
    let percent = ledger.change(id)?.percent.filter(|_| ledger.metric().kind != MetricKind::Percent)?;
    let Meant { qualifier, base: Base::Change { before, now }, .. } = changed(ledger, id)? else {
        return None;
    };
    Some(Meant {
        value: percent,
        shown: super::round(percent, 1),
        in_percent: true,
        qualifier,
        base: Base::Growth { before, now },
        of: None,
    })
}

/// What lies between two bounds is no bound: over 900 less over 850 may be anything near 50.
fn of_difference(qualifier: Qualifier) -> Qualifier {
    match qualifier {
        Qualifier::Exact => Qualifier::Exact,
        _ => Qualifier::About,
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{decimal, metric, observed, spanned};
    use super::*;
    use crate::model::Metric;

    #[track_caller]
    fn check(observation: Observation, figure: Figured, expected: Option<(&str, Qualifier)>) {
        let metric = metric([observed("2021", "1000").build(), observation]);
        let meant = meant(&Ledger::of(&metric), ObservationId::at(1), figure);
        assert_eq!(
            meant.map(|meant| (meant.shown, meant.qualifier)),
            expected.map(|(value, qualifier)| (decimal(value), qualifier))
        );
    }

    #[test]
    fn each_figure_follows_from_the_observation() {
        let one = || observed("2022", "1223").of("2376");
        check(one().build(), Figured::Value, Some(("1223", Qualifier::Exact)));
        check(one().build(), Figured::Of, Some(("2376", Qualifier::Exact)));
        check(one().build(), Figured::Remaining, Some(("1153", Qualifier::Exact)));
        check(one().build(), Figured::Percent, Some(("51.5", Qualifier::Exact)));
        check(one().percent("51.6").build(), Figured::Percent, Some(("51.6", Qualifier::Exact)));
        check(one().percent("51.6").build(), Figured::Computed, Some(("51.5", Qualifier::Exact)));
        check(one().build(), Figured::Change, Some(("223", Qualifier::Exact)));
        check(observed("2022", "3").build(), Figured::Of, None);
        check(observed("2022", "3").build(), Figured::Remaining, None);
        check(observed("2022", "3").percent("5").build(), Figured::Computed, None);
    }

    #[test]
    fn what_follows_from_a_bound_is_one_too() {
        let over = || observed("2022", "900").of("1000").qualifier(Qualifier::Over);
        check(over().build(), Figured::Value, Some(("900", Qualifier::Over)));
        check(over().build(), Figured::Remaining, Some(("100", Qualifier::Under)));
        check(over().build(), Figured::Percent, Some(("90", Qualifier::Over)));
        check(over().build(), Figured::Change, None);
        let metric = metric([
            observed("2021", "850").qualifier(Qualifier::Over).build(),
            observed("2022", "900").qualifier(Qualifier::Over).build(),
        ]);
        let change =
            meant(&Ledger::of(&metric), ObservationId::at(1), Figured::Change).expect("both are bounds");
        assert_eq!((change.value, change.qualifier), (decimal("50"), Qualifier::About));
    }

    #[test]
    fn accepted_contradictions_may_be_quoted_either_way() {
        let shares = |accept: Option<&str>| {
            let mut observation = observed("2022", "12174").of("77894").percent("15.7").build();
            observation.accept = accept.map(|reason| spanned(reason.to_owned()));
            let metric = metric([observation]);
            let found = readings(&Ledger::of(&metric), ObservationId::at(0), Figured::Percent);
            found.iter().map(|meant| meant.shown).collect::<Vec<_>>()
        };
        assert_eq!(shares(None), [decimal("15.7")]);
        assert_eq!(shares(Some("…")), [decimal("15.7"), decimal("15.6")]);
    }

    #[test]
    fn a_change_may_be_told_in_per_cent_unless_the_metric_is() {
        let mut metric = metric([observed("2021", "800").build(), observed("2022", "1000").build()]);
        let shown = |metric: &Metric| {
            let found = readings(&Ledger::of(metric), ObservationId::at(1), Figured::Change);
            found.iter().map(|meant| (meant.shown, meant.in_percent)).collect::<Vec<_>>()
        };
        assert_eq!(shown(&metric), [(decimal("200"), false), (decimal("25"), true)]);
        metric.kind = MetricKind::Percent;
        assert_eq!(shown(&metric), [(decimal("200"), true)]);
    }
}
