//! The newest bulletins of something, and how many there are in all.

use serde::Serialize;

use super::super::RenderError;
use super::super::desk::Desk;
use super::super::markup::ListMarkup;
use super::super::written::{Form, Listed};
use crate::model::BulletinId;

/// Bulletins below a heading.
#[derive(Debug, Serialize)]
pub struct BulletinsView {
    /// As many as a list page shows, newest first; never empty.
    pub teasers_html: ListMarkup,
    /// How many there are in all.
    pub count: String,
    /// "20 tin mới nhất trong 134 tin"; `None` where all are shown.
    pub omitted: Option<String>,
}

/// Bulletins below a heading; `None` where there are none.
///
/// # Errors
///
/// [`RenderError::Theme`] where the theme's teaser has a fault.
pub fn bulletins_view(
    desk: &Desk<'_>,
    ids: &[BulletinId],
    form: Form,
) -> Result<Option<BulletinsView>, RenderError> {
    if ids.is_empty() {
        return Ok(None);
    }
    let shown = &ids[..ids.len().min(desk.site.config.paginate)];
    let newest = desk.format().count(shown.len());
    Ok(Some(BulletinsView {
        teasers_html: desk.written.list(desk, shown.iter().map(|id| Listed::Teaser(*id, form)))?,
        count: desk.format().count(ids.len()),
        omitted: (shown.len() < ids.len())
            .then(|| desk.words.count("count.newest_bulletins", ids.len(), &[("newest", &newest)])),
    }))
}
