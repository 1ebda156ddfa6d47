//! Footnotes: those that the writer wrote and those that the data brings along, numbered together in the
//! order in which a reader meets them.

use super::Writer;
use crate::model::{Block, MetricId, ObservationId};
use crate::render::markup::Markup;
use crate::render::part::accepted_note;

/// What a footnote says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Note {
    /// The text's own footnote, by its number in the tree.
    Written(usize),
    /// Why a source contradicts itself: `accept` of an observation.
    Accepted(MetricId, ObservationId),
}

/// The footnotes met so far, each with how often it was pointed to.
#[derive(Debug, Default)]
pub(super) struct Notes {
    met: Vec<(Note, usize)>,
}

impl Notes {
    /// The number of a footnote and of this mention of it, both from 1.
    fn mention(&mut self, note: Note) -> (usize, usize) {
        let at = self.met.iter().position(|(known, _)| *known == note).unwrap_or_else(|| {
            self.met.push((note, 0));
            self.met.len() - 1
        });
        self.met[at].1 += 1;
        (at + 1, self.met[at].1)
    }
}

impl<'a> Writer<'a> {
    pub(super) fn note_mark(&mut self, note: Note, out: &mut Markup) {
        let known = match note {
            Note::Written(at) => at < self.body.footnotes.len(),
            Note::Accepted(..) => true,
        };
        if !known {
            return;
        }
        let (number, mention) = self.notes.mention(note);
        let name = self.desk.words.fill("notes.mark", &[("number", &number.to_string())]);
        out.raw("<sup><a")
            .attribute("href", &format!("#{}", note_id(number)))
            .attribute("id", &mention_id(number, mention))
            .attribute("aria-label", &name)
            .raw(">")
            .text(&number.to_string())
            .raw("</a></sup>");
    }

    /// The items of the list. A footnote may point to a further one, so the list grows while it is written.
    pub(super) fn notes_html(&mut self) -> Markup {
        let mut contents: Vec<Markup> = Vec::new();
        while let Some((note, _)) = self.notes.met.get(contents.len()).copied() {
            let mut content = Markup::new();
            match note {
                Note::Accepted(metric, id) => {
                    content.text(&accepted_note(self.desk, metric, id).unwrap_or_default());
                }
                Note::Written(at) => self.note_blocks(at, &mut content),
            }
            contents.push(content);
        }
        let mut out = Markup::new();
        for (at, content) in contents.iter().enumerate() {
            let number = at + 1;
            out.raw("<li class=\"bt-footnotes__item\"").attribute("id", &note_id(number)).raw(">");
            out.markup(content);
            for mention in 1..=self.notes.met[at].1 {
                let name = self.desk.words.fill("notes.back", &[("number", &number.to_string())]);
                out.raw(" <a class=\"bt-footnotes__back\"")
                    .attribute("href", &format!("#{}", mention_id(number, mention)))
                    .attribute("aria-label", &name)
                    .raw(">↩</a>");
            }
            out.raw("</li>\n");
        }
        out
    }

    /// A footnote of one paragraph stands without one, so that the way back stands on its line.
    fn note_blocks(&mut self, at: usize, out: &mut Markup) {
        let body = self.body;
        match body.footnotes[at].as_slice() {
            [Block::Paragraph(text)] => self.inlines(text, out),
            blocks => self.blocks(blocks, out),
        }
    }
}

// The underscore keeps these apart from the fragments of headings, which are slugs.
fn note_id(number: usize) -> String {
    format!("_note-{number}")
}

fn mention_id(number: usize, mention: usize) -> String {
    format!("_note-{number}-{mention}")
}
