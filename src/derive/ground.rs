//! The ground that maps are drawn on, and where on it a place stands.
//!
//! There are no boundaries in the gazetteer, and none are made up here: the ground is the points of today's
//! communes with their areas. Points of former units are never part of it, since those that became one unit
//! share a point. Coordinates are whole ten-thousandths of a degree, so that every machine reckons the same.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::gazetteer::{self, LocationSource, SuccessionKind, Unit, UnitKind};
use crate::model::{Level, LocalityId, Site};

/// A point on the globe, WGS 84, in ten-thousandths of a degree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Point {
    /// North of the equator.
    pub north: i64,
    /// East of Greenwich.
    pub east: i64,
}

impl Point {
    /// Latitude and longitude in degrees, rounded; `None` for what is not on the globe.
    pub fn of((latitude, longitude): (Decimal, Decimal)) -> Option<Self> {
        let whole = |degrees: Decimal, most: i64| {
            let parts = (degrees * Decimal::from(10_000)).round().to_i64()?;
            (parts.abs() <= most * 10_000).then_some(parts)
        };
        Some(Self { north: whole(latitude, 90)?, east: whole(longitude, 180)? })
    }
}

/// A commune of today as a piece of ground.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Patch {
    /// The gazetteer's key.
    pub key: &'static str,
    /// The key of its province.
    pub province: &'static str,
    /// In or near it.
    pub at: Point,
    /// In hundredths of a square kilometre; where the gazetteer has none, the middle one of its province.
    pub area: i64,
    /// "Đặc khu Hoàng Sa" for a special zone, which is islands; `None` for all others.
    pub islands: Option<String>,
}

/// Where a place stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// On the globe.
    pub at: Point,
    /// The point is the middle of what the place became, a few kilometres off and shared with its siblings.
    pub approximate: bool,
}

/// Every commune of today whose point can be trusted, in the order of the keys.
pub fn patches() -> &'static [Patch] {
    static PATCHES: OnceLock<Vec<Patch>> = OnceLock::new();
    PATCHES.get_or_init(|| {
        let communes = || {
            let current = gazetteer::units().filter(Unit::is_current);
            current.filter(|unit| unit.level == gazetteer::Level::Commune)
        };
        let mut areas: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
        for unit in communes() {
            if let (Some(province), Some(area)) = (unit.parent, unit.area_km2().and_then(hundredths)) {
                areas.entry(province).or_default().push(area);
            }
        }
        for of_province in areas.values_mut() {
            of_province.sort_unstable();
        }
        let middle = |province: &str| areas.get(province).and_then(|all| all.get(all.len() / 2)).copied();
        communes().filter_map(|unit| patch(&unit, middle)).collect()
    })
}

fn patch(unit: &Unit, middle: impl Fn(&str) -> Option<i64>) -> Option<Patch> {
    let province = unit.parent?;
    let location = unit.location()?;
    Some(Patch {
        key: unit.key,
        province,
        at: Point::of((location.latitude, location.longitude))?,
        area: unit.area_km2().and_then(hundredths).or_else(|| middle(province))?.max(1),
        islands: (unit.kind == UnitKind::DacKhu).then(|| unit.name()),
    })
}

fn hundredths(area: Decimal) -> Option<i64> {
    (area * Decimal::from(100)).round().to_i64()
}

/// The keys of today's communes that lie, wholly or in part, on the ground of a unit of any time.
///
/// A district's ground is that of its communes: what took over its tasks, or took in the whole of it with others,
/// is more than its ground.
pub fn communes_on(key: &str) -> BTreeSet<&'static str> {
    let mut found = BTreeSet::new();
    let mut waiting: Vec<Unit> = gazetteer::unit(key).into_iter().collect();
    let mut seen = BTreeSet::new();
    while let Some(unit) = waiting.pop() {
        if !seen.insert(unit.key) {
            continue;
        }
        if unit.level == gazetteer::Level::Commune && unit.is_current() {
            found.insert(unit.key);
            continue;
        }
        let next: Vec<_> = gazetteer::successors(unit.key).collect();
        let lives_on = |kind| matches!(kind, SuccessionKind::Renamed | SuccessionKind::Continued);
        let same = next.iter().filter(|next| lives_on(next.kind)).filter_map(|next| gazetteer::unit(next.to));
        let same: Vec<Unit> = same.filter(|later| later.level == unit.level).collect();
        let inside: Vec<Unit> = gazetteer::children(unit.key).collect();
        if unit.level != gazetteer::Level::Commune && !same.is_empty() {
            waiting.extend(same);
        } else if !inside.is_empty() {
            waiting.extend(inside);
        } else {
            let later = next.iter().filter_map(|next| gazetteer::unit(next.to));
            waiting.extend(later.filter(|later| later.level == gazetteer::Level::Commune));
        }
    }
    found
}

/// Where a place stands; `None` where neither the site nor the gazetteer can tell.
pub fn spot(site: &Site, id: LocalityId) -> Option<Spot> {
    let locality = site.locality(id);
    let location = locality.location?;
    let of_gazetteer = locality.key.and_then(gazetteer::unit).and_then(|unit| unit.location());
    let derived = of_gazetteer.is_some_and(|point| {
        point.source == LocationSource::Derived && (point.latitude, point.longitude) == location
    });
    Some(Spot { at: Point::of(location)?, approximate: derived })
}

/// The province that a place lies in, or is; with the gazetteer's key. `None` where there is none that the
/// gazetteer knows.
pub fn province_of(site: &Site, id: LocalityId) -> Option<(LocalityId, &'static str)> {
    let mut upwards = std::iter::once(id).chain(site.ancestors(id));
    let province = upwards.find(|id| site.locality(*id).level == Level::Province)?;
    Some((province, site.locality(province).key?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ground_is_todays_communes_and_has_the_islands() {
        assert_eq!(patches().len(), 3_311);
        let islands: Vec<&str> = patches().iter().filter_map(|patch| patch.islands.as_deref()).collect();
        assert_eq!(islands.len(), 13);
        for name in ["Hoàng Sa", "Trường Sa", "Phú Quốc", "Côn Đảo", "Bạch Long Vĩ", "Cồn Cỏ", "Lý Sơn"]
        {
            assert!(islands.contains(&format!("Đặc khu {name}").as_str()), "{name}");
        }
    }

    #[test]
    fn the_ground_of_a_former_unit_is_that_of_its_communes() {
        let count = |key| communes_on(key).len();
        // Chiêm Hóa became ten communes, the town Cửa Lò one of the six phường of the city that took it in.
        assert_eq!((count("old-073"), count("old-396"), count("old-890")), (10, 9, 5));
        assert_eq!(communes_on("pre-413"), ["new-16732"].into());
        assert_eq!(communes_on("pre-890"), communes_on("old-890"));
        assert_eq!(communes_on("old-03244"), ["new-03244"].into());
        assert_eq!(communes_on("new-03244"), ["new-03244"].into());
        assert_eq!(communes_on("no-such-key"), BTreeSet::new());
    }

    #[test]
    fn a_merged_province_is_as_large_as_its_parts() {
        let parts: BTreeSet<_> = communes_on("old-02").union(&communes_on("old-08")).copied().collect();
        assert_eq!(parts, communes_on("new-08"));
    }

    #[test]
    fn a_point_is_whole_or_none() {
        let at = |latitude, longitude| Point::of((Decimal::new(latitude, 5), Decimal::new(longitude, 5)));
        assert_eq!(at(2_184_605, 10_346_204), Some(Point { north: 218_460, east: 1_034_620 }));
        assert_eq!(at(9_100_000, 0), None);
    }
}
