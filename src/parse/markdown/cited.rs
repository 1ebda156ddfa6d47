//! What a text says of the documents that it names, in the words around their numbers.
//!
//! Those words may be a link's, stressed, or on the next line: "61/KH-UBND của [UBND huyện Tủa Chùa](locality:…)". So
//! they are read once a paragraph is at its end. Those of an empty link are the name of its place, which no text knows:
//! they are read when names are.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{Said, SaidDate, WrittenReference, WrittenTarget};
use crate::model::{Day, GAP};
use crate::source::floor_char_boundary;
use crate::vietnamese::{Citation, citation};

/// How far from a number an empty link may stand so that its name is read, in bytes.
const NEAR: usize = 200;

/// Stands for the name of a place; no text has a control in it.
const NAME: char = '\u{1}';

/// The words of one paragraph, and the numbers in them.
#[derive(Default)]
pub(super) struct Cited {
    /// The words without their marks.
    words: String,
    /// The references that are numbers, and where in the words each stands.
    numbers: Vec<(usize, Range<usize>)>,
    /// The references that are empty links to places, and where [`NAME`] stands for each.
    places: Vec<(usize, usize)>,
}

/// What stands beside the number of a document, with empty links to places in it.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::parse) struct Unnamed {
    /// The reference that is the number.
    pub reference: usize,
    /// The words before it and behind it, with [`NAME`] for each of the links.
    words: (String, String),
    /// The references that are the links, in order.
    places: Vec<usize>,
}

impl Unnamed {
    /// What it says, once the places that references lead to have names.
    pub(in crate::parse) fn read<'n>(&self, name: impl Fn(usize) -> Option<&'n str>) -> Option<Box<Said>> {
        let mut places = self.places.iter();
        let mut named = |words: &str| {
            let mut whole = String::with_capacity(words.len());
            for letter in words.chars() {
                let place = if letter == NAME { places.next() } else { None };
                match place.map(|place| name(*place)) {
                    Some(Some(name)) => whole.push_str(name),
                    Some(None) => whole.push(GAP),
                    None => whole.push(letter),
                }
            }
            whole
        };
        let (before, behind) = (named(&self.words.0), named(&self.words.1));
        said_of(&before, &behind)
    }
}

impl Cited {
    /// What was read so far, in bytes.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// Words, or a sign that stands for what is none.
    pub(super) fn push(&mut self, words: &str) {
        self.words.push_str(words);
    }

    /// A number among the words.
    pub(super) fn number(&mut self, reference: usize, range: Range<usize>) {
        self.numbers.push((reference, range));
    }

    /// An empty link to a place, in place of the blanks from a byte of the words on.
    pub(super) fn place(&mut self, reference: usize, from: usize) {
        self.words.truncate(from);
        self.places.push((reference, self.words.len()));
        self.words.push(NAME);
    }

    /// Ends the paragraph: each number gets what is said beside it; gives those beside which names are missing.
    pub(super) fn finish(&mut self, references: &mut [WrittenReference]) -> Vec<Unnamed> {
        let mut unnamed = Vec::new();
        for (reference, range) in self.numbers.drain(..) {
            let beside = said_of(&self.words[..range.start], &self.words[range.end..]);
            if let WrittenTarget::Mention { said, .. } = &mut references[reference].to {
                *said = beside;
            }
            let start = floor_char_boundary(&self.words, range.start.saturating_sub(NEAR));
            let end = floor_char_boundary(&self.words, range.end + NEAR);
            let from = self.places.partition_point(|(_, at)| *at < start);
            let near = self.places[from..].iter().take_while(|(_, at)| *at < end);
            let places: Vec<usize> = near.map(|(place, _)| *place).collect();
            if !places.is_empty() {
                let words = (&self.words[start..range.start], &self.words[range.end..end]);
                let words = (words.0.to_owned(), words.1.to_owned());
                unnamed.push(Unnamed { reference, words, places });
            }
        }
        self.words.clear();
        self.places.clear();
        unnamed
    }
}

/// What stands beside the number of a document; nothing is kept where nothing does.
fn said_of(before: &str, behind: &str) -> Option<Box<Said>> {
    let Citation { day, year, issuer } = citation(before, behind);
    let date = day.and_then(|(year, month, day)| Day::from_ymd_opt(year, month, day));
    let date = date.map(SaidDate::Day).or(year.map(SaidDate::Year));
    (date.is_some() || issuer.is_some()).then(|| Box::new(Said { date, issuer }))
}
