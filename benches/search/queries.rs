//! What is asked, and what a client loads for it.

use std::path::Path;
use std::process::Command;

use crate::corpus::Corpus;

/// Two and three words, long ones, numbers, with marks and without; places are added.
const QUERIES: [&str; 11] = [
    "căn cước công dân",
    "can cuoc cong dan",
    "đề án 06",
    "3/QĐ-TTg",
    "chuyển đổi số",
    "dich vu cong truc tuyen",
    "hồ sơ trực tuyến 2023",
    "hộ nghèo",
    "đăng ký khai sinh cho con",
    "thu tuc hanh chinh cap xa",
    "học sinh",
];

/// The queries for a corpus: the fixed ones and names of its places, of a common and of rare ones.
pub fn of(corpus: &Corpus) -> Vec<String> {
    let name = |at: usize| corpus.places[at].name.clone();
    let bare = |at: usize| bantin::vietnamese::fold(&corpus.places[at].name);
    let last = corpus.places.len() - 1;
    let places = [name(0), bare(1), name(last), format!("hộ nghèo {}", name(last / 2))];
    QUERIES.iter().map(|query| (*query).to_owned()).chain(places).collect()
}

/// What a query loaded.
#[derive(Debug, Clone, Copy, Default)]
pub struct Measured {
    /// Bytes as the files have them.
    pub raw: f64,
    /// Bytes from a host that compresses.
    pub compressed: f64,
    /// Files.
    pub requests: f64,
}

/// A query with an empty cache, and behind another one.
#[derive(Debug, Clone)]
pub struct Asked {
    pub query: String,
    pub first: Measured,
    pub following: Measured,
}

/// A figure that is told of a query: its name, and how it is taken from a measurement.
pub type Value = (&'static str, fn(Measured) -> f64);

/// What is told of a query.
pub const VALUES: [Value; 3] = [
    ("kB", |one| one.raw / 1e3),
    ("kB compressed", |one| one.compressed / 1e3),
    ("requests", |one| one.requests),
];

/// Asks each query in the browser, by the client of an engine; none where there is no browser.
pub fn ask(engine: &str, folder: &Path, queries: &[String]) -> Vec<Asked> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/search/client.mjs");
    let output = Command::new("node").arg(script).arg(engine).arg(folder).args(queries).output();
    let output = match output {
        Ok(output) if output.status.success() => output,
        Ok(output) => {
            eprintln!("no queries asked: {}", String::from_utf8_lossy(&output.stderr));
            return Vec::new();
        }
        Err(error) => {
            eprintln!("no queries asked: {error}");
            return Vec::new();
        }
    };
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.lines().map(asked).collect()
}

fn asked(line: &str) -> Asked {
    let mut cells = line.split('\t');
    let query = cells.next().unwrap_or_default().to_owned();
    let mut next = || cells.next().and_then(|cell| cell.parse().ok()).expect("a number of bytes or files");
    let mut measured = || Measured { raw: next(), compressed: next(), requests: next() };
    Asked { query, first: measured(), following: measured() }
}

pub fn median(asked: &[Asked], value: impl Fn(&Asked) -> f64) -> f64 {
    let mut values: Vec<f64> = asked.iter().map(value).collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

pub fn maximum(asked: &[Asked], value: impl Fn(&Asked) -> f64) -> f64 {
    asked.iter().map(value).fold(0.0, f64::max)
}

/// The queries one by one, in kB as the files have them.
pub fn print(ours: &[Asked], theirs: Option<&[Asked]>) {
    println!("\n  {:<38} {:>8} {:>10} {:>8} {:>10}", "kB", "bantin", "following", "Pagefind", "following");
    for (at, ours) in ours.iter().enumerate() {
        let of =
            |asked: &Asked| format!("{:>8.1} {:>10.1}", asked.first.raw / 1e3, asked.following.raw / 1e3);
        let theirs = theirs.and_then(|theirs| theirs.get(at)).map(of).unwrap_or_default();
        println!("  {:<38} {} {theirs}", ours.query, of(ours));
    }
}
