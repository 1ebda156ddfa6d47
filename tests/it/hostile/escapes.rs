//! What programs read, read back: JSON, linked data, CSV and the search index, each escaped by its own grammar.

use serde_json::Value;

use super::published;
use crate::support::built::Built;
use crate::support::html::{inside, tags};

/// Words that end a string, a cell, an element or a line, each in the grammar of another file.
const HOSTILE: [&str; 12] = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "a\"b'c\\d",
    "a,b;c|d\te",
    "a\r\nb",
    "]]>&amp;&lt;",
    "a\u{2028}b\u{2029}c",
    "=cmd|'/C calc'!A0",
    "+1-1@SUM(A1)",
    "@SUM(1+1)",
    "-2+3+cmd",
    "'=1",
];

fn built(words: &str) -> Built {
    let quoted = serde_json::to_string(words).unwrap();
    let config = format!(
        "title: {quoted}\nbase_url: https://tin.example.gov.vn/\npublisher: {{name: {quoted}, address: {quoted}}}\nlicence: CC-BY-4.0\n"
    );
    let places = format!("- {{id: huyen, name: {quoted}, level: district, aliases: [{quoted}]}}\n");
    let metric = format!(
        "name: {quoted}\ndescription: {quoted}\nunit: {quoted}\nkind: amount\nsource: {quoted}\nobservations:\n  - {{locality: huyen, date: 2023, value: -5, note: {quoted}}}\n"
    );
    let documents = format!("- {{id: van-ban, kind: {quoted}, issuer: {quoted}, title: {quoted}}}\n");
    let events = format!(
        "- {{id: hop, name: {quoted}, date: 2024-05-01, place: {quoted}, participants: [{quoted}, b]}}\n"
    );
    let bulletin = format!(
        "---\ntitle: {quoted}\ndate: 2024-05-01\nlead: {quoted}\nauthors: [{quoted}]\nlocalities: [huyen]\ndocuments: [van-ban]\n---\nBài.\n"
    );
    published(&[
        ("content/site.yaml", &config),
        ("content/localities.yaml", &places),
        ("content/statistics/dem.yaml", &metric),
        ("content/documents.yaml", &documents),
        ("content/events.yaml", &events),
        ("content/bulletins/bai.md", &bulletin),
    ])
}

/// As every reader of texts takes them: line ends made one, YAML's own trimming done.
fn expected(words: &str) -> String {
    words.replace("\r\n", "\n").trim().to_owned()
}

fn ending<'a>(built: &'a Built, endings: &'a [&str]) -> impl Iterator<Item = (&'a str, &'a str)> {
    let wanted = move |address: &str| endings.iter().any(|ending| address.ends_with(ending));
    built
        .files
        .iter()
        .filter(move |(address, _)| wanted(address))
        .map(|(address, bytes)| (address.as_str(), std::str::from_utf8(bytes).unwrap()))
}

fn holds(value: &Value, words: &str) -> bool {
    match value {
        Value::String(text) => text == words,
        Value::Array(items) => items.iter().any(|item| holds(item, words)),
        Value::Object(members) => members.values().any(|member| holds(member, words)),
        _ => false,
    }
}

#[test]
fn json_gives_the_words_back() {
    for words in HOSTILE {
        let built = built(words);
        let mut read = 0;
        for (address, text) in ending(&built, &[".json", ".jsonld"]) {
            let value: Value =
                serde_json::from_str(text).unwrap_or_else(|error| panic!("{words:?}: {address}: {error}"));
            let describes_columns = address.ends_with("csv-metadata.json");
            assert!(
                describes_columns || holds(&value, &expected(words)),
                "{words:?}: {address} lost them: {text}"
            );
            read += 1;
        }
        assert!(read > 3, "{words:?}: only {read} files");
    }
}

#[test]
fn linked_data_in_pages_gives_the_words_back_and_never_ends_its_element() {
    for words in HOSTILE {
        let built = built(words);
        let mut read = 0;
        for (address, html) in built.pages().filter(|(_, html)| html.contains("application/ld+json")) {
            let data = inside(&html[html.find("<script type=\"application/ld+json\"").unwrap()..], "script");
            let data = &data[..data.find("</script").unwrap_or(data.len())];
            assert!(!data.contains(['<', '>', '&']), "{words:?}: {address}: {data}");
            let value: Value =
                serde_json::from_str(data).unwrap_or_else(|error| panic!("{words:?}: {address}: {error}"));
            read += usize::from(holds(&value, &expected(words)));
        }
        assert!(read > 4, "{words:?}: only on {read} pages");
    }
}

#[test]
fn csv_gives_the_words_back_and_no_cell_runs() {
    for words in HOSTILE {
        let built = built(words);
        let mut found = 0;
        for (address, text) in ending(&built, &[".csv"]) {
            let excel = address.ends_with(".excel.csv");
            let text = text.trim_start_matches('\u{feff}');
            let delimiter = if excel { b';' } else { b',' };
            let mut reader = csv::ReaderBuilder::new()
                .delimiter(delimiter)
                .has_headers(false)
                .from_reader(text.as_bytes());
            let mut width = None;
            for record in reader.records() {
                let record = record.unwrap_or_else(|error| panic!("{words:?}: {address}: {error}"));
                assert_eq!(*width.get_or_insert(record.len()), record.len(), "{words:?}: {address}");
                for cell in &record {
                    let runs = cell.starts_with(['=', '+', '@', '\t', '\r', '\n', '＝'])
                        || (cell.starts_with('-') && cell.parse::<f64>().is_err());
                    assert!(!runs, "{words:?}: {address}: {cell:?} would run");
                    let plain = cell.strip_prefix('\'').unwrap_or(cell);
                    found += usize::from(plain == expected(words));
                }
            }
            assert!(
                !address.ends_with("observations.csv") || text.contains(",-5,"),
                "{address}: −5 is a number: {text}"
            );
        }
        assert!(found > 5, "{words:?}: in {found} cells");
    }
}

#[test]
fn the_search_index_is_scripts_of_one_call_with_data() {
    for words in HOSTILE {
        let built = built(words);
        let mut read = 0;
        for (address, text) in
            ending(&built, &[".js"]).filter(|(address, _)| address.starts_with("assets/search/"))
        {
            let arguments = text
                .trim_end()
                .strip_prefix("bantinSearch(")
                .and_then(|rest| rest.strip_suffix(");").or(rest.strip_suffix(')')));
            let arguments = arguments.unwrap_or_else(|| panic!("{words:?}: {address}: {text}"));
            let parsed: Result<Vec<Value>, _> = serde_json::from_str(&format!("[{arguments}]"));
            let parsed = parsed.unwrap_or_else(|error| panic!("{words:?}: {address}: {error}"));
            assert_eq!(parsed.len(), 3, "{words:?}: {address}");
            assert!(
                !text.contains(['\u{2028}', '\u{2029}']),
                "{words:?}: {address}: older scripts end a line there"
            );
            read += 1;
        }
        assert!(read > 2, "{words:?}: only {read} files");
    }
}

#[test]
fn values_in_pages_keep_their_attribute() {
    for words in HOSTILE {
        let built = built(words);
        let expected = expected(words);
        let page = built.page("ban-tin/2024/bai.html");
        let description = tags(page).into_iter().find(|tag| tag.attribute("name") == Some("description"));
        let content =
            description.and_then(|tag| tag.attribute("content").map(str::to_owned)).unwrap_or_default();
        assert_eq!(content, expected, "{words:?}");
    }
}
