//! A bulletin: the text as readers know it, then what stands behind it.

use serde::Serialize;

use super::Sheet;
use super::bulletin_parts::{
    CorrectionView, PollView, RelatedView, StandingView, corrections, events, figures, places, poll, related,
    standing,
};
use crate::derive::address::{Page, source_address};
use crate::derive::list::BulletinList;
use crate::model::{Bulletin, BulletinId, Language, Listing, Period};
use crate::render::RenderError;
use crate::render::body::{Owner, body_html};
use crate::render::desk::Desk;
use crate::render::format::DateView;
use crate::render::frame::{Head, LinkView, Visibility};
use crate::render::markup::{ListMarkup, Markup};
use crate::render::part::{EventView, PictureView, StatView, bulletin_picture};
use crate::render::view::View;
use crate::render::written::Listed;

#[derive(Serialize)]
struct BulletinView {
    /// Withdrawn or expired: said before anything else.
    standing: Option<StandingView>,
    /// `None` also where the category has no list, since nothing listed stands in it.
    category: Option<LinkView>,
    title: String,
    date: DateView,
    /// "xếp vào tháng 11/2022": where an inferred date places the text, said as such.
    placed: Option<String>,
    updated: Option<DateView>,
    lead_html: Markup,
    picture: Option<PictureView>,
    text_html: Markup,
    authors: Vec<String>,
    source: Option<SourceView>,
    notes_html: Markup,
    /// Its programme, its tags, and a letter that tells of the page.
    links: Vec<LinkView>,
    figures: Vec<StatView>,
    places_html: ListMarkup,
    events: Vec<EventView>,
    documents_html: ListMarkup,
    poll: Option<PollView>,
    corrections: Vec<CorrectionView>,
    /// Where the page lives, for a printed sheet.
    permalink: Option<String>,
    related: Vec<RelatedView>,
}

#[derive(Serialize)]
struct SourceView {
    name: String,
    link: Option<String>,
}

/// Makes a bulletin's page.
pub fn bulletin_page(desk: &Desk<'_>, id: BulletinId) -> Result<Sheet<'static>, RenderError> {
    let site = desk.site;
    let bulletin = site.bulletin(id);
    let lead = bulletin.lead.as_ref().map(|lead| lead.value.as_str());
    let text = body_html(desk, Owner::Bulletin(id), lead, &desk.body);
    let permalink = site.config.base_url.as_ref().map(|base| format!("{base}{}", desk.address.in_link()));
    let view = BulletinView {
        standing: standing(desk, bulletin),
        category: bulletin.category.and_then(|id| list_link(desk, BulletinList::Category(id))),
        title: bulletin.title.value.clone(),
        date: desk.date(&bulletin.date),
        placed: placed(desk, bulletin),
        updated: bulletin.updated.as_ref().map(|date| desk.date(date)),
        lead_html: text.lead_html,
        picture: bulletin.image.as_ref().map(|picture| PictureView {
            caption: bulletin.image_caption.clone(),
            ..bulletin_picture(desk, id, picture)
        }),
        text_html: text.text_html,
        authors: bulletin.authors.clone(),
        source: bulletin
            .source
            .as_ref()
            .map(|source| SourceView { name: source.name.clone(), link: source.url.clone() }),
        notes_html: text.notes_html,
        links: links(desk, id, permalink.as_deref()),
        figures: figures(desk, id),
        places_html: places(desk, bulletin)?,
        events: events(desk, bulletin),
        documents_html: desk.written.list(desk, bulletin.documents.iter().copied().map(Listed::Document))?,
        poll: bulletin.poll.as_ref().map(|one| poll(desk, &bulletin.slug, one)),
        corrections: corrections(desk, bulletin),
        permalink,
        related: related(desk, id)?,
    };
    Ok(Sheet { head: head(desk, id), view: View::of(view) })
}

fn head(desk: &Desk<'_>, id: BulletinId) -> Head {
    let bulletin = desk.site.bulletin(id);
    let all = Page::Bulletins(BulletinList::All, 1);
    let category = bulletin.category.map(BulletinList::Category).filter(|list| desk.lists.has(*list));
    let category = category.zip(bulletin.category);
    let mut head = Head::new("bulletin", &bulletin.title.value);
    head.description = bulletin.lead.as_ref().map(|lead| lead.value.clone());
    head.section = Some(all);
    head.breadcrumb = std::iter::once((desk.words.get("menu.bulletins").to_owned(), all))
        .chain(category.map(|(list, id)| (desk.site.category(id).name.clone(), Page::Bulletins(list, 1))))
        .collect();
    head.translations = translations(desk, id);
    head.form_target = bulletin.poll.as_ref().and_then(|one| poll(desk, &bulletin.slug, one).action);
    if bulletin.listing != Listing::Listed {
        head.visibility = Visibility::Unlisted;
    }
    head
}

/// The same text in other languages, the original first.
fn translations(desk: &Desk<'_>, id: BulletinId) -> Vec<(Language, Page)> {
    let site = desk.site;
    let original = site.bulletin(id).original.unwrap_or(id);
    std::iter::once(&original)
        .chain(&site.bulletin(original).translations)
        .filter(|other| **other != id)
        .map(|other| (site.bulletin(*other).language.clone(), Page::Bulletin(*other)))
        .collect()
}

fn list_link(desk: &Desk<'_>, list: BulletinList) -> Option<LinkView> {
    let site = desk.site;
    let name = match list {
        BulletinList::Category(id) => &site.category(id).name,
        BulletinList::Tag(id) => &site.tag(id).name,
        BulletinList::Programme(id) => &site.programme(id).name,
        BulletinList::All | BulletinList::Year(_) | BulletinList::Month(..) => return None,
    };
    Some(LinkView { name: name.clone(), link: desk.list_link(list)? })
}

fn links(desk: &Desk<'_>, id: BulletinId, permalink: Option<&str>) -> Vec<LinkView> {
    let bulletin = desk.site.bulletin(id);
    let lists = bulletin.programme.map(BulletinList::Programme);
    let lists = lists.into_iter().chain(bulletin.tags.iter().map(|tag| BulletinList::Tag(*tag)));
    let letter = permalink.map(|link| LinkView {
        name: desk.words.get("bulletin.share").to_owned(),
        link: letter(&bulletin.title.value, link),
    });
    let source = source_address(desk.site, id).map(|address| LinkView {
        name: desk.words.get("bulletin.markdown").to_owned(),
        link: desk.link_to(&address),
    });
    lists.filter_map(|list| list_link(desk, list)).chain(letter).chain(source).collect()
}

/// Where an inferred date puts the text in the lists, as precisely as they are.
fn placed(desk: &Desk<'_>, bulletin: &Bulletin) -> Option<String> {
    bulletin.date.inferred.as_ref()?;
    let period = match bulletin.date.period() {
        Period::Day(day) => {
            let period = Period::Day(day);
            Period::Month(period.year(), period.month()?)
        }
        other => other,
    };
    Some(desk.words.fill("bulletin.placed", &[("period", &desk.period(period))]))
}

/// A letter with the title as its subject and the address in it.
fn letter(title: &str, link: &str) -> String {
    format!("mailto:?subject={}&body={}", percent_encoded(title), percent_encoded(link))
}

/// RFC 3986, 2.1: every byte that is not unreserved as `%` and two digits.
fn percent_encoded(text: &str) -> String {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let mut encoded = String::with_capacity(2 * text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let digits = [byte >> 4, byte & 15].map(|digit| char::from(DIGITS[usize::from(digit)]));
            encoded.push('%');
            encoded.extend(digits);
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_carries_any_title() {
        assert_eq!(
            letter("Đề án & 06", "https://x.vn/a.html"),
            "mailto:?subject=%C4%90%E1%BB%81%20%C3%A1n%20%26%2006&body=https%3A%2F%2Fx.vn%2Fa.html"
        );
    }
}
