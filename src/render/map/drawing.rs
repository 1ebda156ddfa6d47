//! Writes a map: the ground, which grows with the room it has, and above it marks and names, which do not.
//!
//! Two drawings lie one over the other, since an SVG that grows makes its words grow, too. The ground is hidden
//! from those who don't see it; the marks are links with the full names of what they mark.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::ground::Ground;
use super::label::{Anchor, Offset, Room};
use super::lattice::Dot;
use super::projection::{At, WIDTH};
use crate::render::markup::Markup;
use crate::render::svg::{Element, Length, Svg};

/// The size of names, in tenths of a pixel: 0.875rem, as the theme sets them.
const NAME: i32 = 140;
/// The size of the names of islands and of the scale: 0.75rem.
const SMALL: i32 = 120;
/// How far a finger may miss: marks nearer to each other than twice this are one.
pub const TARGET: i32 = 120;

/// What is marked on a map.
#[derive(Debug, Clone)]
pub struct Mark {
    /// Where.
    pub at: At,
    /// How large, in tenths; 0 for a name without a mark.
    pub radius: i32,
    /// How it looks.
    pub look: Look,
    /// The name beside it.
    pub label: String,
    /// All that it stands for, in words; holds the label.
    pub name: String,
    /// Whether it leads anywhere, so that a finger has to hit it.
    pub leads: bool,
    /// Every place that it stands for, where that is more than one.
    pub members: Vec<At>,
}

/// How a mark looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// A place of the site.
    Place,
    /// Several places, each of them a dot beside it.
    Several,
    /// The place that the page is of.
    Subject,
    /// That place, where its point is approximate.
    Approximate,
    /// A figure: the larger, the more.
    Figure,
}

impl Look {
    fn class(self) -> &'static str {
        match self {
            Self::Place => "bt-map__mark",
            Self::Several => "bt-map__mark bt-map__mark--several",
            Self::Subject => "bt-map__mark bt-map__mark--subject",
            Self::Approximate => "bt-map__mark bt-map__mark--near",
            Self::Figure => "bt-map__mark bt-map__mark--figure",
        }
    }
}

/// A mark as it is drawn on a ground: the same on every page that has it.
#[derive(Debug, Clone)]
pub struct Symbol {
    mark: Mark,
    /// All but its label, which goes where there is room, and its link, which begins at the page.
    drawing: Markup,
    /// The places that it stands for, as lines of no length; empty where that is one.
    members: Markup,
}

impl Symbol {
    /// Draws a mark.
    pub fn of(mark: Mark, ground: &Ground) -> Self {
        let (mut svg, write) = (Svg::default(), Writer { height: ground.projection.height() });
        svg.element("title").text(&mark.name);
        if mark.leads {
            write.circle(&mut svg, "bt-map__target", mark.at, TARGET);
        }
        if mark.radius > 0 {
            write.circle(&mut svg, mark.look.class(), mark.at, mark.radius);
        }
        let mut members = Markup::new();
        for At { x, y } in &mark.members {
            members.raw("M").number(*x).raw(" ").number(*y).raw("h0");
        }
        Self { drawing: svg.into_markup(), members, mark }
    }

    /// What is drawn.
    pub fn mark(&self) -> &Mark {
        &self.mark
    }
}

/// A symbol on a page.
pub struct Placed<'a> {
    /// What is drawn.
    pub symbol: Cow<'a, Symbol>,
    /// Where it leads.
    pub link: Option<String>,
}

/// A map before it is written.
pub struct Sheet<'a> {
    /// What it is drawn on.
    pub ground: &'a Ground,
    /// The communes that stand out.
    pub strong: BTreeSet<&'static str>,
    /// What is marked; the first find room for their names first.
    pub marks: Vec<Placed<'a>>,
    /// What it shows, for those who don't see it.
    pub title: &'a str,
    /// The longest distance of the scale in words: "50 km"; `None` for a map without a scale.
    pub scale: Option<String>,
}

impl Sheet<'_> {
    /// The map as markup.
    pub fn write(&self) -> Markup {
        let mut sheet = Markup::new();
        sheet.raw("<div class=\"bt-map__sheet\" role=\"group\"").attribute("aria-label", self.title).raw(">");
        sheet.markup(&self.ground_drawing()).markup(&self.marks_drawing()).raw("</div>");
        sheet
    }

    fn ground_drawing(&self) -> Markup {
        let (ground, mut svg) = (self.ground, Svg::default());
        svg.element("svg")
            .class("bt-map__ground")
            .attribute("viewBox", &format!("0 0 {WIDTH} {}", ground.projection.height()))
            .attribute("stroke-width", &ground.lattice.dot_width().to_string())
            .attribute("stroke-dasharray", &ground.lattice.dashes())
            .attribute("aria-hidden", "true")
            .attribute("focusable", "false")
            .holding(|svg| {
                svg.markup(&ground.around).markup(&ground.land);
                // Over the land, whose drawing all maps of the province share.
                svg.markup(&ground.lattice.drawn("bt-map__strong", ground.dots_of(&self.strong)));
                svg.markup(&self.members_drawing());
            });
        svg.into_markup()
    }

    /// The places that rings stand for: one path, since there may be hundreds.
    fn members_drawing(&self) -> Markup {
        let mut path = Markup::new();
        for members in self.marks.iter().map(|placed| &placed.symbol.members).filter(|all| !all.is_empty()) {
            if path.is_empty() {
                path.raw("<path class=\"bt-map__dots\" d=\"");
            }
            path.markup(members);
        }
        if !path.is_empty() {
            path.raw("\"/>");
        }
        path
    }

    fn marks_drawing(&self) -> Markup {
        let (ground, mut svg) = (self.ground, Svg::default());
        let height = ground.projection.height();
        let mut room = Room::new(height);
        svg.element("svg")
            .class("bt-map__marks")
            .attribute("width", "100%")
            .attribute("height", "100%")
            .attribute("focusable", "false")
            .holding(|svg| {
                let write = Writer { height };
                self.scale_bar(svg, &mut room, write);
                for Mark { at, radius, .. } in self.marks.iter().map(|placed| &placed.symbol.mark) {
                    if *radius > 0 {
                        room.take_mark(*at, (*radius).max(40));
                    }
                }
                self.islands(svg, &mut room, write, true);
                for placed in &self.marks {
                    let Mark { at, radius, label, .. } = placed.symbol.mark();
                    write.mark(svg, placed, room.place(*at, *radius, label, NAME));
                }
                self.islands(svg, &mut room, write, false);
            });
        svg.into_markup()
    }

    /// Names the islands that have to be named, or, after all marks, those for whose names there is room.
    fn islands(&self, svg: &mut Svg, room: &mut Room, write: Writer, needed: bool) {
        let land: Vec<At> = match needed || self.ground.islands.is_empty() {
            true => Vec::new(),
            false => self.ground.dots.iter().map(|dot| dot.at).collect(),
        };
        for islands in &self.ground.islands {
            let is_needed = islands.boxed.is_some() || NEVER_LEFT_OUT.contains(&islands.name.as_str());
            if is_needed != needed {
                continue;
            }
            let radius = islands.boxed.unwrap_or(30);
            if islands.boxed.is_some() {
                write.frame(svg, islands.at, radius);
                room.take_mark(islands.at, radius);
            }
            let offset = match needed {
                true => room.place(islands.at, radius, &islands.name, SMALL),
                false => room.place_off(islands.at, radius, (&islands.name, SMALL), &land),
            };
            if let Some(offset) = offset {
                write.text(svg, "bt-map__islands", islands.at, (offset, &islands.name));
            }
        }
    }

    /// In the lower left, where the ground leaves it; else lower right.
    fn scale_bar(&self, svg: &mut Svg, room: &mut Room, write: Writer) {
        let Some(words) = &self.scale else { return };
        let length = self.ground.projection.scale_bar().1;
        let y = self.ground.projection.height() - 60;
        let covered = |from: i32| {
            let below = |dot: &&Dot| dot.at.y > y - 180 && (from..=from + length).contains(&dot.at.x);
            self.ground.dots.iter().filter(below).count()
        };
        let right = WIDTH - 30 - length;
        let from = if covered(30) <= covered(right) { 30 } else { right };
        let at = At { x: from + length / 2, y };
        room.take_mark(at, length / 2);
        write.scale(svg, from, length, y);
        let offset = Offset { anchor: Anchor::Middle, x: 0, y: -50 };
        write.text(svg, "bt-map__scale-text", at, (offset, words));
    }
}

/// Islands that no map leaves unnamed on which they lie.
const NEVER_LEFT_OUT: [&str; 2] = ["Đặc khu Hoàng Sa", "Đặc khu Trường Sa"];

/// Writes what does not grow: places in hundredths of the sheet's width and height, lengths in pixels.
#[derive(Clone, Copy)]
struct Writer {
    height: i32,
}

impl Writer {
    fn mark(self, svg: &mut Svg, Placed { symbol, link }: &Placed<'_>, offset: Option<Offset>) {
        let mark = &symbol.mark;
        let draw = |svg: &mut Svg| {
            svg.markup(&symbol.drawing);
            if let Some(offset) = offset {
                self.text(svg, "bt-map__name", mark.at, (offset, &mark.label));
            }
        };
        match link {
            Some(link) => svg
                .element("a")
                .class("bt-map__link")
                .attribute("href", link)
                .attribute("aria-label", &mark.name)
                .holding(draw),
            None => svg.element("g").holding(draw),
        }
    }

    fn circle(self, svg: &mut Svg, class: &str, at: At, radius: i32) {
        let circle = self.at(svg.element("circle").class(class), ["cx", "cy"], at);
        circle.length("r", Length::tenths(radius)).empty();
    }

    fn text(self, svg: &mut Svg, class: &str, at: At, (offset, words): (Offset, &str)) {
        let class = match offset.anchor {
            Anchor::Start => class.to_owned(),
            Anchor::Middle => format!("{class} bt-map__middle"),
            Anchor::End => format!("{class} bt-map__end"),
        };
        self.at(svg.element("text").class(&class), ["x", "y"], at)
            .length("dx", Length::tenths(offset.x))
            .length("dy", Length::tenths(offset.y))
            .text(words);
    }

    /// A box around islands that do not stand in their true place.
    fn frame(self, svg: &mut Svg, at: At, half: i32) {
        let corner = At { x: at.x - half, y: at.y - half };
        self.at(svg.element("rect").class("bt-map__frame"), ["x", "y"], corner)
            .length("width", per_cent(2 * half, WIDTH))
            .length("height", per_cent(2 * half, self.height))
            .empty();
    }

    fn scale(self, svg: &mut Svg, from: i32, length: i32, y: i32) {
        let line = self.at(svg.element("line").class("bt-map__scale"), ["x1", "y1"], At { x: from, y });
        self.at(line, ["x2", "y2"], At { x: from + length, y }).empty();
    }

    fn at<'a>(self, element: Element<'a>, [across, down]: [&'static str; 2], At { x, y }: At) -> Element<'a> {
        element.length(across, per_cent(x, WIDTH)).length(down, per_cent(y, self.height))
    }
}

/// A part of a whole in hundredths, cut to tenths of them: `34.5%`.
fn per_cent(part: i32, whole: i32) -> Length {
    let tenths = (i64::from(part) * 1_000).div_euclid(i64::from(whole));
    Length::tenths_of_per_cent(tenths as i32)
}
