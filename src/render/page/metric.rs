//! A metric: what it means, its newest figures by place, its groups, its course, its goals, and who quotes it.

use serde::Serialize;

use super::Sheet;
use super::metric_courses::{CourseView, course_views};
use super::metric_tables::{
    BreakdownView, LatestView, breakdown_view, latest_view, newest_breakdowns, unit_caption,
};
use super::metric_totals::{TotalsView, totals_view};
use crate::derive::address::Page;
use crate::derive::figures::Share;
use crate::derive::list::BulletinList;
use crate::model::{Direction, Metric, MetricId, MetricKind, Qualifier, TargetFigure};
use crate::render::RenderError;
use crate::render::chart::{MetricCharts, metric_charts};
use crate::render::desk::Desk;
use crate::render::format::DateView;
use crate::render::frame::{Head, LinkView};
use crate::render::part::{
    BulletinsView, FactView, FigureView, Mark, Notes, PeriodView, PlaceView, bar, bulletins_view,
    capitalised, fact, figure_view, linked_fact, metric_downloads, observed_figure, period_view, place_view,
};
use crate::render::view::View;
use crate::render::written::Form;

/// Goals that the page has room for; the files have the others.
const TARGETS: usize = 16;

#[derive(Serialize)]
struct MetricView<'a> {
    title: String,
    description: Option<String>,
    /// "Đơn vị: công dân"; `None` where figures carry their sign.
    unit_caption: Option<String>,
    latest: Option<LatestView>,
    totals: Option<TotalsView>,
    breakdowns: Vec<BreakdownView>,
    courses: Vec<CourseView>,
    targets: Vec<TargetView>,
    /// "16 trên 700 chỉ tiêu."; `None` where all are shown.
    targets_cut: Option<String>,
    charts: MetricCharts,
    notes: Notes<'a>,
    facts: Vec<FactView>,
    /// The bulletins that quote it.
    quotes: Option<BulletinsView>,
    /// The figures as files.
    downloads: Vec<LinkView>,
    cite: CiteView,
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
    /// "chưa có số liệu sau hạn".
    stale: Option<String>,
    /// Leads to why there is none.
    marks: Vec<Mark>,
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
}

/// How to name the metric elsewhere.
#[derive(Serialize)]
struct CiteView {
    text: String,
    /// The page's absolute address, where the site has one.
    url: Option<String>,
}

/// Makes the page of a metric.
pub fn metric_page<'a>(desk: &Desk<'a>, id: MetricId) -> Result<Sheet<'a>, RenderError> {
    let metric = desk.site.metric(id);
    let mut notes = Notes::new(desk.words);
    let broken_down = newest_breakdowns(desk, metric);
    let view = MetricView {
        title: metric.name.value.clone(),
        description: metric.description.clone(),
        unit_caption: unit_caption(desk, metric),
        latest: latest_view(desk, id, &broken_down, &mut notes),
        totals: totals_view(desk, id),
        breakdowns: broken_down
            .iter()
            .map(|breakdown| breakdown_view(desk, id, breakdown, &mut notes))
            .collect(),
        courses: course_views(desk, id, &mut notes),
        targets_cut: (metric.targets.len() > TARGETS).then(|| {
            let (shown, count) = (desk.format().count(TARGETS), desk.format().count(metric.targets.len()));
            desk.words.fill("chart.cut_goals", &[("shown", &shown), ("count", &count)])
        }),
        targets: metric
            .targets
            .iter()
            .take(TARGETS)
            .map(|target| target_view(desk, id, target, &mut notes))
            .collect(),
        charts: metric_charts(desk, id),
        notes,
        facts: facts(desk, metric),
        quotes: bulletins_view(desk, desk.shared.derived.mentions().of_metric(id), Form::Brief)?,
        downloads: metric_downloads(desk, id),
        cite: cite(desk, id),
    };
    let head = Head {
        description: metric.description.clone(),
        section: Some(Page::Metrics),
        breadcrumb: vec![(desk.words.get("menu.metrics").to_owned(), Page::Metrics)],
        ..Head::new("metric", &metric.name.value)
    };
    Ok(Sheet { head, view: View::of(view) })
}

fn target_view(desk: &Desk<'_>, id: MetricId, target: &TargetFigure, notes: &mut Notes<'_>) -> TargetView {
    let metric = desk.site.metric(id);
    let value = target.value.as_ref().map(|value| value.value);
    TargetView {
        place: target.locality.map(|locality| place_view(desk, locality)),
        group: target.group.map(|group| metric.groups[group.index()].name.clone()),
        due: target.due.as_ref().map(|due| desk.day(due.value)),
        value: value.map(|value| figure_view(desk, metric, value, Qualifier::Exact)),
        text: target.text.clone(),
        reached: reached_view(desk, id, target, notes),
        stale: desk
            .ledger(id)
            .is_left_open(target, desk.site.today)
            .then(|| desk.words.get("metric.no_figure_after_due").to_owned()),
        marks: target.accept.iter().map(|reason| notes.mark(&reason.value)).collect(),
    }
}

fn reached_view(
    desk: &Desk<'_>,
    id: MetricId,
    target: &TargetFigure,
    notes: &mut Notes<'_>,
) -> Option<ReachedView> {
    let progress = desk.ledger(id).progress(target, desk.site.today)?;
    let metric = desk.site.metric(id);
    let observation = metric.observation(progress.observation);
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
    let metric = desk.site.metric(id);
    // The page has no date of its own: what it says is as old as its newest figure. An inferred date is not the
    // source's and is not to be quoted as such.
    let given = metric.observations.iter().filter(|one| one.date.inferred.is_none());
    let newest = given.map(|one| one.date.period()).max_by_key(|period| period.last_day());
    let period = newest.map(|period| desk.period(period)).unwrap_or_default();
    let key = if newest.is_some() { "metric.cite_as_of" } else { "metric.cite_as" };
    let values = [
        ("publisher", config.publisher.name.as_str()),
        ("metric", &metric.name.value),
        ("site", &config.title),
        ("period", &period),
    ];
    let url = config.base_url.as_ref().map(|base| format!("{base}{}", desk.address.in_link()));
    CiteView { text: desk.words.fill(key, &values), url }
}
