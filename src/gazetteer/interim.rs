//! Look-ups until the packed gazetteer has them.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::{Unit, units};
use crate::vietnamese::{fold, without_type_word};

/// The units with a name.
pub fn units_named(folded: &str) -> impl Iterator<Item = &'static Unit> {
    static NAMES: OnceLock<BTreeMap<String, Vec<&'static Unit>>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let mut names: BTreeMap<String, Vec<&'static Unit>> = BTreeMap::new();
        for unit in units() {
            names.entry(fold(without_type_word(unit.name))).or_default().push(unit);
        }
        names
    });
    names.get(folded).into_iter().flatten().copied()
}

/// The units directly below another.
pub fn children(key: &str) -> impl Iterator<Item = &'static Unit> {
    static CHILDREN: OnceLock<BTreeMap<&'static str, Vec<&'static Unit>>> = OnceLock::new();
    let children = CHILDREN.get_or_init(|| {
        let mut children: BTreeMap<&'static str, Vec<&'static Unit>> = BTreeMap::new();
        for unit in units() {
            if let Some(parent) = unit.parent {
                children.entry(parent).or_default().push(unit);
            }
        }
        children
    });
    children.get(key).into_iter().flatten().copied()
}
