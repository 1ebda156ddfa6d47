//! The terms of one record with their weights: what a field's words come to.

use super::analyse::{Token, analyse};
use super::document::{Document, Field};
use super::expansion::Word;
use super::hash::TermHash;
use super::list::LEVELS;
use super::vocabulary::Vocabulary;

/// A term of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occurrence {
    /// Its name above the signatures of its two syllables, the first above; the second is 0 for a single one.
    pub term: u64,
    /// Impact level and title bit, as in a list.
    pub code: u8,
    /// Whether it stands outside the body: such a pair is kept however rare it is.
    pub strong: bool,
    /// Whether it is a pair.
    pub pair: bool,
    /// Whether it is a single word, no number.
    pub word: bool,
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
}

/// What a term is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Word,
    Number,
    Pair,
}

/// A mention of a term.
#[derive(Debug, Clone, Copy)]
struct Mention {
    /// As in an [`Occurrence`].
    term: u64,
    /// In hundredths; mentions in the body are counted instead.
    weight: u32,
    shape: Shape,
    in_body: bool,
    in_title: bool,
}

/// Indexes a record.
pub fn index(document: &Document, vocabulary: &mut Vocabulary<'_>) -> Indexed {
    vocabulary.next_record();
    let mut reader = Reader {
        vocabulary,
        mentions: Vec::new(),
        neighbours: Vec::new(),
        words: Vec::new(),
        body_tokens: 0,
    };
    for (field, text) in &document.fields {
        reader.read(*field, text);
    }
    let words = std::mem::take(&mut reader.words);
    for text in reader.vocabulary.expansions().of(&words, reader.vocabulary) {
        reader.read(Field::Aside, text);
    }
    reader.finish()
}

struct Reader<'a, 'b> {
    vocabulary: &'a mut Vocabulary<'b>,
    mentions: Vec<Mention>,
    neighbours: Vec<Neighbours>,
    /// All words, with none before each field: what expansions are found in.
    words: Vec<Word>,
    body_tokens: u32,
}

/// The token before another one.
struct Before {
    hash: TermHash,
    signature: u32,
    bytes: (usize, usize),
    is_number: bool,
}

impl Reader<'_, '_> {
    fn read(&mut self, field: Field, text: &str) {
        self.words.push(Word::default());
        let first = self.mentions.len();
        let mut tokens = 0;
        let mut before = None;
        analyse(text, |token| {
            tokens += 1;
            before = Some(self.token(field, text, &token, before.as_ref()));
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

    fn token(&mut self, field: Field, text: &str, token: &Token<'_>, before: Option<&Before>) -> Before {
        let id = self.vocabulary.word(token);
        let (hash, name) = (self.vocabulary.get(id).hash, self.vocabulary.get(id).name);
        let signature = u32::from(token.signature.number());
        let shape = if token.is_number { Shape::Number } else { Shape::Word };
        self.mention(field, name, signature << 16, shape);
        if let Some(before) = before.filter(|_| !token.begins) {
            let pair = before.hash.and(token.fold).finish();
            self.mention(field, pair, before.signature << 16 | signature, Shape::Pair);
            let short = matches!(field, Field::Name | Field::Title | Field::Lead | Field::Place);
            if short && !before.is_number && !token.is_number {
                let word = |bytes: (usize, usize)| text[bytes.0..bytes.1].to_lowercase();
                self.neighbours.push((word(before.bytes), word(token.bytes)));
            }
        }
        let written = &text[token.bytes.0..token.bytes.1];
        let has_small = written.bytes().any(|byte| byte.is_ascii_lowercase());
        let in_capitals = !has_small && !written.contains(char::is_lowercase);
        self.words.push(Word { id: Some(id), in_capitals });
        Before { hash, signature, bytes: token.bytes, is_number: token.is_number }
    }

    fn mention(&mut self, field: Field, hash: u32, signatures: u32, shape: Shape) {
        let in_body = field == Field::Body;
        let weight = if in_body { 0 } else { field.weight() };
        let in_title = matches!(field, Field::Name | Field::Title);
        let term = u64::from(hash) << 32 | u64::from(signatures);
        self.mentions.push(Mention { term, weight, shape, in_body, in_title });
    }

    fn finish(mut self) -> Indexed {
        self.mentions.sort_unstable_by_key(|mention| mention.term);
        let body_weight = body_weight(self.body_tokens);
        let occurrence = |mentions: &[Mention]| {
            let in_body = mentions.iter().filter(|mention| mention.in_body).count() as u32;
            let weight = mentions.iter().map(|mention| mention.weight).sum::<u32>() + in_body * body_weight;
            let in_title = mentions.iter().any(|mention| mention.in_title);
            Occurrence {
                term: mentions[0].term,
                code: level(weight) * 2 + u8::from(in_title),
                strong: mentions.iter().any(|mention| !mention.in_body),
                // Of a pair and a single word with one name, which befalls one in thousands of millions.
                pair: mentions.iter().all(|mention| mention.shape == Shape::Pair),
                word: mentions.iter().any(|mention| mention.shape == Shape::Word),
            }
        };
        let occurrences = self.mentions.chunk_by(|a, b| a.term == b.term).map(occurrence).collect();
        Indexed { occurrences, neighbours: self.neighbours }
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
