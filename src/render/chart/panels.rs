//! Small multiples: the course of each place, or of each group, in a drawing of its own, to be set side by side.

use std::collections::BTreeSet;

use super::course::{Dots, Plot, in_order};
use super::letters::{wrapped, wrapped_bold};
use super::paper::{Across, Anchor, BOLD, Em, GAP, Paper, Words};
use super::scale::Scale;
use super::words::{Sign, time_label, value_label};
use super::{Easel, NARROWEST_PANEL};
use crate::derive::chart::Line;
use crate::model::Observation;

const BASE: Em = Em(105);
const LINE: Em = Em(135);
const HEIGHT: Em = Em(320);
/// Of a line that stands in a row of figures without words of its own.
const SPARK_HEIGHT: Em = Em(200);

/// Draws the course of one place below its name.
pub fn panel(
    easel: &Easel<'_>,
    line: &Line,
    name: &str,
    (scale, ends_stand): (&Scale, Ends),
) -> (Paper, BTreeSet<Sign>) {
    let mut paper = Paper::new(NARROWEST_PANEL);
    let mut y = BASE;
    for text in wrapped(name, NARROWEST_PANEL) {
        paper.write(Words { y, ..words("", Anchor::Start, text) });
        y += LINE;
    }
    let top = y - LINE + Em(100);
    let plot = Plot::new(easel.metric, line, scale, (top, HEIGHT));
    let signs = plot.draw(&mut paper, Dots::Last);
    ends(easel, &plot, (top + HEIGHT + BASE + Em(20), ends_stand), &mut paper);
    (paper, signs)
}

/// Draws a course without words, for a figure that stands beside it.
pub fn spark(easel: &Easel<'_>, line: &Line, scale: &Scale) -> Paper {
    let mut paper = Paper::new(NARROWEST_PANEL);
    Plot::new(easel.metric, line, scale, (Em(30), SPARK_HEIGHT)).draw(&mut paper, Dots::End);
    paper.reach(SPARK_HEIGHT + Em(60));
    paper
}

/// How the first and the last figure of a panel stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    /// In one line.
    Beside,
    /// One below the other.
    Below,
}

/// Whether the ends of all these lines have room beside each other: panels that stand side by side are alike.
pub fn ends_of(easel: &Easel<'_>, lines: &[Line]) -> Ends {
    let fits = |line: &Line| {
        let (placed, _) = in_order(easel.metric, line);
        let [first, last] = end_words(
            easel,
            [placed.first(), placed.last()].map(|end| end.map(|(_, observation)| *observation)),
        );
        let room = |(one, other): (&Words, &Words)| one.width() + GAP + other.width() <= NARROWEST_PANEL;
        first.iter().zip(&last).all(room)
    };
    if lines.iter().all(fits) { Ends::Beside } else { Ends::Below }
}

/// First and last figure with their times below the plot.
fn ends(easel: &Easel<'_>, plot: &Plot<'_>, (mut y, ends): (Em, Ends), paper: &mut Paper) {
    let blocks =
        end_words(easel, [plot.points.first(), plot.points.last()].map(|end| end.map(|end| end.observation)));
    let lines: Vec<Vec<Words>> = match (ends, blocks) {
        (Ends::Beside, [[value, time], [last_value, last_time]]) => {
            vec![vec![value, last_value], vec![time, last_time]]
        }
        (Ends::Below, several) => several.into_iter().flatten().map(|one| vec![one]).collect(),
    };
    for line in lines {
        let mut used = Em::ZERO;
        for words in line {
            for (at, text) in wrapped_bold(&words.text, paper.width()).into_iter().enumerate() {
                let below = Em(LINE.0 * i32::try_from(at).unwrap_or_default());
                used = used.max(below);
                paper.write(Words { y: y + below, text, ..words.clone() });
            }
        }
        y += used + LINE;
    }
}

/// Figure and time of the first and of the last observation.
fn end_words(easel: &Easel<'_>, [first, last]: [Option<&Observation>; 2]) -> [[Words; 2]; 2] {
    [(first, Anchor::Start), (last, Anchor::End)].map(|(observation, anchor)| {
        let value = observation.map(|one| value_label(easel.desk, easel.metric, one)).unwrap_or_default();
        let time = observation.map(|one| time_label(easel.desk, one)).unwrap_or_default();
        [words(BOLD, anchor, value), words("bt-chart__muted", anchor, time)]
    })
}

fn words(class: &'static str, anchor: Anchor, text: String) -> Words {
    let x = if anchor == Anchor::End { Across::RIGHT } else { Across::LEFT };
    Words { x, y: Em::ZERO, anchor, class, detail: String::new(), text }
}
