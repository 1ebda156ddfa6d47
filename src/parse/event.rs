//! Reads events, in `events.yaml` and in the front matter of bulletins.

use serde::{Deserialize, Serialize};

use super::date::WrittenDate;
use super::fields::{Fields, items_of};
use super::yaml::Node;
use crate::diagnostic::{Diagnostic, Diagnostics, text};
use crate::model::{Dated, EventKind, EventStatus, Inferred, PartOfDay, TimeZone, When};
use crate::source::{Span, Spanned};

/// An event as written.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct WrittenEvent {
    /// Its id.
    pub slug: Spanned<String>,
    /// Its name.
    pub name: String,
    /// What kind.
    pub kind: EventKind,
    /// When it is, or begins.
    pub start: Dated,
    /// When it ends.
    pub end: Option<When>,
    /// Morning, afternoon ….
    pub part_of_day: Option<PartOfDay>,
    /// The building or square.
    pub place: Option<String>,
    /// The id of the locality.
    pub locality: Option<Spanned<String>>,
    /// Who invites.
    pub host: Option<String>,
    /// What became of it.
    pub status: Option<EventStatus>,
    /// Why it was postponed or cancelled.
    pub reason: Option<String>,
    /// Who takes part.
    pub participants: Vec<String>,
    /// Where the entry stands.
    pub span: Span,
}

const KINDS: [(&str, EventKind); 8] = [
    ("launch", EventKind::Launch),
    ("conference", EventKind::Conference),
    ("inspection", EventKind::Inspection),
    ("training", EventKind::Training),
    ("campaign", EventKind::Campaign),
    ("service", EventKind::Service),
    ("meeting", EventKind::Meeting),
    ("other", EventKind::Other),
];

const PARTS: [(&str, PartOfDay); 6] = [
    ("dawn", PartOfDay::Dawn),
    ("morning", PartOfDay::Morning),
    ("noon", PartOfDay::Noon),
    ("afternoon", PartOfDay::Afternoon),
    ("evening", PartOfDay::Evening),
    ("night", PartOfDay::Night),
];

const STATUSES: [(&str, EventStatus); 4] = [
    ("scheduled", EventStatus::Scheduled),
    ("held", EventStatus::Held),
    ("postponed", EventStatus::Postponed),
    ("cancelled", EventStatus::Cancelled),
];

/// Reads the events of a list.
pub(super) fn parse_events(node: &Node, zone: TimeZone, out: &mut Diagnostics) -> Vec<WrittenEvent> {
    items_of(node, out).iter().filter_map(|item| event(item, zone, out)).collect()
}

fn event(node: &Node, zone: TimeZone, out: &mut Diagnostics) -> Option<WrittenEvent> {
    let mut fields = Fields::open(node, out)?;
    let slug = fields.slug("id", "ra-quan-lam-son-2022");
    let name = fields.required("name", "Lễ ra quân làm căn cước lưu động");
    let inferred = inferred(&mut fields);
    let start = start(&mut fields);
    let event = WrittenEvent {
        slug: slug.clone().unwrap_or_else(|| Spanned::new(String::new(), node.span.clone())),
        name: name.as_ref().map(|name| name.value.clone()).unwrap_or_default(),
        kind: fields.word("kind", &KINDS).unwrap_or(EventKind::Other),
        start: Dated {
            when: start.as_ref().map_or(When { period: crate::model::Period::Year(0), time: None }, |date| {
                date.value.when(zone)
            }),
            inferred,
        },
        end: fields.date("end").map(|date| date.value.when(zone)),
        part_of_day: fields.word("part_of_day", &PARTS),
        place: fields.string("place"),
        locality: fields.text("locality"),
        host: fields.string("host"),
        status: fields.word("status", &STATUSES),
        reason: fields.string("reason"),
        participants: fields.texts("participants").into_iter().map(|one| one.value).collect(),
        span: slug.as_ref().map_or_else(|| node.span.clone(), |slug| slug.span.clone()),
    };
    fields.finish();
    (slug.is_some() && name.is_some() && start.is_some()).then_some(event)
}

/// `date`, or `start` where the event has a length.
fn start(fields: &mut Fields<'_, '_>) -> Option<Spanned<WrittenDate>> {
    let (date, start) = (fields.take("date").is_some(), fields.take("start").is_some());
    match (date, start) {
        (true, true) => fields.out.push(two_starts(&fields.key_span("start"), &fields.key_span("date"))),
        (false, false) => fields.missing("date", "2022-11-24"),
        _ => {}
    }
    if date { fields.date("date") } else { fields.date("start") }
}

fn two_starts(start: &Span, date: &Span) -> Diagnostic {
    Diagnostic::error(
        "duplicate-key",
        start,
        text!(
            vi: "«start» và «date» cùng nói ngày bắt đầu",
            en: "“start” and “date” both say when it begins",
        ),
    )
    .label(date, text!(vi: "ngày đã ghi ở đây", en: "the date is given here"))
    .help(text!(
        vi: "giữ `date`, hoặc viết `start` và `end` cho sự kiện nhiều ngày",
        en: "keep `date`, or write `start` and `end` for an event of several days",
    ))
}

/// `date_note` and `date_as_written`: what is said where a source does not give a date in full.
pub(super) fn inferred(fields: &mut Fields<'_, '_>) -> Option<Box<Inferred>> {
    let (note, as_written) = (fields.string("date_note"), fields.text("date_as_written"));
    match (note, as_written) {
        (Some(note), as_written) => {
            Some(Box::new(Inferred { as_written: as_written.map(|text| text.value), note }))
        }
        (None, Some(as_written)) => {
            fields.out.push(without_note(&as_written.span));
            None
        }
        (None, None) => None,
    }
}

fn without_note(as_written: &Span) -> Diagnostic {
    Diagnostic::error(
        "missing-field",
        as_written,
        text!(
            vi: "«date_as_written» thiếu «date_note» đi cùng",
            en: "“date_as_written” wants a “date_note” beside it",
        ),
    )
    .help(text!(
        vi: "thêm dòng `date_note: Nguồn không ghi năm.`",
        en: "add the line `date_note: The source gives no year.`",
    ))
}
