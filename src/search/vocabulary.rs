//! The words of some records as small numbers: each is hashed, looked up and kept once, however often it stands
//! in their texts.

use std::collections::HashMap;

use super::analyse::Token;
use super::expansion::Expansions;
use super::hash::TermHash;

/// A word's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WordId(u32);

/// What is known of a word.
#[derive(Debug)]
pub struct Known {
    /// Without its marks, or the number that it is.
    pub fold: String,
    /// Where its name begins, and that of the pairs it begins.
    pub hash: TermHash,
    /// Its own name.
    pub name: u32,
    /// Whether something may be added to texts that have it.
    pub expands: bool,
    is_number: bool,
    /// How many records have it, and the last of them.
    records: u32,
    last: u32,
}

/// Words by their numbers.
#[derive(Debug)]
pub struct Vocabulary<'a> {
    expansions: &'a Expansions,
    ids: HashMap<String, WordId>,
    words: Vec<Known>,
    /// The record that is read, counted from 1.
    record: u32,
}

impl<'a> Vocabulary<'a> {
    /// No words yet.
    pub fn new(expansions: &'a Expansions) -> Self {
        Self { expansions, ids: HashMap::new(), words: Vec::new(), record: 0 }
    }

    /// What is added to texts.
    pub fn expansions(&self) -> &'a Expansions {
        self.expansions
    }

    /// From here on, words are those of another record.
    pub fn next_record(&mut self) {
        self.record += 1;
    }

    /// The number of a word that the record has.
    pub fn word(&mut self, token: &Token<'_>) -> WordId {
        let id = match self.ids.get(token.fold) {
            Some(id) => *id,
            None => self.learn(token),
        };
        let word = &mut self.words[id.0 as usize];
        word.records += u32::from(word.last != self.record);
        word.last = self.record;
        id
    }

    fn learn(&mut self, token: &Token<'_>) -> WordId {
        let id = WordId(self.words.len() as u32);
        let hash = TermHash::of(token.fold);
        self.words.push(Known {
            fold: token.fold.to_owned(),
            hash,
            name: hash.finish(),
            expands: self.expansions.begin_with(token.fold),
            is_number: token.is_number,
            records: 0,
            last: 0,
        });
        self.ids.insert(token.fold.to_owned(), id);
        id
    }

    /// What is known of a word.
    pub fn get(&self, id: WordId) -> &Known {
        &self.words[id.0 as usize]
    }

    /// The words that are no numbers, with how many records have each.
    pub fn counts(self) -> impl Iterator<Item = (String, u32)> {
        let words = self.words.into_iter().filter(|word| !word.is_number);
        words.map(|word| (word.fold, word.records))
    }
}
