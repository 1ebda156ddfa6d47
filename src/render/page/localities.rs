//! All places: from A to Z by their own names, and by province.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Sheet;
use crate::derive::address::Page;
use crate::model::{Level, LocalityId, Site};
use crate::render::RenderError;
use crate::render::desk::Desk;
use crate::render::engine::View;
use crate::render::frame::{Head, LinkView};
use crate::render::map::{MapView, country_map};
use crate::render::part::{EntryView, capitalised, place_order};
use crate::vietnamese::{collation_key, index_head, without_type_word};

#[derive(Serialize)]
struct LocalitiesView {
    title: String,
    /// "9 nơi có bản tin hoặc số liệu".
    count: String,
    map: Option<MapView>,
    /// Lead to the heads.
    jumps: Vec<LinkView>,
    letters: Vec<LetterView>,
    provinces: Vec<ProvinceView>,
    provinces_count: String,
}

/// A head of the A–Z with the places below it.
#[derive(Serialize)]
struct LetterView {
    letter: String,
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
    link: Option<String>,
    /// "đến 30/06/2025", for a former one.
    until: Option<String>,
    places: Vec<LinkView>,
    /// "3 nơi"; `None` where only the province itself has a page.
    count: Option<String>,
}

/// Makes the list of places.
pub fn localities_page(desk: &Desk<'_>) -> Result<Sheet, RenderError> {
    let places = places_in_order(desk);
    let provinces = provinces(desk, &places);
    let title = desk.words.get("menu.localities").to_owned();
    let jump = |(letter, id): (String, String)| LinkView { name: letter, link: format!("#{id}") };
    let to_province = |id| Some(format!("#{}", province_fragment(desk.site, id)));
    let view = LocalitiesView {
        map: country_map(desk, &to_province),
        jumps: heads(desk.site).into_iter().map(jump).collect(),
        count: desk.words.count("locality.count", places.len(), &[]),
        letters: letters(desk, &places),
        provinces_count: desk.format().count(provinces.len()),
        provinces,
        title: title.clone(),
    };
    let head = Head { section: Some(Page::Localities), ..Head::new("localities", title) };
    Ok(Sheet { head, view: View::of(&view)? })
}

fn places_in_order(desk: &Desk<'_>) -> Vec<LocalityId> {
    let shown = desk.site.all_localities().filter(|(_, locality)| locality.has_page);
    let mut places: Vec<LocalityId> = shown.map(|(id, _)| id).collect();
    places.sort_by_cached_key(|id| place_order(desk, *id));
    places
}

/// The heads of the A–Z that have places, in Vietnamese order, each with its fragment on the page of places.
pub fn heads(site: &Site) -> Vec<(String, String)> {
    let shown = site.localities.iter().filter(|locality| locality.has_page);
    let mut heads: Vec<String> = shown.map(|locality| head_of(&locality.name)).collect();
    heads.sort_by_cached_key(|head| collation_key(head));
    heads.dedup();
    heads
        .into_iter()
        .map(|head| {
            let id = fragment(&head);
            (head, id)
        })
        .collect()
}

fn head_of(name: &str) -> String {
    index_head(without_type_word(name))
}

/// The fragment of a head: letters as they are typed on a Telex keyboard, so that Đ and D keep apart.
fn fragment(head: &str) -> String {
    let typed = match head {
        "Ă" => "aw",
        "Â" => "aa",
        "Đ" => "dd",
        "Ê" => "ee",
        "Ô" => "oo",
        "Ơ" => "ow",
        "Ư" => "uw",
        "#" => "other",
        other => return format!("_{}", other.to_ascii_lowercase()),
    };
    format!("_{typed}")
}

fn letters(desk: &Desk<'_>, places: &[LocalityId]) -> Vec<LetterView> {
    let mut letters: Vec<LetterView> = heads(desk.site)
        .into_iter()
        .map(|(letter, id)| LetterView { letter, id, places: Vec::new() })
        .collect();
    for place in places {
        let head = head_of(&desk.site.locality(*place).name);
        if let Some(letter) = letters.iter_mut().find(|letter| letter.letter == head) {
            letter.places.push(entry(desk, *place));
        }
    }
    letters
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
    let mentions = &desk.shared.mentions;
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
    let ended = desk.site.locality(id).until.filter(|day| *day < desk.site.today());
    ended.map(|day| desk.words.fill("locality.until", &[("date", &desk.format().day(day))]))
}

/// The fragment of a province's entry; a slug begins with no underscore, so it meets no other.
fn province_fragment(site: &Site, id: LocalityId) -> String {
    format!("_in-{}", site.locality(id).slug)
}

/// The provinces that have a page or places with one, as an A–Z.
fn provinces(desk: &Desk<'_>, places: &[LocalityId]) -> Vec<ProvinceView> {
    let site = desk.site;
    let mut inside: BTreeMap<LocalityId, Vec<LocalityId>> = BTreeMap::new();
    for place in places {
        if site.locality(*place).level == Level::Province {
            inside.entry(*place).or_default();
        }
        let above = site.ancestors(*place).into_iter();
        for province in above.filter(|above| site.locality(*above).level == Level::Province) {
            inside.entry(province).or_default().push(*place);
        }
    }
    let mut provinces: Vec<_> = inside.into_iter().collect();
    provinces.sort_by_cached_key(|(id, _)| place_order(desk, *id));
    provinces
        .into_iter()
        .map(|(id, places)| ProvinceView {
            name: capitalised(&site.locality(id).name),
            id: province_fragment(site, id),
            link: desk.locality_link(id),
            until: until(desk, id),
            count: (!places.is_empty()).then(|| desk.words.count("locality.places_count", places.len(), &[])),
            places: places
                .into_iter()
                .map(|id| LinkView {
                    name: capitalised(&site.locality(id).name),
                    link: desk.link(Page::Locality(id)),
                })
                .collect(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vietnamese::collate::INDEX_HEADS;

    #[test]
    fn every_head_has_a_fragment_of_its_own() {
        let mut fragments: Vec<String> = INDEX_HEADS.iter().map(|head| fragment(head)).collect();
        assert!(fragments.iter().all(|fragment| fragment.is_ascii()));
        fragments.sort();
        fragments.dedup();
        assert_eq!(fragments.len(), INDEX_HEADS.len());
    }
}
