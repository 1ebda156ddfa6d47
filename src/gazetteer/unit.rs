//! One administrative unit as the table gives it.

use rust_decimal::Decimal;

use super::layout::{
    AREA, DEGREE, LEVELS, NO_AREA, NONE, NUMBER, POINT, SQUARE_KILOMETRE, Section, UNIT, UNIT_KINDS,
    derived_id, parted,
};
use super::packed::{TABLES, read};
use super::{Day, successors};

/// A province, district or commune within one stretch of time: a small view into the packed tables.
///
/// All text is in NFC. A unit that changed its name, type or ground is another unit, with another key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unit {
    /// `new-`, `old-` or `pre-` and the code; the same forever.
    pub key: &'static str,
    /// The official code, zeros included: 2 digits a province, 3 a district, 5 a commune. Codes are used again.
    pub code: &'static str,
    /// Without its type word: `Xá Nhè`. See [`Unit::display_name`].
    pub bare_name: &'static str,
    /// What it is.
    pub kind: UnitKind,
    /// Where it stands; a `thành phố` is a province or a district.
    pub level: Level,
    /// The key of the unit it belongs to; none for provinces. Current communes belong to their province.
    pub parent: Option<&'static str>,
    /// Its first day; none where it is older than the tables know.
    pub valid_from: Option<Day>,
    /// Its last day; none for current units.
    pub valid_to: Option<Day>,
    /// Its place in the order of the keys.
    pub(super) number: usize,
}

impl Unit {
    /// The name as running text writes it, the type word in lower case: `xã Xá Nhè`.
    pub fn display_name(&self) -> String {
        format!("{} {}", self.kind.word(), self.bare_name)
    }

    /// The name as a list or a heading writes it, the type word with a capital: `Xã Xá Nhè`.
    pub fn name(&self) -> String {
        let mut letters = self.kind.word().chars();
        let capital: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
        format!("{capital}{} {}", letters.as_str(), self.bare_name)
    }

    /// The name with those of all that it lies in: `xã Xá Nhè, huyện Tủa Chùa, tỉnh Điện Biên`.
    pub fn full_name(&self) -> String {
        let names = std::iter::once(*self).chain(self.above()).map(|unit| unit.display_name());
        names.collect::<Vec<_>>().join(", ")
    }

    /// A slug, unique in the gazetteer, for addresses: `xa-xa-nhe-tua-chua-dien-bien`.
    pub fn id(&self) -> String {
        let with_above = std::iter::successors(Some(self.number), |unit| TABLES.parent(*unit));
        let slugs: Vec<_> = with_above.take(1 + LEVELS.len()).filter_map(|unit| TABLES.slugs(unit)).collect();
        let named = self.parent.is_none() || self.key.starts_with("pre-");
        let before = named.then(|| successors(self.key).next()).flatten().map(|next| next.date);
        let id = derived_id(&slugs, before.map(|(year, month, _)| (year, month)));
        let mut coded = TABLES.range(Section::CodedIds, NUMBER, |row| read(row).cmp(&self.number));
        if coded.next().is_none() { id } else { format!("{id}-{}", self.code) }
    }

    /// The units it lies in, the nearest first: its district, where it had one, and its province.
    pub fn above(&self) -> impl Iterator<Item = Unit> + use<> {
        let parent = |unit: &Unit| unit.parent.and_then(super::unit);
        std::iter::successors(parent(self), parent).take(LEVELS.len())
    }

    /// A point in or near it; none where no source can be trusted.
    pub fn location(&self) -> Option<Location> {
        let row = TABLES.row(Section::Units, UNIT, self.number)?;
        let (_, _, source) = parted(row[2]);
        Location::at(read(row.get(6..8)?), source)
    }

    /// In square kilometres; current units only, and not all of them.
    pub fn area_km2(&self) -> Option<Decimal> {
        let hundredths = TABLES.row(Section::Areas, AREA, self.number).map(read)?;
        let known = u32::try_from(hundredths).ok().filter(|hundredths| *hundredths != NO_AREA)?;
        Some(Decimal::new(known.into(), SQUARE_KILOMETRE).normalize())
    }

    /// Whether it exists today, as far as the tables reach.
    pub fn is_current(&self) -> bool {
        self.valid_to.is_none()
    }

    /// Whether it existed on a day, as far as known: a unit without a first day is taken to be old enough.
    pub fn existed_on(&self, day: Day) -> bool {
        self.valid_from.is_none_or(|first| first <= day) && self.valid_to.is_none_or(|last| day <= last)
    }

    /// The unit at a place in the order of the keys.
    pub(super) fn at(number: usize) -> Option<Unit> {
        let key = TABLES.key(number)?;
        let row = TABLES.row(Section::Units, UNIT, number)?;
        let two = |at: usize| row.get(at..at + 2).map_or(usize::from(NONE), read);
        let (kind, level, _) = parted(row[2]);
        Some(Unit {
            key,
            code: key.get(4..)?,
            bare_name: TABLES.name(two(0))?,
            kind: *UnitKind::ALL.get(kind)?,
            level: Level::at(level)?,
            // A number beyond the last is no unit's, that of none among them.
            parent: TABLES.key(two(3)),
            valid_from: TABLES.day(usize::from(row[5] & 15)),
            valid_to: TABLES.day(usize::from(row[5] >> 4)),
            number,
        })
    }
}

/// How high a unit stands; higher ones come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Tỉnh, and thành phố directly below the country.
    Province,
    /// Huyện, quận, thị xã, and thành phố of a province; none since 1 July 2025.
    District,
    /// Xã, phường, thị trấn, đặc khu.
    Commune,
}

impl Level {
    /// The level of a number, its place in [`LEVELS`].
    pub(super) fn at(number: usize) -> Option<Self> {
        [Self::Province, Self::District, Self::Commune].get(number).copied()
    }
}

/// What a unit is called by law; the variants are the Vietnamese words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UnitKind {
    /// A province.
    Tinh,
    /// A city, directly below the country or below a province.
    ThanhPho,
    /// A district of a city.
    Quan,
    /// A rural district.
    Huyen,
    /// A town of a district's rank.
    ThiXa,
    /// A ward.
    Phuong,
    /// A rural commune.
    Xa,
    /// A township: the small town of a rural district.
    ThiTran,
    /// A special zone: islands, since 2025.
    DacKhu,
}

impl UnitKind {
    /// All kinds, in the order in which the tables number them.
    pub const ALL: [UnitKind; 9] = [
        UnitKind::Tinh,
        UnitKind::ThanhPho,
        UnitKind::Quan,
        UnitKind::Huyen,
        UnitKind::ThiXa,
        UnitKind::Phuong,
        UnitKind::Xa,
        UnitKind::ThiTran,
        UnitKind::DacKhu,
    ];

    /// The word in lower case, as it stands before a name: `thị xã`.
    pub fn word(self) -> &'static str {
        UNIT_KINDS[self as usize].1
    }
}

/// A point in or near a unit, never its boundary: WGS 84, in degrees, as published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Location {
    /// Degrees north.
    pub latitude: Decimal,
    /// Degrees east.
    pub longitude: Decimal,
    /// How far the point can be trusted.
    pub source: LocationSource,
}

impl Location {
    fn at(point: usize, source: usize) -> Option<Location> {
        let row = TABLES.row(Section::Points, POINT, point)?;
        let source = *[LocationSource::Published, LocationSource::Derived].get(source)?;
        let degrees = |bytes: &[u8]| {
            let whole = i64::try_from(read(bytes)).ok()?;
            Some(Decimal::new(whole, DEGREE).normalize())
        };
        Some(Location { latitude: degrees(&row[..3])?, longitude: degrees(&row[3..])?, source })
    }
}

/// Where a point comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LocationSource {
    /// The state map publisher gives it.
    Published,
    /// The mean of the points of the units it became: units that became one share it; 3 km off at the median.
    Derived,
}
