//! One file for each kind of page: the view, which lists every value that its template may use.

mod bulletin;
mod bulletin_parts;
mod bulletins;
mod data;
mod data_table;
mod document;
mod documents;
mod event;
mod events;
mod home;
mod lineage;
mod localities;
mod locality;
mod locality_figures;
mod metric;
mod metric_courses;
mod metric_tables;
mod metric_totals;
mod metrics;
mod month;
mod not_found;
mod redirect;
mod search;
mod standing;

pub use redirect::redirect_page;

use super::RenderError;
use super::desk::Desk;
use super::frame::Head;
use super::view::View;
use crate::derive::address::Page;

/// A page before its template is filled in.
pub struct Sheet<'a> {
    /// What it says of itself; names the template.
    pub head: Head,
    /// What it shows.
    pub view: View<'a>,
}

/// Makes a page.
///
/// # Errors
///
/// [`RenderError::Read`] where a text can't be read, [`RenderError::Template`] where a view is none.
pub fn make<'a>(desk: &Desk<'a>, page: Page) -> Result<Sheet<'a>, RenderError> {
    match page {
        Page::Home => home::home_page(desk),
        Page::Bulletins(list, page) => bulletins::bulletins_page(desk, list, page),
        Page::Bulletin(id) => bulletin::bulletin_page(desk, id),
        Page::Localities => localities::localities_page(desk),
        Page::Places(list, page) => localities::places_page(desk, list, page),
        Page::Locality(id) => locality::locality_page(desk, id),
        Page::Events => events::events_page(desk),
        Page::EventMonth(year, month) => month::month_page(desk, year, month),
        Page::Event(id) => event::event_page(desk, id),
        Page::Metrics => metrics::metrics_page(desk),
        Page::Metric(id) => metric::metric_page(desk, id),
        Page::Documents => documents::documents_page(desk),
        Page::Document(id) => document::document_page(desk, id),
        Page::Data => data::data_page(desk),
        Page::DataTable(table) => data_table::data_table_page(desk, table),
        Page::Standing(id) => standing::standing_page(desk, id),
        Page::Search => search::search_page(desk),
        Page::NotFound => not_found::not_found_page(desk),
    }
}
