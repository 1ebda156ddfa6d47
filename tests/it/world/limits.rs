//! Limits that a shell sets: the size of files, and how many may be open.

use std::process::Command;

use super::{Desk, assert_whole, err};

/// A build under a limit of the shell, such as `-n 64`.
fn limited(desk: &Desk, limit: &str) -> Command {
    let build = desk.build();
    let mut command = Command::new("bash");
    command.args(["-c", &format!("ulimit {limit} && exec \"$@\""), "bash"]).arg(build.get_program());
    command.args(build.get_args()).envs(build.get_envs().filter_map(|(name, value)| Some((name, value?))));
    command
}

/// From a limit that the first page exceeds to one that nothing does: the fault moves on from page to list to index.
#[test]
fn a_limit_for_the_size_of_files_is_named_wherever_it_is_met() {
    let desk = Desk::new(4);
    let mut kilobytes = 1;
    let mut refused = 0;
    while limited(&desk, &format!("-f {kilobytes}")).output().unwrap().status.code() != Some(0) {
        desk.assert_refused(
            || limited(&desk, &format!("-f {kilobytes}")),
            [
                &["lỗi: không ghi được ", "tệp vượt quá giới hạn cho phép\n", "  = gợi ý: ", "`ulimit -f`"],
                &["error: can't write ", "the file is larger than allowed\n", "  = help: ", "`ulimit -f`"],
            ],
        );
        refused += 1;
        kilobytes *= 2;
    }
    assert!(refused > 2, "{refused}");
    desk.title("Bản tin mới nữa");
    desk.assert_recovers();
}

#[test]
fn five_hundred_bulletins_with_pictures_need_no_more_than_64_open_files() {
    let desk = Desk::new(500);
    // More threads than a small machine would use.
    let output = limited(&desk, "-n 64").env("RAYON_NUM_THREADS", "48").output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert_eq!(desk.visible().keys().filter(|path| path.ends_with("anh.gif")).count(), 500);
    assert_whole(&desk.visible());
}

#[test]
fn with_hardly_any_open_files_a_build_is_refused_or_done() {
    let desk = Desk::new(8);
    let (mut last, mut refused) = (desk.old.clone(), 0);
    // With fewer the system can't load the program.
    for limit in 4..12 {
        let output = limited(&desk, &format!("-n {limit}")).output().unwrap();
        let said = err(&output);
        if output.status.code() == Some(1) {
            assert!(
                said.contains("đang mở quá nhiều tệp cùng lúc") && said.contains("`ulimit -n`"),
                "{said}"
            );
            assert!(desk.visible() == last);
            refused += 1;
        }
        last = desk.visible();
        assert_whole(&last);
    }
    assert!(refused > 0);
}
