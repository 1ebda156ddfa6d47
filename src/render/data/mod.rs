//! Open data: every table of the site and every metric, in forms that programs and spreadsheets read.
//!
//! What the tables are is said once, in [`table`]; CSV, JSON, CSVW, Data Package, the catalogue and the pages that
//! explain them all follow it. Nothing in a file depends on when it was made.

mod cell;
mod csvw;
mod data_package;
mod dcat;
mod delimited;
mod field;
mod json;
mod licence;
mod table;

pub use dcat::covered_places;
pub use delimited::Reading;
pub use field::{Field, Kind};
pub use licence::licence_uri;
pub use table::{Scope, Table, table};

use std::io::{self, Write};

use crate::derive::address::{DataFile, DataTable, TableForm};
use crate::model::{MetricId, Site};

/// Writes a file of open data; `reading` is the site's language.
///
/// # Errors
///
/// What the place it is written to says.
pub fn data_file(site: &Site, file: DataFile, reading: Reading<'_>, to: &mut dyn Write) -> io::Result<()> {
    let address = file.address(site);
    let of = |metric: Option<MetricId>| Scope { site, address: address.clone(), metric };
    let document = match file {
        DataFile::Table(one, form) => return in_form(table(one), &of(None), (form, reading), to),
        DataFile::Schema => csvw::site_schema(&of(None)),
        DataFile::Package => data_package::data_package(&of(None)),
        DataFile::Catalogue => dcat::catalogue(&of(None)),
        DataFile::Metric(id, form) => {
            return in_form(table(DataTable::Observations), &of(Some(id)), (form, reading), to);
        }
        DataFile::MetricJson(id) => json::metric_json(&of(Some(id)), id),
        DataFile::MetricSchema(id) => csvw::metric_schema(&of(Some(id)), id),
    };
    to.write_all(&document)
}

fn in_form(
    table: &dyn Table,
    scope: &Scope<'_>,
    (form, reading): (TableForm, Reading<'_>),
    to: &mut dyn Write,
) -> io::Result<()> {
    match form {
        TableForm::Csv => delimited::for_programs(table, scope, to),
        TableForm::Excel => delimited::for_spreadsheets(table, scope, reading, to),
    }
}

/// A document of metadata, indented for those who look into it.
fn to_bytes(document: &serde_json::Value) -> Vec<u8> {
    format!("{document:#}\n").into_bytes()
}

#[cfg(test)]
mod tests;
