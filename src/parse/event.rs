//! Reads events, in `events.yaml` and in the front matter of bulletins.

use serde::{Deserialize, Serialize};

use super::date::WrittenDate;
use super::fields::{Fields, items_of};
use super::words::{Word, word};
use super::yaml::Node;
use crate::diagnostic::{Diagnostic, Diagnostics, text};
use crate::model::{Clock, Dated, EventKind, EventStatus, Inferred, PartOfDay, TimeZone, When};
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

const KINDS: [Word<EventKind>; 8] = [
    word("launch", EventKind::Launch, "lễ phát động, ra quân"),
    word("conference", EventKind::Conference, "hội nghị"),
    word("inspection", EventKind::Inspection, "kiểm tra"),
    word("training", EventKind::Training, "tập huấn"),
    word("campaign", EventKind::Campaign, "đợt cao điểm, chiến dịch"),
    word("service", EventKind::Service, "phục vụ lưu động"),
    word("meeting", EventKind::Meeting, "cuộc họp, họp"),
    word("other", EventKind::Other, "khác"),
];

const PARTS: [Word<PartOfDay>; 6] = [
    word("dawn", PartOfDay::Dawn, "sáng sớm"),
    word("morning", PartOfDay::Morning, "buổi sáng, sáng"),
    word("noon", PartOfDay::Noon, "buổi trưa, trưa"),
    word("afternoon", PartOfDay::Afternoon, "buổi chiều, chiều"),
    word("evening", PartOfDay::Evening, "buổi tối, tối"),
    word("night", PartOfDay::Night, "ban đêm, đêm"),
];

const STATUSES: [Word<EventStatus>; 4] = [
    word("scheduled", EventStatus::Scheduled, "dự kiến"),
    word("held", EventStatus::Held, "đã tổ chức"),
    word("postponed", EventStatus::Postponed, "hoãn"),
    word("cancelled", EventStatus::Cancelled, "hủy"),
];

/// Reads the events of a list.
pub(super) fn parse_events(node: &Node, zone: TimeZone, out: &mut Diagnostics) -> Vec<WrittenEvent> {
    items_of(node, out).iter().filter_map(|item| event(item, zone, out)).collect()
}

fn event(node: &Node, zone: TimeZone, out: &mut Diagnostics) -> Option<WrittenEvent> {
    let mut fields = Fields::open(
        node,
        "- id: ra-quan-lam-son-2022\n  name: Lễ ra quân làm căn cước lưu động\n  kind: launch\n  date: 2022-11-24",
        out,
    )?;
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
    if let (Some(part), Some(clock), Some(at)) =
        (event.part_of_day, event.start.when.time, fields.take("part_of_day"))
        && let Some(found) = other_part(part, clock, &at.span)
    {
        fields.out.push(found);
    }
    fields.finish();
    (slug.is_some() && name.is_some() && start.is_some()).then_some(event)
}

/// The hours of a part of the day, in minutes from midnight; people draw the line in different places.
fn minutes_of(part: PartOfDay) -> [std::ops::Range<u32>; 2] {
    let hours = |first: u32, end: u32| first * 60..end * 60;
    match part {
        PartOfDay::Dawn => [hours(0, 7), 0..0],
        PartOfDay::Morning => [hours(4, 12), 0..0],
        PartOfDay::Noon => [hours(10, 15), 0..0],
        PartOfDay::Afternoon => [hours(12, 19), 0..0],
        PartOfDay::Evening => [hours(17, 24), 0..0],
        PartOfDay::Night => [hours(18, 24), hours(0, 6)],
    }
}

/// Says that an hour is in another part of the day than the one that is named.
fn other_part(part: PartOfDay, clock: Clock, at: &Span) -> Option<Diagnostic> {
    let minute = clock.hour * 60 + clock.minute;
    if minutes_of(part).iter().any(|minutes| minutes.contains(&minute)) {
        return None;
    }
    let meaning = PARTS.iter().find(|one| one.value == part)?;
    let (word, vi) = (meaning.word, meaning.meaning.split(',').next().unwrap_or_default());
    let clock = format!("{:02}:{:02}", clock.hour, clock.minute);
    let message = text!(
        vi: "{clock} không phải là {vi} (`{word}`)",
        en: "{clock} is not in the {word}",
    );
    Some(Diagnostic::error("invalid-value", at, message).help(text!(
        vi: "đã ghi giờ thì bỏ `part_of_day`, hoặc sửa lại giờ",
        en: "remove `part_of_day`, since the hour is given, or correct the hour",
    )))
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
