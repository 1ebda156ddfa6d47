//! Knows every text of the project and how to point into it.
//!
//! Reads no disk: `load` fills a [`Sources`], and gives it the means to read a text when it is needed first, or was too
//! much to keep; everything else asks [`Sources::text`]. Lines and columns exist only in messages; inside the program a
//! place is a [`Span`] of byte offsets.

mod again;
mod origin;
mod position;
mod text;

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::digest::Digest;

pub use again::Unread;
pub use origin::Origin;
pub(crate) use position::floor_char_boundary;
pub use position::{LineColumn, LineIndex};
use text::utf8;
pub use text::{EncodingFault, decode, without_controls};

/// One file among [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

thread_local! {
    /// The file that is being read from what was kept.
    static KEPT_OF: Cell<u32> = const { Cell::new(0) };
    /// Whether places are left out of what is written down.
    static PLACELESS: Cell<bool> = const { Cell::new(false) };
}

/// Reads what was kept of a file: every place in it is a place in that file, whatever number it had before.
pub fn kept_of<T>(file: FileId, read: impl FnOnce() -> T) -> T {
    KEPT_OF.set(file.0);
    read()
}

/// Writes down what was understood, and not where in which text it stands.
pub fn without_places<T>(write: impl FnOnce() -> T) -> T {
    PLACELESS.set(true);
    let written = write();
    PLACELESS.set(false);
    written
}

/// Nothing: what is kept of a file is kept without its number, which changes as files come and go.
impl Serialize for FileId {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_unit()
    }
}

/// See [`kept_of`].
impl<'de> Deserialize<'de> for FileId {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        <()>::deserialize(from)?;
        Ok(Self(KEPT_OF.get()))
    }
}

/// A place in a source file: a half-open range of UTF-8 byte offsets.
///
/// Offsets count from the first byte of the text as [`decode`] gives it (front matter included, byte-order
/// mark and carriage returns gone, NFC).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub struct Span {
    /// The file that the offsets count in.
    pub file: FileId,
    /// From the first byte to one past the last.
    pub start: u32,
    /// One past the last byte; never before `start`.
    pub end: u32,
}

/// Nothing at all [`without_places`].
impl Serialize for Span {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match PLACELESS.get() {
            true => to.serialize_unit(),
            false => (self.file, self.start, self.end).serialize(to),
        }
    }
}

impl Span {
    /// A span of `bytes` in `file`. Offsets past 4 GiB are held to that limit; no source is that long.
    pub fn new(file: FileId, bytes: Range<usize>) -> Self {
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { file, start: offset(bytes.start), end: offset(bytes.end.max(bytes.start)) }
    }

    /// The first place of a file: for what is wrong with it as a whole.
    pub fn top(file: FileId) -> Self {
        Self { file, start: 0, end: 0 }
    }

    /// Whether it is [`Self::top`]: then no line of the file is at fault, and none is worth showing.
    pub fn is_whole_file(&self) -> bool {
        (self.start, self.end) == (0, 0)
    }

    /// The offsets as a range of `usize`, to slice a text with.
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A value and where it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spanned<T> {
    /// What was understood.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Joins a value and its place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// Changes the value and keeps its place.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: change(self.value), span: self.span }
    }
}

/// A text file of the project.
#[derive(Debug)]
pub struct SourceFile {
    /// From the project's root, with `/`: `content/bulletins/2022/ra-quan.md`.
    pub path: String,
    /// What tells without reading the file whether it was touched, if anything does.
    stamp: Option<Digest>,
    /// Whether the file comes with the program instead of from the project.
    pub built_in: bool,
    /// A theme's file of which the built-in theme has none of this path.
    pub is_added: bool,
    /// Whether nobody reads it, since its name begins with a dot: it is here for a message to point at.
    pub is_hidden: bool,
    /// What is known of the text; what is read later is held to it. Empty: nobody has read it yet.
    known: OnceLock<KnownText>,
    /// The text, ready to be parsed; what could not be decoded is U+FFFD. Empty: it is read when it is needed.
    text: OnceLock<Box<str>>,
}

/// What reading a text told of it.
#[derive(Debug)]
struct KnownText {
    digest: Digest,
    /// What was wrong with the bytes, if anything.
    fault: Option<EncodingFault>,
}

impl SourceFile {
    /// A file of the project that holds this text.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self::holding(path.into(), text.into(), None)
    }

    fn holding(path: String, text: String, fault: Option<EncodingFault>) -> Self {
        let digest = Digest::of(text.as_bytes());
        Self {
            known: KnownText { digest, fault }.into(),
            text: text.into_boxed_str().into(),
            ..Self::unread(path, None)
        }
    }

    /// A file or folder that is passed over because it is hidden.
    pub fn hidden(path: impl Into<String>) -> Self {
        Self { is_hidden: true, ..Self::new(path, "") }
    }

    /// A file of the project that is not read yet, and the hash of its text, if it is known to have that and no fault.
    pub fn unread(path: impl Into<String>, digest: Option<Digest>) -> Self {
        let known = digest.map(|digest| KnownText { digest, fault: None });
        Self {
            path: path.into(),
            stamp: None,
            built_in: false,
            is_added: false,
            is_hidden: false,
            known: known.map_or_else(OnceLock::new, OnceLock::from),
            text: OnceLock::new(),
        }
    }

    /// A file of the project that holds these bytes, decoded.
    pub fn decoded(path: impl Into<String>, bytes: &[u8]) -> Self {
        let (text, fault) = decode(bytes);
        Self::holding(path.into(), text, fault)
    }

    /// A file with what tells without reading it whether it was touched, if anything does.
    pub fn stamped(self, stamp: Option<Digest>) -> Self {
        Self { stamp, ..self }
    }

    /// What was wrong with the bytes, if anything; nothing is known of that before the text is read.
    pub fn fault(&self) -> Option<&EncodingFault> {
        self.known.get()?.fault.as_ref()
    }

    /// Lets what was wrong with the bytes stand.
    pub fn without_fault(mut self) -> Self {
        if let Some(known) = self.known.get_mut() {
            known.fault = None;
        }
        self
    }

    /// How many bytes of memory its text takes.
    pub fn kept_bytes(&self) -> usize {
        self.text.get().map_or(0, |text| text.len())
    }
}

/// A file that is published or measured, but not read as text.
#[derive(Debug)]
pub struct BinaryFile {
    /// Its size in bytes.
    pub size: u64,
    /// For a picture: what its first bytes say.
    pub picture: Option<Result<PictureHeader, PictureFault>>,
    /// For a file that is published as it is: the first thing in it that would run or reach out of it. The file is
    /// then among the texts, too, so that a message can point at it.
    pub active: Option<ActivePart>,
}

/// What a browser or a server would run in a file, or fetch because of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivePart {
    /// What it is.
    pub kind: ActiveKind,
    /// Its name: `<script`, `onload`, an address.
    pub what: String,
    /// Where it stands: bytes of the file, or, in a [`BinaryFile`], of its decoded text. Empty for the whole file.
    pub at: Range<usize>,
}

/// In which way a part of a file is more than a picture or words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActiveKind {
    /// The file as a whole is something to run, or hides what it holds.
    Program,
    /// HTML: a page beside the site's own, without its policy.
    Page,
    /// An element that runs, plays, links or holds HTML.
    Element,
    /// An attribute that is a script.
    Handler,
    /// An address that leads out of the file.
    Outside,
    /// A declaration that can give words another meaning.
    Declaration,
    /// Another encoding than UTF-8, in which the file would read differently.
    Encoding,
    /// No XML that can be read, so nobody knows what browsers make of it.
    Unreadable,
}

/// What the head of a picture file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PictureHeader {
    /// How the file is encoded, whatever its name says.
    pub format: PictureFormat,
    /// Pixels across, as shown: a turned photograph counts as turned.
    pub width: u32,
    /// Pixels down, as shown.
    pub height: u32,
}

/// The encodings that are published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum PictureFormat {
    Jpeg,
    Png,
    Webp,
    Gif,
}

/// Why a picture can't be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureFault {
    /// Not one of [`PictureFormat`].
    UnknownFormat,
    /// The header breaks off or gives no size.
    Broken,
}

/// Every file that the build read or found.
#[derive(Default)]
pub struct Sources {
    files: Vec<SourceFile>,
    binaries: BTreeMap<String, BinaryFile>,
    again: Option<Box<dyn ReadBytes + Send>>,
    /// How many bytes of texts that are read later may be kept.
    room: AtomicUsize,
}

impl fmt::Debug for Sources {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { files, binaries, again: _, room: _ } = self;
        formatter
            .debug_struct("Sources")
            .field("files", files)
            .field("binaries", binaries)
            .finish_non_exhaustive()
    }
}

impl Sources {
    /// Takes the files in the order of their paths, so that ids do not depend on how the disk was walked.
    pub fn new(mut files: Vec<SourceFile>, binaries: BTreeMap<String, BinaryFile>) -> Self {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files.shrink_to_fit();
        Self { files, binaries, again: None, room: AtomicUsize::new(0) }
    }

    /// As [`Self::new`], with where the texts are read that are [unread](SourceFile::unread), and how many bytes of them
    /// are kept once they are.
    pub fn reading_again(self, again: Box<dyn ReadBytes + Send>, room: usize) -> Self {
        Self { again: Some(again), room: AtomicUsize::new(room), ..self }
    }

    /// The file of an id.
    pub fn get(&self, file: FileId) -> &SourceFile {
        &self.files[file.0 as usize]
    }

    /// The file of this exact path, if it is not hidden.
    pub fn find(&self, path: &str) -> Option<FileId> {
        let at = self.files.binary_search_by(|file| file.path.as_str().cmp(path)).ok()?;
        (!self.files[at].is_hidden).then_some(FileId(at as u32))
    }

    /// The files below a folder, such as `content/bulletins/`, in the order of their paths; none that is hidden.
    pub fn under<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (FileId, &'a SourceFile)> {
        let first = self.files.partition_point(|file| file.path.as_str() < folder);
        self.files[first..]
            .iter()
            .enumerate()
            .take_while(move |(_, file)| file.path.starts_with(folder))
            .map(move |(at, file)| (FileId((first + at) as u32), file))
            .filter(|(_, file)| !file.is_hidden)
    }

    /// The files and folders that are passed over because they are hidden, in the order of their paths.
    pub fn hidden(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.iter().filter(|(_, file)| file.is_hidden)
    }

    /// All files, in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files.iter().enumerate().map(|(at, file)| (FileId(at as u32), file))
    }

    /// The file that is not text, of this exact path.
    pub fn binary(&self, path: &str) -> Option<&BinaryFile> {
        self.binaries.get(path)
    }

    /// Files that are not text below a folder, in the order of their paths.
    pub fn binaries_under<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a BinaryFile)> {
        self.binaries
            .range(folder.to_owned()..)
            .take_while(move |(path, _)| path.starts_with(folder))
            .map(|(path, file)| (path.as_str(), file))
    }

    /// The files whose text nobody has read, and of which nothing is known.
    pub fn unknown(&self) -> impl Iterator<Item = FileId> {
        self.iter().filter(|(_, file)| file.known.get().is_none()).map(|(id, _)| id)
    }

    /// What each file was told by without reading it, and the hash of its text, in the order of their paths: of those
    /// that have both and no fault.
    pub fn stamps(&self) -> impl Iterator<Item = (Digest, Digest)> {
        let known = self.files.iter().filter_map(|file| Some((file.stamp?, file.known.get()?)));
        known.filter(|(_, known)| known.fault.is_none()).map(|(stamp, known)| (stamp, known.digest))
    }

    /// The hash of a file's text, which is read for that where it is not known.
    ///
    /// # Errors
    ///
    /// As for [`Self::text`].
    pub fn digest(&self, file: FileId) -> io::Result<Digest> {
        Ok(self.digest_and_text(file)?.0)
    }

    /// The hash of a file's text, and the text where it had to be read for that.
    ///
    /// # Errors
    ///
    /// As for [`Self::text`].
    pub fn digest_and_text(&self, file: FileId) -> io::Result<(Digest, Option<Cow<'_, str>>)> {
        match self.get(file).known.get() {
            Some(known) => Ok((known.digest, None)),
            None => {
                let text = self.text(file)?;
                let known = self.get(file).known.get();
                let digest = known.map_or_else(|| Digest::of(text.as_bytes()), |known| known.digest);
                Ok((digest, Some(text)))
            }
        }
    }

    /// The text of a file, ready to be parsed; what could not be decoded is U+FFFD. The same at every call: it is kept
    /// in memory, or read and held to what was read at first.
    ///
    /// # Errors
    ///
    /// [`Unread`], where the file is gone, can't be read, or holds something else by now.
    pub fn text(&self, file: FileId) -> io::Result<Cow<'_, str>> {
        let file = self.get(file);
        if let Some(text) = file.text.get() {
            return Ok(Cow::Borrowed(text));
        }
        let text = self.read(file)?;
        let taken =
            self.room.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |room| room.checked_sub(text.len()));
        Ok(match taken {
            Ok(_) => Cow::Borrowed(file.text.get_or_init(|| text.into_boxed_str())),
            Err(_) => Cow::Owned(text),
        })
    }

    fn read(&self, file: &SourceFile) -> io::Result<String> {
        let unread = |cause| Unread { path: file.path.clone(), cause };
        let again = self.again.as_ref().ok_or_else(|| unread(Some(io::ErrorKind::NotFound.into())))?;
        // It was not too large when it was found.
        let cause =
            |error: io::Error| Some(error).filter(|error| error.kind() != io::ErrorKind::FileTooLarge);
        let bytes = again.read(&file.path).map_err(|error| unread(cause(error)))?;
        // Most files hold the bytes of their text. Those of this hash were held to all that a text is before.
        if let Some(known) = file.known.get()
            && Digest::of(&bytes) == known.digest
            && let Some(text) = utf8(&bytes)
        {
            return Ok(text.to_owned());
        }
        let (text, fault) = decode(&bytes);
        let digest = Digest::of(text.as_bytes());
        if file.known.get_or_init(|| KnownText { digest, fault }).digest != digest {
            return Err(unread(None).into());
        }
        Ok(text)
    }

    /// The words at a span of a text that is in memory; empty where the span lies outside the text.
    #[cfg(test)]
    pub(crate) fn words(&self, span: &Span) -> &str {
        self.get(span.file).text.get().and_then(|text| text.get(span.range())).unwrap_or_default()
    }
}

/// Gives the bytes of a file that [`Sources`] lists and does not hold.
pub trait ReadBytes: Sync {
    /// Reads the whole file of a path that `Sources` knows.
    ///
    /// # Errors
    ///
    /// What the disk says; [`io::ErrorKind::FileTooLarge`] where it has become larger than such a file may be.
    fn read(&self, path: &str) -> io::Result<Vec<u8>>;

    /// Says of a file that is no text and that nobody has touched that it is the same, without reading it: equal for
    /// equal bytes alone. `None` where only the bytes tell.
    fn stamp(&self, path: &str) -> Option<Digest>;
}
