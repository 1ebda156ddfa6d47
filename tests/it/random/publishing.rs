//! Damaged sites built over a sound one: published whole, or not at all and with a reason.

use std::fs;
use std::path::Path;

use bantin::pipeline::{self, Drafts, Options, Outcome, parse_as_of};
use proptest::prelude::*;

use super::content::printed;
use super::mutation::{Files, damaged, with};
use super::{cases, in_time};
use crate::support::built::{DAY, files};

/// What a build of a site said in English; where it published, also the files.
#[derive(Debug, PartialEq)]
struct Ending {
    said: String,
    published: Option<Files>,
}

/// Builds a site over what an earlier build of another left: a file of a theme, and a page.
fn build(content: &Files) -> Ending {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    write(root, "content/site.yaml", b"title: A\nlanguage: vi\npublisher: {name: B}\n");
    assert!(matches!(pipeline::build(&options(root)), Ok(Outcome::Published(_))));
    let old = files(&root.join("public"));
    fs::remove_dir_all(root.join("content")).unwrap();
    for (path, bytes) in content {
        write(root, path, bytes);
    }
    let outcome = in_time(|| pipeline::build(&options(root)));
    let now = files(&root.join("public"));
    match outcome {
        Ok(Outcome::Published(report)) => Ending { said: printed(&report.found), published: Some(now) },
        Ok(Outcome::Refused(found)) => {
            assert!(now == old && found.diagnostics.has_errors());
            Ending { said: printed(&found), published: None }
        }
        Err(error) => {
            assert!(now == old, "{error}");
            let said = error.text().en.replace(&root.display().to_string(), "ROOT");
            assert!(!said.is_empty());
            Ending { said, published: None }
        }
    }
}

fn options(root: &Path) -> Options {
    Options {
        root: root.to_owned(),
        output: root.join("public"),
        base_url: None,
        drafts: Drafts::LeftOut,
        as_of: parse_as_of(DAY).unwrap(),
        strict: false,
        texts_in_memory: bantin::pipeline::TEXTS_IN_MEMORY,
        search: true,
        begun: None,
    }
}

fn write(root: &Path, path: &str, bytes: &[u8]) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// Every file is in the list of hashes, and every page is a page.
fn assert_whole(site: &Files) {
    let sums = String::from_utf8(site["SHA256SUMS"].clone()).unwrap();
    let listed: Vec<&str> = sums.lines().skip(1).filter_map(|line| Some(line.split_once("  ")?.1)).collect();
    let there: Vec<&String> = site.keys().filter(|path| *path != "SHA256SUMS").collect();
    assert_eq!(listed, there);
    for (path, bytes) in site.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = String::from_utf8(bytes.clone()).unwrap();
        assert!(page.trim_end().ends_with("</html>") || !page.contains("<html"), "{path}");
    }
}

proptest! {
    #![proptest_config(cases(4))]

    #[test]
    fn any_damaged_site_is_published_whole_or_not_at_all((site, damages) in damaged()) {
        let content = with(site, &damages);
        let once = build(&content);
        if let Some(site) = &once.published {
            assert_whole(site);
        }
        prop_assert!(once == build(&content), "the same site twice");
    }
}
