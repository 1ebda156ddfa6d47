//! The administrative units of Viet Nam before and after the reform of 1 July 2025, and what became of what.
//!
//! Tables in the binary, packed from `data/` when the project is built and read where they lie: nothing is parsed
//! ahead of a question, and nothing comes from disk. A key (`old-03244`) names a unit; a code or a name alone does
//! not. What the tables leave open stays open: no date, point or act is inferred. Where the data comes from, and
//! the licence under which it travels, stands in [`NOTICE`].

mod describe;
mod find;
mod layout;
mod mention;
mod name;
#[cfg(test)]
mod pack;
mod packed;
mod spelling;
mod story;
mod succession;
#[cfg(test)]
mod tests;
mod unit;

pub use self::describe::{date, description, lifetime, manner};
pub use self::find::{Found, Likeness, find};
pub use self::mention::{Mention, mentions_in};
pub use self::name::{units_named, variants};
pub use self::spelling::units_spelt;
pub use self::story::{Way, became, came_from, changes, ground_predecessors};
pub use self::succession::{Succession, SuccessionKind, predecessors, successors};
pub use self::unit::{Level, Location, LocationSource, Unit, UnitKind};

use self::layout::{KEY, NUMBER, Section, UNIT};
use self::packed::{TABLES, read};
use crate::vietnamese::slips;

/// Where the data comes from, what it leaves open, and its licence, as Markdown in English.
pub const NOTICE: &str = include_str!("data/NOTICE.md");

/// A day of the calendar: year, month and day, the latter two from 1.
pub type Day = (i32, u32, u32);

/// The unit with a key, `new-`, `old-` or `pre-` and the official code.
pub fn unit(key: &str) -> Option<Unit> {
    TABLES.unit_of(key).and_then(Unit::at)
}

/// How high the unit with a key stands: all of [`unit`] that many questions need.
pub fn level(key: &str) -> Option<Level> {
    TABLES.unit_of(key).and_then(|unit| TABLES.level(unit)).and_then(Level::at)
}

/// All units, of all times, in the order of their keys.
pub fn units() -> impl Iterator<Item = Unit> {
    (0..TABLES.len(Section::Units, UNIT)).filter_map(Unit::at)
}

/// The units that bear or bore an official code, in the order of their keys: what may be meant by a bare code.
pub fn units_with_code(code: &str) -> impl Iterator<Item = Unit> {
    ["new-", "old-", "pre-"].into_iter().filter_map(move |time| unit(&format!("{time}{code}")))
}

/// The units that lie directly in another, in the order of their keys.
///
/// Those of a former unit are former, those of a current province are its communes of today.
pub fn children(key: &str) -> impl Iterator<Item = Unit> + use<> {
    let parent_of = |child: usize| {
        TABLES.row(Section::Units, UNIT, child).and_then(|row| row.get(3..5)).map_or(usize::MAX, read)
    };
    let of_unit = TABLES
        .unit_of(key)
        .map(|unit| TABLES.range(Section::Children, NUMBER, move |row| parent_of(read(row)).cmp(&unit)));
    let children = of_unit.into_iter().flatten().filter_map(|at| TABLES.number(Section::Children, at));
    children.filter_map(Unit::at)
}

/// The key most like a mistyped one, for a message; the first in order of several.
///
/// A unit with the right code is nearest, whatever stands before it; else at most two letters differ.
pub fn nearest_key(mistyped: &str) -> Option<&'static str> {
    let code = mistyped.rsplit('-').next().unwrap_or(mistyped);
    let letters: Vec<char> = mistyped.chars().take(KEY + 3).collect();
    // No whole sentence need be compared with each key.
    if letters.len() > KEY + 2 {
        return None;
    }
    let nearest = |key: &'static str| (slips(&letters, &key.chars().collect::<Vec<_>>()), key);
    let same_code = units_with_code(code).map(|unit| nearest(unit.key)).min();
    let keys = (0..TABLES.len(Section::Keys, KEY)).filter_map(|unit| TABLES.key(unit));
    let similar = || keys.map(nearest).min().filter(|(distance, _)| *distance <= 2);
    same_code.or_else(similar).map(|(_, key)| key)
}
