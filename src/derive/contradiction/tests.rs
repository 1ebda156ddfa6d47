use super::*;
use crate::derive::figures::fixture::{Observed, decimal, metric, observed, with_groups};
use crate::derive::fixture::{bulletin, locality, site};
use crate::model::{BulletinId, Direction, Metric, Observation, ObservationStatus, Qualifier};

fn findings(metrics: impl IntoIterator<Item = Metric>) -> Vec<Finding> {
    let mut site = site();
    locality(&mut site, "xa", None);
    bulletin(&mut site, "bai-mot", &[]);
    bulletin(&mut site, "bai-hai", &[]);
    site.metrics.extend(metrics);
    let ledgers = Ledgers::of(&site);
    let totals = Totals::of(&site, &ledgers);
    let all = Contradictions::of(&site, &ledgers, &totals);
    all.iter().cloned().collect()
}

fn in_one(observations: impl IntoIterator<Item = Observation>) -> Vec<Contradiction> {
    findings([metric(observations)]).into_iter().map(|one| one.what).collect()
}

fn bounds(low: &str, high: &str) -> Bounds {
    Bounds { low: decimal(low), high: decimal(high) }
}

#[test]
fn a_stated_share_is_held_against_its_figures() {
    let stated = |percent| in_one([observed("2022", "12174").of("77894").percent(percent).build()]);
    let [Contradiction::Share { stated: wrong, computed, fitting }] = &stated("15.7")[..] else {
        panic!("15.7 is wrong")
    };
    assert_eq!((*wrong, *fitting), (decimal("15.7"), Some(bounds("77296", "77789"))));
    assert_eq!(computed.round_dp(2), decimal("15.63"));
    assert_eq!(stated("15.6"), []);
    assert_eq!(stated("16"), []);
    let over = observed("2022", "12174").of("77894").percent("15.7").qualifier(Qualifier::Over);
    assert_eq!(in_one([over.build()]), []);
}

#[test]
fn a_part_is_not_more_than_its_whole() {
    let of = |value, of| observed("2022", value).of(of);
    assert_eq!(in_one([of("26", "24").build()]), [Contradiction::AboveWhole]);
    assert_eq!(in_one([of("24", "24").build()]), []);
    assert_eq!(in_one([of("26", "24").qualifier(Qualifier::Over).build()]), [Contradiction::AboveWhole]);
    assert_eq!(in_one([of("26", "24").qualifier(Qualifier::Under).build()]), []);
    let above = in_one([of("26", "26").percent("101").build()]);
    assert_eq!(above[0], Contradiction::AboveHundred);
}

#[test]
fn a_share_of_nothing_named_is_a_question() {
    let implied = bounds("89380", "89481");
    let found = in_one([observed("2022", "77894").percent("87.1").build()]);
    assert_eq!(found, [Contradiction::UnnamedWhole { implied }]);
}

fn grouped(total: Observed, parts: [&str; 3]) -> Metric {
    let parts = (0..).zip(parts).map(|(group, value)| observed("2024", value).group(group).build());
    with_groups(metric([total.build()].into_iter().chain(parts)), 3)
}

#[test]
fn groups_that_exceed_their_total_are_held_against_neighbours() {
    let total = || observed("2024", "89").bulletin(BulletinId::at(0));
    let common = |observed: Observed| metric([observed.build()]);
    let excess_with = |neighbour: Metric| {
        let found = findings([grouped(total(), ["67", "13", "12"]), neighbour]);
        let Contradiction::Groups { excess, neighbours, .. } = &found[0].what else { panic!("{found:?}") };
        assert_eq!((found.len(), *excess), (1, decimal("3")));
        neighbours.iter().map(|one| (one.together, one.excess)).collect::<Vec<_>>()
    };
    let beside = common(observed("2024", "13").bulletin(BulletinId::at(0)));
    assert_eq!(excess_with(beside), [(decimal("102"), decimal("-10"))]);
    assert_eq!(excess_with(common(observed("2024", "13").bulletin(BulletinId::at(1)))), []);
    assert_eq!(excess_with(common(observed("2023", "13").bulletin(BulletinId::at(0)))), []);
    let short = findings([grouped(observed("2024", "413"), ["200", "78", "119"])]);
    assert!(matches!(&short[0].what, Contradiction::Groups { excess, .. } if *excess == decimal("-16")));
    assert_eq!(findings([grouped(observed("2024", "92"), ["67", "13", "12"])]), []);
}

#[test]
fn a_cumulative_count_does_not_fall() {
    let falling = || vec![observed("2022-10", "9").build(), observed("2022-11", "8").build()];
    assert_eq!(in_one(falling()), [Contradiction::Fall]);
    let found = findings([metric(falling())]);
    assert_eq!((found[0].at.index(), found[0].against.map(ObservationId::index)), (1, Some(0)));
    let mut flow = metric(falling());
    flow.cumulative = Some(false);
    assert_eq!(findings([flow]), []);
    let mut less_is_better = metric(falling());
    less_is_better.direction = Direction::Down;
    assert_eq!(findings([less_is_better]), []);
}

#[test]
fn what_only_looks_like_a_fall_is_none() {
    let pair = |before: Observed, now: Observed| in_one([before.build(), now.build()]);
    let revised = || observed("2022-11", "8").status(ObservationStatus::Revised);
    assert_eq!(pair(observed("2022-10", "9"), revised()), []);
    assert_eq!(
        pair(observed("2022-10", "9").status(ObservationStatus::Provisional), observed("2022-11", "8")),
        []
    );
    assert_eq!(pair(observed("2022-10", "9").qualifier(Qualifier::About), observed("2022-11", "8")), []);
    assert_eq!(pair(observed("2022-12", "9"), observed("2022", "8")), [], "both end with the year");
    assert_eq!(pair(observed("2022", "9"), observed("2022-03", "8")), [], "the year ends later");
}

#[test]
fn two_figures_for_one_period_are_one_too_many() {
    let pair = |first: Observed, later: Observed| in_one([first.build(), later.build()]);
    assert_eq!(pair(observed("2022", "9"), observed("2022", "9")), [Contradiction::Repeat { same: true }]);
    assert_eq!(pair(observed("2022", "9"), observed("2022", "8")), [Contradiction::Repeat { same: false }]);
    assert_eq!(pair(observed("2022", "9"), observed("2022", "8").status(ObservationStatus::Revised)), []);
    let of = |value, at| observed("2022", value).bulletin(BulletinId::at(at));
    assert_eq!(pair(of("9", 0), of("8", 1)), [Contradiction::Bulletins]);
    assert_eq!(pair(of("9", 0), of("9", 1)), [Contradiction::Repeat { same: true }]);
    assert_eq!(pair(of("9", 0).qualifier(Qualifier::Over), of("12", 1)), [], "both can be true");
    assert_eq!(pair(of("9", 0).qualifier(Qualifier::Over), of("8", 1)), [Contradiction::Bulletins]);
}

fn remainder(part: Observed, rest: Observed) -> Vec<Miss> {
    let mut left = metric([rest.build()]);
    (left.direction, left.remaining_of) = (Direction::Down, Some(MetricId::at(0)));
    let found = findings([metric([part.build()]), left]);
    let misses = found.into_iter().filter_map(|one| match one.what {
        Contradiction::Remainder { miss, .. } => Some(miss),
        _ => None,
    });
    misses.collect()
}

#[test]
fn a_remainder_is_what_the_part_leaves() {
    let part = || observed("2022", "12174").of("77894");
    assert_eq!(remainder(part(), observed("2022", "65720")), []);
    let number = Miss::Number { whole: decimal("77894"), left: decimal("65720") };
    assert_eq!(remainder(part(), observed("2022", "65719")), [number]);
    let share = Miss::Share { whole: decimal("77894"), rest: decimal("84.4"), left: decimal("84.3") };
    assert_eq!(remainder(part().percent("15.7"), observed("2022", "65720")), [share]);
    assert_eq!(remainder(part().percent("15.6"), observed("2022", "65720")), []);
    assert_eq!(remainder(part(), observed("2023", "1")), [], "another period");
}

#[test]
fn a_share_of_an_unnamed_whole_leaves_something_as_well() {
    let part = || observed("2022", "77894").percent("87.1");
    let implied = Miss::Implied { left: bounds("11486", "11587") };
    assert_eq!(remainder(part(), observed("2022", "1223").of("2376")), [implied]);
    assert_eq!(remainder(part(), observed("2022", "11500")), []);
    assert_eq!(
        remainder(observed("2022", "77894"), observed("2022", "5")),
        [],
        "nothing is known of the whole"
    );
}

#[test]
fn an_accept_at_either_of_two_figures_will_do() {
    let found = vec![Finding {
        metric: MetricId::at(0),
        at: ObservationId::at(1),
        against: Some(ObservationId::at(0)),
        what: Contradiction::Fall,
    }];
    let all = Contradictions::indexed(found);
    let at = |id| all.at(MetricId::at(0), ObservationId::at(id)).count();
    assert_eq!((at(0), at(1), at(2)), (1, 1, 0));
}
