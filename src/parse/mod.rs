//! Turns text into the model, and never fails: it gives what it understood, and diagnostics for the rest.
//!
//! In two steps: each file is read on its own into what was *written*, names unresolved; then `resolve`
//! decides what is published and what the names mean. [`parse_site`] is the place to start reading.

mod bulletin;
mod choice;
mod config;
mod copied;
mod cut;
mod date;
mod document;
mod event;
mod fields;
mod front_matter;
mod link;
mod locality;
mod markdown;
mod metric;
mod misplaced;
mod order;
mod page;
mod place;
mod poll;
mod resolve;
mod site;
mod statistics;
mod table;
mod theme;
mod theme_strings;
mod unused;
mod web_address;
mod words;
mod yaml;

pub use site::{AsOf, Drafts, Moment, parse_as_of, parse_site};
pub use theme::{check_languages, parse_theme};
pub use web_address::is_base_url;

use std::io;

use crate::diagnostic::{Diagnostic, Text, nearest, text};
use crate::model::{Body, ReadText, Site, TextId};
use crate::source::{Sources, Span, Spanned};

/// Makes a text again, as it was when the site was parsed.
///
/// # Errors
///
/// Where the text can't be read again: [`Sources::text`].
pub fn body(site: &Site, sources: &Sources, text: TextId) -> io::Result<Body> {
    let (file, start) = site.markdown_of(text);
    Ok(markdown::parse_body(&sources.text(file)?, file, start).body)
}

/// What [`body`] makes, and the words of the text with the references that it has; `source` is all of its file.
pub fn read_text(site: &Site, text: TextId, source: &str) -> ReadText {
    let (file, start) = site.markdown_of(text);
    markdown::read_text(source, file, start)
}

/// An id that stands twice.
fn duplicate_id(second: &Spanned<String>, first: &Span) -> Diagnostic {
    let id = &second.value;
    let help = match second.span.is_whole_file() {
        true => text!(vi: "đổi tên một trong hai tệp", en: "rename one of the two files"),
        false => text!(vi: "đổi một trong hai thành mã khác", en: "change one of the two"),
    };
    Diagnostic::error(
        "duplicate-id",
        &second.span,
        text!(
            vi: "mã «{id}» đã dùng rồi",
            en: "the id “{id}” is taken",
        ),
    )
    .label(first, text!(vi: "đã dùng ở đây", en: "taken here"))
    .help(help)
}

/// A name that nothing bears, and what may help.
fn broken_reference(
    kind: &Text,
    written: &Spanned<impl AsRef<str>>,
    help: impl IntoIterator<Item = Text>,
) -> Diagnostic {
    let (name, Text { vi, en }) = (written.value.as_ref(), kind);
    let broken = Diagnostic::error(
        "broken-reference",
        &written.span,
        text!(
            vi: "không có {vi} «{name}»",
            en: "there is no {en} “{name}”",
        ),
    );
    help.into_iter().fold(broken, Diagnostic::help)
}

/// What exists and is nearest to what was written.
fn suggestion<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<Text> {
    nearest(written, known).map(|near| text!(vi: "gần nhất là «{near}»", en: "the nearest is “{near}”"))
}
