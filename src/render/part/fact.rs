//! What is known of something, as names and values.

use serde::Serialize;

use super::super::desk::Desk;
use super::super::frame::LinkView;

/// A name with its value.
#[derive(Debug, Serialize)]
pub struct FactView {
    /// "Cơ quan ban hành".
    pub name: String,
    /// The value; where it consists of links alone, empty.
    pub text: String,
    /// For machines, where the value is a day or month: `2022-11-24`.
    pub iso: Option<String>,
    /// What the value leads to; several are separated by commas.
    pub links: Vec<LinkView>,
    /// Set small below the value.
    pub note: Option<String>,
}

/// A fact in words.
pub fn fact(desk: &Desk<'_>, key: &str, text: impl Into<String>) -> FactView {
    let name = desk.words.get(key).to_owned();
    FactView { name, text: text.into(), iso: None, links: Vec::new(), note: None }
}

/// A fact that leads somewhere; in words where there is no page to lead to.
pub fn linked_fact(desk: &Desk<'_>, key: &str, name: String, link: Option<String>) -> FactView {
    match link {
        Some(link) => FactView { links: vec![LinkView { name, link }], ..fact(desk, key, "") },
        None => fact(desk, key, name),
    }
}
