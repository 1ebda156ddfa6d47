//! Brings the twin of the output folder up to date, so that publishing costs as much as has changed.
//!
//! The twin holds the site as it was one build ago. What changed last time is linked from the output folder,
//! what changes now is moved in from where it was staged; a file is always replaced, never written into, since
//! it may have a second name in the published site. Where there is no twin, what was staged becomes the site
//! and the rest is linked to it.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::manifest::{Known, Manifest, changed};
use super::places::Places;
use super::visible::Visible;
use super::writer::Writer;
use super::{Held, PublishError, Staged, in_place};
use crate::output::Address;

/// What the new site is put together from.
pub(super) struct Assembly<'a> {
    pub(super) writer: &'a Writer,
    pub(super) places: &'a Places,
    pub(super) visible: &'a Visible,
    /// What the twin holds; `None` where there is none.
    pub(super) twin: Option<&'a Manifest>,
}

/// A site that is whole and only waits to be shown.
pub(super) struct Assembled {
    /// Where it lies.
    pub(super) site: PathBuf,
    /// What it holds.
    pub(super) manifest: Manifest,
}

impl Assembly<'_> {
    /// Puts the new site together.
    ///
    /// # Errors
    ///
    /// Where the disk refuses; then the twin may be no whole site any more, and the next build deletes it.
    pub(super) fn assemble(&self, staged: &BTreeMap<Address, Staged>) -> Result<Assembled, PublishError> {
        let Self { writer, places, .. } = self;
        let site = match self.twin {
            Some(twin) => {
                disown(writer, places)?;
                self.empty_of_others(twin)?;
                self.take_away(twin, staged)?;
                places.previous.clone()
            }
            None => places.next.clone(),
        };
        let files: Vec<_> = staged.iter().collect();
        let placed = files.into_par_iter().map(|(address, one)| {
            let known = self.place(&site, address, one)?;
            Ok((address.clone(), known))
        });
        let placed: Vec<_> = placed.collect::<Result<_, PublishError>>()?;
        self.visible.carry_over(writer, &places.output, &site)?;
        Ok(Assembled { site, manifest: Manifest::new(placed.into_iter()) })
    }

    /// Removes what was carried over into the twin one build ago: it may have changed since.
    fn empty_of_others(&self, twin: &Manifest) -> Result<(), PublishError> {
        remove_others(self.writer, &self.places.previous, twin)
    }

    /// Removes the files that the new site does not have, before folders take their names.
    fn take_away(&self, twin: &Manifest, staged: &BTreeMap<Address, Staged>) -> Result<(), PublishError> {
        let previous = &self.places.previous;
        for (address, _) in twin.iter().filter(|(address, _)| !staged.contains_key(address)) {
            let file = previous.join(address.as_str());
            self.clear_folder(&file)?;
            self.writer.remove_file(&file)?;
            in_place::remove_empty_folders(self.writer, previous, address)?;
        }
        Ok(())
    }

    /// Sees to it that the site holds a file.
    fn place(&self, site: &Path, address: &Address, one: &Staged) -> Result<Known, PublishError> {
        let to = site.join(address.as_str());
        let there = self.twin.and_then(|twin| twin.get(address)).filter(|known| known.entry == one.entry);
        match (one.held, there) {
            (Held::Twin, Some(known)) => return Ok(*known),
            // Looked at itself, whatever the published one is like: somebody may have changed it since, or the
            // published one while it was that.
            (Held::Visible, Some(known)) if is_untouched(&to, known) => return Ok(*known),
            (Held::Visible, _) => {
                // In a site that is put together anew nothing stands in the way, and to look costs half a link.
                if self.twin.is_some() {
                    self.clear_folder(&to)?;
                    self.writer.remove_file(&to)?;
                }
                let from = self.places.output.join(address.as_str());
                // A second name has the time of the first.
                if self.writer.link_or_copy(&from, &to)?
                    && let changed @ Some(_) = self.visible.changed(address)
                {
                    return Ok(Known { entry: one.entry, changed });
                }
            }
            _ => {
                let from = self.places.next.join(address.as_str());
                if from != to {
                    self.clear_folder(&to)?;
                    self.writer.place(&from, &to)?;
                }
            }
        }
        let found = fs::symlink_metadata(&to).map_err(|source| PublishError::Disk { path: to, source })?;
        Ok(Known { entry: one.entry, changed: changed(&found) })
    }

    /// Takes away a folder in the place of a file of the twin: somebody may have put one there while it was the
    /// published site.
    fn clear_folder(&self, place: &Path) -> Result<(), PublishError> {
        match fs::symlink_metadata(place).is_ok_and(|found| found.is_dir()) {
            true => self.writer.remove_tree(place),
            false => Ok(()),
        }
    }
}

/// Puts the twin's list aside, so that nobody believes it while the twin changes.
pub(super) fn disown(writer: &Writer, places: &Places) -> Result<(), PublishError> {
    writer.rename(&places.manifest_previous, &places.manifest_taken)?;
    writer.sync_folder(&places.state)
}

/// Removes what is not bantin's from the top of a site that nobody sees.
pub(super) fn remove_others(writer: &Writer, site: &Path, ours: &Manifest) -> Result<(), PublishError> {
    let failed = |source: io::Error| PublishError::Disk { path: site.to_owned(), source };
    for entry in fs::read_dir(site).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        if ours.reaches(&entry.file_name().to_string_lossy()) {
            continue;
        }
        if entry.file_type().map_err(failed)?.is_dir() {
            writer.remove_tree(&entry.path())?;
        } else {
            writer.remove_file(&entry.path())?;
        }
    }
    Ok(())
}

/// Whether a file is as it was when it was written, as far as its size and time tell.
pub(super) fn is_untouched(path: &Path, known: &Known) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| known.is_untouched(&found))
}
