//! The newest figures of a place, with the goals that are set for it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::metric_totals::total_as_observed;
use crate::derive::address::Page;
use crate::derive::figures::{Place, Total};
use crate::derive::succession::{Carried, Obstacle, carried};
use crate::model::{LocalityId, MetricId, ObservationId, Qualifier, TargetFigure};
use crate::render::chart::locality_charts;
use crate::render::desk::Desk;
use crate::render::format::DateView;
use crate::render::markup::Markup;
use crate::render::part::{
    FigureView, Mark, Notes, ObservedView, PeriodView, capitalised, figure_view, group_name, marks,
    observed_figure, observed_view, period_view,
};
use crate::vietnamese::collation_key;

/// The figures of a place. A column that no row fills is not printed.
#[derive(Serialize)]
pub struct FiguresView {
    /// The fragment of the heading.
    id: String,
    /// "Số liệu", "Số liệu của xã Xá Nhè".
    title: String,
    /// For figures of a former place: that they are not those of the page's place.
    remark: Option<String>,
    rows: Vec<RowView>,
    count: String,
    has_target: bool,
    /// What of them is drawn; empty where nothing is.
    charts_html: Option<Markup>,
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

/// As many places are named before the rest is counted.
const NAMED: usize = 5;
/// The figures of as many former places are shown with those of the later one; the others' pages have theirs.
const FORMER: usize = 4;

/// The figures of a place, then those of the former places on its ground, which stay theirs.
pub fn all_figures(
    desk: &Desk<'_>,
    id: LocalityId,
    former: &[LocalityId],
    notes: &mut Notes<'_>,
) -> Vec<FiguresView> {
    let own = figures_view(desk, id, notes);
    let with_figures =
        former.iter().filter(|past| !desk.shared.derived.mentions().metrics_at(**past).is_empty());
    let earlier = with_figures.take(FORMER).filter_map(|past| {
        let view = figures_view(desk, *past, notes)?;
        let locality = desk.site.locality(*past);
        Some(FiguresView {
            id: format!("_figures-{}", locality.slug),
            title: desk.words.fill("locality.figures_of", &[("place", &locality.name)]),
            remark: Some(remark(desk, *past, id)),
            // Drawings have one name each on a page, and the place's own come first.
            charts_html: None,
            ..view
        })
    });
    let earlier: Vec<FiguresView> = earlier.collect();
    own.into_iter().chain(earlier).collect()
}

/// Whether figures of a former place are also those of the present one, or why not.
fn remark(desk: &Desk<'_>, former: LocalityId, present: LocalityId) -> String {
    let name = |id: LocalityId| desk.site.locality(id).name.as_str();
    let names = |ids: &[LocalityId]| {
        let named: Vec<&str> = ids.iter().take(NAMED).map(|id| name(*id)).collect();
        let rest = ids.len().saturating_sub(NAMED);
        let more = (rest > 0).then(|| desk.words.count("place.more", rest, &[]));
        std::iter::once(named.join(", ")).chain(more).collect::<Vec<_>>().join(" ")
    };
    let others =
        |ids: Vec<LocalityId>| names(&ids.into_iter().filter(|id| *id != former).collect::<Vec<_>>());
    let (key, others) = match carried(desk.site, former, present) {
        Ok(Carried::AsItIs) => ("locality.figures_same", String::new()),
        Ok(Carried::Together(parts)) => ("locality.figures_together", others(parts)),
        Err(Obstacle::Divided) => ("locality.figures_divided", String::new()),
        Err(Obstacle::WithPartsOf(parts)) => ("locality.figures_with_parts", others(parts)),
        Err(Obstacle::OthersUnknown | Obstacle::NotItsGround) => ("locality.figures_stay", String::new()),
    };
    let values = [("former", name(former)), ("place", name(present)), ("others", &others)];
    capitalised(&desk.words.fill(key, &values))
}

/// The figures of a place; `None` where there are none.
fn figures_view(desk: &Desk<'_>, id: LocalityId, notes: &mut Notes<'_>) -> Option<FiguresView> {
    let totals: BTreeMap<MetricId, &Total> = desk.shared.derived.totals().newest_at(id).collect();
    let mut metrics = desk.shared.derived.mentions().metrics_at(id).to_vec();
    metrics.extend(totals.keys());
    metrics.sort_by_cached_key(|metric| (collation_key(&desk.site.metric(*metric).name.value), *metric));
    metrics.dedup();
    let row_of = |metric: MetricId| match totals.get(&metric) {
        Some(total) => Some(total_row(desk, metric, total, notes)),
        None => row(desk, metric, id, notes),
    };
    let rows: Vec<RowView> = metrics.iter().copied().filter_map(row_of).collect();
    (!rows.is_empty()).then(|| FiguresView {
        id: "_figures".to_owned(),
        title: desk.words.get("locality.figures").to_owned(),
        remark: None,
        count: desk.format().count(rows.len()),
        has_target: rows.iter().any(|row| row.target.is_some()),
        charts_html: Some(locality_charts(desk, id, &metrics)).filter(|charts| !charts.is_empty()),
        rows,
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
    let progress = desk.ledger(metric_id).progress(target, desk.site.today);
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
