//! One file for each kind of page: the view, which lists every value that its template may use.

use super::RenderError;
use super::desk::Desk;
use super::engine::View;
use super::frame::Head;
use crate::derive::address::Item;

/// A page before its template is filled in.
pub struct Sheet {
    /// What it says of itself; names the template.
    pub head: Head,
    /// What it shows.
    pub view: View,
}

/// Makes a page.
pub fn make(desk: &Desk<'_>, item: &Item) -> Result<Sheet, RenderError> {
    match item {
        _ => Ok(Sheet { head: Head::new("home", "x"), view: View::of(&())? }),
    }
}
