//! Every field that people write words into, filled with what would run in a page, a script, a stylesheet, XML, a
//! header, a template or a spreadsheet.
//!
//! A page must keep its shape: the same elements with the same attributes as with harmless words. That the list of
//! fields is whole is checked against the parsers.

use std::fs;
use std::path::Path;

use super::{active_parts, assert_inert, site};
use crate::support::built::{Built, DAY, build};
use crate::support::filled::unbalanced;
use crate::support::html::{Token, inside, tokens, words};
use bantin::pipeline::Drafts;

/// Stands where words stand; `%P%` is the payload as a quoted scalar.
const FILES: [(&str, &str); 9] = [
    (
        "content/site.yaml",
        "title: %P%
description: %P%
base_url: https://tin.example.gov.vn/
publisher: {name: %P%, address: %P%, phone: %P%, email: %P%}
licence: %P%
categories: [{id: tin, name: %P%}]
programmes: [{id: de-an, name: %P%, title: %P%, document: van-ban}]
polls: {endpoint: \"https://forms.example/gui\"}
",
    ),
    (
        "content/localities.yaml",
        "- {id: huyen, name: %P%, level: district, until: 2025-06-30, successors: [{id: xa-moi, date: 2025-07-01, act: %P%}]}
- {id: xa-moi, name: %P%, level: commune, code: %P%, aliases: [%P%], from: 2025-07-01, contact: {name: %P%, phone: %P%, address: %P%, email: %P%}}
",
    ),
    (
        "content/documents.yaml",
        "- {id: van-ban, number: 61/KH-UBND, kind: %P%, issuer: %P%, date: 2022-03-21, title: %P%, url: \"https://vanban.example/\"}\n",
    ),
    (
        "content/events.yaml",
        "- {id: hoan, name: %P%, date: 2024-05-01, date_as_written: %P%, date_note: %P%, place: %P%, host: %P%, locality: huyen, status: postponed, reason: %P%, participants: [%P%]}
- {id: sap-toi, name: %P%, date: 2099-05-01, place: %P%, host: %P%, participants: [%P%, %P%]}
",
    ),
    ("content/glossary.yaml", "CCCD: %P%\n"),
    (
        "content/statistics/cap-the.yaml",
        "name: %P%
description: %P%
unit: {one: %P%, other: %P%}
kind: count
source: %P%
groups: [{id: mot, name: %P%}, {id: hai, name: %P%}]
observations:
  - {locality: huyen, date: 2023, value: 10, of: 20, percent: 51, note: %P%, accept: %P%, date_note: %P%, date_as_written: %P%}
  - {locality: huyen, date: 2023, group: mot, value: 4, note: %P%}
  - {locality: huyen, date: 2023, group: hai, value: 6}
targets: [{locality: huyen, due: 2099-12-31, value: 20, text: %P%}]
",
    ),
    ("content/statistics/ho-so.yaml", "name: %P%\nunit: %P%\nkind: count\nobservations: [{locality: huyen, date: 2023, value: 1}]\n"),
    (
        "content/bulletins/bai.md",
        "---
title: %P%
date: 2024-05-01
date_as_written: %P%
date_note: %P%
lead: %P%
authors: [%P%, %P%]
category: tin
programme: de-an
localities: [huyen]
tags: [%P%]
image: anh.gif
image_alt: %P%
image_caption: %P%
images: [{file: anh.gif, credit: %P%}]
events: [{id: trong-bai, name: %P%, date: 2024-05-01, place: %P%, locality: huyen}]
documents: [van-ban]
source: {name: %P%, url: \"https://nguon.example/\"}
poll: {question: %P%, options: [{id: mot, text: %P%, votes: 1}, {id: hai, text: %P%, votes: 2}], closes: 2099-01-01}
corrections: [{date: 2024-05-02, from: %P%, to: %P%, text: %P%}]
withdrawn: {date: 2024-06-01, reason: %P%}
accept: [{rule: raw-html, reason: %P%}, {rule: look-alike-letters, reason: %P%}]
---

CCCD [10](metric:cap-the@huyen), [](locality:huyen), [](event:hoan), [](document:van-ban).

![](chart:cap-the)
",
    ),
    ("content/pages/trang.md", "---\ntitle: %P%\nmenu: %P%\n---\nBài.\n"),
];

/// Harmless words with the same beginning and end.
const HARMLESS: &str = "Zq1 lành zq2";

/// Each begins and ends with words by which it is found again.
const PAYLOADS: [&str; 14] = [
    "Zq1 </script><script>alert(1)</script> zq2",
    "Zq1 </title></head><body onload=alert(1)> zq2",
    "Zq1 <!--<script> zq2",
    "Zq1 \"><img src=x onerror=alert(1)> zq2",
    "Zq1 '><svg onload=alert(1)> zq2",
    "Zq1 \" onmouseover=\"alert(1) zq2",
    "Zq1 ]]><x> zq2",
    "Zq1 \r\nSet-Cookie: a=b\r\n\r\n<script> zq2",
    "Zq1 \u{0}<scr\u{0}ipt> zq2",
    "Zq1 {{ site.title }}{% raw %}{# a #}{{ <footer /> }} zq2",
    // Without the last semicolon, at which the short form of a note would end.
    "Zq1 \u{2028}\u{2029}&lt;script&gt;&#60;script&#62 zq2",
    "Zq1 \\\" \\u003cscript\\u003e \\x3c `${alert(1)}` zq2",
    "Zq1 url(javascript:alert(1)) expression(alert(1)) zq2",
    "Zq1 </textarea></style></noscript></template> zq2",
];

/// One pixel.
const GIF: &[u8] = b"GIF89a\x01\0\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

fn built(payload: &str) -> Built {
    let quoted = serde_json::to_string(payload).unwrap();
    let files: Vec<(&str, String)> =
        FILES.iter().map(|(path, text)| (*path, text.replace("%P%", &quoted))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let root = site(&files);
    super::write(root.path(), "content/bulletins/anh.gif", GIF);
    build(root.path(), DAY, Drafts::LeftOut).unwrap_or_else(|problems| panic!("{payload:?}: {problems}"))
}

/// The elements of a page with their attributes' names, in order; drawings without what is in them, since long words
/// leave less room for lines.
fn shape(html: &str) -> Vec<String> {
    let (mut found, mut in_drawing) = (Vec::new(), false);
    for token in tokens(html) {
        match token {
            Token::Open(tag) if !in_drawing => {
                in_drawing = tag.name == "svg";
                let names: Vec<&str> = tag.attributes().map(|(name, _)| name).collect();
                found.push(format!("<{} {}>", tag.name, names.join(" ")));
            }
            Token::Close("svg") => in_drawing = false,
            Token::Close(name) if !in_drawing => found.push(format!("</{name}>")),
            _ => {}
        }
    }
    found
}

#[test]
fn words_stay_words_in_every_field_of_every_page() {
    let harmless = built(HARMLESS);
    // Of a tag, only the letters and digits stand in an address.
    let kinds: Vec<&str> =
        harmless.pages().map(|(address, _)| address).filter(|address| !address.contains("/the/")).collect();
    assert!(kinds.len() > 15, "{kinds:?}");
    for payload in PAYLOADS {
        let hostile = built(payload);
        assert_inert(&hostile);
        for address in &kinds {
            let (before, after) = (harmless.page(address), hostile.page(address));
            assert_eq!(unbalanced(after), None, "{payload:?}: {address}");
            let (after, before) = (shape(after), shape(before));
            let differ = before.iter().zip(&after).position(|(before, after)| before != after);
            assert_eq!(
                differ.map(|at| (&after[at - 1..], &before[at - 1..])),
                None,
                "{payload:?}: {address}"
            );
            assert_eq!(after.len(), before.len(), "{payload:?}: {address}");
        }
        // And they are read as they were written.
        let expected = payload.replace('\0', "").split_whitespace().collect::<Vec<_>>().join(" ");
        let page = words(inside(hostile.page("ban-tin/2024/bai.html"), "main"));
        assert!(page.contains(&expected), "{expected} is not in\n{page}");
    }
}

#[test]
fn no_field_of_words_is_forgotten() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/parse");
    let mut missing = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            continue;
        }
        let code = fs::read_to_string(&path).unwrap();
        for call in [".string(\"", ".texts(\""] {
            let keys = code.split(call).skip(1).filter_map(|rest| rest.split('"').next());
            missing
                .extend(keys.filter(|key| !is_filled(key)).map(|key| format!("{}: {key}", path.display())));
        }
    }
    assert!(missing.is_empty(), "fill these in in FILES: {missing:#?}");
}

/// Whether a key stands with words in the site of this test; a list of ids and addresses has none.
fn is_filled(key: &str) -> bool {
    let of_ids = ["aliases", "documents", "localities"].contains(&key);
    of_ids
        || [format!("{key}: %P%"), format!("{key}: [%P%")]
            .iter()
            .any(|filled| FILES.iter().any(|(_, text)| text.contains(filled)))
}

#[test]
fn a_difference_of_shape_is_seen() {
    assert_ne!(shape("<p title=\"a\">b</p>"), shape("<p title=\"a\" onclick=\"b\">b</p>"));
    assert_eq!(shape("<p title=\"a\">b</p>"), shape("<p title=\"c>\">d</p>"));
    assert!(!active_parts("<p onclick=\"1\"></p>").is_empty());
}
