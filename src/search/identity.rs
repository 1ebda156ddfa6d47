//! The ids of records: numbers that stay what they are when something is added.
//!
//! Bulletins are counted by their months, each month with room to spare; everything else has a room of its own
//! below them, where a record's key says its place. An id is a function of content alone, so a cold build and a
//! warm one agree; and what is newer has the higher id.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::hash::TermHash;
use super::list::Ring;
use crate::model::{Datelike, Day};

/// Where ids lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layout {
    /// The first id of a bulletin; records of other kinds lie below.
    pub bulletins: u32,
    /// How many ids each month has.
    pub month: u32,
    /// The year of the first month, a January.
    pub first_year: i32,
    /// The first id of a recent bulletin; `space` where nothing is recent.
    pub recent: u32,
    /// Above the highest id, by up to a thirty-second: lists are coded by it, so it must not rise with every
    /// bulletin.
    pub space: u32,
}

impl Layout {
    /// Where the ids of settled records lie.
    pub fn settled(&self) -> Ring {
        Ring { first: self.bulletins, span: self.recent - self.bulletins, space: self.space }
    }

    /// Where the ids of recent ones lie.
    pub fn recent(&self) -> Ring {
        Ring { first: self.recent, span: self.space - self.recent, space: self.space }
    }
}

/// What an id is made from.
#[derive(Debug, Clone, Copy)]
pub struct Named<'a> {
    /// Unique among all: the record's address.
    pub key: &'a str,
    /// The day of a bulletin; `None` for other kinds.
    pub day: Option<Day>,
}

/// A record on its way into a room: where in the room it wants to be, of 2³⁷; its key, and its number.
type Guest<'a> = (u64, &'a str, usize);

/// Gives each record its id, in the order of the records. What is recent begins with the first day of a month.
pub fn identify(records: &[Named<'_>], recent: Option<Day>) -> (Vec<u32>, Layout) {
    let mut rooms: BTreeMap<Option<i32>, Vec<Guest<'_>>> = BTreeMap::new();
    for (at, record) in records.iter().enumerate() {
        let hash = u64::from(TermHash::of(record.key).finish());
        let wish = match record.day {
            Some(day) => u64::from(day.day0()) << 32 | hash,
            None => hash * DAYS,
        };
        rooms.entry(record.day.map(month_of)).or_default().push((wish, record.key, at));
    }
    for room in rooms.values_mut() {
        room.sort_unstable();
    }
    let others = rooms.remove(&None).unwrap_or_default();
    let bulletins = if others.is_empty() { 0 } else { roomy(others.len() as u32 * 2, 2) };
    let fullest = rooms.values().map(Vec::len).max().unwrap_or_default() as u32;
    // Half as much again: a month that is on is filled evenly, and its neighbours' ids stay what they are.
    let month = roomy(fullest + fullest / 2 + 1, 2);
    let first_year = rooms.keys().flatten().next().map_or(1970, |month| month.div_euclid(MONTHS));
    let first_of =
        |month_of_all: i32| bulletins + (month_of_all - first_year * MONTHS).unsigned_abs() * month;
    let mut ids = vec![0; records.len()];
    place(&others, bulletins, 0, &mut ids);
    for (of, room) in &rooms {
        place(room, month, first_of(of.unwrap_or_default()), &mut ids);
    }
    let highest = ids.iter().max().copied().unwrap_or_default().max(bulletins);
    let space = roomy(highest + 1, 5);
    // What is not listed draws the line as well, so it may lie before or behind all that is.
    let recent = recent.map_or(space, |day| first_of(month_of(day).max(first_year * MONTHS)).min(space));
    (ids, Layout { bulletins, month, first_year, recent, space })
}

const MONTHS: i32 = 12;

/// Days that a month has room for.
const DAYS: u64 = 31;

/// A month, counted from that of year 0.
fn month_of(day: Day) -> i32 {
    day.year() * MONTHS + day.month0() as i32
}

/// The next number of which all but the first bits, so many and one, are zero.
fn roomy(number: u32, bits: u32) -> u32 {
    number.next_multiple_of(1 << number.max(1).ilog2().saturating_sub(bits))
}

/// Gives the records of a room their ids: each where it wants to be, or the next that is free. Only those behind
/// it in its row move when a record comes in.
fn place(guests: &[Guest<'_>], size: u32, base: u32, ids: &mut [u32]) {
    let mut free = 0;
    for (before, (wish, _, at)) in guests.iter().enumerate() {
        let home = (u128::from(*wish) * u128::from(size) / (u128::from(DAYS) << 32)) as u32;
        let last = size - (guests.len() - before) as u32;
        let place = home.max(free).min(last);
        ids[*at] = base + place;
        free = place + 1;
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn day(number: i32) -> Option<Day> {
        Day::from_num_days_from_ce_opt(738_000 + number)
    }

    #[test]
    fn ids_are_unique_rise_with_the_days_and_stay_when_something_is_added() {
        let keys: Vec<String> = (0..3_000).map(|at| format!("ban-tin/{at}.html")).collect();
        let named = |at: usize| Named {
            key: &keys[at],
            day: if at.is_multiple_of(7) { None } else { day(at as i32 / 9) },
        };
        let before: Vec<Named<'_>> = (0..2_999).map(named).collect();
        let after: Vec<Named<'_>> = (0..3_000).map(named).collect();
        let (ids, layout) = identify(&before, None);
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
        for (id, record) in ids.iter().zip(&before) {
            assert_eq!(*id >= layout.bulletins, record.day.is_some());
            if let Some(day) = record.day {
                let month = (id - layout.bulletins) / layout.month;
                assert_eq!(month as i32 + layout.first_year * MONTHS, month_of(day));
            }
        }
        let mut in_order: Vec<(u32, Day)> =
            ids.iter().zip(&before).filter_map(|(id, record)| Some((*id, record.day?))).collect();
        in_order.sort_unstable();
        assert!(in_order.is_sorted_by_key(|(_, day)| *day));
        let (again, _) = identify(&after, None);
        let moved = ids.iter().zip(&again).filter(|(before, after)| before != after).count();
        assert!(moved < 12, "{moved} records have another id");
    }

    #[test]
    fn a_month_whose_bulletins_bear_one_day_has_room_for_all() {
        let keys: Vec<String> = (0..500).map(|at| format!("ban-tin/{at}.html")).collect();
        let last = Day::from_ymd_opt(2024, 1, 31);
        let named: Vec<Named<'_>> = keys.iter().map(|key| Named { key, day: last }).collect();
        let (ids, layout) = identify(&named, last);
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), 500);
        assert!(ids.iter().all(|id| *id < layout.month));
        assert_eq!((layout.bulletins, layout.recent, layout.first_year), (0, 0, 2024));
        let (_, later) = identify(&named, Day::from_ymd_opt(2031, 5, 1));
        assert_eq!(later.recent().span, 0);
        let (_, sooner) = identify(&named, Day::from_ymd_opt(2011, 5, 1));
        assert_eq!((sooner.settled().span, sooner.recent().span), (0, sooner.space));
    }
}
