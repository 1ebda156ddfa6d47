//! Figures as tables show them: number, unit, qualifier, share, period, and the marks of their footnotes.

use rust_decimal::Decimal;
use serde::Serialize;

use super::super::desk::Desk;
use super::super::format::DateView;
use super::contradiction::accepted_note;
use super::note::{Mark, Notes};
use crate::derive::figures::{Share, round, share};
use crate::model::{Metric, MetricId, MetricKind, Observation, ObservationId, ObservationStatus, Qualifier};

/// A number with what it counts.
#[derive(Debug, Clone, Serialize)]
pub struct FigureView {
    /// "hơn", "dưới", "khoảng"; `None` for an exact figure.
    pub qualifier: Option<String>,
    /// `77.894`, or `58,5%` where the sign is the unit.
    pub number: String,
    /// "công dân"; empty where the number says it all.
    pub unit: String,
}

/// A share.
#[derive(Debug, Serialize)]
pub struct ShareView {
    /// The stated share, else the computed one.
    pub shown: String,
    /// "tính lại: 15,6%", where that contradicts the stated one.
    pub computed: Option<String>,
    /// The length of its bar, for an attribute: `87.1%`.
    pub bar: String,
}

/// When a figure is from.
#[derive(Debug, Serialize)]
pub struct PeriodView {
    /// As far as the source gives it.
    pub date: DateView,
    /// Leads to why the date is not the source's.
    pub mark: Option<Mark>,
}

/// One observation as a row.
#[derive(Debug, Serialize)]
pub struct ObservedView {
    /// When.
    pub period: PeriodView,
    /// The value.
    pub figure: FigureView,
    /// The whole, where the source names it.
    pub of: Option<String>,
    /// The share of the whole.
    pub share: Option<ShareView>,
    /// Lead to what the source adds, and to why it contradicts itself.
    pub marks: Vec<Mark>,
    /// "Sơ bộ"; `None` for a final figure.
    pub status: Option<String>,
}

/// A value of a metric with its unit.
pub fn figure_view(desk: &Desk<'_>, metric: &Metric, value: Decimal, qualifier: Qualifier) -> FigureView {
    let key = match qualifier {
        Qualifier::Exact => None,
        Qualifier::Over => Some("quantity.over"),
        Qualifier::Under => Some("quantity.under"),
        Qualifier::About => Some("quantity.about"),
    };
    let signed = bears_sign(metric);
    let unit = if value == Decimal::ONE { &metric.unit.one } else { &metric.unit.other };
    FigureView {
        qualifier: key.map(|key| desk.words.get(key).to_owned()),
        number: if signed { desk.format().percent(value) } else { desk.number(value) },
        unit: if signed { String::new() } else { unit.clone() },
    }
}

/// An observation's value with its unit.
pub fn observed_figure(desk: &Desk<'_>, metric: &Metric, observation: &Observation) -> FigureView {
    figure_view(desk, metric, observation.value.value, observation.qualifier)
}

/// Whether a metric's figures are written with a per cent sign, which then is their unit.
pub fn bears_sign(metric: &Metric) -> bool {
    metric.kind == MetricKind::Percent && matches!(metric.unit.other.as_str(), "%" | "")
}

/// A share with its bar.
pub fn share_view(desk: &Desk<'_>, share: &Share) -> ShareView {
    let percent = |value| desk.format().percent(value);
    let computed = share.contradiction().map(percent);
    ShareView {
        shown: percent(share.shown()),
        computed: computed.map(|share| desk.words.fill("metric.computed", &[("share", &share)])),
        bar: bar(share.shown()),
    }
}

/// The length of a bar, held between nothing and the whole: `87.1%`.
pub fn bar(percent: Decimal) -> String {
    let length = round(percent.clamp(Decimal::ZERO, Decimal::ONE_HUNDRED), 1).normalize();
    format!("{length}%")
}

/// When an observation is from; a note that says more than its short form goes to the footnotes.
pub fn period_view(desk: &Desk<'_>, observation: &Observation, notes: &mut Notes<'_>) -> PeriodView {
    let date = desk.date(&observation.date);
    let short = date.note.clone().unwrap_or_default();
    let more = date.note_in_full.as_ref().filter(|full| full.trim_end_matches('.') != short);
    PeriodView { mark: more.map(|full| notes.mark(full)), date }
}

/// One observation as a row; its notes go to the footnotes.
pub fn observed_view(
    desk: &Desk<'_>,
    metric_id: MetricId,
    id: ObservationId,
    notes: &mut Notes<'_>,
) -> ObservedView {
    let metric = desk.site.metric(metric_id);
    let observation = metric.observation(id);
    // Tables show the value first, so its notes are numbered first.
    let marks = marks(desk, metric_id, id, notes);
    ObservedView {
        period: period_view(desk, observation, notes),
        figure: observed_figure(desk, metric, observation),
        of: observation.of.as_ref().map(|of| desk.number(of.value)),
        share: share(observation).map(|share| share_view(desk, &share)),
        marks,
        status: status(desk, observation),
    }
}

/// The marks of why a source contradicts itself and of what it adds to a figure.
pub fn marks(desk: &Desk<'_>, metric: MetricId, id: ObservationId, notes: &mut Notes<'_>) -> Vec<Mark> {
    let texts = [accepted_note(desk, metric, id), desk.site.observation(metric, id).note.clone()];
    texts.into_iter().flatten().map(|text| notes.mark(&text)).collect()
}

fn status(desk: &Desk<'_>, observation: &Observation) -> Option<String> {
    let key = match observation.status {
        ObservationStatus::Final => return None,
        ObservationStatus::Provisional => "stat.provisional",
        ObservationStatus::Revised => "stat.revised",
    };
    Some(desk.words.get(key).to_owned())
}
