//! A bulletin as a news article.

use serde::Serialize;

use super::place::{NamedArea, named_area};
use super::{Organization, file_link, given, licence, page_link, publisher};
use crate::derive::address::{Page, bulletin_picture_address};
use crate::model::{Bulletin, BulletinId, Listing, Period};
use crate::render::desk::Desk;

/// A bulletin: its words, when it was published and changed, what it is about, what was corrected.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Article<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    about: Option<Vec<NamedArea<'a>>>,
    correction: Option<Vec<Correction<'a>>>,
    creative_work_status: Option<&'static str>,
    /// A byline may name people or an office; this is the one word that claims neither.
    credit_text: Option<String>,
    date_modified: Option<String>,
    date_published: Option<String>,
    description: Option<&'a str>,
    headline: &'a str,
    image: Option<String>,
    in_language: &'a str,
    is_based_on: Option<&'a str>,
    license: Option<String>,
    publisher: Organization<'a>,
    translation_of_work: Option<Original>,
    url: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Correction<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    date_published: String,
    text: &'a str,
}

#[derive(Serialize)]
struct Original {
    #[serde(rename = "@id")]
    id: String,
}

/// Describes a bulletin.
pub fn article<'a>(desk: &Desk<'a>, id: BulletinId) -> Article<'a> {
    let site = desk.site;
    let bulletin = site.bulletin(id);
    let image = bulletin.image.as_ref();
    let about: Vec<_> = bulletin.localities.iter().map(|id| named_area(desk, *id)).collect();
    Article {
        kind: "NewsArticle",
        about: (!about.is_empty()).then_some(about),
        correction: corrections(bulletin),
        creative_work_status: status(&bulletin.listing),
        credit_text: (!bulletin.authors.is_empty()).then(|| bulletin.authors.join(", ")),
        date_modified: bulletin.updated.as_ref().and_then(given),
        date_published: given(&bulletin.date),
        description: bulletin.lead.as_ref().map(|lead| lead.value.as_str()),
        headline: &bulletin.title.value,
        image: image.map(|image| file_link(desk, &bulletin_picture_address(site, id, image))),
        in_language: bulletin.language.tag(),
        is_based_on: bulletin.source.as_ref().and_then(|source| source.url.as_deref()),
        license: licence(desk),
        publisher: publisher(desk),
        translation_of_work: bulletin.original.map(|id| Original { id: page_link(desk, Page::Bulletin(id)) }),
        url: page_link(desk, Page::Bulletin(id)),
    }
}

fn corrections(bulletin: &Bulletin) -> Option<Vec<Correction<'_>>> {
    let all = bulletin.corrections.iter().map(|correction| Correction {
        kind: "CorrectionComment",
        date_published: Period::Day(correction.date).iso(),
        text: &correction.text,
    });
    let all: Vec<_> = all.collect();
    (!all.is_empty()).then_some(all)
}

/// `None` for a bulletin that stands.
fn status(listing: &Listing) -> Option<&'static str> {
    match listing {
        Listing::Listed => None,
        Listing::Expired => Some("Expired"),
        Listing::Withdrawn(_) => Some("Withdrawn"),
    }
}
