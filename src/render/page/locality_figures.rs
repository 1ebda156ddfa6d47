//! The newest figures of a place, with the goals that are set for it.

use serde::Serialize;

use crate::derive::address::Page;
use crate::derive::figures::{Place, latest, progress};
use crate::model::{LocalityId, Metric, MetricId, ObservationId, Qualifier, TargetFigure};
use crate::render::desk::Desk;
use crate::render::format::DateView;
use crate::render::part::{FigureView, Notes, ObservedView, figure_view, group_name, observed_view};
use crate::vietnamese::collation_key;

/// The figures of a place. A column that no row fills is not printed.
#[derive(Serialize)]
pub struct FiguresView<'a> {
    rows: Vec<RowView>,
    count: String,
    has_target: bool,
    notes: Notes<'a>,
}

/// The newest figure of a metric, or of a group of it.
#[derive(Serialize)]
struct RowView {
    name: String,
    link: String,
    group: Option<String>,
    observed: ObservedView,
    target: Option<GoalView>,
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
    let mut metrics = desk.shared.mentions.metrics_at(id).to_vec();
    metrics.sort_by_cached_key(|metric| (collation_key(&desk.site.metric(*metric).name.value), *metric));
    let mut rows = Vec::new();
    for metric_id in metrics {
        let newest = latest(desk.site.metric(metric_id), None);
        for (place, observation) in newest.into_iter().filter(|(place, _)| place.locality == id) {
            rows.push(row(desk, metric_id, place, observation, &mut notes));
        }
    }
    (!rows.is_empty()).then(|| FiguresView {
        count: desk.format().count(rows.len()),
        has_target: rows.iter().any(|row| row.target.is_some()),
        rows,
        notes,
    })
}

fn row(
    desk: &Desk<'_>,
    metric_id: MetricId,
    place: Place,
    observation: ObservationId,
    notes: &mut Notes<'_>,
) -> RowView {
    let metric = desk.site.metric(metric_id);
    RowView {
        name: metric.name.value.clone(),
        link: desk.link(Page::Metric(metric_id)),
        group: place.group.map(|group| group_name(metric, group).to_owned()),
        observed: observed_view(desk, metric, observation, notes),
        target: goal(desk, metric, place),
    }
}

/// The goal that is due last.
fn goal(desk: &Desk<'_>, metric: &Metric, place: Place) -> Option<GoalView> {
    let of_place = |target: &&TargetFigure| {
        target.locality == Some(place.locality) && target.group == place.group && target.value.is_some()
    };
    let target = metric.targets.iter().filter(of_place).max_by_key(|target| target.due)?;
    let progress = progress(metric, target, desk.site.today());
    let missing = progress.map(|progress| match progress.reached() {
        true => desk.words.get("metric.reached").to_owned(),
        false => desk.words.fill("metric.missing", &[("number", &desk.number(progress.missing))]),
    });
    Some(GoalView {
        value: figure_view(desk, metric, target.value.as_ref()?.value, Qualifier::Exact),
        due: target.due.map(|due| desk.day(due)),
        missing,
    })
}
