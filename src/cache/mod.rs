//! Keeps what was made from build to build, so that a build makes again only what changed.
//!
//! What is kept is found by what it was made *from*, hashed: there is nothing to invalidate, and nothing that a
//! deleted, damaged or foreign cache could make wrong. A file that is torn, of another version of the program or
//! of another form is as good as none. Knows no site and no page: what is kept, and what it depends on, is decided
//! by who keeps it.

mod aside;
mod basis;
mod findings;
mod index;
mod pages;
mod parts;
mod records;
mod stamps;
mod store;
mod texts;

pub use aside::Aside;
pub use basis::Basis;
pub use findings::Findings;
pub use index::Index;
pub use pages::{Asked, Edition, Pages, Reason};
pub use parts::Parts;
pub use stamps::Stamps;
pub use store::Store;
pub use texts::Texts;

use std::io;
use std::path::Path;

/// All that is kept of a site.
#[derive(Debug, Default)]
pub struct Cache {
    store: Option<Store>,
    /// What the files of texts hold that nobody touched.
    pub stamps: Stamps,
    /// What texts say.
    pub texts: Texts,
    /// What the rules had to say.
    pub findings: Findings,
    /// Which pages were made from what.
    pub pages: Pages,
    /// What the search index was made of; `None` where nothing is kept from build to build.
    pub index: Option<Index>,
}

impl Cache {
    /// What was kept of the site at `root`, to be read alone. The default is a cache that knows nothing either.
    pub fn of(root: &Path) -> Self {
        let store = Store::of(root);
        let (texts, findings, pages) = (Texts::read(&store), Findings::read(&store), Pages::read(&store));
        // Who only looks reads every file.
        let (stamps, index) = (Stamps::default(), Some(Index::of(store)));
        Self { stamps, texts, findings, pages, index, store: None }
    }

    /// As [`Self::of`], for a build that [writes](Self::write) what it found out for the next.
    pub fn keeping(root: &Path) -> Self {
        let store = Store::of(root);
        let (texts, findings, pages) = (Texts::keeping(&store), Findings::read(&store), Pages::read(&store));
        let (stamps, index) = (Stamps::read(&store), Some(Index::of(store.clone())));
        Self { stamps, texts, findings, pages, index, store: Some(store) }
    }

    /// Believes no more that files hold what they did because nobody touched them: one of them did not, on a disk that
    /// can't be trusted with times.
    ///
    /// # Errors
    ///
    /// What the disk says.
    pub fn forget_stamps(&self) -> io::Result<()> {
        self.store.as_ref().map_or(Ok(()), Stamps::forget)
    }

    /// Keeps what this build found out for the next, where it [is kept](Self::keeping).
    ///
    /// # Errors
    ///
    /// What the disk says; then some of it is found out again.
    pub fn write(&self) -> io::Result<()> {
        let Some(store) = &self.store else { return Ok(()) };
        self.stamps.write(store)?;
        self.texts.write()?;
        self.findings.write(store)?;
        self.pages.write(store)
    }
}
