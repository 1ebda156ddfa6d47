//! The ground as a field of dots: one at each place of a regular lattice that lies near enough to a commune's
//! point, as its area says.
//!
//! The points alone would show where communes are many, not where land is; evened out like this they show the
//! shape of the country without a boundary that nobody has drawn. A dot belongs to the commune that it is
//! nearest to, measured by that commune's size. A commune so small that no dot comes near it, most of all an
//! island, has a dot of its own.

use super::projection::{At, Projection, WIDTH};
use crate::derive::ground::Patch;
use crate::render::markup::Markup;

/// A dot and the commune it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dot {
    /// Where.
    pub at: At,
    /// The key of the commune.
    pub commune: &'static str,
    /// The key of its province.
    pub province: &'static str,
}

/// The nearest commune found so far for a place of the lattice.
struct Nearest<'a> {
    apart: i64,
    size: i64,
    patch: &'a Patch,
}

/// A lattice whose dots are so many tenths apart, every second row shifted by a half.
#[derive(Debug, Clone, Copy)]
pub struct Lattice {
    /// Between dots of one row; even.
    pub step: i32,
}

impl Lattice {
    /// Rows of equilateral triangles are this far apart.
    fn row_height(self) -> i32 {
        self.step * 866 / 1_000
    }

    fn at(self, row: i32, column: i32) -> At {
        let shift = if row % 2 == 0 { 0 } else { self.step / 2 };
        At { x: column * self.step + shift + self.step / 4, y: row * self.row_height() + self.step / 4 }
    }

    /// How many rows and columns a sheet has.
    fn extent(self, height: i32) -> (i32, i32) {
        (
            (height - self.step / 2).div_euclid(self.row_height()) + 1,
            (WIDTH - self.step).div_euclid(self.step) + 1,
        )
    }

    /// The places of the lattice within a distance, as row and column; those of the sheet alone.
    fn around(self, at: At, reach: i32, height: i32) -> impl Iterator<Item = (i32, i32)> {
        let row = move |y: i32| y.div_euclid(self.row_height());
        let column = move |x: i32| x.div_euclid(self.step);
        let (rows, columns) = self.extent(height);
        let rows = row(at.y - reach).max(0)..(row(at.y + reach) + 1).min(rows);
        let columns = (column(at.x - reach) - 1).max(0)..(column(at.x + reach) + 1).min(columns);
        rows.flat_map(move |row| columns.clone().map(move |column| (row, column)))
    }

    /// Lays the ground out, row by row.
    pub fn dots<'a>(self, projection: &Projection, patches: impl Iterator<Item = &'a Patch>) -> Vec<Dot> {
        let (rows, columns) = self.extent(projection.height());
        let mut nearest: Vec<Option<Nearest<'_>>> = Vec::new();
        nearest.resize_with((rows * columns).max(0) as usize, || None);
        let number = |(row, column): (i32, i32)| (row * columns + column) as usize;
        let patches: Vec<(At, &Patch)> = patches.map(|patch| (projection.at(patch.at), patch)).collect();
        for (at, patch) in &patches {
            let size = size(projection, patch);
            let reach = (size * REACH / 100).isqrt().min(i64::from(WIDTH)) as i32;
            for place in self.around(*at, reach, projection.height()) {
                let apart = self.at(place.0, place.1).apart(*at);
                let Some(known) = nearest.get_mut(number(place)) else { continue };
                let wins = |known: &Nearest<'_>| apart * known.size < known.apart * size;
                if apart * 100 <= size * REACH && known.as_ref().is_none_or(wins) {
                    *known = Some(Nearest { apart, size, patch });
                }
            }
        }
        let places = (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column)));
        let mut dots: Vec<Dot> = places
            .zip(&nearest)
            .filter_map(|(place, near)| Some(dot(self.at(place.0, place.1), near.as_ref()?.patch)))
            .collect();
        for (at, patch) in patches.iter().filter(|(at, _)| projection.shows(*at)) {
            let mut around = self.around(*at, self.step, projection.height());
            if !around.any(|place| nearest.get(number(place)).is_some_and(Option::is_some)) {
                dots.push(dot(*at, patch));
            }
        }
        dots
    }

    /// How wide a dot is drawn: dots that are beside each other don't touch.
    pub fn dot_width(self) -> i32 {
        self.step * 62 / 100
    }

    /// The dashes that cut the lines of `drawn` into dots: of no length, whose ends are round.
    pub fn dashes(self) -> String {
        format!("0 {}", self.step)
    }

    /// Dots as one path, nothing where there is none. Those that follow each other in a row are one line, which
    /// `dashes` cuts: a tenth of the bytes that a line for each would take.
    pub fn drawn<'a>(self, class: &str, dots: impl Iterator<Item = &'a Dot>) -> Markup {
        let mut path = Markup::new();
        let (mut pen, mut begun) = (At { x: 0, y: 0 }, None);
        for Dot { at, .. } in dots {
            if let Some(from) = begun.filter(|_| at.y != pen.y || at.x != pen.x + self.step) {
                pen.x = line(&mut path, from, pen.x);
                begun = None;
            }
            if path.is_empty() {
                path.raw("<path").attribute("class", class).raw(" d=\"");
            }
            if begun.is_none() {
                path.raw("m").number(at.x - pen.x).raw(" ").number(at.y - pen.y);
                begun = Some(at.x);
            }
            pen = *at;
        }
        if let Some(from) = begun {
            line(&mut path, from, pen.x);
            path.raw("\"/>");
        }
        path
    }
}

/// Draws a row of dots from where the first is to the last, and a little on, so that rounding never costs the last one;
/// returns where the line ends.
fn line(path: &mut Markup, from: i32, last: i32) -> i32 {
    let end = last + 6;
    path.raw("h").number(end - from);
    end
}

/// How far the ground of a commune reaches from its point: the square of the distance in hundredths of its area.
/// A round commune would have 32; few are round, and few points are in the middle.
const REACH: i64 = 80;

fn dot(at: At, patch: &Patch) -> Dot {
    Dot { at, commune: patch.key, province: patch.province }
}

/// The area in square tenths, at least 1.
fn size(projection: &Projection, patch: &Patch) -> i64 {
    let metres = projection.metres();
    (patch.area * 10_000 / (metres * metres)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::derive::ground::Point;

    fn patch(key: &'static str, north: i64, east: i64, area: i64) -> Patch {
        let at = Point { north: north * 1_000, east: east * 1_000 };
        Patch { key, province: "new-01", at, area: area * 100, islands: None }
    }

    fn dots(patches: &[Patch]) -> Vec<Dot> {
        let corner = |north: i64, east: i64| Point { north: north * 10_000, east: east * 10_000 };
        let projection = Projection::of(corner(20, 105), corner(22, 107), 1_000, 3_000);
        Lattice { step: 60 }.dots(&projection, patches.iter())
    }

    #[test]
    fn a_larger_commune_has_more_dots_and_each_its_own_side() {
        let found = dots(&[patch("new-a", 210, 1_055, 800), patch("new-b", 210, 1_058, 200)]);
        let of = |key| found.iter().filter(|dot| dot.commune == key).collect::<Vec<_>>();
        assert!(of("new-a").len() > 2 * of("new-b").len() && !of("new-b").is_empty());
        let rightmost = of("new-b").iter().map(|dot| dot.at.x).max();
        assert_eq!(found.iter().map(|dot| dot.at.x).max(), rightmost);
    }

    #[test]
    fn an_island_smaller_than_a_dot_has_one() {
        let found = dots(&[patch("new-a", 210, 1_055, 800), patch("new-c", 203, 1_065, 1)]);
        assert_eq!(found.iter().filter(|dot| dot.commune == "new-c").count(), 1);
    }

    #[test]
    fn dots_that_follow_each_other_in_a_row_are_one_line() {
        let at = |x, y| Dot { at: At { x, y }, commune: "new-a", province: "new-01" };
        let dots = [at(0, 120), at(66, 120), at(132, 120), at(264, 120), at(66, 20)];
        let lattice = Lattice { step: 66 };
        let path = lattice.drawn("bt-x", dots.iter());
        assert_eq!(path.as_str(), "<path class=\"bt-x\" d=\"m0 120h138m126 0h6m-204 -100h6\"/>");
        assert!(lattice.drawn("bt-x", [].iter()).is_empty());
    }

    #[test]
    fn a_town_in_the_midst_of_others_needs_no_dot() {
        let found = dots(&[patch("new-a", 210, 1_055, 800), patch("new-d", 210, 1_055, 1)]);
        assert!(found.iter().filter(|dot| dot.commune == "new-d").count() <= 1);
        let mut places: Vec<At> = found.iter().map(|dot| dot.at).collect();
        let all = places.len();
        places.sort();
        places.dedup();
        assert_eq!(places.len(), all);
    }
}
