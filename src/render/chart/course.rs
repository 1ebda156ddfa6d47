//! The course of figures as points and strokes, large or small: what a line over time and each of several small
//! ones have in common.
//!
//! Where nothing was observed, or the unit became another, no line pretends otherwise.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::paper::{Across, Em, Paper};
use super::scale::{Scale, reach};
use super::words::Sign;
use crate::derive::chart::Line;
use crate::model::{Datelike, Day, Metric, Observation, ObservationStatus, Period, Qualifier};

/// Left and right of the points, so that no dot is cut off.
const INSET: i32 = 20;
/// How far a bound stands out from its point.
const BOUND: i32 = 100;

/// An observation and its place on paper.
#[derive(Clone, Copy)]
pub struct Point<'a> {
    /// What was observed.
    pub observation: &'a Observation,
    /// When.
    pub x: Across,
    /// How much.
    pub y: Em,
}

/// A line's points, the earliest first, and where its unit changed.
pub struct Plot<'a> {
    /// Never empty.
    pub points: Vec<Point<'a>>,
    /// The days on which the unit became another, each with its place.
    pub breaks: Vec<(Day, Across)>,
    metric: &'a Metric,
    room: (Em, Em),
    zero: Em,
}

/// Whether the points between the ends are marked too.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Dots {
    /// Each point is.
    All,
    /// The last one is, and those that are not settled.
    Last,
    /// The last one alone is, without its bounds.
    End,
}

/// Everything that has to have room on the scale of these lines.
pub fn reach_of<'a>(metric: &'a Metric, lines: &'a [Line]) -> impl Iterator<Item = Decimal> + 'a {
    let ids = lines.iter().flat_map(|line| &line.observations);
    ids.flat_map(|id| {
        let observation = &metric.observations[id.index()];
        reach(observation.value.value, observation.qualifier)
    })
}

/// The observations of a line from left to right, each with its place, and the days of the first and the last. Not their
/// own order: a quarter lies to the left of its year's middle, or to the right.
pub fn in_order<'a>(metric: &'a Metric, line: &Line) -> (Vec<(Across, &'a Observation)>, (i32, i32)) {
    let observations = line.observations.iter().map(|id| &metric.observations[id.index()]);
    let timed: Vec<(i32, &Observation)> = observations.map(|one| (middle(one.date.period()), one)).collect();
    let times = || timed.iter().map(|(time, _)| *time);
    let ends = (times().min().unwrap_or(0), times().max().unwrap_or(0));
    let mut placed: Vec<_> = timed.iter().map(|(time, one)| (at_time(*time, ends), *one)).collect();
    placed.sort_by_key(|(x, _)| *x);
    (placed, ends)
}

impl<'a> Plot<'a> {
    /// Finds the places; `room` is the top of the plot and its height.
    pub fn new(metric: &'a Metric, line: &Line, scale: &Scale, room: (Em, Em)) -> Self {
        let (placed, ends) = in_order(metric, line);
        let points: Vec<Point<'_>> = placed
            .into_iter()
            .map(|(x, observation)| Point { observation, x, y: scale.up(observation.value.value, room) })
            .collect();
        let breaks = line.breaks.iter().filter_map(|day| {
            let (before, after) =
                points.windows(2).map(|two| (two[0], two[1])).find(|two| is_between(*day, *two))?;
            let at = at_time(day.num_days_from_ce(), ends);
            let beside = before.x < at && at < after.x;
            Some((*day, if beside { at } else { Across((before.x.0 + after.x.0) / 2) }))
        });
        Self { breaks: breaks.collect(), points, metric, room, zero: scale.up(Decimal::ZERO, room) }
    }

    /// The lowest line of the plot.
    pub fn bottom(&self) -> Em {
        self.room.0 + self.room.1
    }

    /// Draws it, and says which signs it used.
    pub fn draw(&self, paper: &mut Paper, dots: Dots) -> BTreeSet<Sign> {
        let mut signs = BTreeSet::new();
        paper.reach(self.room.0 + self.room.1);
        paper.stroke("bt-chart__axis", (Across::LEFT, self.zero), (Across::RIGHT, self.zero));
        for (_, x) in &self.breaks {
            signs.insert(Sign::Break);
            paper.stroke("bt-chart__break", (*x, self.room.0), (*x, self.room.0 + self.room.1));
        }
        for (at, point) in self.points.iter().enumerate() {
            if let Some(next) = self.next(at) {
                self.segment(paper, (*point, self.points[next]), &mut signs);
            }
        }
        for (at, point) in self.points.iter().enumerate() {
            let provisional = point.observation.status == ObservationStatus::Provisional;
            if provisional {
                signs.insert(Sign::Provisional);
            }
            if dots != Dots::End {
                self.bound(paper, *point, &mut signs);
            }
            let at_end = at + 1 == self.points.len();
            let is_alone = self.next(at).is_none() && self.before(at).is_none();
            let class = if provisional { "bt-chart__dot bt-chart__dot--pale" } else { "bt-chart__dot" };
            if at_end || is_alone || provisional || dots == Dots::All {
                paper.dot(class, (point.x, point.y));
            }
        }
        signs
    }

    /// The point that a line leads to from another: the next whose figure says something beside its own, unless the
    /// unit became another on the way.
    pub fn next(&self, at: usize) -> Option<usize> {
        let period = |at: usize| self.points[at].observation.date.period();
        let next =
            (at + 1..self.points.len()).find(|next| self.metric.can_compare([period(at), period(*next)]))?;
        let breaks =
            self.breaks.iter().any(|(day, _)| is_between(*day, (self.points[at], self.points[next])));
        (!breaks).then_some(next)
    }

    /// The point that a line comes from.
    pub fn before(&self, at: usize) -> Option<usize> {
        (0..at).rev().find(|before| self.next(*before) == Some(at))
    }

    fn segment(&self, paper: &mut Paper, (from, to): (Point<'_>, Point<'_>), signs: &mut BTreeSet<Sign>) {
        let gap = has_gap(from.observation.date.period(), to.observation.date.period());
        if gap {
            signs.insert(Sign::Gap);
        }
        let class = if gap { "bt-chart__line bt-chart__line--gap" } else { "bt-chart__line" };
        paper.stroke(class, (from.x, from.y), (to.x, to.y));
        paper.cross((from.x, from.y), (to.x, to.y));
    }

    /// A stroke from a point that is a bound to where the figure may be.
    fn bound(&self, paper: &mut Paper, point: Point<'_>, signs: &mut BTreeSet<Sign>) {
        let (up, down) = match point.observation.qualifier {
            Qualifier::Exact => return,
            Qualifier::Over => (BOUND, 0),
            Qualifier::Under => (0, BOUND),
            Qualifier::About => (BOUND, BOUND),
        };
        signs.insert(Sign::Open);
        let (top, bottom) = (self.room.0, self.room.0 + self.room.1);
        let (high, low) = ((point.y - Em(up)).max(top - Em(60)), (point.y + Em(down)).min(bottom));
        paper.stroke("bt-chart__bound", (point.x, high), (point.x, low));
    }
}

fn is_between(day: Day, (before, after): (Point<'_>, Point<'_>)) -> bool {
    before.observation.date.period().last_day() < day && day <= after.observation.date.period().last_day()
}

/// Whether whole periods lie between two of one kind. Days have no such order: nobody promised one each.
fn has_gap(before: Period, after: Period) -> bool {
    let is_day = matches!(before, Period::Day(_));
    before.is_as_long_as(after) && !is_day && before.last_day().succ_opt() != Some(after.first_day())
}

/// The middle of a period, as a number of days.
fn middle(period: Period) -> i32 {
    (period.first_day().num_days_from_ce() + period.last_day().num_days_from_ce()) / 2
}

fn at_time(time: i32, (first, last): (i32, i32)) -> Across {
    let room = i64::from(Across::RIGHT.0 - 2 * INSET);
    let (gone, span) = (i64::from(time - first), i64::from(last - first));
    let along = if span == 0 { room / 2 } else { gone * room / span };
    Across(i32::try_from(along).unwrap_or_default().clamp(-INSET, Across::RIGHT.0 - INSET) + INSET)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_left_out_are_a_gap_and_days_are_not() {
        let day = |day| Period::Day(Day::from_ymd_opt(2024, 3, day).expect("a day"));
        assert!(!has_gap(Period::Year(2022), Period::Year(2023)));
        assert!(has_gap(Period::Year(2022), Period::Year(2024)));
        assert!(!has_gap(Period::Quarter(2023, 4), Period::Quarter(2024, 1)));
        assert!(has_gap(Period::Month(2023, 10), Period::Month(2023, 12)));
        assert!(!has_gap(day(1), day(20)));
        assert!(!has_gap(Period::Year(2022), Period::Month(2024, 1)));
    }

    #[test]
    fn times_keep_their_distances() {
        assert_eq!(
            [100, 150, 200].map(|time| at_time(time, (100, 200))),
            [Across(20), Across(500), Across(980)]
        );
        assert_eq!(at_time(100, (100, 100)), Across(500));
    }
}
