//! The index as a reader meets it: files that are fetched one by one, and lists decoded from them.
//!
//! Keeps count of what it fetched, since that is what a query costs on a bad line.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::bits::BitReader;
use super::division::NameSpace;
use super::document::Shown;
use super::entry::{ReadVariant, read_block, read_names, read_term};
use super::family::Family;
use super::hash::{TermHash, block_hash, file_of};
use super::json;
use super::list::{Posting, Ring};
use super::place::Notice;
use super::shard::{Shards, notice_hash};
use super::signature::Signature;

/// Reads an index.
#[derive(Debug)]
pub struct Shelf<'a> {
    shards: &'a Shards,
    fetched: BTreeSet<(Family, u32)>,
}

/// What the index has of a term, settled and recent.
#[derive(Debug, Default, Clone)]
pub struct FoundTerm {
    /// A list for each way it is written and each segment.
    pub variants: Vec<Variant>,
    /// Whether a name that is no more begins with it.
    pub notice: bool,
}

/// A term as it is written in one way, in one segment.
#[derive(Debug, Clone)]
pub struct Variant {
    /// The marks of its first syllable.
    pub first: Signature,
    /// The marks of its second; of a single term none.
    pub second: Signature,
    /// How many records have it.
    pub records: u32,
    /// The weightiest of them, or all.
    pub postings: Vec<Posting>,
    /// Which families the rest is in, and under which name: the term's, and the variant's number.
    rest: (Family, u32, usize),
}

impl FoundTerm {
    /// How many records have it, however written; one that is written in two ways counts twice.
    pub fn records(&self) -> u32 {
        self.variants.iter().map(|variant| variant.records).fold(0, u32::saturating_add)
    }
}

impl Variant {
    /// Whether its list is longer than what is at hand.
    pub fn is_cut(&self) -> bool {
        (self.postings.len() as u32) < self.records
    }
}

impl<'a> Shelf<'a> {
    /// Reads these files.
    pub fn new(shards: &'a Shards) -> Self {
        Self { shards, fetched: BTreeSet::new() }
    }

    /// The files that were fetched so far, without the head.
    pub fn fetched(&self) -> &BTreeSet<(Family, u32)> {
        &self.fetched
    }

    /// The lists of a term.
    pub fn term(&mut self, hash: u32) -> FoundTerm {
        let mut found = FoundTerm::default();
        let families = [(Family::Terms, Family::Blocks), (Family::RecentTerms, Family::RecentBlocks)];
        for (terms, blocks) in families {
            if let Some(file) = self.named(terms, hash) {
                file.find_term(blocks, &mut found);
            }
        }
        found
    }

    /// Brings in the rest of a list that is cut.
    pub fn lengthen(&mut self, variant: &mut Variant) {
        let (family, hash, number) = variant.rest;
        if let Some(file) = self.named(family, block_hash(hash, number)) {
            file.find_block(&mut variant.postings);
        }
    }

    /// What is shown of a record.
    pub fn shown(&mut self, id: u32) -> Option<Shown> {
        let number = id / self.shards.head.family(Family::Display).width.max(1);
        let records = json::records(self.fetch(Family::Display, number)?);
        records.into_iter().find(|(record, _)| *record == id).map(|(_, shown)| shown)
    }

    /// The pairs of words that begin with a word, and those that end with it, the most common first.
    pub fn neighbours(&mut self, fold: &str) -> [Vec<String>; 2] {
        match self.named(Family::Neighbours, TermHash::of(fold).finish()) {
            Some(file) => json::neighbours_of(file.payload, fold),
            None => Default::default(),
        }
    }

    /// The notices that are announced by a term.
    pub fn notices(&mut self, hash: u32) -> Vec<Notice> {
        let Some(file) = self.named(Family::Notices, hash) else { return Vec::new() };
        json::notices(file.payload).into_iter().filter(|notice| notice_hash(notice) == hash).collect()
    }

    /// The file of a family that has a name, if anything has.
    fn named(&mut self, family: Family, hash: u32) -> Option<File<'a>> {
        let head = &self.shards.head;
        let files = head.family(family).files;
        let number = file_of(hash, files);
        let ring = match family {
            Family::RecentTerms | Family::RecentBlocks => head.layout.recent(),
            _ => head.layout.settled(),
        };
        let payload = self.fetch(family, number)?;
        Some(File { payload, names: NameSpace::of(number, files), ring, hash })
    }

    fn fetch(&mut self, family: Family, number: u32) -> Option<&'a str> {
        let payload = self.shards.payloads.get(&(family, number))?;
        self.fetched.insert((family, number));
        Some(payload)
    }
}

/// A file in which a name is looked for.
struct File<'a> {
    payload: &'a str,
    /// The names that it may have.
    names: NameSpace,
    ring: Ring,
    hash: u32,
}

impl File<'_> {
    /// Finds the entry of the name, and calls `take` behind it, which may read on; `skip` reads what stands behind
    /// other names.
    fn entry(&self, skip: impl Fn(&mut BitReader<'_>), mut take: impl FnMut(&mut BitReader<'_>)) {
        let mut reader = BitReader::new(json::text(self.payload));
        read_names(&mut reader, self.names, |reader, name| match name.cmp(&self.hash) {
            Ordering::Less => {
                skip(reader);
                true
            }
            Ordering::Equal => {
                take(reader);
                true
            }
            Ordering::Greater => false,
        });
    }

    fn find_term(&self, blocks: Family, found: &mut FoundTerm) {
        let skip = |reader: &mut BitReader<'_>| {
            read_term(reader, self.ring, |_| {});
        };
        self.entry(skip, |reader| {
            let mut number = 0;
            found.notice |= read_term(reader, self.ring, |variant| {
                let ReadVariant { signatures, records, postings } = variant;
                let [first, second] = signatures.map(Signature::of_number);
                let rest = (blocks, self.hash, number);
                found.variants.push(Variant { first, second, records, postings, rest });
                number += 1;
            });
        });
    }

    fn find_block(&self, into: &mut Vec<Posting>) {
        let skip = |reader: &mut BitReader<'_>| drop(read_block(reader, self.ring));
        self.entry(skip, |reader| into.append(&mut read_block(reader, self.ring)));
    }
}
