//! The whole sites of the tests with random damage: files torn, swapped, doubled, gone, or with something put in.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use bantin::source::decode;
use proptest::prelude::*;
use proptest::sample::Index;

use super::content::printed;
use super::words::piece;
use super::{cases, in_time};
use crate::support::built::{ALL, Whole};
use crate::support::site::check;

/// Bytes by path.
pub type Files = BTreeMap<String, Vec<u8>>;

/// What happens to a file; places count in it as far as it goes.
#[derive(Debug, Clone)]
pub enum Damage {
    /// Words are put in.
    PutIn(Index, String),
    /// A part goes.
    TakeOut(Index, Index),
    /// A part of another file is put in.
    Graft(Index, Index, Index, Index),
    /// A byte becomes another.
    Flip(Index, u8),
    /// It has the words of another, which has its.
    Swap(Index),
    /// It is gone.
    Delete,
    /// It has another name, beside another file.
    Move(Index, String),
}

fn damage() -> impl Strategy<Value = Damage> {
    let at = any::<Index>;
    prop_oneof![
        4 => (at(), piece()).prop_map(|(at, words)| Damage::PutIn(at, words)),
        3 => (at(), at()).prop_map(|(from, to)| Damage::TakeOut(from, to)),
        2 => (at(), at(), at(), at()).prop_map(|(at, other, from, to)| Damage::Graft(at, other, from, to)),
        1 => (at(), any::<u8>()).prop_map(|(at, byte)| Damage::Flip(at, byte)),
        1 => at().prop_map(Damage::Swap),
        1 => Just(Damage::Delete),
        1 => (at(), "[a-zA-Zđ. -]{1,6}(\\.md|\\.yaml|\\.csv|\\.png|\\.en\\.md)")
            .prop_map(|(beside, name)| Damage::Move(beside, name)),
    ]
}

/// A site of the tests and what happens to it: which of its files, and how.
pub fn damaged() -> impl Strategy<Value = (Whole, Vec<(Index, Damage)>)> {
    (prop::sample::select(ALL.to_vec()), prop::collection::vec((any::<Index>(), damage()), 1..6))
}

/// The files of a site as it is kept, by their paths from its root.
pub fn files_of(site: Whole) -> &'static Files {
    static SITES: [OnceLock<Files>; 3] = [const { OnceLock::new() }; 3];
    SITES[site as usize].get_or_init(|| crate::support::built::files(site.copy().path()))
}

/// A site with the damage done.
pub fn with(site: Whole, damages: &[(Index, Damage)]) -> Files {
    let mut files = files_of(site).clone();
    for (which, damage) in damages {
        let name = |index: &Index| files.keys().nth(index.index(files.len())).cloned().unwrap();
        let path = name(which);
        let mut bytes = files.get(&path).cloned().unwrap_or_default();
        let at = |index: &Index, bytes: &[u8]| index.index(bytes.len() + 1);
        match damage {
            Damage::PutIn(place, words) => {
                let place = at(place, &bytes);
                bytes.splice(place..place, words.bytes());
            }
            Damage::TakeOut(from, to) => {
                let (from, to) = (at(from, &bytes), at(to, &bytes));
                bytes.drain(from.min(to)..from.max(to));
            }
            Damage::Graft(place, other, from, to) => {
                let (place, other) = (at(place, &bytes), &files[&name(other)]);
                let (from, to) = (at(from, other), at(to, other));
                bytes.splice(place..place, other[from.min(to)..from.max(to)].iter().copied());
            }
            Damage::Flip(place, byte) => {
                let place = at(place, &bytes);
                bytes.splice(place..(place + 1).min(bytes.len()), [*byte]);
            }
            Damage::Swap(other) => {
                let other = name(other);
                bytes = files.insert(other, bytes).unwrap_or_default();
            }
            Damage::Delete => {}
            Damage::Move(beside, name_alone) => {
                let folder =
                    name(beside).rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
                files.insert(folder + name_alone, bytes.clone());
            }
        }
        if matches!(damage, Damage::Delete | Damage::Move(..)) && files.len() > 1 {
            files.remove(&path);
        } else {
            files.insert(path, bytes);
        }
    }
    files
}

/// What the texts of a site say once they are read.
fn texts(files: &Files) -> BTreeMap<String, String> {
    let is_text = |path: &str| [".md", ".yaml", ".csv"].iter().any(|end| path.ends_with(end));
    files
        .iter()
        .filter(|(path, _)| is_text(path))
        .map(|(path, bytes)| (path.clone(), decode(bytes).0))
        .collect()
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn any_damage_is_reported_in_its_place((site, damages) in damaged()) {
        let files = texts(&with(site, &damages));
        let once = in_time(|| printed(&check(files.clone())));
        prop_assert_eq!(once, printed(&check(files)));
    }
}
