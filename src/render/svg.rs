//! Writes drawings as SVG that stands within a page: elements, attributes and words escaped, lengths as exact
//! tenths, so that every machine draws the same bytes.
//!
//! Knows no chart and no map, and no colour either: elements carry classes, and a theme's style sheet says how
//! they look in the light, in the dark and on paper.

use std::fmt;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub};

use super::markup::Markup;

/// A length or a coordinate within a drawing, in tenths of its unit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Length(i32);

impl Length {
    /// Nothing; the upper or left edge.
    pub const ZERO: Self = Self(0);

    /// So many units.
    pub const fn units(units: i32) -> Self {
        Self(units * 10)
    }

    /// So many tenths of a unit.
    pub const fn tenths(tenths: i32) -> Self {
        Self(tenths)
    }

    /// In tenths.
    pub const fn in_tenths(self) -> i32 {
        self.0
    }
}

impl Add for Length {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Length {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for Length {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Length {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Mul<i32> for Length {
    type Output = Self;
    fn mul(self, times: i32) -> Self {
        Self(self.0 * times)
    }
}

impl Div<i32> for Length {
    type Output = Self;
    /// Cut to a whole tenth.
    fn div(self, by: i32) -> Self {
        Self(self.0 / by)
    }
}

/// As SVG writes it, with no more digits than it needs: `12`, `-0.5`.
impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (units, tenths) = (self.0.unsigned_abs() / 10, self.0.unsigned_abs() % 10);
        match tenths {
            0 => write!(f, "{sign}{units}"),
            _ => write!(f, "{sign}{units}.{tenths}"),
        }
    }
}

/// What those hear who don't see a drawing, and how it is told from others on its page.
#[derive(Debug, Clone, Copy)]
pub struct Label<'a> {
    /// Unique on the page, of the program's own making (it begins with `_`); title and description are `id-t`
    /// and `id-d`.
    pub id: &'a str,
    /// What is drawn, in few words.
    pub title: &'a str,
    /// What it shows, in a sentence or two.
    pub description: &'a str,
}

/// The inside of a drawing, or of one of its elements.
#[derive(Debug, Default)]
pub struct Svg {
    markup: Markup,
}

impl Svg {
    /// A whole drawing: an image with a name and a description, which grows with the room it has.
    pub fn drawing(
        class: &str,
        label: Label<'_>,
        (width, height): (Length, Length),
        draw: impl FnOnce(&mut Self),
    ) -> Markup {
        let mut svg = Self::default();
        let root = svg.element("svg").class(class).attribute("viewBox", &format!("0 0 {width} {height}"));
        root.labelled(label, draw);
        svg.markup
    }

    /// A whole drawing as wide as the room it is given, and as high as `height` says, with its unit. Nothing in it
    /// grows with it: places across are per cent, and words keep the size of those around.
    pub fn fluid(class: &str, label: Label<'_>, height: &str, draw: impl FnOnce(&mut Self)) -> Markup {
        let mut svg = Self::default();
        let root = svg.element("svg").class(class).attribute("width", "100%").attribute("height", height);
        root.labelled(label, draw);
        svg.markup
    }

    /// Begins an element; one of the methods that end it has to follow.
    pub fn element(&mut self, name: &'static str) -> Element<'_> {
        self.markup.raw("<").raw(name);
        Element { svg: self, name }
    }

    /// Adds words.
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.markup.text(text);
        self
    }

    /// What was written, for a drawing that is more than an image: one with links in it.
    pub fn into_markup(self) -> Markup {
        self.markup
    }
}

/// An element whose attributes are being written.
#[must_use = "an element has to be ended"]
pub struct Element<'a> {
    svg: &'a mut Svg,
    name: &'static str,
}

impl Element<'_> {
    /// What the theme's style sheet knows it by.
    pub fn class(self, class: &str) -> Self {
        self.attribute("class", class)
    }

    /// A length or coordinate.
    pub fn length(self, name: &'static str, length: Length) -> Self {
        self.attribute(name, &length.to_string())
    }

    /// Any attribute; the value is escaped.
    pub fn attribute(self, name: &'static str, value: &str) -> Self {
        self.svg.markup.attribute(name, value);
        self
    }

    /// Ends the root of a drawing, which is an image to those who don't see it.
    fn labelled(self, label: Label<'_>, draw: impl FnOnce(&mut Svg)) {
        let (title, description) = (format!("{}-t", label.id), format!("{}-d", label.id));
        self.attribute("role", "img")
            .attribute("aria-labelledby", &format!("{title} {description}"))
            .holding(|svg| {
                svg.element("title").attribute("id", &title).text(label.title);
                svg.element("desc").attribute("id", &description).text(label.description);
                draw(svg);
            });
    }

    /// Ends an element that holds nothing.
    pub fn empty(self) {
        self.svg.markup.raw("/>");
    }

    /// Ends an element that holds words.
    pub fn text(self, text: &str) {
        self.holding(|svg| {
            svg.text(text);
        });
    }

    /// Ends an element that holds others.
    pub fn holding(self, write: impl FnOnce(&mut Svg)) {
        self.svg.markup.raw(">");
        write(self.svg);
        self.svg.markup.raw("</").raw(self.name).raw(">");
    }
}

/// The course of a line: its points, written from one to the next, which takes fewer bytes than from the edge.
#[derive(Debug, Default)]
pub struct Path {
    written: String,
    begun: (Length, Length),
    at: (Length, Length),
}

impl Path {
    /// A line without points.
    pub fn new() -> Self {
        Self::default()
    }

    /// Lifts the pen and sets it down at a point.
    pub fn move_to(mut self, x: Length, y: Length) -> Self {
        self.written += &format!("M{x}{}", Self::second(y));
        self.begun = (x, y);
        self.at = self.begun;
        self
    }

    /// Draws a straight line to a point.
    pub fn line_to(mut self, x: Length, y: Length) -> Self {
        let (across, down) = (x - self.at.0, y - self.at.1);
        self.written += &match (across, down) {
            (across, Length::ZERO) => format!("h{across}"),
            (Length::ZERO, down) => format!("v{down}"),
            _ => format!("l{across}{}", Self::second(down)),
        };
        self.at = (x, y);
        self
    }

    /// Draws back to where the pen was last set down.
    pub fn close(mut self) -> Self {
        self.written.push('z');
        self.at = self.begun;
        self
    }

    /// For the attribute `d`.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// A minus keeps two numbers apart as well as a space does.
    fn second(number: Length) -> String {
        if number < Length::ZERO { number.to_string() } else { format!(" {number}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_written_with_the_digits_they_need() {
        let written = |tenths| Length::tenths(tenths).to_string();
        assert_eq!([0, 120, 125, -5, -30].map(written), ["0", "12", "12.5", "-0.5", "-3"]);
        assert_eq!((Length::units(7) / 2 + Length::tenths(1)).to_string(), "3.6");
    }

    #[test]
    fn a_path_goes_from_point_to_point() {
        let at = Length::units;
        let path = Path::new().move_to(at(1), at(-2)).line_to(at(4), at(-2)).line_to(at(2), at(3)).close();
        assert_eq!(path.written(), "M1-2h3l-2 5z");
        assert_eq!(path.line_to(at(1), at(0)).written(), "M1-2h3l-2 5zv2");
    }

    #[test]
    fn a_drawing_has_a_name_and_keeps_words_words() {
        let label = Label { id: "_c", title: "Cấp <thẻ>", description: "A & B" };
        let drawing = Svg::drawing("bt-x", label, (Length::units(320), Length::units(40)), |svg| {
            svg.element("g").class("a\"b").holding(|svg| {
                svg.element("rect").length("x", Length::tenths(15)).empty();
            });
            svg.element("text").text("1 < 2");
        });
        assert_eq!(
            drawing.as_str(),
            "<svg class=\"bt-x\" viewBox=\"0 0 320 40\" role=\"img\" aria-labelledby=\"_c-t _c-d\">\
             <title id=\"_c-t\">Cấp &lt;thẻ&gt;</title><desc id=\"_c-d\">A &amp; B</desc>\
             <g class=\"a&quot;b\"><rect x=\"1.5\"/></g><text>1 &lt; 2</text></svg>"
        );
    }
}
