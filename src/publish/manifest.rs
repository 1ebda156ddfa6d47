//! The list of files that bantin wrote, so that it never deletes another's.
//!
//! A text: a header with their number, then a line a file: BLAKE3 in hexadecimal, size in bytes, address.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::io;
use std::path::Path;

use super::PublishError;
use super::writer::Writer;
use crate::output::Address;

/// Changes with the form of the lines; a list of another form is not believed.
const HEADER: &str = "bantin manifest 1";

/// What is known of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    hash: blake3::Hash,
    /// In bytes.
    size: u64,
}

impl Entry {
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self { hash: blake3::hash(bytes), size: bytes.len() as u64 }
    }
}

/// Files by address.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    files: BTreeMap<Address, Entry>,
}

impl Manifest {
    pub(super) fn new(files: impl Iterator<Item = (Address, Entry)>) -> Self {
        Self { files: files.collect() }
    }

    pub(super) fn get(&self, address: &Address) -> Option<&Entry> {
        self.files.get(address)
    }

    /// Whether a file of this address, or any below it, is in the list.
    pub(super) fn reaches(&self, address: &str) -> bool {
        self.files.keys().any(|file| {
            let rest = file.as_str().strip_prefix(address);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    }

    /// Adds the files of another list; where both have one, the other's counts.
    pub(super) fn extend(&mut self, other: Self) {
        self.files.extend(other.files);
    }

    /// Reads a list; none, a torn one and one of another version are all `None`.
    pub(super) fn read(path: &Path) -> Result<Option<Self>, PublishError> {
        match fs::read(path) {
            Ok(bytes) => Ok(std::str::from_utf8(&bytes).ok().and_then(Self::parse)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(PublishError::Disk { path: path.to_owned(), source }),
        }
    }

    /// Writes the list aside and puts it in its place in one step.
    pub(super) fn save(&self, writer: &Writer, path: &Path) -> Result<(), PublishError> {
        writer.replace(path, &path.with_extension("new"), self.to_text().as_bytes())
    }

    fn parse(text: &str) -> Option<Self> {
        let (count, lines) = text.strip_prefix(HEADER)?.split_once('\n')?;
        let files: BTreeMap<_, _> = lines.lines().map(parse_line).collect::<Option<_>>()?;
        // A list that was cut off would disown files.
        let whole = count.trim().parse() == Ok(files.len()) && text.ends_with('\n');
        whole.then_some(Self { files })
    }

    fn to_text(&self) -> String {
        let mut text = format!("{HEADER} {}\n", self.files.len());
        for (address, entry) in &self.files {
            // Writing to a string does not fail.
            let _ = writeln!(text, "{} {} {address}", entry.hash.to_hex(), entry.size);
        }
        text
    }
}

fn parse_line(line: &str) -> Option<(Address, Entry)> {
    let mut parts = line.splitn(3, ' ');
    let hash = blake3::Hash::from_hex(parts.next()?).ok()?;
    let size = parts.next()?.parse().ok()?;
    Some((Address::new(parts.next()?)?, Entry { hash, size }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest() -> Manifest {
        let file = |address: &str, bytes: &[u8]| (Address::new(address).unwrap(), Entry::of(bytes));
        Manifest::new(
            [file("index.html", b"a"), file("ban-tin/tệp có dấu cách.pdf", b""), file(".htaccess", b"b")]
                .into_iter(),
        )
    }

    #[test]
    fn what_is_written_is_read_again() {
        assert_eq!(Manifest::parse(&manifest().to_text()), Some(manifest()));
        assert_eq!(Manifest::parse(&Manifest::default().to_text()), Some(Manifest::default()));
    }

    #[test]
    fn a_torn_or_foreign_list_is_not_believed() {
        let text = manifest().to_text();
        for length in (0..text.len()).filter(|length| text.is_char_boundary(*length)) {
            assert_eq!(Manifest::parse(&text[..length]), None, "{length}");
        }
        let hash = blake3::hash(b"").to_hex();
        for text in [
            "bantin manifest 2 0\n".to_owned(),
            format!("{HEADER} 1\n{hash} 0 ../../etc/passwd\n"),
            format!("{HEADER} 1\n{hash} -1 a\n"),
            format!("{HEADER} 1\nzz 0 a\n"),
            format!("{HEADER} 2\n{hash} 0 a\n{hash} 0 a\n"),
        ] {
            assert_eq!(Manifest::parse(&text), None, "{text}");
        }
    }

    #[test]
    fn a_folder_is_reached_by_what_lies_in_it() {
        let manifest = manifest();
        assert!(manifest.reaches("ban-tin") && manifest.reaches(".htaccess"));
        assert!(!manifest.reaches("ban") && !manifest.reaches(".hta"));
    }
}
