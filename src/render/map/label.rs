//! Finds room for names: beside, above or below what they name, never over another name, a mark or an edge.
//!
//! Names keep their size when a sheet is shown larger, so room is looked for on the narrowest sheet; and two
//! names are apart only if their marks are apart in the same direction, for then no larger sheet brings them
//! together. A name for which there is no room is left to the list beside the map.

use super::projection::{At, WIDTH};

/// At which end of a name the place lies that it is written from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// It is written to the right of the place.
    Start,
    /// Its middle is at the place.
    Middle,
    /// It is written to the left of the place.
    End,
}

/// Where a name is written: from its mark to the beginning, middle or end of its base line, in tenths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offset {
    /// Which part of the name lies there.
    pub anchor: Anchor,
    /// To the right.
    pub x: i32,
    /// Down.
    pub y: i32,
}

/// A part of the sheet that is taken.
#[derive(Debug, Clone, Copy)]
struct Taken {
    from: At,
    left: i32,
    right: i32,
    top: i32,
    bottom: i32,
}

impl Taken {
    fn covers(&self, At { x, y }: At) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }
}

/// What is taken on a sheet already.
#[derive(Debug)]
pub struct Room {
    height: i32,
    taken: Vec<Taken>,
}

/// How high a line is above its base and how deep below, in hundredths of the size of its letters: Vietnamese
/// capitals bear two marks.
const ASCENT: i32 = 105;
const DESCENT: i32 = 30;
/// Names do not come nearer to the sheet's edge.
const EDGE: i32 = 20;

impl Room {
    /// An empty sheet.
    pub fn new(height: i32) -> Self {
        Self { height, taken: Vec::new() }
    }

    /// Keeps names off a round mark.
    pub fn take_mark(&mut self, at: At, radius: i32) {
        self.taken.push(Taken {
            from: at,
            left: at.x - radius,
            right: at.x + radius,
            top: at.y - radius,
            bottom: at.y + radius,
        });
    }

    /// Finds room for a name of letters of a size beside a mark, and takes it; `None` where there is none.
    pub fn place(&mut self, at: At, radius: i32, name: &str, size: i32) -> Option<Offset> {
        self.place_off(at, radius, (name, size), &[])
    }

    /// Like [`Self::place`], and over none of the dots of the ground, either: for what lies in the sea.
    pub fn place_off(
        &mut self,
        at: At,
        radius: i32,
        (name, size): (&str, i32),
        land: &[At],
    ) -> Option<Offset> {
        let width = width(name, size);
        let away = radius + size / 4;
        let (up, down, level) = (-away - size * DESCENT / 300, away + size * 85 / 100, size * 35 / 100);
        let slant = radius * 7 / 10 + size / 5;
        let candidates = [
            (Anchor::Start, away, level),
            (Anchor::End, -away, level),
            (Anchor::Middle, 0, down),
            (Anchor::Middle, 0, up),
            (Anchor::Start, slant, down - size / 4),
            (Anchor::Start, slant, up + size / 4),
            (Anchor::End, -slant, down - size / 4),
            (Anchor::End, -slant, up + size / 4),
        ];
        let (offset, found) = candidates.into_iter().find_map(|(anchor, x, y)| {
            let offset = Offset { anchor, x, y };
            let taken = taken(at, offset, width, size);
            let dry = land.iter().any(|dot| *dot != at && taken.covers(*dot));
            (!dry && self.is_free(&taken)).then_some((offset, taken))
        })?;
        self.taken.push(found);
        Some(offset)
    }

    fn is_free(&self, wanted: &Taken) -> bool {
        let inside = wanted.left >= EDGE
            && wanted.right <= WIDTH - EDGE
            && wanted.top >= EDGE
            && wanted.bottom <= self.height - EDGE;
        inside && self.taken.iter().all(|other| are_apart(wanted, other))
    }
}

fn taken(at: At, offset: Offset, width: i32, size: i32) -> Taken {
    let start = at.x + offset.x
        - match offset.anchor {
            Anchor::Start => 0,
            Anchor::Middle => width / 2,
            Anchor::End => width,
        };
    let base = at.y + offset.y;
    Taken {
        from: at,
        left: start,
        right: start + width,
        top: base - size * ASCENT / 100,
        bottom: base + size * DESCENT / 100,
    }
}

/// Whether two parts are apart on this sheet and on every larger one. What belongs to one mark is.
fn are_apart(one: &Taken, other: &Taken) -> bool {
    if one.from == other.from {
        return true;
    }
    (one.right <= other.left && one.from.x <= other.from.x)
        || (other.right <= one.left && other.from.x <= one.from.x)
        || (one.bottom <= other.top && one.from.y <= other.from.y)
        || (other.bottom <= one.top && other.from.y <= one.from.y)
}

/// How wide a name is at most, in a bold type of the system; every letter is taken for one of the wider ones.
pub fn width(name: &str, size: i32) -> i32 {
    let hundredths = |letter: char| match letter {
        ' ' | '.' | ',' | '\'' | '-' | 'i' | 'ì' | 'í' | 'ỉ' | 'ĩ' | 'ị' | 'j' | 'l' => 33,
        'f' | 'r' | 't' => 44,
        'm' | 'w' | 'M' | 'W' => 95,
        letter if letter.is_uppercase() => 76,
        _ => 63,
    };
    name.chars().map(hundredths).sum::<i32>() * size / 100
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_to_the_right_or_where_there_is_room() {
        let mut room = Room::new(2_000);
        let anchors: Vec<Option<Anchor>> = [(1_000, 1_000), (2_800, 1_000), (1_440, 60)]
            .into_iter()
            .map(|(x, y)| room.place(At { x, y }, 40, "Chiêm Hóa", 140).map(|offset| offset.anchor))
            .collect();
        assert_eq!(anchors, [Some(Anchor::Start), Some(Anchor::End), Some(Anchor::Middle)]);
    }

    #[test]
    fn names_and_marks_never_meet_on_any_sheet() {
        let mut room = Room::new(2_000);
        let mut placed = Vec::new();
        for at in (0..20).map(|n| At { x: n * 733 % WIDTH, y: n * 421 % 2_000 }) {
            room.take_mark(at, 60);
        }
        for n in 0..20 {
            let at = At { x: n * 733 % WIDTH, y: n * 421 % 2_000 };
            if let Some(offset) = room.place(at, 60, "Tịnh Biên", 140) {
                placed.push((at, offset));
            }
        }
        assert!(placed.len() >= 5, "{} names have found room", placed.len());
        for larger in [1, 2, 3] {
            let all: Vec<Taken> = placed
                .iter()
                .map(|(at, offset)| {
                    let at = At { x: at.x * larger, y: at.y * larger };
                    taken(at, *offset, width("Tịnh Biên", 140), 140)
                })
                .collect();
            for (n, one) in all.iter().enumerate() {
                assert!(all[n + 1..].iter().all(|other| are_apart(one, other)), "{larger} times as large");
            }
        }
    }

    #[test]
    fn the_name_of_an_island_keeps_off_the_land() {
        let at = At { x: 1_000, y: 1_000 };
        let east = At { x: 1_200, y: 1_000 };
        let offset = Room::new(2_000).place_off(at, 30, ("Cồn Cỏ", 120), &[at, east]);
        assert_eq!(offset.map(|offset| offset.anchor), Some(Anchor::End));
    }

    #[test]
    fn a_name_that_finds_no_room_is_left_out() {
        let mut room = Room::new(200);
        assert_eq!(room.place(At { x: 1_000, y: 100 }, 40, &"Ẩm ".repeat(80), 140), None);
    }
}
