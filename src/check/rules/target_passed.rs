//! `target-passed`: a goal whose last day is over, and no figure says whether it was reached.

use super::FigureRule;
use crate::check::figure::Figures;
use crate::derive::figures::Place;
use crate::diagnostic::{Diagnostic, Diagnostics, text};
use crate::model::Period;

pub(super) const RULE: FigureRule = FigureRule { name: "target-passed", run };

fn run(figures: &Figures<'_>, found: &mut Diagnostics) {
    let today = figures.site.today;
    for (_, ledger) in figures.ledgers.iter() {
        for target in ledger.metric().targets.iter().filter(|target| target.accept.is_none()) {
            let (Some(due), Some(locality)) = (&target.due, target.locality) else { continue };
            if !ledger.is_left_open(target, today) {
                continue;
            }
            let (last, last_vi) = (due.value, Period::Day(due.value).in_vietnamese());
            let mut warning = Diagnostic::warning(
                RULE.name,
                &due.span,
                text!(
                    vi: "hạn {last_vi} đã qua mà chưa có số liệu nào của ngày ấy hoặc sau đó",
                    en: "{last} is over, and there is no figure of that day or later",
                ),
            );
            let place = Place { locality, group: target.group };
            if let Some(newest) = ledger.latest_at(place, Some(today)) {
                let newest = ledger.metric().observation(newest);
                let text = text!(vi: "số liệu mới nhất ở đây", en: "the newest figure is here");
                warning = warning.label(&newest.value.span, text);
            }
            found.push(
                warning
                    .help(text!(vi: "thêm số liệu mới", en: "add a newer figure"))
                    .help(text!(
                        vi: "nếu không ai công bố, thêm `accept: \"vì sao\"` vào chỉ tiêu: người đọc sẽ thấy ghi chú",
                        en: "if nobody has published one, add `accept: \"why\"` to the target, and readers see a note",
                    )),
            );
        }
    }
}
