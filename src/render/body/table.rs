//! Tables: a writer's own, and the figures behind a chart.

use super::Writer;
use crate::derive::address::Page;
use crate::derive::figures::{Ledger, share};
use crate::model::{Alignment, ChartReference, Inline, LocalityId, Metric, ObservationId, Target};
use crate::render::markup::Markup;
use crate::render::part::{FigureView, capitalised, group_name, observed_figure};

/// What a cell of a table is there for.
#[derive(Clone, Copy)]
enum Cell {
    NamesColumn,
    NamesRow,
    Value,
}

impl<'a> Writer<'a> {
    pub(super) fn table(
        &mut self,
        alignments: &[Alignment],
        head: &'a [Vec<Inline>],
        rows: &'a [Vec<Vec<Inline>>],
        out: &mut Markup,
    ) {
        let name = self.next_table_name();
        open_table(&name, out);
        if head.iter().any(|cell| !cell.is_empty()) {
            self.head(alignments, head, out);
        }
        if !rows.is_empty() {
            self.rows(alignments, rows, out);
        }
        out.raw("</table>\n</div>\n");
    }

    fn head(&mut self, alignments: &[Alignment], head: &'a [Vec<Inline>], out: &mut Markup) {
        out.raw("<thead><tr>");
        for (at, cell) in head.iter().enumerate() {
            // An empty heading names no column and is none.
            let kind = if cell.is_empty() { Cell::Value } else { Cell::NamesColumn };
            self.cell(kind, alignments.get(at), cell, out);
        }
        out.raw("</tr></thead>\n");
    }

    fn rows(&mut self, alignments: &[Alignment], rows: &'a [Vec<Vec<Inline>>], out: &mut Markup) {
        out.raw("<tbody>\n");
        for row in rows {
            out.raw("<tr>");
            for (at, cell) in row.iter().enumerate() {
                let names_row = at == 0 && row.len() > 1 && !cell.is_empty();
                let kind = if names_row { Cell::NamesRow } else { Cell::Value };
                self.cell(kind, alignments.get(at), cell, out);
            }
            out.raw("</tr>\n");
        }
        out.raw("</tbody>\n");
    }

    /// Tables without a caption are told apart by their number.
    fn next_table_name(&mut self) -> String {
        self.tables += 1;
        self.desk.words.fill("table.numbered", &[("number", &self.tables.to_string())])
    }

    fn cell(&mut self, kind: Cell, alignment: Option<&Alignment>, text: &'a [Inline], out: &mut Markup) {
        let (open, close) = match kind {
            Cell::NamesColumn => ("<th scope=\"col\"", "</th>"),
            Cell::NamesRow => ("<th scope=\"row\"", "</th>"),
            Cell::Value => ("<td", "</td>"),
        };
        out.raw(open);
        match alignment {
            Some(Alignment::Right) => out.raw(" class=\"bt-table__number\""),
            Some(Alignment::Centre) => out.raw(" class=\"bt-table__centre\""),
            Some(Alignment::Left | Alignment::None) | None => out,
        };
        out.raw(">");
        self.inlines(text, out);
        out.raw(close);
    }

    /// The figures of a chart as a table, which every chart has.
    pub(super) fn chart(&mut self, reference: usize, caption: &'a [Inline], out: &mut Markup) {
        let target = self.references.get(reference).and_then(|reference| reference.target.as_ref());
        let Some(Target::Chart(chart)) = target else {
            out.raw("<p>");
            self.inlines(caption, out);
            out.raw("</p>\n");
            return;
        };
        let metric = self.desk.site.metric(chart.metric);
        let shown = observations_of(chart, self.desk.ledger(chart.metric));
        if shown.is_empty() {
            out.raw("<p>");
            self.chart_caption(chart, caption, out);
            out.raw("</p>\n");
            return;
        }
        let name = self.next_table_name();
        open_table(&name, out);
        out.raw("<caption class=\"bt-table__caption\">");
        self.chart_caption(chart, caption, out);
        out.raw("</caption>\n");
        self.figures(metric, &shown, out);
        out.raw("</table>\n</div>\n");
    }

    /// The words below a chart, which lead to its metric; the metric's name where there are none.
    fn chart_caption(&mut self, chart: &ChartReference, caption: &'a [Inline], out: &mut Markup) {
        out.raw("<a").attribute("href", &self.desk.link(Page::Metric(chart.metric))).raw(">");
        if caption.is_empty() {
            out.text(&self.desk.site.metric(chart.metric).name.value);
        } else {
            self.inlines(caption, out);
        }
        out.raw("</a>");
    }

    fn figures(&self, metric: &Metric, shown: &[ObservationId], out: &mut Markup) {
        let words = self.desk.words;
        let with_shares = shown.iter().any(|id| share(&metric.observations[id.index()]).is_some());
        out.raw("<thead><tr>");
        for key in ["table.place", "table.date"] {
            out.raw("<th scope=\"col\">").text(words.get(key)).raw("</th>");
        }
        out.raw("<th scope=\"col\" class=\"bt-table__number\">").text(&capitalised(&metric.unit.other));
        out.raw("</th>");
        if with_shares {
            out.raw("<th scope=\"col\" class=\"bt-table__number\">").text(words.get("table.share"));
            out.raw("</th>");
        }
        out.raw("</tr></thead>\n<tbody>\n");
        for id in shown {
            self.figure_row(metric, *id, with_shares, out);
        }
        out.raw("</tbody>\n");
    }

    fn figure_row(&self, metric: &Metric, id: ObservationId, with_shares: bool, out: &mut Markup) {
        let observation = &metric.observations[id.index()];
        let place = observation.locality.map(|id| capitalised(&self.desk.site.locality(id).name));
        let group = observation.group.map(|group| group_name(metric, group).to_owned());
        let name = place.into_iter().chain(group).collect::<Vec<_>>().join(" · ");
        let date = self.desk.date(&observation.date);
        let FigureView { qualifier, number, .. } = observed_figure(self.desk, metric, observation);
        out.raw("<tr><th scope=\"row\">").text(&name).raw("</th><td>");
        out.text(&date.text.or(date.note).unwrap_or_default());
        out.raw("</td><td class=\"bt-table__number\">");
        if let Some(qualifier) = qualifier {
            out.text(&qualifier).raw(" ");
        }
        out.text(&number).raw("</td>");
        if with_shares {
            out.raw("<td class=\"bt-table__number\">");
            if let Some(share) = share(observation) {
                out.text(&self.desk.format().percent(share.shown()));
            }
            out.raw("</td>");
        }
        out.raw("</tr>\n");
    }
}

/// A region of its own, so that a wide table can be scrolled with the keyboard.
fn open_table(name: &str, out: &mut Markup) {
    out.raw("<div class=\"bt-table\" role=\"region\" tabindex=\"0\"")
        .attribute("aria-label", name)
        .raw(">\n<table class=\"bt-table__grid\">\n");
}

/// One place over time, or the newest of each of several.
fn observations_of(chart: &ChartReference, ledger: &Ledger<'_>) -> Vec<ObservationId> {
    let wanted = |locality: LocalityId| chart.localities.is_empty() || chart.localities.contains(&locality);
    match chart.localities.as_slice() {
        [one] => ledger.latest_in(*one).flat_map(|(place, _)| ledger.series(place)).copied().collect(),
        _ => ledger.latest().filter(|(place, _)| wanted(place.locality)).map(|(_, id)| id).collect(),
    }
}
