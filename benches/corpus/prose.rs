//! Sentences that follow the project's Vietnamese texts: which word may come after which.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::Dice;

/// Syllables of a sentence on average.
pub const SENTENCE: usize = 25;

/// One word in so many is a name of a place instead.
const NAMES: usize = 40;

/// A chain of words.
pub struct Prose {
    words: Vec<String>,
    /// For each word, those that were seen behind it, as often as they were.
    behind: Vec<Vec<usize>>,
    names: Vec<String>,
}

impl Prose {
    /// Learns from the sample site's texts and the writers' guides.
    pub fn learn<'a>(root: &Path, names: impl Iterator<Item = &'a str>) -> Self {
        let mut texts = Vec::new();
        for place in ["content/bulletins", "content/pages", "docs/viet-bai.md", "docs/so-lieu.md"] {
            read(&root.join(place), &mut texts);
        }
        texts.sort();
        let mut numbers = BTreeMap::new();
        let mut prose =
            Self { words: Vec::new(), behind: Vec::new(), names: names.map(str::to_owned).collect() };
        for (_, text) in texts {
            let mut before: Option<usize> = None;
            for word in text.split_whitespace() {
                let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
                if word.is_empty() || !word.chars().all(char::is_alphabetic) {
                    before = None;
                    continue;
                }
                let at = *numbers.entry(word.clone()).or_insert_with(|| {
                    prose.words.push(word);
                    prose.behind.push(Vec::new());
                    prose.words.len() - 1
                });
                if let Some(before) = before {
                    prose.behind[before].push(at);
                }
                before = Some(at);
            }
        }
        prose
    }

    /// So many words in a row.
    pub fn words(&self, dice: &mut Dice, count: usize) -> String {
        let mut line: Vec<&str> = Vec::with_capacity(count);
        let mut at = dice.below(self.words.len());
        while line.len() < count {
            if dice.below(NAMES) == 0 {
                line.push(&self.names[dice.zipf(self.names.len())]);
            }
            line.push(&self.words[at]);
            at = match self.behind[at].as_slice() {
                [] => dice.below(self.words.len()),
                seen => seen[dice.below(seen.len())],
            };
        }
        line.join(" ")
    }

    /// As many words, more or less, beginning with a capital and without a mark at the end.
    pub fn sentence(&self, dice: &mut Dice, count: usize) -> String {
        let count = count * 2 / 3 + dice.below(count * 2 / 3 + 1);
        let line = self.words(dice, count.max(3));
        let mut letters = line.chars();
        let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
        first + letters.as_str()
    }
}

/// The Vietnamese Markdown of a file, or below a folder, without code.
fn read(place: &Path, texts: &mut Vec<(String, String)>) {
    let name = place.to_string_lossy().into_owned();
    if place.is_dir() {
        let entries = fs::read_dir(place).expect("a folder of texts");
        entries.flatten().for_each(|entry| read(&entry.path(), texts));
    } else if name.ends_with(".md") && !name.ends_with(".en.md") {
        let text = fs::read_to_string(place).expect("a text");
        let parts = text.split("```").step_by(2);
        texts.push((name, parts.flat_map(|part| part.split('`').step_by(2)).collect()));
    }
}
