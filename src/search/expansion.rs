//! Abbreviations and their meaning as one: a text that has either is found by both.
//!
//! The site's glossary says what belongs together; words people use instead of others (`heo: lợn`) may stand
//! there too. Done while the index is made, so that a browser needs no glossary.

use std::collections::{BTreeMap, BTreeSet};

use super::analyse::analyse;
use super::vocabulary::{Vocabulary, WordId};
use crate::model::GlossaryEntry;

/// What is added to texts that hold certain words.
#[derive(Debug, Default)]
pub struct Expansions {
    /// By the first token of what is looked for.
    by_first: BTreeMap<String, Vec<Expansion>>,
}

#[derive(Debug)]
struct Expansion {
    /// The tokens looked for.
    tokens: Vec<String>,
    /// Whether they have to be in capitals: `CA` is công an, `ca` is not.
    in_capitals: bool,
    /// What is added.
    adds: String,
}

impl Expansions {
    /// Takes the glossary both ways.
    pub fn new(glossary: &[GlossaryEntry]) -> Self {
        let mut expansions = Self::default();
        for entry in glossary {
            expansions.add(&entry.short, &entry.full);
            expansions.add(&entry.full, &entry.short);
        }
        expansions
    }

    fn add(&mut self, wanted: &str, adds: &str) {
        let mut tokens = Vec::new();
        analyse(wanted, |token| tokens.push(token.fold.to_owned()));
        if let Some(first) = tokens.first() {
            let of_first = self.by_first.entry(first.clone()).or_default();
            let in_capitals = !wanted.contains(char::is_lowercase);
            of_first.push(Expansion { tokens, in_capitals, adds: adds.to_owned() });
        }
    }

    /// Whether something that is looked for begins with a word.
    pub fn begin_with(&self, fold: &str) -> bool {
        self.by_first.contains_key(fold)
    }

    /// What is added to a text of these words, each addition once.
    pub fn of(&self, words: &[Word], vocabulary: &Vocabulary<'_>) -> Vec<&str> {
        let mut found = BTreeSet::new();
        for (at, word) in words.iter().enumerate() {
            let Some(known) = word.id.map(|id| vocabulary.get(id)).filter(|known| known.expands) else {
                continue;
            };
            for expansion in self.by_first.get(&known.fold).into_iter().flatten() {
                if expansion.stands_at(&words[at..], vocabulary) {
                    found.insert(expansion.adds.as_str());
                }
            }
        }
        found.into_iter().collect()
    }
}

impl Expansion {
    fn stands_at(&self, words: &[Word], vocabulary: &Vocabulary<'_>) -> bool {
        let Some(words) = words.get(..self.tokens.len()) else { return false };
        let fits = |(word, token): (&Word, &String)| {
            word.id.is_some_and(|id| vocabulary.get(id).fold == *token)
                && (word.in_capitals || !self.in_capitals)
        };
        words.iter().zip(&self.tokens).all(fits)
    }
}

/// A word of a text.
#[derive(Debug, Default, Clone, Copy)]
pub struct Word {
    /// Which; none between two fields.
    pub id: Option<WordId>,
    /// Whether it is written in capitals alone.
    pub in_capitals: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_find_each_other() {
        let entry = GlossaryEntry { short: "CCCD".into(), full: "căn cước công dân".into() };
        let expansions = Expansions::new(&[entry]);
        let added = |text: &str| {
            let mut vocabulary = Vocabulary::new(&expansions);
            let mut words = Vec::new();
            analyse(text, |token| {
                let in_capitals = !text[token.bytes.0..token.bytes.1].contains(char::is_lowercase);
                words.push(Word { id: Some(vocabulary.word(&token)), in_capitals });
            });
            expansions.of(&words, &vocabulary).into_iter().map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(added("lam CCCD va CCCD"), ["căn cước công dân"]);
        assert_eq!(added("the can cuoc cong dan"), ["CCCD"]);
        assert!(added("can cuoc cccd").is_empty());
    }
}
