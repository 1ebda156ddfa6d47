//! Reads the site from disk: what is short and many need as text, bulletins and standing pages when they are needed,
//! everything else by name, size and head.
//!
//! Understands nothing of what it reads, and writes nothing. What it gives depends on the files alone, not
//! on the order in which the disk lists them.

mod built_in;
mod error;
mod name;
mod reading;
mod regular;
mod walk;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;

use crate::active::{self, Reach};
use crate::digest::Digest;
use crate::picture;
use crate::source::{ActiveKind, ActivePart, BinaryFile, ReadBytes, SourceFile, Sources, decode};
use name::Kind;
use regular::open_regular;
use walk::{Found, Walked};

pub use error::{LoadError, PathFault};
pub use reading::{Known, Reading, program_stamp};

/// A text to be read from end to end: as long as a book.
const LONGEST_MARKDOWN: u64 = 1024 * 1024;
/// No list of figures or places that people write is longer; a longer one is refused by its size, before it is read.
const LONGEST_TEXT: u64 = 16 * 1024 * 1024;
/// A file that is copied, or a picture: common hosts take none that is larger, and it is held in memory for a moment.
const LARGEST_FILE: u64 = 100 * 1024 * 1024;
/// The texts of some 15,000 bulletins: what most sites have is read once.
pub const TEXTS_IN_MEMORY: usize = 64 * 1024 * 1024;
/// How much of a file is looked at whose type nobody is told: browsers look at its first 1,445 bytes.
///
/// <https://mimesniff.spec.whatwg.org/#reading-the-resource-header>
const BLOCK: u64 = 2048;
/// Where files are published as they are.
const COPIED: &str = "content/files/";

/// A site, read.
#[derive(Debug)]
pub struct Loaded {
    /// Every file below `content/` and `themes/`, the built-in theme's included.
    pub sources: Sources,
    /// Gives the bytes of the files that are no text.
    pub disk: Disk,
}

/// The files of a site that are read when they are published, and the texts that are read again.
#[derive(Debug, Clone)]
pub struct Disk {
    root: PathBuf,
    places: Arc<BTreeMap<String, Place>>,
    /// The texts, in order.
    texts: Arc<Vec<TextPlace>>,
    /// See [`Reading::settled`].
    settled: Option<SystemTime>,
}

/// A text of the site.
#[derive(Debug)]
struct TextPlace {
    /// From the root, with `/`, in NFC.
    path: Box<str>,
    /// As the disk spells it, where that is another path than the root's and this one.
    real: Option<Box<Path>>,
}

impl Disk {
    /// Where a text is on the disk; `None` for one that comes with the program.
    pub fn place_of(&self, text: &str) -> Option<PathBuf> {
        let at = self.texts.binary_search_by(|one| one.path.as_ref().cmp(text)).ok()?;
        Some(self.real(&self.texts[at]))
    }

    fn real(&self, text: &TextPlace) -> PathBuf {
        text.real.as_ref().map_or_else(|| self.root.join(text.path.as_ref()), |real| real.to_path_buf())
    }

    /// The texts that are or lie below what people name: a path from where they are, or from the site's root.
    ///
    /// # Errors
    ///
    /// Where a path leads to no text of the site.
    pub fn texts_named(&self, root: &Path, named: &[PathBuf]) -> Result<BTreeSet<String>, LoadError> {
        let mut found = BTreeSet::new();
        for path in named {
            let places = [fs::canonicalize(path), fs::canonicalize(root.join(path))];
            let mut texts = places.iter().flatten().map(|place| self.texts_below(place));
            match texts.find(|texts| !texts.is_empty()) {
                Some(texts) => found.extend(texts),
                None => return Err(LoadError::NotOfSite { path: path.display().to_string() }),
            }
        }
        Ok(found)
    }

    fn texts_below(&self, place: &Path) -> Vec<String> {
        let is_below =
            |text: &&TextPlace| fs::canonicalize(self.real(text)).is_ok_and(|real| real.starts_with(place));
        self.texts.iter().filter(is_below).map(|text| text.path.to_string()).collect()
    }
}

/// Where the bytes of a file are.
#[derive(Debug)]
enum Place {
    /// Its path as the disk spells it.
    Disk(PathBuf),
    /// In the program.
    BuiltIn(&'static [u8]),
}

impl ReadBytes for Disk {
    /// Reads only what [`load`] listed, so that no path made from a text ever reaches the disk.
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        match self.places.get(path) {
            None => read_whole(&self.place_of(path).ok_or(io::ErrorKind::NotFound)?, longest(path)),
            Some(Place::BuiltIn(bytes)) => Ok(bytes.to_vec()),
            Some(Place::Disk(real)) => read_whole(real, u64::MAX),
        }
    }

    fn stamp(&self, path: &str) -> Option<Digest> {
        match self.places.get(path)? {
            Place::BuiltIn(bytes) => Some(Digest::of(bytes)),
            Place::Disk(real) => reading::stamp(path, &fs::metadata(real).ok()?, self.settled?),
        }
    }
}

/// Reads a file that may have so many bytes.
fn read_whole(real: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let (file, found) = open_regular(real)?;
    let mut bytes = Vec::with_capacity(usize::try_from(found.len().min(limit)).unwrap_or_default());
    // A file may grow while it is read.
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

/// A file as it was read, or, a text, as it is known.
enum FileRead {
    Text(SourceFile, TextPlace),
    /// With the file's text, where a message has to point into it; empty, where to the file as a whole.
    Binary(String, BinaryFile, Place, Option<SourceFile>),
}

/// Reads the site at `root`, many files at a time.
///
/// Hidden files and what editors and desktops leave behind are passed over; a hidden one that somebody may miss is
/// [listed as such](Sources::hidden), for a message to point at. Below `content/files/` nothing is taken for text.
/// Names are NFC, however the disk spells them.
///
/// # Errors
///
/// Where there is no site, or the disk or a file's name, kind or size stands in the way.
pub fn load(root: &Path, reading: &Reading<'_>) -> Result<Loaded, LoadError> {
    require_site(root)?;
    let Walked { files, hidden } = walk::walk(root)?;
    let read = files.into_par_iter().map(|found| read(root, found, reading));
    // Collected with their failures first, so that the one reported is always the same.
    let read: Vec<Result<FileRead, LoadError>> = read.collect();
    let (mut texts, mut text_places) = (Vec::with_capacity(read.len()), Vec::with_capacity(read.len()));
    let (mut binaries, mut places) = (BTreeMap::new(), BTreeMap::new());
    for file in read {
        match file? {
            FileRead::Text(text, place) => {
                text_places.push(place);
                texts.push(text);
            }
            FileRead::Binary(path, file, place, text) => {
                texts.extend(text);
                places.insert(path.clone(), place);
                binaries.insert(path, file);
            }
        }
    }
    texts.extend(hidden.into_iter().map(SourceFile::hidden));
    built_in::lay_below(&mut texts, &mut binaries, &mut places);
    // Found in the order of their paths.
    let (places, texts_on_disk) = (Arc::new(places), Arc::new(text_places));
    let disk = Disk { root: root.to_owned(), places, texts: texts_on_disk, settled: reading.settled };
    let sources = Sources::new(texts, binaries).reading_again(Box::new(disk.clone()), reading.budget);
    Ok(Loaded { sources, disk })
}

/// Makes sure that a folder is a site, before anything is done there.
///
/// # Errors
///
/// Where it does not exist, or has no `content/site.yaml` that can be read.
pub fn require_site(root: &Path) -> Result<(), LoadError> {
    if !root.try_exists().unwrap_or(true) {
        return Err(LoadError::NoRoot { root: root.to_owned() });
    }
    let site = root.join("content/site.yaml");
    match fs::metadata(&site) {
        Ok(found) if found.is_dir() => Err(LoadError::Unreadable {
            path: "content/site.yaml".to_owned(),
            source: io::ErrorKind::IsADirectory.into(),
        }),
        Ok(_) => Ok(()),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            let above = std::path::absolute(root).ok().and_then(|root| site_above(&root));
            Err(LoadError::NoSite { root: root.to_owned(), above })
        }
        Err(source) => Err(LoadError::Unreadable { path: "content/site.yaml".to_owned(), source }),
    }
}

/// The nearest folder above that is a site: people run commands from `content/` too.
fn site_above(root: &Path) -> Option<PathBuf> {
    root.ancestors().skip(1).find(|folder| folder.join("content/site.yaml").is_file()).map(Path::to_owned)
}

/// Reads a file, as far as that is done before anybody asks for what it holds.
fn read(root: &Path, found: Found, reading: &Reading<'_>) -> Result<FileRead, LoadError> {
    let Found { path, real } = found;
    let unreadable = |path: &str, source| LoadError::Unreadable { path: path.to_owned(), source };
    let kind = name::kind(&path);
    if kind == Kind::Text {
        let text = reading.text(&path, &real)?;
        let real = (root.join(&path).as_os_str() != real).then(|| real.into_boxed_path());
        return Ok(FileRead::Text(text, TextPlace { path: path.into_boxed_str(), real }));
    }
    let (file, size) = open_regular(&real)
        .map(|(file, found)| (file, found.len()))
        .map_err(|source| unreadable(&path, source))?;
    if size > LARGEST_FILE && path.starts_with("content/") {
        return Err(LoadError::TooLarge { path, size, limit: LARGEST_FILE });
    }
    let picture = match kind {
        Kind::Picture => {
            let header = picture::header(&mut BufReader::new(file));
            Some(header.map_err(|source| unreadable(&path, source))?)
        }
        _ => None,
    };
    let (active, text) = if path.starts_with(COPIED) {
        first_active(&path, &real)?.unzip()
    } else {
        // A Word document among bulletins, say: a message has to point at it.
        let is_unread = kind == Kind::Other && path.starts_with("content/");
        (None, is_unread.then(|| SourceFile::new(path.as_str(), "")))
    };
    Ok(FileRead::Binary(path, BinaryFile { size, picture, active }, Place::Disk(real), text))
}

/// What would run in a file that is published as it is, and its text.
fn first_active(path: &str, real: &Path) -> Result<Option<(ActivePart, SourceFile)>, LoadError> {
    let unreadable = |source| LoadError::Unreadable { path: path.to_owned(), source };
    let (file, found) = open_regular(real).map_err(unreadable)?;
    let size = found.len();
    let too_large = || LoadError::TooLarge { path: path.to_owned(), size, limit: LONGEST_TEXT };
    let mut bytes = Vec::new();
    match active::reach(path) {
        Reach::Nothing => {}
        Reach::Start => {
            read_start(&mut file.take(LONGEST_TEXT), &mut bytes).map_err(unreadable)?;
            // Nobody knows what stands behind so many blanks; the empty blocks of a disk's image are something else.
            if size > LONGEST_TEXT && active::is_blank(&bytes) && bytes.iter().any(u8::is_ascii_whitespace) {
                return Err(too_large());
            }
        }
        Reach::Whole if size > LONGEST_TEXT => return Err(too_large()),
        Reach::Whole => {
            file.take(LONGEST_TEXT + 1).read_to_end(&mut bytes).map_err(unreadable)?;
        }
    }
    let Some(mut part) = active::first(path, &bytes) else { return Ok(None) };
    // Line ends and marks may have other lengths in the text than in the file.
    let offset = |at: usize| decode(&bytes[..at.min(bytes.len())]).0.len();
    part.at = offset(part.at.start)..offset(part.at.end);
    let text = SourceFile::decoded(path, &bytes);
    let is_of_encoding = part.kind == ActiveKind::Encoding;
    Ok(Some((part, if is_of_encoding { text } else { text.without_fault() })))
}

/// Reads the blanks at the beginning of a file and some of what follows them.
fn read_start(file: &mut impl Read, bytes: &mut Vec<u8>) -> io::Result<()> {
    let mut is_blank = true;
    while is_blank {
        let before = bytes.len();
        let read = file.by_ref().take(BLOCK).read_to_end(bytes)?;
        is_blank = read > 0 && active::is_blank(&bytes[before..]);
    }
    // What the blanks end with may go on behind the last block.
    file.by_ref().take(BLOCK).read_to_end(bytes)?;
    Ok(())
}

fn is_markdown(path: &str) -> bool {
    let ending = path.as_bytes().last_chunk::<3>();
    path.starts_with("content/") && ending.is_some_and(|ending| ending.eq_ignore_ascii_case(b".md"))
}

/// How many bytes a text may have.
fn longest(path: &str) -> u64 {
    if is_markdown(path) { LONGEST_MARKDOWN } else { LONGEST_TEXT }
}

#[cfg(test)]
mod tests;
