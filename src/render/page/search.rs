//! Search: a form, and for those whom it does not help the ways to browse.

use std::cmp::Reverse;

use serde::Serialize;

use super::Sheet;
use super::bulletins::categories;
use super::localities::{JumpView, letter_links};
use crate::derive::address::{Page, indexes};
use crate::model::{DocumentId, MetricId};
use crate::render::RenderError;
use crate::render::desk::Desk;
use crate::render::frame::Head;
use crate::render::markup::ListMarkup;
use crate::render::part::{EntryView, Months, document_entry};
use crate::render::view::View;
use crate::vietnamese::collation_key;

/// How many metrics and documents are named before the whole list is pointed to.
const NAMED: usize = 10;

#[derive(Serialize)]
struct SearchView {
    title: String,
    /// The heads of the A–Z of places.
    letters: Vec<JumpView>,
    localities: Option<AllView>,
    archive_html: ListMarkup,
    categories: Vec<EntryView>,
    metrics: Vec<EntryView>,
    metrics_all: Option<AllView>,
    documents: Vec<EntryView>,
    documents_all: Option<AllView>,
    events: Vec<EntryView>,
    events_all: Option<AllView>,
}

/// The way to the whole of a list.
#[derive(Serialize)]
struct AllView {
    /// "Tất cả 13".
    name: String,
    link: String,
}

/// Makes the search page.
pub fn search_page(desk: &Desk<'_>) -> Result<Sheet<'static>, RenderError> {
    let site = desk.site;
    let title = desk.words.get("search.title").to_owned();
    let shown = site.localities.iter().filter(|locality| locality.has_page).count();
    let view = SearchView {
        letters: letter_links(desk, None),
        localities: all(desk, Page::Localities, shown),
        archive_html: desk.written.archive(desk, Months::All)?,
        categories: categories(desk),
        metrics: metrics(desk),
        metrics_all: all(desk, Page::Metrics, site.metrics.len()),
        documents: documents(desk),
        documents_all: all(desk, Page::Documents, site.documents.len()),
        events: event_months(desk),
        events_all: all(desk, Page::Events, site.events.len()),
        title: title.clone(),
    };
    Ok(Sheet { head: Head::new("search", title), view: View::of(view) })
}

/// The link to a whole list; `None` where the site has no such list.
fn all(desk: &Desk<'_>, page: Page, count: usize) -> Option<AllView> {
    indexes(desk.site)
        .contains(&page)
        .then(|| AllView { name: desk.words.count("search.all", count, &[]), link: desk.link(page) })
}

/// The metrics that most bulletins quote.
fn metrics(desk: &Desk<'_>) -> Vec<EntryView> {
    let quoted = |id: MetricId| desk.shared.derived.mentions().of_metric(id).len();
    let mut metrics: Vec<_> = desk.site.all_metrics().collect();
    metrics.sort_by_cached_key(|(id, metric)| (Reverse(quoted(*id)), collation_key(&metric.name.value), *id));
    let named = metrics.into_iter().take(NAMED);
    named
        .map(|(id, metric)| EntryView {
            name: metric.name.value.clone(),
            link: desk.link(Page::Metric(id)),
            note: None,
            count: counted(desk, quoted(id)),
        })
        .collect()
}

/// The documents that most bulletins cite.
fn documents(desk: &Desk<'_>) -> Vec<EntryView> {
    let cited = |id: DocumentId| desk.site.document(id).cited_by.len();
    let mut documents: Vec<DocumentId> = desk.site.all_documents().map(|(id, _)| id).collect();
    documents.sort_by_key(|id| (Reverse(cited(*id)), *id));
    let named = documents.into_iter().take(NAMED);
    named.map(|id| EntryView { count: counted(desk, cited(id)), ..document_entry(desk, id) }).collect()
}

fn counted(desk: &Desk<'_>, bulletins: usize) -> Option<String> {
    (bulletins > 0).then(|| desk.words.count("count.bulletins", bulletins, &[]))
}

/// The months that have events, the latest first.
fn event_months(desk: &Desk<'_>) -> Vec<EntryView> {
    super::events::months(desk).into_iter().take(NAMED).collect()
}
