//! The addresses of all pages, made once: thousands of links lead to each of some of them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{Item, Page, Planned};
use crate::model::Site;
use crate::output::Address;

/// Where the pages of a site live.
#[derive(Debug)]
pub struct Addresses<'a> {
    site: &'a Site,
    bulletins: Vec<Option<Address>>,
    localities: Vec<Option<Address>>,
    documents: Vec<Option<Address>>,
    others: BTreeMap<Page, Address>,
}

impl<'a> Addresses<'a> {
    /// Takes the address of every page that is planned, and shares its text.
    pub fn of(site: &'a Site, planned: &[Planned]) -> Self {
        let mut addresses = Self {
            site,
            bulletins: vec![None; site.bulletins.len()],
            localities: vec![None; site.localities.len()],
            documents: vec![None; site.documents.len()],
            others: BTreeMap::new(),
        };
        for Planned { address, item } in planned {
            let address = address.clone();
            match *item {
                Item::Page(Page::Bulletin(id)) => addresses.bulletins[id.index()] = Some(address),
                Item::Page(Page::Locality(id)) => addresses.localities[id.index()] = Some(address),
                Item::Page(Page::Document(id)) => addresses.documents[id.index()] = Some(address),
                Item::Page(other) => drop(addresses.others.insert(other, address)),
                _ => {}
            }
        }
        addresses
    }

    /// Where a page lives, or would live if there were one.
    pub fn get(&self, page: Page) -> Cow<'_, Address> {
        let known = match page {
            Page::Bulletin(id) => self.bulletins[id.index()].as_ref(),
            Page::Locality(id) => self.localities[id.index()].as_ref(),
            Page::Document(id) => self.documents[id.index()].as_ref(),
            other => self.others.get(&other),
        };
        known.map_or_else(|| Cow::Owned(page.address(self.site)), Cow::Borrowed)
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::fixture::{bulletin, locality, site};
    use super::super::{pages, plan};
    use super::*;
    use crate::derive::list::{BulletinList, Lists};

    #[test]
    fn every_page_has_the_address_that_it_has_by_itself() {
        let mut site = site();
        locality(&mut site, "xa", None);
        bulletin(&mut site, "a", &[]);
        let lists = Lists::of(&site);
        let addresses = Addresses::of(&site, &plan(&site, &lists));
        for page in pages(&site, &lists) {
            assert_eq!(*addresses.get(page), page.address(&site), "{page:?}");
        }
        let unlisted = Page::Bulletins(BulletinList::Year(1990), 1);
        assert_eq!(addresses.get(unlisted).as_str(), "ban-tin/1990/index.html");
    }
}
