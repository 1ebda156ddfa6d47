//! A site in memory, and what bantin has to say about it.

use std::collections::BTreeMap;

use bantin::pipeline::{self, Drafts, Found, parse_as_of};
use bantin::source::{BinaryFile, SourceFile, Sources};

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
    let texts = files.into_iter().map(|(path, text)| SourceFile::new(path, text)).collect();
    check_sources((texts, BTreeMap::new()))
}

/// As [`check`], for texts that were read already and files that are no text.
pub fn check_sources((mut texts, binaries): (Vec<SourceFile>, BTreeMap<String, BinaryFile>)) -> Found {
    for (path, text) in THEME.iter().chain(&[("content/site.yaml", SITE)]) {
        if texts.iter().all(|file| file.path != *path) {
            texts.push(SourceFile::new(*path, *text));
        }
    }
    let new_year = parse_as_of("2026-01-01").unwrap();
    pipeline::check_sources(Sources::new(texts, binaries), new_year, Drafts::LeftOut)
        .expect("texts in memory can be read again")
}
