//! What stands in one line of YAML: its key, its quotations, its remark.

/// What closes a bracket.
pub(super) fn closing_of(bracket: char) -> char {
    if bracket == '{' { '}' } else { ']' }
}

/// Whether a line is one of the file's own: a key or an item, not words that go on.
pub(super) fn begins_anew(content: &str) -> bool {
    content.starts_with("- ")
        || key_of(content).is_some_and(|(key, _)| key.chars().all(|c| c.is_alphanumeric() || c == '_'))
}

/// The key that a line begins with, and where what stands behind its colon begins.
pub(super) fn key_of(content: &str) -> Option<(&str, usize)> {
    let from = match content.as_bytes().first()? {
        sign @ (b'"' | b'\'') => end_of_quotation(content, 1, content.len(), *sign),
        _ => 0,
    };
    let rest = content.get(from..)?;
    let colon =
        rest.find(": ").or_else(|| rest.trim_end().ends_with(':').then(|| rest.trim_end().len() - 1))?;
    Some((&content[..from + colon], from + colon + 1))
}

/// Where a quotation ends that is open at `at`: behind its mark, or past `end`.
pub(super) fn end_of_quotation(text: &str, mut at: usize, end: usize, sign: u8) -> usize {
    let bytes = text.as_bytes();
    while at < end {
        match bytes[at] {
            b'\\' if sign == b'"' => at += 2,
            byte if byte == sign && sign == b'\'' && bytes.get(at + 1) == Some(&sign) => at += 2,
            byte if byte == sign => return at + 1,
            _ => at += 1,
        }
    }
    end + 1
}

/// A value or a line without the remark behind it.
pub(super) fn without_remark(text: &str) -> &str {
    text.split(" #").next().unwrap_or(text).trim_end()
}

/// A line with quotation marks around its value, of the kind that does not stand in it.
pub(super) fn quoted(before: &str, value: &str) -> String {
    match value.contains('"') {
        true => format!("{before}'{}'", value.replace('\'', "''")),
        false => format!("{before}\"{}\"", value.replace('\\', "\\\\")),
    }
}
