//! Draws figures as static SVG: bars, lines over time, goals, small multiples.
//!
//! Which figures make a chart is [`derive::chart`](crate::derive::chart)'s business; here it is drawn and said.
//! A chart never stands for its table, which is always there. It has no axis: figures stand where they are drawn.
//! It has no colour: each part has a class, and the theme's style sheet the rest.

mod bars;
mod course;
mod dots;
mod letters;
mod line;
mod on_pages;
mod panels;
mod paper;
mod rows;
mod scale;
#[cfg(test)]
mod tests;
mod words;

use std::collections::BTreeSet;

use rust_decimal::Decimal;

pub use self::on_pages::{MetricCharts, locality_charts, metric_charts, spark};
use self::paper::{Em, Paper};
use self::scale::Scale;
pub use self::words::value_label;
use self::words::{Sign, explained, place_names, sentences, time_label, unit};
use crate::derive::chart::{Chart, Figures, Line};
use crate::model::{Day, Metric, MetricId, MetricKind, Qualifier};
use crate::render::desk::Desk;
use crate::render::markup::Markup;
use crate::render::part::{capitalised, figure_view, group_name};
use crate::render::svg::Label;

/// A page of 320 pixels less its edges, in words of 14 pixels.
const NARROWEST: Em = Em(2057);
/// The narrowest column that the theme sets small drawings in: 9.75rem.
const NARROWEST_PANEL: Em = Em(1114);
/// Bars of the places that one drawing shows where there are many; the table has the others.
const BARS: usize = 20;
/// Up to so many are all shown: to leave out three of twenty-three would only raise questions.
const FEW: usize = 24;
/// Small drawings side by side.
const PANELS: usize = 12;

/// What a chart is drawn from.
#[derive(Clone, Copy)]
pub struct Easel<'a> {
    desk: &'a Desk<'a>,
    id: MetricId,
    metric: &'a Metric,
}

/// A chart, ready to be set into a figure.
#[derive(Debug)]
pub struct Drawn {
    /// One drawing, or several side by side.
    pub drawing_html: Markup,
    /// What is drawn: "Theo địa phương, tháng 11/2022. Đơn vị: thẻ".
    pub subject: String,
    /// What its marks mean.
    pub legend: Option<String>,
    /// "20 trên 60 nơi, từ cao xuống thấp."; `None` where everything is drawn.
    pub cut: Option<String>,
    /// Whether every figure stands in the drawing, so that paper needs no table beside it.
    pub says_all: bool,
}

/// Drawings and what is said with them.
struct Sheet {
    papers: Vec<(Paper, Spoken)>,
    signs: BTreeSet<Sign>,
    subject: String,
    cut: Option<String>,
}

/// What those hear who don't see a drawing.
struct Spoken {
    title: String,
    description: String,
}

impl<'a> Easel<'a> {
    /// For the charts of one metric.
    pub fn new(desk: &'a Desk<'a>, id: MetricId) -> Self {
        Self { desk, id, metric: desk.site.metric(id) }
    }

    /// What is at hand while its page is made.
    pub fn desk(&self) -> &'a Desk<'a> {
        self.desk
    }

    /// The metric's figures, to choose a chart from.
    pub fn figures(&self) -> Figures<'a> {
        Figures { site: self.desk.site, metric: self.metric, ledger: self.desk.ledger(self.id) }
    }

    /// Draws a chart; `id` is unique on its page, and begins with `_`. A map has no use for it.
    pub fn draw(&self, chart: &Chart, id: &str) -> Drawn {
        if let Chart::Map(places) = chart
            && let Some(drawn) = dots::map(self, places)
        {
            return drawn;
        }
        let sheet = self.sheet(chart);
        let says_all = sheet.cut.is_none() && !matches!(chart, Chart::Lines(_));
        Drawn { says_all, ..sheet.finish(self.desk, id) }
    }

    fn sheet(&self, chart: &Chart) -> Sheet {
        match chart {
            // Where no place is known to lie on the ground, the bars say the same.
            Chart::Bars(bars) | Chart::Map(bars) => rows::bars(self, bars),
            Chart::Groups(groups) => rows::groups(self, groups),
            Chart::Progress(goals) => rows::goals(self, goals),
            Chart::Lines(lines) => match lines.as_slice() {
                [one] => self.line(one),
                several => self.panels(several),
            },
        }
    }

    fn line(&self, line: &Line) -> Sheet {
        let (paper, signs) = line::line(self, line);
        let of = sentences([Some(self.name(line)), unit(self.desk, self.metric)]);
        let spoken = self.spoken(&self.name(line), line);
        Sheet { papers: vec![(paper, spoken)], signs, subject: of, cut: None }
    }

    fn panels(&self, lines: &[Line]) -> Sheet {
        let shown = &lines[..lines.len().min(PANELS)];
        let scale = Scale::over(course::reach_of(self.metric, shown).chain(self.whole()));
        let mut signs = BTreeSet::from([Sign::SameScale]);
        let ends = panels::ends_of(self, shown);
        let names = self.names(shown);
        let papers = shown.iter().zip(names).map(|(line, name)| {
            let (paper, used) = panels::panel(self, line, &name, (&scale, ends));
            signs.extend(used);
            (paper, self.spoken(&name, line))
        });
        let papers = papers.collect();
        let over_time = self.desk.words.get("metric.over_time").to_owned();
        let subject = sentences([Some(over_time), unit(self.desk, self.metric)]);
        let cut = (shown.len() < lines.len()).then(|| self.cut(shown.len(), lines.len()));
        Sheet { papers, signs, subject, cut }
    }

    /// The place of a line, or its group with its place.
    fn name(&self, line: &Line) -> String {
        let place = capitalised(&self.desk.site.locality(line.place.locality).name);
        match line.place.group {
            Some(group) => format!("{place}: {}", group_name(self.metric, group)),
            None => place,
        }
    }

    /// The names of several lines; groups of one place don't repeat it.
    fn names(&self, lines: &[Line]) -> Vec<String> {
        let one_place = lines.windows(2).all(|two| two[0].place.locality == two[1].place.locality);
        let places: Vec<_> = lines.iter().map(|line| line.place.locality).collect();
        let of_places = place_names(self.desk, &places);
        let name = |(line, place): (&Line, String)| match line.place.group {
            Some(group) if one_place => group_name(self.metric, group).to_owned(),
            Some(_) => self.name(line),
            None => place,
        };
        lines.iter().zip(of_places).map(name).collect()
    }

    fn spoken(&self, name: &str, line: &Line) -> Spoken {
        let end = |at: Option<&crate::model::ObservationId>| {
            let observation = at.map(|id| &self.metric.observations[id.index()]);
            observation.map(|one| (value_label(self.desk, self.metric, one), time_label(self.desk, one)))
        };
        let (first, since) = end(line.observations.first()).unwrap_or_default();
        let (last, until) = end(line.observations.last()).unwrap_or_default();
        let values = [("first", &*first), ("since", &since), ("last", &last), ("until", &until)];
        let course = self.desk.words.fill("chart.describe_line", &values);
        let title = format!("{}: {name}", self.metric.name.value);
        Spoken { title, description: format!("{course} {}", self.desk.words.get("chart.see_table")) }
    }

    /// The end of the scale of per cents.
    fn whole(&self) -> Option<Decimal> {
        (self.metric.kind == MetricKind::Percent).then_some(Decimal::ONE_HUNDRED)
    }

    /// "chỉ tiêu 89.430, hạn 31/12/2022".
    fn goal_words(&self, value: Decimal, due: Option<Day>) -> String {
        let value = figure_view(self.desk, self.metric, value, Qualifier::Exact).number;
        match due {
            Some(due) => {
                let due = self.desk.format().day(due);
                self.desk.words.fill("chart.target_due", &[("value", &value), ("due", &due)])
            }
            None => self.desk.words.fill("chart.target", &[("value", &value)]),
        }
    }

    /// How many of how many are drawn, and which.
    pub fn cut(&self, shown: usize, all: usize) -> String {
        let key = match self.metric.direction {
            crate::model::Direction::Down => "chart.cut_lowest",
            crate::model::Direction::Up | crate::model::Direction::None => "chart.cut_highest",
        };
        let format = self.desk.format();
        self.desk.words.fill(key, &[("shown", &format.count(shown)), ("count", &format.count(all))])
    }
}

/// How many rows of so many are drawn.
fn drawn_of(count: usize) -> usize {
    if count > FEW { BARS } else { count }
}

impl Sheet {
    fn finish(self, desk: &Desk<'_>, id: &str) -> Drawn {
        let mut drawing_html = Markup::new();
        let several = self.papers.len() > 1;
        if several {
            drawing_html.raw("<div class=\"bt-chart__panels\">\n");
        }
        for (at, (paper, spoken)) in self.papers.iter().enumerate() {
            let id = if several { format!("{id}-{}", at + 1) } else { id.to_owned() };
            let label = Label { id: &id, title: &spoken.title, description: &spoken.description };
            drawing_html.markup(&paper.drawing(label)).raw("\n");
        }
        if several {
            drawing_html.raw("</div>\n");
        }
        Drawn {
            drawing_html,
            subject: self.subject,
            legend: explained(desk, &self.signs),
            cut: self.cut,
            says_all: false,
        }
    }
}
