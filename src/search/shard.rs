//! The files of the index: scripts that each hand one payload to one function, so that they load from any
//! static host and from a folder alike.
//!
//! `docs/search-format.md`, chapters 2 and 3, says what stands in each.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::SearchError;
use super::bale::{PIECES, Postings, piece_of};
use super::bits::BitWriter;
use super::division::{Bits, NameSpace, files_for, files_of, step};
use super::entry::{Entries, Entry, Rules, entries};
use super::family::{Family, address, group_hash, head_address, head_script, no_hash, script};
use super::hash::{TermHash, file_of};
use super::head::{FamilySpec, Head, Syllable};
use super::identity::Layout;
use super::index::Index;
use super::json;
use super::list::{Ring, write_ids};
use super::occurrence::Neighbours;
use super::place::Notice;
use crate::output::Address;

/// How many parts the postings of a segment are sorted in, each by one thread; of a site of very many records, so that
/// a part is not too large.
const PARTS: u32 = 64;
const MANY_PARTS: u32 = 512;
const VERY_MANY: usize = 250_000;
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
    ///
    /// # Errors
    ///
    /// [`SearchError::Read`], where postings were put aside.
    pub fn of(index: &mut Index) -> Result<Self, SearchError> {
        let payloads = Mutex::new(BTreeMap::new());
        let (head, _) = pack(index, &|file| {
            let mut payloads = payloads.lock().unwrap_or_else(PoisonError::into_inner);
            payloads.insert((file.family, file.number), file.payload);
            Ok(())
        })?;
        Ok(Self { head, payloads: payloads.into_inner().unwrap_or_else(PoisonError::into_inner) })
    }

    /// The files with their addresses, the head last: who reads it finds all that it names.
    pub fn files(&self) -> impl Iterator<Item = (Address, Vec<u8>)> {
        let shards = self.payloads.iter().map(|((family, number), payload)| {
            let hash = self.head.family(*family).hash(*number).unwrap_or_default();
            (address(*family, hash, *number), script(*family, *number, payload))
        });
        shards.chain(std::iter::once((head_address(), head_script(&self.head))))
    }
}

/// A file that is finished.
#[derive(Debug)]
pub struct File {
    /// Its family.
    pub family: Family,
    /// Its number there.
    pub number: u32,
    /// Where it lives.
    pub address: Address,
    /// What stands in the script.
    pub payload: String,
}

/// Takes finished files, from many threads.
pub type Take<'a> = &'a (dyn Fn(File) -> Result<(), SearchError> + Sync);

/// Packs an index into files, and hands them on, family by family; says what the head has to hold. What is shown and
/// what stands side by side is taken out of the index: terms need the room.
///
/// # Errors
///
/// [`SearchError::Read`], where postings were put aside; what `take` says.
pub fn pack(index: &mut Index, take: Take<'_>) -> Result<(Head, Bits), SearchError> {
    let (shown, neighbours) = (std::mem::take(&mut index.shown), std::mem::take(&mut index.neighbours));
    let mut packer = Packer { index, take, families: BTreeMap::new() };
    packer.display(shown)?;
    packer.neighbours(neighbours)?;
    packer.notices()?;
    packer.facets()?;
    let bits = packer.terms()?;
    let head = Head {
        records: index.count() as u32,
        layout: index.layout,
        families: packer.families,
        syllables: syllables(index.words.iter().map(|(word, count)| (word.as_str(), *count))),
    };
    Ok((head, bits))
}

/// What becomes of the postings of a segment, in an index of so many records.
pub fn rules<'a>(segment: usize, records: usize, layout: &Layout, flagged: &'a [u32]) -> Rules<'a> {
    match segment {
        0 => Rules { fewest: fewest(records), flagged, ring: layout.settled() },
        _ => Rules { fewest: 1, flagged: &[], ring: layout.recent() },
    }
}

/// The families of a segment: of terms, and of the rests of their lists.
pub fn families_of(segment: usize) -> [Family; 2] {
    match segment {
        0 => [Family::Terms, Family::Blocks],
        _ => [Family::RecentTerms, Family::RecentBlocks],
    }
}

struct Packer<'a> {
    index: &'a Index,
    take: Take<'a>,
    families: BTreeMap<Family, FamilySpec>,
}

impl Packer<'_> {
    fn terms(&mut self) -> Result<Bits, SearchError> {
        let flagged = flagged(&self.index.notices);
        let mut bits = Bits::default();
        for segment in 0..2 {
            let rules = rules(segment, self.index.count(), &self.index.layout, &flagged);
            let parts = if self.index.count() < VERY_MANY { PARTS } else { MANY_PARTS };
            let of_segment = segment_entries(&self.index.postings, (segment, parts), rules)?;
            bits[segment] = [of_segment[0].bits(), of_segment[1].bits()];
            // How many files what is settled has does not depend on what is recent.
            let files = files_of(bits)[segment];
            for ((entries, family), files) in of_segment.iter().zip(families_of(segment)).zip(files) {
                self.hashed(family, entries, files)?;
            }
        }
        Ok(bits)
    }

    /// Divides entries by their names into so many files.
    fn hashed(&mut self, family: Family, entries: &Entries, files: u32) -> Result<(), SearchError> {
        let number = |entry: &Entry| file_of(entry.hash, files);
        let of_files = entries.all().chunk_by(|a, b| number(a) == number(b));
        let of_files: Vec<(u32, &[Entry])> = of_files.map(|of_file| (number(&of_file[0]), of_file)).collect();
        self.family(family, FamilySpec::new(0, files), &of_files, |number, of_file| {
            payload(entries, of_file, number, files)
        })
    }

    fn display(&mut self, shown: Vec<(u32, String)>) -> Result<(), SearchError> {
        let wanted = (self.index.count() / DISPLAYED).clamp(1, MOST_DISPLAY);
        let files = |width: u32| {
            let mut last = None;
            let new = |id: &u32| last.replace(id / width) != Some(id / width);
            shown.iter().map(|(id, _)| *id).filter(new).count()
        };
        let width = (0..120).map(step).find(|width| files(*width) <= wanted).unwrap_or(u32::MAX);
        let of_files = shown.chunk_by(|(a, _), (b, _)| a / width == b / width);
        let of_files: Vec<_> = of_files.map(|of_file| (of_file[0].0 / width, of_file)).collect();
        let count = of_files.last().map_or(0, |(last, _)| last + 1);
        self.family(Family::Display, FamilySpec::new(width, count), &of_files, |_, of_file| {
            let items: Vec<&str> = of_file.iter().map(|(_, item)| item.as_str()).collect();
            json::list(&items)
        })
    }

    fn neighbours(&mut self, neighbours: BTreeMap<Neighbours, u32>) -> Result<(), SearchError> {
        let mut beside: BTreeMap<String, [Vec<(u32, String)>; 2]> = BTreeMap::new();
        for ((first, second), count) in neighbours {
            let words = format!("{first} {second}");
            // By classes of frequency, so that one more text seldom changes the order.
            let rank = 32 - count.ilog2();
            beside.entry(fold_of(&first)).or_default()[0].push((rank, words.clone()));
            beside.entry(fold_of(&second)).or_default()[1].push((rank, words));
        }
        let items = beside.into_iter().map(|(fold, [mut behind, mut before])| {
            for list in [&mut behind, &mut before] {
                list.sort_unstable();
                list.truncate(NEIGHBOURS);
            }
            (TermHash::of(&fold).finish(), json::neighbours(&fold, &behind, &before))
        });
        let items = items.collect();
        self.named(Family::Neighbours, items, NEIGHBOUR_FILE)
    }

    fn notices(&mut self) -> Result<(), SearchError> {
        let items = self.index.notices.iter().map(|notice| (notice_hash(notice), json::notice(notice)));
        let items = items.collect();
        self.named(Family::Notices, items, NOTICE_FILE)
    }

    /// Files of JSON items that have names.
    fn named(&mut self, family: Family, items: Vec<(u32, String)>, size: usize) -> Result<(), SearchError> {
        let count = files_for(items.iter().map(|(_, item)| item.len()).sum(), size, MOST_NAMES);
        let mut files: BTreeMap<u32, Vec<String>> = BTreeMap::new();
        for (name, item) in items {
            files.entry(file_of(name, count)).or_default().push(item);
        }
        let files: Vec<_> = files.into_iter().collect();
        self.family(family, FamilySpec::new(0, count), &files, |_, items| json::list(items))
    }

    fn facets(&mut self) -> Result<(), SearchError> {
        let ring = Ring::whole(self.index.layout.space);
        let mut files: Vec<Vec<String>> = Vec::new();
        let mut size = 0;
        for facet in &self.index.facets {
            let mut writer = BitWriter::default();
            write_ids(&mut writer, &facet.ids, ring);
            let facet = json::facet(facet, &writer.finish());
            match files.last_mut().filter(|_| size + facet.len() <= FACET_FILE) {
                Some(file) => {
                    size += facet.len();
                    file.push(facet);
                }
                None => {
                    size = facet.len();
                    files.push(vec![facet]);
                }
            }
        }
        let files: Vec<_> = (0..).zip(files).collect();
        let spec = FamilySpec::new(0, files.len() as u32);
        self.family(Family::Facets, spec, &files, |_, items| json::list(items))
    }

    /// Makes the files of a family, whose numbers rise, and hands them on, group by group: it is a group that has a
    /// name.
    fn family<T: Sync>(
        &mut self,
        family: Family,
        mut spec: FamilySpec,
        files: &[(u32, T)],
        payload: impl Fn(u32, &T) -> String + Sync,
    ) -> Result<(), SearchError> {
        let group_of = |number: u32| (number >> spec.group_bits) as usize;
        let groups: Vec<&[(u32, T)]> =
            files.chunk_by(|(a, _), (b, _)| group_of(*a) == group_of(*b)).collect();
        let make = |group: &&[(u32, T)]| {
            let made: Vec<(u32, String)> =
                group.iter().map(|(number, of_file)| (*number, payload(*number, of_file))).collect();
            let hash = group_hash(&made);
            made.into_iter().try_for_each(|(number, payload)| {
                (self.take)(File { family, number, address: address(family, &hash, number), payload })
            })?;
            Ok((group_of(group[0].0), hash))
        };
        let hashes: Vec<(usize, String)> = groups.par_iter().map(make).collect::<Result<_, SearchError>>()?;
        spec.hashes = vec![no_hash(); spec.groups() as usize];
        for (group, hash) in hashes {
            if let Some(place) = spec.hashes.get_mut(group) {
                *place = hash;
            }
        }
        self.families.insert(family, spec);
        Ok(())
    }
}

/// The entries of a segment's terms and blocks.
fn segment_entries(
    postings: &Postings,
    (segment, parts): (usize, u32),
    rules: Rules<'_>,
) -> Result<[Entries; 2], SearchError> {
    let step = PIECES / parts;
    let of_part = |part: u32| {
        let pieces = part * step..(part + 1) * step;
        let mut read = Vec::new();
        postings.read(segment, pieces.clone(), |posting| read.push(posting))?;
        // Rows that are sorted already are what a stable sort is quick at.
        read.sort();
        Ok(entries(&read, rules, |hash| pieces.contains(&piece_of(hash))))
    };
    let parts: Vec<(Entries, Entries)> =
        (0..parts).into_par_iter().map(of_part).collect::<Result<_, SearchError>>()?;
    let (terms, blocks): (Vec<_>, Vec<_>) = parts.into_iter().unzip();
    Ok([Entries::joined(terms), Entries::joined(blocks)])
}

/// Bodies of many texts make pairs by chance; those of a few are most of an index and answer nothing.
fn fewest(records: usize) -> usize {
    match records {
        0..5_000 => 1,
        5_000..50_000 => 3,
        _ => 4,
    }
}

/// The name of the term that a notice is announced by: the first two words of the name that is no more, or the
/// one that it has.
pub fn notice_hash(notice: &Notice) -> u32 {
    let mut words = notice.fold.iter();
    let first = TermHash::of(words.next().map(String::as_str).unwrap_or_default());
    words.next().map_or(first, |second| first.and(second)).finish()
}

/// The names of the terms that announce a notice, rising.
pub fn flagged(notices: &[Notice]) -> Vec<u32> {
    let mut flagged: Vec<u32> = notices.iter().map(notice_hash).collect();
    flagged.sort_unstable();
    flagged.dedup();
    flagged
}

/// The payload of a file of entries: how many there are, then each behind the distance of its name from the one
/// before.
pub fn payload(entries: &Entries, of_file: &[Entry], number: u32, files: u32) -> String {
    let names = NameSpace::of(number, files);
    let mut writer = BitWriter::default();
    writer.gamma(of_file.len() as u32 + 1);
    let k = names.parameter(of_file.len() as u32);
    let mut before = names.first;
    for entry in of_file {
        writer.rice(entry.hash - before, k);
        before = entry.hash;
        entries.write(entry, &mut writer);
    }
    json::quoted(&writer.finish())
}

/// The syllables of the head: in letters without marks, the most common where there are many.
pub fn syllables<'a>(counts: impl Iterator<Item = (&'a str, u32)>) -> Vec<Syllable> {
    let plain = |fold: &str| fold.len() <= 12 && fold.bytes().all(|byte| byte.is_ascii_lowercase());
    let mut found: Vec<Syllable> = counts
        .filter(|(fold, _)| plain(fold))
        .map(|(fold, count)| Syllable { fold: fold.to_owned(), class: count.ilog2() as u8 })
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::bale::Bale;
    use super::super::occurrence::Occurrence;
    use super::super::run::Packed;
    use super::*;

    proptest! {
        #[test]
        fn in_how_many_parts_postings_are_sorted_makes_no_difference(
            found in prop::collection::btree_set((0_u64..1 << 34, 0_u32..64), 0..300),
        ) {
            let packed = |(term, id): &(u64, u32)| {
                let occurrence =
                    Occurrence { term: term << 30, code: 3, strong: false, pair: true, word: false };
                Packed::new(&occurrence, *id)
            };
            let mut sorted: Vec<Packed> = found.iter().map(packed).collect();
            sorted.sort_unstable();
            let postings = Postings { segments: [vec![Bale::new(&sorted, None)], Vec::new()], aside: None };
            let rules = Rules { fewest: 1, flagged: &[], ring: Ring::whole(64) };
            let written = |parts| {
                let entries = segment_entries(&postings, (0, parts), rules).unwrap();
                entries.map(|entries| payload(&entries, entries.all(), 0, 1))
            };
            prop_assert_eq!(written(PARTS), written(MANY_PARTS));
        }
    }
}
