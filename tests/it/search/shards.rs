//! The files of the index: what is in them, how many there are, and what stays when something is added.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use bantin::pipeline::Drafts;
use bantin::search::Shards;

use super::corpus::{PARAGRAPHS, index_of_generated, write_generated};
use crate::support::built::{DAY, Whole, build};

fn files(shards: &Shards) -> BTreeMap<String, Vec<u8>> {
    shards.files().map(|(address, bytes)| (address.to_string(), bytes)).collect()
}

/// How many of the files after a bulletin was added were not there before, of a hundred.
fn new_per_cent(before: &BTreeMap<String, Vec<u8>>, after: &BTreeMap<String, Vec<u8>>) -> usize {
    for (address, bytes) in after {
        let same_name = before.get(address).filter(|_| !address.ends_with("head.js"));
        assert!(same_name.is_none_or(|before| before == bytes), "{address} changed and kept its name");
    }
    after.keys().filter(|address| !before.contains_key(*address)).count() * 100 / after.len()
}

#[test]
fn a_new_bulletin_leaves_most_files_as_they_were() {
    // Short ones, and as few as make two segments: the whole truth is told by the test of ten thousand.
    let size = 2_200;
    let before = files(&index_of_generated(0..size, size, 1));
    let after = files(&index_of_generated(0..size + 1, size, 1));
    let new = new_per_cent(&before, &after);
    assert!(new <= 10, "{new} % of {} files are new", after.len());
}

/// Builds on the disk, with the program that `BANTIN` names: `tests/run` runs it with the release build, since
/// it takes minutes without optimisation.
#[test]
#[ignore = "for a release build"]
fn ten_thousand_bulletins_keep_within_the_targets() {
    let program = std::env::var_os("BANTIN").expect("`BANTIN` names the program");
    let size = 10_000;
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    write_generated(root, 0..size, size, PARAGRAPHS);
    let before = published(Path::new(&program), root);
    write_generated(root, size..size + 1, size, PARAGRAPHS);
    let after = published(Path::new(&program), root);
    let bytes: usize = before.values().map(Vec::len).sum();
    let new = new_per_cent(&before, &after);
    println!("{} files, {bytes} bytes, {new} % new after one more bulletin", before.len());
    for (family, (count, bytes)) in by_family(&before) {
        println!("  {family}: {count} files, {bytes} bytes");
    }
    assert!(new <= 10);
    assert!(before.len() <= 4_000);
    assert!(bytes <= 16_000_000);
}

/// The files of the index as a program publishes them, by their addresses.
fn published(program: &Path, root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut command = Command::new(program);
    command.args(["build", "--quiet", "--as-of", "2026-01-01", "--root"]).arg(root);
    assert!(command.status().unwrap().success());
    let mut files = BTreeMap::new();
    let mut folders = vec![PathBuf::from("assets/search")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root.join("public").join(&folder)).unwrap() {
            let entry = entry.unwrap();
            let address = folder.join(entry.file_name());
            if entry.path().is_dir() {
                folders.push(address);
            } else {
                files.insert(address.to_str().unwrap().to_owned(), fs::read(entry.path()).unwrap());
            }
        }
    }
    files
}

fn by_family(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<&str, (usize, usize)> {
    let mut families: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (address, bytes) in files {
        let family = address.split('/').nth(2).unwrap_or_default();
        let (count, sum) = families.entry(family).or_default();
        *count += 1;
        *sum += bytes.len();
    }
    families
}

#[test]
fn one_thread_and_eight_make_the_same_bytes() {
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        files(&pool.install(|| index_of_generated(0..300, 300, 1)))
    };
    assert!(on(1) == on(8));
}

#[test]
fn files_are_scripts_of_one_line_that_call_one_function() {
    for (address, bytes) in files(&index_of_generated(0..60, 60, PARAGRAPHS)) {
        let script = String::from_utf8(bytes).unwrap();
        let inside = script.strip_prefix("bantinSearch(\"").and_then(|rest| rest.strip_suffix(");\n"));
        let inside = inside.unwrap_or_else(|| panic!("{address}"));
        assert!(!inside.contains(['\n', '\u{2028}', '\u{2029}']), "{address}");
        let arguments: serde_json::Value = serde_json::from_str(&format!("[\"{inside}]")).unwrap();
        assert_eq!(arguments.as_array().unwrap().len(), 3, "{address}");
    }
}

#[test]
fn a_site_is_published_with_its_index_the_same_each_time() {
    let root = Whole::English.copy();
    let built = || build(root.path(), DAY, Drafts::LeftOut).unwrap();
    let first = built();
    assert!(first.files.contains_key("assets/search/head.js"), "{:?}", first.files.keys());
    assert_eq!(first.files, built().files);
}

#[test]
fn a_build_may_leave_search_out_and_its_pages_load_no_script() {
    let root = Whole::English.copy();
    let run = |more: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bantin"));
        let run = command.args(["build", "--as-of", DAY, "--root"]).arg(root.path()).args(more).output();
        assert!(run.unwrap().status.success());
        crate::support::built::files(&root.path().join("public"))
    };
    let whole = run(&[]);
    let without = run(&["--without-search"]);
    let is_of_search = |address: &&String| address.starts_with("assets/search");
    assert!(whole.keys().any(|address| is_of_search(&address)));
    assert_eq!(without.keys().find(is_of_search), None);
    for (address, bytes) in without.iter().filter(|(address, _)| address.ends_with(".html")) {
        assert!(!String::from_utf8_lossy(bytes).contains("<script src"), "{address}");
    }
    assert_eq!(run(&[]), whole);
}
