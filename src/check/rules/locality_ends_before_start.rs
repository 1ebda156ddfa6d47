//! `locality-ends-before-start`: a place whose last day is before its first.

use super::Rule;
use crate::derive::Derived;
use crate::diagnostic::{Diagnostic, Diagnostics, text};
use crate::model::Period;
use crate::source::Sources;

pub(super) const RULE: Rule = Rule { name: "locality-ends-before-start", run };

fn run(Derived { site, .. }: &Derived<'_>, _: &Sources, found: &mut Diagnostics) {
    for locality in &site.localities {
        let (Some(from), Some(until), Some(span)) = (locality.from, locality.until, &locality.span) else {
            continue;
        };
        if until < from {
            let name = &locality.name;
            let [from_vi, until_vi] = [from, until].map(|day| Period::Day(day).in_vietnamese());
            found.push(
                Diagnostic::error(
                    RULE.name,
                    span,
                    text!(
                        vi: "ngày cuối của «{name}» ({until_vi}) sớm hơn ngày đầu ({from_vi})",
                        en: "the last day of “{name}” ({until}) is before its first ({from})",
                    ),
                )
                .help(text!(vi: "xem lại `from` và `until`", en: "look at `from` and `until` again")),
            );
        }
    }
}
