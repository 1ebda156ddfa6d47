//! The tables of a metric over time, with what happened to a place between two of its figures.

use serde::Serialize;

use super::metric_tables::caption;
use crate::derive::figures::Place;
use crate::model::{Day, LocalityId, MetricId, ObservationId, Succession, SuccessionKind};
use crate::render::chart::Easel;
use crate::render::desk::Desk;
use crate::render::part::{Notes, ObservedView, observed_view, place_rank};

/// Periods that a table over time shows; what is older is counted below it.
const PERIODS: usize = 24;
/// Places that get a table over time.
const COURSES: usize = 8;
/// Rows of all tables over time: a few long ones leave no room for many more.
const ROWS: usize = 72;
/// How many places a break names before the rest is counted.
const NAMED: usize = 5;

/// The figures of one place, or of a group there, over time, newest first.
#[derive(Serialize)]
pub struct CourseView {
    id: String,
    /// "Huyện Thường Xuân, tỉnh Thanh Hóa. Đơn vị: thẻ".
    caption: String,
    rows: Vec<CourseRow>,
    has_change: bool,
    has_share: bool,
    has_status: bool,
    /// How many columns there are.
    columns: usize,
    /// "Còn 12 kỳ trước nữa"; `None` where all are shown.
    omitted: Option<String>,
}

#[derive(Serialize)]
struct CourseRow {
    observed: ObservedView,
    /// Since the period before: "+2.310".
    change: Option<String>,
    /// What became of the place between the period before and this one, the latest first: "Từ 01/07/2025: thuộc
    /// xã Sáng Nhè".
    breaks: Vec<String>,
}

/// The figures over time of each place that has several; as many places as a page has room for. Figures of the
/// same ground under its former name stand with those of the present one, as the chart draws them.
pub fn course_views(desk: &Desk<'_>, metric: MetricId, notes: &mut Notes<'_>) -> Vec<CourseView> {
    let easel = Easel::new(desk, metric);
    let figures = easel.figures();
    let with_former = |(place, own): (Place, &[ObservationId])| {
        let mut ids = figures.before_renaming(place);
        ids.extend(own);
        (place, ids)
    };
    let own_lines = desk.ledger(metric).places().filter(|(place, _)| !figures.goes_on(*place));
    let mut courses: Vec<_> = own_lines.map(with_former).filter(|(_, ids)| ids.len() > 1).collect();
    courses.sort_by_cached_key(|(place, _)| (place_rank(desk, place.locality), place.group));
    let mut room = ROWS;
    let mut shown = Vec::new();
    for (place, ids) in courses.into_iter().take(COURSES) {
        if room == 0 {
            break;
        }
        room = room.saturating_sub(ids.len().min(PERIODS));
        shown.push(course_view(&easel, metric, place, &ids, notes));
    }
    shown
}

fn course_view(
    easel: &Easel<'_>,
    metric_id: MetricId,
    place: Place,
    ids: &[ObservationId],
    notes: &mut Notes<'_>,
) -> CourseView {
    let desk = easel.desk();
    let (metric, ledger) = (desk.site.metric(metric_id), desk.ledger(metric_id));
    let breaks = easel.figures().breaks(place.locality, ids);
    let last_day = |id: ObservationId| metric.observations[id.index()].date.period().last_day();
    let between = |before: Option<&ObservationId>, id: ObservationId| -> Vec<String> {
        let Some(before) = before else { return Vec::new() };
        let within = breaks.iter().rev().filter(|day| last_day(*before) < **day && **day <= last_day(id));
        within.map(|day| break_in_words(desk, place.locality, *day)).collect()
    };
    let omitted = ids.len().saturating_sub(PERIODS);
    let rows: Vec<_> = (omitted..ids.len())
        .rev()
        .map(|at| CourseRow {
            observed: observed_view(desk, metric_id, ids[at], notes),
            change: ledger.change(ids[at]).map(|change| desk.format().change(change.by)),
            // Below the last row that is shown stands nothing that it could be told apart from.
            breaks: between(at.checked_sub(1).filter(|_| at > omitted).and_then(|at| ids.get(at)), ids[at]),
        })
        .collect();
    let slug = &desk.site.locality(place.locality).slug;
    let group = place.group.map(|group| &metric.groups[group.index()]);
    let has = [
        rows.iter().any(|row| row.change.is_some()),
        rows.iter().any(|row| row.observed.share.is_some()),
        rows.iter().any(|row| row.observed.status.is_some()),
    ];
    let [has_change, has_share, has_status] = has;
    CourseView {
        id: group.map_or_else(|| format!("_course-{slug}"), |group| format!("_course-{slug}-{}", group.slug)),
        caption: caption(desk, metric, place.locality, group.map(|group| group.name.as_str())),
        has_change,
        has_share,
        has_status,
        columns: 2 + has.into_iter().filter(|has| *has).count(),
        rows,
        omitted: (omitted > 0).then(|| desk.words.count("metric.omitted", omitted, &[])),
    }
}

/// What a place became on a day, or was made of: "Từ 01/07/2025: thuộc xã Sáng Nhè".
fn break_in_words(desk: &Desk<'_>, id: LocalityId, day: Day) -> String {
    let (site, place) = (desk.site, desk.site.locality(id));
    let name = |id: LocalityId| site.locality(id).name.as_str();
    let out: Vec<&Succession> = place.successors.iter().filter(|next| next.date == Some(day)).collect();
    let into: Vec<(LocalityId, SuccessionKind)> = place
        .predecessors
        .iter()
        .flat_map(|former| site.locality(*former).successors.iter().map(|next| (*former, next)))
        .filter(|(_, next)| next.to == id && next.date == Some(day))
        .map(|(former, next)| (former, next.kind))
        .collect();
    let is_same = |kind: SuccessionKind| matches!(kind, SuccessionKind::Renamed | SuccessionKind::Continued);
    let joined = into.iter().filter(|(_, kind)| !is_same(*kind)).map(|(former, kind)| match kind {
        SuccessionKind::Part => desk.words.fill("metric.break_part_of", &[("place", name(*former))]),
        _ => name(*former).to_owned(),
    });
    let joined: Vec<String> = joined.collect();
    let gone: Vec<String> = out.iter().map(|next| name(next.to).to_owned()).collect();
    let same = into.iter().find(|(former, kind)| is_same(*kind) && name(*former) != place.name);
    let date = desk.format().day(day);
    let words = |key: &str, places: &str| desk.words.fill(key, &[("date", &date), ("places", places)]);
    match (out.first().map(|next| next.kind), same) {
        (Some(SuccessionKind::Renamed | SuccessionKind::Continued), _) => {
            words("metric.break_renamed", &listed(desk, &gone))
        }
        (Some(SuccessionKind::Whole), _) => words("metric.break_in", &listed(desk, &gone)),
        (Some(SuccessionKind::Part), _) => words("metric.break_divided", &listed(desk, &gone)),
        (None, _) if !joined.is_empty() => words("metric.break_with", &listed(desk, &joined)),
        (None, Some(_)) => words("metric.break_renamed", &place.name),
        (None, None) => words("metric.break", ""),
    }
}

fn listed(desk: &Desk<'_>, names: &[String]) -> String {
    let named = if names.len() > NAMED + 1 { NAMED } else { names.len() };
    let rest = names.len() - named;
    let more = (rest > 0).then(|| desk.words.count("place.more", rest, &[]));
    std::iter::once(names[..named].join(", ")).chain(more).collect::<Vec<_>>().join(" ")
}
