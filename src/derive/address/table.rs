//! The addresses of all pages, made once: thousands of links lead to each of some of them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{Page, pages};
use crate::derive::list::Lists;
use crate::model::{BulletinId, DocumentId, LocalityId, Site};
use crate::output::Address;

/// Where the pages of a site live.
#[derive(Debug)]
pub struct Addresses<'a> {
    site: &'a Site,
    bulletins: Vec<Address>,
    localities: Vec<Address>,
    documents: Vec<Address>,
    others: BTreeMap<Page, Address>,
}

impl<'a> Addresses<'a> {
    /// Makes the address of every page.
    pub fn of(site: &'a Site, lists: &Lists) -> Self {
        let at = |page: Page| page.address(site);
        let is_other =
            |page: &Page| !matches!(page, Page::Bulletin(_) | Page::Locality(_) | Page::Document(_));
        Self {
            site,
            bulletins: (0..site.bulletins.len()).map(|id| at(Page::Bulletin(BulletinId::at(id)))).collect(),
            localities: (0..site.localities.len()).map(|id| at(Page::Locality(LocalityId::at(id)))).collect(),
            documents: (0..site.documents.len()).map(|id| at(Page::Document(DocumentId::at(id)))).collect(),
            others: pages(site, lists).into_iter().filter(is_other).map(|page| (page, at(page))).collect(),
        }
    }

    /// Where a page lives, or would live if there were one.
    pub fn get(&self, page: Page) -> Cow<'_, Address> {
        let known = match page {
            Page::Bulletin(id) => self.bulletins.get(id.index()),
            Page::Locality(id) => self.localities.get(id.index()),
            Page::Document(id) => self.documents.get(id.index()),
            other => self.others.get(&other),
        };
        known.map_or_else(|| Cow::Owned(page.address(self.site)), Cow::Borrowed)
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::fixture::{bulletin, locality, site};
    use super::*;
    use crate::derive::list::BulletinList;

    #[test]
    fn every_page_has_the_address_that_it_has_by_itself() {
        let mut site = site();
        locality(&mut site, "xa", None);
        bulletin(&mut site, "a", &[]);
        let lists = Lists::of(&site);
        let addresses = Addresses::of(&site, &lists);
        for page in pages(&site, &lists) {
            assert_eq!(*addresses.get(page), page.address(&site), "{page:?}");
        }
        let unlisted = Page::Bulletins(BulletinList::Year(1990), 1);
        assert_eq!(addresses.get(unlisted).as_str(), "ban-tin/1990/index.html");
    }
}
