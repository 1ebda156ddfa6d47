//! The hash that says whether something was made from the same.

use std::fmt;
use std::io::{self, BufWriter, Write};

use serde::{Deserialize, Serialize};

/// The first half of a BLAKE3 hash: two inputs that differ never meet by chance.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Digest(#[serde(with = "in_one_piece")] [u8; 16]);

impl Digest {
    /// The digest of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self::from(*blake3::hash(bytes).as_bytes())
    }

    /// The digest of several: the order counts, and where one ends and the next begins.
    pub fn of_all<'a>(all: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut hasher = blake3::Hasher::new();
        for bytes in all {
            hasher.update(&(bytes.len() as u64).to_le_bytes());
            hasher.update(bytes);
        }
        Self::from(*hasher.finalize().as_bytes())
    }

    /// The digest of what is written, without ever holding it; `None` where it was not written to its end.
    pub fn of_written<E>(write: impl FnOnce(&mut Hashing) -> Result<(), E>) -> Option<Self> {
        let mut writer = Hashing(BufWriter::with_capacity(AT_ONCE, blake3::Hasher::new()));
        write(&mut writer).ok()?;
        let hasher = writer.0.into_inner().ok()?;
        Some(Self::from(*hasher.finalize().as_bytes()))
    }

    /// Its bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

/// Takes what is to be hashed; a type of its own, so that millions of writes of a few bytes each are no calls.
#[derive(Debug)]
pub struct Hashing(BufWriter<blake3::Hasher>);

/// As much is hashed at once: so many bytes BLAKE3 goes through side by side.
const AT_ONCE: usize = 1 << 14;

impl Write for Hashing {
    #[inline]
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    #[inline]
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.write_all(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl From<[u8; 32]> for Digest {
    fn from(hash: [u8; 32]) -> Self {
        let mut half = [0; 16];
        half.copy_from_slice(&hash[..16]);
        Self(half)
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

/// Hashes are written down and read in one piece, not byte by byte: there are many.
mod in_one_piece {
    use std::fmt;

    use serde::de::{Error, Visitor};
    use serde::{Deserializer, Serializer};

    /// Writes the bytes of a hash.
    pub(super) fn serialize<S: Serializer, const N: usize>(hash: &[u8; N], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(hash)
    }

    /// Reads a hash; bytes of another length are none.
    pub(super) fn deserialize<'de, D: Deserializer<'de>, const N: usize>(
        from: D,
    ) -> Result<[u8; N], D::Error> {
        from.deserialize_bytes(Bytes)
    }

    struct Bytes<const N: usize>;

    impl<const N: usize> Visitor<'_> for Bytes<N> {
        type Value = [u8; N];

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(formatter, "{N} bytes")
        }

        fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<[u8; N], E> {
            bytes.try_into().map_err(|_| E::invalid_length(bytes.len(), &self))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_one_ends_and_the_next_begins_counts() {
        let of = |all: [&str; 2]| Digest::of_all(all.map(str::as_bytes));
        assert_ne!(of(["ab", "c"]), of(["a", "bc"]));
        assert_ne!(of(["a", "b"]), of(["b", "a"]));
        assert_eq!(of(["a", "b"]), of(["a", "b"]));
    }
}
