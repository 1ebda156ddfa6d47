//! All documents that are cited or described, the most cited first.

use std::cmp::Reverse;

use serde::Serialize;

use super::Sheet;
use crate::derive::address::Page;
use crate::model::{Document, DocumentId};
use crate::render::RenderError;
use crate::render::desk::Desk;
use crate::render::engine::View;
use crate::render::format::DateView;
use crate::render::frame::Head;
use crate::render::part::document_entry;
use crate::vietnamese::collation_key;

#[derive(Serialize)]
struct DocumentsView {
    title: String,
    /// "3 văn bản".
    count: String,
    rows: Vec<RowView>,
    /// A column that no row fills is not printed.
    has_kind: bool,
    has_issuer: bool,
    has_date: bool,
    has_title: bool,
}

#[derive(Serialize)]
struct RowView {
    /// Its number, else its title.
    name: String,
    link: String,
    kind: Option<String>,
    issuer: Option<String>,
    date: Option<DateView>,
    /// Where it is not the name already.
    title: Option<String>,
    /// How many listed bulletins cite it.
    cited: String,
}

/// Makes the list of documents.
pub fn documents_page(desk: &Desk<'_>) -> Result<Sheet, RenderError> {
    let mut documents: Vec<_> = desk.site.all_documents().collect();
    documents.sort_by_cached_key(|(id, document)| {
        let number = document.number.as_ref().unwrap_or(&document.slug);
        (Reverse(document.cited_by.len()), collation_key(number), *id)
    });
    let has = |known: fn(&Document) -> bool| documents.iter().any(|(_, document)| known(document));
    let title = desk.words.get("document.all_title").to_owned();
    let view = DocumentsView {
        count: desk.words.count("count.documents", documents.len(), &[]),
        has_kind: has(|document| document.kind.is_some()),
        has_issuer: has(|document| document.issuer.is_some()),
        has_date: has(|document| document.date.is_some()),
        has_title: has(|document| document.number.is_some() && document.title.is_some()),
        rows: documents.iter().map(|(id, document)| row(desk, *id, document)).collect(),
        title: title.clone(),
    };
    let head = Head { section: Some(Page::Documents), ..Head::new("documents", title) };
    Ok(Sheet { head, view: View::of(&view)? })
}

fn row(desk: &Desk<'_>, id: DocumentId, document: &Document) -> RowView {
    let entry = document_entry(desk, id);
    RowView {
        title: document.title.clone().filter(|title| *title != entry.name),
        name: entry.name,
        link: entry.link,
        kind: document.kind.clone(),
        issuer: document.issuer.clone(),
        date: document.date.map(|day| desk.day(day)),
        cited: desk.format().count(document.cited_by.len()),
    }
}
