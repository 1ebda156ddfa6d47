//! One line over time, large: its ends in figures, and as many points between as have room; its goals; where the
//! unit became another.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::course::{Dots, Plot, Point, reach_of};
use super::letters::wrapped;
use super::paper::{Across, Anchor, Em, Paper, Words};
use super::scale::Scale;
use super::words::{Sign, time_label, value_label};
use super::{Easel, NARROWEST};
use crate::derive::chart::Line;
use crate::model::Qualifier;

const LINE: Em = Em(140);
const BASE: Em = Em(105);
const HEIGHT: Em = Em(750);
/// Above a point, to the line its figure stands on; below it, to that of one that hangs there.
const ABOVE: Em = Em(60);
const BELOW: Em = Em(150);
/// Goals that one drawing has room for.
const GOALS: usize = 2;

/// Draws the course of one place.
pub fn line(easel: &Easel<'_>, line: &Line) -> (Paper, BTreeSet<Sign>) {
    let goals = goals(easel, line);
    let reach = reach_of(easel.metric, std::slice::from_ref(line));
    let scale = Scale::over(reach.chain(goals.iter().map(|(goal, _)| *goal)).chain(easel.whole()));
    let mut paper = Paper::new(NARROWEST);
    // Breaks are told in lines of their own above the plot, and the highest figure has one below them.
    let top = Em(LINE.0 * i32::try_from(line.breaks.len()).unwrap_or_default()) + LINE + ABOVE;
    let plot = Plot::new(easel.metric, line, &scale, (top, HEIGHT));
    let mut signs = plot.draw(&mut paper, Dots::All);
    breaks(easel, &plot, &mut paper);
    times(easel, &plot, top + HEIGHT + BASE + Em(30), &mut paper);
    let [ends, between] = by_weight(&plot.points);
    let mut told = figures(easel, &plot, &ends, &mut paper);
    for (goal, words) in &goals {
        draw_goal(scale.up(*goal, (top, HEIGHT)), words, &mut paper);
    }
    told += figures(easel, &plot, &between, &mut paper);
    if told == plot.points.len() {
        // Each figure says itself how it is meant.
        signs.retain(|sign| !matches!(sign, Sign::Open | Sign::Provisional));
    }
    (paper, signs)
}

/// The numbers of a place's goals, those due last, with their words.
fn goals(easel: &Easel<'_>, line: &Line) -> Vec<(Decimal, String)> {
    let of_place =
        easel.metric.targets.iter().filter(|target| {
            target.locality == Some(line.place.locality) && target.group == line.place.group
        });
    let mut goals: Vec<_> =
        of_place.filter_map(|target| Some((target.last_day(), target.value.as_ref()?.value))).collect();
    goals.sort_by_key(|(due, _)| std::cmp::Reverse(*due));
    goals.truncate(GOALS);
    goals.into_iter().map(|(due, value)| (value, easel.goal_words(value, due))).collect()
}

fn breaks(easel: &Easel<'_>, plot: &Plot<'_>, paper: &mut Paper) {
    for (at, (day, x)) in plot.breaks.iter().enumerate() {
        let y = BASE + Em(LINE.0 * i32::try_from(at).unwrap_or_default());
        let text = easel.desk.words.fill("chart.reorganised", &[("date", &easel.desk.format().day(*day))]);
        paper.write_near(*x, Words { y, ..plain("bt-chart__muted", text) });
    }
}

/// The times below the plot: the ends, and of the others those that have room.
fn times(easel: &Easel<'_>, plot: &Plot<'_>, y: Em, paper: &mut Paper) {
    let last = plot.points.len() - 1;
    let order = [0, last].into_iter().chain(1..last);
    for at in order {
        let point = &plot.points[at];
        let words = Words { y, ..plain("bt-chart__muted", time_label(easel.desk, point.observation)) };
        let is_end = at == 0 || at == last;
        let words = placed(words, point.x, at, last);
        if !paper.write_if_room(words.clone()) && is_end {
            paper.write_if_room(Words { y: y + LINE, ..words });
        }
    }
}

/// The points whose figures come first, and the others: the last and the first; then the highest, the lowest and
/// the rest in their order.
fn by_weight(points: &[Point<'_>]) -> [Vec<usize>; 2] {
    let last = points.len() - 1;
    let value = |at: &usize| points[*at].observation.value.value;
    let mut between: Vec<usize> = Vec::new();
    let highest = (1..last).max_by_key(value);
    let lowest = (1..last).min_by_key(value);
    for at in highest.into_iter().chain(lowest).chain(1..last) {
        if !between.contains(&at) {
            between.push(at);
        }
    }
    [vec![last, 0], between]
}

/// Writes the figures of some points, each on the side where its line is not, if there is room; says of how many.
fn figures(easel: &Easel<'_>, plot: &Plot<'_>, which: &[usize], paper: &mut Paper) -> usize {
    let last = plot.points.len() - 1;
    let mut written = 0;
    for at in which {
        let point = &plot.points[*at];
        let text = value_label(easel.desk, easel.metric, point.observation);
        let words = placed(plain("bt-chart__value", text), point.x, *at, last);
        let sides = [point.y - ABOVE, point.y + BELOW];
        let first = usize::from(hangs(plot, *at));
        for y in [sides[first], sides[1 - first]] {
            if y <= plot.bottom() && paper.write_if_room(Words { y, ..words.clone() }) {
                written += 1;
                break;
            }
        }
    }
    written
}

/// Whether the line leads away from a point upwards on more sides than downwards, so that its figure is clearer
/// below.
fn hangs(plot: &Plot<'_>, at: usize) -> bool {
    let here = &plot.points[at];
    let neighbours = plot.before(at).into_iter().chain(plot.next(at)).map(|at| &plot.points[at]);
    let over = matches!(here.observation.qualifier, Qualifier::Over);
    let sides = neighbours.map(|next| if next.y < here.y { 1 } else { -1 }).sum::<i32>();
    over || sides > 0
}

fn draw_goal(y: Em, words: &str, paper: &mut Paper) {
    paper.stroke("bt-chart__target", (Across::LEFT, y), (Across::RIGHT, y));
    let text = |y| plain_at(y, words.to_owned());
    let sides = [y - Em(40), y + Em(130)];
    let places =
        sides.into_iter().flat_map(|y| [(Across::LEFT, Anchor::Start, y), (Across::RIGHT, Anchor::End, y)]);
    for (x, anchor, y) in places {
        if paper.write_if_clear(Words { x, anchor, ..text(y) }) {
            return;
        }
    }
    for line in wrapped(words, paper.width()) {
        let y = paper.height() + BASE;
        paper.write(plain_at(y, line));
    }
}

fn plain(class: &'static str, text: String) -> Words {
    Words { x: Across::LEFT, y: Em::ZERO, anchor: Anchor::Start, class, detail: String::new(), text }
}

fn plain_at(y: Em, text: String) -> Words {
    Words { y, ..plain("bt-chart__muted", text) }
}

/// The first figure begins at the left edge, the last ends at the right one, the others stand in their middle.
fn placed(words: Words, x: Across, at: usize, last: usize) -> Words {
    match at {
        0 => Words { x: Across::LEFT, anchor: Anchor::Start, ..words },
        _ if at == last => Words { x: Across::RIGHT, anchor: Anchor::End, ..words },
        _ => Words { x, anchor: Anchor::Middle, ..words },
    }
}
