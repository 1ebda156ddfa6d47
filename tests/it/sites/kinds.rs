//! The sample shows every kind of page that the theme has.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::support::built::{Built, Whole};
use crate::support::html::tags;

/// Every kind of page in DESIGN, sections 2 and 3, redirects aside: the sample is new and has no old addresses.
const KINDS: [&str; 17] = [
    "home",
    "bulletins",
    "bulletin",
    "localities",
    "locality",
    "events",
    "month",
    "event",
    "metrics",
    "metric",
    "documents",
    "document",
    "data",
    "data-table",
    "page",
    "search",
    "not-found",
];

fn kinds(built: &Built) -> BTreeSet<&str> {
    built
        .pages()
        .map(|(address, html)| {
            let html = html.find("data-page=\"").map(|at| &html[at + "data-page=\"".len()..]);
            let kind = html.and_then(|rest| rest.split_once('"')).map(|(kind, _)| kind);
            kind.unwrap_or_else(|| panic!("{address} does not say what kind of page it is"))
        })
        .collect()
}

#[test]
fn the_sample_has_every_kind_of_page() {
    assert_eq!(kinds(Whole::Sample.built()), KINDS.into_iter().collect());
}

#[test]
fn the_odd_site_has_redirects_as_well() {
    let all: BTreeSet<&str> = KINDS.into_iter().chain(["redirect"]).collect();
    assert_eq!(kinds(Whole::Odd.built()), all);
}

#[test]
fn every_template_of_a_page_is_a_kind() {
    let templates = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/templates");
    let names: BTreeSet<String> = fs::read_dir(templates)
        .unwrap()
        .filter_map(|entry| Some(entry.unwrap().file_name().to_str()?.strip_suffix(".html")?.to_owned()))
        .filter(|name| name != "base")
        .collect();
    let known: BTreeSet<String> = KINDS.into_iter().chain(["redirect"]).map(str::to_owned).collect();
    assert_eq!(names, known);
}

#[test]
fn translations_are_pages_of_their_own_language() {
    for (site, address, language) in [
        (Whole::Sample, "ban-tin/2022/ra-quan-xa-nhe.en.html", "en"),
        (Whole::Sample, "ban-tin/2022/ra-quan-xa-nhe.html", "vi"),
        (Whole::Odd, "gioi-thieu.en.html", "en"),
        (Whole::English, "bulletins/2025/cards.vi.html", "vi"),
        (Whole::English, "index.html", "en"),
    ] {
        let page = tags(site.built().page(address));
        assert_eq!(page[0].attribute("lang"), Some(language), "{site:?}: {address}");
    }
}
