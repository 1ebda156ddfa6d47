//! Finds abbreviations in running text, each where it is used first.

use crate::model::GlossaryEntry;
use crate::source::floor_char_boundary;
use crate::vietnamese::Standing;

/// The site's abbreviations.
#[derive(Debug, Default)]
pub struct Glossary<'a> {
    /// In the order of what is short.
    entries: Vec<&'a GlossaryEntry>,
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
        let has_word = |entry: &&GlossaryEntry| words(&entry.short).next().is_some();
        let mut entries: Vec<&GlossaryEntry> = entries.iter().filter(has_word).collect();
        entries.sort_by(|a, b| a.short.cmp(&b.short));
        Self { entries }
    }

    /// The abbreviations of a text in order of appearance; they don't overlap, and of several that begin at one place
    /// the longest is used: "Đề án 06", not "Đề án".
    pub fn uses(&self, text: &str) -> Vec<Use<'a>> {
        let mut found: Vec<Use<'a>> = Vec::new();
        if self.entries.is_empty() {
            return found;
        }
        // Of the text as a whole: a long one may use thousands of abbreviations thousands of times.
        let standing = Standing::in_text(text);
        let mut past = 0;
        for (start, _) in words(text) {
            let fits = |short: &str| standing.is_alone(&(start..start + short.len()));
            if start >= past
                && let Some(entry) = self.longest(&text[start..], fits)
            {
                past = start + entry.short.len();
                found.push(Use { start, short: &entry.short, full: &entry.full });
            }
        }
        found
    }

    /// The longest entry that a text begins with and that fits there.
    ///
    /// The last entry not behind the text, in the order of letters, is the longest that it can begin with; where it is
    /// none, or does not fit, only what both have in common is left to begin with.
    fn longest(&self, text: &str, fits: impl Fn(&str) -> bool) -> Option<&'a GlossaryEntry> {
        let mut begin = text;
        while !begin.is_empty() {
            let behind = self.entries.partition_point(|entry| entry.short.as_str() <= begin);
            let entry = self.entries[..behind].last()?;
            let short = entry.short.as_str();
            if begin.starts_with(short) && fits(short) {
                return Some(entry);
            }
            let common = short.bytes().zip(begin.bytes()).take_while(|(one, other)| one == other).count();
            let less = if common == short.len() { common.saturating_sub(1) } else { common };
            begin = &begin[..floor_char_boundary(begin, less)];
        }
        None
    }
}

/// The runs of letters and digits of a text, each with where it begins.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(move |word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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
    fn many_abbreviations_take_no_longer_for_each_use() {
        let entries: Vec<_> =
            (0..4_000).map(|at| GlossaryEntry { short: format!("A k{at}"), full: "x".to_owned() }).collect();
        let glossary = Glossary::new(&entries);
        assert_eq!(glossary.uses(&"A ".repeat(40_000)), []);
        assert_eq!(glossary.uses(&"A k39 A k399x ".repeat(10_000)).len(), 10_000);
    }

    proptest! {
        #[test]
        fn the_longest_is_found_as_if_each_was_tried(
            shorts in prop::collection::vec("[ABđ]( ?[ABđ]){0,3}", 0..8), text in "([ABđ]| |-){0,20}",
        ) {
            let entries: Vec<_> =
                shorts.into_iter().map(|short| GlossaryEntry { short, full: String::new() }).collect();
            let standing = Standing::in_text(&text);
            let fits = |entry: &&GlossaryEntry, start: usize| {
                text[start..].starts_with(&entry.short) && standing.is_alone(&(start..start + entry.short.len()))
            };
            let (mut expected, mut past) = (Vec::new(), 0);
            for (start, _) in words(&text) {
                let tried = entries.iter().filter(|entry| start >= past && fits(entry, start));
                if let Some(entry) = tried.max_by_key(|entry| entry.short.len()) {
                    past = start + entry.short.len();
                    expected.push((start, entry.short.as_str()));
                }
            }
            let found = Glossary::new(&entries).uses(&text);
            prop_assert_eq!(found.iter().map(|one| (one.start, one.short)).collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn a_shorter_one_is_found_where_the_longer_one_does_not_fit() {
        check("Đề án 067 và Đề án 0 và CCCD", &["Đề án", "Đề án", "CCCD"]);
    }

    #[test]
    fn parts_of_words_and_symbols_are_left_alone() {
        check("3074/UBND-CA, UBNDs, CCCDX", &[]);
        check("(CCCD).", &["CCCD"]);
    }
}
