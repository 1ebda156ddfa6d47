//! What is different about some records whose texts changed: which terms, which lists they have now, which words,
//! and what is shown.
//!
//! Wherever what was kept does not say for certain, there is no answer; then the whole index is made.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::bale::{Postings, piece_of};
use super::harvest::{Harvest, Harvester, Record};
use super::hash::TermHash;
use super::index::bale_size;
use super::kept;
use super::run::{Lowest, Packed, pack, unpack};

/// A record whose text changed.
#[derive(Debug, Clone, Copy)]
pub struct Changed {
    /// It.
    pub record: Record,
    /// Its segment.
    pub segment: usize,
    /// Its place among the records of its segment.
    pub at: usize,
}

/// What is different.
#[derive(Debug, Default)]
pub struct Difference {
    /// By segment: the names of the terms whose lists are others now, rising.
    pub names: [Vec<u32>; 2],
    /// The postings of these terms as they are now, sorted.
    pub postings: [Vec<Packed>; 2],
    /// What is shown of the records.
    pub shown: Vec<(u32, String)>,
    /// [`kept::Records::again`], with these records.
    pub again: [BTreeMap<u32, Vec<u8>>; 2],
    /// The words, rising, and how many records have each now.
    pub words: Vec<(String, u32)>,
}

/// Finds out what is different.
pub fn difference(
    changed: &[Changed],
    harvester: &Harvester<'_>,
    records: &kept::Records,
    postings: &Postings,
) -> Option<Difference> {
    let only: Vec<Record> = changed.iter().map(|changed| changed.record).collect();
    let harvest = harvester.harvest(&only).ok()?;
    let now = by_record(&harvest.postings);
    let before = before(changed, records, postings)?;
    let mut names: [BTreeSet<u32>; 2] = Default::default();
    let mut words: BTreeMap<u32, i64> = BTreeMap::new();
    let mut again = records.again.clone();
    for Changed { record, segment, .. } in changed {
        let of = |all: &BTreeMap<u32, Vec<Packed>>| all.get(&record.id).cloned().unwrap_or_default();
        let (before, now) = (of(&before), of(&now));
        names[*segment].extend(only_in_one(&before, &now));
        words_of(&now).for_each(|word| *words.entry(word).or_default() += 1);
        words_of(&before).for_each(|word| *words.entry(word).or_default() -= 1);
        let mut bytes = Vec::new();
        pack(&now, Lowest { hash: 0, id: record.id }, &mut bytes);
        again[*segment].insert(record.id, bytes);
    }
    words.retain(|_, count| *count != 0);
    let names = names.map(|names| names.into_iter().collect::<Vec<u32>>());
    let words = counted(&records.words, &words, &harvest)?;
    let mut difference = Difference { names, shown: harvest.shown, again, words, ..Difference::default() };
    for segment in 0..2 {
        difference.postings[segment] = gathered(segment, &difference, postings)?;
    }
    Some(difference)
}

fn by_record(postings: &[Packed]) -> BTreeMap<u32, Vec<Packed>> {
    let mut by_record: BTreeMap<u32, Vec<Packed>> = BTreeMap::new();
    for posting in postings {
        by_record.entry(posting.posting().id).or_default().push(*posting);
    }
    by_record
}

/// The postings that the records had.
fn before(
    changed: &[Changed],
    records: &kept::Records,
    postings: &Postings,
) -> Option<BTreeMap<u32, Vec<Packed>>> {
    let size = bale_size(records.ids.len());
    let mut before: BTreeMap<u32, Vec<Packed>> = BTreeMap::new();
    let mut bales: BTreeMap<(usize, usize), BTreeSet<u32>> = BTreeMap::new();
    for Changed { record, segment, at } in changed {
        match records.again[*segment].get(&record.id) {
            Some(bytes) => {
                let of_record = before.entry(record.id).or_default();
                unpack(bytes, Lowest { hash: 0, id: record.id }, |posting| of_record.push(posting));
            }
            None => {
                bales.entry((*segment, at / size)).or_default().insert(record.id);
            }
        }
    }
    for ((segment, bale), ids) in bales {
        let read = postings.read_bale(segment, bale, |posting| {
            let id = posting.posting().id;
            if ids.contains(&id) {
                before.entry(id).or_default().push(posting);
            }
        });
        read.ok()?;
    }
    Some(before)
}

/// The names of the terms that stand in one of two sorted lists, or otherwise in one than in the other.
fn only_in_one(a: &[Packed], b: &[Packed]) -> Vec<u32> {
    let not_in = |list: &[Packed], posting: &&Packed| list.binary_search(posting).is_err();
    let of_a = a.iter().filter(|posting| not_in(b, posting));
    let of_b = b.iter().filter(|posting| not_in(a, posting));
    of_a.chain(of_b).map(Packed::hash).collect()
}

/// The names of the words of one record, each once.
fn words_of(postings: &[Packed]) -> impl Iterator<Item = u32> {
    let words: BTreeSet<u32> =
        postings.iter().filter(|posting| posting.is_word()).map(Packed::hash).collect();
    words.into_iter()
}

/// How many records have each word, after so many more or fewer have some. Nothing where two words have one name,
/// so that nobody can say which of them a record had.
fn counted(
    words: &[(String, u32)],
    more: &BTreeMap<u32, i64>,
    harvest: &Harvest,
) -> Option<Vec<(String, u32)>> {
    let name = |fold: &str| TermHash::of(fold).finish();
    let mut folds: BTreeMap<u32, &str> = BTreeMap::new();
    for (fold, _) in words.iter().chain(&harvest.words) {
        let name = name(fold);
        if more.contains_key(&name) && *folds.entry(name).or_insert(fold) != fold {
            return None;
        }
    }
    let mut counts: BTreeMap<&str, i64> =
        words.iter().map(|(fold, count)| (fold.as_str(), i64::from(*count))).collect();
    for (name, more) in more {
        *counts.entry(folds.get(name)?).or_default() += more;
    }
    counts.retain(|_, count| *count > 0);
    Some(counts.into_iter().map(|(fold, count)| (fold.to_owned(), count as u32)).collect())
}

/// The postings of the terms that are different, of all records.
fn gathered(segment: usize, difference: &Difference, postings: &Postings) -> Option<Vec<Packed>> {
    let (names, again) = (&difference.names[segment], &difference.again[segment]);
    let is_asked = |posting: &Packed| names.binary_search(&posting.hash()).is_ok();
    let pieces: BTreeSet<u32> = names.iter().map(|name| piece_of(*name)).collect();
    let of_piece = |piece: u32| {
        let mut found = Vec::new();
        let read = postings.read(segment, piece..piece + 1, |posting| {
            if is_asked(&posting) && !again.contains_key(&posting.posting().id) {
                found.push(posting);
            }
        });
        read.ok().map(|()| found)
    };
    let found: Vec<Vec<Packed>> = pieces.into_par_iter().map(of_piece).collect::<Option<_>>()?;
    let mut found = found.concat();
    for (id, bytes) in again {
        unpack(bytes, Lowest { hash: 0, id: *id }, |posting| {
            if is_asked(&posting) {
                found.push(posting);
            }
        });
    }
    found.sort_unstable();
    Some(found)
}
