//! A table of open data: what a row is, where it can be had, and what each column means.

use serde::Serialize;

use super::Sheet;
use crate::derive::address::{DataFile, DataTable, Page, TableForm};
use crate::render::RenderError;
use crate::render::data::{Field, Kind, table};
use crate::render::desk::Desk;
use crate::render::frame::{Head, LinkView};
use crate::render::part::download;
use crate::render::view::View;

#[derive(Serialize)]
struct TableView {
    title: String,
    /// What one row is.
    summary: String,
    downloads: Vec<LinkView>,
    columns: Vec<ColumnView>,
    columns_count: String,
}

#[derive(Serialize)]
struct ColumnView {
    /// For programs.
    name: &'static str,
    /// Its heading in tables for people.
    title: String,
    /// What stands in it: "chữ", "số thập phân".
    kind: String,
    /// What it means, where the heading does not say it.
    about: String,
    /// Its words and what they mean, where it takes only a few.
    choices: Vec<ChoiceView>,
}

#[derive(Serialize)]
struct ChoiceView {
    word: &'static str,
    meaning: &'static str,
}

/// Makes the page that explains a table.
pub fn data_table_page(desk: &Desk<'_>, one: DataTable) -> Result<Sheet<'static>, RenderError> {
    let known = table(one);
    let columns: Vec<ColumnView> = known.fields().into_iter().map(|field| column_view(desk, field)).collect();
    let title = known.title().to(desk.language).to_owned();
    let summary = known.about().to(desk.language).to_owned();
    let view = TableView {
        title: title.clone(),
        summary: summary.clone(),
        downloads: vec![
            download(desk, "data.excel", DataFile::Table(one, TableForm::Excel)),
            download(desk, "data.csv", DataFile::Table(one, TableForm::Csv)),
            download(desk, "data.schema", DataFile::Schema),
        ],
        columns_count: desk.format().count(columns.len()),
        columns,
    };
    let head = Head {
        description: Some(summary),
        section: Some(Page::Data),
        breadcrumb: vec![(desk.words.get("menu.data").to_owned(), Page::Data)],
        ..Head::new("data-table", title)
    };
    Ok(Sheet { head, view: View::of(view) })
}

fn column_view(desk: &Desk<'_>, field: &Field) -> ColumnView {
    let key = match field.kind {
        Kind::Id => "data.kind.id",
        Kind::Ids => "data.kind.ids",
        Kind::Text => "data.kind.text",
        Kind::Texts => "data.kind.texts",
        Kind::Choice(_) => "data.kind.choice",
        Kind::Integer => "data.kind.integer",
        Kind::Decimal => "data.kind.decimal",
        Kind::Date => "data.kind.date",
        Kind::Time => "data.kind.time",
        Kind::Period => "data.kind.period",
        Kind::Boolean => "data.kind.boolean",
        Kind::Link => "data.kind.link",
    };
    let choices = match field.kind {
        Kind::Choice(choices) => choices,
        _ => &[],
    };
    ColumnView {
        name: field.name,
        title: field.title.to(desk.language).to_owned(),
        kind: desk.words.get(key).to_owned(),
        about: field.about.to(desk.language).to_owned(),
        choices: choices
            .iter()
            .map(|(word, meaning)| ChoiceView { word, meaning: meaning.to(desk.language) })
            .collect(),
    }
}
