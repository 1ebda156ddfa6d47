//! The ids of records: numbers that stay what they are when something is added.
//!
//! Bulletins are counted by their days, each day with room to spare; everything else has a room of its own
//! below them, where a record's key says its place. An id is a function of content alone, so a cold build and a
//! warm one agree; and what is newer has the higher id.

use std::collections::BTreeMap;

use super::hash::TermHash;
use crate::model::{Datelike, Day};

/// Where ids lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// The first id of a bulletin; records of other kinds lie below.
    pub bulletins: u32,
    /// How many bits of a bulletin's id count within its day.
    pub day_bits: u32,
    /// The day that the first bulletins' ids stand for, counted from 1 January 1970: a first of January.
    pub first_day: i32,
    /// Above the highest id, by less than a quarter: lists are coded by it, so it must not rise with every
    /// bulletin.
    pub space: u32,
}

/// What an id is made from.
#[derive(Debug, Clone, Copy)]
pub struct Named<'a> {
    /// Unique among all: the record's address.
    pub key: &'a str,
    /// The day of a bulletin; `None` for other kinds.
    pub day: Option<Day>,
}

/// Gives each record its id, in the order of the records.
pub fn identify(records: &[Named<'_>]) -> (Vec<u32>, Layout) {
    let mut rooms: BTreeMap<Option<i32>, Vec<(u32, &str, usize)>> = BTreeMap::new();
    for (at, record) in records.iter().enumerate() {
        let day = record.day.map(|day| day.num_days_from_ce() - EPOCH);
        rooms.entry(day).or_default().push((TermHash::of(record.key).finish(), record.key, at));
    }
    for room in rooms.values_mut() {
        room.sort_unstable();
    }
    let others = rooms.remove(&None).unwrap_or_default();
    let other_bits = bits_for([others.as_slice()].into_iter());
    let day_bits = bits_for(rooms.values().map(Vec::as_slice));
    let bulletins = if others.is_empty() { 0 } else { 1 << other_bits };
    let earliest = records.iter().filter_map(|record| record.day).min();
    let first_day = earliest.map_or(0, |day| day.num_days_from_ce() - day.ordinal0() as i32 - EPOCH);
    let mut ids = vec![0; records.len()];
    place(&others, other_bits, 0, &mut ids);
    for (day, room) in &rooms {
        let day = day.map_or(0, |day| (day - first_day).unsigned_abs());
        place(room, day_bits, bulletins + (day << day_bits), &mut ids);
    }
    let space = roomy(ids.iter().max().map_or(1, |highest| highest + 1));
    (ids, Layout { bulletins, day_bits, first_day, space })
}

/// The next number of which all but the first three bits are zero.
fn roomy(number: u32) -> u32 {
    number.next_multiple_of(1 << number.ilog2().saturating_sub(2))
}

/// 1 January 1970, counted from 1 January of year 1.
const EPOCH: i32 = 719_163;

/// How many bits make room for the fullest of some rooms, with half of it left free.
fn bits_for<'a>(rooms: impl Iterator<Item = &'a [(u32, &'a str, usize)]> + Clone) -> u32 {
    let fullest = rooms.clone().map(<[_]>::len).max().unwrap_or_default() as u32;
    let mut bits = if fullest <= 1 { 0 } else { (fullest * 2 - 1).ilog2() + 1 };
    while !rooms.clone().all(|room| places(room, bits).last().is_none_or(|last| last >> bits == 0)) {
        bits += 1;
    }
    bits
}

/// The place of each record of a room: where its key points, or the next place that is free. Only those behind
/// it in its row move when a record comes in.
fn places<'a>(room: &'a [(u32, &'a str, usize)], bits: u32) -> impl Iterator<Item = u32> {
    room.iter().scan(0, move |free, (hash, ..)| {
        let home = (u64::from(*hash) >> (32 - bits)) as u32;
        let place = home.max(*free);
        *free = place + 1;
        Some(place)
    })
}

fn place(room: &[(u32, &str, usize)], bits: u32, base: u32, ids: &mut [u32]) {
    for ((.., at), place) in room.iter().zip(places(room, bits)) {
        ids[*at] = base + place;
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
        let (ids, layout) = identify(&before);
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
        for (id, record) in ids.iter().zip(&before) {
            assert_eq!(*id >= layout.bulletins, record.day.is_some());
            if let Some(day) = record.day {
                let number = (id - layout.bulletins) >> layout.day_bits;
                assert_eq!(number as i32 + layout.first_day, day.num_days_from_ce() - EPOCH);
            }
        }
        let (again, _) = identify(&after);
        let moved = ids.iter().zip(&again).filter(|(before, after)| before != after).count();
        assert!(moved < 4, "{moved} records have another id");
    }
}
