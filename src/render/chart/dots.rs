//! Figures on a map: the places of a chart, each a dot of its figure's size.

use super::rows::by_place;
use super::words::{sentences, unit, value_label};
use super::{Drawn, Easel};
use crate::derive::chart::Bars as Places;
use crate::render::map::{self, Dot};
use crate::render::markup::Markup;

/// Dots on one map; more would hide each other, and make the page heavy. The table has the others.
const DOTS: usize = 150;

/// Places on a map. `None` where fewer than two of them are known to lie somewhere: the bars say the same.
///
/// A dot's size is its figure, not its share of a whole: of a share one doesn't know of how much it is, and a
/// large dot says "much".
pub(super) fn map(easel: &Easel<'_>, places: &Places) -> Option<Drawn> {
    let (desk, metric) = (easel.desk, easel.metric);
    let shown = &places.observations[..places.observations.len().min(DOTS)];
    let dot = |id: &crate::model::ObservationId| {
        let observation = &metric.observations[id.index()];
        let value_label = value_label(desk, metric, observation);
        Some(Dot { place: observation.locality?, value_label, weight: observation.value.value })
    };
    let figures: Vec<Dot> = shown.iter().filter_map(dot).collect();
    let subject = by_place(easel, places);
    let title = format!("{}: {subject}", metric.name.value);
    let view = map::dots(desk, &title, &figures)?;
    let mut drawing_html = Markup::new();
    drawing_html.raw("<div class=\"bt-map\">").markup(&view.drawing_html).raw("</div>\n");
    let is_cut = shown.len() < places.observations.len();
    Some(Drawn {
        drawing_html,
        subject: sentences([Some(subject), unit(desk, metric)]),
        legend: Some(view.notes.into_iter().chain([view.source]).collect::<Vec<_>>().join(" ")),
        cut: is_cut.then(|| easel.cut(shown.len(), places.observations.len())),
        // Names and figures that have no room beside their dots are not written.
        says_all: false,
    })
}
