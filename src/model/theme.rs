//! How the site looks, as texts: templates, strings and assets, the site's own laid over the built-in ones.

use std::collections::BTreeMap;

use serde::Serialize;

use super::config::Language;
use crate::source::FileId;

/// A theme, complete.
#[derive(Debug, Default, Serialize)]
pub struct Theme {
    /// Its folder name.
    pub name: String,
    /// Templates and components by the name that templates use: `bulletin.html`, `components/notice.html`.
    pub templates: BTreeMap<String, Template>,
    /// The files published below `assets/`, by name; style sheets come joined, in their layers' order.
    pub assets: BTreeMap<String, Asset>,
    /// The words of the pages, by language; never empty once a theme has parsed without errors.
    pub strings: BTreeMap<Language, ThemeStrings>,
}

impl Theme {
    /// The script that answers searches: a site whose theme has none has no index.
    pub const SEARCH_CLIENT: &str = "search.js";
    /// The script that loads it when someone searches.
    pub const SEARCH_START: &str = "search-start.js";

    /// Whether pages answer searches.
    pub fn has_search(&self) -> bool {
        self.assets.contains_key(Self::SEARCH_CLIENT)
    }

    /// Lets pages do without: their search form leads to what the search page lists.
    pub fn leave_search_out(&mut self) {
        self.assets.retain(|name, _| name != Self::SEARCH_CLIENT && name != Self::SEARCH_START);
    }
}

/// A template's text.
#[derive(Debug, Serialize)]
pub struct Template {
    /// Its file, for messages.
    pub file: FileId,
    /// Its text.
    pub text: String,
}

/// A file that is published as it is, under a fingerprinted name.
#[derive(Debug, Serialize)]
pub enum Asset {
    /// A text: a style sheet, a script, a drawing.
    Text(String),
    /// The path of a file that is no text.
    Binary(String),
}

/// The words of the pages in one language.
#[derive(Debug, Default, Serialize)]
pub struct ThemeStrings {
    /// By key: `home.latest`.
    pub words: BTreeMap<String, ThemeString>,
    /// How numbers and dates are written.
    pub forms: Forms,
}

/// A word or sentence, with `{name}` where values go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum ThemeString {
    /// The same for every number.
    Plain(String),
    /// By number: one, and every other.
    Counted {
        /// For exactly one.
        one: String,
        /// For none and for several.
        other: String,
    },
}

/// How a language writes numbers and dates: patterns with [names](Self::OF_DATES) in braces.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize)]
pub struct Forms {
    /// Between groups of three digits.
    pub group: String,
    /// Before the decimals.
    pub decimal: String,
    /// After a percentage: `%`.
    pub percent: String,
    /// A day in lists and tables: `{dd}/{mm}/{yyyy}`.
    pub day: String,
    /// A day at the head of a page: `{weekday}, {dd}/{mm}/{yyyy}`.
    pub day_long: String,
    /// A day in running text: `ngày {d}/{m}/{yyyy}`.
    pub day_text: String,
    /// A month: `tháng {m}/{yyyy}`.
    pub month: String,
    /// A quarter: `quý {quarter}/{yyyy}`.
    pub quarter: String,
    /// A year: `năm {yyyy}`.
    pub year: String,
    /// A time of day: `{hh}:{min}`.
    pub time: String,
    /// Names of the months, January first; twelve.
    pub months: Vec<String>,
    /// Names of the days, Monday first; seven.
    pub weekdays: Vec<String>,
    /// Short names of the days for a calendar's head, Monday first; seven.
    pub weekdays_short: Vec<String>,
}

impl Forms {
    /// What the program puts into the pattern of a day, a month, a quarter or a year.
    pub const OF_DATES: [&str; 8] =
        ["{d}", "{dd}", "{m}", "{mm}", "{yyyy}", "{month}", "{weekday}", "{quarter}"];
    /// What it puts into that of a time.
    pub const OF_TIMES: [&str; 3] = ["{h}", "{hh}", "{min}"];
}
