//! Replaces a published site file by file, where its folder can't be exchanged.
//!
//! Each file is whole at every moment. While this runs, and after a crash in it until the next build, new
//! files stand beside old ones.

use std::fs;
use std::path::Path;

use super::PublishError;
use super::journal::Journal;
use super::places::Places;
use super::sums;
use super::writer::Writer;
use crate::output::Address;

/// Brings the output folder from what it was to what is staged. May be done again after it was broken off.
///
/// Pages come after what they need, then the list of sums, and what nobody needs any more goes last.
pub(super) fn replace(writer: &Writer, places: &Places, journal: &Journal) -> Result<(), PublishError> {
    writer.folder(&places.output)?;
    let turn = |address: &&Address| match address.as_str() {
        sums::SUMS => 2,
        address => u8::from(address.ends_with(".html")),
    };
    let mut written: Vec<_> = journal.written.iter().collect();
    written.sort_by_key(turn);
    for address in written {
        put(writer, places, address)?;
    }
    for address in &journal.removed {
        writer.remove_file(&places.output.join(address.as_str()))?;
        remove_empty_folders(writer, &places.output, address)?;
    }
    writer.sync_tree(&places.output)
}

fn put(writer: &Writer, places: &Places, address: &Address) -> Result<(), PublishError> {
    let staged = places.next.join(address.as_str());
    let visible = places.output.join(address.as_str());
    let bytes = fs::read(&staged).map_err(|source| PublishError::Disk { path: staged, source })?;
    make_room(writer, places, address)?;
    if let Some(folder) = visible.parent() {
        writer.folder(folder)?;
    }
    writer.replace(&visible, &places.scratch(), &bytes)
}

/// A folder of the old site may have the name of a new file, and a file that of a new folder. All in them is
/// ours: the output folder was looked through.
fn make_room(writer: &Writer, places: &Places, address: &Address) -> Result<(), PublishError> {
    let visible = places.output.join(address.as_str());
    if visible.is_dir() {
        writer.remove_tree(&visible)?;
    }
    for above in visible.ancestors().skip(1).take_while(|above| *above != places.output) {
        if above.is_file() {
            writer.remove_file(above)?;
        }
    }
    Ok(())
}

/// Removes the folders above a file of a site that are empty now.
pub(super) fn remove_empty_folders(
    writer: &Writer,
    site: &Path,
    address: &Address,
) -> Result<(), PublishError> {
    let file = site.join(address.as_str());
    for folder in file.ancestors().skip(1).take_while(|folder| *folder != site) {
        if !is_empty(folder) {
            break;
        }
        writer.remove_tree(folder)?;
    }
    Ok(())
}

fn is_empty(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none())
}
