//! What rules about figures have in common: the figures in order, and how numbers stand in messages.

use rust_decimal::Decimal;

use crate::derive::Derived;
use crate::derive::contradiction::{Contradictions, Finding};
use crate::derive::figures::{Ledgers, round};
use crate::diagnostic::{Diagnostic, Text, text};
use crate::model::{Metric, MetricId, Observation, ObservationId, Qualifier, Site};
use crate::vietnamese::number::{NumberStyle, format_decimal};

/// The site's figures, sorted and held against each other once for all rules.
pub(super) struct Figures<'s> {
    pub(super) site: &'s Site,
    pub(super) ledgers: &'s Ledgers<'s>,
    pub(super) contradictions: &'s Contradictions,
}

/// A contradiction that nobody accepted.
pub(super) struct Open<'f> {
    pub(super) finding: &'f Finding,
    pub(super) metric: &'f Metric,
    pub(super) observation: &'f Observation,
    /// The figure of the same metric that it contradicts.
    pub(super) against: Option<&'f Observation>,
}

impl<'s> Figures<'s> {
    pub(super) fn of(derived: &'s Derived<'s>) -> Self {
        Self { site: derived.site, ledgers: derived.ledgers(), contradictions: derived.contradictions() }
    }

    /// The contradictions that no `accept` lets stand.
    pub(super) fn open(&self) -> impl Iterator<Item = Open<'_>> {
        let open = self.contradictions.iter().map(|finding| {
            let metric = self.site.metric(finding.metric);
            let against = finding.against.map(|id| metric.observation(id));
            Open { finding, metric, observation: metric.observation(finding.at), against }
        });
        open.filter(|one| {
            one.observation.accept.is_none() && one.against.is_none_or(|one| one.accept.is_none())
        })
    }

    /// The figures whose `accept` lets nothing stand.
    pub(super) fn idle_accepts(&self) -> impl Iterator<Item = &Observation> {
        let idle = |metric: MetricId, at: usize, one: &Observation| {
            one.accept.is_some() && self.contradictions.at(metric, ObservationId::at(at)).next().is_none()
        };
        self.site.all_metrics().flat_map(move |(id, metric)| {
            let all = metric.observations.iter().enumerate();
            all.filter(move |(at, one)| idle(id, *at, one)).map(|(_, one)| one)
        })
    }
}

/// A number as each language writes it: 77.894 and 77,894.
pub(super) fn number(value: Decimal) -> Text {
    Text {
        vi: format_decimal(value, &NumberStyle::VIETNAMESE),
        en: format_decimal(value, &NumberStyle::ENGLISH),
    }
}

/// A percentage, rounded to at most so many digits behind the sign.
pub(super) fn percentage(value: Decimal, digits: u32) -> Text {
    let Text { vi, en } = number(round(value, digits));
    text!(vi: "{vi}%", en: "{en}%")
}

/// A percentage as the source states it.
pub(super) fn stated(percent: Decimal) -> Text {
    percentage(percent, percent.scale())
}

/// A figure with how it is meant: "trên 500".
pub(super) fn figure(observation: &Observation) -> Text {
    let Text { vi, en } = number(observation.value.value);
    match observation.qualifier {
        Qualifier::Exact => Text { vi, en },
        Qualifier::Over => text!(vi: "trên {vi}", en: "over {en}"),
        Qualifier::Under => text!(vi: "dưới {vi}", en: "under {en}"),
        Qualifier::About => text!(vi: "khoảng {vi}", en: "about {en}"),
    }
}

/// Says what to do where the source itself is at odds.
pub(super) fn or_accept(diagnostic: Diagnostic) -> Diagnostic {
    diagnostic.help(text!(
        vi: "nếu nguồn viết đúng như vậy, thêm `accept: \"vì sao\"`: người đọc sẽ thấy ghi chú",
        en: "if the source says just this, add `accept: \"why\"`, and readers see a note",
    ))
}
