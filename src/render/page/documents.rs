//! All documents that are cited or described, the most cited first.

use std::cmp::Reverse;

use serde::Serialize;

use super::Sheet;
use crate::derive::address::Page;
use crate::model::{Document, DocumentId};
use crate::render::RenderError;
use crate::render::desk::Desk;
use crate::render::frame::Head;
use crate::render::part::document_entry;
use crate::render::view::View;
use crate::vietnamese::collation_key;

#[derive(Serialize)]
struct DocumentsView {
    title: String,
    /// "3 văn bản, được dẫn nhiều nhất trước".
    count: String,
    rows: Vec<RowView>,
}

#[derive(Serialize)]
struct RowView {
    /// Its number, else its title.
    name: String,
    link: String,
    /// "Quyết định của Thủ tướng Chính phủ, 06/01/2022".
    note: Option<String>,
    /// Where it is not the name already.
    title: Option<String>,
    /// "3 bản tin"; `None` where no listed bulletin cites it.
    count: Option<String>,
}

/// Makes the list of documents.
pub fn documents_page(desk: &Desk<'_>) -> Result<Sheet<'static>, RenderError> {
    let mut documents: Vec<_> = desk.site.all_documents().collect();
    documents.sort_by_cached_key(|(id, document)| {
        let number = document.number.as_ref().unwrap_or(&document.slug);
        (Reverse(document.cited_by.len()), collation_key(number), *id)
    });
    let title = desk.words.get("document.all_title").to_owned();
    let view = DocumentsView {
        count: desk.words.count("document.count", documents.len(), &[]),
        rows: documents.iter().map(|(id, document)| row(desk, *id, document)).collect(),
        title: title.clone(),
    };
    let head = Head { section: Some(Page::Documents), ..Head::new("documents", title) };
    Ok(Sheet { head, view: View::of(view) })
}

fn row(desk: &Desk<'_>, id: DocumentId, document: &Document) -> RowView {
    let entry = document_entry(desk, id);
    let cited = document.cited_by.len();
    RowView {
        title: document.title.clone().filter(|title| *title != entry.name),
        name: entry.name,
        link: entry.link,
        note: entry.note,
        count: (cited > 0).then(|| desk.words.count("count.bulletins", cited, &[])),
    }
}
