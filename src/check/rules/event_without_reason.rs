//! `event-without-reason`: an event that was postponed or cancelled, and nobody says why.

use super::Rule;
use crate::derive::Derived;
use crate::diagnostic::{Diagnostic, Diagnostics, text};
use crate::model::EventStatus;
use crate::source::Sources;

pub(super) const RULE: Rule = Rule { name: "event-without-reason", run };

fn run(Derived { site, .. }: &Derived<'_>, _: &Sources, found: &mut Diagnostics) {
    for event in &site.events {
        let name = &event.name;
        let message = match event.status {
            Some(EventStatus::Postponed) => text!(
                vi: "sự kiện «{name}» bị hoãn mà không nói vì sao",
                en: "the event “{name}” was postponed, without a reason",
            ),
            Some(EventStatus::Cancelled) => text!(
                vi: "sự kiện «{name}» bị hủy mà không nói vì sao",
                en: "the event “{name}” was cancelled, without a reason",
            ),
            Some(EventStatus::Scheduled | EventStatus::Held) | None => continue,
        };
        if event.reason.is_none() {
            let help = text!(vi: "thêm `reason: …`", en: "add `reason: …`");
            found.push(Diagnostic::warning(RULE.name, &event.span, message).help(help));
        }
    }
}
