//! `cut-value`: words of a value that YAML takes for a remark, since ` #` stands before them: `name: Chuyên đề #3`.
//!
//! Many a remark is meant as one: `unit: percent # so với 2025`. So a value is asked about where the sign adjoins what
//! is a number or a hashtag; a title or a lead in any case.

use std::collections::BTreeSet;

use super::yaml::{Node, NodeKind};
use crate::diagnostic::{Diagnostic, Diagnostics, text};
use crate::source::Span;
use crate::vietnamese::is_slug;

/// `nghiêng`: what is longer is several words written together, as hashtags are.
const LONGEST_SYLLABLE: usize = 7;

/// Asks about the values of a file that lose words; `headings` are the keys of those that are nothing but words for
/// readers, so that no remark behind them is beyond doubt.
pub(super) fn ask_about_cut_values(node: &Node, source: &str, headings: &[&str], out: &mut Diagnostics) {
    // Hardly a file has one, and large ones are data.
    if source.contains(" #") || source.contains("\t#") {
        Asking { source, headings, asked: BTreeSet::new(), out }.of_node(node, None);
    }
}

struct Asking<'a> {
    source: &'a str,
    headings: &'a [&'a str],
    /// Where the remarks begin that were asked about: a value may be repeated by its anchor.
    asked: BTreeSet<u32>,
    out: &'a mut Diagnostics,
}

impl Asking<'_> {
    fn of_node(&mut self, node: &Node, key: Option<&str>) {
        match &node.kind {
            NodeKind::Mapping(entries) => {
                for entry in entries {
                    self.of_node(&entry.value, Some(&entry.key.value));
                }
            }
            NodeKind::Sequence(items) => items.iter().for_each(|item| self.of_node(item, None)),
            NodeKind::Text(words) | NodeKind::Number(words) => self.of_words(words, &node.span, key),
            NodeKind::Null | NodeKind::Bool(_) => {}
        }
    }

    fn of_words(&mut self, words: &str, span: &Span, key: Option<&str>) {
        let Some(remark) = remark_behind(span, self.source) else { return };
        let lost = &self.source[remark.range()];
        let is_heading = key.is_some_and(|key| self.headings.contains(&key));
        if (is_heading || is_of_words(words) && is_no_remark(lost)) && self.asked.insert(remark.start) {
            self.out.push(report(key, words, lost, &remark));
        }
    }
}

/// The remark on the line on which a plain value ends.
fn remark_behind(value: &Span, source: &str) -> Option<Span> {
    let range = value.range();
    // Between quotation marks a value ends with them; a block ends with its line, and has no remarks in it.
    let written = source.get(range.clone())?;
    if written.starts_with(['"', '\'', '|', '>', '&', '!']) || written.ends_with('\n') {
        return None;
    }
    let rest = source.get(range.end..)?.lines().next()?.trim_end();
    let remark = rest.trim_start();
    let is_apart = remark.len() < rest.len() && remark.starts_with('#');
    let start = range.end + rest.len() - remark.len();
    is_apart.then(|| Span::new(value.file, start..start + remark.len()))
}

/// Whether a value is words, and no id, date or address.
fn is_of_words(value: &str) -> bool {
    let is_word = |word: &str| word.chars().all(char::is_alphabetic);
    !is_slug(value) && value.contains(char::is_alphabetic) && (value.contains(' ') || is_word(value))
}

/// `#3`, `#CCCD`, `#chuyendoiso`; not `# 3`, `#tạm ghi`, nor a line of YAML that somebody has taken out:
/// `#level: commune`.
fn is_no_remark(lost: &str) -> bool {
    let words = lost.trim_start_matches('#');
    let first = words.split_whitespace().next().unwrap_or_default();
    let is_key = |word: &str| word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    let is_taken_out = first.strip_suffix(':').is_some_and(|key| key.len() > 1 && is_key(key));
    let is_tag = |first: char| first.is_uppercase() || first.is_ascii_digit();
    let is_joined = first.chars().take_while(|letter| letter.is_alphanumeric()).count() > LONGEST_SYLLABLE;
    !is_taken_out && (words.starts_with(is_tag) || is_joined)
}

fn report(key: Option<&str>, words: &str, lost: &str, remark: &Span) -> Diagnostic {
    let whole = format!("{words} {lost}").replace('\\', "\\\\").replace('"', "\\\"");
    let before = key.map_or_else(|| "- ".to_owned(), |key| format!("{key}: "));
    let bare = lost.trim_start_matches(['#', ' ']);
    Diagnostic::warning(
        "cut-value",
        remark,
        text!(
            vi: "phần «{lost}» bị bỏ: sau dấu cách, dấu «#» mở một lời ghi chú không ai đọc thấy",
            en: "“{lost}” is left out: behind a blank, “#” begins a remark that nobody sees",
        ),
    )
    .help(text!(
        vi: "nếu là lời cho người đọc, đặt cả giá trị trong ngoặc kép: `{before}\"{whole}\"`",
        en: "if it belongs to the words, put all of them in quotation marks: `{before}\"{whole}\"`",
    ))
    .help(text!(
        vi: "nếu chỉ là ghi chú, viết ở một dòng riêng: `# {bare}`",
        en: "if it is a remark, write it on a line of its own: `# {bare}`",
    ))
}
