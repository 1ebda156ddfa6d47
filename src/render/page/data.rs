//! What there is to be used again: the sets of figures, the tables of the whole site, what describes them, and
//! the terms.

use serde::Serialize;

use super::Sheet;
use crate::derive::address::{DataFile, DataTable, Page, TableForm, data_tables};
use crate::model::{Metric, MetricId, Observation};
use crate::render::RenderError;
use crate::render::data::table;
use crate::render::desk::Desk;
use crate::render::frame::{Head, LinkView};
use crate::render::part::{bears_sign, download};
use crate::render::view::View;
use crate::vietnamese::collation_key;

#[derive(Serialize)]
struct DataView {
    title: String,
    /// What the figures are and that they may be used.
    summary: String,
    /// The words to name the source with.
    attribution: String,
    sets: Vec<SetView>,
    sets_count: String,
    /// A column that no row fills is not printed.
    has_period: bool,
    has_inferred: bool,
    /// The tables of the whole site.
    tables: Vec<TableView>,
    tables_count: String,
    /// What describes all of it to programs.
    descriptions: Vec<LinkView>,
}

/// A table of the whole site.
#[derive(Serialize)]
struct TableView {
    name: &'static str,
    link: String,
    /// What one row is.
    about: &'static str,
    files: Vec<LinkView>,
}

/// The figures of a metric.
#[derive(Serialize)]
struct SetView {
    name: String,
    link: String,
    unit: String,
    figures: String,
    places: String,
    /// From the first period to the last that the sources give: "11/2022" or "2022 – 2024".
    period: Option<String>,
    /// How many figures bear a date that is not the source's; `None` for none.
    inferred: Option<String>,
}

/// Makes the page of open data.
pub fn data_page(desk: &Desk<'_>) -> Result<Sheet<'static>, RenderError> {
    let site = desk.site;
    let mut metrics: Vec<_> =
        site.all_metrics().filter(|(_, metric)| !metric.observations.is_empty()).collect();
    metrics.sort_by_cached_key(|(id, metric)| (collation_key(&metric.name.value), *id));
    let sets: Vec<_> = metrics.iter().map(|(id, metric)| set_view(desk, *id, metric)).collect();
    let tables: Vec<_> = data_tables(site).into_iter().map(|one| table_view(desk, one)).collect();
    let title = desk.words.get("menu.data").to_owned();
    let named = [("publisher", site.config.publisher.name.as_str()), ("site", &site.config.title)];
    let summary = desk.words.fill("data.summary", &named);
    let view = DataView {
        attribution: desk.words.fill("data.attribution_text", &named),
        summary: summary.clone(),
        sets_count: desk.format().count(sets.len()),
        has_period: sets.iter().any(|set| set.period.is_some()),
        has_inferred: sets.iter().any(|set| set.inferred.is_some()),
        sets,
        tables_count: desk.format().count(tables.len()),
        tables,
        descriptions: descriptions(desk),
        title: title.clone(),
    };
    let head = Head { description: Some(summary), section: Some(Page::Data), ..Head::new("data", title) };
    Ok(Sheet { head, view: View::of(view) })
}

fn set_view(desk: &Desk<'_>, id: MetricId, metric: &Metric) -> SetView {
    let mut places: Vec<_> = metric.observations.iter().filter_map(|one| one.locality).collect();
    places.sort();
    places.dedup();
    let inferred = metric.observations.iter().filter(|one| one.date.inferred.is_some()).count();
    SetView {
        name: metric.name.value.clone(),
        link: desk.link(Page::Metric(id)),
        unit: if bears_sign(metric) { "%".to_owned() } else { metric.unit.other.clone() },
        figures: desk.format().count(metric.observations.len()),
        places: desk.format().count(places.len()),
        period: period(desk, &metric.observations),
        inferred: (inferred > 0).then(|| desk.format().count(inferred)),
    }
}

/// From the first to the last period that the sources themselves give.
fn period(desk: &Desk<'_>, observations: &[Observation]) -> Option<String> {
    let given = observations.iter().filter(|one| one.date.inferred.is_none()).map(|one| one.date.period());
    let (first, last) = (given.clone().min()?, given.max()?);
    let first_text = desk.period(first);
    Some(if first == last { first_text } else { format!("{first_text} – {}", desk.period(last)) })
}

/// The tables of the whole site, each with its explanation and its files.
fn table_view(desk: &Desk<'_>, one: DataTable) -> TableView {
    let known = table(one);
    TableView {
        name: known.title().to(desk.language),
        link: desk.link(Page::DataTable(one)),
        about: known.about().to(desk.language),
        files: vec![
            download(desk, "data.csv_short", DataFile::Table(one, TableForm::Csv)),
            download(desk, "data.excel_short", DataFile::Table(one, TableForm::Excel)),
        ],
    }
}

/// What describes all of it to programs.
fn descriptions(desk: &Desk<'_>) -> Vec<LinkView> {
    vec![
        download(desk, "data.package", DataFile::Package),
        download(desk, "data.schema_all", DataFile::Schema),
        download(desk, "data.catalogue", DataFile::Catalogue),
    ]
}
