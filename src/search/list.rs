//! Lists of records, the weightiest first: what a term has in the index.
//!
//! Records of one weight stand together in the order of their ids, so that each costs about as many bits as
//! there is to say about it. `docs/search-format.md`, chapter 3.

use super::bits::{BitReader, BitWriter};

/// Impact levels of one list.
pub const LEVELS: u8 = 16;

/// A record in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting {
    /// Twice the impact level, 0 to 15, and one more where the term is in the title.
    pub code: u8,
    /// The record's id.
    pub id: u32,
}

/// Writes postings that are sorted: codes falling, ids rising. `space` is one more than the highest id.
pub fn write_list(writer: &mut BitWriter, postings: &[Posting], space: u32) {
    writer.gamma(postings.len() as u32 + 1);
    for group in postings.chunk_by(|a, b| a.code == b.code) {
        writer.bits(u32::from(group[0].code), 5);
        writer.gamma(group.len() as u32);
        write_ids(writer, group.iter().map(|posting| posting.id), group.len(), space);
    }
}

/// Reads what [`write_list`] wrote, and adds it to a list; one that was cut off ends with what there is of it.
pub fn read_list(reader: &mut BitReader<'_>, space: u32, into: &mut Vec<Posting>) {
    let mut left = reader.gamma() - 1;
    while left > 0 && !reader.is_past_end() {
        let code = reader.bits(5) as u8;
        let count = reader.gamma().min(left);
        left -= count;
        read_ids(reader, count, space, |id| into.push(Posting { code, id }));
    }
}

/// Writes ids that rise, as their distances.
pub fn write_ids(writer: &mut BitWriter, ids: impl Iterator<Item = u32>, count: usize, space: u32) {
    let k = rice_parameter(space, count as u32);
    let mut next = 0;
    for id in ids {
        writer.rice(id - next, k);
        next = id + 1;
    }
}

/// Reads what [`write_ids`] wrote, or what there is of it.
pub fn read_ids(reader: &mut BitReader<'_>, count: u32, space: u32, mut take: impl FnMut(u32)) {
    let k = rice_parameter(space, count);
    let mut next = 0_u32;
    for _ in 0..count {
        if reader.is_past_end() {
            return;
        }
        let id = next.wrapping_add(reader.rice(k));
        take(id);
        next = id.wrapping_add(1);
    }
}

/// The power of two below the mean distance of `count` numbers in a space.
pub fn rice_parameter(space: u32, count: u32) -> u32 {
    (space / count.max(1)).max(1).ilog2()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// A host may cut a file short; whoever reads it must come to an end.
        #[test]
        fn any_text_may_be_met_in_the_place_of_a_list(text in "[#-~]{0,80}", space in 1..u32::MAX) {
            let mut read = Vec::new();
            read_list(&mut BitReader::new(&text), space, &mut read);
            prop_assert!(read.len() <= text.len() * 7 + 64, "a posting has a bit at least: {}", read.len());
        }

        #[test]
        fn lists_are_read_as_written(
            found in prop::collection::btree_set((0..32_u8, 0..90_000_u32), 0..300),
        ) {
            let mut postings: Vec<Posting> =
                found.into_iter().map(|(code, id)| Posting { code, id }).collect();
            postings.sort_by_key(|posting| (std::cmp::Reverse(posting.code), posting.id));
            let mut writer = BitWriter::default();
            write_list(&mut writer, &postings, 90_000);
            let text = writer.finish();
            let mut read = Vec::new();
            read_list(&mut BitReader::new(&text), 90_000, &mut read);
            prop_assert_eq!(read, postings);
        }
    }
}
