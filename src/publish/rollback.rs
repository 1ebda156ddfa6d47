//! Puts the previous site back: one more exchange of the output folder and its twin.

use std::path::Path;

use super::lock::Lock;
use super::manifest::Manifest;
use super::places::Places;
use super::twin::{disown, is_untouched, remove_others};
use super::visible::Visible;
use super::writer::{Writer, cannot_exchange, require_writable};
use super::{PublishError, Published, Way, finish, folder, lists, settle};

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
    let begun = settle::complete_journal(writer, &places)?;
    places.clear_leftovers(writer)?;
    let owned = settle::manifest(writer, &places)?;
    let Some(previous) = settle::twin(writer, &places)? else { return Err(PublishError::NoPrevious) };
    if !places.may_exchange() {
        [places.parent(), &places.output].into_iter().try_for_each(require_writable)?;
        return Err(PublishError::NoPrevious);
    }
    let visible = Visible::look(&places.output, owned)?;
    let whole = |(address, known)| is_untouched(&places.previous.join(Path::new(as_str(address))), known);
    if !visible.exists || !previous.iter().all(whole) {
        return Err(PublishError::NoPrevious);
    }
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
            true => PublishError::NoPrevious,
            false => PublishError::Disk { path: places.output.clone(), source },
        }
    })?;
    let mut published = difference(visible.owned(), &previous);
    published.add(&begun);
    let finished = finish(writer, &places, true).and_then(|()| lists::save(writer, &places, &published));
    published.loose_end = finished.err();
    Ok(published)
}

fn as_str(address: &crate::output::Address) -> &str {
    address.as_str()
}

/// What changes for readers from one site to another.
fn difference(from: &Manifest, to: &Manifest) -> Published {
    let mut published = Published { way: Way::AtOnce, ..Published::default() };
    for (address, known) in to.iter() {
        let same = from.get(address).is_some_and(|before| before.entry == known.entry);
        if same { &mut published.unchanged } else { &mut published.written }.push(address.clone());
    }
    published.removed = from
        .iter()
        .filter(|(address, _)| to.get(address).is_none())
        .map(|(address, _)| address.clone())
        .collect();
    published
}
