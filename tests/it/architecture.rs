//! Holds what `ARCHITECTURE.md` says: who may import whom, who may touch disk and clock, and the one door of
//! each dependency.
//!
//! If one of these stands in the way, the design needs a decision, not an exception here.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// What each module may import. Stages are strangers to each other: only `pipeline` names two of them.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("vietnamese", &[]),
    ("output", &[]),
    ("limit", &[]),
    ("digest", &[]),
    ("serial", &[]),
    ("cache", &["output", "limit", "digest", "serial", "source"]),
    ("gazetteer", &["diagnostic", "vietnamese"]),
    ("source", &["digest", "vietnamese"]),
    ("active", &["source"]),
    ("diagnostic", &["source", "vietnamese"]),
    ("refusal", &["diagnostic"]),
    ("picture", &["diagnostic", "source"]),
    ("model", &["digest", "source", "vietnamese"]),
    ("derive", &["model", "gazetteer", "source", "output", "diagnostic", "vietnamese"]),
    ("load", &["active", "digest", "source", "diagnostic", "refusal", "picture", "vietnamese"]),
    ("parse", &["source", "digest", "diagnostic", "model", "gazetteer", "output", "cache", "vietnamese"]),
    (
        "check",
        &["source", "digest", "cache", "diagnostic", "model", "derive", "gazetteer", "output", "vietnamese"],
    ),
    (
        "render",
        &[
            "source",
            "digest",
            "diagnostic",
            "model",
            "derive",
            "output",
            "cache",
            "picture",
            "refusal",
            "serial",
            "vietnamese",
        ],
    ),
    (
        "search",
        &["source", "digest", "diagnostic", "model", "derive", "output", "cache", "refusal", "vietnamese"],
    ),
    ("publish", &["output", "diagnostic", "limit", "refusal"]),
    ("offer", &["source", "model", "derive", "vietnamese"]),
    ("edit", &["source", "diagnostic", "limit", "refusal"]),
    (
        "pipeline",
        &[
            "source",
            "diagnostic",
            "model",
            "derive",
            "output",
            "cache",
            "digest",
            "load",
            "parse",
            "check",
            "render",
            "search",
            "publish",
            "refusal",
            "offer",
            "edit",
        ],
    ),
    (
        "cli",
        &["source", "diagnostic", "gazetteer", "model", "output", "cache", "pipeline", "refusal", "search"],
    ),
];

/// The only places that may name a crate, a module of the standard library or a clock.
const DOORS: &[(&str, &[&str])] = &[
    (
        "std::fs",
        &[
            "src/load/",
            "src/publish/",
            "src/edit/",
            "src/cache/aside.rs",
            "src/cache/records.rs",
            "src/cache/store.rs",
        ],
    ),
    ("SystemTime::now", &["src/cli/"]),
    ("Instant::now", &["src/cli/"]),
    ("annotate_snippets", &["src/diagnostic/emit/human.rs"]),
    ("blake3", &["src/digest.rs", "src/render/asset.rs", "src/search/family.rs", "src/publish/"]),
    ("chrono::", &["src/model/period.rs", "src/parse/date.rs", "src/cli/"]),
    ("chrono_tz", &["src/model/period.rs", "src/parse/date.rs", "src/parse/config.rs"]),
    ("clap", &["src/cli/", "src/main.rs"]),
    ("crc32fast", &["src/cache/parts.rs"]),
    ("csv::", &["src/parse/table.rs", "src/render/data/delimited.rs"]),
    ("exif::", &["src/picture/"]),
    ("imagesize", &["src/picture/"]),
    ("include_dir", &["src/load/built_in.rs", "src/diagnostic/explain/"]),
    ("itoa", &["src/vietnamese/number/style.rs"]),
    ("mimalloc", &["src/main.rs"]),
    ("postcard", &["src/cache/"]),
    ("pulldown_cmark", &["src/parse/markdown/"]),
    ("quick_xml", &["src/active/markup.rs"]),
    ("rustix", &["src/load/regular.rs", "src/publish/", "src/limit.rs"]),
    ("saphyr_parser", &["src/parse/yaml/"]),
    (
        "serde_json",
        &[
            "src/cli/",
            "src/diagnostic/emit/",
            "src/render/data/",
            "src/render/structured/",
            "src/render/markup.rs",
            "src/search/json.rs",
        ],
    ),
    ("serde_yaml", &["src/parse/yaml/"]),
    ("sha2", &["src/output.rs"]),
    ("simdutf8", &["src/source/text.rs"]),
    ("tera", &["src/render/engine.rs"]),
    ("unicode_normalization", &["src/vietnamese/"]),
    ("walkdir", &["src/load/"]),
];

/// A source file: its path from the project's root, and its code without comments and tests.
struct Code {
    path: String,
    text: String,
}

#[test]
fn modules_import_only_what_is_below_them() {
    assert_eq!(broken_directions(&sources()), Vec::<String>::new());
}

#[test]
fn each_dependency_has_one_door() {
    assert_eq!(broken_doors(&sources()), Vec::<String>::new());
}

#[test]
fn every_dependency_is_behind_a_door_or_open_to_all_on_purpose() {
    let open = ["rayon", "serde", "thiserror", "rust_decimal"];
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("the manifest");
    let dependencies = manifest.split("[dependencies]").nth(1).and_then(|rest| rest.split("\n[").next());
    let names = dependencies.expect("dependencies").lines().filter_map(|line| line.split_once(" = "));
    for (name, _) in names.filter(|(name, _)| !name.starts_with('#')) {
        let name = if name == "kamadak-exif" { "exif".to_owned() } else { name.replace('-', "_") };
        let door = DOORS.iter().any(|(crate_name, _)| crate_name.trim_end_matches("::") == name);
        assert!(door || open.contains(&name.as_str()), "{name} has no door in tests/it/architecture.rs");
    }
}

#[test]
fn a_wrong_import_is_found() {
    let wrong = |path: &str, line: &str| {
        broken_directions(&[Code { path: path.to_owned(), text: line.to_owned() }]).len()
    };
    assert_eq!(wrong("src/render/page/home.rs", "use crate::parse::parse_site;"), 1);
    assert_eq!(wrong("src/vietnamese/fold.rs", "let x: crate::model::Site;"), 1);
    assert_eq!(wrong("src/model/site.rs", "use crate::{render, source};"), 1);
    assert_eq!(wrong("src/new_stage.rs", "use crate::model::Site;"), 1);
    assert_eq!(wrong("src/render/page/home.rs", "use crate::model::Site;"), 0);
}

#[test]
fn a_second_door_is_found() {
    let wrong =
        |path: &str, line: &str| broken_doors(&[Code { path: path.to_owned(), text: line.to_owned() }]).len();
    assert_eq!(wrong("src/check/mod.rs", "use tera::Tera;"), 1);
    assert_eq!(wrong("src/parse/bulletin.rs", "serde_yaml::from_str(text)"), 1);
    assert_eq!(wrong("src/render/mod.rs", "std::fs::write(path, bytes)"), 1);
    assert_eq!(wrong("src/render/mod.rs", "use std::{fs, io};"), 1);
    assert_eq!(wrong("src/render/engine.rs", "use tera::Tera;"), 0);
    assert_eq!(wrong("src/check/mod.rs", "let criteria = literal;"), 0);
}

fn broken_directions(sources: &[Code]) -> Vec<String> {
    let mut broken = Vec::new();
    for code in sources.iter().filter(|code| !["src/lib.rs", "src/main.rs"].contains(&code.path.as_str())) {
        let module = module_of(&code.path);
        let Some((_, allowed)) = MAY_IMPORT.iter().find(|(name, _)| *name == module) else {
            broken.push(format!("{} belongs to no module that the architecture knows", code.path));
            continue;
        };
        if code.text.contains("crate::{") {
            broken
                .push(format!("{} groups imports of the crate, which hides them from this test", code.path));
        }
        for named in named_modules(&code.text) {
            if named != module && !allowed.contains(&named.as_str()) {
                broken.push(format!("{} imports {named}", code.path));
            }
        }
    }
    broken
}

fn broken_doors(sources: &[Code]) -> Vec<String> {
    let mut broken = Vec::new();
    for code in sources {
        for (name, doors) in DOORS {
            let grouped = *name == "std::fs" && code.text.contains("use std::{") && word_in(&code.text, "fs");
            if (grouped || word_in(&code.text, name)) && !doors.iter().any(|door| code.path.starts_with(door))
            {
                broken.push(format!("{} names {name}", code.path));
            }
        }
    }
    broken
}

/// Whether a name stands in the text and is not the tail of a longer one.
fn word_in(text: &str, name: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(name).any(|(at, _)| {
        let before = text[..at].chars().next_back().is_some_and(is_part);
        let behind = text[at + name.len()..].chars().next().is_some_and(is_part) && !name.ends_with(':');
        !before && !behind
    })
}

fn module_of(path: &str) -> String {
    let rest = path.trim_start_matches("src/");
    rest.split('/').next().unwrap_or_default().trim_end_matches(".rs").to_owned()
}

/// The modules of the crate that a text names: every `crate::name`.
fn named_modules(text: &str) -> BTreeSet<String> {
    let names = text.split("crate::").skip(1);
    names
        .map(|rest| rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect::<String>())
        .filter(|name| !name.is_empty())
        .collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sources() -> Vec<Code> {
    let mut found = Vec::new();
    collect(&root().join("src"), &mut found);
    assert!(found.len() > 50, "the sources were not found");
    found
}

fn collect(folder: &Path, into: &mut Vec<Code>) {
    for entry in fs::read_dir(folder).expect("a folder of sources").flatten() {
        let path = entry.path();
        let is_test = path.ends_with("tests.rs") || path.ends_with("fixture.rs");
        if path.is_dir() {
            collect(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") && !is_test {
            let text = fs::read_to_string(&path).expect("a source file");
            let path = path.strip_prefix(root()).expect("below the root").to_string_lossy().into_owned();
            into.push(Code { path, text: without_comments(&without_tests(&text)) });
        }
    }
}

/// Unit tests stand at the end of a file, and may reach for what they need.
fn without_tests(text: &str) -> String {
    text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned()
}

fn without_comments(text: &str) -> String {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    code.map(|line| line.split(" // ").next().unwrap_or_default().to_owned() + "\n").collect()
}

#[test]
fn what_the_architecture_document_names_exists() {
    let document = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("the document");
    for name in document.split('`').skip(1).step_by(2).filter(|name| is_path(name)) {
        let found = ["", "src/", "src/parse/", "src/render/", "src/model/"]
            .iter()
            .any(|folder| root().join(folder).join(name.trim_end_matches('/')).exists());
        assert!(found, "ARCHITECTURE.md names {name}, which does not exist");
    }
}

/// Whether a word in code type is a path of the project, not of a site that it makes, nor a pattern or code.
fn is_path(name: &str) -> bool {
    let has_path_form = name.contains('/') || name.ends_with(".rs") || name.ends_with(".html");
    has_path_form
        && !name.contains(['{', '<', '…', ' ', ':'])
        && !name.starts_with(['[', '/'])
        && !["public/", "ban-tin/"].iter().any(|made| name.starts_with(made))
}

#[test]
fn a_bulletin_is_followed_from_file_to_page_in_the_four_stops_of_the_document() {
    let document = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("the document");
    let stops: Vec<(&str, &str)> = document
        .lines()
        .filter(|line| line.starts_with("| ") && line[2..].starts_with(|c: char| c.is_ascii_digit()))
        .filter_map(|line| {
            let mut code = line.split('`').skip(1).step_by(2);
            let first = code.next()?;
            Some((first, code.next().filter(|file| file.starts_with("src/")).unwrap_or(first)))
        })
        .collect();
    assert_eq!(stops.len(), 4);
    for (item, file) in stops {
        let text = fs::read_to_string(root().join(file)).unwrap_or_else(|_| panic!("{file} is not there"));
        let name = item.rsplit("::").next().unwrap_or(item);
        let defined = item == file || text.contains(&format!("fn {name}("));
        assert!(defined, "{item} is not defined in {file}");
    }
}
