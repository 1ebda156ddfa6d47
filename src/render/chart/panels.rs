//! Small multiples: the course of each place, or of each group, in a drawing of its own, to be set side by side.

use std::collections::BTreeSet;

use super::course::{Dots, Plot};
use super::paper::{Across, Anchor, Em, GAP, Paper, Words, wrapped};
use super::scale::Scale;
use super::words::{Sign, time_label, value_label};
use super::{Easel, NARROWEST_PANEL};
use crate::derive::chart::Line;

const BASE: Em = Em(105);
const LINE: Em = Em(135);
const HEIGHT: Em = Em(320);
/// Of a line that stands in a row of figures without words of its own.
const SPARK_HEIGHT: Em = Em(200);

/// Draws the course of one place below its name.
pub fn panel(easel: &Easel<'_>, line: &Line, scale: &Scale, name: &str) -> (Paper, BTreeSet<Sign>) {
    let mut paper = Paper::new(NARROWEST_PANEL);
    let mut y = BASE;
    for text in wrapped(name, NARROWEST_PANEL) {
        paper.write(Words { y, ..words("", Anchor::Start, text) });
        y += LINE;
    }
    let top = y - LINE + Em(100);
    let plot = Plot::new(easel.metric, line, scale, (top, HEIGHT));
    let signs = plot.draw(&mut paper, Dots::Last);
    ends(easel, &plot, top + HEIGHT + BASE + Em(20), &mut paper);
    (paper, signs)
}

/// Draws a course without words, for a figure that stands beside it.
pub fn spark(easel: &Easel<'_>, line: &Line, scale: &Scale) -> Paper {
    let mut paper = Paper::new(NARROWEST_PANEL);
    Plot::new(easel.metric, line, scale, (Em(30), SPARK_HEIGHT)).draw(&mut paper, Dots::Last);
    paper.reach(SPARK_HEIGHT + Em(60));
    paper
}

/// First and last figure with their times below the plot: beside each other, or where they are too long, one
/// below the other.
fn ends(easel: &Easel<'_>, plot: &Plot<'_>, y: Em, paper: &mut Paper) {
    let [Some(first), Some(last)] = [plot.points.first(), plot.points.last()].map(|end| end.map(|end| end.observation))
    else {
        return;
    };
    let blocks = [(first, Anchor::Start), (last, Anchor::End)].map(|(observation, anchor)| {
        let value = value_label(easel.desk, easel.metric, observation);
        let time = time_label(easel.desk, observation);
        [words("bt-chart__value", anchor, value), words("bt-chart__muted", anchor, time)]
    });
    let widest = |block: &[Words; 2]| block.iter().map(Words::width).max().unwrap_or_default();
    let beside = widest(&blocks[0]) + GAP + widest(&blocks[1]) <= paper.width();
    let mut line = y;
    for block in blocks {
        if beside {
            line = y;
        }
        for words in block {
            for text in wrapped(&words.text, paper.width()) {
                paper.write(Words { y: line, text, ..words.clone() });
                line += LINE;
            }
        }
    }
}

fn words(class: &'static str, anchor: Anchor, text: String) -> Words {
    let x = if anchor == Anchor::End { Across::RIGHT } else { Across::LEFT };
    Words { x, y: Em::ZERO, anchor, class, detail: String::new(), text }
}
