//! The events, in the order of their dates.

use super::super::cell::Cell;
use super::super::field::{Choice, Kind, Link, said};
use super::bulletins::TO_BULLETIN;
use super::{Column, Described, Scope, as_written, date_note, given, inferred};
use crate::derive::address::{DataTable, Page};
use crate::model::{Event, EventId};

const KINDS: &[Choice] = &[
    ("launch", said("ra quân, phát động", "launch")),
    ("conference", said("hội nghị", "conference")),
    ("inspection", said("kiểm tra", "inspection")),
    ("training", said("tập huấn", "training")),
    ("campaign", said("chiến dịch", "campaign")),
    ("service", said("phục vụ người dân", "service to the public")),
    ("meeting", said("cuộc họp", "meeting")),
    ("other", said("khác", "other")),
];

const PARTS: &[Choice] = &[
    ("dawn", said("sáng sớm", "dawn")),
    ("morning", said("buổi sáng", "morning")),
    ("noon", said("buổi trưa", "noon")),
    ("afternoon", said("buổi chiều", "afternoon")),
    ("evening", said("buổi tối", "evening")),
    ("night", said("ban đêm", "night")),
];

const STATUSES: &[Choice] = &[
    ("scheduled", said("sẽ diễn ra", "scheduled")),
    ("held", said("đã diễn ra", "held")),
    ("postponed", said("hoãn", "postponed")),
    ("cancelled", said("hủy", "cancelled")),
];

fn event<'s>(scope: &'s Scope<'_>, id: EventId) -> &'s Event {
    scope.site.event(id)
}

pub static EVENTS: Described<EventId> = Described {
    title: said("Sự kiện", "Events"),
    about: said("Mỗi dòng là một sự kiện, sớm nhất trước.", "Each row is an event, the earliest first."),
    key: &["id"],
    links: &[Link { field: "locality", table: DataTable::Localities }, TO_BULLETIN],
    rows: |scope| Box::new(scope.site.all_events().map(|(id, _)| id)),
    columns: &[
        Column::new("id", Kind::Id, said("Mã sự kiện", "Id"), |scope, id| {
            (&event(scope, id).slug).into()
        })
        .required(),
        Column::new("name", Kind::Text, said("Tên", "Name"), |scope, id| (&event(scope, id).name).into())
            .required(),
        Column::new("kind", Kind::Choice(KINDS), said("Loại", "Kind"), |scope, id| {
            event(scope, id).kind.word().into()
        })
        .required(),
        Column::new("start", Kind::Period, said("Bắt đầu", "Start"), |scope, id| {
            given(&event(scope, id).start).into()
        })
        .about(
            "Ngày, tháng hoặc năm mà nguồn nêu; trống khi nguồn không nêu đủ.",
            "Day, month or year that the source gives; empty where it does not give it in full.",
        ),
        Column::new("start_time", Kind::Time, said("Giờ bắt đầu", "Start time"), |scope, id| {
            let start = &event(scope, id).start;
            start.when.time.filter(|_| start.inferred.is_none()).into()
        })
        .about("Theo múi giờ của trang.", "In the site's time zone."),
        Column::new("part_of_day", Kind::Choice(PARTS), said("Buổi", "Part of day"), |scope, id| {
            event(scope, id).part_of_day.map(|part| part.word()).into()
        }),
        Column::new("end", Kind::Period, said("Kết thúc", "End"), |scope, id| {
            event(scope, id).end.map(|end| end.period).into()
        }),
        Column::new("end_time", Kind::Time, said("Giờ kết thúc", "End time"), |scope, id| {
            event(scope, id).end.and_then(|end| end.time).into()
        }),
        Column::new(
            "date_inferred",
            Kind::Boolean,
            said("Ngày suy đoán", "Date inferred"),
            |scope, id| event(scope, id).start.inferred.is_some().into(),
        )
        .required(),
        Column::new(
            "inferred_date",
            Kind::Period,
            said("Ngày để xếp", "Inferred date"),
            |scope, id| inferred(&event(scope, id).start).into(),
        )
        .about(
            "Chỉ dùng để xếp thứ tự; đừng dẫn như ngày của nguồn.",
            "For ordering only; not to be quoted as the source's date.",
        ),
        Column::new(
            "date_as_written",
            Kind::Text,
            said("Nguồn ghi ngày", "Date as written"),
            |scope, id| as_written(&event(scope, id).start).into(),
        ),
        Column::new("date_note", Kind::Text, said("Vì sao suy đoán", "Date note"), |scope, id| {
            date_note(&event(scope, id).start).into()
        }),
        Column::new("place", Kind::Text, said("Địa điểm", "Place"), |scope, id| {
            event(scope, id).place.as_ref().into()
        }),
        Column::new("locality", Kind::Id, said("Mã địa phương", "Locality"), |scope, id| {
            scope.locality_slug(event(scope, id).locality).into()
        }),
        Column::new("locality_name", Kind::Text, said("Địa phương", "Locality name"), |scope, id| {
            scope.locality_name(event(scope, id).locality).into()
        }),
        Column::new("host", Kind::Text, said("Đơn vị tổ chức", "Host"), |scope, id| {
            event(scope, id).host.as_ref().into()
        }),
        Column::new("participants", Kind::Texts, said("Thành phần", "Participants"), |scope, id| {
            Cell::list(event(scope, id).participants.iter().map(String::as_str))
        }),
        Column::new("status", Kind::Choice(STATUSES), said("Tình trạng", "Status"), |scope, id| {
            event(scope, id).status.map(|status| status.word()).into()
        })
        .about("Trống khi bài không nói.", "Empty where the text does not say."),
        Column::new("reason", Kind::Text, said("Lý do hoãn, hủy", "Reason"), |scope, id| {
            event(scope, id).reason.as_ref().into()
        }),
        Column::new("bulletin", Kind::Id, said("Mã bản tin", "Bulletin"), |scope, id| {
            scope.bulletin_slug(event(scope, id).bulletin).into()
        }),
        Column::new("page", Kind::Link, said("Trang", "Page"), |scope, id| {
            scope.page(Page::Event(id)).into()
        })
        .required(),
    ],
};
