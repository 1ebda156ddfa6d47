//! Puts finished files before readers, all of them or none.
//!
//! Files that change are staged aside. When the last is in, the output folder's twin, which holds the site as
//! it was one build ago, is brought up to date with them and exchanged with the output folder in one system
//! call, so that a reader, or a crash at any moment, meets the old site or the new one, and the cost is that of
//! what changed. Files that are not bantin's are never deleted or overwritten. What a file holds and what is
//! published are decided elsewhere.
//!
//! Where folders can't be exchanged (a mount point, a folder whose parent can't be written, some network
//! disks), changed files are replaced one by one from a journal, which the next run completes after a crash:
//! each file is whole at every moment, but until all are replaced old and new ones may stand side by side.

mod error;
#[cfg(test)]
mod faults;
mod folder;
mod in_place;
mod journal;
mod lists;
mod lock;
mod manifest;
mod pieces;
mod places;
mod published;
mod rollback;
mod settle;
mod sums;
mod twin;
mod visible;
mod writer;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry as Slot;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::output::{Address, Fingerprint, Make, Sink};
use journal::Journal;
use lock::Lock;
use manifest::{Known, Manifest};
use pieces::{Pieces, Whole};
use places::Places;
use settle::Settled;
use twin::{Assembled, Assembly};
use visible::Visible;
use writer::Writer;

pub use error::{BackFault, OutputFault, PublishError};
pub use published::{Published, Way};
pub use rollback::rollback;

/// A site that is being made, which nobody sees yet.
///
/// Holds the site's lock. Dropped without [`Staging::publish`], it leaves the published site as it was and
/// nothing behind.
#[derive(Debug)]
pub struct Staging {
    writer: Writer,
    places: Places,
    /// The output folder as it was found.
    visible: Visible,
    /// Whether the output folder may be exchanged, as it was found; should that have changed, it will be seen then.
    may_exchange: bool,
    /// What the twin holds; `None` where there is none that may become the site.
    twin: Option<Manifest>,
    staged: Mutex<BTreeMap<Address, Staged>>,
    /// What files made in pieces were held in, for the next: growing one from nothing costs more than filling it.
    buffers: Mutex<Vec<Vec<u8>>>,
    /// See [`Settled::told`].
    told: Option<Manifest>,
    /// See [`Settled::way`].
    completed: Way,
    /// Whether the output folder may have changed, so that both manifests must be believed, and what is staged
    /// may be needed to complete it.
    touched: bool,
    // Last, so that everything is cleared away before another build may begin.
    _lock: Lock,
}

/// A file of the new site.
#[derive(Debug, Clone, Copy)]
struct Staged {
    entry: Fingerprint,
    held: Held,
}

/// Where the bytes of a staged file are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Held {
    /// The published file is the same, byte for byte.
    Visible,
    /// The file one build ago was the same.
    Twin,
    /// They were written into the folder of staged files.
    Next,
}

impl Staging {
    /// Begins a build of the site at `root` that is to be published to `output`.
    ///
    /// Completes or clears away what a build that died left behind. Creates `.bantin/` in the root.
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
        let Settled { owned, told, way: completed } = settle::settle(&writer, &places)?;
        let may_exchange = places.may_exchange();
        let twin = settle::twin(&writer, &places)?.filter(|_| may_exchange);
        let visible = Visible::look(&places.output, owned)?;
        places.create_next(&writer)?;
        let (staged, buffers) = Default::default();
        Ok(Self {
            writer,
            places,
            visible,
            may_exchange,
            twin,
            staged,
            buffers,
            told,
            completed,
            touched: false,
            _lock: lock,
        })
    }

    /// Puts the staged site before readers, with the list of its hashes, `SHA256SUMS`.
    ///
    /// # Errors
    ///
    /// Where files that are not bantin's have appeared, or the disk refuses. The published site is then what
    /// it was, unless it had to be replaced file by file.
    pub fn publish(mut self) -> Result<Published, PublishError> {
        self.stage_sums()?;
        let staged = std::mem::take(&mut *self.lock_staged());
        self.visible = std::mem::take(&mut self.visible).look_again(&self.places.output)?;
        let published = self.compare(&staged);
        let manifest = self.manifest_of(&staged);
        if published.written.is_empty() && published.removed.is_empty() && self.visible.exists {
            self.note_unchanged(&manifest)?;
            let mut published = self.to_tell(published, &manifest);
            let told = lists::save(&self.writer, &self.places, &published);
            published.loose_end = told.and_then(|()| settle::forget_told(&self.writer, &self.places)).err();
            return Ok(published);
        }
        self.refuse_what_is_in_the_way(&manifest)?;
        if self.may_exchange {
            // The twin has a list of its own, made as it is put together; of a large site there is no room for two.
            drop(manifest);
            self.exchange(&staged, published)
        } else {
            self.replace_in_place(&manifest, published)
        }
    }

    /// What upload tools are told, where readers will see this site.
    fn to_tell(&self, published: Published, site: &Manifest) -> Published {
        published.since(self.told.as_ref(), site, self.completed)
    }

    /// Brings the twin up to date and exchanges it with the output folder.
    fn exchange(
        &mut self,
        staged: &BTreeMap<Address, Staged>,
        mut published: Published,
    ) -> Result<Published, PublishError> {
        let Self { writer, places, visible, twin, .. } = &*self;
        let assembly = Assembly { writer, places, visible, twin: twin.as_ref() };
        let Assembled { site, manifest } = assembly.assemble(staged)?;
        // Both lists are on the disk before the first of the new site's files is: none is ever a stranger.
        manifest.save(&self.writer, &self.places.manifest_next)?;
        self.writer.sync_folder(&self.places.state)?;
        self.writer.sync_tree(&site)?;
        if !self.swap(&site)? {
            // What was put together is what is staged now.
            if site != self.places.next {
                self.writer.remove_tree(&self.places.next)?;
                self.writer.rename(&site, &self.places.next)?;
            }
            return self.replace_in_place(&manifest, published);
        }
        self.touched = true;
        published.way = Way::AtOnce;
        let mut published = self.to_tell(published, &manifest);
        let told = lists::save(&self.writer, &self.places, &published);
        published.loose_end = told.and_then(|()| self.tidy_up(&site)).err();
        Ok(published)
    }

    /// Shows a site instead of the old one, or says that this disk can't.
    fn swap(&self, site: &Path) -> Result<bool, PublishError> {
        let Places { output, outgoing, .. } = &self.places;
        let result = if self.visible.exists {
            self.writer.exchange(site, output, outgoing)
        } else {
            self.writer.move_folder(site, output)
        };
        match result {
            Ok(()) => Ok(true),
            Err(error) if writer::cannot_exchange(&error) => Ok(false),
            Err(source) => Err(PublishError::Disk { path: output.clone(), source }),
        }
    }

    /// Makes the exchange last, and the old site the twin; a folder in which bantin had written nothing was none.
    fn tidy_up(&self, site: &Path) -> Result<(), PublishError> {
        let was_there = self.visible.exists;
        if was_there && self.visible.owned().iter().len() == 0 {
            self.writer.remove_tree(site)?;
        } else if was_there && site != self.places.previous {
            self.writer.rename(site, &self.places.previous)?;
        }
        finish(&self.writer, &self.places, was_there)
    }

    /// Replaces what changed file by file; a run that dies in it is completed by the next.
    fn replace_in_place(
        &mut self,
        manifest: &Manifest,
        mut published: Published,
    ) -> Result<Published, PublishError> {
        // Before there is a journal, which every later run would have to complete.
        if self.visible.exists {
            writer::require_writable(&self.places.output)?;
        }
        manifest.save(&self.writer, &self.places.manifest_next)?;
        self.writer.sync_tree(&self.places.next)?;
        let journal = Journal { written: published.written.clone(), removed: published.removed.clone() };
        journal.save(&self.writer, &self.places.journal)?;
        self.writer.sync_folder(&self.places.state)?;
        self.touched = true;
        published.way = Way::FileByFile;
        in_place::replace(&self.writer, &self.places, &journal)?;
        let mut published = self.to_tell(published, manifest);
        // The lists before the journal goes: whoever completes it makes them again.
        published.loose_end = lists::save(&self.writer, &self.places, &published)
            .and_then(|()| settle::end_journal(&self.writer, &self.places))
            .and_then(|()| settle::forget_told(&self.writer, &self.places))
            .and_then(|()| self.writer.remove_tree(&self.places.next))
            .and_then(|()| self.forget_twin())
            .err();
        Ok(published)
    }

    /// One that is there from when the folders could be exchanged is no longer the site as it was one build ago.
    fn forget_twin(&self) -> Result<(), PublishError> {
        self.writer.remove_file(&self.places.manifest_previous)?;
        self.writer.remove_file(&self.places.manifest_taken)?;
        self.writer.remove_tree(&self.places.previous)
    }

    /// What the site will hold; when files change is not known before they are in their places.
    fn manifest_of(&self, staged: &BTreeMap<Address, Staged>) -> Manifest {
        let known = staged.iter().map(|(address, one)| {
            let changed = (one.held == Held::Visible).then(|| self.visible.changed(address)).flatten();
            (address.clone(), Known { entry: one.entry, changed })
        });
        Manifest::new(known)
    }

    /// Refuses to put a file of the site in the place of one that is carried over.
    fn refuse_what_is_in_the_way(&self, manifest: &Manifest) -> Result<(), PublishError> {
        let files = self.visible.in_the_way_of(manifest);
        if files.is_empty() {
            return Ok(());
        }
        Err(PublishError::Foreign { output: self.places.output.clone(), files })
    }

    /// Notes when files were last changed that somebody touched without changing them, so that they need not
    /// be read again.
    fn note_unchanged(&self, manifest: &Manifest) -> Result<(), PublishError> {
        if manifest == self.visible.owned() {
            return Ok(());
        }
        manifest.save(&self.writer, &self.places.manifest)
    }

    fn compare(&self, staged: &BTreeMap<Address, Staged>) -> Published {
        let mut published = Published::default();
        for (address, one) in staged {
            let list =
                if one.held == Held::Visible { &mut published.unchanged } else { &mut published.written };
            list.push(address.clone());
        }
        let gone = self.visible.own().filter(|address| !staged.contains_key(address));
        published.removed = gone.cloned().collect();
        published
    }

    fn stage_sums(&self) -> Result<(), PublishError> {
        let bytes = sums::of(self.lock_staged().iter().map(|(address, one)| (address, &one.entry)));
        self.stage(&Address::of(&[sums::SUMS]), &bytes).map(drop)
    }

    /// Where a file is staged, if a file may be called so.
    fn place_of(&self, address: &Address) -> Result<PathBuf, PublishError> {
        let staged = self.places.next.join(address.as_str());
        // The manifest has a file a line.
        if address.as_str().contains(char::is_control) {
            let source = io::Error::new(io::ErrorKind::InvalidInput, "a control character in an address");
            return Err(PublishError::Disk { path: staged, source });
        }
        Ok(staged)
    }

    fn stage(&self, address: &Address, bytes: &[u8]) -> Result<Fingerprint, PublishError> {
        let staged = self.place_of(address)?;
        let entry = Fingerprint::of(bytes);
        let held = self.held(address, &entry, |path| holds(path, bytes)).unwrap_or(Held::Next);
        self.note(address.clone(), Staged { entry, held })?;
        if held == Held::Next {
            self.writer.create(&staged, bytes)?;
        }
        Ok(entry)
    }

    /// Stages a file that is written to the disk while it is made, unless it is small; it is taken away again where
    /// it turns out to be the published one.
    fn stage_in_pieces(&self, address: &Address, make: &mut Make<'_>) -> Result<Fingerprint, PublishError> {
        let staged = self.place_of(address)?;
        if self.lock_staged().contains_key(address) {
            return Err(PublishError::TwoOutputs { address: address.clone() });
        }
        let buffer = self.lock_buffers().pop().unwrap_or_default();
        let mut pieces = Pieces::new(&self.writer, staged.clone(), buffer);
        make(&mut pieces).map_err(PublishError::from)?;
        let entry = match pieces.finish()? {
            Whole::Held(mut bytes) => {
                let entry = self.stage(address, &bytes)?;
                bytes.clear();
                self.lock_buffers().push(bytes);
                return Ok(entry);
            }
            Whole::Written(entry) => entry,
        };
        let held = self.held(address, &entry, |path| pieces::has(path, &entry)).unwrap_or(Held::Next);
        if held != Held::Next {
            self.writer.remove_file(&staged)?;
        }
        self.note(address.clone(), Staged { entry, held })?;
        Ok(entry)
    }

    fn note(&self, address: Address, staged: Staged) -> Result<(), PublishError> {
        match self.lock_staged().entry(address) {
            Slot::Occupied(slot) => Err(PublishError::TwoOutputs { address: slot.key().clone() }),
            Slot::Vacant(slot) => {
                slot.insert(staged);
                Ok(())
            }
        }
    }

    /// Where the bytes of a file are already, if anywhere; `is_in` looks whether a file that somebody has touched
    /// holds them all the same.
    fn held(
        &self,
        address: &Address,
        entry: &Fingerprint,
        is_in: impl FnOnce(&Path) -> bool,
    ) -> Option<Held> {
        let here = |known: &Known| known.entry == *entry;
        if let Some((_, own)) = self.visible.find(address).filter(|(known, _)| here(known)) {
            // A file that was touched may hold what it held: a copied site has new times.
            let is_untouched = own.is_some_and(|own| own.untouched);
            if is_untouched || is_in(&self.places.output.join(address.as_str())) {
                return Some(Held::Visible);
            }
        }
        let twin = self.twin.as_ref().and_then(|twin| twin.get(address));
        let previous = || self.places.previous.join(address.as_str());
        let is_there = |known: &&Known| here(known) && twin::is_untouched(&previous(), known);
        twin.filter(is_there).map(|_| Held::Twin)
    }

    fn lock_buffers(&self) -> MutexGuard<'_, Vec<Vec<u8>>> {
        self.buffers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn lock_staged(&self) -> MutexGuard<'_, BTreeMap<Address, Staged>> {
        self.staged.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Ends an exchange whose changes have been told.
fn finish(writer: &Writer, places: &Places, was_there: bool) -> Result<(), PublishError> {
    settle::end_exchange(writer, places, was_there)?;
    settle::forget_told(writer, places)
}

impl Sink for Staging {
    /// Stages a file.
    ///
    /// The error holds a [`PublishError`], which `PublishError::from` takes out again. Of two files with one
    /// address the second is refused, whichever thread comes first.
    fn put(&self, address: &Address, bytes: &[u8]) -> io::Result<Fingerprint> {
        self.stage(address, bytes).map_err(io::Error::from)
    }

    fn put_in_pieces(&self, address: &Address, make: &mut Make<'_>) -> io::Result<Fingerprint> {
        self.stage_in_pieces(address, make).map_err(io::Error::from)
    }

    /// Believes a file alone that nobody has touched, since its bytes are not at hand.
    fn keep(&self, address: &Address, holds: &Fingerprint) -> io::Result<bool> {
        let Some(held) = self.held(address, holds, |_| false) else { return Ok(false) };
        self.note(address.clone(), Staged { entry: *holds, held }).map_err(io::Error::from)?;
        Ok(true)
    }

    /// Of the published site; its hash says whether it is what was asked for, whoever touched it.
    fn read(&self, address: &Address, holds: &Fingerprint) -> io::Result<Option<Vec<u8>>> {
        let path = self.places.output.join(address.as_str());
        let is_whole = |found: fs::Metadata| found.is_file() && found.len() == holds.size;
        if !fs::symlink_metadata(&path).is_ok_and(is_whole) {
            return Ok(None);
        }
        Ok(Some(fs::read(path)?).filter(|bytes| Fingerprint::of(bytes) == *holds))
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // What is staged may be needed to complete a site that was replaced in part; and the site that was may lie there,
        // until its list says that it is the twin.
        if self.touched && (self.places.journal.exists() || self.places.manifest_next.exists()) {
            return;
        }
        // What can't be cleared away now is cleared away by the next build.
        let _ = self.writer.remove_tree(&self.places.next);
        if !self.touched {
            let _ = self.writer.remove_file(&self.places.manifest_next);
        }
    }
}

/// Whether a regular file holds these bytes.
///
/// Its hash in the manifest would not do: someone may have changed the file since.
fn holds(path: &Path, bytes: &[u8]) -> bool {
    let same_size = |found: fs::Metadata| found.is_file() && found.len() == bytes.len() as u64;
    fs::symlink_metadata(path).is_ok_and(same_size) && fs::read(path).is_ok_and(|found| found == bytes)
}

#[cfg(test)]
mod tests;
