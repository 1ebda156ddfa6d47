use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::*;

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files
}

/// The names of rules in a Rust source: the literal that a diagnostic begins with, or that a constant called
/// `RULE` or ending in `_RULE` holds, or that a rule's table entry names.
fn named_rules(source: &str) -> BTreeSet<String> {
    let source = source.split("#[cfg(test)]").next().unwrap_or_default();
    let beginnings = [
        "Diagnostic::error(",
        "Diagnostic::warning(",
        "RULE: &str =",
        "Rule { name:",
        "rule: &'static str =",
    ];
    beginnings
        .iter()
        .flat_map(|beginning| source.split(beginning).skip(1))
        .filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next())
        .map(str::to_owned)
        .collect()
}

fn rules_of_the_program() -> BTreeSet<String> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    rust_files(&source)
        .iter()
        .filter(|path| !path.ends_with("tests.rs"))
        .flat_map(|path| named_rules(&fs::read_to_string(path).unwrap()))
        .collect()
}

#[test]
fn every_rule_is_explained_and_every_explanation_has_its_rule() {
    let explained: BTreeSet<String> = rules().map(str::to_owned).collect();
    let missing: Vec<_> = rules_of_the_program().difference(&explained).cloned().collect();
    assert!(missing.is_empty(), "no explanation for {missing:?}");
    let gone: Vec<_> = explained.difference(&rules_of_the_program()).cloned().collect();
    assert!(gone.is_empty(), "no rule for the explanations {gone:?}");
}

#[test]
fn every_explanation_is_in_both_languages_with_an_example() {
    for rule in rules() {
        let explanation = explain(rule).unwrap_or_else(|| panic!("{rule}: no English part"));
        for text in [explanation.vi, explanation.en] {
            assert!(text.starts_with("# "), "{rule}: begins with a heading");
            assert_eq!(text.matches("\n```").count(), 4, "{rule}: one wrong and one right example");
        }
        assert_ne!(explanation.vi, explanation.en, "{rule}");
    }
}

#[test]
fn every_file_is_listed_and_the_list_is_sorted() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/diagnostic/explain");
    let mut files: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .filter_map(|entry| Some(entry.unwrap().file_name().to_str()?.strip_suffix(".md")?.to_owned()))
        .collect();
    files.sort();
    assert_eq!(rules().collect::<Vec<_>>(), files);
}

#[test]
fn what_is_no_rule_has_no_explanation() {
    assert_eq!(explain("broken-references"), None);
    assert_eq!(explain(""), None);
}
