//! What a text says of the documents that it names, in the words around their numbers.
//!
//! Those words may be a link's, stressed, or on the next line: "61/KH-UBND của [UBND huyện Tủa Chùa](locality:…)". So
//! they are read once a paragraph is at its end.

use std::ops::Range;

use super::{Said, SaidDate, WrittenReference, WrittenTarget};
use crate::model::Day;
use crate::vietnamese::{Citation, citation};

/// The words of one paragraph, and the numbers in them.
#[derive(Default)]
pub(super) struct Cited {
    /// The words without their marks.
    words: String,
    /// The references that are numbers, and where in the words each stands.
    numbers: Vec<(usize, Range<usize>)>,
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

    /// Ends the paragraph: each number gets what is said beside it.
    pub(super) fn finish(&mut self, references: &mut [WrittenReference]) {
        for (reference, range) in self.numbers.drain(..) {
            let beside = said_of(&self.words[..range.start], &self.words[range.end..]);
            if let WrittenTarget::Mention { said, .. } = &mut references[reference].to {
                *said = beside;
            }
        }
        self.words.clear();
    }
}

/// What stands beside the number of a document; nothing is kept where nothing does.
fn said_of(before: &str, behind: &str) -> Option<Box<Said>> {
    let Citation { day, year, issuer } = citation(before, behind);
    let date = day.and_then(|(year, month, day)| Day::from_ymd_opt(year, month, day));
    let date = date.map(SaidDate::Day).or(year.map(SaidDate::Year));
    (date.is_some() || issuer.is_some()).then(|| Box::new(Said { date, issuer }))
}
