//! Which figures of a metric make a chart, and of what form: for the pages that draw it, and for the check that
//! says where a form that was asked for can't be drawn.
//!
//! Only what can be compared goes into one chart. Decides nothing about how it looks.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::figures::{Breakdown, Ledger, Place, Progress, breakdowns, share};
use crate::model::{
    ChartKind, Day, Direction, GroupId, Level, LocalityId, Metric, ObservationId, Period, Site,
    SuccessionKind, TargetFigure,
};

/// What is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chart {
    /// Places beside each other.
    Bars(Bars),
    /// The same figures where the places lie.
    Map(Bars),
    /// The groups of one place and period.
    Groups(Groups),
    /// The course of one place, or of several in a drawing each. Never empty.
    Lines(Vec<Line>),
    /// Goals, each with what is reached. Never empty.
    Progress(Vec<Goal>),
}

impl Chart {
    /// Every figure in it, those that a drawing has no room for too.
    pub fn observations(&self) -> Vec<ObservationId> {
        match self {
            Self::Bars(bars) | Self::Map(bars) => bars.observations.clone(),
            Self::Groups(groups) => groups.parts.iter().map(|(_, id)| *id).collect(),
            Self::Lines(lines) => lines.iter().flat_map(|line| line.observations.iter().copied()).collect(),
            Self::Progress(goals) => goals.iter().map(|goal| goal.progress.observation).collect(),
        }
    }
}

/// Comparable figures of several places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bars {
    /// One a place; two at least. The best first, as the metric's direction says; else the largest.
    pub observations: Vec<ObservationId>,
    /// When, where they are not all of the very same period: the month that their days lie in.
    pub period: Period,
    /// Whether all of them are parts of a whole, so that their shares are compared.
    pub of_whole: bool,
}

/// The groups of one place and period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Groups {
    /// Where.
    pub locality: LocalityId,
    /// In the metric's order; two at least.
    pub parts: Vec<(GroupId, ObservationId)>,
    /// What they make up; `None` where that is not known, or contradicts the total that is stated.
    pub whole: Option<Decimal>,
}

/// Figures of one place over time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Whose; the newest name of ground that only changed its name.
    pub place: Place,
    /// One a period, the oldest first; two at least.
    pub observations: Vec<ObservationId>,
    /// The days from which on the unit was another than before, within the time that is drawn.
    pub breaks: Vec<Day>,
}

/// A goal and what is reached of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Goal {
    /// In the metric's list of goals.
    pub target: usize,
    /// What is reached.
    pub progress: Progress,
}

/// A metric with its figures, which many charts are taken from.
#[derive(Clone, Copy)]
pub struct Figures<'a> {
    /// The site.
    pub site: &'a Site,
    /// What is measured.
    pub metric: &'a Metric,
    /// Its figures by place and time.
    pub ledger: &'a Ledger<'a>,
}

impl Figures<'_> {
    /// The chart that a text asks for: of these places, of all where none is named. Without a form, the one that
    /// suits the figures. `None` where the figures make no such chart; a table is none.
    pub fn chart(&self, localities: &[LocalityId], kind: Option<ChartKind>) -> Option<Chart> {
        let several = || self.bars(localities).map(Chart::Bars);
        let groups = || self.groups(localities).map(Chart::Groups);
        let lines = || Some(self.lines(localities)).filter(|lines| !lines.is_empty()).map(Chart::Lines);
        let goals = || Some(self.goals(localities)).filter(|goals| !goals.is_empty()).map(Chart::Progress);
        match kind {
            Some(ChartKind::Bar) => several().or_else(groups),
            Some(ChartKind::Map) => self.bars(localities).map(Chart::Map),
            Some(ChartKind::Line) => lines(),
            Some(ChartKind::Progress) => goals(),
            Some(ChartKind::Table) => None,
            None if localities.len() == 1 => lines().or_else(goals).or_else(groups),
            None => several().or_else(lines).or_else(goals).or_else(groups),
        }
    }

    /// Places whose totals are of one time. Of places that nobody named, those of the commonest level: a
    /// district is no neighbour of its communes.
    pub fn bars(&self, localities: &[LocalityId]) -> Option<Bars> {
        let mut times: BTreeMap<(Level, Period), BTreeMap<LocalityId, ObservationId>> = BTreeMap::new();
        for (place, ids) in self.totals(localities) {
            let level =
                if localities.is_empty() { self.site.locality(place.locality).level } else { Level::Country };
            for id in ids {
                let time = stretch(self.period(id));
                times.entry((level, time)).or_default().insert(place.locality, id);
            }
        }
        let most = times.values().map(BTreeMap::len).max().filter(|most| *most > 1)?;
        // Of the fullest level the newest time that is not much emptier than its fullest: a year that has only
        // begun shows nobody.
        let level = times.iter().find(|(_, places)| places.len() == most)?.0.0;
        let of_level = times.into_iter().filter(|((one, _), _)| *one == level).rev();
        let ((_, time), places) = of_level.into_iter().find(|(_, places)| places.len() * 2 > most)?;
        let mut observations: Vec<ObservationId> = places.into_values().collect();
        let of_whole = observations.iter().all(|id| share(&self.metric.observations[id.index()]).is_some());
        observations.sort_by_cached_key(|id| (self.rank(*id, of_whole), *id));
        let first = self.period(observations[0]);
        let same = observations.iter().all(|id| self.period(*id) == first);
        (observations.len() > 1).then_some(Bars {
            period: if same { first } else { time },
            observations,
            of_whole,
        })
    }

    /// The newest figures of several groups at one place, the highest of those that have them.
    pub fn groups(&self, localities: &[LocalityId]) -> Option<Groups> {
        let found = breakdowns(self.metric).into_iter();
        let several = found.filter(|one| one.parts.len() > 1 && is_wanted(localities, one.locality));
        let height = |one: &Breakdown| self.site.locality(one.locality).level;
        let newest = several.min_by_key(|one| (Reverse(one.period), height(one), one.locality));
        newest.map(|breakdown| self.groups_of(breakdown))
    }

    fn groups_of(&self, breakdown: Breakdown) -> Groups {
        let total = breakdown.total.map(|id| self.metric.observations[id.index()].value.value);
        let sum = breakdown.meaningful_sum(self.metric);
        Groups {
            locality: breakdown.locality,
            whole: sum.filter(|sum| total.is_none_or(|total| total == *sum)),
            parts: breakdown.parts,
        }
    }

    /// The course of each place that has one; of its groups where no totals have one. Those that stand best
    /// first.
    pub fn lines(&self, localities: &[LocalityId]) -> Vec<Line> {
        let mut lines: Vec<Line> =
            self.totals(localities).filter_map(|(place, _)| self.line(place)).collect();
        if lines.is_empty() {
            let places = self.ledger.places().map(|(place, _)| place);
            let of_groups = places.filter(|place| is_wanted(localities, place.locality));
            return of_groups.filter_map(|place| self.line(place)).collect();
        }
        let drawn: BTreeSet<LocalityId> = lines.iter().map(|line| line.place.locality).collect();
        lines.retain(|line| {
            let next = self.site.locality(line.place.locality).successors.iter();
            !next.filter(|next| is_same_ground(next.kind)).any(|next| drawn.contains(&next.to))
        });
        let newest = |line: &Line| line.observations.last().map(|id| self.rank(*id, false));
        lines.sort_by_cached_key(|line| (newest(line), line.place));
        lines
    }

    /// The course of one place or group; `None` for fewer than two periods.
    pub fn line(&self, place: Place) -> Option<Line> {
        let mut observations = self.before_renaming(place);
        observations.extend(self.ledger.course(place));
        let breaks = self.breaks(place.locality, &observations);
        (observations.len() > 1).then_some(Line { place, observations, breaks })
    }

    /// The days from which on a place was another than before, between the first and the last of its figures,
    /// which are in the order of time. The earliest first.
    pub fn breaks(&self, locality: LocalityId, observations: &[ObservationId]) -> Vec<Day> {
        let (Some(first), Some(last)) = (observations.first(), observations.last()) else {
            return Vec::new();
        };
        let (after, until) = (self.period(*first).last_day(), self.period(*last).last_day());
        self.changes(locality).into_iter().filter(|day| after < *day && *day <= until).collect()
    }

    /// Whether a line goes on under the name that the place has since: that line has its figures, too.
    pub fn goes_on(&self, place: Place) -> bool {
        let next = self.site.locality(place.locality).successors.iter();
        let mut next = next.filter(|next| is_same_ground(next.kind));
        next.any(|next| !self.ledger.series(Place { locality: next.to, ..place }).is_empty())
    }

    /// What is known of the same ground under its former name, up to where the new one begins.
    pub fn before_renaming(&self, place: Place) -> Vec<ObservationId> {
        let own = self.ledger.series(place).first().map(|id| self.period(*id));
        let former = self.site.locality(place.locality).predecessors.iter().filter(|former| {
            let next = &self.site.locality(**former).successors;
            next.iter().any(|next| next.to == place.locality && is_same_ground(next.kind))
        });
        let of_former = former.flat_map(|former| self.ledger.course(Place { locality: *former, ..place }));
        let mut before: Vec<_> =
            of_former.filter(|id| own.is_some_and(|own| self.period(*id) < own)).collect();
        before.sort_by_key(|id| self.period(*id));
        before.dedup_by_key(|id| self.period(*id));
        before
    }

    /// The days on which a place began, took others in, or became something else.
    fn changes(&self, locality: LocalityId) -> BTreeSet<Day> {
        let place = self.site.locality(locality);
        let into = place.predecessors.iter().flat_map(|former| {
            let next = self.site.locality(*former).successors.iter();
            next.filter(|next| next.to == locality).filter_map(|next| next.date)
        });
        let out = place.successors.iter().filter_map(|next| next.date);
        let after_end = place.until.and_then(|day| day.succ_opt());
        into.chain(out).chain(place.from).chain(after_end).collect()
    }

    /// Every goal with a number of a place that has a figure.
    pub fn goals(&self, localities: &[LocalityId]) -> Vec<Goal> {
        let today = self.site.today;
        let goal = |(at, target): (usize, &TargetFigure)| {
            let progress = self.ledger.progress(target, today)?;
            is_wanted(localities, target.locality?).then_some(Goal { target: at, progress })
        };
        self.metric.targets.iter().enumerate().filter_map(goal).collect()
    }

    fn totals(&self, localities: &[LocalityId]) -> impl Iterator<Item = (Place, Vec<ObservationId>)> {
        let wanted = move |place: &Place| place.group.is_none() && is_wanted(localities, place.locality);
        let places = self.ledger.places().map(|(place, _)| place).filter(move |place| wanted(place));
        places.map(|place| (place, self.ledger.course(place)))
    }

    fn period(&self, id: ObservationId) -> Period {
        self.metric.observations[id.index()].date.period()
    }

    /// Sorts what is best first.
    fn rank(&self, id: ObservationId, of_whole: bool) -> (Decimal, Reverse<Decimal>) {
        let observation = &self.metric.observations[id.index()];
        let share = share(observation).filter(|_| of_whole).map(|share| share.shown());
        let value = share.unwrap_or(observation.value.value);
        match self.metric.direction {
            Direction::Down => (value, Reverse(Decimal::ZERO)),
            Direction::Up | Direction::None => (Decimal::ZERO, Reverse(value)),
        }
    }
}

fn is_wanted(localities: &[LocalityId], locality: LocalityId) -> bool {
    localities.is_empty() || localities.contains(&locality)
}

fn is_same_ground(kind: SuccessionKind) -> bool {
    matches!(kind, SuccessionKind::Renamed | SuccessionKind::Continued)
}

/// Within which figures are of one time: days of one month are.
fn stretch(period: Period) -> Period {
    match period {
        Period::Day(_) => Period::Month(period.year(), period.month().unwrap_or(1)),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::super::figures::fixture::{metric, observed, target, with_groups};
    use super::super::fixture::{day, locality, site, succeed};
    use super::*;

    /// A site of communes, in a district with the number 0.
    fn communes(count: usize) -> Site {
        let mut site = site();
        let district = locality(&mut site, "huyen", None);
        site.localities[district.index()].level = Level::District;
        for at in 1..=count {
            locality(&mut site, &format!("xa-{at}"), Some(district));
        }
        site
    }

    fn chart(site: &Site, metric: &Metric, kind: Option<ChartKind>) -> Option<Chart> {
        Figures { site, metric, ledger: &Ledger::of(metric) }.chart(&[], kind)
    }

    #[track_caller]
    fn check_bars(site: &Site, metric: &Metric, expected: &[usize]) -> Bars {
        let Some(Chart::Bars(bars)) = chart(site, metric, Some(ChartKind::Bar)) else { panic!("no bars") };
        assert_eq!(bars.observations.iter().map(|id| id.index()).collect::<Vec<_>>(), expected);
        bars
    }

    #[test]
    fn places_of_one_time_and_level_stand_side_by_side() {
        let metric = metric([
            observed("2023", "900").build(),
            observed("2023", "5").at(1).build(),
            observed("2023", "7").at(2).build(),
            observed("2022", "9").at(3).build(),
        ]);
        let bars = check_bars(&communes(3), &metric, &[2, 1]);
        assert_eq!((bars.period, bars.of_whole), (Period::Year(2023), false));
    }

    #[test]
    fn a_year_that_has_only_begun_does_not_empty_the_chart() {
        let years = |year: &str, places: usize| {
            (1..=places)
                .map(|at| observed(year, &at.to_string()).at(at).build())
                .collect::<Vec<_>>()
                .into_iter()
        };
        let begun = metric(years("2024", 5).chain(years("2025", 2)));
        assert_eq!(check_bars(&communes(5), &begun, &[4, 3, 2, 1, 0]).period, Period::Year(2024));
        let half = metric(years("2024", 5).chain(years("2025", 3)));
        assert_eq!(check_bars(&communes(5), &half, &[7, 6, 5]).period, Period::Year(2025));
    }

    #[test]
    fn what_is_best_comes_first() {
        let mut metric = metric([
            observed("2023", "5").at(1).of("5").build(),
            observed("2023", "7").at(2).of("70").build(),
        ]);
        assert!(check_bars(&communes(2), &metric, &[0, 1]).of_whole, "shares are compared");
        metric.direction = Direction::Down;
        check_bars(&communes(2), &metric, &[1, 0]);
    }

    #[test]
    fn one_figure_makes_no_chart() {
        let site = communes(2);
        let alone = metric([observed("2023", "5").at(1).build()]);
        assert_eq!(chart(&site, &alone, None), None);
        let apart = metric([observed("2023", "5").at(1).build(), observed("2022", "6").at(2).build()]);
        assert_eq!(chart(&site, &apart, Some(ChartKind::Bar)), None);
        let twice = metric([observed("2023", "5").at(1).build(), observed("2023", "6").at(1).build()]);
        assert_eq!(
            chart(&site, &twice, Some(ChartKind::Line)),
            None,
            "two figures for one period are no course"
        );
    }

    #[test]
    fn a_line_goes_on_under_a_new_name_and_breaks_there() {
        let mut site = communes(2);
        let [old, new] = [1, 2].map(LocalityId::at);
        succeed(&mut site, old, new, SuccessionKind::Renamed, day(2023, 7, 1));
        let renamed = metric([
            observed("2021", "1").at(1).build(),
            observed("2022", "2").at(1).build(),
            observed("2024", "3").at(2).build(),
            observed("2025", "4").at(2).build(),
        ]);
        let Some(Chart::Lines(lines)) = chart(&site, &renamed, Some(ChartKind::Line)) else {
            panic!("no lines")
        };
        assert_eq!(lines.len(), 1, "the old name has no line of its own");
        assert_eq!((lines[0].place.locality, lines[0].observations.len()), (new, 4));
        assert_eq!(lines[0].breaks, [day(2023, 7, 1)]);
    }

    #[test]
    fn what_took_others_in_goes_on_from_its_own_figures_alone() {
        let mut site = communes(2);
        let [old, new] = [1, 2].map(LocalityId::at);
        succeed(&mut site, old, new, SuccessionKind::Whole, day(2023, 7, 1));
        let merged = metric([
            observed("2022", "2").at(1).build(),
            observed("2022", "9").at(2).build(),
            observed("2024", "13").at(2).build(),
        ]);
        let Some(Chart::Lines(lines)) = chart(&site, &merged, Some(ChartKind::Line)) else {
            panic!("no lines")
        };
        assert_eq!((lines.len(), lines[0].observations.len()), (1, 2));
        assert_eq!(lines[0].breaks, [day(2023, 7, 1)]);
    }

    #[test]
    fn groups_are_parts_of_a_whole_that_they_make_up() {
        let site = communes(1);
        let of = |total: &str| {
            with_groups(
                metric([
                    observed("2023", total).build(),
                    observed("2023", "67").group(0).build(),
                    observed("2023", "22").group(1).build(),
                ]),
                2,
            )
        };
        let whole = |metric: &Metric| match chart(&site, metric, None) {
            Some(Chart::Groups(groups)) => groups.whole,
            other => panic!("{other:?}"),
        };
        assert_eq!(whole(&of("89")), Some(Decimal::from(89)));
        assert_eq!(whole(&of("92")), None);
    }

    #[test]
    fn goals_need_a_number_and_a_figure() {
        let site = communes(1);
        let mut metric = metric([observed("2023", "12").build()]);
        metric.targets.push(target("40"));
        let Some(Chart::Progress(goals)) = chart(&site, &metric, None) else { panic!("no goals") };
        assert_eq!((goals.len(), goals[0].progress.missing), (1, Decimal::from(28)));
        metric.targets[0].value = None;
        assert_eq!(chart(&site, &metric, Some(ChartKind::Progress)), None);
    }
}
