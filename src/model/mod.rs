//! Is the site as data: every reference resolved, or known to be broken.
//!
//! Only what is published is in here: drafts and texts under embargo are left out while it is made, so that
//! no page, list or data file has to remember to. Reads nothing, formats nothing, computes no figure.

pub(crate) mod as_number;
mod body;
mod bulletin;
mod config;
mod document;
mod event;
mod id;
mod locality;
mod metric;
mod page;
mod passage;
mod period;
mod reference;
mod site;
mod theme;

pub use body::{Alignment, Block, Bodies, Body, Figure, Inline, ListItem, ReadText, TextId};
pub use bulletin::{
    Accepted, Bulletin, Correction, Credit, Listing, Picture, Poll, PollOption, SourceCredit, Withdrawal,
};
pub use config::{Category, Contact, Language, Paths, Programme, Publisher, RawHtml, SiteConfig};
pub use document::{CitedIn, Document};
pub use event::{Event, EventKind, EventStatus, PartOfDay};
pub use id::{
    BulletinId, CategoryId, DocumentId, EventId, GroupId, LocalityId, MetricId, ObservationId, PageId,
    ProgrammeId, TagId,
};
pub use locality::{Level, Locality, Population, Succession, SuccessionKind};
pub use metric::{
    Direction, Group, Metric, MetricKind, Observation, ObservationStatus, Qualifier, TargetFigure, Unit,
};
pub use page::StandingPage;
pub use passage::{GAP, Passage, PassageKind, Piece};
pub use period::{
    Clock, Dated, Datelike, Day, Inferred, Moment, Period, TimeZone, When, days_in_month, moment_in,
};
pub use reference::{ChartKind, ChartReference, Figured, MetricReference, Reference, SCHEMES, Target};
pub use site::{GlossaryEntry, Held, Site, Tag};
pub use theme::{Asset, Forms, Template, Theme, ThemeString, ThemeStrings};
