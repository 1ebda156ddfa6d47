//! The same content gives the same bytes, wherever, whenever and however the program runs.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime};

use bantin::pipeline::{Drafts, TEXTS_IN_MEMORY};

use crate::support::built::{ALL, DAY, Whole, build_with, files};

/// Runs the program itself on a copy of a site, as of [`DAY`], and gives what it published.
fn run(site: Whole, prepare: impl Fn(&Path), surroundings: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
    let root = site.copy();
    prepare(root.path());
    let output = root.path().join("public");
    let run = Command::new("sh")
        .args(["-c", "umask \"$1\"; shift; exec \"$@\"", "sh"])
        .arg(surroundings.iter().find(|(name, _)| *name == "umask").map_or("022", |(_, mask)| mask))
        .arg(env!("CARGO_BIN_EXE_bantin"))
        .args(["build", "--as-of", DAY, "--root"])
        .arg(root.path())
        .arg("--output")
        .arg(&output)
        .envs(surroundings.iter().copied())
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    files(&output)
}

#[track_caller]
fn check_same(site: Whole, one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>) {
    let addresses: Vec<&String> = one.keys().chain(other.keys()).collect();
    let differ = addresses.into_iter().find(|address| one.get(*address) != other.get(*address));
    assert_eq!(differ, None, "{site:?}: the first file that differs");
}

#[test]
fn one_thread_and_eight_give_the_same_bytes() {
    for site in ALL {
        let one = run(site, |_| {}, &[("RAYON_NUM_THREADS", "1")]);
        let eight = run(site, |_| {}, &[("RAYON_NUM_THREADS", "8")]);
        check_same(site, &one, &eight);
    }
}

#[test]
fn folder_time_zone_language_and_clock_leave_no_trace() {
    for site in ALL {
        let here = &[("TZ", "Asia/Ho_Chi_Minh"), ("LC_ALL", "vi_VN.UTF-8"), ("SOURCE_DATE_EPOCH", "0")];
        let there = &[
            ("TZ", "America/Los_Angeles"),
            ("LC_ALL", "C"),
            ("LANG", "en_US.UTF-8"),
            ("SOURCE_DATE_EPOCH", "4102444800"),
            ("umask", "077"),
        ];
        check_same(site, &run(site, |_| {}, here), &run(site, written_years_ago, there));
    }
}

/// As if the content had been checked out another day.
fn written_years_ago(root: &Path) {
    let years_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    for path in files(root).keys() {
        File::options().append(true).open(root.join(path)).unwrap().set_modified(years_ago).unwrap();
    }
}

#[test]
fn a_second_build_over_the_first_changes_nothing() {
    let root = Whole::Odd.copy();
    let first = crate::support::built::build(root.path(), DAY, Drafts::LeftOut).unwrap();
    let second = crate::support::built::build(root.path(), DAY, Drafts::LeftOut).unwrap();
    check_same(Whole::Odd, &first.files, &second.files);
    fs::remove_dir_all(root.path().join(".bantin")).unwrap();
    fs::remove_dir_all(root.path().join("public")).unwrap();
    let afresh = crate::support::built::build(root.path(), DAY, Drafts::LeftOut).unwrap();
    check_same(Whole::Odd, &first.files, &afresh.files);
}

#[test]
fn texts_that_are_read_again_give_the_same_bytes_and_messages() {
    for site in ALL {
        let [kept, again] = [TEXTS_IN_MEMORY, 0].map(|texts| {
            let root = site.copy();
            build_with(root.path(), DAY, Drafts::LeftOut, texts).unwrap()
        });
        check_same(site, &kept.files, &again.files);
        assert_eq!(kept.warnings, again.warnings);
    }
}

#[test]
fn a_day_on_which_nothing_is_due_changes_nothing() {
    for site in ALL {
        check_same(site, &site.built().files, &site.build("2026-03-15", Drafts::LeftOut).files);
    }
}
