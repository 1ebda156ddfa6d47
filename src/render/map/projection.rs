//! From the globe to the sheet: equirectangular, true at the middle of what is shown.
//!
//! Whole numbers alone, with the cosine of the middle latitude from a table, so that every machine draws the same
//! bytes. From north to south of the country a degree of longitude changes by eight per cent; a map of the whole
//! country is wrong by half of that at its ends, a province's by nothing one could see.

use crate::derive::ground::Point;

/// The width of every sheet: that of a page 320 pixels wide less its edges. Lengths on a sheet are tenths of a
/// pixel of this size; on a wider page everything but words and marks is larger.
pub const WIDTH: i32 = 2_880;
/// Cosines of 8 to 24 degrees, in ten-thousandths.
const COSINES: [i64; 17] = [
    9_903, 9_877, 9_848, 9_816, 9_781, 9_744, 9_703, 9_659, 9_613, 9_563, 9_511, 9_455, 9_397, 9_336, 9_272,
    9_205, 9_135,
];
/// A ten-thousandth of a degree of latitude, in centimetres.
const STEP: i64 = 1_112;

/// A place on a sheet, in its tenths, from the upper left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    /// To the right.
    pub x: i32,
    /// Down.
    pub y: i32,
}

impl At {
    /// The square of the distance to another place.
    pub fn apart(self, other: Self) -> i64 {
        let (across, down) = (i64::from(self.x - other.x), i64::from(self.y - other.y));
        across * across + down * down
    }
}

/// What part of the globe is on a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Projection {
    north: i64,
    west: i64,
    cosine: i64,
    /// How many ten-thousandths of a degree of latitude are as long as the sheet is wide.
    across: i64,
    height: i32,
}

impl Projection {
    /// Shows all between two corners, with a height between the two given, in tenths; where the ground is too
    /// flat or too tall for them, more is shown at its sides.
    pub fn of(south_west: Point, north_east: Point, least: i32, most: i32) -> Self {
        let middle = (south_west.north + north_east.north) / 2;
        let cosine = COSINES[((middle + 5_000) / 10_000).clamp(8, 24) as usize - 8];
        let tall = (north_east.north - south_west.north).max(1);
        let wide = ((north_east.east - south_west.east) * cosine / 10_000).max(1);
        let width = i64::from(WIDTH);
        let across = wide.max(tall * width / i64::from(most));
        let height = (tall * width / across).clamp(i64::from(least), i64::from(most));
        let (spare_across, spare_down) = (across - wide, height * across / width - tall);
        Self {
            north: north_east.north + spare_down / 2,
            west: south_west.east - spare_across * 5_000 / cosine,
            cosine,
            across,
            // Clamped between two `i32`s.
            height: height as i32,
        }
    }

    /// Where a point of the globe lies; off the sheet, where it is not shown.
    pub fn at(&self, point: Point) -> At {
        let width = i64::from(WIDTH);
        let x = (point.east - self.west) * self.cosine * width / (self.across * 10_000);
        let y = (self.north - point.north) * width / self.across;
        let fit = |length: i64| i32::try_from(length).unwrap_or(i32::MAX / 4);
        At { x: fit(x), y: fit(y) }
    }

    /// Whether a place is on the sheet and not cut by its edge.
    pub fn shows(&self, At { x, y }: At) -> bool {
        let edge = 40;
        (edge..=WIDTH - edge).contains(&x) && (edge..=self.height - edge).contains(&y)
    }

    /// The height of the sheet.
    pub fn height(&self) -> i32 {
        self.height
    }

    /// Metres in a tenth, at least 1.
    pub fn metres(&self) -> i64 {
        (self.across * STEP / 100 / i64::from(WIDTH)).max(1)
    }

    /// The longest round distance that takes at most a third of the width: kilometres, and tenths.
    pub fn scale_bar(&self) -> (i64, i32) {
        let most = self.metres() * i64::from(WIDTH) / 3;
        let round = [200_i64, 100, 50, 20, 10, 5, 2, 1];
        let kilometres = round.into_iter().find(|length| length * 1_000 <= most).unwrap_or(1);
        (kilometres, (kilometres * 1_000 / self.metres()) as i32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(north: i64, east: i64) -> Point {
        Point { north: north * 10_000, east: east * 10_000 }
    }

    #[test]
    fn corners_are_on_the_sheet_and_north_is_up() {
        let (south_west, north_east) = (point(8, 102), point(24, 116));
        let projection = Projection::of(south_west, north_east, 1_000, 5_000);
        let (low, high) = (projection.at(south_west), projection.at(north_east));
        assert_eq!((low.x, high.y), (0, 0));
        assert!((high.x - WIDTH).abs() <= 1 && (low.y - projection.height()).abs() <= 1);
    }

    #[test]
    fn what_is_too_tall_or_too_flat_is_in_the_middle() {
        let tall = Projection::of(point(10, 105), point(14, 106), 1_000, 3_000);
        assert_eq!(tall.height(), 3_000);
        let middle = tall.at(Point { north: 120_000, east: 1_055_000 });
        assert!((middle.x - WIDTH / 2).abs() <= 2 && (middle.y - 1_500).abs() <= 2);
        let flat = Projection::of(point(10, 105), point(11, 109), 2_000, 3_000);
        assert_eq!(flat.height(), 2_000);
        assert!((flat.at(Point { north: 105_000, east: 1_070_000 }).y - 1_000).abs() <= 2);
    }

    #[test]
    fn a_kilometre_is_as_long_as_it_should_be() {
        // Hà Nội to Hải Phòng: 88 km as the crow flies.
        let projection = Projection::of(point(20, 105), point(22, 108), 1_000, 3_000);
        let [one, other] = [(210_285, 1_058_542), (208_449, 1_066_881)]
            .map(|(north, east)| projection.at(Point { north, east }));
        let kilometres = one.apart(other).isqrt() * projection.metres() / 1_000;
        assert!((86..=91).contains(&kilometres), "{kilometres} km");
        let (bar, length) = projection.scale_bar();
        assert_eq!(bar, 100);
        assert!(i64::from(length) * 3 <= i64::from(WIDTH));
    }
}
