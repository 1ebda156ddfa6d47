//! Documents that texts cite (văn bản): decisions, plans, official letters.

use serde::Serialize;

use super::id::BulletinId;
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
    /// What it is about.
    pub title: Option<String>,
    /// Where it can be read: http or https.
    pub url: Option<String>,
    /// Listed bulletins that cite it, newest first.
    pub cited_by: Vec<BulletinId>,
    /// Where `documents.yaml` describes it; `None` for one known from texts alone.
    pub span: Option<Span>,
}
