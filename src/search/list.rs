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

/// Where most ids of some lists lie. They are counted from `first`, so that what comes before costs them
/// nothing; the ids below `first` follow behind the highest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ring {
    /// The first of them.
    pub first: u32,
    /// How many ids there are from it on: how far two of a list are apart is reckoned from this.
    pub span: u32,
    /// One more than the highest id of all.
    pub space: u32,
}

impl Ring {
    /// All ids, in their order.
    pub fn whole(space: u32) -> Self {
        Self { first: 0, span: space, space }
    }

    fn place(&self, id: u32) -> u32 {
        if id >= self.first { id - self.first } else { id + self.space - self.first }
    }

    fn id(&self, place: u32) -> u32 {
        let id = u64::from(place) + u64::from(self.first);
        (id % u64::from(self.space.max(1))) as u32
    }
}

/// Writes postings whose codes fall. How many there are, a reader has to know.
pub fn write_list(writer: &mut BitWriter, postings: impl Iterator<Item = Posting>, ring: Ring) {
    let mut postings = postings.peekable();
    let mut places = Vec::new();
    while let Some(Posting { code, id }) = postings.next() {
        places.clear();
        places.push(ring.place(id));
        while let Some(next) = postings.next_if(|next| next.code == code) {
            places.push(ring.place(next.id));
        }
        places.sort_unstable();
        writer.bits(u32::from(code), 5);
        writer.gamma(places.len() as u32);
        write_places(writer, &places, ring.span);
    }
}

/// Reads so many postings, and adds them to a list; one that was cut off ends with what there is of it.
pub fn read_list(reader: &mut BitReader<'_>, count: u32, ring: Ring, into: &mut Vec<Posting>) {
    let mut left = count;
    while left > 0 && !reader.is_past_end() {
        let code = reader.bits(5) as u8;
        let count = reader.gamma().min(left);
        left -= count;
        read_ids(reader, count, ring, |id| into.push(Posting { code, id }));
    }
}

/// Writes ids that rise, as their distances.
pub fn write_ids(writer: &mut BitWriter, ids: &[u32], ring: Ring) {
    let mut places: Vec<u32> = ids.iter().map(|id| ring.place(*id)).collect();
    places.sort_unstable();
    write_places(writer, &places, ring.span);
}

fn write_places(writer: &mut BitWriter, places: &[u32], span: u32) {
    let k = rice_parameter(span, places.len() as u32);
    let mut next = 0;
    for place in places {
        writer.rice(place - next, k);
        next = place + 1;
    }
}

/// Reads what [`write_ids`] wrote, or what there is of it.
pub fn read_ids(reader: &mut BitReader<'_>, count: u32, ring: Ring, mut take: impl FnMut(u32)) {
    let k = rice_parameter(ring.span, count);
    let mut next = 0_u32;
    for _ in 0..count {
        if reader.is_past_end() {
            return;
        }
        let place = next.wrapping_add(reader.rice(k));
        take(ring.id(place));
        next = place.wrapping_add(1);
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
            read_list(&mut BitReader::new(&text), u32::MAX, Ring::whole(space), &mut read);
            prop_assert!(read.len() <= text.len() * 7 + 64, "a posting has a bit at least: {}", read.len());
        }

        #[test]
        fn lists_are_read_as_written(
            found in prop::collection::btree_set((0..32_u8, 0..90_000_u32), 0..300), first in 0..90_000_u32,
        ) {
            let ring = Ring { first, span: 90_000 - first, space: 90_000 };
            let mut postings: Vec<Posting> =
                found.into_iter().map(|(code, id)| Posting { code, id }).collect();
            postings.sort_by_key(|posting| (std::cmp::Reverse(posting.code), ring.place(posting.id)));
            let mut writer = BitWriter::default();
            write_list(&mut writer, postings.iter().copied(), ring);
            let text = writer.finish();
            let mut read = Vec::new();
            read_list(&mut BitReader::new(&text), postings.len() as u32, ring, &mut read);
            prop_assert_eq!(read, postings);
        }
    }
}
