//! Holds what a writer should know: what is wrong, where, and what to write instead.
//!
//! A [`Diagnostic`] is data; how it is printed is [`emit`]'s business. Nothing in here decides what is wrong.

pub mod emit;
pub mod explain;
mod look_alike;
mod nearest;

pub use look_alike::look_alike;
pub use nearest::nearest;

use std::collections::BTreeMap;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

use crate::source::{FileId, LineColumn, LineIndex, Sources, Span};

/// A message in both languages that bantin speaks; [`text!`] makes one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
}

/// The language that messages are shown in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum MessageLanguage {
    Vietnamese,
    English,
}

impl Text {
    /// The message in one language.
    pub fn get(&self, language: MessageLanguage) -> &str {
        match language {
            MessageLanguage::Vietnamese => &self.vi,
            MessageLanguage::English => &self.en,
        }
    }
}

/// Writes a [`Text`]: `text!(vi: "không có «{id}»", en: "there is no “{id}”")`.
///
/// Names in braces are captured as by `format!`, and checked by the compiler in both languages.
macro_rules! text {
    (vi: $vi:literal, en: $en:literal $(,)?) => {
        $crate::diagnostic::Text { vi: format!($vi), en: format!($en) }
    };
}
pub(crate) use text;

/// How much a problem matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// Refuses publication; what is published stays.
    Error,
    /// Is published, and wants a look; refuses publication only with `--strict`.
    Warning,
}

/// A second place that helps to understand the first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// Where to look.
    pub span: Span,
    /// What stands there.
    pub text: Text,
}

/// The name of a rule of the program.
pub type RuleName = &'static str;

/// One problem, for one writer to mend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The rule's name, kebab case, naming the defect: `broken-reference`.
    #[serde(deserialize_with = "known_rule")]
    pub rule: RuleName,
    /// Whether it refuses publication.
    pub severity: Severity,
    /// What is wrong, in a sentence without a full stop.
    pub message: Text,
    /// The narrowest place that is wrong.
    pub span: Span,
    /// Where that begins, if it was counted while the text was at hand: else the text may have to be read again only
    /// to say so.
    pub begins: Option<LineColumn>,
    /// Further places, in the order in which they help.
    pub labels: Vec<Label>,
    /// What to write instead, most likely first.
    pub help: Vec<Text>,
}

impl Diagnostic {
    /// A problem that refuses publication.
    pub fn error(rule: &'static str, span: &Span, message: Text) -> Self {
        Self {
            rule,
            severity: Severity::Error,
            message,
            span: span.clone(),
            begins: None,
            labels: Vec::new(),
            help: Vec::new(),
        }
    }

    /// A problem that an editor should look at.
    pub fn warning(rule: &'static str, span: &Span, message: Text) -> Self {
        Self { severity: Severity::Warning, ..Self::error(rule, span, message) }
    }

    fn kind(&self) -> Kind {
        (self.span.file, self.rule, self.severity)
    }

    /// Adds a second place.
    #[must_use]
    pub fn label(mut self, span: &Span, text: Text) -> Self {
        self.labels.push(Label { span: span.clone(), text });
        self
    }

    /// Adds what to write instead.
    #[must_use]
    pub fn help(mut self, text: Text) -> Self {
        self.help.push(text);
        self
    }

    /// Adds what to write instead, where something is known.
    #[must_use]
    pub fn help_if(self, text: Option<Text>) -> Self {
        match text {
            Some(text) => self.help(text),
            None => self,
        }
    }
}

/// A rule that the program has; another is none of its diagnostics.
fn known_rule<'de, D: Deserializer<'de>>(from: D) -> Result<RuleName, D::Error> {
    let name = String::deserialize(from)?;
    explain::rules().find(|rule| *rule == name).ok_or_else(|| D::Error::custom("no such rule"))
}

/// How many problems of one kind are kept; a table of 16 MiB may have millions, each with a kilobyte of words, and
/// of those that are printed for people there are twenty.
const MOST_OF_KIND: usize = 10_000;

/// Problems that are alike: of one rule, in one file.
type Kind = (FileId, RuleName, Severity);

/// How many there are of a kind.
#[derive(Debug, Default)]
struct Counted {
    kept: usize,
    /// Those after the first [`MOST_OF_KIND`], of which nothing is known but that they are there.
    left_out: usize,
}

/// All problems found so far: of each kind the first, and the number of the others.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
    /// Not written down: [`Self::are_in`] says no where it would be missed.
    #[serde(skip)]
    kinds: BTreeMap<Kind, Counted>,
}

impl Diagnostics {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let counted = self.kinds.entry(diagnostic.kind()).or_default();
        if counted.kept < MOST_OF_KIND {
            counted.kept += 1;
            self.found.push(diagnostic);
        } else {
            counted.left_out += 1;
        }
    }

    /// Adds those of another collection.
    pub fn extend(&mut self, others: Self) {
        others.found.into_iter().for_each(|one| self.push(one));
        for (kind, Counted { left_out, .. }) in others.kinds {
            if left_out > 0 {
                self.kinds.entry(kind).or_default().left_out += left_out;
            }
        }
    }

    /// Drops those of a rule.
    pub fn drop_rule(&mut self, rule: &str) {
        self.retain(|one| one.rule != rule);
    }

    /// Drops all but those that are wanted; where none of a kind is, those that were left out are not either.
    pub fn retain(&mut self, wanted: impl Fn(&Diagnostic) -> bool) {
        self.found.retain(wanted);
        self.kinds.values_mut().for_each(|counted| counted.kept = 0);
        for one in &self.found {
            self.kinds.entry(one.kind()).or_default().kept += 1;
        }
        self.kinds.retain(|_, counted| counted.kept > 0);
    }

    /// Whether publication is refused.
    pub fn has_errors(&self) -> bool {
        self.found.iter().any(|one| one.severity == Severity::Error)
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// How many of a severity there are, with those that were left out.
    pub fn count(&self, severity: Severity) -> usize {
        let kept = self.found.iter().filter(|one| one.severity == severity).count();
        let left_out = self.left_out().filter(|((.., of), _)| *of == severity);
        kept + left_out.map(|(_, left_out)| left_out).sum::<usize>()
    }

    /// The problems that were kept, in no particular order; [`Self::sort`] gives one.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.found.iter()
    }

    /// As [`Self::iter`]; beside the last of a kind stands how many more of that were left out.
    fn with_left_out(&self) -> impl Iterator<Item = (&Diagnostic, usize)> {
        let mut kept: BTreeMap<Kind, (usize, usize)> =
            self.left_out().map(|(kind, left_out)| (kind, (0, left_out))).collect();
        for one in &self.found {
            if let Some((kept, _)) = kept.get_mut(&one.kind()) {
                *kept += 1;
            }
        }
        self.found.iter().map(move |one| match kept.get_mut(&one.kind()) {
            Some((kept, left_out)) => {
                *kept -= 1;
                (one, if *kept == 0 { *left_out } else { 0 })
            }
            None => (one, 0),
        })
    }

    /// The kinds of which some were left out, and how many.
    fn left_out(&self) -> impl Iterator<Item = (Kind, usize)> {
        let kinds = self.kinds.iter().map(|(kind, counted)| (*kind, counted.left_out));
        kinds.filter(|(_, left_out)| *left_out > 0)
    }

    /// Whether all they point at is in one file; of those that were left out nobody knows.
    pub fn are_in(&self, file: FileId) -> bool {
        let is_in = |span: &Span| span.file == file;
        let known = self.left_out().next().is_none();
        known
            && self
                .found
                .iter()
                .all(|one| is_in(&one.span) && one.labels.iter().all(|label| is_in(&label.span)))
    }

    /// Counts where each begins, in the text that all are in.
    pub fn count_lines(&mut self, text: &str) {
        if !self.found.is_empty() {
            let lines = LineIndex::new(text);
            self.found.iter_mut().for_each(|one| one.begins = Some(lines.at(one.span.range().start)));
        }
    }

    /// Orders by severity, most serious first, then by file and place; says the same thing once.
    pub fn sort(&mut self, sources: &Sources) {
        let key = |one: &Diagnostic| {
            (one.severity, sources.get(one.span.file).path.clone(), one.span.start, one.span.end, one.rule)
        };
        self.found.sort_by_cached_key(key);
        self.found.dedup();
    }
}

/// What was understood, and what was wrong with the rest.
#[derive(Debug)]
pub struct Parsed<T> {
    /// What was understood.
    pub value: T,
    /// What was wrong.
    pub diagnostics: Diagnostics,
}

#[cfg(test)]
mod tests;
