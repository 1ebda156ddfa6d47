//! Indexes the same corpus with bantin and with Pagefind in turn, in one run on one machine, and prints what that
//! cost and what readers then load: for a first query with an empty cache, and for one that follows another.
//!
//! ```sh
//! cargo bench --bench search -- 1000 10000
//! PAGEFIND=path/to/pagefind cargo bench --bench search -- 10000
//! cargo bench --bench search -- --weigh path/to/site 10000
//! ```
//!
//! The last tells, without a browser, what the families of an index weigh and which of them queries read.
//!
//! Pagefind comes from npm (`npm install pagefind@1.6.0`); without it, bantin is measured alone. Queries are asked
//! by each client in headless Chromium (`npm ci --prefix tests/browser`). Pagefind reads pages of nothing but
//! the bulletins' own text, less than bantin indexes: places, metrics and documents are left to bantin.

#![expect(clippy::expect_used, reason = "a measurement that can't go on fails")]

#[path = "../corpus/mod.rs"]
mod corpus;
#[path = "../compare/measure.rs"]
mod measure;
#[path = "../compare/bantin.rs"]
mod site;

mod pages;
mod queries;
mod weigh;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use bantin::cache::Cache;
use bantin::load::{Reading, TEXTS_IN_MEMORY, load};
use bantin::output::{Address, Fingerprint, Sink};
use bantin::pipeline::{Drafts, check_sources, index_sources, parse_as_of, publish_index};
use bantin::search::Shards;
use corpus::{Corpus, write};
use measure::Cost;
use mimalloc::MiMalloc;
use queries::{Asked, Measured};

/// As in the command: what is measured is what users have.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

const DAY: &str = "2026-01-01";

/// As few bulletins as make a page to search from.
const FEW: usize = 20;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|one| one != "--bench").collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["--check", root] => check(Path::new(root)),
        ["--weigh", root, count] => weigh::weigh(Path::new(root), count.parse().expect("how many bulletins")),
        ["--index", root, to] => index(Path::new(root), Path::new(to)),
        [] => compare(1000),
        _ => words.iter().for_each(|count| compare(count.parse().expect("numbers of bulletins"))),
    }
}

/// What an engine made of a corpus.
struct Index {
    cost: Cost,
    files: usize,
    bytes: u64,
    asked: Vec<Asked>,
}

fn compare(count: usize) {
    let corpus = Corpus::new(count);
    let folder = tempfile::tempdir().expect("a folder");
    let queries = queries::of(&corpus);
    let ours = of_bantin(folder.path(), &corpus, &queries);
    let theirs = of_pagefind(folder.path(), &corpus, &queries);
    println!("\n{count} bulletins: {:<24} {:>10} {:>10} {:>7}", "", "bantin", "Pagefind", "ratio");
    row("indexing, CPU s", &ours, theirs.as_ref(), |one| one.cost.cpu);
    row("indexing, wall s", &ours, theirs.as_ref(), |one| one.cost.wall);
    row("indexing, memory MB", &ours, theirs.as_ref(), |one| one.cost.memory as f64 / 1e6);
    row("index, MB", &ours, theirs.as_ref(), |one| one.bytes as f64 / 1e6);
    row("index, files", &ours, theirs.as_ref(), |one| one.files as f64);
    for (which, of) in
        [("first", (|one| one.first) as fn(&Asked) -> Measured), ("following", |one| one.following)]
    {
        for (what, value) in queries::VALUES {
            let name = |kind| format!("{which} query, {what}, {kind}");
            row(&name("median"), &ours, theirs.as_ref(), |one| {
                queries::median(&one.asked, |asked| value(of(asked)))
            });
            row(&name("maximum"), &ours, theirs.as_ref(), |one| {
                queries::maximum(&one.asked, |asked| value(of(asked)))
            });
        }
    }
    queries::print(&ours.asked, theirs.as_ref().map(|theirs| theirs.asked.as_slice()));
}

fn row(name: &str, ours: &Index, theirs: Option<&Index>, value: impl Fn(&Index) -> f64) {
    let ours = value(ours);
    match theirs.map(value) {
        Some(theirs) => println!("  {name:<38} {ours:>10.2} {theirs:>10.2} {:>7.3}", ours / theirs),
        None => println!("  {name:<38} {ours:>10.2} {:>10} {:>7}", "–", "–"),
    }
}

/// The cost of an index is what reading, checking and indexing the content costs more than reading and checking
/// it; its memory is all that was needed.
fn of_bantin(folder: &Path, corpus: &Corpus, queries: &[String]) -> Index {
    let (root, page, made) = (folder.join("site"), folder.join("page"), folder.join("made"));
    site::site(&root, corpus);
    site::site(&page, &Corpus::new(FEW));
    let mut build = Command::new(env!("CARGO_BIN_EXE_bantin"));
    measure::run(
        build.args(["build", "--quiet", "--as-of", DAY, "--root"]).arg(&page).arg("--output").arg(&made),
    );
    let search = made.join("assets/search");
    fs::remove_dir_all(&search).expect("the index of the few is removed");
    let program = std::env::current_exe().expect("this program");
    let without = measure::run(Command::new(&program).arg("--check").arg(&root));
    let with = measure::run(Command::new(&program).arg("--index").arg(&root).arg(&made));
    let cost = Cost { cpu: with.cpu - without.cpu, wall: with.wall - without.wall, ..with };
    let (files, bytes) = measure::weigh(&search);
    Index { cost, files, bytes, asked: queries::ask("bantin", &made, queries) }
}

fn check(root: &Path) {
    let loaded = load(root, &Reading::all(TEXTS_IN_MEMORY)).expect("the site is read");
    let as_of = parse_as_of(DAY).expect("a day");
    check_sources(loaded.sources, as_of, Drafts::LeftOut).expect("the site is checked");
}

fn index(root: &Path, to: &Path) {
    let loaded = load(root, &Reading::all(TEXTS_IN_MEMORY)).expect("the site is read");
    let (as_of, cache) = (parse_as_of(DAY).expect("a day"), Cache::of(root));
    publish_index(&loaded.sources, as_of, &cache, &Folder(to)).expect("the site is indexed");
}

/// Writes files below a folder, and knows of none that is there.
struct Folder<'a>(&'a Path);

impl Sink for Folder<'_> {
    fn put(&self, address: &Address, bytes: &[u8]) -> io::Result<Fingerprint> {
        write(self.0, address.as_str(), bytes);
        Ok(Fingerprint::of(bytes))
    }

    fn keep(&self, _: &Address, _: &Fingerprint) -> io::Result<bool> {
        Ok(false)
    }

    fn read(&self, _: &Address, _: &Fingerprint) -> io::Result<Option<Vec<u8>>> {
        Ok(None)
    }
}

fn shards(root: &Path) -> Shards {
    let loaded = load(root, &Reading::all(TEXTS_IN_MEMORY)).expect("the site is read");
    let shards = index_sources(&loaded.sources, parse_as_of(DAY).expect("a day"));
    shards.expect("the site is indexed").expect("a site")
}

/// `None` where there is no Pagefind.
fn of_pagefind(folder: &Path, corpus: &Corpus, queries: &[String]) -> Option<Index> {
    let pagefind = std::env::var_os("PAGEFIND").map_or_else(|| PathBuf::from("pagefind"), PathBuf::from);
    Command::new(&pagefind).arg("--version").output().ok()?;
    let root = folder.join("pages");
    pages::write_all(&root, corpus);
    let cost = measure::run(Command::new(&pagefind).arg("--site").arg(&root));
    let (files, bytes) = measure::weigh(&root.join("pagefind"));
    Some(Index { cost, files, bytes, asked: queries::ask("pagefind", &root, queries) })
}
