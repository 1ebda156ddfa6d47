//! `groups-disagree`: groups that add up to another number than their total.

use super::FigureRule;
use crate::check::figure::{Figures, Open, number, or_accept};
use crate::derive::contradiction::{Contradiction, Neighbour};
use crate::diagnostic::{Diagnostic, Diagnostics, Text, text};
use rust_decimal::Decimal;

use crate::derive::figures::Breakdown;

pub(super) const RULE: FigureRule = FigureRule { name: "groups-disagree", run };

/// A sum is written out up to so many parts.
const WRITTEN_OUT: usize = 8;

fn run(figures: &Figures<'_>, found: &mut Diagnostics) {
    for open in figures.open() {
        let Contradiction::Groups { breakdown, excess, neighbours } = &open.finding.what else { continue };
        let total = &open.observation.value;
        let Text { vi: sum_vi, en: sum_en } = sum(&open, breakdown);
        let Text { vi: total_vi, en: total_en } = number(total.value);
        let Text { vi, en } = difference(*excess);
        let mut warning = Diagnostic::warning(
            RULE.name,
            &total.span,
            text!(
                vi: "các nhóm cộng lại là {sum_vi}, tổng ghi {total_vi}: {vi}",
                en: "the groups add up to {sum_en}, the total says {total_en}: {en}",
            ),
        );
        for (group, id) in breakdown.parts.iter().take(WRITTEN_OUT) {
            let (group, part) = (&open.metric.groups[group.index()].name, open.metric.observation(*id));
            let Text { vi, en } = number(part.value.value);
            warning = warning.label(&part.value.span, text!(vi: "{group}: {vi}", en: "{group}: {en}"));
        }
        if *excess < Decimal::ZERO {
            warning = warning.help(unaccounted(&open, -*excess));
        }
        for neighbour in neighbours {
            warning = warning.help(together(figures, neighbour));
        }
        found.push(or_accept(warning));
    }
}

/// "67 + 13 + 12 = 92"; one part alone is no sum.
fn sum(open: &Open<'_>, breakdown: &Breakdown) -> Text {
    let Text { vi: sum_vi, en: sum_en } = number(breakdown.sum.unwrap_or_default());
    let parts: Vec<Text> =
        breakdown.parts.iter().map(|(_, id)| number(open.metric.observation(*id).value.value)).collect();
    if parts.len() < 2 || parts.len() > WRITTEN_OUT {
        return Text { vi: sum_vi, en: sum_en };
    }
    let joined = |language: fn(&Text) -> &str| parts.iter().map(language).collect::<Vec<_>>().join(" + ");
    let (vi, en) = (joined(|part| &part.vi), joined(|part| &part.en));
    text!(vi: "{vi} = {sum_vi}", en: "{en} = {sum_en}")
}

fn difference(excess: Decimal) -> Text {
    let Text { vi, en } = number(excess.abs());
    match excess > Decimal::ZERO {
        true => text!(vi: "thừa {vi}", en: "{en} too many"),
        false => text!(vi: "thiếu {vi}", en: "{en} too few"),
    }
}

fn unaccounted(open: &Open<'_>, missing: Decimal) -> Text {
    let (Text { vi, en }, unit) = (number(missing), &open.metric.unit.other);
    text!(vi: "còn {vi} {unit} chưa nêu thuộc nhóm nào", en: "{en} {unit} are in none of the groups")
}

/// Another figure of the same bulletin may be a part of the total: 13 + 89 = 102.
fn together(figures: &Figures<'_>, neighbour: &Neighbour) -> Text {
    let name = &figures.site.metric(neighbour.metric).name.value;
    let Text { vi: value_vi, en: value_en } = number(neighbour.value);
    let Text { vi: sum_vi, en: sum_en } = number(neighbour.together);
    let Text { vi, en } = match neighbour.excess.is_zero() {
        true => text!(vi: "khớp", en: "that fits"),
        false => difference(neighbour.excess),
    };
    text!(
        vi: "tính cả {value_vi} của «{name}» thì tổng là {sum_vi}: {vi}",
        en: "with the {value_en} of “{name}” the total would be {sum_en}: {en}",
    )
}
