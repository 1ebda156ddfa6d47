//! The faults of the world, met by the program itself: disks that are full, limits, permissions, files that change
//! while they are read, other builds, wrong folders.
//!
//! After each of them readers see the old site, byte for byte, or the whole new one, and the message says in both
//! languages what is wrong, where, and what to do. What only a test inside can reach (a fault at each single step)
//! is in `src/publish/tests/`; kills are in `kills.rs`.

#![cfg(target_os = "linux")]

mod changing;
mod full;
mod limits;
mod others;
mod outputs;
mod permissions;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::support::built::files;

/// Bytes by path.
type Files = std::collections::BTreeMap<String, Vec<u8>>;

/// The help that goes with a fault, in both languages.
type Said<'a> = [&'a [&'a str]; 2];

/// A site that is published, and an edit of it that changes every page.
struct Desk {
    folder: TempDir,
    old: Files,
}

impl Desk {
    /// A site of so many bulletins, each with a picture of its own, and a file to be copied.
    fn new(bulletins: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut desk = Self { folder, old: Files::new() };
        desk.title("Bản tin cũ");
        desk.write("content/files/mau-don.pdf", b"%PDF-1.4 the old form");
        for at in 0..bulletins {
            let text = format!(
                "---\ntitle: Tin số {at}\ndate: 2022-{:02}-{:02}\nlocalities: []\n---\n\n{}\n\n![Bà con xem thẻ](anh.gif)\n",
                1 + at / 28 % 12,
                1 + at % 28,
                "Tổ lưu động đến từng thôn.\n".repeat(20),
            );
            desk.write(&format!("content/bulletins/2022/tin-{at}/index.md"), text.as_bytes());
            desk.write(&format!("content/bulletins/2022/tin-{at}/anh.gif"), &picture(at));
        }
        let built = desk.build().output().unwrap();
        assert_eq!(built.status.code(), Some(0), "{}", err(&built));
        desk.old = desk.visible();
        desk.title("Bản tin mới");
        desk
    }

    fn root(&self) -> &Path {
        self.folder.path()
    }

    fn at(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.at(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// The site's title stands on every page.
    fn title(&self, title: &str) {
        let site = format!("title: {title}\nlanguage: vi\npublisher: {{name: Tổ biên tập}}\n");
        self.write("content/site.yaml", site.as_bytes());
    }

    fn build(&self) -> Command {
        let mut command = Command::new(program());
        command.args(["build", "--quiet", "--as-of", "2026-01-01", "--root"]).arg(self.root());
        command.env("HOME", self.at("nobody"));
        command
    }

    fn visible(&self) -> Files {
        files(&self.at("public"))
    }

    /// A build fails twice, once in each language, with these words and no others' fault; the old site is whole.
    #[track_caller]
    fn assert_refused(&self, build: impl Fn() -> Command, [vi, en]: Said<'_>) {
        for (language, words) in [("vi", vi), ("en", en)] {
            let output = build().args(["--lang", language]).output().unwrap();
            let said = err(&output);
            assert_eq!(output.status.code(), Some(1), "{said}");
            for word in words {
                assert!(said.contains(word), "no {word:?} in {said}");
            }
            assert!(self.visible() == self.old, "the old site is not whole: {said}");
        }
    }

    /// The next build publishes the edit, whole.
    #[track_caller]
    fn assert_recovers(&self) {
        let output = self.build().output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        let now = self.visible();
        assert!(now != self.old);
        assert_whole(&now);
    }
}

/// A picture that no other bulletin has: the number is its last pixel's colour.
fn picture(number: usize) -> Vec<u8> {
    let (red, green) = ((number % 256) as u8, (number / 256) as u8);
    let head = b"GIF89a\x01\0\x01\0\x80\0\0";
    [head, [red, green, 0, 255, 255, 255].as_slice(), b"\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0\x3b"]
        .concat()
}

/// The program under test: the release build where `BANTIN` names it.
fn program() -> PathBuf {
    std::env::var_os("BANTIN").map_or_else(|| env!("CARGO_BIN_EXE_bantin").into(), PathBuf::from)
}

/// What was said; a panic or a signal is never an answer.
#[track_caller]
fn err(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code().is_some_and(|code| code <= 2), "{:?}: {said}", output.status);
    assert!(!said.contains("panicked"), "{said}");
    said
}

/// A site holds exactly what its list of hashes says.
#[track_caller]
fn assert_whole(site: &Files) {
    let sums = String::from_utf8(site["SHA256SUMS"].clone()).unwrap();
    let listed = sums.lines().skip(1).filter_map(|line| line.split_once("  "));
    let mut count = 0;
    for (hash, path) in listed {
        let bytes = site.get(path).unwrap_or_else(|| panic!("{path} is listed, and not there"));
        let found: String =
            <sha2::Sha256 as sha2::Digest>::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(found, hash, "{path}");
        count += 1;
    }
    assert_eq!(count + 1, site.len());
}

/// Says that a test could not be made here, where nothing keeps it from being read.
fn skipped(test: &str, reason: &str) {
    io::stderr().write_all(format!("skipped: {test}: {reason}\n").as_bytes()).unwrap();
}
