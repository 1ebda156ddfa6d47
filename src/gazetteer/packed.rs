//! Reads the packed tables where they lie; nothing is parsed ahead of a question. See [`super::layout`].
//!
//! Every number may be asked for: what is out of range is not there.

use std::cmp::Ordering;
use std::ops::Range;

use super::Day;
use super::layout::{DAY, END, FACT, HEADING, KEY, NUMBER, SECTIONS, Section, UNIT, UNIT_KINDS, parted};

/// The tables, packed when the project is built.
pub(super) static TABLES: Packed<'static> =
    Packed(include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.bin")));

/// Packed tables.
#[derive(Debug, Clone, Copy)]
pub(super) struct Packed<'a>(pub &'a [u8]);

impl<'a> Packed<'a> {
    /// All bytes of a section.
    pub fn section(self, section: Section) -> &'a [u8] {
        let end = |at: usize| self.0.get(4 * at..4 * at + 4).map_or(0, read);
        let at = section as usize;
        let start = if at == 0 { HEADING } else { end(at - 1) };
        self.0.get(start..end(at)).unwrap_or_default()
    }

    /// One row of a section whose rows have `width` bytes.
    pub fn row(self, section: Section, width: usize, at: usize) -> Option<&'a [u8]> {
        let start = at.checked_mul(width)?;
        self.section(section).get(start..start.checked_add(width)?)
    }

    /// How many rows of `width` bytes a section has.
    pub fn len(self, section: Section, width: usize) -> usize {
        self.section(section).len() / width
    }

    /// The key of a unit.
    pub fn key(self, unit: usize) -> Option<&'a str> {
        let key = self.row(Section::Keys, KEY, unit)?;
        std::str::from_utf8(key).ok().map(|key| key.trim_end_matches(' '))
    }

    /// The number of the unit with a key.
    pub fn unit_of(self, key: &str) -> Option<usize> {
        let mut row = [b' '; KEY];
        row.get_mut(..key.len())?.copy_from_slice(key.as_bytes());
        let wanted = in_order(&row);
        let keys = self.section(Section::Keys);
        let known = |at: usize| {
            let key = keys.get(at * KEY..).and_then(|rest| rest.first_chunk());
            key.map_or((u64::MAX, u8::MAX), in_order)
        };
        let unit = partition(0..keys.len() / KEY, |at| known(at) < wanted);
        // Rows are filled up with spaces; a key that ends in one is none.
        (known(unit) == wanted && !key.ends_with(' ')).then_some(unit)
    }

    /// The unit that a unit belongs to, if it does to any.
    pub fn parent(self, unit: usize) -> Option<usize> {
        let parent = self.row(Section::Units, UNIT, unit).and_then(|row| row.get(3..5)).map(read)?;
        // A number beyond the last is no unit's, that of none among them.
        (parent < self.len(Section::Keys, KEY)).then_some(parent)
    }

    /// The kind of a unit by its word in the table, and the slug of its name.
    pub fn slugs(self, unit: usize) -> Option<(&'static str, &'a str)> {
        let row = self.row(Section::Units, UNIT, unit)?;
        let (word, _) = UNIT_KINDS.get(parted(row[2]).0)?;
        Some((word, self.slug(read(row.get(..2)?))?))
    }

    /// How high a unit stands, by its place in [`LEVELS`](super::layout::LEVELS).
    pub fn level(self, unit: usize) -> Option<usize> {
        self.row(Section::Units, UNIT, unit).map(|row| parted(row[2]).1)
    }

    /// A bare name.
    pub fn name(self, name: usize) -> Option<&'a str> {
        self.words(Section::Names, Section::NameLetters, name)
    }

    /// The slug of a bare name.
    pub fn slug(self, name: usize) -> Option<&'a str> {
        self.words(Section::Slugs, Section::SlugLetters, name)
    }

    /// How many bare names there are.
    pub fn names(self) -> usize {
        self.len(Section::Names, END)
    }

    /// The units that bear a name, in order.
    pub fn bearers(self, name: usize) -> impl Iterator<Item = usize> + use<'a> {
        let range = self.between(Section::BearerEnds, NUMBER, name).unwrap_or_default();
        range.filter_map(move |at| self.number(Section::Bearers, at))
    }

    /// A row that is the number of something.
    pub fn number(self, section: Section, at: usize) -> Option<usize> {
        self.row(section, NUMBER, at).map(read)
    }

    /// A fact: from, to, kind and day, all as numbers.
    pub fn fact(self, at: usize) -> Option<[usize; 4]> {
        let row = self.row(Section::Facts, FACT, at)?;
        let [from, to] = [0..2, 2..4].map(|bytes| row.get(bytes).map_or(0, read));
        Some([from, to, usize::from(row[4] >> 6), usize::from(row[4] & 63)])
    }

    /// The act behind a fact, where one is known.
    pub fn act(self, fact: usize) -> Option<&'a str> {
        let at = self.range(Section::FactsWithAct, NUMBER, move |row| read(row).cmp(&fact)).next()?;
        self.words(Section::Acts, Section::ActLetters, at)
    }

    /// Other spellings of a unit's name.
    pub fn variants(self, unit: usize) -> impl Iterator<Item = &'a str> + use<'a> {
        let of_unit = self.range(Section::UnitsWithVariant, NUMBER, move |row| read(row).cmp(&unit));
        of_unit.filter_map(move |at| self.words(Section::Variants, Section::VariantLetters, at))
    }

    /// A day; 0 is none.
    pub fn day(self, number: usize) -> Option<Day> {
        let row = self.row(Section::Days, DAY, number.checked_sub(1)?)?;
        let year = i32::try_from(read(row.get(..2)?)).ok()?;
        Some((year, u32::from(row[2]), u32::from(row[3])))
    }

    /// The rows, counted, that are equal to what is looked for, in a section that is in its order.
    pub fn range(
        self,
        section: Section,
        width: usize,
        compare: impl Fn(&'a [u8]) -> Ordering,
    ) -> impl Iterator<Item = usize> {
        let rows = self.section(section);
        let end = rows.len() / width;
        let row = move |at: usize| rows.get(at * width..(at + 1) * width);
        let order = move |at: usize| row(at).map_or(Ordering::Greater, &compare);
        let start = partition(0..end, |at| order(at) == Ordering::Less);
        // They are few: the next is asked sooner than the last is found.
        (start..end).take_while(move |at| order(*at) == Ordering::Equal)
    }

    /// Words that lie one behind the other in a section; where each ends stands in another.
    fn words(self, ends: Section, letters: Section, at: usize) -> Option<&'a str> {
        let bytes = self.between(ends, END, at)?;
        std::str::from_utf8(self.section(letters).get(bytes)?).ok()
    }

    /// From where to where a thing reaches, of things that lie one behind the other.
    fn between(self, ends: Section, width: usize, at: usize) -> Option<Range<usize>> {
        let start = match at.checked_sub(1) {
            Some(before) => read(self.row(ends, width, before)?),
            None => 0,
        };
        Some(start..read(self.row(ends, width, at)?))
    }
}

/// The first place of a range where something no longer holds that holds at its beginning.
pub(super) fn partition(range: Range<usize>, holds: impl Fn(usize) -> bool) -> usize {
    let Range { mut start, mut end } = range;
    while start < end {
        let middle = start + (end - start) / 2;
        if holds(middle) {
            start = middle + 1;
        } else {
            end = middle;
        }
    }
    start
}

/// The bytes of a key as numbers, which are compared at once and in the same order.
fn in_order(key: &[u8; KEY]) -> (u64, u8) {
    let [first, second, third, fourth, fifth, sixth, seventh, eighth, last] = *key;
    (u64::from_be_bytes([first, second, third, fourth, fifth, sixth, seventh, eighth]), last)
}

/// A whole number, the least byte first.
#[inline]
pub(super) fn read(bytes: &[u8]) -> usize {
    match *bytes {
        // All but the ends of sections have two bytes or three.
        [first, second] => u16::from_le_bytes([first, second]).into(),
        [first, second, third] => usize::from(u16::from_le_bytes([first, second])) | usize::from(third) << 16,
        _ => bytes.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte)),
    }
}

// A section's place in the heading is its place in the list.
const _: () = {
    let mut at = 0;
    while at < SECTIONS.len() {
        assert!(SECTIONS[at] as usize == at, "the sections are not listed in their order");
        at += 1;
    }
};
