//! A figure with what one must know to quote it: metric, place, date, share, and what its source leaves open.

use rust_decimal::Decimal;
use serde::Serialize;

use super::super::desk::Desk;
use super::super::format::DateView;
use super::contradiction::accepted_note;
use super::figure::{FigureView, observed_figure};
use super::place::capitalised;
use crate::derive::address::Page;
use crate::derive::figures;
use crate::model::{GroupId, Metric, MetricId, Observation, ObservationId, ObservationStatus};

/// A figure.
#[derive(Debug, Clone, Serialize)]
pub struct StatView {
    /// "trên", "dưới", "khoảng".
    pub qualifier: Option<String>,
    /// The number.
    pub number: String,
    /// What is counted; empty after a percentage.
    pub unit: String,
    /// The metric's name, with the group's where it is of one.
    pub name: String,
    /// The link to the metric.
    pub link: String,
    /// The place; `None` where its reference is broken.
    pub place: Option<String>,
    /// When.
    pub date: DateView,
    /// The share of its whole in words, and what it comes to when computed, where that differs.
    pub share: Option<String>,
    /// The length of its bar, for an attribute: `87.1%`.
    pub bar: Option<String>,
    /// What changed since the figure before, in words.
    pub change: Option<String>,
    /// Provisional or revised, in words.
    pub status: Option<String>,
    /// What the source leaves open or contradicts.
    pub notes: Vec<String>,
}

/// An observation as a figure.
pub fn stat_view(desk: &Desk<'_>, id: MetricId, observation_id: ObservationId) -> StatView {
    let metric = desk.site.metric(id);
    let observation = desk.site.observation(id, observation_id);
    let FigureView { qualifier, number, unit } = observed_figure(desk, metric, observation);
    StatView {
        qualifier,
        number,
        unit,
        name: match observation.group {
            Some(group) => format!("{}: {}", metric.name.value, group_name(metric, group)),
            None => metric.name.value.clone(),
        },
        link: desk.link(Page::Metric(id)),
        place: observation.locality.map(|id| capitalised(&desk.site.locality(id).name)),
        date: desk.date(&observation.date),
        share: share_in_words(desk, metric, observation),
        bar: bar(observation),
        change: change_in_words(desk, id, observation_id),
        status: status(desk, observation),
        notes: accepted_note(desk, id, observation_id).into_iter().chain(observation.note.clone()).collect(),
    }
}

/// The name of a group.
pub fn group_name(metric: &Metric, group: GroupId) -> &str {
    metric.groups.get(group.index()).map(|group| group.name.as_str()).unwrap_or_default()
}

fn share_in_words(desk: &Desk<'_>, metric: &Metric, observation: &Observation) -> Option<String> {
    let share = figures::share(observation)?;
    let percent = desk.format().percent(share.shown());
    let mut words = match (&observation.of, share.stated) {
        (Some(of), _) => {
            let whole = format!("{} {}", desk.number(of.value), metric.unit.other);
            desk.words.fill("stat.share", &[("percent", &percent), ("whole", &whole)])
        }
        (None, _) => desk.words.fill("stat.share_stated", &[("percent", &percent)]),
    };
    if let Some(computed) = share.contradiction() {
        let percent = desk.format().percent(computed);
        words.push_str(&desk.words.fill("stat.share_computed", &[("percent", &percent)]));
    }
    Some(words)
}

fn bar(observation: &Observation) -> Option<String> {
    let share = figures::share(observation)?.shown();
    let length = share.clamp(Decimal::ZERO, Decimal::ONE_HUNDRED).round_dp(1).normalize();
    Some(format!("{length}%"))
}

fn change_in_words(desk: &Desk<'_>, metric: MetricId, id: ObservationId) -> Option<String> {
    let change = desk.ledger(metric).change(id)?;
    let since = &desk.site.observation(metric, change.since).date;
    let since = desk.date(since).text?;
    let by = desk.format().change(change.by);
    Some(desk.words.fill("stat.change", &[("change", &by), ("since", &since)]))
}

fn status(desk: &Desk<'_>, observation: &Observation) -> Option<String> {
    let key = match observation.status {
        ObservationStatus::Final => return None,
        ObservationStatus::Provisional => "stat.provisional",
        ObservationStatus::Revised => "stat.revised",
    };
    Some(desk.words.get(key).to_owned())
}
