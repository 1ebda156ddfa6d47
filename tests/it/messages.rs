//! What a writer reads when something is wrong: the whole message, caret included, in both languages.
//!
//! Each file of `tests/messages/` is named after its rule: a site, then what is said about it. With
//! `UPDATE_MESSAGES=1` in the environment the expectations are written anew, to be read before they are kept.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use bantin::diagnostic::MessageLanguage::{self, English, Vietnamese};
use bantin::diagnostic::emit::{Colour, human};
use bantin::diagnostic::explain::rules;
use bantin::pipeline::Found;

use crate::support::case::Case;
use crate::support::site::check_sources;

/// Comes from pages being made, which these sites are not; compared in `command_line`.
const FROM_RENDERING: &str = "theme-template";

fn cases() -> Vec<(String, PathBuf)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/messages");
    let mut cases: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), path))
        .collect();
    cases.sort();
    cases
}

fn said(found: &Found, language: MessageLanguage) -> String {
    let mut out = Vec::new();
    human(&found.diagnostics, &found.sources, language, Colour::Never, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn every_message_is_as_it_was_read_and_kept() {
    let update = std::env::var_os("UPDATE_MESSAGES").is_some();
    let mut wrong = String::new();
    for (rule, path) in cases() {
        let case = Case::parse(&fs::read_to_string(&path).unwrap());
        let found = check_sources(case.sources());
        assert!(found.diagnostics.iter().any(|one| one.rule == rule), "{rule}: its case does not break it");
        let (vi, en) = (said(&found, Vietnamese), said(&found, English));
        if update {
            fs::write(&path, case.with_expectations(&vi, &en)).unwrap();
        } else if (&vi, &en) != (&case.vi, &case.en) {
            wrong += &format!("\n=== {rule} expected\n{}{}=== {rule} found\n{vi}{en}", case.vi, case.en);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_rule_has_its_messages_compared() {
    let cases: BTreeSet<String> = cases().into_iter().map(|(rule, _)| rule).collect();
    let missing: Vec<&str> =
        rules().filter(|rule| !cases.contains(*rule) && *rule != FROM_RENDERING).collect();
    assert!(missing.is_empty(), "no message compared for {missing:?}");
}
