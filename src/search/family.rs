//! The families of files, and what they are called: `docs/search-format.md`, chapter 2.
//!
//! Names hold a hash of a small group of files, so that browsers may keep them for ever, and what a new bulletin
//! does not touch keeps its name.

use serde::{Deserialize, Serialize};

use super::head::Head;
use crate::output::Address;

/// A family of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Family {
    /// Terms of what is settled.
    Terms,
    /// What is left of their long lists.
    Blocks,
    /// Terms of what is recent.
    RecentTerms,
    /// What is left of their long lists.
    RecentBlocks,
    /// What is shown of records.
    Display,
    /// Words that stand beside words.
    Neighbours,
    /// Names that are no more.
    Notices,
    /// Records by kind, category, year and place.
    Facets,
}

impl Family {
    /// All, in the order of their letters in this list.
    pub const ALL: [Self; 8] = [
        Self::Terms,
        Self::Blocks,
        Self::RecentTerms,
        Self::RecentBlocks,
        Self::Display,
        Self::Neighbours,
        Self::Notices,
        Self::Facets,
    ];

    /// The letter that names it in the head and in addresses.
    pub fn letter(self) -> char {
        match self {
            Self::Terms => 't',
            Self::Blocks => 'b',
            Self::RecentTerms => 'u',
            Self::RecentBlocks => 'c',
            Self::Display => 'd',
            Self::Neighbours => 'w',
            Self::Notices => 'n',
            Self::Facets => 'f',
        }
    }
}

/// Where all files live.
const FOLDER: &str = "assets/search";

/// Where the head lives: the one file whose name stays.
pub fn head_address() -> Address {
    Address::of(&[FOLDER, "head.js"])
}

/// The head as it is published.
pub fn head_script(head: &Head) -> Vec<u8> {
    format!("bantinSearch(\"head\",0,{});\n", head.json()).into_bytes()
}

/// Where a file lives, whose group has a hash.
pub fn address(family: Family, hash: &str, number: u32) -> Address {
    Address::of(&[FOLDER, &family.letter().to_string(), hash, &format!("{number}.js")])
}

/// A file as it is published.
pub fn script(family: Family, number: u32, payload: &str) -> Vec<u8> {
    format!("{}{payload}{END}", begin(family, number)).into_bytes()
}

/// The payload of a [script].
pub fn payload_of(family: Family, number: u32, script: Vec<u8>) -> Option<String> {
    let mut script = String::from_utf8(script).ok()?;
    let begin = begin(family, number);
    let end = script.strip_prefix(&begin)?.strip_suffix(END)?.len() + begin.len();
    script.truncate(end);
    Some(script.split_off(begin.len()))
}

const END: &str = ");\n";

fn begin(family: Family, number: u32) -> String {
    format!("bantinSearch(\"{}\",{number},", family.letter())
}

/// How many characters of a hash stand in a name.
pub const HASH: usize = 6;

/// What stands for the hash of a group without files.
pub fn no_hash() -> String {
    "-".repeat(HASH)
}

/// The hash of a group of files, with their numbers: thirty bits in letters and digits that no file system mistakes
/// for each other.
pub fn group_hash(files: &[(u32, impl AsRef<str>)]) -> String {
    const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let mut hasher = blake3::Hasher::new();
    for (number, payload) in files {
        hasher.update(&number.to_le_bytes());
        hasher.update(payload.as_ref().as_bytes());
    }
    let hash = hasher.finalize();
    hash.as_bytes()[..HASH].iter().map(|byte| char::from(DIGITS[usize::from(byte & 31)])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_payload_is_taken_out_of_its_script() {
        let written = script(Family::Terms, 12, "\"abc\"");
        assert_eq!(payload_of(Family::Terms, 12, written.clone()).as_deref(), Some("\"abc\""));
        assert_eq!(payload_of(Family::Terms, 1, written.clone()), None);
        assert_eq!(payload_of(Family::Blocks, 12, written), None);
    }
}
