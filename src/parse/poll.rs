//! Reads the poll of a bulletin: a question and two or more answers to choose from.

use super::fields::Fields;
use super::order::{DateOf, LaterDate};
use super::yaml::{Node, NodeKind};
use crate::diagnostic::{Diagnostic, text};
use crate::model::{Poll, PollOption};
use crate::source::Span;
use crate::vietnamese::slugify;

/// How a poll is written.
const POLL_SAMPLE: &str = "poll:
  question: Làm căn cước ở xã có dễ không?
  options:
    - {id: de, text: Dễ}
    - {id: kho, text: Khó}";

/// Takes the poll of a bulletin.
pub(super) fn poll(fields: &mut Fields<'_, '_>, dates: &mut Vec<LaterDate>) -> Option<Poll> {
    let node = fields.take("poll")?;
    let mut fields = Fields::open(node, POLL_SAMPLE, fields.out)?;
    let question = fields.required("question", "Làm căn cước ở xã có dễ không?");
    let options = options(&mut fields);
    let closes = LaterDate::take_day(&mut fields, "closes", DateOf::PollsEnd, dates);
    fields.finish();
    Some(Poll { question: question?.value, options: options?, closes })
}

/// The answers; `None` where there are fewer than two, which is reported.
fn options(fields: &mut Fields<'_, '_>) -> Option<Vec<PollOption>> {
    let Some(node) = fields.take("options") else {
        fields.missing("options", "[{id: de, text: Dễ}, {id: kho, text: Khó}]");
        return None;
    };
    if let Some(texts) = texts_alone(node) {
        fields.out.push(without_ids(node, &texts));
        return None;
    }
    let items = fields.list("options");
    let mut options: Vec<(PollOption, Span)> = Vec::new();
    for item in items {
        options.extend(option(item, &options, fields));
    }
    let is_list = matches!(node.kind, NodeKind::Sequence(_));
    if is_list && items.len() < 2 {
        let key = fields.key_span("options");
        fields.out.push(too_few(&key, options.first().map(|(option, _)| option)));
        return None;
    }
    Some(options.into_iter().map(|(option, _)| option).collect())
}

fn option(
    node: &Node,
    others: &[(PollOption, Span)],
    fields: &mut Fields<'_, '_>,
) -> Option<(PollOption, Span)> {
    let mut item = Fields::open(node, "- {id: de, text: Dễ}", fields.out)?;
    let slug = item.slug("id", "de");
    let text = item.required("text", "Dễ");
    let votes = item.count("votes").map(|votes| votes.value);
    item.finish();
    let (slug, text) = (slug?, text?);
    if let Some((_, first)) = others.iter().find(|(other, _)| other.slug == slug.value) {
        fields.out.push(super::duplicate_id(&slug, first));
        return None;
    }
    Some((PollOption { slug: slug.value, text: text.value, votes }, slug.span))
}

/// The answers where all are nothing but words, each by itself or in one text.
fn texts_alone(node: &Node) -> Option<Vec<&str>> {
    match &node.kind {
        NodeKind::Sequence(items) => {
            items.iter().map(words).collect::<Option<Vec<_>>>().filter(|texts| !texts.is_empty())
        }
        NodeKind::Text(all) => {
            Some(all.split([',', ';']).map(str::trim).filter(|one| !one.is_empty()).collect())
        }
        _ => None,
    }
}

fn words(node: &Node) -> Option<&str> {
    match &node.kind {
        NodeKind::Text(text) | NodeKind::Number(text) => Some(text.trim()),
        NodeKind::Bool(yes) => Some(if *yes { "true" } else { "false" }),
        _ => None,
    }
}

/// How many answers of the writer's own are put into the sample.
const IN_SAMPLE: usize = 6;

/// The lines to write, with the writer's own answers.
fn sample(texts: &[&str]) -> String {
    let own = texts.iter().take(IN_SAMPLE).map(|text| {
        let id = Some(slugify(text)).filter(|id| !id.is_empty()).unwrap_or_else(|| "lua-chon".to_owned());
        (id, quoted(text))
    });
    let others = [("de", "Dễ"), ("kho", "Khó")].map(|(id, text)| (id.to_owned(), text.to_owned()));
    let mut lines = "options:".to_owned();
    for (id, text) in own.chain(others.into_iter().skip(texts.len())) {
        lines += &format!("\n  - {{id: {id}, text: {text}}}");
    }
    lines
}

/// A text as YAML takes it within braces.
fn quoted(text: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '.');
    let is_word = text.starts_with(char::is_alphabetic) && !matches!(text, "true" | "false" | "null");
    if is_word && text.chars().all(is_plain) {
        return text.to_owned();
    }
    format!("\"{}\"", text.replace(['"', '\\'], ""))
}

fn without_ids(node: &Node, texts: &[&str]) -> Diagnostic {
    let sample = sample(texts);
    let message = text!(
        vi: "mỗi lựa chọn cần cả mã `id` và chữ `text`, ở đây mới có chữ",
        en: "each option wants an `id` and a `text`; here are words alone",
    );
    Diagnostic::error("wrong-type", &node.span, message)
        .help(text!(vi: "viết theo mẫu:\n{sample}", en: "write it like this:\n{sample}"))
}

fn too_few(key: &Span, only: Option<&PollOption>) -> Diagnostic {
    let texts: Vec<&str> = only.iter().map(|option| option.text.as_str()).collect();
    let sample = sample(&texts);
    let message = match only {
        Some(_) => text!(
            vi: "bình chọn cần ít nhất hai lựa chọn, ở đây mới có một",
            en: "a poll wants two options or more, and here is one",
        ),
        None => text!(
            vi: "bình chọn cần ít nhất hai lựa chọn",
            en: "a poll wants two options or more",
        ),
    };
    Diagnostic::error("invalid-value", key, message)
        .help(text!(vi: "viết theo mẫu:\n{sample}", en: "write it like this:\n{sample}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_holds_the_writers_own_answers() {
        assert_eq!(
            sample(&["Rất dễ", "Khó: phải đi xa"]),
            "options:\n  - {id: rat-de, text: Rất dễ}\n  - {id: kho-phai-di-xa, text: \"Khó: phải đi xa\"}",
        );
        assert_eq!(sample(&["Có"]), "options:\n  - {id: co, text: Có}\n  - {id: kho, text: Khó}");
    }
}
