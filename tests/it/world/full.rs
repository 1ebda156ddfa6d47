//! Disks that have no room, no names left, or can't be written: small ones, mounted where only the test sees them.

use std::fs;
use std::process::Command;

use super::{Desk, Files, program, skipped};
use crate::support::built::{copy, files};

/// Builds the old site on a small disk, does something to the disk, builds the new one, and then on a disk with room.
///
/// `$used` and `$names` are what is taken of the disk, in KiB and in files.
const SCRIPT: &str = r#"
build() { "$program" build --quiet --as-of 2026-01-01 --root "$desk/disk" --lang "$language"; }
title() { sed -i "s/^title:.*/title: $1/" "$desk/disk/content/site.yaml"; }
mount -t tmpfs -o size=64m tmpfs "$desk/disk" && cp -R "$desk/content" "$desk/disk/" || exit 9
title 'Bản tin cũ' && build && cp -R "$desk/disk/public" "$desk/before" && title 'Bản tin mới' || exit 9
used=$(df -k --output=used "$desk/disk" | tail -1) names=$(df --output=iused "$desk/disk" | tail -1)
eval "$then" || exit 9
build 2>"$desk/said"
echo $? >"$desk/status"
cp -R "$desk/disk/public" "$desk/after"
mount -o remount,rw,size=64m,nr_inodes=100k "$desk/disk" && build && cp -R "$desk/disk/public" "$desk/again"
"#;

/// How the build on a small disk ended.
struct Ending {
    status: i32,
    said: String,
    before: Files,
    after: Files,
    /// What the next build published, on a disk with room.
    again: Files,
}

/// A namespace of its own, in which a process may mount disks.
fn in_a_namespace(command: &[&str]) -> Command {
    let mut unshare = Command::new("unshare");
    unshare.args(["--map-root-user", "--mount"]).args(command);
    unshare
}

fn may_mount(test: &str) -> bool {
    let may = in_a_namespace(&["mount", "-t", "tmpfs", "tmpfs", "/mnt"]).output();
    let may = may.is_ok_and(|output| output.status.success());
    if !may {
        skipped(test, "this system lets nobody mount a disk in a namespace of his own");
    }
    may
}

fn build(desk: &Desk, then: &str, language: &str) -> Ending {
    let scratch = tempfile::tempdir().unwrap();
    let at = |name: &str| scratch.path().join(name);
    fs::create_dir(at("disk")).unwrap();
    copy(&desk.at("content"), &at("content"));
    let mut command = in_a_namespace(&["bash", "-uc", SCRIPT]);
    command.env("desk", scratch.path()).env("program", program()).env("language", language).env("then", then);
    let output = command.output().unwrap();
    let read = |name: &str| fs::read_to_string(at(name)).unwrap_or_else(|_| panic!("{name}: {output:?}"));
    Ending {
        status: read("status").trim().parse().unwrap(),
        said: read("said"),
        before: files(&at("before")),
        after: files(&at("after")),
        again: files(&at("again")),
    }
}

/// In both languages: refused with these words, or published; the site is whole, and the next build publishes. Gives
/// whether it was refused.
#[track_caller]
fn check(desk: &Desk, then: &str, words: [&[&str]; 2]) -> bool {
    let mut refused = false;
    for (language, words) in ["vi", "en"].into_iter().zip(words) {
        let Ending { status, said, before, after, again } = build(desk, then, language);
        assert!(!said.contains("panicked"), "{then}: {said}");
        if status == 0 {
            assert!(after == again, "{then}: {said}");
        } else {
            assert_eq!(status, 1, "{then}: {said}");
            assert!(after == before, "{then}: the old site is not whole: {said}");
            assert!(words.iter().all(|word| said.contains(word)), "{then}: {said}");
            refused = true;
        }
        assert!(again != before);
        super::assert_whole(&again);
    }
    refused
}

const FULL: [&[&str]; 2] = [
    &["lỗi: không ghi được ", "đĩa đã đầy\n", "  = gợi ý: hãy xóa bớt những gì không cần để có chỗ trống"],
    &["error: can't write ", "the disk is full\n", "  = help: make room on the disk"],
];

#[test]
fn a_full_disk_leaves_the_old_site_wherever_the_room_ends() {
    if !may_mount("a full disk") {
        return;
    }
    let desk = Desk::new(2);
    let room = |kilobytes: usize| format!("mount -o remount,size=$((used + {kilobytes}))k \"$desk/disk\"");
    let mut refused = 0;
    let mut kilobytes = 0;
    while check(&desk, &room(kilobytes), FULL) {
        refused += 1;
        kilobytes = (kilobytes * 4).max(8);
    }
    assert!(refused > 2, "{refused}");
    let names = |more: usize| format!("mount -o remount,nr_inodes=$((names + {more})) \"$desk/disk\"");
    assert!(check(&desk, &names(3), FULL) && check(&desk, &names(30), FULL));
}

#[test]
fn a_disk_that_can_only_be_read_leaves_the_old_site() {
    if !may_mount("a disk that can only be read") {
        return;
    }
    let read_only = [
        &["lỗi: không ghi được ", "đĩa chỉ cho phép đọc\n", "  = gợi ý: hãy đặt trang tin ở một đĩa ghi được"]
            as &[&str],
        &[
            "error: can't write ",
            "the disk can only be read\n",
            "  = help: keep the site on a disk that can be written",
        ],
    ];
    assert!(check(&Desk::new(2), "mount -o remount,ro \"$desk/disk\"", read_only));
}

/// A mount point can't be exchanged: files are replaced one by one, each whole.
#[test]
fn an_output_folder_that_is_a_disk_of_its_own_is_filled_file_by_file() {
    if !may_mount("an output folder that is a disk of its own") {
        return;
    }
    let mount = "mv \"$desk/disk/public\" \"$desk/disk/kept\" && mkdir \"$desk/disk/public\" \
                 && mount -t tmpfs tmpfs \"$desk/disk/public\" && cp -R \"$desk/disk/kept/.\" \"$desk/disk/public\"";
    assert!(!check(&Desk::new(2), mount, FULL));
}
