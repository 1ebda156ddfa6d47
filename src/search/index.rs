//! The whole index in memory: every record, every term with its lists, every facet.
//!
//! Made from the model, record by record and in parallel; texts are dropped as soon as their terms are known.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use rayon::prelude::*;

use super::document::{Describer, Kind, Shown, Subject};
use super::expansion::Expansions;
use super::identity::{Layout, Named, identify};
use super::list::Posting;
use super::occurrence::{Neighbours, Occurrence, index};
use super::place::{Notice, Places, notices};
use super::segment::Segments;
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

/// The postings of a segment, sorted by term, variant, falling code and id, in parts.
#[derive(Debug, Default)]
pub struct Postings {
    parts: Vec<Vec<Packed>>,
}

/// A posting in two numbers, in the order of lists: the term and its signatures; code (from the highest), id
/// and two bits.
type Packed = (u64, u64);

const STRONG: u64 = 1;
const PAIR: u64 = 2;

/// The lists of one term.
#[derive(Debug)]
pub struct Term {
    /// Its name.
    pub hash: u32,
    /// Whether it is a pair.
    pub pair: bool,
    /// A list for each way it is written, by signatures.
    pub variants: Vec<(u32, Vec<Posting>)>,
}

impl Postings {
    /// Calls `take` with each term of a part, in order; pairs that stand in bodies alone, in fewer than
    /// `fewest` records, are left out.
    pub fn terms(&self, part: usize, fewest: usize, mut take: impl FnMut(Term)) {
        let part = self.parts.get(part).map(Vec::as_slice).unwrap_or_default();
        for term in part.chunk_by(|a, b| a.0 >> 32 == b.0 >> 32) {
            let pair = term[0].1 & PAIR != 0;
            let strong = term.iter().any(|posting| posting.1 & STRONG != 0);
            if pair && !strong && term.len() < fewest {
                continue;
            }
            let variants = term.chunk_by(|a, b| a.0 == b.0).map(|variant| {
                let postings = variant.iter().map(unpacked).collect();
                (variant[0].0 as u32, postings)
            });
            take(Term { hash: (term[0].0 >> 32) as u32, pair, variants: variants.collect() });
        }
    }
}

fn packed(occurrence: &Occurrence, id: u32) -> Packed {
    let flags = u64::from(occurrence.strong) * STRONG + u64::from(occurrence.pair) * PAIR;
    let term = u64::from(occurrence.hash) << 32 | u64::from(occurrence.signatures);
    (term, u64::from(31 - occurrence.code) << 40 | u64::from(id) << 8 | flags)
}

fn unpacked((_, place): &Packed) -> Posting {
    Posting { code: 31 - (place >> 40) as u8, id: (place >> 8) as u32 }
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
    let (ids, layout) = identify(&named);
    let segments = Segments::of(site);
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
        let mut parts: [Vec<Vec<Vec<Packed>>>; 2] = [empty_parts(), empty_parts()];
        for harvest in harvests {
            self.shown.extend(harvest.shown);
            for (syllable, count) in harvest.syllables {
                *self.syllables.entry(syllable).or_default() += count;
            }
            for (words, count) in harvest.neighbours {
                *self.neighbours.entry(words).or_default() += count;
            }
            for (all, of_segment) in parts.iter_mut().zip(harvest.parts) {
                for (all, part) in all.iter_mut().zip(of_segment) {
                    all.push(part);
                }
            }
        }
        self.segments = parts.map(|parts| Postings { parts: parts.into_par_iter().map(joined).collect() });
    }

    /// How many records there are.
    pub fn count(&self) -> usize {
        self.shown.len()
    }
}

fn empty_parts() -> Vec<Vec<Vec<Packed>>> {
    vec![Vec::new(); PARTS]
}

fn joined(pieces: Vec<Vec<Packed>>) -> Vec<Packed> {
    let mut part = Vec::with_capacity(pieces.iter().map(Vec::len).sum());
    for piece in pieces {
        part.extend(piece);
    }
    part.sort_unstable();
    part
}

/// What a thread has of some records.
struct Harvest {
    shown: Vec<(u32, Shown)>,
    parts: [Vec<Vec<Packed>>; 2],
    syllables: BTreeMap<String, u32>,
    neighbours: BTreeMap<Neighbours, u32>,
}

fn harvest(
    records: &[(Subject, u32)],
    site: &Site,
    describer: &Describer<'_>,
    expansions: &Expansions,
    segments: &Segments,
) -> io::Result<Harvest> {
    let parts = || vec![Vec::new(); PARTS];
    let mut harvest = Harvest {
        shown: Vec::with_capacity(records.len()),
        parts: [parts(), parts()],
        syllables: BTreeMap::new(),
        neighbours: BTreeMap::new(),
    };
    for (subject, id) in records {
        let document = describer.describe(*subject)?;
        let indexed = index(&document, expansions);
        let into = &mut harvest.parts[usize::from(segments.is_recent(site, *subject))];
        for occurrence in &indexed.occurrences {
            into[occurrence.hash as usize >> 26].push(packed(occurrence, *id));
        }
        for syllable in indexed.syllables {
            *harvest.syllables.entry(syllable).or_default() += 1;
        }
        for neighbours in indexed.neighbours {
            *harvest.neighbours.entry(neighbours).or_default() += 1;
        }
        harvest.shown.push((*id, document.shown));
    }
    Ok(harvest)
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
