//! What is kept of an index from build to build, and what says whether it still holds.
//!
//! An index is a function of a site's basis (all but the words of its texts) and of these words. The published files
//! are their own copies; beside them is kept what they leave out: all postings of each record.

use std::collections::BTreeMap;
use std::io;

use serde::{Deserialize, Serialize};

use super::bale::Bale;
use super::division::Bits;
use super::document::Subject;
use super::family::{Family, address};
use super::head::FamilySpec;
use super::identity::Layout;
use crate::cache::{self, Basis};
use crate::digest::Digest;
use crate::model::{Bodies, TextId};
use crate::output::{Address, Fingerprint};

/// Where an index is kept, and what it is made from but texts.
#[derive(Debug, Clone, Copy)]
pub struct Kept<'a> {
    /// Where.
    pub index: &'a cache::Index,
    /// All that records can have but the words of texts.
    pub basis: Basis,
}

/// The hashes of the texts of all that has one, in order.
///
/// # Errors
///
/// As for [`Bodies::digest`].
pub fn texts(subjects: &[Vec<Subject>; 2], bodies: &dyn Bodies) -> io::Result<Vec<Option<Digest>>> {
    let text = |subject: &Subject| match subject {
        Subject::Bulletin(id) => bodies.digest(TextId::Bulletin(*id)).map(Some),
        Subject::Page(id) => bodies.digest(TextId::Page(*id)).map(Some),
        Subject::Locality(_) | Subject::Event(_) | Subject::Metric(_) | Subject::Document(_) => Ok(None),
    };
    subjects.iter().flatten().map(text).collect()
}

/// One hash for many.
pub fn digest_of(texts: &[Option<Digest>]) -> Digest {
    Digest::of_all(texts.iter().map(|text| text.as_ref().map(Digest::as_bytes).unwrap_or_default()))
}

/// What files hold, by family and number.
pub type Holds = BTreeMap<(Family, u32), Fingerprint>;

/// The files of an index, and what it was made from: enough where nothing has changed.
#[derive(Debug, Serialize, Deserialize)]
pub struct Files {
    /// [`Kept::basis`].
    pub basis: Basis,
    /// [`digest_of`] all texts.
    pub texts: Digest,
    /// How each family is divided.
    pub families: BTreeMap<Family, FamilySpec>,
    /// What each file holds.
    pub holds: Holds,
    /// What the head holds.
    pub head: Fingerprint,
}

impl Files {
    /// Where a file lives.
    pub fn address(&self, family: Family, number: u32) -> Address {
        let hash = self.families.get(&family).and_then(|spec| spec.hash(number));
        address(family, hash.unwrap_or_default(), number)
    }
}

/// What records have.
#[derive(Debug, Serialize, Deserialize)]
pub struct Records {
    /// [`Kept::basis`].
    pub basis: Basis,
    /// The hashes of their texts, settled ones first.
    pub texts: Vec<Option<Digest>>,
    /// Their ids.
    pub ids: Vec<u32>,
    /// Where ids lie.
    pub layout: Layout,
    /// How many bits entries take.
    pub bits: Bits,
    /// The words, rising, and how many records have each.
    pub words: Vec<(String, u32)>,
    /// Where their postings lie, as they were when the whole index was made.
    pub bales: [Vec<Bale>; 2],
    /// The postings of those that have changed since, by segment and id, packed.
    pub again: [BTreeMap<u32, Vec<u8>>; 2],
}
