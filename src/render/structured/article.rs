//! A bulletin as a news article.

use serde_json::{Value, json};

use super::place::named_area;
use super::{add_known, add_licence, file_link, given, page_link, publisher};
use crate::derive::address::{Page, bulletin_picture_address};
use crate::model::{Bulletin, BulletinId, Listing, Period};
use crate::render::desk::Desk;

/// A bulletin: its words, when it was published and changed, what it is about, what was corrected.
pub fn article(desk: &Desk<'_>, id: BulletinId) -> Value {
    let site = desk.site;
    let bulletin = site.bulletin(id);
    let mut article = json!({
        "@type": "NewsArticle",
        "headline": bulletin.title.value,
        "url": page_link(desk, Page::Bulletin(id)),
        "inLanguage": bulletin.language.tag(),
        "publisher": publisher(desk),
    });
    let image = bulletin.image.as_ref();
    let image = image.map(|image| json!(file_link(desk, &bulletin_picture_address(site, id, image))));
    let about: Vec<Value> = bulletin.localities.iter().map(|id| named_area(desk, *id)).collect();
    let known = [
        ("description", bulletin.lead.as_ref().map(|lead| json!(lead.value))),
        ("datePublished", given(&bulletin.date)),
        ("dateModified", bulletin.updated.as_ref().and_then(given)),
        // A byline may name people or an office; this is the one word that claims neither.
        ("creditText", (!bulletin.authors.is_empty()).then(|| json!(bulletin.authors.join(", ")))),
        ("image", image),
        ("about", (!about.is_empty()).then(|| json!(about))),
        ("isBasedOn", bulletin.source.as_ref().and_then(|source| source.url.as_ref()).map(|url| json!(url))),
        (
            "translationOfWork",
            bulletin.original.map(|id| json!({ "@id": page_link(desk, Page::Bulletin(id)) })),
        ),
        ("correction", corrections(bulletin)),
        ("creativeWorkStatus", status(&bulletin.listing)),
    ];
    add_known(&mut article, known);
    add_licence(desk, &mut article);
    article
}

fn corrections(bulletin: &Bulletin) -> Option<Value> {
    let all = bulletin.corrections.iter().map(|correction| {
        let day = Period::Day(correction.date).iso();
        json!({ "@type": "CorrectionComment", "datePublished": day, "text": correction.text })
    });
    let all: Vec<Value> = all.collect();
    (!all.is_empty()).then_some(Value::Array(all))
}

/// `None` for a bulletin that stands.
fn status(listing: &Listing) -> Option<Value> {
    match listing {
        Listing::Listed => None,
        Listing::Expired => Some(json!("Expired")),
        Listing::Withdrawn(_) => Some(json!("Withdrawn")),
    }
}
