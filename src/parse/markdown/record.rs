//! Takes down the words of a text while it is read; does nothing where nobody asked for them.

use std::ops::Range;

use crate::model::{GAP, Passage, PassageKind, Piece};
use crate::source::{FileId, Span};

/// What is taken down.
pub(super) struct Recorder {
    /// How many block quotes the reader is in.
    pub(super) quotes: usize,
    recording: Option<Recording>,
}

struct Recording {
    file: FileId,
    /// Where the Markdown begins in the file.
    start: usize,
    done: Vec<Passage>,
    /// What is being read: its kind is known at its end.
    open: Passage,
    /// The links that the reader is in, from the outermost, with their references.
    links: Vec<Option<usize>>,
}

impl Recorder {
    pub(super) fn silent() -> Self {
        Self { quotes: 0, recording: None }
    }

    pub(super) fn new(file: FileId, start: usize) -> Self {
        let open = Passage::new(PassageKind::Paragraph, false);
        let recording = Recording { file, start, done: Vec::new(), open, links: Vec::new() };
        Self { quotes: 0, recording: Some(recording) }
    }

    pub(super) fn into_passages(self) -> Vec<Passage> {
        self.recording.map(|recording| recording.done).unwrap_or_default()
    }

    /// Words as understood, and where they were written.
    pub(super) fn words(&mut self, markdown: &str, words: &str, range: Range<usize>) {
        let Some(recording) = &mut self.recording else { return };
        let exact = markdown.get(range.clone()) == Some(words);
        let piece = Piece {
            range: 0..0,
            span: recording.span(range),
            exact,
            reference: recording.links.iter().rev().find_map(|link| *link),
            linked: !recording.links.is_empty(),
        };
        recording.open.push(words, piece);
    }

    /// A line end in the middle of running text.
    pub(super) fn line_end(&mut self) {
        if let Some(recording) = &mut self.recording {
            recording.open.text.push(' ');
        }
    }

    /// Something in the middle of running text that is no words.
    pub(super) fn gap(&mut self) {
        if let Some(recording) = &mut self.recording {
            recording.open.text.push(GAP);
        }
    }

    pub(super) fn begin_link(&mut self, reference: Option<usize>) {
        if let Some(recording) = &mut self.recording {
            recording.links.push(reference);
        }
    }

    pub(super) fn end_link(&mut self) {
        if let Some(recording) = &mut self.recording {
            recording.links.pop();
        }
    }

    /// Says that words are those of a reference; counted in bytes back from the end of what was taken down.
    /// In a link they stay the link's.
    pub(super) fn refer(&mut self, back: Range<usize>, reference: usize) {
        let Some(recording) = &mut self.recording else { return };
        let end = recording.open.text.len();
        if recording.links.is_empty() {
            let range = end.saturating_sub(back.start)..end.saturating_sub(back.end);
            recording.open.refer(&range, reference);
        }
    }

    /// The words below a picture or a chart; `range` is where they stand, or the whole picture.
    pub(super) fn caption(&mut self, markdown: &str, words: &str, range: Range<usize>) {
        let Some(recording) = &mut self.recording else { return };
        let exact = markdown.get(range.clone()) == Some(words);
        let mut passage = Passage::new(PassageKind::Caption, self.quotes > 0);
        let span = recording.span(range);
        passage.push(words, Piece { range: 0..0, span, exact, reference: None, linked: false });
        if !passage.pieces.is_empty() {
            recording.done.push(passage);
        }
    }

    /// Ends a passage.
    pub(super) fn end(&mut self, kind: PassageKind) {
        let Some(recording) = &mut self.recording else { return };
        let next = Passage::new(PassageKind::Paragraph, false);
        let mut passage = std::mem::replace(&mut recording.open, next);
        if !passage.pieces.is_empty() {
            (passage.kind, passage.quoted) = (kind, self.quotes > 0);
            recording.done.push(passage);
        }
    }
}

impl Recording {
    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file, self.start + range.start..self.start + range.end)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::super::{parse_body, read_text};
    use super::*;
    use crate::source::{SourceFile, Sources};

    /// Shows each passage: its kind, its words, and its pieces that are not exactly what the file says there, or
    /// that belong to a link.
    fn shown(markdown: &str) -> Vec<String> {
        let file = SourceFile::new("a.md", markdown);
        let sources = Sources::new(vec![file], BTreeMap::new());
        let id = sources.find("a.md").expect("just added");
        let show = |passage: Passage| {
            let mut line = format!("{:?} «{}»", passage.kind, passage.text.replace(GAP, "□"));
            if passage.quoted {
                line.push_str(" quoted");
            }
            for piece in passage.pieces {
                let words = &passage.text[piece.range.clone()];
                let link = match (piece.reference, piece.linked) {
                    (Some(reference), _) => format!(" #{reference}"),
                    (None, true) => " link".to_owned(),
                    (None, false) => String::new(),
                };
                if piece.exact {
                    assert_eq!(sources.words(&piece.span), words);
                }
                if !piece.exact || piece.linked {
                    let written = if piece.exact {
                        String::new()
                    } else {
                        format!(" < {}", sources.words(&piece.span))
                    };
                    line.push_str(&format!(" ({words}{link}{written})"));
                }
            }
            line
        };
        read_text(markdown, id, 0).passages.into_iter().map(show).collect()
    }

    #[track_caller]
    fn check(markdown: &str, expected: &[&str]) {
        assert_eq!(shown(markdown), expected);
    }

    #[test]
    fn words_run_on_through_marks_of_emphasis_and_line_ends() {
        check("Còn **hơn**\n*300* người\\\nchưa có.", &["Paragraph «Còn hơn 300 người chưa có.»"]);
        check(
            "# Tên\n\n- một\n- hai\n\n> ba",
            &["Heading «Tên»", "Paragraph «một»", "Paragraph «hai»", "Paragraph «ba» quoted"],
        );
        check("| a | b |\n|---|---|\n| 1 | 2 |", &["Cell «a»", "Cell «b»", "Cell «1»", "Cell «2»"]);
    }

    #[test]
    fn links_are_known_by_their_reference() {
        check(
            "hơn [**300** người](metric:x@y), [ở đây](https://x.vn)",
            &["Paragraph «hơn 300 người, ở đây» (300 #0) ( người #0) (ở đây link)"],
        );
        check(
            "Kế hoạch 61/KH-UBND ngày 2/3 và 06/QĐ-TTg.",
            &["Paragraph «Kế hoạch 61/KH-UBND ngày 2/3 và 06/QĐ-TTg.» (61/KH-UBND #0) (06/QĐ-TTg #1)"],
        );
        check("[theo 61/KH-UBND](metric:x)", &["Paragraph «theo 61/KH-UBND» (theo 61/KH-UBND #0)"]);
    }

    #[test]
    fn what_is_no_words_leaves_a_gap() {
        check("đủ [](metric:x) người, `5` và <b>6</b>", &["Paragraph «đủ □ người, □ và □6□»"]);
        check("```\n5\n```\n\n<div>6</div>", &[]);
        check("900[^a] thẻ\n\n[^a]: nguồn", &["Paragraph «900 thẻ»", "Paragraph «nguồn»"]);
    }

    #[test]
    fn what_is_written_in_another_way_is_placed_as_a_whole() {
        check("5&nbsp;% \\*", &["Paragraph «5\u{a0}% *» (\u{a0} < &nbsp;)"]);
        check("![hai\nthẻ](a.jpg \"Ba thẻ\")", &["Caption «Ba thẻ»"]);
        check("![Thẻ theo nơi](chart:x)", &["Caption «Thẻ theo nơi»"]);
        check("![a\nb](chart:x)", &["Caption «a b» (a b < ![a\nb](chart:x))"]);
    }

    #[test]
    fn places_are_found_across_what_stands_between() {
        let markdown = "còn hơn **300** người";
        let file = SourceFile::new("a.md", markdown);
        let sources = Sources::new(vec![file], BTreeMap::new());
        let passage = read_text(markdown, sources.find("a.md").expect("just added"), 0).passages.remove(0);
        let place = |words: &str| {
            let at = passage.text.find(words).expect("it is there");
            let span = passage.span_of(at..at + words.len()).expect("it has words");
            sources.words(&span).to_owned()
        };
        assert_eq!(place("hơn 300"), "hơn **300");
        assert_eq!(place("300 người"), "300** người");
        assert_eq!(place("30"), "30");
        assert_eq!(passage.span_of(0..0), None);
    }

    proptest! {
        #[test]
        fn any_text_has_its_words_where_they_are_said_to_be(markdown in r"([a-z0-9ếđ\[\]()*_`>#|&;!<\\/ \n\-]|\]\(metric:x\)|61/KH-UBND |&nbsp;|!\[){0,60}") {
            shown(&markdown);
            let file = SourceFile::new("a.md", markdown.clone());
            let sources = Sources::new(vec![file], BTreeMap::new());
            let id = sources.find("a.md").expect("just added");
            let count = parse_body(&markdown, id, 0).references.len();
            for passage in read_text(&markdown, id, 0).passages {
                let mut end = 0;
                for piece in &passage.pieces {
                    prop_assert!(end <= piece.range.start && piece.range.start < piece.range.end);
                    prop_assert!(passage.text.get(piece.range.clone()).is_some());
                    prop_assert!(piece.reference.is_none_or(|reference| reference < count && piece.linked));
                    end = piece.range.end;
                }
            }
        }
    }
}
