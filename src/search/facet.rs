//! What results can be held to: sets of records by kind, category, year and place.

use std::collections::{BTreeMap, BTreeSet};

use super::document::Subject;
use super::harvest::Record;
use crate::model::{Datelike, Level, Site};

/// A set of records that a reader can choose.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Facet {
    /// By what.
    pub by: FacetKind,
    /// What tells it apart among those of one kind: a slug, a year, the word of a kind.
    pub key: String,
    /// Its name; empty for years and kinds.
    pub name: String,
    /// Its records, rising.
    pub ids: Vec<u32>,
}

/// What a facet chooses by. The discriminant is what the shards say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FacetKind {
    /// The kind of record; bulletins have none, since their ids say so.
    Kind,
    /// The category of a bulletin.
    Category,
    /// The year of what is no bulletin; a bulletin's id says its year.
    Year,
    /// A place, with all that lies in it.
    Place,
}

/// All sets of a site, in the order in which they stand in files.
pub fn facets<'a>(site: &Site, records: impl Iterator<Item = &'a Record>) -> Vec<Facet> {
    let mut found: BTreeMap<(FacetKind, String), (String, BTreeSet<u32>)> = BTreeMap::new();
    for Record { subject, id } in records {
        let mut add = |by: FacetKind, key: &str, name: &str| {
            let entry = found.entry((by, key.to_owned()));
            entry.or_insert_with(|| (name.to_owned(), BTreeSet::new())).1.insert(*id);
        };
        match subject {
            Subject::Bulletin(bulletin) => {
                if let Some(category) = site.bulletin(*bulletin).category {
                    let category = site.category(category);
                    add(FacetKind::Category, &category.slug, &category.name);
                }
            }
            other => {
                add(FacetKind::Kind, other.kind().word(), "");
                if let Some(day) = other.day(site) {
                    add(FacetKind::Year, &day.year().to_string(), "");
                }
            }
        }
        for locality in subject.localities(site) {
            for place in std::iter::once(locality).chain(site.ancestors(locality)) {
                let place = site.locality(place);
                if place.level != Level::Country && place.has_page {
                    add(FacetKind::Place, &place.slug, &place.name);
                }
            }
        }
    }
    let mut facets: Vec<Facet> = found
        .into_iter()
        .map(|((by, key), (name, ids))| Facet { by, key, name, ids: ids.into_iter().collect() })
        .collect();
    // Places come last, those with most records first: a browser may stop reading after some of them.
    facets.sort_by_cached_key(|facet| (facet.by, size_class(facet), facet.key.clone()));
    facets
}

/// Places of about as many records are of one class, so that one more bulletin seldom changes their order.
fn size_class(facet: &Facet) -> u32 {
    match facet.by {
        FacetKind::Place => 32 - (facet.ids.len() as u32).max(1).ilog2(),
        _ => 0,
    }
}
