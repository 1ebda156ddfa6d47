//! The figures of every place over time, found once for all pages.

use std::collections::BTreeMap;

use super::series::Place;
use crate::model::{Metric, MetricId, ObservationId, Site};

/// The course of a metric at each place and group: one observation a period, the oldest first. Of several for
/// one period the last written stands.
pub type Course = BTreeMap<Place, Vec<ObservationId>>;

/// The course of every metric.
#[derive(Debug)]
pub struct Courses {
    of_metrics: Vec<Course>,
}

impl Courses {
    /// Goes through every observation of a site once.
    pub fn of(site: &Site) -> Self {
        Self { of_metrics: site.metrics.iter().map(course).collect() }
    }

    /// That of one metric.
    pub fn of_metric(&self, metric: MetricId) -> &Course {
        &self.of_metrics[metric.index()]
    }
}

/// The course of one metric.
pub fn course(metric: &Metric) -> Course {
    let mut found: BTreeMap<Place, BTreeMap<_, ObservationId>> = BTreeMap::new();
    for (at, observation) in metric.observations.iter().enumerate() {
        if let Some(place) = Place::of(observation) {
            found.entry(place).or_default().insert(observation.date.period(), ObservationId::at(at));
        }
    }
    found.into_iter().map(|(place, periods)| (place, periods.into_values().collect())).collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{metric, observed};
    use super::*;
    use crate::model::LocalityId;

    #[test]
    fn each_place_has_one_figure_a_period_the_oldest_first() {
        let metric = metric([
            observed("2023", "3").build(),
            observed("2022", "1").build(),
            observed("2022", "2").build(),
            observed("2022", "9").at(1).build(),
        ]);
        let course = course(&metric);
        let at = |locality| &course[&Place { locality: LocalityId::at(locality), group: None }];
        assert_eq!(at(0), &[ObservationId::at(2), ObservationId::at(0)]);
        assert_eq!(at(1), &[ObservationId::at(3)]);
    }
}
