//! `duplicate-observation`: two figures for one place, period and group.

use super::FigureRule;
use crate::check::figure::{Figures, figure, or_accept};
use crate::derive::contradiction::Contradiction;
use crate::diagnostic::{Diagnostic, Diagnostics, Text, text};

pub(super) const RULE: FigureRule = FigureRule { name: "duplicate-observation", run };

fn run(figures: &Figures<'_>, found: &mut Diagnostics) {
    for open in figures.open() {
        let (Contradiction::Repeat { same }, Some(first)) = (&open.finding.what, open.against) else {
            continue;
        };
        let value = &open.observation.value;
        let period_vi = open.observation.date.period().in_vietnamese();
        let period = open.observation.date.period().iso();
        let place =
            open.observation.locality.map(|id| figures.site.locality(id).name.as_str()).unwrap_or_default();
        let Text { vi, en } = figure(open.observation);
        let Text { vi: first_vi, en: first_en } = figure(first);
        let warning = if *same {
            Diagnostic::warning(
                RULE.name,
                &value.span,
                text!(
                    vi: "{vi} của {place}, {period_vi}, đã ghi ở dòng khác",
                    en: "{en} for {place}, {period}, is there already",
                ),
            )
            .help(text!(
                vi: "xóa một dòng; bài khác cũng nêu số này thì dẫn bằng liên kết `metric:`",
                en: "remove one of them; another bulletin that states it can quote it by a `metric:` link",
            ))
        } else {
            let warning = Diagnostic::warning(
                RULE.name,
                &value.span,
                text!(
                    vi: "hai số liệu cho {place}, {period_vi}: {first_vi} và {vi}",
                    en: "two figures for {place}, {period}: {first_en} and {en}",
                ),
            );
            or_accept(warning.help(text!(
                vi: "giữ dòng đúng; nếu số đã được tính lại, ghi `status: revised` ở dòng sau",
                en: "keep the right one; if it was corrected, write `status: revised` at the later one",
            )))
        };
        found
            .push(warning.label(&first.value.span, text!(vi: "dòng kia ở đây", en: "the other one is here")));
    }
}
