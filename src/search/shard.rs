//! The files of the index: scripts that each hand one payload to one function, so that they load from any
//! static host and from a folder alike.
//!
//! `docs/search-format.md`, chapters 2 and 3, says what stands in each. Names hold a hash of a small group of
//! files, so that browsers may keep them for ever, and what a new bulletin does not touch keeps its name.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::bits::BitWriter;
use super::hash::{TermHash, block_hash};
use super::head::{FamilySpec, Head, Syllable};
use super::index::{Index, PARTS, Postings, Term};
use super::json;
use super::list::{Posting, write_ids, write_list};
use super::place::Notice;
use crate::output::Address;

/// A family of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// Terms of what is settled.
    Terms,
    /// What is left of their long lists.
    Blocks,
    /// Terms of what is recent.
    RecentTerms,
    /// What is left of their long lists.
    RecentBlocks,
    /// What is shown of records.
    Display,
    /// Words that stand beside words.
    Neighbours,
    /// Names that are no more.
    Notices,
    /// Records by kind, category, year and place.
    Facets,
}

impl Family {
    /// All, in the order of their letters in this list.
    pub const ALL: [Self; 8] = [
        Self::Terms,
        Self::Blocks,
        Self::RecentTerms,
        Self::RecentBlocks,
        Self::Display,
        Self::Neighbours,
        Self::Notices,
        Self::Facets,
    ];

    /// The letter that names it in the head and in addresses.
    pub fn letter(self) -> char {
        match self {
            Self::Terms => 't',
            Self::Blocks => 'b',
            Self::RecentTerms => 'u',
            Self::RecentBlocks => 'c',
            Self::Display => 'd',
            Self::Neighbours => 'w',
            Self::Notices => 'n',
            Self::Facets => 'f',
        }
    }
}

/// Where all files live.
pub const FOLDER: &str = "assets/search";

/// How many postings of a list stand with the term; a list of up to half as many more stands there whole.
pub const INLINE: usize = 48;
/// How many more postings of a list are kept, in a block: who asks for what more records have gets the weightiest,
/// and who asks for several such words has pairs.
const BLOCK: usize = 512;

/// The size of a file of terms that is not exceeded by much, in characters: every query reads several. Of recent
/// ones there are so few that smaller files are not many.
const TERM_FILE: [usize; 2] = [4_500, 2_500];
/// The same of a file of blocks.
const BLOCK_FILE: usize = 4_000;
/// Files of terms and of blocks, at most, as a power of two: some hosts take no more than 20,000 files in all.
const MOST_TERM_BITS: u32 = 13;
const MOST_BLOCK_BITS: u32 = 12;
/// Files of records and of facets, at most.
const MOST_DISPLAY: usize = 4_096;
/// Records in a file of records, at least, where they lie close together.
const DISPLAYED: usize = 8;
/// The size of a file of facets, in characters.
const FACET_FILE: usize = 8_000;
/// Groups of a family, at most: the head lists a hash for each.
const MOST_GROUPS: u32 = 96;
/// Syllables in the head, at most: those of the language, and words that many texts have.
const MOST_SYLLABLES: usize = 4_000;
/// Words that are kept on either side of a word.
const NEIGHBOURS: usize = 16;

/// All files of an index, with their payloads as they stand in the scripts.
#[derive(Debug)]
pub struct Shards {
    /// What a browser reads first.
    pub head: Head,
    /// The payloads, JavaScript literals, by family and number.
    pub payloads: BTreeMap<(Family, u32), String>,
}

impl Shards {
    /// Packs an index.
    pub fn of(index: &Index) -> Self {
        let mut packer = Packer { index, payloads: BTreeMap::new(), families: BTreeMap::new() };
        packer.segment(0, Family::Terms, Family::Blocks);
        packer.segment(1, Family::RecentTerms, Family::RecentBlocks);
        packer.display();
        packer.neighbours();
        packer.notices();
        packer.facets();
        packer.finish()
    }

    /// The files with their addresses, the head last: who reads it finds all that it names.
    pub fn files(&self) -> impl Iterator<Item = (Address, Vec<u8>)> {
        let shards = self.payloads.iter().map(|((family, number), payload)| {
            let letter = family.letter();
            let script = format!("bantinSearch(\"{letter}\",{number},{payload});\n");
            (self.address(*family, *number), script.into_bytes())
        });
        let head = format!("bantinSearch(\"head\",0,{});\n", self.head.json());
        shards.chain(std::iter::once((head_address(), head.into_bytes())))
    }

    fn address(&self, family: Family, number: u32) -> Address {
        let hash = self.head.family(family).hash(number).unwrap_or_default();
        Address::of(&[FOLDER, &family.letter().to_string(), hash, &format!("{number}.js")])
    }
}

/// Where the head lives: the one file whose name stays.
pub fn head_address() -> Address {
    Address::of(&[FOLDER, "head.js"])
}

struct Packer<'a> {
    index: &'a Index,
    payloads: BTreeMap<(Family, u32), String>,
    families: BTreeMap<Family, FamilySpec>,
}

/// A list, or the rest of one, under its name.
struct Entry {
    hash: u32,
    bits: EntryBits,
}

enum EntryBits {
    Term { variants: Vec<(u32, Vec<Posting>)>, notice: bool },
    Block(Vec<Posting>),
}

impl Packer<'_> {
    fn segment(&mut self, at: usize, terms: Family, blocks: Family) {
        let postings = &self.index.segments[at];
        let fewest = if at == 0 { fewest(self.index.count()) } else { 1 };
        let flagged: Vec<u32> = if at == 0 { flagged(&self.index.notices) } else { Vec::new() };
        let parts: Vec<(Vec<Entry>, Vec<Entry>)> =
            (0..PARTS).into_par_iter().map(|part| entries(postings, part, fewest, &flagged)).collect();
        let (of_terms, mut of_blocks): (Vec<_>, Vec<_>) = parts.into_iter().unzip();
        let of_terms: Vec<Entry> = of_terms.into_iter().flatten().collect();
        let mut rest: Vec<Entry> = of_blocks.drain(..).flatten().collect();
        rest.par_sort_by_key(|entry| entry.hash);
        self.hashed(terms, &of_terms, TERM_FILE[at], MOST_TERM_BITS);
        self.hashed(blocks, &rest, BLOCK_FILE, MOST_BLOCK_BITS);
    }

    /// Divides entries by the first bits of their names into files of a size, at most 2 to the power of `most`.
    fn hashed(&mut self, family: Family, entries: &[Entry], file: usize, most: u32) {
        let size: usize = entries.iter().map(Entry::about_bits).sum::<usize>() * 2 / 13;
        let bits = size.div_ceil(file).next_power_of_two().ilog2().min(most);
        let space = self.index.layout.space;
        let files: Vec<&[Entry]> = entries.chunk_by(|a, b| top(a.hash, bits) == top(b.hash, bits)).collect();
        let payloads: Vec<(u32, String)> = files
            .par_iter()
            .map(|entries| (top(entries[0].hash, bits), format!("\"{}\"", written(entries, bits, space))))
            .collect();
        self.payloads.extend(payloads.into_iter().map(|(number, payload)| ((family, number), payload)));
        self.families.insert(family, FamilySpec::new(bits, 1 << bits));
    }

    fn display(&mut self) {
        let records = self.index.count();
        let wanted = (records / DISPLAYED).clamp(1, MOST_DISPLAY);
        let files = |shift: u32| {
            let mut last = None;
            let new = |id: &u32| last.replace(id >> shift) != Some(id >> shift);
            self.index.shown.keys().copied().filter(new).count()
        };
        let shift = (0..32).find(|shift| files(*shift) <= wanted).unwrap_or_default();
        let mut files: BTreeMap<u32, Vec<String>> = BTreeMap::new();
        for (id, shown) in &self.index.shown {
            files.entry(id >> shift).or_default().push(json::record(*id, shown));
        }
        let count = files.keys().max().map_or(0, |last| last + 1);
        self.listed(Family::Display, shift, count, files);
    }

    fn neighbours(&mut self) {
        let mut beside: BTreeMap<String, [Vec<(u32, String)>; 2]> = BTreeMap::new();
        for ((first, second), count) in &self.index.neighbours {
            let words = format!("{first} {second}");
            // By classes of frequency, so that one more text seldom changes the order.
            let rank = 32 - count.ilog2();
            beside.entry(fold_of(first)).or_default()[0].push((rank, words.clone()));
            beside.entry(fold_of(second)).or_default()[1].push((rank, words));
        }
        let bits = (beside.len() / 8).max(1).next_power_of_two().ilog2().min(6);
        let mut files: BTreeMap<u32, Vec<String>> = BTreeMap::new();
        for (fold, [mut behind, mut before]) in beside {
            for list in [&mut behind, &mut before] {
                list.sort_unstable();
                list.truncate(NEIGHBOURS);
            }
            let file = files.entry(top(TermHash::of(&fold).finish(), bits)).or_default();
            file.push(json::neighbours(&fold, &behind, &before));
        }
        self.listed(Family::Neighbours, bits, 1 << bits, files);
    }

    fn notices(&mut self) {
        let notices = &self.index.notices;
        let bits = (notices.len() / 16).max(1).next_power_of_two().ilog2().min(8);
        let mut files: BTreeMap<u32, Vec<String>> = BTreeMap::new();
        for notice in notices {
            let number = top(notice_hash(notice), bits);
            files.entry(number).or_default().push(json::notice(notice));
        }
        self.listed(Family::Notices, bits, 1 << bits, files);
    }

    fn facets(&mut self) {
        let space = self.index.layout.space;
        let mut files: BTreeMap<u32, Vec<String>> = BTreeMap::new();
        let (mut number, mut size) = (0, 0);
        for facet in &self.index.facets {
            let mut writer = BitWriter::default();
            write_ids(&mut writer, facet.ids.iter().copied(), facet.ids.len(), space);
            let facet = json::facet(facet, &writer.finish());
            if size > 0 && size + facet.len() > FACET_FILE {
                number += 1;
                size = 0;
            }
            size += facet.len();
            files.entry(number).or_default().push(facet);
        }
        let count = if files.is_empty() { 0 } else { number + 1 };
        self.listed(Family::Facets, 0, count, files);
    }

    /// Files of JSON items.
    fn listed(&mut self, family: Family, bits: u32, count: u32, files: BTreeMap<u32, Vec<String>>) {
        for (number, items) in files {
            self.payloads.insert((family, number), format!("[{}]", items.join(",")));
        }
        self.families.insert(family, FamilySpec::new(bits, count));
    }

    fn finish(mut self) -> Shards {
        for (family, spec) in &mut self.families {
            let files = self.payloads.range((*family, 0)..=(*family, u32::MAX));
            let mut groups: BTreeMap<u32, blake3::Hasher> = BTreeMap::new();
            for ((_, number), payload) in files {
                let hasher = groups.entry(number >> spec.group_bits).or_default();
                hasher.update(&number.to_le_bytes());
                hasher.update(payload.as_bytes());
            }
            spec.hashes = (0..spec.groups())
                .map(|group| groups.get(&group).map_or_else(|| "-".repeat(HASH), digits))
                .collect();
        }
        let syllables = syllables(&self.index.syllables);
        let head = Head {
            records: self.index.count() as u32,
            layout: self.index.layout,
            families: self.families,
            syllables,
        };
        Shards { head, payloads: self.payloads }
    }
}

/// How many characters of a hash stand in a name.
pub const HASH: usize = 6;

/// Thirty bits of a hash in letters and digits that no file system mistakes for each other.
fn digits(hasher: &blake3::Hasher) -> String {
    const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let hash = hasher.finalize();
    hash.as_bytes()[..HASH].iter().map(|byte| char::from(DIGITS[usize::from(byte & 31)])).collect()
}

/// How many groups a number of files is divided into, as the bits of a number within its group.
pub fn group_bits(files: u32) -> u32 {
    (4..).find(|bits| files.div_ceil(1 << bits) <= MOST_GROUPS).unwrap_or(4)
}

/// Bodies of many texts make pairs by chance; those of a few are most of an index and answer nothing.
fn fewest(records: usize) -> usize {
    match records {
        0..5_000 => 1,
        5_000..50_000 => 3,
        _ => 4,
    }
}

/// The file of a name.
pub fn top(hash: u32, bits: u32) -> u32 {
    if bits == 0 { 0 } else { hash >> (32 - bits) }
}

/// The name of the term that a notice is announced by: the first two words of the name that is no more, or the
/// one that it has.
pub fn notice_hash(notice: &Notice) -> u32 {
    let mut words = notice.fold.iter();
    let first = TermHash::of(words.next().map(String::as_str).unwrap_or_default());
    words.next().map_or(first, |second| first.and(second)).finish()
}

fn flagged(notices: &[Notice]) -> Vec<u32> {
    let mut flagged: Vec<u32> = notices.iter().map(notice_hash).collect();
    flagged.sort_unstable();
    flagged.dedup();
    flagged
}

fn entries(postings: &Postings, part: usize, fewest: usize, flagged: &[u32]) -> (Vec<Entry>, Vec<Entry>) {
    let (mut terms, mut blocks) = (Vec::new(), Vec::new());
    let of_part = |hash: &&u32| **hash as usize >> 26 == part;
    let mut waiting: Vec<u32> = flagged.iter().filter(of_part).copied().rev().collect();
    let bare = |hash: u32| Entry { hash, bits: EntryBits::Term { variants: Vec::new(), notice: true } };
    postings.terms(part, fewest, |term| {
        while let Some(hash) = waiting.pop_if(|hash| *hash < term.hash) {
            terms.push(bare(hash));
        }
        let notice = waiting.pop_if(|hash| *hash == term.hash).is_some();
        split(term, notice, &mut terms, &mut blocks);
    });
    terms.extend(waiting.into_iter().rev().map(bare));
    (terms, blocks)
}

/// Leaves the weightiest postings with the term and puts the others into blocks.
fn split(term: Term, notice: bool, terms: &mut Vec<Entry>, blocks: &mut Vec<Entry>) {
    for (variant, (_, list)) in term.variants.iter().enumerate() {
        if let Some(rest) = list.get(inline(list.len())..).filter(|rest| !rest.is_empty()) {
            let rest = rest[..rest.len().min(BLOCK)].to_vec();
            blocks.push(Entry { hash: block_hash(term.hash, variant), bits: EntryBits::Block(rest) });
        }
    }
    terms.push(Entry { hash: term.hash, bits: EntryBits::Term { variants: term.variants, notice } });
}

/// How many postings of a list of so many stand with the term.
pub fn inline(length: usize) -> usize {
    if length <= INLINE * 3 / 2 { length } else { INLINE }
}

impl Entry {
    /// About how many bits it takes.
    fn about_bits(&self) -> usize {
        match &self.bits {
            EntryBits::Block(postings) => 30 + postings.len() * 9,
            EntryBits::Term { variants, .. } => {
                let of_list = |(_, list): &(u32, Vec<Posting>)| 24 + inline(list.len()) * 14;
                20 + variants.iter().map(of_list).sum::<usize>()
            }
        }
    }
}

/// The bits of a file: how many entries, then each with the distance of its name from the one before.
fn written(entries: &[Entry], bits: u32, space: u32) -> String {
    let mut writer = BitWriter::default();
    writer.gamma(entries.len() as u32 + 1);
    let k = name_parameter(bits, entries.len() as u32);
    let mut next = 0_u32;
    for entry in entries {
        let name = (u64::from(entry.hash) & ((1_u64 << (32 - bits)) - 1)) as u32;
        writer.rice(name.wrapping_sub(next), k);
        next = name;
        match &entry.bits {
            EntryBits::Block(postings) => write_list(&mut writer, postings, space),
            EntryBits::Term { variants, notice } => {
                writer.bits(u32::from(*notice), 1);
                writer.gamma(variants.len() as u32 + 1);
                for (signatures, list) in variants {
                    writer.rice(signatures >> 16, SIGNATURE);
                    writer.rice(signatures & 0xFFFF, SIGNATURE);
                    writer.gamma(list.len() as u32);
                    write_list(&mut writer, &list[..inline(list.len())], space);
                }
            }
        }
    }
    writer.finish()
}

/// The parameter of the distances between the names of a file that has the names with `bits` first bits alike.
pub fn name_parameter(bits: u32, entries: u32) -> u32 {
    ((1_u64 << (32 - bits)) / u64::from(entries.max(1))).max(1).ilog2()
}

/// The parameter of signatures: most marks stand on the first letters that bear any.
pub const SIGNATURE: u32 = 4;

/// The syllables of the head: in letters without marks, in more than one record where there are many.
fn syllables(counts: &BTreeMap<String, u32>) -> Vec<Syllable> {
    let plain = |fold: &str| fold.len() <= 12 && fold.bytes().all(|byte| byte.is_ascii_lowercase());
    let mut found: Vec<Syllable> = counts
        .iter()
        .filter(|(fold, _)| plain(fold))
        .map(|(fold, count)| Syllable { fold: fold.clone(), class: count.ilog2() as u8 })
        .collect();
    found.sort_by(|a, b| (b.class, &a.fold).cmp(&(a.class, &b.fold)));
    found.truncate(MOST_SYLLABLES);
    found.sort_by(|a, b| a.fold.cmp(&b.fold));
    found
}

fn fold_of(word: &str) -> String {
    let mut fold = String::new();
    super::analyse::analyse(word, |token| fold.push_str(token.fold));
    fold
}
