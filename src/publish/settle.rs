//! What is ours when a build begins, whatever became of the one before.

use std::fs;
use std::io;
use std::path::Path;

use super::journal::Journal;
use super::manifest::Manifest;
use super::places::Places;
use super::visible::Visible;
use super::writer::Writer;
use super::{PublishError, Way, in_place, sums};
use crate::output::{Address, Fingerprint};

/// What a build begins with.
pub(super) struct Settled {
    /// The files that are ours.
    pub(super) owned: Manifest,
    /// The site that the lists for upload tools lead up to, where a run died before it told of what readers see
    /// since.
    pub(super) told: Option<Manifest>,
    /// How that run replaced the site, as far as it was for this one to complete.
    pub(super) way: Way,
}

/// Completes or clears away what a run that died left behind.
pub(super) fn settle(writer: &Writer, places: &Places) -> Result<Settled, PublishError> {
    let way = complete_journal(writer, places)?;
    complete_exchange(writer, places)?;
    places.clear_leftovers(writer)?;
    let owned = manifest(writer, places)?;
    give_twin_back(writer, places)?;
    Ok(Settled { owned, told: Manifest::read(&places.manifest_told)?, way })
}

/// Completes a replacement file by file that a run died in: its files are still staged.
fn complete_journal(writer: &Writer, places: &Places) -> Result<Way, PublishError> {
    let Some(journal) = Journal::read(&places.journal)? else { return Ok(Way::Nothing) };
    remember_told(writer, places)?;
    match in_place::replace(writer, places, &journal) {
        // Somebody has cleared away what was staged: the build that follows makes it again.
        Err(PublishError::Disk { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
            writer.remove_file(&places.journal)?;
        }
        result => result.and_then(|()| end_journal(writer, places))?,
    }
    Ok(Way::FileByFile)
}

/// Says that a replacement file by file is complete; the list of the site that was is the last to go, since upload
/// tools may have to be told once more what came after it.
pub(super) fn end_journal(writer: &Writer, places: &Places) -> Result<(), PublishError> {
    writer.remove_file(&places.journal)?;
    if places.manifest_next.exists() {
        writer.rename(&places.manifest_next, &places.manifest)?;
    }
    Ok(())
}

/// Ends an exchange behind which a run died: readers see the new site, and the old one has yet to become the twin.
fn complete_exchange(writer: &Writer, places: &Places) -> Result<(), PublishError> {
    // The twin has a list until a run makes the next site of it.
    if places.manifest_previous.exists() {
        return Ok(());
    }
    let Some(new) = Manifest::read(&places.manifest_next)? else { return Ok(()) };
    let Some(old) = Manifest::read(&places.manifest)? else { return Ok(()) };
    // Of two sites of one list of sums nobody can tell which is which.
    if sums_in(&old) == sums_in(&new) || !is_site(&places.output, &new) {
        return Ok(());
    }
    let places_of_old = [&places.previous, &places.next, &places.outgoing];
    let Some(was_visible) = places_of_old.into_iter().find(|folder| is_site(folder, &old)) else {
        return Ok(());
    };
    remember_told(writer, places)?;
    if *was_visible != places.previous {
        writer.remove_tree(&places.previous)?;
        writer.rename(was_visible, &places.previous)?;
    }
    end_exchange(writer, places, true)
}

/// Makes an exchange last: the list of the new site takes its place, and that of the old one is the twin's.
pub(super) fn end_exchange(writer: &Writer, places: &Places, has_twin: bool) -> Result<(), PublishError> {
    writer.sync_folder(places.parent())?;
    writer.sync_folder(&places.state)?;
    if has_twin && places.manifest.exists() {
        writer.rename(&places.manifest, &places.manifest_previous)?;
    }
    writer.remove_file(&places.manifest_taken)?;
    // The last, since it says that the run has ended.
    writer.rename(&places.manifest_next, &places.manifest)
}

/// Whether a folder holds the site of a list, by its own list of sums.
fn is_site(folder: &Path, list: &Manifest) -> bool {
    let path = folder.join(sums::SUMS);
    // Whoever reads a pipe waits for its writer.
    let is_file = fs::symlink_metadata(&path).is_ok_and(|found| found.is_file());
    is_file && fs::read(path).is_ok_and(|bytes| sums_in(list) == Some(Fingerprint::of(&bytes)))
}

fn sums_in(list: &Manifest) -> Option<Fingerprint> {
    Some(list.get(&Address::of(&[sums::SUMS]))?.entry)
}

/// Gives the twin its list again, where a run died before it had changed anything in the twin; else the list stays
/// aside, and says that a run was cut off.
fn give_twin_back(writer: &Writer, places: &Places) -> Result<(), PublishError> {
    if places.manifest_previous.exists() {
        return writer.remove_file(&places.manifest_taken);
    }
    let Some(taken) = Manifest::read(&places.manifest_taken)? else { return Ok(()) };
    match Visible::look(&places.previous, taken) {
        Ok(twin) if twin.is_untouched() => writer.rename(&places.manifest_taken, &places.manifest_previous),
        // Files of the new site are there already.
        Ok(_) | Err(PublishError::Foreign { .. }) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Keeps the list of the site that upload tools know, until they have been told of what came after it, however many
/// runs die before that.
fn remember_told(writer: &Writer, places: &Places) -> Result<(), PublishError> {
    if places.manifest_told.exists() {
        return Ok(());
    }
    let told = match Manifest::read(&places.manifest)? {
        Some(told) => told,
        // It died while the list of the new site took the old one's place; or there was no site before.
        None => Manifest::read(&places.manifest_previous)?.unwrap_or_default(),
    };
    told.save(writer, &places.manifest_told)
}

/// Says that the lists for upload tools lead up to the site that readers see.
pub(super) fn forget_told(writer: &Writer, places: &Places) -> Result<(), PublishError> {
    writer.remove_file(&places.manifest_told)
}

/// The files that are ours. After a build that died when its list was written: those of the old site and those of
/// the new one, as they are found. Where `.bantin/` was lost: those that the site itself lists and that hold what it
/// says.
fn manifest(writer: &Writer, places: &Places) -> Result<Manifest, PublishError> {
    let (known, next) = (Manifest::read(&places.manifest)?, Manifest::read(&places.manifest_next)?);
    let mut owned = match (known, &next) {
        (None, None) => sums::claimed(&places.output),
        (known, _) => known.unwrap_or_default(),
    };
    if let Some(next) = next {
        remember_told(writer, places)?;
        owned = owned.found_in(&places.output, &next);
        owned.save(writer, &places.manifest)?;
    }
    writer.remove_file(&places.manifest_next)?;
    Ok(owned)
}

/// What the twin holds. One that nobody knows anything of is deleted.
pub(super) fn twin(writer: &Writer, places: &Places) -> Result<Option<Manifest>, PublishError> {
    let known = Manifest::read(&places.manifest_previous)?.filter(|_| places.previous.is_dir());
    if known.is_none() {
        writer.remove_file(&places.manifest_previous)?;
        writer.remove_tree(&places.previous)?;
    }
    Ok(known)
}
