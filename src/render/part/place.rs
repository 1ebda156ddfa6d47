//! A place by the name of its day, what it lies in, and what it is now.

use serde::Serialize;

use super::super::desk::Desk;
use super::super::frame::LinkView;
use crate::derive::succession::{Step, became};
use crate::model::{Level, LocalityId, Site, SuccessionKind};
use crate::vietnamese::without_type_word;

/// How many new places are named before the rest is counted.
const NAMED: usize = 5;

/// A place.
#[derive(Debug, Clone, Serialize)]
pub struct PlaceView {
    /// As at the beginning of a sentence: "Xã Xá Nhè".
    pub name: String,
    /// `None` for a place without a page.
    pub link: Option<String>,
    /// "huyện Tủa Chùa, tỉnh Điện Biên"; `None` for one that lies in nothing but the country.
    pub within: Option<String>,
    /// What it is now, where it is no more what it was.
    pub now: Option<NowView>,
}

/// What a place became.
#[derive(Debug, Clone, Serialize)]
pub struct NowView {
    /// "Nay thuộc".
    pub words: String,
    /// The new places; those without a page have an empty link.
    pub places: Vec<LinkView>,
    /// "và 12 nơi khác".
    pub more: Option<String>,
    /// "từ 01/07/2025".
    pub since: Option<String>,
}

/// A place for a list.
pub fn place_view(desk: &Desk<'_>, id: LocalityId) -> PlaceView {
    PlaceView {
        name: capitalised(&desk.site.locality(id).name),
        link: desk.locality_link(id),
        within: within(desk, id),
        now: now(desk, id),
    }
}

/// What a place lies in, the nearest first, without the country.
pub fn within(desk: &Desk<'_>, id: LocalityId) -> Option<String> {
    let names: Vec<&str> = above(desk.site, id).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// A place and what it lies in, in one line; [`Desk::place_line`] has it of every place.
pub fn place_line(site: &Site, id: LocalityId) -> String {
    let name = capitalised(&site.locality(id).name);
    let above: Vec<&str> = above(site, id).map(without_type_word).collect();
    if above.is_empty() { name } else { format!("{name} · {}", above.join(", ")) }
}

/// A name as at the beginning of a sentence.
pub fn capitalised(name: &str) -> String {
    let mut rest = name.chars();
    match rest.next() {
        Some(first) => first.to_uppercase().chain(rest).collect(),
        None => String::new(),
    }
}

fn above(site: &Site, id: LocalityId) -> impl Iterator<Item = &str> {
    let inner = site.ancestors(id).into_iter().map(|above| site.locality(above));
    inner.filter(|place| place.level != Level::Country).map(|place| place.name.as_str())
}

/// The last change that has come into force, if there was one.
fn now(desk: &Desk<'_>, id: LocalityId) -> Option<NowView> {
    let today = desk.site.today;
    let happened = |step: &Step| step.date.is_none_or(|date| date <= today);
    let step = became(desk.site, id).into_iter().rfind(happened)?;
    let level = |id: LocalityId| desk.site.locality(id).level;
    let key = match step.kind {
        // A district's tasks go to its communes and its province; nobody calls the province its successor.
        _ if step.to.iter().all(|to| level(*to) < level(step.from)) => "place.dissolved",
        SuccessionKind::Whole | SuccessionKind::Part => "place.now_in",
        SuccessionKind::Renamed | SuccessionKind::Continued => "place.now",
    };
    let named = if step.to.len() > NAMED + 1 { NAMED } else { step.to.len() };
    let places = step.to[..named].iter().map(|to| LinkView {
        name: desk.site.locality(*to).name.clone(),
        link: desk.locality_link(*to).unwrap_or_default(),
    });
    let rest = step.to.len() - named;
    Some(NowView {
        words: desk.words.get(key).to_owned(),
        places: places.collect(),
        more: (rest > 0).then(|| desk.words.count("place.more", rest, &[])),
        since: step.date.map(|date| desk.words.fill("place.since", &[("date", &desk.format().day(date))])),
    })
}
