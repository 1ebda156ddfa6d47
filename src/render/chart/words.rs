//! What a chart says in words: figures, times, names, and what its marks mean.

use std::collections::BTreeSet;

use crate::model::{LocalityId, Metric, Observation, ObservationId, ObservationStatus, Period};
use crate::render::desk::Desk;
use crate::render::part::{bears_sign, capitalised, observed_figure};

/// A mark that is explained below a drawing that has it, in the order of the explanations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sign {
    /// Several drawings that can be compared.
    SameScale,
    /// Several drawings that can't be compared.
    OwnScale,
    /// Hatched: a bound, not a figure.
    Open,
    /// Pale or hollow.
    Provisional,
    /// A dashed line over periods without a figure.
    Gap,
    /// A line across: the unit was another before.
    Break,
}

impl Sign {
    fn key(self) -> &'static str {
        match self {
            Self::SameScale => "chart.same_scale",
            Self::OwnScale => "chart.own_scale",
            Self::Open => "chart.open",
            Self::Provisional => "chart.pale",
            Self::Gap => "chart.gap",
            Self::Break => "chart.break",
        }
    }
}

/// What the signs of a drawing mean, in sentences; `None` where nothing has to be said.
pub fn explained(desk: &Desk<'_>, signs: &BTreeSet<Sign>) -> Option<String> {
    let sentences: Vec<&str> = signs.iter().map(|sign| desk.words.get(sign.key())).collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// A figure as a label: "trên 500", "77.894 (tạm tính)".
pub fn value_label(desk: &Desk<'_>, metric: &Metric, observation: &Observation) -> String {
    let figure = observed_figure(desk, metric, observation);
    let words = figure.qualifier.into_iter().chain([figure.number]).collect::<Vec<_>>().join(" ");
    match observation.status {
        ObservationStatus::Provisional => desk.words.fill("chart.provisional", &[("figure", &words)]),
        ObservationStatus::Final | ObservationStatus::Revised => words,
    }
}

/// When a figure is from, as far as its source says.
pub fn time_label(desk: &Desk<'_>, observation: &Observation) -> String {
    desk.date(&observation.date).text.unwrap_or_else(|| desk.words.get("chart.undated").to_owned())
}

/// The one time of several figures; `None` where the source of any does not give it.
pub fn common_time(
    desk: &Desk<'_>,
    metric: &Metric,
    ids: &[ObservationId],
    period: Period,
) -> Option<String> {
    let certain = ids.iter().all(|id| metric.observations[id.index()].date.inferred.is_none());
    certain.then(|| desk.period(period))
}

/// The names of places, with what they lie in where that is not the same for all.
pub fn place_names(desk: &Desk<'_>, places: &[LocalityId]) -> Vec<String> {
    let parent = |id: &LocalityId| desk.site.locality(*id).parent;
    let neighbours = places.windows(2).all(|two| parent(&two[0]) == parent(&two[1]));
    let name = |id: &LocalityId| match neighbours {
        true => capitalised(&desk.site.locality(*id).name),
        false => desk.place_line(*id).to_owned(),
    };
    places.iter().map(name).collect()
}

/// Sentences as one text; what is `None` is left out. "Cấp căn cước theo địa phương. Đơn vị: thẻ."
pub fn sentences(parts: impl IntoIterator<Item = Option<String>>) -> String {
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(". ")
}

/// The unit in words; `None` where figures carry their sign, or have no unit.
pub fn unit(desk: &Desk<'_>, metric: &Metric) -> Option<String> {
    let unit = &metric.unit.other;
    (!bears_sign(metric) && !unit.is_empty()).then(|| desk.words.fill("metric.in_unit", &[("unit", unit)]))
}
