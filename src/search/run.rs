//! The postings of some records, sorted and packed: what is kept of their texts until all are known.
//!
//! An index has hundreds of postings a record; as numbers they would be most of what indexing needs of memory.
//! Distances take about a third of that.

use super::list::Posting;
use super::occurrence::Occurrence;

/// A posting in two numbers, in the order of lists: its term and the signatures; code (from the highest), id
/// (from the highest, so that what is newer comes first where a list is cut) and two bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Packed {
    term: u64,
    place: u64,
}

const STRONG: u64 = 1;
const PAIR: u64 = 2;
const FLAGS: u32 = 2;
const IDS: u32 = 32;

impl Packed {
    /// An occurrence in a record.
    pub fn new(occurrence: &Occurrence, id: u32) -> Self {
        let flags = u64::from(occurrence.strong) * STRONG + u64::from(occurrence.pair) * PAIR;
        Self { term: occurrence.term, place: place(occurrence.code, id, flags) }
    }

    /// The name of its term.
    pub fn hash(&self) -> u32 {
        (self.term >> 32) as u32
    }

    /// The signatures of the term's syllables.
    pub fn signatures(&self) -> u32 {
        self.term as u32
    }

    /// Whether the term stands outside of the record's body.
    pub fn is_strong(&self) -> bool {
        self.place & STRONG != 0
    }

    /// Whether the term is a pair.
    pub fn is_pair(&self) -> bool {
        self.place & PAIR != 0
    }

    /// The record, and how much the term weighs in it.
    pub fn posting(&self) -> Posting {
        let code = 31 - (self.place >> (IDS + FLAGS)) as u8;
        Posting { code, id: !((self.place >> FLAGS) as u32) }
    }

    /// Whether both are the same term, written alike.
    pub fn is_written_as(&self, other: &Self) -> bool {
        self.term == other.term
    }
}

fn place(code: u8, id: u32, flags: u64) -> u64 {
    u64::from(31 - code) << (IDS + FLAGS) | u64::from(!id) << FLAGS | flags
}

/// Postings that are sorted, as bytes: of each the distance of its term from the one before; code and flags; how
/// much its id is above the lowest.
#[derive(Debug, Default)]
pub struct Run {
    bytes: Vec<u8>,
    count: usize,
    lowest: u32,
}

impl Run {
    /// Packs postings that are sorted.
    pub fn pack(sorted: &[Packed]) -> Self {
        let lowest = sorted.iter().map(|packed| packed.posting().id).min().unwrap_or_default();
        let mut bytes = Vec::with_capacity(sorted.len() * 6);
        let mut before = 0;
        for packed in sorted {
            write_number(&mut bytes, packed.term - before);
            before = packed.term;
            let Posting { code, id } = packed.posting();
            bytes.push(code << FLAGS | (packed.place & (STRONG | PAIR)) as u8);
            write_number(&mut bytes, u64::from(id - lowest));
        }
        bytes.shrink_to_fit();
        Self { bytes, count: sorted.len(), lowest }
    }

    /// How many postings it has.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Adds its postings to others.
    pub fn unpack(&self, into: &mut Vec<Packed>) {
        let mut bytes = self.bytes.iter().copied();
        let mut term = 0_u64;
        for _ in 0..self.count {
            term += read_number(&mut bytes);
            let code = bytes.next().unwrap_or_default();
            let id = self.lowest + read_number(&mut bytes) as u32;
            let flags = u64::from(code) & (STRONG | PAIR);
            into.push(Packed { term, place: place(code >> FLAGS, id, flags) });
        }
    }
}

/// Seven bits a byte, the lowest first; all but the last byte have their highest bit set.
fn write_number(bytes: &mut Vec<u8>, mut number: u64) {
    while number > 0x7F {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn read_number(bytes: &mut impl Iterator<Item = u8>) -> u64 {
    let (mut number, mut shift) = (0, 0);
    for byte in bytes {
        number |= u64::from(byte & 0x7F) << shift;
        shift += 7;
        if byte < 0x80 {
            break;
        }
    }
    number
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_was_packed_is_unpacked(
            found in prop::collection::btree_set((any::<u64>(), 0..32_u8, any::<u32>(), 0..4_u64), 0..200),
        ) {
            let mut sorted: Vec<Packed> = found
                .into_iter()
                .map(|(term, code, id, flags)| Packed { term, place: place(code, id, flags) })
                .collect();
            sorted.sort_unstable();
            let run = Run::pack(&sorted);
            let mut unpacked = Vec::new();
            run.unpack(&mut unpacked);
            prop_assert_eq!(&unpacked, &sorted);
            for packed in unpacked {
                let Posting { code, id } = packed.posting();
                prop_assert_eq!(packed.place, place(code, id, packed.place & 3));
            }
        }
    }
}
