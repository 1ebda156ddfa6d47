//! `unmatched-note`: the mark of a footnote without its note. (A note without a mark is found when the text is read.)

use super::ProseRule;
use crate::check::prose::Prose;
use crate::check::signs::{Signs, has_any};
use crate::diagnostic::{Diagnostic, Diagnostics, text};

pub(super) const RULE: ProseRule = ProseRule { name: "unmatched-note", look };

/// What the mark of a footnote begins with.
const MARK: &str = "[^";
/// The longest label: a longer one is no label.
const LONGEST_LABEL: usize = 32;

fn look(prose: &Prose<'_>, found: &mut Diagnostics) {
    let source = prose.source;
    for words in &prose.passages {
        if !has_any(words.text(), |byte| byte == b'^') {
            continue;
        }
        let signs = Signs { passage: &words.passage, source };
        for (at, _) in words.text().match_indices(MARK) {
            without_note(signs, at).into_iter().for_each(|one| found.push(one));
        }
    }
}

fn without_note(signs: Signs<'_>, at: usize) -> Option<Diagnostic> {
    signs.written(at)?;
    let inside = &signs.passage.text[at + MARK.len()..];
    let inside = &inside[..crate::source::floor_char_boundary(inside, LONGEST_LABEL + 1)];
    let label = &inside[..inside.find(']').filter(|length| (1..=LONGEST_LABEL).contains(length))?];
    let span = signs.span(at, at + MARK.len() + label.len() + 1)?;
    let message = text!(
        vi: "dấu chú thích «[^{label}]» không có lời chú nào, nên hiện nguyên ra bài",
        en: "the mark “[^{label}]” has no footnote, and is shown as it stands",
    );
    Some(Diagnostic::warning(RULE.name, &span, message).help(text!(
        vi: "thêm một đoạn ở cuối bài: `[^{label}]: Lời chú.`",
        en: "add a paragraph at the end of the text: `[^{label}]: The note.`",
    )))
}
