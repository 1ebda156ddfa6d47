//! Finds what the references of a text mean.

use super::documents::{DocumentIds, Documents, DraftId, Mention};
use super::found::{Found, Names};
use super::ground::Ground;
use super::statistics::{HeldFigures, Series};
use crate::diagnostic::{Diagnostic, Diagnostics, Text, text};
use crate::model::{
    ChartReference, Day, Figured, Metric, MetricReference, Observation, ObservationId, Reference, Target,
};
use crate::parse::broken_reference;
use crate::parse::document::number;
use crate::parse::link::{self, CHART_KINDS};
use crate::parse::markdown::{ParsedText, Said, WrittenReference, WrittenTarget};
use crate::parse::metric::find_group;
use crate::parse::words::invalid_word;
use crate::source::{Span, Spanned};
use crate::vietnamese::{DocumentNumber, parse_document_number};

/// A reference whose document, if it names one, has no id yet.
pub(super) enum Draft {
    /// Resolved, or known to be broken.
    Done(Reference),
    /// A document.
    Document(DraftId, Reference),
}

impl Draft {
    /// A reference to a document that was found, or to none.
    fn of(found: Option<DraftId>, reference: Reference) -> Self {
        match found {
            Some(draft) => Self::Document(draft, reference),
            None => Self::Done(reference),
        }
    }

    /// Puts the document's id in.
    pub fn finish(self, ids: &DocumentIds) -> Reference {
        match self {
            Self::Done(reference) => reference,
            Self::Document(draft, reference) => match ids.of(draft) {
                Some(id) => {
                    let (target, written) = (Some(Target::Document(id)), Box::default());
                    Reference { target, written, span: reference.span }
                }
                None => reference,
            },
        }
    }

    /// The document it names.
    pub fn document(&self) -> Option<DraftId> {
        if let Self::Document(draft, _) = self { Some(*draft) } else { None }
    }
}

/// What the references of one text are resolved with.
pub(super) struct TextContext<'a> {
    /// The names of the site.
    pub names: &'a Names,
    /// The figures of the site.
    pub series: &'a Series<'a>,
    /// Figures that are left out for now.
    pub held_figures: &'a HeldFigures,
    /// The last day that the text's date may be: figures are quoted as of it. `None`: the newest.
    pub day: Option<Day>,
    /// Where and when it stands: whose documents a local number means.
    pub ground: Ground<'a>,
    /// The documents that the front matter names, and for a translation those that its original cites, as
    /// [`Documents::in_order`] has them.
    pub named: &'a [DraftId],
    /// Whether the text is published: a reference in one that is not needs no page to lead to.
    pub published: bool,
}

impl<'a> TextContext<'a> {
    fn mention<'m>(&self, number: &'m DocumentNumber, said: Option<&'m Said>, span: &'m Span) -> Mention<'m>
    where
        'a: 'm,
    {
        Mention { number, said, ground: Some(self.ground), span, named: self.named }
    }
}

/// Resolves the references of a text, in their order.
pub(super) fn resolve(
    text: &mut ParsedText,
    context: &TextContext<'_>,
    documents: &mut Documents,
    out: &mut Diagnostics,
) -> Vec<Draft> {
    name_places(text, context);
    let written = std::mem::take(&mut text.references);
    let named = said_of_elsewhere(&written, context, documents, out);
    let context = TextContext { named: &named, ..*context };
    written.into_iter().map(|reference| one(reference, &context, documents, out)).collect()
}

/// Reads what empty links say beside numbers: each shows the name of its place.
fn name_places(text: &mut ParsedText, context: &TextContext<'_>) {
    for unnamed in std::mem::take(&mut text.unnamed) {
        let beside = unnamed.read(|place| match &text.references[place].to {
            WrittenTarget::Scheme { rest, .. } => {
                context.names.localities.get(&rest.value).map(|place| context.ground.places.name(place))
            }
            WrittenTarget::Mention { .. } => None,
        });
        if let WrittenTarget::Mention { said, .. } = &mut text.references[unnamed.reference].to {
            *said = beside;
        }
    }
}

/// The documents that are named, and those of which the text says more than their number: where the number stands
/// alone, they are meant.
fn said_of_elsewhere(
    written: &[WrittenReference],
    context: &TextContext<'_>,
    documents: &mut Documents,
    out: &mut Diagnostics,
) -> Vec<DraftId> {
    let mut named = context.named.to_vec();
    for WrittenReference { span, to } in written {
        if let WrittenTarget::Mention { number, said: Some(said) } = to {
            named.extend(documents.mentioned(&context.mention(number, Some(said), span), out));
        }
    }
    documents.in_order(named)
}

fn one(
    written: WrittenReference,
    context: &TextContext<'_>,
    documents: &mut Documents,
    out: &mut Diagnostics,
) -> Draft {
    let WrittenReference { span, to } = written;
    match to {
        WrittenTarget::Mention { number, said } => {
            let found = documents.mentioned(&context.mention(&number, said.as_deref(), &span), out);
            let written = number.canonical().into();
            Draft::of(found, Reference { target: None, span, written })
        }
        WrittenTarget::Scheme { scheme: "document", rest } => {
            let found = document(&rest, Naming::InLink, context, documents, out);
            Draft::of(found, Reference { target: None, span, written: rest.value.into() })
        }
        WrittenTarget::Scheme { scheme, rest } => {
            let target = scheme_target(scheme, &rest, context, out);
            // The id of a text under embargo says what it is about, so it is not shown where words are missing.
            let is_needed = target.is_none() && !context.names.is_held(scheme, &rest.value);
            let written = if is_needed { rest.value.into() } else { Box::default() };
            Draft::Done(Reference { target, span, written })
        }
    }
}

/// How a document is named.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Naming {
    /// By a link: of a number, the only document on the site that bears it is meant.
    InLink,
    /// In a list of documents: a number means what it would in the text.
    InList,
}

/// An id of `documents.yaml`, or a number that only one document bears.
pub(super) fn document(
    written: &Spanned<String>,
    naming: Naming,
    context: &TextContext<'_>,
    documents: &mut Documents,
    out: &mut Diagnostics,
) -> Option<DraftId> {
    if let Some(found) = documents.by_id(&written.value) {
        return Some(found);
    }
    if parse_document_number(&written.value).is_none() && !written.value.contains('/') {
        let kind = text!(vi: "văn bản", en: "document");
        out.push(broken_reference(&kind, written, documents.nearest(&written.value)));
        return None;
    }
    let number = number(written, out)?;
    let mut mention = context.mention(&number, None, &written.span);
    if naming == Naming::InLink && documents.is_described(&number) {
        mention.ground = None;
    }
    documents.mentioned(&mention, out)
}

fn scheme_target(
    scheme: &str,
    rest: &Spanned<String>,
    context: &TextContext<'_>,
    out: &mut Diagnostics,
) -> Option<Target> {
    let names = context.names;
    match scheme {
        "locality" => names.locality(rest, context.day, out).map(Target::Locality),
        "event" => {
            let found = names.event(rest, out)?;
            published(found, rest, context, out).map(Target::Event)
        }
        "bulletin" => {
            let found = names.bulletin(rest, out)?;
            published(found, rest, context, out).map(Target::Bulletin)
        }
        "metric" => metric(rest, context, out).map(Box::new).map(Target::Metric),
        _ => chart(rest, context, out).map(Box::new).map(Target::Chart),
    }
}

/// A text that is not published yet can't be linked: the words stay without a link, and the writer is told.
fn published<T>(
    found: Found<T>,
    written: &Spanned<String>,
    context: &TextContext<'_>,
    out: &mut Diagnostics,
) -> Option<T> {
    match found {
        Found::Published(id) => Some(id),
        Found::Held if context.published => {
            let name = &written.value;
            out.push(
                Diagnostic::warning(
                    "reference-to-unpublished",
                    &written.span,
                    text!(
                        vi: "«{name}» chưa được đăng, nên chỗ này chưa có liên kết",
                        en: "“{name}” is not published yet, so there is no link here yet",
                    ),
                )
                .help(text!(
                    vi: "liên kết sẽ hiện khi bài ấy được đăng; đến lúc đó chỉ có lời trong ngoặc vuông hiện ra",
                    en: "the link appears once that text is published; until then only the words in brackets are shown",
                )),
            );
            None
        }
        Found::Held => None,
    }
}

fn metric(
    rest: &Spanned<String>,
    context: &TextContext<'_>,
    out: &mut Diagnostics,
) -> Option<MetricReference> {
    let parts = link::metric(&rest.value);
    let part = |word| part_of(rest, word);
    let id = context.names.metric(&part(parts.metric), out)?;
    let metric = context.series.metric(id);
    let group = match parts.group {
        Some(group) => Some(find_group(&part(group), &metric.groups, out)?),
        None => None,
    };
    let figure = match parts.figure {
        Some(word) => Some(figure(&part(word), out)?),
        None => None,
    };
    let period = match parts.period {
        Some(written) => Some(period(&part(written), out)?),
        None => None,
    };
    let locality = match parts.locality {
        Some(locality) => Some(context.names.locality(&part(locality), context.day, out)?),
        None => None,
    };
    let mut reference = MetricReference {
        metric: id,
        locality,
        group,
        period,
        figure: figure.unwrap_or(Figured::Value),
        observation: None,
    };
    if locality.is_some() {
        reference.observation = quoted(rest, metric, &reference, context, out);
    }
    if let (Some(id), Some(word)) = (reference.observation, parts.figure) {
        let meant = &metric.observations[id.index()];
        let first = context.series.first((reference.metric, meant.locality, meant.group));
        if let Some(missing) = missing_figure(&part(word), reference.figure, meant, first) {
            out.push(missing);
        }
    }
    Some(reference)
}

/// The observation that a reference with a place means; reports where there is none.
fn quoted(
    rest: &Spanned<String>,
    metric: &Metric,
    reference: &MetricReference,
    context: &TextContext<'_>,
    out: &mut Diagnostics,
) -> Option<ObservationId> {
    let place = (reference.metric, reference.locality, reference.group);
    let known = context.series.figure(place, reference.period, context.day);
    // A newer figure that is left out for now is the one that the words give, not the newest one shown.
    let since = known.map(|id| metric.observations[id.index()].date.period());
    let held = context.held_figures.any(reference.metric, |one| {
        since.is_none_or(|since| since < one.date.period()) && is_meant(one, reference, context.day)
    });
    if held {
        published(Found::<()>::Held, rest, context, out);
        return None;
    }
    if known.is_none() && !context.names.faulty_metrics.contains(&reference.metric) {
        out.push(no_observation(rest, metric, reference));
    }
    known
}

/// Reports a figure that an observation does not give, which would leave a hole in the text; `first` is the first
/// of its series.
fn missing_figure(
    written: &Spanned<&str>,
    figure: Figured,
    meant: &Observation,
    first: Option<&Observation>,
) -> Option<Diagnostic> {
    let (there, wanted) = match figure {
        Figured::Value => return None,
        Figured::Of | Figured::Computed | Figured::Remaining => {
            (meant.of.is_some(), text!(vi: "tổng số `of:`", en: "the whole, `of:`"))
        }
        Figured::Percent => (
            meant.of.is_some() || meant.percent.is_some(),
            text!(vi: "tỷ lệ `percent:` hoặc tổng số `of:`", en: "the share, `percent:`, or the whole, `of:`"),
        ),
        Figured::Change => {
            let before = first.is_some_and(|first| first.date.period() < meant.date.period());
            (before, text!(vi: "số liệu của một kỳ trước", en: "the figure of an earlier period"))
        }
    };
    if there {
        return None;
    }
    let (word, Text { vi, en }) = (&written.value, wanted);
    let error = Diagnostic::error(
        "broken-reference",
        &written.span,
        text!(
            vi: "số liệu này không cho biết «#{word}»",
            en: "this figure does not give “#{word}”",
        ),
    );
    Some(error.label(&meant.span, text!(vi: "số liệu ở đây", en: "the figure is here")).help(text!(
        vi: "ghi thêm {vi} vào tệp của chỉ số",
        en: "add {en} to the metric's file",
    )))
}

fn is_meant(one: &Observation, reference: &MetricReference, day: Option<Day>) -> bool {
    one.locality == reference.locality
        && one.group == reference.group
        && match reference.period {
            Some(period) => one.date.period() == period,
            None => day.is_none_or(|day| one.date.period().first_day() <= day),
        }
}

fn no_observation(rest: &Spanned<String>, metric: &Metric, reference: &MetricReference) -> Diagnostic {
    let (written, name) = (&rest.value, &metric.name.value);
    let periods: Vec<String> = metric
        .observations
        .iter()
        .filter(|one| one.locality == reference.locality && one.group == reference.group)
        .map(|one| one.date.period().iso())
        .collect();
    let help = if periods.is_empty() {
        text!(
            vi: "thêm số liệu của địa phương này vào tệp của chỉ số «{name}»",
            en: "add a figure for this place to the file of the metric “{name}”",
        )
    } else {
        let periods = periods.join(", ");
        text!(
            vi: "số liệu của địa phương này có vào: {periods}",
            en: "figures for this place exist for: {periods}",
        )
    };
    let later = (!periods.is_empty() && reference.period.is_none()).then(|| {
        text!(
            vi: "muốn dùng số liệu sau ngày của bài thì ghi rõ kỳ, ví dụ …/2024",
            en: "to quote one later than the text, name its period, as in …/2024",
        )
    });
    let message = match reference.period {
        Some(_) => text!(vi: "không có số liệu «{written}»", en: "there is no figure “{written}”"),
        None => text!(
            vi: "không có số liệu «{written}» vào ngày của bài",
            en: "there is no figure “{written}” as of the text's day",
        ),
    };
    Diagnostic::error("broken-reference", &rest.span, message).help(help).help_if(later)
}

fn figure(written: &Spanned<&str>, out: &mut Diagnostics) -> Option<Figured> {
    let found = Figured::WORDS.iter().find(|(word, _)| *word == written.value);
    if found.is_none() {
        let words = Figured::WORDS.iter().map(|(word, figure)| (*word, meaning(*figure)));
        out.push(invalid_word("#", written, words));
    }
    found.map(|(_, figure)| *figure)
}

/// What the word of a figure means, in Vietnamese.
fn meaning(figure: Figured) -> &'static str {
    match figure {
        Figured::Value => "số liệu",
        Figured::Percent => "tỷ lệ",
        Figured::Computed => "tỷ lệ tính lại",
        Figured::Of => "tổng số",
        Figured::Remaining => "số còn lại",
        Figured::Change => "thay đổi so với kỳ trước",
    }
}

fn period(written: &Spanned<&str>, out: &mut Diagnostics) -> Option<crate::model::Period> {
    let found = link::period(written.value);
    if found.is_none() {
        let shown = &written.value;
        out.push(
            Diagnostic::error(
                "invalid-date",
                &written.span,
                text!(
                    vi: "«{shown}» không phải là một kỳ số liệu",
                    en: "“{shown}” is not a period of figures",
                ),
            )
            .help(text!(
                vi: "viết 2022-11-24, 2022-11, 2024-Q1 hoặc 2022",
                en: "write 2022-11-24, 2022-11, 2024-Q1 or 2022",
            )),
        );
    }
    found
}

fn chart(rest: &Spanned<String>, context: &TextContext<'_>, out: &mut Diagnostics) -> Option<ChartReference> {
    let parts = link::chart(&rest.value);
    let part = |word| part_of(rest, word);
    let metric = context.names.metric(&part(parts.metric), out)?;
    let localities = parts
        .localities
        .iter()
        .filter_map(|name| context.names.locality(&part(name), context.day, out))
        .collect();
    let kind = match parts.kind {
        None => None,
        Some(word) => {
            let found = CHART_KINDS.iter().find(|known| known.word == word);
            if found.is_none() {
                let words = CHART_KINDS.iter().map(|known| (known.word, known.meaning));
                out.push(invalid_word("kind", &part(word), words));
            }
            found.map(|known| known.value)
        }
    };
    Some(ChartReference { metric, localities, kind })
}

/// A part of what stands behind a scheme, with its own place.
fn part_of<'w>(rest: &Spanned<String>, word: &'w str) -> Spanned<&'w str> {
    let at = (word.as_ptr() as usize).saturating_sub(rest.value.as_ptr() as usize).min(rest.value.len());
    let start = rest.span.start + at as u32;
    let end = (start + word.len() as u32).min(rest.span.end);
    Spanned::new(word, crate::source::Span { start: start.min(end), end, ..rest.span.clone() })
}
