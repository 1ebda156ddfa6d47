//! Charts of bars: what each row says, and on which scale it stands.

use std::collections::BTreeSet;

use super::bars::{Bars, Ground, Row};
use super::scale::Scale;
use super::words::{common_time, place_names, sentences, unit, value_label};
use super::{Easel, NARROWEST, Sheet, Spoken, drawn_of};
use crate::derive::chart::{Bars as Places, Goal, Groups};
use crate::derive::figures::{percent, round, share};
use crate::model::{Observation, ObservationId};
use crate::render::part::{bears_sign, capitalised, figure_view, group_name};

/// Places beside each other; as many as have room.
pub(super) fn bars(easel: &Easel<'_>, bars: &Places) -> Sheet {
    let (desk, metric) = (easel.desk, easel.metric);
    let shown = &bars.observations[..drawn_of(bars.observations.len())];
    let observation = |id: &ObservationId| &metric.observations[id.index()];
    let places: Vec<_> = shown.iter().filter_map(|id| observation(id).locality).collect();
    let rows: Vec<Row> = shown
        .iter()
        .zip(place_names(desk, &places))
        .map(|(id, name)| place_row(easel, name, observation(id), bars.of_whole))
        .collect();
    let of_whole = bars.of_whole || easel.whole().is_some();
    let subject = by_place(easel, bars);
    let count = desk.words.count("chart.places", bars.observations.len(), &[]);
    let ends = [
        ("chart.highest", rows.iter().max_by_key(|row| row.length)),
        ("chart.lowest", rows.iter().min_by_key(|row| row.length)),
    ];
    let ends =
        ends.into_iter().filter_map(|(key, row)| Some(desk.words.fill(key, &[("figure", &said(row?))])));
    let is_cut = shown.len() < bars.observations.len();
    let cut = is_cut.then(|| easel.cut(shown.len(), bars.observations.len()));
    let said: Vec<String> = std::iter::once(count + ".")
        .chain(cut.clone())
        .chain(ends.take(if is_cut { 0 } else { 2 }))
        .collect();
    let ground = if of_whole { Ground::Whole } else { Ground::Bare };
    let all = rows.iter().flat_map(Row::reach);
    let scale = Scale::over(all.chain(of_whole.then_some(rust_decimal::Decimal::ONE_HUNDRED)));
    sheet(easel, &rows, |_| (scale, ground), (subject, said.join(" "), cut))
}

/// "Theo địa phương, tháng 11/2022".
pub(super) fn by_place(easel: &Easel<'_>, places: &Places) -> String {
    match common_time(easel.desk, easel.metric, &places.observations, places.period) {
        Some(time) => easel.desk.words.fill("chart.by_place_at", &[("period", &time)]),
        None => easel.desk.words.get("chart.by_place").to_owned(),
    }
}

/// The groups of one place: parts of a whole where they are known to make one up.
pub(super) fn groups(easel: &Easel<'_>, groups: &Groups) -> Sheet {
    let (desk, metric) = (easel.desk, easel.metric);
    let part = |id: &ObservationId| &metric.observations[id.index()];
    let rows: Vec<Row> = groups
        .parts
        .iter()
        .map(|(group, id)| {
            let observation = part(id);
            let value = value_label(desk, metric, observation);
            let name = group_name(metric, *group).to_owned();
            let mut row = Row::new(name, value, observation.value.value, observation);
            let share = groups.whole.and_then(|whole| percent(observation.value.value, whole));
            row.detail = share.map(|share| desk.format().percent(round(share, 1))).unwrap_or_default();
            row
        })
        .collect();
    let scale = Scale::over(rows.iter().flat_map(Row::reach).chain(groups.whole).chain(easel.whole()));
    let is_part = groups.whole.is_some() || easel.whole().is_some();
    let ground = if is_part { Ground::Whole } else { Ground::Bare };
    let ids: Vec<_> = groups.parts.iter().map(|(_, id)| *id).collect();
    let place = capitalised(&desk.site.locality(groups.locality).name);
    let time = common_time(desk, metric, &ids, part(&ids[0]).date.period());
    let subject = std::iter::once(place).chain(time).collect::<Vec<_>>().join(", ");
    let said = listed(&rows);
    sheet(easel, &rows, |_| (scale, ground), (subject, said, None))
}

/// Goals of one metric, each a row on its own scale.
pub(super) fn goals(easel: &Easel<'_>, goals: &[Goal]) -> Sheet {
    let shown = &goals[..drawn_of(goals.len())];
    let places: Vec<_> = shown.iter().filter_map(|goal| easel.metric.targets[goal.target].locality).collect();
    let names = place_names(easel.desk, &places);
    let rows: Vec<Row> = shown
        .iter()
        .zip(names)
        .filter_map(|(goal, place)| {
            let group = easel.metric.targets[goal.target].group;
            let name = match group {
                Some(group) => format!("{place}: {}", group_name(easel.metric, group)),
                None => place,
            };
            goal_row(easel, goal, name)
        })
        .collect();
    let subject = easel.desk.words.get("chart.goals").to_owned();
    let (shown, all) = (rows.len(), goals.len());
    let values = [("shown", &*easel.desk.format().count(shown)), ("count", &easel.desk.format().count(all))];
    let cut = (shown < all).then(|| easel.desk.words.fill("chart.cut_goals", &values));
    let said = listed(&rows);
    sheet(easel, &rows, |row| (Scale::over(row.reach()), Ground::Whole), (subject, said, cut))
}

/// A goal with what is reached of it; `None` for a goal without a number.
pub(super) fn goal_row(easel: &Easel<'_>, goal: &Goal, name: String) -> Option<Row> {
    let (desk, metric) = (easel.desk, easel.metric);
    let target = &metric.targets[goal.target];
    let value = target.value.as_ref()?.value;
    let observation = &metric.observations[goal.progress.observation.index()];
    let mut row =
        Row::new(name, value_label(desk, metric, observation), observation.value.value, observation);
    let percent = goal.progress.percent.filter(|_| !bears_sign(metric));
    row.detail = percent.map(|percent| desk.format().percent(round(percent, 1))).unwrap_or_default();
    row.goal = Some((value, easel.goal_words(value, target.last_day())));
    Some(row)
}

fn place_row(easel: &Easel<'_>, name: String, observation: &Observation, of_whole: bool) -> Row {
    let (desk, metric) = (easel.desk, easel.metric);
    let value = value_label(desk, metric, observation);
    match share(observation).filter(|_| of_whole) {
        None => Row::new(name, value, observation.value.value, observation),
        Some(share) => {
            let percent = desk.format().percent(share.shown());
            let detail = match &observation.of {
                Some(of) => {
                    let whole = figure_view(desk, metric, of.value, crate::model::Qualifier::Exact).number;
                    desk.words.fill("chart.part_of", &[("part", &value), ("whole", &whole)])
                }
                None => value,
            };
            Row { detail, ..Row::new(name, percent, share.shown(), observation) }
        }
    }
}

/// "Xã Lam Sơn 56 (81,2%)".
fn said(row: &Row) -> String {
    format!("{} {}", row.name, row.value)
}

/// The rows in words; of many the first few, the table has them all.
fn listed(rows: &[Row]) -> String {
    const SAID: usize = 6;
    let row = |row: &Row| match &row.goal {
        Some((_, goal)) => format!("{}, {goal}.", said(row)),
        None => format!("{}.", said(row)),
    };
    rows.iter().take(SAID).map(row).collect::<Vec<_>>().join(" ")
}

fn sheet(
    easel: &Easel<'_>,
    rows: &[Row],
    scale: impl Fn(&Row) -> (Scale, Ground),
    (subject, said, cut): (String, String, Option<String>),
) -> Sheet {
    let paper = draw(rows, scale);
    let metric = easel.metric;
    let title = format!("{}: {}", metric.name.value, subject);
    let description = format!("{said} {}", easel.desk.words.get("chart.see_table"));
    let subject = sentences([Some(subject), unit(easel.desk, metric)]);
    Sheet { papers: vec![(paper, Spoken { title, description })], signs: BTreeSet::new(), subject, cut }
}

/// Draws rows, each on the scale and ground it is given.
pub(super) fn draw(rows: &[Row], scale: impl Fn(&Row) -> (Scale, Ground)) -> super::paper::Paper {
    let mut bars = Bars::new(NARROWEST);
    for row in rows {
        let (scale, ground) = scale(row);
        bars.add(row, &scale, ground);
    }
    bars.finish()
}
