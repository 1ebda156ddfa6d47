//! All events: what is coming, what has been, and the months to look them up in.

use serde::Serialize;

use super::Sheet;
use crate::derive::address::Page;
use crate::model::{Event, EventId, EventStatus, Period, Site};
use crate::render::RenderError;
use crate::render::desk::Desk;
use crate::render::frame::Head;
use crate::render::part::{EntryView, EventView, capitalised, event_view};
use crate::render::view::View;

#[derive(Serialize)]
struct EventsView {
    title: String,
    /// "3 sự kiện".
    count: String,
    /// The next one first.
    coming: Vec<EventView>,
    coming_count: String,
    /// The last one first; as many as a list page shows.
    past: Vec<EventView>,
    past_count: String,
    /// "20 sự kiện gần nhất trong 134 sự kiện"; `None` where all are shown.
    past_omitted: Option<String>,
    months: Vec<EntryView>,
}

/// Makes the list of events.
pub fn events_page(desk: &Desk<'_>) -> Result<Sheet<'static>, RenderError> {
    let site = desk.site;
    let all: Vec<EventId> = site.all_events().map(|(id, _)| id).collect();
    let (past, coming): (Vec<EventId>, Vec<EventId>) =
        all.iter().partition(|id| is_past(site, site.event(**id)));
    let shown = past.len().min(site.config.paginate);
    let newest = desk.format().count(shown);
    let title = desk.words.get("menu.events").to_owned();
    let view = EventsView {
        count: desk.words.count("event.count", all.len(), &[]),
        coming: coming.iter().map(|id| event_view(desk, *id)).collect(),
        coming_count: desk.format().count(coming.len()),
        past: past.iter().rev().take(shown).map(|id| event_view(desk, *id)).collect(),
        past_count: desk.format().count(past.len()),
        past_omitted: (shown < past.len())
            .then(|| desk.words.count("event.newest", past.len(), &[("newest", &newest)])),
        months: months(desk),
        title: title.clone(),
    };
    let head = Head { section: Some(Page::Events), ..Head::new("events", title) };
    Ok(Sheet { head, view: View::of(view) })
}

/// Whether an event is over: its last day is, or it is said to have been held.
pub fn is_past(site: &Site, event: &Event) -> bool {
    let last = event.end.map_or(event.start.period(), |end| end.period).last_day();
    last < site.today || event.status == Some(EventStatus::Held)
}

/// The months that have events, the latest first, with how many.
pub fn months(desk: &Desk<'_>) -> Vec<EntryView> {
    let months = desk.lists.event_months().iter().rev();
    months
        .map(|((year, month), events)| EntryView {
            name: capitalised(&desk.period(Period::Month(*year, *month))),
            link: desk.link(Page::EventMonth(*year, *month)),
            note: None,
            count: Some(desk.format().count(events.len())),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::derive::fixture::{day, event, site};
    use crate::model::When;

    #[test]
    fn an_event_is_over_after_its_last_day_or_once_it_was_held() {
        let site = site();
        let today = site.today;
        let yesterday = today.pred_opt().expect("no test runs at the beginning of time");
        assert!(is_past(&site, &event("su-kien", Period::Day(yesterday))));
        assert!(!is_past(&site, &event("su-kien", Period::Day(today))));
        assert!(!is_past(&site, &event("su-kien", Period::Year(2026))), "the year is not over");
        let mut fair = event("su-kien", Period::Day(day(2026, 11, 1)));
        fair.end = Some(When { period: Period::Day(today), time: None });
        assert!(!is_past(&site, &fair));
        fair.status = Some(EventStatus::Held);
        assert!(is_past(&site, &fair));
    }
}
