//! What pages of a small site are made with, for tests of single parts.

use std::sync::Arc;

use super::desk::{Desk, Shared};
use super::engine::Engine;
use super::strings::Words;
use super::written::Written;
use crate::derive::Derived;
use crate::model::{Body, Forms, Site, Theme, ThemeStrings};
use crate::output::Address;

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
    let derived = Derived::of(site);
    let shared = Shared::of(&derived);
    let theme = Theme::default();
    let engine = Engine::new(&theme).expect("no template, no fault");
    let language = &site.config.language;
    let written = Written::new(Arc::new(engine), language, language).expect("plain words");
    make(&Desk {
        shared: &shared,
        site,
        lists: derived.lists(),
        body: Body::default(),
        language,
        words: &words,
        written: &written,
        address: Address::of(&[address]),
        base: None,
    })
}
