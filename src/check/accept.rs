//! Lets warnings stand that an editor has looked at: `accept:` in a bulletin's front matter.
//!
//! A figure's own `accept` is looked at where its contradictions are; here only those are named that let nothing
//! stand.

use std::collections::BTreeMap;

use super::figure::Figures;
use crate::diagnostic::explain::explain;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, text};
use crate::model::{Accepted, Site};
use crate::source::{FileId, Span};

const RULE: &str = "accept-without-effect";

/// Warnings that come and go with the day, and are not there where every text is looked at.
const PASSING: &[&str] = &["date-in-future", "reference-to-unpublished"];

/// Problems beside which nobody knows what there would be to let stand: with what can't be read,
/// nothing was compared.
const UNREAD: &[&str] = &[
    "invalid-utf8",
    "missing-front-matter",
    "unclosed-front-matter",
    "unclosed-quotation",
    "utf16",
    "yaml-syntax",
    "yaml-too-large",
];

/// Takes out the warnings that the bulletins of their files accept; says which `accept` took out none.
///
/// Errors stay: what can't be published can't be let stand.
pub fn let_stand(site: &Site, mut found: Diagnostics) -> Diagnostics {
    let mut accepted: BTreeMap<(FileId, &str), &Span> = BTreeMap::new();
    for bulletin in &site.bulletins {
        for Accepted { rule, .. } in &bulletin.accepted {
            accepted.insert((bulletin.file, &rule.value), &rule.span);
        }
    }
    let mut idle = accepted.clone();
    for one in found.iter().filter(|one| one.severity == Severity::Warning) {
        idle.remove(&(one.span.file, one.rule));
    }
    found.retain(|one| one.severity == Severity::Error || !accepted.contains_key(&(one.span.file, one.rule)));
    if found.iter().any(|one| one.severity == Severity::Error && UNREAD.contains(&one.rule)) {
        found.drop_rule(RULE);
        return found;
    }
    // What is no rule at all is `unknown-accepted-rule`.
    idle.retain(|(_, rule), _| explain(rule).is_some() && !PASSING.contains(rule));
    for ((_, rule), span) in idle {
        found.push(
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
    found
}

/// Says which figures and goals have an `accept` and nothing to accept.
///
/// A goal that is not due yet may still need its one.
pub(super) fn without_effect(figures: &Figures<'_>) -> Diagnostics {
    let mut found = Diagnostics::default();
    for accept in figures.idle_accepts().filter_map(|observation| observation.accept.as_ref()) {
        let message = text!(
            vi: "số liệu này không mâu thuẫn với gì, nên `accept` không có tác dụng",
            en: "this figure contradicts nothing, so `accept` has no effect",
        );
        found.push(Diagnostic::warning(RULE, &accept.span, message).help(text!(
            vi: "xóa `accept`; điều người đọc nên biết thì ghi ở `note`",
            en: "remove `accept`; what readers should know goes into `note`",
        )));
    }
    let today = figures.site.today;
    for (_, ledger) in figures.ledgers.iter() {
        for target in &ledger.metric().targets {
            let waits = target.due.as_ref().is_some_and(|due| due.value >= today);
            let Some(accept) = target.accept.as_ref().filter(|_| !waits) else { continue };
            if !ledger.is_left_open(target, today) {
                let message = text!(
                    vi: "chỉ tiêu này không thiếu số liệu sau hạn, nên `accept` không có tác dụng",
                    en: "this target lacks no figure after its due day, so `accept` has no effect",
                );
                let help = text!(vi: "xóa `accept`", en: "remove `accept`");
                found.push(Diagnostic::warning(RULE, &accept.span, message).help(help));
            }
        }
    }
    found
}
