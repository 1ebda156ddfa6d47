//! A page at an old address that leads to where the bulletin lives now, by itself and by a plain link.

use serde::Serialize;

use super::Sheet;
use crate::derive::address::Page;
use crate::model::BulletinId;
use crate::render::RenderError;
use crate::render::desk::Desk;
use crate::render::frame::{Head, Visibility};
use crate::render::view::View;

#[derive(Serialize)]
struct RedirectView {
    title: String,
    /// The bulletin's headline.
    name: String,
    link: String,
    /// The bulletin's absolute address, where the site has one.
    canonical: Option<String>,
}

/// Makes a page that leads to a bulletin.
pub fn redirect_page(desk: &Desk<'_>, id: BulletinId) -> Result<Sheet<'static>, RenderError> {
    let page = Page::Bulletin(id);
    let title = desk.words.get("redirect.title").to_owned();
    let base = desk.site.config.base_url.as_ref();
    let view = RedirectView {
        name: desk.site.bulletin(id).title.value.clone(),
        link: desk.link(page),
        canonical: base.map(|base| format!("{base}{}", desk.address_of(page).in_link())),
        title: title.clone(),
    };
    let head = Head { visibility: Visibility::Unlisted, ..Head::new("redirect", title) };
    Ok(Sheet { head, view: View::of(view) })
}
