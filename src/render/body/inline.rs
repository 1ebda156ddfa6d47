//! Running text: words, stress, links, references and the figures they quote.

use rust_decimal::Decimal;

use super::notes::Note;
use super::{Writer, image};
use crate::derive::address::Page;
use crate::derive::figures::{self, Place};
use crate::model::{
    Figured, Inline, Metric, MetricId, MetricReference, Observation, ObservationId, Reference, Target,
};
use crate::output::percent_encoded;
use crate::render::markup::Markup;
use crate::render::part::bears_sign;

impl<'a> Writer<'a> {
    pub(super) fn inlines(&mut self, inlines: &'a [Inline], out: &mut Markup) {
        let depth = self.open.depth();
        for inline in inlines {
            self.inline(inline, depth, out);
        }
        self.open.close_to(depth, out);
    }

    /// Writes one piece; `depth` is how much raw HTML was open where its line of pieces began.
    fn inline(&mut self, inline: &'a Inline, depth: usize, out: &mut Markup) {
        match inline {
            Inline::Text(text) => self.words(text, out),
            Inline::Emphasis(text) => self.wrapped("<em>", text, "</em>", out),
            Inline::Strong(text) => self.wrapped("<strong>", text, "</strong>", out),
            Inline::Struck(text) => self.wrapped("<s>", text, "</s>", out),
            Inline::Code(text) => {
                out.raw("<code>").text(text).raw("</code>");
            }
            Inline::Link { to, title, text } => self.link(to, title.as_deref(), text, out),
            Inline::Reference { reference, text } => self.reference(*reference, text, out),
            Inline::Picture { picture } => {
                if let Some(Some(picture)) = self.pictures.get(*picture) {
                    image(picture, "bt-picture__inline", out);
                }
            }
            Inline::RawHtml(html) => self.raw_html(html, depth, out),
            Inline::FootnoteMark(at) => self.note_mark(Note::Written(*at), out),
            Inline::LineBreak => {
                out.raw("<br>\n");
            }
            Inline::SoftBreak => {
                out.raw("\n");
            }
        }
    }

    fn wrapped(&mut self, open: &'static str, text: &'a [Inline], close: &'static str, out: &mut Markup) {
        out.raw(open);
        self.inlines(text, out);
        out.raw(close);
    }

    /// Words, each abbreviation explained where it is used first.
    pub(super) fn words(&mut self, text: &str, out: &mut Markup) {
        let mut written = 0;
        for found in self.abbreviations(text) {
            if self.explained.contains(&found.short) {
                continue;
            }
            self.explained.push(found.short);
            out.text(&text[written..found.start]).raw("<abbr").attribute("title", found.full).raw(">");
            out.text(found.short).raw("</abbr>");
            written = found.start + found.short.len();
        }
        out.text(&text[written..]);
    }

    /// The glossary explains in the site's language; in a translation it would explain nothing.
    fn abbreviations(&self, text: &str) -> Vec<crate::render::glossary::Use<'a>> {
        if *self.desk.language == self.desk.site.config.language {
            self.desk.shared.glossary.uses(text)
        } else {
            Vec::new()
        }
    }

    fn link(&mut self, to: &str, title: Option<&str>, text: &'a [Inline], out: &mut Markup) {
        let link = match to.strip_prefix('/').filter(|rest| !rest.starts_with('/')) {
            Some(from_root) => format!("{}{from_root}", self.desk.root()),
            None => to.to_owned(),
        };
        let link =
            percent_encoded(&link, |c| "\"<>\\^`{|}".contains(c) || c.is_control() || c.is_whitespace());
        out.raw("<a").attribute("href", &link);
        if link.starts_with("http://") || link.starts_with("https://") {
            out.raw(" rel=\"external\"");
        }
        if let Some(title) = title {
            out.attribute("title", title);
        }
        out.raw(">");
        if text.iter().all(is_blank) {
            out.text(&link);
        }
        self.inlines(text, out);
        out.raw("</a>");
    }

    fn reference(&mut self, at: usize, text: &'a [Inline], out: &mut Markup) {
        let Some(reference) = self.references.get(at) else { return self.inlines(text, out) };
        let Some(target) = &reference.target else { return self.bare_words(reference, text, out) };
        let link = match target {
            Target::Bulletin(id) => Some(self.desk.link(Page::Bulletin(*id))),
            Target::Locality(id) => self.desk.locality_link(*id),
            Target::Event(id) => Some(self.desk.link(Page::Event(*id))),
            Target::Document(id) => Some(self.desk.link(Page::Document(*id))),
            Target::Metric(quoted) => return self.quantity(quoted, text, out),
            Target::Chart(chart) => Some(self.desk.link(Page::Metric(chart.metric))),
        };
        let Some(link) = link else {
            return if text.is_empty() {
                self.words(&self.name_of(target), out)
            } else {
                self.inlines(text, out)
            };
        };
        out.raw("<a").attribute("href", &link).raw(">");
        if text.is_empty() {
            out.text(&self.name_of(target));
        } else {
            self.inlines(text, out);
        }
        out.raw("</a>");
    }

    fn bare_words(&mut self, reference: &Reference, text: &'a [Inline], out: &mut Markup) {
        if text.is_empty() {
            out.text(&reference.written);
        } else {
            self.inlines(text, out);
        }
    }

    fn name_of(&self, target: &Target) -> String {
        let site = self.desk.site;
        match target {
            Target::Bulletin(id) => site.bulletin(*id).title.value.clone(),
            Target::Locality(id) => site.locality(*id).name.clone(),
            Target::Event(id) => site.event(*id).name.clone(),
            Target::Document(id) => {
                let document = site.document(*id);
                document.number.as_ref().or(document.title.as_ref()).unwrap_or(&document.slug).clone()
            }
            Target::Metric(quoted) => site.metric(quoted.metric).name.value.clone(),
            Target::Chart(chart) => site.metric(chart.metric).name.value.clone(),
        }
    }

    /// A quoted figure: linked to its metric, its exact value beside it for programs, and a note after it
    /// where its source contradicts itself.
    fn quantity(&mut self, quoted: &'a MetricReference, text: &'a [Inline], out: &mut Markup) {
        let metric = self.desk.site.metric(quoted.metric);
        let observation = quoted.observation.map(|id| &metric.observations[id.index()]);
        let value = observation.and_then(|observation| self.figure_of(quoted, observation));
        let link = self.desk.link(Page::Metric(quoted.metric));
        out.raw("<a class=\"bt-quantity\"").attribute("href", &link);
        if let Some(value) = value {
            out.attribute("data-value", &value.normalize().to_string());
        }
        out.raw(">");
        match value {
            _ if !text.is_empty() => self.inlines(text, out),
            Some(value) => {
                out.text(&self.figure_in_words(metric, quoted.figure, value));
            }
            None => {
                out.text(&metric.name.value);
            }
        }
        out.raw("</a>");
        if let Some(accepted) = quoted.observation.and_then(|id| self.accepted(quoted.metric, id)) {
            self.note_mark(Note::Accepted(quoted.metric, accepted), out);
        }
    }

    fn figure_of(&self, quoted: &MetricReference, observation: &Observation) -> Option<Decimal> {
        match quoted.figure {
            Figured::Value => Some(observation.value.value),
            Figured::Percent => figures::share(observation).map(|share| share.shown()),
            Figured::Computed => figures::share(observation)?.computed_as_shown(),
            Figured::Of => observation.of.as_ref().map(|of| of.value),
            Figured::Remaining => figures::remaining(observation),
            Figured::Change => {
                self.desk.ledger(quoted.metric).change(quoted.observation?).map(|change| change.by)
            }
        }
    }

    /// The figure whose `accept` a quoted one brings along: its own, or that of the total which its group does
    /// not add up to.
    fn accepted(&self, metric: MetricId, id: ObservationId) -> Option<ObservationId> {
        let ledger = self.desk.ledger(metric);
        let observation = ledger.metric().observation(id);
        let total = || {
            observation.group?;
            let place = Place { locality: observation.locality?, group: None };
            ledger.at(place, observation.date.period())
        };
        let is_accepted = |id: &ObservationId| ledger.metric().observation(*id).accept.is_some();
        Some(id).filter(is_accepted).or_else(total).filter(is_accepted)
    }

    fn figure_in_words(&self, metric: &Metric, figure: Figured, value: Decimal) -> String {
        let format = self.desk.format();
        match figure {
            Figured::Value if bears_sign(metric) => format.percent(value),
            Figured::Percent | Figured::Computed => format.percent(value),
            Figured::Change => format.change(value),
            Figured::Value | Figured::Of | Figured::Remaining => format.number(value),
        }
    }
}

/// Whether nothing of a link would be seen.
fn is_blank(inline: &Inline) -> bool {
    match inline {
        Inline::Text(words) => words.trim().is_empty(),
        Inline::SoftBreak | Inline::LineBreak => true,
        _ => false,
    }
}
