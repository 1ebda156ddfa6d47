//! Files that vanish or change between being read and being published.

use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use bantin::load::{Reading, load};
use bantin::pipeline::{index_sources, parse_as_of};

use super::others::{signal, surely_stopped};
use super::{Desk, Files, assert_whole, err, picture};
use crate::support::built::files;

/// Stops a build while it makes the site, changes something, lets it go on, and gives what it said, where the file
/// that was changed had not been made yet; where it is `copied`, the build may have read it already and be done with
/// it, so that it has to be refused to count.
fn changed_meanwhile(
    desk: &mut Desk,
    made: &str,
    fresh: &dyn Fn(&Desk, usize),
    change: &dyn Fn(&Desk),
    copied: bool,
) -> (i32, String) {
    for turn in 0..40 {
        fresh(desk, turn);
        desk.title(&format!("Bản tin lần {turn}"));
        let child = surely_stopped(desk);
        let is_made = files(&desk.at(".bantin/next")).keys().any(|path| path.ends_with(made));
        if !is_made {
            change(desk);
        }
        signal(&child, "CONT");
        let output = child.wait_with_output().unwrap();
        let said = err(&output);
        let status = output.status.code().unwrap();
        if !is_made && (status != 0 || !copied) {
            return (status, said);
        }
        desk.old = desk.visible();
    }
    panic!("{made} was always read before the build could be stopped");
}

const PICTURE: &str = "content/bulletins/2022/tin-3/anh.gif";
const FORM: &str = "content/files/mau-don.pdf";

fn new_picture(desk: &Desk, turn: usize) {
    let _folder = fs::remove_dir(desk.at(PICTURE));
    desk.write(PICTURE, &picture(1000 + turn));
}

fn new_form(desk: &Desk, turn: usize) {
    desk.write(FORM, format!("%PDF-1.4 form {turn}").as_bytes());
}

#[track_caller]
fn check_refused(
    path: &str,
    made: &str,
    fresh: &dyn Fn(&Desk, usize),
    change: &dyn Fn(&Desk),
    words: &[&str],
) {
    let mut desk = Desk::new(8);
    let (status, said) = changed_meanwhile(&mut desk, made, fresh, change, true);
    assert_eq!(status, 1, "{said}");
    assert!(desk.visible() == desk.old, "{said}");
    for word in [&[path], words].concat() {
        assert!(said.contains(word), "no {word:?} in {said}");
    }
    let _gone = fs::remove_dir(desk.at(path));
    fresh(&desk, 99);
    desk.assert_recovers();
}

#[test]
fn a_picture_or_file_that_vanishes_refuses_the_build_and_is_named() {
    let vanish = |path: &'static str| move |desk: &Desk| fs::remove_file(desk.at(path)).unwrap();
    let words: &[&str] =
        &["lỗi: không đọc được ", "không có tệp hoặc thư mục này\n", "  = gợi ý: ", "hãy chạy lại\n"];
    check_refused(PICTURE, "anh.gif", &new_picture, &vanish(PICTURE), words);
    check_refused(FORM, "mau-don.pdf", &new_form, &vanish(FORM), words);
}

#[test]
fn a_picture_that_becomes_something_else_refuses_the_build_and_is_named() {
    let folder = |desk: &Desk| {
        fs::remove_file(desk.at(PICTURE)).unwrap();
        fs::create_dir(desk.at(PICTURE)).unwrap();
    };
    check_refused(PICTURE, "anh.gif", &new_picture, &folder, &["là thư mục, không phải tệp\n"]);
    let torn = |desk: &Desk| desk.write(PICTURE, b"not a picture any more");
    check_refused(PICTURE, "anh.gif", &new_picture, &torn, &["lỗi: "]);
}

/// Texts were read already: the site is that of one moment.
#[test]
fn a_bulletin_that_vanishes_is_published_as_it_was_read_or_not_at_all() {
    let mut desk = Desk::new(8);
    let vanish = |desk: &Desk| fs::remove_file(desk.at("content/bulletins/2022/tin-3/index.md")).unwrap();
    let (status, said) = changed_meanwhile(&mut desk, "tin-3.html", &|_, _| {}, &vanish, false);
    let now = desk.visible();
    assert_whole(&now);
    assert_eq!(status == 0, now != desk.old, "{said}");
    if status == 0 {
        assert!(now.contains_key("ban-tin/2022/tin-3.html"));
    }
}

/// Of texts that are too many to keep, one is read again when it is needed.
#[test]
fn a_bulletin_that_is_not_what_was_read_before_ends_the_build_and_is_named() {
    let desk = Desk::new(3);
    let path = "content/bulletins/2022/tin-1/index.md";
    let said = |change: &dyn Fn()| {
        let loaded = load(desk.root(), &Reading::all(0)).unwrap();
        loaded.sources.text(loaded.sources.find(path).unwrap()).unwrap();
        change();
        let error = index_sources(&loaded.sources, parse_as_of("2026-01-01").unwrap()).unwrap_err();
        (error.text(), error.help())
    };
    let (changed, help) =
        said(&|| desk.write(path, b"---\ntitle: Tin\ndate: 2022-01-06\nlocalities: []\n---\n"));
    assert_eq!(help, None);
    assert_eq!(
        changed.vi,
        format!("{path} vừa được sửa trong lúc bantin đang chạy, nên chưa có gì được đăng; hãy chạy lại")
    );
    assert_eq!(
        changed.en,
        format!("{path} was changed while bantin was running, so nothing was published; run this again")
    );
    let (gone, help) = said(&|| fs::remove_file(desk.at(path)).unwrap());
    assert_eq!(gone.en, format!("can't read {path}: no such file or folder"));
    assert!(help.is_some_and(|help| help.vi.ends_with("hãy chạy lại")));
}

#[test]
fn while_files_come_and_go_each_build_is_whole_or_refused() {
    let desk = Desk::new(12);
    let done = AtomicBool::new(false);
    let mut last: Files = desk.old.clone();
    thread::scope(|scope| {
        scope.spawn(|| {
            for turn in 0.. {
                if done.load(Ordering::Relaxed) {
                    break;
                }
                let path = format!("content/bulletins/2022/tin-{}/anh.gif", turn % 12);
                let _gone = fs::remove_file(desk.at(&path));
                desk.write(&path, &picture(turn));
                desk.write(
                    "content/bulletins/2022/tin-5/index.md",
                    format!("---\ntitle: Tin {turn}\n").as_bytes(),
                );
                let text = format!("---\ntitle: Tin {turn}\ndate: 2022-01-06\nlocalities: []\n---\nBài.\n");
                desk.write("content/bulletins/2022/tin-5/index.md", text.as_bytes());
            }
        });
        let mut ended = [0, 0];
        for _ in 0..25 {
            let output = desk.build().output().unwrap();
            let (said, now) = (err(&output), desk.visible());
            if output.status.code() == Some(0) {
                assert_whole(&now);
                ended[0] += 1;
            } else {
                assert!(now == last, "{said}");
                assert!(said.contains("content/"), "no file is named: {said}");
                ended[1] += 1;
            }
            last = now;
        }
        done.store(true, Ordering::Relaxed);
        eprintln!("published {}, refused {}", ended[0], ended[1]);
    });
}
