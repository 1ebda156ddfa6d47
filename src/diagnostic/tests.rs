use std::collections::BTreeMap;

use super::*;
use crate::source::SourceFile;

const MANY: usize = 3 * MOST_OF_KIND;

fn files() -> Sources {
    let files = ["a.csv", "b.csv"].map(|path| SourceFile::new(path, "x\n"));
    Sources::new(files.into(), BTreeMap::new())
}

fn found(rule: &'static str, path: &str, times: usize) -> Diagnostics {
    let span = Span::new(files().find(path).unwrap(), 0..1);
    let mut found = Diagnostics::default();
    for number in 0..times {
        found.push(Diagnostic::error(rule, &span, text!(vi: "sai {number}", en: "wrong {number}")));
    }
    found
}

#[test]
fn of_millions_alike_the_first_are_kept_and_all_are_counted() {
    let mut all = found("invalid-date", "a.csv", MANY);
    assert_eq!((all.iter().count(), all.count(Severity::Error)), (MOST_OF_KIND, MANY));
    assert!(all.iter().enumerate().all(|(at, one)| one.message.en == format!("wrong {at}")));
    assert!(!all.are_in(all.found[0].span.file), "what was left out may point anywhere");
    // Neither another rule nor another file has less room for that, and collections that are joined have no more.
    all.extend(found("wrong-type", "a.csv", 5));
    all.extend(found("invalid-date", "b.csv", 5));
    all.extend(found("invalid-date", "a.csv", MANY));
    assert_eq!((all.iter().count(), all.count(Severity::Error)), (MOST_OF_KIND + 10, 2 * MANY + 10));
}

#[test]
fn the_last_of_a_kind_says_how_many_were_left_out() {
    let mut all = found("invalid-date", "a.csv", MANY);
    all.extend(found("wrong-type", "a.csv", 2));
    let said: Vec<_> = all.with_left_out().enumerate().filter(|(_, (_, left_out))| *left_out > 0).collect();
    let [(at, (one, left_out))] = said[..] else { panic!("{} of them", said.len()) };
    assert_eq!((at, one.rule, left_out), (MOST_OF_KIND - 1, "invalid-date", MANY - MOST_OF_KIND));
}

#[test]
fn what_is_dropped_is_counted_no_more() {
    let mut all = found("invalid-date", "a.csv", MANY);
    all.extend(found("wrong-type", "a.csv", 2));
    all.drop_rule("invalid-date");
    assert_eq!((all.iter().count(), all.count(Severity::Error)), (2, 2));
}
