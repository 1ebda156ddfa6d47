//! What a browser reads first: where ids lie, how each family is divided and named, which syllables there are.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::division::group_bits;
use super::family::Family;
use super::identity::Layout;
use super::json;

/// The version of the files' form: a client that knows another one leaves the search to the page.
pub const VERSION: u32 = 2;

/// The head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// How many records there are.
    pub records: u32,
    /// Where ids lie.
    pub layout: Layout,
    /// How each family is divided.
    pub families: BTreeMap<Family, FamilySpec>,
    /// The syllables that texts have, in the order of their letters.
    pub syllables: Vec<Syllable>,
}

/// How a family is divided into files and groups.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FamilySpec {
    /// Of records: how many ids a file has. Names are spread over all files of a family.
    pub width: u32,
    /// One more than the highest number of a file.
    pub files: u32,
    /// How many last bits of a file's number are left out of its group's.
    pub group_bits: u32,
    /// The hash of each group, as it stands in addresses; hyphens for a group without files.
    pub hashes: Vec<String>,
}

impl FamilySpec {
    /// A family whose hashes are not known yet.
    pub fn new(width: u32, files: u32) -> Self {
        Self { width, files, group_bits: group_bits(files), hashes: Vec::new() }
    }

    /// How many groups there are.
    pub fn groups(&self) -> u32 {
        self.files.div_ceil(1 << self.group_bits)
    }

    /// The hash of a file's group.
    pub fn hash(&self, number: u32) -> Option<&str> {
        self.hashes.get((number >> self.group_bits) as usize).map(String::as_str)
    }
}

/// A syllable, or a word of another language, and how common it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Syllable {
    /// Its letters.
    pub fold: String,
    /// The logarithm to base 2 of how many records have it, without its fraction.
    pub class: u8,
}

impl Head {
    /// How a family is divided.
    pub fn family(&self, family: Family) -> &FamilySpec {
        static NONE: FamilySpec = FamilySpec { width: 0, files: 0, group_bits: 0, hashes: Vec::new() };
        self.families.get(&family).unwrap_or(&NONE)
    }

    /// The syllables in one string: of each, how many letters it shares with the one before (a digit, at most
    /// 9), the letters behind them, and its class as a capital letter.
    pub fn packed_syllables(&self) -> String {
        let mut packed = String::new();
        let mut before = "";
        for syllable in &self.syllables {
            let shared = before.bytes().zip(syllable.fold.bytes()).take_while(|(a, b)| a == b).count().min(9);
            packed.push_str(&shared.to_string());
            packed.push_str(&syllable.fold[shared..]);
            packed.push(char::from(b'A' + syllable.class.min(25)));
            before = &syllable.fold;
        }
        packed
    }

    /// The syllables of a [packed](Self::packed_syllables) string.
    pub fn unpacked_syllables(packed: &str) -> Vec<Syllable> {
        let mut syllables: Vec<Syllable> = Vec::new();
        let mut fold = String::new();
        for character in packed.chars() {
            match character {
                '0'..='9' => {
                    let before = syllables.last().map(|last| last.fold.as_str()).unwrap_or_default();
                    before.get(..character as usize - '0' as usize).unwrap_or_default().clone_into(&mut fold);
                }
                'A'..='Z' => {
                    syllables.push(Syllable { fold: fold.clone(), class: character as u8 - b'A' });
                }
                letter => fold.push(letter),
            }
        }
        syllables
    }

    /// The head as a JavaScript literal.
    pub fn json(&self) -> String {
        json::head(self)
    }
}
