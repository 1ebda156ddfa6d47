//! A file of records that are found by a digest, written and read one by one, so that no build holds them all.
//!
//! The head has who wrote it, where the index begins, and the hash of the index; the index stands at the end, since
//! nobody knows it before, and has the hash of each record. So a file that is torn, or another program's, is not
//! believed at all, and a damaged record is not believed alone.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};

use serde::{Deserialize, Serialize};

use super::store::Store;
use crate::digest::Digest;
use crate::limit::require_small;

/// Changes with the form of the files.
const MAGIC: &[u8] = b"bantin records 1\n";
const DIGEST: usize = 16;
/// Who wrote it, the hash of the index, and where that begins.
const HEAD: usize = MAGIC.len() + 2 * DIGEST + size_of::<u64>();
/// How much is written at a time.
const BUFFER: usize = 1 << 18;

/// A record of a file.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Entry {
    /// What it is found by.
    key: Digest,
    /// In bytes, from the file's first.
    start: u64,
    length: u32,
    /// The hash of what it holds.
    holds: Digest,
}

/// What a record holds, and the hash of that.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) bytes: Vec<u8>,
    pub(super) holds: Digest,
}

impl Record {
    pub(super) fn of(bytes: Vec<u8>) -> Self {
        let holds = Digest::of(&bytes);
        Self { bytes, holds }
    }
}

/// The records of the last build.
#[derive(Debug)]
pub(super) struct Records {
    file: ByPlace,
    /// In the order of their keys.
    index: Vec<Entry>,
}

impl Records {
    /// Opens the file of a name, if this very program wrote it, and wrote it to its end.
    pub(super) fn open(store: &Store, name: &str) -> Option<Self> {
        let mut file = File::open(store.path(name)).ok()?;
        let index = read_index(&mut file, store.program()?)?;
        Some(Self { file: ByPlace::of(file), index })
    }

    /// What the record of a key holds.
    pub(super) fn find(&self, key: Digest) -> Option<Record> {
        let at = self.index.binary_search_by(|entry| entry.key.cmp(&key)).ok()?;
        let Entry { start, length, holds, .. } = self.index[at];
        let mut bytes = vec![0; length as usize];
        self.file.read_exact(&mut bytes, start).ok()?;
        Some(Record::of(bytes)).filter(|record| record.holds == holds)
    }
}

/// A file that is read here and there, by many at a time.
#[derive(Debug)]
struct ByPlace(#[cfg(unix)] File, #[cfg(not(unix))] std::sync::Mutex<File>);

#[cfg(unix)]
impl ByPlace {
    fn of(file: File) -> Self {
        Self(file)
    }

    fn read_exact(&self, bytes: &mut [u8], start: u64) -> io::Result<()> {
        std::os::unix::fs::FileExt::read_exact_at(&self.0, bytes, start)
    }
}

#[cfg(not(unix))]
impl ByPlace {
    fn of(file: File) -> Self {
        Self(std::sync::Mutex::new(file))
    }

    fn read_exact(&self, bytes: &mut [u8], start: u64) -> io::Result<()> {
        let mut file = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        file.seek(SeekFrom::Start(start))?;
        file.read_exact(bytes)
    }
}

/// The index of a file whose head fits; every record in it lies in the file.
fn read_index(file: &mut File, program: Digest) -> Option<Vec<Entry>> {
    let size = file.metadata().ok()?.len();
    let mut head = [0; HEAD];
    file.read_exact(&mut head).ok()?;
    let rest = head.strip_prefix(MAGIC)?.strip_prefix(program.as_bytes())?;
    let (seal, start) = rest.split_at(DIGEST);
    let start = u64::from_le_bytes(start.try_into().ok()?);
    let mut index = Vec::with_capacity(usize::try_from(size.checked_sub(start)?).ok()?);
    file.seek(SeekFrom::Start(start)).ok()?;
    file.read_to_end(&mut index).ok()?;
    if seal != seal_of(&index, start).as_bytes() {
        return None;
    }
    let index: Vec<Entry> = postcard::from_bytes(&index).ok()?;
    let ends = index.iter().map(|entry| entry.start.checked_add(u64::from(entry.length)));
    ends.into_iter().all(|end| end.is_some_and(|end| end <= start)).then_some(index)
}

fn seal_of(index: &[u8], start: u64) -> Digest {
    Digest::of_all([start.to_le_bytes().as_slice(), index])
}

/// The records of this build, while they come. Dropped before they are [finished](Self::finish), they are gone.
#[derive(Debug)]
pub(super) struct Growing {
    /// The file's name while it grows: of this process alone, since another build may have begun before it finds the
    /// site locked.
    aside: String,
    /// Its name when it is whole.
    name: String,
    store: Store,
    /// `None` before the first of it is written: a build that finds nothing to publish leaves nothing behind.
    file: Option<File>,
    program: Digest,
    /// Records that are not written yet.
    buffer: Vec<u8>,
    /// How long the file is.
    written: u64,
    index: Vec<Entry>,
}

impl Growing {
    /// Begins a file of a name; `None` where the system does not say which program this is.
    pub(super) fn begin(store: &Store, name: &str) -> Option<Self> {
        Some(Self {
            aside: format!("{name}.{}.new", std::process::id()),
            name: name.to_owned(),
            store: store.clone(),
            file: None,
            program: store.program()?,
            buffer: vec![0; HEAD],
            written: 0,
            index: Vec::new(),
        })
    }

    /// Adds a record.
    ///
    /// # Errors
    ///
    /// What the disk says; then the file can't be finished.
    pub(super) fn add(&mut self, key: Digest, record: &Record) -> io::Result<()> {
        let start = self.written + self.buffer.len() as u64;
        let length = u32::try_from(record.bytes.len()).map_err(io::Error::other)?;
        self.buffer.extend_from_slice(&record.bytes);
        self.index.push(Entry { key, start, length, holds: record.holds });
        if self.buffer.len() >= BUFFER { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.written += self.buffer.len() as u64;
        require_small(self.written)?;
        let mut file = match self.file.take() {
            Some(file) => file,
            None => self.store.create(&self.name, &self.aside)?,
        };
        file.write_all(&self.buffer)?;
        self.file = Some(file);
        self.buffer.clear();
        Ok(())
    }

    /// Writes the index and the head, and puts the file in its place in one step.
    ///
    /// # Errors
    ///
    /// What the disk says; then the records of the last build still count.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.flush()?;
        let start = self.written;
        let mut index = std::mem::take(&mut self.index);
        index.sort_by_key(|entry| entry.key);
        index.dedup_by_key(|entry| entry.key);
        self.buffer = postcard::to_stdvec(&index).map_err(io::Error::other)?;
        let seal = seal_of(&self.buffer, start);
        self.flush()?;
        let Some(mut file) = self.file.take() else { return Ok(()) };
        file.seek(SeekFrom::Start(0))?;
        let head = [MAGIC, self.program.as_bytes(), seal.as_bytes(), &start.to_le_bytes()].concat();
        file.write_all(&head)?;
        fs::rename(self.store.path(&self.aside), self.store.path(&self.name))
    }
}

impl Drop for Growing {
    fn drop(&mut self) {
        // Gone already where it was put in its place, and never there where nothing was written.
        let _ = fs::remove_file(self.store.path(&self.aside));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(number: u8) -> Digest {
        Digest::of(&[number])
    }

    fn written(store: &Store, numbers: std::ops::Range<u8>) -> Vec<u8> {
        let mut growing = Growing::begin(store, "things").unwrap();
        for number in numbers {
            growing.add(key(number), &Record::of(vec![number; 40])).unwrap();
        }
        growing.finish().unwrap();
        fs::read(store.path("things")).unwrap()
    }

    #[test]
    fn a_torn_or_foreign_file_is_not_believed_and_no_damaged_record_is() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::of(folder.path());
        assert!(Records::open(&store, "things").is_none());
        let whole = written(&store, 0..4);
        for length in 0..whole.len() {
            fs::write(store.path("things"), &whole[..length]).unwrap();
            assert!(Records::open(&store, "things").is_none(), "{length}");
        }
        for at in 0..whole.len() {
            let mut changed = whole.clone();
            changed[at] ^= 0x10;
            fs::write(store.path("things"), &changed).unwrap();
            let Some(records) = Records::open(&store, "things") else { continue };
            let found: Vec<_> = (0..4).filter_map(|number| records.find(key(number))).collect();
            assert_eq!(found.len(), 3, "{at}");
            assert!(found.iter().all(|record| record.bytes == [record.bytes[0]; 40]));
        }
    }

    #[test]
    fn many_records_are_found_again_by_their_keys_and_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::of(folder.path());
        let mut growing = Growing::begin(&store, "things").unwrap();
        let number = |record: &Record| u32::from_le_bytes(record.bytes[..4].try_into().unwrap());
        for record in (0..20_000u32).map(u32::to_le_bytes) {
            growing.add(Digest::of(&record), &Record::of(record.repeat(10))).unwrap();
        }
        growing.finish().unwrap();
        let records = Records::open(&store, "things").unwrap();
        for record in [0u32, 7, 6_553, 19_999].map(u32::to_le_bytes) {
            assert_eq!(number(&records.find(Digest::of(&record)).unwrap()), u32::from_le_bytes(record));
        }
        assert_eq!(records.find(key(0)), None);
    }

    #[test]
    fn what_a_build_that_died_left_behind_is_cleared_away() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::of(folder.path());
        written(&store, 0..1);
        fs::write(store.path("things.1.new"), b"torn").unwrap();
        fs::write(store.path("others.1.new"), b"not ours").unwrap();
        written(&store, 0..2);
        assert!(!store.path("things.1.new").exists() && store.path("others.1.new").exists());
    }
}
