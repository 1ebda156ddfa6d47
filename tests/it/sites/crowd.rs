//! A site with thousands of places and their figures: its pages stay as light as those of a small one, and every
//! place is found from A to Z and by province.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::sync::OnceLock;

use bantin::pipeline::Drafts;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::support::built::{Built, DAY, build};

/// What a server may send before the first answer of the reader's machine: markup and styles, maps counted apart.
const BUDGET: usize = 14_000;
const PLACES: usize = 2_000;

/// Communes of the gazetteer in the order of their codes, most provinces whole.
fn communes() -> Vec<String> {
    let units = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/gazetteer/data/units.csv");
    let units = fs::read_to_string(units).unwrap();
    let communes = units.lines().filter(|line| line.starts_with("new-") && line.contains(",commune,"));
    communes.map(|line| line.split(',').next().unwrap().to_owned()).take(PLACES).collect()
}

fn site() -> &'static Built {
    static SITE: OnceLock<Built> = OnceLock::new();
    SITE.get_or_init(|| {
        let root = tempfile::tempdir().unwrap();
        let content = root.path().join("content");
        fs::create_dir_all(content.join("statistics")).unwrap();
        let config = "title: Bản tin cả nước\nlanguage: vi\npublisher: {name: Tổ công tác Đề án 06}\n";
        fs::write(content.join("site.yaml"), config).unwrap();
        let mut places = String::new();
        let mut metric =
            "name: Căn cước đã cấp\nunit: thẻ\nkind: count\ndirection: up\nobservations:\n".to_owned();
        let mut targets = "targets:\n".to_owned();
        for (at, key) in communes().iter().enumerate() {
            writeln!(places, "- {{id: {key}, gazetteer: {key}}}").unwrap();
            for (year, value) in [(2024, at * 7 % 1_999), (2025, 2_000 + at * 13 % 1_999)] {
                writeln!(metric, "  - {{locality: {key}, date: {year}, value: {value}, of: 9000}}").unwrap();
            }
            writeln!(targets, "  - {{locality: {key}, due: 2026-12-31, value: 5000}}").unwrap();
        }
        fs::write(content.join("localities.yaml"), places).unwrap();
        fs::write(content.join("statistics/cap-can-cuoc.yaml"), metric + &targets).unwrap();
        build(root.path(), DAY, Drafts::LeftOut).unwrap()
    })
}

fn gzipped(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap().len()
}

/// A page without its maps.
fn without_maps(html: &str) -> String {
    let mut parts = html.split("<div class=\"bt-map__sheet\"");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |page, rest| page + rest.split_once("</div>").expect("a map ends").1)
}

#[test]
fn no_page_outgrows_its_first_view() {
    let styles: usize =
        site().files.iter().filter(|(name, _)| name.ends_with(".css")).map(|(_, css)| gzipped(css)).sum();
    let mut heavy: Vec<(usize, &str)> = site()
        .pages()
        .map(|(address, html)| (gzipped(without_maps(html).as_bytes()) + styles, address))
        .filter(|(weight, _)| *weight > BUDGET)
        .collect();
    heavy.sort_unstable();
    assert!(heavy.is_empty(), "{} pages: {:?}", heavy.len(), heavy.iter().rev().take(12).collect::<Vec<_>>());
}

/// The places that the pages below a folder list.
fn listed(folder: &str) -> BTreeSet<String> {
    let pages = site().pages().filter(|(address, _)| address.starts_with(folder));
    let names = pages.flat_map(|(_, html)| html.split("class=\"bt-register__name\" href=\"").skip(1));
    let links = names.filter_map(|rest| rest.split_once('"').map(|(link, _)| link.trim_start_matches("../")));
    links.map(str::to_owned).collect()
}

#[test]
fn every_place_stands_under_its_letter_and_in_its_province() {
    let communes: BTreeSet<String> = communes().iter().map(|key| format!("{key}.html")).collect();
    for folder in ["dia-phuong/a-z/", "dia-phuong/tinh/"] {
        let listed = listed(folder);
        let missing: Vec<&String> = communes.difference(&listed).take(5).collect();
        assert!(missing.is_empty(), "{folder}: {missing:?}");
    }
}

#[test]
fn the_page_of_places_leads_to_every_list() {
    let index = site().page("dia-phuong/index.html");
    let lists = site().files.keys().filter_map(|address| address.strip_prefix("dia-phuong/"));
    let lists: Vec<&str> =
        lists.filter(|list| list.ends_with(".html") && list.matches('/').count() == 1).collect();
    assert!(lists.len() > 30, "{lists:?}");
    for list in lists {
        assert!(index.contains(&format!("href=\"{list}\"")), "{list}");
    }
    assert!(!index.contains("bt-register__name"), "no place stands there itself");
    let long = site().page("dia-phuong/a-z/t.html");
    assert!(long.contains("href=\"t/trang-2.html\" rel=\"next\""), "the letter goes on");
    assert!(long.contains("href=\"t.html\" aria-current=\"page\""), "the letter is marked among the others");
}

#[test]
fn a_metric_of_thousands_of_places_shows_the_first_and_says_so() {
    let metric = site().page("chi-so/cap-can-cuoc.html");
    assert!(metric.contains("24 trên 2.000 nơi, từ cao xuống thấp."));
    assert!(metric.contains("href=\"#_download\""));
    assert!(metric.contains("href=\"cap-can-cuoc.csv\""), "the file has them all");
}
