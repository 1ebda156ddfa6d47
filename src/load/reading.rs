//! Reads texts, but those that are known already, and those that are left to whoever asks for them first.
//!
//! What a file holds is known without opening it where its stamp is one that was noted when it was last read.

use std::fmt;
use std::fs::{self, File, Metadata};
use std::io::Read;
use std::path::Path;
use std::time::SystemTime;

use super::regular::{open_regular, require_regular};
use super::{LoadError, is_markdown, longest};
use crate::digest::Digest;
use crate::source::SourceFile;

/// Finds the hash of a text by the stamp of its file.
pub type Known<'k> = &'k (dyn Fn(Digest) -> Option<Digest> + Sync);

/// What is read of a site, and what is known of it before.
#[derive(Clone, Copy)]
pub struct Reading<'k> {
    /// How many bytes of the texts of bulletins and standing pages are kept in memory once they are read; the others are
    /// read again where they are needed, so that what a build takes does not grow with what texts hold. Which are kept
    /// is left to chance, and makes no difference but to time.
    pub budget: usize,
    /// Files tell by their times whether they were touched, where these lie before this moment; without one, none does.
    /// Disks count time in steps: a file that was changed a moment ago can change again and keep its time.
    pub settled: Option<SystemTime>,
    /// The hash of the text that a file of this stamp held when it was read, if that is known; `None` where nothing is.
    pub known: Option<Known<'k>>,
}

impl Reading<'_> {
    /// Reads every text, and keeps so many bytes of them.
    pub fn all(budget: usize) -> Self {
        Self { budget, settled: None, known: None }
    }

    /// A text with its stamp. What bulletins and standing pages say is read by whoever asks for it first, who then has
    /// it at hand; what is known is not read before it is needed.
    pub(super) fn text(&self, path: &str, real: &Path) -> Result<SourceFile, LoadError> {
        let unreadable = |source| LoadError::Unreadable { path: path.to_owned(), source };
        let stamp = |found: &Metadata| self.settled.and_then(|settled| stamp(path, found, settled));
        let is_left = is_markdown(path);
        if is_left || self.known.is_some() {
            let found = fs::metadata(real).map_err(unreadable)?;
            require_regular(&found).map_err(unreadable)?;
            let stamp = stamp(&found);
            let known = self.known.zip(stamp).and_then(|(known, stamp)| known(stamp));
            if is_left || known.is_some() {
                require_size(path, found.len())?;
                return Ok(SourceFile::unread(path, known).stamped(stamp));
            }
        }
        let (file, found) = open_regular(real).map_err(unreadable)?;
        // Of what was opened, and before it is read: what changes meanwhile has another stamp in the next build.
        let stamp = stamp(&found);
        Ok(read_text(path, file, found.len())?.stamped(stamp))
    }
}

impl fmt::Debug for Reading<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { budget, settled, known: _ } = self;
        formatter
            .debug_struct("Reading")
            .field("budget", budget)
            .field("settled", settled)
            .finish_non_exhaustive()
    }
}

/// The stamp of the running program's own file, where it has one; see [`Reading::settled`].
pub fn program_stamp(settled: SystemTime) -> Option<Digest> {
    let program = std::env::current_exe().ok()?;
    stamp(&program.to_string_lossy(), &fs::metadata(&program).ok()?, settled)
}

/// What changes whenever the file of a path is touched or is another, if that was before a moment.
///
/// Only where the disk keeps a time that no program can set, the change of the file's entry, to less than a second:
/// where it has no fraction, the disk has none of its own, or somebody made it up for all files of an image.
#[cfg(unix)]
pub(super) fn stamp(path: &str, found: &Metadata, settled: SystemTime) -> Option<Digest> {
    use std::os::unix::fs::MetadataExt;
    let settled = settled.duration_since(SystemTime::UNIX_EPOCH).ok()?.as_secs();
    let [written, touched] = [(found.mtime(), found.mtime_nsec()), (found.ctime(), found.ctime_nsec())];
    if !tells(written.0, touched, settled) {
        return None;
    }
    let parts = [written.0, written.1, touched.0, touched.1].map(i64::to_le_bytes);
    let place = [found.size(), found.ino(), found.dev()].map(u64::to_le_bytes);
    Some(Digest::of_all([path.as_bytes(), parts.as_flattened(), place.as_flattened()]))
}

/// Whether times tell that a file was not touched since: when it was written, in seconds, and when its entry was last
/// changed, in seconds and nanoseconds.
#[cfg(unix)]
pub(super) fn tells(written: i64, touched: (i64, i64), settled: u64) -> bool {
    let is_settled = |time: i64| u64::try_from(time).is_ok_and(|time| time < settled);
    is_settled(written) && is_settled(touched.0) && touched.1 != 0
}

/// Elsewhere a program may set every time back, so that none of them tells.
#[cfg(not(unix))]
pub(super) fn stamp(_: &str, _: &Metadata, _: SystemTime) -> Option<Digest> {
    None
}

fn require_size(path: &str, size: u64) -> Result<(), LoadError> {
    let limit = longest(path);
    match size > limit {
        true => Err(LoadError::TooLarge { path: path.to_owned(), size, limit }),
        false => Ok(()),
    }
}

fn read_text(path: &str, file: File, size: u64) -> Result<SourceFile, LoadError> {
    require_size(path, size)?;
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    // A file may grow while it is read.
    file.take(longest(path) + 1)
        .read_to_end(&mut bytes)
        .map_err(|source| LoadError::Unreadable { path: path.to_owned(), source })?;
    require_size(path, bytes.len() as u64)?;
    Ok(SourceFile::decoded(path, &bytes))
}
