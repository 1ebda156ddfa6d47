//! An event: what, when, where, who, whether it still stands, and the bulletins about it.

use serde::Serialize;

use super::Sheet;
use super::events::is_past;
use crate::derive::address::Page;
use crate::model::{Event, EventId, EventStatus, Level, Period, When};
use crate::render::RenderError;
use crate::render::desk::Desk;
use crate::render::format::DateView;
use crate::render::frame::Head;
use crate::render::part::{
    BulletinsView, FactView, PlaceView, bulletins_view, capitalised, fact, part_of_day, place_view,
};
use crate::render::view::View;
use crate::render::written::Form;

#[derive(Serialize)]
struct EventPageView {
    title: String,
    /// "Hội nghị".
    kind: String,
    status: Option<StatusView>,
    when: WhenView,
    /// The building or square.
    venue: Option<String>,
    place: Option<PlaceView>,
    /// Whether venue and place say where one must go: the whole country does not.
    is_located: bool,
    facts: Vec<FactView>,
    bulletins: Option<BulletinsView>,
}

#[derive(Serialize)]
struct StatusView {
    name: String,
    /// Postponed or cancelled: said before anything else.
    is_warning: bool,
    reason: Option<String>,
}

/// When it is, as far as the source gives it.
#[derive(Serialize)]
struct WhenView {
    start: DateView,
    end: Option<DateView>,
    /// "buổi sáng".
    part: Option<String>,
}

/// Makes the page of an event.
pub fn event_page(desk: &Desk<'_>, id: EventId) -> Result<Sheet<'static>, RenderError> {
    let event = desk.site.event(id);
    let view = EventPageView {
        title: event.name.clone(),
        kind: desk.words.get(&format!("event.kind.{}", event.kind.word())).to_owned(),
        status: status_view(desk, event),
        when: when_view(desk, event),
        venue: event.place.clone(),
        place: event.locality.map(|id| place_view(desk, id)),
        is_located: is_located(desk, event),
        facts: facts(desk, event),
        bulletins: bulletins_view(desk, desk.shared.derived.mentions().of_event(id), Form::Lead)?,
    };
    let head = Head {
        section: Some(Page::Events),
        breadcrumb: breadcrumb(desk, event),
        ..Head::new("event", &event.name)
    };
    Ok(Sheet { head, view: View::of(view) })
}

/// The list, then the month, unless the month is only inferred: the way to a page says nothing that the page
/// does not.
fn breadcrumb(desk: &Desk<'_>, event: &Event) -> Vec<(String, Page)> {
    let mut above = vec![(desk.words.get("menu.events").to_owned(), Page::Events)];
    let period = event.start.period();
    if let Some(month) = period.month().filter(|_| event.start.inferred.is_none()) {
        let name = capitalised(&desk.period(Period::Month(period.year(), month)));
        above.push((name, Page::EventMonth(period.year(), month)));
    }
    above
}

fn status_view(desk: &Desk<'_>, event: &Event) -> Option<StatusView> {
    let status = event.status?;
    // What was planned for a day that is over need not have happened: then nothing is claimed.
    if status == EventStatus::Scheduled && is_past(desk.site, event) {
        return None;
    }
    Some(StatusView {
        name: desk.words.get(&format!("event.status.{}", status.word())).to_owned(),
        is_warning: matches!(status, EventStatus::Postponed | EventStatus::Cancelled),
        reason: event.reason.clone(),
    })
}

fn when_view(desk: &Desk<'_>, event: &Event) -> WhenView {
    let format = desk.format();
    let start = match (event.start.period(), &event.start.inferred) {
        (Period::Day(day), None) => {
            let long = format.day_long(day);
            let text = match event.start.when.time {
                Some(clock) => format!("{}, {long}", format.time(clock)),
                None => long,
            };
            DateView { text: Some(text), ..desk.date(&event.start) }
        }
        _ => desk.date(&event.start),
    };
    WhenView {
        end: event.end.filter(|end| lasts(event, *end)).map(|end| format.certain(end)),
        part: event.part_of_day.map(|part| {
            let word = part_of_day(desk, part);
            if start.text.is_some() { lowered(&word) } else { word }
        }),
        start,
    }
}

/// A word after others.
fn lowered(word: &str) -> String {
    let mut characters = word.chars();
    let first = characters.next().map(char::to_lowercase).into_iter().flatten();
    first.chain(characters).collect()
}

/// Whether the end says more than the beginning.
fn lasts(event: &Event, end: When) -> bool {
    event.start.inferred.is_none() && end != event.start.when
}

fn is_located(desk: &Desk<'_>, event: &Event) -> bool {
    let country = |id| desk.site.locality(id).level == Level::Country;
    event.place.is_some() || event.locality.is_some_and(|id| !country(id))
}

fn facts(desk: &Desk<'_>, event: &Event) -> Vec<FactView> {
    let participants = &event.participants;
    let list = (!participants.is_empty())
        .then(|| fact(desk, "event.participants", capitalised(&participants.join("; "))));
    let host = event.host.as_ref().map(|host| fact(desk, "event.hosted_by", capitalised(host)));
    host.into_iter().chain(list).collect()
}
