//! The places, before and after reforms.

use super::super::cell::Cell;
use super::super::field::{Choice, Kind, Link, said};
use super::{Column, Described, Scope};
use crate::derive::address::{DataTable, Page};
use crate::derive::succession::former_names;
use crate::model::{Level, Locality, LocalityId};

const LEVELS: &[Choice] = &[
    ("country", said("quốc gia", "country")),
    ("province", said("cấp tỉnh", "province")),
    ("district", said("cấp huyện (đến hết 30/6/2025)", "district (until 30 June 2025)")),
    ("commune", said("cấp xã", "commune")),
    ("village", said("thôn, bản, tổ dân phố", "village")),
];

fn locality<'s>(scope: &'s Scope<'_>, id: LocalityId) -> &'s Locality {
    scope.site.locality(id)
}

fn slugs<'s>(scope: &'s Scope<'_>, ids: impl Iterator<Item = LocalityId>) -> Cell<'s> {
    // A place may go into another in several steps.
    let mut ids: Vec<LocalityId> = ids.collect();
    ids.sort();
    ids.dedup();
    Cell::list(ids.into_iter().map(|id| locality(scope, id).slug.as_str()))
}

/// The word of the content format.
pub fn level_word(level: Level) -> &'static str {
    match level {
        Level::Country => "country",
        Level::Province => "province",
        Level::District => "district",
        Level::Commune => "commune",
        Level::Village => "village",
    }
}

pub static LOCALITIES: Described<LocalityId> = Described {
    title: said("Địa phương", "Localities"),
    about: said(
        "Mỗi dòng là một nơi vào một thời kỳ: xã cũ và xã mới cùng tên là hai dòng. Có cả nơi trực thuộc và nơi kế tiếp.",
        "Each row is a place in one period of its life: a former and a present commune of one name are two rows. Parents and successors are included.",
    ),
    key: &["id"],
    links: &[Link { field: "parent", table: DataTable::Localities }],
    rows: |scope| Box::new(scope.site.all_localities().map(|(id, _)| id)),
    columns: &[
        Column::new("id", Kind::Id, said("Mã địa phương", "Id"), |scope, id| {
            (&locality(scope, id).slug).into()
        })
        .required(),
        Column::new("name", Kind::Text, said("Tên", "Name"), |scope, id| (&locality(scope, id).name).into())
            .required()
            .about("Có chữ chỉ loại: «xã Xá Nhè».", "With the kind word: “xã Xá Nhè”."),
        Column::new("level", Kind::Choice(LEVELS), said("Cấp", "Level"), |scope, id| {
            level_word(locality(scope, id).level).into()
        })
        .required(),
        Column::new("parent", Kind::Id, said("Mã nơi trực thuộc", "Parent"), |scope, id| {
            scope.locality_slug(locality(scope, id).parent).into()
        }),
        Column::new("parent_name", Kind::Text, said("Nơi trực thuộc", "Parent name"), |scope, id| {
            scope.locality_name(locality(scope, id).parent).into()
        }),
        Column::new("gazetteer_key", Kind::Id, said("Khóa danh mục", "Gazetteer key"), |scope, id| {
            locality(scope, id).key.into()
        })
        .about(
            "old-, new- hoặc pre- (trước, từ ngày 1/7/2025, hết từ trước đó) và mã đơn vị hành chính.",
            "old-, new- or pre- (before, since 1 July 2025, ended earlier) and the official code.",
        ),
        Column::new("code", Kind::Text, said("Mã hành chính", "Official code"), |scope, id| {
            locality(scope, id).code.as_ref().into()
        })
        .about("Là chữ, giữ số 0 ở đầu.", "Text, zeros included."),
        Column::new("aliases", Kind::Texts, said("Cách viết khác", "Aliases"), |scope, id| {
            Cell::list(locality(scope, id).aliases.iter().map(String::as_str))
        }),
        Column::new("former_names", Kind::Texts, said("Tên cũ", "Former names"), |scope, id| {
            Cell::list(former_names(scope.site, id))
        })
        .about(
            "Tên mà chính vùng đất này mang trước khi đổi tên; nơi nhập vào xem ở predecessors.",
            "What the same ground was called before it was renamed; for what was merged in see predecessors.",
        ),
        Column::new("from", Kind::Date, said("Ngày đầu", "First day"), |scope, id| {
            locality(scope, id).from.into()
        }),
        Column::new("until", Kind::Date, said("Ngày cuối", "Last day"), |scope, id| {
            locality(scope, id).until.into()
        })
        .about("Trống khi nơi này vẫn còn.", "Empty where the place still exists."),
        Column::new(
            "predecessors",
            Kind::Ids,
            said("Mã nơi trước đó", "Predecessors"),
            |scope, id| slugs(scope, locality(scope, id).predecessors.iter().copied()),
        ),
        Column::new("successors", Kind::Ids, said("Mã nơi kế tiếp", "Successors"), |scope, id| {
            slugs(scope, locality(scope, id).successors.iter().map(|step| step.to))
        })
        .about(
            "Cách thức, ngày và văn bản ở bảng successions.",
            "How, when and by which act: table successions.",
        ),
        Column::new("latitude", Kind::Decimal, said("Vĩ độ", "Latitude"), |scope, id| {
            locality(scope, id).location.map(|(latitude, _)| latitude).into()
        })
        .about("Độ, WGS 84.", "Degrees, WGS 84."),
        Column::new("longitude", Kind::Decimal, said("Kinh độ", "Longitude"), |scope, id| {
            locality(scope, id).location.map(|(_, longitude)| longitude).into()
        })
        .about("Độ, WGS 84.", "Degrees, WGS 84."),
        Column::new("area_km2", Kind::Decimal, said("Diện tích (km²)", "Area (km²)"), |scope, id| {
            locality(scope, id).area.into()
        }),
        Column::new("population", Kind::Decimal, said("Dân số", "Population"), |scope, id| {
            locality(scope, id).population.map(|population| population.value).into()
        }),
        Column::new(
            "population_period",
            Kind::Period,
            said("Thời điểm dân số", "Population's period"),
            |scope, id| locality(scope, id).population.map(|population| population.period).into(),
        ),
        Column::new("page", Kind::Link, said("Trang", "Page"), |scope, id| {
            locality(scope, id).has_page.then(|| scope.page(Page::Locality(id))).into()
        })
        .about("Trống với nơi không có trang.", "Empty for a place without a page."),
    ],
};
