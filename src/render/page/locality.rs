//! A place: what it is and lies in, what it was and became, its figures with their goals, its events, and the
//! bulletins of it and of the places below it.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use serde::Serialize;

use super::Sheet;
use super::lineage::{AliveView, BecameView, TimelineView, alive, became_view, timeline};
use super::locality_figures::{FiguresView, all_figures};
use crate::derive::address::Page;
use crate::derive::former::{former_places, present_places};
use crate::derive::place_list::PlaceList;
use crate::model::{BulletinId, Contact, Level, Locality, LocalityId, Period};
use crate::render::RenderError;
use crate::render::desk::Desk;
use crate::render::frame::{Head, LinkView, phone_link};
use crate::render::map::{MapView, locator};
use crate::render::part::{
    BulletinsView, EntryView, EventView, FactView, Notes, bulletins_view, capitalised, event_view, fact,
    place_order, within,
};
use crate::render::view::View;
use crate::render::written::Form;

/// How many places below one its page has room for.
const NAMED: usize = 40;

#[derive(Serialize)]
struct LocalityView<'a> {
    title: String,
    /// "Xã", "Xã đến 30/06/2025".
    level: String,
    /// What it lies in: "huyện Tủa Chùa, tỉnh Điện Biên".
    within: Option<String>,
    /// What became of it, where that is known.
    became: Option<BecameView>,
    /// Its own, and those of the former places on its ground.
    figures: Vec<FiguresView>,
    notes: Notes<'a>,
    bulletins: Option<BulletinsView>,
    /// Of the places below it.
    bulletins_below: Option<BulletinsView>,
    /// Of the former places on its ground.
    bulletins_former: Option<BulletinsView>,
    events: Vec<EventView>,
    events_count: String,
    /// The places directly below it.
    places: Vec<EntryView>,
    places_count: String,
    /// "Tất cả 166 nơi theo A–Z", where they are in a list of their own, too many to be named here.
    places_all: Option<LinkView>,
    /// Where it lies.
    map: Option<MapView>,
    facts: Vec<FactView>,
    timeline: Option<TimelineView>,
    contact: Vec<FactView>,
    /// Who answers for a former place now.
    contacts_now: Vec<OfficeView>,
}

/// A present place that answers for a former one.
#[derive(Serialize)]
struct OfficeView {
    place: LinkView,
    facts: Vec<FactView>,
}

/// Makes the page of a place.
pub fn locality_page<'a>(desk: &Desk<'a>, id: LocalityId) -> Result<Sheet<'a>, RenderError> {
    let locality = desk.site.locality(id);
    let mentions = desk.shared.derived.mentions();
    let alive = alive(desk, id);
    let events: Vec<EventView> =
        mentions.events_at(id).iter().rev().map(|event| event_view(desk, *event)).collect();
    let places = places(desk, id);
    let title = capitalised(&locality.name);
    let former = former_places(desk.site, id);
    let mut notes = Notes::new(desk.words);
    let view = LocalityView {
        level: level(desk, locality, &alive),
        within: within(desk, id),
        became: became_view(desk, id),
        figures: all_figures(desk, id, &former, &mut notes),
        bulletins: bulletins_view(desk, mentions.of_locality(id), Form::Lead)?,
        bulletins_below: bulletins_view(desk, mentions.below_locality(id), Form::Lead)?,
        bulletins_former: bulletins_view(desk, &bulletins_of(desk, id, &former), Form::Lead)?,
        events_count: desk.format().count(events.len()),
        events,
        places_count: desk.format().count(mentions.places_in(id).len()),
        places_all: list_of_places(desk, id, places.len()),
        places,
        map: locator(desk, id),
        facts: facts(desk, id, locality),
        timeline: timeline(desk, id),
        contact: contact(desk, locality),
        contacts_now: contacts_now(desk, id),
        notes: Notes::new(desk.words),
        title: title.clone(),
    };
    let view = LocalityView { notes, ..view };
    let line =
        [Some(title.clone()), view.within.clone()].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let head = Head {
        description: Some(desk.words.fill("locality.description", &[("place", &line)])),
        section: Some(Page::Localities),
        breadcrumb: breadcrumb(desk, id),
        ..Head::new("locality", title)
    };
    Ok(Sheet { head, view: View::of(view) })
}

fn level(desk: &Desk<'_>, locality: &Locality, alive: &AliveView) -> String {
    let key = match locality.level {
        Level::Country => "locality.level.country",
        Level::Province => "locality.level.province",
        Level::District => "locality.level.district",
        Level::Commune => "locality.level.commune",
        Level::Village => "locality.level.village",
    };
    let level = desk.words.get(key);
    match &alive.ended {
        Some(date) => desk.words.fill("locality.level_until", &[("level", level), ("date", date)]),
        None => level.to_owned(),
    }
}

/// The list of places, then what the place lies in from the country down, as far as there are pages.
fn breadcrumb(desk: &Desk<'_>, id: LocalityId) -> Vec<(String, Page)> {
    let site = desk.site;
    let above = site.ancestors(id).into_iter().rev().filter(|above| site.locality(*above).has_page);
    let above = above.map(|above| (capitalised(&site.locality(above).name), Page::Locality(above)));
    std::iter::once((desk.words.get("menu.localities").to_owned(), Page::Localities)).chain(above).collect()
}

/// The way to all places in a province, where not all that lie directly in it are `named` on its page.
fn list_of_places(desk: &Desk<'_>, id: LocalityId, named: usize) -> Option<LinkView> {
    let (list, places) = (PlaceList::Province(id), desk.lists.places());
    (named < desk.shared.derived.mentions().places_in(id).len()).then(|| LinkView {
        name: desk.words.count("locality.all_places", places.list(list).len(), &[]),
        link: desk.link(Page::Places(list, 1)),
    })
}

/// The places directly below one, as an A–Z; of more than the page has room for those with most bulletins, where
/// a list has the others.
fn places(desk: &Desk<'_>, id: LocalityId) -> Vec<EntryView> {
    let mentions = desk.shared.derived.mentions();
    let bulletins = |place| mentions.of_locality(place).len() + mentions.below_locality(place).len();
    let mut places = mentions.places_in(id).to_vec();
    if places.len() > NAMED && desk.lists.places().pages(PlaceList::Province(id)) > 0 {
        places.sort_by_cached_key(|place| (Reverse(bulletins(*place)), place_order(desk, *place)));
        places.truncate(NAMED);
    }
    places.sort_by_cached_key(|place| place_order(desk, *place));
    places
        .into_iter()
        .map(|place| {
            let bulletins = bulletins(place);
            EntryView {
                name: capitalised(&desk.site.locality(place).name),
                link: desk.link(Page::Locality(place)),
                note: alive(desk, place)
                    .ended
                    .map(|date| desk.words.fill("locality.until", &[("date", &date)])),
                count: (bulletins > 0).then(|| desk.words.count("count.bulletins", bulletins, &[])),
            }
        })
        .collect()
}

fn facts(desk: &Desk<'_>, id: LocalityId, locality: &Locality) -> Vec<FactView> {
    let population = locality.population.as_ref().map(|population| {
        let value = desk.number(population.value);
        let period = desk.period(population.period);
        fact(
            desk,
            "locality.population",
            desk.words.fill("locality.people", &[("number", &value), ("period", &period)]),
        )
    });
    let area = locality.area.map(|area| {
        fact(desk, "locality.area", desk.words.fill("locality.square_km", &[("number", &desk.number(area))]))
    });
    // Sources of the gazetteer call some former units by the name of what they became: beside what the page says
    // became of them, that would read as a mistake.
    let next = |alias: &str| {
        let mut next = locality.successors.iter().map(|next| &desk.site.locality(next.to).name);
        next.any(|name| capitalised(name) == capitalised(alias))
    };
    let aliases: Vec<&str> =
        locality.aliases.iter().map(String::as_str).filter(|alias| !next(alias)).collect();
    let aliases = (!aliases.is_empty()).then(|| fact(desk, "locality.aliases", aliases.join(", ")));
    let known = [
        belongs_to(desk, id),
        locality.code.as_ref().map(|code| fact(desk, "locality.code", code)),
        locality.from.map(|day| day_fact(desk, "locality.first_day", day)),
        locality.until.map(|day| day_fact(desk, "locality.last_day", day)),
        population,
        area,
        aliases,
    ];
    known.into_iter().flatten().collect()
}

fn day_fact(desk: &Desk<'_>, key: &str, day: crate::model::Day) -> FactView {
    FactView { iso: Some(Period::Day(day).iso()), ..fact(desk, key, desk.format().day(day)) }
}

/// What it lies in, each with its page; what has none is named all the same.
fn belongs_to(desk: &Desk<'_>, id: LocalityId) -> Option<FactView> {
    let site = desk.site;
    let above = site.ancestors(id);
    let named = |above: &LocalityId| LinkView {
        name: site.locality(*above).name.clone(),
        link: desk.locality_link(*above).unwrap_or_default(),
    };
    let links: Vec<LinkView> = above.iter().map(named).collect();
    (!links.is_empty()).then(|| FactView { links, ..fact(desk, "locality.within", "") })
}

/// The bulletins of former places that do not speak of the place itself nor of one below it, newest first.
fn bulletins_of(desk: &Desk<'_>, id: LocalityId, former: &[LocalityId]) -> Vec<BulletinId> {
    let mentions = desk.shared.derived.mentions();
    let shown: BTreeSet<&BulletinId> =
        mentions.of_locality(id).iter().chain(mentions.below_locality(id)).collect();
    let theirs = former.iter().flat_map(|past| mentions.of_locality(*past));
    // Ids follow the order of lists.
    let theirs: BTreeSet<BulletinId> = theirs.filter(|bulletin| !shown.contains(bulletin)).copied().collect();
    theirs.into_iter().collect()
}

fn contact(desk: &Desk<'_>, locality: &Locality) -> Vec<FactView> {
    locality.contact.as_ref().map(|contact| contact_facts(desk, contact)).unwrap_or_default()
}

/// The offices of what a former place became, as far as the site knows them.
fn contacts_now(desk: &Desk<'_>, id: LocalityId) -> Vec<OfficeView> {
    let places = present_places(desk.site, id).into_iter();
    let offices = places.filter_map(|place| {
        let locality = desk.site.locality(place);
        let facts = contact(desk, locality);
        let link = desk.locality_link(place).unwrap_or_default();
        (!facts.is_empty())
            .then(|| OfficeView { place: LinkView { name: capitalised(&locality.name), link }, facts })
    });
    offices.collect()
}

fn contact_facts(desk: &Desk<'_>, contact: &Contact) -> Vec<FactView> {
    let linked = |key: &str, text: &String, link: Option<String>| match link {
        Some(link) => FactView { links: vec![LinkView { name: text.clone(), link }], ..fact(desk, key, "") },
        None => fact(desk, key, text),
    };
    let known = [
        contact.name.as_ref().map(|name| fact(desk, "locality.office", name)),
        contact.phone.as_ref().map(|phone| linked("locality.phone", phone, phone_link(phone))),
        contact.email.as_ref().map(|email| linked("locality.email", email, Some(format!("mailto:{email}")))),
        contact.address.as_ref().map(|address| fact(desk, "locality.address", address)),
    ];
    known.into_iter().flatten().collect()
}
