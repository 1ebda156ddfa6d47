//! What a column of open data is: its name, what may stand in it, and what it means, in both languages.
//!
//! The one description from which CSV, CSVW, Data Package and the explaining pages are made.

use crate::model::Language;

/// Words in both languages, known when the program is built.
///
/// Not the theme's: they describe what programs read, and stand in the metadata in both languages at once.
#[derive(Debug, Clone, Copy)]
pub struct Said {
    /// In Vietnamese.
    pub vi: &'static str,
    /// In English.
    pub en: &'static str,
}

/// Writes the same in Vietnamese and English.
pub const fn said(vi: &'static str, en: &'static str) -> Said {
    Said { vi, en }
}

impl Said {
    /// For pages in a language: Vietnamese there, English in any other.
    pub fn to(self, language: &Language) -> &'static str {
        match language.tag() {
            "vi" => self.vi,
            _ => self.en,
        }
    }
}

/// A word of a column that takes only a few, and what it means.
pub type Choice = (&'static str, Said);

/// What stands in a column.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// An id of the site, or a key of the gazetteer: letters, digits and hyphens.
    Id,
    /// Ids with a space between them.
    Ids,
    /// Words of a writer; defused for spreadsheets.
    Text,
    /// Several of them with ` | ` between; a `|` inside one is written `/`.
    Texts,
    /// One of a few words.
    Choice(&'static [Choice]),
    /// A whole number.
    Integer,
    /// An exact decimal, with as many digits as its source gives.
    Decimal,
    /// A day.
    Date,
    /// A time of day, in the site's time zone.
    Time,
    /// A day, month, quarter or year: `2022-11-24`, `2022-11`, `2024-Q1`, `2022`.
    Period,
    /// `true` or `false`.
    Boolean,
    /// An address: complete where the site has one, else relative to the file it stands in.
    Link,
}

/// What a [`Kind::Id`] looks like, as a regular expression.
pub const ID: &str = "[A-Za-z0-9][A-Za-z0-9-]*";

/// What a [`Kind::Period`] looks like, as a regular expression.
pub const PERIOD: &str = "[0-9]{4}(-Q[1-4]|-[0-9]{2}(-[0-9]{2})?)?";

/// Stands between several texts of one cell.
pub const BETWEEN_TEXTS: &str = " | ";

/// Stands between several ids of one cell.
pub const BETWEEN_IDS: &str = " ";

/// A column, but for how its cells are made.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// For programs; never changed.
    pub name: &'static str,
    /// What may stand in it.
    pub kind: Kind,
    /// Whether every row has it.
    pub is_required: bool,
    /// Its heading for people.
    pub title: Said,
    /// What it means; empty where the heading says it.
    pub about: Said,
}

/// That the cells of a column are ids of another table.
#[derive(Debug, Clone, Copy)]
pub struct Link {
    /// The column.
    pub field: &'static str,
    /// The table whose column `id` they stand in.
    pub table: crate::derive::address::DataTable,
}
