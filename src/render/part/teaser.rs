//! A bulletin as lists show it.

use serde::Serialize;

use super::super::desk::Desk;
use super::super::format::DateView;
use super::picture::{PictureView, bulletin_picture};
use crate::derive::address::Page;
use crate::model::BulletinId;

/// A bulletin in a list.
#[derive(Debug, Clone, Serialize)]
pub struct TeaserView {
    /// Its headline.
    pub title: String,
    /// The link to it.
    pub link: String,
    /// Its main place, in a line.
    pub kicker: Option<String>,
    /// Its lead, where the list shows it.
    pub lead: Option<String>,
    /// When.
    pub date: DateView,
    /// Its category's name.
    pub category: Option<String>,
    /// Its lead picture, where the list shows it.
    pub picture: Option<PictureView>,
}

/// A bulletin for a list.
pub fn teaser(desk: &Desk<'_>, id: BulletinId) -> TeaserView {
    let bulletin = desk.site.bulletin(id);
    TeaserView {
        lead: bulletin.lead.as_ref().map(|lead| lead.value.clone()),
        picture: bulletin.image.as_ref().map(|picture| bulletin_picture(desk, id, picture)),
        ..brief_teaser(desk, id)
    }
}

/// A bulletin for a list that shows neither its lead nor its picture.
pub fn brief_teaser(desk: &Desk<'_>, id: BulletinId) -> TeaserView {
    let bulletin = desk.site.bulletin(id);
    TeaserView {
        title: bulletin.title.value.clone(),
        link: desk.link(Page::Bulletin(id)),
        kicker: bulletin.localities.first().map(|place| desk.place_line(*place).to_owned()),
        lead: None,
        date: desk.date(&bulletin.date),
        category: bulletin.category.map(|id| desk.site.category(id).name.clone()),
        picture: None,
    }
}
