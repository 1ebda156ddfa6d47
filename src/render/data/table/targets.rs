//! The goals: one row a target, in the order in which their files give them.

use super::super::field::{Kind, Link, said};
use super::{Column, Described, Scope};
use crate::derive::address::DataTable;
use crate::model::{Metric, MetricId, TargetFigure};

/// The metric, and the target's place in its list.
type Row = (MetricId, usize);

fn metric<'s>(scope: &'s Scope<'_>, row: Row) -> &'s Metric {
    scope.site.metric(row.0)
}

fn target<'s>(scope: &'s Scope<'_>, row: Row) -> &'s TargetFigure {
    &metric(scope, row).targets[row.1]
}

fn rows<'s>(scope: &'s Scope<'_>) -> Box<dyn Iterator<Item = Row> + 's> {
    let metrics = scope.site.all_metrics().filter(|(id, _)| scope.metric.is_none_or(|only| only == *id));
    Box::new(metrics.flat_map(|(id, metric)| (0..metric.targets.len()).map(move |at| (id, at))))
}

pub static TARGETS: Described<Row> = Described {
    title: said("Chỉ tiêu", "Targets"),
    about: said(
        "Mỗi dòng là một chỉ tiêu: phải đạt bao nhiêu, ở đâu, đến khi nào.",
        "Each row is a goal: how much is to be reached, where, and by when.",
    ),
    key: &["metric", "number"],
    links: &[
        Link { field: "metric", table: DataTable::Metrics },
        Link { field: "locality", table: DataTable::Localities },
    ],
    rows,
    columns: &[
        Column::new("metric", Kind::Id, said("Mã chỉ số", "Metric"), |scope, row| {
            (&metric(scope, row).slug).into()
        })
        .required(),
        Column::new("number", Kind::Integer, said("Số thứ tự", "Number"), |_, row: Row| {
            (row.1 + 1).into()
        })
        .required(),
        Column::new("locality", Kind::Id, said("Mã địa phương", "Locality"), |scope, row| {
            scope.locality_slug(target(scope, row).locality).into()
        })
        .required(),
        Column::new("locality_name", Kind::Text, said("Địa phương", "Locality name"), |scope, row| {
            scope.locality_name(target(scope, row).locality).into()
        })
        .required(),
        Column::new("group", Kind::Id, said("Mã nhóm", "Group"), |scope, row| {
            target(scope, row).group.map(|group| &metric(scope, row).groups[group.index()].slug).into()
        }),
        Column::new("group_name", Kind::Text, said("Nhóm", "Group name"), |scope, row| {
            target(scope, row).group.map(|group| &metric(scope, row).groups[group.index()].name).into()
        }),
        Column::new("due", Kind::Date, said("Hạn", "Due"), |scope, row| {
            target(scope, row).due.as_ref().map(|due| due.value).into()
        })
        .about("Ngày cuối để đạt.", "The last day to reach it."),
        Column::new("value", Kind::Decimal, said("Phải đạt", "Value"), |scope, row| {
            target(scope, row).value.as_ref().map(|value| value.value).into()
        }),
        Column::new("unit", Kind::Text, said("Đơn vị", "Unit"), |scope, row| {
            (&metric(scope, row).unit.other).into()
        }),
        Column::new("text", Kind::Text, said("Lời của nguồn", "Text"), |scope, row| {
            target(scope, row).text.as_ref().into()
        }),
    ],
};
