//! All places: from A to Z by their own names, and by province. Few stand on one page; of many, each letter and
//! each province has a list of its own, and the page of places leads there.

use serde::Serialize;

use super::Sheet;
use super::bulletins::{PaginationView, pagination};
use crate::derive::address::Page;
use crate::derive::place_list::{Letter, PlaceList};
use crate::model::{Level, LocalityId, Site};
use crate::render::RenderError;
use crate::render::desk::Desk;
use crate::render::frame::{Head, LinkView};
use crate::render::map::{MapView, country_map};
use crate::render::part::{EntryView, capitalised};
use crate::render::view::View;
use crate::vietnamese::without_type_word;

#[derive(Serialize)]
struct LocalitiesView {
    title: String,
    /// "9 nơi có bản tin hoặc số liệu".
    count: String,
    map: Option<MapView>,
    /// Lead to the heads, or to the lists of the letters.
    jumps: Vec<JumpView>,
    letters: Vec<LetterView>,
    provinces: Vec<ProvinceView>,
    provinces_count: String,
    pagination: Option<PaginationView>,
}

/// The way to a letter.
#[derive(Serialize)]
pub struct JumpView {
    name: String,
    link: String,
    is_current: bool,
}

/// A head of the A–Z with the places below it.
#[derive(Serialize)]
struct LetterView {
    letter: &'static str,
    /// The fragment of the head.
    id: String,
    places: Vec<EntryView>,
}

/// A province with the places in it, as an A–Z; it does not stand among them itself.
#[derive(Serialize)]
struct ProvinceView {
    name: String,
    /// The fragment of the entry.
    id: String,
    /// Leads to the list of its places where it has one, else to the province.
    link: Option<String>,
    /// "đến 30/06/2025", for a former one.
    until: Option<String>,
    /// Empty where it has a list.
    places: Vec<LinkView>,
    /// "3 nơi"; `None` where only the province itself has a page.
    count: Option<String>,
}

/// Makes the list of places, or what leads to its parts.
pub fn localities_page(desk: &Desk<'_>) -> Result<Sheet<'static>, RenderError> {
    let places = desk.lists.places();
    let provinces: Vec<_> = places.provinces().iter().map(|id| province(desk, *id)).collect();
    let title = desk.words.get("menu.localities").to_owned();
    let to_province = |id| Some(format!("#{}", province_fragment(desk.site, id)));
    let listed = if places.are_on_one_page() { places.all() } else { &[] };
    let view = LocalitiesView {
        map: country_map(desk, &to_province),
        jumps: letter_links(desk, None),
        count: desk.words.count("locality.count", places.all().len(), &[]),
        letters: letters(desk, listed),
        provinces_count: desk.format().count(provinces.len()),
        provinces,
        pagination: None,
        title: title.clone(),
    };
    let head = Head { section: Some(Page::Localities), ..Head::new("localities", title) };
    Ok(Sheet { head, view: View::of(view) })
}

/// Makes one page of a list of places, counted from 1.
pub fn places_page(desk: &Desk<'_>, list: PlaceList, page: usize) -> Result<Sheet<'static>, RenderError> {
    let places = desk.lists.places();
    let (all, pages) = (places.list(list).len(), places.pages(list));
    let words = desk.words;
    let (title, current) = match list {
        PlaceList::Letter(letter) => {
            (words.fill("locality.under_letter", &[("letter", letter.head())]), Some(letter))
        }
        PlaceList::Province(id) => {
            (words.fill("locality.in_province", &[("province", &desk.site.locality(id).name)]), None)
        }
    };
    let count = words.count("locality.places_count", all, &[]);
    let numbers = [("page", &*page.to_string()), ("pages", &pages.to_string())];
    let place = (pages > 1).then(|| words.fill("pagination.place", &numbers));
    let view = LocalitiesView {
        map: None,
        jumps: current.map(|letter| letter_links(desk, Some(letter))).unwrap_or_default(),
        count: std::iter::once(count).chain(place).collect::<Vec<_>>().join(" · "),
        letters: letters(desk, places.page(list, page)),
        provinces_count: String::new(),
        provinces: Vec::new(),
        pagination: (pages > 1).then(|| {
            let pages = pagination(desk, pages, page, |page| Page::Places(list, page));
            pages.named(words.get("pagination.before"), words.get("pagination.after"))
        }),
        title: title.clone(),
    };
    let number = (page > 1).then(|| words.fill("pagination.page", &[("number", &page.to_string())]));
    let mut breadcrumb = vec![(words.get("menu.localities").to_owned(), Page::Localities)];
    if page > 1 {
        breadcrumb.push((title.clone(), Page::Places(list, 1)));
    }
    let head_title = std::iter::once(title).chain(number).collect::<Vec<_>>().join(" · ");
    let head = Head { section: Some(Page::Localities), breadcrumb, ..Head::new("localities", head_title) };
    Ok(Sheet { head, view: View::of(view) })
}

/// The ways to the heads that have places, in Vietnamese order: on the page of places, or to lists of their own.
pub fn letter_links(desk: &Desk<'_>, current: Option<Letter>) -> Vec<JumpView> {
    let places = desk.lists.places();
    let here = Page::Localities.address(desk.site) == desk.address;
    let index = if here { String::new() } else { desk.link(Page::Localities) };
    let link = |letter: Letter| match places.are_on_one_page() {
        true => format!("{index}#{}", fragment(letter)),
        false => desk.link(Page::Places(PlaceList::Letter(letter), 1)),
    };
    let jump = |letter: Letter| JumpView {
        name: letter.head().to_owned(),
        link: link(letter),
        is_current: current == Some(letter),
    };
    places.letters().map(jump).collect()
}

fn fragment(letter: Letter) -> String {
    format!("_{}", letter.slug())
}

/// Places that are in order below their heads.
fn letters(desk: &Desk<'_>, places: &[LocalityId]) -> Vec<LetterView> {
    let letter = |id: &LocalityId| Letter::of(&desk.site.locality(*id).name);
    places
        .chunk_by(|one, next| letter(one) == letter(next))
        .map(|below| LetterView {
            letter: letter(&below[0]).head(),
            id: fragment(letter(&below[0])),
            places: below.iter().map(|place| entry(desk, *place)).collect(),
        })
        .collect()
}

fn entry(desk: &Desk<'_>, id: LocalityId) -> EntryView {
    let locality = desk.site.locality(id);
    EntryView {
        name: capitalised(&locality.name),
        link: desk.link(Page::Locality(id)),
        note: note(desk, id),
        count: None,
    }
}

/// What it lies in, how long it was there, and what the site has of it: "Tủa Chùa, Điện Biên · đến 30/06/2025 ·
/// 1 bản tin · 6 chỉ số".
fn note(desk: &Desk<'_>, id: LocalityId) -> Option<String> {
    let site = desk.site;
    let names: Vec<&str> = site
        .ancestors(id)
        .into_iter()
        .map(|above| site.locality(above))
        .filter(|above| above.level != Level::Country)
        .map(|above| without_type_word(&above.name))
        .collect();
    let counted = |key: &str, number: usize| (number > 0).then(|| desk.words.count(key, number, &[]));
    let mentions = desk.shared.derived.mentions();
    let parts = [
        (!names.is_empty()).then(|| names.join(", ")),
        until(desk, id),
        counted("count.bulletins", mentions.of_locality(id).len()),
        counted("metric.count", mentions.metrics_at(id).len()),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// Its last day, for a place that is no more.
fn until(desk: &Desk<'_>, id: LocalityId) -> Option<String> {
    let ended = desk.site.locality(id).until.filter(|day| *day < desk.site.today);
    ended.map(|day| desk.words.fill("locality.until", &[("date", &desk.format().day(day))]))
}

/// The fragment of a province's entry; a slug begins with no underscore, so it meets no other.
fn province_fragment(site: &Site, id: LocalityId) -> String {
    format!("_in-{}", site.locality(id).slug)
}

fn province(desk: &Desk<'_>, id: LocalityId) -> ProvinceView {
    let (site, places, list) = (desk.site, desk.lists.places(), PlaceList::Province(id));
    let inside = places.list(list);
    let has_list = places.pages(list) > 0;
    let named = if has_list { &[] } else { inside };
    ProvinceView {
        name: capitalised(&site.locality(id).name),
        id: province_fragment(site, id),
        link: if has_list { Some(desk.link(Page::Places(list, 1))) } else { desk.locality_link(id) },
        until: until(desk, id),
        count: (!inside.is_empty()).then(|| desk.words.count("locality.places_count", inside.len(), &[])),
        places: named
            .iter()
            .map(|id| LinkView {
                name: capitalised(&site.locality(*id).name),
                link: desk.link(Page::Locality(*id)),
            })
            .collect(),
    }
}
