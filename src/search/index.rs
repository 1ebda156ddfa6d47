//! The whole index in memory: every record, every term with its lists, every facet.
//!
//! Made from the model, record by record and in parallel; texts are dropped as soon as their terms are known.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io;

use rayon::prelude::*;

use super::document::{Describer, Kind, Shown, Subject};
use super::expansion::Expansions;
use super::hash::file_of;
use super::identity::{Layout, Named, identify};
use super::occurrence::{Neighbours, index};
use super::place::{Notice, Places, notices};
use super::run::{Packed, Run};
use super::segment::Segments;
use super::vocabulary::Vocabulary;
use crate::model::{Bodies, Datelike, Level, Site, Theme};

/// How many parts the postings are sorted in, by the first bits of their names.
pub const PARTS: usize = 64;

/// Records that a thread takes at a time.
const CHUNK: usize = 128;

/// The index.
#[derive(Debug)]
pub struct Index {
    /// Where ids lie.
    pub layout: Layout,
    /// What is shown of each record, by id.
    pub shown: BTreeMap<u32, Shown>,
    /// The terms of what is settled, and those of what was added of late.
    pub segments: [Postings; 2],
    /// How many records have each syllable or word.
    pub syllables: BTreeMap<String, u32>,
    /// How many short texts have each two words side by side, as written.
    pub neighbours: BTreeMap<Neighbours, u32>,
    /// What results can be held to.
    pub facets: Vec<Facet>,
    /// What is said of names that are no more.
    pub notices: Vec<Notice>,
}

/// A set of records that a reader can choose.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Facet {
    /// By what.
    pub by: FacetKind,
    /// What tells it apart among those of one kind: a slug, a year, the word of a kind.
    pub key: String,
    /// Its name; empty for years and kinds.
    pub name: String,
    /// Its records, rising.
    pub ids: Vec<u32>,
}

/// What a facet chooses by. The discriminant is what the shards say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FacetKind {
    /// The kind of record; bulletins have none, since their ids say so.
    Kind,
    /// The category of a bulletin.
    Category,
    /// The year of what is no bulletin; a bulletin's id says its year.
    Year,
    /// A place, with all that lies in it.
    Place,
}

/// The postings of a segment, in parts by the first bits of their names, packed.
#[derive(Debug, Default)]
pub struct Postings {
    parts: Vec<Vec<Run>>,
}

impl Postings {
    /// The part of a name.
    pub fn part(hash: u32) -> usize {
        file_of(hash, PARTS as u32) as usize
    }

    /// Calls `take` with the postings of each term of a part, in order: by signatures, falling codes and falling
    /// ids. Pairs that stand in bodies alone, in fewer than `fewest` records, are left out.
    pub fn terms(&self, part: usize, fewest: usize, mut take: impl FnMut(&[Packed])) {
        let runs = self.parts.get(part).map(Vec::as_slice).unwrap_or_default();
        let mut postings = Vec::with_capacity(runs.iter().map(Run::count).sum());
        runs.iter().for_each(|run| run.unpack(&mut postings));
        // Rows that are sorted already are what a stable sort is quick at.
        postings.sort();
        for term in postings.chunk_by(|a, b| a.hash() == b.hash()) {
            let is_chance = term[0].is_pair() && !term.iter().any(Packed::is_strong);
            if !is_chance || term.len() >= fewest {
                take(term);
            }
        }
    }
}

/// Makes the index of a site.
///
/// # Errors
///
/// What the disk says, where a text has to be read again.
pub fn build(site: &Site, theme: &Theme, bodies: &dyn Bodies) -> io::Result<Index> {
    let subjects = Subject::all(site);
    let keys: Vec<String> = subjects.iter().map(|subject| subject.address(site).to_string()).collect();
    let bulletin_day = |subject: &Subject| match subject.kind() {
        Kind::Bulletin => subject.day(site),
        _ => None,
    };
    let named: Vec<Named<'_>> =
        subjects.iter().zip(&keys).map(|(subject, key)| Named { key, day: bulletin_day(subject) }).collect();
    let segments = Segments::of(site);
    let (ids, layout) = identify(&named, segments.from());
    let places = Places::of(site);
    let describer = Describer { site, theme, bodies, places: &places };
    let expansions = Expansions::new(&site.glossary);
    let records: Vec<(Subject, u32)> = subjects.iter().copied().zip(ids).collect();
    let harvests: Vec<Harvest> = records
        .par_chunks(CHUNK)
        .map(|records| harvest(records, site, &describer, &expansions, &segments))
        .collect::<io::Result<_>>()?;
    let mut index = Index {
        layout,
        shown: BTreeMap::new(),
        segments: [Postings::default(), Postings::default()],
        syllables: BTreeMap::new(),
        neighbours: BTreeMap::new(),
        facets: facets(site, &records),
        notices: notices(site),
    };
    index.bring_in(harvests);
    Ok(index)
}

impl Index {
    fn bring_in(&mut self, harvests: Vec<Harvest>) {
        let (mut syllables, mut neighbours) = (HashMap::new(), HashMap::new());
        let empty = || -> Vec<Vec<Run>> { (0..PARTS).map(|_| Vec::new()).collect() };
        let mut parts = [empty(), empty()];
        for harvest in harvests {
            self.shown.extend(harvest.shown);
            for (syllable, count) in harvest.syllables {
                *syllables.entry(syllable).or_default() += count;
            }
            for (words, count) in harvest.neighbours {
                *neighbours.entry(words).or_default() += count;
            }
            for (all, of_segment) in parts.iter_mut().zip(harvest.runs) {
                for (all, run) in all.iter_mut().zip(of_segment) {
                    all.push(run);
                }
            }
        }
        self.syllables = syllables.into_iter().collect();
        self.neighbours = neighbours.into_iter().collect();
        self.segments = parts.map(|parts| Postings { parts });
    }

    /// How many records there are.
    pub fn count(&self) -> usize {
        self.shown.len()
    }
}

/// What a thread has of some records.
struct Harvest {
    shown: Vec<(u32, Shown)>,
    /// By segment and part.
    runs: [Vec<Run>; 2],
    syllables: Vec<(String, u32)>,
    neighbours: HashMap<Neighbours, u32>,
}

fn harvest(
    records: &[(Subject, u32)],
    site: &Site,
    describer: &Describer<'_>,
    expansions: &Expansions,
    segments: &Segments,
) -> io::Result<Harvest> {
    let mut vocabulary = Vocabulary::new(expansions);
    let mut shown = Vec::with_capacity(records.len());
    let mut postings: [Vec<Packed>; 2] = Default::default();
    let mut neighbours = HashMap::new();
    for (subject, id) in records {
        let document = describer.describe(*subject)?;
        let indexed = index(&document, &mut vocabulary);
        let into = &mut postings[usize::from(segments.is_recent(site, *subject))];
        into.extend(indexed.occurrences.iter().map(|occurrence| Packed::new(occurrence, *id)));
        for words in indexed.neighbours {
            *neighbours.entry(words).or_default() += 1;
        }
        shown.push((*id, document.shown));
    }
    Ok(Harvest { shown, runs: postings.map(runs), syllables: vocabulary.counts().collect(), neighbours })
}

/// Postings by parts, packed; none where there are none.
fn runs(mut postings: Vec<Packed>) -> Vec<Run> {
    postings.sort_unstable();
    let mut rest = postings.as_slice();
    let part = |part: usize| {
        let of_part = rest.partition_point(|posting| Postings::part(posting.hash()) == part);
        let run = Run::pack(&rest[..of_part]);
        rest = &rest[of_part..];
        run
    };
    (0..PARTS).map(part).collect()
}

fn facets(site: &Site, records: &[(Subject, u32)]) -> Vec<Facet> {
    let mut found: BTreeMap<(FacetKind, String), (String, BTreeSet<u32>)> = BTreeMap::new();
    for (subject, id) in records {
        let mut add = |by: FacetKind, key: &str, name: &str| {
            let entry = found.entry((by, key.to_owned()));
            entry.or_insert_with(|| (name.to_owned(), BTreeSet::new())).1.insert(*id);
        };
        match subject {
            Subject::Bulletin(bulletin) => {
                if let Some(category) = site.bulletin(*bulletin).category {
                    let category = site.category(category);
                    add(FacetKind::Category, &category.slug, &category.name);
                }
            }
            other => {
                add(FacetKind::Kind, other.kind().word(), "");
                if let Some(day) = other.day(site) {
                    add(FacetKind::Year, &day.year().to_string(), "");
                }
            }
        }
        for locality in subject.localities(site) {
            for place in std::iter::once(locality).chain(site.ancestors(locality)) {
                let place = site.locality(place);
                if place.level != Level::Country && place.has_page {
                    add(FacetKind::Place, &place.slug, &place.name);
                }
            }
        }
    }
    let mut facets: Vec<Facet> = found
        .into_iter()
        .map(|((by, key), (name, ids))| Facet { by, key, name, ids: ids.into_iter().collect() })
        .collect();
    // Places come last, those with most records first: a browser may stop reading after some of them.
    facets.sort_by_cached_key(|facet| (facet.by, size_class(facet), facet.key.clone()));
    facets
}

/// Places of about as many records are of one class, so that one more bulletin seldom changes their order.
fn size_class(facet: &Facet) -> u32 {
    match facet.by {
        FacetKind::Place => 32 - (facet.ids.len() as u32).max(1).ilog2(),
        _ => 0,
    }
}
