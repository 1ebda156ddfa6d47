//! The list of files that bantin wrote, so that it never deletes another's and knows each of its own again.
//!
//! A text: a header with their number, then a line a file: SHA-256 in hexadecimal, size in bytes, when it was
//! last changed in nanoseconds since 1970 (`-` where that is not known), address. The time never leaves
//! `.bantin/`: it only saves reading files that nobody has touched.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs::{self, Metadata};
use std::io;
use std::path::Path;
use std::time::SystemTime;

use super::PublishError;
use super::writer::Writer;
use crate::output::{Address, Fingerprint};

/// Changes with the form of the lines; a list of another form is not believed.
const HEADER: &str = "bantin manifest 2";

const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// What each byte is worth as a digit; above 15 where it is none.
const VALUES: [u8; 256] = {
    let mut values = [u8::MAX; 256];
    let mut value = 0;
    while value < DIGITS.len() {
        values[DIGITS[value] as usize] = value as u8;
        value += 1;
    }
    values
};

/// A file on the disk: what was written into it, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Known {
    pub(super) entry: Fingerprint,
    /// In nanoseconds since 1970; `None`: the file must be read to know what it holds.
    pub(super) changed: Option<u64>,
}

impl Known {
    /// Whether nobody has touched the file since, as far as its size and time tell.
    pub(super) fn is_untouched(&self, found: &Metadata) -> bool {
        found.is_file()
            && found.len() == self.entry.size
            && self.changed.is_some()
            && changed(found) == self.changed
    }
}

/// When a file was last changed, in nanoseconds since 1970; they are too many after 2554.
pub(super) fn changed(found: &Metadata) -> Option<u64> {
    let since = found.modified().ok()?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    u64::try_from(since.as_nanos()).ok()
}

/// Files by address.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Manifest {
    /// In the order of the addresses, none of them twice.
    files: Vec<(Address, Known)>,
}

impl Manifest {
    pub(super) fn new(files: impl Iterator<Item = (Address, Known)>) -> Self {
        let files: BTreeMap<_, _> = files.collect();
        Self { files: files.into_iter().collect() }
    }

    pub(super) fn get(&self, address: &Address) -> Option<&Known> {
        self.at(self.find(address.as_str())?)
    }

    /// Where in the list a file of this address stands.
    pub(super) fn find(&self, address: &str) -> Option<usize> {
        self.files.binary_search_by(|(file, _)| file.as_str().cmp(address)).ok()
    }

    /// The file at a place in the list.
    pub(super) fn at(&self, place: usize) -> Option<&Known> {
        self.files.get(place).map(|(_, known)| known)
    }

    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = (&Address, &Known)> {
        self.files.iter().map(|(address, known)| (address, known))
    }

    /// Whether a file of this address, or any below it, is in the list.
    pub(super) fn reaches(&self, address: &str) -> bool {
        let from = self.files.partition_point(|(file, _)| file.as_str() < address);
        self.files[from..]
            .iter()
            .map_while(|(file, _)| file.as_str().strip_prefix(address))
            .any(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// Of the files in this list and a later one those that are in a folder, each as it is found there; where that
    /// can't be told, as the later list has it.
    pub(super) fn found_in(self, folder: &Path, later: &Self) -> Self {
        let all: BTreeSet<&Address> = self.iter().chain(later.iter()).map(|(address, _)| address).collect();
        let found = all.into_iter().filter_map(|address| {
            let found = fs::symlink_metadata(folder.join(address.as_str())).ok().filter(Metadata::is_file)?;
            let mut known = *later.get(address).or_else(|| self.get(address))?;
            if let Some(earlier) = self.get(address).filter(|earlier| earlier.is_untouched(&found)) {
                // Of one size and time, on a disk that counts in whole seconds: it has to be read.
                let is_either = known.is_untouched(&found) && known.entry != earlier.entry;
                known = Known { changed: earlier.changed.filter(|_| !is_either), ..*earlier };
            }
            Some((address.clone(), known))
        });
        Self { files: found.collect() }
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
        let files: Vec<_> = lines.lines().map(parse_line).collect::<Option<_>>()?;
        // A list that was cut off would disown files.
        let whole = count.trim().parse() == Ok(files.len()) && text.ends_with('\n');
        let in_order = files.is_sorted_by(|(one, _), (next, _)| one < next);
        (whole && in_order).then_some(Self { files })
    }

    fn to_text(&self) -> String {
        let mut text = format!("{HEADER} {}\n", self.files.len());
        for (address, Known { entry, changed }) in &self.files {
            push_hash(&mut text, &entry.sha256);
            // Writing to a string does not fail.
            let _ = match changed {
                Some(changed) => writeln!(text, " {} {changed} {address}", entry.size),
                None => writeln!(text, " {} - {address}", entry.size),
            };
        }
        text
    }
}

fn parse_line(line: &str) -> Option<(Address, Known)> {
    let (sha256, rest) = line.split_once(' ')?;
    let (size, rest) = rest.split_once(' ')?;
    let (changed, address) = rest.split_once(' ')?;
    let entry = Fingerprint { sha256: parse_hash(sha256)?, size: size.parse().ok()? };
    let changed = match changed {
        "-" => None,
        changed => Some(changed.parse().ok()?),
    };
    Some((Address::new(address)?, Known { entry, changed }))
}

/// Writes a hash in hexadecimal.
pub(super) fn push_hash(text: &mut String, hash: &[u8; 32]) {
    let halves = hash.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    text.extend(halves.map(|half| char::from(DIGITS[usize::from(half)])));
}

/// Reads a hash as [`push_hash`] writes it.
pub(super) fn parse_hash(text: &str) -> Option<[u8; 32]> {
    let digits: &[u8; 64] = text.as_bytes().try_into().ok()?;
    let mut hash = [0; 32];
    let mut all = 0;
    let (pairs, _) = digits.as_chunks();
    for (byte, [high, low]) in hash.iter_mut().zip(pairs) {
        let (high, low) = (VALUES[usize::from(*high)], VALUES[usize::from(*low)]);
        *byte = high << 4 | low;
        all |= high | low;
    }
    (all < 16).then_some(hash)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn manifest() -> Manifest {
        let file = |address: &str, bytes: &[u8], changed| {
            (Address::new(address).unwrap(), Known { entry: Fingerprint::of(bytes), changed })
        };
        Manifest::new(
            [
                file("index.html", b"a", Some(1_700_000_000_123_456_789)),
                file("ban-tin/tệp có dấu cách.pdf", b"", None),
                file(".htaccess", b"b", Some(0)),
            ]
            .into_iter(),
        )
    }

    fn hex(bytes: &[u8]) -> String {
        let mut text = String::new();
        push_hash(&mut text, &Fingerprint::of(bytes).sha256);
        text
    }

    #[test]
    fn what_is_written_is_read_again() {
        assert_eq!(Manifest::parse(&manifest().to_text()), Some(manifest()));
        assert_eq!(Manifest::parse(&Manifest::default().to_text()), Some(Manifest::default()));
    }

    #[test]
    fn hashes_are_those_of_other_programs() {
        let of_abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(hex(b"abc"), of_abc);
        assert_eq!(parse_hash(of_abc), Some(Fingerprint::of(b"abc").sha256));
        for wrong in ["", &of_abc[1..], &of_abc.to_uppercase(), &format!("+{}", &of_abc[1..])] {
            assert_eq!(parse_hash(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_torn_or_foreign_list_is_not_believed() {
        let text = manifest().to_text();
        for length in (0..text.len()).filter(|length| text.is_char_boundary(*length)) {
            assert_eq!(Manifest::parse(&text[..length]), None, "{length}");
        }
        let hash = hex(b"");
        for text in [
            "bantin manifest 1 0\n".to_owned(),
            format!("{HEADER} 1\n{hash} 0 - ../../etc/passwd\n"),
            format!("{HEADER} 1\n{hash} -1 - a\n"),
            format!("{HEADER} 1\n{hash} 0 x a\n"),
            format!("{HEADER} 1\nzz 0 - a\n"),
            format!("{HEADER} 2\n{hash} 0 - a\n{hash} 0 - a\n"),
            format!("{HEADER} 2\n{hash} 0 - b\n{hash} 0 - a\n"),
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

    fn known() -> impl Strategy<Value = Known> {
        let changed = prop::option::of(any::<u64>());
        (any::<[u8; 32]>(), any::<u64>(), changed)
            .prop_map(|(sha256, size, changed)| Known { entry: Fingerprint { sha256, size }, changed })
    }

    proptest! {
        #[test]
        fn any_list_is_read_as_it_was_written_and_no_part_of_it_is_believed(
            files in prop::collection::btree_map("([a-zđ. %-]{1,6}/){0,2}[^\\p{C}/\\\\]{1,8}", known(), 0..8),
            cut in any::<prop::sample::Index>(), to in any::<char>(),
        ) {
            let files = files.into_iter().filter_map(|(address, known)| Some((Address::new(address)?, known)));
            let manifest = Manifest::new(files);
            let text = manifest.to_text();
            prop_assert_eq!(Manifest::parse(&text), Some(manifest.clone()));
            let at = boundary(&text, cut.index(text.len()));
            prop_assert_eq!(Manifest::parse(&text[..at]), None);
            let rest = text[at..].chars().next().map_or(0, char::len_utf8);
            let damaged = format!("{}{to}{}", &text[..at], &text[at + rest..]);
            if let Some(other) = Manifest::parse(&damaged) {
                prop_assert_eq!(other.files.len(), manifest.files.len());
            }
        }

        #[test]
        fn any_text_may_be_met_in_the_place_of_a_list(lines in "([0-9a-f]{64}|[0-9]{1,40}|-| |/|\\.\\.|a|\n|\\PC){0,30}") {
            let _ = (Manifest::parse(&lines), Manifest::parse(&format!("{HEADER} 1\n{lines}\n")));
        }
    }

    /// The last place before an offset where a text may be cut.
    fn boundary(text: &str, offset: usize) -> usize {
        (0..=offset).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
    }
}
