//! Two bytes side by side that something can begin or end with, so that all the rest of a text is passed by.
//!
//! Says where a longer look is worth its time, never what stands there.

/// Whether a byte may be one of a pair.
type Test = fn(u8) -> bool;

/// Pairs of bytes of up to eight kinds.
pub struct Pairs {
    /// For each byte the kinds that it may be the first of, a bit a kind.
    first: [u8; 256],
    /// For each byte the kinds that it may be the second of.
    second: [u8; 256],
}

impl Pairs {
    /// Pairs by what their first and their second byte may be.
    pub fn of<const KINDS: usize>(kinds: [(Test, Test); KINDS]) -> Self {
        const { assert!(KINDS <= 8, "a byte has eight bits") };
        let mut pairs = Self { first: [0; 256], second: [0; 256] };
        for (kind, (is_first, is_second)) in kinds.into_iter().enumerate() {
            for byte in 0..=u8::MAX {
                pairs.first[usize::from(byte)] |= u8::from(is_first(byte)) << kind;
                pairs.second[usize::from(byte)] |= u8::from(is_second(byte)) << kind;
            }
        }
        pairs
    }

    /// Where the second byte of each pair stands, in order.
    pub fn places(&self, bytes: &[u8]) -> impl Iterator<Item = usize> {
        let is_pair = |pair: &[u8]| self.first[usize::from(pair[0])] & self.second[usize::from(pair[1])] != 0;
        let mut at = 0;
        std::iter::from_fn(move || {
            at += bytes.get(at..)?.windows(2).position(is_pair)? + 1;
            Some(at)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_of_each_kind_are_found_where_they_stand() {
        let pairs = Pairs::of([
            (|byte| byte == b'a', |byte| byte == b'b'),
            (|byte| byte == b'b', |byte| byte == b'c'),
        ]);
        assert_eq!(pairs.places(b"abcacbb ab").collect::<Vec<_>>(), [1, 2, 9]);
        assert_eq!(pairs.places(b"").count(), 0);
    }
}
