//! Files of an index in which something is different: taken from the published ones, with the rest as it was.
//!
//! Wherever a published file is not what it should be, there is no answer; then the whole index is made.

use std::collections::{BTreeMap, BTreeSet};

use super::bits::BitReader;
use super::change::Difference;
use super::division::{Bits, NameSpace, files_of};
use super::entry::{Entries, Entry, Rules, entries, inline, read_block, read_term};
use super::family::{Family, group_hash, no_hash, payload_of};
use super::hash::{block_hash, file_of};
use super::head::FamilySpec;
use super::json;
use super::kept::Files;
use super::shard::{families_of, payload};
use crate::output::Sink;

/// Makes files anew.
pub struct Patch<'a> {
    files: &'a Files,
    sink: &'a dyn Sink,
    /// The files that are different; `None` for one that is no more.
    new: BTreeMap<(Family, u32), Option<String>>,
}

/// The files that have to be written, since they or others of their group are different.
#[derive(Debug)]
pub struct Patched {
    /// How each family is divided.
    pub families: BTreeMap<Family, FamilySpec>,
    /// Their payloads; `None` for one that is no more.
    pub files: BTreeMap<(Family, u32), Option<String>>,
}

impl<'a> Patch<'a> {
    /// Nothing is different yet.
    pub fn new(files: &'a Files, sink: &'a dyn Sink) -> Self {
        Self { files, sink, new: BTreeMap::new() }
    }

    /// Puts terms that are different into their files. Says how many bits entries take then; nothing where that
    /// makes another number of files.
    pub fn terms(&mut self, difference: &Difference, rules: [Rules<'_>; 2], bits: Bits) -> Option<Bits> {
        let mut bits = bits;
        for segment in 0..2 {
            let names = &difference.names[segment];
            let is_touched = |hash: u32| names.binary_search(&hash).is_ok();
            let rules = rules[segment];
            let (terms, blocks) = entries(&difference.postings[segment], rules, is_touched);
            let [of_terms, of_blocks] = families_of(segment);
            let mut old_blocks = Vec::new();
            let skip = |reader: &mut BitReader<'_>, hash: u32| {
                let mut number = 0;
                read_term(reader, rules.ring, |variant| {
                    if is_touched(hash) && inline(variant.records as usize) < variant.records as usize {
                        old_blocks.push(block_hash(hash, number));
                    }
                    number += 1;
                });
            };
            let taken = self.entries(of_terms, names, terms, skip)?;
            bits[segment][0] = (bits[segment][0] + taken.added).checked_sub(taken.removed)?;
            let touched = distinct(&old_blocks, &blocks)?;
            let skip = |reader: &mut BitReader<'_>, _: u32| drop(read_block(reader, rules.ring));
            let taken = self.entries(of_blocks, &touched, blocks, skip)?;
            // A block of another term that bears the same name would be taken for the old one.
            if taken.count != old_blocks.len() {
                return None;
            }
            bits[segment][1] = (bits[segment][1] + taken.added).checked_sub(taken.removed)?;
        }
        let same = |(segment, files): (usize, [u32; 2])| {
            families_of(segment).map(|family| self.number_of(family)) == files
        };
        files_of(bits).into_iter().enumerate().all(same).then_some(bits)
    }

    /// Puts what is shown of records into its files.
    pub fn shown(&mut self, shown: &[(u32, String)]) -> Option<()> {
        let width = self.files.families.get(&Family::Display)?.width;
        let mut by_file: BTreeMap<u32, BTreeMap<u32, &str>> = BTreeMap::new();
        for (id, item) in shown {
            by_file.entry(id / width).or_default().insert(*id, item);
        }
        for (number, mut new) in by_file {
            let old = self.published(Family::Display, number)??;
            let records = json::records(&old);
            let written: Vec<String> = records.iter().map(|(id, shown)| json::record(*id, shown)).collect();
            if json::list(&written) != old {
                return None;
            }
            let items: Vec<&str> =
                records.iter().zip(&written).map(|((id, _), item)| new.remove(id).unwrap_or(item)).collect();
            if !new.is_empty() {
                return None;
            }
            self.set(Family::Display, number, old.clone(), Some(json::list(&items)));
        }
        Some(())
    }

    /// The files of all groups in which one is different, under their new names.
    pub fn finish(mut self) -> Option<Patched> {
        let mut families = self.files.families.clone();
        let mut groups: BTreeSet<(Family, u32)> = BTreeSet::new();
        for (family, number) in self.new.keys() {
            groups.insert((*family, number >> families.get(family)?.group_bits));
        }
        for (family, group) in groups {
            let spec = families.get_mut(&family)?;
            let (first, last) = (group << spec.group_bits, (group + 1) << spec.group_bits);
            let published = self.files.holds.range((family, first)..(family, last)).map(|(name, _)| name.1);
            for number in published {
                if !self.new.contains_key(&(family, number)) {
                    let payload = self.published(family, number)?;
                    self.new.insert((family, number), payload);
                }
            }
            let of_group = self.new.range((family, first)..(family, last));
            let of_group: Vec<(u32, &str)> =
                of_group.filter_map(|((_, number), payload)| Some((*number, payload.as_deref()?))).collect();
            let hash = if of_group.is_empty() { no_hash() } else { group_hash(&of_group) };
            *spec.hashes.get_mut(group as usize)? = hash;
        }
        Some(Patched { families, files: self.new })
    }

    /// Puts entries into the files of a family in the place of those that bear one of some names, which rise.
    fn entries(
        &mut self,
        family: Family,
        names: &[u32],
        new: Entries,
        mut skip: impl FnMut(&mut BitReader<'_>, u32),
    ) -> Option<Taken> {
        let files = self.number_of(family);
        let mut taken = Taken { added: new.bits(), ..Taken::default() };
        for of_file in names.chunk_by(|a, b| file_of(*a, files) == file_of(*b, files)) {
            let number = file_of(of_file[0], files);
            let space = NameSpace::of(number, files);
            let published = self.published(family, number)?;
            let mut all = match &published {
                Some(old) => Entries::of_file(json::text(old), space, &mut skip),
                None => Entries::default(),
            };
            if published.as_ref().is_some_and(|old| payload(&all, all.all(), number, files) != *old) {
                return None;
            }
            let removed = all.take_out(|entry| of_file.binary_search(&entry.hash).is_err());
            taken.count += removed.len();
            taken.removed += removed.iter().map(Entry::bits).sum::<usize>();
            let before = new.all().partition_point(|entry| file_of(entry.hash, files) < number);
            let behind = new.all().partition_point(|entry| file_of(entry.hash, files) <= number);
            let all = all.with(&new, &new.all()[before..behind]);
            let written = (!all.all().is_empty()).then(|| payload(&all, all.all(), number, files));
            self.set(family, number, published.unwrap_or_default(), written);
        }
        Some(taken)
    }

    /// How many files a family has.
    fn number_of(&self, family: Family) -> u32 {
        self.files.families.get(&family).map_or(0, |spec| spec.files)
    }

    /// The payload of a file as it was published; nothing where it can't be had, and no payload where there was no
    /// such file.
    fn published(&self, family: Family, number: u32) -> Option<Option<String>> {
        let Some(holds) = self.files.holds.get(&(family, number)) else { return Some(None) };
        let script = self.sink.read(&self.files.address(family, number), holds).ok()??;
        payload_of(family, number, script).map(Some)
    }

    fn set(&mut self, family: Family, number: u32, old: String, new: Option<String>) {
        if new.as_deref().unwrap_or_default() != old {
            self.new.insert((family, number), new);
        }
    }
}

/// What became of the entries of a family.
#[derive(Debug, Default)]
struct Taken {
    /// How many were taken out.
    count: usize,
    /// How many bits they took.
    removed: usize,
    /// How many bits the new ones take.
    added: usize,
}

/// The names of old and new blocks together, rising; nothing where two of either share one.
fn distinct(old: &[u32], new: &Entries) -> Option<Vec<u32>> {
    let of_old: BTreeSet<u32> = old.iter().copied().collect();
    let of_new: BTreeSet<u32> = new.all().iter().map(|entry| entry.hash).collect();
    let is_distinct = of_old.len() == old.len() && of_new.len() == new.all().len();
    is_distinct.then(|| of_old.union(&of_new).copied().collect())
}
