//! Figures that a text quotes: linked to their metric, filled in where the text leaves the words out.

use rust_decimal::Decimal;

use super::Writer;
use super::notes::Note;
use crate::derive::address::Page;
use crate::derive::figures::{Meant, meant};
use crate::model::{Figured, Inline, Metric, MetricReference, Observation, Qualifier};
use crate::render::markup::Markup;
use crate::render::part::{bears_sign, capitalised};
use crate::vietnamese::number::{Trend, comparison_before, qualifier_before, trends_before};

impl<'a> Writer<'a> {
    /// A quoted figure: linked to its metric, its exact value beside it for programs, and a note after it
    /// where its source contradicts itself.
    pub(super) fn quantity(&mut self, quoted: &'a MetricReference, text: &'a [Inline], out: &mut Markup) {
        let metric = self.desk.site.metric(quoted.metric);
        let figure = quoted.observation.and_then(|id| meant(metric, id, quoted.figure));
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
        let observation = quoted.observation.map(|id| &metric.observations[id.index()]);
        let contradiction = observation.and_then(|observation| {
            observation.accept.as_deref().or_else(|| accept_of_total(&metric.observations, observation))
        });
        if let Some(accept) = contradiction.filter(|accept| self.wants_mark(quoted.figure, accept)) {
            self.noted.push(accept);
            self.note_mark(Note::Accepted(accept), out);
        }
    }

    /// A share always bears the mark of its note, since it is mostly what the note is about; other figures bear
    /// it once in a block: "67¹ + 13 + 12".
    fn wants_mark(&self, figure: Figured, accept: &str) -> bool {
        matches!(figure, Figured::Percent | Figured::Computed) || !self.noted.contains(&accept)
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

/// Why the groups that an observation is one of don't add up, where that was accepted.
fn accept_of_total<'a>(all: &'a [Observation], part: &Observation) -> Option<&'a str> {
    part.group?;
    all.iter()
        .find(|one| {
            one.group.is_none()
                && one.locality == part.locality
                && one.date.period() == part.date.period()
                && one.accept.is_some()
        })
        .and_then(|total| total.accept.as_deref())
}
