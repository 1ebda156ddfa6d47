//! A chart in a text: its drawing where the figures make one, and its table always.

use super::Writer;
use super::table::open_table;
use crate::derive::address::Page;
use crate::derive::figures::{Ledger, share};
use crate::model::{ChartReference, Inline, LocalityId, Metric, ObservationId, Target};
use crate::render::chart::{Drawn, Easel, value_label};
use crate::render::markup::Markup;
use crate::render::part::{capitalised, group_name};

impl<'a> Writer<'a> {
    /// A chart alone in its paragraph.
    pub(super) fn chart(&mut self, reference: usize, caption: &'a [Inline], out: &mut Markup) {
        let target = self.references.get(reference).and_then(|reference| reference.target.as_ref());
        let Some(Target::Chart(chart)) = target else {
            out.raw("<p>");
            self.inlines(caption, out);
            out.raw("</p>\n");
            return;
        };
        let metric = self.desk.site.metric(chart.metric);
        let easel = Easel::new(self.desk, chart.metric);
        let drawn = easel.figures().chart(&chart.localities, chart.kind);
        let shown = match &drawn {
            Some(drawn) => drawn.observations(),
            None => observations_of(chart, self.desk.ledger(chart.metric)),
        };
        if shown.is_empty() {
            out.raw("<p>");
            self.chart_caption(chart, caption, out);
            out.raw("</p>\n");
            return;
        }
        match drawn {
            Some(drawn) => {
                let drawn = easel.draw(&drawn, &self.next_chart_id());
                self.drawing(chart, caption, &drawn, out);
                let told = if drawn.says_all { " bt-chart__table--told" } else { "" };
                out.raw("<details").attribute("class", &format!("bt-chart__table{told}")).raw(">\n<summary>");
                out.text(self.desk.words.get("chart.table")).raw("</summary>\n");
                self.figures_table(metric, &shown, None, out);
                out.raw("</details>\n</figure>\n");
            }
            None => self.figures_table(metric, &shown, Some((chart, caption)), out),
        }
    }

    /// A figure with its caption and drawing, left open for the table.
    fn drawing(&mut self, chart: &ChartReference, caption: &'a [Inline], drawn: &Drawn, out: &mut Markup) {
        out.raw("<figure class=\"bt-chart\">\n<figcaption class=\"bt-chart__caption\">");
        self.chart_caption(chart, caption, out);
        out.raw(" <span class=\"bt-chart__subject\">").text(&drawn.subject).raw("</span></figcaption>\n");
        drawn.inside(self.desk, &self.desk.link(Page::Metric(chart.metric)), out);
    }

    /// The underscore keeps fragments of the program apart from those of writers.
    fn next_chart_id(&mut self) -> String {
        self.charts += 1;
        format!("_chart-{}", self.charts)
    }

    /// The figures as a table, with a caption where no drawing has it.
    fn figures_table(
        &mut self,
        metric: &Metric,
        shown: &[ObservationId],
        caption: Option<(&ChartReference, &'a [Inline])>,
        out: &mut Markup,
    ) {
        let name = self.next_table_name();
        open_table(&name, out);
        if let Some((chart, caption)) = caption {
            out.raw("<caption class=\"bt-table__caption\">");
            self.chart_caption(chart, caption, out);
            out.raw("</caption>\n");
        }
        self.figures(metric, shown, out);
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
        out.raw("<tr><th scope=\"row\">").text(&name).raw("</th><td>");
        out.text(&date.text.or(date.note).unwrap_or_default());
        out.raw("</td><td class=\"bt-table__number\">");
        out.text(&value_label(self.desk, metric, observation)).raw("</td>");
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

/// One place over time, or the newest of each of several.
fn observations_of(chart: &ChartReference, ledger: &Ledger<'_>) -> Vec<ObservationId> {
    let wanted = |locality: LocalityId| chart.localities.is_empty() || chart.localities.contains(&locality);
    match chart.localities.as_slice() {
        [one] => ledger.latest_in(*one).flat_map(|(place, _)| ledger.series(place)).copied().collect(),
        _ => ledger.latest().filter(|(place, _)| wanted(place.locality)).map(|(_, id)| id).collect(),
    }
}
