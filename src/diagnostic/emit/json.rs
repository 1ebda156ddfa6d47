//! Prints diagnostics for programs: one array, both languages.
//!
//! The objects and their keys are a promise to editors and scripts: keys may be added, none changed.

use std::io;

use serde::{Serialize, Serializer};

use super::place::Places;
use crate::diagnostic::{Diagnostics, MessageLanguage, Severity, Text};
use crate::source::Sources;

#[derive(Serialize)]
struct Entry<'a> {
    rule: &'static str,
    severity: &'static str,
    file: &'a str,
    line: usize,
    column: usize,
    text: String,
    message: BothLanguages<&'a str>,
    help: BothLanguages<Vec<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    more: Option<usize>,
}

#[derive(Serialize)]
struct BothLanguages<T> {
    vi: T,
    en: T,
}

/// Prints an array with an object for each diagnostic: `rule`, `severity`, `file`, `line` and `column` from 1,
/// `text` (the words that are wrong), `message` and `help` in both languages, whichever is asked for; and `more` where
/// further ones of that rule in that file were counted and not kept.
///
/// # Errors
///
/// What the writer says.
pub fn json(
    diagnostics: &Diagnostics,
    sources: &Sources,
    _: MessageLanguage,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut places = Places::new(sources);
    let entries = diagnostics.with_left_out().map(|(one, left_out)| {
        let place = places.at(&one.span);
        Entry {
            rule: one.rule,
            severity: severity_word(one.severity),
            file: place.path,
            line: place.start.line,
            column: place.start.column,
            text: place.words,
            message: BothLanguages { vi: &one.message.vi, en: &one.message.en },
            help: both_languages(&one.help),
            more: (left_out > 0).then_some(left_out),
        }
    });
    serde_json::Serializer::pretty(&mut *out).collect_seq(entries)?;
    writeln!(out)
}

fn both_languages(texts: &[Text]) -> BothLanguages<Vec<&str>> {
    BothLanguages {
        vi: texts.iter().map(|text| text.vi.as_str()).collect(),
        en: texts.iter().map(|text| text.en.as_str()).collect(),
    }
}

fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}
