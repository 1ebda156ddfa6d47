//! What a contradiction comes to, in words for readers: the editor's reason, and the arithmetic beside it.

use rust_decimal::Decimal;

use super::super::desk::Desk;
use super::figure::observed_figure;
use crate::derive::contradiction::{Contradiction, Finding, Miss, Neighbour};
use crate::derive::figures::{Bounds, Breakdown, round};
use crate::model::{Metric, MetricId, Observation, ObservationId};

/// A sum is written out up to so many parts.
const WRITTEN_OUT: usize = 8;

/// Why an editor lets a figure stand, and what is at odds in it; `None` where nothing was accepted.
pub fn accepted_note(desk: &Desk<'_>, metric: MetricId, id: ObservationId) -> Option<String> {
    let reason = desk.site.observation(metric, id).accepted()?;
    let mut note = reason.to_owned();
    for finding in desk.shared.derived.contradictions().at(metric, id) {
        // A reason that does not end its sentence must not run into the next one.
        note.push_str(if note.ends_with(['.', '!', '?', '…']) { " " } else { ". " });
        note.push_str(&in_words(desk, finding, id));
    }
    Some(note)
}

/// A contradiction as told at one of its figures.
fn in_words(desk: &Desk<'_>, finding: &Finding, told_at: ObservationId) -> String {
    let metric = desk.site.metric(finding.metric);
    let observation = metric.observation(finding.at);
    let other = finding.against.filter(|_| told_at == finding.at).unwrap_or(finding.at);
    let other = metric.observation(other);
    match &finding.what {
        Contradiction::Share { stated, computed, .. } => share(desk, observation, *stated, *computed),
        Contradiction::AboveWhole => {
            let whole = observation.of.as_ref().map(|of| of.value).unwrap_or_default();
            fill(
                desk,
                "contradiction.above_whole",
                &[("part", number(desk, observation)), ("whole", desk.number(whole))],
            )
        }
        Contradiction::AboveHundred => {
            fill(desk, "contradiction.above_hundred", &[("stated", stated(desk, observation))])
        }
        Contradiction::UnnamedWhole { implied } => {
            let values = [("part", number(desk, observation)), ("stated", stated(desk, observation))];
            bounded(desk, "contradiction.unnamed_whole", *implied, values)
        }
        Contradiction::Groups { breakdown, excess, neighbours } => {
            groups(desk, metric, breakdown, *excess, neighbours)
        }
        Contradiction::Fall => {
            let period = desk.period(other.date.period());
            fill(desk, "contradiction.fall", &[("period", period), ("value", number(desk, other))])
        }
        Contradiction::Repeat { .. } => {
            fill(desk, "contradiction.repeat", &[("value", in_full(desk, metric, other))])
        }
        Contradiction::Bulletins => {
            let title =
                other.bulletin.map(|id| desk.site.bulletin(id).title.value.clone()).unwrap_or_default();
            fill(
                desk,
                "contradiction.bulletins",
                &[("title", title), ("value", in_full(desk, metric, other))],
            )
        }
        Contradiction::Remainder { of, part, miss } => {
            remainder(desk, observation, desk.site.metric(*of), desk.site.observation(*of, *part), *miss)
        }
        Contradiction::Parts(total) => {
            let values = [("sum", desk.number(total.value)), ("stated", number(desk, observation))];
            let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
            desk.words.count("contradiction.parts", total.parts.len(), &values)
        }
    }
}

fn share(desk: &Desk<'_>, observation: &Observation, stated: Decimal, computed: Decimal) -> String {
    let whole = observation.of.as_ref().map(|of| of.value).unwrap_or_default();
    let values = [
        ("stated", desk.format().percent(stated)),
        ("part", number(desk, observation)),
        ("whole", desk.number(whole)),
        ("computed", desk.format().percent(round(computed, stated.scale()))),
    ];
    fill(desk, "contradiction.share", &values)
}

fn groups(
    desk: &Desk<'_>,
    metric: &Metric,
    breakdown: &Breakdown,
    excess: Decimal,
    neighbours: &[Neighbour],
) -> String {
    let values = [
        ("sum", sum(desk, metric, breakdown)),
        ("total", breakdown.total.map(|id| number(desk, metric.observation(id))).unwrap_or_default()),
        ("difference", difference(desk, excess)),
    ];
    let mut sentences = vec![fill(desk, "contradiction.groups", &values)];
    for one in neighbours {
        let values = [
            ("metric", desk.site.metric(one.metric).name.value.clone()),
            ("value", desk.number(one.value)),
            ("together", desk.number(one.together)),
            ("difference", difference(desk, one.excess)),
        ];
        sentences.push(fill(desk, "contradiction.neighbour", &values));
    }
    sentences.join(" ")
}

/// "67 + 13 + 12 = 92"; the sum alone where there are many groups.
fn sum(desk: &Desk<'_>, metric: &Metric, breakdown: &Breakdown) -> String {
    let sum = desk.number(breakdown.sum.unwrap_or_default());
    if breakdown.parts.len() > WRITTEN_OUT {
        return sum;
    }
    let parts: Vec<String> =
        breakdown.parts.iter().map(|(_, id)| number(desk, metric.observation(*id))).collect();
    format!("{} = {sum}", parts.join(" + "))
}

/// "thừa 3", "thiếu 16", "khớp".
fn difference(desk: &Desk<'_>, excess: Decimal) -> String {
    let key = match excess {
        excess if excess.is_zero() => return desk.words.get("contradiction.fits").to_owned(),
        excess if excess.is_sign_positive() => "metric.too_much",
        _ => "metric.too_little",
    };
    fill(desk, key, &[("number", desk.number(excess.abs()))])
}

fn remainder(desk: &Desk<'_>, rest: &Observation, whole: &Metric, part: &Observation, miss: Miss) -> String {
    let (rest, stated) = (number(desk, rest), stated(desk, part));
    match miss {
        Miss::Number { whole, left } => {
            let values = [
                ("whole", desk.number(whole)),
                ("part", number(desk, part)),
                ("left", desk.number(left)),
                ("rest", rest),
            ];
            fill(desk, "contradiction.remainder_number", &values)
        }
        Miss::Share { whole, rest: share, left } => {
            let percent = |value| desk.format().percent(value);
            let values = [
                ("rest", rest),
                ("whole", desk.number(whole)),
                ("share", percent(share)),
                ("stated", stated),
                ("left", percent(left)),
            ];
            fill(desk, "contradiction.remainder_share", &values)
        }
        Miss::Implied { left } => {
            let values =
                [("metric", whole.name.value.clone()), ("part", number(desk, part)), ("stated", stated)];
            bounded(desk, "contradiction.remainder_implied", left, values)
        }
    }
}

fn bounded<const N: usize>(
    desk: &Desk<'_>,
    key: &str,
    bounds: Bounds,
    values: [(&str, String); N],
) -> String {
    let mut all = vec![("low", desk.number(bounds.low)), ("high", desk.number(bounds.high))];
    all.extend(values);
    fill(desk, key, &all)
}

fn fill(desk: &Desk<'_>, key: &str, values: &[(&str, String)]) -> String {
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    desk.words.fill(key, &values)
}

fn number(desk: &Desk<'_>, observation: &Observation) -> String {
    desk.number(observation.value.value)
}

/// A figure with its qualifier: "trên 500".
fn in_full(desk: &Desk<'_>, metric: &Metric, observation: &Observation) -> String {
    let figure = observed_figure(desk, metric, observation);
    figure.qualifier.into_iter().chain([figure.number]).collect::<Vec<_>>().join(" ")
}

fn stated(desk: &Desk<'_>, observation: &Observation) -> String {
    observation.percent.as_ref().map(|percent| desk.format().percent(percent.value)).unwrap_or_default()
}
