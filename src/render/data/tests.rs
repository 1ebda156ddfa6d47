//! What all tables of open data have in common.

use std::collections::BTreeSet;

use super::cell::Cell;
use super::data_file;
use super::delimited::Reading;
use super::field::Kind;
use super::table::{Scope, table};
use crate::derive::address::{DataFile, DataTable, TableForm, data_files};
use crate::derive::fixture::{bulletin, day, event, locality, site, succeed};
use crate::model::{Forms, Inferred, Listing, Period, Site, SuccessionKind, Withdrawal};
use crate::output::Address;
use crate::render::format::Format;

/// A site with a row in most tables.
fn small_site() -> Site {
    let mut site = site();
    let before = locality(&mut site, "xa-nhe", None);
    let after = locality(&mut site, "sang-nhe", None);
    succeed(&mut site, before, after, SuccessionKind::Renamed, day(2025, 7, 1));
    site.localities[before.index()].aliases = vec!["=Xá Nhè".into(), "Xá|Nhè".into()];
    let id = bulletin(&mut site, "ra-quan", &[before]);
    let mut launch = event("ra-quan-2022", Period::Day(day(2022, 11, 24)));
    launch.bulletin = Some(id);
    launch.locality = Some(before);
    site.events.push(launch);
    site
}

fn text(site: &Site, file: DataFile) -> String {
    let forms = Forms { decimal: ",".into(), ..Forms::default() };
    let reading = Reading { language: &site.config.language, format: Format::new(&forms) };
    let mut bytes = Vec::new();
    data_file(site, file, reading, &mut bytes).expect("memory takes it");
    String::from_utf8(bytes).expect("UTF-8")
}

fn csv(site: &Site, table: DataTable) -> String {
    text(site, DataFile::Table(table, TableForm::Csv))
}

#[test]
fn names_of_columns_are_unique_and_fit_every_format() {
    for one in DataTable::ALL {
        let fields = table(one).fields();
        let names: BTreeSet<&str> = fields.iter().map(|field| field.name).collect();
        assert_eq!(names.len(), fields.len(), "{one:?}");
        for name in &names {
            let fine = name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
            assert!(fine, "{one:?}: {name}");
        }
        let links = table(one).links().iter().map(|link| link.field);
        for name in table(one).key().iter().copied().chain(links) {
            assert!(names.contains(name), "{one:?} names {name}, which is no column");
        }
        for field in fields {
            assert!(!field.title.vi.is_empty() && !field.title.en.is_empty(), "{one:?}: {}", field.name);
            assert_eq!(field.about.vi.is_empty(), field.about.en.is_empty(), "{one:?}: {}", field.name);
        }
    }
}

#[test]
fn every_cell_is_of_the_kind_of_its_column() {
    let site = small_site();
    for one in DataTable::ALL {
        let fields = table(one).fields();
        let scope = Scope { site: &site, address: Address::of(&["du-lieu/x.csv"]), metric: None };
        table(one).each_row(&scope, &mut |cells| {
            for (cell, field) in cells.iter().zip(&fields) {
                let fits = match (cell, field.kind) {
                    (Cell::Empty, _) => !field.is_required,
                    (Cell::Text(word), Kind::Choice(choices)) => {
                        choices.iter().any(|(known, _)| known == word)
                    }
                    (Cell::Text(_), Kind::Id | Kind::Text | Kind::Link) => true,
                    (Cell::List(items), Kind::Ids) => items.iter().all(|id| !id.contains(' ')),
                    (Cell::List(_), Kind::Texts) => true,
                    (Cell::Number(_), Kind::Decimal) | (Cell::Count(_), Kind::Integer) => true,
                    (Cell::Flag(_), Kind::Boolean) | (Cell::Date(_), Kind::Date) => true,
                    (Cell::Time(_), Kind::Time) | (Cell::Period(_), Kind::Period) => true,
                    _ => false,
                };
                assert!(fits, "{one:?}: {}: {cell:?}", field.name);
            }
        });
    }
}

#[test]
fn tables_without_a_row_are_not_published() {
    let files =
        |site: &Site| data_files(site).iter().map(|file| file.address(site).to_string()).collect::<Vec<_>>();
    assert_eq!(files(&site()), [""; 0]);
    let published = files(&small_site());
    assert!(published.contains(&"du-lieu/events.csv".to_owned()));
    assert!(!published.iter().any(|address| address.contains("documents") || address.contains("targets")));
}

#[test]
fn former_names_are_those_of_the_same_ground() {
    let site = small_site();
    let rows = csv(&site, DataTable::Localities);
    assert!(rows.contains("sang-nhe,xã sang-nhe,commune,,,,,,xã xa-nhe,"), "{rows}");
}

#[test]
fn several_texts_of_one_cell_are_kept_apart() {
    let rows = csv(&small_site(), DataTable::Localities);
    assert!(rows.contains(",'=Xá Nhè | Xá/Nhè,"), "{rows}");
}

#[test]
fn what_has_left_the_lists_is_in_no_row_and_named_by_none() {
    let mut site = small_site();
    let withdrawal = Withdrawal { date: day(2023, 5, 1), reason: "Sai người".into() };
    for listing in [Listing::Expired, Listing::Withdrawn(Box::new(withdrawal))] {
        site.bulletins[0].listing = listing;
        assert!(!data_files(&site).contains(&DataFile::Table(DataTable::Bulletins, TableForm::Csv)));
        let events = csv(&site, DataTable::Events);
        assert!(events.contains("\r\nra-quan-2022,") && !events.contains(",ra-quan,"), "{events}");
    }
}

#[test]
fn an_inferred_date_is_in_a_column_of_its_own() {
    let mut site = small_site();
    let note = "Nguồn không ghi năm.".to_owned();
    site.bulletins[0].date.inferred = Some(Box::new(Inferred { as_written: Some("24/11".into()), note }));
    let rows = csv(&site, DataTable::Bulletins);
    assert!(rows.contains("\r\nra-quan,ra-quan,,,true,2022-11-24,24/11,Nguồn không ghi năm.,"), "{rows}");
}

#[test]
fn addresses_are_complete_where_the_site_has_one_and_else_lead_from_the_file() {
    let mut site = small_site();
    assert!(csv(&site, DataTable::Bulletins).contains(",../ban-tin/2022/ra-quan.html\r\n"));
    site.config.base_url = Some("https://tin.example.gov.vn/x/".into());
    let rows = csv(&site, DataTable::Bulletins);
    assert!(rows.contains(",https://tin.example.gov.vn/x/ban-tin/2022/ra-quan.html\r\n"), "{rows}");
    let catalogue = text(&site, DataFile::Catalogue);
    assert!(catalogue.contains("\"https://tin.example.gov.vn/x/du-lieu/bulletins.csv\""), "{catalogue}");
}

#[test]
fn a_foreign_key_leads_to_a_table_that_is_published() {
    let mut site = small_site();
    let package = |site: &Site| text(site, DataFile::Package);
    assert!(package(&site).contains("\"resource\": \"bulletins\""));
    site.bulletins[0].listing = Listing::Expired;
    assert!(!package(&site).contains("\"resource\": \"bulletins\""));
}

#[test]
fn terms_are_an_address_where_they_have_one_and_words_otherwise() {
    let mut site = small_site();
    for (licence, by_address, in_words) in [
        (None, false, false),
        (Some("CC-BY-4.0"), true, false),
        (Some("Được dùng lại khi ghi rõ nguồn"), false, true),
    ] {
        site.config.licence = licence.map(str::to_owned);
        let catalogue = text(&site, DataFile::Catalogue);
        assert_eq!(catalogue.contains("dct:license"), by_address, "{licence:?}");
        assert_eq!(catalogue.contains("dct:rights"), in_words, "{licence:?}");
        assert_eq!(text(&site, DataFile::Package).contains("licenses"), by_address, "{licence:?}");
    }
}
