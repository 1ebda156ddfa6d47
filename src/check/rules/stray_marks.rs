//! `stray-marks`: two asterisks that make no word bold, so that readers see them.

use super::ProseRule;
use crate::check::prose::Prose;
use crate::check::signs::{Signs, has_any};
use crate::diagnostic::{Diagnostic, Diagnostics, Text, text};
use crate::model::PassageKind;

pub(super) const RULE: ProseRule = ProseRule { name: "stray-marks", look };

const BOLD: &str = "**";

fn look(prose: &Prose<'_>, found: &mut Diagnostics) {
    let source = prose.source;
    for words in prose.front().iter().chain(&prose.passages) {
        if has_any(words.text(), |byte| byte == b'*') {
            stray(Signs { passage: &words.passage, source }).into_iter().for_each(|one| found.push(one));
        }
    }
}

/// The first in a passage: where one is mended, the others mostly are.
fn stray(signs: Signs<'_>) -> Option<Diagnostic> {
    let text = signs.passage.text.as_str();
    let is_plain = matches!(signs.passage.kind, PassageKind::Plain | PassageKind::Caption);
    let mut marks = text.match_indices(BOLD).map(|(at, _)| at).filter(|at| is_mark(text, *at));
    let first = marks.next().filter(|at| is_plain || signs.written(*at).is_some())?;
    let second = marks.next();
    let (message, help) = match second {
        _ if is_plain => in_plain_words(),
        None => unclosed(),
        Some(second) => blank_inside(text, first, second),
    };
    let span = signs.span(first, second.unwrap_or(first) + BOLD.len())?;
    Some(Diagnostic::warning(RULE.name, &span, message).help(help))
}

/// `(**)` and `***` are signs of a note, or an ornament.
fn is_mark(text: &str, at: usize) -> bool {
    let (before, behind) = (&text[..at], &text[at + BOLD.len()..]);
    !(before.ends_with('*') || behind.starts_with('*') || before.ends_with('(') && behind.starts_with(')'))
}

fn in_plain_words() -> (Text, Text) {
    (
        text!(
            vi: "ở đây không in đậm được: tiêu đề, sa-pô và chú thích hiện ra đúng như viết, cả hai dấu sao",
            en: "nothing can be bold here: titles, leads and captions are shown as they are written, asterisks included",
        ),
        text!(vi: "xóa các dấu `**`", en: "delete the `**`"),
    )
}

fn unclosed() -> (Text, Text) {
    (
        text!(
            vi: "dấu `**` này không có dấu đóng, nên hiện nguyên ra bài",
            en: "these `**` have no others that close them, and are shown as they stand",
        ),
        text!(
            vi: "thêm `**` ngay sau chữ cuối cần in đậm, hoặc xóa dấu này",
            en: "put `**` right behind the last bold word, or delete these",
        ),
    )
}

/// Marks stand close to what they mark, and apart from letters on the other side where a sign stands within.
fn blank_inside(text: &str, first: usize, second: usize) -> (Text, Text) {
    let inside = &text[first + BOLD.len()..second];
    let bold = inside.trim();
    let is_close = bold.len() == inside.len();
    let before = match &text[..first] {
        before if is_close && before.ends_with(char::is_alphanumeric) => last_word(before),
        _ => "",
    };
    let behind = match &text[second + BOLD.len()..] {
        behind if is_close && behind.starts_with(char::is_alphanumeric) => first_word(behind),
        _ => "",
    };
    let right = [before, &format!("**{bold}**"), behind].join(" ");
    let right = right.trim();
    let message = match is_close {
        false => text!(
            vi: "giữa dấu `**` và chữ có dấu cách, nên chữ không đậm mà dấu sao hiện ra bài",
            en: "there is a blank between `**` and the words, so that they are not bold and the asterisks are shown",
        ),
        true => text!(
            vi: "dấu `**` dính vào chữ ở phía ngoài, nên chữ không đậm mà dấu sao hiện ra bài",
            en: "a letter stands at the outer side of `**`, so that nothing is bold and the asterisks are shown",
        ),
    };
    let help = match bold.is_empty() {
        true => text!(vi: "xóa các dấu `**`", en: "delete the `**`"),
        false => text!(vi: "viết `{right}`", en: "write `{right}`"),
    };
    (message, help)
}

fn first_word(text: &str) -> &str {
    text.split(char::is_whitespace).next().unwrap_or_default()
}

fn last_word(text: &str) -> &str {
    text.rsplit(char::is_whitespace).next().unwrap_or_default()
}
