//! The folder of the cache: files that are believed whole or not at all.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::digest::Digest;
use crate::limit::require_small;

/// Changes with the form of the files.
const MAGIC: &[u8] = b"bantin cache 1\n";
const DIGEST: usize = 16;
/// The file that has the hash of the program, by the stamp of its file.
const PROGRAM: &str = "program";

/// A folder with one file for each kind of thing that is kept.
///
/// A file begins with who wrote it and the hash of what follows. It is written aside and put in its place in one
/// step, but not synced: after a crash it is whole, or not believed.
#[derive(Debug, Clone)]
pub struct Store {
    folder: PathBuf,
    /// See [`Self::used_by`].
    stamp: Option<Digest>,
}

impl Store {
    /// The cache of the site at `root`. Nothing is created before something is kept.
    pub fn of(root: &Path) -> Self {
        Self { folder: root.join(".bantin/cache"), stamp: None }
    }

    /// As [`Self::of`], where the file of the running program has this stamp, which changes whenever the file does: then
    /// the program need not be read to know its hash, if it was the last time.
    pub fn used_by(root: &Path, program: Option<Digest>) -> Self {
        Self { stamp: program, ..Self::of(root) }
    }

    /// Where the file of a name lies.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// What was kept under a name by this very program; `None` for anything else.
    pub fn read<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        self.read_of(name, self.program()?)
    }

    /// Keeps something under a name.
    ///
    /// # Errors
    ///
    /// What the disk says. What was kept before then counts, or nothing.
    pub fn write<T: Serialize>(&self, name: &str, kept: &T) -> io::Result<()> {
        self.program().map_or(Ok(()), |program| self.write_of(name, program, kept))
    }

    /// The hash of the running program: what another version made is made again, without anyone having to think of
    /// raising a number. `None` where the system does not say what is running; then nothing is kept.
    pub(super) fn program(&self) -> Option<Digest> {
        static KNOWN: OnceLock<Option<Digest>> = OnceLock::new();
        *KNOWN.get_or_init(|| self.remembered_program().or_else(read_program))
    }

    /// Remembers the hash of the program by the stamp of its file, if it has one.
    ///
    /// # Errors
    ///
    /// What the disk says; then the program is read again the next time.
    pub(super) fn remember_program(&self) -> io::Result<()> {
        match (self.stamp, self.program()) {
            (Some(stamp), Some(program)) if self.remembered_program() != Some(program) => {
                self.write_of(PROGRAM, stamp, &program)
            }
            _ => Ok(()),
        }
    }

    fn remembered_program(&self) -> Option<Digest> {
        self.read_of(PROGRAM, self.stamp?)
    }

    /// Reads the program the next time, whatever its stamp.
    ///
    /// # Errors
    ///
    /// What the disk says.
    pub(super) fn forget_program(&self) -> io::Result<()> {
        self.remove(PROGRAM)
    }

    /// What was kept under a name by who goes by a digest.
    fn read_of<T: DeserializeOwned>(&self, name: &str, by: Digest) -> Option<T> {
        let bytes = fs::read(self.path(name)).ok()?;
        postcard::from_bytes(unsealed(&bytes, by)?).ok()
    }

    fn write_of<T: Serialize>(&self, name: &str, by: Digest, kept: &T) -> io::Result<()> {
        let bytes = postcard::to_extend(kept, sealed_head(by)).map_err(io::Error::other)?;
        fs::create_dir_all(&self.folder)?;
        let aside = self.path(&format!("{name}.new"));
        let bytes = seal(bytes);
        require_small(bytes.len() as u64)?;
        let written = fs::write(&aside, bytes).and_then(|()| fs::rename(&aside, self.path(name)));
        if written.is_err() {
            // The first failure is the one to tell.
            let _ = fs::remove_file(&aside);
        }
        written
    }

    /// Forgets what was kept under a name.
    ///
    /// # Errors
    ///
    /// What the disk says.
    pub(super) fn remove(&self, name: &str) -> io::Result<()> {
        match fs::remove_file(self.path(name)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            removed => removed,
        }
    }

    /// Begins a file that will be kept under a name, in place of any that a build which died left behind.
    ///
    /// # Errors
    ///
    /// What the disk says.
    pub(super) fn create(&self, name: &str, aside: &str) -> io::Result<File> {
        fs::create_dir_all(&self.folder)?;
        let begun = |other: &str| other.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'));
        for other in fs::read_dir(&self.folder)?.flatten() {
            if other.file_name().to_str().is_some_and(begun) {
                // Another build's is none that will be kept: one of the two finds the site locked.
                let _ = fs::remove_file(other.path());
            }
        }
        File::create(self.path(aside))
    }
}

/// The head of a file, with room for the hash.
fn sealed_head(program: Digest) -> Vec<u8> {
    let mut head = MAGIC.to_vec();
    head.extend_from_slice(program.as_bytes());
    head.extend_from_slice(&[0; DIGEST]);
    head
}

/// Sets the hash of what stands behind the head.
fn seal(mut bytes: Vec<u8>) -> Vec<u8> {
    let end = MAGIC.len() + 2 * DIGEST;
    let hash = Digest::of(&bytes[end..]);
    bytes[end - DIGEST..end].copy_from_slice(hash.as_bytes());
    bytes
}

/// What stands behind the head, if the file is whole and of this program.
fn unsealed(bytes: &[u8], program: Digest) -> Option<&[u8]> {
    let rest = bytes.strip_prefix(MAGIC)?.strip_prefix(program.as_bytes())?;
    let (hash, kept) = rest.split_at_checked(DIGEST)?;
    (hash == Digest::of(kept).as_bytes()).then_some(kept)
}

/// The hash of the running program, from its file.
fn read_program() -> Option<Digest> {
    let mut running = File::open(std::env::current_exe().ok()?).ok()?;
    Digest::of_written(|to| io::copy(&mut running, to).map(drop))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn kept() -> Vec<(String, u32)> {
        vec![("ban-tin/2022/ra-quan.html".to_owned(), 7), (String::new(), u32::MAX)]
    }

    #[test]
    fn the_program_is_known_by_the_stamp_of_its_file_until_that_is_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let used_by = |stamp: Option<&[u8]>| Store::used_by(folder.path(), stamp.map(Digest::of));
        let store = used_by(Some(b"this"));
        assert_eq!(store.remembered_program(), None);
        store.remember_program().unwrap();
        assert_eq!(store.remembered_program(), read_program());
        assert_eq!(used_by(Some(b"another")).remembered_program(), None);
        assert_eq!(used_by(None).remembered_program(), None);
        store.forget_program().unwrap();
        assert_eq!(store.remembered_program(), None);
    }

    #[test]
    fn what_is_kept_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::of(folder.path());
        assert_eq!(store.read::<Vec<(String, u32)>>("things"), None);
        store.write("things", &kept()).unwrap();
        assert_eq!(store.read("things"), Some(kept()));
        store.write("things", &Vec::<(String, u32)>::new()).unwrap();
        assert_eq!(store.read::<Vec<(String, u32)>>("things"), Some(Vec::new()));
    }

    #[test]
    fn a_torn_changed_or_foreign_file_is_not_believed() {
        let program = Digest::of(b"this");
        let whole = seal(postcard::to_extend(&kept(), sealed_head(program)).unwrap());
        assert!(unsealed(&whole, program).is_some());
        assert_eq!(unsealed(&whole, Digest::of(b"another")), None);
        for length in 0..whole.len() {
            assert_eq!(unsealed(&whole[..length], program), None, "{length}");
        }
        for at in 0..whole.len() {
            let mut changed = whole.clone();
            changed[at] ^= 0x10;
            assert_eq!(unsealed(&changed, program), None, "{at}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_harm(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let program = Digest::of(b"this");
            let mut file = sealed_head(program);
            file.extend(&bytes);
            let file = seal(file);
            let kept = unsealed(&file, program).unwrap();
            // A hash that fits does not make the rest fit.
            let _ = postcard::from_bytes::<Vec<(String, u32)>>(kept);
        }
    }
}
