//! The bulletins that lists show, one row each; translations are named in their original's row.

use super::super::cell::Cell;
use super::super::field::{Kind, Link, said};
use super::{Column, Described, Scope, as_written, date_note, given, inferred};
use crate::derive::address::{DataTable, Page};
use crate::model::{Bulletin, BulletinId};

fn bulletin<'s>(scope: &'s Scope<'_>, id: BulletinId) -> &'s Bulletin {
    scope.site.bulletin(id)
}

pub static BULLETINS: Described<BulletinId> = Described {
    title: said("Bản tin", "Bulletins"),
    about: said(
        "Mỗi dòng là một bản tin, mới nhất trước. Không có bài chưa đăng, hết hạn hoặc bị rút.",
        "Each row is a bulletin, newest first. Nothing unpublished, expired or withdrawn is among them.",
    ),
    key: &["id"],
    links: &[],
    rows: |scope| Box::new(scope.site.listed_bulletins().map(|(id, _)| id)),
    columns: &[
        Column::new("id", Kind::Id, said("Mã bản tin", "Id"), |scope, id| {
            (&bulletin(scope, id).slug).into()
        })
        .required(),
        Column::new("title", Kind::Text, said("Tiêu đề", "Title"), |scope, id| {
            bulletin(scope, id).title.value.as_str().into()
        })
        .required(),
        Column::new("lead", Kind::Text, said("Sapo", "Lead"), |scope, id| {
            bulletin(scope, id).lead.as_ref().map(|lead| lead.value.as_str()).into()
        }),
        Column::new("date", Kind::Period, said("Ngày", "Date"), |scope, id| {
            given(&bulletin(scope, id).date).into()
        })
        .about(
            "Ngày, tháng hoặc năm mà nguồn nêu; trống khi nguồn không nêu đủ.",
            "Day, month or year that the source gives; empty where it does not give it in full.",
        ),
        Column::new(
            "date_inferred",
            Kind::Boolean,
            said("Ngày suy đoán", "Date inferred"),
            |scope, id| bulletin(scope, id).date.inferred.is_some().into(),
        )
        .required(),
        Column::new(
            "inferred_date",
            Kind::Period,
            said("Ngày để xếp", "Inferred date"),
            |scope, id| inferred(&bulletin(scope, id).date).into(),
        )
        .about(
            "Chỉ dùng để xếp thứ tự; đừng dẫn như ngày của nguồn.",
            "For ordering only; not to be quoted as the source's date.",
        ),
        Column::new(
            "date_as_written",
            Kind::Text,
            said("Nguồn ghi ngày", "Date as written"),
            |scope, id| as_written(&bulletin(scope, id).date).into(),
        ),
        Column::new("date_note", Kind::Text, said("Vì sao suy đoán", "Date note"), |scope, id| {
            date_note(&bulletin(scope, id).date).into()
        }),
        Column::new("updated", Kind::Period, said("Cập nhật", "Updated"), |scope, id| {
            bulletin(scope, id).updated.as_ref().and_then(given).into()
        }),
        Column::new("language", Kind::Id, said("Ngôn ngữ", "Language"), |scope, id| {
            bulletin(scope, id).language.tag().into()
        })
        .required()
        .about("Thẻ BCP 47.", "A BCP 47 tag."),
        Column::new("translations", Kind::Ids, said("Bản dịch", "Translations"), |scope, id| {
            let translations = bulletin(scope, id).translations.iter();
            Cell::list(translations.map(|id| bulletin(scope, *id).language.tag()))
        })
        .about("Các ngôn ngữ khác có bản dịch.", "The other languages it can be read in."),
        Column::new("authors", Kind::Texts, said("Tác giả", "Authors"), |scope, id| {
            Cell::list(bulletin(scope, id).authors.iter().map(String::as_str))
        }),
        Column::new("category", Kind::Id, said("Mã chuyên mục", "Category"), |scope, id| {
            bulletin(scope, id).category.map(|id| &scope.site.category(id).slug).into()
        }),
        Column::new("category_name", Kind::Text, said("Chuyên mục", "Category name"), |scope, id| {
            bulletin(scope, id).category.map(|id| &scope.site.category(id).name).into()
        }),
        Column::new("programme", Kind::Id, said("Mã chương trình", "Programme"), |scope, id| {
            bulletin(scope, id).programme.map(|id| &scope.site.programme(id).slug).into()
        }),
        Column::new("localities", Kind::Ids, said("Mã các địa phương", "Localities"), |scope, id| {
            let localities = bulletin(scope, id).localities.iter();
            Cell::list(localities.map(|id| scope.site.locality(*id).slug.as_str()))
        })
        .about("Nơi chính đứng đầu.", "The main one first."),
        Column::new("tags", Kind::Ids, said("Mã các thẻ", "Tags"), |scope, id| {
            Cell::list(bulletin(scope, id).tags.iter().map(|id| scope.site.tag(*id).slug.as_str()))
        }),
        Column::new("events", Kind::Ids, said("Mã các sự kiện", "Events"), |scope, id| {
            Cell::list(bulletin(scope, id).events.iter().map(|id| scope.site.event(*id).slug.as_str()))
        }),
        Column::new("documents", Kind::Ids, said("Mã các văn bản", "Documents"), |scope, id| {
            Cell::list(bulletin(scope, id).documents.iter().map(|id| scope.site.document(*id).slug.as_str()))
        }),
        Column::new(
            "corrections",
            Kind::Integer,
            said("Số lần đính chính", "Corrections"),
            |scope, id| bulletin(scope, id).corrections.len().into(),
        )
        .required(),
        Column::new("source_name", Kind::Text, said("Nguồn", "Source"), |scope, id| {
            bulletin(scope, id).source.as_ref().map(|source| &source.name).into()
        }),
        Column::new(
            "source_url",
            Kind::Link,
            said("Địa chỉ nguồn", "Source's address"),
            |scope, id| bulletin(scope, id).source.as_ref().and_then(|source| source.url.as_ref()).into(),
        ),
        Column::new("page", Kind::Link, said("Trang", "Page"), |scope, id| {
            scope.page(Page::Bulletin(id)).into()
        })
        .required(),
    ],
};

/// Named by the tables whose rows belong to a bulletin.
pub const TO_BULLETIN: Link = Link { field: "bulletin", table: DataTable::Bulletins };
