//! Files of open data to take away.

use super::super::desk::Desk;
use super::super::frame::LinkView;
use crate::derive::address::{DataFile, DataTable, Page, TableForm};
use crate::model::MetricId;

/// A file by the name that the theme gives its form.
pub fn download(desk: &Desk<'_>, key: &str, file: DataFile) -> LinkView {
    LinkView { name: desk.words.get(key).to_owned(), link: desk.link_to(&file.address(desk.site)) }
}

/// The figures of a metric in every form, for people first, and what their columns mean; nothing where it has no
/// figure.
pub fn metric_downloads(desk: &Desk<'_>, id: MetricId) -> Vec<LinkView> {
    if desk.site.metric(id).observations.is_empty() {
        return Vec::new();
    }
    vec![
        download(desk, "data.excel", DataFile::Metric(id, TableForm::Excel)),
        download(desk, "data.csv", DataFile::Metric(id, TableForm::Csv)),
        download(desk, "data.json", DataFile::MetricJson(id)),
        download(desk, "data.schema", DataFile::MetricSchema(id)),
        LinkView {
            name: desk.words.get("data.columns_explained").to_owned(),
            link: desk.link(Page::DataTable(DataTable::Observations)),
        },
    ]
}
