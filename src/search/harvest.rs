//! What texts come to: the postings of some records, what is shown of them, and their words.

use std::collections::HashMap;
use std::io;

use super::document::{Describer, Subject};
use super::expansion::Expansions;
use super::json;
use super::occurrence::{Neighbours, index};
use super::run::Packed;
use super::vocabulary::Vocabulary;

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
    /// Says what they hold.
    pub describer: Describer<'a>,
    /// What is added to texts.
    pub expansions: Expansions,
}

impl Harvester<'_> {
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
        postings.sort_unstable();
        Ok(Harvest { shown, postings, words: vocabulary.counts().collect(), neighbours })
    }
}
