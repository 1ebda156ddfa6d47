//! Where a place stands among those it can be compared with.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::ledger::{Ledger, Place};
use super::share::share;
use crate::model::{Direction, GroupId, Level, LocalityId, ObservationId, Period, Qualifier, Site};

/// Fewer places than this make no ranking: the first of two is no news.
const FEWEST: usize = 3;

/// A place in an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rank {
    /// From 1; places with the same figure share the better one, and the next one is left out: 1, 2, 2, 4.
    pub position: usize,
    /// How many are compared.
    pub of: usize,
}

/// What must be alike for figures to be compared.
type Kin = (Level, Period, Option<GroupId>);

/// The rank of each place by its newest figure, where the metric says which way is better.
///
/// Compared are exact figures of places of one level, for one period and group. Where all of them have a share
/// of their whole, the shares are compared: a large district has issued more cards than a small one for no
/// merit of its own.
pub fn ranks(site: &Site, ledger: &Ledger<'_>) -> BTreeMap<LocalityId, Rank> {
    let metric = ledger.metric();
    let mut ranks = BTreeMap::new();
    if metric.direction == Direction::None {
        return ranks;
    }
    let mut kin: BTreeMap<Kin, Vec<(LocalityId, ObservationId)>> = BTreeMap::new();
    for (Place { locality, group }, id) in ledger.latest().filter(|(place, _)| place.group.is_none()) {
        let observation = metric.observation(id);
        if observation.qualifier == Qualifier::Exact {
            let key = (site.locality(locality).level, observation.date.period(), group);
            kin.entry(key).or_default().push((locality, id));
        }
    }
    for compared in kin.into_values().filter(|compared| compared.len() >= FEWEST) {
        let shares: Option<Vec<Decimal>> = compared
            .iter()
            .map(|(_, id)| {
                share(metric.observation(*id)).map(|share| share.computed.unwrap_or(share.shown()))
            })
            .collect();
        let values = shares
            .unwrap_or_else(|| compared.iter().map(|(_, id)| metric.observation(*id).value.value).collect());
        let places = compared.into_iter().map(|(locality, _)| locality);
        order(metric.direction, places.zip(values).collect(), &mut ranks);
    }
    ranks
}

fn order(
    direction: Direction,
    mut figures: Vec<(LocalityId, Decimal)>,
    ranks: &mut BTreeMap<LocalityId, Rank>,
) {
    figures.sort_by_key(|(locality, value)| {
        (if direction == Direction::Up { -*value } else { *value }, *locality)
    });
    let mut before: Option<(Decimal, usize)> = None;
    for (at, (locality, value)) in figures.iter().enumerate() {
        let position = before.filter(|(same, _)| same == value).map_or(at + 1, |(_, position)| position);
        before = Some((*value, position));
        ranks.insert(*locality, Rank { position, of: figures.len() });
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{metric, observed};
    use super::*;
    use crate::derive::fixture::{locality, site};
    use crate::model::{Metric, Observation};

    fn positions(metric: &Metric) -> Vec<(usize, usize)> {
        let mut site = site();
        for slug in ["a", "b", "c", "d", "e"] {
            locality(&mut site, slug, None);
        }
        let ranks = ranks(&site, &Ledger::of(metric));
        ranks.into_iter().map(|(place, rank)| (place.index(), rank.position)).collect()
    }

    fn at(place: usize, value: &str) -> Observation {
        observed("2024", value).at(place).build()
    }

    #[test]
    fn more_or_less_is_better_as_the_metric_says() {
        let mut metric = metric([at(0, "5"), at(1, "9"), at(2, "9"), at(3, "1")]);
        assert_eq!(positions(&metric), [(0, 3), (1, 1), (2, 1), (3, 4)]);
        metric.direction = Direction::Down;
        assert_eq!(positions(&metric), [(0, 2), (1, 3), (2, 3), (3, 1)]);
        metric.direction = Direction::None;
        assert_eq!(positions(&metric), []);
    }

    #[test]
    fn only_what_is_alike_is_compared() {
        let mut all = vec![at(0, "5"), at(1, "9"), at(2, "7")];
        all.push(observed("2023", "8").at(3).build());
        all.push(observed("2024", "8").at(4).qualifier(Qualifier::Over).build());
        assert_eq!(positions(&metric(all)), [(0, 3), (1, 1), (2, 2)]);
        assert_eq!(positions(&metric([at(0, "5"), at(1, "9")])), [], "two are no ranking");
    }

    #[test]
    fn shares_are_compared_where_every_place_has_one() {
        let of = |place, value, of| observed("2024", value).at(place).of(of).build();
        let shares = metric([of(0, "50", "100"), of(1, "90", "1000"), of(2, "7", "10")]);
        assert_eq!(positions(&shares), [(0, 2), (1, 3), (2, 1)]);
        let mixed = metric([of(0, "50", "100"), of(1, "90", "1000"), at(2, "7")]);
        assert_eq!(positions(&mixed), [(0, 2), (1, 1), (2, 3)]);
    }
}
