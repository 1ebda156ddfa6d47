//! A site in memory, and what bantin has to say about it.

use std::collections::BTreeMap;

use bantin::pipeline::{AsOf, Drafts, Found, check_sources, parse_as_of};
use bantin::source::{SourceFile, Sources, decode};

/// The least that makes a folder a site.
const SITE: &str = "\
title: Bản tin thử
base_url: https://tin.example.gov.vn/
language: vi
timezone: Asia/Ho_Chi_Minh
publisher: {name: Tổ biên tập}
";

/// The least that makes a theme.
const THEME: [(&str, &str); 2] =
    [("themes/default/templates/base.html", ""), ("themes/default/strings/vi.yaml", "home: Trang chủ\n")];

/// All problems of a site of these texts, sorted, on 1 January 2025; `content/site.yaml` and a theme are added
/// where there is none.
pub fn check(files: BTreeMap<String, String>) -> Found {
    check_bytes(files.into_iter().map(|(path, text)| (path, text.into_bytes())).collect())
}

/// As [`check`], for files that may be no UTF-8.
pub fn check_bytes(mut files: BTreeMap<String, Vec<u8>>) -> Found {
    for (path, text) in THEME.iter().chain(&[("content/site.yaml", SITE)]) {
        files.entry((*path).to_owned()).or_insert_with(|| text.as_bytes().to_vec());
    }
    let sources = files
        .into_iter()
        .map(|(path, bytes)| {
            let (text, fault) = decode(&bytes);
            SourceFile { path, text, fault, built_in: false }
        })
        .collect();
    check_sources(Sources::new(sources, BTreeMap::new()), new_year(), Drafts::LeftOut)
}

fn new_year() -> AsOf {
    parse_as_of("2025-01-01").unwrap()
}
