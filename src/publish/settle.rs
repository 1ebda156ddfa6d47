//! What is ours when a build begins, whatever became of the one before.

use std::io;

use super::journal::Journal;
use super::manifest::Manifest;
use super::places::Places;
use super::writer::Writer;
use super::{PublishError, in_place, sums};

/// Completes a replacement file by file that a run died in: its files are still staged. Says what it was.
pub(super) fn complete_journal(writer: &Writer, places: &Places) -> Result<Journal, PublishError> {
    let Some(journal) = Journal::read(&places.journal)? else { return Ok(Journal::default()) };
    match in_place::replace(writer, places, &journal) {
        // Somebody has cleared away what was staged: the build that follows makes it again.
        Err(PublishError::Disk { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
            writer.remove_file(&places.journal)?;
        }
        result => result.and_then(|()| end_journal(writer, places))?,
    }
    Ok(journal)
}

/// Says that a replacement file by file is complete.
pub(super) fn end_journal(writer: &Writer, places: &Places) -> Result<(), PublishError> {
    if places.manifest_next.exists() {
        writer.rename(&places.manifest_next, &places.manifest)?;
    }
    writer.remove_file(&places.journal)
}

/// The files that are ours. After a build that may have died between exchanging the folders and saying so:
/// those of the old site and those of the new one. Where `.bantin/` was lost: those that the site itself lists
/// and that hold what it says.
pub(super) fn manifest(writer: &Writer, places: &Places) -> Result<Manifest, PublishError> {
    let (known, next) = (Manifest::read(&places.manifest)?, Manifest::read(&places.manifest_next)?);
    let mut owned = match (known, &next) {
        (None, None) => sums::claimed(&places.output),
        (known, _) => known.unwrap_or_default(),
    };
    if let Some(next) = next {
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
