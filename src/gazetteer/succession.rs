//! What became of what. One step at a time: whoever follows a chain walks it.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::{Day, table};

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

/// What a unit became, in the order of the keys; nothing for a current or unknown one.
///
/// A district has its province among them, which took over its tasks, beside the communes made on its ground.
pub fn successors(key: &str) -> impl Iterator<Item = Succession> + use<> {
    let table = &tables().by_from;
    let start = table.partition_point(|fact| fact.from < key);
    let end = start + table[start..].partition_point(|fact| fact.from == key);
    table[start..end].iter().copied()
}

/// What a unit was made from, in the order of the keys; nothing where that is older than the tables.
pub fn predecessors(key: &str) -> impl Iterator<Item = Succession> + use<> {
    let table = &tables().by_to;
    let start = table.partition_point(|fact| fact.to < key);
    let end = start + table[start..].partition_point(|fact| fact.to == key);
    table[start..end].iter().copied()
}

struct Tables {
    by_from: Vec<Succession>,
    by_to: Vec<Succession>,
}

fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| {
        let acts: BTreeMap<_, _> =
            table::rows(include_str!("data/acts.csv")).map(|[from, to, act]| ((from, to), act)).collect();
        let facts = table::rows(include_str!("data/successions.csv"));
        let mut by_from: Vec<Succession> = facts.filter_map(|row| from_row(row, &acts)).collect();
        by_from.sort_unstable_by_key(|fact| (fact.from, fact.to));
        let mut by_to = by_from.clone();
        by_to.sort_unstable_by_key(|fact| (fact.to, fact.from));
        Tables { by_from, by_to }
    })
}

fn from_row(row: [&'static str; 4], acts: &BTreeMap<(&str, &str), &'static str>) -> Option<Succession> {
    let [from, to, kind, date] = row;
    let kind = match kind {
        "whole" => SuccessionKind::Whole,
        "part" => SuccessionKind::Part,
        "continued" => SuccessionKind::Continued,
        "renamed" => SuccessionKind::Renamed,
        _ => return None,
    };
    Some(Succession { from, to, kind, date: table::day(date)?, act: acts.get(&(from, to)).copied() })
}
