//! A picture with its size, so that a page does not move while it loads.

use serde::Serialize;

use super::super::desk::Desk;
use crate::derive::address::{bulletin_picture_address, standing_picture_address};
use crate::model::{BulletinId, PageId, Picture};

/// A picture.
#[derive(Debug, Clone, Serialize)]
pub struct PictureView {
    /// The link to it.
    pub link: String,
    /// What it shows; empty for one that says nothing further.
    pub alt: String,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// What is printed below it.
    pub caption: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
}

/// A picture of a bulletin.
pub fn bulletin_picture(desk: &Desk<'_>, id: BulletinId, picture: &Picture) -> PictureView {
    view(picture, desk.link_to(&bulletin_picture_address(desk.site, id, picture)))
}

/// A picture of a standing page.
pub fn standing_picture(desk: &Desk<'_>, id: PageId, picture: &Picture) -> PictureView {
    view(picture, desk.link_to(&standing_picture_address(desk.site, id, picture)))
}

fn view(picture: &Picture, link: String) -> PictureView {
    PictureView {
        link,
        alt: picture.alt.clone(),
        width: picture.header.width,
        height: picture.header.height,
        caption: None,
        credit: picture.credit.as_ref().and_then(|credit| credit.name.clone()),
    }
}
