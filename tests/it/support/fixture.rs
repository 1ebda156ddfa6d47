//! A site in a file, with carets under what is wrong.
//!
//! ```text
//! what the fixture shows, in a line or two
//!
//! -- content/localities.yaml --
//! - {id: lam-son, name: xã Lam Sơn, level: comune}
//! #                                        ^^^^^^ error[invalid-value]
//! ```
//!
//! A line of `#`, spaces, carets, a severity and a rule is no part of the file: it says what is expected in the
//! line above it. Carets count characters.

use std::collections::BTreeMap;
use std::fmt;

/// The files of a fixture and what is wrong in them.
#[derive(Debug)]
pub struct Fixture {
    /// What it shows.
    pub title: String,
    /// By path from the project's root, without the lines that annotate.
    pub files: BTreeMap<String, String>,
    /// Sorted.
    pub expected: Vec<Expectation>,
}

/// A problem at a place. Lines and columns from 1; a span of several lines ends with its first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Expectation {
    pub path: String,
    pub line: usize,
    pub start: usize,
    pub end: usize,
    /// `warning[missing-alt]`.
    pub what: String,
}

impl fmt::Display for Expectation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, line, start, end, what } = self;
        write!(formatter, "{path}:{line}:{start}-{end} {what}")
    }
}

impl Fixture {
    /// Takes a fixture apart.
    pub fn parse(text: &str) -> Self {
        let mut fixture = Self { title: String::new(), files: BTreeMap::new(), expected: Vec::new() };
        let mut path = None;
        for line in text.lines() {
            if let Some(next) = line.strip_prefix("-- ").and_then(|rest| rest.strip_suffix(" --")) {
                let before = fixture.files.insert(next.to_owned(), String::new());
                assert!(before.is_none(), "{next} stands twice in the fixture");
                path = Some(next);
            } else if let Some(path) = path {
                fixture.add_line(path, line);
            } else {
                fixture.title.push_str(line);
            }
        }
        fixture.expected.sort();
        fixture
    }

    fn add_line(&mut self, path: &str, line: &str) {
        let Some(file) = self.files.get_mut(path) else { return };
        match annotation(line) {
            Some((start, end, what)) => self.expected.push(Expectation {
                path: path.to_owned(),
                line: file.lines().count(),
                start,
                end,
                what: what.to_owned(),
            }),
            None => {
                file.push_str(line);
                file.push('\n');
            }
        }
    }
}

/// Columns from 1 and the words after the carets, where a line annotates.
fn annotation(line: &str) -> Option<(usize, usize, &str)> {
    let rest = line.strip_prefix('#')?;
    let carets = rest.trim_start_matches(' ');
    let what = carets.trim_start_matches('^');
    let (before, length) = (rest.len() - carets.len(), carets.len() - what.len());
    let start = 1 + before + 1;
    (length > 0 && what.ends_with(']')).then(|| (start, start + length, what.trim_start()))
}

#[test]
fn carets_are_taken_out_and_counted() {
    let fixture = Fixture::parse(
        "shows something\n\n-- a.yaml --\nkhóa: giá\n#     ^^^ error[wrong-type]\nb: 1\n-- b.md --\n# tiêu đề\n",
    );
    assert_eq!(fixture.title, "shows something");
    assert_eq!(fixture.files["a.yaml"], "khóa: giá\nb: 1\n");
    assert_eq!(fixture.files["b.md"], "# tiêu đề\n");
    let expected: Vec<String> = fixture.expected.iter().map(ToString::to_string).collect();
    assert_eq!(expected, ["a.yaml:1:7-10 error[wrong-type]"]);
}
