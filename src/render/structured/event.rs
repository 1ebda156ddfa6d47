//! An event.

use serde_json::{Value, json};

use super::place::named_area;
use super::{add_known, given, page_link};
use crate::derive::address::Page;
use crate::model::{Dated, Event, EventId, EventStatus};
use crate::render::desk::Desk;

/// An event: when, where, who invites, and whether it still stands.
pub fn event(desk: &Desk<'_>, id: EventId) -> Value {
    let event = desk.site.event(id);
    let mut described = json!({
        "@type": "Event",
        "name": event.name,
        "url": page_link(desk, Page::Event(id)),
    });
    let end = event.end.map(|when| Dated { when, inferred: None });
    let known = [
        ("startDate", given(&event.start).map(Value::from)),
        (
            "endDate",
            end.filter(|_| event.start.inferred.is_none()).and_then(|end| given(&end)).map(Value::from),
        ),
        ("eventStatus", event.status.map(|status| json!(status_address(status)))),
        ("location", location(desk, event)),
        ("organizer", event.host.as_ref().map(|name| json!({ "@type": "Organization", "name": name }))),
    ];
    add_known(&mut described, known);
    described
}

/// What was held is "scheduled" too: schema.org says so of what "has taken place on the startDate".
fn status_address(status: EventStatus) -> &'static str {
    match status {
        EventStatus::Scheduled | EventStatus::Held => "https://schema.org/EventScheduled",
        EventStatus::Postponed => "https://schema.org/EventPostponed",
        EventStatus::Cancelled => "https://schema.org/EventCancelled",
    }
}

/// The building in its locality, or the locality.
fn location(desk: &Desk<'_>, event: &Event) -> Option<Value> {
    let area = event.locality.map(|id| json!(named_area(desk, id)));
    match (&event.place, area) {
        (Some(name), Some(area)) => Some(json!({ "@type": "Place", "name": name, "containedInPlace": area })),
        (Some(name), None) => Some(json!({ "@type": "Place", "name": name })),
        (None, area) => area,
    }
}
