//! Sets of data, and the catalogue of them.

use serde_json::{Value, json};

use super::place::named_area;
use super::{add_known, add_licence, file_link, page_link, publisher};
use crate::derive::address::{DataFile, DataTable, Page, TableForm};
use crate::model::{MetricId, Observation, Period};
use crate::render::data::{covered_places, table};
use crate::render::desk::Desk;

/// How many places a page names as covered; the catalogue names more.
const NAMED_PLACES: usize = 10;

/// The figures of a metric.
pub fn metric_dataset(desk: &Desk<'_>, id: MetricId) -> Value {
    let metric = desk.site.metric(id);
    let name = &metric.name.value;
    let mut set = dataset(desk, Page::Metric(id), name, metric.description.as_ref().unwrap_or(name));
    set["identifier"] = json!(metric.slug);
    set["variableMeasured"] =
        json!({ "@type": "PropertyValue", "name": name, "unitText": metric.unit.other });
    let places = covered_places(desk.site, id, NAMED_PLACES);
    let places: Vec<Value> = places.into_iter().map(|place| json!(named_area(desk, place))).collect();
    let known = [
        ("temporalCoverage", temporal_coverage(&metric.observations)),
        ("spatialCoverage", (!places.is_empty()).then_some(Value::Array(places))),
    ];
    add_known(&mut set, known);
    if !metric.observations.is_empty() {
        set["distribution"] = json!([
            download(desk, DataFile::Metric(id, TableForm::Csv), "text/csv"),
            download(desk, DataFile::MetricJson(id), "application/json"),
        ]);
    }
    set
}

/// A table of the whole site.
pub fn table_dataset(desk: &Desk<'_>, one: DataTable) -> Value {
    let known = table(one);
    let (name, about) = (known.title().to(desk.language), known.about().to(desk.language));
    let mut set = dataset(desk, Page::DataTable(one), name, about);
    set["identifier"] = json!(one.name());
    set["distribution"] = json!([download(desk, DataFile::Table(one, TableForm::Csv), "text/csv")]);
    set
}

/// All of them.
pub fn data_catalogue(desk: &Desk<'_>) -> Value {
    let mut catalogue = json!({
        "@type": "DataCatalog",
        "name": desk.words.get("menu.data"),
        "url": page_link(desk, Page::Data),
        "publisher": publisher(desk),
    });
    add_licence(desk, &mut catalogue);
    catalogue
}

fn dataset(desk: &Desk<'_>, page: Page, name: &str, about: &str) -> Value {
    let mut set = json!({
        "@type": "Dataset",
        "name": name,
        "description": about,
        "url": page_link(desk, page),
        "inLanguage": desk.site.config.language.tag(),
        "publisher": publisher(desk),
        "isAccessibleForFree": true,
    });
    add_licence(desk, &mut set);
    set
}

fn download(desk: &Desk<'_>, file: DataFile, format: &str) -> Value {
    json!({
        "@type": "DataDownload",
        "encodingFormat": format,
        "contentUrl": file_link(desk, &file.address(desk.site)),
    })
}

/// From the first day to the last that the sources themselves give, as ISO 8601 writes an interval.
fn temporal_coverage(observations: &[Observation]) -> Option<Value> {
    let given = observations.iter().filter(|one| one.date.inferred.is_none()).map(|one| one.date.period());
    let first = given.clone().map(Period::first_day).min()?;
    let last = given.map(Period::last_day).max()?;
    Some(json!(format!("{}/{}", Period::Day(first).iso(), Period::Day(last).iso())))
}
