//! `share-above-whole`: a part that is larger than the whole it is counted from.

use super::FigureRule;
use crate::check::figure::{Figures, number, or_accept, stated};
use crate::derive::contradiction::Contradiction;
use crate::diagnostic::{Diagnostic, Diagnostics, Text, text};

pub(super) const RULE: FigureRule = FigureRule { name: "share-above-whole", run };

fn run(figures: &Figures<'_>, found: &mut Diagnostics) {
    for open in figures.open() {
        let value = &open.observation.value;
        let warning = match (&open.finding.what, &open.observation.of, &open.observation.percent) {
            (Contradiction::AboveWhole, Some(of), _) => {
                let Text { vi: part_vi, en: part_en } = number(value.value);
                let Text { vi, en } = number(of.value);
                let message = text!(
                    vi: "phần ({part_vi}) lớn hơn tổng ({vi})",
                    en: "the part ({part_en}) is larger than the whole ({en})",
                );
                Diagnostic::warning(RULE.name, &value.span, message)
                    .label(&of.span, text!(vi: "tổng ghi ở đây", en: "the whole is given here"))
                    .help(text!(vi: "sửa `value` hoặc `of`", en: "correct `value` or `of`"))
            }
            (Contradiction::AboveHundred, _, Some(percent)) => {
                let Text { vi, en } = stated(percent.value);
                let message =
                    text!(vi: "tỷ lệ {vi} lớn hơn toàn bộ", en: "a share of {en} is more than the whole");
                Diagnostic::warning(RULE.name, &percent.span, message)
                    .help(text!(vi: "sửa `percent`", en: "correct `percent`"))
            }
            _ => continue,
        };
        found.push(or_accept(warning));
    }
}
