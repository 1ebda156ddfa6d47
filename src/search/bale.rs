//! All postings of an index, record by record in bales, each in pieces by the first bits of the terms' names: so
//! what all records have of some names is read without the rest.
//!
//! Bales lie aside, on the disk, where there is a place for that; else in memory.

use std::io;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::hash::file_of;
use super::run::{Lowest, Packed, pack, unpack};
use crate::cache::Aside;
use crate::digest::Digest;

/// How many pieces a bale has; a power of two.
pub const PIECES: u32 = 1 << PIECE_BITS;
const PIECE_BITS: u32 = 10;

/// The piece of a name.
pub fn piece_of(hash: u32) -> u32 {
    file_of(hash, PIECES)
}

/// The postings of some records: where each piece is, and what vouches for it.
#[derive(Debug, Serialize, Deserialize)]
pub struct Bale {
    lowest: u32,
    /// Where each piece ends, counted from the beginning of the bale.
    ends: Vec<u32>,
    /// A short hash of each piece.
    marks: Vec<u64>,
    place: Place,
}

#[derive(Debug, Serialize, Deserialize)]
enum Place {
    Here(Vec<u8>),
    /// From this byte on.
    Aside(u64),
}

impl Bale {
    /// Packs postings that are sorted. What can't be put aside stays in memory.
    pub fn new(sorted: &[Packed], aside: Option<&Aside>) -> Self {
        let lowest = sorted.iter().map(|packed| packed.posting().id).min().unwrap_or_default();
        let mut bytes = Vec::with_capacity(sorted.len() * 6);
        let (mut ends, mut marks) =
            (Vec::with_capacity(PIECES as usize), Vec::with_capacity(PIECES as usize));
        let mut rest = sorted;
        for piece in 0..PIECES {
            let (of_piece, behind) =
                rest.split_at(rest.partition_point(|posting| piece_of(posting.hash()) == piece));
            rest = behind;
            let from = bytes.len();
            pack(of_piece, Lowest { hash: first_name(piece), id: lowest }, &mut bytes);
            ends.push(bytes.len() as u32);
            marks.push(mark(&bytes[from..]));
        }
        let place = match aside.map(|aside| aside.append(&bytes)) {
            Some(Ok(at)) => Place::Aside(at),
            _ => {
                bytes.shrink_to_fit();
                Place::Here(bytes)
            }
        };
        Self { lowest, ends, marks, place }
    }

    /// Calls `take` with the postings of some pieces, in their order.
    fn read(
        &self,
        aside: Option<&Aside>,
        pieces: Range<u32>,
        take: &mut impl FnMut(Packed),
    ) -> io::Result<()> {
        let (from, to) = (self.begin(pieces.start), self.begin(pieces.end));
        let read;
        let bytes = match (&self.place, aside) {
            (Place::Here(bytes), _) => bytes.get(from..to),
            (Place::Aside(at), Some(aside)) => {
                read = aside.read(at + from as u64, to.saturating_sub(from))?;
                Some(read.as_slice())
            }
            (Place::Aside(_), None) => None,
        };
        let bytes = bytes.ok_or(io::ErrorKind::InvalidData)?;
        for piece in pieces {
            let of_piece = bytes.get(self.begin(piece) - from..self.begin(piece + 1) - from);
            let of_piece = of_piece.ok_or(io::ErrorKind::InvalidData)?;
            if self.marks.get(piece as usize) != Some(&mark(of_piece)) {
                return Err(io::ErrorKind::InvalidData.into());
            }
            unpack(of_piece, Lowest { hash: first_name(piece), id: self.lowest }, &mut *take);
        }
        Ok(())
    }

    fn begin(&self, piece: u32) -> usize {
        let before = piece.checked_sub(1).and_then(|before| self.ends.get(before as usize));
        before.copied().unwrap_or_default() as usize
    }
}

/// All postings.
#[derive(Debug, Default)]
pub struct Postings {
    /// Those of what is settled, and of what was added of late.
    pub segments: [Vec<Bale>; 2],
    /// Where they lie.
    pub aside: Option<Aside>,
}

impl Postings {
    /// Calls `take` with the postings of a segment that stand in some pieces: bale by bale, in each in their order.
    ///
    /// # Errors
    ///
    /// What the disk says; [`io::ErrorKind::InvalidData`] where it has something else than was written.
    pub fn read(&self, segment: usize, pieces: Range<u32>, mut take: impl FnMut(Packed)) -> io::Result<()> {
        let bales = &self.segments[segment];
        bales.iter().try_for_each(|bale| bale.read(self.aside.as_ref(), pieces.clone(), &mut take))
    }

    /// Calls `take` with all postings of one bale.
    ///
    /// # Errors
    ///
    /// As for [`Self::read`].
    pub fn read_bale(&self, segment: usize, bale: usize, mut take: impl FnMut(Packed)) -> io::Result<()> {
        let bale = self.segments[segment].get(bale).ok_or(io::ErrorKind::InvalidData)?;
        bale.read(self.aside.as_ref(), 0..PIECES, &mut take)
    }
}

fn first_name(piece: u32) -> u32 {
    piece << (u32::BITS - PIECE_BITS)
}

/// Half of a digest: a piece that was damaged has another one.
fn mark(bytes: &[u8]) -> u64 {
    if bytes.is_empty() {
        return 0;
    }
    let digest = Digest::of(bytes);
    digest.as_bytes().iter().take(8).fold(0, |all, byte| all << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::occurrence::Occurrence;
    use super::*;

    proptest! {
        #[test]
        fn pieces_have_what_was_put_in(
            found in prop::collection::btree_set((any::<u64>(), any::<u32>()), 0..200), from in 0..PIECES,
        ) {
            let packed = |(term, id): &(u64, u32)| {
                let occurrence =
                    Occurrence { term: *term, code: 3, strong: false, pair: true, word: false };
                Packed::new(&occurrence, *id)
            };
            let mut sorted: Vec<Packed> = found.iter().map(packed).collect();
            sorted.sort_unstable();
            let bale = Bale::new(&sorted, None);
            let postings = Postings { segments: [vec![bale], Vec::new()], aside: None };
            let mut read = Vec::new();
            postings.read(0, from..PIECES, |packed| read.push(packed)).unwrap();
            sorted.retain(|packed| piece_of(packed.hash()) >= from);
            prop_assert_eq!(read, sorted);
        }
    }

    #[test]
    fn a_damaged_piece_is_not_believed() {
        let occurrence = Occurrence { term: 0, code: 3, strong: false, pair: true, word: false };
        let mut bale = Bale::new(&[Packed::new(&occurrence, 5)], None);
        let Place::Here(bytes) = &mut bale.place else { panic!() };
        bytes[0] ^= 1;
        let postings = Postings { segments: [vec![bale], Vec::new()], aside: None };
        assert!(postings.read(0, 0..1, |_| {}).is_err());
        assert!(postings.read(0, 1..PIECES, |_| {}).is_ok());
    }
}
