//! The newest figures of a place, with the goals that are set for it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::metric_totals::total_as_observed;
use crate::derive::address::Page;
use crate::derive::figures::{Place, Total};
use crate::model::{LocalityId, MetricId, ObservationId, Qualifier, TargetFigure};
use crate::render::chart::locality_charts;
use crate::render::desk::Desk;
use crate::render::format::DateView;
use crate::render::markup::Markup;
use crate::render::part::{
    FigureView, Mark, Notes, ObservedView, PeriodView, figure_view, group_name, marks, observed_figure,
    observed_view, period_view,
};
use crate::vietnamese::collation_key;

/// The figures of a place. A column that no row fills is not printed.
#[derive(Serialize)]
pub struct FiguresView<'a> {
    rows: Vec<RowView>,
    count: String,
    has_target: bool,
    /// What of them is drawn; empty where nothing is.
    charts_html: Option<Markup>,
    notes: Notes<'a>,
}

/// The newest figures of a metric: the total, and the groups of the same time.
#[derive(Serialize)]
struct RowView {
    name: String,
    link: String,
    /// `None` where only groups are known.
    total: Option<ObservedView>,
    groups: Vec<GroupView>,
    /// When, where only groups are known; a total says it itself.
    period: Option<PeriodView>,
    target: Option<GoalView>,
}

#[derive(Serialize)]
struct GroupView {
    name: String,
    figure: FigureView,
    marks: Vec<Mark>,
}

/// What is to be reached, and what is missing.
#[derive(Serialize)]
struct GoalView {
    value: FigureView,
    due: Option<DateView>,
    /// "còn 11.536", "đã đạt".
    missing: Option<String>,
}

/// The figures of a place; `None` where there are none.
pub fn figures_view<'a>(desk: &Desk<'a>, id: LocalityId) -> Option<FiguresView<'a>> {
    let mut notes = Notes::new(desk.words);
    let totals: BTreeMap<MetricId, &Total> = desk.shared.totals.newest_at(id).collect();
    let mut metrics = desk.shared.mentions.metrics_at(id).to_vec();
    metrics.extend(totals.keys());
    metrics.sort_by_cached_key(|metric| (collation_key(&desk.site.metric(*metric).name.value), *metric));
    metrics.dedup();
    let row_of = |metric: MetricId| match totals.get(&metric) {
        Some(total) => Some(total_row(desk, metric, total, &mut notes)),
        None => row(desk, metric, id, &mut notes),
    };
    let rows: Vec<RowView> = metrics.iter().copied().filter_map(row_of).collect();
    (!rows.is_empty()).then(|| FiguresView {
        count: desk.format().count(rows.len()),
        has_target: rows.iter().any(|row| row.target.is_some()),
        charts_html: Some(locality_charts(desk, id, &metrics)).filter(|charts| !charts.is_empty()),
        rows,
        notes,
    })
}

fn row(desk: &Desk<'_>, metric_id: MetricId, locality: LocalityId, notes: &mut Notes<'_>) -> Option<RowView> {
    let metric = desk.site.metric(metric_id);
    let date = |id: ObservationId| &metric.observations[id.index()].date;
    let newest: Vec<_> = desk.ledger(metric_id).latest_in(locality).collect();
    let total = newest.iter().find(|(place, _)| place.group.is_none()).map(|(_, id)| *id);
    let shown = total.or_else(|| newest.iter().map(|(_, id)| *id).max_by_key(|id| date(*id).period()))?;
    let of_same_time = newest.iter().filter(|(_, id)| date(*id).period() == date(shown).period());
    let total = total.map(|id| observed_view(desk, metric_id, id, notes));
    let groups = of_same_time
        .filter_map(|(place, id)| Some((place.group?, *id)))
        .map(|(group, id)| GroupView {
            name: group_name(metric, group).to_owned(),
            figure: observed_figure(desk, metric, metric.observation(id)),
            marks: marks(desk, metric_id, id, notes),
        })
        .collect();
    let period = total.is_none().then(|| period_view(desk, &metric.observations[shown.index()], notes));
    Some(RowView {
        name: metric.name.value.clone(),
        link: desk.link(Page::Metric(metric_id)),
        total,
        groups,
        period,
        target: goal(desk, metric_id, Place { locality, group: None }),
    })
}

/// What the places in this one come to, where that is newer than what the source states for it.
fn total_row(desk: &Desk<'_>, metric: MetricId, total: &Total, notes: &mut Notes<'_>) -> RowView {
    RowView {
        name: desk.site.metric(metric).name.value.clone(),
        link: desk.link(Page::Metric(metric)),
        total: Some(total_as_observed(desk, metric, total, notes)),
        groups: Vec::new(),
        period: None,
        target: None,
    }
}

/// The goal that is due last.
fn goal(desk: &Desk<'_>, metric_id: MetricId, place: Place) -> Option<GoalView> {
    let metric = desk.site.metric(metric_id);
    let of_place = |target: &&TargetFigure| {
        target.locality == Some(place.locality) && target.group == place.group && target.value.is_some()
    };
    let target = metric
        .targets
        .iter()
        .filter(of_place)
        .max_by_key(|target| target.due.as_ref().map(|due| due.value))?;
    let progress = desk.ledger(metric_id).progress(target, desk.site.today());
    let missing = progress.map(|progress| match progress.reached() {
        true => desk.words.get("metric.reached").to_owned(),
        false => desk.words.fill("metric.missing", &[("number", &desk.number(progress.missing))]),
    });
    Some(GoalView {
        value: figure_view(desk, metric, target.value.as_ref()?.value, Qualifier::Exact),
        due: target.due.as_ref().map(|due| desk.day(due.value)),
        missing,
    })
}
