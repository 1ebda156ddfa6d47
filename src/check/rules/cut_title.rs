//! `cut-title`: what stands behind ` #` in a title, a lead or a label is a remark to YAML, and nobody reads it.

use super::ProseRule;
use crate::check::prose::Prose;
use crate::diagnostic::{Diagnostic, Diagnostics, text};
use crate::source::{Span, Spanned};

pub(super) const RULE: ProseRule = ProseRule { name: "cut-title", look };

fn look(prose: &Prose<'_>, found: &mut Diagnostics) {
    for (key, value) in &prose.headings {
        cut(key, value, prose.source).into_iter().for_each(|one| found.push(one));
    }
}

fn cut(key: &str, value: &Spanned<String>, source: &str) -> Option<Diagnostic> {
    let range = value.span.range();
    let written = source.get(range.clone())?;
    let rest = source.get(range.end..)?.lines().next()?.trim_end();
    // A value between quotation marks ends with them, and a remark behind it is one.
    if !rest.trim_start().starts_with('#') || written.starts_with(['"', '\'']) {
        return None;
    }
    let hash = range.end + rest.len() - rest.trim_start().len();
    let span = Span::new(value.span.file, hash..range.end + rest.len());
    let (lost, shown) = (rest.trim_start(), &value.value);
    let (whole, bare) = (format!("{shown} {lost}").replace('"', "\\\""), lost.trim_start_matches(['#', ' ']));
    Some(
        Diagnostic::warning(
            RULE.name,
            &span,
            text!(
                vi: "phần «{lost}» bị bỏ: sau dấu cách, dấu «#» mở một lời ghi chú không ai đọc thấy",
                en: "“{lost}” is left out: behind a blank, “#” begins a remark that nobody sees",
            ),
        )
        .help(text!(
            vi: "nếu là lời của bài, đặt cả giá trị trong ngoặc kép: `{key}: \"{whole}\"`",
            en: "if it belongs to the words, put all of them in quotation marks: `{key}: \"{whole}\"`",
        ))
        .help(text!(
            vi: "nếu chỉ là ghi chú, viết ở một dòng riêng: `# {bare}`",
            en: "if it is a remark, write it on a line of its own: `# {bare}`",
        )),
    )
}
