//! What is measured (chỉ số), the figures (số liệu) and the goals (chỉ tiêu), as written: exact decimals.

use serde::{Deserialize, Serialize};

use rust_decimal::Decimal;

use super::as_number;
use super::id::{BulletinId, GroupId, LocalityId, MetricId, ObservationId, ProgrammeId};
use super::period::{Dated, Day, Period};
use crate::source::{FileId, Span, Spanned};

/// Something that is measured, at places and times.
#[derive(Debug, Serialize)]
pub struct Metric {
    /// Its slug: the file's name.
    pub slug: String,
    /// Its file.
    pub file: FileId,
    /// Its name.
    pub name: Spanned<String>,
    /// What is counted, and how.
    pub description: Option<String>,
    /// What it counts in.
    pub unit: Unit,
    /// What kind of figure.
    pub kind: MetricKind,
    /// Which way is better.
    pub direction: Direction,
    /// Whether each figure counts everything since the beginning; `None` where the file does not say, see
    /// [`Metric::is_cumulative`].
    pub cumulative: Option<bool>,
    /// The metric whose rest this one counts: what is still to be done of it.
    pub remaining_of: Option<MetricId>,
    /// The programme it belongs to.
    pub programme: Option<ProgrammeId>,
    /// Who states the figures.
    pub source: Option<String>,
    /// The parts that the figures are broken down in.
    pub groups: Vec<Group>,
    /// The figures, in the order written.
    pub observations: Vec<Observation>,
    /// The goals, in the order written.
    pub targets: Vec<TargetFigure>,
}

impl Metric {
    /// A figure of it.
    pub fn observation(&self, id: ObservationId) -> &Observation {
        &self.observations[id.index()]
    }

    /// Whether figures can only grow, since each counts everything so far: what the file says, else counts of
    /// which more is better.
    pub fn is_cumulative(&self) -> bool {
        self.cumulative.unwrap_or(self.kind == MetricKind::Count && self.direction == Direction::Up)
    }

    /// Whether the figure of one period says something beside that of another: where each is counted by itself, only of
    /// two that are equally long. A January's revenue has not fallen because the year before brought more.
    pub fn can_compare(&self, [one, other]: [Period; 2]) -> bool {
        self.cumulative != Some(false) || one.is_as_long_as(other)
    }

    /// Whether figures of different places or groups may be added: counts and amounts, no shares or rates.
    pub fn can_be_added(&self) -> bool {
        matches!(self.kind, MetricKind::Count | MetricKind::Amount)
    }
}

/// What a metric counts in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// After one.
    pub one: String,
    /// After any other number.
    pub other: String,
}

/// What kind of figure a metric gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum MetricKind {
    /// Whole things.
    Count,
    /// Money, lengths, weights.
    Amount,
    /// Per cent; the value is 58.5 for 58,5 %.
    Percent,
    /// So many in a thousand, an hour, a household.
    Rate,
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Direction {
    Up,
    Down,
    None,
}

/// A part that a metric is broken down in.
#[derive(Debug, Serialize, Deserialize)]
pub struct Group {
    /// Unique in the metric.
    pub slug: String,
    /// Its name.
    pub name: String,
}

/// One figure of a metric: this locality, this period, this value (số liệu).
#[derive(Debug, Clone, Serialize)]
pub struct Observation {
    /// Where; `None` where the reference is broken, which is reported.
    pub locality: Option<LocalityId>,
    /// When.
    pub date: Dated,
    /// Of which group; `None` for the total.
    pub group: Option<GroupId>,
    /// In the metric's unit; an exact decimal, as written.
    #[serde(with = "as_number")]
    pub value: Spanned<Decimal>,
    /// The whole that `value` is a part of, in the same unit.
    #[serde(with = "as_number")]
    pub of: Option<Spanned<Decimal>>,
    /// The stated per cent: 87.1 for 87,1 %.
    #[serde(with = "as_number")]
    pub percent: Option<Spanned<Decimal>>,
    /// How `value` is meant.
    pub qualifier: Qualifier,
    /// How settled it is.
    pub status: ObservationStatus,
    /// Free text for readers.
    pub note: Option<String>,
    /// Why the source contradicts itself here; shown to readers instead of warned about.
    pub accept: Option<Spanned<String>>,
    /// The bulletin that states it; `None` also where it is not published.
    pub bulletin: Option<BulletinId>,
    /// Where it was written.
    pub span: Span,
}

impl Observation {
    /// Why an editor lets a contradiction of the source stand, for readers.
    pub fn accepted(&self) -> Option<&str> {
        self.accept.as_ref().map(|reason| reason.value.as_str())
    }
}

/// How a figure is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Qualifier {
    /// As it stands.
    Exact,
    /// At least this ("hơn", "trên").
    Over,
    /// Less than this ("dưới", "gần").
    Under,
    /// Around this ("khoảng").
    About,
}

/// How settled a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum ObservationStatus {
    Final,
    Provisional,
    Revised,
}

/// What is to be reached, and when (chỉ tiêu).
#[derive(Debug, Serialize)]
pub struct TargetFigure {
    /// Where; `None` where the reference is broken, which is reported.
    pub locality: Option<LocalityId>,
    /// Of which group.
    pub group: Option<GroupId>,
    /// The last day to reach it.
    #[serde(with = "as_number")]
    pub due: Option<Spanned<Day>>,
    /// In the metric's unit.
    #[serde(with = "as_number")]
    pub value: Option<Spanned<Decimal>>,
    /// How the source puts it.
    pub text: Option<String>,
    /// Why no figure tells whether it was reached; shown to readers instead of warned about.
    pub accept: Option<Spanned<String>>,
    /// Where it was written.
    pub span: Span,
}

impl TargetFigure {
    /// The last day to reach it.
    pub fn last_day(&self) -> Option<Day> {
        self.due.as_ref().map(|due| due.value)
    }
}
