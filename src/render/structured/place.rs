//! A place as an administrative area.

use serde_json::{Value, json};

use super::{add_known, page_link};
use crate::derive::address::Page;
use crate::derive::succession::former_names;
use crate::model::{Level, LocalityId};
use crate::render::desk::Desk;

/// A place with all its names: what lies around it, its code and its key in the gazetteer, and where it is.
pub fn administrative_area(desk: &Desk<'_>, id: LocalityId) -> Value {
    let site = desk.site;
    let locality = site.locality(id);
    let mut area = named_area(desk, id);
    let mut names: Vec<&str> = locality.aliases.iter().map(String::as_str).collect();
    names.extend(former_names(site, id));
    let identifier =
        |of: &str, value: &str| json!({ "@type": "PropertyValue", "propertyID": of, "value": value });
    let identifiers: Vec<Value> = [
        locality.code.as_deref().map(|code| identifier("code", code)),
        locality.key.map(|key| identifier("gazetteer", key)),
    ]
    .into_iter()
    .flatten()
    .collect();
    // Numbers in JSON are decimal; as text they keep the digits of their source.
    let geo = locality.location.map(|(latitude, longitude)| {
        json!({
            "@type": "GeoCoordinates",
            "latitude": latitude.to_string(),
            "longitude": longitude.to_string(),
        })
    });
    let known = [
        ("alternateName", (!names.is_empty()).then(|| json!(names))),
        ("identifier", (!identifiers.is_empty()).then(|| json!(identifiers))),
        ("containedInPlace", locality.parent.map(|parent| named_area(desk, parent))),
        ("geo", geo),
    ];
    add_known(&mut area, known);
    area
}

/// A place by its name and page.
pub fn named_area(desk: &Desk<'_>, id: LocalityId) -> Value {
    let locality = desk.site.locality(id);
    let kind = match locality.level {
        Level::Country => "Country",
        _ => "AdministrativeArea",
    };
    let mut area = json!({ "@type": kind, "name": locality.name });
    if locality.has_page {
        area["url"] = json!(page_link(desk, Page::Locality(id)));
    }
    area
}
