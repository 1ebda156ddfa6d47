//! A standing page: about, contact, accessibility.

use serde::Serialize;

use super::Sheet;
use crate::derive::address::Page;
use crate::model::PageId;
use crate::render::RenderError;
use crate::render::body::{Owner, body_html};
use crate::render::desk::Desk;
use crate::render::frame::Head;
use crate::render::markup::Markup;
use crate::render::view::View;

#[derive(Serialize)]
struct StandingPageView {
    title: String,
    text_html: Markup,
    notes_html: Markup,
}

/// Makes a standing page.
pub fn standing_page(desk: &Desk<'_>, id: PageId) -> Result<Sheet<'static>, RenderError> {
    let site = desk.site;
    let page = site.page(id);
    let text = body_html(desk, Owner::Standing(id), None, &desk.body);
    let view = StandingPageView {
        title: page.title.value.clone(),
        text_html: text.text_html,
        notes_html: text.notes_html,
    };
    let translations = site.all_pages().filter(|(other, one)| *other != id && one.slug == page.slug);
    let head = Head {
        section: Some(Page::Standing(id)),
        translations: translations
            .map(|(other, one)| (one.language.clone(), Page::Standing(other)))
            .collect(),
        ..Head::new("page", &page.title.value)
    };
    Ok(Sheet { head, view: View::of(view) })
}
