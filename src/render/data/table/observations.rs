//! The figures: one row an observation, in the order in which their files give them.

use super::super::cell::Cell;
use super::super::field::{Choice, Kind, Link, said};
use super::{Column, Described, Scope, as_written, date_note, given, inferred};
use crate::derive::address::DataTable;
use crate::derive::figures::{round, share};
use crate::model::{Locality, Metric, MetricId, Observation, ObservationId, ObservationStatus, Qualifier};

/// Digits after the sign of a computed percentage: enough to round it oneself.
const PERCENT_DIGITS: u32 = 4;

const QUALIFIERS: &[Choice] = &[
    ("exact", said("đúng số này", "as it stands")),
    ("over", said("trên số này", "at least this")),
    ("under", said("dưới số này", "less than this")),
    ("about", said("khoảng số này", "around this")),
];

const STATUSES: &[Choice] = &[
    ("final", said("chính thức", "final")),
    ("provisional", said("tạm tính", "provisional")),
    ("revised", said("đã điều chỉnh", "revised")),
];

type Row = (MetricId, ObservationId);

fn metric<'s>(scope: &'s Scope<'_>, row: Row) -> &'s Metric {
    scope.site.metric(row.0)
}

fn observation<'s>(scope: &'s Scope<'_>, row: Row) -> &'s Observation {
    scope.site.observation(row.0, row.1)
}

fn locality<'s>(scope: &'s Scope<'_>, row: Row) -> Option<&'s Locality> {
    observation(scope, row).locality.map(|id| scope.site.locality(id))
}

fn rows<'s>(scope: &'s Scope<'_>) -> Box<dyn Iterator<Item = Row> + 's> {
    let metrics = scope.site.all_metrics().filter(|(id, _)| scope.metric.is_none_or(|only| only == *id));
    Box::new(
        metrics.flat_map(|(id, metric)| {
            (0..metric.observations.len()).map(move |at| (id, ObservationId::at(at)))
        }),
    )
}

pub static OBSERVATIONS: Described<Row> = Described {
    title: said("Số liệu", "Observations"),
    about: said(
        "Mỗi dòng là một con số: chỉ số nào, ở đâu, thời điểm nào, bao nhiêu. Số giữ đúng như nguồn ghi.",
        "Each row is one figure: of which metric, where, when, how much. Figures stand as their source gives them.",
    ),
    key: &["metric", "number"],
    links: &[
        Link { field: "metric", table: DataTable::Metrics },
        Link { field: "locality", table: DataTable::Localities },
        Link { field: "parent", table: DataTable::Localities },
        Link { field: "bulletin", table: DataTable::Bulletins },
    ],
    rows,
    columns: &[
        Column::new("metric", Kind::Id, said("Mã chỉ số", "Metric"), |scope, row| {
            (&metric(scope, row).slug).into()
        })
        .required(),
        Column::new("number", Kind::Integer, said("Số thứ tự", "Number"), |_, row: Row| {
            (row.1.index() + 1).into()
        })
        .required()
        .about(
            "Thứ tự của con số trong chỉ số, từ 1; có thể đổi khi tệp nguồn được thêm dòng.",
            "The figure's place in its metric, from 1; may change as rows are added to the source.",
        ),
        Column::new("locality", Kind::Id, said("Mã địa phương", "Locality"), |scope, row| {
            scope.locality_slug(observation(scope, row).locality).into()
        })
        .required(),
        Column::new("locality_name", Kind::Text, said("Địa phương", "Locality name"), |scope, row| {
            scope.locality_name(observation(scope, row).locality).into()
        })
        .required()
        .about("Tên vào thời điểm của số liệu.", "The name that the place bore at the time."),
        Column::new("gazetteer_key", Kind::Id, said("Khóa danh mục", "Gazetteer key"), |scope, row| {
            locality(scope, row).and_then(|locality| locality.key).into()
        })
        .about(
            "old-, new- hoặc pre- (trước, từ ngày 1/7/2025, hết từ trước đó) và mã đơn vị hành chính.",
            "old-, new- or pre- (before, since 1 July 2025, ended earlier) and the official code.",
        ),
        Column::new("code", Kind::Text, said("Mã hành chính", "Official code"), |scope, row| {
            locality(scope, row).and_then(|locality| locality.code.as_ref()).into()
        })
        .about(
            "Là chữ, giữ số 0 ở đầu. Một mã có thể chỉ nơi khác sau ngày 1/7/2025: dùng cùng khóa danh mục.",
            "Text, zeros included. A code may name another place since 1 July 2025: use it with the key.",
        ),
        Column::new("parent", Kind::Id, said("Mã nơi trực thuộc", "Parent"), |scope, row| {
            scope.locality_slug(locality(scope, row).and_then(|locality| locality.parent)).into()
        }),
        Column::new("parent_name", Kind::Text, said("Nơi trực thuộc", "Parent name"), |scope, row| {
            scope.locality_name(locality(scope, row).and_then(|locality| locality.parent)).into()
        }),
        Column::new("period", Kind::Period, said("Thời điểm", "Period"), |scope, row| {
            given(&observation(scope, row).date).into()
        })
        .about(
            "Ngày, tháng, quý hoặc năm mà nguồn nêu; trống khi nguồn không nêu đủ.",
            "Day, month, quarter or year that the source gives; empty where it does not give it in full.",
        ),
        Column::new("period_start", Kind::Date, said("Từ ngày", "First day"), |scope, row| {
            given(&observation(scope, row).date).map(|period| period.first_day()).into()
        }),
        Column::new("period_end", Kind::Date, said("Đến ngày", "Last day"), |scope, row| {
            given(&observation(scope, row).date).map(|period| period.last_day()).into()
        }),
        Column::new(
            "date_inferred",
            Kind::Boolean,
            said("Ngày suy đoán", "Date inferred"),
            |scope, row| observation(scope, row).date.inferred.is_some().into(),
        )
        .required()
        .about(
            "true khi nguồn không nêu đủ ngày; khi ấy xem ba cột sau.",
            "true where the source does not give the date in full; then see the next three columns.",
        ),
        Column::new(
            "inferred_period",
            Kind::Period,
            said("Thời điểm để xếp", "Inferred period"),
            |scope, row| inferred(&observation(scope, row).date).into(),
        )
        .about(
            "Chỉ dùng để xếp thứ tự; đừng dẫn như ngày của nguồn.",
            "For ordering only; not to be quoted as the source's date.",
        ),
        Column::new(
            "date_as_written",
            Kind::Text,
            said("Nguồn ghi ngày", "Date as written"),
            |scope, row| as_written(&observation(scope, row).date).into(),
        ),
        Column::new("date_note", Kind::Text, said("Vì sao suy đoán", "Date note"), |scope, row| {
            date_note(&observation(scope, row).date).into()
        }),
        Column::new("group", Kind::Id, said("Mã nhóm", "Group"), |scope, row| {
            let group = observation(scope, row).group;
            group.map(|group| &metric(scope, row).groups[group.index()].slug).into()
        })
        .about("Trống là tổng.", "Empty for the total."),
        Column::new("group_name", Kind::Text, said("Nhóm", "Group name"), |scope, row| {
            let group = observation(scope, row).group;
            group.map(|group| &metric(scope, row).groups[group.index()].name).into()
        }),
        Column::new("value", Kind::Decimal, said("Giá trị", "Value"), |scope, row| {
            observation(scope, row).value.value.into()
        })
        .required()
        .about("Theo đơn vị ở cột unit; phần trăm ghi 58.5.", "In the unit of column unit; 58.5 for 58.5%."),
        Column::new("of", Kind::Decimal, said("Trên tổng", "Of"), |scope, row| {
            observation(scope, row).of.as_ref().map(|of| of.value).into()
        })
        .about(
            "Tổng mà giá trị là một phần, cùng đơn vị.",
            "The whole that the value is a part of, in the same unit.",
        ),
        Column::new(
            "percent_stated",
            Kind::Decimal,
            said("Tỷ lệ nguồn nêu (%)", "Per cent stated"),
            |scope, row| observation(scope, row).percent.as_ref().map(|percent| percent.value).into(),
        ),
        Column::new(
            "percent_computed",
            Kind::Decimal,
            said("Tỷ lệ tính lại (%)", "Per cent computed"),
            |scope, row| {
                let computed = share(observation(scope, row)).and_then(|share| share.computed);
                computed.map(|computed| round(computed, PERCENT_DIGITS).normalize()).into()
            },
        )
        .about(
            "value ÷ of, làm tròn đến 4 chữ số thập phân.",
            "value ÷ of, rounded to 4 digits after the point.",
        ),
        Column::new(
            "qualifier",
            Kind::Choice(QUALIFIERS),
            said("Mức chính xác", "Qualifier"),
            |scope, row| {
                match observation(scope, row).qualifier {
                    Qualifier::Exact => "exact",
                    Qualifier::Over => "over",
                    Qualifier::Under => "under",
                    Qualifier::About => "about",
                }
                .into()
            },
        )
        .required(),
        Column::new("status", Kind::Choice(STATUSES), said("Tình trạng", "Status"), |scope, row| {
            match observation(scope, row).status {
                ObservationStatus::Final => "final",
                ObservationStatus::Provisional => "provisional",
                ObservationStatus::Revised => "revised",
            }
            .into()
        })
        .required(),
        Column::new("unit", Kind::Text, said("Đơn vị", "Unit"), |scope, row| {
            (&metric(scope, row).unit.other).into()
        }),
        Column::new("note", Kind::Text, said("Ghi chú", "Note"), |scope, row| {
            observation(scope, row).note.as_ref().into()
        }),
        Column::new(
            "contradiction",
            Kind::Text,
            said("Chỗ nguồn mâu thuẫn", "Contradiction"),
            |scope, row| observation(scope, row).accepted().into(),
        )
        .about(
            "Vì sao nguồn tự mâu thuẫn ở con số này, theo người biên tập.",
            "Why the source contradicts itself here, in its editor's words.",
        ),
        Column::new("bulletin", Kind::Id, said("Mã bản tin", "Bulletin"), |scope, row| {
            scope.bulletin_slug(observation(scope, row).bulletin).into()
        })
        .about(
            "Bản tin nêu con số; trống khi bản tin đã hết hạn hoặc bị rút.",
            "The bulletin that states it; empty where that has expired or was withdrawn.",
        ),
        Column::new("bulletin_page", Kind::Link, said("Trang bản tin", "Bulletin's page"), |scope, row| {
            scope.bulletin_page(observation(scope, row).bulletin).into()
        }),
        Column::new("source", Kind::Text, said("Nguồn", "Source"), |scope, row| {
            metric(scope, row).source.as_ref().map_or(Cell::Empty, Cell::from)
        }),
    ],
};
