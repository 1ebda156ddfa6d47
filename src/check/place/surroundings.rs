//! The places that a bulletin is likely to speak of, and the one among them that a miswritten name means.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use super::{Places, stands_at};
use crate::gazetteer::{self, UnitKind};
use crate::model::{Bulletin, Level, LocalityId, Target};
use crate::vietnamese::{Misspelling, misspelling, without_type_word};

/// Names that a message offers at most.
const OFFERED: usize = 3;

/// What lies around the places of one bulletin.
pub(in crate::check) struct Surroundings<'a> {
    places: &'a Places<'a>,
    /// What it reports on, refers to or takes part in, and what these lie in.
    own: BTreeSet<LocalityId>,
    /// What those were made of and became, with what these lie in.
    kin: BTreeSet<LocalityId>,
    /// Keys of the units that its places were made of, and of what those lay in: the site need not have them.
    origins: BTreeSet<&'static str>,
    /// What lies directly in one of those; made when a name is looked for.
    beside: OnceCell<Vec<Beside>>,
}

/// A place that is named because it is next to another.
struct Beside {
    name: String,
    level: Level,
}

/// How near a name is to one that exists, the nearest first: what was done to it, then how far the place is.
type Nearness = (Misspelling, Closeness);

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Closeness {
    Own,
    Beside,
}

impl<'a> Surroundings<'a> {
    /// Those of a bulletin.
    pub(in crate::check) fn of(places: &'a Places<'a>, bulletin: &Bulletin) -> Self {
        let site = places.site;
        let mut own: BTreeSet<LocalityId> = bulletin.localities.iter().copied().collect();
        for reference in &bulletin.references {
            match &reference.target {
                Some(Target::Locality(locality)) => own.extend([*locality]),
                Some(Target::Metric(quoted)) => own.extend(quoted.locality),
                _ => {}
            }
        }
        own.extend(bulletin.events.iter().filter_map(|event| site.event(*event).locality));
        own = with_ancestors(places, own);
        let next = |id: &LocalityId| {
            let locality = site.locality(*id);
            let successors = locality.successors.iter().map(|next| next.to);
            successors.chain(locality.predecessors.iter().copied()).collect::<Vec<_>>()
        };
        let kin = with_ancestors(places, own.iter().flat_map(next).collect());
        let origins = bulletin.localities.iter().filter_map(|id| site.locality(*id).key).flat_map(origins);
        Self { places, own, kin, origins: origins.collect(), beside: OnceCell::new() }
    }

    /// Whether the bulletin reports on a place, refers to it or to what lies in it.
    pub(in crate::check) fn has_own(&self, locality: LocalityId) -> bool {
        self.own.contains(&locality)
    }

    /// Whether a unit is among them, or lies directly in one of them.
    pub(in crate::check) fn has_unit(&self, key: &str, parent: Option<&str>) -> bool {
        let near = |key| {
            let place = self.places.of_key(key);
            self.origins.contains(key)
                || place.is_some_and(|place| self.own.contains(&place) || self.kin.contains(&place))
        };
        near(key) || parent.is_some_and(near)
    }

    /// The names that a writer may have meant who wrote `name` for a unit of `kind`, which nothing is called;
    /// the nearest, and those just as near. None where nothing is near enough.
    pub(in crate::check) fn meant_by(&self, name: &str, kind: UnitKind) -> Vec<&str> {
        let own = self.own.iter().chain(&self.kin).filter_map(|id| {
            let locality = self.places.site.locality(*id);
            let meant = without_type_word(&locality.name);
            Some((of_own(name, meant, stands_at(kind, locality.level))?, meant))
        });
        let beside = self
            .beside()
            .iter()
            .filter(|beside| stands_at(kind, beside.level))
            .filter_map(|beside| Some((of_neighbour(name, &beside.name)?, beside.name.as_str())));
        let mut found: Vec<(Nearness, &str)> = own.chain(beside).collect();
        found.sort_unstable();
        found.dedup();
        let nearest = found.first().map(|(nearness, _)| *nearness);
        let as_near = found.into_iter().filter(|(nearness, _)| Some(*nearness) == nearest);
        as_near.map(|(_, name)| name).take(OFFERED).collect()
    }

    fn beside(&self) -> &[Beside] {
        self.beside.get_or_init(|| {
            let site = self.places.site;
            let around: Vec<LocalityId> = self.own.union(&self.kin).copied().collect();
            let children = around.iter().filter_map(|id| self.places.children.get(id)).flatten();
            let of_site = children
                .map(|id| site.locality(*id))
                .map(|child| Beside { name: without_type_word(&child.name).to_owned(), level: child.level });
            let keys = around.iter().filter_map(|id| site.locality(*id).key);
            let keys: BTreeSet<&str> = keys.chain(self.origins.iter().copied()).collect();
            let units = keys.into_iter().flat_map(gazetteer::children);
            let of_gazetteer =
                units.map(|unit| Beside { name: unit.bare_name.to_owned(), level: level(unit.level) });
            of_site.chain(of_gazetteer).collect()
        })
    }
}

/// The keys of the units that one was made of, and of what those lay in.
fn origins(key: &'static str) -> impl Iterator<Item = &'static str> {
    let formers = gazetteer::predecessors(key).filter_map(|former| gazetteer::unit(former.from));
    formers.flat_map(|former| [Some(former.key), former.parent]).flatten()
}

/// A place of the bulletin may be miswritten in any way. A name of one syllable is too short for that: it must be
/// one of the kind, and have the right letters.
fn of_own(written: &str, name: &str, is_of_kind: bool) -> Option<Nearness> {
    let slip = misspelling(written, name)?;
    let short = !name.contains(' ');
    (!short || is_of_kind && slip <= Misspelling::Mark).then_some((slip, Closeness::Own))
}

/// A neighbour is less likely meant: one syllable is miswritten and another is there as it should be, or no
/// syllable has its marks.
fn of_neighbour(written: &str, name: &str) -> Option<Nearness> {
    let mut pairs = written.split_whitespace().zip(name.split_whitespace());
    if !written.is_ascii() && !pairs.any(|(written, right)| written == right) {
        return None;
    }
    let slip = misspelling(written, name)?;
    let sure = slip <= Misspelling::Unmarked || slip == Misspelling::Sound;
    (sure && name.contains(' ')).then_some((slip, Closeness::Beside))
}

fn with_ancestors(places: &Places<'_>, mut found: BTreeSet<LocalityId>) -> BTreeSet<LocalityId> {
    let above: Vec<LocalityId> = found.iter().flat_map(|id| places.site.ancestors(*id)).collect();
    found.extend(above);
    found
}

fn level(level: gazetteer::Level) -> Level {
    match level {
        gazetteer::Level::Province => Level::Province,
        gazetteer::Level::District => Level::District,
        gazetteer::Level::Commune => Level::Commune,
    }
}
