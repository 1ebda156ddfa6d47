//! Finds abbreviations in running text, each where it is used first.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::GlossaryEntry;
use crate::vietnamese::occurrences;

/// The site's abbreviations by their first word.
#[derive(Debug, Default)]
pub struct Glossary<'a> {
    /// Of those with one first word the longest first, so that "Đề án 06" is found before "Đề án".
    by_first_word: BTreeMap<&'a str, Vec<&'a GlossaryEntry>>,
}

/// An abbreviation in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Use<'a> {
    /// Where it begins, in bytes.
    pub start: usize,
    /// As in the text.
    pub short: &'a str,
    /// What it stands for.
    pub full: &'a str,
}

impl<'a> Glossary<'a> {
    /// Takes the entries of a site.
    pub fn new(entries: &'a [GlossaryEntry]) -> Self {
        let mut by_first_word: BTreeMap<_, Vec<&GlossaryEntry>> = BTreeMap::new();
        for entry in entries {
            if let Some((_, word)) = words(&entry.short).next() {
                by_first_word.entry(word).or_default().push(entry);
            }
        }
        for entries in by_first_word.values_mut() {
            entries.sort_by(|a, b| b.short.len().cmp(&a.short.len()).then_with(|| a.short.cmp(&b.short)));
        }
        Self { by_first_word }
    }

    /// The abbreviations of a text in order of appearance; they don't overlap.
    pub fn uses(&self, text: &str) -> Vec<Use<'a>> {
        let mut found: Vec<Use<'a>> = Vec::new();
        // Looked for once a text: a long one may use an abbreviation thousands of times.
        let mut alone: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        if self.by_first_word.is_empty() {
            return found;
        }
        for (start, word) in words(text) {
            let past = found.last().map_or(0, |last| last.start + last.short.len());
            let Some(entries) = self.by_first_word.get(word).filter(|_| start >= past) else { continue };
            let entry = entries.iter().find(|entry| {
                let starts = alone.entry(&entry.short).or_insert_with(|| starts(text, &entry.short));
                starts.contains(&start)
            });
            if let Some(entry) = entry {
                found.push(Use { start, short: &entry.short, full: &entry.full });
            }
        }
        found
    }
}

/// The runs of letters and digits of a text, each with where it begins.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(move |word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

/// Where `short` stands as a word of its own, as the rules of the language have it.
fn starts(text: &str, short: &str) -> BTreeSet<usize> {
    occurrences(text, short).into_iter().map(|bytes| bytes.start).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, found: &[&str]) {
        let entry = |short: &str| GlossaryEntry { short: short.to_owned(), full: format!("{short} in full") };
        let entries = [entry("UBND"), entry("Đề án"), entry("Đề án 06"), entry("CCCD")];
        let glossary = Glossary::new(&entries);
        let uses = glossary.uses(text);
        for one in &uses {
            assert!(text[one.start..].starts_with(one.short));
        }
        assert_eq!(uses.iter().map(|one| one.short).collect::<Vec<_>>(), found);
    }

    #[test]
    fn the_longest_abbreviation_is_found() {
        check("UBND xã làm Đề án 06, Đề án này khó", &["UBND", "Đề án 06", "Đề án"]);
    }

    #[test]
    fn a_long_text_takes_no_longer_for_each_use() {
        let uses = 50_000;
        check(&"UBND xã ".repeat(uses), &vec!["UBND"; uses]);
    }

    #[test]
    fn parts_of_words_and_symbols_are_left_alone() {
        check("3074/UBND-CA, UBNDs, CCCDX", &[]);
        check("(CCCD).", &["CCCD"]);
    }
}
