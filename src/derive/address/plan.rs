//! What is published, all of it: pages, redirects, pictures, sources, data and files, each with its address.

use std::collections::BTreeSet;

use super::{
    DataFile, HEADERS, Page, alias_address, bulletin_picture_address, bulletin_pictures, data_files,
    data_tables, file_address, source_address, standing_picture_address,
};
use crate::derive::list::Lists;
use crate::model::{BulletinId, Picture, Site};
use crate::output::Address;
use crate::source::PictureFormat;

/// Something that is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// A page.
    Page(Page),
    /// A page that leads from an old address to a bulletin: the number of the alias in its list.
    Redirect(BulletinId, usize),
    /// A picture; boxed, since few of what is planned are.
    Picture(Box<ShownPicture>),
    /// The Markdown of a bulletin, where the site publishes it.
    Source(BulletinId),
    /// A file of open data.
    Data(DataFile),
    /// A file of `content/files/`, by its path from the project's root.
    File(String),
    /// What servers should send with the files: [`HEADERS`].
    Headers,
}

/// A picture, and who shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownPicture {
    /// Its path from the project's root.
    pub path: String,
    /// How it is encoded.
    pub format: PictureFormat,
    /// The first page that shows it.
    pub shown_on: Page,
}

impl Item {
    /// Whether it is a page that readers count: no redirect, no picture, no file.
    pub fn is_page(&self) -> bool {
        matches!(self, Self::Page(_))
    }
}

/// Something that is published, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// Where.
    pub address: Address,
    /// What.
    pub item: Item,
}

/// Everything that the site publishes but the theme's files, pages first. Two entries with one address are
/// two outputs that would overwrite each other.
pub fn plan(site: &Site, lists: &Lists<'_>) -> Vec<Planned> {
    let mut planned: Vec<Planned> = pages(site, lists)
        .into_iter()
        .map(|page| Planned { address: page.address(site), item: Item::Page(page) })
        .collect();
    for (id, bulletin) in site.all_bulletins() {
        for (at, alias) in bulletin.aliases.iter().enumerate() {
            planned.push(Planned { address: alias_address(&alias.value), item: Item::Redirect(id, at) });
        }
    }
    planned.extend(pictures(site));
    planned.extend(
        site.all_bulletins().filter_map(|(id, _)| {
            Some(Planned { address: source_address(site, id)?, item: Item::Source(id) })
        }),
    );
    planned.extend(
        data_files(site)
            .into_iter()
            .map(|file| Planned { address: file.address(site), item: Item::Data(file) }),
    );
    let headers = Planned { address: Address::of(&[HEADERS]), item: Item::Headers };
    planned
        .extend((!site.files.iter().any(|path| file_address(path).as_str() == HEADERS)).then_some(headers));
    planned.extend(
        site.files.iter().map(|path| Planned { address: file_address(path), item: Item::File(path.clone()) }),
    );
    planned.shrink_to_fit();
    planned
}

/// Every page but redirects.
pub fn pages(site: &Site, lists: &Lists<'_>) -> Vec<Page> {
    let mut pages = vec![Page::Home, Page::Search, Page::NotFound];
    for list in lists.all() {
        pages.extend((1..=lists.pages(list)).map(|page| Page::Bulletins(list, page)));
    }
    pages.extend(site.all_bulletins().map(|(id, _)| Page::Bulletin(id)));
    for (list, of) in lists.places().paged() {
        pages.extend((1..=of).map(|page| Page::Places(list, page)));
    }
    let shown = site.all_localities().filter(|(_, locality)| locality.has_page);
    pages.extend(shown.map(|(id, _)| Page::Locality(id)));
    pages.extend(lists.event_months().keys().map(|(year, month)| Page::EventMonth(*year, *month)));
    pages.extend(site.all_events().map(|(id, _)| Page::Event(id)));
    pages.extend(site.all_metrics().map(|(id, _)| Page::Metric(id)));
    pages.extend(site.all_documents().map(|(id, _)| Page::Document(id)));
    pages.extend(site.all_pages().map(|(id, _)| Page::Standing(id)));
    pages.extend(data_tables(site).into_iter().map(Page::DataTable));
    pages.extend(indexes(site));
    pages
}

/// The pages that list all of a kind; a kind of which the site has nothing has none.
pub fn indexes(site: &Site) -> Vec<Page> {
    let localities = site.localities.iter().any(|locality| locality.has_page);
    [
        localities.then_some(Page::Localities),
        (!site.events.is_empty()).then_some(Page::Events),
        (!site.metrics.is_empty()).then_some(Page::Metrics),
        (!site.documents.is_empty()).then_some(Page::Documents),
        (!data_tables(site).is_empty()).then_some(Page::Data),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Each picture once, in the order of the pages that show it.
fn pictures(site: &Site) -> Vec<Planned> {
    let mut seen = BTreeSet::new();
    let mut planned = Vec::new();
    let mut add = |address: Address, picture: &Picture, shown_on: Page| {
        if seen.insert((address.clone(), picture.path.clone())) {
            let (path, format) = (picture.path.clone(), picture.header.format);
            let shown = ShownPicture { path, format, shown_on };
            planned.push(Planned { address, item: Item::Picture(Box::new(shown)) });
        }
    };
    for (id, bulletin) in site.all_bulletins() {
        for picture in bulletin_pictures(bulletin) {
            add(bulletin_picture_address(site, id, picture), picture, Page::Bulletin(id));
        }
    }
    for (id, page) in site.all_pages() {
        for picture in page.pictures.iter().flatten() {
            add(standing_picture_address(site, id, picture), picture, Page::Standing(id));
        }
    }
    planned
}
