//! Puts words into files that people wrote, and leaves every other byte of them as it is.
//!
//! Decides nothing about what is put in. A file is exchanged as a whole or not at all, and one that changed
//! since it was read, or whose bytes can't be followed, is left alone.

mod error;

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::limit::require_small;
use crate::source::Origin;

pub use error::{EditError, EditFault};

/// Words to be put in at an offset of the decoded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Insertion {
    /// In bytes, between two characters.
    pub at: usize,
    /// What is put in.
    pub words: String,
}

/// Puts words into a file whose decoded text is `text`; of several at one offset the first comes first.
///
/// The new file takes the old one's permissions and its name in one step; a link is followed, and stays.
///
/// # Errors
///
/// Where the disk refuses, the file is not what was read, or an offset has no place in its bytes. Then the file
/// is as it was.
pub fn insert(path: &Path, text: &str, insertions: &[Insertion]) -> Result<(), EditError> {
    let failed = |fault| EditError { path: path.to_owned(), fault };
    let path = fs::canonicalize(path).map_err(|error| failed(error.into()))?;
    let bytes = fs::read(&path).map_err(|error| failed(error.into()))?;
    let edited = inserted(&bytes, text, insertions).map_err(failed)?;
    exchange(&path, &edited).map_err(|error| failed(error.into()))
}

fn inserted(bytes: &[u8], text: &str, insertions: &[Insertion]) -> Result<Vec<u8>, EditFault> {
    let origin = Origin::of(bytes).ok_or(EditFault::Unmappable)?;
    if origin.text() != text {
        return Err(EditFault::Changed);
    }
    let mut insertions: Vec<&Insertion> = insertions.iter().collect();
    insertions.sort_by_key(|one| one.at);
    let mut edited =
        Vec::with_capacity(bytes.len() + insertions.iter().map(|one| one.words.len()).sum::<usize>());
    let mut last = 0;
    for one in insertions {
        let at = origin.byte_at(one.at).ok_or(EditFault::Unmappable)?;
        edited.extend_from_slice(&bytes[last..at]);
        edited.extend_from_slice(one.words.as_bytes());
        last = at;
    }
    edited.extend_from_slice(&bytes[last..]);
    Ok(edited)
}

fn exchange(path: &Path, bytes: &[u8]) -> io::Result<()> {
    require_small(bytes.len() as u64)?;
    let (beside, mut file) = new_beside(path)?;
    let written = file
        .write_all(bytes)
        .and_then(|()| file.set_permissions(fs::metadata(path)?.permissions()))
        .and_then(|()| file.sync_all())
        .and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // The first failure is the one to tell; what is left behind is hidden and read by nobody.
        let _left_behind = fs::remove_file(&beside);
    }
    written
}

/// A file of a free name in the same folder: renaming is one step only within a disk. The name is hidden, so
/// that no build takes it for content.
fn new_beside(path: &Path) -> io::Result<(PathBuf, File)> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut number = 0;
    loop {
        let beside = path.with_file_name(format!(".{name}.{number}.tmp"));
        match OpenOptions::new().write(true).create_new(true).open(&beside) {
            Ok(file) => return Ok((beside, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < 100 => number += 1,
            Err(error) => return Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::decode;

    fn at(text: &str, words: &str, put_in: &str) -> Insertion {
        Insertion { at: text.find(words).expect("the words are there"), words: put_in.to_owned() }
    }

    #[test]
    fn every_other_byte_stays() {
        let raw = "\u{feff}nghi\u{300}n\r\n77 thẻ\r\nhết\r\n";
        let (text, _) = decode(raw.as_bytes());
        let edited = inserted(raw.as_bytes(), &text, &[at(&text, " thẻ", "]"), at(&text, "77", "[")]);
        assert_eq!(
            edited.expect("it can be followed"),
            "\u{feff}nghi\u{300}n\r\n[77] thẻ\r\nhết\r\n".as_bytes()
        );
    }

    #[test]
    fn what_changed_or_cannot_be_followed_is_left_alone() {
        assert!(matches!(inserted(b"a 5", "a 4", &[]), Err(EditFault::Changed)));
        assert!(matches!(inserted(b"a\xe9", "a\u{fffd}", &[]), Err(EditFault::Unmappable)));
        let composed = Insertion { at: 2, words: "[".to_owned() };
        assert!(matches!(inserted("ay\u{309}b".as_bytes(), "aỷb", &[composed]), Err(EditFault::Unmappable)));
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_stay_and_nothing_is_left_behind() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().expect("a folder");
        let (file, link) = (folder.path().join("bài.md"), folder.path().join("link.md"));
        fs::write(&file, "77 thẻ").expect("written");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).expect("set");
        symlink("bài.md", &link).expect("linked");
        insert(&link, "77 thẻ", &[Insertion { at: 0, words: "[".to_owned() }]).expect("inserted");
        assert_eq!(fs::read_to_string(&file).expect("read"), "[77 thẻ");
        assert_eq!(fs::metadata(&file).expect("there").permissions().mode() & 0o777, 0o640);
        assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
        assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 2);
    }
}
