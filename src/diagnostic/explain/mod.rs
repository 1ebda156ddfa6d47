//! Says why each rule exists, with an example: what `bantin explain` prints.
//!
//! One file a rule, `<rule>.md`: Vietnamese, a line `<!-- en -->`, English. Decides nothing; a test holds that
//! every rule has its file and every file its rule.

use super::MessageLanguage;

/// Stands alone on the line between the two languages of a file.
const BETWEEN: &str = "\n<!-- en -->\n\n";

/// Why a rule exists, as Markdown: a heading, the reasons, what is wrong and what is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as the languages are")]
pub struct Explanation {
    pub vi: &'static str,
    pub en: &'static str,
}

impl Explanation {
    /// The explanation in one language.
    pub fn get(&self, language: MessageLanguage) -> &'static str {
        match language {
            MessageLanguage::Vietnamese => self.vi,
            MessageLanguage::English => self.en,
        }
    }

    /// What the rule is about, in a few words: the heading.
    pub fn title(&self, language: MessageLanguage) -> &'static str {
        let heading = self.get(language).lines().next().unwrap_or_default();
        heading.trim_start_matches("# ")
    }
}

/// The explanation of a rule; `None` where there is no such rule.
pub fn explain(rule: &str) -> Option<Explanation> {
    let at = FILES.binary_search_by_key(&rule, |(name, _)| name).ok()?;
    let (vi, en) = FILES[at].1.split_once(BETWEEN)?;
    Some(Explanation { vi, en })
}

/// The names of all rules, in the order of the alphabet.
pub fn rules() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(name, _)| *name)
}

macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!($name, ".md")))),+]
    };
}

/// Sorted by name.
const FILES: &[(&str, &str)] = files![
    "abolished-place",
    "accept-without-effect",
    "active-file",
    "address-taken",
    "ambiguous-document",
    "broken-link",
    "broken-picture",
    "broken-reference",
    "bulletins-disagree",
    "chart-not-drawable",
    "cut-value",
    "date-before-bulletin",
    "date-in-future",
    "decimals-like-thousands",
    "duplicate-id",
    "duplicate-key",
    "duplicate-observation",
    "event-ends-before-start",
    "event-without-reason",
    "falling-count",
    "figure-disagrees",
    "figure-without-place",
    "figure-without-qualifier",
    "groups-disagree",
    "held-event-in-future",
    "implied-base",
    "indented-code",
    "invalid-date",
    "invalid-number",
    "invalid-slug",
    "invalid-url",
    "invalid-utf8",
    "invalid-value",
    "locality-ends-before-start",
    "look-alike-letters",
    "misplaced-file",
    "missing-alt",
    "missing-field",
    "missing-front-matter",
    "missing-original",
    "missing-picture",
    "misspelt-document",
    "misspelt-place",
    "mistyped-line-start",
    "mistyped-link",
    "mixed-tone-marks",
    "parent-circle",
    "parent-level",
    "parts-disagree",
    "percent-disagrees",
    "raw-html",
    "reference-to-unpublished",
    "remainder-disagrees",
    "share-above-whole",
    "stray-marks",
    "successor-before-end",
    "target-passed",
    "theme-missing",
    "theme-string",
    "theme-template",
    "unclosed-front-matter",
    "unclosed-quotation",
    "unknown-accepted-rule",
    "unknown-gazetteer-key",
    "unknown-key",
    "unknown-language",
    "unmatched-note",
    "unsafe-link",
    "unsupported-picture",
    "utf16",
    "wrong-type",
    "yaml-syntax",
    "yaml-too-large",
];

#[cfg(test)]
mod tests;
