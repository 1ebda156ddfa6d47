//! Resolves metrics: places, programmes, and the bulletins that state the figures.

use super::found::{Found, Names};
use super::references::look_up;
use crate::diagnostic::{Diagnostics, text};
use crate::model::{Metric, Observation, TargetFigure};
use crate::parse::metric::{WrittenMetricFile, WrittenObservation};
use crate::source::FileId;

/// Makes the site's metrics, in the order of their slugs.
pub(super) fn metrics(
    written: Vec<(String, FileId, WrittenMetricFile)>,
    names: &Names,
    out: &mut Diagnostics,
) -> Vec<Metric> {
    written.into_iter().map(|(slug, file, metric)| resolved(slug, file, metric, names, out)).collect()
}

fn resolved(
    slug: String,
    file: FileId,
    written: WrittenMetricFile,
    names: &Names,
    out: &mut Diagnostics,
) -> Metric {
    let observations =
        written.observations.into_iter().filter_map(|one| observation(one, names, out)).collect();
    let mut targets = Vec::with_capacity(written.targets.len());
    for target in written.targets {
        targets.push(TargetFigure {
            locality: target.locality.as_ref().and_then(|name| names.locality(name, out)),
            group: target.group,
            due: target.due,
            value: target.value,
            text: target.text,
            span: target.span,
        });
    }
    Metric {
        slug,
        file,
        name: written.name,
        description: written.description,
        unit: written.unit,
        kind: written.kind,
        direction: written.direction,
        programme: written.programme.as_ref().and_then(|name| names.programme(name, out)),
        source: written.source,
        groups: written.groups,
        observations,
        targets,
    }
}

/// A figure stated by a bulletin that is not published yet is left out with it: the embargo is on what the
/// text says, not on its file.
fn observation(written: WrittenObservation, names: &Names, out: &mut Diagnostics) -> Option<Observation> {
    let locality = written.locality.as_ref().and_then(|name| names.locality(name, out));
    let bulletin = match &written.bulletin {
        None => None,
        Some(name) => look_up(&names.bulletins, name, &text!(vi: "bài", en: "bulletin"), out),
    };
    if bulletin == Some(Found::Held) {
        return None;
    }
    Some(Observation {
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
    })
}
