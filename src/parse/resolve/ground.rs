//! Where and when a text stands: which office's paper a number means, where the words beside it do not say.

use std::cell::OnceCell;
use std::collections::HashMap;

use crate::model::{Day, Level, Locality, LocalityId};
use crate::vietnamese::{Seat, SeatKind, fold, is_same_name, slugify, without_type_word};

/// The localities of the site, found by the names of their offices.
pub(super) struct Places<'a> {
    all: &'a [Locality],
    /// Made when it is first asked for: most numbers stand without an office's name.
    by_name: OnceCell<HashMap<String, Vec<LocalityId>>>,
}

/// The places and the day of a text.
#[derive(Clone, Copy)]
pub(super) struct Ground<'a> {
    /// All places.
    pub places: &'a Places<'a>,
    /// Those that the text is about.
    pub own: &'a [LocalityId],
    /// The last day that the text's date may be; `None` for a standing page.
    pub day: Option<Day>,
}

impl<'a> Places<'a> {
    /// The places of a site.
    pub fn of(all: &'a [Locality]) -> Self {
        Self { all, by_name: OnceCell::new() }
    }

    /// What a place is called.
    pub fn name(&self, id: LocalityId) -> &'a str {
        &self.get(id).name
    }

    fn get(&self, id: LocalityId) -> &'a Locality {
        &self.all[id.index()]
    }

    /// The place and all that it lies in, from below.
    fn chain(&self, place: LocalityId) -> impl Iterator<Item = LocalityId> {
        // A circle of parents is reported elsewhere, and must not hold this up.
        std::iter::successors(Some(place), |at| self.get(*at).parent).take(8)
    }

    fn is_named(&self, place: LocalityId, kind: SeatKind, name: &str) -> bool {
        let place = self.get(place);
        let mut names = std::iter::once(&place.name).chain(&place.aliases);
        is_kind(kind, place.level) && names.any(|one| is_same_name(one, name))
    }

    fn named(&self, kind: SeatKind, name: &str) -> impl Iterator<Item = LocalityId> {
        let by_name = self.by_name.get_or_init(|| {
            let mut by_name: HashMap<String, Vec<LocalityId>> = HashMap::new();
            for (at, place) in self.all.iter().enumerate() {
                for name in std::iter::once(&place.name).chain(&place.aliases) {
                    by_name.entry(fold(without_type_word(name))).or_default().push(LocalityId::at(at));
                }
            }
            by_name
        });
        let found = by_name.get(&fold(without_type_word(name))).into_iter().flatten().copied();
        found.filter(move |place| is_kind(kind, self.get(*place).level))
    }
}

fn is_kind(kind: SeatKind, level: Level) -> bool {
    match kind {
        SeatKind::Province => level == Level::Province,
        SeatKind::City => matches!(level, Level::Province | Level::District),
        SeatKind::District => level == Level::District,
        SeatKind::Commune => level == Level::Commune,
    }
}

impl<'a> Ground<'a> {
    /// Whether an office is surely none of the places that the text is about, nor of what they lie in or hold.
    pub fn is_elsewhere(&self, office: &Seat) -> bool {
        let Seat::Unit { kind, name: Some(name) } = office else { return false };
        !self.own.is_empty() && self.own.iter().all(|place| self.is_away(*place, *kind, name))
    }

    fn is_away(&self, place: LocalityId, kind: SeatKind, name: &str) -> bool {
        let places = self.places;
        if places.chain(place).any(|one| places.is_named(one, kind, name)) {
            return false;
        }
        let mut bearers = places.named(kind, name).peekable();
        let is_known = bearers.peek().is_some();
        if bearers.any(|bearer| places.chain(bearer).any(|one| one == place)) {
            return false;
        }
        let lowest = match kind {
            SeatKind::Province => Level::Province,
            SeatKind::City | SeatKind::District => Level::District,
            SeatKind::Commune => Level::Commune,
        };
        // Since 2025 communes lie in no district: that says nothing of the papers of the one they lay in.
        let has_such = places.chain(place).any(|one| places.get(one).level == lowest);
        has_such || (is_known && places.get(place).level < lowest)
    }

    /// The unit whose office is meant, as part of an address.
    pub fn holder(&self, office: Option<&Seat>) -> Option<String> {
        let slug = |place: LocalityId| self.places.get(place).slug.clone();
        let chain = || self.own.first().into_iter().flat_map(|place| self.places.chain(*place));
        match office {
            Some(Seat::Nation) => None,
            Some(Seat::Unit { kind, name: Some(name) }) => {
                let mut own = chain().filter(|place| self.places.is_named(*place, *kind, name));
                let found = own.next().or_else(|| self.places.named(*kind, name).next());
                found.map(slug).or_else(|| Some(slugify(name)))
            }
            Some(Seat::Unit { kind, name: None }) => self.unit(*kind).or_else(|| self.area()).map(slug),
            None => self.area().map(slug),
        }
    }

    /// The name of the unit of a kind that the text's place is or lies in: whose "UBND xã" is meant.
    pub fn name_of(&self, kind: SeatKind) -> Option<&'a str> {
        self.unit(kind).map(|place| self.places.get(place).name.as_str())
    }

    fn unit(&self, kind: SeatKind) -> Option<LocalityId> {
        let first = *self.own.first()?;
        self.places.chain(first).find(|place| is_kind(kind, self.places.get(*place).level))
    }

    /// Whose papers are meant where nobody is named: those of the district that the text's first place is or lies
    /// in; of the commune where it lies in no district, as since 2025; of the province where it is one.
    pub fn area(&self) -> Option<LocalityId> {
        let place = *self.own.first()?;
        let above = |place: LocalityId, level: Level| {
            self.places.get(place).parent.filter(|parent| self.places.get(*parent).level == level)
        };
        let commune = match self.places.get(place).level {
            Level::Commune => place,
            Level::Village => above(place, Level::Commune)?,
            _ => return Some(place),
        };
        Some(above(commune, Level::District).unwrap_or(commune))
    }
}
