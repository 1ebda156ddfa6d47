//! The charts that pages show by themselves: of a metric, of a place, and the small course beside a key figure.

use std::collections::BTreeSet;

use serde::Serialize;

use super::bars::Ground;
use super::panels::Ends;
use super::paper::Paper;
use super::rows::{draw, goal_row};
use super::scale::Scale;
use super::words::Sign;
use super::{BARS, Drawn, Easel, PANELS, Sheet, Spoken, course, panels};
use crate::derive::chart::{Chart, Line};
use crate::derive::figures::Place;
use crate::model::{LocalityId, MetricId, ObservationId};
use crate::render::desk::Desk;
use crate::render::markup::Markup;
use crate::render::svg::Label;

/// Fewer points are no course that a drawing without words shows.
const SPARK_POINTS: usize = 3;

impl Drawn {
    /// The chart as a figure below its subject; `table` leads to all that is not drawn.
    pub fn figure(&self, desk: &Desk<'_>, table: &str, out: &mut Markup) {
        out.raw("<figure class=\"bt-chart\">\n<figcaption class=\"bt-chart__caption\">");
        out.text(&self.subject).raw("</figcaption>\n");
        self.inside(desk, table, out);
        out.raw("</figure>\n");
    }

    /// The drawing with what has to be said below it.
    pub fn inside(&self, desk: &Desk<'_>, table: &str, out: &mut Markup) {
        out.markup(&self.drawing_html);
        if let Some(cut) = &self.cut {
            out.raw("<p class=\"bt-chart__note\">").text(cut).raw(" <a").attribute("href", table).raw(">");
            out.text(desk.words.get("chart.all_in_table")).raw("</a></p>\n");
        }
        if let Some(legend) = &self.legend {
            out.raw("<p class=\"bt-chart__note\">").text(legend).raw("</p>\n");
        }
    }
}

/// The charts of a metric, each to stand below the table that it draws; those that its figures make.
#[derive(Debug, Default, Serialize)]
pub struct MetricCharts {
    places_html: Option<Markup>,
    groups_html: Option<Markup>,
    time_html: Option<Markup>,
    goals_html: Option<Markup>,
}

/// Draws what there is to draw of a metric.
pub fn metric_charts(desk: &Desk<'_>, id: MetricId) -> MetricCharts {
    let easel = Easel::new(desk, id);
    let figures = easel.figures();
    let draw = |chart: Chart, id: &str, table: &str| {
        let mut out = Markup::new();
        easel.draw(&chart, id).figure(desk, table, &mut out);
        out
    };
    // The tables over time have as little room for every place.
    let has_totals = figures.ledger.places().any(|(place, _)| place.group.is_none());
    let lines = Some(figures.lines(&[])).filter(|lines| !lines.is_empty()).map(Chart::Lines);
    let goals = Some(figures.goals(&[])).filter(|goals| !goals.is_empty()).map(Chart::Progress);
    let places = figures.bars(&[]).map(Chart::Bars);
    let groups = figures.groups(&[]).map(Chart::Groups);
    MetricCharts {
        places_html: places.map(|chart| draw(chart, "_chart-places", "#_latest")),
        groups_html: groups.map(|chart| draw(chart, "_chart-groups", "#_groups")),
        time_html: lines
            .map(|chart| draw(chart, "_chart-time", if has_totals { "#_latest" } else { "#_groups" })),
        goals_html: goals.map(|chart| draw(chart, "_chart-goals", "#_targets")),
    }
}

/// The charts of a place: its goals, and the course of each of its figures. Empty where there are none.
pub fn locality_charts(desk: &Desk<'_>, locality: LocalityId, metrics: &[MetricId]) -> Markup {
    let mut out = Markup::new();
    for (id, sheet) in [
        ("_chart-goals", goals_of(desk, locality, metrics)),
        ("_chart-time", courses_of(desk, locality, metrics)),
    ] {
        if let Some(sheet) = sheet {
            sheet.finish(desk, id).figure(desk, "#_figures", &mut out);
        }
    }
    out
}

/// The course that leads to a figure, without words of its own: the figure stands beside it. `None` where it has
/// too few points or needs words, or the figure is not its newest.
pub fn spark(desk: &Desk<'_>, id: MetricId, observation: ObservationId) -> Option<Markup> {
    let easel = Easel::new(desk, id);
    let place = Place::of(&easel.metric.observations[observation.index()])?;
    let line = easel.figures().line(place)?;
    // What happened at a break would have to be said.
    let is_plain = line.breaks.is_empty() && line.observations.last() == Some(&observation);
    if line.observations.len() < SPARK_POINTS || !is_plain {
        return None;
    }
    let paper = panels::spark(&easel, &line, &own_scale(&easel, &line));
    let Spoken { title, description } = easel.spoken(&easel.name(&line), &line);
    let label_id = format!("_spark-{}", easel.metric.slug);
    Some(paper.drawing(Label { id: &label_id, title: &title, description: &description }))
}

fn goals_of(desk: &Desk<'_>, locality: LocalityId, metrics: &[MetricId]) -> Option<Sheet> {
    let of_metric = |id: &MetricId| {
        let easel = Easel::new(desk, *id);
        let own = |goal: &crate::derive::chart::Goal| easel.metric.targets[goal.target].group.is_none();
        let goals = easel.figures().goals(&[locality]).into_iter().filter(own);
        goals.filter_map(|goal| goal_row(&easel, &goal, with_unit(&easel))).collect::<Vec<_>>()
    };
    let mut rows: Vec<_> = metrics.iter().flat_map(of_metric).collect();
    rows.truncate(BARS);
    if rows.is_empty() {
        return None;
    }
    let paper = draw(&rows, |row| (Scale::over(row.reach()), Ground::Whole));
    Some(one(desk, "chart.goals", vec![(paper, spoken(desk, locality, "chart.goals"))], BTreeSet::new()))
}

fn courses_of(desk: &Desk<'_>, locality: LocalityId, metrics: &[MetricId]) -> Option<Sheet> {
    let course = |id: &MetricId| {
        let easel = Easel::new(desk, *id);
        Some((easel, easel.figures().line(Place { locality, group: None })?))
    };
    let courses: Vec<_> = metrics.iter().filter_map(course).take(PANELS).collect();
    if let [(easel, line)] = courses.as_slice() {
        return Some(Sheet { subject: with_unit(easel), ..easel.line(line) });
    }
    let is_wide =
        |(easel, line): &(Easel<'_>, Line)| panels::ends_of(easel, std::slice::from_ref(line)) == Ends::Below;
    let ends = if courses.iter().any(is_wide) { Ends::Below } else { Ends::Beside };
    let mut signs = BTreeSet::from([Sign::OwnScale]);
    let papers: Vec<(Paper, Spoken)> = courses
        .iter()
        .map(|(easel, line)| {
            let scale = own_scale(easel, line);
            let (paper, used) = panels::panel(easel, line, &with_unit(easel), (&scale, ends));
            signs.extend(used);
            (paper, easel.spoken(&easel.name(line), line))
        })
        .collect();
    (!papers.is_empty()).then(|| one(desk, "metric.over_time", papers, signs))
}

/// "Căn cước công dân đã cấp (thẻ)".
fn with_unit(easel: &Easel<'_>) -> String {
    let name = &easel.metric.name.value;
    match easel.metric.unit.other.as_str() {
        "" => name.clone(),
        unit => format!("{name} ({unit})"),
    }
}

fn own_scale(easel: &Easel<'_>, line: &Line) -> Scale {
    Scale::over(course::reach_of(easel.metric, std::slice::from_ref(line)).chain(easel.whole()))
}

fn spoken(desk: &Desk<'_>, locality: LocalityId, key: &str) -> Spoken {
    let name = crate::render::part::capitalised(&desk.site.locality(locality).name);
    Spoken {
        title: format!("{name}: {}", desk.words.get(key)),
        description: desk.words.get("chart.see_table").to_owned(),
    }
}

fn one(desk: &Desk<'_>, key: &str, papers: Vec<(Paper, Spoken)>, signs: BTreeSet<Sign>) -> Sheet {
    Sheet { papers, signs, subject: desk.words.get(key).to_owned(), cut: None }
}
