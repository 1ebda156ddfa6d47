//! What a text refers to, resolved once: to an id, or to "not found, reported".

use serde::Serialize;

use super::id::{BulletinId, DocumentId, EventId, GroupId, LocalityId, MetricId, ObservationId};
use super::period::Period;
use crate::source::Span;

/// The schemes of the content format: what stands before the colon where a link leads to something of the site.
pub const SCHEMES: [&str; 6] = ["metric", "locality", "event", "bulletin", "document", "chart"];

/// A place in a text that refers to something of the site.
#[derive(Debug, Clone, Serialize)]
pub struct Reference {
    /// What it leads to; `None`: not found (reported by `broken-reference`), or not published yet. Then the
    /// words stand without a link.
    pub target: Option<Target>,
    /// The link as written, words and brackets included; for a recognised document number, the number.
    pub span: Span,
    /// What stands after the scheme, shown where the words are empty and nothing was found; empty where something
    /// was found, or where it is the id of a text that is not published yet.
    pub written: Box<str>,
}

/// What a reference leads to. What takes more room than an id has a place of its own: most references are ids.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[expect(missing_docs, reason = "named as the kinds are")]
pub enum Target {
    Bulletin(BulletinId),
    Locality(LocalityId),
    Event(EventId),
    Document(DocumentId),
    Metric(Box<MetricReference>),
    Chart(Box<ChartReference>),
}

/// A figure that a text quotes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MetricReference {
    /// What is measured.
    pub metric: MetricId,
    /// The place; `None` where the link names the metric alone.
    pub locality: Option<LocalityId>,
    /// The group, where one is named.
    pub group: Option<GroupId>,
    /// The period, where one is named.
    pub period: Option<Period>,
    /// Which figure of the observation is meant.
    pub figure: Figured,
    /// The observation meant; `None` where the link names the metric alone, or nothing fits (reported).
    pub observation: Option<ObservationId>,
}

/// Which figure of an observation is quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Figured {
    /// The value itself.
    Value,
    /// `#percent`: the stated per cent where there is one, else value ÷ of.
    Percent,
    /// `#computed`: always value ÷ of.
    Computed,
    /// `#of`: the whole.
    Of,
    /// `#remaining`: of − value.
    Remaining,
    /// `#change`: since the observation before.
    Change,
}

impl Figured {
    /// What stands behind `#` in a reference for each figure but the value.
    pub const WORDS: [(&'static str, Self); 5] = [
        ("percent", Self::Percent),
        ("computed", Self::Computed),
        ("of", Self::Of),
        ("remaining", Self::Remaining),
        ("change", Self::Change),
    ];
}

/// A chart in a text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChartReference {
    /// What is drawn.
    pub metric: MetricId,
    /// The places drawn; empty: every place that has a figure.
    pub localities: Vec<LocalityId>,
    /// How it is drawn; `None`: as suits the figures.
    pub kind: Option<ChartKind>,
}

/// The form of a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum ChartKind {
    Bar,
    Line,
    Progress,
    Table,
    Map,
}
