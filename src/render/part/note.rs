//! Footnotes of tables: each text once, numbered in the order in which readers meet them.

use serde::Serialize;

/// The footnotes of one page.
#[derive(Debug, Default, Serialize)]
#[serde(transparent)]
pub struct Notes {
    list: Vec<NoteView>,
}

/// A footnote.
#[derive(Debug, Serialize)]
struct NoteView {
    /// Its fragment.
    id: String,
    number: usize,
    text: String,
    /// The fragment of its first mark.
    back: String,
}

/// The mark of a footnote at what it speaks of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mark {
    number: usize,
    /// The footnote's fragment.
    to: String,
    /// The mark's own fragment; the first one of a footnote alone has it.
    id: Option<String>,
}

impl Notes {
    /// Takes a note in, unless it is there already, and gives the mark that leads to it.
    pub fn mark(&mut self, text: &str) -> Mark {
        let known = self.list.iter().position(|note| note.text == text);
        let number = known.unwrap_or(self.list.len()) + 1;
        let (to, back) = (format!("ghi-chu-{number}"), format!("ve-{number}"));
        let mark = Mark { number, to: to.clone(), id: known.is_none().then(|| back.clone()) };
        if known.is_none() {
            self.list.push(NoteView { id: to, number, text: text.to_owned(), back });
        }
        mark
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_printed_once_however_often_it_is_marked() {
        let mut notes = Notes::default();
        let marks = ["a", "b", "a"].map(|text| notes.mark(text));
        assert_eq!(marks.each_ref().map(|mark| mark.number), [1, 2, 1]);
        assert_eq!(marks.map(|mark| mark.id), [Some("ve-1".into()), Some("ve-2".into()), None]);
        assert_eq!(notes.list.len(), 2);
    }
}
