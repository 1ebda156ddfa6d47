//! What maps are drawn on: the whole country, or a province with what lies around it. Each is laid out once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::lattice::{Dot, Lattice};
use super::projection::{At, Projection, WIDTH};
use crate::derive::ground::{Patch, Point, communes_on, patches};
use crate::model::Site;
use crate::render::markup::Markup;

/// The corners of the country's sheet, islands and room for their names included.
const SOUTH_WEST: Point = Point { north: 81_000, east: 1_018_000 };
const NORTH_EAST: Point = Point { north: 236_500, east: 1_155_000 };
/// Islands further than this from all else of a province, in ten-thousandths of a degree, stand in a box of their
/// own at the edge that is nearest to them: in their true place they would leave the province no room.
const FAR: i64 = 12_000;
/// Half the width of that box, in tenths.
const BOX: i32 = 150;

/// A sheet with the ground on it, before anything is marked.
#[derive(Debug)]
pub struct Ground {
    /// Where on it a point lies.
    pub projection: Projection,
    /// How far dots are apart.
    pub lattice: Lattice,
    /// The ground, row by row.
    pub dots: Vec<Dot>,
    /// Islands by their names, to be written beside them.
    pub islands: Vec<Islands>,
    /// The part that the map is of, drawn.
    pub land: Markup,
    /// What lies around it, drawn; empty for the whole country.
    pub around: Markup,
    /// Which dots each commune has: a map lets few of many thousand stand out.
    of_communes: BTreeMap<&'static str, Vec<usize>>,
}

/// A special zone on the sheet.
#[derive(Debug)]
pub struct Islands {
    /// "Đặc khu Hoàng Sa".
    pub name: String,
    /// Where; in a box at the edge, its middle.
    pub at: At,
    /// Where they lie on the globe.
    pub point: Point,
    /// Half the width of the box that they stand in; `None` in their true place.
    pub boxed: Option<i32>,
}

/// Every ground that the pages of a site may need, by the key of the province; laid out when first asked for.
#[derive(Debug, Default)]
pub struct Grounds {
    country: OnceLock<Ground>,
    provinces: BTreeMap<&'static str, OnceLock<Option<Ground>>>,
}

impl Grounds {
    /// Makes room for the provinces that a site knows.
    pub fn of(site: &Site) -> Self {
        let keys = site.localities.iter().filter_map(|place| place.key);
        let provinces = keys.filter(|key| key.len() == "new-00".len());
        Self { country: OnceLock::new(), provinces: provinces.map(|key| (key, OnceLock::new())).collect() }
    }

    /// The whole country, Hoàng Sa and Trường Sa in their true place.
    pub fn country(&self) -> &Ground {
        self.country.get_or_init(country)
    }

    /// A province, of today or former; `None` for what the gazetteer does not know as one.
    pub fn province(&self, key: &str) -> Option<&Ground> {
        self.provinces.get(key)?.get_or_init(|| province(key)).as_ref()
    }
}

fn country() -> Ground {
    let projection = Projection::of(SOUTH_WEST, NORTH_EAST, 2_000, 5_000);
    let lattice = Lattice { step: 34 };
    let dots = lattice.dots(&projection, patches().iter());
    let islands = patches().iter().filter_map(|patch| islands(&projection, patch)).collect();
    Ground::new(projection, lattice, dots, islands, |_| true)
}

fn province(key: &str) -> Option<Ground> {
    let own = communes_on(key);
    let (near, far): (Vec<&Patch>, Vec<&Patch>) = {
        let own: Vec<&Patch> = patches().iter().filter(|patch| own.contains(patch.key)).collect();
        own.iter().partition(|patch| patch.islands.is_none() || !is_far(patch, &own))
    };
    let projection = around(&near)?;
    let lattice = Lattice { step: 66 };
    let mut dots = lattice.dots(&projection, patches().iter());
    let boxed: Vec<Islands> = far.iter().filter_map(|patch| boxed(&projection, patch)).collect();
    let in_box = |at: At| {
        let inside = |one: i32, other: i32| (one - other).abs() <= BOX;
        boxed.iter().any(|islands| inside(islands.at.x, at.x) && inside(islands.at.y, at.y))
    };
    dots.retain(|dot| !in_box(dot.at));
    dots.extend(boxed.iter().zip(&far).map(|(islands, patch)| Dot {
        at: islands.at,
        commune: patch.key,
        province: patch.province,
    }));
    let mut islands: Vec<Islands> =
        near.iter().filter_map(|patch| self::islands(&projection, patch)).collect();
    islands.extend(boxed);
    Some(Ground::new(projection, lattice, dots, islands, |dot| own.contains(dot.commune)))
}

/// A sheet that shows communes with some room around them.
fn around(near: &[&Patch]) -> Option<Projection> {
    let north = near.iter().map(|patch| patch.at.north);
    let east = near.iter().map(|patch| patch.at.east);
    let (south, north) = (north.clone().min()?, north.max()?);
    let (west, east) = (east.clone().min()?, east.max()?);
    let room = ((north - south).max(east - west) / 10).max(900);
    let corner = |north, east| Point { north, east };
    Some(Projection::of(corner(south - room, west - room), corner(north + room, east + room), 2_200, 3_200))
}

fn is_far(patch: &Patch, own: &[&Patch]) -> bool {
    let near = |other: &&Patch| {
        let apart = (patch.at.north - other.at.north).abs().max((patch.at.east - other.at.east).abs());
        other.key != patch.key && apart <= FAR
    };
    !own.iter().any(near)
}

fn islands(projection: &Projection, patch: &Patch) -> Option<Islands> {
    let at = projection.at(patch.at);
    let name = patch.islands.clone().filter(|_| projection.shows(at))?;
    Some(Islands { name, at, point: patch.at, boxed: None })
}

fn boxed(projection: &Projection, patch: &Patch) -> Option<Islands> {
    let At { x, y } = projection.at(patch.at);
    let edge = BOX + 30;
    let below = projection.height() - edge - 170;
    let at = At { x: x.clamp(edge, WIDTH - edge), y: y.clamp(edge, below) };
    Some(Islands { name: patch.islands.clone()?, at, point: patch.at, boxed: Some(BOX) })
}

impl Ground {
    /// Tells the dots of what the map is of from those around it.
    fn new(
        projection: Projection,
        lattice: Lattice,
        dots: Vec<Dot>,
        islands: Vec<Islands>,
        is_own: impl Fn(&Dot) -> bool,
    ) -> Self {
        let (own, others): (Vec<&Dot>, Vec<&Dot>) = dots.iter().partition(|dot| is_own(dot));
        let land = lattice.drawn("bt-map__land", own.into_iter());
        let around = lattice.drawn("bt-map__around", others.into_iter());
        let mut of_communes: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (at, dot) in dots.iter().enumerate() {
            of_communes.entry(dot.commune).or_default().push(at);
        }
        Self { projection, lattice, dots, islands, land, around, of_communes }
    }

    /// The dots of some communes, row by row.
    pub fn dots_of(&self, communes: &BTreeSet<&'static str>) -> impl Iterator<Item = &Dot> {
        let mut places: Vec<usize> =
            communes.iter().filter_map(|commune| self.of_communes.get(commune)).flatten().copied().collect();
        places.sort_unstable();
        places.into_iter().map(|at| &self.dots[at])
    }

    /// Where a point is drawn: in its true place, or in the box of the islands that it is nearest to. `None` for
    /// what the sheet does not show.
    pub fn at(&self, point: Point) -> Option<At> {
        let near = |islands: &&Islands| {
            let apart = |one: i64, other: i64| (one - other).abs() < FAR / 2;
            islands.boxed.is_some()
                && apart(islands.point.north, point.north)
                && apart(islands.point.east, point.east)
        };
        let in_box = self.islands.iter().find(near).map(|islands| islands.at);
        in_box.or_else(|| Some(self.projection.at(point)).filter(|at| self.projection.shows(*at)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_country_has_its_islands_in_their_true_place() {
        let ground = country();
        let find = |name: &str| ground.islands.iter().find(|islands| islands.name == name).expect(name);
        for name in ["Đặc khu Hoàng Sa", "Đặc khu Trường Sa"] {
            let islands = find(name);
            assert_eq!((islands.boxed, islands.at), (None, ground.projection.at(islands.point)), "{name}");
            assert!(ground.dots.iter().any(|dot| dot.at.apart(islands.at) < 60 * 60), "{name} has no dot");
        }
        assert_eq!(ground.islands.len(), 13);
    }

    #[test]
    fn far_islands_of_a_province_stand_in_a_box_that_is_on_the_sheet() {
        for (key, name) in [("new-48", "Đặc khu Hoàng Sa"), ("new-56", "Đặc khu Trường Sa")] {
            let ground = province(key).expect(key);
            let islands = ground.islands.iter().find(|islands| islands.name == name).expect(name);
            assert_eq!(islands.boxed, Some(BOX));
            assert!(ground.projection.shows(islands.at));
            assert_eq!(ground.at(islands.point), Some(islands.at));
        }
    }

    #[test]
    fn every_province_of_all_times_has_ground_of_its_own() {
        let provinces = crate::gazetteer::units().filter(|unit| unit.parent.is_none());
        for key in provinces.map(|unit| unit.key) {
            let ground = province(key).expect(key);
            let own = communes_on(key);
            let dots = ground.dots.iter().filter(|dot| own.contains(dot.commune)).count();
            assert!((90..2_600).contains(&dots), "{key}: {dots} dots");
        }
    }
}
