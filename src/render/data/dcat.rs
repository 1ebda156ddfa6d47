//! The catalogue of all sets of data, for portals that gather them: DCAT (W3C, version 3) as JSON-LD, with the
//! words of its European profile (DCAT-AP), which other portals read too.
//!
//! Holds its own context, so that no program has to fetch one.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::csvw::both;
use super::licence::licence_uri;
use super::table::{Scope, table};
use super::to_bytes;
use crate::derive::address::{DataFile, DataTable, Page, TableForm, data_tables};
use crate::model::{Level, LocalityId, MetricId, Period, Site};
use crate::output::Address;

/// A metric of more places than this is said to be about the provinces that they lie in.
const NAMED_PLACES: usize = 50;

/// Writes the catalogue.
pub fn catalogue(scope: &Scope<'_>) -> Vec<u8> {
    let site = scope.site;
    let config = &site.config;
    let figures = site.all_metrics().filter(|(_, metric)| !metric.observations.is_empty());
    let metrics = figures.map(|(id, _)| metric_set(scope, id));
    let tables = data_tables(site).into_iter().map(|one| table_set(scope, one));
    let mut catalogue = json!({
        "@context": context(),
        "@id": own(scope, "catalog"),
        "@type": "dcat:Catalog",
        "dct:title": in_language(site, &config.title),
        "dct:description": in_language(site, config.description.as_deref().unwrap_or(&config.title)),
        "dct:language": language(site),
        "dct:publisher": publisher(scope),
        "foaf:homepage": { "@id": scope.page(Page::Data), "@type": "foaf:Document" },
    });
    if let Some(day) = crate::render::frame::last_change(site) {
        catalogue["dct:modified"] = date(Period::Day(day));
    }
    add_licence(site, &mut catalogue);
    catalogue["dcat:dataset"] = tables.chain(metrics).collect();
    to_bytes(&catalogue)
}

fn context() -> Value {
    json!({
        "dcat": "http://www.w3.org/ns/dcat#",
        "dct": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "geo": "http://www.opengis.net/ont/geosparql#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "vcard": "http://www.w3.org/2006/vcard/ns#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    })
}

/// The name of a thing that the catalogue alone describes.
fn own(scope: &Scope<'_>, fragment: &str) -> String {
    format!("{}#{fragment}", scope.link(&DataFile::Catalogue.address(scope.site)))
}

fn publisher(scope: &Scope<'_>) -> Value {
    let publisher = &scope.site.config.publisher;
    json!({
        "@id": own(scope, "publisher"),
        "@type": "foaf:Agent",
        "foaf:name": in_language(scope.site, &publisher.name),
    })
}

fn table_set(scope: &Scope<'_>, one: DataTable) -> Value {
    let known = table(one);
    let page = Page::DataTable(one);
    let schema = DataFile::Schema.address(scope.site);
    let mut set = set(scope, page, one.name());
    set["dct:title"] = both(known.title());
    set["dct:description"] = both(known.about());
    set["dcat:distribution"] = json!([
        table_file(scope, page, DataFile::Table(one, TableForm::Csv), &schema),
        excel_file(scope, page, DataFile::Table(one, TableForm::Excel)),
    ]);
    set
}

fn metric_set(scope: &Scope<'_>, id: MetricId) -> Value {
    let site = scope.site;
    let metric = site.metric(id);
    let page = Page::Metric(id);
    let schema = DataFile::MetricSchema(id).address(site);
    let mut set = set(scope, page, &metric.slug);
    let name = &metric.name.value;
    set["dct:title"] = in_language(site, name);
    set["dct:description"] = in_language(site, metric.description.as_ref().unwrap_or(name));
    if let Some(programme) = metric.programme {
        set["dcat:keyword"] = in_language(site, &site.programme(programme).name);
    }
    if let Some(temporal) = temporal(site, id) {
        set["dct:temporal"] = temporal;
    }
    let places = covered_places(site, id, NAMED_PLACES);
    set["dct:spatial"] = places.into_iter().map(|place| location(scope, place)).collect();
    set["dcat:distribution"] = json!([
        table_file(scope, page, DataFile::Metric(id, TableForm::Csv), &schema),
        excel_file(scope, page, DataFile::Metric(id, TableForm::Excel)),
        file(scope, page, DataFile::MetricJson(id), "application/json", "JSON"),
    ]);
    set
}

/// What all sets have.
fn set(scope: &Scope<'_>, page: Page, identifier: &str) -> Value {
    let mut set = json!({
        "@id": format!("{}#data", scope.page(page)),
        "@type": "dcat:Dataset",
        "dct:identifier": identifier,
        "dct:publisher": { "@id": own(scope, "publisher") },
        "dct:language": language(scope.site),
        "dcat:landingPage": { "@id": scope.page(page), "@type": "foaf:Document" },
    });
    if let Some(email) = &scope.site.config.publisher.contact.email {
        set["dcat:contactPoint"] = json!({
            "@type": "vcard:Organization",
            "vcard:fn": scope.site.config.publisher.name,
            "vcard:hasEmail": { "@id": format!("mailto:{}", email.replace([' ', '<', '>', '"'], "")) },
        });
    }
    add_licence(scope.site, &mut set);
    set
}

fn table_file(scope: &Scope<'_>, page: Page, data: DataFile, schema: &Address) -> Value {
    let mut file = file(scope, page, data, "text/csv", "CSV");
    file["dct:conformsTo"] = json!({ "@id": scope.link(schema), "@type": "dct:Standard" });
    file
}

fn excel_file(scope: &Scope<'_>, page: Page, data: DataFile) -> Value {
    let mut file = file(scope, page, data, "text/csv", "CSV");
    file["dct:description"] = json!([
        { "@value": "Mở thẳng bằng Excel", "@language": "vi" },
        { "@value": "Opens in Excel as it is", "@language": "en" },
    ]);
    file
}

fn file(scope: &Scope<'_>, page: Page, data: DataFile, media_type: &str, format: &str) -> Value {
    let address = data.address(scope.site);
    let link = scope.link(&address);
    let name = address.as_str().rsplit('/').next().unwrap_or_default();
    let mut file = json!({
        "@id": format!("{link}#distribution"),
        "@type": "dcat:Distribution",
        "dct:title": name,
        "dcat:accessURL": { "@id": scope.page(page) },
        "dcat:downloadURL": { "@id": link },
        "dcat:mediaType": {
            "@id": format!("https://www.iana.org/assignments/media-types/{media_type}"),
            "@type": "dct:MediaType",
        },
        "dct:format": {
            "@id": format!("http://publications.europa.eu/resource/authority/file-type/{format}"),
            "@type": "dct:MediaTypeOrExtent",
        },
    });
    add_licence(scope.site, &mut file);
    file
}

/// The licence by its address, or the terms in words.
fn add_licence(site: &Site, of: &mut Value) {
    let Some(written) = &site.config.licence else { return };
    match licence_uri(written) {
        Some(uri) => of["dct:license"] = json!({ "@id": uri, "@type": "dct:LicenseDocument" }),
        None => {
            let words = in_language(site, written);
            of["dct:rights"] = json!({ "@type": "dct:RightsStatement", "rdfs:label": words });
        }
    }
}

/// From the first day to the last that the sources themselves give.
fn temporal(site: &Site, id: MetricId) -> Option<Value> {
    let given = site.metric(id).observations.iter().filter(|one| one.date.inferred.is_none());
    let periods: Vec<Period> = given.map(|one| one.date.period()).collect();
    let first = periods.iter().map(|period| period.first_day()).min()?;
    let last = periods.iter().map(|period| period.last_day()).max()?;
    Some(json!({
        "@type": "dct:PeriodOfTime",
        "dcat:startDate": date(Period::Day(first)),
        "dcat:endDate": date(Period::Day(last)),
    }))
}

/// The places that a metric has figures of; where they are more than `at_most`, the provinces that they lie in.
pub fn covered_places(site: &Site, id: MetricId, at_most: usize) -> BTreeSet<LocalityId> {
    let named: BTreeSet<LocalityId> =
        site.metric(id).observations.iter().filter_map(|one| one.locality).collect();
    if named.len() <= at_most {
        return named;
    }
    let province = |place: LocalityId| {
        let mut above = std::iter::once(place).chain(site.ancestors(place));
        above.find(|place| site.locality(*place).level <= Level::Province).unwrap_or(place)
    };
    named.into_iter().map(province).collect()
}

fn location(scope: &Scope<'_>, id: LocalityId) -> Value {
    let site = scope.site;
    let place = site.locality(id);
    let identity = match place.has_page {
        true => format!("{}#place", scope.page(Page::Locality(id))),
        false => own(scope, &format!("place-{}", place.slug)),
    };
    let mut location = json!({
        "@id": identity,
        "@type": "dct:Location",
        "skos:prefLabel": in_language(site, &place.name),
    });
    if let Some(key) = place.key.or(place.code.as_deref()) {
        location["dct:identifier"] = json!(key);
    }
    if let Some((latitude, longitude)) = place.location {
        let point = format!("POINT({longitude} {latitude})");
        location["dcat:centroid"] = json!({ "@value": point, "@type": "geo:wktLiteral" });
    }
    location
}

fn date(period: Period) -> Value {
    json!({ "@value": period.iso(), "@type": "xsd:date" })
}

fn in_language(site: &Site, text: &str) -> Value {
    json!({ "@value": text, "@language": site.config.language.tag() })
}

/// The language as the European authority table names it, where it has a name for it that we know.
fn language(site: &Site) -> Value {
    let authority = "http://publications.europa.eu/resource/authority/language/";
    match site.config.language.tag() {
        "vi" => json!({ "@id": format!("{authority}VIE"), "@type": "dct:LinguisticSystem" }),
        "en" => json!({ "@id": format!("{authority}ENG"), "@type": "dct:LinguisticSystem" }),
        tag => json!({ "@type": "dct:LinguisticSystem", "rdfs:label": tag }),
    }
}
