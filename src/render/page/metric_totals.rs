//! What places come to when all that lie in them are added up: told apart from what sources state.

use serde::Serialize;

use crate::derive::figures::{Share, Total, percent};
use crate::model::{LocalityId, MetricId, Qualifier, When};
use crate::render::desk::Desk;
use crate::render::part::{
    FigureView, Notes, ObservedView, PeriodView, PlaceView, ShareView, figure_view, place_rank, place_view,
    share_view,
};
use crate::vietnamese::without_type_word;

/// Totals that the page of a metric has room for: those of the largest places.
const MOST: usize = 35;

/// Computed totals. A column that no row fills is not printed.
#[derive(Serialize)]
pub struct TotalsView {
    rows: Vec<TotalRow>,
    has_of: bool,
    /// "40 trên 700 nơi."; `None` where all are shown.
    cut: Option<String>,
}

#[derive(Serialize)]
struct TotalRow {
    place: PlaceView,
    figure: FigureView,
    /// The sum of the wholes, where every part names its own.
    of: Option<String>,
    share: Option<ShareView>,
    period: String,
    /// "24/24 xã, thị trấn".
    parts: String,
}

/// The newest total of each place for which the source states none of its own; `None` where there is none.
pub fn totals_view(desk: &Desk<'_>, id: MetricId) -> Option<TotalsView> {
    let mut totals: Vec<&Total> = desk.shared.derived.totals().newest_of(id).collect();
    totals.sort_by_cached_key(|total| place_rank(desk, total.locality));
    let all = totals.len();
    let rows: Vec<_> = totals.into_iter().take(MOST).map(|total| row(desk, id, total)).collect();
    let cut = (rows.len() < all).then(|| {
        let (shown, count) = (desk.format().count(rows.len()), desk.format().count(all));
        desk.words.fill("metric.cut", &[("shown", &shown), ("count", &count)])
    });
    (!rows.is_empty()).then(|| TotalsView { has_of: rows.iter().any(|row| row.of.is_some()), rows, cut })
}

/// A total as a row among observations; a note says that it is none.
pub fn total_as_observed(
    desk: &Desk<'_>,
    id: MetricId,
    total: &Total,
    notes: &mut Notes<'_>,
) -> ObservedView {
    let parts = parts_in_words(desk, &total.parts);
    let note = desk.words.fill("metric.computed_note", &[("parts", &parts)]);
    let when = When { period: total.period, time: None };
    ObservedView {
        marks: vec![notes.mark(&note)],
        period: PeriodView { date: desk.format().certain(when), mark: None },
        figure: figure_view(desk, desk.site.metric(id), total.value, Qualifier::Exact),
        of: total.of.map(|of| desk.number(of)),
        share: share(desk, total),
        status: None,
    }
}

fn share(desk: &Desk<'_>, total: &Total) -> Option<ShareView> {
    let computed = percent(total.value, total.of?)?;
    Some(share_view(desk, &Share { stated: None, computed: Some(computed) }))
}

fn row(desk: &Desk<'_>, id: MetricId, total: &Total) -> TotalRow {
    TotalRow {
        place: place_view(desk, total.locality),
        figure: figure_view(desk, desk.site.metric(id), total.value, Qualifier::Exact),
        of: total.of.map(|of| desk.number(of)),
        share: share(desk, total),
        period: desk.period(total.period),
        parts: parts_in_words(desk, &total.parts),
    }
}

/// How many parts there are and of what kinds, most of them first: "24/24 xã, thị trấn".
fn parts_in_words(desk: &Desk<'_>, parts: &[LocalityId]) -> String {
    let mut kinds: Vec<(&str, usize)> = Vec::new();
    for part in parts {
        let name = &desk.site.locality(*part).name;
        let kind = name.strip_suffix(without_type_word(name)).unwrap_or_default().trim();
        match kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, count)) => *count += 1,
            None => kinds.push((kind, 1)),
        }
    }
    kinds.sort_by_key(|(kind, count)| (std::cmp::Reverse(*count), *kind));
    let kinds: Vec<&str> = kinds.into_iter().map(|(kind, _)| kind).filter(|kind| !kind.is_empty()).collect();
    desk.words.count("metric.computed_of", parts.len(), &[("kinds", &kinds.join(", "))])
}
