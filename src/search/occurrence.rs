//! The terms of one record with their weights: what a field's words come to.

use super::analyse::analyse;
use super::document::{Document, Field};
use super::expansion::{Expansions, Word};
use super::hash::TermHash;
use super::list::LEVELS;

/// A term of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occurrence {
    /// Its name.
    pub hash: u32,
    /// The signatures of its two syllables, the first above; the second is 0 for a single one.
    pub signatures: u32,
    /// Impact level and title bit, as in a list.
    pub code: u8,
    /// Whether it stands outside the body: such a pair is kept however rare it is.
    pub strong: bool,
    /// Whether it is a pair.
    pub pair: bool,
}

/// A text of this many tokens is as long as most: a mention in it weighs what its field says.
const USUAL_BODY: u32 = 400;
/// The same for a headline.
const USUAL_TITLE: u32 = 8;
/// The weight at which a term has half of all the impact it can have, in hundredths.
const HALF: u32 = 250;

/// Two adjacent words of a title, lead or place name as written, in lower case: what is offered while people
/// type.
pub type Neighbours = (String, String);

/// What is indexed of a record.
#[derive(Debug, Default)]
pub struct Indexed {
    /// Its terms, by name and signatures; each once.
    pub occurrences: Vec<Occurrence>,
    /// Words that stand side by side in its short texts.
    pub neighbours: Vec<Neighbours>,
    /// The single terms of letters, with their folds.
    pub syllables: Vec<String>,
}

/// A mention of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Mention {
    hash: u32,
    signatures: u32,
    pair: bool,
    /// In hundredths; mentions in the body are counted instead.
    weight: u32,
    in_body: bool,
    in_title: bool,
}

/// Indexes a record.
pub fn index(document: &Document, expansions: &Expansions) -> Indexed {
    let mut reader = Reader::default();
    for (field, text) in &document.fields {
        reader.read(*field, text);
    }
    let words = std::mem::take(&mut reader.words);
    for text in expansions.of(&words) {
        reader.read(Field::Aside, text);
    }
    reader.finish()
}

#[derive(Default)]
struct Reader {
    mentions: Vec<Mention>,
    indexed: Indexed,
    /// All words, with an empty one before each field: what expansions are found in.
    words: Vec<Word>,
    body_tokens: u32,
}

impl Reader {
    fn read(&mut self, field: Field, text: &str) {
        self.words.push(Word::default());
        let first = self.mentions.len();
        let mut tokens = 0;
        let mut before: Option<(TermHash, u16, (usize, usize), bool)> = None;
        analyse(text, |token| {
            tokens += 1;
            let hash = TermHash::of(token.fold);
            let signature = token.signature.number();
            self.mention(field, hash.finish(), u32::from(signature) << 16, false);
            if let Some((first, sig, bytes, number)) = before.filter(|_| !token.begins) {
                let pair = first.and(token.fold).finish();
                self.mention(field, pair, u32::from(sig) << 16 | u32::from(signature), true);
                let short = matches!(field, Field::Name | Field::Title | Field::Lead | Field::Place);
                if short && !number && !token.is_number {
                    let word = |bytes: (usize, usize)| text[bytes.0..bytes.1].to_lowercase();
                    self.indexed.neighbours.push((word(bytes), word(token.bytes)));
                }
            }
            if !token.is_number {
                self.indexed.syllables.push(token.fold.to_owned());
            }
            let in_capitals = !text[token.bytes.0..token.bytes.1].contains(char::is_lowercase);
            self.words.push(Word { fold: token.fold.to_owned(), in_capitals });
            before = Some((hash, signature, token.bytes, token.is_number));
        });
        match field {
            Field::Body => self.body_tokens += tokens,
            Field::Name | Field::Title => {
                // A short name is about little else: "Xã Xá Nhè" above a headline that mentions it.
                let weight = field.weight() * 2 * USUAL_TITLE / (USUAL_TITLE + tokens.max(4));
                self.mentions[first..].iter_mut().for_each(|mention| mention.weight = weight);
            }
            _ => {}
        }
    }

    fn mention(&mut self, field: Field, hash: u32, signatures: u32, pair: bool) {
        let in_body = field == Field::Body;
        let weight = if in_body { 0 } else { field.weight() };
        let in_title = matches!(field, Field::Name | Field::Title);
        self.mentions.push(Mention { hash, signatures, pair, weight, in_body, in_title });
    }

    fn finish(mut self) -> Indexed {
        self.mentions.sort_unstable();
        let body_weight = body_weight(self.body_tokens);
        let same = |a: &Mention, b: &Mention| (a.hash, a.signatures) == (b.hash, b.signatures);
        for mentions in self.mentions.chunk_by(same) {
            let in_body = mentions.iter().filter(|mention| mention.in_body).count() as u32;
            let weight = mentions.iter().map(|mention| mention.weight).sum::<u32>() + in_body * body_weight;
            let in_title = mentions.iter().any(|mention| mention.in_title);
            self.indexed.occurrences.push(Occurrence {
                hash: mentions[0].hash,
                signatures: mentions[0].signatures,
                code: level(weight) * 2 + u8::from(in_title),
                strong: mentions.iter().any(|mention| !mention.in_body),
                pair: mentions[0].pair,
            });
        }
        self.indexed.syllables.sort_unstable();
        self.indexed.syllables.dedup();
        self.indexed
    }
}

/// The weight of a mention in a body of so many tokens (BM25 with b = 0.4).
fn body_weight(tokens: u32) -> u32 {
    Field::Body.weight() * USUAL_BODY * 5 / (USUAL_BODY * 3 + tokens * 2)
}

fn level(weight: u32) -> u8 {
    let level = u32::from(LEVELS) * weight / (weight + HALF);
    level.min(u32::from(LEVELS) - 1) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_weight_is_a_higher_level_up_to_the_last() {
        assert_eq!(level(0), 0);
        assert!(level(100) < level(250) && level(250) < level(700));
        assert_eq!(level(u32::MAX / 64), LEVELS - 1);
    }

    #[test]
    fn a_mention_in_a_long_text_weighs_less() {
        assert_eq!(body_weight(USUAL_BODY), 100);
        assert!(body_weight(4_000) < 50 && body_weight(10) > 100);
    }
}
