//! `chart-not-drawable`: a chart is asked for in a form that its figures don't make; the table stands alone.

use std::collections::BTreeMap;

use super::Rule;
use crate::derive::Derived;
use crate::derive::chart::Figures;
use crate::derive::figures::Ledger;
use crate::diagnostic::{Diagnostic, Diagnostics, Text, text};
use crate::model::{ChartKind, ChartReference, MetricId, Reference, Target};
use crate::source::Sources;

pub(super) const RULE: Rule = Rule { name: "chart-not-drawable", run };

fn run(Derived { site, .. }: &Derived<'_>, _: &Sources, found: &mut Diagnostics) {
    // Each metric is gone through once, however many texts draw it.
    let mut ledgers: BTreeMap<MetricId, Ledger<'_>> = BTreeMap::new();
    let of_bulletins = site.bulletins.iter().map(|bulletin| &bulletin.references);
    for references in of_bulletins.chain(site.pages.iter().map(|page| &page.references)) {
        for reference in references {
            let Some((chart, kind)) = drawing_asked_for(reference) else { continue };
            let metric = site.metric(chart.metric);
            let ledger = &*ledgers.entry(chart.metric).or_insert_with(|| Ledger::of(metric));
            if (Figures { site, metric, ledger }).chart(&chart.localities, Some(kind)).is_none() {
                let name = &metric.name.value;
                let message = text!(
                    vi: "số liệu của «{name}» chưa đủ để vẽ biểu đồ kiểu này; trang chỉ có bảng",
                    en: "the figures of “{name}” don't make this kind of chart yet; the page has the table alone",
                );
                found.push(Diagnostic::warning(RULE.name, &reference.span, message).help(needs(kind)));
            }
        }
    }
}

/// The form that a text asks for by name; a table is always there.
fn drawing_asked_for(reference: &Reference) -> Option<(&ChartReference, ChartKind)> {
    match &reference.target {
        Some(Target::Chart(chart)) => {
            chart.kind.filter(|kind| *kind != ChartKind::Table).map(|kind| (chart.as_ref(), kind))
        }
        _ => None,
    }
}

fn needs(kind: ChartKind) -> Text {
    match kind {
        ChartKind::Line => text!(
            vi: "đường theo thời gian cần số liệu của ít nhất hai kỳ ở cùng một nơi; viết `?kind=bar` hoặc bỏ `?kind=`",
            en: "a line needs figures of two periods at least, of one place; write `?kind=bar`, or leave `?kind=` out",
        ),
        ChartKind::Progress => text!(
            vi: "biểu đồ tiến độ cần chỉ tiêu có con số (`targets:`) và một số liệu của nơi ấy",
            en: "progress needs a target with a number (`targets:`) and a figure of its place",
        ),
        ChartKind::Map => text!(
            vi: "bản đồ cần số liệu cùng kỳ của ít nhất hai nơi",
            en: "a map needs figures of one period of two places at least",
        ),
        ChartKind::Bar | ChartKind::Table => text!(
            vi: "biểu đồ cột cần số liệu cùng kỳ của ít nhất hai nơi, hoặc của hai nhóm; viết `?kind=line` nếu muốn so theo thời gian",
            en: "bars need figures of one period of two places at least, or of two groups; write `?kind=line` to compare over time",
        ),
    }
}
