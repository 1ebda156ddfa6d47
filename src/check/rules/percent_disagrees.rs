//! `percent-disagrees`: a stated per cent that value and whole do not give.

use super::FigureRule;
use crate::check::figure::{Figures, number, or_accept, percentage, stated as as_stated};
use crate::derive::contradiction::Contradiction;
use crate::diagnostic::{Diagnostic, Diagnostics, Text, text};

pub(super) const RULE: FigureRule = FigureRule { name: "percent-disagrees", run };

fn run(figures: &Figures<'_>, found: &mut Diagnostics) {
    for open in figures.open() {
        let Contradiction::Share { stated, computed, fitting } = open.finding.what else { continue };
        let (Some(percent), Some(of)) = (&open.observation.percent, &open.observation.of) else { continue };
        let Text { vi: stated_vi, en: stated_en } = as_stated(stated);
        let Text { vi: value_vi, en: value_en } = number(open.observation.value.value);
        let Text { vi: of_vi, en: of_en } = number(of.value);
        // One digit more than the source gives shows which way it was rounded.
        let Text { vi: computed_vi, en: computed_en } = percentage(computed, stated.scale() + 1);
        let message = text!(
            vi: "tỷ lệ ghi {stated_vi}, nhưng {value_vi} ÷ {of_vi} = {computed_vi}",
            en: "the share says {stated_en}, but {value_en} ÷ {of_en} = {computed_en}",
        );
        let fitting = fitting.map(|whole| {
            let (Text { vi: low_vi, en: low_en }, Text { vi, en }) = (number(whole.low), number(whole.high));
            text!(
                vi: "{stated_vi} cần mẫu số từ {low_vi} đến {vi}",
                en: "{stated_en} would need a whole from {low_en} to {en}",
            )
        });
        let warning = Diagnostic::warning(RULE.name, &percent.span, message)
            .label(&of.span, text!(vi: "mẫu số {of_vi} ghi ở đây", en: "the whole, {of_en}, is given here"))
            .help_if(fitting);
        found.push(or_accept(warning));
    }
}
