//! Who speaks of what: the bulletins of a place, of a metric, of an event, and the figures of a place.
//!
//! Only what lists show is counted: no translation, nothing expired or withdrawn.

use std::collections::BTreeMap;

use crate::model::{Bulletin, BulletinId, EventId, LocalityId, MetricId, Site, Target};

/// What belongs to each of the site's places, metrics or events, by its number.
type Lists<T> = Vec<Vec<T>>;

/// The other end of every reference, made once for a build.
#[derive(Debug, Default)]
pub struct Mentions {
    of_locality: Lists<BulletinId>,
    below_locality: Lists<BulletinId>,
    of_metric: Lists<BulletinId>,
    of_event: Lists<BulletinId>,
    stated_in: BTreeMap<BulletinId, Vec<MetricId>>,
    metrics_at: Lists<MetricId>,
    events_at: Lists<EventId>,
    places_in: Lists<LocalityId>,
}

impl Mentions {
    /// Turns every reference of the site around.
    pub fn of(site: &Site) -> Self {
        let (places, metrics, events) = (site.localities.len(), site.metrics.len(), site.events.len());
        let mut mentions = Self {
            of_locality: vec![Vec::new(); places],
            below_locality: vec![Vec::new(); places],
            of_metric: vec![Vec::new(); metrics],
            of_event: vec![Vec::new(); events],
            stated_in: BTreeMap::new(),
            metrics_at: vec![Vec::new(); places],
            events_at: vec![Vec::new(); places],
            places_in: vec![Vec::new(); places],
        };
        // A figure that names its bulletin is quoted by it, whether or not a link in the text says so.
        let mut stated: BTreeMap<BulletinId, Vec<MetricId>> = BTreeMap::new();
        for (id, metric) in site.all_metrics() {
            for observation in &metric.observations {
                if let Some(bulletin) = observation.bulletin {
                    push_new(stated.entry(bulletin).or_default(), id);
                }
                if let Some(locality) = observation.locality {
                    push_new(&mut mentions.metrics_at[locality.index()], id);
                }
            }
        }
        for (id, event) in site.all_events() {
            if let Some(locality) = event.locality {
                push_new(&mut mentions.events_at[locality.index()], id);
            }
        }
        for (id, locality) in site.all_localities().filter(|(_, locality)| locality.has_page) {
            if let Some(parent) = locality.parent {
                mentions.places_in[parent.index()].push(id);
            }
        }
        for (id, bulletin) in site.listed_bulletins() {
            mentions.take(site, id, bulletin, stated.get(&id).map(Vec::as_slice).unwrap_or_default());
        }
        mentions.stated_in = stated;
        mentions
    }

    fn take(&mut self, site: &Site, id: BulletinId, bulletin: &Bulletin, stated: &[MetricId]) {
        for locality in &bulletin.localities {
            push_new(&mut self.of_locality[locality.index()], id);
        }
        for event in &bulletin.events {
            push_new(&mut self.of_event[event.index()], id);
        }
        for metric in stated {
            push_new(&mut self.of_metric[metric.index()], id);
        }
        for target in bulletin.references.iter().filter_map(|reference| reference.target.as_ref()) {
            match target {
                Target::Locality(locality) => push_new(&mut self.of_locality[locality.index()], id),
                Target::Event(event) => push_new(&mut self.of_event[event.index()], id),
                Target::Metric(quoted) => push_new(&mut self.of_metric[quoted.metric.index()], id),
                Target::Chart(chart) => push_new(&mut self.of_metric[chart.metric.index()], id),
                Target::Bulletin(_) | Target::Document(_) => {}
            }
        }
        self.take_ancestors(site, id, bulletin);
    }

    fn take_ancestors(&mut self, site: &Site, id: BulletinId, bulletin: &Bulletin) {
        for ancestor in bulletin.localities.iter().flat_map(|locality| site.ancestors(*locality)) {
            if self.of_locality(ancestor).last() != Some(&id) {
                push_new(&mut self.below_locality[ancestor.index()], id);
            }
        }
    }

    /// The bulletins that report on a place or link to it, newest first.
    pub fn of_locality(&self, locality: LocalityId) -> &[BulletinId] {
        list(&self.of_locality, locality.index())
    }

    /// The bulletins that report on a place below this one and do not speak of this one itself, newest first.
    pub fn below_locality(&self, locality: LocalityId) -> &[BulletinId] {
        list(&self.below_locality, locality.index())
    }

    /// The bulletins that quote a metric, draw it, or are named by one of its figures, newest first.
    pub fn of_metric(&self, metric: MetricId) -> &[BulletinId] {
        list(&self.of_metric, metric.index())
    }

    /// The metrics with a figure that names a bulletin as its source, in the order of their slugs; for a
    /// bulletin in any state.
    pub fn stated_in(&self, bulletin: BulletinId) -> &[MetricId] {
        self.stated_in.get(&bulletin).map(Vec::as_slice).unwrap_or_default()
    }

    /// The bulletins that announce or report an event, or link to it, newest first.
    pub fn of_event(&self, event: EventId) -> &[BulletinId] {
        list(&self.of_event, event.index())
    }

    /// The metrics that have a figure for a place, in the order of their slugs.
    pub fn metrics_at(&self, locality: LocalityId) -> &[MetricId] {
        list(&self.metrics_at, locality.index())
    }

    /// The events at a place, in the order of their dates.
    pub fn events_at(&self, locality: LocalityId) -> &[EventId] {
        list(&self.events_at, locality.index())
    }

    /// The places with a page that lie directly in a place, in the order of their slugs.
    pub fn places_in(&self, locality: LocalityId) -> &[LocalityId] {
        list(&self.places_in, locality.index())
    }
}

fn list<T>(lists: &Lists<T>, of: usize) -> &[T] {
    lists.get(of).map(Vec::as_slice).unwrap_or_default()
}

/// Lists are filled owner by owner, so one that is there already is the last.
fn push_new<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if list.last() != Some(&item) {
        list.push(item);
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{bulletin, locality, site};
    use super::*;
    use crate::model::{Listing, Withdrawal};

    fn slugs(site: &Site, ids: &[BulletinId]) -> Vec<String> {
        ids.iter().map(|id| site.bulletin(*id).slug.clone()).collect()
    }

    #[test]
    fn places_know_their_own_bulletins_and_those_below_them() {
        let mut site = site();
        let district = locality(&mut site, "huyen", None);
        let commune = locality(&mut site, "xa", Some(district));
        bulletin(&mut site, "moi", &[commune]);
        bulletin(&mut site, "cu", &[district, commune]);
        let mentions = Mentions::of(&site);
        assert_eq!(slugs(&site, mentions.of_locality(commune)), ["moi", "cu"]);
        assert_eq!(slugs(&site, mentions.of_locality(district)), ["cu"]);
        assert_eq!(slugs(&site, mentions.below_locality(district)), ["moi"]);
        assert_eq!(slugs(&site, mentions.below_locality(commune)), [""; 0]);
    }

    #[test]
    fn only_places_with_a_page_stand_below_a_place() {
        let mut site = site();
        let district = locality(&mut site, "huyen", None);
        let shown = locality(&mut site, "xa", Some(district));
        let hidden = locality(&mut site, "xa-an", Some(district));
        site.localities[hidden.index()].has_page = false;
        assert_eq!(Mentions::of(&site).places_in(district), [shown]);
    }

    #[test]
    fn what_lists_do_not_show_is_not_counted() {
        let mut site = site();
        let commune = locality(&mut site, "xa", None);
        bulletin(&mut site, "het-han", &[commune]);
        bulletin(&mut site, "rut", &[commune]);
        bulletin(&mut site, "dich", &[commune]);
        bulletin(&mut site, "con", &[commune]);
        site.bulletins[0].listing = Listing::Expired;
        let date = site.today;
        site.bulletins[1].listing = Listing::Withdrawn(Box::new(Withdrawal { date, reason: "sai".into() }));
        site.bulletins[2].original = Some(BulletinId::at(3));
        assert_eq!(slugs(&site, Mentions::of(&site).of_locality(commune)), ["con"]);
    }
}
