//! Places with an administration (địa phương), before and after reforms.

use serde::{Deserialize, Serialize};

use rust_decimal::Decimal;

use super::as_number;
use super::config::Contact;
use super::id::LocalityId;
use super::period::Day;
use crate::source::Span;

/// What kind of place: a parent's level is above its child's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Level {
    Country,
    Province,
    District,
    Commune,
    Village,
}

/// A place that is reported on, or that one of those belongs to, came from or became.
#[derive(Debug, Serialize)]
pub struct Locality {
    /// Its slug.
    pub slug: String,
    /// Its name with the kind word, as in running text: "xã Xá Nhè".
    pub name: String,
    /// How high it stands.
    pub level: Level,
    /// What it lies in; `None` for the country, and where the reference is broken.
    pub parent: Option<LocalityId>,
    /// The official code, zeros included.
    pub code: Option<String>,
    /// The gazetteer's key: `old-03244`.
    pub key: Option<&'static str>,
    /// Other spellings that readers type and texts use.
    pub aliases: Vec<String>,
    /// Its first day, where known.
    #[serde(with = "as_number")]
    pub from: Option<Day>,
    /// Its last day, where it has ceased.
    #[serde(with = "as_number")]
    pub until: Option<Day>,
    /// What it became, in the order given.
    pub successors: Vec<Succession>,
    /// What it was made of: the other end of [`Self::successors`].
    pub predecessors: Vec<LocalityId>,
    /// Latitude and longitude, WGS 84, in degrees.
    #[serde(with = "as_number")]
    pub location: Option<(Decimal, Decimal)>,
    /// In square kilometres.
    #[serde(with = "as_number")]
    pub area: Option<Decimal>,
    /// How many people lived there, and when.
    pub population: Option<Population>,
    /// How its office is reached.
    pub contact: Option<Contact>,
    /// Whether it has a page and stands in the A–Z: every place that the site names itself, and those added
    /// from the gazetteer that a text or a figure speaks of, or of a part of them.
    pub has_page: bool,
    /// Where it was written; `None` where the gazetteer added it.
    pub span: Option<Span>,
}

/// How many people live in a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Population {
    /// People.
    #[serde(with = "as_number")]
    pub value: Decimal,
    /// When they were counted.
    pub period: super::period::Period,
}

/// How a place went into another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SuccessionKind {
    /// All of it went in, together with others.
    Whole,
    /// Some of it went in.
    Part,
    /// The same ground under another name or kind.
    Renamed,
    /// The same ground, name and kind.
    Continued,
}

/// A step from a place to what it became.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Succession {
    /// What it became.
    pub to: LocalityId,
    /// How much of it.
    pub kind: SuccessionKind,
    /// The first day of the new state.
    #[serde(with = "as_number")]
    pub date: Option<Day>,
    /// The number of the act that says so; never guessed.
    pub act: Option<String>,
}
