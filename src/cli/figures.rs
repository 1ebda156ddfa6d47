//! Runs the search for figures that no link ties to the data, and says what was found and written.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use serde::Serialize;

use super::arguments::ListFormat;
use super::report::Exit;
use super::speech::Speech;
use crate::diagnostic::emit::visible;
use crate::diagnostic::{Severity, Text, text};
use crate::pipeline::{self, Figures, Offer, Offers, Options};
use crate::source::LineIndex;

/// What is to be done about the figures that are found.
#[derive(Debug)]
pub(super) struct Wanted {
    /// The texts to look at; none: all.
    pub(super) paths: Vec<PathBuf>,
    /// Whether links are written into the files.
    pub(super) write: bool,
    /// How the list is printed.
    pub(super) format: ListFormat,
}

/// A number and what it may be tied to, for programs. Keys may be added, none changed.
#[derive(Serialize)]
struct Entry<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    text: &'a str,
    links: Vec<Choice<'a>>,
    written: bool,
}

#[derive(Serialize)]
struct Choice<'a> {
    /// What to write instead of the number.
    markdown: String,
    /// The metric's name.
    metric: &'a str,
}

/// Lists what may be linked, and writes what is beyond doubt where that is wanted.
pub(super) fn figures(options: &Options, wanted: &Wanted, speech: Speech) -> Exit {
    let figures = match pipeline::figures(options, &wanted.paths) {
        Ok(figures) => figures,
        Err(error) => {
            speech.fault(&error.text(), error.help().as_ref());
            return Exit::AtFault;
        }
    };
    let speech = speech.on_site(figures.found.language.as_deref());
    let (mut exit, mut entries) = (Exit::Done, Vec::new());
    for offers in &figures.offers {
        let text = match figures.text(offers) {
            Ok(text) => text,
            Err(error) => {
                speech.fault(&error.text(), error.help().as_ref());
                exit = Exit::AtFault;
                continue;
            }
        };
        let written = match if wanted.write { figures.write(offers, &text) } else { Ok(Vec::new()) } {
            Ok(written) => written,
            Err(error) => {
                speech.fault(&error.text(), None);
                exit = Exit::AtFault;
                Vec::new()
            }
        };
        entries.extend(entries_of(&figures, offers, &text, &written));
    }
    let printed = match wanted.format {
        ListFormat::Text => speech.answer(&entries.iter().map(|one| lines(one, &speech)).collect::<String>()),
        ListFormat::Json => print_json(&entries),
    };
    let errors = figures.found.diagnostics.count(Severity::Error);
    if errors > 0 {
        speech.caution(&text!(
            vi: "nội dung còn lỗi ({errors}), nên có thể thiếu vài chỗ; xem `bantin check`",
            en: "the content has errors ({errors}), so some places may be missing; see `bantin check`",
        ));
    }
    speech.say(&summary(&entries, wanted));
    if exit == Exit::Done { Exit::of_printing(printed) } else { exit }
}

fn entries_of<'a>(
    figures: &'a Figures,
    offers: &'a Offers,
    text: &str,
    written: &[&Offer],
) -> Vec<Entry<'a>> {
    let source = figures.found.sources.get(offers.file);
    let index = LineIndex::new(text);
    let entry = |offer: &'a Offer| {
        let place = index.at(offer.span.range().start);
        let choice = |link: &'a pipeline::Link| Choice {
            markdown: format!("[{}]({})", offer.words, link.address),
            metric: &figures.metric_names[link.metric.index()],
        };
        Entry {
            file: &source.path,
            line: place.line,
            column: place.column,
            text: &offer.words,
            links: offer.links.iter().map(choice).collect(),
            written: written.contains(&offer),
        }
    };
    offers.offers.iter().map(entry).collect()
}

/// One line for a number with one figure; a line each for those that only a person can choose from.
fn lines(entry: &Entry<'_>, speech: &Speech) -> String {
    let Entry { file, line, column, text: words, .. } = entry;
    let head = format!("{file}:{line}:{column}: {words}");
    let choice = |one: &Choice<'_>| format!("{}  {}", one.markdown, one.metric);
    let shown = match entry.links.as_slice() {
        [one] if entry.written => {
            let done = text!(vi: "đã ghi", en: "written");
            format!("{head} → {} ({})\n", choice(one), done.get(speech.language))
        }
        [one] => format!("{head} → {}\n", choice(one)),
        several => {
            let choices: String = several.iter().map(|one| format!("    {}\n", choice(one))).collect();
            format!("{head} → ?\n{choices}")
        }
    };
    shown.lines().map(|line| visible(line) + "\n").collect()
}

fn print_json(entries: &[Entry<'_>]) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    serde_json::to_writer_pretty(&mut out, entries)?;
    writeln!(out)?;
    out.flush()
}

fn summary(entries: &[Entry<'_>], wanted: &Wanted) -> Text {
    let all = entries.len();
    let sure = entries.iter().filter(|entry| entry.links.len() == 1).count();
    let (written, unsure) = (entries.iter().filter(|entry| entry.written).count(), all - sure);
    if all == 0 {
        return text!(
            vi: "Không thấy con số nào cần gắn với số liệu.",
            en: "No number was found that should be linked to the data.",
        );
    }
    if wanted.write {
        return match unsure {
            0 => text!(vi: "Đã ghi {written} liên kết.", en: "Links written: {written}."),
            _ => text!(
                vi: "Đã ghi {written} liên kết; {unsure} con số khớp với nhiều số liệu, bạn hãy tự chọn.",
                en: "Links written: {written}. Numbers that fit several figures: {unsure}; choose one yourself.",
            ),
        };
    }
    text!(
        vi: "{all} con số có thể gắn với số liệu; `bantin figures --write` sẽ ghi {sure} liên kết chắc chắn.",
        en: "Numbers that can be linked to the data: {all}. `bantin figures --write` writes those beyond doubt: {sure}.",
    )
}
