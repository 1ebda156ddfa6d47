//! Terms and the rests of their long lists as they stand in files, apart from their names: what is left is to
//! put those of a file in a row.

use super::bits::BitWriter;
use super::hash::block_hash;
use super::index::Postings;
use super::list::{Ring, write_list};
use super::run::Packed;

/// How many postings of a list stand with the term; a list of up to half as many more stands there whole.
pub const INLINE: usize = 48;
/// A list of which up to so many are left is kept whole, in a block: an intersection with it misses nothing.
const BLOCK: usize = 512;
/// Of a longer one so many more are kept, the weightiest: who asks for what that many records have asks for
/// other words as well, and has pairs.
const CUT_BLOCK: usize = 256;

/// The parameter of signatures: most marks stand on the first letters that bear any.
pub const SIGNATURE: u32 = 4;

/// About how many bits a name takes.
const NAME_BITS: usize = 14;

/// Entries under their names, without these: they depend on what else is in a file.
#[derive(Debug, Default)]
pub struct Entries {
    texts: Vec<BitWriter>,
    entries: Vec<Entry>,
}

/// An entry: its name, and where its bits are.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// Its name.
    pub hash: u32,
    text: u32,
    from: u32,
    length: u32,
}

impl Entries {
    /// Those of several parts, by their names.
    pub fn joined(parts: Vec<Self>) -> Self {
        let mut all = Self::default();
        for part in parts {
            let before = all.texts.len() as u32;
            all.texts.extend(part.texts);
            all.entries
                .extend(part.entries.into_iter().map(|entry| Entry { text: entry.text + before, ..entry }));
        }
        all.entries.sort_by_key(|entry| entry.hash);
        all
    }

    /// All, by their names.
    pub fn all(&self) -> &[Entry] {
        &self.entries
    }

    /// How many characters they take, nearly.
    pub fn size(&self) -> usize {
        let bits: usize = self.entries.iter().map(|entry| entry.length as usize + NAME_BITS).sum();
        bits * 2 / 13
    }

    /// Writes an entry behind its name.
    pub fn write(&self, entry: &Entry, writer: &mut BitWriter) {
        if let Some(text) = self.texts.get(entry.text as usize) {
            writer.append(text, entry.from as usize, entry.length as usize);
        }
    }

    fn add(&mut self, hash: u32, write: impl FnOnce(&mut BitWriter)) {
        if self.texts.is_empty() {
            self.texts.push(BitWriter::default());
        }
        let text = &mut self.texts[0];
        let from = text.length();
        write(text);
        let length = (text.length() - from) as u32;
        self.entries.push(Entry { hash, text: 0, from: from as u32, length });
    }
}

/// What becomes of the postings of a part.
#[derive(Debug, Clone, Copy)]
pub struct Rules<'a> {
    /// Pairs that stand in bodies alone are left out where they are in fewer records.
    pub fewest: usize,
    /// The names of terms that announce a notice, rising.
    pub flagged: &'a [u32],
    /// Where ids lie.
    pub ring: Ring,
}

/// The terms of a part of the postings, and what their lists have beyond those.
pub fn entries(postings: &Postings, part: usize, rules: Rules<'_>) -> (Entries, Entries) {
    let (mut terms, mut blocks) = (Entries::default(), Entries::default());
    let of_part = |hash: &&u32| Postings::part(**hash) == part;
    let mut waiting: Vec<u32> = rules.flagged.iter().filter(of_part).copied().rev().collect();
    postings.terms(part, rules.fewest, |term| {
        while let Some(hash) = waiting.pop_if(|hash| *hash < term[0].hash()) {
            terms.add(hash, |writer| write_count(writer, 0, true));
        }
        let notice = waiting.pop_if(|hash| *hash == term[0].hash()).is_some();
        terms.add(term[0].hash(), |writer| write_term(writer, term, notice, rules.ring));
        add_blocks(term, rules.ring, &mut blocks);
    });
    for hash in waiting.into_iter().rev() {
        terms.add(hash, |writer| write_count(writer, 0, true));
    }
    (terms, blocks)
}

fn variants(term: &[Packed]) -> impl Iterator<Item = &[Packed]> + Clone {
    term.chunk_by(Packed::is_written_as)
}

fn write_term(writer: &mut BitWriter, term: &[Packed], notice: bool, ring: Ring) {
    write_count(writer, variants(term).count(), notice);
    for variant in variants(term) {
        let signatures = variant[0].signatures();
        writer.rice(signatures >> 16, SIGNATURE);
        writer.rice(signatures & 0xFFFF, SIGNATURE);
        writer.gamma(variant.len() as u32);
        write_list(writer, variant[..inline(variant.len())].iter().map(Packed::posting), ring);
    }
}

/// Most terms are written in one way and announce nothing: that takes one bit. A 2 says that a notice is
/// announced, and that the count follows once more.
fn write_count(writer: &mut BitWriter, variants: usize, notice: bool) {
    let variants = variants as u32;
    if notice {
        writer.gamma(2);
        writer.gamma(variants + 1);
    } else {
        writer.gamma(if variants > 1 { variants + 1 } else { 1 });
    }
}

/// Puts what does not stand with the term into blocks.
fn add_blocks(term: &[Packed], ring: Ring, blocks: &mut Entries) {
    for (number, variant) in variants(term).enumerate() {
        let rest = &variant[inline(variant.len())..];
        let rest = if rest.len() > BLOCK { &rest[..CUT_BLOCK] } else { rest };
        if !rest.is_empty() {
            blocks.add(block_hash(term[0].hash(), number), |writer| {
                writer.gamma(rest.len() as u32);
                write_list(writer, rest.iter().map(Packed::posting), ring);
            });
        }
    }
}

/// How many postings of a list of so many stand with the term.
pub fn inline(length: usize) -> usize {
    if length <= INLINE * 3 / 2 { length } else { INLINE }
}
