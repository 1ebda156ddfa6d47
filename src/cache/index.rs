//! What the search index was made of: read when an index is made, and by nothing else.
//!
//! A small part says whether anything changed at all, a larger one what each record had, and the largest lies
//! aside.

use std::io;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::aside::Aside;
use super::store::Store;

/// The files in the [`Store`].
const FILES: &str = "search-files";
const RECORDS: &str = "search-records";
const POSTINGS: &str = "search-postings";

/// The index of the last build.
#[derive(Debug)]
pub struct Index {
    store: Store,
}

impl Index {
    /// What is kept there.
    pub(super) fn of(store: Store) -> Self {
        Self { store }
    }

    /// The small part, if it was kept.
    pub fn files<T: DeserializeOwned>(&self) -> Option<T> {
        self.store.read(FILES)
    }

    /// The larger part, if it was kept.
    pub fn records<T: DeserializeOwned>(&self) -> Option<T> {
        self.store.read(RECORDS)
    }

    /// What lies aside, if it was kept.
    pub fn postings(&self) -> Option<Aside> {
        Aside::open(self.store.path(POSTINGS)).ok()
    }

    /// Begins what lies aside anew.
    ///
    /// # Errors
    ///
    /// What the disk says.
    pub fn new_postings(&self) -> io::Result<Aside> {
        Aside::create(self.store.path(POSTINGS))
    }

    /// Keeps both parts. The small one last: it is what is believed first.
    ///
    /// # Errors
    ///
    /// What the disk says; then the next build makes the whole index.
    pub fn keep(&self, files: &impl Serialize, records: &impl Serialize) -> io::Result<()> {
        self.store.write(RECORDS, records)?;
        self.store.write(FILES, files)
    }
}
