//! `bulletins-disagree`: two bulletins that state different figures for one place, period and group.

use super::FigureRule;
use crate::check::figure::{Figures, figure, or_accept};
use crate::derive::contradiction::Contradiction;
use crate::diagnostic::{Diagnostic, Diagnostics, Text, text};
use crate::model::Observation;

pub(super) const RULE: FigureRule = FigureRule { name: "bulletins-disagree", run };

fn run(figures: &Figures<'_>, found: &mut Diagnostics) {
    let slug = |observation: &Observation| {
        observation.bulletin.map(|id| figures.site.bulletin(id).slug.as_str()).unwrap_or_default()
    };
    for open in figures.open().filter(|open| open.finding.what == Contradiction::Bulletins) {
        let Some(first) = open.against else { continue };
        let value = &open.observation.value;
        let period_vi = open.observation.date.period().in_vietnamese();
        let period = open.observation.date.period().iso();
        let (Text { vi: first_vi, en: first_en }, Text { vi, en }) =
            (figure(first), figure(open.observation));
        let (first_slug, slug) = (slug(first), slug(open.observation));
        let warning = Diagnostic::warning(
            RULE.name,
            &value.span,
            text!(
                vi: "hai bài nói khác nhau về {period_vi}: «{first_slug}» ghi {first_vi}, «{slug}» ghi {vi}",
                en: "two bulletins differ about {period}: “{first_slug}” says {first_en}, “{slug}” says {en}",
            ),
        )
        .label(&first.value.span, text!(vi: "số của bài kia ở đây", en: "the other bulletin's figure is here"))
        .help(text!(
            vi: "đính chính bài sai; nếu số đã được tính lại, ghi `status: revised` ở dòng sau",
            en: "correct the bulletin that is wrong; if the figure was revised, write `status: revised` at the later one",
        ));
        found.push(or_accept(warning));
    }
}
