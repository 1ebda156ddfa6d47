//! Units by their names. A name is no key: what it may mean are several units, of several times.

use std::sync::OnceLock;

use super::layout::{NUMBER, Section, hash};
use super::packed::{TABLES, read};
use super::unit::Unit;
use crate::vietnamese::slugify;

/// The units with a name, which is given without its type word, with or without marks; in the order of their keys.
///
/// Letters and digits decide: `Xá Nhè`, `xa nhe` and `xa-nhe` are the same name here, `Tân Thành` and `Tân Thạnh`
/// too. Other spellings of official lists count ([`variants`]).
pub fn units_named(bare_name: &str) -> impl Iterator<Item = Unit> + use<> {
    let slug = slugify(bare_name);
    let wanted = usize::from(hash(&slug));
    let names = TABLES.range(Section::NameHashes, NUMBER, move |row| read(row).cmp(&wanted));
    let names = names.filter(|name| TABLES.slug(*name) == Some(slug.as_str()));
    let mut units: Vec<usize> = names.flat_map(|name| TABLES.bearers(name)).collect();
    units.sort_unstable();
    units.dedup();
    units.into_iter().filter_map(Unit::at)
}

/// Other spellings of a unit's name in an official list, with the type word; beyond where the tone stands.
pub fn variants(key: &str) -> impl Iterator<Item = &'static str> + use<> {
    TABLES.unit_of(key).into_iter().flat_map(|unit| TABLES.variants(unit))
}

/// The slugs of all names without type words, with the names' numbers; made when first asked for.
pub(super) fn slugs() -> &'static [(Vec<char>, usize)] {
    static SLUGS: OnceLock<Vec<(Vec<char>, usize)>> = OnceLock::new();
    SLUGS.get_or_init(|| {
        (0..TABLES.names()).filter_map(|at| Some((TABLES.slug(at)?.chars().collect(), at))).collect()
    })
}

/// The units that bear a name, by its number.
pub(super) fn bearers(name: usize) -> impl Iterator<Item = Unit> {
    TABLES.bearers(name).filter_map(Unit::at)
}
