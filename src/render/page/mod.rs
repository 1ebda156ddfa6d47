//! One file for each kind of page: the view, which lists every value that its template may use.

mod bulletin;
mod bulletin_parts;
mod bulletins;
mod home;

pub use bulletins::{PaginationView, pagination};

use super::RenderError;
use super::desk::Desk;
use super::engine::View;
use super::frame::Head;
use crate::derive::address::{Item, Page};

/// A page before its template is filled in.
pub struct Sheet {
    /// What it says of itself; names the template.
    pub head: Head,
    /// What it shows.
    pub view: View,
}

/// Makes a page.
pub fn make(desk: &Desk<'_>, item: &Item) -> Result<Sheet, RenderError> {
    let page = match item {
        Item::Page(page) => *page,
        _ => Page::Home,
    };
    match page {
        Page::Home => home::home_page(desk),
        Page::Bulletins(list, page) => bulletins::bulletins_page(desk, list, page),
        Page::Bulletin(id) => bulletin::bulletin_page(desk, id),
        _ => Ok(Sheet { head: Head::new("home", "x"), view: View::of(&())? }),
    }
}
