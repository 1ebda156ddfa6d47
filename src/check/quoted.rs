//! Holds the words of references to figures against the data: what the rules about quoted figures share.
//!
//! Whether words and data agree is [`crate::derive::figures`]'s to say; here is which words count, and how the
//! difference is put.

use rust_decimal::Decimal;

use super::prose::Prose;
use crate::derive::figures::{Base, Ledger, Ledgers, Meant, Said, Verdict, judge, readings, round, said_in};
use crate::diagnostic::{Diagnostic, Text, text};
use crate::model::{Figured, Metric, MetricReference, ObservationId, Passage, Qualifier, Target};
use crate::source::Span;
use crate::vietnamese::number::{NumberForm, NumberStyle, format_decimal};

/// Words that say of what a figure is a part: behind one of them stands the whole.
const OF_WORDS: [&str; 7] = ["trên", "trong", "trong số", "trong tổng số", "trên tổng số", "of", "out of"];

/// A number in the words of a reference, and the figure it should give.
pub(super) struct Quote<'a> {
    /// The metric.
    pub metric: &'a Metric,
    /// Its figures.
    pub ledger: &'a Ledger<'a>,
    /// The observation that is quoted.
    pub observation: ObservationId,
    /// Which of its figures is meant by the number.
    pub figure: Figured,
    /// The figure.
    pub meant: Meant<'a>,
    /// The number.
    pub said: Said,
    /// As it stands in the text.
    pub written: &'a str,
    /// Where it stands.
    pub span: Span,
    /// How the text writes numbers.
    pub form: NumberForm,
    /// How the two stand to each other.
    pub verdict: Verdict,
}

/// The numbers of a text that do not give the figure that their reference means; one for each reference.
///
/// A reference without a number in its words is a link and no more, and a text in a language whose numbers
/// nobody here can read is let be.
pub(super) fn disagreements<'a>(prose: &'a Prose<'_>) -> Vec<Quote<'a>> {
    let Some(form) = NumberForm::of_language(prose.language.tag()) else { return Vec::new() };
    let mut found = Vec::new();
    for passage in prose.passages.iter().map(|words| &words.passage) {
        let mut last = None;
        for piece in &passage.pieces {
            let Some(at) = piece.reference.filter(|at| last != Some(*at)) else { continue };
            last = Some(at);
            let target = prose.references.get(at).and_then(|reference| reference.target.as_ref());
            if let Some(Target::Metric(quoted)) = target {
                found.extend(disagreement(prose.shared.context.derived.ledgers(), passage, at, quoted, form));
            }
        }
    }
    found
}

fn disagreement<'a>(
    ledgers: &'a Ledgers<'_>,
    passage: &'a Passage,
    reference: usize,
    quoted: &MetricReference,
    form: NumberForm,
) -> Option<Quote<'a>> {
    let ledger = ledgers.get(quoted.metric);
    let metric = ledger.metric();
    let observation = quoted.observation?;
    let numbers = numbers(passage, reference, metric, observation, form)?;
    let judged = |said: &Said, figure| {
        let readings = readings(ledger, observation, figure);
        judge(&readings, said).map(|(meant, verdict)| (*meant, verdict))
    };
    let mut best: Option<(usize, Meant<'a>, Verdict)> = None;
    for (at, said) in numbers.iter().enumerate() {
        let (meant, verdict) = judged(said, quoted.figure)?;
        if best.is_none_or(|(_, _, known)| verdict < known) {
            best = Some((at, meant, verdict));
        }
    }
    let (at, meant, verdict) = best?;
    let quote = |said: &Said, figure, meant, verdict| {
        let bytes = said.number.bytes.clone();
        let written = &passage.text[bytes.clone()];
        let span = passage.span_of(bytes)?;
        Some(Quote {
            metric,
            ledger,
            observation,
            figure,
            meant,
            said: said.clone(),
            written,
            span,
            form,
            verdict,
        })
    };
    if verdict != Verdict::Agrees {
        return quote(&numbers[at], quoted.figure, meant, verdict);
    }
    // One number is the figure; another is left alone unless it is plainly the whole or the share.
    numbers.iter().enumerate().filter(|(other, _)| *other != at).find_map(|(other, said)| {
        let between = other.checked_sub(1).map(|before| numbers[before].number.bytes.end);
        let words = between.and_then(|from| passage.text.get(from..said.number.bytes.start));
        let figure = beside(said, words.unwrap_or_default(), quoted.figure)?;
        let (meant, verdict) = judged(said, figure)?;
        if verdict == Verdict::Agrees { None } else { quote(said, figure, meant, verdict) }
    })
}

/// The numbers in the words of a reference, the year that the figure is from not among them where there are others.
fn numbers(
    passage: &Passage,
    reference: usize,
    metric: &Metric,
    observation: ObservationId,
    form: NumberForm,
) -> Option<Vec<Said>> {
    let mut numbers = said_in(&passage.text, passage.words_of(reference)?, form);
    if numbers.len() > 1 {
        let year = metric.observations[observation.index()].date.period().year().to_string();
        numbers.retain(|said| passage.text.get(said.number.bytes.clone()) != Some(year.as_str()));
    }
    Some(numbers)
}

/// What a further number in the words of a reference gives: "12.174 trên 77.894", "12.174 (15,6%)".
fn beside(said: &Said, before: &str, figure: Figured) -> Option<Figured> {
    let is_share = matches!(figure, Figured::Percent | Figured::Computed | Figured::Change);
    if said.number.percent {
        return (!is_share).then_some(Figured::Percent);
    }
    let words = before.rsplit([',', ';', '.', '(', ')']).next().unwrap_or_default().to_lowercase();
    OF_WORDS.iter().any(|of| words.trim().ends_with(of)).then_some(Figured::Of)
}

impl Quote<'_> {
    /// The figure as the text should give it, in the text's own form: as many digits, the same word of scale.
    pub(super) fn to_write(&self) -> String {
        let number = &self.said.number;
        let in_style = |value| format_decimal(value, &self.form.style());
        let value = if self.meant.base.is_change() && !number.value.is_sign_negative() {
            self.meant.value.abs()
        } else {
            self.meant.value
        };
        let digits = match value.checked_div(number.scale).map(|scaled| round(scaled, number.decimals)) {
            Some(rounded) if !rounded.is_zero() || value.is_zero() => {
                in_style(rounded) + &self.behind_digits()
            }
            _ => in_style(value),
        };
        let digits = match (number.of, self.meant.of) {
            (Some(_), Some(of)) => format!("{digits}/{}", in_style(of.value)),
            _ => digits,
        };
        match qualifier_word(self.meant.qualifier) {
            Some(word) => {
                format!("{} {digits}", if self.form == NumberForm::Vietnamese { word.vi } else { word.en })
            }
            None => digits,
        }
    }

    /// The word of scale and the sign of the number as written.
    fn behind_digits(&self) -> String {
        let number = &self.said.number;
        if number.of.is_some() || number.percent && !self.meant.in_percent {
            return String::new();
        }
        let unsigned = self.written.trim_start_matches(['-', '−']);
        unsigned
            .trim_start_matches(|next: char| next.is_ascii_digit() || matches!(next, '.' | ','))
            .to_owned()
    }

    /// The figure of the data with its qualifier and its sign of per cent, as messages show it.
    pub(super) fn data(&self) -> Text {
        self.shown(|value| value)
    }

    /// As [`Self::data`], without a minus.
    pub(super) fn size(&self) -> Text {
        self.shown(|value| value.abs())
    }

    fn shown(&self, as_shown: impl Fn(Decimal) -> Decimal) -> Text {
        let value = match self.meant.base {
            Base::Stated(_) => self.meant.value,
            _ => round(self.meant.value, self.said.number.decimals.max(self.meant.shown.scale())),
        };
        let value = as_shown(value);
        let sign = if self.meant.in_percent { "%" } else { "" };
        let Text { vi, en } = match qualifier_word(self.meant.qualifier) {
            Some(Text { vi, en }) => text!(vi: "{vi} ", en: "{en} "),
            None => text!(vi: "", en: ""),
        };
        let shown = in_both(|style| format_decimal(value, style) + sign);
        Text { vi: vi + &shown.vi, en: en + &shown.en }
    }

    /// Points at the figure in the data, and at what it was computed from.
    pub(super) fn with_data(&self, diagnostic: Diagnostic) -> Diagnostic {
        let whole_here = || text!(vi: "tổng số ở đây", en: "the whole is given here");
        let before_here = || text!(vi: "kỳ trước ở đây", en: "the period before is here");
        let (figure, other, other_here, pattern) = match self.meant.base {
            Base::Stated(value) => {
                if let Some(of) = self.meant.of.filter(|_| self.verdict == Verdict::WholeDiffers) {
                    return diagnostic.label(&of.span, whole_here());
                }
                let here = text!(vi: "số liệu ghi ở đây", en: "the figure is given here");
                return diagnostic.label(&value.span, here);
            }
            Base::Share { part, whole } => (part, whole, whole_here(), "{figure} ÷ {other}"),
            Base::Remaining { whole, part } => (part, whole, whole_here(), "{other} − {figure}"),
            Base::Change { before, now } => (now, before, before_here(), "{figure} − {other}"),
            Base::Growth { before, now } => (now, before, before_here(), "({figure} − {other}) ÷ {other}"),
        };
        let sum = |style: &NumberStyle<'_>| {
            let shown = pattern.replace("{figure}", &format_decimal(figure.value, style));
            shown.replace("{other}", &format_decimal(other.value, style))
        };
        diagnostic.label(&figure.span, self.computed(sum)).label(&other.span, other_here)
    }

    /// "12.174 ÷ 77.894 = 15,63%, làm tròn 15,6%"
    fn computed(&self, sum: impl Fn(&NumberStyle<'_>) -> String) -> Text {
        let sign = if self.meant.in_percent { "%" } else { "" };
        let decimals = self.said.number.decimals;
        let exact = round(self.meant.value, decimals.max(1) + 1);
        let rounded = round(self.meant.value, decimals);
        let Text { vi, en } =
            in_both(|style| format!("{} = {}{sign}", sum(style), format_decimal(exact, style)));
        if rounded == exact || self.said.number.scale != Decimal::ONE {
            return Text { vi, en };
        }
        let short = in_both(|style| format_decimal(rounded, style) + sign);
        let (short_vi, short_en) = (short.vi, short.en);
        text!(vi: "{vi}, làm tròn {short_vi}", en: "{en}, rounded {short_en}")
    }
}

/// The same in the form of each language that messages are in.
pub(super) fn in_both(shown: impl Fn(&NumberStyle<'_>) -> String) -> Text {
    Text { vi: shown(&NumberStyle::VIETNAMESE), en: shown(&NumberStyle::ENGLISH) }
}

/// The word that goes before a figure that is not exact.
pub(super) fn qualifier_word(qualifier: Qualifier) -> Option<Text> {
    match qualifier {
        Qualifier::Exact => None,
        Qualifier::Over => Some(text!(vi: "hơn", en: "over")),
        Qualifier::Under => Some(text!(vi: "dưới", en: "under")),
        Qualifier::About => Some(text!(vi: "khoảng", en: "about")),
    }
}
