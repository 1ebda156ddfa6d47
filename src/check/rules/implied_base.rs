//! `implied-base`: a share of a whole that nobody names: a question to the writer.

use super::FigureRule;
use crate::check::figure::{Figures, number, stated};
use crate::derive::contradiction::Contradiction;
use crate::diagnostic::{Diagnostic, Diagnostics, Text, text};

pub(super) const RULE: FigureRule = FigureRule { name: "implied-base", run };

fn run(figures: &Figures<'_>, found: &mut Diagnostics) {
    for open in figures.open() {
        let Contradiction::UnnamedWhole { implied } = open.finding.what else { continue };
        let Some(percent) = &open.observation.percent else { continue };
        let Text { vi: percent_vi, en: percent_en } = stated(percent.value);
        let Text { vi: value_vi, en: value_en } = number(open.observation.value.value);
        let (Text { vi: low_vi, en: low_en }, Text { vi, en }) = (number(implied.low), number(implied.high));
        let message = text!(
            vi: "{percent_vi} của bao nhiêu? {value_vi} là {percent_vi} của một số từ {low_vi} đến {vi}",
            en: "{percent_en} of what? {value_en} is {percent_en} of some number from {low_en} to {en}",
        );
        found.push(
            Diagnostic::warning(RULE.name, &percent.span, message)
                .help(text!(vi: "ghi mẫu số nếu nguồn nêu: `of: …`", en: "name the whole if the source does: `of: …`"))
                .help(text!(
                    vi: "nguồn không nêu thì thêm `accept: \"Nguồn không nêu mẫu số.\"`: người đọc sẽ thấy ghi chú",
                    en: "if it does not, add `accept: \"The source names no whole.\"`, and readers see a note",
                )),
        );
    }
}
