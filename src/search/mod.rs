//! Makes the site findable: an index of files that a browser reads a few of, and the ranking that answers from
//! them.
//!
//! The files' form, the analyser and the ranking are specified in `docs/search-format.md`; the client in a
//! browser is the second implementation of all three. Reads the model, never a page; writes no disk.

mod analyse;
mod asked;
mod bale;
mod bits;
mod change;
mod division;
mod document;
mod entry;
mod expansion;
mod facet;
mod family;
mod harvest;
mod hash;
mod head;
mod identity;
mod index;
mod json;
mod kept;
mod list;
mod noted;
mod occurrence;
mod patch;
mod place;
mod publish;
mod query;
mod run;
mod segment;
mod shard;
mod shelf;
mod signature;
mod spelling;
mod text;
mod vocabulary;

use std::io;

pub use analyse::{Token, analyse};
pub use document::{Kind, Shown};
pub use family::Family;
pub use kept::Kept;
pub use place::{Change, Notice};
pub use query::{Answer, Hit, answer};
pub use shard::Shards;
pub use signature::{Signature, fit};

use noted::Noted;
use publish::Publisher;

use crate::diagnostic::{Text, text};
use crate::model::{Bodies, Site, Theme};
use crate::output::{Address, Sink};
use crate::refusal::{refusal, remedy};

/// Why no index could be made.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// A text can't be read again.
    #[error("a text can't be read: {0}")]
    Read(#[from] io::Error),
    /// A file can't be kept.
    #[error("{address}: {source}")]
    Put {
        /// Where it was to go.
        address: Address,
        /// What the disk says.
        source: io::Error,
    },
}

impl SearchError {
    /// What happened, in both languages.
    pub fn text(&self) -> Text {
        match self {
            Self::Read(source) => {
                let Text { vi, en } = refusal(source);
                text!(vi: "không đọc lại được bài viết: {vi}", en: "can't read a text again: {en}")
            }
            Self::Put { address, source } => {
                let Text { vi, en } = refusal(source);
                text!(vi: "không ghi được «{address}»: {vi}", en: "can't write “{address}”: {en}")
            }
        }
    }

    /// What to do about it, where [`Self::text`] does not say so already.
    pub fn help(&self) -> Option<Text> {
        let (Self::Read(source) | Self::Put { source, .. }) = self;
        remedy(source)
    }
}

/// Makes the files of a site's index.
///
/// # Errors
///
/// [`SearchError::Read`].
pub fn shards(site: &Site, theme: &Theme, bodies: &dyn Bodies) -> Result<Shards, SearchError> {
    Shards::of(&mut index::build(site, theme, bodies, None)?)
}

/// Makes the index and puts its files into the sink, where the theme has a client to read them.
///
/// # Errors
///
/// [`SearchError`].
pub fn publish(
    site: &Site,
    theme: &Theme,
    bodies: &dyn Bodies,
    sink: &dyn Sink,
    kept: Option<Kept<'_>>,
) -> Result<(), SearchError> {
    if !theme.has_search() {
        return Ok(());
    }
    Publisher { site, theme, bodies, sink: Noted::new(sink) }.publish(kept)
}
