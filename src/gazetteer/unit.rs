//! One administrative unit as the table gives it.

use rust_decimal::Decimal;

use super::{Day, table};

/// A province, district or commune within one stretch of time.
///
/// All text is in NFC. A unit that changed its name, type or ground is another unit, with another key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// `new-`, `old-` or `pre-` and the code; the same forever.
    pub key: &'static str,
    /// A slug, unique in the gazetteer, for addresses: `xa-xa-nhe-tua-chua-dien-bien`.
    pub id: &'static str,
    /// The official code, zeros included: 2 digits a province, 3 a district, 5 a commune. Codes are used again.
    pub code: &'static str,
    /// With its type word, both capitalised: `Xã Xá Nhè`. See [`Unit::display_name`].
    pub name: &'static str,
    /// What it is; the same as the first word or words of the name.
    pub kind: UnitKind,
    /// Where it stands; a `thành phố` is a province or a district.
    pub level: Level,
    /// The key of the unit it belongs to; none for provinces. Current communes belong to their province.
    pub parent: Option<&'static str>,
    /// Its first day; none where it is older than the tables know.
    pub valid_from: Option<Day>,
    /// Its last day; none for current units.
    pub valid_to: Option<Day>,
    /// A point in or near it; none where no source can be trusted.
    pub location: Option<Location>,
    /// In square kilometres; current units only, and not all of them.
    pub area_km2: Option<Decimal>,
}

impl Unit {
    /// The name as running text writes it, the type word in lower case: `xã Xá Nhè`.
    pub fn display_name(&self) -> String {
        let mut letters = self.name.chars();
        let first = letters.next().into_iter().flat_map(char::to_lowercase);
        first.chain(letters).collect()
    }

    /// Whether it exists today, as far as the tables reach.
    pub fn is_current(&self) -> bool {
        self.valid_to.is_none()
    }

    /// Whether it existed on a day, as far as known: a unit without a first day is taken to be old enough.
    pub fn existed_on(&self, day: Day) -> bool {
        self.valid_from.is_none_or(|first| first <= day) && self.valid_to.is_none_or(|last| day <= last)
    }

    /// Reads a row of `units.csv`; none if a field is not what its column holds.
    pub(super) fn from_row(row: [&'static str; 13]) -> Option<Unit> {
        let [key, id, code, name, kind, level, parent, from, to, latitude, longitude, area, source] = row;
        Some(Unit {
            key,
            id,
            code,
            name,
            kind: UnitKind::from_column(kind)?,
            level: Level::from_column(level)?,
            parent: Some(parent).filter(|parent| !parent.is_empty()),
            valid_from: table::optional(from, table::day)?,
            valid_to: table::optional(to, table::day)?,
            location: table::optional(source, |source| Location::from_columns(latitude, longitude, source))?,
            area_km2: table::optional(area, table::decimal)?,
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
    fn from_column(level: &str) -> Option<Level> {
        match level {
            "province" => Some(Level::Province),
            "district" => Some(Level::District),
            "commune" => Some(Level::Commune),
            _ => None,
        }
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
    /// The word in lower case, as it stands before a name: `thị xã`.
    pub fn word(self) -> &'static str {
        match self {
            UnitKind::Tinh => "tỉnh",
            UnitKind::ThanhPho => "thành phố",
            UnitKind::Quan => "quận",
            UnitKind::Huyen => "huyện",
            UnitKind::ThiXa => "thị xã",
            UnitKind::Phuong => "phường",
            UnitKind::Xa => "xã",
            UnitKind::ThiTran => "thị trấn",
            UnitKind::DacKhu => "đặc khu",
        }
    }

    fn from_column(kind: &str) -> Option<UnitKind> {
        match kind {
            "tinh" => Some(UnitKind::Tinh),
            "thanh_pho" => Some(UnitKind::ThanhPho),
            "quan" => Some(UnitKind::Quan),
            "huyen" => Some(UnitKind::Huyen),
            "thi_xa" => Some(UnitKind::ThiXa),
            "phuong" => Some(UnitKind::Phuong),
            "xa" => Some(UnitKind::Xa),
            "thi_tran" => Some(UnitKind::ThiTran),
            "dac_khu" => Some(UnitKind::DacKhu),
            _ => None,
        }
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
    fn from_columns(latitude: &str, longitude: &str, source: &str) -> Option<Location> {
        let source = match source {
            "published" => LocationSource::Published,
            "derived" => LocationSource::Derived,
            _ => return None,
        };
        Some(Location { latitude: table::decimal(latitude)?, longitude: table::decimal(longitude)?, source })
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
