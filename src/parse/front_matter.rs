//! Finds the YAML at the head of a Markdown file.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Diagnostics, text};
use crate::source::{FileId, Span};

/// Where front matter and text stand in a file, in bytes.
#[derive(Debug, PartialEq)]
pub(super) struct Parts {
    /// The YAML, fences not included; `None` where there is none.
    pub yaml: Option<Range<usize>>,
    /// Where the text begins.
    pub body: usize,
}

const FENCE: &str = "---";

/// Splits a file; front matter that is missing or never ends is reported.
pub(super) fn split(text: &str, file: FileId, out: &mut Diagnostics) -> Parts {
    let head = text.len() - text.trim_start_matches([' ', '\n', '\t']).len();
    let Some(first) = line_at(text, head).filter(|line| is_fence(&text[line.clone()])) else {
        out.push(missing(file));
        return Parts { yaml: None, body: 0 };
    };
    let start = (first.end + 1).min(text.len());
    let mut at = start;
    while let Some(line) = line_at(text, at) {
        if is_fence(&text[line.clone()]) {
            return Parts { yaml: Some(start..line.start), body: (line.end + 1).min(text.len()) };
        }
        at = line.end + 1;
    }
    out.push(unclosed(text, &first, file));
    Parts { yaml: None, body: text.len() }
}

/// Three hyphens, or more of them by mistake: a fence of six once let a draft of another generator out.
fn is_fence(line: &str) -> bool {
    let line = line.trim_end();
    line.len() >= FENCE.len() && line.bytes().all(|byte| byte == b'-')
}

/// The line that begins at an offset, without its end; `None` past the last.
fn line_at(text: &str, start: usize) -> Option<Range<usize>> {
    let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
    Some(start..start + rest.find('\n').unwrap_or(rest.len()))
}

fn missing(file: FileId) -> Diagnostic {
    Diagnostic::error("missing-front-matter", &Span::top(file), text!(
        vi: "tệp không có phần khai báo ở đầu",
        en: "the file has no front matter",
    ))
    .help(text!(
        vi: "bắt đầu tệp bằng một dòng `---`, các dòng `title: …`, `date: …`, `localities: […]`, rồi một dòng `---`",
        en: "begin the file with a line `---`, lines `title: …`, `date: …`, `localities: […]`, then a line `---`",
    ))
}

fn unclosed(text: &str, fence: &Range<usize>, file: FileId) -> Diagnostic {
    let end = fence.start + text[fence.clone()].trim_end().len();
    Diagnostic::error(
        "unclosed-front-matter",
        &Span::new(file, fence.start..end),
        text!(
            vi: "phần khai báo mở ở đây mà không đóng",
            en: "the front matter that begins here never ends",
        ),
    )
    .help(text!(
        vi: "thêm một dòng `---` giữa phần khai báo và bài",
        en: "add a line `---` between the front matter and the text",
    ))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::source::{SourceFile, Sources};

    fn alone(text: &str) -> FileId {
        let file = SourceFile::new("a.md", text);
        Sources::new(vec![file], BTreeMap::new()).find("a.md").expect("just added")
    }

    #[track_caller]
    fn check(text: &str, yaml: Option<&str>, body: &str, rules: &[&str]) {
        let mut out = Diagnostics::default();
        let parts = split(text, alone(text), &mut out);
        assert_eq!(parts.yaml.map(|range| &text[range]), yaml);
        assert_eq!(&text[parts.body..], body);
        assert_eq!(out.iter().map(|one| one.rule).collect::<Vec<_>>(), rules);
    }

    #[test]
    fn front_matter_stands_between_two_lines_of_hyphens() {
        check("---\na: 1\n---\nBài", Some("a: 1\n"), "Bài", &[]);
        check("\n---\na: 1\n---", Some("a: 1\n"), "", &[]);
        check("------\na: 1\n-----\nBài", Some("a: 1\n"), "Bài", &[]);
        check("---\n---\n", Some(""), "", &[]);
    }

    #[test]
    fn front_matter_that_is_missing_or_never_ends_publishes_nothing() {
        check("Bài", None, "Bài", &["missing-front-matter"]);
        check("", None, "", &["missing-front-matter"]);
        check("---\na: 1\nBài", None, "", &["unclosed-front-matter"]);
        check("---", None, "", &["unclosed-front-matter"]);
    }

    proptest! {
        #[test]
        fn the_parts_lie_in_the_text_and_what_is_missing_is_said(text in "(---|-{1,5}|\n|[ \t]|a: 1|đ|\\PC){0,30}") {
            let mut out = Diagnostics::default();
            let parts = split(&text, alone(&text), &mut out);
            prop_assert!(text.is_char_boundary(parts.body));
            prop_assert_eq!(parts.yaml.is_none(), out.has_errors());
            if let Some(yaml) = parts.yaml {
                prop_assert!(yaml.end <= parts.body && text.get(yaml).is_some());
            }
            for one in out.iter() {
                prop_assert!(text.get(one.span.range()).is_some());
            }
        }

        #[test]
        fn what_is_fenced_is_read_back(yaml in "([a-z]{1,4}: [a-zđ0-9]{0,6}\n){0,5}", body in "(\\PC|\n){0,30}") {
            let text = format!("---\n{yaml}---\n{body}");
            let parts = split(&text, alone(&text), &mut Diagnostics::default());
            prop_assert_eq!(parts.yaml.map(|range| &text[range]), Some(yaml.as_str()));
            prop_assert_eq!(&text[parts.body..], body);
        }
    }
}
