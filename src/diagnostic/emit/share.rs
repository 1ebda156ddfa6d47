//! Shares out how fully each of many problems is told: whole, as a line, or only counted.
//!
//! A writer reads the first few of a rule, and learns from them what to write; of the others it is enough to know
//! where they are. Prints nothing.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics, RuleName, Severity};
use crate::source::FileId;

/// How many problems of one rule in one file are told; a table may have the same one in each of its rows, and the
/// cure is the same for all.
pub(super) const MOST_IN_FILE: usize = 20;

/// How many problems of one rule are told whole. Each error has to be mended before anything is published, and what
/// helps may be another thing each time.
pub(super) fn most_whole(severity: Severity) -> usize {
    match severity {
        Severity::Error => 100,
        Severity::Warning => 50,
    }
}

/// A problem that is told.
pub(super) struct Told<'a> {
    pub(super) diagnostic: &'a Diagnostic,
    /// How many further ones of its rule are in its file, of which nothing else is said.
    pub(super) more: usize,
}

/// The problems of one severity, in the order of all.
#[derive(Default)]
pub(super) struct Shares<'a> {
    /// With the lines that they point at.
    pub(super) whole: Vec<Told<'a>>,
    /// Of each rule those that get one line; never empty.
    pub(super) lines: BTreeMap<RuleName, Vec<Told<'a>>>,
}

impl<'a> Shares<'a> {
    /// Shares out those of a severity.
    pub(super) fn of(diagnostics: &'a Diagnostics, severity: Severity) -> Self {
        let those = || diagnostics.iter().filter(|one| one.severity == severity);
        let mut in_files: BTreeMap<(RuleName, FileId), InFile> = BTreeMap::new();
        for one in those() {
            in_files.entry(in_file(one)).or_default().all += 1;
        }
        for ((file, rule, of), left_out) in diagnostics.left_out() {
            if of == severity {
                in_files.entry((rule, file)).or_default().all += left_out;
            }
        }
        let mut shares = Self::default();
        let mut whole: BTreeMap<RuleName, usize> = BTreeMap::new();
        for diagnostic in those() {
            let Some(more) = in_files.entry(in_file(diagnostic)).or_default().tell() else { continue };
            let told = Told { diagnostic, more };
            let whole = whole.entry(diagnostic.rule).or_default();
            if *whole < most_whole(severity) {
                *whole += 1;
                shares.whole.push(told);
            } else {
                shares.lines.entry(diagnostic.rule).or_default().push(told);
            }
        }
        shares
    }
}

/// The problems of one rule in one file.
#[derive(Default)]
struct InFile {
    all: usize,
    told: usize,
}

impl InFile {
    /// Tells one more, and how many remain untold behind it; `None` where enough are told.
    fn tell(&mut self) -> Option<usize> {
        if self.told == MOST_IN_FILE {
            return None;
        }
        self.told += 1;
        Some(if self.told == MOST_IN_FILE { self.all - self.told } else { 0 })
    }
}

fn in_file(diagnostic: &Diagnostic) -> (RuleName, FileId) {
    (diagnostic.rule, diagnostic.span.file)
}
