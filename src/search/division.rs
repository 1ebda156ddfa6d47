//! How entries are divided into files: how many files there are, and which names each has.
//!
//! In steps, so that one more bulletin seldom divides everything anew.

use super::hash::names_of;
use super::list::rice_parameter;

/// How many bits the entries of terms and of blocks take, settled and recent.
pub type Bits = [[usize; 2]; 2];

/// The size of a file of terms, in characters: every query reads several. Of recent ones there are so few that
/// smaller files are not many.
const TERM_FILE: [usize; 2] = [2_400, 1_800];
/// The same of a file of blocks.
const BLOCK_FILE: usize = 4_400;
/// Settled files for each of recent terms, at least: one more bulletin makes all of the latter new.
const SETTLED: u32 = 6;
/// Files of terms and of blocks, at most: some hosts take no more than 20,000 files in all.
const MOST_TERMS: u32 = 5_120;
const MOST_BLOCKS: u32 = 4_096;
/// Groups of a family, at most: the head lists a hash for each.
const MOST_GROUPS: u32 = 96;

/// How many files there are of terms and of blocks, settled and recent, by how many bits their entries take.
pub fn files_of(bits: Bits) -> [[u32; 2]; 2] {
    let [[terms, blocks], [recent_terms, recent_blocks]] = bits.map(|bits| bits.map(characters));
    let settled = [files_for(terms, TERM_FILE[0], MOST_TERMS), files_for(blocks, BLOCK_FILE, MOST_BLOCKS)];
    let most = |most: u32| most.min((settled[0] + settled[1]) / SETTLED);
    let recent = [
        files_for(recent_terms, TERM_FILE[1], most(MOST_TERMS)),
        files_for(recent_blocks, BLOCK_FILE, most(MOST_BLOCKS)),
    ];
    [settled, recent]
}

fn characters(bits: usize) -> usize {
    bits * 2 / 13
}

/// How many files of a size hold so much: at least two, at most `most`; in steps of a quarter.
pub fn files_for(all: usize, size: usize, most: u32) -> u32 {
    let wanted = all.div_ceil(size) as u32;
    (0..).map(step).find(|step| *step >= wanted).map_or(most, |step| step.min(most)).max(2)
}

/// The numbers 1 to 4, and from there on always four in each power of two.
pub fn step(at: u32) -> u32 {
    let (power, quarter) = (at / 4, at % 4);
    ((4 + quarter) << power) / 4
}

/// How many groups a number of files is divided into, as the bits of a number within its group.
pub fn group_bits(files: u32) -> u32 {
    (4..).find(|bits| files.div_ceil(1 << bits) <= MOST_GROUPS).unwrap_or(4)
}

/// The names that a file may have.
#[derive(Debug, Clone, Copy)]
pub struct NameSpace {
    /// The first of them.
    pub first: u32,
    /// How many there are, or one less.
    names: u32,
}

impl NameSpace {
    /// Those of one of so many files.
    pub fn of(number: u32, files: u32) -> Self {
        let (first, names) = names_of(number, files);
        Self { first, names }
    }

    /// The parameter of the distances between so many of them.
    pub fn parameter(&self, entries: u32) -> u32 {
        rice_parameter(self.names, entries)
    }
}
