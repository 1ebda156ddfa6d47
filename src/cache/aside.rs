//! A large file of the cache that is written piece by piece and read in pieces: what would not fit into memory
//! beside all else.
//!
//! It has no seal: whoever writes pieces keeps their hashes, and asks for them when they are read.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::limit::require_small;

/// A file of pieces.
#[derive(Debug)]
pub struct Aside {
    file: Mutex<File>,
    /// Where it is written, until it is kept; `None` for one that was kept before.
    new: Option<PathBuf>,
    kept: PathBuf,
}

impl Aside {
    /// Begins a file; what was kept before stays until this one is kept.
    ///
    /// # Errors
    ///
    /// What the disk says.
    pub(super) fn create(kept: PathBuf) -> io::Result<Self> {
        if let Some(folder) = kept.parent() {
            fs::create_dir_all(folder)?;
        }
        let new = kept.with_extension("new");
        let file = File::options().read(true).write(true).create(true).truncate(true).open(&new)?;
        Ok(Self { file: Mutex::new(file), new: Some(new), kept })
    }

    /// Opens what was kept.
    ///
    /// # Errors
    ///
    /// What the disk says.
    pub(super) fn open(kept: PathBuf) -> io::Result<Self> {
        Ok(Self { file: Mutex::new(File::open(&kept)?), new: None, kept })
    }

    /// Adds bytes, and says where they begin.
    ///
    /// # Errors
    ///
    /// What the disk says.
    pub fn append(&self, bytes: &[u8]) -> io::Result<u64> {
        let mut file = self.file();
        let at = file.seek(SeekFrom::End(0))?;
        require_small(at + bytes.len() as u64)?;
        file.write_all(bytes)?;
        Ok(at)
    }

    /// The bytes that begin there.
    ///
    /// # Errors
    ///
    /// What the disk says; also where the file has fewer.
    pub fn read(&self, at: u64, length: usize) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; length];
        let mut file = self.file();
        file.seek(SeekFrom::Start(at))?;
        file.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    /// Puts the file in the place of what was kept before.
    ///
    /// # Errors
    ///
    /// What the disk says.
    pub fn keep(mut self) -> io::Result<()> {
        match self.new.take() {
            Some(new) => fs::rename(new, &self.kept),
            None => Ok(()),
        }
    }

    fn file(&self) -> MutexGuard<'_, File> {
        self.file.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Aside {
    /// What was not kept is of no use to anyone.
    fn drop(&mut self) {
        if let Some(new) = &self.new {
            let _ = fs::remove_file(new);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_appended_is_read_and_only_what_was_kept_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cache/pieces");
        let aside = Aside::create(path.clone()).unwrap();
        assert_eq!([aside.append(b"one").unwrap(), aside.append(b"two").unwrap()], [0, 3]);
        assert_eq!(aside.read(3, 3).unwrap(), b"two");
        assert!(aside.read(4, 3).is_err());
        drop(aside);
        assert!(Aside::open(path.clone()).is_err());
        let aside = Aside::create(path.clone()).unwrap();
        aside.append(b"three").unwrap();
        aside.keep().unwrap();
        Aside::create(path.clone()).unwrap().append(b"four").unwrap();
        assert_eq!(Aside::open(path).unwrap().read(0, 5).unwrap(), b"three");
    }
}
