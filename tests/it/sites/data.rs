//! Open data says what the pages say: nothing that they hide, and every figure that they show.
//!
//! Whether the files keep the standards that they claim, the validators in `tests/data/` see.

use bantin::pipeline::Drafts;

use crate::support::built::{Built, Whole};

/// The files of open data, as texts.
fn data_files(built: &Built) -> impl Iterator<Item = (&str, &str)> {
    let is_data = |address: &str| [".csv", ".json", ".jsonld"].iter().any(|ending| address.ends_with(ending));
    let files = built.files.iter().filter(move |(address, _)| is_data(address));
    files.map(|(address, bytes)| (address.as_str(), std::str::from_utf8(bytes).expect("UTF-8")))
}

fn data_file(built: &Built, address: &str) -> String {
    let bytes = built.files.get(address).unwrap_or_else(|| panic!("{address} is not there"));
    String::from_utf8(bytes.clone()).expect("UTF-8")
}

/// The records of a table without the head; none of those looked at here holds a line break.
fn rows(built: &Built, address: &str) -> Vec<String> {
    data_file(built, address).split("\r\n").skip(1).filter(|row| !row.is_empty()).map(str::to_owned).collect()
}

#[test]
fn the_tables_of_all_metrics_together_are_the_table_of_the_site() {
    let built = Whole::Sample.built();
    let of_metrics: Vec<String> = built
        .files
        .keys()
        .filter(|address| address.starts_with("chi-so/") && address.ends_with(".csv"))
        .filter(|address| !address.ends_with(".excel.csv"))
        .flat_map(|address| rows(built, address))
        .collect();
    assert!(of_metrics.len() > 20, "{of_metrics:?}");
    assert_eq!(of_metrics, rows(built, "du-lieu/observations.csv"));
}

#[test]
fn withdrawn_and_expired_bulletins_are_named_in_no_data() {
    let built = Whole::Odd.built();
    assert!(rows(built, "so/muc-do.csv").iter().any(|row| row.contains("0.75")), "its figure stays");
    for (address, text) in data_files(built) {
        for gone in ["da-rut", "het-han"] {
            assert!(!text.contains(gone), "{address} names {gone}");
        }
    }
}

#[test]
fn no_data_tell_when_they_were_made() {
    let later = Whole::Sample.build("2026-01-02T03:04:05+07:00", Drafts::LeftOut);
    assert!(data_files(Whole::Sample.built()).eq(data_files(&later)));
}

#[test]
fn a_page_of_figures_leads_to_its_files_and_to_what_describes_them() {
    let page = Whole::Sample.built().page("chi-so/cap-can-cuoc.html");
    for link in [
        r#"<link rel="alternate" type="text/csv" href="cap-can-cuoc.csv">"#,
        r#"<link rel="alternate" type="application/json" href="cap-can-cuoc.json">"#,
        r#"<link rel="describedby" type="application/csvm+json" href="cap-can-cuoc.csv-metadata.json">"#,
        r#"<a href="cap-can-cuoc.excel.csv">"#,
    ] {
        assert!(page.contains(link), "{link} is not in the page");
    }
}

#[test]
fn a_metric_without_figures_offers_none() {
    let built = Whole::Odd.built();
    assert!(built.files.contains_key("so/chua-co-so-lieu.html"));
    assert!(
        !built
            .files
            .keys()
            .any(|address| address.starts_with("so/chua-co-so-lieu.") && !address.ends_with(".html"))
    );
    assert!(!built.page("so/chua-co-so-lieu.html").contains(".csv"));
}

#[test]
fn a_place_is_known_to_programs_by_all_its_names() {
    let base = "https://tin.example.gov.vn/de-an-06/dia-phuong";
    let place = linked_data("dia-phuong/xa-nhe.html", "AdministrativeArea");
    assert_eq!(place["name"], "xã Xá Nhè");
    let within = &place["containedInPlace"];
    assert_eq!(
        (&within["name"], &within["url"]),
        (&"huyện Tủa Chùa".into(), &format!("{base}/tua-chua.html").into())
    );
    let key =
        serde_json::json!({ "@type": "PropertyValue", "propertyID": "gazetteer", "value": "old-03244" });
    assert!(place["identifier"].as_array().unwrap().contains(&key), "{place}");
    let district = linked_data("dia-phuong/tua-chua.html", "AdministrativeArea");
    assert_eq!(district["alternateName"], serde_json::json!(["Tuả Chùa"]));
}

/// What a page of the sample says of a thing of some kind to programs.
fn linked_data(address: &str, kind: &str) -> serde_json::Value {
    let page = Whole::Sample.built().page(address);
    let data = page.split_once("<script type=\"application/ld+json\">").unwrap().1;
    let data: serde_json::Value = serde_json::from_str(data.split_once("</script>").unwrap().0).unwrap();
    let things = data["@graph"].as_array().cloned().unwrap_or_else(|| vec![data.clone()]);
    things.into_iter().find(|thing| thing["@type"] == kind).unwrap_or_else(|| panic!("no {kind} in {data}"))
}
