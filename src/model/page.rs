//! Standing pages: about, contact, accessibility.

use serde::Serialize;

use super::bulletin::Picture;
use super::config::Language;
use super::reference::Reference;
use crate::source::{FileId, Spanned};

/// A standing page.
#[derive(Debug, Serialize)]
pub struct StandingPage {
    /// Its file.
    pub file: FileId,
    /// Where its Markdown begins in the file, in bytes.
    #[serde(skip)]
    pub body_start: u32,
    /// The file's name without its ending: the page is `<slug>.html`.
    pub slug: String,
    /// What it is written in.
    pub language: Language,
    /// Its title.
    pub title: Spanned<String>,
    /// Its label in the menu; `None`: it is not in the menu.
    pub menu: Option<Spanned<String>>,
    /// Its place in the menu: small numbers first, then by title.
    pub order: i64,
    /// What its text refers to, in order of appearance.
    pub references: Vec<Reference>,
    /// Links in its text to pages and files of this site that are no references.
    pub links: Vec<Spanned<String>>,
    /// The pictures of its text, in order of appearance.
    pub pictures: Vec<Option<Picture>>,
}
