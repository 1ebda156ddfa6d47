//! Other builds of the same site: at work, stopped, dead.

use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use super::{Desk, assert_whole, err};

/// Sends a signal to a process that the test started.
pub fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill").args(["-s", name, &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
}

/// A build that was stopped while it makes files and has put none in its place; `None` where it was too quick.
pub fn stopped(desk: &Desk) -> Option<Child> {
    let mut child = desk.build().stderr(Stdio::piped()).spawn().unwrap();
    while !desk.at(".bantin/next").exists() {
        if child.try_wait().unwrap().is_some() {
            return None;
        }
        thread::sleep(Duration::from_micros(200));
    }
    signal(&child, "STOP");
    let state = || std::fs::read_to_string(format!("/proc/{}/stat", child.id())).unwrap_or_default();
    while !state().rsplit(')').next().unwrap_or_default().trim_start().starts_with(['T', 'Z']) {
        thread::sleep(Duration::from_millis(1));
    }
    if desk.visible() == desk.old && desk.at(".bantin/next").exists() {
        return Some(child);
    }
    signal(&child, "CONT");
    child.wait().unwrap();
    None
}

/// As [`stopped`], with another title each time, until a build is not too quick.
pub fn surely_stopped(desk: &mut Desk) -> Child {
    for at in 0..50 {
        if let Some(child) = stopped(desk) {
            return child;
        }
        desk.old = desk.visible();
        desk.title(&format!("Bản tin mới {at}"));
    }
    panic!("no build was slow enough to be stopped");
}

#[test]
fn a_second_build_names_the_first_and_a_killed_one_is_in_nobodys_way() {
    let mut desk = Desk::new(8);
    let mut first = surely_stopped(&mut desk);
    let pid = first.id();
    let (vi, en) = (
        format!("lỗi: tiến trình {pid} đang dựng trang tin này; hãy đợi hoặc dừng tiến trình đó\n"),
        format!("error: process {pid} is building this site; wait for it or stop it\n"),
    );
    desk.assert_refused(|| desk.build(), [&[&vi], &[&en]]);
    first.kill().unwrap();
    first.wait().unwrap();
    assert!(desk.visible() == desk.old);
    desk.assert_recovers();
    assert!(!desk.at(".bantin/next").exists(), "what the dead one left is cleared away");
}

#[test]
fn of_builds_at_once_each_publishes_the_whole_site_or_says_why_not() {
    let desk = Desk::new(8);
    let mut published = 0;
    for round in 0..8 {
        desk.title(&format!("Bản tin vòng {round}"));
        let builds: Vec<Child> = (0..4)
            .map(|at| {
                thread::sleep(Duration::from_millis(at * round * 3));
                desk.build().stderr(Stdio::piped()).spawn().unwrap()
            })
            .collect();
        let mut done = 0;
        for build in builds {
            let output = build.wait_with_output().unwrap();
            let said = err(&output);
            if output.status.code() == Some(0) {
                done += 1;
            } else {
                assert!(said.contains("đang dựng trang tin này"), "{said}");
            }
        }
        published += done;
        assert!(done > 0);
        let now = desk.visible();
        assert_whole(&now);
        assert!(String::from_utf8_lossy(&now["index.html"]).contains(&format!("Bản tin vòng {round}")));
    }
    assert!(published < 32, "some met each other");
}
