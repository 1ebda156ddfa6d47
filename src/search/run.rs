//! Postings as two numbers, and as bytes: what is kept of texts until all are known, and from build to build.
//!
//! An index has hundreds of postings a record; as numbers they would be most of what indexing needs of memory.
//! Distances take about a third of that.

use super::list::Posting;
use super::occurrence::Occurrence;

/// A posting in two numbers, in the order of lists: its term and the signatures; code (from the highest), id
/// (from the highest, so that what is newer comes first where a list is cut) and three bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Packed {
    term: u64,
    place: u64,
}

const STRONG: u64 = 1;
const PAIR: u64 = 2;
const WORD: u64 = 4;
const FLAGS: u32 = 3;
const ALL_FLAGS: u64 = STRONG | PAIR | WORD;
const IDS: u32 = 32;

impl Packed {
    /// An occurrence in a record.
    pub fn new(occurrence: &Occurrence, id: u32) -> Self {
        let flag = |is_set: bool, flag: u64| if is_set { flag } else { 0 };
        let flags =
            flag(occurrence.strong, STRONG) | flag(occurrence.pair, PAIR) | flag(occurrence.word, WORD);
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

    /// Whether the term is a single word, no number: one that counts among the syllables.
    pub fn is_word(&self) -> bool {
        self.place & WORD != 0
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

/// Where the distances of some postings are counted from: no name and no id of theirs is lower.
#[derive(Debug, Clone, Copy)]
pub struct Lowest {
    /// A term's name.
    pub hash: u32,
    /// A record.
    pub id: u32,
}

impl Lowest {
    fn term(self) -> u64 {
        u64::from(self.hash) << 32
    }
}

/// Writes postings that are sorted: of each the distance of its term from the one before; code and flags; how
/// much its id is above the lowest.
pub fn pack(sorted: &[Packed], lowest: Lowest, bytes: &mut Vec<u8>) {
    let mut before = lowest.term();
    for packed in sorted {
        write_number(bytes, packed.term - before);
        before = packed.term;
        let Posting { code, id } = packed.posting();
        bytes.push(code << FLAGS | (packed.place & ALL_FLAGS) as u8);
        write_number(bytes, u64::from(id - lowest.id));
    }
}

/// Reads what [`pack`] wrote, in its order.
pub fn unpack(bytes: &[u8], lowest: Lowest, mut take: impl FnMut(Packed)) {
    let mut rest = bytes;
    let mut term = lowest.term();
    while !rest.is_empty() {
        term = term.wrapping_add(read_number(&mut rest));
        let code = rest.split_off_first().copied().unwrap_or_default();
        let id = lowest.id.wrapping_add(read_number(&mut rest) as u32);
        take(Packed { term, place: place(code >> FLAGS, id, u64::from(code) & ALL_FLAGS) });
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

fn read_number(bytes: &mut &[u8]) -> u64 {
    let (mut number, mut shift) = (0, 0);
    while let Some(byte) = bytes.split_off_first() {
        number |= u64::from(byte & 0x7F).checked_shl(shift).unwrap_or_default();
        shift += 7;
        if *byte < 0x80 {
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
            found in prop::collection::btree_set((any::<u64>(), 0..32_u8, any::<u32>(), 0..8_u64), 0..200),
        ) {
            let mut sorted: Vec<Packed> = found
                .into_iter()
                .map(|(term, code, id, flags)| Packed { term, place: place(code, id, flags) })
                .collect();
            sorted.sort_unstable();
            let lowest = Lowest {
                hash: sorted.first().map_or(0, Packed::hash),
                id: sorted.iter().map(|packed| packed.posting().id).min().unwrap_or_default(),
            };
            let mut bytes = Vec::new();
            pack(&sorted, lowest, &mut bytes);
            let mut unpacked = Vec::new();
            unpack(&bytes, lowest, |packed| unpacked.push(packed));
            prop_assert_eq!(&unpacked, &sorted);
            for packed in unpacked {
                let Posting { code, id } = packed.posting();
                prop_assert_eq!(packed.place, place(code, id, packed.place & ALL_FLAGS));
            }
        }

        /// Nobody reads bytes that a seal does not vouch for; should it happen, there is an end to it.
        #[test]
        fn any_bytes_may_be_met(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let mut count = 0;
            unpack(&bytes, Lowest { hash: 7, id: 7 }, |_| count += 1);
            prop_assert!(count <= bytes.len());
        }
    }
}
