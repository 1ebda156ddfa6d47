//! What a server shows where there is no page: the ways into the site, as absolute links where it knows its
//! own address.

use serde::Serialize;

use super::Sheet;
use crate::derive::address::{Page, indexes};
use crate::derive::list::BulletinList;
use crate::render::RenderError;
use crate::render::desk::Desk;
use crate::render::frame::{Head, Visibility};
use crate::render::part::EntryView;
use crate::render::view::View;

#[derive(Serialize)]
struct NotFoundView {
    title: String,
    entries: Vec<EntryView>,
}

/// Makes the page for what is not found.
pub fn not_found_page(desk: &Desk<'_>) -> Result<Sheet<'static>, RenderError> {
    let title = desk.words.get("not_found.title").to_owned();
    let bulletins = Page::Bulletins(BulletinList::All, 1);
    let pages = [Page::Home, bulletins].into_iter().chain(indexes(desk.site));
    let entries = pages.filter_map(|page| Some(entry(desk, page, keys(page)?))).collect();
    let view = NotFoundView { title: title.clone(), entries };
    let head = Head { visibility: Visibility::Unlisted, ..Head::new("not-found", title) };
    Ok(Sheet { head, view: View::of(view) })
}

/// The words for a page and for what it holds.
fn keys(page: Page) -> Option<(&'static str, &'static str)> {
    Some(match page {
        Page::Home => ("home.name", "not_found.home"),
        Page::Bulletins(..) => ("menu.bulletins", "not_found.bulletins"),
        Page::Localities => ("menu.localities", "not_found.localities"),
        Page::Events => ("menu.events", "not_found.events"),
        Page::Metrics => ("menu.metrics", "not_found.metrics"),
        Page::Documents => ("menu.documents", "not_found.documents"),
        Page::Data => ("menu.data", "not_found.data"),
        _ => return None,
    })
}

fn entry(desk: &Desk<'_>, page: Page, (name, note): (&str, &str)) -> EntryView {
    EntryView {
        name: desk.words.get(name).to_owned(),
        link: desk.link(page),
        note: Some(desk.words.get(note).to_owned()),
        count: None,
    }
}
