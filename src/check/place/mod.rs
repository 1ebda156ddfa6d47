//! What the name of a place in a text may stand for: a place of the site, a unit of the gazetteer.
//!
//! Knows names, not texts. A name that nothing here knows may still be right: the gazetteer holds no villages,
//! and of the time before 2025 only what stood at its end.

mod former;
mod surroundings;

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, PoisonError, RwLock};

pub(super) use former::{Former, Heirs};
pub(super) use surroundings::Surroundings;

use crate::gazetteer::{Unit, UnitKind, units_spelt};
use crate::model::{Level, LocalityId, Site};
use crate::vietnamese::{fold, spelling_key, without_type_word};

/// Names whose bearers are remembered; more than this stand in no texts but made-up ones.
const REMEMBERED: usize = 20_000;

/// The names of the site's places, and the neighbourhood of each; made once for a check.
pub(super) struct Places<'a> {
    /// The site.
    pub(super) site: &'a Site,
    /// Names without the word for their kind, by their letters without marks.
    names: HashMap<String, Vec<Named<'a>>>,
    children: BTreeMap<LocalityId, Vec<LocalityId>>,
    by_key: HashMap<&'static str, LocalityId>,
    /// By the name as it is written: texts name the same places again and again.
    asked_for: RwLock<HashMap<String, Arc<Bearers>>>,
}

/// A right name of a place of the site.
struct Named<'a> {
    name: &'a str,
    of: LocalityId,
}

/// What a name in a text, without the word for its kind, may stand for.
pub(super) struct Bearers {
    /// The units that are written so, in either style of placing tones, with the place of the site that each is.
    units: Vec<(Unit, Option<LocalityId>)>,
    /// The site's places whose name has these letters, whatever the marks; with the name as it should be.
    pub(super) with_letters: Vec<(LocalityId, String)>,
    /// Whether a unit or a place of the site, wherever it lies, is written so.
    pub(super) is_any: bool,
}

impl<'a> Places<'a> {
    /// Takes the names of all places, those that the gazetteer added included.
    pub(super) fn of(site: &'a Site) -> Self {
        let mut names: HashMap<String, Vec<Named<'_>>> = HashMap::with_capacity(site.localities.len());
        let mut by_key = HashMap::with_capacity(site.localities.len());
        for (of, locality) in site.all_localities() {
            let bare = without_type_word(&locality.name);
            let folded = fold(bare);
            // What differs from the name in marks alone is there for those who search without them, and is as
            // wrong in a text as it would be without the alias.
            let aliases = locality.aliases.iter().map(|alias| without_type_word(alias));
            let others = aliases.map(|alias| (fold(alias), alias)).filter(|(key, _)| *key != folded);
            for (key, name) in others.collect::<Vec<_>>().into_iter().chain([(folded.clone(), bare)]) {
                names.entry(key).or_default().push(Named { name, of });
            }
            if let Some(key) = locality.key {
                by_key.insert(key, of);
            }
        }
        Self { site, names, children: site.children(), by_key, asked_for: RwLock::default() }
    }

    /// What a name, without the word for its kind, may stand for.
    pub(super) fn bearers(&self, name: &str) -> Arc<Bearers> {
        let known = self.asked_for.read().unwrap_or_else(PoisonError::into_inner).get(name).cloned();
        known.unwrap_or_else(|| {
            let bearers = Arc::new(self.bearers_of(name));
            let mut asked_for = self.asked_for.write().unwrap_or_else(PoisonError::into_inner);
            if asked_for.len() < REMEMBERED {
                asked_for.insert(name.to_owned(), Arc::clone(&bearers));
            }
            bearers
        })
    }

    fn bearers_of(&self, name: &str) -> Bearers {
        let units: Vec<_> = units_spelt(name).map(|unit| (unit, self.of_key(unit.key))).collect();
        let key = spelling_key(name);
        let own = self.names.get(&fold(name)).map(Vec::as_slice).unwrap_or_default();
        let is_any = !units.is_empty() || own.iter().any(|own| spelling_key(own.name) == key);
        let with_letters = own.iter().map(|own| (own.of, own.name.to_owned())).collect();
        Bearers { units, with_letters, is_any }
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
