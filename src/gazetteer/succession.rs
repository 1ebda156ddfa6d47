//! What became of what. One step at a time: whoever follows a chain walks it.

use super::Day;
use super::layout::{FACT, NUMBER, Section};
use super::packed::{TABLES, read};

/// One fact: a unit, or a part of it, went into another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Succession {
    /// The key of the unit that ended.
    pub from: &'static str,
    /// The key of the unit that began, or was there already and grew.
    pub to: &'static str,
    /// Seen from the unit that ended.
    pub kind: SuccessionKind,
    /// The first day of the new state.
    pub date: Day,
    /// The number of the act that did it, only where it was looked up; never inferred.
    pub act: Option<&'static str>,
}

/// How a unit went into another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SuccessionKind {
    /// All of it, together with others.
    Whole,
    /// Some of it; there are several successors.
    Part,
    /// The same ground under the same name and type.
    Continued,
    /// The same ground under another name or type.
    Renamed,
}

impl SuccessionKind {
    /// All kinds, in the order in which the tables number them.
    pub const ALL: [SuccessionKind; 4] =
        [SuccessionKind::Whole, SuccessionKind::Part, SuccessionKind::Continued, SuccessionKind::Renamed];
}

/// What a unit became, in the order of the keys; nothing for a current or unknown one.
///
/// A district has its province among them, which took over its tasks, beside the communes made on its ground.
pub fn successors(key: &str) -> impl Iterator<Item = Succession> + use<> {
    let of_unit = TABLES
        .unit_of(key)
        .map(|unit| TABLES.range(Section::Facts, FACT, move |row| row.get(..2).map_or(0, read).cmp(&unit)));
    of_unit.into_iter().flatten().filter_map(Succession::at)
}

/// What a unit was made from, in the order of the keys; nothing where that is older than the tables.
pub fn predecessors(key: &str) -> impl Iterator<Item = Succession> + use<> {
    let of_unit = TABLES.unit_of(key).map(|unit| {
        let to = |row: &[u8]| TABLES.fact(read(row)).map_or(0, |[_, to, ..]| to);
        TABLES.range(Section::FactsByTo, NUMBER, move |row| to(row).cmp(&unit))
    });
    let facts = of_unit.into_iter().flatten();
    facts.filter_map(|at| Succession::at(TABLES.number(Section::FactsByTo, at)?))
}

impl Succession {
    fn at(number: usize) -> Option<Succession> {
        let [from, to, kind, day] = TABLES.fact(number)?;
        Some(Succession {
            from: TABLES.key(from)?,
            to: TABLES.key(to)?,
            kind: *SuccessionKind::ALL.get(kind)?,
            date: TABLES.day(day)?,
            act: TABLES.act(number),
        })
    }
}
