//! A site in memory, and what bantin has to say about it.

use std::collections::BTreeMap;

use bantin::diagnostic::Diagnostics;
use bantin::source::Sources;

/// The least that makes a folder a site.
const SITE: &str = "\
title: Bản tin thử
base_url: https://tin.example.gov.vn/
language: vi
timezone: Asia/Ho_Chi_Minh
publisher: {name: Tổ biên tập}
";

/// All problems of a site of these texts, sorted; a `content/site.yaml` is added where there is none.
pub fn check(mut files: BTreeMap<String, String>) -> (Diagnostics, Sources) {
    files.entry("content/site.yaml".to_owned()).or_insert_with(|| SITE.to_owned());
    bantin::pipeline::check_text_files(files)
}
