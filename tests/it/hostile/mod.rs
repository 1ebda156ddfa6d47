//! Hostile input: what somebody wrote, pasted or was sent, and what readers, browsers and machines make of it.
//!
//! One file a family. Each writes whole sites and looks at every byte that is published, or at every word that is said
//! instead; `limits` runs the program itself, so that a crash or a hang is one.

mod addresses;
mod escapes;
mod fields;
mod files;
mod headers;
mod letters;
mod limits;
mod paths;
mod raw_html;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use bantin::pipeline::Drafts;
use tempfile::TempDir;

use crate::support::built::{Built, DAY, build};
use crate::support::html::tags;

/// The least that makes a folder a site.
const SITE: &str = "\
title: Bản tin thử
base_url: https://tin.example.gov.vn/
language: vi
publisher: {name: Tổ biên tập}
";

/// A bulletin's front matter without its last line.
const HEAD: &str = "---\ntitle: Ra quân\ndate: 2024-05-01\nlocalities: []\n";

/// A site on the disk; `content/site.yaml` is added where it is not among the files.
fn site(files: &[(&str, &str)]) -> TempDir {
    let root = tempfile::tempdir().unwrap();
    write(root.path(), "content/site.yaml", SITE.as_bytes());
    for (path, text) in files {
        write(root.path(), path, text.as_bytes());
    }
    root
}

fn write(root: &Path, path: &str, bytes: &[u8]) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// The site of a text, published.
#[track_caller]
fn published(files: &[(&str, &str)]) -> Built {
    build(site(files).path(), DAY, Drafts::LeftOut).unwrap_or_else(|problems| panic!("refused: {problems}"))
}

/// Why a site is refused: `rule: message` of each problem.
#[track_caller]
fn refused(files: &[(&str, &str)]) -> String {
    match build(site(files).path(), DAY, Drafts::LeftOut) {
        Err(problems) => problems,
        Ok(built) => panic!("published: {:#?}", built.files.keys()),
    }
}

/// A bulletin with lines in its front matter, and its text.
fn bulletin(front: &str, text: &str) -> String {
    format!("{HEAD}{front}---\n\n{text}\n")
}

/// Elements that run, load, play or send.
const ACTIVE: [&str; 24] = [
    "animate",
    "applet",
    "audio",
    "base",
    "embed",
    "foreignobject",
    "frame",
    "frameset",
    "iframe",
    "image",
    "marquee",
    "math",
    "object",
    "portal",
    "script",
    "set",
    "source",
    "style",
    "template",
    "track",
    "use",
    "video",
    "x",
    "xml",
];

/// What a browser could run or fetch in a page, beyond the theme's own files.
fn active_parts(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    for tag in tags(html) {
        let name = tag.name.to_ascii_lowercase();
        let is_data = tag.attribute("type") == Some("application/ld+json");
        let is_ours =
            name == "script" && tag.attribute("src").is_some_and(|from| from.contains("assets/search"));
        if ACTIVE.contains(&name.as_str()) && !is_data && !is_ours {
            found.push(format!("<{name}>"));
        }
        let refresh = tag.attribute("http-equiv").is_some_and(|what| what.eq_ignore_ascii_case("refresh"));
        if refresh && !html.contains("data-page=\"redirect\"") {
            found.push("refresh".to_owned());
        }
        for (key, value) in tag.attributes() {
            let key = key.to_ascii_lowercase();
            if key.starts_with("on") || key == "style" || key == "srcdoc" {
                found.push(format!("<{name} {key}>"));
            }
            let leads =
                matches!(key.as_str(), "href" | "src" | "action" | "formaction" | "xlink:href" | "poster");
            if leads && !is_harmless(value) {
                found.push(format!("<{name} {key}={value:?}>"));
            }
        }
    }
    found
}

/// Whether an address, read as browsers read it, leads to a page, a letter or a telephone.
fn is_harmless(address: &str) -> bool {
    let seen: String =
        address.chars().filter(|letter| !letter.is_control() && !letter.is_whitespace()).collect();
    let seen = seen.to_lowercase();
    let scheme = seen
        .split_once(':')
        .map(|(scheme, _)| scheme)
        .filter(|scheme| !scheme.contains(['/', '?', '#', '.']));
    let is_letter = scheme.is_some_and(|scheme| matches!(scheme, "mailto" | "tel"));
    let elsewhere = seen.starts_with("//") || seen.contains('\\');
    (is_letter || !elsewhere)
        && scheme.is_none_or(|scheme| matches!(scheme, "http" | "https" | "mailto" | "tel"))
}

/// Every page of a site that has something active in it.
#[track_caller]
fn assert_inert(built: &Built) {
    let active: BTreeMap<&str, Vec<String>> = built
        .pages()
        .map(|(address, html)| (address, active_parts(html)))
        .filter(|(_, parts)| !parts.is_empty())
        .collect();
    assert!(active.is_empty(), "{active:#?}");
}

#[test]
fn what_is_active_is_seen() {
    let active = |html: &str| !active_parts(html).is_empty();
    for html in [
        "<script>1</script>",
        "<p onclick=\"1\">",
        "<p style=\"a\">",
        "<a href=\"java\tscript:1\">",
        "<a href=\"//a.vn\">",
        "<a href=\"/\\a.vn\">",
        "<iframe src=\"a\">",
        "<meta http-equiv=\"Refresh\" content=\"0\">",
        "<form action=\"data:x\">",
    ] {
        assert!(active(html), "{html}");
    }
    for html in [
        "<a href=\"a.html#b:c\">",
        "<a href=\"mailto:a@b\">",
        "<script type=\"application/ld+json\">{}</script>",
        "<form action=\"../a.html\">",
    ] {
        assert!(!active(html), "{html}");
    }
}
