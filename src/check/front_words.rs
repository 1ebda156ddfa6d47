//! The words that stand outside a text: title, lead, label in the menu, and what is said of a bulletin's pictures.

use super::prose::Prose;
use crate::model::{Bulletin, Passage, Picture};
use crate::source::{FileId, Span, Spanned};

/// The words of the front matter and of alternative texts, each with its place; a value whose words are not
/// written as they are read (with escapes, or over several lines) is left out where its place is not kept.
pub(super) fn front_words(prose: &Prose<'_>) -> Vec<Passage> {
    let source = prose.source;
    let mut passages: Vec<Passage> =
        prose.headings.iter().map(|(_, value)| Passage::plain(value, source)).collect();
    let unplaced = prose.bulletin.into_iter().flat_map(|bulletin| unplaced(bulletin, source));
    passages.extend(unplaced.map(|value| Passage::plain(&value, source)));
    passages
}

/// Words whose place the model does not keep, found again in the file.
fn unplaced<'a>(bulletin: &'a Bulletin, source: &'a str) -> impl Iterator<Item = Spanned<String>> + 'a {
    let (front, _) = source.split_at_checked(bulletin.body_start as usize).unwrap_or((source, ""));
    let lead_alt = bulletin.image.iter().map(|picture| &picture.alt);
    let in_front = lead_alt.chain(&bulletin.image_caption);
    let in_front = in_front.filter_map(|words| Some((words, front.find(words.as_str())?)));
    let in_text = bulletin.pictures.iter().flatten().filter_map(move |Picture { alt, .. }| {
        let at = source.find(&format!("![{alt}]"))?;
        Some((alt, at + "![".len()))
    });
    let file = bulletin.file;
    in_front
        .chain(in_text)
        .filter(|(words, _)| !words.is_empty())
        .map(move |(words, at)| placed(words, file, at))
}

fn placed(words: &str, file: FileId, at: usize) -> Spanned<String> {
    Spanned::new(words.to_owned(), Span::new(file, at..at + words.len()))
}
