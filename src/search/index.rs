//! The whole index before it is divided into files: every record, every term with its lists, every facet.
//!
//! Made from the model, record by record and in parallel; texts are dropped as soon as their terms are known.

use std::collections::{BTreeMap, HashMap};
use std::io;

use rayon::prelude::*;

use super::bale::{Bale, Postings};
use super::document::{Kind, Subject};
use super::facet::{Facet, facets};
use super::harvest::{Harvest, Harvester, Record};
use super::identity::{Layout, Named, identify};
use super::occurrence::Neighbours;
use super::place::{Notice, Places, notices};
use super::segment::Segments;
use crate::cache::Aside;
use crate::model::{Bodies, Site, Theme};

/// So many bales of each thread are made before what they came to is brought together: their words and neighbours are
/// mostly the same, and would be most of what indexing needs of memory.
const AT_A_TIME: usize = 4;
/// Records in a bale: as many as make about so many bales, within bounds. A bale is what a thread has in its hands.
const BALES: usize = 64;
const SMALLEST_BALE: usize = 128;
const LARGEST_BALE: usize = 1_024;

/// The index.
#[derive(Debug)]
pub struct Index {
    /// Where ids lie.
    pub layout: Layout,
    /// The ids of all records, settled ones first, each in the order of the site's lists.
    pub ids: Vec<u32>,
    /// What is shown of each record, as it stands in files, by id.
    pub shown: Vec<(u32, String)>,
    /// What records are found by.
    pub postings: Postings,
    /// How many records have each syllable or word.
    pub words: BTreeMap<String, u32>,
    /// How many short texts have each two words side by side, as written.
    pub neighbours: BTreeMap<Neighbours, u32>,
    /// What results can be held to.
    pub facets: Vec<Facet>,
    /// What is said of names that are no more.
    pub notices: Vec<Notice>,
}

/// What is found: settled and recent, each in the order of the site's lists.
pub fn subjects(site: &Site, segments: &Segments) -> [Vec<Subject>; 2] {
    let (recent, settled) =
        Subject::all(site).into_iter().partition(|subject| segments.is_recent(site, *subject));
    [settled, recent]
}

/// How many records a bale has, in a site of so many.
pub fn bale_size(records: usize) -> usize {
    (records / BALES).next_power_of_two().clamp(SMALLEST_BALE, LARGEST_BALE)
}

/// Makes the index of a site; its postings are put aside where there is a place for them.
///
/// # Errors
///
/// What the disk says, where a text has to be read again.
pub fn build(site: &Site, theme: &Theme, bodies: &dyn Bodies, aside: Option<Aside>) -> io::Result<Index> {
    let segments = Segments::of(site);
    let subjects = subjects(site, &segments);
    let (records, layout) = identified(site, &segments, &subjects);
    let places = Places::of(site);
    let harvester = Harvester::new(site, theme, bodies, &places);
    let mut index = Index {
        layout,
        ids: records.iter().flatten().map(|record| record.id).collect(),
        shown: Vec::new(),
        postings: Postings { segments: Default::default(), aside },
        words: BTreeMap::new(),
        neighbours: BTreeMap::new(),
        facets: facets(site, records.iter().flatten()),
        notices: notices(site),
    };
    index.bring_in(&harvester, &records)?;
    Ok(index)
}

/// Gives all that is found its id.
fn identified(site: &Site, segments: &Segments, subjects: &[Vec<Subject>; 2]) -> ([Vec<Record>; 2], Layout) {
    let all = || subjects.iter().flatten();
    let keys: Vec<String> = all().map(|subject| subject.address(site).to_string()).collect();
    let bulletin_day = |subject: &Subject| match subject.kind() {
        Kind::Bulletin => subject.day(site),
        _ => None,
    };
    let named: Vec<Named<'_>> =
        all().zip(&keys).map(|(subject, key)| Named { key, day: bulletin_day(subject) }).collect();
    let (ids, layout) = identify(&named, segments.from());
    (records(subjects, &ids), layout)
}

/// What is found with the ids of all, settled and recent.
pub fn records(subjects: &[Vec<Subject>; 2], ids: &[u32]) -> [Vec<Record>; 2] {
    let mut ids = ids.iter().copied();
    let mut of = |subjects: &[Subject]| {
        subjects.iter().zip(&mut ids).map(|(subject, id)| Record { subject: *subject, id }).collect()
    };
    [of(&subjects[0]), of(&subjects[1])]
}

impl Index {
    fn bring_in(&mut self, harvester: &Harvester<'_>, records: &[Vec<Record>; 2]) -> io::Result<()> {
        let size = bale_size(records[0].len() + records[1].len());
        let (mut words, mut neighbours) = (HashMap::new(), HashMap::new());
        for (records, bales) in records.iter().zip(&mut self.postings.segments) {
            let aside = self.postings.aside.as_ref();
            let made = |records: &[Record]| {
                let mut harvest = harvester.harvest(records)?;
                let bale = Bale::new(&harvest.postings, aside);
                harvest.postings = Vec::new();
                Ok((bale, harvest))
            };
            for records in records.chunks(size * AT_A_TIME * rayon::current_num_threads()) {
                let made: Vec<(Bale, Harvest)> =
                    records.par_chunks(size).map(made).collect::<io::Result<_>>()?;
                for (bale, harvest) in made {
                    bales.push(bale);
                    self.shown.extend(harvest.shown);
                    for (word, count) in harvest.words {
                        *words.entry(word).or_default() += count;
                    }
                    for (words, count) in harvest.neighbours {
                        *neighbours.entry(words).or_default() += count;
                    }
                }
            }
        }
        self.shown.sort_unstable_by_key(|(id, _)| *id);
        self.words = words.into_iter().collect();
        self.neighbours = neighbours.into_iter().collect();
        Ok(())
    }

    /// How many records there are.
    pub fn count(&self) -> usize {
        self.ids.len()
    }
}
