//! The events of a month, as a calendar and as a list.
//!
//! The calendar shows events on days that their sources give; an event that is only placed in the month, or
//! whose date was inferred, stands in the list alone.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Sheet;
use crate::derive::address::Page;
use crate::derive::list::YearMonth;
use crate::model::{Datelike, Day, Event, EventId, Period, days_in_month};
use crate::render::RenderError;
use crate::render::desk::Desk;
use crate::render::frame::{Head, LinkView};
use crate::render::part::{EventView, capitalised, event_view};
use crate::render::view::View;

#[derive(Serialize)]
struct MonthView {
    title: String,
    /// "2 sự kiện".
    count: String,
    /// The words of the calendar's head, Monday first.
    weekdays: Vec<WeekdayView>,
    /// Empty where no event has a certain day.
    weeks: Vec<Vec<CellView>>,
    events: Vec<AnchoredEvent>,
    /// The months before and after that have events.
    previous: Option<LinkView>,
    next: Option<LinkView>,
}

#[derive(Serialize)]
struct WeekdayView {
    short: String,
    name: String,
}

/// A day of the calendar; days of other months are empty.
#[derive(Serialize, Default, Clone)]
struct CellView {
    number: Option<String>,
    /// The fragment of the day's first event in the list.
    to: Option<String>,
    /// What follows the number for those who hear the page: "3 sự kiện".
    label: Option<String>,
    events: Vec<LinkView>,
}

#[derive(Serialize)]
struct AnchoredEvent {
    /// Its fragment.
    id: String,
    event: EventView,
}

/// Makes the calendar of a month.
pub fn month_page(desk: &Desk<'_>, year: i32, month: u32) -> Result<Sheet<'static>, RenderError> {
    let months = desk.lists.event_months();
    let events = months.get(&(year, month)).map(Vec::as_slice).unwrap_or_default();
    let name = desk.period(Period::Month(year, month));
    let title = desk.words.fill("event.of_month", &[("month", &name)]);
    let view = MonthView {
        count: desk.words.count("event.count", events.len(), &[]),
        weekdays: weekdays(desk),
        weeks: weeks(desk, (year, month), &by_day(desk, (year, month), events)),
        events: events
            .iter()
            .map(|id| AnchoredEvent { id: fragment(desk, *id), event: event_view(desk, *id) })
            .collect(),
        previous: months.range(..(year, month)).next_back().map(|(month, _)| month_link(desk, *month)),
        next: months.range((year, month + 1)..).next().map(|(month, _)| month_link(desk, *month)),
        title: title.clone(),
    };
    let head = Head {
        section: Some(Page::Events),
        breadcrumb: vec![(desk.words.get("menu.events").to_owned(), Page::Events)],
        ..Head::new("month", title)
    };
    Ok(Sheet { head, view: View::of(view) })
}

fn month_link(desk: &Desk<'_>, (year, month): YearMonth) -> LinkView {
    LinkView {
        name: capitalised(&desk.period(Period::Month(year, month))),
        link: desk.link(Page::EventMonth(year, month)),
    }
}

fn weekdays(desk: &Desk<'_>) -> Vec<WeekdayView> {
    let format = desk.format();
    let names = format.weekdays_short().iter().zip(format.weekdays());
    names.map(|(short, name)| WeekdayView { short: short.clone(), name: name.clone() }).collect()
}

fn fragment(desk: &Desk<'_>, id: EventId) -> String {
    format!("_event-{}", desk.site.event(id).slug)
}

/// The events of each day of a month that has some.
fn by_day(desk: &Desk<'_>, month: YearMonth, events: &[EventId]) -> BTreeMap<u32, Vec<EventId>> {
    let mut days: BTreeMap<u32, Vec<EventId>> = BTreeMap::new();
    for id in events {
        for day in days_of(desk.site.event(*id), month) {
            days.entry(day).or_default().push(*id);
        }
    }
    days
}

/// The days of a month on which an event takes place, as far as its source gives them.
fn days_of(event: &Event, (year, month): YearMonth) -> Vec<u32> {
    let Period::Day(first) = event.start.period() else { return Vec::new() };
    if event.start.inferred.is_some() {
        return Vec::new();
    }
    let last = match event.end.map(|end| end.period) {
        Some(Period::Day(last)) => last.max(first),
        _ => first,
    };
    (1..=days_in_month(year, month))
        .filter(|day| Day::from_ymd_opt(year, month, *day).is_some_and(|day| first <= day && day <= last))
        .collect()
}

/// The weeks of a month from Monday to Sunday; none where nothing takes place on a certain day.
fn weeks(desk: &Desk<'_>, month: YearMonth, by_day: &BTreeMap<u32, Vec<EventId>>) -> Vec<Vec<CellView>> {
    let Some(first) = Day::from_ymd_opt(month.0, month.1, 1).filter(|_| !by_day.is_empty()) else {
        return Vec::new();
    };
    let before = first.weekday().num_days_from_monday() as usize;
    let mut cells = vec![CellView::default(); before];
    let days = 1..=days_in_month(month.0, month.1);
    cells.extend(days.map(|day| cell(desk, day, by_day.get(&day).map(Vec::as_slice).unwrap_or_default())));
    cells.resize(cells.len().next_multiple_of(7), CellView::default());
    cells.chunks(7).map(<[CellView]>::to_vec).collect()
}

fn cell(desk: &Desk<'_>, day: u32, events: &[EventId]) -> CellView {
    let label = (!events.is_empty()).then(|| desk.words.count("event.count", events.len(), &[]));
    let link = |id: &EventId| LinkView {
        name: desk.site.event(*id).name.clone(),
        link: desk.link(Page::Event(*id)),
    };
    CellView {
        number: Some(day.to_string()),
        to: events.first().map(|id| fragment(desk, *id)),
        label,
        events: events.iter().map(link).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::derive::fixture::{day, event};
    use crate::model::{Inferred, When};

    #[test]
    fn an_event_of_several_days_stands_on_each_of_them_in_each_month() {
        let mut fair = event("su-kien", Period::Day(day(2026, 12, 30)));
        fair.end = Some(When { period: Period::Day(day(2027, 1, 2)), time: None });
        assert_eq!(days_of(&fair, (2026, 12)), [30, 31]);
        assert_eq!(days_of(&fair, (2027, 1)), [1, 2]);
        assert_eq!(days_of(&fair, (2027, 2)), [0; 0]);
    }

    #[test]
    fn a_day_that_the_source_does_not_give_is_not_marked_in_the_calendar() {
        let mut inspection = event("su-kien", Period::Day(day(2022, 6, 13)));
        assert_eq!(days_of(&inspection, (2022, 6)), [13]);
        let note = "Nguồn không ghi năm.".into();
        inspection.start.inferred = Some(Box::new(Inferred { as_written: Some("13/6".into()), note }));
        assert_eq!(days_of(&inspection, (2022, 6)), [0; 0]);
        assert_eq!(days_of(&event("su-kien", Period::Month(2022, 6)), (2022, 6)), [0; 0]);
    }
}
