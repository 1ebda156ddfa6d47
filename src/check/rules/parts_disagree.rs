//! `parts-disagree`: the places in a place add up to another number than is stated for it.

use super::FigureRule;
use crate::check::figure::{Figures, number, or_accept};
use crate::derive::contradiction::Contradiction;
use crate::diagnostic::{Diagnostic, Diagnostics, Text, text};

pub(super) const RULE: FigureRule = FigureRule { name: "parts-disagree", run };

fn run(figures: &Figures<'_>, found: &mut Diagnostics) {
    for open in figures.open() {
        let Contradiction::Parts(total) = &open.finding.what else { continue };
        let value = &open.observation.value;
        let Text { vi: stated_vi, en: stated_en } = number(value.value);
        let Text { vi, en } = number(total.value);
        let (place, parts) = (&figures.site.locality(total.locality).name, total.parts.len());
        let warning = Diagnostic::warning(
            RULE.name,
            &value.span,
            text!(
                vi: "{place}: cả {parts} nơi trực thuộc cộng lại là {vi}, ở đây ghi {stated_vi}",
                en: "{place}: all {parts} places in it add up to {en}, this says {stated_en}",
            ),
        )
        .help(text!(vi: "xem lại số của từng nơi và tổng", en: "look again at the parts and at the total"));
        found.push(or_accept(warning));
    }
}
