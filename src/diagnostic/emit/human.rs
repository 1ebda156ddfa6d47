//! Prints diagnostics for people: the line that is wrong, with carets under it; of very many the place alone.
//!
//! The only file that names annotate-snippets.

use std::borrow::Cow;
use std::io;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet, Title};

use super::place::{Excerpt, Places, visible};
use super::share::{Shares, Told, most_whole};
use crate::diagnostic::{Diagnostic, Diagnostics, MessageLanguage, Severity, Text, text};
use crate::source::{FileId, LineColumn, Sources, Span};

/// Nobody reads more, and a log that fills a disk helps nobody either.
const MOST_BYTES: usize = 1 << 20;

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
/// Errors come first. Of many problems of one rule the first are shown with their lines, those that follow get one
/// line each (`path:line:column: …`), behind all that are shown; of many in one file the last are counted. Prints one
/// mebibyte at most, and then says how many problems it left out. Whatever control characters the content holds are
/// shown, never sent.
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
    let mut paper = Paper { out: &mut *out, room: MOST_BYTES };
    let mut teller = Teller { renderer, places: Places::new(sources), language };
    let told = tell(diagnostics, &mut teller, &mut paper)?;
    let all = diagnostics.count(Severity::Error) + diagnostics.count(Severity::Warning);
    let left = all - told;
    if left > 0 {
        writeln!(out, "{}\n", left_out(left).get(language))?;
    }
    writeln!(out, "{}", total(diagnostics).get(language))
}

/// Prints as many as there is room for, and gives their number with those that it summed up.
fn tell<'a>(
    diagnostics: &'a Diagnostics,
    teller: &mut Teller<'a>,
    paper: &mut Paper<'_>,
) -> io::Result<usize> {
    let mut all = 0;
    for severity in [Severity::Error, Severity::Warning] {
        let Shares { whole, lines } = Shares::of(diagnostics, severity);
        for told in &whole {
            if !paper.print(&teller.whole(told))? {
                return Ok(all);
            }
            all += 1 + told.more;
        }
        for (rule, lines) in &lines {
            let head = in_short(rule, lines.len());
            if !paper.print(&format!("{}\n", head.get(teller.language)))? {
                return Ok(all);
            }
            for told in lines {
                if !paper.print(&teller.line(told))? {
                    paper.end_paragraph()?;
                    return Ok(all);
                }
                all += 1 + told.more;
            }
            paper.end_paragraph()?;
        }
    }
    Ok(all)
}

/// Where problems are printed.
struct Paper<'w> {
    out: &'w mut dyn io::Write,
    /// How many bytes it still takes.
    room: usize,
}

impl Paper<'_> {
    /// Prints a text; `false` where there is no room for it, nor for anything after it.
    fn print(&mut self, text: &str) -> io::Result<bool> {
        if text.len() > self.room {
            self.room = 0;
            return Ok(false);
        }
        self.room -= text.len();
        self.out.write_all(text.as_bytes())?;
        Ok(true)
    }

    fn end_paragraph(&mut self) -> io::Result<()> {
        self.out.write_all(b"\n")
    }
}

/// Puts problems into words.
struct Teller<'a> {
    renderer: Renderer,
    places: Places<'a>,
    language: MessageLanguage,
}

impl<'a> Teller<'a> {
    /// A problem with the lines that it points at.
    fn whole(&mut self, told: &Told<'a>) -> String {
        let report = report(told.diagnostic, &mut self.places, self.language);
        let shown = self.renderer.render(&[report]) + "\n\n";
        match self.more(told) {
            Some(more) => format!("{shown}{more}\n\n"),
            None => shown,
        }
    }

    /// A problem in one line, which begins with its place as editors and terminals know it.
    fn line(&mut self, told: &Told<'a>) -> String {
        let (diagnostic, short) = (told.diagnostic, self.renderer.clone().short_message(true));
        let path = visible(self.places.path(diagnostic.span.file));
        let begins = diagnostic.begins.unwrap_or_else(|| self.places.begin(&diagnostic.span));
        let LineColumn { line, column } = begins;
        let message = printable(diagnostic.message.get(self.language)).replace('\n', " ");
        let message = short.render(&[Group::with_title(title(diagnostic, message, self.language))]);
        let shown = format!("{path}:{line}:{column}: {message}\n");
        match self.more(told) {
            Some(more) => format!("{shown}{more}\n"),
            None => shown,
        }
    }

    /// What is said of those that are not told behind this one.
    fn more(&self, told: &Told<'_>) -> Option<String> {
        let path = self.places.path(told.diagnostic.span.file);
        let more = (told.more > 0).then(|| more_alike(told.diagnostic.rule, path, told.more))?;
        Some(more.get(self.language).to_owned())
    }
}

/// What is said of the problems of a rule in a file that are not told.
pub(super) fn more_alike(rule: &str, path: &str, left: usize) -> Text {
    let path = visible(path);
    text!(
        vi: "… «{rule}»: còn {left} chỗ nữa trong {path}",
        en: "… “{rule}”: {left} more in {path}",
    )
}

fn in_short(rule: &str, lines: usize) -> Text {
    text!(
        vi: "… «{rule}»: còn {lines} chỗ nữa, ghi gọn mỗi chỗ một dòng",
        en: "… “{rule}”: {lines} more, in short",
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
        // In a terminal the end is what is seen, and errors have long left it.
        _ if warnings > most_whole(Severity::Warning) => text!(
            vi: "{errors} lỗi (hiện ở đầu), {warnings} cảnh báo",
            en: "{errors} {error_word} (shown first), {warnings} {warning_word}",
        ),
        _ => text!(
            vi: "{errors} lỗi, {warnings} cảnh báo",
            en: "{errors} {error_word}, {warnings} {warning_word}",
        ),
    }
}

fn report<'a>(diagnostic: &'a Diagnostic, places: &mut Places<'a>, language: MessageLanguage) -> Group<'a> {
    let mut marks = vec![Mark { kind: AnnotationKind::Primary, span: &diagnostic.span, label: None }];
    for label in &diagnostic.labels {
        let text = printable(label.text.get(language));
        marks.push(Mark { kind: AnnotationKind::Context, span: &label.span, label: Some(text) });
    }
    let message = printable(diagnostic.message.get(language));
    let mut group = Group::with_title(title(diagnostic, message, language));
    for (file, marks) in by_file(marks) {
        group = show_file(group, file, &marks, places);
    }
    let help = Level::HELP.with_name(match language {
        MessageLanguage::Vietnamese => "gợi ý",
        MessageLanguage::English => "help",
    });
    group.elements(diagnostic.help.iter().map(|text| help.clone().message(printable(text.get(language)))))
}

fn title(diagnostic: &Diagnostic, message: String, language: MessageLanguage) -> Title<'static> {
    level(diagnostic.severity, language).primary_title(message).id(diagnostic.rule)
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
