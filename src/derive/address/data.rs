//! Which files of open data a site has, and where each lives.
//!
//! A table without a row is not published, nor are the figures of a metric that has none.

use crate::model::{MetricId, Site};
use crate::output::Address;

use super::{Page, below, beside_page};

/// A table of the whole site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DataTable {
    /// What is measured.
    Metrics,
    /// All figures of all metrics.
    Observations,
    /// All goals of all metrics.
    Targets,
    /// Every place that the site knows, those without a page included: figures and successions name them.
    Localities,
    /// What places became.
    Successions,
    /// Listed bulletins.
    Bulletins,
    /// Events.
    Events,
    /// Documents that texts cite.
    Documents,
}

impl DataTable {
    /// Every table there can be, in the order in which they are explained.
    pub const ALL: [Self; 8] = [
        Self::Metrics,
        Self::Observations,
        Self::Targets,
        Self::Localities,
        Self::Successions,
        Self::Bulletins,
        Self::Events,
        Self::Documents,
    ];

    /// Its name in addresses and for programs; the same in every language, and never changed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Metrics => "metrics",
            Self::Observations => "observations",
            Self::Targets => "targets",
            Self::Localities => "localities",
            Self::Successions => "successions",
            Self::Bulletins => "bulletins",
            Self::Events => "events",
            Self::Documents => "documents",
        }
    }

    fn has_rows(self, site: &Site) -> bool {
        match self {
            Self::Metrics => !site.metrics.is_empty(),
            Self::Observations => site.metrics.iter().any(|metric| !metric.observations.is_empty()),
            Self::Targets => site.metrics.iter().any(|metric| !metric.targets.is_empty()),
            Self::Localities => site.localities.iter().any(|locality| locality.has_page),
            Self::Successions => site.localities.iter().any(|locality| !locality.successors.is_empty()),
            Self::Bulletins => site.listed_bulletins().next().is_some(),
            Self::Events => !site.events.is_empty(),
            Self::Documents => !site.documents.is_empty(),
        }
    }
}

/// The tables that have a row, in the order in which they are explained.
pub fn data_tables(site: &Site) -> Vec<DataTable> {
    DataTable::ALL.into_iter().filter(|table| table.has_rows(site)).collect()
}

/// In which form a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TableForm {
    /// For programs: commas, points before decimals.
    Csv,
    /// For spreadsheets set to the site's language.
    Excel,
}

/// A file of open data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DataFile {
    /// A table of the whole site.
    Table(DataTable, TableForm),
    /// What the columns of all these tables mean (CSV on the Web).
    Schema,
    /// The same as a Data Package.
    Package,
    /// All sets of data as a catalogue (DCAT).
    Catalogue,
    /// The figures of a metric.
    Metric(MetricId, TableForm),
    /// The figures of a metric with their goals and groups, as JSON.
    MetricJson(MetricId),
    /// What the columns of a metric's table mean (CSV on the Web).
    MetricSchema(MetricId),
}

impl DataFile {
    /// Where the file lives: beside the page that explains it.
    pub fn address(self, site: &Site) -> Address {
        let data = |name: &str| below(&site.config.paths.data, name);
        match self {
            Self::Table(table, form) => data(&format!("{}{}", table.name(), ending(form))),
            // The name under which programs look for what describes the tables of a folder: Model for Tabular
            // Data and Metadata on the Web, 5.3.
            Self::Schema => data("csv-metadata.json"),
            Self::Package => data("datapackage.json"),
            Self::Catalogue => data("catalog.jsonld"),
            Self::Metric(id, form) => beside_page(site, Page::Metric(id), ending(form)),
            Self::MetricJson(id) => beside_page(site, Page::Metric(id), ".json"),
            // As above, for what describes one table.
            Self::MetricSchema(id) => beside_page(site, Page::Metric(id), ".csv-metadata.json"),
        }
    }
}

fn ending(form: TableForm) -> &'static str {
    match form {
        TableForm::Csv => ".csv",
        TableForm::Excel => ".excel.csv",
    }
}

/// Every file of open data, the site's first.
pub fn data_files(site: &Site) -> Vec<DataFile> {
    let tables = data_tables(site);
    if tables.is_empty() {
        return Vec::new();
    }
    let mut files = vec![DataFile::Schema, DataFile::Package, DataFile::Catalogue];
    for table in tables {
        files.extend([DataFile::Table(table, TableForm::Csv), DataFile::Table(table, TableForm::Excel)]);
    }
    for (id, _) in site.all_metrics().filter(|(_, metric)| !metric.observations.is_empty()) {
        files.extend([
            DataFile::Metric(id, TableForm::Csv),
            DataFile::Metric(id, TableForm::Excel),
            DataFile::MetricJson(id),
            DataFile::MetricSchema(id),
        ]);
    }
    files
}
