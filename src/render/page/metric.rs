//! A metric: what it means, its newest figures by place, its groups, its course, its goals, and who quotes it.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Serialize;

use super::Sheet;
use crate::derive::address::Page;
use crate::derive::figures::{
    Breakdown, Place, Share, breakdowns, change, latest, percent, progress, series,
};
use crate::derive::list::BulletinList;
use crate::model::{
    Direction, LocalityId, Metric, MetricId, MetricKind, ObservationId, Qualifier, TargetFigure,
};
use crate::render::RenderError;
use crate::render::desk::Desk;
use crate::render::engine::View;
use crate::render::format::DateView;
use crate::render::frame::Head;
use crate::render::part::{
    BulletinsView, FactView, FigureView, Mark, Notes, ObservedView, PeriodView, PlaceView, ShareView, bar,
    bears_sign, bulletins_view, capitalised, fact, figure_view, linked_fact, marks, observed_figure,
    observed_view, period_view, place_rank, place_view, share_view, within,
};

/// Periods that a table over time shows; what is older is counted below it.
const PERIODS: usize = 24;
/// Places that get a table over time.
const COURSES: usize = 12;

#[derive(Serialize)]
struct MetricView<'a> {
    title: String,
    description: Option<String>,
    /// "Đơn vị: công dân"; `None` where figures carry their sign.
    unit_caption: Option<String>,
    latest: Option<LatestView>,
    breakdowns: Vec<BreakdownView>,
    courses: Vec<CourseView>,
    targets: Vec<TargetView>,
    notes: Notes<'a>,
    facts: Vec<FactView>,
    /// The bulletins that quote it.
    quotes: Option<BulletinsView>,
    cite: CiteView,
}

/// The newest totals by place. A column that no row fills is not printed.
#[derive(Serialize)]
struct LatestView {
    rows: Vec<LatestRow>,
    has_of: bool,
    has_share: bool,
    has_status: bool,
}

#[derive(Serialize)]
struct LatestRow {
    place: PlaceView,
    observed: ObservedView,
}

/// The groups of one place and period.
#[derive(Serialize)]
struct BreakdownView {
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

/// The figures of one place, or of a group there, over time, newest first.
#[derive(Serialize)]
struct CourseView {
    id: String,
    /// "Huyện Thường Xuân, tỉnh Thanh Hóa. Đơn vị: thẻ".
    caption: String,
    rows: Vec<CourseRow>,
    has_change: bool,
    has_share: bool,
    has_status: bool,
    /// "Còn 12 kỳ trước nữa"; `None` where all are shown.
    omitted: Option<String>,
}

#[derive(Serialize)]
struct CourseRow {
    observed: ObservedView,
    /// Since the period before: "+2.310".
    change: Option<String>,
}

#[derive(Serialize)]
struct TargetView {
    place: Option<PlaceView>,
    group: Option<String>,
    due: Option<DateView>,
    value: Option<FigureView>,
    /// How the source puts it.
    text: Option<String>,
    reached: Option<ReachedView>,
}

/// How near the newest figure is.
#[derive(Serialize)]
struct ReachedView {
    figure: FigureView,
    period: PeriodView,
    /// Per cent of the goal, where more is better.
    share: Option<String>,
    bar: Option<String>,
    /// "còn 11.536", "đã đạt".
    missing: String,
    /// "chưa có số liệu sau hạn".
    stale: Option<String>,
}

/// How to name the metric elsewhere.
#[derive(Serialize)]
struct CiteView {
    text: String,
    /// The page's absolute address, where the site has one.
    url: Option<String>,
}

/// Makes the page of a metric.
pub fn metric_page(desk: &Desk<'_>, id: MetricId) -> Result<Sheet, RenderError> {
    let metric = desk.site.metric(id);
    let mut notes = Notes::new(desk.words);
    let broken_down = newest_breakdowns(desk, metric);
    let view = MetricView {
        title: metric.name.value.clone(),
        description: metric.description.clone(),
        unit_caption: unit_caption(desk, metric),
        latest: latest_view(desk, metric, &broken_down, &mut notes),
        breakdowns: broken_down
            .iter()
            .map(|breakdown| breakdown_view(desk, metric, breakdown, &mut notes))
            .collect(),
        courses: course_views(desk, metric, &mut notes),
        targets: metric.targets.iter().map(|target| target_view(desk, metric, target, &mut notes)).collect(),
        notes,
        facts: facts(desk, metric),
        quotes: bulletins_view(desk, desk.shared.mentions.of_metric(id)),
        cite: cite(desk, id),
    };
    let head = Head {
        description: metric.description.clone(),
        section: Some(Page::Metrics),
        breadcrumb: vec![(desk.words.get("menu.metrics").to_owned(), Page::Metrics)],
        ..Head::new("metric", &metric.name.value)
    };
    Ok(Sheet { head, view: View::of(&view)? })
}

fn unit_caption(desk: &Desk<'_>, metric: &Metric) -> Option<String> {
    let unit = &metric.unit.other;
    (!bears_sign(metric) && !unit.is_empty()).then(|| desk.words.fill("metric.in_unit", &[("unit", unit)]))
}

/// What a table is of: place, group, unit.
fn caption(desk: &Desk<'_>, metric: &Metric, locality: LocalityId, group: Option<&str>) -> String {
    let place = capitalised(&desk.site.locality(locality).name);
    let parts = [Some(place), within(desk, locality), group.map(str::to_owned)];
    let of: Vec<String> = parts.into_iter().flatten().collect();
    let sentences = [Some(of.join(", ")), unit_caption(desk, metric)];
    sentences.into_iter().flatten().collect::<Vec<_>>().join(". ")
}

/// The newest total of each place, but for those that stand below their groups anyway.
fn latest_view(
    desk: &Desk<'_>,
    metric: &Metric,
    broken_down: &[Breakdown],
    notes: &mut Notes<'_>,
) -> Option<LatestView> {
    let below_groups = |id| broken_down.iter().any(|breakdown| breakdown.total == Some(id));
    let totals = latest(metric, None).into_iter().filter(|(place, _)| place.group.is_none());
    let mut newest: Vec<_> = totals.filter(|(_, id)| !below_groups(*id)).collect();
    newest.sort_by_cached_key(|(place, _)| place_rank(desk, place.locality));
    let rows: Vec<_> = newest
        .into_iter()
        .map(|(place, id)| LatestRow {
            place: place_view(desk, place.locality),
            observed: observed_view(desk, metric, id, notes),
        })
        .collect();
    (!rows.is_empty()).then(|| LatestView {
        has_of: rows.iter().any(|row| row.observed.of.is_some()),
        has_share: rows.iter().any(|row| row.observed.share.is_some()),
        has_status: rows.iter().any(|row| row.observed.status.is_some()),
        rows,
    })
}

/// The newest breakdown of each place.
fn newest_breakdowns(desk: &Desk<'_>, metric: &Metric) -> Vec<Breakdown> {
    let mut newest: BTreeMap<LocalityId, Breakdown> = BTreeMap::new();
    for breakdown in breakdowns(metric) {
        newest.entry(breakdown.locality).or_insert(breakdown);
    }
    let mut newest: Vec<_> = newest.into_values().collect();
    newest.sort_by_cached_key(|breakdown| place_rank(desk, breakdown.locality));
    newest
}

fn breakdown_view(
    desk: &Desk<'_>,
    metric: &Metric,
    breakdown: &Breakdown,
    notes: &mut Notes<'_>,
) -> BreakdownView {
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
                marks: marks(observation, notes),
            }
        })
        .collect();
    let total_marks =
        breakdown.total.map(|total| marks(&metric.observations[total.index()], notes)).unwrap_or_default();
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

fn course_views(desk: &Desk<'_>, metric: &Metric, notes: &mut Notes<'_>) -> Vec<CourseView> {
    let mut places: Vec<Place> = latest(metric, None).into_keys().collect();
    places.sort_by_cached_key(|place| (place_rank(desk, place.locality), place.group));
    let courses = places.into_iter().map(|place| (place, series(metric, place)));
    let courses = courses.filter(|(_, ids)| ids.len() > 1).take(COURSES);
    courses.map(|(place, ids)| course_view(desk, metric, place, &ids, notes)).collect()
}

fn course_view(
    desk: &Desk<'_>,
    metric: &Metric,
    place: Place,
    ids: &[ObservationId],
    notes: &mut Notes<'_>,
) -> CourseView {
    let rows: Vec<_> = ids
        .iter()
        .rev()
        .take(PERIODS)
        .map(|id| CourseRow {
            observed: observed_view(desk, metric, *id, notes),
            change: change(metric, *id).map(|change| desk.format().change(change.by)),
        })
        .collect();
    let slug = &desk.site.locality(place.locality).slug;
    let group = place.group.map(|group| &metric.groups[group.index()]);
    let omitted = ids.len().saturating_sub(PERIODS);
    CourseView {
        id: group.map_or_else(|| format!("_course-{slug}"), |group| format!("_course-{slug}-{}", group.slug)),
        caption: caption(desk, metric, place.locality, group.map(|group| group.name.as_str())),
        has_change: rows.iter().any(|row| row.change.is_some()),
        has_share: rows.iter().any(|row| row.observed.share.is_some()),
        has_status: rows.iter().any(|row| row.observed.status.is_some()),
        rows,
        omitted: (omitted > 0).then(|| desk.words.count("metric.omitted", omitted, &[])),
    }
}

fn target_view(desk: &Desk<'_>, metric: &Metric, target: &TargetFigure, notes: &mut Notes<'_>) -> TargetView {
    let value = target.value.as_ref().map(|value| value.value);
    TargetView {
        place: target.locality.map(|locality| place_view(desk, locality)),
        group: target.group.map(|group| metric.groups[group.index()].name.clone()),
        due: target.due.map(|due| desk.day(due)),
        value: value.map(|value| figure_view(desk, metric, value, Qualifier::Exact)),
        text: target.text.clone(),
        reached: reached_view(desk, metric, target, notes),
    }
}

fn reached_view(
    desk: &Desk<'_>,
    metric: &Metric,
    target: &TargetFigure,
    notes: &mut Notes<'_>,
) -> Option<ReachedView> {
    let today = desk.site.today();
    let progress = progress(metric, target, today)?;
    let observation = &metric.observations[progress.observation.index()];
    let stale = target.due.is_some_and(|due| due < today && observation.date.period().last_day() < due);
    let words = desk.words;
    let share = progress.percent.map(|percent| Share { stated: None, computed: Some(percent) });
    Some(ReachedView {
        figure: observed_figure(desk, metric, observation),
        period: period_view(desk, observation, notes),
        share: share.map(|share| desk.format().percent(share.shown())),
        bar: share.map(|share| bar(share.shown())),
        missing: match progress.reached() {
            true => words.get("metric.reached").to_owned(),
            false => words.fill("metric.missing", &[("number", &desk.number(progress.missing))]),
        },
        stale: (stale && !progress.reached()).then(|| words.get("metric.no_figure_after_due").to_owned()),
    })
}

fn facts(desk: &Desk<'_>, metric: &Metric) -> Vec<FactView> {
    let words = desk.words;
    let kind = match metric.kind {
        MetricKind::Count => "metric.kind_count",
        MetricKind::Amount => "metric.kind_amount",
        MetricKind::Percent => "metric.kind_percent",
        MetricKind::Rate => "metric.kind_rate",
    };
    let direction = match metric.direction {
        Direction::Up => Some("metric.direction_up"),
        Direction::Down => Some("metric.direction_down"),
        Direction::None => None,
    };
    let programme = metric.programme.map(|id| {
        let name = desk.site.programme(id).name.clone();
        linked_fact(desk, "metric.programme", name, desk.list_link(BulletinList::Programme(id)))
    });
    let unit = Some(&metric.unit.other).filter(|unit| !unit.is_empty());
    [
        unit.map(|unit| fact(desk, "metric.unit", unit)),
        Some(fact(desk, "metric.kind", words.get(kind))),
        direction.map(|key| fact(desk, "metric.direction", words.get(key))),
        metric.source.as_ref().map(|source| fact(desk, "metric.source", capitalised(source))),
        programme,
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn cite(desk: &Desk<'_>, id: MetricId) -> CiteView {
    let config = &desk.site.config;
    let values = [
        ("publisher", config.publisher.name.as_str()),
        ("metric", &desk.site.metric(id).name.value),
        ("site", &config.title),
    ];
    let url = config.base_url.as_ref().map(|base| format!("{base}{}", desk.address));
    CiteView { text: desk.words.fill("metric.cite_as", &values), url }
}
