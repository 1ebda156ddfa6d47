//! Prints diagnostics as SARIF 2.1.0, which code hosts and editors read.
//!
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>; section numbers below are its.

use std::collections::BTreeMap;
use std::io;

use serde_json::{Value, json};

use super::human::more_alike;
use super::place::{Place, Places};
use crate::diagnostic::explain::explain;
use crate::diagnostic::{Diagnostic, Diagnostics, MessageLanguage, Severity};
use crate::source::{Sources, Span};

/// Prints one log with one run, in one language; its rules are those that were broken, with their
/// explanations.
///
/// # Errors
///
/// What the writer says.
pub fn sarif(
    diagnostics: &Diagnostics,
    sources: &Sources,
    language: MessageLanguage,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut rules: BTreeMap<&'static str, usize> = diagnostics.iter().map(|one| (one.rule, 0)).collect();
    for (at, index) in rules.values_mut().enumerate() {
        *index = at;
    }
    let mut places = Places::new(sources);
    let results: Vec<Value> = diagnostics
        .with_left_out()
        .map(|told| result(told, rules[told.0.rule], &mut places, language))
        .collect();
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "bantin",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.keys().map(|rule| descriptor(rule, language)).collect::<Vec<_>>(),
            }},
            "language": match language {
                MessageLanguage::Vietnamese => "vi",
                MessageLanguage::English => "en",
            },
            // 3.14.17: columns count characters, as in every other format here.
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

fn descriptor(rule: &str, language: MessageLanguage) -> Value {
    let mut descriptor = json!({"id": rule});
    if let Some(explanation) = explain(rule) {
        let explanation = explanation.get(language);
        // 3.12.4: whoever can't show Markdown shows the text, so both are always there.
        descriptor["help"] = json!({"text": explanation, "markdown": explanation});
    }
    descriptor
}

fn result(
    (one, left_out): (&Diagnostic, usize),
    rule: usize,
    places: &mut Places<'_>,
    language: MessageLanguage,
) -> Value {
    let mut message = one.message.get(language).to_owned();
    for help in &one.help {
        message.push('\n');
        message.push_str(help.get(language));
    }
    if left_out > 0 {
        message.push('\n');
        message.push_str(more_alike(one.rule, places.path(one.span.file), left_out).get(language));
    }
    let mut result = json!({
        "ruleId": one.rule,
        "ruleIndex": rule,
        "level": match one.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        "message": {"text": plain(&message)},
        "locations": [location(&one.span, places)],
    });
    let related: Vec<Value> = one
        .labels
        .iter()
        .map(|label| {
            let mut related = location(&label.span, places);
            related["message"] = json!({"text": plain(label.text.get(language))});
            related
        })
        .collect();
    if !related.is_empty() {
        result["relatedLocations"] = Value::Array(related);
    }
    result
}

fn location(span: &Span, places: &mut Places<'_>) -> Value {
    let Place { path, start, end, .. } = places.at(span);
    json!({"physicalLocation": {
        "artifactLocation": {"uri": uri(path)},
        "region": {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        },
    }})
}

/// 3.11.6: brackets in a message would make an embedded link, so they are escaped.
fn plain(text: &str) -> String {
    text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]")
}

/// A path as a relative URI (3.4.3, RFC 3986): bytes other than unreserved characters and `/` in per cent.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}
