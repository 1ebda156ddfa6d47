//! Checks the `{name}`s of a theme's words, where the program puts values: one that it does not know would stand on
//! the pages as it was written.

use std::collections::BTreeSet;

use super::{StringsFile, Word};
use crate::diagnostic::{Diagnostic, Diagnostics, text};
use crate::model::ThemeString;
use crate::parse::suggestion;
use crate::source::{FileId, Sources, Span};

/// What the program knows to put into a sentence that depends on a number.
const COUNT: &str = "{count}";

/// Reports, in the files that somebody wrote, the `{name}`s that the same string has nowhere else, and forms by number
/// of what does not depend on one. The built-in files are the measure where they have the string, since what they have
/// is what the program fills in.
pub(super) fn check_places(files: &[StringsFile], sources: &Sources, out: &mut Diagnostics) {
    let is_built_in = |file: FileId| sources.get(file).built_in;
    for file in files.iter().filter(|file| !is_built_in(file.file)) {
        for (key, word) in &file.words {
            let others = || files.iter().filter(|other| other.file != file.file);
            let mut measure: Vec<&Word> = others()
                .filter(|other| is_built_in(other.file))
                .filter_map(|other| other.words.get(key))
                .collect();
            if measure.is_empty() {
                measure = others().filter_map(|other| other.words.get(key)).collect();
            }
            if !measure.is_empty() {
                check_word(key, word, &measure, out);
            }
        }
    }
}

fn check_word(key: &str, word: &Word, measure: &[&Word], out: &mut Diagnostics) {
    let mut known: BTreeSet<&str> = measure.iter().flat_map(|word| word.places()).collect();
    if measure.iter().any(|word| word.is_counted()) {
        known.insert(COUNT);
    }
    // One language alone may do without a plural that another needs.
    if word.is_counted() && !known.contains(COUNT) && measure.len() > 1 {
        out.push(not_by_number(key, &word.span));
    }
    for place in word.places().filter(|place| !known.contains(place)) {
        out.push(unknown_place(key, place, &known, &word.span));
    }
}

/// Reports the `{name}`s of a pattern of `forms` that stand for nothing in a date or a time.
pub(super) fn check_form(key: &str, pattern: &str, known: &[&str], span: &Span, out: &mut Diagnostics) {
    let known = known.iter().copied().collect();
    for place in places_in(pattern).filter(|place| !BTreeSet::contains(&known, place)) {
        out.push(unknown_place(key, place, &known, span));
    }
}

impl Word {
    fn is_counted(&self) -> bool {
        matches!(self.string, ThemeString::Counted { .. })
    }

    fn places(&self) -> impl Iterator<Item = &str> {
        let (first, second) = match &self.string {
            ThemeString::Plain(pattern) => (pattern.as_str(), ""),
            ThemeString::Counted { one, other } => (one.as_str(), other.as_str()),
        };
        places_in(first).chain(places_in(second))
    }
}

/// `{name}` by `{name}`; one that is not closed goes to the end of its word.
fn places_in(pattern: &str) -> impl Iterator<Item = &str> {
    pattern.match_indices('{').map(|(at, _)| {
        let rest = &pattern[at..];
        let closed = rest.find('}').map(|end| end + 1).filter(|end| !rest[1..*end].contains('{'));
        &rest[..closed.or_else(|| rest.find(char::is_whitespace)).unwrap_or(rest.len())]
    })
}

fn unknown_place(key: &str, place: &str, known: &BTreeSet<&str>, span: &Span) -> Diagnostic {
    let all = known.iter().copied().collect::<Vec<_>>().join(", ");
    let problem = Diagnostic::error(
        "theme-string",
        span,
        text!(
            vi: "chuỗi «{key}» không có giá trị nào tên là «{place}» để điền vào",
            en: "no value of the string “{key}” is called “{place}”",
        ),
    );
    match known.is_empty() {
        true => problem.help(text!(
            vi: "chuỗi này không có chỗ để điền; viết thành chữ, không dùng ngoặc nhọn",
            en: "this string takes no values; write words, without braces",
        )),
        false => problem.help_if(suggestion(place, known.iter().copied())).help(text!(
            vi: "điền được: {all}; tên giá trị không dịch",
            en: "it takes: {all}; names of values are not translated",
        )),
    }
}

fn not_by_number(key: &str, span: &Span) -> Diagnostic {
    Diagnostic::error(
        "theme-string",
        span,
        text!(
            vi: "chuỗi «{key}» không thay đổi theo số lượng",
            en: "the string “{key}” does not depend on a number",
        ),
    )
    .help(text!(
        vi: "viết một chuỗi duy nhất ngay sau «:», không viết «one» và «other»",
        en: "write one string after the “:”, without “one” and “other”",
    ))
}
