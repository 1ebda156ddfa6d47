//! Lets warnings stand that an editor has looked at: `accept:` in a bulletin's front matter.

use std::collections::BTreeMap;

use crate::diagnostic::explain::explain;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, text};
use crate::model::{Accepted, Site};
use crate::source::{FileId, Span};

const RULE: &str = "accept-without-effect";

/// Warnings that come and go with the day, and are not there where every text is looked at.
const PASSING: &[&str] = &["reference-to-unpublished"];

/// Takes out the warnings that the bulletins of their files accept; says which `accept` took out none.
///
/// Errors stay: what can't be published can't be let stand.
pub fn let_stand(site: &Site, found: Diagnostics) -> Diagnostics {
    let mut accepted: BTreeMap<(FileId, &str), &Span> = BTreeMap::new();
    for bulletin in &site.bulletins {
        for Accepted { rule, .. } in &bulletin.accepted {
            accepted.insert((bulletin.file, &rule.value), &rule.span);
        }
    }
    let mut left = Diagnostics::default();
    let mut idle = accepted.clone();
    for one in found.iter() {
        let key = (one.span.file, one.rule);
        if one.severity == Severity::Warning && accepted.contains_key(&key) {
            idle.remove(&key);
        } else {
            left.push(one.clone());
        }
    }
    // What is no rule at all is `unknown-accepted-rule`.
    idle.retain(|(_, rule), _| explain(rule).is_some() && !PASSING.contains(rule));
    for ((_, rule), span) in idle {
        left.push(
            Diagnostic::warning(
                RULE,
                span,
                text!(
                    vi: "bản tin này không có cảnh báo «{rule}» nào để cho qua",
                    en: "there is no warning “{rule}” in this bulletin to let stand",
                ),
            )
            .help(text!(vi: "xóa mục này", en: "remove this entry")),
        );
    }
    left
}
