//! Packs the tables of `data/` into the bytes that travel in the binary: run when the project is built, by
//! `build.rs`, and by the tests. The same tables always give the same bytes.
//!
//! Refuses tables that contradict themselves rather than packing less than they say. Reads no file.

mod table;

use std::collections::{BTreeMap, BTreeSet};

use self::table::{Day, Fact, Unit};
use super::layout::{HEADING, KEY, LEVELS, NO_AREA, NONE, SECTIONS, Section, UNIT_KINDS, derived_id, hash};
use crate::vietnamese::slug::slugify;

pub(super) use self::table::Fault;

/// The tables as they are kept.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tables<'a> {
    pub units: &'a str,
    pub successions: &'a str,
    pub acts: &'a str,
    pub variants: &'a str,
}

/// Packs the tables; see [`super::layout`].
pub(super) fn pack(tables: Tables<'_>) -> Result<Vec<u8>, Fault> {
    let packer = Packer::read(tables)?;
    let sections = SECTIONS.map(|section| packer.section(section));
    let mut blob = Vec::new();
    let mut end = HEADING;
    for section in sections.iter() {
        end += section.as_ref().map_or(0, Vec::len);
        blob.extend(u32::try_from(end).map_err(|_| "the tables are too large")?.to_le_bytes());
    }
    for section in sections {
        blob.extend(section?);
    }
    Ok(blob)
}

struct Packer<'a> {
    /// In the order of the keys.
    units: Vec<Unit<'a>>,
    numbers: BTreeMap<&'a str, u16>,
    /// In the order of both ends.
    facts: Vec<Fact<'a>>,
    acts: BTreeMap<(&'a str, &'a str), &'a str>,
    variants: BTreeMap<&'a str, &'a str>,
    names: Vec<&'a str>,
    points: Vec<(u32, u32)>,
    days: Vec<Day>,
}

impl<'a> Packer<'a> {
    fn read(tables: Tables<'a>) -> Result<Self, Fault> {
        let mut units = table::rows(tables.units, table::unit)?;
        units.sort_unstable_by_key(|unit| unit.key);
        let mut facts = table::rows(tables.successions, table::fact)?;
        facts.sort_unstable_by_key(|fact| (fact.from, fact.to));
        let acts = table::rows(tables.acts, |[from, to, act]| Some(((from, to), act)))?;
        let variants = table::rows(tables.variants, |[key, _, variant]| Some((key, variant)))?;
        let mut packer = Self {
            numbers: BTreeMap::new(),
            names: Vec::new(),
            points: units
                .iter()
                .filter_map(|unit| unit.point)
                .map(|(north, east, _)| (north, east))
                .collect(),
            days: units.iter().flat_map(|unit| [unit.from, unit.until]).flatten().collect(),
            units,
            facts,
            acts: acts.into_iter().collect(),
            variants: variants.into_iter().collect(),
        };
        packer.days.extend(packer.facts.iter().map(|fact| fact.date));
        packer.days = once_each(std::mem::take(&mut packer.days));
        packer.points = once_each(std::mem::take(&mut packer.points));
        for (at, unit) in packer.units.iter().enumerate() {
            let at = u16::try_from(at).ok().filter(|at| *at != NONE).ok_or("there are too many units")?;
            if packer.numbers.insert(unit.key, at).is_some() {
                return Err(format!("{} stands twice", unit.key));
            }
        }
        packer.names = packer.names()?;
        packer.check_times()?;
        packer.check_acts()?;
        Ok(packer)
    }

    /// The bare names and those of other spellings, in the order of [`Section::NameLetters`].
    fn names(&self) -> Result<Vec<&'a str>, Fault> {
        let mut names: BTreeSet<&str> = self.units.iter().map(|unit| unit.bare).collect();
        for (key, variant) in &self.variants {
            names.insert(bare_variant(variant).ok_or_else(|| format!("{key}: {variant} has no type word"))?);
        }
        let mut names: Vec<(u16, String, &str)> = names
            .into_iter()
            .map(|name| (slugify(name), name))
            .map(|(slug, name)| (hash(&slug), slug, name))
            .collect();
        names.sort_unstable();
        Ok(names.into_iter().map(|(.., name)| name).collect())
    }

    /// A unit becomes one of a later time, so that no chain of successions is a circle.
    fn check_times(&self) -> Result<(), Fault> {
        let time = |key: &str| ["pre-", "old-", "new-"].iter().position(|time| key.starts_with(time));
        match self.facts.iter().find(|fact| time(fact.from) >= time(fact.to)) {
            Some(fact) => Err(format!("{} cannot have become {}", fact.from, fact.to)),
            None => Ok(()),
        }
    }

    /// An act belongs to a succession.
    fn check_acts(&self) -> Result<(), Fault> {
        let known = |ends: &(&str, &str)| self.facts.iter().any(|fact| (fact.from, fact.to) == *ends);
        match self.acts.keys().find(|ends| !known(ends)) {
            Some((from, to)) => Err(format!("an act for {from} and {to}, which no succession joins")),
            None => Ok(()),
        }
    }

    fn section(&self, section: Section) -> Result<Vec<u8>, Fault> {
        match section {
            Section::Keys => joined_rows(&self.units, |unit| key(unit.key)),
            Section::Units => joined_rows(&self.units, |unit| self.unit(unit)),
            Section::Points => {
                joined_rows(&self.points, |(north, east)| Ok([three(*north), three(*east)].concat()))
            }
            Section::Areas => Ok(self.areas()),
            Section::Names => ends(self.names.iter().map(|name| name.len()), 3),
            Section::NameLetters => Ok(self.names.concat().into_bytes()),
            Section::Slugs => ends(self.names.iter().map(|name| slugify(name).len()), 3),
            Section::SlugLetters => {
                Ok(self.names.iter().map(|name| slugify(name)).collect::<String>().into_bytes())
            }
            Section::NameHashes => Ok(numbers(self.names.iter().map(|name| hash(&slugify(name))))),
            Section::BearerEnds => ends(self.bearers()?.iter().map(Vec::len), 2),
            Section::Bearers => Ok(numbers(self.bearers()?.concat())),
            Section::Children => self.children(),
            Section::Facts => joined_rows(&self.facts, |fact| self.fact(fact)),
            Section::FactsByTo => self.facts_by_to(),
            Section::Days => {
                joined_rows(
                    &self.days,
                    |(year, month, day)| Ok([year.to_le_bytes(), [*month, *day]].concat()),
                )
            }
            Section::FactsWithAct => self.facts_with_act(),
            Section::Acts => ends(self.acts.values().map(|act| act.len()), 3),
            Section::ActLetters => Ok(self.acts.values().copied().collect::<String>().into_bytes()),
            Section::CodedIds => self.coded_ids(),
            Section::UnitsWithVariant => {
                let units: Vec<u16> =
                    self.variants.keys().map(|key| self.number(key)).collect::<Result<_, _>>()?;
                Ok(numbers(units))
            }
            Section::Variants => ends(self.variants.values().map(|name| name.len()), 3),
            Section::VariantLetters => Ok(self.variants.values().copied().collect::<String>().into_bytes()),
        }
    }

    fn number(&self, key: &str) -> Result<u16, Fault> {
        self.numbers.get(key).copied().ok_or_else(|| format!("there is no unit {key}"))
    }

    fn unit(&self, unit: &Unit<'_>) -> Result<Vec<u8>, Fault> {
        let name = place_of(&self.names, |name| *name == unit.bare)?;
        let parent = unit.parent.map_or(Ok(NONE), |parent| self.number(parent))?;
        let point = match unit.point {
            Some((north, east, _)) => number(self.points.binary_search(&(north, east)).ok())?,
            None => NONE,
        };
        let source = unit.point.map_or(0, |(.., source)| source);
        let (first, last) = (self.day(unit.from)?, self.day(unit.until)?);
        if first > 15 || last > 15 {
            return Err("there are more days than half a byte can count".to_owned());
        }
        let mut row = name.to_le_bytes().to_vec();
        row.push(unit.kind | unit.level << 4 | source << 6);
        row.extend(parent.to_le_bytes());
        row.push(first | last << 4);
        row.extend(point.to_le_bytes());
        Ok(row)
    }

    /// The number of a day; 0 for none.
    fn day(&self, day: Option<Day>) -> Result<u8, Fault> {
        let Some(day) = day else { return Ok(0) };
        let at = self.days.binary_search(&day).ok().and_then(|at| u8::try_from(at + 1).ok());
        at.ok_or_else(|| "there are more days than a byte can count".to_owned())
    }

    fn areas(&self) -> Vec<u8> {
        let known = self.units.iter().rposition(|unit| unit.area.is_some()).map_or(0, |last| last + 1);
        self.units[..known].iter().flat_map(|unit| three(unit.area.unwrap_or(NO_AREA))).collect()
    }

    /// The units that bear each name.
    fn bearers(&self) -> Result<Vec<Vec<u16>>, Fault> {
        let mut bearers: BTreeMap<&str, BTreeSet<u16>> = BTreeMap::new();
        for unit in &self.units {
            bearers.entry(unit.bare).or_default().insert(self.number(unit.key)?);
        }
        for (key, variant) in &self.variants {
            if let Some(bare) = bare_variant(variant) {
                bearers.entry(bare).or_default().insert(self.number(key)?);
            }
        }
        Ok(self.names.iter().map(|name| bearers.remove(name).into_iter().flatten().collect()).collect())
    }

    fn children(&self) -> Result<Vec<u8>, Fault> {
        let mut children: Vec<(&str, u16)> = Vec::new();
        for unit in &self.units {
            if let Some(parent) = unit.parent {
                children.push((parent, self.number(unit.key)?));
            }
        }
        children.sort_unstable();
        Ok(numbers(children.into_iter().map(|(_, child)| child)))
    }

    fn fact(&self, fact: &Fact<'_>) -> Result<Vec<u8>, Fault> {
        let day = self.day(Some(fact.date))?;
        if day >> 6 != 0 {
            return Err("there are more days than six bits can count".to_owned());
        }
        let mut row = [self.number(fact.from)?, self.number(fact.to)?].map(u16::to_le_bytes).concat();
        row.push(day | fact.kind << 6);
        Ok(row)
    }

    fn facts_by_to(&self) -> Result<Vec<u8>, Fault> {
        let mut order: Vec<usize> = (0..self.facts.len()).collect();
        order.sort_unstable_by_key(|at| (self.facts[*at].to, self.facts[*at].from));
        joined_rows(&order, |at| Ok(number(Some(*at))?.to_le_bytes().to_vec()))
    }

    /// In the order of both ends, as the acts are.
    fn facts_with_act(&self) -> Result<Vec<u8>, Fault> {
        let facts = self.facts.iter().enumerate();
        let with_act = facts.filter(|(_, fact)| self.acts.contains_key(&(fact.from, fact.to)));
        let places: Vec<usize> = with_act.map(|(at, _)| at).collect();
        joined_rows(&places, |at| Ok(number(Some(*at))?.to_le_bytes().to_vec()))
    }

    /// The units whose id is the derived one and the code; an id of any other form is refused.
    fn coded_ids(&self) -> Result<Vec<u8>, Fault> {
        let mut coded = Vec::new();
        for unit in &self.units {
            let derived = self.derived_id(unit)?;
            if unit.id == format!("{derived}-{}", &unit.key[4..]) {
                coded.push(self.number(unit.key)?);
            } else if unit.id != derived {
                return Err(format!("{}: the id is {}, not {derived}", unit.key, unit.id));
            }
        }
        Ok(numbers(coded))
    }

    fn derived_id(&self, unit: &Unit<'_>) -> Result<String, Fault> {
        let mut names = vec![slugs(unit)];
        let mut parent = unit.parent;
        while let Some(key) = parent {
            let above = &self.units[usize::from(self.number(key)?)];
            names.push(slugs(above));
            parent = above.parent.filter(|_| names.len() < LEVELS.len());
        }
        let names: Vec<(&str, &str)> = names.iter().map(|(kind, name)| (*kind, name.as_str())).collect();
        let at = self.facts.partition_point(|fact| fact.from < unit.key);
        let succession = self.facts.get(at).filter(|fact| fact.from == unit.key);
        let named = unit.parent.is_none() || unit.key.starts_with("pre-");
        let before = succession.filter(|_| named).map(|fact| (fact.date.0.into(), fact.date.1.into()));
        Ok(derived_id(&names, before))
    }
}

/// The word for the kind of a unit, and the slug of its name.
fn slugs(unit: &Unit<'_>) -> (&'static str, String) {
    (UNIT_KINDS[usize::from(unit.kind)].0, slugify(unit.bare))
}

/// The name without its type word, of whichever kind.
fn bare_variant(name: &str) -> Option<&str> {
    UNIT_KINDS.iter().find_map(|(_, word)| table::bare(name, word))
}

fn once_each<T: Ord>(mut values: Vec<T>) -> Vec<T> {
    values.sort_unstable();
    values.dedup();
    values
}

fn joined_rows<T>(rows: &[T], bytes: impl Fn(&T) -> Result<Vec<u8>, Fault>) -> Result<Vec<u8>, Fault> {
    Ok(rows.iter().map(bytes).collect::<Result<Vec<_>, _>>()?.concat())
}

/// Where things of these lengths end that lie one behind the other, in so many bytes each.
fn ends(lengths: impl Iterator<Item = usize>, width: usize) -> Result<Vec<u8>, Fault> {
    let mut end = 0_usize;
    let mut bytes = Vec::new();
    for length in lengths {
        end += length;
        if end >> (8 * width) != 0 {
            return Err("the names are too long".to_owned());
        }
        bytes.extend_from_slice(&end.to_le_bytes()[..width]);
    }
    Ok(bytes)
}

/// A key, filled up with spaces.
fn key(key: &str) -> Result<Vec<u8>, Fault> {
    let fits = key.is_ascii() && key.len() <= KEY && !key.contains(' ');
    if fits { Ok(format!("{key:KEY$}").into_bytes()) } else { Err(format!("{key} is no key")) }
}

fn place_of<T>(values: &[T], is_it: impl Fn(&T) -> bool) -> Result<u16, Fault> {
    number(values.iter().position(is_it))
}

fn number(place: Option<usize>) -> Result<u16, Fault> {
    let number = place.and_then(|place| u16::try_from(place).ok());
    number.filter(|number| *number != NONE).ok_or_else(|| "there is too much to be numbered".to_owned())
}

fn numbers(numbers: impl IntoIterator<Item = u16>) -> Vec<u8> {
    numbers.into_iter().flat_map(u16::to_le_bytes).collect()
}

fn three(number: u32) -> Vec<u8> {
    number.to_le_bytes()[..3].to_vec()
}
