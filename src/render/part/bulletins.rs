//! The newest bulletins of something, and how many there are in all.

use serde::Serialize;

use super::super::desk::Desk;
use super::teaser::{TeaserView, teasers};
use crate::model::BulletinId;

/// Bulletins below a heading.
#[derive(Debug, Serialize)]
pub struct BulletinsView {
    /// As many as a list page shows, newest first; never empty.
    pub teasers: Vec<TeaserView>,
    /// How many there are in all.
    pub count: String,
    /// "20 tin mới nhất trong 134 tin"; `None` where all are shown.
    pub omitted: Option<String>,
}

/// Bulletins below a heading; `None` where there are none.
pub fn bulletins_view(desk: &Desk<'_>, ids: &[BulletinId]) -> Option<BulletinsView> {
    let shown = &ids[..ids.len().min(desk.site.config.paginate)];
    let newest = desk.format().count(shown.len());
    (!ids.is_empty()).then(|| BulletinsView {
        teasers: teasers(desk, shown),
        count: desk.format().count(ids.len()),
        omitted: (shown.len() < ids.len())
            .then(|| desk.words.count("count.newest_bulletins", ids.len(), &[("newest", &newest)])),
    })
}
