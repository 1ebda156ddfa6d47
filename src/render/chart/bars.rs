//! Bars: places beside each other, groups of a whole, goals with what is reached. Each has its name and its figure
//! in a line of its own above it, so that names as long as they like stand on a narrow page.

use rust_decimal::Decimal;

use super::letters::{width_of, wrapped, wrapped_bold};
use super::paper::{Across, Anchor, BOLD, Em, GAP, Paper, Words};
use super::scale::{Extent, Scale, extents, reach};
use crate::model::{Observation, ObservationStatus, Qualifier};

/// From the top of a row to the line that its name stands on.
const BASE: Em = Em(105);
const LINE: Em = Em(135);
/// From the last line of words to the bar.
const ABOVE_BAR: Em = Em(40);
const BAR: Em = Em(60);
/// Over and under the bar, the mark of a goal stands out so far.
const OVERHANG: Em = Em(25);
const BETWEEN: Em = Em(70);

/// A bar with its words.
pub struct Row {
    /// Whose it is.
    pub name: String,
    /// The figure.
    pub value: String,
    /// Stands before the figure, lighter: "12.174/77.894".
    pub detail: String,
    /// How long.
    pub length: Decimal,
    /// How the length is meant.
    pub qualifier: Qualifier,
    /// Whether it is not settled yet.
    pub is_provisional: bool,
    /// The goal, with its words.
    pub goal: Option<(Decimal, String)>,
}

impl Row {
    /// A row of an observation without a goal.
    pub fn new(name: String, value: String, length: Decimal, observation: &Observation) -> Self {
        Self {
            name,
            value,
            detail: String::new(),
            length,
            qualifier: observation.qualifier,
            is_provisional: observation.status == ObservationStatus::Provisional,
            goal: None,
        }
    }

    /// Everything that has to have room on its scale.
    pub fn reach(&self) -> Vec<Decimal> {
        let goal = self.goal.as_ref().map(|(goal, _)| *goal);
        reach(self.length, self.qualifier).chain(goal).collect()
    }
}

/// What is behind the bars.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// Nothing.
    Bare,
    /// The whole scale: each bar is a part of it.
    Whole,
}

/// Draws rows one below the other.
pub struct Bars {
    paper: Paper,
}

impl Bars {
    /// On paper that is never narrower than so much.
    pub fn new(width: Em) -> Self {
        Self { paper: Paper::new(width) }
    }

    /// Adds a row, on its own scale or one that it shares.
    pub fn add(&mut self, row: &Row, scale: &Scale, ground: Ground) {
        let top = self.paper.height() + if self.paper.height() == Em::ZERO { Em::ZERO } else { BETWEEN };
        let bar = self.heading(row, top) + ABOVE_BAR;
        if ground == Ground::Whole {
            self.paper.fill("bt-chart__track", (Across::LEFT, Across::RIGHT), (bar, BAR));
        }
        self.length(row, scale, bar);
        if let Some((goal, words)) = &row.goal {
            self.goal(scale.across(*goal), words, bar);
        }
    }

    /// What was drawn. Its signs need no words: each figure says how it is meant.
    pub fn finish(self) -> Paper {
        self.paper
    }

    /// Name and figure; gives the line of the last words.
    fn heading(&mut self, row: &Row, top: Em) -> Em {
        let width = self.paper.width();
        let mut lines = wrapped(&row.name, width);
        let last = lines.last().map_or(Em::ZERO, |line| width_of(line));
        let mut value = Words {
            x: Across::RIGHT,
            y: Em::ZERO,
            anchor: Anchor::End,
            class: BOLD,
            detail: row.detail.clone(),
            text: row.value.clone(),
        };
        let mut values = vec![value.clone()];
        if value.width() > width {
            // Too long for one line: the lighter words go above, and a figure that is too long alone is broken.
            value.detail = String::new();
            let pieces = wrapped(&row.detail, width).into_iter().map(|text| (text, "bt-chart__muted"));
            let pieces =
                pieces.chain(wrapped_bold(&row.value, width).into_iter().map(|text| (text, value.class)));
            values = pieces.map(|(text, class)| Words { text, class, ..value.clone() }).collect();
        }
        let beside = values.first().is_some_and(|first| last + GAP + first.width() <= width);
        let mut y = top + BASE;
        let count = lines.len();
        for (at, text) in lines.drain(..).enumerate() {
            let words =
                Words { x: Across::LEFT, y, anchor: Anchor::Start, class: "", detail: String::new(), text };
            self.paper.write(words);
            if at + 1 < count || !beside {
                y += LINE;
            }
        }
        for words in values {
            self.paper.write(Words { y, ..words });
            y += LINE;
        }
        y - LINE
    }

    fn length(&mut self, row: &Row, scale: &Scale, top: Em) {
        let pale = row.is_provisional;
        let class = if pale { "bt-chart__bar bt-chart__bar--pale" } else { "bt-chart__bar" };
        let middle = Em(top.0 + BAR.0 / 2);
        for extent in extents(row.length, row.qualifier) {
            match extent {
                Extent::Solid(from, to) => {
                    let ends = visible(scale.across(from.min(to)), scale.across(from.max(to)), from == to);
                    if ends.0 != ends.1 {
                        self.paper.fill(class, ends, (top, BAR));
                    }
                }
                Extent::Open(from, to) => {
                    let (left, right) = visible(scale.across(from), scale.across(to), from == to);
                    self.paper.stroke("bt-chart__open", (left, middle), (right, middle));
                }
            }
        }
        if row.length.is_zero() || scale.has_negative() {
            let zero = scale.across(Decimal::ZERO);
            self.paper.stroke("bt-chart__axis", (zero, top), (zero, top + BAR));
        }
    }

    fn goal(&mut self, at: Across, words: &str, bar: Em) {
        self.paper.stroke("bt-chart__goal", (at, bar - OVERHANG), (at, bar + BAR + OVERHANG));
        let mut y = bar + BAR + BASE + Em(15);
        for text in wrapped(words, self.paper.width()) {
            let (x, anchor) = (Across::LEFT, Anchor::Start);
            let words = Words { x, y, anchor, class: "bt-chart__muted", detail: String::new(), text };
            self.paper.write_near(at, words);
            y += LINE;
        }
    }
}

/// What is not nothing is seen, be it ever so little.
fn visible(left: Across, right: Across, is_nothing: bool) -> (Across, Across) {
    const LEAST: i32 = 4;
    if is_nothing || right.0 - left.0 >= LEAST {
        return (left, right);
    }
    let right = Across((left.0 + LEAST).min(Across::RIGHT.0));
    (Across(right.0 - LEAST), right)
}
