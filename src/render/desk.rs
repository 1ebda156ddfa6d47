//! What is at hand while one page is made: the site, its lists, and the words of the page's language.
//!
//! Links are made here alone, so that no page has to know whether it is served, opened from a disk, or shown
//! in place of any other.

use std::borrow::Cow;
use std::sync::OnceLock;

use rust_decimal::Decimal;

use super::format::{DateView, Format};
use super::glossary::Glossary;
use super::map::{Grounds, Neighbours};
use super::part::place_line;
use super::strings::Words;
use super::written::Written;
use crate::derive::Derived;
use crate::derive::address::{Addresses, Page};
use crate::derive::figures::Ledger;
use crate::derive::list::{BulletinList, Lists};
use crate::model::{Body, Dated, Day, Language, LocalityId, MetricId, Period, Site};
use crate::output::Address;

/// What all pages share.
pub struct Shared<'a> {
    /// The site, and what it implies.
    pub derived: &'a Derived<'a>,
    /// Where its pages live.
    pub addresses: Addresses<'a>,
    /// The abbreviations, ready to be found in texts.
    pub glossary: Glossary<'a>,
    /// What maps are drawn on.
    pub grounds: Grounds,
    /// What maps of provinces mark.
    pub neighbours: Neighbours,
    /// Each place with what it lies in, in one line; written when first asked for.
    place_lines: Vec<OnceLock<String>>,
}

impl<'a> Shared<'a> {
    /// Makes once what many pages ask for, or room for it.
    pub fn of(derived: &'a Derived<'a>) -> Self {
        let site = derived.site;
        Self {
            derived,
            addresses: Addresses::of(site, derived.planned()),
            neighbours: Neighbours::of(derived.lists().places()),
            place_lines: vec![OnceLock::new(); site.localities.len()],
            glossary: Glossary::new(&site.glossary),
            grounds: Grounds::of(site),
        }
    }
}

/// What is at hand while one page is made.
pub struct Desk<'a> {
    /// What all pages share.
    pub shared: &'a Shared<'a>,
    /// The site.
    pub site: &'a Site,
    /// Its lists.
    pub lists: &'a Lists<'a>,
    /// The text that the page shows in full; it can show no other.
    pub body: Body,
    /// The language of the page.
    pub language: &'a Language,
    /// The words of that language.
    pub words: &'a Words<'a>,
    /// What many pages of that language show the same.
    pub written: &'a Written<'a>,
    /// Where the page lives.
    pub address: Address,
    /// Written before every address, where links do not begin at the page: the site's base for one that is shown
    /// in place of others, the way to the root for what many pages show.
    pub base: Option<&'a str>,
}

impl<'a> Desk<'a> {
    /// The figures of a metric by place and time.
    pub fn ledger(&self, metric: MetricId) -> &'a Ledger<'a> {
        self.shared.derived.ledgers().get(metric)
    }

    /// How numbers and dates are written.
    pub fn format(&self) -> Format<'a> {
        self.words.format()
    }

    /// The link from this page to an address of the site.
    pub fn link_to(&self, target: &Address) -> String {
        match self.base {
            Some(base) => format!("{base}{}", target.in_link()),
            None => self.address.link_to(target),
        }
    }

    /// The link from this page to another.
    pub fn link(&self, page: Page) -> String {
        self.link_to(&self.address_of(page))
    }

    /// The same with links by the site's root, which are the same from every page of a depth; `root` is the way
    /// there, and no text is shown in full.
    pub fn by_root<'d>(&'d self, root: &'d str) -> Desk<'d> {
        Desk { body: Body::default(), address: self.address.clone(), base: Some(root), ..*self }
    }

    /// Where another page lives.
    pub fn address_of(&self, page: Page) -> Cow<'a, Address> {
        self.shared.addresses.get(page)
    }

    /// The link to a place; `None` for one without a page.
    pub fn locality_link(&self, id: LocalityId) -> Option<String> {
        self.site.locality(id).has_page.then(|| self.link(Page::Locality(id)))
    }

    /// The link to the first page of a list; `None` where nothing stands in it.
    pub fn list_link(&self, list: BulletinList) -> Option<String> {
        self.lists.has(list).then(|| self.link(Page::Bulletins(list, 1)))
    }

    /// What is written before an address of the site to get a link from this page.
    pub fn root(&self) -> String {
        match self.base {
            Some(base) => base.to_owned(),
            None => self.address.to_root(),
        }
    }

    /// A place and what it lies in, in one line: "Xã Xá Nhè · Tủa Chùa, Điện Biên".
    pub fn place_line(&self, id: LocalityId) -> &'a str {
        self.shared.place_lines[id.index()].get_or_init(|| place_line(self.site, id))
    }

    /// A date as far as its source gives it.
    pub fn date(&self, date: &Dated) -> DateView {
        self.format().dated(date)
    }

    /// A day that is certain.
    pub fn day(&self, day: Day) -> DateView {
        self.format().certain_day(day)
    }

    /// A stretch of the calendar in words.
    pub fn period(&self, period: Period) -> String {
        self.format().period(period)
    }

    /// A number in words of this language.
    pub fn number(&self, value: Decimal) -> String {
        self.format().number(value)
    }
}
