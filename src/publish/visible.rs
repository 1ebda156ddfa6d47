//! Looks at the output folder: what in it is ours, what is carried over, and what must not be touched.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};

use super::PublishError;
use super::manifest::Manifest;
use super::places::{Places, SCRATCH};
use super::writer::Writer;
use crate::output::Address;

/// What readers see now.
#[derive(Debug, Default)]
pub(super) struct Visible {
    /// Whether there is an output folder at all.
    pub(super) exists: bool,
    /// The files that bantin wrote.
    pub(super) own: BTreeSet<Address>,
    /// Names at the top that web servers, hosts and version control want: dotfiles and `CNAME`.
    carried: Vec<OsString>,
}

impl Visible {
    /// Looks at every file; refuses a folder with files that are neither ours nor carried over.
    pub(super) fn look(output: &Path, owned: &Manifest) -> Result<Self, PublishError> {
        let mut visible = Self { exists: output.exists(), ..Self::default() };
        let mut foreign = Vec::new();
        let mut folders = vec![(output.to_owned(), String::new())];
        while let Some((folder, address)) = folders.pop().filter(|_| visible.exists) {
            let failed = |source| PublishError::Disk { path: folder.clone(), source };
            for entry in fs::read_dir(&folder).map_err(failed)? {
                let entry = entry.map_err(failed)?;
                let kind = entry.file_type().map_err(failed)?;
                let inner = format!("{address}{}", entry.file_name().to_string_lossy());
                if address.is_empty() && is_carried(&entry, &inner, owned) {
                    visible.carried.push(entry.file_name());
                } else if kind.is_dir() {
                    folders.push((entry.path(), format!("{inner}/")));
                } else {
                    let own = Address::new(&inner).filter(|address| owned.get(address).is_some());
                    match own.filter(|_| kind.is_file()) {
                        Some(address) => drop(visible.own.insert(address)),
                        None => foreign.push(inner),
                    }
                }
            }
        }
        if foreign.is_empty() {
            visible.carried.retain(|name| name != SCRATCH);
            visible.carried.sort();
            return Ok(visible);
        }
        foreign.sort();
        Err(PublishError::Foreign { output: output.to_owned(), files: foreign })
    }

    /// Puts what is carried over into the new site too, unless the new site has a file of that name.
    pub(super) fn carry_over(
        &self,
        writer: &Writer,
        fresh: &Manifest,
        places: &Places,
    ) -> Result<(), PublishError> {
        let names = self.carried.iter().map(|name| name.to_string_lossy());
        let taken: Vec<_> = names.filter(|name| fresh.reaches(name)).map(String::from).collect();
        if !taken.is_empty() {
            return Err(PublishError::Foreign { output: places.output.clone(), files: taken });
        }
        for name in &self.carried {
            carry(writer, &places.output.join(name), &places.next.join(name))?;
        }
        Ok(())
    }
}

fn is_carried(entry: &DirEntry, name: &str, owned: &Manifest) -> bool {
    (name.starts_with('.') || entry.file_name() == "CNAME") && !owned.reaches(name)
}

/// Gives a file or a whole folder a second place.
fn carry(writer: &Writer, from: &Path, to: &Path) -> Result<(), PublishError> {
    let mut pairs: Vec<(PathBuf, PathBuf)> = vec![(from.to_owned(), to.to_owned())];
    while let Some((from, to)) = pairs.pop() {
        let failed = |source: io::Error| PublishError::Disk { path: from.clone(), source };
        let found = fs::symlink_metadata(&from).map_err(failed)?;
        if found.is_dir() {
            writer.folder_like(&from, &to)?;
            for entry in fs::read_dir(&from).map_err(failed)? {
                let name = entry.map_err(failed)?.file_name();
                pairs.push((from.join(&name), to.join(&name)));
            }
        } else if found.is_file() {
            writer.link_or_copy(&from, &to)?;
        } else if found.is_symlink() {
            writer.copy_link(&from, &to)?;
        }
        // Sockets and pipes belong to the process that made them.
    }
    Ok(())
}
