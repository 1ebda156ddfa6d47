//! What publishing did, for whoever is told of it.

use super::PublishError;
use super::manifest::Manifest;
use crate::output::Address;

/// What publishing did. Addresses are in their order.
#[derive(Debug, Default)]
pub struct Published {
    /// Files that are new or hold something new.
    pub written: Vec<Address>,
    /// Files that hold what they held before.
    pub unchanged: Vec<Address>,
    /// Files that are gone.
    pub removed: Vec<Address>,
    /// How the new site took the old one's place.
    pub way: Way,
    /// What could not be tidied up afterwards. The site is published all the same, and the next build tidies.
    pub loose_end: Option<PublishError>,
}

/// How a new site takes the old one's place.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Nothing had changed.
    #[default]
    Nothing,
    /// In one step, whole.
    AtOnce,
    /// File by file, since the folders could not be exchanged; what that means stands at the head of [`super`].
    FileByFile,
}

impl Published {
    /// What changes for readers from one site to another.
    pub(super) fn between(from: &Manifest, to: &Manifest, way: Way) -> Self {
        let mut published = Self { way, ..Self::default() };
        for (address, known) in to.iter() {
            let same = from.get(address).is_some_and(|before| before.entry == known.entry);
            if same { &mut published.unchanged } else { &mut published.written }.push(address.clone());
        }
        let gone = from.iter().map(|(address, _)| address).filter(|address| to.get(address).is_none());
        published.removed = gone.cloned().collect();
        published
    }

    /// Adds what readers see since a run that died, of which no list has told: all that is new since the site that
    /// was told of.
    pub(super) fn since(self, told: Option<&Manifest>, now: &Manifest, way: Way) -> Self {
        let Some(told) = told else { return self };
        let way = if self.way == Way::Nothing { way } else { self.way };
        Self { loose_end: self.loose_end, ..Self::between(told, now, way) }
    }
}
