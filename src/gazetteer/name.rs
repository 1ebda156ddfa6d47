//! Units by their names. A name is no key: what it may mean are several units, of several times.

use super::layout::{END, Section};
use super::packed::TABLES;
use super::unit::Unit;
use crate::vietnamese::slugify;

/// The units with a name, which is given without its type word, with or without marks; in the order of their keys.
///
/// Letters and digits decide: `Xá Nhè`, `xa nhe` and `xa-nhe` are the same name here, `Tân Thành` and `Tân Thạnh`
/// too. Other spellings of official lists count ([`variants`]).
pub fn units_named(bare_name: &str) -> impl Iterator<Item = Unit> + use<> {
    let slug = slugify(bare_name);
    let names = TABLES
        .range(Section::Names, END, |_, at| TABLES.name(at).map(slugify).unwrap_or_default().cmp(&slug));
    let mut units: Vec<usize> = names.flat_map(|name| TABLES.bearers(name)).collect();
    units.sort_unstable();
    units.dedup();
    units.into_iter().filter_map(Unit::at)
}

/// Other spellings of a unit's name in an official list, with the type word; beyond where the tone stands.
pub fn variants(key: &str) -> impl Iterator<Item = &'static str> {
    let lines = std::str::from_utf8(TABLES.section(Section::Variants)).unwrap_or_default().lines();
    lines.filter_map(|line| line.split_once(',')).filter(move |(of, _)| *of == key).map(|(_, name)| name)
}

/// All names without type words, each once; in the order of their slugs.
pub(super) fn bare_names() -> impl Iterator<Item = (usize, &'static str)> {
    (0..TABLES.names()).filter_map(|at| Some((at, TABLES.name(at)?)))
}

/// The units that bear a name, by its number.
pub(super) fn bearers(name: usize) -> impl Iterator<Item = Unit> {
    TABLES.bearers(name).filter_map(Unit::at)
}
