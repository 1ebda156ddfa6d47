//! What a chart is drawn on: as wide as its page allows, with words that stay as large as those around them.
//!
//! A drawing that is scaled as a whole has words of 7 pixels on a phone or of 25 on a desk. So places across are
//! per cent of the width, and heights are `em`, of the size of the words. That words don't meet is reckoned for
//! the narrowest width; where there is more room they are further apart.

use std::fmt;
use std::ops::{Add, AddAssign, Sub};

use super::letters::{width_of, width_of_bold};
use crate::render::markup::Markup;
use crate::render::svg::{Label, Svg};

/// A height, or the width of words: hundredths of the size of the chart's words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Em(pub i32);

/// A place across, or a width: tenths of a per cent of the drawing's.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Across(pub i32);

/// The class of figures, which the theme sets in bold.
pub const BOLD: &str = "bt-chart__value";
/// What is left between two labels in one line.
pub const GAP: Em = Em(70);
/// From a line's base to the top of its highest mark.
const ASCENT: Em = Em(105);
/// From a line's base down to the dot below ị.
const DESCENT: Em = Em(30);

impl Em {
    /// Nothing.
    pub const ZERO: Self = Self(0);
}

impl Add for Em {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Em {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for Em {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

/// With its unit: `2.45em`.
impl fmt::Display for Em {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_decimal(f, self.0, 100)?;
        f.write_str(if self.0 == 0 { "" } else { "em" })
    }
}

impl Across {
    /// The left edge.
    pub const LEFT: Self = Self(0);
    /// The right edge.
    pub const RIGHT: Self = Self(1000);
}

/// With its sign: `63.2%`.
impl fmt::Display for Across {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_decimal(f, self.0, 10)?;
        f.write_str(if self.0 == 0 { "" } else { "%" })
    }
}

fn write_decimal(f: &mut fmt::Formatter<'_>, number: i32, one: u32) -> fmt::Result {
    let sign = if number < 0 { "-" } else { "" };
    let (whole, rest) = (number.unsigned_abs() / one, number.unsigned_abs() % one);
    let digits = one.ilog10() as usize;
    let rest = format!("{rest:0digits$}");
    match rest.trim_end_matches('0') {
        "" => write!(f, "{sign}{whole}"),
        rest => write!(f, "{sign}{whole}.{rest}"),
    }
}

/// Which end of words stands at their place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// Words at a place; `y` is the line they stand on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// Where the anchor is.
    pub x: Across,
    /// The base of the letters.
    pub y: Em,
    /// Which end is at `x`.
    pub anchor: Anchor,
    /// Empty for plain words.
    pub class: &'static str,
    /// Lighter words before them; empty for none.
    pub detail: String,
    /// The words; never empty.
    pub text: String,
}

/// Something on the paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// Words.
    Words(Words),
    /// A filled box: left and right, top and height.
    Box(&'static str, (Across, Across), (Em, Em)),
    /// A stroke from one place to another.
    Stroke(&'static str, (Across, Em), (Across, Em)),
    /// A dot, a quarter of the words' size.
    Dot(&'static str, (Across, Em)),
}

/// A rectangle in which nothing else may be written: left, right, top, bottom.
type Taken = [i32; 4];

/// Collects what is drawn, and knows where words already stand.
#[derive(Debug)]
pub struct Paper {
    /// Of the narrowest page that it is shown on.
    width: Em,
    height: Em,
    marks: Vec<Mark>,
    taken: Vec<Taken>,
    crossed: Vec<Taken>,
}

impl Paper {
    /// Paper that is never narrower than `width`.
    pub fn new(width: Em) -> Self {
        Self { width, height: Em::ZERO, marks: Vec::new(), taken: Vec::new(), crossed: Vec::new() }
    }

    /// The narrowest it is shown.
    pub fn width(&self) -> Em {
        self.width
    }

    /// How high it is so far: below that nothing was drawn.
    pub fn height(&self) -> Em {
        self.height
    }

    /// Makes it at least so high.
    pub fn reach(&mut self, height: Em) {
        self.height = self.height.max(height);
    }

    /// Writes words, whether or not something stands there.
    pub fn write(&mut self, words: Words) {
        if words.text.is_empty() {
            return;
        }
        self.reach(words.y + DESCENT);
        self.taken.push(self.space_of(&words));
        self.marks.push(Mark::Words(words));
    }

    /// Writes words unless they would meet others or leave the paper, and says whether it did.
    pub fn write_if_room(&mut self, words: Words) -> bool {
        let [left, right, top, bottom] = self.space_of(&words);
        let gap = GAP.0 / 2;
        let meets = |other: &Taken| {
            left - gap < other[1] + gap && other[0] - gap < right + gap && top < other[3] && other[2] < bottom
        };
        let leaves = left < 0 || right > self.width.0 || top < 0;
        let has_room = !leaves && !self.taken.iter().any(meets);
        if has_room {
            self.write(words);
        }
        has_room
    }

    /// Writes words as [`Self::write_if_room`] does, and only where no line runs.
    pub fn write_if_clear(&mut self, words: Words) -> bool {
        let [left, right, top, bottom] = self.space_of(&words);
        let meets =
            |other: &Taken| left < other[1] && other[0] < right && top < other[3] && other[2] < bottom;
        !self.crossed.iter().any(meets) && self.write_if_room(words)
    }

    /// Writes words in the middle of a place, or as near to it as the edges and other words allow.
    pub fn write_near(&mut self, x: Across, words: Words) -> bool {
        let half = Across((words.width().0 * Across::RIGHT.0 / self.width.0 + 1) / 2);
        let (x, anchor) = match x {
            x if x < half => (Across::LEFT, Anchor::Start),
            x if Across::RIGHT.0 - x.0 < half.0 => (Across::RIGHT, Anchor::End),
            x => (x, Anchor::Middle),
        };
        self.write_if_room(Words { x, anchor, ..words })
    }

    /// Remembers that a line runs from one place to another.
    pub fn cross(&mut self, from: (Across, Em), to: (Across, Em)) {
        const STEPS: i32 = 12;
        let between = |from: i32, to: i32, step: i32| from + (to - from) * step / STEPS;
        self.crossed.extend((0..=STEPS).map(|step| {
            let x = between(from.0.0, to.0.0, step) * self.width.0 / Across::RIGHT.0;
            let y = between(from.1.0, to.1.0, step);
            [x - 30, x + 30, y - 30, y + 30]
        }));
    }

    /// Draws a box.
    pub fn fill(&mut self, class: &'static str, (left, right): (Across, Across), (top, height): (Em, Em)) {
        self.reach(top + height);
        self.marks.push(Mark::Box(class, (left, right), (top, height)));
    }

    /// Draws a stroke.
    pub fn stroke(&mut self, class: &'static str, from: (Across, Em), to: (Across, Em)) {
        self.reach(from.1.max(to.1));
        self.marks.push(Mark::Stroke(class, from, to));
    }

    /// Draws a dot.
    pub fn dot(&mut self, class: &'static str, at: (Across, Em)) {
        self.reach(at.1 + Em(25));
        self.marks.push(Mark::Dot(class, at));
    }

    /// What was drawn, in order.
    #[cfg(test)]
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// The rectangle of each of the words on it: left, right, top, bottom.
    #[cfg(test)]
    pub fn spaces(&self) -> &[[i32; 4]] {
        &self.taken
    }

    /// The drawing. Words come last, so that no line crosses them.
    pub fn drawing(&self, label: Label<'_>) -> Markup {
        let (words, shapes): (Vec<_>, Vec<_>) =
            self.marks.iter().partition(|mark| matches!(mark, Mark::Words(_)));
        Svg::fluid("bt-chart__drawing", label, &self.height.to_string(), |svg| {
            for mark in shapes.into_iter().chain(words) {
                mark.draw(svg);
            }
        })
    }

    /// The rectangle that words need on the narrowest paper.
    fn space_of(&self, words: &Words) -> Taken {
        let at = words.x.0 * self.width.0 / Across::RIGHT.0;
        let width = words.width().0;
        let left = match words.anchor {
            Anchor::Start => at,
            Anchor::Middle => at - width / 2,
            Anchor::End => at - width,
        };
        [left, left + width, (words.y - ASCENT).0, (words.y + DESCENT).0]
    }
}

impl Mark {
    fn draw(&self, svg: &mut Svg) {
        match self {
            Self::Words(words) => words.draw(svg),
            Self::Box(class, (left, right), (top, height)) => svg
                .element("rect")
                .class(class)
                .attribute("x", &left.to_string())
                .attribute("y", &top.to_string())
                .attribute("width", &Across(right.0 - left.0).to_string())
                .attribute("height", &height.to_string())
                .empty(),
            Self::Stroke(class, from, to) => svg
                .element("line")
                .class(class)
                .attribute("x1", &from.0.to_string())
                .attribute("y1", &from.1.to_string())
                .attribute("x2", &to.0.to_string())
                .attribute("y2", &to.1.to_string())
                .empty(),
            Self::Dot(class, at) => svg
                .element("circle")
                .class(class)
                .attribute("cx", &at.0.to_string())
                .attribute("cy", &at.1.to_string())
                .attribute("r", ".25em")
                .empty(),
        }
    }
}

impl Words {
    /// How wide they are at most, with what stands before them.
    pub fn width(&self) -> Em {
        let between = if self.detail.is_empty() { Em::ZERO } else { width_of(" ") };
        let words = if self.class == BOLD { width_of_bold(&self.text) } else { width_of(&self.text) };
        width_of(&self.detail) + between + words
    }

    fn draw(&self, svg: &mut Svg) {
        let mut element = svg.element("text");
        if !self.class.is_empty() {
            element = element.class(self.class);
        }
        if self.x != Across::LEFT {
            element = element.attribute("x", &self.x.to_string());
        }
        let anchor = match self.anchor {
            Anchor::Start => None,
            Anchor::Middle => Some("middle"),
            Anchor::End => Some("end"),
        };
        if let Some(anchor) = anchor {
            element = element.attribute("text-anchor", anchor);
        }
        element.attribute("y", &self.y.to_string()).holding(|svg| {
            if !self.detail.is_empty() {
                svg.element("tspan").class("bt-chart__muted").text(&self.detail);
                svg.text(" ");
            }
            svg.text(&self.text);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_written_with_their_units() {
        assert_eq!(
            [Em(245), Em(50), Em(0), Em(-5)].map(|em| em.to_string()),
            ["2.45em", "0.5em", "0", "-0.05em"]
        );
        assert_eq!([Across(632), Across(1000), Across(0)].map(|at| at.to_string()), ["63.2%", "100%", "0"]);
    }

    #[test]
    fn words_stand_only_where_there_is_room() {
        let words = |x, text: &str| Words {
            x: Across(x),
            y: Em(200),
            anchor: Anchor::Start,
            class: "",
            detail: String::new(),
            text: text.to_owned(),
        };
        let mut paper = Paper::new(Em(2000));
        assert!(paper.write_if_room(words(0, "12.345")));
        assert!(!paper.write_if_room(words(100, "67.890")), "it would meet the first");
        assert!(!paper.write_if_room(words(900, "67.890")), "it would leave the paper");
        assert!(paper.write_if_room(words(500, "67.890")));
    }
}
