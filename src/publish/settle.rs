//! What is ours when a build begins, whatever became of the one before.

use std::io;

use super::journal::Journal;
use super::manifest::Manifest;
use super::places::Places;
use super::writer::Writer;
use super::{PublishError, Way, in_place, sums};

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
    places.clear_leftovers(writer)?;
    let owned = manifest(writer, places)?;
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

/// The files that are ours. After a build that may have died between exchanging the folders and saying so:
/// those of the old site and those of the new one. Where `.bantin/` was lost: those that the site itself lists
/// and that hold what it says.
fn manifest(writer: &Writer, places: &Places) -> Result<Manifest, PublishError> {
    let (known, next) = (Manifest::read(&places.manifest)?, Manifest::read(&places.manifest_next)?);
    let mut owned = match (known, &next) {
        (None, None) => sums::claimed(&places.output),
        (known, _) => known.unwrap_or_default(),
    };
    if let Some(next) = next {
        remember_told(writer, places)?;
        owned.extend(next);
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
