//! What texts say, by what they hold: a text that nobody changed is not taken apart again.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::store::Store;
use crate::digest::Digest;

/// The file in the [`Store`].
const FILE: &str = "texts";

type Kept = BTreeMap<Digest, Vec<u8>>;

/// What texts of the last build said, and those of this one. Each is in memory once.
#[derive(Debug, Default)]
pub struct Texts {
    last: Mutex<Kept>,
    now: Mutex<Kept>,
}

impl Texts {
    /// What the texts of the last build said, as far as it is known.
    pub fn read(store: &Store) -> Self {
        Self { last: Mutex::new(store.read(FILE).unwrap_or_default()), now: Mutex::default() }
    }

    /// Keeps what the texts of this build say for the next.
    ///
    /// # Errors
    ///
    /// What the disk says.
    pub fn write(&self, store: &Store) -> std::io::Result<()> {
        store.write(FILE, &*lock(&self.now))
    }

    /// What a text of this digest says, if it was read before; it is kept on.
    pub fn find<T: DeserializeOwned>(&self, text: Digest) -> Option<T> {
        let kept = lock(&self.last).remove(&text)?;
        let said = postcard::from_bytes(&kept).ok()?;
        lock(&self.now).insert(text, kept);
        Some(said)
    }

    /// Keeps what a text says. What can't be written down is read again next time.
    pub fn keep(&self, text: Digest, said: &impl Serialize) {
        if let Ok(kept) = postcard::to_stdvec(said) {
            lock(&self.now).insert(text, kept);
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_text_said_is_found_by_what_it_held_and_forgotten_when_it_is_gone() {
        let (one, other) = (Digest::of(b"one"), Digest::of(b"other"));
        let first = Texts::default();
        first.keep(one, &("Một", 1u8));
        first.keep(other, &("Hai", 2u8));
        let second = Texts { last: first.now, now: Mutex::default() };
        assert_eq!(second.find::<(String, u8)>(one), Some(("Một".to_owned(), 1)));
        let third = Texts { last: second.now, now: Mutex::default() };
        assert_eq!(third.find::<(String, u8)>(other), None);
        assert_eq!(third.find::<(String, u8)>(one), Some(("Một".to_owned(), 1)));
    }
}
