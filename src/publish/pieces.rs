//! Takes a file of any size as it is made: a small one is held, a large one goes to the disk piece by piece.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::PublishError;
use super::writer::Writer;
use crate::output::{Fingerprint, Hashing};

/// How much of a file is held before it goes to the disk: a table of some 15,000 bulletins is compared with what is
/// published before a byte of it is written. Less in tests, which need not make so much.
pub(super) const HELD: usize = if cfg!(test) { 64 * 1024 } else { 8 * 1024 * 1024 };

/// A file that is being made.
pub(super) struct Pieces<'w> {
    writer: &'w Writer,
    path: PathBuf,
    /// What is not on the disk yet.
    held: Vec<u8>,
    /// `None` as long as all of it is held.
    file: Option<File>,
    hash: Hashing,
}

/// A file that was made.
pub(super) enum Whole {
    /// It is small.
    Held(Vec<u8>),
    /// It is on the disk, where it was to be staged.
    Written(Fingerprint),
}

impl<'w> Pieces<'w> {
    /// A file that is to be staged at a path; nothing is created yet. It is held in a buffer that is empty, but may
    /// have held another.
    pub(super) fn new(writer: &'w Writer, path: PathBuf, held: Vec<u8>) -> Self {
        Self { writer, path, held, file: None, hash: Hashing::default() }
    }

    /// Ends the file.
    pub(super) fn finish(mut self) -> Result<Whole, PublishError> {
        if self.file.is_none() {
            return Ok(Whole::Held(self.held));
        }
        self.spill()?;
        if let Some(file) = &self.file {
            self.writer.end(&self.path, file)?;
        }
        Ok(Whole::Written(self.hash.finish()))
    }

    fn spill(&mut self) -> Result<(), PublishError> {
        let mut file = match self.file.take() {
            Some(file) => file,
            None => self.writer.begin(&self.path)?,
        };
        self.hash.take(&self.held);
        self.writer.append(&self.path, &mut file, &self.held, self.hash.size())?;
        self.held.clear();
        self.file = Some(file);
        Ok(())
    }
}

impl Write for Pieces<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.held.len() + bytes.len() > HELD {
            self.spill().map_err(io::Error::from)?;
        }
        self.held.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Whether a file holds what has this fingerprint.
pub(super) fn has(path: &Path, holds: &Fingerprint) -> bool {
    let fingerprint = || -> io::Result<Fingerprint> {
        let mut hash = Hashing::default();
        io::copy(&mut File::open(path)?, &mut hash)?;
        Ok(hash.finish())
    };
    let same_size = |found: std::fs::Metadata| found.is_file() && found.len() == holds.size;
    path.symlink_metadata().is_ok_and(same_size) && fingerprint().is_ok_and(|found| found == *holds)
}
