//! Searches the site, and prints what was found.

use serde_json::{Value, json};

use super::arguments::{ListFormat, SearchArguments};
use super::report::Exit;
use super::speech::Speech;
use crate::diagnostic::emit::visible;
use crate::diagnostic::{MessageLanguage, Text, text};
use crate::pipeline::{self, Options};
use crate::search::{Answer, Change, Hit, Kind, Notice};

/// Answers on standard output; what else there is to say goes to people.
pub(super) fn search(options: &Options, asked: &SearchArguments, speech: Speech) -> Exit {
    let query = asked.query.join(" ");
    if query.trim().is_empty() {
        speech.fault(
            &text!(vi: "thiếu từ cần tìm", en: "what to search for is missing"),
            Some(&text!(vi: "ví dụ: `bantin search \"ra quân\"`", en: "for example: `bantin search \"ra quan\"`")),
        );
        return Exit::CommandLine;
    }
    let searched = match pipeline::search(options, &query, asked.limit.get()) {
        Ok(searched) => searched,
        Err(error) => {
            speech.fault(&error.text(), error.help().as_ref());
            return Exit::AtFault;
        }
    };
    let speech = speech.on_site(searched.found.language.as_deref());
    let Some(answer) = searched.answer else {
        speech.fault(&unreadable(), Some(&text!(vi: "xem `bantin check`", en: "see `bantin check`")));
        return Exit::AtFault;
    };
    if searched.found.diagnostics.has_errors() {
        speech.caution(&incomplete());
    }
    Exit::of_printing(match asked.format {
        ListFormat::Json => speech.answer(&as_json(&answer)),
        ListFormat::Text => {
            if let Some(said) = beforehand(&query, &answer) {
                speech.say(&said);
            }
            speech.answer(&as_text(&answer, speech.language))
        }
    })
}

fn unreadable() -> Text {
    text!(
        vi: "không đọc được content/site.yaml nên không có gì để tìm",
        en: "content/site.yaml can't be read, so there is nothing to search",
    )
}

/// What is at fault elsewhere keeps nobody from searching, but may be what he looks for.
fn incomplete() -> Text {
    text!(
        vi: "nội dung có lỗi: chỉ tìm trong phần đọc được; xem `bantin check`",
        en: "the content has errors: only what could be read is searched; see `bantin check`",
    )
}

/// An array, the best result first.
fn as_json(answer: &Answer) -> String {
    let hits: Vec<Value> = answer.hits.iter().map(json_of).collect();
    match serde_json::to_string_pretty(&hits) {
        Ok(json) => json + "\n",
        // Strings and numbers alone can always be written.
        Err(error) => error.to_string(),
    }
}

fn json_of(hit: &Hit) -> Value {
    let shown = &hit.shown;
    json!({
        "kind": shown.kind.word(),
        "title": shown.title,
        "place": some(&shown.place),
        "address": shown.address,
        "date": some(&shown.date),
        "score": hit.score,
    })
}

fn some(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

/// What people should know before they read the results.
fn beforehand(query: &str, answer: &Answer) -> Option<Text> {
    let mut lines: Vec<Text> = answer.notices.iter().map(notice).collect();
    if let Some(understood) = &answer.understood {
        lines.push(text!(vi: "Tìm gần đúng: {understood}", en: "Searched for: {understood}"));
    }
    if answer.hits.is_empty() {
        lines.push(text!(
            vi: "Không tìm thấy gì cho «{query}». Hãy thử bớt chữ, hoặc gõ tên địa phương hay số hiệu văn bản.",
            en: "Nothing was found for “{query}”. Try fewer words, or the name of a place or a document's number.",
        ));
    }
    lines.into_iter().reduce(|all, line| {
        let (Text { vi, en }, Text { vi: more_vi, en: more_en }) = (all, line);
        text!(vi: "{vi}\n{more_vi}", en: "{en}\n{more_en}")
    })
}

/// What became of a place that was asked for by a name of the past.
fn notice(notice: &Notice) -> Text {
    let Notice { name, within, since, .. } = notice;
    let to = notice.to.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", ");
    let name = if within.is_empty() { name.clone() } else { format!("{name} ({within})") };
    let said = match notice.change {
        Change::Joined => text!(vi: "{name} nay thuộc {to}", en: "{name} is now part of {to}"),
        Change::Renamed => text!(vi: "{name} nay là {to}", en: "{name} is now {to}"),
        Change::Divided => text!(vi: "{name} nay chia vào {to}", en: "{name} is now divided among {to}"),
    };
    let Text { vi, en } = said;
    if since.is_empty() {
        return text!(vi: "{vi}.", en: "{en}.");
    }
    let day = day_for(since, MessageLanguage::Vietnamese);
    text!(vi: "{vi}, từ {day}.", en: "{en}, since {since}.")
}

/// Three lines a result.
fn as_text(answer: &Answer, language: MessageLanguage) -> String {
    let mut lines = String::new();
    for (at, Hit { shown, .. }) in answer.hits.iter().enumerate() {
        let kind = kind(shown.kind);
        let date = day_for(&shown.date, language);
        let about = [kind.get(language), &shown.place, &date];
        let about: Vec<&str> = about.into_iter().filter(|part| !part.is_empty()).collect();
        let number = at + 1;
        let (title, about) = (visible(&shown.title), visible(&about.join(" · ")));
        lines.push_str(&format!("{number:>2}. {title}\n    {about}\n    {}\n", shown.address));
    }
    lines
}

/// A date as people of the language write it, day first in Vietnamese; what is no plain date stays.
fn day_for(date: &str, language: MessageLanguage) -> String {
    let is_plain = date.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    match language {
        MessageLanguage::Vietnamese if is_plain => date.split('-').rev().collect::<Vec<_>>().join("/"),
        _ => date.to_owned(),
    }
}

fn kind(kind: Kind) -> Text {
    match kind {
        Kind::Bulletin => text!(vi: "Bản tin", en: "Bulletin"),
        Kind::Locality => text!(vi: "Địa phương", en: "Place"),
        Kind::Event => text!(vi: "Sự kiện", en: "Event"),
        Kind::Metric => text!(vi: "Chỉ số", en: "Metric"),
        Kind::Document => text!(vi: "Văn bản", en: "Document"),
        Kind::Page => text!(vi: "Trang", en: "Page"),
    }
}
