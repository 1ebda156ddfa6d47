//! What texts say, by what they hold: a text that nobody changed is not taken apart again.

use std::sync::{Mutex, PoisonError};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::records::{Growing, Record, Records};
use super::store::Store;
use crate::digest::Digest;

/// The file in the [`Store`].
const FILE: &str = "texts";
/// What a bulletin says takes fewer bytes.
const MOST_TAKE: usize = 1 << 11;

/// What texts of the last build said, and those of this one. Neither is in memory: both are read and written record
/// by record.
#[derive(Debug, Default)]
pub struct Texts {
    last: Option<Records>,
    /// `None` where nothing is kept, or where the disk refused: what can't be kept is read again next time.
    now: Mutex<Option<Growing>>,
}

impl Texts {
    /// What the texts of the last build said, as far as it is known. Keeps nothing.
    pub fn read(store: &Store) -> Self {
        Self { last: Records::open(store, FILE), now: Mutex::default() }
    }

    /// As [`Self::read`], and keeps what the texts of this build say.
    pub fn keeping(store: &Store) -> Self {
        Self { now: Mutex::new(Growing::begin(store, FILE)), ..Self::read(store) }
    }

    /// Leaves what the texts of this build say to the next.
    ///
    /// # Errors
    ///
    /// What the disk says.
    pub fn write(&self) -> std::io::Result<()> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner).take().map_or(Ok(()), Growing::finish)
    }

    /// What a text of this digest says, if it was read before; it is kept on.
    pub fn find<T: DeserializeOwned>(&self, text: Digest) -> Option<T> {
        let kept = self.last.as_ref()?.find(text)?;
        let said = postcard::from_bytes(&kept.bytes).ok()?;
        self.add(text, &kept);
        Some(said)
    }

    /// Keeps what a text says. What can't be written down is read again next time.
    pub fn keep(&self, text: Digest, said: &impl Serialize) {
        if self.now.lock().unwrap_or_else(PoisonError::into_inner).is_none() {
            return;
        }
        if let Ok(kept) = postcard::to_extend(said, Vec::with_capacity(MOST_TAKE)) {
            self.add(text, &Record::of(kept));
        }
    }

    fn add(&self, text: Digest, said: &Record) {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        if now.as_mut().is_some_and(|growing| growing.add(text, said).is_err()) {
            *now = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_text_said_is_found_by_what_it_held_and_forgotten_when_it_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::of(folder.path());
        let (one, other) = (Digest::of(b"one"), Digest::of(b"other"));
        let first = Texts::keeping(&store);
        first.keep(one, &("Một", 1u8));
        first.keep(other, &("Hai", 2u8));
        first.write().unwrap();
        let second = Texts::keeping(&store);
        assert_eq!(second.find::<(String, u8)>(one), Some(("Một".to_owned(), 1)));
        second.write().unwrap();
        let third = Texts::read(&store);
        assert_eq!(third.find::<(String, u8)>(other), None);
        assert_eq!(third.find::<(String, u8)>(one), Some(("Một".to_owned(), 1)));
    }

    #[test]
    fn what_is_not_left_to_the_next_build_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::of(folder.path());
        let texts = Texts::keeping(&store);
        texts.keep(Digest::of(b"one"), &"Một");
        drop(texts);
        assert!(!folder.path().join(".bantin").exists());
        let texts = Texts::keeping(&store);
        (0..400u32).for_each(|one| texts.keep(Digest::of(&one.to_le_bytes()), &"Một".repeat(200)));
        assert_eq!(std::fs::read_dir(folder.path().join(".bantin/cache")).unwrap().count(), 1);
        drop(texts);
        assert_eq!(std::fs::read_dir(folder.path().join(".bantin/cache")).unwrap().count(), 0);
        let only_read = Texts::read(&store);
        only_read.keep(Digest::of(b"one"), &"Một");
        only_read.write().unwrap();
        assert!(Records::open(&store, FILE).is_none());
    }
}
