//! A build that finds what earlier ones kept gives the same bytes as one that finds nothing, and makes only the
//! pages that show something else.

use std::fs::{self, File};
use std::path::Path;
use std::process::Command;

use bantin::cache::Cache;
use bantin::diagnostic::MessageLanguage;
use bantin::diagnostic::emit::{Colour, human};
use bantin::digest::Digest;
use bantin::load::{Reading, load};
use bantin::pipeline::{self, Drafts};

use crate::support::built::{Built, DAY, Whole, build, files, options};

fn cold(root: &Path) -> Built {
    let copy = tempfile::tempdir().unwrap();
    crate::support::built::copy(&root.join("content"), &copy.path().join("content"));
    if root.join("themes").exists() {
        crate::support::built::copy(&root.join("themes"), &copy.path().join("themes"));
    }
    build(copy.path(), DAY, Drafts::LeftOut).unwrap()
}

#[track_caller]
fn check_same_as_cold(root: &Path, what: &str) {
    let warm = build(root, DAY, Drafts::LeftOut).unwrap();
    let cold = cold(root);
    let addresses = warm.files.keys().chain(cold.files.keys());
    let differ = addresses.into_iter().find(|address| warm.files.get(*address) != cold.files.get(*address));
    assert_eq!(differ, None, "{what}: the first file that differs");
    assert_eq!(warm.warnings, cold.warnings, "{what}");
}

/// What `build --explain` prints.
fn explained(root: &Path) -> String {
    let run = Command::new(env!("CARGO_BIN_EXE_bantin"))
        .args(["build", "--explain", "--lang", "en", "--as-of", DAY, "--root"])
        .arg(root)
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stderr).unwrap()
}

fn edit(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(from), "{}: {from}", path.display());
    fs::write(path, text.replacen(from, to, 1)).unwrap();
}

/// Adds to a text: a sentence, or a comment that changes nothing.
fn add_to(file: &Path) {
    let more = if file.extension().is_some_and(|ending| ending == "md") {
        "\n\nMột câu thêm vào.\n"
    } else {
        "\n# ghi chú\n"
    };
    fs::write(file, fs::read_to_string(file).unwrap() + more).unwrap();
}

#[test]
fn every_text_of_a_site_may_change_and_a_warm_build_follows() {
    let root = Whole::English.copy();
    check_same_as_cold(root.path(), "first");
    let content = root.path().join("content");
    for path in files(&content).into_keys().filter(|path| path.ends_with(".md") || path.ends_with(".yaml")) {
        add_to(&content.join(&path));
        check_same_as_cold(root.path(), &path);
    }
}

#[test]
fn a_text_may_come_and_go_and_a_warm_build_follows() {
    let root = Whole::Odd.copy();
    check_same_as_cold(root.path(), "first");
    let text = root.path().join("content/bulletins/a-them-vao.md");
    fs::write(&text, "---\ntitle: Tin thêm vào\ndate: 2023-01-05\nlocalities: []\n---\n\nMột câu.\n")
        .unwrap();
    check_same_as_cold(root.path(), "a bulletin more, before all others");
    fs::remove_file(text).unwrap();
    check_same_as_cold(root.path(), "a bulletin less");
}

#[test]
fn a_figure_a_name_a_word_or_a_template_that_changes_reaches_every_page_that_shows_it() {
    let root = Whole::Sample.copy();
    check_same_as_cold(root.path(), "first");
    let at = |path: &str| root.path().join(path);
    edit(&at("content/site.yaml"), "title: ", "title: Bản tin mới, ");
    check_same_as_cold(root.path(), "the site's title");
    fs::create_dir_all(at("themes/rieng/strings")).unwrap();
    fs::write(at("themes/rieng/strings/vi.yaml"), "menu.bulletins: Tin mới\n").unwrap();
    edit(&at("content/site.yaml"), "theme: default\n", "theme: rieng\n");
    check_same_as_cold(root.path(), "a word of the theme");
    fs::create_dir_all(at("themes/rieng/templates")).unwrap();
    fs::write(at("themes/rieng/templates/404.html"), "<p>{{ frame.title }}</p>").unwrap();
    check_same_as_cold(root.path(), "a template");
    edit(&at("content/site.yaml"), "theme: rieng\n", "theme: default\n");
    check_same_as_cold(root.path(), "no theme of its own");
}

#[test]
fn only_pages_that_show_the_change_are_made_again_and_a_build_can_say_why() {
    let root = Whole::Sample.copy();
    assert!(explained(root.path()).contains("nothing is kept"));
    assert!(explained(root.path()).contains("No page had to be made again."));
    let bulletin = root.path().join("content/bulletins/2022/ra-quan-xa-nhe/index.md");
    fs::write(&bulletin, fs::read_to_string(&bulletin).unwrap() + "\n\nMột câu thêm vào.\n").unwrap();
    let said = explained(root.path());
    assert!(
        said.contains(
            "Pages made again: 1, since what they show has changed (text):\n  ban-tin/2022/ra-quan-xa-nhe.html"
        ),
        "{said}"
    );
    // The site as it was one build ago would give it back.
    for site in ["public", ".bantin/previous"] {
        fs::remove_file(root.path().join(site).join("tim-kiem.html")).unwrap();
    }
    let said = explained(root.path());
    assert!(said.contains("gone or was changed:\n  tim-kiem.html"), "{said}");
}

#[test]
fn a_page_that_somebody_changed_is_made_again() {
    let root = Whole::English.copy();
    build(root.path(), DAY, Drafts::LeftOut).unwrap();
    fs::write(root.path().join("public/index.html"), "defaced").unwrap();
    check_same_as_cold(root.path(), "a changed page");
}

#[test]
fn a_data_file_or_a_picture_of_the_theme_that_changed_alone_is_published_anew() {
    let root = Whole::Sample.copy();
    let at = |path: &str| root.path().join(path);
    fs::create_dir_all(at("themes/rieng/assets")).unwrap();
    fs::write(at("themes/rieng/assets/mark.png"), "one").unwrap();
    edit(&at("content/site.yaml"), "theme: default\n", "theme: rieng\n");
    check_same_as_cold(root.path(), "first");
    fs::write(at("themes/rieng/assets/mark.png"), "two").unwrap();
    check_same_as_cold(root.path(), "another picture of the theme");
    let data = files(&at("public/chi-so")).into_keys().find(|name| name.ends_with(".csv")).unwrap();
    fs::write(at("public/chi-so").join(data), "defaced").unwrap();
    check_same_as_cold(root.path(), "a data file that somebody changed");
}

#[test]
fn a_picture_or_a_file_that_changes_is_copied_again_and_one_that_was_defaced_too() {
    let root = Whole::Sample.copy();
    let at = |path: &str| root.path().join(path);
    fs::create_dir_all(at("content/files")).unwrap();
    fs::write(at("content/files/mau.pdf"), "mẫu một").unwrap();
    check_same_as_cold(root.path(), "first");
    let pictures = files(&at("content/bulletins")).into_keys().filter(|name| name.ends_with(".png"));
    let pictures: Vec<_> = pictures.map(|name| at("content/bulletins").join(name)).collect();
    fs::copy(&pictures[1], &pictures[0]).unwrap();
    check_same_as_cold(root.path(), "another picture of the same name");
    fs::write(at("content/files/mau.pdf"), "mẫu hai").unwrap();
    check_same_as_cold(root.path(), "a file of the same length");
    fs::write(at("public/mau.pdf"), "defaced").unwrap();
    check_same_as_cold(root.path(), "a published file that somebody changed");
}

#[test]
fn what_was_found_in_a_text_is_said_again_as_long_as_it_stands() {
    let root = Whole::Sample.copy();
    let text = "---\ntitle: Xã hoà thuận\ndate: 2023-01-05\nlocalities: []\n---\n\nCả xã hòa thuận.\n";
    let at = |name: &str| root.path().join("content/bulletins").join(name);
    // The same words in another language: there no one asks about tone marks.
    fs::write(at("b-hai-kieu.md"), text).unwrap();
    fs::write(at("b-hai-kieu.en.md"), text).unwrap();
    let said = |root: &Path| build(root, DAY, Drafts::LeftOut).unwrap().warnings;
    let first = said(root.path());
    assert_eq!(first.matches("mixed-tone-marks").count(), 1, "{first}");
    assert_eq!(said(root.path()), first);
    fs::write(at("a-truoc.md"), text.replace("hoà", "hòa")).unwrap();
    check_same_as_cold(root.path(), "a bulletin more, before it");
    assert!(said(root.path()).contains("mixed-tone-marks"));
    fs::write(at("b-hai-kieu.md"), text.replace("hoà", "hòa")).unwrap();
    assert!(!said(root.path()).contains("mixed-tone-marks"));
}

#[test]
fn the_hour_makes_nothing_again_and_the_day_what_shows_it() {
    let root = Whole::Sample.copy();
    let made = |as_of: &str| {
        let run = Command::new(env!("CARGO_BIN_EXE_bantin"))
            .args(["build", "--explain", "--lang", "en", "--as-of", as_of, "--root"])
            .arg(root.path())
            .output()
            .unwrap();
        String::from_utf8(run.stderr).unwrap()
    };
    made("2022-11-20T08:00:00+07:00");
    let said = made("2022-11-20T17:00:00+07:00");
    assert!(said.contains("No page had to be made again."), "{said}");
    made("2022-12-20T08:00:00+07:00");
    check_same_as_cold(root.path(), "another day");
}

#[test]
fn a_damaged_or_foreign_cache_is_ignored() {
    let root = Whole::English.copy();
    build(root.path(), DAY, Drafts::LeftOut).unwrap();
    let cache = root.path().join(".bantin/cache");
    let kept = files(&cache);
    assert!(!kept.is_empty());
    for (name, bytes) in &kept {
        let mut turned = bytes.clone();
        let middle = turned.len() / 2;
        turned[middle] ^= 1;
        for damaged in [&bytes[..bytes.len() / 2], b"", &turned, b"bantin cache 1\nof another program"] {
            fs::write(cache.join(name), damaged).unwrap();
            check_same_as_cold(root.path(), name);
        }
    }
}

/// What `check` finds, with places.
fn checked(root: &Path) -> String {
    let run = Command::new(env!("CARGO_BIN_EXE_bantin"))
        .args(["check", "--format", "json", "--root"])
        .arg(root)
        .env("SOURCE_DATE_EPOCH", "1767225600")
        .output()
        .unwrap();
    String::from_utf8(run.stdout).unwrap()
}

#[test]
fn what_is_wrong_in_a_text_that_was_kept_is_shown_where_it_stands() {
    let root = Whole::Sample.copy();
    build(root.path(), DAY, Drafts::LeftOut).unwrap();
    // Every file behind it has another number now, and texts name a place that is gone.
    let first = "---\ntitle: Tin thêm vào\ndate: 2023-01-05\nlocalities: []\n---\n\nMột câu.\n";
    fs::write(root.path().join("content/bulletins/a-them-vao.md"), first).unwrap();
    edit(&root.path().join("content/localities.yaml"), "id: xa-nhe", "id: xa-khac");
    let warm = checked(root.path());
    fs::remove_dir_all(root.path().join(".bantin/cache")).unwrap();
    assert!(warm.contains("broken-reference"), "{warm}");
    assert_eq!(warm, checked(root.path()));
}

/// A text of the sample site.
const TEXT: &str = "content/bulletins/2022/ra-quan-xa-nhe/index.md";

/// Gives a file the time of its last change that it had before.
fn pretend_untouched(path: &Path, change: impl FnOnce()) {
    let written = fs::metadata(path).unwrap().modified().unwrap();
    change();
    File::options().write(true).open(path).unwrap().set_modified(written).unwrap();
}

#[test]
fn a_text_that_changed_is_published_whatever_its_file_pretends() {
    let root = Whole::Sample.copy();
    let path = root.path().join(TEXT);
    check_same_as_cold(root.path(), "first");
    pretend_untouched(&path, || edit(&path, "Có mặt tại", "Có mặt tới"));
    check_same_as_cold(root.path(), "as long as before, and a time that was set back");
    let aside = root.path().join("aside.md");
    fs::copy(&path, &aside).unwrap();
    edit(&aside, "Có mặt tới", "Có mặt tại");
    pretend_untouched(&path, || fs::rename(&aside, &path).unwrap());
    check_same_as_cold(root.path(), "another file with the time of the first");
}

#[test]
fn a_stamp_that_was_wrong_ends_one_build_and_is_believed_by_none_after_it() {
    let root = Whole::English.copy();
    let options = options(root.path(), DAY, Drafts::LeftOut);
    let reading = Reading { settled: options.begun, ..Reading::all(0) };
    let sources = load(root.path(), &reading).unwrap().sources;
    assert!(sources.iter().all(|(file, _)| sources.digest(file).is_ok()));
    let mut stamps: Vec<(Digest, Digest)> = sources.stamps().collect();
    stamps
        .iter_mut()
        .for_each(|(_, text)| *text = Digest::of(b"what a disk without honest times held before"));
    let mut cache = Cache::keeping(root.path(), None);
    cache.stamps.keep(stamps);
    cache.write().unwrap();
    let refused = pipeline::build(&options).unwrap_err();
    assert!(refused.text().en.contains("was changed while bantin was running"), "{}", refused.text().en);
    check_same_as_cold(root.path(), "once more");
}

/// The warnings of a build, each with the lines that it points at.
fn shown(root: &Path) -> String {
    let outcome = pipeline::build(&options(root, DAY, Drafts::LeftOut)).unwrap();
    let (found, mut shown) = (outcome.found(), Vec::new());
    human(&found.diagnostics, &found.sources, MessageLanguage::English, Colour::Never, &mut shown).unwrap();
    String::from_utf8(shown).unwrap()
}

#[test]
fn what_is_wrong_in_a_text_that_was_not_read_is_shown_with_its_line() {
    let root = Whole::Sample.copy();
    let text = "---\ntitle: Xã hoà thuận\ndate: 2023-01-05\nlocalities: []\n---\n\nCả xã hòa thuận.\n";
    fs::write(root.path().join("content/bulletins/hai-kieu.md"), text).unwrap();
    let first = shown(root.path());
    assert!(first.contains("title: Xã hoà thuận"), "{first}");
    assert_eq!(shown(root.path()), first);
}

#[test]
fn of_many_problems_in_texts_that_were_not_read_each_has_its_line() {
    let root = Whole::Sample.copy();
    for number in 0..60 {
        let before = "Một câu.\n\n".repeat(number);
        let text = format!("---\ntitle: Tin\ndate: 2023-01-05\nlocalities: []\n---\n\n{before}Hoà, hòa.\n");
        fs::write(root.path().join(format!("content/bulletins/hai-kieu-{number}.md")), text).unwrap();
    }
    let first = shown(root.path());
    let last = "content/bulletins/hai-kieu-9.md:25:1: warning[mixed-tone-marks]: ";
    assert!(first.lines().any(|line| line.starts_with(last)), "{first}");
    assert_eq!(shown(root.path()), first);
}
