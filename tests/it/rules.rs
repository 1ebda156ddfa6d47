//! Every rule finds what it is for, exactly there, and lets the rest alone.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use bantin::diagnostic::{Diagnostic, Severity};
use bantin::pipeline::Found;
use bantin::source::{LineIndex, Sources};

use crate::support::fixture::{Expectation, Fixture};
use crate::support::site::check;

fn names_in(folder: &str, ending: &str) -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    fs::read_dir(folder)
        .unwrap()
        .filter_map(|entry| Some(entry.unwrap().file_name().to_str()?.strip_suffix(ending)?.to_owned()))
        .collect()
}

fn fixtures() -> impl Iterator<Item = (String, PathBuf)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules");
    names_in("tests/rules", ".txt").into_iter().map(move |name| {
        let path = folder.join(format!("{name}.txt"));
        (name, path)
    })
}

fn found(one: &Diagnostic, sources: &Sources) -> Expectation {
    let file = sources.get(one.span.file);
    let lines = LineIndex::new(sources.text(one.span.file).unwrap());
    let (start, end) = (lines.at(one.span.start as usize), lines.at(one.span.end as usize));
    let severity = match one.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let line_end = lines.line(start.line).chars().count() + 1;
    Expectation {
        path: file.path.clone(),
        line: start.line,
        start: start.column,
        end: if end.line == start.line { end.column } else { line_end },
        what: format!("{severity}[{}]", one.rule),
    }
}

#[test]
fn rules_find_what_carets_point_at_and_nothing_else() {
    let wrong: String = fixtures().filter_map(|(name, path)| disagreement(&name, &path)).collect();
    assert!(wrong.is_empty(), "{wrong}");
}

fn disagreement(name: &str, path: &Path) -> Option<String> {
    let fixture = Fixture::parse(&fs::read_to_string(path).unwrap());
    if !fixture.expected.iter().any(|one| one.what.ends_with(&format!("[{name}]"))) {
        return Some(format!("\n{name}: the fixture never expects its own rule"));
    }
    let Found { diagnostics, sources, .. } = check(fixture.files);
    let mut actual: Vec<Expectation> = diagnostics.iter().map(|one| found(one, &sources)).collect();
    actual.sort();
    let shown = |list: &[Expectation]| list.iter().map(|one| format!("\n  {one}")).collect::<String>();
    (actual != fixture.expected).then(|| {
        let title = &fixture.title;
        format!("\n{name}: {title}\nexpected:{}\nfound:{}", shown(&fixture.expected), shown(&actual))
    })
}

#[test]
fn every_rule_of_the_whole_site_has_a_fixture() {
    let fixtures: BTreeSet<String> = fixtures().map(|(name, _)| name).collect();
    let mut rules = names_in("src/check/rules", ".rs");
    assert!(rules.remove("mod"));
    let missing: Vec<String> =
        rules.iter().map(|rule| rule.replace('_', "-")).filter(|rule| !fixtures.contains(rule)).collect();
    assert!(missing.is_empty(), "no fixture for {missing:?}");
}
