//! Two bytes side by side that something can begin or end with, so that all the rest of a text is passed by.
//!
//! Says where a longer look is worth its time, never what stands there.

/// So many pairs are tested at once, a bit each.
const AT_ONCE: usize = u64::BITS as usize;

/// Where the second byte of each pair stands that a test holds for, in order; before the first byte of all stands a 0.
///
/// The test is asked for every pair, so it should have no branches: with `&` and `|` the processor takes many
/// pairs at once.
pub fn pairs(bytes: &[u8], is_pair: impl Fn(u8, u8) -> bool) -> impl Iterator<Item = usize> {
    let (mut begin, mut next, mut found) = (0, 0, 0);
    std::iter::from_fn(move || {
        while found == 0 {
            (begin, next) = (next, bytes.len().min(next + AT_ONCE));
            if begin == next {
                return None;
            }
            found = tested(bytes, begin..next, &is_pair);
        }
        let first = found.trailing_zeros() as usize;
        found &= found - 1;
        Some(begin + first)
    })
}

/// A bit for each byte of a range that is the second of a pair.
fn tested(bytes: &[u8], range: std::ops::Range<usize>, is_pair: impl Fn(u8, u8) -> bool) -> u64 {
    let count = range.len();
    let (mut firsts, mut seconds, mut are_pairs) = ([0; AT_ONCE], [0; AT_ONCE], [0; AT_ONCE]);
    seconds[..count].copy_from_slice(&bytes[range.clone()]);
    match range.start.checked_sub(1) {
        Some(before) => firsts[..count].copy_from_slice(&bytes[before..range.end - 1]),
        None => firsts[1..count].copy_from_slice(&bytes[..count - 1]),
    }
    for ((first, second), is) in firsts.iter().zip(&seconds).zip(&mut are_pairs) {
        *is = u8::from(is_pair(*first, *second));
    }
    let (eights, _) = are_pairs.as_chunks::<8>();
    // The product brings the lowest bits of eight bytes together in the highest byte.
    let bits =
        eights.iter().map(|eight| u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56);
    let all = bits.rev().fold(0, |all, eight| all << 8 | eight);
    // Behind the end there is nothing.
    all & (u64::MAX >> (AT_ONCE - count))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn pairs_are_found_where_they_stand() {
        let is_pair =
            |first, second| ((first == b'a') & (second == b'b')) | ((first == b'b') & (second == b'c'));
        assert_eq!(pairs(b"abcacbb ab", is_pair).collect::<Vec<_>>(), [1, 2, 9]);
        assert_eq!(pairs(b"", |_, _| true).count(), 0);
        assert_eq!(pairs(b"ab", |first, _| first == 0).collect::<Vec<_>>(), [0]);
    }

    proptest! {
        #[test]
        fn none_is_passed_by(bytes in prop::collection::vec(0..4u8, 0..300)) {
            let is_pair = |first: u8, second: u8| first + second == 3;
            let before = |at: usize| if at == 0 { 0 } else { bytes[at - 1] };
            let expected: Vec<usize> = (0..bytes.len()).filter(|at| is_pair(before(*at), bytes[*at])).collect();
            prop_assert_eq!(pairs(&bytes, is_pair).collect::<Vec<_>>(), expected);
        }
    }
}
