//! `figure-without-place`: a number is linked to a metric, and the link does not say of which place it is, so that
//! nothing holds it against the data.

use super::ProseRule;
use crate::check::prose::Prose;
use crate::derive::figures::{Place, Verdict, judge, readings, said_in};
use crate::diagnostic::{Diagnostic, Diagnostics, text};
use crate::model::{LocalityId, MetricReference, Passage, Target};
use crate::vietnamese::number::NumberForm;

pub(super) const RULE: ProseRule = ProseRule { name: "figure-without-place", look };

/// How many links are written out for the one that is meant to be chosen from.
const MOST_SHOWN: usize = 3;

fn look(prose: &Prose<'_>, found: &mut Diagnostics) {
    let Some(form) = NumberForm::of_language(prose.language.tag()) else { return };
    for (number, reference) in prose.references.iter().enumerate() {
        let Some(Target::Metric(quoted)) = &reference.target else { continue };
        if quoted.locality.is_some() {
            continue;
        }
        let passages = prose.passages.iter().map(|words| &words.passage);
        passages
            .filter_map(|passage| unheld(prose, passage, (number, quoted), form))
            .for_each(|one| found.push(one));
    }
}

/// A link whose words are a figure: they begin with a number, or with a word that loosens one. “Đề án 06” is a name.
fn unheld(
    prose: &Prose<'_>,
    passage: &Passage,
    (reference, quoted): (usize, &MetricReference),
    form: NumberForm,
) -> Option<Diagnostic> {
    let words = passage.words_of(reference)?;
    let said = said_in(&passage.text, words.clone(), form).into_iter().next()?;
    let begins = said.number.bytes.start <= words.start || said.qualifier.is_some();
    let span = passage.span_of(words.clone()).filter(|_| begins)?;
    let shown = &passage.text[words];
    let Prose { shared, bulletin, .. } = prose;
    let derived = shared.context.derived;
    let ledger = derived.ledgers().get(quoted.metric);
    let day = bulletin.map(|bulletin| bulletin.date.period().last_day());
    let differs = |locality: &LocalityId| {
        let place = Place { locality: *locality, group: quoted.group };
        let readings = readings(ledger, ledger.latest_at(place, day)?, quoted.figure);
        Some(judge(&readings, &said).is_none_or(|(_, verdict)| verdict != Verdict::Agrees))
    };
    // Where the number is right comes first, then the other places of the text that have a figure.
    let mut places: Vec<(bool, LocalityId)> = bulletin
        .iter()
        .flat_map(|bulletin| &bulletin.localities)
        .filter_map(|locality| Some((differs(locality)?, *locality)))
        .collect();
    places.sort_by_key(|(differs, _)| *differs);
    let warning = Diagnostic::warning(
        RULE.name,
        &span,
        text!(
            vi: "liên kết của «{shown}» không nói số của nơi nào, nên con số không được so với số liệu",
            en: "the link of “{shown}” does not say of which place it is, so the number is not held against the data",
        ),
    );
    let link = prose.source.get(prose.references.get(reference)?.span.range())?;
    let address = link.rsplit_once("](").map_or("metric:…", |(_, address)| address.trim_end_matches(')'));
    let of = |place: &str| {
        let (metric, figure) =
            address.split_once('#').map_or((address, None), |(metric, figure)| (metric, Some(figure)));
        let figure = figure.map_or_else(String::new, |figure| format!("#{figure}"));
        format!("{metric}@{place}{figure}")
    };
    if places.is_empty() {
        let to = of("…");
        return Some(warning.help(text!(
            vi: "thêm `@` và mã của địa phương: `[{shown}]({to})`",
            en: "add `@` and the id of the place: `[{shown}]({to})`",
        )));
    }
    Some(places.iter().take(MOST_SHOWN).fold(warning, |warning, (_, locality)| {
        let to = of(&derived.site.locality(*locality).slug);
        warning.help(text!(vi: "viết `[{shown}]({to})`", en: "write `[{shown}]({to})`"))
    }))
}
