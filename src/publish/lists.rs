//! The lists that upload tools ask for: which files to send, and which to delete.

use super::places::Places;
use super::writer::Writer;
use super::{PublishError, Published};
use crate::output::Address;

/// Writes what the last build or rollback changed, one address a line, in their order; empty where nothing did.
pub(super) fn save(writer: &Writer, places: &Places, published: &Published) -> Result<(), PublishError> {
    for (path, addresses) in [(&places.changed, &published.written), (&places.removed, &published.removed)] {
        writer.replace(path, &path.with_extension("new"), lines(addresses).as_bytes())?;
    }
    Ok(())
}

fn lines(addresses: &[Address]) -> String {
    addresses.iter().map(|address| format!("{address}\n")).collect()
}
