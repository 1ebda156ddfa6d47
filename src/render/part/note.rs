//! Footnotes of tables: each text once, numbered in the order in which readers meet them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::strings::Words;

/// The footnotes of one page.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub struct Notes<'a> {
    list: Vec<NoteView>,
    /// Where each text stands in the list.
    #[serde(skip)]
    known: BTreeMap<String, usize>,
    #[serde(skip)]
    words: &'a Words<'a>,
}

/// A footnote.
#[derive(Debug, Serialize)]
struct NoteView {
    /// Its fragment.
    id: String,
    text: String,
    /// The fragment of its first mark.
    back: String,
    /// "Về chỗ ghi chú 1".
    back_label: String,
}

/// The mark of a footnote at what it speaks of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mark {
    number: String,
    /// "Ghi chú 1".
    label: String,
    /// The footnote's fragment.
    to: String,
    /// The mark's own fragment; the first one of a footnote alone has it.
    id: Option<String>,
}

impl<'a> Notes<'a> {
    /// No footnotes yet.
    pub fn new(words: &'a Words<'a>) -> Self {
        Self { list: Vec::new(), known: BTreeMap::new(), words }
    }

    /// Takes a note in, unless it is there already, and gives the mark that leads to it.
    pub fn mark(&mut self, text: &str) -> Mark {
        let known = self.known.get(text).copied();
        let number = (known.unwrap_or(self.list.len()) + 1).to_string();
        // As in texts: the underscore keeps fragments of the program apart from those of writers.
        let (id, back) = (format!("_note-{number}"), format!("_note-{number}-1"));
        let in_words = |key| self.words.fill(key, &[("number", &number)]);
        let mark = Mark {
            label: in_words("notes.mark"),
            to: id.clone(),
            id: known.is_none().then(|| back.clone()),
            number: number.clone(),
        };
        if known.is_none() {
            let back_label = in_words("notes.back");
            self.known.insert(text.to_owned(), self.list.len());
            self.list.push(NoteView { id, text: text.to_owned(), back, back_label });
        }
        mark
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ThemeStrings;

    #[test]
    fn a_note_is_printed_once_however_often_it_is_marked() {
        let strings = ThemeStrings::default();
        let words = Words::new(&strings);
        let mut notes = Notes::new(&words);
        let marks = ["a", "b", "a"].map(|text| notes.mark(text));
        assert_eq!(marks.each_ref().map(|mark| mark.number.as_str()), ["1", "2", "1"]);
        assert_eq!(marks.map(|mark| mark.id), [Some("_note-1-1".into()), Some("_note-2-1".into()), None]);
        assert_eq!(notes.list.len(), 2);
    }
}
