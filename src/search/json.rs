//! The payloads that are JSON: the head, records, neighbours, notices and facets; written and read.

use std::borrow::Borrow;

use serde_json::{Value, json};

use super::document::{Kind, Shown};
use super::facet::Facet;
use super::family::Family;
use super::head::{Head, VERSION};
use super::place::{Change, Notice};

/// Before ES2019 these two end a line inside a string, which breaks the script.
fn for_script(value: &Value) -> String {
    value.to_string().replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

/// The head.
pub fn head(head: &Head) -> String {
    let families: serde_json::Map<String, Value> = Family::ALL
        .iter()
        .map(|family| {
            let spec = head.family(*family);
            let value = json!([spec.width, spec.files, spec.group_bits, spec.hashes.concat()]);
            (family.letter().to_string(), value)
        })
        .collect();
    let layout = &head.layout;
    for_script(&json!({
        "version": VERSION,
        "records": head.records,
        "ids": [layout.space, layout.bulletins, layout.recent, layout.month, layout.first_year],
        "families": families,
        "syllables": head.packed_syllables(),
    }))
}

/// `[id, kind, title, place, date, address, excerpt]`.
pub fn record(id: u32, shown: &Shown) -> String {
    let Shown { kind, title, place, date, address, excerpt } = shown;
    for_script(&json!([id, *kind as u8, title, place, date, address, excerpt]))
}

/// The records of a file.
pub fn records(payload: &str) -> Vec<(u32, Shown)> {
    items(payload).iter().filter_map(record_of).collect()
}

fn record_of(item: &Value) -> Option<(u32, Shown)> {
    let text = |at: usize| item.get(at).and_then(Value::as_str).unwrap_or_default().to_owned();
    let kind = *Kind::ALL.get(item.get(1)?.as_u64()? as usize)?;
    let (title, place, date, address, excerpt) = (text(2), text(3), text(4), text(5), text(6));
    Some((item.get(0)?.as_u64()? as u32, Shown { kind, title, place, date, address, excerpt }))
}

/// `[fold, [pairs that begin with it], [pairs that end with it]]`.
pub fn neighbours(fold: &str, behind: &[(u32, String)], before: &[(u32, String)]) -> String {
    let words = |list: &[(u32, String)]| list.iter().map(|(_, words)| words.clone()).collect::<Vec<_>>();
    for_script(&json!([fold, words(behind), words(before)]))
}

/// What stands beside a word: pairs that begin with it, and pairs that end with it.
pub fn neighbours_of(payload: &str, fold: &str) -> [Vec<String>; 2] {
    let items = items(payload);
    let item = items.iter().find(|item| item[0] == fold);
    let list = |at: usize| {
        let words = item.and_then(|item| item[at].as_array()).map(Vec::as_slice).unwrap_or_default();
        words.iter().filter_map(Value::as_str).map(str::to_owned).collect()
    };
    [list(1), list(2)]
}

/// `[words, name, within, change, since, [[name, page or null] …], page or null]`.
pub fn notice(notice: &Notice) -> String {
    let Notice { fold, name, within, change, since, to, page } = notice;
    for_script(&json!([fold.join(" "), name, within, *change as u8, since, to, page]))
}

/// The notices of a file.
pub fn notices(payload: &str) -> Vec<Notice> {
    items(payload).iter().filter_map(notice_of).collect()
}

fn notice_of(item: &Value) -> Option<Notice> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let change = [Change::Joined, Change::Renamed, Change::Divided];
    let to = item[5].as_array()?.iter().filter_map(|to| Some((text(&to[0])?, text(&to[1]))));
    Some(Notice {
        fold: item[0].as_str()?.split(' ').map(str::to_owned).collect(),
        name: text(&item[1])?,
        within: text(&item[2])?,
        change: *change.get(item[3].as_u64()? as usize)?,
        since: text(&item[4])?,
        to: to.collect(),
        page: text(&item[6]),
    })
}

/// `[by, key, name, count, ids]`.
pub fn facet(facet: &Facet, ids: &str) -> String {
    for_script(&json!([facet.by as u8, facet.key, facet.name, facet.ids.len(), ids]))
}

/// A payload that is a text without quotes and backslashes.
pub fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

/// The text of a payload that is one.
pub fn text(payload: &str) -> &str {
    payload.trim_matches('"')
}

/// A payload of items.
pub fn list(items: &[impl Borrow<str>]) -> String {
    format!("[{}]", items.join(","))
}

fn items(payload: &str) -> Vec<Value> {
    match serde_json::from_str(payload) {
        Ok(Value::Array(items)) => items,
        _ => Vec::new(),
    }
}
