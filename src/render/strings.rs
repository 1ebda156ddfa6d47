//! The theme's words in one language, with values put in.
//!
//! A word that the theme lacks does not stop the page: its key stands in and is remembered, so that a build
//! names all that is missing at once and is then refused.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use serde::Serialize;

use super::format::Format;
use crate::derive::wording::fill;
use crate::model::{ThemeString, ThemeStrings};

/// The words of one language.
#[derive(Debug)]
pub struct Words<'a> {
    strings: &'a ThemeStrings,
    missing: Mutex<BTreeSet<String>>,
}

/// Words as templates reach them: `t.home.latest`.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum WordTree<'a> {
    /// A word.
    Word(&'a str),
    /// Words by the next part of their key.
    Branch(BTreeMap<&'a str, WordTree<'a>>),
}

impl<'a> Words<'a> {
    /// The words of a theme's strings.
    pub fn new(strings: &'a ThemeStrings) -> Self {
        Self { strings, missing: Mutex::default() }
    }

    /// How this language writes numbers and dates.
    pub fn format(&self) -> Format<'a> {
        Format::new(&self.strings.forms)
    }

    /// A word or sentence without places for values.
    pub fn get<'k>(&self, key: &'k str) -> &'k str
    where
        'a: 'k,
    {
        match self.strings.words.get(key) {
            Some(ThemeString::Plain(word)) => word,
            Some(ThemeString::Counted { other, .. }) => other,
            None => self.note_missing(key),
        }
    }

    /// A sentence with its `{name}`s replaced.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        fill(self.get(key), values)
    }

    /// A sentence that depends on a number, with `{count}` and its other names replaced: "1 bulletin",
    /// "12 bulletins".
    pub fn count(&self, key: &str, number: usize, values: &[(&str, &str)]) -> String {
        let pattern = match self.strings.words.get(key) {
            Some(ThemeString::Counted { one, .. }) if number == 1 => one,
            Some(ThemeString::Counted { other, .. }) => other,
            Some(ThemeString::Plain(pattern)) => pattern,
            None => self.note_missing(key),
        };
        let count = self.format().count(number);
        let mut all = vec![("count", count.as_str())];
        all.extend_from_slice(values);
        fill(pattern, &all)
    }

    /// The words that have but one form, with their keys, in order: those that templates know.
    pub fn plain(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.strings.words.iter().filter_map(|(key, word)| match word {
            ThemeString::Plain(word) => Some((key.as_str(), word.as_str())),
            ThemeString::Counted { .. } => None,
        })
    }

    /// [The plain words](Self::plain) as templates reach them.
    pub fn tree(&self) -> WordTree<'a> {
        let mut root = BTreeMap::new();
        for (key, word) in self.plain() {
            plant(&mut root, key, word);
        }
        WordTree::Branch(root)
    }

    /// The keys that were asked for and that the theme does not have.
    pub fn missing(&self) -> BTreeSet<String> {
        self.missing.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn note_missing<'k>(&self, key: &'k str) -> &'k str {
        self.missing.lock().unwrap_or_else(PoisonError::into_inner).insert(key.to_owned());
        key
    }
}

fn plant<'a>(branch: &mut BTreeMap<&'a str, WordTree<'a>>, key: &'a str, word: &'a str) {
    let Some((first, rest)) = key.split_once('.') else {
        branch.insert(key, WordTree::Word(word));
        return;
    };
    let next = branch.entry(first).or_insert_with(|| WordTree::Branch(BTreeMap::new()));
    if let WordTree::Branch(next) = next {
        plant(next, rest, word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings() -> ThemeStrings {
        let plain = |text: &str| ThemeString::Plain(text.to_owned());
        let words = BTreeMap::from([
            ("list.all".to_owned(), plain("Tất cả")),
            ("list.of".to_owned(), plain("{name} ở {place}")),
            (
                "list.count".to_owned(),
                ThemeString::Counted { one: "1 bulletin".to_owned(), other: "{count} bulletins".to_owned() },
            ),
        ]);
        ThemeStrings { words, ..ThemeStrings::default() }
    }

    #[test]
    fn values_stand_where_their_names_were() {
        let strings = strings();
        let words = Words::new(&strings);
        assert_eq!(words.fill("list.of", &[("place", "Xá Nhè"), ("name", "{place}")]), "{place} ở Xá Nhè");
        assert_eq!(words.count("list.count", 1, &[]), "1 bulletin");
        assert_eq!(words.count("list.count", 12, &[]), "12 bulletins");
    }

    #[test]
    fn what_is_missing_is_remembered() {
        let strings = strings();
        let words = Words::new(&strings);
        assert_eq!(words.get("home.latest"), "home.latest");
        assert_eq!(words.get("list.all"), "Tất cả");
        assert_eq!(words.missing(), BTreeSet::from(["home.latest".to_owned()]));
    }

    #[test]
    fn templates_reach_words_by_the_parts_of_their_keys() {
        let strings = strings();
        let WordTree::Branch(root) = Words::new(&strings).tree() else { panic!("the root is a branch") };
        let Some(WordTree::Branch(list)) = root.get("list") else { panic!("a branch for `list`") };
        assert!(matches!(list.get("all"), Some(WordTree::Word("Tất cả"))));
        assert!(!list.contains_key("count"), "counted words need their number");
    }
}
