//! Describes tables for programs as CSV on the Web does (W3C, Metadata Vocabulary for Tabular Data).

use serde_json::{Value, json};

use super::field::{BETWEEN_IDS, BETWEEN_TEXTS, Field, ID, Kind, PERIOD, Said};
use super::licence::licence_uri;
use super::table::{Scope, Table, table};
use super::to_bytes;
use crate::derive::address::{DataFile, DataTable, Page, TableForm, data_tables};
use crate::model::MetricId;

/// Describes all tables of the site, with the columns that lead from one to another.
pub fn site_schema(scope: &Scope<'_>) -> Vec<u8> {
    let tables = data_tables(scope.site);
    let described = tables.iter().map(|one| {
        let known = table(*one);
        let file = DataFile::Table(*one, TableForm::Csv).address(scope.site);
        let mut described = json!({
            "url": scope.address.link_to(&file),
            "dc:title": both(known.title()),
            "dc:description": both(known.about()),
        });
        described["tableSchema"] = schema(known);
        let foreign = foreign_keys(scope, known, &tables);
        if !foreign.is_empty() {
            described["tableSchema"]["foreignKeys"] = Value::Array(foreign);
        }
        described
    });
    let described: Vec<Value> = described.collect();
    let mut document = json!({ "@context": "http://www.w3.org/ns/csvw" });
    document["dc:title"] = json!(scope.site.config.title);
    add_terms(scope, &mut document);
    document["tables"] = Value::Array(described);
    to_bytes(&document)
}

/// The columns whose cells are ids of another table.
///
/// Those alone that every row has: every row must refer to a row of the other table (Model for Tabular Data, 4.6),
/// which an empty cell does not. The Data Package, whose foreign keys may be empty, names the others too.
fn foreign_keys(scope: &Scope<'_>, table: &dyn Table, published: &[DataTable]) -> Vec<Value> {
    let fields = table.fields();
    let required = |name: &str| fields.iter().any(|field| field.name == name && field.is_required);
    let links = table.links().iter().filter(|link| published.contains(&link.table) && required(link.field));
    links
        .map(|link| {
            let file = DataFile::Table(link.table, TableForm::Csv).address(scope.site);
            let reference = json!({ "resource": scope.address.link_to(&file), "columnReference": "id" });
            json!({ "columnReference": link.field, "reference": reference })
        })
        .collect()
}

/// Describes the table of a metric.
pub fn metric_schema(scope: &Scope<'_>, id: MetricId) -> Vec<u8> {
    let metric = scope.site.metric(id);
    let file = DataFile::Metric(id, TableForm::Csv).address(scope.site);
    let mut document = json!({
        "@context": "http://www.w3.org/ns/csvw",
        "url": scope.address.link_to(&file),
        "dc:title": metric.name.value,
    });
    if let Some(description) = &metric.description {
        document["dc:description"] = json!(description);
    }
    document["dc:identifier"] = json!(metric.slug);
    if let Some(source) = &metric.source {
        document["dc:source"] = json!(source);
    }
    document["dcat:landingPage"] = json!({ "@id": scope.page(Page::Metric(id)) });
    add_terms(scope, &mut document);
    document["tableSchema"] = schema(table(DataTable::Observations));
    to_bytes(&document)
}

/// Who publishes, in which language, and on what terms.
fn add_terms(scope: &Scope<'_>, document: &mut Value) {
    let config = &scope.site.config;
    document["dc:language"] = json!(config.language.tag());
    document["dc:publisher"] = json!(config.publisher.name);
    match (&config.licence, config.licence.as_deref().and_then(licence_uri)) {
        (_, Some(uri)) => document["dc:license"] = json!({ "@id": uri }),
        (Some(words), None) => document["dc:rights"] = json!(words),
        (None, None) => {}
    }
}

fn schema(table: &dyn Table) -> Value {
    json!({
        "columns": table.fields().into_iter().map(column).collect::<Vec<_>>(),
        "primaryKey": table.key(),
    })
}

fn column(field: &Field) -> Value {
    let mut column = json!({
        "name": field.name,
        // The head of the file has the name, which is no word of either language.
        "titles": { "und": field.name, "vi": field.title.vi, "en": field.title.en },
        "datatype": datatype(field.kind),
        "required": field.is_required,
    });
    if !field.about.en.is_empty() {
        column["dc:description"] = both(field.about);
    }
    match field.kind {
        Kind::Ids => column["separator"] = json!(BETWEEN_IDS),
        Kind::Texts => column["separator"] = json!(BETWEEN_TEXTS),
        _ => {}
    }
    column
}

fn datatype(kind: Kind) -> Value {
    match kind {
        Kind::Id | Kind::Ids => json!({ "base": "string", "format": ID }),
        Kind::Text | Kind::Texts => json!("string"),
        Kind::Choice(choices) => {
            let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
            json!({ "base": "string", "format": words.join("|") })
        }
        Kind::Integer => json!("integer"),
        Kind::Decimal => json!("decimal"),
        Kind::Date => json!("date"),
        Kind::Time => json!("time"),
        Kind::Period => json!({ "base": "string", "format": PERIOD }),
        Kind::Boolean => json!("boolean"),
        Kind::Link => json!("anyURI"),
    }
}

/// The same words in both languages, as JSON-LD writes them.
pub fn both(said: Said) -> Value {
    json!([{ "@value": said.vi, "@language": "vi" }, { "@value": said.en, "@language": "en" }])
}
