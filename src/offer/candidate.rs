//! The figures that a bulletin may give: those of the places it speaks of, as far as its day could know them.

use std::collections::{BTreeMap, BTreeSet};

use crate::derive::figures::{Ledgers, Meant, Place, readings};
use crate::model::{Bulletin, Figured, LocalityId, Metric, MetricId, ObservationId, Period, Site, Target};

/// The figures of an observation that are looked for: a computed share only where none is stated.
const FIGURES: [Figured; 3] = [Figured::Value, Figured::Of, Figured::Percent];

/// The observations of every place.
pub(super) struct Candidates<'s> {
    ledgers: Ledgers<'s>,
    at: BTreeMap<LocalityId, Vec<(MetricId, ObservationId)>>,
}

/// A figure that a number may be tied to.
#[derive(Debug)]
pub(super) struct Candidate<'s> {
    pub(super) metric: MetricId,
    pub(super) observation: ObservationId,
    figure: Figured,
    /// The figures that its link would let stand; never empty.
    pub(super) readings: Vec<Meant<'s>>,
    /// What a link must name to mean this observation; `None` for the newest.
    period: Option<Period>,
}

impl<'s> Candidates<'s> {
    pub(super) fn of(site: &'s Site) -> Self {
        let mut at: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (id, metric) in site.all_metrics() {
            for (index, observation) in metric.observations.iter().enumerate() {
                if let Some(locality) = observation.locality {
                    at.entry(locality).or_default().push((id, ObservationId::at(index)));
                }
            }
        }
        Self { ledgers: Ledgers::of(site), at }
    }

    /// The figures of the places that a bulletin speaks of whose period had begun by its day.
    pub(super) fn near(&self, site: &Site, bulletin: &Bulletin) -> Vec<Candidate<'s>> {
        let day = bulletin.date.period().last_day();
        // Of two for one period the later written stands, as it does for references.
        let mut standing: BTreeMap<(MetricId, Option<Place>), BTreeMap<Period, ObservationId>> =
            BTreeMap::new();
        for place in places(bulletin) {
            for (metric, id) in self.at.get(&place).map(Vec::as_slice).unwrap_or_default() {
                let observation = site.observation(*metric, *id);
                let period = observation.date.period();
                if period.first_day() <= day {
                    standing.entry((*metric, Place::of(observation))).or_default().insert(period, *id);
                }
            }
        }
        let mut found = Vec::new();
        for ((metric, _), periods) in standing {
            let newest = periods.last_key_value().map(|(period, _)| *period);
            for (own, observation) in periods {
                let period = (Some(own) != newest).then_some(own);
                let ledger = self.ledgers.get(metric);
                found.extend(FIGURES.map(|figure| {
                    let readings = readings(ledger, observation, figure);
                    Candidate { metric, observation, figure, readings, period }
                }));
            }
        }
        found.retain(|one| !one.readings.is_empty());
        found.sort_by_key(|one| (one.metric, one.observation));
        found
    }
}

/// The places of the front matter, and those that the text refers to.
fn places(bulletin: &Bulletin) -> BTreeSet<LocalityId> {
    let mut places: BTreeSet<LocalityId> = bulletin.localities.iter().copied().collect();
    for target in bulletin.references.iter().filter_map(|reference| reference.target.as_ref()) {
        match target {
            Target::Locality(place) => {
                places.insert(*place);
            }
            Target::Metric(quoted) => places.extend(quoted.locality),
            _ => {}
        }
    }
    places
}

impl Candidate<'_> {
    /// Whether a link without a period means it.
    pub(super) fn is_newest(&self) -> bool {
        self.period.is_none()
    }

    /// What a link to it names.
    pub(super) fn address(&self, site: &Site) -> String {
        let metric = site.metric(self.metric);
        let group = group_slug(metric, self.observation).map(|group| format!(".{group}"));
        let place = metric.observations[self.observation.index()].locality;
        let place = place.map(|place| format!("@{}", site.locality(place).slug));
        let period = self.period.map(|period| format!("/{}", period.iso()));
        let word = Figured::WORDS.iter().find(|(_, figure)| *figure == self.figure);
        let word = word.map(|(word, _)| format!("#{word}"));
        let parts = [group, place, period, word].into_iter().flatten().collect::<String>();
        format!("metric:{}{parts}", metric.slug)
    }
}

fn group_slug(metric: &Metric, id: ObservationId) -> Option<&str> {
    let group = metric.observations[id.index()].group?;
    metric.groups.get(group.index()).map(|group| group.slug.as_str())
}
