//! Finds the files of a site on disk. Opens none of them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fs;
use std::io;
use std::path::{Component, MAIN_SEPARATOR, Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::error::{LoadError, PathFault};
use super::name::{is_left_behind, is_litter, is_usable};
use crate::source::without_controls;
use crate::vietnamese::normalise;

/// A file, not yet read.
#[derive(Debug)]
pub(super) struct Found {
    /// From the root, with `/`, in NFC.
    pub(super) path: String,
    /// As the disk spells it.
    pub(super) real: PathBuf,
}

/// What lies below `content/` and `themes/`.
#[derive(Debug)]
pub(super) struct Walked {
    /// The files, in the order of their paths.
    pub(super) files: Vec<Found>,
    /// Files and folders of `content/` that are passed over because they are hidden, though somebody may wait for them.
    /// What lies in such a folder is not listed.
    pub(super) hidden: Vec<String>,
}

/// Lists the files of a site.
pub(super) fn walk(root: &Path) -> Result<Walked, LoadError> {
    let (mut found, mut hidden) = (BTreeMap::new(), Vec::new());
    for folder in ["content", "themes"] {
        if fs::symlink_metadata(root.join(folder)).is_ok() {
            walk_folder(root, folder, &mut found, &mut hidden)?;
        }
    }
    let files = found.into_iter().map(|(path, real)| Found { path, real }).collect();
    Ok(Walked { files, hidden })
}

fn walk_folder(
    root: &Path,
    folder: &str,
    found: &mut BTreeMap<String, PathBuf>,
    hidden: &mut Vec<String>,
) -> Result<(), LoadError> {
    let entries = WalkDir::new(root.join(folder)).follow_links(true).sort_by_file_name().into_iter();
    let is_ours = |entry: &DirEntry| {
        let name = entry.file_name().to_string_lossy();
        if is_left_behind(&name) && !is_litter(&name) {
            // Of a theme, such files are the settings of its author's tools.
            hidden.extend(path_of(root, entry.path()).ok().filter(|path| path.starts_with("content/")));
        }
        !is_left_behind(&name)
    };
    for entry in entries.filter_entry(is_ours) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) if is_dangling_leftover(&error) => continue,
            Err(error) => return Err(failure(root, error)),
        };
        let path = path_of(root, entry.path())?;
        // Looked at before anything behind a link to a folder is.
        if entry.path_is_symlink() && !stays_inside(root, entry.path()) {
            return Err(LoadError::Unusable { path, fault: PathFault::LinkLeaves });
        }
        if entry.file_type().is_dir() {
            continue;
        }
        if !entry.file_type().is_file() {
            return Err(LoadError::Unusable { path, fault: PathFault::NotAFile });
        }
        keep(path, entry, found)?;
    }
    Ok(())
}

fn keep(path: String, entry: DirEntry, found: &mut BTreeMap<String, PathBuf>) -> Result<(), LoadError> {
    match found.entry(path) {
        Entry::Vacant(place) => {
            place.insert(entry.into_path());
            Ok(())
        }
        // On disks that tell composed marks from decomposed ones, one name may be there twice.
        Entry::Occupied(place) => {
            Err(LoadError::Unusable { path: place.key().clone(), fault: PathFault::SameName })
        }
    }
}

/// Editors mark an open file by a hidden link to nowhere.
fn is_dangling_leftover(error: &walkdir::Error) -> bool {
    let name = error.path().and_then(Path::file_name);
    name.is_some_and(|name| is_left_behind(&name.to_string_lossy()))
}

fn failure(root: &Path, error: walkdir::Error) -> LoadError {
    let leads_nowhere = error.path().is_some_and(Path::is_symlink);
    let path = error.path().map(|path| relative(root, path)).unwrap_or_default();
    if error.loop_ancestor().is_some() {
        return LoadError::Unusable { path, fault: PathFault::LinkCircle };
    }
    if leads_nowhere {
        return LoadError::Unusable { path, fault: PathFault::LinkLeaves };
    }
    let source = error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into());
    LoadError::Unreadable { path, source }
}

/// Whether a link leads to a place in the site that is not hidden: not to `.git`, not to the disk's root.
fn stays_inside(root: &Path, link: &Path) -> bool {
    let (Ok(root), Ok(target)) = (fs::canonicalize(root), fs::canonicalize(link)) else { return false };
    let hidden = |part: Component<'_>| part.as_os_str().to_string_lossy().starts_with('.');
    target.strip_prefix(root).is_ok_and(|inside| !inside.components().any(hidden))
}

fn path_of(root: &Path, real: &Path) -> Result<String, LoadError> {
    let inside = real.strip_prefix(root).ok().and_then(Path::to_str);
    let path = inside.map(|path| normalise(&path.replace(MAIN_SEPARATOR, "/")).into_owned());
    let shown = || relative(root, real).escape_debug().to_string();
    match path.filter(|path| is_usable(path)) {
        None => Err(LoadError::Unusable { path: shown(), fault: PathFault::UnusableName }),
        Some(path) => match without_controls(&path) {
            Cow::Borrowed(_) => Ok(path),
            Cow::Owned(seen) => Err(LoadError::HiddenInName { path: shown(), seen }),
        },
    }
}

fn relative(root: &Path, real: &Path) -> String {
    let parts = real.strip_prefix(root).unwrap_or(real).iter();
    let parts: Vec<_> = parts.map(|part| part.to_string_lossy()).collect();
    normalise(&parts.join("/")).into_owned()
}
