//! `remainder-disagrees`: what is left of something is not what was taken away from it.

use super::FigureRule;
use crate::check::figure::{Figures, Open, figure, number, or_accept, percentage, stated};
use crate::derive::contradiction::{Contradiction, Miss};
use crate::diagnostic::{Diagnostic, Diagnostics, Text, text};
use rust_decimal::Decimal;

use crate::derive::figures::percent;
use crate::model::Observation;

pub(super) const RULE: FigureRule = FigureRule { name: "remainder-disagrees", run };

fn run(figures: &Figures<'_>, found: &mut Diagnostics) {
    for open in figures.open() {
        let Contradiction::Remainder { of, part, miss } = open.finding.what else { continue };
        let (whole, part) = (figures.site.metric(of), figures.site.observation(of, part));
        let name = &whole.name.value;
        let place = part.percent.as_ref().map_or(&part.value.span, |percent| &percent.span);
        let warning =
            Diagnostic::warning(RULE.name, &open.observation.value.span, message(&open, part, miss))
                .label(place, text!(vi: "«{name}» ghi ở đây", en: "“{name}” says so here"))
                .help_if(fitting_share(&open, part, miss));
        found.push(or_accept(warning));
    }
}

fn message(open: &Open<'_>, part: &Observation, miss: Miss) -> Text {
    let Text { vi: rest_vi, en: rest_en } = figure(open.observation);
    let Text { vi: part_vi, en: part_en } = number(part.value.value);
    let Text { vi: stated_vi, en: stated_en } =
        part.percent.as_ref().map_or(Text::default(), |one| stated(one.value));
    match miss {
        Miss::Number { whole, left } => {
            let (Text { vi: whole_vi, en: whole_en }, Text { vi, en }) = (number(whole), number(left));
            text!(
                vi: "{whole_vi} − {part_vi} = {vi}, nhưng phần còn lại ghi {rest_vi}",
                en: "{whole_en} − {part_en} = {en}, but what is left says {rest_en}",
            )
        }
        Miss::Share { whole, rest, left } => {
            let Text { vi: whole_vi, en: whole_en } = number(whole);
            let (Text { vi: share_vi, en: share_en }, Text { vi, en }) = (stated(rest), stated(left));
            text!(
                vi: "{rest_vi} ÷ {whole_vi} = {share_vi}, nhưng 100% − {stated_vi} = {vi}",
                en: "{rest_en} ÷ {whole_en} = {share_en}, but 100% − {stated_en} = {en}",
            )
        }
        Miss::Implied { left } => {
            let (Text { vi: low_vi, en: low_en }, Text { vi, en }) = (number(left.low), number(left.high));
            let (rest_vi, rest_en) = match &open.observation.of {
                Some(of) => {
                    let Text { vi, en } = number(of.value);
                    (format!("{rest_vi}/{vi}"), format!("{rest_en}/{en}"))
                }
                None => (rest_vi, rest_en),
            };
            text!(
                vi: "{part_vi} ở mức {stated_vi} thì còn từ {low_vi} đến {vi}, ở đây ghi {rest_vi}",
                en: "{part_en} at {stated_en} leaves {low_en} to {en}, but this says {rest_en}",
            )
        }
    }
}

/// What the share would be if part and rest were all there is: 77.894 of 80.270 is 97,04%.
fn fitting_share(open: &Open<'_>, part: &Observation, miss: Miss) -> Option<Text> {
    let Miss::Implied { .. } = miss else { return None };
    let rest: Decimal = open.observation.of.as_ref().map_or(open.observation.value.value, |of| of.value);
    let whole = part.value.value.checked_add(rest)?;
    let share = percent(part.value.value, whole)?;
    let Text { vi: part_vi, en: part_en } = number(part.value.value);
    let (Text { vi: rest_vi, en: rest_en }, Text { vi: whole_vi, en: whole_en }) =
        (number(rest), number(whole));
    let Text { vi, en } = percentage(share, 2);
    Some(text!(
        vi: "nếu mẫu số là {part_vi} + {rest_vi} = {whole_vi} thì tỷ lệ là {vi}",
        en: "with a whole of {part_en} + {rest_en} = {whole_en} the share would be {en}",
    ))
}
