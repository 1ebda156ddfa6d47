//! Looks at the output folder: what in it is ours, what is carried over, and what must not be touched.

use std::ffi::OsString;
use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};

use super::PublishError;
use super::manifest::{Known, Manifest, changed};
use super::places::SCRATCH;
use super::writer::Writer;
use crate::output::Address;

/// What readers see now.
#[derive(Debug, Default)]
pub(super) struct Visible {
    /// Whether there is an output folder at all.
    pub(super) exists: bool,
    /// What may be there of ours.
    owned: Manifest,
    /// What is there of each file of [`Self::owned`], in its order.
    own: Vec<Option<Own>>,
    /// Names at the top that web servers, hosts and version control want: dotfiles and `CNAME`.
    carried: Vec<OsString>,
}

/// A file of ours, as it is found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Own {
    /// When it was last changed, in nanoseconds since 1970.
    pub(super) changed: Option<u64>,
    /// Nobody has touched it since it was written, as far as its size and time tell.
    pub(super) untouched: bool,
}

impl Visible {
    /// Looks at every file; refuses a folder with files that are neither ours nor carried over.
    pub(super) fn look(output: &Path, owned: Manifest) -> Result<Self, PublishError> {
        let own = vec![None; owned.iter().len()];
        Self { owned, own, ..Self::default() }.look_again(output)
    }

    /// Looks for files that came or went. Those that were there before count as they were then: whoever touched one
    /// meanwhile gave it another time, by which the next build knows that it has to be read.
    pub(super) fn look_again(self, output: &Path) -> Result<Self, PublishError> {
        let Self { owned, own: before, .. } = self;
        let (mut own, mut carried, mut foreign) = (vec![None; before.len()], Vec::new(), Vec::new());
        let exists = output.exists();
        let mut folders = vec![(output.to_owned(), String::new())];
        let mut inner = String::new();
        while let Some((folder, address)) = folders.pop().filter(|_| exists) {
            let failed = |source| PublishError::Disk { path: folder.clone(), source };
            for entry in fs::read_dir(&folder).map_err(failed)? {
                let entry = entry.map_err(failed)?;
                let kind = entry.file_type().map_err(failed)?;
                inner.clone_from(&address);
                inner.push_str(&entry.file_name().to_string_lossy());
                if address.is_empty() && is_carried(&entry, &inner, &owned) {
                    carried.push(entry.file_name());
                } else if kind.is_dir() {
                    folders.push((entry.path(), format!("{inner}/")));
                } else {
                    match owned.find(&inner).and_then(|at| Some((at, owned.at(at)?))) {
                        Some((at, known)) if kind.is_file() => {
                            own[at] = Some(match before[at] {
                                Some(own) => own,
                                None => Own::of(&entry, known).map_err(failed)?,
                            });
                        }
                        _ => foreign.push(inner.clone()),
                    }
                }
            }
        }
        if foreign.is_empty() {
            carried.retain(|name| name != SCRATCH);
            carried.sort();
            return Ok(Self { exists, owned, own, carried });
        }
        foreign.sort();
        Err(PublishError::Foreign { output: output.to_owned(), files: foreign })
    }

    /// What the output folder may hold of ours; hashes are hints, since a crash may have come between.
    pub(super) fn owned(&self) -> &Manifest {
        &self.owned
    }

    /// Whether every file that may be ours is there, and nobody has touched any.
    pub(super) fn is_untouched(&self) -> bool {
        self.exists && self.own.iter().all(|own| own.is_some_and(|own| own.untouched))
    }

    /// The files that bantin wrote.
    pub(super) fn own(&self) -> impl Iterator<Item = &Address> {
        let files = self.owned.iter().zip(&self.own);
        files.filter(|(_, own)| own.is_some()).map(|((address, _), _)| address)
    }

    /// What is known of a file that may be ours, and how it is found, if it is there.
    pub(super) fn find(&self, address: &Address) -> Option<(&Known, Option<Own>)> {
        let at = self.owned.find(address.as_str())?;
        Some((self.owned.at(at)?, self.own[at]))
    }

    /// When a file of ours was last changed, in nanoseconds since 1970.
    pub(super) fn changed(&self, address: &Address) -> Option<u64> {
        self.find(address)?.1?.changed
    }

    /// What is carried over and has the name of a file or folder of the new site, which must not replace it.
    pub(super) fn in_the_way_of(&self, fresh: &Manifest) -> Vec<String> {
        let names = self.carried.iter().map(|name| name.to_string_lossy());
        names.filter(|name| fresh.reaches(name)).map(String::from).collect()
    }

    /// Puts what is carried over into the new site too, which has nothing of these names.
    pub(super) fn carry_over(&self, writer: &Writer, output: &Path, site: &Path) -> Result<(), PublishError> {
        self.carried.iter().try_for_each(|name| carry(writer, &output.join(name), &site.join(name)))
    }
}

impl Own {
    fn of(entry: &DirEntry, known: &Known) -> io::Result<Self> {
        let found = entry.metadata()?;
        Ok(Self { changed: changed(&found), untouched: known.is_untouched(&found) })
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
