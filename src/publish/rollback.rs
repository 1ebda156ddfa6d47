//! Puts the previous site back: one more exchange of the output folder and its twin.

use std::path::Path;

use super::lock::Lock;
use super::manifest::Known;
use super::places::Places;
use super::settle::{self, Settled};
use super::twin::{disown, is_untouched, remove_others};
use super::visible::Visible;
use super::writer::{Writer, cannot_exchange, require_writable};
use super::{BackFault, PublishError, Published, Way, finish, folder, lists};
use crate::output::Address;

/// Puts the site as it was one build ago before readers, and keeps the present one in its place; done twice, it
/// changes nothing.
///
/// # Errors
///
/// Where there is no previous site, or somebody has changed it; where `output` holds files that bantin did not
/// write, another build is running, or the disk refuses or can't exchange the folders. The published site is
/// then what it was.
pub fn rollback(root: &Path, output: &Path) -> Result<Published, PublishError> {
    rollback_with(&Writer::default(), root, output)
}

pub(super) fn rollback_with(writer: &Writer, root: &Path, output: &Path) -> Result<Published, PublishError> {
    let (root, output) = folder::resolve(root, output)?;
    let places = Places::of(&root, output, writer)?;
    let _lock = Lock::take(&places.lock)?;
    let no_way = |fault| PublishError::NoWayBack { output: places.output.clone(), fault };
    let is_known = places.manifest.exists() || places.manifest_next.exists();
    let Settled { owned, told, way } = settle::settle(writer, &places)?;
    if !places.output.exists() || owned.iter().len() == 0 {
        return Err(no_way(BackFault::NothingBuilt));
    }
    // Before the twin is looked at, which deletes one that has no list.
    if places.manifest_taken.exists() {
        return Err(no_way(BackFault::CutOff));
    }
    if !is_known || places.manifest_previous.exists() != places.previous.is_dir() {
        return Err(no_way(BackFault::Lost));
    }
    if !places.may_exchange() {
        [places.parent(), &places.output].into_iter().try_for_each(require_writable)?;
        return Err(no_way(BackFault::Fixed));
    }
    let Some(previous) = settle::twin(writer, &places)? else {
        let is_kept = can_exchange(writer, &places)?;
        return Err(no_way(if is_kept { BackFault::NothingBefore } else { BackFault::Fixed }));
    };
    let is_changed =
        |(address, known): &(&Address, &Known)| !is_untouched(&places.previous.join(address.as_str()), known);
    if let Some((address, _)) = previous.iter().find(is_changed) {
        return Err(no_way(BackFault::Changed { file: address.to_string() }));
    }
    let visible = Visible::look(&places.output, owned)?;
    let taken = visible.in_the_way_of(&previous);
    if !taken.is_empty() {
        return Err(PublishError::Foreign { output: places.output.clone(), files: taken });
    }
    disown(writer, &places)?;
    remove_others(writer, &places.previous, &previous)?;
    visible.carry_over(writer, &places.output, &places.previous)?;
    previous.save(writer, &places.manifest_next)?;
    writer.sync_tree(&places.previous)?;
    writer.exchange(&places.previous, &places.output, &places.outgoing).map_err(|source| {
        match cannot_exchange(&source) {
            true => no_way(BackFault::Fixed),
            false => PublishError::Disk { path: places.output.clone(), source },
        }
    })?;
    let mut published =
        Published::between(visible.owned(), &previous, Way::AtOnce).since(told.as_ref(), &previous, way);
    let told = lists::save(writer, &places, &published);
    published.loose_end = told.and_then(|()| finish(writer, &places, true)).err();
    Ok(published)
}

/// Whether this disk exchanges folders, and so keeps sites: found out with two empty ones where a site is made.
fn can_exchange(writer: &Writer, places: &Places) -> Result<bool, PublishError> {
    let [one, other, by_way_of] = ["1", "2", "3"].map(|name| places.next.join(name));
    [&one, &other].into_iter().try_for_each(|folder| writer.folder(folder))?;
    let exchanged = writer.exchange(&one, &other, &by_way_of);
    writer.remove_tree(&places.next)?;
    match exchanged {
        Ok(()) => Ok(true),
        Err(error) if cannot_exchange(&error) => Ok(false),
        Err(source) => Err(PublishError::Disk { path: places.next.clone(), source }),
    }
}
