//! Tables of many rows: read whole, wrong only where they are wrong, and told in few words.

use std::collections::BTreeMap;

use bantin::diagnostic::emit::{Colour, human};
use bantin::diagnostic::{MessageLanguage, Severity};
use bantin::pipeline::Found;

use crate::support::site::check;

/// A fifth of what a table may well have, since tests run unoptimised.
const ROWS: usize = 20_000;
const PLACES: usize = 200;

const METRIC: &str = "name: Thẻ đã cấp\nunit: thẻ\ndirection: up\nobservations: cap.csv\n";

/// A site with a table; each row is made from the place's number and that of the month.
fn site(row: impl Fn(usize, usize) -> String) -> Found {
    let places =
        (0..PLACES).map(|at| format!("- {{id: xa-{at}, name: xã {at}, level: commune}}\n")).collect();
    let months = 0..ROWS / PLACES;
    let rows = (0..PLACES).flat_map(|place| months.clone().map(move |month| (place, month)));
    let table: String = rows.map(|(place, month)| row(place, month) + "\n").collect();
    let files = [
        ("content/localities.yaml", places),
        ("content/statistics/cap.yaml", METRIC.to_owned()),
        ("content/statistics/cap.csv", format!("locality,date,value,of\n{table}")),
    ];
    check(files.map(|(path, text)| (path.to_owned(), text)).into_iter().collect::<BTreeMap<_, _>>())
}

fn month(number: usize) -> String {
    format!("{}-{:02}", 2010 + number / 12, number % 12 + 1)
}

fn printed(found: &Found) -> String {
    let mut out = Vec::new();
    human(&found.diagnostics, &found.sources, MessageLanguage::Vietnamese, Colour::Never, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn a_long_table_is_read_and_one_wrong_cell_is_found_in_it() {
    let found = site(|place, number| {
        let value =
            if (place, number) == (150, 40) { "1.040,5".to_owned() } else { (1000 + number).to_string() };
        format!("xa-{place},{},\"{value}\",100000", month(number))
    });
    let all: Vec<_> = found.diagnostics.iter().collect();
    let [one] = all.as_slice() else { panic!("{}", printed(&found)) };
    let text = found.sources.text(one.span.file).unwrap();
    assert_eq!((one.rule, &text[one.span.range()]), ("invalid-number", "1.040,5"));
    assert!(printed(&found).contains("content/statistics/cap.csv:15042:"), "{}", printed(&found));
}

#[test]
fn the_same_mistake_in_every_row_is_summed_up() {
    let found = site(|place, number| format!("xa-{place},{},12x,100000", month(number)));
    assert_eq!(found.diagnostics.count(Severity::Error), ROWS);
    assert_eq!(found.diagnostics.iter().count(), ROWS / 2, "the others are counted");
    let printed = printed(&found);
    assert!(printed.lines().count() < 400, "{} lines", printed.lines().count());
    assert!(
        printed.contains(&format!("còn {} chỗ nữa trong content/statistics/cap.csv", ROWS - 20)),
        "{printed}"
    );
    assert!(printed.ends_with(&format!("{ROWS} lỗi\n")), "{printed}");
}

#[test]
fn an_unknown_place_in_every_row_is_found_in_time() {
    let found = site(|place, number| format!("xb-{place},{},{},100000", month(number), 1000 + number));
    assert!(found.diagnostics.iter().all(|one| one.rule == "broken-reference"));
    assert_eq!(found.diagnostics.count(Severity::Error), ROWS);
}
