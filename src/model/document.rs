//! Documents that texts cite (văn bản): decisions, plans, official letters.

use serde::Serialize;

use super::id::{BulletinId, LocalityId};
use super::period::Day;
use crate::source::Span;

/// A document, as far as it is known.
#[derive(Debug, Serialize)]
pub struct Document {
    /// Unique on the site; made from the number where `documents.yaml` gives none.
    pub slug: String,
    /// Number and symbol: `61/KH-UBND`.
    pub number: Option<String>,
    /// What kind of document: "Kế hoạch".
    pub kind: Option<String>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// When it was issued.
    pub date: Option<Day>,
    /// The year in which it was, where a text says no more.
    pub year: Option<i32>,
    /// What tells it from others of its number where nobody says who issued it or when.
    pub cited_in: Option<CitedIn>,
    /// What it is about.
    pub title: Option<String>,
    /// Where it can be read: http or https.
    pub url: Option<String>,
    /// Listed bulletins that cite it, newest first.
    pub cited_by: Vec<BulletinId>,
    /// Where `documents.yaml` describes it; `None` for one known from texts alone.
    pub span: Option<Span>,
}

/// The place and the year of the texts that know a document by its number alone.
#[derive(Debug, Serialize)]
pub struct CitedIn {
    /// The place, where none is said to have issued it.
    pub place: Option<LocalityId>,
    /// The year, where none is said.
    pub year: Option<i32>,
}
