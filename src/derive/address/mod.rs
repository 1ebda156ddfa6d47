//! Where everything that is published lives, as one table: a page is named by what it shows, never by a path
//! written a second time somewhere else.
//!
//! The theme's own files are not in here: their names hold a hash of their content.

mod data;
mod origin;
mod plan;
mod table;

pub use data::{DataFile, DataTable, TableForm, data_files, data_tables};
pub use origin::Origin;
pub use plan::{Item, Planned, ShownPicture, indexes, pages, plan};
pub use table::Addresses;

use crate::derive::list::BulletinList;
use crate::derive::place_list::PlaceList;
use crate::model::{
    Bulletin, BulletinId, DocumentId, EventId, Language, LocalityId, MetricId, PageId, Picture, Site,
};
use crate::output::Address;

/// A page, named by what it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Page {
    /// The first page.
    Home,
    /// A page of a list of bulletins, counted from 1.
    Bulletins(BulletinList, usize),
    /// A bulletin in one language.
    Bulletin(BulletinId),
    /// The A–Z of places; where there are many, what leads to its lists.
    Localities,
    /// A page of a list of places, counted from 1; only where they don't all stand on the page before.
    Places(PlaceList, usize),
    /// A place that [`has_page`](crate::model::Locality::has_page).
    Locality(LocalityId),
    /// Coming and past events.
    Events,
    /// The events of a month: year, and month from 1 to 12.
    EventMonth(i32, u32),
    /// An event.
    Event(EventId),
    /// All metrics.
    Metrics,
    /// A metric.
    Metric(MetricId),
    /// All documents.
    Documents,
    /// A document.
    Document(DocumentId),
    /// What is offered as open data.
    Data,
    /// What the columns of a table of open data mean.
    DataTable(DataTable),
    /// A standing page in one language.
    Standing(PageId),
    /// Search, and the ways to browse.
    Search,
    /// What a server shows where there is no page.
    NotFound,
}

/// The file in which Netlify, Cloudflare Pages and their like look for headers; servers that don't know it hand it out
/// as a text. A site that has one of its own in `content/files/` keeps that.
pub const HEADERS: &str = "_headers";

/// The folder of what the theme and the search bring.
pub const ASSETS: &str = "assets";

/// The folders of search files whose names change with their content.
pub const SEARCH_FOLDERS: [&str; 8] = [
    "assets/search/t",
    "assets/search/b",
    "assets/search/u",
    "assets/search/c",
    "assets/search/d",
    "assets/search/w",
    "assets/search/n",
    "assets/search/f",
];

impl Page {
    /// Where the page lives.
    pub fn address(self, site: &Site) -> Address {
        let paths = &site.config.paths;
        let page = |folder: &str, slug: &str| below(folder, &format!("{slug}.html"));
        let index = |folder: &str| below(folder, "index.html");
        match self {
            Self::Home => Address::of(&["index.html"]),
            Self::Bulletins(list, page) => list_address(site, list, page),
            Self::Bulletin(id) => bulletin_address(site, site.bulletin(id)),
            Self::Localities => index(&paths.localities),
            Self::Places(list, page) => places_address(site, list, page),
            Self::Locality(id) => page(&paths.localities, &site.locality(id).slug),
            Self::Events => index(&paths.events),
            Self::EventMonth(year, month) => page(&paths.events, &format!("{year:04}-{month:02}")),
            Self::Event(id) => page(&paths.events, &site.event(id).slug),
            Self::Metrics => index(&paths.metrics),
            Self::Metric(id) => page(&paths.metrics, &site.metric(id).slug),
            Self::Documents => index(&paths.documents),
            Self::Document(id) => page(&paths.documents, &site.document(id).slug),
            Self::Data => index(&paths.data),
            Self::DataTable(table) => page(&paths.data, table.name()),
            Self::Standing(id) => {
                let written = site.page(id);
                Address::of(&[&file_name(site, &written.slug, &written.language)])
            }
            Self::Search => Address::of(&[&format!("{}.html", paths.search)]),
            Self::NotFound => Address::of(&["404.html"]),
        }
    }
}

/// The words that stand in addresses and in no key of `paths`.
struct Words {
    page: &'static str,
    province: &'static str,
    tag: &'static str,
    programme: &'static str,
}

fn words(site: &Site) -> Words {
    match site.config.language.tag() {
        "vi" => Words { page: "trang", province: "tinh", tag: "the", programme: "chuong-trinh" },
        _ => Words { page: "page", province: "province", tag: "tag", programme: "programme" },
    }
}

fn list_address(site: &Site, list: BulletinList, page: usize) -> Address {
    let paths = &site.config.paths;
    let words = words(site);
    // A list lives in a folder (its first page is the folder's index) or in a file beside the folder of its
    // further pages. Tags and programmes have folders of their own, since a category may have the same slug.
    let (folder, first) = match list {
        BulletinList::All => (paths.bulletins.clone(), None),
        BulletinList::Year(year) => (format!("{}/{year:04}", paths.bulletins), None),
        BulletinList::Month(year, month) => {
            let folder = format!("{}/{year:04}/{month:02}", paths.bulletins);
            (folder.clone(), Some(folder))
        }
        BulletinList::Category(id) => {
            let folder = format!("{}/{}", paths.categories, site.category(id).slug);
            (folder.clone(), Some(folder))
        }
        BulletinList::Tag(id) => {
            let folder = format!("{}/{}/{}", paths.categories, words.tag, site.tag(id).slug);
            (folder.clone(), Some(folder))
        }
        BulletinList::Programme(id) => {
            let folder = format!("{}/{}/{}", paths.categories, words.programme, site.programme(id).slug);
            (folder.clone(), Some(folder))
        }
    };
    match (page, first) {
        (0 | 1, Some(first)) => Address::of(&[&format!("{first}.html")]),
        (0 | 1, None) => Address::of(&[&folder, "index.html"]),
        _ => Address::of(&[&folder, &format!("{}-{page}.html", words.page)]),
    }
}

fn places_address(site: &Site, list: PlaceList, page: usize) -> Address {
    let words = words(site);
    // Folders of their own keep the lists apart from places, whose pages stand beside the folders.
    let (folder, slug) = match list {
        PlaceList::Letter(letter) => ("a-z", letter.slug()),
        PlaceList::Province(id) => (words.province, site.locality(id).slug.clone()),
    };
    let list = format!("{}/{folder}/{slug}", site.config.paths.localities);
    match page {
        0 | 1 => Address::of(&[&format!("{list}.html")]),
        _ => Address::of(&[&list, &format!("{}-{page}.html", words.page)]),
    }
}

fn bulletin_address(site: &Site, bulletin: &Bulletin) -> Address {
    let year = format!("{:04}", bulletin.date.period().year());
    let name = file_name(site, &bulletin.slug, &bulletin.language);
    Address::of(&[&site.config.paths.bulletins, &year, &name])
}

/// `slug.html` in the site's language, `slug.en.html` in any other.
fn file_name(site: &Site, slug: &str, language: &Language) -> String {
    if *language == site.config.language {
        format!("{slug}.html")
    } else {
        format!("{slug}.{}.html", language.tag())
    }
}

/// Where a picture of a bulletin lives: in a folder named like the page. A translation shows its original's
/// pictures from where they are.
pub fn bulletin_picture_address(site: &Site, id: BulletinId, picture: &Picture) -> Address {
    let bulletin = site.bulletin(id);
    let shared = bulletin.original.filter(|original| {
        bulletin_pictures(site.bulletin(*original))
            .any(|theirs| theirs.name == picture.name && theirs.path == picture.path)
    });
    beside(&Page::Bulletin(shared.unwrap_or(id)).address(site), &picture.name)
}

/// Where the Markdown of a bulletin lives: in the folder of its pictures, named like the page. `None` where the
/// site does not publish it, and where it would give away the id of a text that is not published yet.
pub fn source_address(site: &Site, id: BulletinId) -> Option<Address> {
    if !site.config.publish_sources || site.bulletin(id).names_held_text() {
        return None;
    }
    let page = Page::Bulletin(id).address(site);
    let name = page.as_str().rsplit('/').next().unwrap_or_default().trim_end_matches(".html").to_owned();
    Some(beside(&page, &format!("{name}.md")))
}

/// Where a picture of a standing page lives; as for bulletins.
pub fn standing_picture_address(site: &Site, id: PageId, picture: &Picture) -> Address {
    let page = site.page(id);
    let original = site.all_pages().find(|(_, other)| {
        other.slug == page.slug
            && other.language == site.config.language
            && other
                .pictures
                .iter()
                .flatten()
                .any(|theirs| theirs.name == picture.name && theirs.path == picture.path)
    });
    beside(&Page::Standing(original.map_or(id, |(original, _)| original)).address(site), &picture.name)
}

fn below(folder: &str, name: &str) -> Address {
    Address::of(&[folder, name])
}

/// A file beside a page, named like it with another ending.
fn beside_page(site: &Site, page: Page, ending: &str) -> Address {
    let page = page.address(site);
    let name = page.as_str().strip_suffix(".html").unwrap_or(page.as_str());
    Address::of(&[&format!("{name}{ending}")])
}

fn beside(page: &Address, name: &str) -> Address {
    let folder = page.as_str().strip_suffix(".html").unwrap_or(page.as_str());
    Address::of(&[folder, name])
}

/// The pictures that a bulletin's page shows, the lead picture first.
fn bulletin_pictures(bulletin: &Bulletin) -> impl Iterator<Item = &Picture> {
    bulletin.image.as_deref().into_iter().chain(bulletin.pictures.iter().flatten())
}

/// Where a file of `content/files/` lives; takes its path from the project's root or from `content/`.
pub fn file_address(path: &str) -> Address {
    let path = path.strip_prefix("content/").unwrap_or(path);
    Address::of(&[path.strip_prefix("files/").unwrap_or(path)])
}

/// Where the page lives that an old address leads to: `tin-cu/` and `tin-cu`, as servers answered them, are
/// `tin-cu/index.html` on disk.
pub fn alias_address(alias: &str) -> Address {
    let address = Address::of(&[alias]);
    let name = address.as_str().rsplit('/').next().unwrap_or_default();
    if alias.ends_with('/') || !name.contains('.') { Address::of(&[alias, "index.html"]) } else { address }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{bulletin, day, locality, site};
    use super::*;
    use crate::derive::list::Lists;
    use crate::model::{Category, Dated, Inferred, Listing, Period, Programme, Tag, TagId, When};
    use crate::source::{PictureFormat, PictureHeader, Spanned};

    #[track_caller]
    fn check(site: &Site, page: Page, address: &str) {
        assert_eq!(page.address(site).as_str(), address);
    }

    fn addresses(site: &Site) -> Vec<String> {
        plan(site, &Lists::of(site)).iter().map(|planned| planned.address.to_string()).collect()
    }

    fn picture(path: &str, name: &str) -> Picture {
        Picture {
            path: path.to_owned(),
            name: name.to_owned(),
            header: PictureHeader { format: PictureFormat::Png, width: 3, height: 2 },
            alt: String::new(),
            credit: None,
        }
    }

    #[test]
    fn bulletins_live_in_their_year_and_translations_beside_them() {
        let mut site = site();
        let original = bulletin(&mut site, "ra-quan", &[]);
        let translation = bulletin(&mut site, "ra-quan", &[]);
        site.bulletins[translation.index()].language = Language("en".to_owned());
        site.bulletins[translation.index()].original = Some(original);
        check(&site, Page::Bulletin(original), "ban-tin/2022/ra-quan.html");
        check(&site, Page::Bulletin(translation), "ban-tin/2022/ra-quan.en.html");
    }

    #[test]
    fn a_translation_shows_the_pictures_of_its_original_from_where_they_are() {
        let mut site = site();
        let original = bulletin(&mut site, "ra-quan", &[]);
        let translation = bulletin(&mut site, "ra-quan", &[]);
        site.bulletins[original.index()].image = Some(Box::new(picture("content/a.png", "a.png")));
        let english = &mut site.bulletins[translation.index()];
        english.language = Language("en".to_owned());
        english.original = Some(original);
        english.image = Some(Box::new(picture("content/a.png", "a.png")));
        english.pictures = vec![Some(picture("content/b.png", "b.png"))];
        let pictures: Vec<String> =
            addresses(&site).into_iter().filter(|address| address.ends_with(".png")).collect();
        assert_eq!(pictures, ["ban-tin/2022/ra-quan/a.png", "ban-tin/2022/ra-quan.en/b.png"]);
    }

    #[test]
    fn lists_are_paged_and_exist_only_where_something_stands_in_them() {
        let mut site = site();
        site.config.paginate = 2;
        for slug in ["a", "b", "c"] {
            bulletin(&mut site, slug, &[]);
        }
        let lists: Vec<String> = addresses(&site)
            .into_iter()
            .filter(|address| address.starts_with("ban-tin/") && !address.ends_with("/a.html"))
            .collect();
        assert_eq!(
            lists,
            [
                "ban-tin/index.html",
                "ban-tin/trang-2.html",
                "ban-tin/2022/index.html",
                "ban-tin/2022/trang-2.html",
                "ban-tin/2022/11.html",
                "ban-tin/2022/11/trang-2.html",
                "ban-tin/2022/b.html",
                "ban-tin/2022/c.html",
            ]
        );
    }

    #[test]
    fn a_bulletin_of_a_year_stands_in_no_month() {
        let mut site = site();
        let id = bulletin(&mut site, "a", &[]);
        let when = When { period: Period::Year(2023), time: None };
        let inferred = Inferred { as_written: None, note: "Nguồn không ghi ngày.".to_owned() };
        site.bulletins[id.index()].date = Dated { when, inferred: Some(Box::new(inferred)) };
        let lists = Lists::of(&site);
        assert!(lists.has(BulletinList::Year(2023)));
        assert!(lists.months(2023).is_empty());
        check(&site, Page::Bulletin(id), "ban-tin/2023/a.html");
    }

    #[test]
    fn categories_tags_and_programmes_of_one_name_have_pages_of_their_own() {
        let mut site = site();
        let id = bulletin(&mut site, "a", &[]);
        let span = site.bulletins[0].title.span.clone();
        let (slug, name) = ("de-an-06".to_owned(), "Đề án 06".to_owned());
        site.config.categories.push(Category { slug: slug.clone(), name: name.clone(), span: span.clone() });
        site.config.programmes.push(Programme {
            slug: slug.clone(),
            name: name.clone(),
            title: None,
            document: None,
            span,
        });
        site.tags.push(Tag { slug, name });
        let (category, programme) = (crate::model::CategoryId::at(0), crate::model::ProgrammeId::at(0));
        let written = &mut site.bulletins[id.index()];
        written.category = Some(category);
        written.programme = Some(programme);
        written.tags = vec![TagId::at(0)];
        let list = |list| Page::Bulletins(list, 1);
        check(&site, list(BulletinList::Category(category)), "chuyen-muc/de-an-06.html");
        check(&site, list(BulletinList::Tag(TagId::at(0))), "chuyen-muc/the/de-an-06.html");
        check(&site, list(BulletinList::Programme(programme)), "chuyen-muc/chuong-trinh/de-an-06.html");
        let second = Page::Bulletins(BulletinList::Category(category), 2);
        check(&site, second, "chuyen-muc/de-an-06/trang-2.html");
    }

    #[test]
    fn what_has_expired_keeps_its_page_and_leaves_the_lists() {
        let mut site = site();
        let id = bulletin(&mut site, "a", &[]);
        site.bulletins[id.index()].listing = Listing::Expired;
        let all = addresses(&site);
        assert!(all.contains(&"ban-tin/2022/a.html".to_owned()));
        assert!(!all.contains(&"ban-tin/2022/index.html".to_owned()));
    }

    #[test]
    fn two_sources_of_one_address_are_both_in_the_plan() {
        let mut site = site();
        let id = bulletin(&mut site, "11", &[]);
        bulletin(&mut site, "b", &[]);
        let alias = Spanned::new("ban-tin/2022/b.html".to_owned(), site.bulletins[0].title.span.clone());
        site.bulletins[id.index()].aliases.push(alias);
        let lists = Lists::of(&site);
        let taken = |address: &str| {
            plan(&site, &lists)
                .iter()
                .filter(|planned| planned.address.as_str() == address)
                .map(|planned| planned.origin(&site).what.vi)
                .collect::<Vec<_>>()
        };
        assert_eq!(taken("ban-tin/2022/11.html"), ["bản tin tháng 11/2022", "bản tin «11»"]);
        assert_eq!(taken("ban-tin/2022/b.html"), ["bản tin «b»", "địa chỉ cũ «ban-tin/2022/b.html»"]);
    }

    #[test]
    fn places_without_a_page_have_none() {
        let mut site = site();
        let id = locality(&mut site, "xa", None);
        site.localities[id.index()].has_page = false;
        assert!(addresses(&site).iter().all(|address| !address.starts_with("dia-phuong/")));
    }

    #[test]
    fn many_places_are_listed_by_letter_and_province() {
        let mut site = site();
        let province = locality(&mut site, "dien-bien", None);
        site.localities[province.index()].level = crate::model::Level::Province;
        for at in 0..150 {
            let id = locality(&mut site, &format!("xa-{at}"), Some(province));
            site.localities[id.index()].name = format!("xã Đông {at}");
        }
        let mut lists = addresses(&site);
        lists.retain(|address| address.matches('/').count() > 1 && address.starts_with("dia-phuong/"));
        assert_eq!(
            lists,
            [
                "dia-phuong/a-z/d.html",
                "dia-phuong/a-z/dd.html",
                "dia-phuong/a-z/dd/trang-2.html",
                "dia-phuong/tinh/dien-bien.html",
                "dia-phuong/tinh/dien-bien/trang-2.html",
            ]
        );
    }

    #[test]
    fn old_addresses_of_folders_become_their_index() {
        assert_eq!(alias_address("tin-cu/").as_str(), "tin-cu/index.html");
        assert_eq!(alias_address("tin-cu/123").as_str(), "tin-cu/123/index.html");
        assert_eq!(alias_address("tin-cu/123.html").as_str(), "tin-cu/123.html");
        assert_eq!(alias_address("../../x.html").as_str(), "x.html");
    }

    #[test]
    fn events_stand_in_each_month_they_touch() {
        let mut site = site();
        let id = bulletin(&mut site, "a", &[]);
        let at = |year, month| When { period: Period::Month(year, month), time: None };
        let mut event = super::super::fixture::event("chien-dich", Period::Day(day(2022, 11, 24)));
        event.end = Some(at(2023, 1));
        event.bulletin = Some(id);
        site.events.push(event);
        let months: Vec<_> = Lists::of(&site).event_months().keys().copied().collect();
        assert_eq!(months, [(2022, 11), (2022, 12), (2023, 1)]);
        site.events[0].end = Some(at(2025, 1));
        let months: Vec<_> = Lists::of(&site).event_months().keys().copied().collect();
        assert_eq!(months, [(2022, 11), (2025, 1)]);
    }
}
