//! What the name of a place in a text may stand for: a place of the site, a unit of the gazetteer.
//!
//! Knows names, not texts. A name that nothing here knows may still be right: the gazetteer holds no villages,
//! and of the time before 2025 only what stood at its end.

mod former;
mod surroundings;

use std::collections::BTreeMap;

pub(super) use former::{Former, Heirs};
pub(super) use surroundings::Surroundings;

use crate::gazetteer::{UnitKind, units_spelt};
use crate::model::{Level, LocalityId, Site};
use crate::vietnamese::{fold, spelling_key, without_type_word};

/// The names of the site's places, and the neighbourhood of each; made once for a check.
pub(super) struct Places<'a> {
    /// The site.
    pub(super) site: &'a Site,
    /// Names without the word for their kind, by their letters without marks.
    names: BTreeMap<String, Vec<Named>>,
    children: BTreeMap<LocalityId, Vec<LocalityId>>,
    by_key: BTreeMap<&'static str, LocalityId>,
}

/// A right name of a place of the site.
struct Named {
    name: String,
    /// How it is spelt, in either style of placing tones.
    spelling: String,
    of: LocalityId,
}

impl<'a> Places<'a> {
    /// Takes the names of all places, those that the gazetteer added included.
    pub(super) fn of(site: &'a Site) -> Self {
        let mut names: BTreeMap<String, Vec<Named>> = BTreeMap::new();
        let mut by_key = BTreeMap::new();
        for (of, locality) in site.all_localities() {
            let bare = without_type_word(&locality.name);
            let folded = fold(bare);
            // What differs from the name in marks alone is there for those who search without them, and is as
            // wrong in a text as it would be without the alias.
            let aliases = locality.aliases.iter().map(|alias| without_type_word(alias));
            let others = aliases.map(|alias| (fold(alias), alias)).filter(|(key, _)| *key != folded);
            for (key, name) in others.collect::<Vec<_>>().into_iter().chain([(folded.clone(), bare)]) {
                names.entry(key).or_default().push(Named {
                    name: name.to_owned(),
                    spelling: spelling_key(name),
                    of,
                });
            }
            if let Some(key) = locality.key {
                by_key.insert(key, of);
            }
        }
        Self { site, names, children: site.children(), by_key }
    }

    /// Whether a unit or a place of the site, wherever it lies, is written so; without the word for its kind,
    /// in either style of placing tones.
    pub(super) fn is_known(&self, name: &str) -> bool {
        if !units_spelt(name).is_empty() {
            return true;
        }
        let key = spelling_key(name);
        self.named(name).iter().any(|own| own.spelling == key)
    }

    fn named(&self, name: &str) -> &[Named] {
        self.names.get(&fold(name)).map(Vec::as_slice).unwrap_or_default()
    }

    /// The site's places whose name has these letters, whatever the marks; with the name as it should be.
    pub(super) fn with_letters_of(&self, name: &str) -> impl Iterator<Item = (LocalityId, &str)> {
        self.named(name).iter().map(|named| (named.of, named.name.as_str()))
    }

    /// The place of the site that is a unit of the gazetteer.
    pub(super) fn of_key(&self, key: &str) -> Option<LocalityId> {
        self.by_key.get(key).copied()
    }
}

/// Whether units of a kind stand at a level.
pub(super) fn stands_at(kind: UnitKind, level: Level) -> bool {
    match kind {
        UnitKind::Tinh => level == Level::Province,
        UnitKind::ThanhPho => matches!(level, Level::Province | Level::District),
        UnitKind::Quan | UnitKind::Huyen | UnitKind::ThiXa => level == Level::District,
        UnitKind::Phuong | UnitKind::Xa | UnitKind::ThiTran | UnitKind::DacKhu => level == Level::Commune,
    }
}
