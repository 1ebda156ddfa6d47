//! An event as lists show it: when, what, where, and whether it still stands.

use serde::Serialize;

use super::super::desk::Desk;
use super::super::format::DateView;
use super::place::capitalised;
use crate::derive::address::Page;
use crate::model::{Event, EventId, EventStatus, PartOfDay, Period, When};

/// An event in a list.
#[derive(Debug, Clone, Serialize)]
pub struct EventView {
    /// Its name.
    pub name: String,
    /// The link to its page.
    pub link: String,
    /// The day of the month, where the source gives the day.
    pub day: Option<String>,
    /// The month and year that go with `day`.
    pub month: Option<String>,
    /// When, in full.
    pub date: DateView,
    /// The last day of several, part of the day, place and host in one line; empty where nothing is known.
    pub meta: String,
    /// Postponed or cancelled, in words.
    pub status: Option<String>,
    /// Why.
    pub reason: Option<String>,
}

/// An event for a list.
pub fn event_view(desk: &Desk<'_>, id: EventId) -> EventView {
    let event = desk.site.event(id);
    let day = match event.start.period() {
        Period::Day(day) if event.start.inferred.is_none() => Some(day),
        _ => None,
    };
    EventView {
        name: event.name.clone(),
        link: desk.link(Page::Event(id)),
        day: day.map(|day| day.format("%d").to_string()),
        month: day.and_then(|day| {
            let period = Period::Day(day);
            Some(desk.period(Period::Month(period.year(), period.month()?)))
        }),
        date: desk.date(&event.start),
        meta: meta(desk, event),
        status: changed_status(desk, event),
        reason: event.reason.clone(),
    }
}

/// Part of a day in words: "buổi sáng".
pub fn part_of_day(desk: &Desk<'_>, part: PartOfDay) -> String {
    desk.words.get(&format!("event.part.{}", part.word())).to_owned()
}

fn meta(desk: &Desk<'_>, event: &Event) -> String {
    let time = event.start.when.time.map(|clock| desk.format().time(clock));
    let part = event.part_of_day.map(|part| part_of_day(desk, part));
    let locality = event.locality.map(|id| capitalised(&desk.site.locality(id).name));
    let host = event.host.as_ref().map(|host| desk.words.fill("event.host", &[("host", host)]));
    // The first day stands beside it.
    let lasts = |end: &When| event.start.inferred.is_none() && end.period != event.start.period();
    let until = event.end.filter(lasts).map(|end| desk.period(end.period));
    let until = until.map(|date| desk.words.fill("event.until", &[("date", &date)]));
    let parts = [until, time.or(part), event.place.clone(), locality, host];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn changed_status(desk: &Desk<'_>, event: &Event) -> Option<String> {
    let key = match event.status? {
        EventStatus::Postponed => "event.status.postponed",
        EventStatus::Cancelled => "event.status.cancelled",
        EventStatus::Scheduled | EventStatus::Held => return None,
    };
    Some(desk.words.get(key).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::derive::fixture::{day, event, site};
    use crate::render::fixture::at_desk;

    #[test]
    fn of_several_days_the_last_stands_beside_the_first() {
        let shown = |end: Option<Period>| {
            let mut site = site();
            let end = end.map(|period| When { period, time: None });
            site.events.push(Event { end, ..event("cao-diem", Period::Day(day(2025, 9, 16))) });
            let view = at_desk(&site, "index.html", |desk| event_view(desk, EventId::at(0)));
            (view.day, view.meta)
        };
        let first = Some("16".to_owned());
        // The fixture has no words: the key stands for them.
        assert_eq!(shown(Some(Period::Day(day(2025, 11, 14)))), (first.clone(), "event.until".to_owned()));
        assert_eq!(shown(Some(Period::Day(day(2025, 9, 16)))), (first.clone(), String::new()));
        assert_eq!(shown(None), (first, String::new()));
    }
}
