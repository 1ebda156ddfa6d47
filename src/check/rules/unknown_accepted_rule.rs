//! `unknown-accepted-rule`: `accept` names a rule that does not exist.

use super::Rule;
use crate::derive::Derived;
use crate::diagnostic::explain::{explain, rules};
use crate::diagnostic::{Diagnostic, Diagnostics, nearest, text};
use crate::source::Sources;

pub(super) const RULE: Rule = Rule { name: "unknown-accepted-rule", run };

fn run(Derived { site, .. }: &Derived<'_>, _: &Sources, found: &mut Diagnostics) {
    for accepted in site.bulletins.iter().flat_map(|bulletin| &bulletin.accepted) {
        let written = &accepted.rule.value;
        if explain(written).is_some() {
            continue;
        }
        let near = nearest(written, rules());
        found.push(
            Diagnostic::warning(
                RULE.name,
                &accepted.rule.span,
                text!(
                    vi: "không có quy tắc «{written}»",
                    en: "there is no rule “{written}”",
                ),
            )
            .help_if(near.map(|near| text!(vi: "gần nhất là «{near}»", en: "the nearest is “{near}”"))),
        );
    }
}
