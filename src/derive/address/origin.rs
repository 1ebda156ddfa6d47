//! Says what an address was made from, for messages about it.

use super::{DataFile, Item, Page, Planned};
use crate::derive::list::BulletinList;
use crate::derive::place_list::PlaceList;
use crate::diagnostic::{Text, text};
use crate::model::Site;
use crate::source::Span;

/// What an address was made from, for messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// In words: "bản tin «ra-quan»".
    pub what: Text,
    /// Where it was written, where one place says it.
    pub span: Option<Span>,
}

impl Planned {
    /// What the address was made from.
    pub fn origin(&self, site: &Site) -> Origin {
        match &self.item {
            Item::Page(page) => page_origin(site, *page),
            Item::Redirect(id, at) => {
                let alias = &site.bulletin(*id).aliases[*at];
                let written = &alias.value;
                let what = text!(vi: "địa chỉ cũ «{written}»", en: "the old address “{written}”");
                Origin { what, span: Some(alias.span.clone()) }
            }
            Item::Picture(shown) => {
                let path = &shown.path;
                Origin {
                    what: text!(vi: "ảnh «{path}»", en: "the picture “{path}”"),
                    span: page_origin(site, shown.shown_on).span,
                }
            }
            Item::Source(id) => page_origin(site, Page::Bulletin(*id)),
            Item::Data(file) => data_origin(site, *file),
            Item::Headers => Origin {
                what: text!(vi: "tệp tiêu đề cho máy chủ", en: "the file of headers"),
                span: None,
            },
            Item::File(path) => {
                Origin { what: text!(vi: "tệp «{path}»", en: "the file “{path}”"), span: None }
            }
        }
    }
}

fn data_origin(site: &Site, file: DataFile) -> Origin {
    match file {
        DataFile::Metric(id, _) | DataFile::MetricJson(id) | DataFile::MetricSchema(id) => {
            let metric = site.metric(id);
            let slug = &metric.slug;
            let what = text!(vi: "tệp số liệu của «{slug}»", en: "a data file of “{slug}”");
            Origin { what, span: Some(metric.name.span.clone()) }
        }
        DataFile::Table(..) | DataFile::Schema | DataFile::Package | DataFile::Catalogue => {
            Origin { what: text!(vi: "tệp dữ liệu mở", en: "a file of open data"), span: None }
        }
    }
}

fn page_origin(site: &Site, page: Page) -> Origin {
    let slug;
    let (what, span) = match page {
        Page::Bulletin(id) => {
            slug = &site.bulletin(id).slug;
            let span = site.bulletin(id).title.span.clone();
            (text!(vi: "bản tin «{slug}»", en: "the bulletin “{slug}”"), Some(span))
        }
        Page::Standing(id) => {
            slug = &site.page(id).slug;
            (text!(vi: "trang «{slug}»", en: "the page “{slug}”"), Some(site.page(id).title.span.clone()))
        }
        Page::Locality(id) => {
            slug = &site.locality(id).slug;
            (text!(vi: "địa phương «{slug}»", en: "the locality “{slug}”"), site.locality(id).span.clone())
        }
        Page::Event(id) => {
            slug = &site.event(id).slug;
            (text!(vi: "sự kiện «{slug}»", en: "the event “{slug}”"), Some(site.event(id).span.clone()))
        }
        Page::Metric(id) => {
            slug = &site.metric(id).slug;
            let span = site.metric(id).name.span.clone();
            (text!(vi: "chỉ số «{slug}»", en: "the metric “{slug}”"), Some(span))
        }
        Page::Document(id) => {
            slug = &site.document(id).slug;
            (text!(vi: "văn bản «{slug}»", en: "the document “{slug}”"), site.document(id).span.clone())
        }
        Page::Bulletins(list, _) => return list_origin(site, list),
        Page::Home => (text!(vi: "trang chủ", en: "the home page"), None),
        Page::Localities => (text!(vi: "danh sách địa phương", en: "the list of localities"), None),
        Page::Places(PlaceList::Letter(letter), _) => {
            let head = letter.head();
            (text!(vi: "danh sách địa phương vần {head}", en: "the localities under {head}"), None)
        }
        Page::Places(PlaceList::Province(id), _) => {
            let name = &site.locality(id).name;
            (text!(vi: "danh sách địa phương của {name}", en: "the localities of {name}"), None)
        }
        Page::Events => (text!(vi: "danh sách sự kiện", en: "the list of events"), None),
        Page::EventMonth(year, month) => {
            (text!(vi: "lịch tháng {month}/{year}", en: "the calendar of {year:04}-{month:02}"), None)
        }
        Page::Metrics => (text!(vi: "danh sách chỉ số", en: "the list of metrics"), None),
        Page::Documents => (text!(vi: "danh sách văn bản", en: "the list of documents"), None),
        Page::Data | Page::DataTable(_) => (text!(vi: "trang dữ liệu mở", en: "the open-data page"), None),
        Page::Search => (text!(vi: "trang tìm kiếm", en: "the search page"), None),
        Page::NotFound => (text!(vi: "trang báo không tìm thấy", en: "the page for what is not found"), None),
    };
    Origin { what, span }
}

fn list_origin(site: &Site, list: BulletinList) -> Origin {
    let (what, span) = match list {
        BulletinList::All => (text!(vi: "danh sách bản tin", en: "the list of bulletins"), None),
        BulletinList::Year(year) => (text!(vi: "bản tin năm {year}", en: "the bulletins of {year}"), None),
        BulletinList::Month(year, month) => {
            (text!(vi: "bản tin tháng {month}/{year}", en: "the bulletins of {year:04}-{month:02}"), None)
        }
        BulletinList::Category(id) => {
            let category = site.category(id);
            let slug = &category.slug;
            (text!(vi: "chuyên mục «{slug}»", en: "the category “{slug}”"), Some(category.span.clone()))
        }
        BulletinList::Tag(id) => {
            let slug = &site.tag(id).slug;
            (text!(vi: "thẻ «{slug}»", en: "the tag “{slug}”"), None)
        }
        BulletinList::Programme(id) => {
            let programme = site.programme(id);
            let slug = &programme.slug;
            (text!(vi: "chương trình «{slug}»", en: "the programme “{slug}”"), Some(programme.span.clone()))
        }
    };
    Origin { what, span }
}
