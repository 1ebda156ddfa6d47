//! `falling-count`: a count of everything so far that is lower than it was.

use super::FigureRule;
use crate::check::figure::{Figures, number, or_accept};
use crate::derive::contradiction::Contradiction;
use crate::diagnostic::{Diagnostic, Diagnostics, Text, text};

pub(super) const RULE: FigureRule = FigureRule { name: "falling-count", run };

fn run(figures: &Figures<'_>, found: &mut Diagnostics) {
    for open in figures.open().filter(|open| open.finding.what == Contradiction::Fall) {
        let Some(before) = open.against else { continue };
        let value = &open.observation.value;
        let Text { vi: now_vi, en: now_en } = number(value.value);
        let Text { vi: before_vi, en: before_en } = number(before.value.value);
        let [period_vi, earlier_vi] = [open.observation, before].map(|one| one.date.period().in_vietnamese());
        let (period, earlier) = (open.observation.date.period().iso(), before.date.period().iso());
        let warning = Diagnostic::warning(
            RULE.name,
            &value.span,
            text!(
                vi: "số tính dồn giảm: {before_vi} ({earlier_vi}), rồi {now_vi} ({period_vi})",
                en: "a cumulative count falls: {before_en} ({earlier}), then {now_en} ({period})",
            ),
        )
        .label(&before.value.span, text!(vi: "kỳ trước ghi ở đây", en: "the period before is here"))
        .help(text!(
            vi: "nếu kỳ nào đếm riêng kỳ ấy, thêm `cumulative: false` vào tệp của chỉ số",
            en: "if each period is counted by itself, add `cumulative: false` to the metric's file",
        ))
        .help(text!(
            vi: "nếu số đã được tính lại, ghi `status: revised` ở dòng này",
            en: "if the count was corrected, write `status: revised` here",
        ));
        found.push(or_accept(warning));
    }
}
