//! The maps of pages: all places of the site, one place in its province, and figures of places.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Serialize;

use super::drawing::{Look, Mark, Placed, Sheet, Symbol, TARGET};
use super::ground::Ground;
use super::projection::At;
use crate::derive::ground::{communes_on, province_of, spot};
use crate::derive::place_list::{PlaceList, Places};
use crate::model::{Level, Locality, LocalityId};
use crate::render::desk::Desk;
use crate::render::markup::Markup;
use crate::render::part::{capitalised, place_order};
use crate::vietnamese::without_type_word;

/// The radius of a mark that stands for one place, and for several, in tenths of a pixel.
const ONE: i32 = 45;
const SEVERAL: i32 = 65;
/// The radius of the largest figure, and of the smallest.
const LARGEST: i64 = 180;
const SMALLEST: i64 = 25;
/// How many neighbours at the same place are named.
const NAMED: usize = 4;

/// A map with what is said below it.
#[derive(Debug, Serialize)]
pub struct MapView {
    /// The drawing.
    pub drawing_html: Markup,
    /// What it shows, what is approximate, what has no place on it; sentence by sentence.
    pub notes: Vec<String>,
    /// Where points come from.
    pub source: String,
}

/// A figure to be drawn as a dot.
#[derive(Debug, Clone)]
pub struct Dot {
    /// Whose figure it is.
    pub place: LocalityId,
    /// The figure in words: "77.894", "trên 500".
    pub value_label: String,
    /// How large; a dot's area is in proportion to it. What is not above zero has the smallest dot.
    pub weight: Decimal,
}

/// A place that may stand on a map.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    id: LocalityId,
    at: At,
    /// How much the site has of it.
    weight: usize,
}

/// Places whose marks a finger could not tell apart: the first has the mark.
#[derive(Debug, Clone)]
struct Cluster {
    of: Vec<Candidate>,
    symbol: Symbol,
}

/// The places of a province that may stand on its map, the one of which the site has most first.
#[derive(Debug)]
struct Inside {
    candidates: Vec<Candidate>,
    clusters: Vec<Cluster>,
}

/// What stands on the map of each province; found when first asked for, and shared by the maps of all places in it.
#[derive(Debug, Default)]
pub struct Neighbours {
    provinces: BTreeMap<LocalityId, OnceLock<Inside>>,
}

impl Neighbours {
    /// Makes room for the provinces of a site.
    pub fn of(places: &Places<'_>) -> Self {
        Self { provinces: places.provinces_unordered().map(|id| (id, OnceLock::new())).collect() }
    }

    fn in_province<'a>(&'a self, desk: &Desk<'_>, ground: &Ground, id: LocalityId) -> Option<&'a Inside> {
        let find = || {
            let inside = desk.lists.places().list(PlaceList::Province(id));
            let (candidates, _) = candidates(desk, ground, inside.to_vec());
            Inside { clusters: clusters(desk, ground, candidates.iter().copied()), candidates }
        };
        self.provinces.get(&id).map(|known| known.get_or_init(find))
    }
}

/// The map of all places of the site: where each is marked, linked to the list below. Where they are all of one
/// province, it is that province's map, else the country's.
///
/// `None` where no place is on the ground. Marks that a finger could not tell apart are one, which leads to its
/// province in the list by `to_province`.
pub fn country_map(desk: &Desk<'_>, to_province: &dyn Fn(LocalityId) -> Option<String>) -> Option<MapView> {
    let shown: Vec<LocalityId> = desk
        .site
        .all_localities()
        .filter(|(id, place)| place.has_page && is_on_country_map(desk, *id))
        .map(|(id, _)| id)
        .collect();
    let of_one = only_province(desk, &shown);
    let ground = match of_one {
        Some((_, ground)) => ground,
        None => desk.shared.grounds.country(),
    };
    let (candidates, missing) = candidates(desk, ground, shown);
    if candidates.is_empty() {
        return None;
    }
    let link = |of: &[Candidate]| match of {
        [one] => desk.locality_link(one.id),
        several => {
            let province = several.iter().find_map(|place| province_of(desk.site, place.id));
            province
                .and_then(|(province, _)| to_province(province))
                .or_else(|| desk.locality_link(several[0].id))
        }
    };
    let clusters = clusters(desk, ground, candidates);
    let marks = clusters
        .iter()
        .map(|Cluster { of, symbol }| Placed { symbol: Cow::Borrowed(symbol), link: link(of) });
    let words = desk.words;
    let sheet = Sheet {
        ground,
        strong: BTreeSet::new(),
        marks: marks.collect(),
        title: words.get("map.country"),
        scale: None,
    };
    let several = clusters.iter().any(|cluster| cluster.of.len() > 1);
    let notes = [
        Some(of_one.map_or_else(|| words.get("map.ground").to_owned(), |(id, _)| ground_of(desk, id))),
        several.then(|| words.get("map.several").to_owned()),
        (missing > 0).then(|| words.count("map.missing", missing, &[])),
    ];
    Some(view(desk, &sheet, notes.into_iter().flatten().collect()))
}

/// The province that all places lie in, below it, if there is one with ground of its own.
fn only_province<'a>(desk: &Desk<'a>, places: &[LocalityId]) -> Option<(LocalityId, &'a Ground)> {
    let provinces: Option<BTreeSet<_>> = places.iter().map(|id| province_of(desk.site, *id)).collect();
    let mut provinces = provinces?.into_iter();
    let (id, key) = provinces.next()?;
    let only = provinces.next().is_none() && !places.contains(&id);
    Some((id, desk.shared.grounds.province(key)?)).filter(|_| only)
}

fn scale(desk: &Desk<'_>, ground: &Ground) -> String {
    let kilometres = desk.format().number(Decimal::from(ground.projection.scale_bar().0));
    desk.words.fill("map.kilometres", &[("number", &kilometres)])
}

fn ground_of(desk: &Desk<'_>, province: LocalityId) -> String {
    desk.words.fill("map.province", &[("province", &desk.site.locality(province).name)])
}

/// Places stand on the map of the country themselves; what is large, and has nothing of its own, does not.
fn is_on_country_map(desk: &Desk<'_>, id: LocalityId) -> bool {
    match desk.site.locality(id).level {
        Level::Country => false,
        Level::Province => weight(desk, id) > 0,
        Level::District | Level::Commune | Level::Village => true,
    }
}

fn weight(desk: &Desk<'_>, id: LocalityId) -> usize {
    let mentions = desk.shared.derived.mentions();
    mentions.of_locality(id).len() + mentions.metrics_at(id).len() + mentions.events_at(id).len()
}

/// The places that the ground shows, the one of which the site has most first; and how many it does not show.
fn candidates(desk: &Desk<'_>, ground: &Ground, places: Vec<LocalityId>) -> (Vec<Candidate>, usize) {
    let all = places.len();
    let mut found: Vec<Candidate> = places
        .into_iter()
        .filter_map(|id| {
            let at = spot(desk.site, id).and_then(|spot| ground.at(spot.at))?;
            Some(Candidate { id, at, weight: weight(desk, id) })
        })
        .collect();
    found.sort_by_cached_key(|place| (std::cmp::Reverse(place.weight), place_order(desk, place.id)));
    let missing = all - found.len();
    (found, missing)
}

/// Puts places together whose marks could not be told apart by a finger, each with the greatest near it.
fn clusters(
    desk: &Desk<'_>,
    ground: &Ground,
    candidates: impl IntoIterator<Item = Candidate>,
) -> Vec<Cluster> {
    let mut clusters: Vec<Vec<Candidate>> = Vec::new();
    for place in candidates {
        match clusters.iter_mut().find(|cluster| is_near(cluster[0].at, place.at)) {
            Some(cluster) => cluster.push(place),
            None => clusters.push(vec![place]),
        }
    }
    let cluster = |of: Vec<Candidate>| Cluster { symbol: Symbol::of(mark(desk, &of), ground), of };
    clusters.into_iter().map(cluster).collect()
}

fn is_near(one: At, other: At) -> bool {
    one.apart(other) < i64::from(2 * TARGET).pow(2)
}

fn mark(desk: &Desk<'_>, of: &[Candidate]) -> Mark {
    let first = desk.site.locality(of[0].id);
    let name = without_type_word(&first.name);
    let label = match of.len() {
        1 => name.to_owned(),
        several => {
            desk.words.fill("map.and_more", &[("name", name), ("count", &desk.format().count(several - 1))])
        }
    };
    let places: Vec<&str> = of.iter().map(|place| desk.place_line(place.id)).collect();
    let name = if of.len() == 1 { places.concat() } else { format!("{label}: {}", places.join("; ")) };
    let members = if of.len() == 1 { Vec::new() } else { of.iter().map(|place| place.at).collect() };
    let (radius, look) = if of.len() == 1 { (ONE, Look::Place) } else { (SEVERAL, Look::Several) };
    Mark { at: of[0].at, radius, look, label, name, leads: first.has_page, members }
}

/// Where a place lies in its province, with the site's other places there; a province with its places.
///
/// `None` for what has no province that the gazetteer knows, and where neither point nor ground of it is known.
pub fn locator(desk: &Desk<'_>, id: LocalityId) -> Option<MapView> {
    let site = desk.site;
    let (province, key) = province_of(site, id)?;
    let ground = desk.shared.grounds.province(key)?;
    let strong = own_ground(site.locality(id));
    let subject = (id != province).then(|| subject(desk, ground, id)).flatten();
    let own_ancestors = site.ancestors(id);
    let is_left_out = |place: &Candidate| place.id == id || own_ancestors.contains(&place.id);
    let is_beside = |cluster: &Cluster| {
        let near = |subject: &Mark| subject.radius > 0 && is_near(subject.at, cluster.of[0].at);
        subject.as_ref().is_some_and(near)
    };
    let inside = desk.shared.neighbours.in_province(desk, ground, province)?;
    // On most pages what is left out has no mark: it is where the page's own place is.
    let is_shared = |cluster: &Cluster| is_beside(cluster) || !cluster.of.iter().any(is_left_out);
    let others = match inside.clusters.iter().all(is_shared) {
        true => Cow::Borrowed(&inside.clusters),
        false => {
            let left = inside.candidates.iter().copied().filter(|place| !is_left_out(place));
            Cow::Owned(clusters(desk, ground, left))
        }
    };
    let mut places = others.iter().flat_map(|cluster| &cluster.of);
    if subject.is_none() && places.all(is_left_out) && strong.is_empty() {
        return None;
    }
    let (beside, apart): (Vec<&Cluster>, Vec<&Cluster>) = others.iter().partition(|other| is_beside(other));
    let marked = subject.is_some();
    let subject = subject.map(|mark| Placed { symbol: Cow::Owned(Symbol::of(mark, ground)), link: None });
    let others = apart.into_iter().map(|Cluster { of, symbol }| Placed {
        symbol: Cow::Borrowed(symbol),
        link: desk.locality_link(of[0].id),
    });
    let title = desk.words.fill("map.place", &[("place", desk.place_line(id))]);
    let sheet = Sheet {
        ground,
        marks: subject.into_iter().chain(others).collect(),
        title: &title,
        scale: Some(scale(desk, ground)),
        strong,
    };
    let beside = beside.into_iter().flat_map(|cluster| &cluster.of).filter(|place| !is_left_out(place));
    let beside: Vec<LocalityId> = beside.map(|place| place.id).collect();
    let notes = locator_notes(desk, id, province, &sheet, (marked, &beside));
    Some(view(desk, &sheet, notes))
}

/// The communes that make up the ground of a place, where it is known; what is larger is the ground of the map.
fn own_ground(locality: &Locality) -> BTreeSet<&'static str> {
    match locality.level {
        // A former commune was a part of what it became: the ground of that would say too much.
        Level::Commune if locality.until.is_some() => BTreeSet::new(),
        Level::District | Level::Commune => locality.key.map(communes_on).unwrap_or_default(),
        Level::Country | Level::Province | Level::Village => BTreeSet::new(),
    }
}

/// The place that the page is of. A district is its ground; its mark is its name alone.
fn subject(desk: &Desk<'_>, ground: &Ground, id: LocalityId) -> Option<Mark> {
    let spot = spot(desk.site, id)?;
    let locality = desk.site.locality(id);
    let look = if spot.approximate { Look::Approximate } else { Look::Subject };
    Some(Mark {
        at: ground.at(spot.at)?,
        radius: if locality.level == Level::District { 0 } else { SEVERAL },
        look,
        label: without_type_word(&locality.name).to_owned(),
        name: capitalised(&locality.name),
        leads: false,
        members: Vec::new(),
    })
}

fn locator_notes(
    desk: &Desk<'_>,
    id: LocalityId,
    province: LocalityId,
    sheet: &Sheet<'_>,
    (marked, beside): (bool, &[LocalityId]),
) -> Vec<String> {
    let (site, words) = (desk.site, desk.words);
    let name = |id: LocalityId| site.locality(id).name.as_str();
    let is_district = site.locality(id).level == Level::District;
    let approximate = marked && !is_district && spot(site, id).is_some_and(|spot| spot.approximate);
    let named: Vec<&str> = beside.iter().take(NAMED).map(|id| name(*id)).collect();
    let rest = beside.len().saturating_sub(NAMED);
    let beside = (!named.is_empty() && !is_district).then(|| {
        let more = (rest > 0).then(|| words.count("place.more", rest, &[]));
        let places = std::iter::once(named.join(", ")).chain(more).collect::<Vec<_>>().join(" ");
        words.fill("map.beside", &[("places", &places)])
    });
    let strong = !sheet.strong.is_empty();
    [
        Some(ground_of(desk, province)),
        (strong && is_district).then(|| words.fill("map.strong", &[("place", name(id))])),
        approximate.then(|| words.get("map.approximate").to_owned()),
        beside,
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Figures as dots in their places: of one province on its map, else on the country's. `title` names the map to
/// those who don't see it. Beside each dot stands the place and its figure, where there is room; the caller shows
/// the table that has all.
///
/// `None` where fewer than two of the places can be shown: a single dot compares nothing.
pub fn dots(desk: &Desk<'_>, title: &str, figures: &[Dot]) -> Option<MapView> {
    let site = desk.site;
    // What lies nowhere that is known is on no map, and does not ask for a larger one.
    let known = figures.iter().filter(|dot| spot(site, dot.place).is_some());
    let provinces: BTreeSet<Option<&str>> =
        known.map(|dot| province_of(site, dot.place).map(|(_, key)| key)).collect();
    let are_provinces = figures.iter().any(|dot| site.locality(dot.place).level == Level::Province);
    let of_one = match provinces.first() {
        Some(Some(key)) if provinces.len() == 1 && !are_provinces => desk.shared.grounds.province(key),
        _ => None,
    };
    let ground = of_one.unwrap_or_else(|| desk.shared.grounds.country());
    let most = figures.iter().map(|dot| dot.weight).max()?;
    let mut shown: Vec<(&Dot, At)> = figures
        .iter()
        .filter_map(|dot| Some((dot, spot(site, dot.place).and_then(|spot| ground.at(spot.at))?)))
        .collect();
    shown.sort_by(|one, other| other.0.weight.cmp(&one.0.weight).then(one.0.place.cmp(&other.0.place)));
    if shown.len() < 2 {
        return None;
    }
    let mark = |(dot, at): &(&Dot, At)| Mark {
        at: *at,
        radius: radius(dot.weight, most),
        look: Look::Figure,
        label: format!("{} {}", without_type_word(&site.locality(dot.place).name), dot.value_label),
        name: format!("{}: {}", desk.place_line(dot.place), dot.value_label),
        leads: false,
        members: Vec::new(),
    };
    let symbol = |dot| Cow::Owned(Symbol::of(mark(dot), ground));
    let marks = shown.iter().map(|dot| Placed { symbol: symbol(dot), link: None });
    let missing = figures.len() - shown.len();
    let sheet = Sheet { ground, strong: BTreeSet::new(), marks: marks.collect(), title, scale: None };
    let notes = [
        Some(desk.words.get("map.sizes").to_owned()),
        (missing > 0).then(|| desk.words.count("map.not_drawn", missing, &[])),
    ];
    Some(view(desk, &sheet, notes.into_iter().flatten().collect()))
}

/// The radius of a dot whose area is to the largest as its figure is to the greatest.
fn radius(weight: Decimal, most: Decimal) -> i32 {
    let share = weight.checked_div(most).filter(|_| most > Decimal::ZERO).unwrap_or_default();
    let millionths = (share * Decimal::from(1_000_000)).to_i64().unwrap_or(0).clamp(0, 1_000_000);
    let radius = LARGEST * millionths.isqrt() / 1_000;
    // Between two small numbers.
    radius.clamp(SMALLEST, LARGEST) as i32
}

fn view(desk: &Desk<'_>, sheet: &Sheet<'_>, notes: Vec<String>) -> MapView {
    MapView { drawing_html: sheet.write(), notes, source: desk.words.get("map.source").to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dots_area_follows_its_figure() {
        let of = |weight: i64| radius(Decimal::from(weight), Decimal::from(400));
        assert_eq!([400, 100, 25, 0, -5].map(of), [180, 90, 45, 25, 25]);
        assert_eq!(radius(Decimal::ZERO, Decimal::ZERO), 25);
    }
}
