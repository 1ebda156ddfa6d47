//! What texts come to: the postings of some records, what is shown of them, and their words.

use std::collections::HashMap;
use std::io;

use super::bale::{PIECES, piece_of};
use super::document::{Describer, Subject};
use super::expansion::Expansions;
use super::json;
use super::occurrence::{Neighbours, index};
use super::place::Places;
use super::run::Packed;
use super::vocabulary::Vocabulary;
use crate::model::{Bodies, Site, Theme};

/// Something that is found, and under which number.
#[derive(Debug, Clone, Copy)]
pub struct Record {
    /// What it is.
    pub subject: Subject,
    /// Its id.
    pub id: u32,
}

/// What some records come to.
#[derive(Debug)]
pub struct Harvest {
    /// What is shown of each, as it stands in files, in the order of the records.
    pub shown: Vec<(u32, String)>,
    /// Sorted.
    pub postings: Vec<Packed>,
    /// The words that are no numbers, and how many of the records have each.
    pub words: Vec<(String, u32)>,
    /// How many short texts have each two words side by side.
    pub neighbours: HashMap<Neighbours, u32>,
}

/// Reads records.
pub struct Harvester<'a> {
    describer: Describer<'a>,
    /// What is added to texts.
    expansions: Expansions,
}

impl<'a> Harvester<'a> {
    /// Reads the records of a site.
    pub fn new(site: &'a Site, theme: &'a Theme, bodies: &'a dyn Bodies, places: &'a Places) -> Self {
        let describer = Describer { site, theme, bodies, places };
        Self { describer, expansions: Expansions::new(&site.glossary) }
    }

    /// Reads some records.
    ///
    /// # Errors
    ///
    /// What the disk says, where a text has to be read again.
    pub fn harvest(&self, records: &[Record]) -> io::Result<Harvest> {
        let mut vocabulary = Vocabulary::new(&self.expansions);
        let mut shown = Vec::with_capacity(records.len());
        let mut postings = Vec::new();
        let mut neighbours = HashMap::new();
        for record in records {
            let document = self.describer.describe(record.subject)?;
            let indexed = index(&document, &mut vocabulary);
            postings.extend(indexed.occurrences.iter().map(|occurrence| Packed::new(occurrence, record.id)));
            for words in indexed.neighbours {
                *neighbours.entry(words).or_default() += 1;
            }
            shown.push((record.id, json::record(record.id, &document.shown)));
        }
        let postings = sorted(postings);
        Ok(Harvest { shown, postings, words: vocabulary.counts().collect(), neighbours })
    }
}

/// Puts postings in order: first into their pieces, then each of these, which is small enough to stay at hand.
fn sorted(postings: Vec<Packed>) -> Vec<Packed> {
    let mut begins = vec![0_usize; PIECES as usize + 1];
    for posting in &postings {
        begins[piece_of(posting.hash()) as usize + 1] += 1;
    }
    for piece in 1..begins.len() {
        begins[piece] += begins[piece - 1];
    }
    let mut next = begins.clone();
    let mut sorted = postings.clone();
    for posting in postings {
        let at = &mut next[piece_of(posting.hash()) as usize];
        sorted[*at] = posting;
        *at += 1;
    }
    for piece in begins.windows(2) {
        sorted[piece[0]..piece[1]].sort_unstable();
    }
    sorted
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::occurrence::Occurrence;
    use super::*;

    proptest! {
        #[test]
        fn postings_are_put_in_order(found in prop::collection::vec((any::<u64>(), any::<u32>()), 0..300)) {
            let packed = |(term, id): (u64, u32)| {
                let occurrence = Occurrence { term, code: 1, strong: false, pair: false, word: true };
                Packed::new(&occurrence, id)
            };
            let postings: Vec<Packed> = found.into_iter().map(packed).collect();
            let mut expected = postings.clone();
            expected.sort_unstable();
            prop_assert_eq!(sorted(postings), expected);
        }
    }
}
