//! Describes the tables of the site for programs as a Data Package (version 2) with Table Schemas.
//!
//! The tables of single metrics are not in it: a package may not reach out of its folder, and its table
//! `observations` holds every figure.

use serde_json::{Value, json};

use super::field::{BETWEEN_IDS, Field, ID, Kind, PERIOD};
use super::licence::licence_uri;
use super::table::{Scope, table};
use super::to_bytes;
use crate::derive::address::{DataFile, DataTable, Page, TableForm, data_tables};
use crate::vietnamese::slugify;

/// Describes all tables of the site.
pub fn data_package(scope: &Scope<'_>) -> Vec<u8> {
    let config = &scope.site.config;
    let tables = data_tables(scope.site);
    let mut package = json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": slugify(&config.title),
        "title": config.title,
    });
    if let Some(description) = &config.description {
        package["description"] = json!(description);
    }
    if config.base_url.is_some() {
        package["homepage"] = json!(scope.page(Page::Data));
    }
    if let Some(licence) = licence(config.licence.as_deref()) {
        package["licenses"] = json!([licence]);
    }
    package["contributors"] = json!([{ "title": config.publisher.name, "roles": ["publisher"] }]);
    package["resources"] = tables.iter().map(|one| resource(scope, *one, &tables)).collect();
    to_bytes(&package)
}

/// As a package may name one: by an id, an address, or both; `None` where only words are known.
fn licence(licence: Option<&str>) -> Option<Value> {
    let written = licence?;
    let is_id = written.chars().all(|c| c.is_ascii_alphanumeric() || "-._".contains(c));
    match (is_id, licence_uri(written)) {
        (true, Some(uri)) => Some(json!({ "name": written, "path": uri })),
        (true, None) => Some(json!({ "name": written })),
        (false, Some(uri)) => Some(json!({ "path": uri })),
        (false, None) => None,
    }
}

fn resource(scope: &Scope<'_>, one: DataTable, tables: &[DataTable]) -> Value {
    let known = table(one);
    let (title, about) = (known.title(), known.about());
    let mut schema = json!({
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": known.fields().into_iter().map(|field| described(scope, field)).collect::<Vec<_>>(),
        "missingValues": [""],
        "primaryKey": known.key(),
    });
    let foreign = known.links().iter().filter(|link| tables.contains(&link.table)).map(|link| {
        // An empty name stands for the table itself (Table Schema, foreignKeys).
        let resource = if link.table == one { "" } else { link.table.name() };
        json!({ "fields": [link.field], "reference": { "resource": resource, "fields": ["id"] } })
    });
    let foreign: Vec<Value> = foreign.collect();
    if !foreign.is_empty() {
        schema["foreignKeys"] = Value::Array(foreign);
    }
    let file = DataFile::Table(one, TableForm::Csv).address(scope.site);
    json!({
        "name": one.name(),
        "type": "table",
        "path": scope.address.link_to(&file),
        "title": format!("{} / {}", title.vi, title.en),
        "description": format!("{}\n\n{}", about.vi, about.en),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    })
}

fn described(scope: &Scope<'_>, field: &Field) -> Value {
    let mut described = json!({
        "name": field.name,
        "type": field_type(field.kind),
        "title": format!("{} / {}", field.title.vi, field.title.en),
    });
    if !field.about.en.is_empty() {
        described["description"] = json!(format!("{}\n\n{}", field.about.vi, field.about.en));
    }
    if matches!(field.kind, Kind::Link) && scope.site.config.base_url.is_some() {
        described["format"] = json!("uri");
    }
    let mut constraints = serde_json::Map::new();
    if field.is_required {
        constraints.insert("required".to_owned(), json!(true));
    }
    match field.kind {
        Kind::Id => constraints.insert("pattern".to_owned(), json!(ID)),
        Kind::Ids => constraints.insert("pattern".to_owned(), json!(format!("{ID}({BETWEEN_IDS}{ID})*"))),
        Kind::Period => constraints.insert("pattern".to_owned(), json!(PERIOD)),
        Kind::Choice(choices) => {
            let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
            constraints.insert("enum".to_owned(), json!(words))
        }
        _ => None,
    };
    if !constraints.is_empty() {
        described["constraints"] = Value::Object(constraints);
    }
    described
}

fn field_type(kind: Kind) -> &'static str {
    match kind {
        Kind::Integer => "integer",
        Kind::Decimal => "number",
        Kind::Date => "date",
        Kind::Time => "time",
        Kind::Boolean => "boolean",
        Kind::Id | Kind::Ids | Kind::Text | Kind::Texts | Kind::Choice(_) | Kind::Period | Kind::Link => {
            "string"
        }
    }
}
