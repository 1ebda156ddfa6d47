//! A figure is stated once: whoever changes it is told of every text that quotes it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use bantin::pipeline::{self, Drafts, Options, parse_as_of};

use crate::support::built::{DAY, Whole, files};

/// A number in the file of a metric.
#[derive(Debug)]
struct Stated {
    /// `cap-can-cuoc@thuong-xuan`, with its group.
    subject: String,
    /// `value`, `of` or `percent`.
    key: String,
    /// Where its first digit stands in the file.
    at: usize,
}

/// The numbers of a file of the sample, which writes a key on each line.
fn stated(slug: &str, yaml: &str) -> Vec<Stated> {
    let (mut found, mut locality, mut group, mut offset) = (Vec::new(), "", String::new(), 0);
    for line in yaml.split_inclusive('\n') {
        let entry = line.trim_start().trim_start_matches("- ").trim_end();
        if line.starts_with("targets:") {
            break;
        }
        match entry.split_once(": ") {
            Some(("locality", id)) => (locality, group) = (id, String::new()),
            Some(("group", id)) => group = format!(".{id}"),
            Some((key @ ("value" | "of" | "percent"), number)) => found.push(Stated {
                subject: format!("{slug}{group}@{locality}"),
                key: key.to_owned(),
                at: offset + line.find(number).unwrap(),
            }),
            _ => {}
        }
        offset += line.len();
    }
    found
}

/// The bulletins with a link that means the number, or one computed from it.
fn quoting(root: &Path, stated: &Stated) -> BTreeSet<String> {
    let links: &[&str] = match stated.key.as_str() {
        "value" => &[")", "#computed)", "#remaining)"],
        "of" => &["#of)", "#computed)", "#remaining)"],
        _ => &["#percent)"],
    };
    let quotes =
        |text: &str| links.iter().any(|end| text.contains(&format!("(metric:{}{end}", stated.subject)));
    let bulletins = files(&root.join("content/bulletins")).into_iter();
    bulletins
        .filter(|(path, bytes)| path.ends_with(".md") && quotes(std::str::from_utf8(bytes).unwrap()))
        .map(|(path, _)| format!("content/bulletins/{path}"))
        .collect()
}

/// The texts that are told that they give another figure than the data.
fn told(root: &Path) -> BTreeSet<String> {
    let options = Options {
        root: root.to_owned(),
        output: root.join("public"),
        base_url: None,
        drafts: Drafts::LeftOut,
        as_of: parse_as_of(DAY).unwrap(),
        strict: false,
        texts_in_memory: bantin::pipeline::TEXTS_IN_MEMORY,
        search: true,
        begun: None,
    };
    let found = pipeline::check(&options).unwrap();
    let of_figures = found.diagnostics.iter().filter(|one| one.rule == "figure-disagrees");
    of_figures.map(|one| found.sources.get(one.span.file).path.clone()).collect()
}

#[test]
fn one_digit_changed_in_the_data_names_every_text_that_quotes_it() {
    let root = Whole::Sample.copy();
    let folder = root.path().join("content/statistics");
    let mut changed = 0;
    for (name, bytes) in files(&folder) {
        let Some(slug) = name.strip_suffix(".yaml") else { continue };
        let yaml = String::from_utf8(bytes).unwrap();
        for one in stated(slug, &yaml) {
            let quoting = quoting(root.path(), &one);
            assert!(!quoting.is_empty(), "no bulletin quotes {one:?}");
            let digit = yaml.as_bytes()[one.at];
            let other = if digit == b'9' { '1' } else { char::from(digit + 1) };
            let mut edited = yaml.clone();
            edited.replace_range(one.at..=one.at, &other.to_string());
            fs::write(folder.join(&name), edited).unwrap();
            assert_eq!(told(root.path()), quoting, "{one:?}");
            changed += 1;
        }
        fs::write(folder.join(&name), yaml).unwrap();
    }
    assert!(changed > 20, "only {changed} figures were found");
}
