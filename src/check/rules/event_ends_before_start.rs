//! `event-ends-before-start`: an event whose end is earlier than its start.

use super::Rule;
use crate::derive::Derived;
use crate::diagnostic::{Diagnostic, Diagnostics, text};
use crate::model::{Period, When};
use crate::source::Sources;

pub(super) const RULE: Rule = Rule { name: "event-ends-before-start", run };

fn run(Derived { site, .. }: &Derived<'_>, _: &Sources, found: &mut Diagnostics) {
    for event in &site.events {
        let Some(end) = event.end else { continue };
        if !surely_before(end, event.start.when) {
            continue;
        }
        let name = &event.name;
        let [starts, ends] = [event.start.when, end].map(|when| written(when, Period::iso));
        let [starts_vi, ends_vi] = [event.start.when, end].map(|when| written(when, Period::in_vietnamese));
        found.push(
            Diagnostic::error(
                RULE.name,
                &event.span,
                text!(
                    vi: "sự kiện «{name}» kết thúc ({ends_vi}) trước khi bắt đầu ({starts_vi})",
                    en: "the event “{name}” ends ({ends}) before it starts ({starts})",
                ),
            )
            .help(text!(vi: "xem lại `start` và `end`", en: "look at `start` and `end` again")),
        );
    }
}

/// Whether one is over before the other begins, however exactly either is known.
fn surely_before(one: When, other: When) -> bool {
    if one.period.last_day() < other.period.first_day() {
        return true;
    }
    let clocks = one.time.zip(other.time);
    one.period == other.period && clocks.is_some_and(|(one, other)| one < other)
}

fn written(when: When, form: fn(Period) -> String) -> String {
    let period = form(when.period);
    when.time
        .map_or_else(|| period.clone(), |clock| format!("{period} {:02}:{:02}", clock.hour, clock.minute))
}
