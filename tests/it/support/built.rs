//! Whole sites, built from a copy of their folder as their owners would build them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, SystemTime};

use bantin::pipeline::{self, Drafts, Options, Outcome, TEXTS_IN_MEMORY, parse_as_of};
use tempfile::TempDir;

/// The day that sites are built for where the day does not matter.
pub const DAY: &str = "2026-01-01";

/// The sites that are built whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whole {
    /// The sample that comes with the program.
    Sample,
    /// Odd but valid content.
    Odd,
    /// The least, in English.
    English,
}

pub const ALL: [Whole; 3] = [Whole::Sample, Whole::Odd, Whole::English];

impl Whole {
    fn content(self) -> PathBuf {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        match self {
            Self::Sample => root.join("content"),
            Self::Odd => root.join("tests/sites/odd/content"),
            Self::English => root.join("tests/sites/english/content"),
        }
    }

    /// A copy of the site's folder, gone with the value.
    pub fn copy(self) -> TempDir {
        let root = tempfile::tempdir().unwrap();
        copy(&self.content(), &root.path().join("content"));
        root
    }

    /// The site as of [`DAY`], without drafts; built once for all tests.
    pub fn built(self) -> &'static Built {
        static SITES: [OnceLock<Built>; 3] = [const { OnceLock::new() }; 3];
        SITES[self as usize].get_or_init(|| self.build(DAY, Drafts::LeftOut))
    }

    /// The site as of a day or moment; a site that is refused fails the test.
    pub fn build(self, as_of: &str, drafts: Drafts) -> Built {
        build(self.copy().path(), as_of, drafts).unwrap_or_else(|problems| panic!("{self:?}: {problems}"))
    }
}

/// What was published.
#[derive(Debug)]
pub struct Built {
    /// By address.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The warnings, as they are printed.
    pub warnings: String,
}

impl Built {
    /// Every page, by address.
    pub fn pages(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files
            .iter()
            .filter(|(address, _)| address.ends_with(".html"))
            .map(|(address, bytes)| (address.as_str(), std::str::from_utf8(bytes).unwrap()))
    }

    /// The page at an address.
    #[track_caller]
    pub fn page(&self, address: &str) -> &str {
        let Some(bytes) = self.files.get(address) else {
            panic!("no {address} among {:#?}", self.files.keys());
        };
        std::str::from_utf8(bytes).unwrap()
    }
}

/// After every change that a test makes: files are known by their times as soon as they are written.
const LONG_AFTER: Duration = Duration::from_secs(1 << 33);

/// Builds the site in a folder into `public/` in it; what is wrong with it, where it is refused.
pub fn build(root: &Path, as_of: &str, drafts: Drafts) -> Result<Built, String> {
    build_with(root, as_of, drafts, TEXTS_IN_MEMORY)
}

/// As [`build`], with so many bytes of texts in memory.
pub fn build_with(root: &Path, as_of: &str, drafts: Drafts, texts_in_memory: usize) -> Result<Built, String> {
    let options = Options { texts_in_memory, ..options(root, as_of, drafts) };
    let outcome = pipeline::build(&options).unwrap();
    let found = outcome.found();
    let problems =
        found.diagnostics.iter().map(|one| format!("{}: {}\n", one.rule, one.message.en)).collect();
    match outcome {
        Outcome::Refused(_) => Err(problems),
        Outcome::Published(_) => Ok(Built { files: files(&options.output), warnings: problems }),
    }
}

/// How [`build`] builds the site in a folder.
pub fn options(root: &Path, as_of: &str, drafts: Drafts) -> Options {
    Options {
        root: root.to_owned(),
        output: root.join("public"),
        base_url: None,
        drafts,
        as_of: parse_as_of(as_of).unwrap(),
        strict: false,
        texts_in_memory: TEXTS_IN_MEMORY,
        search: true,
        begun: Some(SystemTime::UNIX_EPOCH + LONG_AFTER),
    }
}

/// Every file below a folder, by its path with `/`.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![(folder.to_owned(), String::new())];
    while let Some((folder, before)) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let address = format!("{before}{}", entry.file_name().to_str().unwrap());
            if entry.file_type().unwrap().is_dir() {
                open.push((entry.path(), format!("{address}/")));
            } else {
                found.insert(address, fs::read(entry.path()).unwrap());
            }
        }
    }
    found
}

/// Copies every file below a folder.
pub fn copy(from: &Path, to: &Path) {
    for (path, bytes) in files(from) {
        let path = to.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}
