//! The charts that pages show by themselves: of a metric, of a place, and the small course beside a key figure.

use std::collections::BTreeSet;

use super::paper::Paper;
use super::rows::{draw, goal_row};
use super::bars::Ground;
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

/// The charts of a metric: places, groups, over time, goals; those that its figures make. Empty where they make
/// none.
pub fn metric_charts(desk: &Desk<'_>, id: MetricId) -> Markup {
    let easel = Easel::new(desk, id);
    let figures = easel.figures();
    let several = |lines: Vec<Line>| (!lines.is_empty()).then_some(Chart::Lines(lines));
    let goals = Some(figures.goals(&[])).filter(|goals| !goals.is_empty());
    let charts = [
        ("_chart-places", "#_latest", figures.bars(&[]).map(Chart::Bars)),
        ("_chart-groups", "#_groups", figures.groups(&[]).map(Chart::Groups)),
        ("_chart-time", "#_courses", several(figures.lines(&[]))),
        ("_chart-goals", "#_targets", goals.map(Chart::Progress)),
    ];
    let mut out = Markup::new();
    for (id, table, chart) in charts {
        if let Some(chart) = chart {
            easel.draw(&chart, id).figure(desk, table, &mut out);
        }
    }
    out
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
/// too few points, or the figure is not its newest.
pub fn spark(desk: &Desk<'_>, id: MetricId, observation: ObservationId) -> Option<Markup> {
    let easel = Easel::new(desk, id);
    let place = Place::of(&easel.metric.observations[observation.index()])?;
    let line = easel.figures().line(place)?;
    if line.observations.len() < SPARK_POINTS || line.observations.last() != Some(&observation) {
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
        goals.filter_map(|goal| goal_row(&easel, &goal, easel.metric.name.value.clone())).collect::<Vec<_>>()
    };
    let mut rows: Vec<_> = metrics.iter().flat_map(of_metric).collect();
    rows.truncate(BARS);
    if rows.is_empty() {
        return None;
    }
    let (paper, signs) = draw(&rows, |row| (Scale::over(row.reach()), Ground::Whole));
    Some(one(desk, "chart.goals", vec![(paper, spoken(desk, locality, "chart.goals"))], signs))
}

fn courses_of(desk: &Desk<'_>, locality: LocalityId, metrics: &[MetricId]) -> Option<Sheet> {
    let courses = metrics.iter().filter_map(|id| {
        let easel = Easel::new(desk, *id);
        Some((easel, easel.figures().line(Place { locality, group: None })?))
    });
    let mut signs = BTreeSet::new();
    let papers: Vec<(Paper, Spoken)> = courses
        .take(PANELS)
        .map(|(easel, line)| {
            let name = &easel.metric.name.value;
            let (paper, used) = panels::panel(&easel, &line, &own_scale(&easel, &line), name);
            signs.extend(used);
            (paper, easel.spoken(&easel.name(&line), &line))
        })
        .collect();
    if papers.len() > 1 {
        signs.insert(Sign::OwnScale);
    }
    (!papers.is_empty()).then(|| one(desk, "metric.over_time", papers, signs))
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
