//! What the rules had to say of each text, so that a text that nobody changed is not looked through again.

use std::collections::HashSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::basis::Basis;
use super::store::Store;
use crate::digest::Digest;

/// The file in the [`Store`].
const FILE: &str = "findings";

/// What was found on one [`Basis`].
#[derive(Debug, Default, Serialize, Deserialize)]
struct Kept {
    basis: Option<Basis>,
    /// Whether there was nothing to say of the site as a whole.
    is_site_sound: bool,
    /// Of each text, by its number among those of the site: what counts on a basis alone counts them alike.
    texts: Vec<Option<OfText>>,
}

/// What was found in one text.
#[derive(Debug, Serialize, Deserialize)]
struct OfText {
    /// The hash of the text.
    text: Digest,
    #[serde(with = "in_one_piece")]
    found: Box<[u8]>,
}

/// Bytes are written down and read in one piece, not one by one.
mod in_one_piece {
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(bytes)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Box<[u8]>, D::Error> {
        <&[u8]>::deserialize(from).map(Box::from)
    }
}

impl Kept {
    fn keep(&mut self, number: usize, of_text: OfText) {
        if self.texts.len() <= number {
            self.texts.resize_with(number + 1, || None);
        }
        self.texts[number] = Some(of_text);
    }
}

/// What was found in the last build, and what in this one. Each text's part is in memory once.
#[derive(Debug, Default)]
pub struct Findings {
    last: Mutex<Kept>,
    now: Mutex<Kept>,
    /// The texts that were looked through on another basis; `None` where no build before this is known.
    elsewhere: Mutex<Option<HashSet<Digest>>>,
}

impl Findings {
    /// What was found in the last build, as far as it is known.
    pub fn read(store: &Store) -> Self {
        Self { last: Mutex::new(store.read(FILE).unwrap_or_default()), ..Self::default() }
    }

    /// Keeps what was found in this build.
    ///
    /// # Errors
    ///
    /// What the disk says.
    pub fn write(&self, store: &Store) -> std::io::Result<()> {
        store.write(FILE, &*lock(&self.now))
    }

    /// Says what this build is made on; before anything is asked. What was found on another basis is forgotten, and
    /// all of it where there is none.
    pub fn stand_on(&self, basis: Option<Basis>) {
        *lock(&self.now) = Kept { basis, ..Kept::default() };
        let mut last = lock(&self.last);
        let mut elsewhere = HashSet::new();
        let is_first = last.basis.is_none();
        if basis.is_none() || last.basis != basis {
            let Kept { texts, .. } = std::mem::take(&mut *last);
            elsewhere.extend(texts.into_iter().flatten().map(|kept| kept.text));
        }
        *lock(&self.elsewhere) = (!is_first).then_some(elsewhere);
    }

    /// Whether there was nothing to say of the site as a whole.
    pub fn is_site_sound(&self) -> bool {
        lock(&self.last).is_site_sound
    }

    /// Notes that there is nothing to say of the site as a whole.
    pub fn site_is_sound(&self) {
        lock(&self.now).is_site_sound = true;
    }

    /// What was found in the text of this number, where it has this digest; it is kept on.
    pub fn find<T: DeserializeOwned>(&self, number: usize, text: Digest) -> Option<T> {
        let kept = lock(&self.last).texts.get_mut(number)?.take_if(|kept| kept.text == text)?;
        let found = postcard::from_bytes(&kept.found).ok()?;
        lock(&self.now).keep(number, kept);
        Some(found)
    }

    /// Whether a text of which nothing was found was not there in the last build either: likely the one that somebody
    /// is writing. None is in a first build.
    pub fn is_new(&self, text: Digest) -> bool {
        lock(&self.elsewhere).as_ref().is_some_and(|texts| !texts.contains(&text))
    }

    /// Keeps what was found in a text. What can't be written down is found again.
    pub fn keep(&self, number: usize, text: Digest, found: &impl Serialize) {
        if let Ok(found) = postcard::to_stdvec(found) {
            lock(&self.now).keep(number, OfText { text, found: found.into() });
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next(findings: &Findings) -> Findings {
        let now = postcard::to_stdvec(&*lock(&findings.now)).unwrap();
        Findings { last: Mutex::new(postcard::from_bytes(&now).unwrap()), ..Findings::default() }
    }

    #[test]
    fn what_was_found_counts_on_the_same_basis_alone() {
        let text = Digest::of(b"text");
        let first = Findings::default();
        first.stand_on(Basis::of(&"site"));
        assert!(!first.is_site_sound());
        assert_eq!(first.find::<u8>(1, text), None);
        first.site_is_sound();
        first.keep(1, text, &7u8);

        let same = next(&first);
        same.stand_on(Basis::of(&"site"));
        assert!(same.is_site_sound());
        assert_eq!(same.find::<u8>(1, Digest::of(b"other")), None);
        assert_eq!([0, 2].map(|other| same.find::<u8>(other, text)), [None; 2]);
        assert_eq!(same.find::<u8>(1, text), Some(7));
        let again = next(&same);
        again.stand_on(Basis::of(&"site"));
        assert_eq!(again.find::<u8>(1, text), Some(7));

        for basis in [Basis::of(&"other site"), None] {
            let other = next(&first);
            other.stand_on(basis);
            assert!(!other.is_site_sound());
            assert_eq!(other.find::<u8>(1, text), None);
        }
    }

    #[test]
    fn a_text_is_new_where_the_last_build_had_another_or_none() {
        let [old, new] = [b"old", b"new"].map(|text| Digest::of(text));
        let first = Findings::default();
        first.stand_on(Basis::of(&"site"));
        assert!(!first.is_new(old), "nobody is waiting for one text of a first build");
        first.keep(0, old, &7u8);
        for (basis, is_new) in [("site", [true, true]), ("other site", [false, true])] {
            let next = next(&first);
            next.stand_on(Basis::of(&basis));
            assert_eq!([old, new].map(|text| next.is_new(text)), is_new, "{basis}");
        }
    }
}
