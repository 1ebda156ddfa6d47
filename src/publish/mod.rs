//! Puts finished files before readers, all of them or none.
//!
//! A build is staged aside and exchanged with the output folder in one system call, so that a reader, or a
//! crash at any moment, meets the old site or the new one. Files that are not bantin's are never deleted or
//! overwritten. What a file holds and what is published are decided elsewhere.
//!
//! Where folders can't be exchanged (a mount point, a folder whose parent can't be written, some network
//! disks), changed files are replaced one by one: each is whole at every moment, but for the time of the
//! replacing, and after a crash until the next build, old and new ones may stand side by side.

mod error;
#[cfg(test)]
mod faults;
mod folder;
mod in_place;
mod lock;
mod manifest;
mod places;
mod visible;
mod writer;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry as Slot;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::output::{Address, Output, Sink};
use lock::Lock;
use manifest::{Entry, Manifest};
use places::Places;
use visible::Visible;
use writer::Writer;

pub use error::{OutputFault, PublishError};

/// A site that is being made, which nobody sees yet.
///
/// Holds the site's lock. Dropped without [`Staging::publish`], it leaves the published site as it was and
/// nothing behind.
#[derive(Debug)]
pub struct Staging {
    writer: Writer,
    places: Places,
    /// What the output folder may hold of ours; hashes are hints, since a crash may have come between.
    owned: Manifest,
    staged: Mutex<BTreeMap<Address, Staged>>,
    /// Whether the output folder may have changed, so that both manifests must be believed.
    touched: bool,
    // Last, so that everything is cleared away before another build may begin.
    _lock: Lock,
}

#[derive(Debug, Clone, Copy)]
struct Staged {
    entry: Entry,
    /// The published file is the same, byte for byte.
    unchanged: bool,
}

/// What publishing did. Addresses are in their order.
#[derive(Debug, Default)]
pub struct Published {
    /// Files that are new or hold something new.
    pub written: Vec<Address>,
    /// Files that hold what they held before.
    pub unchanged: Vec<Address>,
    /// Files that are gone.
    pub removed: Vec<Address>,
    /// How the new site took the old one's place.
    pub way: Way,
    /// What could not be tidied up afterwards. The site is published all the same, and the next build tidies.
    pub loose_end: Option<PublishError>,
}

/// How a new site takes the old one's place.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Nothing had changed.
    #[default]
    Nothing,
    /// In one step, whole.
    AtOnce,
    /// File by file, since the folders could not be exchanged; see the module's text for what that means.
    FileByFile,
}

impl Staging {
    /// Begins a build of the site at `root` that is to be published to `output`.
    ///
    /// Clears away what a build that died left behind. Creates `.bantin/` in the root.
    ///
    /// # Errors
    ///
    /// Where `output` is a place that must not be replaced or holds files that bantin did not write, where
    /// another build is running, or where the disk refuses.
    pub fn open(root: &Path, output: &Path) -> Result<Self, PublishError> {
        Self::open_with(Writer::default(), root, output)
    }

    fn open_with(writer: Writer, root: &Path, output: &Path) -> Result<Self, PublishError> {
        let (root, output) = folder::resolve(root, output)?;
        let mut places = Places::of(&root, output, &writer)?;
        let lock = Lock::take(&places.lock)?;
        places.clear_leftovers(&writer)?;
        let owned = settle_manifests(&writer, &places)?;
        Visible::look(&places.output, &owned)?;
        places.create_next(&writer)?;
        Ok(Self { writer, places, owned, staged: Mutex::default(), touched: false, _lock: lock })
    }

    /// Puts the staged site before readers.
    ///
    /// # Errors
    ///
    /// Where files that are not bantin's have appeared, or the disk refuses. The published site is then what
    /// it was, unless it had to be replaced file by file.
    pub fn publish(mut self) -> Result<Published, PublishError> {
        let staged = std::mem::take(&mut *self.lock_staged());
        let visible = Visible::look(&self.places.output, &self.owned)?;
        let mut published = compare(&staged, &visible);
        let manifest = Manifest::new(staged.into_iter().map(|(address, one)| (address, one.entry)));
        if published.written.is_empty() && published.removed.is_empty() && self.places.output.exists() {
            manifest.save(&self.writer, &self.places.manifest)?;
            return Ok(published);
        }
        visible.carry_over(&self.writer, &manifest, &self.places)?;
        // Both lists are on the disk before the first of the new site's files is: none is ever a stranger.
        manifest.save(&self.writer, &self.places.manifest_next)?;
        self.writer.sync_folder(&self.places.state)?;
        self.writer.sync_tree(&self.places.next)?;
        if self.exchange(&visible)? {
            self.touched = true;
            published.way = Way::AtOnce;
            published.loose_end = self.tidy_up(visible.exists).err();
        } else {
            self.touched = true;
            published.way = Way::FileByFile;
            in_place::replace(&self.writer, &self.places, &published)?;
            published.loose_end = self.writer.rename(&self.places.manifest_next, &self.places.manifest).err();
        }
        Ok(published)
    }

    /// Exchanges the folders, or says that this disk can't.
    fn exchange(&self, visible: &Visible) -> Result<bool, PublishError> {
        let Places { next, output, outgoing, .. } = &self.places;
        let result = if visible.exists {
            self.writer.exchange(next, output, outgoing)
        } else {
            self.writer.move_folder(next, output)
        };
        match result {
            Ok(()) => Ok(true),
            Err(error) if writer::cannot_exchange(&error) => Ok(false),
            Err(source) => Err(PublishError::Disk { path: output.clone(), source }),
        }
    }

    /// Makes the exchange last, and the old site the previous one.
    fn tidy_up(&self, was_there: bool) -> Result<(), PublishError> {
        let Self { writer, places, .. } = self;
        writer.sync_folder(places.parent())?;
        writer.sync_folder(&places.state)?;
        writer.rename(&places.manifest_next, &places.manifest)?;
        if was_there {
            if places.previous.exists() {
                writer.rename(&places.previous, &places.outgoing)?;
            }
            writer.rename(&places.next, &places.previous)?;
            writer.remove_tree(&places.outgoing)?;
        }
        Ok(())
    }

    fn stage(&self, Output { address, bytes }: Output) -> Result<(), PublishError> {
        let staged = self.places.next.join(address.as_str());
        // The manifest has a file a line.
        if address.as_str().contains(char::is_control) {
            let source = io::Error::new(io::ErrorKind::InvalidInput, "a control character in an address");
            return Err(PublishError::Disk { path: staged, source });
        }
        let entry = Entry::of(&bytes);
        let visible = self.places.output.join(address.as_str());
        let unchanged = self.owned.get(&address) == Some(&entry) && holds(&visible, &bytes);
        match self.lock_staged().entry(address) {
            Slot::Occupied(slot) => return Err(PublishError::TwoOutputs { address: slot.key().clone() }),
            Slot::Vacant(slot) => slot.insert(Staged { entry, unchanged }),
        };
        // Where a disk has no hard links, the same bytes are written again.
        if unchanged && self.writer.link(&visible, &staged).is_ok() {
            return Ok(());
        }
        self.writer.create(&staged, &bytes)
    }

    fn lock_staged(&self) -> MutexGuard<'_, BTreeMap<Address, Staged>> {
        self.staged.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sink for Staging {
    /// Stages a file.
    ///
    /// The error holds a [`PublishError`], which `PublishError::from` takes out again. Of two files with one
    /// address the second is refused, whichever thread comes first.
    fn put(&self, output: Output) -> io::Result<()> {
        self.stage(output).map_err(io::Error::from)
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // What can't be cleared away now is cleared away by the next build.
        let _ = self.writer.remove_tree(&self.places.next);
        if !self.touched {
            let _ = self.writer.remove_file(&self.places.manifest_next);
        }
    }
}

/// What is ours after a build that may have died between exchanging the folders and saying so: the files of
/// the old site and those of the new one.
fn settle_manifests(writer: &Writer, places: &Places) -> Result<Manifest, PublishError> {
    let mut owned = Manifest::read(&places.manifest)?.unwrap_or_default();
    if let Some(next) = Manifest::read(&places.manifest_next)? {
        owned.extend(next);
        owned.save(writer, &places.manifest)?;
    }
    writer.remove_file(&places.manifest_next)?;
    Ok(owned)
}

/// Whether a regular file holds these bytes.
///
/// Its hash in the manifest would not do: someone may have changed the file since.
fn holds(path: &Path, bytes: &[u8]) -> bool {
    let same_size = |found: fs::Metadata| found.is_file() && found.len() == bytes.len() as u64;
    fs::symlink_metadata(path).is_ok_and(same_size) && fs::read(path).is_ok_and(|found| found == bytes)
}

fn compare(staged: &BTreeMap<Address, Staged>, visible: &Visible) -> Published {
    let addresses = |unchanged| {
        let chosen = staged.iter().filter(move |(_, one)| one.unchanged == unchanged);
        chosen.map(|(address, _)| address.clone()).collect()
    };
    let removed = visible.own.iter().filter(|address| !staged.contains_key(address)).cloned().collect();
    Published { written: addresses(false), unchanged: addresses(true), removed, ..Published::default() }
}

#[cfg(test)]
mod tests;
