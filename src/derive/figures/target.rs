//! Goals, and how near the newest figure is to them.

use rust_decimal::Decimal;

use super::ledger::{Ledger, Place};
use super::share::percent;
use crate::model::{Datelike, Day, Direction, ObservationId, Period, TargetFigure};

/// How near a figure is to a goal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// The figure that is held against the goal.
    pub observation: ObservationId,
    /// Per cent of the goal, not rounded; may be above 100. `None` where less is better, since nobody said how
    /// much there was at first, and where the goal is nothing.
    pub percent: Option<Decimal>,
    /// What is still missing, never below zero: to be added, or where less is better, to be taken away.
    pub missing: Decimal,
}

impl Progress {
    /// Whether the goal is reached.
    pub fn reached(&self) -> bool {
        self.missing.is_zero()
    }
}

impl Ledger<'_> {
    /// How near the newest figure whose period has begun by a day is to a goal; `None` for a goal without a
    /// number, and where nothing was observed.
    ///
    /// Where each period is counted by itself, no month says how near a year's goal is: then the figure of the year
    /// counts with whose last day the goal is due, and no other.
    pub fn progress(&self, target: &TargetFigure, as_of: Day) -> Option<Progress> {
        let place = Place { locality: target.locality?, group: target.group };
        target.value.as_ref()?;
        let observation = match self.metric().cumulative {
            Some(false) => {
                let due = target.due.as_ref()?.value;
                let year = Period::Year(due.year());
                self.at(place, year).filter(|_| due == year.last_day() && year.first_day() <= as_of)?
            }
            _ => self.latest_at(place, Some(as_of))?,
        };
        self.progress_of(target, observation)
    }

    fn progress_of(&self, target: &TargetFigure, observation: ObservationId) -> Option<Progress> {
        let goal = target.value.as_ref()?.value;
        let value = self.metric().observation(observation).value.value;
        let less_is_better = self.metric().direction == Direction::Down;
        let missing = if less_is_better { value.checked_sub(goal)? } else { goal.checked_sub(value)? };
        Some(Progress {
            observation,
            percent: if less_is_better { None } else { percent(value, goal) },
            missing: missing.max(Decimal::ZERO),
        })
    }

    /// Whether a goal was due before a day, and no figure says how it stood on its last day or after: none was
    /// reached before, and none is of a period that ends on that day or later.
    pub fn is_left_open(&self, target: &TargetFigure, as_of: Day) -> bool {
        let (Some(due), Some(locality)) = (&target.due, target.locality) else { return false };
        if due.value >= as_of || self.progress(target, as_of).is_some_and(|progress| progress.reached()) {
            return false;
        }
        let ids = self.series(Place { locality, group: target.group });
        let period = |id: &ObservationId| self.metric().observation(*id).date.period();
        !ids.iter().any(|id| period(id).last_day() >= due.value && period(id).first_day() <= as_of)
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{decimal, metric, observed, spanned, target};
    use super::super::round;
    use super::*;

    fn today() -> Day {
        Day::from_ymd_opt(2023, 1, 1).expect("a day")
    }

    #[test]
    fn progress_is_part_of_the_goal() {
        let metric = metric([observed("2022-11", "12174").build()]);
        let progress = Ledger::of(&metric).progress(&target("77894"), today()).expect("both are known");
        assert_eq!(progress.percent.map(|percent| round(percent, 1)), Some(decimal("15.6")));
        assert_eq!((progress.missing, progress.reached()), (decimal("65720"), false));
    }

    #[test]
    fn where_less_is_better_the_rest_counts_and_no_per_cent() {
        let mut metric = metric([observed("2022-11", "1223").build()]);
        metric.direction = Direction::Down;
        let progress = Ledger::of(&metric).progress(&target("0"), today()).expect("both are known");
        assert_eq!((progress.percent, progress.missing), (None, decimal("1223")));
    }

    #[test]
    fn a_goal_that_is_passed_is_reached() {
        let metric = metric([observed("2022-11", "110").build()]);
        let progress = Ledger::of(&metric).progress(&target("100"), today()).expect("both are known");
        assert_eq!((progress.percent, progress.missing), (Some(decimal("110")), decimal("0")));
        assert!(progress.reached());
    }

    #[test]
    fn no_month_says_how_near_a_years_goal_is() {
        let mut metric = metric([observed("2022-12", "371").build(), observed("2022", "4873").build()]);
        metric.cumulative = Some(false);
        let missing = |metric: &crate::model::Metric, month, day| {
            let due = Day::from_ymd_opt(2022, month, day).map(spanned);
            let progress = Ledger::of(metric).progress(&TargetFigure { due, ..target("5000") }, today());
            progress.map(|progress| progress.missing)
        };
        assert_eq!(missing(&metric, 12, 31), Some(decimal("127")));
        assert_eq!(missing(&metric, 6, 30), None, "nobody says of which period this is the goal");
        metric.observations.truncate(1);
        assert_eq!(missing(&metric, 12, 31), None);
    }

    #[test]
    fn what_has_not_begun_is_no_progress() {
        let metric = metric([observed("2023-02", "110").build()]);
        assert_eq!(Ledger::of(&metric).progress(&target("100"), today()), None);
    }
}
