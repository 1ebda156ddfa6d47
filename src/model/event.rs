//! Events (sự kiện): what happened, or will, where and when.

use serde::{Deserialize, Serialize};

use super::id::{BulletinId, LocalityId};
use super::period::{Dated, When};
use crate::source::Span;

/// An event.
#[derive(Debug, Serialize)]
pub struct Event {
    /// Unique on the site.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What kind of event.
    pub kind: EventKind,
    /// When it is, or begins.
    pub start: Dated,
    /// When it ends, where it has a length.
    pub end: Option<When>,
    /// Morning, afternoon …, where no hour is given.
    pub part_of_day: Option<PartOfDay>,
    /// The building or square.
    pub place: Option<String>,
    /// The locality.
    pub locality: Option<LocalityId>,
    /// Who invites.
    pub host: Option<String>,
    /// What became of it; `None` where the text does not say.
    pub status: Option<EventStatus>,
    /// Why it was postponed or cancelled.
    pub reason: Option<String>,
    /// Who takes part.
    pub participants: Vec<String>,
    /// The bulletin in whose front matter it stands, where it stands in one.
    pub bulletin: Option<BulletinId>,
    /// Where it was written.
    pub span: Span,
}

/// What kind of event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum EventKind {
    Launch,
    Conference,
    Inspection,
    Training,
    Campaign,
    Service,
    Meeting,
    Other,
}

impl EventKind {
    /// The word of the content format.
    pub fn word(self) -> &'static str {
        match self {
            Self::Launch => "launch",
            Self::Conference => "conference",
            Self::Inspection => "inspection",
            Self::Training => "training",
            Self::Campaign => "campaign",
            Self::Service => "service",
            Self::Meeting => "meeting",
            Self::Other => "other",
        }
    }
}

/// A part of a day, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum PartOfDay {
    Dawn,
    Morning,
    Noon,
    Afternoon,
    Evening,
    Night,
}

impl PartOfDay {
    /// The word of the content format.
    pub fn word(self) -> &'static str {
        match self {
            Self::Dawn => "dawn",
            Self::Morning => "morning",
            Self::Noon => "noon",
            Self::Afternoon => "afternoon",
            Self::Evening => "evening",
            Self::Night => "night",
        }
    }
}

/// What became of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum EventStatus {
    Scheduled,
    Held,
    Postponed,
    Cancelled,
}

impl EventStatus {
    /// The word of the content format.
    pub fn word(self) -> &'static str {
        match self {
            Self::Scheduled => "scheduled",
            Self::Held => "held",
            Self::Postponed => "postponed",
            Self::Cancelled => "cancelled",
        }
    }
}
