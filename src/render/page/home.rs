//! The first page: what is new, what the figures are, what comes next, where to find one's own place.

use std::cmp::Reverse;

use serde::Serialize;

use super::Sheet;
use crate::derive::address::Page;
use crate::derive::figures::Ledger;
use crate::derive::list::BulletinList;
use crate::model::{Direction, EventId, EventStatus, Level, MetricId, ObservationId, Site};
use crate::render::RenderError;
use crate::render::chart::spark;
use crate::render::desk::Desk;
use crate::render::format::DateView;
use crate::render::frame::Head;
use crate::render::markup::ListMarkup;
use crate::render::part::{
    EntryView, EventView, StatView, TeaserView, capitalised, document_entry, event_view, stat_view, teaser,
};
use crate::render::view::View;
use crate::render::written::{Form, Listed};

/// Beside the first bulletin.
const FURTHER_BULLETINS: usize = 4;
const FIGURES: usize = 4;
const EVENTS: usize = 3;
const PLACES: usize = 6;
const DOCUMENTS: usize = 5;

#[derive(Serialize)]
struct HomeView {
    first: Option<TeaserView>,
    further_html: ListMarkup,
    bulletins_link: String,
    /// "Tất cả 5 bản tin".
    bulletins_all: String,
    figures: Vec<StatView>,
    metrics_link: String,
    metrics_all: String,
    events: Vec<EventView>,
    /// Coming events, or the past ones where none are to come.
    events_title: String,
    events_link: String,
    places: Vec<EntryView>,
    places_link: String,
    places_all: String,
    search_link: String,
    documents: Vec<EntryView>,
    documents_link: String,
    documents_all: String,
}

/// Makes the home page.
pub fn home_page(desk: &Desk<'_>) -> Result<Sheet<'static>, RenderError> {
    let site = desk.site;
    let bulletins = desk.lists.bulletins(BulletinList::All);
    let (first, further) = bulletins.split_at(bulletins.len().min(1));
    let further = further
        .iter()
        .take(FURTHER_BULLETINS)
        .enumerate()
        .map(|(place, id)| Listed::Teaser(*id, if place == 0 { Form::Lead } else { Form::Brief }));
    let (events, events_key) = events(site);
    let with_page = site.localities.iter().filter(|locality| locality.has_page).count();
    let view = HomeView {
        first: first.first().map(|id| teaser(desk, *id)),
        further_html: desk.written.list(desk, further)?,
        bulletins_link: desk.link(Page::Bulletins(BulletinList::All, 1)),
        bulletins_all: desk.words.count("home.all_bulletins", bulletins.len(), &[]),
        figures: key_figures(desk).into_iter().map(|(metric, id)| key_figure(desk, metric, id)).collect(),
        metrics_link: desk.link(Page::Metrics),
        metrics_all: desk.words.count("home.all_metrics", site.metrics.len(), &[]),
        events: events.into_iter().map(|id| event_view(desk, id)).collect(),
        events_title: desk.words.get(events_key).to_owned(),
        events_link: desk.link(Page::Events),
        places: places(desk),
        places_link: desk.link(Page::Localities),
        places_all: desk.words.count("home.all_places", with_page, &[]),
        search_link: desk.link(Page::Search),
        documents: documents(desk),
        documents_link: desk.link(Page::Documents),
        documents_all: desk.words.count("home.all_documents", site.documents.len(), &[]),
    };
    let mut head = Head::new("home", &site.config.title);
    head.description = site.config.description.clone();
    Ok(Sheet { head, view: View::of(view) })
}

/// The newest figure of each of a few metrics: those that say which way is better first, the newest first, and
/// as many places as there are before a second figure of any.
fn key_figures(desk: &Desk<'_>) -> Vec<(MetricId, ObservationId)> {
    let site = desk.site;
    let mut newest: Vec<(MetricId, ObservationId)> = desk
        .shared
        .derived
        .ledgers()
        .iter()
        .filter_map(|(id, ledger)| Some((id, newest_of(ledger)?)))
        .collect();
    newest.sort_by_key(|(id, observation)| {
        let metric = site.metric(*id);
        let period = metric.observations[observation.index()].date.period();
        (metric.direction == Direction::None, Reverse(period), *id)
    });
    let mut places = Vec::new();
    let (first, second): (Vec<_>, Vec<_>) = newest.into_iter().partition(|(id, observation)| {
        let place = site.observation(*id, *observation).locality;
        let is_new = !places.contains(&place);
        places.push(place);
        is_new
    });
    first.into_iter().chain(second).take(FIGURES).collect()
}

/// A figure with its course. Of one without a date it says no more than that: the reason stands on the metric's
/// page, and several figures would repeat it here.
fn key_figure(desk: &Desk<'_>, metric: MetricId, id: ObservationId) -> StatView {
    let stat = stat_view(desk, metric, id);
    let date = match &stat.date.text {
        Some(_) => stat.date,
        None => DateView { note: Some(desk.words.get("chart.undated").to_owned()), ..stat.date },
    };
    StatView { spark_html: spark(desk, metric, id), date, ..stat }
}

/// Of the places with the newest figure the first; a total before the groups.
fn newest_of(ledger: &Ledger<'_>) -> Option<ObservationId> {
    let period = |id: ObservationId| ledger.metric().observation(id).date.period();
    ledger
        .latest()
        .min_by_key(|(place, id)| (place.group, Reverse(period(*id)), place.locality))
        .map(|(_, id)| id)
}

/// What comes next; where nothing does, what was last.
fn events(site: &Site) -> (Vec<EventId>, &'static str) {
    let today = site.today;
    let (past, coming): (Vec<_>, Vec<_>) = site
        .all_events()
        .partition(|(_, event)| event.end.map_or(event.start.period(), |end| end.period).last_day() < today);
    let stands = |event: &crate::model::Event| event.status != Some(EventStatus::Cancelled);
    let coming: Vec<EventId> =
        coming.into_iter().filter(|(_, event)| stands(event)).map(|(id, _)| id).take(EVENTS).collect();
    if coming.is_empty() {
        (past.into_iter().rev().map(|(id, _)| id).take(EVENTS).collect(), "home.past_events")
    } else {
        (coming, "home.coming_events")
    }
}

/// The places that are spoken of most.
fn places(desk: &Desk<'_>) -> Vec<EntryView> {
    let site = desk.site;
    let mentions = desk.shared.derived.mentions();
    let mut places: Vec<_> = site
        .all_localities()
        .filter(|(_, place)| place.has_page && place.level != Level::Country)
        .map(|(id, _)| (id, mentions.of_locality(id).len()))
        .filter(|(_, count)| *count > 0)
        .collect();
    places.sort_by_key(|(id, count)| (Reverse(*count), *id));
    places.truncate(PLACES);
    let entry = |(id, count): (crate::model::LocalityId, usize)| {
        let line = desk.place_line(id);
        EntryView {
            name: capitalised(&site.locality(id).name),
            link: desk.link(Page::Locality(id)),
            note: line.split_once(" · ").map(|(_, above)| above.to_owned()),
            count: Some(desk.words.count("count.bulletins", count, &[])),
        }
    };
    places.into_iter().map(entry).collect()
}

/// The documents that most bulletins cite.
fn documents(desk: &Desk<'_>) -> Vec<EntryView> {
    let mut cited: Vec<_> = desk
        .site
        .all_documents()
        .filter(|(_, document)| !document.cited_by.is_empty())
        .map(|(id, document)| (Reverse(document.cited_by.len()), id))
        .collect();
    cited.sort();
    cited.truncate(DOCUMENTS);
    cited
        .into_iter()
        .map(|(Reverse(count), id)| EntryView {
            count: Some(desk.words.count("count.bulletins", count, &[])),
            ..document_entry(desk, id)
        })
        .collect()
}
