//! Lets warnings stand that an editor has looked at: `accept:` in a bulletin's front matter.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::explain::explain;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, text};
use crate::model::{Accepted, Site};
use crate::source::{FileId, Span};

const RULE: &str = "accept-without-effect";

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
    let mut used = BTreeSet::new();
    let mut left = Diagnostics::default();
    for one in found.iter() {
        match accepted.get(&(one.span.file, one.rule)) {
            Some(span) if one.severity == Severity::Warning => {
                used.insert(*span);
            }
            _ => left.push(one.clone()),
        }
    }
    // A translation shares the entries of its original, so an entry is told by where it was written.
    let idle: BTreeMap<&Span, &str> = accepted
        .iter()
        .filter(|((_, rule), span)| !used.contains(**span) && explain(rule).is_some())
        .map(|((_, rule), span)| (*span, *rule))
        .collect();
    for (span, rule) in idle {
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
