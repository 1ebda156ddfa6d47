//! What texts hold, by the stamps of their files: a file that nobody touched is not read again.

use super::store::Store;
use crate::digest::Digest;

/// The file in the [`Store`].
const FILE: &str = "stamps";

/// The stamps of the last build's texts, and of this one's, each with the hash of the text; in their order.
#[derive(Debug, Default)]
pub struct Stamps {
    last: Vec<(Digest, Digest)>,
    now: Vec<(Digest, Digest)>,
}

impl Stamps {
    /// The stamps of the last build, as far as they are known.
    pub fn read(store: &Store) -> Self {
        Self { last: store.read(FILE).unwrap_or_default(), now: Vec::new() }
    }

    /// Keeps the stamps of this build for the next.
    ///
    /// # Errors
    ///
    /// What the disk says.
    pub fn write(&self, store: &Store) -> std::io::Result<()> {
        store.write(FILE, &self.now)
    }

    /// Believes no stamp any more, from the next build on: one was not what it promised to be.
    ///
    /// # Errors
    ///
    /// What the disk says.
    pub fn forget(store: &Store) -> std::io::Result<()> {
        store.remove(FILE)
    }

    /// Whether no stamp of the last build is known.
    pub fn is_empty(&self) -> bool {
        self.last.is_empty()
    }

    /// The hash of the text of a file with this stamp.
    pub fn find(&self, stamp: Digest) -> Option<Digest> {
        let at = self.last.binary_search_by(|(known, _)| known.cmp(&stamp)).ok()?;
        Some(self.last[at].1)
    }

    /// Notes all stamps of this build; those of the last have been asked for.
    pub fn keep(&mut self, mut stamps: Vec<(Digest, Digest)>) {
        stamps.sort_unstable();
        *self = Self { last: Vec::new(), now: stamps };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_known_by_the_stamp_it_had_in_the_last_build_until_stamps_are_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::of(folder.path());
        let of = |words: &str| Digest::of(words.as_bytes());
        let mut first = Stamps::read(&store);
        first.keep(["c", "a", "b"].map(|stamp| (of(stamp), of(&stamp.repeat(2)))).to_vec());
        assert_eq!(first.find(of("a")), None);
        first.write(&store).unwrap();
        let second = Stamps::read(&store);
        for stamp in ["a", "b", "c"] {
            assert_eq!(second.find(of(stamp)), Some(of(&stamp.repeat(2))));
        }
        assert_eq!(second.find(of("aa")), None);
        second.write(&store).unwrap();
        assert_eq!(Stamps::read(&store).find(of("a")), None);
        first.write(&store).unwrap();
        Stamps::forget(&store).unwrap();
        assert_eq!(Stamps::read(&store).find(of("a")), None);
    }
}
