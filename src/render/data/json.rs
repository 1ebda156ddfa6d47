//! Writes the figures of a metric as JSON: what it is, then a row for each figure and goal.
//!
//! The keys of a row are the columns of the tables; what is not known is left out, lists are arrays, and decimals
//! are numbers with exactly the digits of their source. Nothing is defused: no spreadsheet runs JSON.

use serde_json::{Value, json};

use super::cell::Cell;
use super::delimited::time;
use super::licence::licence_uri;
use super::table::{Scope, Table, direction_word, kind_word, table};
use crate::derive::address::{DataTable, Page};
use crate::model::{MetricId, Period};
use crate::vietnamese::number::push_decimal;

/// Writes the figures of a metric.
pub fn metric_json(scope: &Scope<'_>, id: MetricId) -> Vec<u8> {
    let site = scope.site;
    let metric = site.metric(id);
    let groups: Vec<Value> =
        metric.groups.iter().map(|group| json!({ "id": group.slug, "name": group.name })).collect();
    let head = [
        ("id", json!(metric.slug)),
        ("name", json!(metric.name.value)),
        ("description", json!(metric.description)),
        ("unit", json!({ "one": metric.unit.one, "other": metric.unit.other })),
        ("kind", json!(kind_word(metric.kind))),
        ("direction", json!(direction_word(metric.direction))),
        ("programme", json!(metric.programme.map(|id| &site.programme(id).slug))),
        ("source", json!(metric.source)),
        ("publisher", json!(site.config.publisher.name)),
        ("licence", json!(site.config.licence)),
        ("licence_url", json!(site.config.licence.as_deref().and_then(licence_uri))),
        ("language", json!(site.config.language.tag())),
        ("page", json!(scope.page(Page::Metric(id)))),
        ("groups", Value::Array(groups)),
    ];
    let mut out = String::from("{\n");
    for (name, value) in head {
        out.push_str(&format!("  {}: {value},\n", json!(name)));
    }
    rows(&mut out, "observations", table(DataTable::Observations), scope);
    out.push_str(",\n");
    rows(&mut out, "targets", table(DataTable::Targets), scope);
    out.push_str("\n}\n");
    out.into_bytes()
}

/// Adds `"name": [ … ]`, one row a line.
fn rows(out: &mut String, name: &str, table: &dyn Table, scope: &Scope<'_>) {
    let fields = table.fields();
    out.push_str(&format!("  {}: [", json!(name)));
    let mut before = "\n";
    table.each_row(scope, &mut |cells| {
        out.push_str(before);
        before = ",\n";
        let known = fields.iter().zip(cells).filter(|(_, cell)| **cell != Cell::Empty);
        let mut between = "    {\"";
        for (field, cell) in known {
            out.push_str(between);
            between = ", \"";
            out.push_str(field.name);
            out.push_str("\": ");
            push_value(out, cell);
        }
        out.push_str(if between == ", \"" { "}" } else { "    {}" });
    });
    out.push_str(if before == "\n" { "]" } else { "\n  ]" });
}

fn push_value(out: &mut String, cell: &Cell<'_>) {
    match cell {
        Cell::Empty => out.push_str("null"),
        Cell::Text(text) => push_string(out, text),
        Cell::List(items) => out.push_str(&json!(items).to_string()),
        // The decimal's own digits: a library would go through binary floating point.
        Cell::Number(number) => push_decimal(out, *number, "."),
        Cell::Count(count) => out.push_str(&count.to_string()),
        Cell::Flag(flag) => out.push_str(if *flag { "true" } else { "false" }),
        Cell::Date(day) => push_string(out, &Period::Day(*day).iso()),
        Cell::Time(clock) => push_string(out, &time(*clock)),
        Cell::Period(period) => push_string(out, &period.iso()),
    }
}

/// Most words have nothing in them that JSON has to escape.
fn push_string(out: &mut String, text: &str) {
    match text.bytes().any(|byte| matches!(byte, b'"' | b'\\' | 0..b' ')) {
        true => out.push_str(&json!(text).to_string()),
        false => out.extend(["\"", text, "\""]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cell: Cell<'_>, expected: &str) {
        let mut out = String::new();
        push_value(&mut out, &cell);
        assert_eq!(out, expected);
    }

    #[test]
    fn decimals_keep_the_digits_of_their_source() {
        for digits in ["87.10", "-5", "0.1", "79228162514264337593543950335"] {
            check(Cell::from(digits.parse::<rust_decimal::Decimal>().expect("a decimal")), digits);
        }
    }

    #[test]
    fn words_are_not_defused() {
        check(Cell::from("=1+\"1\""), "\"=1+\\\"1\\\"\"");
        check(Cell::from("a\\b\n\u{7f}\u{85}"), "\"a\\\\b\\n\u{7f}\u{85}\"");
        check(Cell::list(["a b", "c"]), "[\"a b\",\"c\"]");
        check(Cell::Empty, "null");
        check(Cell::from(Period::Quarter(2024, 1)), "\"2024-Q1\"");
    }
}
