//! All metrics, by programme, each with its newest figure.

use serde::Serialize;

use super::Sheet;
use crate::derive::address::Page;
use crate::derive::figures::{breakdowns, share};
use crate::model::{LocalityId, Metric, MetricId, Observation, ProgrammeId, Qualifier};
use crate::render::RenderError;
use crate::render::desk::Desk;
use crate::render::frame::Head;
use crate::render::part::{
    FigureView, Notes, PeriodView, PlaceView, ShareView, figure_view, observed_figure, period_view,
    place_rank, place_view, share_view,
};
use crate::render::view::View;
use crate::vietnamese::collation_key;

#[derive(Serialize)]
struct MetricsView<'a> {
    title: String,
    /// "13 chỉ số, 25 số liệu".
    count: String,
    sections: Vec<SectionView>,
    notes: Notes<'a>,
}

/// The metrics of a programme, or those of none.
#[derive(Serialize)]
struct SectionView {
    id: String,
    title: String,
    count: String,
    rows: Vec<RowView>,
}

#[derive(Serialize)]
struct RowView {
    name: String,
    link: String,
    newest: Option<NewestView>,
    /// "số liệu của 3 nơi"; `None` for one.
    places: Option<String>,
}

/// The newest figure, and where and when it was observed.
#[derive(Serialize)]
struct NewestView {
    figure: FigureView,
    /// The whole, where the source names it.
    of: Option<String>,
    share: Option<ShareView>,
    place: PlaceView,
    period: PeriodView,
    /// "cộng các nhóm", where the source states no total.
    summed: Option<String>,
}

/// Makes the list of metrics.
pub fn metrics_page<'a>(desk: &Desk<'a>) -> Result<Sheet<'a>, RenderError> {
    let site = desk.site;
    let mut notes = Notes::new(desk.words);
    let figures = site.metrics.iter().map(|metric| metric.observations.len()).sum();
    let programmes = (0..site.config.programmes.len()).map(ProgrammeId::at).map(Some);
    let sections = programmes.chain([None]).filter_map(|programme| section(desk, programme, &mut notes));
    let title = desk.words.get("menu.metrics").to_owned();
    let view = MetricsView {
        count: [
            desk.words.count("metric.count", site.metrics.len(), &[]),
            desk.words.count("metric.figures", figures, &[]),
        ]
        .join(", "),
        sections: sections.collect(),
        notes,
        title: title.clone(),
    };
    let head = Head { section: Some(Page::Metrics), ..Head::new("metrics", title) };
    Ok(Sheet { head, view: View::of(view) })
}

fn section(desk: &Desk<'_>, programme: Option<ProgrammeId>, notes: &mut Notes<'_>) -> Option<SectionView> {
    let mut metrics: Vec<_> =
        desk.site.all_metrics().filter(|(_, metric)| metric.programme == programme).collect();
    metrics.sort_by_cached_key(|(id, metric)| (collation_key(&metric.name.value), *id));
    let (id, title) = match programme {
        Some(programme) => {
            let programme = desk.site.programme(programme);
            (format!("_programme-{}", programme.slug), programme.name.clone())
        }
        None => ("_other".to_owned(), desk.words.get("metric.no_programme").to_owned()),
    };
    (!metrics.is_empty()).then(|| SectionView {
        id,
        title,
        count: desk.format().count(metrics.len()),
        rows: metrics.into_iter().map(|(id, metric)| row(desk, id, metric, notes)).collect(),
    })
}

fn row(desk: &Desk<'_>, id: MetricId, metric: &Metric, notes: &mut Notes<'_>) -> RowView {
    let mut places: Vec<LocalityId> = desk.ledger(id).latest().map(|(place, _)| place.locality).collect();
    places.dedup();
    RowView {
        name: metric.name.value.clone(),
        link: desk.link(Page::Metric(id)),
        newest: newest_total(desk, id, notes).or_else(|| newest_sum(desk, metric, notes)),
        places: (places.len() > 1).then(|| desk.words.count("metric.places", places.len(), &[])),
    }
}

/// The newest total; of one period that of the place that ranks first.
fn newest_total(desk: &Desk<'_>, metric_id: MetricId, notes: &mut Notes<'_>) -> Option<NewestView> {
    let metric = desk.site.metric(metric_id);
    let totals = desk.ledger(metric_id).latest().filter(|(place, _)| place.group.is_none());
    let (place, id) = totals.min_by_key(|(place, id)| {
        let period = metric.observations[id.index()].date.period();
        (std::cmp::Reverse(period), place_rank(desk, place.locality))
    })?;
    let observation = &metric.observations[id.index()];
    Some(NewestView {
        figure: observed_figure(desk, metric, observation),
        of: observation.of.as_ref().map(|of| desk.number(of.value)),
        share: share(observation).map(|share| share_view(desk, &share)),
        place: place_view(desk, place.locality),
        period: period_view(desk, observation, notes),
        summed: None,
    })
}

/// What the newest groups add up to, where no total is stated.
fn newest_sum(desk: &Desk<'_>, metric: &Metric, notes: &mut Notes<'_>) -> Option<NewestView> {
    let breakdown = breakdowns(metric).into_iter().find(|one| one.total.is_none())?;
    let first: &Observation = &metric.observations[breakdown.parts.first()?.1.index()];
    Some(NewestView {
        figure: figure_view(desk, metric, breakdown.meaningful_sum(metric)?, Qualifier::Exact),
        of: None,
        share: None,
        place: place_view(desk, breakdown.locality),
        period: period_view(desk, first, notes),
        summed: Some(desk.words.get("metric.summed").to_owned()),
    })
}
