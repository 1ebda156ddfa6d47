//! A build killed at any moment, hundreds of times: readers meet the old site or the new one, never a mixture.
//!
//! Left out of an ordinary run, since it takes minutes: `tests/run` runs it with the release build, and
//! `KILLS=1000 BULLETINS=2000` is for before a release.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// What a folder holds: bytes by path.
type Files = BTreeMap<PathBuf, Vec<u8>>;

/// Two states of one site in which every page differs.
const TITLES: [&str; 2] = ["Bản tin huyện", "Trang tin của huyện"];

fn number(variable: &str, usual: usize) -> usize {
    std::env::var(variable).ok().and_then(|value| value.parse().ok()).unwrap_or(usual)
}

/// The program under test: the release build where `BANTIN` names it.
fn program() -> PathBuf {
    std::env::var_os("BANTIN").map_or_else(|| env!("CARGO_BIN_EXE_bantin").into(), PathBuf::from)
}

fn start(root: &Path) -> Child {
    let mut command = Command::new(program());
    command.args(["build", "--quiet", "--as-of", "2026-01-01", "--root"]).arg(root);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts")
}

fn build(root: &Path) -> Duration {
    let begun = Instant::now();
    assert!(start(root).wait().expect("it ends").success());
    begun.elapsed()
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
    fs::write(path, text).expect("a file");
}

fn write_site(root: &Path, title: &str) {
    let site = format!("title: {title}\nlanguage: vi\npublisher: {{name: Tổ biên tập}}\n");
    write(root, "content/site.yaml", &site);
}

fn write_bulletins(root: &Path, count: usize) {
    for at in 0..count {
        let (month, day) = (1 + at / 28 % 12, 1 + at % 28);
        let text = format!(
            "---\ntitle: Xã ra quân lần thứ {at}\ndate: 2022-{month:02}-{day:02}\nlocalities: []\n---\n{}\n",
            "Tổ lưu động đến từng thôn.\n\n".repeat(20)
        );
        write(root, &format!("content/bulletins/2022/tin-{at}.md"), &text);
    }
}

fn files(folder: &Path) -> Files {
    let mut found = Files::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(inner) = folders.pop() {
        for entry in fs::read_dir(inner).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = fs::read(&path).expect("a file");
                found.insert(path.strip_prefix(folder).expect("inside").to_owned(), bytes);
            }
        }
    }
    found
}

/// Numbers that look random and are the same in each run (Knuth's MMIX generator).
struct Dice(u64);

impl Dice {
    /// At least 0, below 1,000.
    fn thousandths(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % 1000
    }
}

#[test]
#[ignore = "takes minutes; tests/run runs it with the release build"]
fn a_site_whose_build_is_killed_is_wholly_old_or_wholly_new() {
    let (kills, bulletins) = (number("KILLS", 300), number("BULLETINS", 200));
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    write_bulletins(root, bulletins);
    let mut takes = Duration::ZERO;
    let whole = TITLES.map(|title| {
        write_site(root, title);
        takes = build(root);
        files(&root.join("public"))
    });
    let differs = |path: &PathBuf| whole[0].get(path) != whole[1].get(path);
    assert!(whole[0].keys().filter(|path| path.ends_with(".html")).all(differs));

    let (mut dice, mut landed, mut met, mut tries) = (Dice(7), 0, [0, 0], 0);
    let mut stands = 1;
    while landed < kills {
        // Always the state that readers don't see: a build that has nothing to do ends before most kills.
        write_site(root, TITLES[1 - stands]);
        tries += 1;
        assert!(tries < kills * 20, "{landed} of {tries} kills came before the end of a build");
        let mut child = start(root);
        // Half of the kills in the last third, where files are put in their places.
        let share = dice.thousandths();
        let share = if dice.thousandths() < 500 { share } else { 667 + share / 3 };
        thread::sleep(takes.mul_f64(share as f64 / 1000.0));
        child.kill().expect("it can be killed");
        let killed = child.wait().expect("it ends").code().is_none();
        landed += usize::from(killed);
        // A machine that is busy with other things takes longer one time than another.
        takes = takes.mul_f64(if killed { 1.04 } else { 0.94 });
        let visible = files(&root.join("public"));
        let state = whole.iter().position(|site| *site == visible);
        stands = state.unwrap_or_else(|| panic!("a mixture after kill {landed}"));
        met[stands] += 1;
    }
    println!("{landed} kills landed in {tries} builds; readers met {} and {}", met[0], met[1]);
    assert!(met.iter().all(|met| *met > 0), "each of the two states was met: {met:?}");
    for (title, whole) in TITLES.iter().zip(&whole) {
        write_site(root, title);
        build(root);
        assert!(files(&root.join("public")) == *whole, "the build after all kills is like any other");
    }
    let left: Vec<_> = fs::read_dir(root.join(".bantin")).expect("a folder").flatten().collect();
    assert!(left.len() <= 8, "nothing of the dead ones is left: {left:?}");
}
