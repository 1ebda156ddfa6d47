//! Names of terms: 32 bits for a syllable, a number, or two of them side by side.
//!
//! Two terms that meet in one name are one term to the index: of a million, a hundred or so do.

/// FNV-1a over UTF-16 code units, so that a browser computes it without encoding anything.
#[derive(Debug, Clone, Copy)]
pub struct TermHash(u32);

impl TermHash {
    /// The name of a single token, to be [finished](Self::finish) or to be joined by a second.
    pub fn of(fold: &str) -> Self {
        Self(0x811C_9DC5).add(fold)
    }

    /// With a second token behind a space.
    pub fn and(self, fold: &str) -> Self {
        self.unit(0x20).add(fold)
    }

    /// The finished name: its high bits are as good as its low ones.
    pub fn finish(self) -> u32 {
        finished(self.0)
    }

    fn add(self, fold: &str) -> Self {
        fold.encode_utf16().fold(self, |hash, unit| hash.unit(u32::from(unit)))
    }

    fn unit(self, unit: u32) -> Self {
        Self((self.0 ^ unit).wrapping_mul(0x0100_0193))
    }
}

/// The name under which the rest of a long list stands: of a term, one of its variants, counted from 0.
pub fn block_hash(term: u32, variant: usize) -> u32 {
    let variant = (variant as u32).wrapping_mul(0x9E37_79B1);
    finished(term.wrapping_add(variant) ^ 0x85EB_CA77)
}

fn finished(mut hash: u32) -> u32 {
    hash ^= hash >> 16;
    hash = hash.wrapping_mul(0x85EB_CA6B);
    hash ^= hash >> 13;
    hash = hash.wrapping_mul(0xC2B2_AE35);
    hash ^ hash >> 16
}

/// Which of so many files has a name: each has as many names as the others.
pub fn file_of(name: u32, files: u32) -> u32 {
    ((u64::from(name) * u64::from(files)) >> 32) as u32
}

/// The first name that a file has, and how many it has at least.
pub fn names_of(file: u32, files: u32) -> (u32, u32) {
    const NAMES: u64 = 1 << 32;
    let files = u64::from(files.max(1));
    ((u64::from(file) * NAMES).div_ceil(files) as u32, (NAMES / files).min(u64::from(u32::MAX)) as u32)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_name_is_one_of_those_of_its_file(name in any::<u32>(), files in 1..20_000_u32) {
            let file = file_of(name, files);
            let (first, _) = names_of(file, files);
            prop_assert!(file < files && first <= name);
            prop_assert!(file + 1 == files || name < names_of(file + 1, files).0);
        }
    }
}
