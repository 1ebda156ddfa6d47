//! The tables of a metric: newest figures by place, groups with their total.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use serde::Serialize;

use crate::derive::figures::{Breakdown, Place, Rank, Share, breakdowns, percent, ranks};
use crate::model::{LocalityId, Metric, MetricId, ObservationId};
use crate::render::chart::Easel;
use crate::render::desk::Desk;
use crate::render::part::{
    FigureView, Mark, Notes, ObservedView, PeriodView, PlaceView, ShareView, bears_sign, capitalised, marks,
    observed_figure, observed_view, period_view, place_rank, place_view, share_view, within,
};

/// Places in the table of the newest figures where there are many; the files have the others.
const MOST: usize = 24;
/// Up to so many are all shown: to leave out three would only raise questions.
const FEW: usize = 28;
/// Places whose groups have a table.
const BREAKDOWNS: usize = 12;

/// The newest totals by place. A column that no row fills is not printed.
#[derive(Serialize)]
pub struct LatestView {
    rows: Vec<LatestRow>,
    has_of: bool,
    has_share: bool,
    has_rank: bool,
    has_status: bool,
    /// "24 trên 3.321 nơi, từ cao xuống thấp."; `None` where all are shown.
    cut: Option<String>,
}

#[derive(Serialize)]
struct LatestRow {
    place: PlaceView,
    observed: ObservedView,
    /// "3/24": among the places of its level with a figure for the same period.
    rank: Option<String>,
}

/// The groups of one place and period.
#[derive(Serialize)]
pub struct BreakdownView {
    id: String,
    /// "Việt Nam. Đơn vị: nhiệm vụ".
    caption: String,
    period: PeriodView,
    rows: Vec<GroupRow>,
    has_share: bool,
    /// What the groups add up to, where that is not the total stated or where no total is stated.
    sum: Option<String>,
    /// The total that the source states.
    total: Option<String>,
    total_marks: Vec<Mark>,
    /// "thừa 3", "thiếu 16".
    excess: Option<String>,
}

#[derive(Serialize)]
struct GroupRow {
    name: String,
    figure: FigureView,
    /// Its part of the total; only where all groups make up the total.
    share: Option<ShareView>,
    marks: Vec<Mark>,
}

/// The unit in words; `None` where figures carry their sign.
pub fn unit_caption(desk: &Desk<'_>, metric: &Metric) -> Option<String> {
    let unit = &metric.unit.other;
    (!bears_sign(metric) && !unit.is_empty()).then(|| desk.words.fill("metric.in_unit", &[("unit", unit)]))
}

/// What a table is of: place, group, unit.
pub fn caption(desk: &Desk<'_>, metric: &Metric, locality: LocalityId, group: Option<&str>) -> String {
    let place = capitalised(&desk.site.locality(locality).name);
    let parts = [Some(place), within(desk, locality), group.map(str::to_owned)];
    let of: Vec<String> = parts.into_iter().flatten().collect();
    let sentences = [Some(of.join(", ")), unit_caption(desk, metric)];
    sentences.into_iter().flatten().collect::<Vec<_>>().join(". ")
}

/// The newest total of each place, but for those that stand below their groups anyway.
///
/// Places stand as in an A–Z, so that one's own is found where it always is; the rank says who leads. Of too many
/// for a page, those that a chart shows first, as it orders them: each has its own page, and the files have all.
pub fn latest_view(
    desk: &Desk<'_>,
    metric_id: MetricId,
    broken_down: &[Breakdown],
    notes: &mut Notes<'_>,
) -> Option<LatestView> {
    let ledger = desk.ledger(metric_id);
    let below_groups: BTreeSet<_> = broken_down.iter().filter_map(|breakdown| breakdown.total).collect();
    let totals = ledger.latest().filter(|(place, _)| place.group.is_none());
    let mut newest: Vec<_> = totals.filter(|(_, id)| !below_groups.contains(id)).collect();
    let ranks = ranks(desk.site, ledger);
    newest.sort_by_cached_key(|(place, _)| place_rank(desk, place.locality));
    let cut = (newest.len() > FEW).then(|| cut(desk, metric_id, &mut newest));
    let rows: Vec<_> = newest
        .into_iter()
        .map(|(place, id)| LatestRow {
            place: place_view(desk, place.locality),
            observed: observed_view(desk, metric_id, id, notes),
            rank: ranks.get(&place.locality).map(|rank| rank_in_words(desk, *rank)),
        })
        .collect();
    (!rows.is_empty()).then(|| LatestView {
        has_of: rows.iter().any(|row| row.observed.of.is_some()),
        has_share: rows.iter().any(|row| row.observed.share.is_some()),
        has_rank: rows.iter().any(|row| row.rank.is_some()),
        has_status: rows.iter().any(|row| row.observed.status.is_some()),
        rows,
        cut,
    })
}

/// Leaves as many places as a page has room for, and says which.
fn cut(desk: &Desk<'_>, metric: MetricId, newest: &mut Vec<(Place, ObservationId)>) -> String {
    let easel = Easel::new(desk, metric);
    let compared = easel.figures().bars(&[]).map(|bars| bars.observations).unwrap_or_default();
    let position: BTreeMap<ObservationId, usize> =
        compared.into_iter().enumerate().map(|(at, id)| (id, at)).collect();
    let all = newest.len();
    // The sort keeps the order of those that the chart does not compare.
    newest.sort_by_key(|(_, id)| position.get(id).copied().unwrap_or(usize::MAX));
    newest.truncate(MOST);
    match newest.last().is_some_and(|(_, id)| position.contains_key(id)) {
        true => easel.cut(newest.len(), all),
        false => {
            let (shown, count) = (desk.format().count(newest.len()), desk.format().count(all));
            desk.words.fill("metric.cut", &[("shown", &shown), ("count", &count)])
        }
    }
}

fn rank_in_words(desk: &Desk<'_>, rank: Rank) -> String {
    let position = desk.format().count(rank.position);
    desk.words.count("metric.rank_of", rank.of, &[("position", &position)])
}

/// The newest breakdown of each place, as many as a page has room for.
pub fn newest_breakdowns(desk: &Desk<'_>, metric: &Metric) -> Vec<Breakdown> {
    let mut newest: BTreeMap<LocalityId, Breakdown> = BTreeMap::new();
    for breakdown in breakdowns(metric) {
        newest.entry(breakdown.locality).or_insert(breakdown);
    }
    let mut newest: Vec<_> = newest.into_values().collect();
    newest.sort_by_cached_key(|breakdown| place_rank(desk, breakdown.locality));
    newest.truncate(BREAKDOWNS);
    newest
}

/// The groups of one place and period; what their source says goes to the footnotes.
pub fn breakdown_view(
    desk: &Desk<'_>,
    metric_id: MetricId,
    breakdown: &Breakdown,
    notes: &mut Notes<'_>,
) -> BreakdownView {
    let metric = desk.site.metric(metric_id);
    let value = |id: ObservationId| metric.observations[id.index()].value.value;
    let total = breakdown.total.map(value);
    let excess = breakdown.excess(metric);
    // A share of a total that the parts do not make up would be one of several, and which is right nobody knows.
    let whole = total.filter(|total| breakdown.complete && breakdown.sum == Some(*total));
    let first = breakdown.total.unwrap_or(breakdown.parts[0].1);
    let rows: Vec<_> = breakdown
        .parts
        .iter()
        .map(|(group, id)| {
            let observation = &metric.observations[id.index()];
            let computed = whole.and_then(|whole| percent(observation.value.value, whole));
            GroupRow {
                name: metric.groups[group.index()].name.clone(),
                figure: observed_figure(desk, metric, observation),
                share: computed
                    .map(|computed| share_view(desk, &Share { stated: None, computed: Some(computed) })),
                marks: marks(desk, metric_id, *id, notes),
            }
        })
        .collect();
    let total_marks = breakdown.total.map(|total| marks(desk, metric_id, total, notes)).unwrap_or_default();
    BreakdownView {
        id: format!("_group-{}", desk.site.locality(breakdown.locality).slug),
        caption: caption(desk, metric, breakdown.locality, None),
        period: period_view(desk, &metric.observations[first.index()], notes),
        has_share: rows.iter().any(|row| row.share.is_some()),
        rows,
        sum: sum_shown(metric, breakdown).map(|sum| desk.number(sum)),
        total: total.map(|total| desk.number(total)),
        total_marks,
        excess: excess.map(|excess| {
            let key = if excess.is_sign_positive() { "metric.too_much" } else { "metric.too_little" };
            desk.words.fill(key, &[("number", &desk.number(excess.abs()))])
        }),
    }
}

/// The sum of the groups where it says something: beside a total that it misses, or where no total is stated.
fn sum_shown(metric: &Metric, breakdown: &Breakdown) -> Option<Decimal> {
    match breakdown.total {
        Some(_) => breakdown.sum.filter(|_| breakdown.excess(metric).is_some()),
        None => breakdown.meaningful_sum(metric),
    }
}
