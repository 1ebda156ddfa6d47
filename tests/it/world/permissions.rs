//! Files and folders that the account may not read or write. Root may do all, so as root the program is run as nobody.

use std::ffi::OsStr;
use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{Desk, Said, err, program, skipped};

/// The account that owns nothing, by its number on every Linux.
const NOBODY: u32 = 65534;

/// A desk whose owner may be kept from things.
struct Kept {
    desk: Desk,
    /// The program, where that account may run it.
    program: PathBuf,
    is_root: bool,
}

impl Kept {
    fn new() -> Self {
        let desk = Desk::new(3);
        let is_root = fs::metadata(desk.root()).unwrap().uid() == 0;
        let program = if is_root { desk.at("bantin") } else { program() };
        if is_root {
            fs::copy(super::program(), &program).unwrap();
            give_away(desk.root());
        }
        Self { desk, program, is_root }
    }

    fn build(&self) -> Command {
        self.command(self.desk.build().get_args())
    }

    fn command<'a>(&self, arguments: impl IntoIterator<Item = &'a OsStr>) -> Command {
        let mut command = Command::new(&self.program);
        command.args(arguments).env("HOME", "/nonexistent");
        if self.is_root {
            command.uid(NOBODY).gid(NOBODY);
        }
        command
    }

    /// The account may be unable to reach the folder of temporary files at all.
    fn can_be_tested(&self) -> bool {
        let can = self.build().arg("--help").output().is_ok_and(|output| output.status.success());
        if !can {
            skipped(
                "permissions",
                "the account “nobody” can't run a program in the folder of temporary files",
            );
        }
        can
    }

    /// With these permissions taken away, a build is refused and the old site whole; with them back it is done.
    #[track_caller]
    fn check(&self, taken: &[(&str, u32)], said: Said<'_>) {
        let usual: Vec<Permissions> =
            taken.iter().map(|(path, _)| fs::metadata(self.desk.at(path)).unwrap().permissions()).collect();
        for (path, mode) in taken {
            fs::set_permissions(self.desk.at(path), Permissions::from_mode(*mode)).unwrap();
        }
        let refused = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            self.desk.assert_refused(|| self.build(), said);
        }));
        for ((path, _), usual) in taken.iter().zip(usual).rev() {
            fs::set_permissions(self.desk.at(path), usual).unwrap();
        }
        refused.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    }
}

fn give_away(folder: &Path) {
    chown(folder, Some(NOBODY), Some(NOBODY)).unwrap();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        if entry.file_type().unwrap().is_dir() {
            give_away(&entry.path());
        } else {
            chown(entry.path(), Some(NOBODY), Some(NOBODY)).unwrap();
        }
    }
}

#[test]
fn what_may_not_be_read_is_named() {
    let kept = Kept::new();
    if !kept.can_be_tested() {
        return;
    }
    for path in [
        "content/site.yaml",
        "content/bulletins",
        "content/bulletins/2022/tin-1/index.md",
        "content/bulletins/2022/tin-1/anh.gif",
        "content/files/mau-don.pdf",
    ] {
        let (vi, en) = (format!("lỗi: không đọc được {path}: "), format!("error: can't read {path}: "));
        kept.check(
            &[(path, 0)],
            [
                &[&vi, "không có quyền truy cập\n", "  = gợi ý: hãy cấp quyền"],
                &[&en, "permission denied\n", "  = help: give the account that runs bantin access"],
            ],
        );
    }
}

#[test]
fn what_may_not_be_written_is_named() {
    let kept = Kept::new();
    if !kept.can_be_tested() {
        return;
    }
    let said: Said<'_> = [
        &["lỗi: không ghi được ", "không có quyền truy cập\n", "  = gợi ý: hãy cấp quyền"],
        &["error: can't write ", "permission denied\n", "  = help: give the account that runs bantin access"],
    ];
    for taken in [
        &[(".bantin", 0o555_u32)] as &[(&str, u32)],
        &[(".bantin/lock", 0o444)],
        &[(".bantin/manifest", 0)],
        &[("public", 0o555), ("", 0o555)],
    ] {
        kept.check(taken, said);
    }
    // Else the test itself could not look whether the site is whole.
    if kept.is_root {
        kept.check(&[("public", 0)], said);
    }
    let built = kept.build().output().unwrap();
    assert_eq!(built.status.code(), Some(0), "{}", err(&built));
    super::assert_whole(&kept.desk.visible());
}

/// Where the folder above may not be written, no folder in it can be exchanged.
#[test]
fn an_output_folder_whose_parent_may_not_be_written_is_filled_file_by_file() {
    let kept = Kept::new();
    if !kept.can_be_tested() {
        return;
    }
    fs::set_permissions(kept.desk.root(), Permissions::from_mode(0o555)).unwrap();
    let built = kept.build().output().unwrap();
    let said = err(&built);
    fs::set_permissions(kept.desk.root(), Permissions::from_mode(0o755)).unwrap();
    assert_eq!(built.status.code(), Some(0), "{said}");
    super::assert_whole(&kept.desk.visible());
    assert!(kept.desk.visible() != kept.desk.old);
}

#[test]
fn a_build_that_may_not_write_the_site_leaves_the_way_back_open() {
    let kept = Kept::new();
    if !kept.can_be_tested() {
        return;
    }
    let run = |mut command: Command, code: i32| {
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(code), "{}", err(&output));
    };
    run(kept.build(), 0);
    kept.desk.title("Bản tin thứ ba");
    let public = kept.desk.at("public");
    let before = kept.desk.visible();
    fs::set_permissions(&public, Permissions::from_mode(0o555)).unwrap();
    run(kept.build(), 1);
    fs::set_permissions(&public, Permissions::from_mode(0o755)).unwrap();
    assert!(kept.desk.visible() == before);
    run(kept.command(["rollback".as_ref(), "--root".as_ref(), kept.desk.root().as_os_str()]), 0);
    assert!(kept.desk.visible() == kept.desk.old);
}
