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

/// What is known of a document beyond its number: "Kế hoạch của UBND huyện Tủa Chùa, 21/03/2022".
pub fn document_note(desk: &Desk<'_>, document: &Document) -> Option<String> {
    let what = match (&document.kind, &document.issuer) {
        (Some(kind), Some(issuer)) => {
            Some(desk.words.fill("document.kind_of_issuer", &[("kind", kind), ("issuer", issuer)]))
        }
        (Some(one), None) | (None, Some(one)) => Some(one.clone()),
        (None, None) => None,
    };
    let parts: Vec<String> =
        what.into_iter().chain(document.date.map(|date| desk.format().day(date))).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}
