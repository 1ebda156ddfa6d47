//! Figures that a text quotes: linked to their metric, filled in where the text leaves the words out.

use rust_decimal::Decimal;

use super::Writer;
use super::notes::Note;
use crate::derive::address::Page;
use crate::derive::figures::{Meant, Place, meant};
use crate::model::{Figured, Inline, Metric, MetricId, MetricReference, ObservationId, Qualifier};
use crate::render::markup::Markup;
use crate::render::part::{bears_sign, capitalised};
use crate::vietnamese::number::{Trend, comparison_before, qualifier_before, trends_before};

impl<'a> Writer<'a> {
    /// A quoted figure: linked to its metric, its exact value beside it for programs, and a note after it
    /// where its source contradicts itself.
    pub(super) fn quantity(&mut self, quoted: &'a MetricReference, text: &'a [Inline], out: &mut Markup) {
        let metric = self.desk.site.metric(quoted.metric);
        let figure =
            quoted.observation.and_then(|id| meant(self.desk.ledger(quoted.metric), id, quoted.figure));
        let link = self.desk.link(Page::Metric(quoted.metric));
        out.raw("<a class=\"bt-quantity\"").attribute("href", &link);
        if let Some(figure) = figure {
            out.attribute("data-value", &figure.shown.normalize().to_string());
        }
        out.raw(">");
        match figure {
            _ if !text.is_empty() => self.inlines(text, out),
            Some(figure) => {
                out.text(&self.figure_in_words(metric, quoted.figure, &figure));
            }
            None => {
                out.text(&metric.name.value);
            }
        }
        out.raw("</a>");
        let accepted = quoted.observation.and_then(|id| self.accepted(quoted.metric, id));
        let note = accepted.map(|id| Note::Accepted(quoted.metric, id));
        if let Some(note) = note.filter(|note| self.wants_mark(quoted.figure, *note)) {
            self.noted.push(note);
            self.note_mark(note, out);
        }
    }

    /// A share always bears the mark of its note, since it is mostly what the note is about; other figures bear
    /// it once in a block: "67¹ + 13 + 12".
    fn wants_mark(&self, figure: Figured, note: Note) -> bool {
        matches!(figure, Figured::Percent | Figured::Computed) || !self.noted.contains(&note)
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

    /// The figure as it fits behind the words before it: a qualifier or a sign that they bear is not said twice.
    fn figure_in_words(&self, metric: &Metric, figure: Figured, meant: &Meant<'_>) -> String {
        let format = self.desk.format();
        let before = self.said.as_str();
        let number = match figure {
            Figured::Value if bears_sign(metric) => format.percent(meant.shown),
            Figured::Percent | Figured::Computed => format.percent(meant.shown),
            Figured::Change if says_trend(before, meant.shown) => format.number(meant.shown.abs()),
            Figured::Change => format.change(meant.shown),
            Figured::Value | Figured::Of | Figured::Remaining => format.number(meant.shown),
        };
        let key = match meant.qualifier {
            Qualifier::Exact => return number,
            Qualifier::Over => "quantity.over",
            Qualifier::Under => "quantity.under",
            Qualifier::About => "quantity.about",
        };
        if qualifier_before(before).is_some() {
            return number;
        }
        let word = self.desk.words.get(key);
        let begins = before.trim_end().is_empty() || before.trim_end().ends_with(['.', '!', '?', '…']);
        format!("{} {number}", if begins { capitalised(word) } else { word.to_owned() })
    }
}

/// Whether the words directly before a change say which way it went, and say it right.
fn says_trend(before: &str, change: Decimal) -> bool {
    let near = trends_before(before).into_iter().next().filter(|found| found.words_between == 0);
    let trend = comparison_before(before).or(near.map(|found| found.trend));
    trend == Some(if change.is_sign_negative() { Trend::Down } else { Trend::Up })
}
