//! The files of the index: scripts that each hand one payload to one function, so that they load from any
//! static host and from a folder alike.
//!
//! `docs/search-format.md`, chapters 2 and 3, says what stands in each. Names hold a hash of a small group of
//! files, so that browsers may keep them for ever, and what a new bulletin does not touch keeps its name.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::bits::BitWriter;
use super::entry::{Entries, Entry, Rules, entries};
use super::hash::{TermHash, file_of, names_of};
use super::head::{FamilySpec, Head, Syllable};
use super::index::{Index, PARTS};
use super::json;
use super::list::{Ring, rice_parameter, write_ids};
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

/// The size of a file of terms, in characters: every query reads several. Of recent ones there are so few that
/// smaller files are not many.
const TERM_FILE: [usize; 2] = [2_400, 1_800];
/// Settled files for each of recent terms, at least: one more bulletin makes all of the latter new.
const SETTLED: u32 = 6;
/// The same of a file of blocks.
const BLOCK_FILE: usize = 4_400;
/// Files of terms and of blocks, at most: some hosts take no more than 20,000 files in all.
const MOST_TERMS: u32 = 5_120;
const MOST_BLOCKS: u32 = 4_096;
/// Files of records, at most.
const MOST_DISPLAY: usize = 4_096;
/// Records in a file of records, at least, where they lie close together.
const DISPLAYED: usize = 11;
/// The size of a file of facets, in characters.
const FACET_FILE: usize = 8_000;
/// The size of a file of notices, in characters.
const NOTICE_FILE: usize = 2_400;
/// The same of a file of neighbours.
const NEIGHBOUR_FILE: usize = 3_600;
/// Files of either, at most.
const MOST_NAMES: u32 = 512;
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

impl Packer<'_> {
    fn segment(&mut self, at: usize, terms: Family, blocks: Family) {
        let postings = &self.index.segments[at];
        let flagged: Vec<u32> = if at == 0 { flagged(&self.index.notices) } else { Vec::new() };
        let layout = &self.index.layout;
        let rules = Rules {
            fewest: if at == 0 { fewest(self.index.count()) } else { 1 },
            flagged: &flagged,
            ring: if at == 0 { layout.settled() } else { layout.recent() },
        };
        let parts: Vec<(Entries, Entries)> =
            (0..PARTS).into_par_iter().map(|part| entries(postings, part, rules)).collect();
        let (of_terms, of_blocks): (Vec<_>, Vec<_>) = parts.into_iter().unzip();
        let files = |family| self.families.get(&family).map_or(0, |spec: &FamilySpec| spec.files);
        let settled = files(Family::Terms) + files(Family::Blocks);
        let most = |most: u32| if at == 0 { most } else { most.min(settled / SETTLED) };
        let (most_terms, most_blocks) = (most(MOST_TERMS), most(MOST_BLOCKS));
        self.hashed(terms, &Entries::joined(of_terms), TERM_FILE[at], most_terms);
        self.hashed(blocks, &Entries::joined(of_blocks), BLOCK_FILE, most_blocks);
    }

    /// Divides entries by their names into files of a size, at most so many.
    fn hashed(&mut self, family: Family, entries: &Entries, size: usize, most: u32) {
        let files = files_for(entries.size(), size, most);
        let number = |entry: &Entry| file_of(entry.hash, files);
        let of_files: Vec<&[Entry]> = entries.all().chunk_by(|a, b| number(a) == number(b)).collect();
        let payloads: Vec<((Family, u32), String)> = of_files
            .par_iter()
            .map(|of_file| {
                let number = number(&of_file[0]);
                let text = written(entries, of_file, NameSpace::of(number, files));
                ((family, number), format!("\"{text}\""))
            })
            .collect();
        self.payloads.extend(payloads);
        self.families.insert(family, FamilySpec::new(0, files));
    }

    fn display(&mut self) {
        let records = self.index.count();
        let wanted = (records / DISPLAYED).clamp(1, MOST_DISPLAY);
        let files = |width: u32| {
            let mut last = None;
            let new = |id: &u32| last.replace(id / width) != Some(id / width);
            self.index.shown.keys().copied().filter(new).count()
        };
        let width = (0..120).map(step).find(|width| files(*width) <= wanted).unwrap_or(u32::MAX);
        let mut files: BTreeMap<u32, Vec<String>> = BTreeMap::new();
        for (id, shown) in &self.index.shown {
            files.entry(id / width).or_default().push(json::record(*id, shown));
        }
        let count = files.keys().max().map_or(0, |last| last + 1);
        self.listed(Family::Display, width, count, files);
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
        let items = beside.into_iter().map(|(fold, [mut behind, mut before])| {
            for list in [&mut behind, &mut before] {
                list.sort_unstable();
                list.truncate(NEIGHBOURS);
            }
            (TermHash::of(&fold).finish(), json::neighbours(&fold, &behind, &before))
        });
        let items = items.collect();
        self.named(Family::Neighbours, items, NEIGHBOUR_FILE);
    }

    fn notices(&mut self) {
        let items = self.index.notices.iter().map(|notice| (notice_hash(notice), json::notice(notice)));
        let items = items.collect();
        self.named(Family::Notices, items, NOTICE_FILE);
    }

    /// Files of JSON items that have names.
    fn named(&mut self, family: Family, items: Vec<(u32, String)>, size: usize) {
        let count = files_for(items.iter().map(|(_, item)| item.len()).sum(), size, MOST_NAMES);
        let mut files: BTreeMap<u32, Vec<String>> = BTreeMap::new();
        for (name, item) in items {
            files.entry(file_of(name, count)).or_default().push(item);
        }
        self.listed(family, 0, count, files);
    }

    fn facets(&mut self) {
        let ring = Ring::whole(self.index.layout.space);
        let mut files: BTreeMap<u32, Vec<String>> = BTreeMap::new();
        let (mut number, mut size) = (0, 0);
        for facet in &self.index.facets {
            let mut writer = BitWriter::default();
            write_ids(&mut writer, &facet.ids, ring);
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
    fn listed(&mut self, family: Family, width: u32, count: u32, files: BTreeMap<u32, Vec<String>>) {
        for (number, items) in files {
            self.payloads.insert((family, number), format!("[{}]", items.join(",")));
        }
        self.families.insert(family, FamilySpec::new(width, count));
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

/// How many files of a size hold so much: at least two, at most `most`; in steps of a quarter, so that one more
/// bulletin seldom divides everything anew.
fn files_for(all: usize, size: usize, most: u32) -> u32 {
    let wanted = all.div_ceil(size) as u32;
    (0..).map(step).find(|step| *step >= wanted).map_or(most, |step| step.min(most)).max(2)
}

/// The numbers 1 to 4, and from there on always four in each power of two.
fn step(at: u32) -> u32 {
    let (power, quarter) = (at / 4, at % 4);
    ((4 + quarter) << power) / 4
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

/// The bits of a file: how many entries, then each behind the distance of its name from the one before.
fn written(entries: &Entries, of_file: &[Entry], names: NameSpace) -> String {
    let mut writer = BitWriter::default();
    writer.gamma(of_file.len() as u32 + 1);
    let k = names.parameter(of_file.len() as u32);
    let mut before = names.first;
    for entry in of_file {
        writer.rice(entry.hash - before, k);
        before = entry.hash;
        entries.write(entry, &mut writer);
    }
    writer.finish()
}

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
