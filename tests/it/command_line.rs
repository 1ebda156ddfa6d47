//! The command as people and scripts meet it: what it prints where, and how it ends.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const SITE: &str = "\
title: Bản tin thử
base_url: https://tin.example.gov.vn/
language: vi
publisher: {name: Tổ biên tập}
";

fn bantin(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bantin"));
    command.args(arguments).env_clear();
    command
}

fn run(arguments: &[&str]) -> Output {
    bantin(arguments).output().unwrap()
}

fn status(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// A site of one bulletin with these lines in its front matter.
fn site(front_matter: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "content/site.yaml", SITE);
    let bulletin = format!("---\ntitle: Ra quân\ndate: 2022-11-24\n{front_matter}---\nBài.\n");
    write(folder.path(), "content/bulletins/2022/ra-quan.md", &bulletin);
    folder
}

/// The arguments with `--root` and the folder.
fn at<'a>(site: &'a TempDir, arguments: &[&'a str]) -> Vec<&'a str> {
    [arguments, &["--root", site.path().to_str().unwrap()]].concat()
}

#[test]
fn exit_statuses_say_whose_fault_it_is() {
    let nothing = tempfile::tempdir().unwrap();
    let broken = site("localities: [khong-co]\n");
    for (arguments, expected) in [
        (vec!["--help"], 0),
        (vec!["build", "--help"], 0),
        (vec!["--version"], 0),
        (vec!["explain", "raw-html"], 0),
        (vec!["explain"], 0),
        (at(&nothing, &["build"]), 1),
        (at(&nothing, &["check"]), 1),
        (at(&broken, &["build"]), 1),
        (at(&broken, &["check"]), 1),
        (at(&broken, &["check", "--format", "json"]), 1),
        (vec![], 2),
        (vec!["chek"], 2),
        (vec!["explain", "raw-htlm"], 2),
        (vec!["check", "--format", "xml"], 2),
        (at(&broken, &["build", "--as-of", "31/02/2024"]), 2),
        (at(&broken, &["build", "--base-url", "tin.example.gov.vn"]), 2),
    ] {
        let output = run(&arguments);
        assert_eq!(status(&output), expected, "{arguments:?}: {}", err(&output));
    }
}

#[test]
fn a_wrong_command_line_is_answered_in_both_languages() {
    let vietnamese = run(&["build", "--drfts"]);
    assert_eq!(
        err(&vietnamese),
        "lỗi: không có tùy chọn «--drfts»\n  = gợi ý: gần nhất là «--drafts»\n  = gợi ý: xem `bantin --help`\n"
    );
    let english = run(&["build", "--drfts", "--lang", "en"]);
    assert_eq!(
        err(&english),
        "error: there is no option “--drfts”\n  = help: the nearest is “--drafts”\n  = help: see `bantin --help`\n"
    );
    assert_eq!(out(&english), "");
}

#[test]
fn problems_go_to_people_on_standard_error_and_to_programs_on_standard_output() {
    let broken = site("localities: [khong-co]\n");
    let people = run(&at(&broken, &["check"]));
    assert_eq!(out(&people), "");
    assert!(err(&people).starts_with("lỗi[broken-reference]: "), "{}", err(&people));

    let json = run(&at(&broken, &["check", "--format", "json"]));
    assert_eq!(err(&json), "");
    let found: serde_json::Value = serde_json::from_str(&out(&json)).unwrap();
    assert_eq!(found[0]["text"], "khong-co");

    let github = run(&at(&broken, &["check", "--format", "github"]));
    assert!(out(&github).starts_with("::error file=content/bulletins/2022/ra-quan.md,line=4,"));
    let sarif = run(&at(&broken, &["check", "--format", "sarif"]));
    let log: serde_json::Value = serde_json::from_str(&out(&sarif)).unwrap();
    assert_eq!(log["runs"][0]["results"][0]["ruleId"], "broken-reference");
}

#[test]
fn messages_are_in_the_language_asked_for_then_the_sites_then_the_computers() {
    let broken = site("localities: [khong-co]\n");
    let first_word =
        |command: &mut Command| err(&command.output().unwrap()).split(['[', ':']).next().unwrap().to_owned();
    let check = at(&broken, &["check"]);
    assert_eq!(first_word(bantin(&check).env("LANG", "en_GB.UTF-8")), "lỗi");
    let asked = [check.clone(), vec!["--lang", "en"]].concat();
    assert_eq!(first_word(bantin(&asked).env("LANG", "vi_VN.UTF-8")), "error");
    write(broken.path(), "content/site.yaml", &SITE.replace("language: vi", "language: en"));
    assert_eq!(first_word(bantin(&check).env("LANG", "vi_VN.UTF-8")), "error");
    assert_eq!(first_word(bantin(&["chek"]).env("LANG", "en_GB.UTF-8")), "error");
    assert_eq!(first_word(bantin(&["chek"]).env("LANG", "vi_VN.UTF-8")), "lỗi");
}

#[test]
fn whoever_stops_reading_is_no_fault() {
    for arguments in [["explain", "raw-html"], ["--lang", "vi"], ["--help", "--quiet"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = bantin(&arguments).stdout(writer).stderr(Stdio::piped()).output().unwrap();
        assert!(!err(&output).contains("panicked"), "{arguments:?}: {}", err(&output));
        assert_ne!(status(&output), 1, "{arguments:?}");
        assert!(output.status.code().is_some(), "{arguments:?} ended by a signal");
    }
}

#[test]
fn a_refused_build_publishes_nothing() {
    let broken = site("localities: [khong-co]\n");
    let output = run(&at(&broken, &["build"]));
    assert!(err(&output).ends_with("được giữ nguyên.\n"), "{}", err(&output));
    assert!(!broken.path().join("public").exists());
}
