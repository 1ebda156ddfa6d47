//! The words of one passage, with what several rules look for in them: each is looked for once, when it is first
//! asked for.

use std::cell::OnceCell;
use std::ops::Range;

use crate::gazetteer::{Mention, mentions_in};
use crate::model::Passage;
use crate::vietnamese::quotations_in;

/// A passage as rules read it.
pub(super) struct Words {
    /// The words with their places.
    pub passage: Passage,
    mentions: OnceCell<Vec<Mention>>,
    quotations: OnceCell<Vec<Range<usize>>>,
}

impl Words {
    pub(super) fn new(passage: Passage) -> Self {
        Self { passage, mentions: OnceCell::new(), quotations: OnceCell::new() }
    }

    /// The words alone.
    pub(super) fn text(&self) -> &str {
        &self.passage.text
    }

    /// What may be the names of units.
    pub(super) fn mentions(&self) -> &[Mention] {
        self.mentions.get_or_init(|| mentions_in(self.text()))
    }

    /// What stands between quotation marks, marks included.
    pub(super) fn quotations(&self) -> &[Range<usize>] {
        self.quotations.get_or_init(|| quotations_in(self.text()))
    }

    /// Whether a byte stands between quotation marks.
    pub(super) fn is_quoted(&self, at: usize) -> bool {
        self.quotations().iter().any(|quotation| quotation.contains(&at))
    }
}
