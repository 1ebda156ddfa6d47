//! A document as an entry of a list: its number, and what is known of it.

use serde::Serialize;

use super::super::desk::Desk;
use crate::derive::address::Page;
use crate::model::{Document, DocumentId};

/// An entry of a plain list.
#[derive(Debug, Clone, Serialize)]
pub struct EntryView {
    /// Its name.
    pub name: String,
    /// The link to its page.
    pub link: String,
    /// What belongs to it, in a line of its own.
    pub note: Option<String>,
    /// How many of something it has, in words.
    pub count: Option<String>,
}

/// A document as an entry.
pub fn document_entry(desk: &Desk<'_>, id: DocumentId) -> EntryView {
    let document = desk.site.document(id);
    let name = document.number.as_ref().or(document.title.as_ref()).unwrap_or(&document.slug);
    EntryView {
        name: name.clone(),
        link: desk.link(Page::Document(id)),
        note: document_note(desk, document),
        count: None,
    }
}

/// What is known of a document beyond its number: "Kế hoạch của UBND huyện Tủa Chùa, 21/03/2022"; where it shares that
/// and nobody says who issued it or when, the news that cite it: "Kế hoạch, huyện Tủa Chùa, trong tin năm 2026".
pub fn document_note(desk: &Desk<'_>, document: &Document) -> Option<String> {
    let what = match (&document.kind, &document.issuer) {
        (Some(kind), Some(issuer)) => {
            Some(desk.words.fill("document.kind_of_issuer", &[("kind", kind), ("issuer", issuer)]))
        }
        (Some(one), None) | (None, Some(one)) => Some(one.clone()),
        (None, None) => None,
    };
    let filled = |key: &str, year: i32| desk.words.fill(key, &[("year", &year.to_string())]);
    let when = document.date.map(|date| desk.format().day(date));
    let when = when.or_else(|| document.year.map(|year| filled("document.of_year", year)));
    let cited_in = document.cited_in.as_ref();
    let place = cited_in.and_then(|cited| cited.place).map(|place| desk.site.locality(place).name.clone());
    let news = cited_in.and_then(|cited| cited.year).map(|year| filled("document.cited_in", year));
    let parts: Vec<String> = [what, when, place, news].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}
