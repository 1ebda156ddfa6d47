//! Resolves metrics: places, programmes, and the bulletins that state the figures.

use std::collections::HashMap;

use super::found::{Found, Names};
use crate::diagnostic::{Diagnostic, Diagnostics, text};
use crate::model::{
    Day, GroupId, LocalityId, Metric, MetricId, Observation, ObservationId, Period, TargetFigure,
};
use crate::parse::metric::{WrittenMetricFile, WrittenObservation};
use crate::source::{FileId, Spanned};

/// Figures that are left out with the bulletins that state them: those texts may quote them all the same.
#[derive(Default)]
pub(super) struct HeldFigures {
    /// By metric.
    figures: Vec<(MetricId, Observation)>,
}

impl HeldFigures {
    /// Whether a figure that a reference may mean is among them.
    pub fn any(&self, metric: MetricId, meant: impl Fn(&Observation) -> bool) -> bool {
        let first = self.figures.partition_point(|(id, _)| *id < metric);
        self.figures[first..].iter().take_while(|(id, _)| *id == metric).any(|(_, one)| meant(one))
    }
}

/// The figures of all metrics by what they are of: texts quote one of them at a time.
pub(super) struct Series<'a> {
    metrics: &'a [Metric],
    /// The oldest first; of one period in the order written.
    by_place: HashMap<Place, Vec<ObservationId>>,
}

/// What a series of figures is of.
type Place = (MetricId, Option<LocalityId>, Option<GroupId>);

impl<'a> Series<'a> {
    /// Puts the figures in order.
    pub fn of(metrics: &'a [Metric]) -> Self {
        let mut by_place: HashMap<Place, Vec<ObservationId>> = HashMap::new();
        for (metric, figures) in metrics.iter().enumerate() {
            let mut next = 0;
            // Most files have the figures of a place together.
            for of_place in
                figures.observations.chunk_by(|a, b| (a.locality, a.group) == (b.locality, b.group))
            {
                let place = (MetricId::at(metric), of_place[0].locality, of_place[0].group);
                let ids = next..next + of_place.len();
                next = ids.end;
                by_place.entry(place).or_default().extend(ids.map(ObservationId::at));
            }
        }
        for (place, ids) in &mut by_place {
            let metric = &metrics[place.0.index()];
            ids.sort_by_key(|id| metric.observation(*id).date.period());
        }
        Self { metrics, by_place }
    }

    /// The metric of an id.
    pub fn metric(&self, id: MetricId) -> &'a Metric {
        &self.metrics[id.index()]
    }

    /// The newest figure whose period begins not after a day, or that of one period; of two for the same period the
    /// later line, as it would be for a reader of the file.
    pub fn figure(&self, place: Place, period: Option<Period>, day: Option<Day>) -> Option<ObservationId> {
        let ids = self.by_place.get(&place)?;
        let period_of = |id: &ObservationId| self.metric(place.0).observation(*id).date.period();
        let known = match (period, day) {
            (Some(period), _) => ids.partition_point(|id| period_of(id) <= period),
            (None, Some(day)) => ids.partition_point(|id| period_of(id).first_day() <= day),
            (None, None) => ids.len(),
        };
        let last = ids[..known].last().copied()?;
        period.is_none_or(|period| period_of(&last) == period).then_some(last)
    }

    /// The first figure of a place.
    pub fn first(&self, place: Place) -> Option<&'a Observation> {
        Some(self.metric(place.0).observation(*self.by_place.get(&place)?.first()?))
    }
}

/// Whether a figure is shown.
enum Standing {
    Published(Observation),
    Held(Observation),
}

/// Makes the site's metrics, in the order of their slugs.
pub(super) fn metrics(
    written: Vec<(String, FileId, WrittenMetricFile)>,
    names: &Names,
    out: &mut Diagnostics,
) -> (Vec<Metric>, HeldFigures) {
    let (mut metrics, mut held) = (Vec::with_capacity(written.len()), HeldFigures::default());
    for (at, (slug, file, metric)) in written.into_iter().enumerate() {
        let (metric, left_out) = resolved(slug, file, metric, names, out);
        metrics.push(metric);
        held.figures.extend(left_out.into_iter().map(|one| (MetricId::at(at), one)));
    }
    (metrics, held)
}

fn resolved(
    slug: String,
    file: FileId,
    written: WrittenMetricFile,
    names: &Names,
    out: &mut Diagnostics,
) -> (Metric, Vec<Observation>) {
    let (mut observations, mut held) = (Vec::new(), Vec::new());
    for one in written.observations {
        match observation(one, names, out) {
            Standing::Published(one) => observations.push(one),
            Standing::Held(one) => held.push(one),
        }
    }
    let mut targets = Vec::with_capacity(written.targets.len());
    for target in written.targets {
        targets.push(TargetFigure {
            locality: target.locality.as_ref().and_then(|name| names.locality(name, None, out)),
            group: target.group,
            due: target.due,
            value: target.value,
            text: target.text,
            accept: target.accept,
            span: target.span,
        });
    }
    let remaining_of = written.remaining_of.as_ref().and_then(|name| other_metric(name, &slug, names, out));
    let metric = Metric {
        slug,
        file,
        name: written.name,
        description: written.description,
        unit: written.unit,
        kind: written.kind,
        direction: written.direction,
        cumulative: written.cumulative,
        remaining_of,
        programme: written.programme.as_ref().and_then(|name| names.programme(name, out)),
        source: written.source,
        groups: written.groups,
        observations,
        targets,
    };
    (metric, held)
}

/// The metric that one is the rest of; never itself.
fn other_metric(
    written: &Spanned<String>,
    own: &str,
    names: &Names,
    out: &mut Diagnostics,
) -> Option<MetricId> {
    if written.value != own {
        return names.metric(written, out);
    }
    let message = text!(
        vi: "một chỉ số không thể là phần còn lại của chính nó",
        en: "a metric can't be what is left of itself",
    );
    out.push(Diagnostic::error("invalid-value", &written.span, message).help(text!(
        vi: "ghi mã của chỉ số đếm phần đã làm",
        en: "write the id of the metric that counts what was done",
    )));
    None
}

/// A figure stated by a bulletin that is not published yet is left out with it: the embargo is on what the
/// text says, not on its file.
fn observation(written: WrittenObservation, names: &Names, out: &mut Diagnostics) -> Standing {
    let day = Some(written.date.period().last_day());
    let locality = written.locality.as_ref().and_then(|name| names.locality(name, day, out));
    let bulletin = written.bulletin.as_ref().and_then(|name| names.bulletin(name, out));
    let observation = Observation {
        locality,
        date: written.date,
        group: written.group,
        value: written.value,
        of: written.of,
        percent: written.percent,
        qualifier: written.qualifier,
        status: written.status,
        note: written.note,
        accept: written.accept,
        bulletin: bulletin.and_then(Found::published),
        span: written.span,
    };
    if bulletin == Some(Found::Held) { Standing::Held(observation) } else { Standing::Published(observation) }
}
