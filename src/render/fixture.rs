//! What pages of a small site are made with, for tests of single parts.

use std::io;

use super::desk::{Desk, Shared};
use super::strings::Words;
use crate::model::{Bodies, Body, BulletinId, Forms, PageId, Passage, Site, ThemeStrings};
use crate::output::Address;

/// Texts that are all empty.
struct NoBodies;

impl Bodies for NoBodies {
    fn source(&self, _: BulletinId) -> io::Result<String> {
        Ok(String::new())
    }

    fn bulletin(&self, _: BulletinId) -> io::Result<Body> {
        Ok(Body::default())
    }

    fn page(&self, _: PageId) -> io::Result<Body> {
        Ok(Body::default())
    }

    fn passages(&self, _: BulletinId) -> io::Result<Vec<Passage>> {
        Ok(Vec::new())
    }

    fn page_passages(&self, _: PageId) -> io::Result<Vec<Passage>> {
        Ok(Vec::new())
    }
}

/// Calls `make` with what is at hand for a page of the site at `address`. Words stand as their keys; numbers
/// are written as in Vietnamese.
pub(super) fn at_desk<T>(site: &Site, address: &str, make: impl FnOnce(&Desk<'_>) -> T) -> T {
    let forms = Forms {
        group: ".".to_owned(),
        decimal: ",".to_owned(),
        percent: "%".to_owned(),
        day: "{dd}/{mm}/{yyyy}".to_owned(),
        month: "tháng {m}/{yyyy}".to_owned(),
        ..Forms::default()
    };
    let strings = ThemeStrings { forms, ..ThemeStrings::default() };
    let words = Words::new(&strings);
    let shared = Shared::of(site, &NoBodies);
    make(&Desk {
        shared: &shared,
        site,
        lists: &shared.lists,
        language: &site.config.language,
        words: &words,
        address: Address::of(&[address]),
        absolute: None,
    })
}
