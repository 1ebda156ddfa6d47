//! Writes drawings as SVG that stands within a page: elements, attributes and words escaped, lengths as exact
//! tenths, so that every machine draws the same bytes.
//!
//! Knows no chart and no map, and no colour either: elements carry classes, and a theme's style sheet says how
//! they look in the light, in the dark and on paper.

use super::markup::Markup;

/// A length or a coordinate within a drawing, in tenths of its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Length {
    tenths: i32,
    unit: &'static str,
}

impl Length {
    /// So many tenths of a unit of the drawing.
    pub const fn tenths(tenths: i32) -> Self {
        Self { tenths, unit: "" }
    }

    /// So many tenths of a hundredth of the drawing's width or height.
    pub const fn tenths_of_per_cent(tenths: i32) -> Self {
        Self { tenths, unit: "%" }
    }

    /// As SVG writes it, with no more digits than it needs: `12`, `-0.5`, `33.3%`.
    fn write(self, markup: &mut Markup) {
        let (units, tenths) = (self.tenths / 10, self.tenths % 10);
        if units == 0 && tenths < 0 {
            markup.raw("-");
        }
        markup.number(units);
        if tenths != 0 {
            markup.raw(".").number(tenths.abs());
        }
        markup.raw(self.unit);
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

    /// Adds a drawing that was written before.
    pub fn markup(&mut self, drawing: &Markup) -> &mut Self {
        self.markup.markup(drawing);
        self
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
        self.svg.markup.raw(" ").raw(name).raw("=\"");
        length.write(&mut self.svg.markup);
        self.svg.markup.raw("\"");
        self
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_written_with_the_digits_they_need() {
        let written = |length: Length| {
            let mut markup = Markup::new();
            length.write(&mut markup);
            markup.as_str().to_owned()
        };
        let tenths = [0, 120, 125, -5, -30, -125].map(Length::tenths).map(written);
        assert_eq!(tenths, ["0", "12", "12.5", "-0.5", "-3", "-12.5"]);
        assert_eq!(written(Length::tenths_of_per_cent(333)), "33.3%");
    }

    #[test]
    fn a_drawing_has_a_name_and_keeps_words_words() {
        let label = Label { id: "_c", title: "Cấp <thẻ>", description: "A & B" };
        let drawing = Svg::fluid("bt-x", label, "3em", |svg| {
            svg.element("g").class("a\"b").holding(|svg| {
                svg.element("rect").length("x", Length::tenths(15)).empty();
            });
            svg.element("text").text("1 < 2");
        });
        assert_eq!(
            drawing.as_str(),
            "<svg class=\"bt-x\" width=\"100%\" height=\"3em\" role=\"img\" aria-labelledby=\"_c-t _c-d\">\
             <title id=\"_c-t\">Cấp &lt;thẻ&gt;</title><desc id=\"_c-d\">A &amp; B</desc>\
             <g class=\"a&quot;b\"><rect x=\"1.5\"/></g><text>1 &lt; 2</text></svg>"
        );
    }
}
