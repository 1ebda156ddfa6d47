//! Reads texts, but those that are known already.
//!
//! What a file holds is known without opening it where its stamp is one that was noted when it was last read.

use std::fmt;
use std::fs::{self, File, Metadata};
use std::io::Read;
use std::path::Path;
use std::time::SystemTime;

use super::regular::{open_regular, require_regular};
use super::{LONGEST_TEXT, LoadError, is_markdown};
use crate::digest::Digest;
use crate::source::SourceFile;

/// A text to be read from end to end: as long as a book.
const LONGEST_MARKDOWN: u64 = 1024 * 1024;

/// Finds the hash of a text by the stamp of its file.
pub type Known<'k> = &'k (dyn Fn(Digest) -> Option<Digest> + Sync);

/// What is read of a site, and what is known of it before.
#[derive(Clone, Copy)]
pub struct Reading<'k> {
    /// How many bytes of the texts of bulletins and standing pages are kept in memory; the others are read again where
    /// they are needed, so that what a build takes does not grow with what texts hold. Which are kept is left to
    /// chance, and makes no difference but to time.
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

    /// The text of a file, and its stamp where it has one. Its bytes go to `room` in place of what is there: so much
    /// memory is not asked for again with every text.
    pub(super) fn text(
        &self,
        path: &str,
        real: &Path,
        room: &mut Vec<u8>,
    ) -> Result<(SourceFile, Option<Digest>), LoadError> {
        let unreadable = |source| LoadError::Unreadable { path: path.to_owned(), source };
        let stamp = |found: &Metadata| self.settled.and_then(|settled| stamp(path, found, settled));
        if let Some(known) = self.known {
            let found = fs::metadata(real).map_err(unreadable)?;
            require_regular(&found).map_err(unreadable)?;
            if let Some((stamp, digest)) = stamp(&found).and_then(|stamp| Some((stamp, known(stamp)?))) {
                return Ok((SourceFile::unread(path, digest), Some(stamp)));
            }
        }
        let (file, found) = open_regular(real).map_err(unreadable)?;
        // Of what was opened, and before it is read: what changes meanwhile has another stamp in the next build.
        let stamp = stamp(&found);
        let text = read_text(path, file, found.len(), room)?;
        let stamp = stamp.filter(|_| text.fault.is_none());
        Ok((text, stamp))
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

fn read_text(path: &str, file: File, size: u64, room: &mut Vec<u8>) -> Result<SourceFile, LoadError> {
    let limit = if is_markdown(path) { LONGEST_MARKDOWN } else { LONGEST_TEXT };
    let too_large = |size| LoadError::TooLarge { path: path.to_owned(), size, limit };
    if size > limit {
        return Err(too_large(size));
    }
    room.clear();
    room.reserve(usize::try_from(size).unwrap_or_default());
    // A file may grow while it is read.
    file.take(limit + 1)
        .read_to_end(room)
        .map_err(|source| LoadError::Unreadable { path: path.to_owned(), source })?;
    if room.len() as u64 > limit {
        return Err(too_large(room.len() as u64));
    }
    Ok(SourceFile::decoded(path, room))
}
