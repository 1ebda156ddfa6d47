//! What is measured.

use super::super::cell::Cell;
use super::super::field::{Choice, Kind, said};
use super::{Column, Described, Scope, given};
use crate::derive::address::Page;
use crate::model::{Direction, Metric, MetricId, MetricKind};

const KINDS: &[Choice] = &[
    ("count", said("số đếm", "whole things")),
    ("amount", said("lượng: tiền, độ dài, khối lượng", "amount: money, lengths, weights")),
    ("percent", said("phần trăm", "per cent")),
    ("rate", said("tỷ suất", "rate: so many in a thousand, an hour, a household")),
];

const DIRECTIONS: &[Choice] = &[
    ("up", said("nhiều hơn là tốt", "more is better")),
    ("down", said("ít hơn là tốt", "less is better")),
    ("none", said("không nói", "neither")),
];

fn metric<'s>(scope: &'s Scope<'_>, id: MetricId) -> &'s Metric {
    scope.site.metric(id)
}

/// The word of the content format.
pub fn kind_word(kind: MetricKind) -> &'static str {
    match kind {
        MetricKind::Count => "count",
        MetricKind::Amount => "amount",
        MetricKind::Percent => "percent",
        MetricKind::Rate => "rate",
    }
}

/// The word of the content format.
pub fn direction_word(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "up",
        Direction::Down => "down",
        Direction::None => "none",
    }
}

pub static METRICS: Described<MetricId> = Described {
    title: said("Chỉ số", "Metrics"),
    about: said(
        "Mỗi dòng là một chỉ số: đo gì, bằng đơn vị nào, ai công bố.",
        "Each row is a metric: what is measured, in which unit, who states it.",
    ),
    key: &["id"],
    links: &[],
    rows: |scope| Box::new(scope.site.all_metrics().map(|(id, _)| id)),
    columns: &[
        Column::new("id", Kind::Id, said("Mã chỉ số", "Id"), |scope, id| {
            (&metric(scope, id).slug).into()
        })
        .required(),
        Column::new("name", Kind::Text, said("Tên chỉ số", "Name"), |scope, id| {
            metric(scope, id).name.value.as_str().into()
        })
        .required(),
        Column::new("description", Kind::Text, said("Cách đếm", "Description"), |scope, id| {
            metric(scope, id).description.as_ref().into()
        }),
        Column::new("unit", Kind::Text, said("Đơn vị", "Unit"), |scope, id| {
            (&metric(scope, id).unit.other).into()
        }),
        Column::new("unit_one", Kind::Text, said("Đơn vị, số ít", "Unit after one"), |scope, id| {
            (&metric(scope, id).unit.one).into()
        }),
        Column::new("kind", Kind::Choice(KINDS), said("Loại số", "Kind"), |scope, id| {
            kind_word(metric(scope, id).kind).into()
        })
        .required(),
        Column::new(
            "direction",
            Kind::Choice(DIRECTIONS),
            said("Chiều tốt", "Direction"),
            |scope, id| direction_word(metric(scope, id).direction).into(),
        )
        .required(),
        Column::new("programme", Kind::Id, said("Mã chương trình", "Programme"), |scope, id| {
            metric(scope, id).programme.map(|id| &scope.site.programme(id).slug).into()
        }),
        Column::new("programme_name", Kind::Text, said("Chương trình", "Programme name"), |scope, id| {
            metric(scope, id).programme.map(|id| &scope.site.programme(id).name).into()
        }),
        Column::new("groups", Kind::Ids, said("Mã các nhóm", "Groups"), |scope, id| {
            Cell::list(metric(scope, id).groups.iter().map(|group| group.slug.as_str()))
        }),
        Column::new("source", Kind::Text, said("Nguồn", "Source"), |scope, id| {
            metric(scope, id).source.as_ref().into()
        }),
        Column::new("observations", Kind::Integer, said("Số con số", "Observations"), |scope, id| {
            metric(scope, id).observations.len().into()
        })
        .required()
        .about("Có bao nhiêu con số.", "How many figures there are."),
        Column::new(
            "first_period",
            Kind::Period,
            said("Thời điểm đầu", "First period"),
            |scope, id| metric(scope, id).observations.iter().filter_map(|one| given(&one.date)).min().into(),
        )
        .about("Chỉ tính ngày mà nguồn nêu.", "Of those that the sources give."),
        Column::new(
            "last_period",
            Kind::Period,
            said("Thời điểm cuối", "Last period"),
            |scope, id| metric(scope, id).observations.iter().filter_map(|one| given(&one.date)).max().into(),
        )
        .about("Chỉ tính ngày mà nguồn nêu.", "Of those that the sources give."),
        Column::new("page", Kind::Link, said("Trang", "Page"), |scope, id| {
            scope.page(Page::Metric(id)).into()
        })
        .required(),
    ],
};
