mod crash;
mod cut_off;
mod lists;
mod pieces;
mod rollback;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process;

use tempfile::TempDir;

use super::faults::Fault;
use super::*;

/// What a folder holds: bytes by path.
type Files = BTreeMap<String, Vec<u8>>;

const OLD: [(&str, &str); 5] = [
    ("index.html", "old home"),
    ("ban-tin/2022/a.html", "the same"),
    ("ban-tin/2022/b.html", "old b!"),
    ("assets/old.css", "old style"),
    ("chi-so/x/y.html", "goes"),
];
/// One file of the same size as before, one the same, and a file where a folder was.
const NEW: [(&str, &str); 4] = [
    ("index.html", "new home"),
    ("ban-tin/2022/a.html", "the same"),
    ("ban-tin/2022/c.html", "new c"),
    ("chi-so/x", "a file now"),
];

const THIRD: [(&str, &str); 3] =
    [("index.html", "third home"), ("ban-tin/2022/a.html", "the same"), ("ban-tin/2022/c.html", "new c")];

/// What stays in `.bantin/` between builds.
const KEPT: [&str; 6] = ["lock", "manifest", "manifest.previous", "previous", "changed.txt", "removed.txt"];

/// A site in a folder of its own.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("content")).unwrap();
        Self { folder }
    }

    /// With the old site published beside a dotfile of somebody else's.
    fn published() -> Self {
        let desk = Self::new();
        desk.write("public/.htaccess", "mine");
        desk.build(&OLD).unwrap();
        desk
    }

    fn root(&self) -> &Path {
        self.folder.path()
    }

    fn output(&self) -> PathBuf {
        self.root().join("public")
    }

    fn write(&self, path: &str, bytes: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn open(&self) -> Result<Staging, PublishError> {
        Staging::open(self.root(), &self.output())
    }

    fn build(&self, files: &[(&str, &str)]) -> Result<Published, PublishError> {
        self.build_with(quick_writer(), files)
    }

    fn build_with(&self, writer: Writer, files: &[(&str, &str)]) -> Result<Published, PublishError> {
        let staging = Staging::open_with(writer, self.root(), &self.output())?;
        for (address, bytes) in files {
            put(&staging, address, bytes)?;
        }
        staging.publish()
    }

    fn visible(&self) -> Files {
        files(&self.output())
    }

    /// What upload tools read.
    fn list(&self, name: &str) -> String {
        fs::read_to_string(self.root().join(".bantin").join(name)).unwrap()
    }

    /// Whether nothing but what belongs there is in `.bantin/`.
    #[track_caller]
    fn assert_tidy(&self) {
        let names = fs::read_dir(self.root().join(".bantin")).unwrap();
        let mut names: Vec<_> = names.map(|entry| entry.unwrap().file_name()).collect();
        let has_twin = names.iter().any(|name| name == "manifest.previous");
        // Says why there is no way back.
        names.retain(|name| has_twin || name != "manifest.taken");
        names.retain(|name| !KEPT.map(Into::into).contains(name));
        assert!(names.is_empty(), "left over: {names:?}");
    }
}

/// One that does not wait for the disk; [`Desk::open`] gives one that does.
fn quick_writer() -> Writer {
    let writer = Writer::default();
    writer.faults.pretend_to_sync();
    writer
}

fn put(staging: &Staging, address: &str, bytes: &str) -> io::Result<Fingerprint> {
    staging.put(&Address::new(address).unwrap(), bytes.as_bytes())
}

fn files(folder: &Path) -> Files {
    let mut found = Files::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(inner) = folders.pop().filter(|inner| inner.exists()) {
        for entry in fs::read_dir(inner).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    found
}

/// A site as readers should see it, with somebody else's dotfile.
fn whole(site: &[(&str, &str)]) -> Files {
    let mut files = published(site);
    files.insert(".htaccess".to_owned(), b"mine".to_vec());
    files
}

/// A site as readers should see it: its files and their sums.
fn published(site: &[(&str, &str)]) -> Files {
    let mut files: Files =
        site.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.as_bytes().to_vec())).collect();
    let entries: Vec<_> =
        files.iter().map(|(path, bytes)| (Address::new(path).unwrap(), Fingerprint::of(bytes))).collect();
    let sums = sums::of(entries.iter().map(|(address, entry)| (address, entry)));
    files.insert(sums::SUMS.to_owned(), sums);
    files
}

/// All but the sums, which change whenever anything does.
fn names(addresses: &[Address]) -> Vec<&str> {
    addresses.iter().map(Address::as_str).filter(|name| *name != sums::SUMS).collect()
}

#[track_caller]
fn check_foreign(desk: &Desk, expected: &[&str]) {
    let before = desk.visible();
    match desk.build(&NEW) {
        Err(PublishError::Foreign { files, .. }) => assert_eq!(files, expected),
        other => panic!("{other:?}, not a refusal"),
    }
    assert_eq!(desk.visible(), before);
    desk.assert_tidy();
}

#[test]
fn a_new_site_takes_the_old_ones_place() {
    let desk = Desk::published();
    let published = desk.build(&NEW).unwrap();
    assert_eq!(names(&published.written), ["ban-tin/2022/c.html", "chi-so/x", "index.html"]);
    assert_eq!(names(&published.unchanged), ["ban-tin/2022/a.html"]);
    let removed = ["assets/old.css", "ban-tin/2022/b.html", "chi-so/x/y.html"];
    assert_eq!(names(&published.removed), removed);
    assert_eq!(published.way, Way::AtOnce);
    assert!(published.loose_end.is_none());
    assert_eq!(desk.visible(), whole(&NEW));
    assert_eq!(files(&desk.root().join(".bantin/previous")), whole(&OLD));
    desk.assert_tidy();
}

#[test]
fn the_same_site_again_changes_nothing() {
    let desk = Desk::published();
    let modified = || fs::metadata(desk.output()).unwrap().modified().unwrap();
    let before = modified();
    let published = desk.build(&OLD).unwrap();
    assert_eq!((published.way, published.written, published.removed), (Way::Nothing, vec![], vec![]));
    assert_eq!(names(&published.unchanged).len(), OLD.len());
    assert_eq!(modified(), before);
    assert_eq!(desk.visible(), whole(&OLD));
    desk.assert_tidy();
}

#[test]
fn refused_build_leaves_public_untouched() {
    let desk = Desk::published();
    let staging = desk.open().unwrap();
    put(&staging, "index.html", "half a site").unwrap();
    drop(staging);
    assert_eq!(desk.visible(), whole(&OLD));
    desk.assert_tidy();
}

#[test]
fn a_published_file_that_somebody_changed_is_published_anew() {
    let desk = Desk::published();
    desk.write("public/index.html", "bad home");
    let published = desk.build(&OLD).unwrap();
    assert_eq!(names(&published.written), ["index.html"]);
    assert_eq!(desk.visible(), whole(&OLD));
}

#[test]
fn an_unchanged_file_is_the_same_file_and_a_changed_one_another() {
    let desk = Desk::published();
    desk.build(&NEW).unwrap();
    let previous = desk.root().join(".bantin/previous");
    // A write into a published file would change the twin too, if it were not replaced.
    assert_eq!(fs::read(previous.join("index.html")).unwrap(), b"old home");
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let file = |folder: &Path| fs::metadata(folder.join("ban-tin/2022/a.html")).unwrap().ino();
        assert_eq!(file(&previous), file(&desk.output()));
    }
}

#[test]
fn files_of_others_are_listed_and_left_alone() {
    let desk = Desk::published();
    desk.write("public/thu/ghi-chu.txt", "keep");
    desk.write("public/a.txt", "keep");
    check_foreign(&desk, &["a.txt", "thu/ghi-chu.txt"]);
}

#[test]
fn a_folder_that_bantin_never_wrote_to_is_refused() {
    let desk = Desk::new();
    desk.write("public/index.html", "somebody's home page");
    let error = desk.build(&NEW).unwrap_err();
    let output = fs::canonicalize(desk.output()).unwrap().display().to_string();
    assert_eq!(
        error.text().vi,
        format!(
            "«{output}» có tệp không do bantin ghi, hoặc đã bị sửa khi .bantin/ không còn; hãy chuyển đi nơi khác hoặc chọn thư mục khác:\n  index.html"
        )
    );
    assert_eq!(
        error.to_string(),
        format!(
            "“{output}” holds files that bantin did not write, or that were changed while .bantin/ was lost; move them away or choose another folder:\n  index.html"
        )
    );
    assert_eq!(desk.visible().len(), 1);
}

#[test]
fn a_message_names_ten_files_and_counts_the_rest() {
    let files = (10..25).map(|number| format!("f{number}")).collect();
    let text = PublishError::Foreign { output: "public".into(), files }.text();
    assert!(text.vi.ends_with("\n  f19\n  và 5 tệp khác") && text.en.ends_with("\n  f19\n  and 5 more"));
}

#[test]
fn without_its_list_bantin_knows_no_file_for_its_own() {
    let desk = Desk::published();
    fs::remove_dir_all(desk.root().join(".bantin")).unwrap();
    fs::remove_file(desk.output().join(sums::SUMS)).unwrap();
    let mut all: Vec<_> = OLD.iter().map(|(path, _)| *path).collect();
    all.sort_unstable();
    check_foreign(&desk, &all);
}

#[test]
fn a_site_whose_list_was_lost_is_known_by_its_sums() {
    let desk = Desk::published();
    fs::remove_dir_all(desk.root().join(".bantin")).unwrap();
    let published = desk.build(&NEW).unwrap();
    assert_eq!(names(&published.unchanged), ["ban-tin/2022/a.html"]);
    assert_eq!(desk.visible(), whole(&NEW));
}

#[cfg(unix)]
#[test]
fn a_pipe_in_the_place_of_the_sums_is_somebody_elses() {
    let desk = Desk::published();
    fs::remove_dir_all(desk.root().join(".bantin")).unwrap();
    let sums = desk.output().join(sums::SUMS);
    fs::remove_file(&sums).unwrap();
    assert!(process::Command::new("mkfifo").arg(&sums).status().unwrap().success());
    assert!(
        matches!(desk.build(&NEW), Err(PublishError::Foreign { files, .. }) if files.contains(&sums::SUMS.to_owned()))
    );
}

#[test]
fn a_file_that_differs_from_its_sum_is_somebody_elses() {
    let desk = Desk::published();
    fs::remove_dir_all(desk.root().join(".bantin")).unwrap();
    desk.write("public/index.html", "written by hand");
    check_foreign(&desk, &["index.html"]);
}

#[test]
fn another_site_within_the_output_is_named_as_what_is_in_the_way() {
    let desk = Desk::published();
    desk.write("public/xa/index.html", "another site");
    desk.write("public/xa/SHA256SUMS", "its list");
    check_foreign(&desk, &["xa/SHA256SUMS", "xa/index.html"]);
    let help = desk.build(&NEW).unwrap_err().help().unwrap();
    assert!(help.vi.starts_with("nếu «xa» là một trang khác"), "{}", help.vi);
    assert!(help.en.starts_with("if “xa” is another site"), "{}", help.en);
}

#[test]
fn what_hosts_and_version_control_want_is_carried_over() {
    let desk = Desk::new();
    let carried =
        [("CNAME", "tin.example"), (".gitignore", "*"), (".well-known/security.txt", "s"), (".git/x/y", "g")];
    for (path, bytes) in carried {
        desk.write(&format!("public/{path}"), bytes);
    }
    let expected = |site: &[(&str, &str)]| {
        let mut files = published(site);
        files.extend(carried.map(|(path, bytes)| (path.to_owned(), bytes.as_bytes().to_vec())));
        files
    };
    desk.build(&OLD).unwrap();
    assert_eq!(desk.visible(), expected(&OLD));
    desk.build(&NEW).unwrap();
    assert_eq!(desk.visible(), expected(&NEW));
}

#[test]
fn a_dotfile_of_somebody_elses_is_not_replaced_by_one_of_the_site() {
    let desk = Desk::published();
    match desk.build(&[("index.html", "new"), (".htaccess", "the site's")]) {
        Err(PublishError::Foreign { files, .. }) => assert_eq!(files, [".htaccess"]),
        other => panic!("{other:?}, not a refusal"),
    }
    assert_eq!(desk.visible(), whole(&OLD));
}

#[test]
fn the_sites_own_dotfiles_come_and_go_with_it() {
    let desk = Desk::new();
    desk.build(&[(".nojekyll", ""), ("CNAME", "a.example"), ("index.html", "a")]).unwrap();
    let published = desk.build(&[("index.html", "a")]).unwrap();
    assert_eq!(names(&published.removed), [".nojekyll", "CNAME"]);
    assert_eq!(desk.visible().len(), 2);
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_a_page_is_somebody_elses() {
    let desk = Desk::published();
    desk.write("secret", "secret");
    fs::remove_file(desk.output().join("index.html")).unwrap();
    std::os::unix::fs::symlink(desk.root().join("secret"), desk.output().join("index.html")).unwrap();
    check_foreign(&desk, &["index.html"]);
}

#[cfg(unix)]
#[test]
fn everyone_may_read_what_is_published() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::published();
    let mode = |path: &str| fs::metadata(desk.output().join(path)).unwrap().permissions().mode() & 0o777;
    assert_eq!([mode(""), mode("ban-tin"), mode("ban-tin/2022")], [0o755; 3]);
    assert_eq!(mode("index.html"), 0o644);
}

#[test]
fn of_two_files_with_one_address_none_wins() {
    let desk = Desk::published();
    let staging = desk.open().unwrap();
    put(&staging, "a/b.html", "one").unwrap();
    let error = PublishError::from(put(&staging, "a/b.html", "two").unwrap_err());
    assert!(matches!(&error, PublishError::TwoOutputs { .. }));
    assert_eq!(error.text().vi, "hai nội dung cùng có địa chỉ a/b.html");
    assert_eq!(error.text().en, "two files have the address a/b.html");
}

#[test]
fn a_second_build_learns_who_is_building() {
    let desk = Desk::published();
    let staging = desk.open().unwrap();
    let error = desk.open().unwrap_err();
    let pid = process::id();
    assert_eq!(
        error.text().vi,
        format!("tiến trình {pid} đang dựng trang tin này; hãy đợi hoặc dừng tiến trình đó")
    );
    assert_eq!(error.to_string(), format!("process {pid} is building this site; wait for it or stop it"));
    drop(staging);
    desk.build(&NEW).unwrap();
}

#[test]
fn several_outputs_of_one_site_do_not_know_each_others_files() {
    let desk = Desk::published();
    let other = desk.root().join("dist/web");
    let build = |site: &[(&str, &str)]| {
        let staging = Staging::open(desk.root(), &other)?;
        site.iter().try_for_each(|(address, bytes)| put(&staging, address, bytes).map(drop))?;
        staging.publish()
    };
    build(&NEW).unwrap();
    assert_eq!(desk.visible(), whole(&OLD));
    assert_eq!(names(&desk.build(&OLD).unwrap().written), [""; 0]);
    assert_eq!(build(&NEW).unwrap().way, Way::Nothing);
    build(&OLD).unwrap();
    assert_eq!(files(&other), published(&OLD));
}

#[test]
fn files_are_staged_from_many_threads() {
    let desk = Desk::new();
    let staging = desk.open().unwrap();
    let put = |thread: usize| {
        (0..50).try_for_each(|page| put(&staging, &format!("p{page}/a/t{thread}.html"), "page").map(drop))
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|thread| scope.spawn(move || put(thread))).collect();
        threads.into_iter().for_each(|thread| thread.join().unwrap().unwrap());
    });
    assert_eq!(names(&staging.publish().unwrap().written).len(), 200);
    assert_eq!(desk.visible().len(), 201);
}

#[test]
fn a_reader_that_never_stops_meets_whole_files_only() {
    let desk = Desk::published();
    let page = desk.output().join("index.html");
    let done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut read = 0;
            while !done.load(std::sync::atomic::Ordering::Relaxed) {
                let bytes = fs::read(&page).expect("the page is always there");
                assert!(bytes == b"old home" || bytes == b"new home");
                read += 1;
            }
            read
        });
        for _ in 0..10 {
            desk.build(&NEW).unwrap();
            desk.build(&OLD).unwrap();
        }
        done.store(true, std::sync::atomic::Ordering::Relaxed);
        assert!(reader.join().unwrap() > 20);
    });
}

#[test]
fn a_published_file_is_read_as_what_it_was_or_not_at_all() {
    let desk = Desk::published();
    desk.build(&[("a.txt", "one"), ("b.txt", "two")]).unwrap();
    desk.write("public/b.txt", "defaced");
    let staging = desk.open().unwrap();
    let read = |address: &str, bytes: &str| {
        staging.read(&Address::new(address).unwrap(), &Fingerprint::of(bytes.as_bytes())).unwrap()
    };
    assert_eq!(read("a.txt", "one").as_deref(), Some(b"one".as_slice()));
    assert_eq!(read("a.txt", "another"), None);
    assert_eq!(read("b.txt", "two"), None);
    assert_eq!(read("c.txt", "three"), None);
    assert!(staging.lock_staged().is_empty(), "what is read is not yet part of the site");
}
