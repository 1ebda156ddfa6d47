//! `successor-before-end`: a successor that takes over while the place still stands.

use super::Rule;
use crate::derive::Derived;
use crate::diagnostic::{Diagnostic, Diagnostics, text};
use crate::model::{Period, SuccessionKind};
use crate::source::Sources;

pub(super) const RULE: Rule = Rule { name: "successor-before-end", run };

fn run(Derived { site, .. }: &Derived<'_>, _: &Sources, found: &mut Diagnostics) {
    for locality in &site.localities {
        let (Some(until), Some(span)) = (locality.until, &locality.span) else { continue };
        for step in &locality.successors {
            // A part may be split off years before the rest ends.
            let overlaps = step.date.filter(|date| *date <= until && step.kind != SuccessionKind::Part);
            let Some(date) = overlaps else { continue };
            let [date_vi, until_vi] = [date, until].map(|day| Period::Day(day).in_vietnamese());
            let (name, successor) = (&locality.name, &site.locality(step.to).name);
            found.push(
                Diagnostic::warning(
                    RULE.name,
                    span,
                    text!(
                        vi: "«{successor}» kế thừa từ {date_vi}, khi «{name}» còn đến hết {until_vi}",
                        en: "“{successor}” takes over on {date}, while “{name}” stands until {until}",
                    ),
                )
                .help(text!(
                    vi: "ngày kế thừa là ngày sau ngày cuối",
                    en: "what comes after begins on the day after the last one",
                )),
            );
        }
    }
}
