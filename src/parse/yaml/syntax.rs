//! Says what is wrong with a line that is no YAML. Looks at the line alone; reads no YAML itself.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Text, text};
use crate::source::{FileId, Span};

/// Says in the writer's words what is wrong near an offset: never the parser's message, which speaks of
/// tokens and contexts.
pub(super) fn syntax_error(text: &str, file: FileId, base: usize, at: usize) -> Diagnostic {
    let (line, start) = line_with_words(text, at);
    let indent = line.len() - line.trim_start().len();
    let span = |range: Range<usize>| Span::new(file, base + start + range.start..base + start + range.end);
    let whole = indent..line.trim_end().len();
    if let Some(tab) = line[..indent].find('\t') {
        return Diagnostic::error(
            "yaml-syntax",
            &span(tab..tab + 1),
            text!(
                vi: "đầu dòng có dấu Tab",
                en: "the line begins with a tab",
            ),
        )
        .help(text!(vi: "thụt đầu dòng bằng dấu cách", en: "indent with spaces"));
    }
    if let Some((colon, message)) = wants_quotation_marks(line) {
        let (key, value) = (line[..colon].trim(), line[colon + 2..].trim());
        let start = line.len() - line[colon + 2..].trim_start().len();
        return Diagnostic::error("yaml-syntax", &span(start..line.trim_end().len()), message)
            .help(text!(vi: "viết `{key}: \"{value}\"`", en: "write `{key}: \"{value}\"`"));
    }
    if line.matches('"').count() % 2 == 1 {
        return Diagnostic::error(
            "yaml-syntax",
            &span(whole),
            text!(
                vi: "thiếu một dấu ngoặc kép",
                en: "a quotation mark is missing",
            ),
        )
        .help(text!(vi: "đóng ngoặc kép ở cuối giá trị", en: "close the quotation at the end of the value"));
    }
    let brackets = |open: char, close: char| line.matches(open).count() != line.matches(close).count();
    if brackets('[', ']') || brackets('{', '}') {
        return Diagnostic::error("yaml-syntax", &span(whole), text!(
            vi: "số ngoặc mở và ngoặc đóng không bằng nhau",
            en: "there are not as many closing brackets as opening ones",
        ))
        .help(text!(vi: "mỗi «[» cần một «]», mỗi «{{» cần một «}}»", en: "each “[” needs a “]”, each “{{” a “}}”"));
    }
    Diagnostic::error(
        "yaml-syntax",
        &span(whole),
        text!(
            vi: "không đọc được dòng này",
            en: "this line can't be read",
        ),
    )
    .help(text!(
        vi: "mỗi dòng là `khóa: giá trị`, có dấu cách sau dấu hai chấm; các dòng cùng cấp thụt vào như nhau",
        en: "each line is `key: value`, with a space after the colon; lines of one level are indented alike",
    ))
}

/// Why the value of a line can't stand without quotation marks, and where its colon is.
fn wants_quotation_marks(line: &str) -> Option<(usize, Text)> {
    let colon = line.find(": ")?;
    let value = line[colon + 2..].trim_start();
    if is_bare(value) && value.contains(": ") {
        return Some((
            colon,
            text!(
                vi: "giá trị có dấu hai chấm mà không có ngoặc kép",
                en: "the value has a colon in it and no quotation marks around it",
            ),
        ));
    }
    // YAML 1.2, 5.3: these may not begin a plain scalar.
    let sign = value.chars().next().filter(|first| matches!(first, '@' | '`' | '%'))?;
    Some((
        colon,
        text!(
            vi: "giá trị bắt đầu bằng «{sign}» mà không có ngoặc kép",
            en: "the value begins with “{sign}” and has no quotation marks around it",
        ),
    ))
}

fn is_bare(value: &str) -> bool {
    !value.trim_start().starts_with(['"', '\'', '[', '{', '|', '>'])
}

/// The line at an offset, or, where that one is blank, the nearest before it that has words.
fn line_with_words(text: &str, at: usize) -> (&str, usize) {
    let mut end = crate::source::floor_char_boundary(text, at);
    end = text[end..].find('\n').map_or(text.len(), |next| end + next);
    loop {
        let start = text[..end].rfind('\n').map_or(0, |line_end| line_end + 1);
        let line = &text[start..end];
        if start == 0 || !line.trim().is_empty() {
            return (line, start);
        }
        end = start - 1;
    }
}
