//! Folders that are no place for a site.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use super::{Desk, Said};
use crate::support::built::files;

const HELP: [&str; 2] = [
    "  = gợi ý: hãy chọn một thư mục chỉ dành cho trang đã dựng, chẳng hạn `--output public`\n",
    "  = help: choose a folder for the built site alone, such as `--output public`\n",
];

/// Building there and rolling back there are refused with a reason, and no file is touched, whoever's it is.
#[track_caller]
fn check(desk: &Desk, output: &Path, [vi, en]: [&str; 2]) {
    let people = || ["content", "public", "nobody"].map(|folder| files(&desk.at(folder)));
    let before = people();
    let said: Said<'_> =
        [&["lỗi: không thể xuất bản vào «", vi, HELP[0]], &["error: can't publish to “", en, HELP[1]]];
    let build = || {
        let mut build = desk.build();
        build.arg("--output").arg(output);
        build
    };
    desk.assert_refused(build, said);
    let rollback = || {
        let mut rollback = std::process::Command::new(super::program());
        rollback.args(["rollback", "--root"]).arg(desk.root()).arg("--output").arg(output);
        rollback.env("HOME", desk.at("nobody"));
        rollback
    };
    desk.assert_refused(rollback, said);
    assert!(people() == before, "{}", output.display());
}

const ROOT: [&str; 2] = ["đây là thư mục gốc của trang tin", "it is the site's own folder"];
const ABOVE: [&str; 2] = ["trang tin nằm trong thư mục này", "the site's folder lies in it"];
const SOURCES: [&str; 2] = [
    "đây là chỗ của nội dung, giao diện hoặc dữ liệu làm việc",
    "content, themes or working data are kept there",
];
const HOME: [&str; 2] =
    ["đây là thư mục cá nhân, hoặc chứa thư mục cá nhân", "it is a home folder, or one lies in it"];
const IN_SITE: [&str; 2] = ["thư mục này nằm trong một trang đã dựng", "it lies in a site that is built"];
const NO_FOLDER: [&str; 2] = ["đây không phải thư mục", "it is not a folder"];

#[test]
fn no_site_is_published_over_what_people_keep() {
    let desk = Desk::new(1);
    desk.write("nobody/me/letter.txt", b"mine");
    symlink(desk.at("content"), desk.at("link")).unwrap();
    symlink(desk.at("gone"), desk.at("nowhere")).unwrap();
    desk.write("elsewhere/file", b"mine");
    for (output, why) in [
        ("", ROOT),
        ("public/..", ROOT),
        ("..", ABOVE),
        ("content", SOURCES),
        ("content/bulletins/2022", SOURCES),
        ("content/new", SOURCES),
        ("themes/default", SOURCES),
        (".bantin", SOURCES),
        (".git", SOURCES),
        ("link", SOURCES),
        ("nobody", HOME),
        ("content/site.yaml", SOURCES),
        ("public/sub", IN_SITE),
        ("elsewhere/file", NO_FOLDER),
        ("nowhere", NO_FOLDER),
    ] {
        check(&desk, &desk.at(output), why);
    }
    check(&desk, Path::new("/"), ABOVE);
    desk.assert_recovers();
}

/// The content may lie elsewhere, by a link: a site is not published over it either, nor around it.
#[test]
fn content_that_a_link_leads_to_is_kept_too() {
    let desk = Desk::new(1);
    fs::create_dir(desk.at("nobody")).unwrap();
    fs::create_dir(desk.at("elsewhere")).unwrap();
    fs::rename(desk.at("content"), desk.at("elsewhere/texts")).unwrap();
    symlink(desk.at("elsewhere/texts"), desk.at("content")).unwrap();
    for output in ["elsewhere", "elsewhere/texts", "elsewhere/texts/bulletins"] {
        check(&desk, &desk.at(output), SOURCES);
    }
}
