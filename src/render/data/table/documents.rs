//! The documents that texts cite, as far as they are known.

use super::super::cell::Cell;
use super::super::field::{Kind, said};
use super::{Column, Described, Scope};
use crate::derive::address::Page;
use crate::model::{Document, DocumentId, Period};

fn document<'s>(scope: &'s Scope<'_>, id: DocumentId) -> &'s Document {
    scope.site.document(id)
}

pub static DOCUMENTS: Described<DocumentId> = Described {
    title: said("Văn bản", "Documents"),
    about: said(
        "Mỗi dòng là một văn bản được bản tin dẫn. Điều chưa biết thì để trống.",
        "Each row is a document that bulletins cite. What is not known is left empty.",
    ),
    key: &["id"],
    links: &[],
    rows: |scope| Box::new(scope.site.all_documents().map(|(id, _)| id)),
    columns: &[
        Column::new("id", Kind::Id, said("Mã văn bản", "Id"), |scope, id| {
            (&document(scope, id).slug).into()
        })
        .required(),
        Column::new("number", Kind::Text, said("Số, ký hiệu", "Number"), |scope, id| {
            document(scope, id).number.as_ref().into()
        })
        .about(
            "Một số hiệu có thể là của nhiều cơ quan: phân biệt bằng mã.",
            "Several offices may use one number: tell documents apart by id.",
        ),
        Column::new("kind", Kind::Text, said("Loại văn bản", "Kind"), |scope, id| {
            document(scope, id).kind.as_ref().into()
        }),
        Column::new("issuer", Kind::Text, said("Cơ quan ban hành", "Issuer"), |scope, id| {
            document(scope, id).issuer.as_ref().into()
        }),
        Column::new("date", Kind::Period, said("Ngày ban hành", "Date"), |scope, id| {
            let Document { date, year, .. } = document(scope, id);
            date.map(Period::Day).or(year.map(Period::Year)).into()
        })
        .about("Ngày, hoặc năm khi bài chỉ nêu năm.", "The day, or the year where texts give no more."),
        Column::new("title", Kind::Text, said("Trích yếu", "Title"), |scope, id| {
            document(scope, id).title.as_ref().into()
        }),
        Column::new("url", Kind::Link, said("Đọc ở", "Address"), |scope, id| {
            document(scope, id).url.as_ref().into()
        }),
        Column::new("cited_by", Kind::Ids, said("Mã các bản tin dẫn", "Cited by"), |scope, id| {
            Cell::list(document(scope, id).cited_by.iter().map(|id| scope.site.bulletin(*id).slug.as_str()))
        }),
        Column::new("page", Kind::Link, said("Trang", "Page"), |scope, id| {
            scope.page(Page::Document(id)).into()
        })
        .required(),
    ],
};
