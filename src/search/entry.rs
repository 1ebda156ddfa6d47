//! Terms and the rests of their long lists as they stand in files, apart from their names: what is left is to
//! put those of a file in a row.

use super::bits::{BitReader, BitWriter};
use super::division::NameSpace;
use super::hash::block_hash;
use super::list::{Posting, Ring, read_list, write_list};
use super::run::Packed;

/// How many postings of a list stand with the term; a list of up to half as many more stands there whole.
const INLINE: usize = 48;
/// A list of which up to so many are left is kept whole, in a block: an intersection with it misses nothing.
const BLOCK: usize = 512;
/// Of a longer one so many more are kept, the weightiest: who asks for what that many records have asks for
/// other words as well, and has pairs.
const CUT_BLOCK: usize = 256;

/// The parameter of signatures: most marks stand on the first letters that bear any.
const SIGNATURE: u32 = 4;

/// About how many bits a name takes.
const NAME_BITS: usize = 14;

/// A term as it is written in one way, as it stands in its entry.
#[derive(Debug)]
pub struct ReadVariant {
    /// The signatures of its two syllables.
    pub signatures: [u16; 2],
    /// How many records have it.
    pub records: u32,
    /// The weightiest of them.
    pub postings: Vec<Posting>,
}

/// Reads a term's entry behind its name, variant by variant; says whether it has the notice bit.
pub fn read_term(reader: &mut BitReader<'_>, ring: Ring, mut take: impl FnMut(ReadVariant)) -> bool {
    let mut variants = reader.gamma();
    let notice = variants == 2;
    if notice {
        variants = reader.gamma() - 1;
    } else if variants > 1 {
        variants -= 1;
    }
    for _ in 0..variants {
        // A file that was cut short says nothing of what it lacks.
        if reader.is_past_end() {
            break;
        }
        let signatures = [reader.rice(SIGNATURE) as u16, reader.rice(SIGNATURE) as u16];
        let records = reader.gamma();
        let mut postings = Vec::new();
        read_list(reader, inline(records as usize) as u32, ring, &mut postings);
        take(ReadVariant { signatures, records, postings });
    }
    notice
}

/// Reads a block's entry behind its name.
pub fn read_block(reader: &mut BitReader<'_>, ring: Ring) -> Vec<Posting> {
    let mut postings = Vec::new();
    let count = reader.gamma();
    read_list(reader, count, ring, &mut postings);
    postings
}

/// Reads the names of a file's entries one by one, and calls `take` behind each, which has to read the rest of the
/// entry and says whether to go on.
pub fn read_names(
    reader: &mut BitReader<'_>,
    names: NameSpace,
    mut take: impl FnMut(&mut BitReader<'_>, u32) -> bool,
) {
    let entries = reader.gamma() - 1;
    let k = names.parameter(entries);
    let mut name = names.first;
    for _ in 0..entries {
        if reader.is_past_end() {
            return;
        }
        name = name.wrapping_add(reader.rice(k));
        if reader.is_past_end() || !take(reader, name) {
            return;
        }
    }
}

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

impl Entry {
    /// How many bits it takes, nearly.
    pub fn bits(&self) -> usize {
        self.length as usize + NAME_BITS
    }
}

impl Entries {
    /// Those of a file, whose bits these are; `skip` is called behind the name of each, and has to read the rest.
    pub fn of_file(text: &str, names: NameSpace, mut skip: impl FnMut(&mut BitReader<'_>, u32)) -> Self {
        let mut all = Self { texts: vec![BitWriter::of(text)], entries: Vec::new() };
        read_names(&mut BitReader::new(text), names, |reader, hash| {
            let from = reader.position();
            skip(reader, hash);
            let length = (reader.position() - from) as u32;
            all.entries.push(Entry { hash, text: 0, from: from as u32, length });
            true
        });
        all
    }

    /// Takes out the entries of which `is_wanted` says no, and gives them back.
    pub fn take_out(&mut self, is_wanted: impl Fn(&Entry) -> bool) -> Vec<Entry> {
        let (stay, go) = std::mem::take(&mut self.entries).into_iter().partition(is_wanted);
        self.entries = stay;
        go
    }

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

    /// These and some of others, by their names; of the others just the bits that it takes.
    pub fn with(mut self, others: &Self, some: &[Entry]) -> Self {
        let text = self.texts.len() as u32;
        let mut bits = BitWriter::default();
        for entry in some {
            let from = bits.length() as u32;
            others.write(entry, &mut bits);
            self.entries.push(Entry { text, from, ..*entry });
        }
        self.texts.push(bits);
        self.entries.sort_by_key(|entry| entry.hash);
        self
    }

    /// All, by their names.
    pub fn all(&self) -> &[Entry] {
        &self.entries
    }

    /// How many bits they take, nearly.
    pub fn bits(&self) -> usize {
        self.entries.iter().map(Entry::bits).sum()
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

/// What becomes of the postings of a segment.
#[derive(Debug, Clone, Copy)]
pub struct Rules<'a> {
    /// Pairs that stand in bodies alone are left out where they are in fewer records.
    pub fewest: usize,
    /// The names of terms that announce a notice, rising.
    pub flagged: &'a [u32],
    /// Where ids lie.
    pub ring: Ring,
}

impl Rules<'_> {
    /// Whether a pair that stands in bodies alone is in so few records that it answers nothing.
    fn leave_out(&self, term: &[Packed]) -> bool {
        term.len() < self.fewest && term[0].is_pair() && !term.iter().any(Packed::is_strong)
    }
}

/// The terms of some postings, which are sorted, and what their lists have beyond those; each by their names.
/// `is_wanted` says which of the flagged names are among them, even without any posting.
pub fn entries(postings: &[Packed], rules: Rules<'_>, is_wanted: impl Fn(u32) -> bool) -> (Entries, Entries) {
    let (mut terms, mut blocks) = (Entries::default(), Entries::default());
    let mut waiting: Vec<u32> = rules.flagged.iter().copied().filter(|hash| is_wanted(*hash)).rev().collect();
    let all = postings.chunk_by(|a, b| a.hash() == b.hash());
    for term in all.filter(|term| !rules.leave_out(term)) {
        while let Some(hash) = waiting.pop_if(|hash| *hash < term[0].hash()) {
            terms.add(hash, |writer| write_count(writer, 0, true));
        }
        let notice = waiting.pop_if(|hash| *hash == term[0].hash()).is_some();
        terms.add(term[0].hash(), |writer| write_term(writer, term, notice, rules.ring));
        add_blocks(term, rules.ring, &mut blocks);
    }
    for hash in waiting.into_iter().rev() {
        terms.add(hash, |writer| write_count(writer, 0, true));
    }
    blocks.entries.sort_by_key(|entry| entry.hash);
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
