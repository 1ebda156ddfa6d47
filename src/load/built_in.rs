//! The theme that comes with the program. Where the site has a file of the same path, the site's counts.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use include_dir::{Dir, File, include_dir};

use super::Place;
use super::name::{Kind, is_left_behind, kind};
use crate::picture;
use crate::source::{BinaryFile, SourceFile};

static DEFAULT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// Adds the built-in theme's files, but those that the site has itself.
pub(super) fn lay_below(
    texts: &mut Vec<SourceFile>,
    binaries: &mut BTreeMap<String, BinaryFile>,
    places: &mut BTreeMap<String, Place>,
) {
    let own: BTreeSet<String> = texts.iter().map(|text| text.path.clone()).collect();
    let mut files = Vec::new();
    collect(&DEFAULT, &mut files);
    let known: BTreeSet<String> = files.iter().map(|(path, _)| in_theme(path).to_owned()).collect();
    for text in texts.iter_mut().filter(|text| text.path.starts_with("themes/")) {
        text.is_added = !known.contains(in_theme(&text.path));
    }
    for (path, file) in files {
        if own.contains(&path) || binaries.contains_key(&path) {
            continue;
        }
        if kind(&path) == Kind::Text {
            let mut text = SourceFile::decoded(path, file.contents());
            text.built_in = true;
            texts.push(text);
        } else {
            places.insert(path.clone(), Place::BuiltIn(file.contents()));
            let binary = binary(&path, file.contents());
            binaries.insert(path, binary);
        }
    }
}

/// The path of a theme's file within its theme.
fn in_theme(path: &str) -> &str {
    path.splitn(3, '/').nth(2).unwrap_or_default()
}

fn collect(folder: &'static Dir<'static>, files: &mut Vec<(String, &'static File<'static>)>) {
    for file in folder.files() {
        let parts: Vec<_> = file.path().iter().map(|part| part.to_string_lossy()).collect();
        if !parts.iter().any(|part| is_left_behind(part)) {
            files.push((format!("themes/default/{}", parts.join("/")), file));
        }
    }
    for inner in folder.dirs() {
        collect(inner, files);
    }
}

fn binary(path: &str, bytes: &[u8]) -> BinaryFile {
    // A cursor over memory gives no error of the disk's.
    let picture =
        if kind(path) == Kind::Picture { picture::header(&mut Cursor::new(bytes)).ok() } else { None };
    BinaryFile { size: bytes.len() as u64, picture, active: None }
}
