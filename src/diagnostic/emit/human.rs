//! Prints diagnostics for people: the line that is wrong, with carets under it.
//!
//! The only file that names annotate-snippets.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::place::{Excerpt, Places, visible};
use crate::diagnostic::{Diagnostic, Diagnostics, MessageLanguage, Severity, Text, text};
use crate::source::{FileId, Sources, Span};

/// Nobody reads more, and a log that fills a disk helps nobody either.
const MOST_BYTES: usize = 1 << 20;

/// How many problems of one rule are shown in one file; a table may have the same one in each of its rows.
const MOST_ALIKE: usize = 20;

/// Words of the content that stand in messages are cut after so many characters.
const MOST_LETTERS: usize = 1000;

/// Whether messages are coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// Plain text.
    Never,
    /// With the colours of a terminal.
    Always,
}

/// Prints all diagnostics, then how many there were; nothing where there are none.
///
/// Of many problems of one rule in one file the first are shown, and the others counted. Prints one mebibyte at
/// most, and then says how many problems it left out. Whatever control characters the
/// content holds are shown, never sent.
///
/// # Errors
///
/// What the writer says.
pub fn human(
    diagnostics: &Diagnostics,
    sources: &Sources,
    language: MessageLanguage,
    colour: Colour,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    if diagnostics.is_empty() {
        return Ok(());
    }
    let renderer = match colour {
        Colour::Never => Renderer::plain(),
        Colour::Always => Renderer::styled(),
    };
    let mut places = Places::new(sources);
    let mut alike = count_alike(diagnostics);
    let mut written = 0;
    for diagnostic in diagnostics.iter() {
        let Some(Alike { shown, all }) = alike.get_mut(&kind_of(diagnostic)) else { continue };
        if *shown == MOST_ALIKE {
            continue;
        }
        let message = renderer.render(&[report(diagnostic, &mut places, language)]);
        written += message.len() + 2;
        if written > MOST_BYTES {
            // What was summed up before has been told.
            let untold = alike.values().filter(|alike| alike.shown < MOST_ALIKE);
            let left = untold.map(|alike| alike.all - alike.shown).sum();
            writeln!(out, "{}\n", left_out(left).get(language))?;
            break;
        }
        writeln!(out, "{message}\n")?;
        *shown += 1;
        if *shown == MOST_ALIKE && *all > MOST_ALIKE {
            let more = more_alike(diagnostic.rule, places.path(diagnostic.span.file), *all - MOST_ALIKE);
            writeln!(out, "{}\n", more.get(language))?;
        }
    }
    writeln!(out, "{}", total(diagnostics).get(language))
}

/// What problems have in common that are summed up.
type Kind = (Severity, FileId, &'static str);

fn kind_of(diagnostic: &Diagnostic) -> Kind {
    (diagnostic.severity, diagnostic.span.file, diagnostic.rule)
}

/// How many problems of a kind have been shown, and how many there are.
#[derive(Default)]
struct Alike {
    shown: usize,
    all: usize,
}

fn count_alike(diagnostics: &Diagnostics) -> BTreeMap<Kind, Alike> {
    let mut alike: BTreeMap<Kind, Alike> = BTreeMap::new();
    for diagnostic in diagnostics.iter() {
        alike.entry(kind_of(diagnostic)).or_default().all += 1;
    }
    alike
}

fn more_alike(rule: &str, path: &str, left: usize) -> Text {
    let path = visible(path);
    text!(
        vi: "… «{rule}»: còn {left} chỗ nữa trong {path}",
        en: "… “{rule}”: {left} more in {path}",
    )
}

fn left_out(left: usize) -> Text {
    text!(
        vi: "… còn {left} vấn đề nữa không hiện ở đây; hãy sửa những chỗ trên rồi chạy lại",
        en: "… {left} more not shown here; mend what is above and run again",
    )
}

fn total(diagnostics: &Diagnostics) -> Text {
    let errors = diagnostics.count(Severity::Error);
    let warnings = diagnostics.count(Severity::Warning);
    let error_word = if errors == 1 { "error" } else { "errors" };
    let warning_word = if warnings == 1 { "warning" } else { "warnings" };
    match (errors, warnings) {
        (_, 0) => text!(vi: "{errors} lỗi", en: "{errors} {error_word}"),
        (0, _) => text!(vi: "{warnings} cảnh báo", en: "{warnings} {warning_word}"),
        _ => text!(
            vi: "{errors} lỗi, {warnings} cảnh báo",
            en: "{errors} {error_word}, {warnings} {warning_word}",
        ),
    }
}

fn report<'a>(diagnostic: &'a Diagnostic, places: &mut Places<'a>, language: MessageLanguage) -> Group<'a> {
    let title = level(diagnostic.severity, language)
        .primary_title(printable(diagnostic.message.get(language)))
        .id(diagnostic.rule);
    let mut marks = vec![Mark { kind: AnnotationKind::Primary, span: &diagnostic.span, label: None }];
    for label in &diagnostic.labels {
        let text = printable(label.text.get(language));
        marks.push(Mark { kind: AnnotationKind::Context, span: &label.span, label: Some(text) });
    }
    let mut group = Group::with_title(title);
    for (file, marks) in by_file(marks) {
        group = show_file(group, file, &marks, places);
    }
    let help = Level::HELP.with_name(match language {
        MessageLanguage::Vietnamese => "gợi ý",
        MessageLanguage::English => "help",
    });
    group.elements(diagnostic.help.iter().map(|text| help.clone().message(printable(text.get(language)))))
}

fn level(severity: Severity, language: MessageLanguage) -> Level<'static> {
    match (severity, language) {
        (Severity::Error, MessageLanguage::Vietnamese) => Level::ERROR.with_name("lỗi"),
        (Severity::Error, MessageLanguage::English) => Level::ERROR,
        (Severity::Warning, MessageLanguage::Vietnamese) => Level::WARNING.with_name("cảnh báo"),
        (Severity::Warning, MessageLanguage::English) => Level::WARNING,
    }
}

/// A place to underline.
struct Mark<'a> {
    kind: AnnotationKind,
    span: &'a Span,
    label: Option<String>,
}

/// The marks of each file, those of the primary one's file first.
fn by_file(marks: Vec<Mark<'_>>) -> Vec<(FileId, Vec<Mark<'_>>)> {
    let mut files: Vec<(FileId, Vec<Mark<'_>>)> = Vec::new();
    for mark in marks {
        match files.iter_mut().find(|(file, _)| *file == mark.span.file) {
            Some((_, of_file)) => of_file.push(mark),
            None => files.push((mark.span.file, vec![mark])),
        }
    }
    files
}

fn show_file<'a>(group: Group<'a>, file: FileId, marks: &[Mark<'a>], places: &mut Places<'a>) -> Group<'a> {
    let path = visible(places.path(file));
    // What is wrong with a file as a whole stands in none of its lines.
    let in_lines: Vec<&Mark<'_>> = marks.iter().filter(|mark| !mark.span.is_whole_file()).collect();
    let spans: Vec<&Span> = in_lines.iter().map(|mark| mark.span).collect();
    let Excerpt { text, first_line, ranges } = places.excerpt(file, &spans);
    if text.is_empty() || in_lines.is_empty() {
        // An empty line shows nothing that the path and the line's number do not say.
        return group.element(Origin::path(path).line(first_line).char_column(1));
    }
    let annotations = in_lines.iter().zip(ranges).map(|(mark, range)| -> Annotation<'_> {
        mark.kind.span(range).label(mark.label.clone().map(Cow::Owned))
    });
    group.element(Snippet::source(text).path(path).line_start(first_line).annotations(annotations))
}

/// A text of a message as a terminal may have it.
fn printable(text: &str) -> String {
    match text.char_indices().nth(MOST_LETTERS) {
        Some((end, _)) => visible(&text[..end]) + "…",
        None => visible(text),
    }
}
