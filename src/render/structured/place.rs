//! A place as an administrative area.

use serde::Serialize;

use super::page_link;
use crate::derive::address::Page;
use crate::derive::succession::former_names;
use crate::model::{Level, LocalityId};
use crate::render::desk::Desk;

/// A place with all its names: what lies around it, its code and its key in the gazetteer, and where it is.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Area<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    alternate_name: Option<Vec<&'a str>>,
    contained_in_place: Option<NamedArea<'a>>,
    geo: Option<Coordinates>,
    identifier: Option<Vec<Identifier<'a>>>,
    name: &'a str,
    url: Option<String>,
}

/// A place by its name and page.
#[derive(Serialize)]
pub struct NamedArea<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

#[derive(Serialize)]
struct Identifier<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "propertyID")]
    of: &'static str,
    value: &'a str,
}

/// Numbers in JSON are decimal; as text they keep the digits of their source.
#[derive(Serialize)]
struct Coordinates {
    #[serde(rename = "@type")]
    kind: &'static str,
    latitude: String,
    longitude: String,
}

/// Describes a place.
pub fn administrative_area<'a>(desk: &Desk<'a>, id: LocalityId) -> Area<'a> {
    let site = desk.site;
    let locality = site.locality(id);
    let NamedArea { kind, name, url } = named_area(desk, id);
    let mut names: Vec<&str> = locality.aliases.iter().map(String::as_str).collect();
    names.extend(former_names(site, id));
    let identifier = |of, value| Identifier { kind: "PropertyValue", of, value };
    let identifiers = [
        locality.code.as_deref().map(|code| identifier("code", code)),
        locality.key.map(|key| identifier("gazetteer", key)),
    ];
    let identifiers: Vec<_> = identifiers.into_iter().flatten().collect();
    Area {
        kind,
        alternate_name: (!names.is_empty()).then_some(names),
        contained_in_place: locality.parent.map(|parent| named_area(desk, parent)),
        geo: locality.location.map(|(latitude, longitude)| Coordinates {
            kind: "GeoCoordinates",
            latitude: latitude.to_string(),
            longitude: longitude.to_string(),
        }),
        identifier: (!identifiers.is_empty()).then_some(identifiers),
        name,
        url,
    }
}

/// A place by its name and page.
pub fn named_area<'a>(desk: &Desk<'a>, id: LocalityId) -> NamedArea<'a> {
    let locality = desk.site.locality(id);
    NamedArea {
        kind: match locality.level {
            Level::Country => "Country",
            _ => "AdministrativeArea",
        },
        name: &locality.name,
        url: locality.has_page.then(|| page_link(desk, Page::Locality(id))),
    }
}
