//! What places became: one row a step from a place to another.

use super::super::field::{Choice, Kind, Link, said};
use super::{Column, Described, Scope};
use crate::derive::address::DataTable;
use crate::model::{LocalityId, Succession, SuccessionKind};

const KINDS: &[Choice] = &[
    ("whole", said("toàn bộ nhập vào, cùng nơi khác", "all of it went in, together with others")),
    ("part", said("một phần nhập vào", "some of it went in")),
    ("renamed", said("cùng vùng đất, đổi tên hoặc loại", "the same ground under another name or kind")),
    ("continued", said("giữ nguyên", "the same ground, name and kind")),
];

/// The place that changed, and the step's place in its list.
type Row = (LocalityId, usize);

fn step<'s>(scope: &'s Scope<'_>, row: Row) -> &'s Succession {
    &scope.site.locality(row.0).successors[row.1]
}

fn rows<'s>(scope: &'s Scope<'_>) -> Box<dyn Iterator<Item = Row> + 's> {
    let localities = scope.site.all_localities();
    Box::new(localities.flat_map(|(id, locality)| (0..locality.successors.len()).map(move |at| (id, at))))
}

pub static SUCCESSIONS: Described<Row> = Described {
    title: said("Đơn vị kế tiếp", "Successions"),
    about: said(
        "Mỗi dòng là một bước từ một nơi sang nơi mà nó trở thành.",
        "Each row is one step from a place to another that it became.",
    ),
    key: &["locality", "number"],
    links: &[
        Link { field: "locality", table: DataTable::Localities },
        Link { field: "successor", table: DataTable::Localities },
    ],
    rows,
    columns: &[
        Column::new("locality", Kind::Id, said("Mã nơi cũ", "Locality"), |scope, row: Row| {
            (&scope.site.locality(row.0).slug).into()
        })
        .required(),
        Column::new("number", Kind::Integer, said("Số thứ tự", "Number"), |_, row: Row| {
            (row.1 + 1).into()
        })
        .required(),
        Column::new("locality_name", Kind::Text, said("Nơi cũ", "Locality name"), |scope, row: Row| {
            (&scope.site.locality(row.0).name).into()
        })
        .required(),
        Column::new("successor", Kind::Id, said("Mã nơi mới", "Successor"), |scope, row| {
            (&scope.site.locality(step(scope, row).to).slug).into()
        })
        .required(),
        Column::new("successor_name", Kind::Text, said("Nơi mới", "Successor name"), |scope, row| {
            (&scope.site.locality(step(scope, row).to).name).into()
        })
        .required(),
        Column::new("kind", Kind::Choice(KINDS), said("Cách thức", "Kind"), |scope, row| {
            match step(scope, row).kind {
                SuccessionKind::Whole => "whole",
                SuccessionKind::Part => "part",
                SuccessionKind::Renamed => "renamed",
                SuccessionKind::Continued => "continued",
            }
            .into()
        })
        .required(),
        Column::new("date", Kind::Date, said("Từ ngày", "Date"), |scope, row| {
            step(scope, row).date.into()
        })
        .about("Ngày đầu của tình trạng mới.", "The first day of the new state."),
        Column::new("act", Kind::Text, said("Văn bản", "Act"), |scope, row| {
            step(scope, row).act.as_ref().into()
        })
        .about(
            "Số của nghị quyết; trống khi không nơi nào nêu, không bao giờ đoán.",
            "The act's number; empty where nothing names it, never guessed.",
        ),
    ],
};
