//! `SHA256SUMS`: what an office published, in the form that `sha256sum -c` checks.
//!
//! It is part of the site, so that anyone can hold a copy against it, and so that a site whose `.bantin/` was
//! lost is known again. Says nothing of files that bantin did not write.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use rayon::prelude::*;

use super::manifest::{Known, Manifest, changed, parse_hash, push_hash};
use crate::output::{Address, Fingerprint};

/// Its address.
pub(super) const SUMS: &str = "SHA256SUMS";

/// Says who wrote it: the list of a stranger must not give his files away. Programs pass over such a line.
const HEADER: &str = "# bantin: sha256sum -c SHA256SUMS";

/// The list of these files, in the order of their addresses.
pub(super) fn of<'a>(files: impl Iterator<Item = (&'a Address, &'a Fingerprint)>) -> Vec<u8> {
    let mut text = format!("{HEADER}\n");
    for (address, entry) in files {
        push_hash(&mut text, &entry.sha256);
        text.extend(["  ", address.as_str(), "\n"]);
    }
    text.into_bytes()
}

/// Whether bantin has published to a folder.
pub(super) fn is_site(folder: &Path) -> bool {
    let path = folder.join(SUMS);
    let mut head = Vec::new();
    fs::symlink_metadata(&path).is_ok_and(|found| found.is_file())
        && File::open(path).is_ok_and(|file| file.take(HEADER.len() as u64).read_to_end(&mut head).is_ok())
        && head == HEADER.as_bytes()
}

/// The files in a folder that its own list names, and that hold what the list says; the list among them. None
/// where the list is not bantin's.
pub(super) fn claimed(folder: &Path) -> Manifest {
    let path = folder.join(SUMS);
    // Whoever reads a pipe waits for its writer.
    if !fs::symlink_metadata(&path).is_ok_and(|found| found.is_file()) {
        return Manifest::default();
    }
    let Ok(text) = fs::read_to_string(path) else { return Manifest::default() };
    let Some(lines) = text.strip_prefix(HEADER).and_then(|rest| rest.strip_prefix('\n')) else {
        return Manifest::default();
    };
    let mut listed: BTreeMap<Address, [u8; 32]> = lines.lines().filter_map(parse_line).collect();
    let own = Fingerprint::of(text.as_bytes());
    listed.extend(Address::new(SUMS).map(|address| (address, own.sha256)));
    let files: Vec<_> =
        listed.into_par_iter().filter_map(|(address, hash)| held(folder, address, hash)).collect();
    Manifest::new(files.into_iter())
}

fn parse_line(line: &str) -> Option<(Address, [u8; 32])> {
    let (hash, address) = line.split_once("  ")?;
    Some((Address::new(address)?, parse_hash(hash)?))
}

fn held(folder: &Path, address: Address, hash: [u8; 32]) -> Option<(Address, Known)> {
    let path = folder.join(address.as_str());
    let found = fs::symlink_metadata(&path).ok().filter(fs::Metadata::is_file)?;
    let entry = Fingerprint::of(&fs::read(path).ok()?);
    (entry.sha256 == hash).then_some((address, Known { entry, changed: changed(&found) }))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn address(written: &str) -> Address {
        Address::new(written).unwrap()
    }

    #[test]
    fn files_that_hold_what_the_list_says_are_known_again() {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in [("a.html", "a"), ("b.html", "b"), ("tệp hai.pdf", "c"), ("other.txt", "x")] {
            fs::write(folder.path().join(name), bytes).unwrap();
        }
        let files = [
            (address("a.html"), Fingerprint::of(b"a")),
            (address("b.html"), Fingerprint::of(b"changed since")),
        ];
        let more =
            [(address("gone.html"), Fingerprint::of(b"")), (address("tệp hai.pdf"), Fingerprint::of(b"c"))];
        let sums = of(files.iter().chain(&more).map(|(address, entry)| (address, entry)));
        fs::write(folder.path().join(SUMS), sums).unwrap();
        let known = claimed(folder.path());
        let names: Vec<_> = known.iter().map(|(address, _)| address.as_str()).collect();
        assert_eq!(names, [SUMS, "a.html", "tệp hai.pdf"]);
    }

    #[test]
    fn a_strangers_list_gives_nothing_away() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("disk.iso"), "abc").unwrap();
        let mut line = String::new();
        push_hash(&mut line, &Fingerprint::of(b"abc").sha256);
        line.push_str("  disk.iso\n");
        fs::write(folder.path().join(SUMS), &line).unwrap();
        assert_eq!(claimed(folder.path()), Manifest::default());
        fs::write(folder.path().join(SUMS), format!("{HEADER}\n{line}{line}../../etc/passwd\n")).unwrap();
        assert_eq!(claimed(folder.path()).iter().count(), 2);
    }

    proptest! {
        /// An address that is not one leads out of the folder.
        #[test]
        fn any_line_may_stand_in_the_list(line in "([0-9a-f]{64})?([ ]{1,2}|\\\\|/|\\.\\.|a|\\PC){0,12}") {
            if let Some((address, hash)) = parse_line(&line) {
                prop_assert_eq!(Address::new(address.as_str()), Some(address.clone()));
                let written = of([(&address, &Fingerprint::of(b""))].into_iter());
                let again = std::str::from_utf8(&written).ok().and_then(|text| parse_line(text.lines().last()?));
                prop_assert_eq!(again, Some((address, Fingerprint::of(b"").sha256)));
                let digits = hash.map(|byte| format!("{byte:02x}")).concat();
                prop_assert!(line.starts_with(&digits));
            }
        }
    }
}
