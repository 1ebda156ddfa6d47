//! In which texts nothing was found to say, so that they are not looked through again.

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};

use super::basis::Basis;
use super::store::Store;
use crate::digest::Digest;

/// The file in the [`Store`].
const FILE: &str = "sound";

/// Texts of which the rules had nothing to say, on one [`Basis`].
#[derive(Debug, Default, Serialize, Deserialize)]
struct Texts {
    basis: Option<Basis>,
    /// Whether they had nothing to say of the site as a whole.
    site: bool,
    texts: BTreeSet<Digest>,
}

/// What was found sound in the last build, and what in this one.
#[derive(Debug, Default)]
pub struct Sound {
    last: Texts,
    now: Mutex<Texts>,
}

impl Sound {
    /// What was found sound in the last build, as far as it is known.
    pub fn read(store: &Store) -> Self {
        Self { last: store.read(FILE).unwrap_or_default(), now: Mutex::default() }
    }

    /// Keeps what was found sound in this build.
    ///
    /// # Errors
    ///
    /// What the disk says.
    pub fn write(&self, store: &Store) -> std::io::Result<()> {
        store.write(FILE, &*self.now())
    }

    /// Says what this build is made on; before anything is asked. `None`: nothing is known to be as before.
    pub fn stand_on(&self, basis: Option<Basis>) {
        *self.now() = Texts { basis, ..Texts::default() };
    }

    /// Whether nothing was found to say of the site as a whole.
    pub fn is_site_sound(&self) -> bool {
        self.stands() && self.last.site
    }

    /// Whether nothing was found to say of the words of a text.
    pub fn is_text_sound(&self, text: Digest) -> bool {
        self.stands() && self.last.texts.contains(&text)
    }

    /// Notes that there is nothing to say of the site as a whole.
    pub fn site_is_sound(&self) {
        self.now().site = true;
    }

    /// Notes texts of whose words there is nothing to say.
    pub fn texts_are_sound(&self, texts: impl IntoIterator<Item = Digest>) {
        self.now().texts.extend(texts);
    }

    fn stands(&self) -> bool {
        self.last.basis.is_some() && self.last.basis == self.now().basis
    }

    fn now(&self) -> MutexGuard<'_, Texts> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sound_is_sound_on_the_same_basis_alone() {
        let text = Digest::of(b"text");
        let first = Sound::default();
        first.stand_on(Basis::of(&"site"));
        assert!(!first.is_site_sound() && !first.is_text_sound(text));
        first.site_is_sound();
        first.texts_are_sound([text]);
        let next = Sound { last: first.now.into_inner().unwrap(), now: Mutex::default() };
        next.stand_on(Basis::of(&"site"));
        assert!(next.is_site_sound() && next.is_text_sound(text));
        assert!(!next.is_text_sound(Digest::of(b"other")));
        for other in [Basis::of(&"other site"), None] {
            next.stand_on(other);
            assert!(!next.is_site_sound() && !next.is_text_sound(text));
        }
    }
}
