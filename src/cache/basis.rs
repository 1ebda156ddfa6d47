//! The hash of all that was understood of a site, except what its texts say in their own words.

use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::source::without_places;

/// Stands for everything that a page may show besides its own text: with the same basis and the same text, a page
/// is the same page, a record of the index the same record, and a rule about words finds the same.
///
/// That holds since nothing else is asked for: what is made sees the site, the theme, and, of the texts, its own.
/// Where in a file something was written is left out, so that a sentence that grew changes nothing but
/// its own page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis(Digest);

impl Basis {
    /// The basis of a build; `None` where something in it can't be written down, and then nothing is as before.
    pub fn of(everything: &impl Serialize) -> Option<Self> {
        without_places(|| Digest::of_written(|to| postcard::to_io(everything, to).map(drop))).map(Self)
    }

    /// The same with something more to stand on.
    pub fn with(self, more: &impl Serialize) -> Option<Self> {
        Self::of(&(self.0, more))
    }
}
