//! `held-event-in-future`: an event that was held, on a day that has not come.

use super::Rule;
use crate::derive::Derived;
use crate::diagnostic::{Diagnostic, Diagnostics, text};
use crate::model::EventStatus;
use crate::source::Sources;

pub(super) const RULE: Rule = Rule { name: "held-event-in-future", run };

fn run(Derived { site, .. }: &Derived<'_>, _: &Sources, found: &mut Diagnostics) {
    for event in &site.events {
        if event.status != Some(EventStatus::Held) || event.start.period().first_day() <= site.today {
            continue;
        }
        let (name, starts) = (&event.name, event.start.period().iso());
        let starts_vi = event.start.period().in_vietnamese();
        found.push(
            Diagnostic::warning(
                RULE.name,
                &event.span,
                text!(
                    vi: "sự kiện «{name}» ghi là đã diễn ra, nhưng {starts_vi} chưa đến",
                    en: "the event “{name}” is said to have been held, but {starts} has not come yet",
                ),
            )
            .help(text!(
                vi: "sửa ngày, hoặc viết `status: scheduled`",
                en: "correct the date, or write `status: scheduled`",
            )),
        );
    }
}
