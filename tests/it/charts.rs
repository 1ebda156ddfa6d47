//! The charts of a site made for them, as pages show them: read once, and kept in `tests/charts/`.
//!
//! With `UPDATE_CHARTS=1` in the environment the expectations are written anew, to be looked at in a browser before
//! they are kept.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use bantin::pipeline::Drafts;

use crate::support::built::{Built, DAY, Whole, build, copy};

/// Pages whose charts are kept: each form, bounds, goals, a unit that was reorganised, both languages.
const PAGES: [&str; 10] = [
    "ban-tin/2025/bieu-do.html",
    "ban-tin/2025/bieu-do.en.html",
    "chi-so/cap-the.html",
    "chi-so/ho-so.html",
    "chi-so/kich-hoat.html",
    "chi-so/nhiem-vu.html",
    "chi-so/tang-giam.html",
    "chi-so/truc-tuyen.html",
    "dia-phuong/lam-son.html",
    "index.html",
];

fn site() -> Built {
    let root = tempfile::tempdir().unwrap();
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/charts/content");
    copy(&content, &root.path().join("content"));
    build(root.path(), DAY, Drafts::LeftOut).unwrap()
}

/// Everything between these two in a page, the two included.
fn between<'h>(html: &'h str, open: &str, close: &str) -> Vec<&'h str> {
    let from = html.match_indices(open).map(|(at, _)| &html[at..]);
    from.map(|rest| &rest[..rest.find(close).unwrap() + close.len()]).collect()
}

/// The charts of a page: its figures, and the small courses beside numbers.
fn charts(page: &str) -> String {
    let mut found = String::new();
    let figures = between(page, "<figure class=\"bt-chart\"", "</figure>");
    for chart in figures.iter().chain(&between(page, "<div class=\"bt-chart bt-chart--spark\"", "</div>")) {
        writeln!(found, "{chart}").unwrap();
    }
    // One element a line can be compared.
    found.replace("><", ">\n<")
}

#[test]
fn charts_are_as_they_were_looked_at_and_kept() {
    let update = std::env::var_os("UPDATE_CHARTS").is_some();
    let site = site();
    let mut wrong = String::new();
    for page in PAGES {
        let found = charts(site.page(page));
        assert!(!found.is_empty(), "{page} has no chart");
        let name = format!("{}.html", page.trim_end_matches(".html").replace('/', "-"));
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/charts").join(name);
        if update {
            fs::write(&path, &found).unwrap();
        } else if fs::read_to_string(&path).unwrap_or_default() != found {
            write!(wrong, "=== {page}\n{found}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn twenty_bars_weigh_less_than_eight_kilobytes() {
    let site = site();
    let drawings = between(site.page("chi-so/cap-the.html"), "<svg class=\"bt-chart__drawing\"", "</svg>");
    let bars = drawings.iter().find(|svg| svg.matches("class=\"bt-chart__value\"").count() == 20);
    let weight = bars.expect("twenty of twenty-five places").len();
    assert!(weight < 8_000, "{weight} bytes");
}

#[test]
fn what_compares_nothing_is_not_drawn() {
    let page = site();
    assert!(!page.page("chi-so/mot-so.html").contains("bt-chart"));
    let text = page.page("ban-tin/2025/bieu-do.html");
    let (_, one_figure) = text.split_once("Chỉ có một số").expect("the caption");
    assert!(one_figure.contains("<td class=\"bt-table__number\">7</td>"), "its table stands");
}

#[test]
fn every_drawing_is_named_once_and_has_its_table() {
    let charts = site();
    for built in [&charts, Whole::Sample.built(), Whole::Odd.built(), Whole::English.built()] {
        for (address, html) in built.pages() {
            let mut ids: Vec<&str> =
                html.split("aria-labelledby=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
            ids.retain(|ids| ids.ends_with("-d"));
            for id in ids.iter().flat_map(|ids| ids.split(' ')) {
                assert_eq!(html.matches(&format!(" id=\"{id}\"")).count(), 1, "{address}: {id}");
            }
            for figure in between(html, "<figure class=\"bt-chart\"", "</figure>") {
                let before = &html[..figure.as_ptr() as usize - html.as_ptr() as usize];
                assert!(figure.contains("<table") || before.contains("<table"), "{address}: {figure}");
            }
        }
    }
}

#[test]
fn a_text_may_ask_for_maps_and_gets_bars_where_no_place_is_known_to_lie_anywhere() {
    let charts = site();
    let page = charts.page("ban-tin/2025/ban-do.html");
    let figures = between(page, "<figure class=\"bt-chart\"", "</figure>");
    let [province, country, nowhere] = figures.as_slice() else { panic!("{} charts", figures.len()) };
    for (map, said) in
        [(province, "Phường Điện Biên Phủ · Điện Biên: 4.120"), (country, "Thành phố Hồ Chí Minh: 168")]
    {
        assert_eq!(map.matches("class=\"bt-map__sheet\"").count(), 1);
        assert!(map.contains(said), "{said}");
        assert!(map.contains("Chấm càng to") && map.contains("Nguồn vị trí") && map.contains("<table"));
    }
    assert_eq!(province.matches("bt-map__mark--figure").count(), 8, "one place has no position");
    assert!(province.contains("1 nơi không có trên bản đồ"), "and that is said");
    assert!(country.contains("Hoàng Sa") && country.contains("Trường Sa"));
    assert!(nowhere.contains("class=\"bt-chart__drawing\"") && !nowhere.contains("bt-map"));
    let mut ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "an id stands twice");
}
