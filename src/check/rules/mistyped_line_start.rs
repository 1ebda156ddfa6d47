//! `mistyped-line-start`: a line that was meant as a heading or an item of a list, and begins with another sign than
//! those make.

use super::ProseRule;
use crate::check::prose::Prose;
use crate::check::signs::Signs;
use crate::diagnostic::{Diagnostic, Diagnostics, Text, text};
use crate::model::{PassageKind, Piece};

pub(super) const RULE: ProseRule = ProseRule { name: "mistyped-line-start", look };

/// Bullets that come with a text from a word processor: the last two are its own, of no script.
const BULLETS: [char; 8] = ['•', '●', '▪', '◦', '‣', '✓', '\u{f0b7}', '\u{f0a7}'];
/// Dashes that a word processor makes of hyphens.
const DASHES: [char; 2] = ['–', '—'];
/// The longest number of an item: `12.`.
const MOST_DIGITS: usize = 2;

fn look(prose: &Prose<'_>, found: &mut Diagnostics) {
    let source = prose.source;
    for (at, words) in prose.passages.iter().enumerate() {
        if words.passage.kind == PassageKind::Paragraph {
            let signs = Signs { passage: &words.passage, source };
            // Nothing stands below a heading at the end; hashtags do stand there.
            let is_title = at + 1 < prose.passages.len() && is_title(signs);
            first_slip(signs, is_title).into_iter().for_each(|one| found.push(one));
        }
    }
}

/// What a line should begin with.
struct Slip {
    /// How long the sign is that it begins with.
    length: usize,
    message: Text,
    right: &'static str,
}

/// The first slip of a paragraph: the lines below are alike.
fn first_slip(signs: Signs<'_>, is_title: bool) -> Option<Diagnostic> {
    let text = signs.passage.text.as_str();
    signs.passage.pieces.iter().enumerate().find_map(|(number, piece)| {
        let words = &text[piece.range.clone()];
        // Most lines begin with a letter.
        let first = words.chars().next().filter(|first| !first.is_alphabetic())?;
        let slip = match first {
            '#' => heading(words, is_title).filter(|_| number == 0)?,
            _ => slip(words, first, &text[..piece.range.start], number == 0)?,
        };
        if signs.written(piece.range.start).is_none() || !begins_line(piece, signs.source) {
            return None;
        }
        let start = piece.range.start;
        let line = words.split_whitespace().take(3).collect::<Vec<_>>().join(" ");
        let rest = line.get(slip.length..).unwrap_or_default().trim_start();
        let Slip { right, message, .. } = slip;
        let number = if right.is_empty() { &words[..slip.length] } else { right };
        let span = signs.span(start, start + words.split_whitespace().next().map_or(1, str::len))?;
        Some(Diagnostic::warning(RULE.name, &span, message).help(text!(
            vi: "viết `{number} {rest}…`",
            en: "write `{number} {rest}…`",
        )))
    })
}

/// Whether a paragraph that begins with one `#` reads as a heading: a hashtag is one word, joined of several.
fn is_title(signs: Signs<'_>) -> bool {
    let [piece] = signs.passage.pieces.as_slice() else { return false };
    let Some(words) = signs.passage.text[piece.range.clone()].trim_end().strip_prefix('#') else {
        return false;
    };
    let mut letters = words.split(char::is_whitespace).next().unwrap_or_default().chars();
    let is_word = letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase);
    let is_phrase = words.contains(' ') || !words.is_ascii();
    is_word && is_phrase && !words.contains('#') && !words.ends_with(['.', '!', '?', '…'])
}

/// One `#` may begin a hashtag.
fn heading(words: &str, is_title: bool) -> Option<Slip> {
    let length = words.bytes().take_while(|byte| *byte == b'#').count();
    let is_meant = words.len() > length && (length > 1 || is_title);
    // The title of the page is the only one of the first level.
    let right = ["##", "##", "###", "####", "#####", "######"].get(length.checked_sub(1)?)?;
    is_meant.then(|| Slip { length, message: no_heading(), right })
}

fn slip(words: &str, first: char, before: &str, is_first: bool) -> Option<Slip> {
    let behind = |length: usize| words[length..].chars().next();
    let is_letter = |length: usize| behind(length).is_some_and(char::is_alphabetic);
    match first {
        '-' | '+' => is_letter(1).then(|| Slip { length: 1, message: item(first), right: "-" }),
        '0'..='9' => {
            let digits = words.bytes().take_while(u8::is_ascii_digit).count();
            let is_number = digits <= MOST_DIGITS && matches!(behind(digits), Some('.' | ')'));
            let is_meant = is_number && is_letter(digits + 1);
            // In the middle of a sentence that was written over several lines, a number ends what stands before.
            let begins = is_first || before.trim_end().ends_with([':', '.', ';']);
            (is_meant && begins).then(|| Slip { length: digits + 1, message: number(), right: "" })
        }
        _ if BULLETS.contains(&first) => {
            Some(Slip { length: first.len_utf8(), message: bullet(first), right: "-" })
        }
        // A dash may begin what someone says; a line below another is an item.
        _ if DASHES.contains(&first) && !is_first => {
            Some(Slip { length: first.len_utf8(), message: bullet(first), right: "-" })
        }
        _ => None,
    }
}

/// Whether a piece stands at the beginning of a line of the file.
fn begins_line(piece: &Piece, source: &str) -> bool {
    let before = source.get(..piece.span.range().start).unwrap_or_default();
    let before = before.trim_end_matches([' ', '\t', '>']);
    before.is_empty() || before.ends_with('\n')
}

fn no_heading() -> Text {
    text!(
        vi: "sau các dấu «#» thiếu dấu cách, nên đây không thành đề mục mà hiện nguyên ra bài",
        en: "there is no blank behind the “#”, so that this is no heading, and is shown as it stands",
    )
}

fn item(sign: char) -> Text {
    text!(
        vi: "sau dấu «{sign}» thiếu dấu cách, nên đây không thành danh sách mà các dòng nối liền nhau",
        en: "there is no blank behind “{sign}”, so that this is no list, and its lines run together",
    )
}

fn number() -> Text {
    text!(
        vi: "sau số thứ tự thiếu dấu cách, nên đây không thành danh sách mà các dòng nối liền nhau",
        en: "there is no blank behind the number, so that this is no list, and its lines run together",
    )
}

fn bullet(sign: char) -> Text {
    // Nobody sees a sign of private use.
    let sign = if matches!(sign, '\u{e000}'..='\u{f8ff}') { '•' } else { sign };
    text!(
        vi: "dòng bắt đầu bằng «{sign}» không thành danh sách mà nối liền với các dòng khác",
        en: "a line that begins with “{sign}” is no item of a list, and runs on into the others",
    )
}
