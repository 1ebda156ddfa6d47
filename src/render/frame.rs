//! What stands around every page: head, masthead, menu, breadcrumb, footer.
//!
//! What all pages of a language share is made once ([`SiteView`]) and names addresses from the site's root;
//! what differs from page to page is a [`FrameView`], whose `root` leads there.

use serde::Serialize;

use super::asset::Assets;
use super::desk::{Desk, Shared};
use super::format::DateView;
use super::markup::Markup;
use super::strings::Words;
use super::structured::structured_html;
use crate::derive::address::{self, DataFile, Page, TableForm};
use crate::derive::list::BulletinList;
use crate::model::{Language, PageId, Period, Site, StandingPage, Theme};

/// What a page says of itself.
#[derive(Debug)]
pub struct Head {
    /// The kind of page: its template's name without `.html`, and `data-page` in the page.
    pub kind: &'static str,
    /// The page's title, without the site's.
    pub title: String,
    /// A sentence for those who have not opened it yet.
    pub description: Option<String>,
    /// The page of the menu under which it stands.
    pub section: Option<Page>,
    /// The pages above it by name, the nearest last; neither the home page nor the page itself.
    pub breadcrumb: Vec<(String, Page)>,
    /// The same page in other languages.
    pub translations: Vec<(Language, Page)>,
    /// Where a form of the page sends what was filled in, where that is another site.
    pub form_target: Option<String>,
    /// Whether search engines are asked to leave it out.
    pub visibility: Visibility,
}

/// Whether search engines are asked to leave a page out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visibility {
    /// They may show it.
    Indexed,
    /// They are asked not to.
    Unlisted,
}

impl Head {
    /// A page that stands in no section and has nothing above it.
    pub fn new(kind: &'static str, title: impl Into<String>) -> Self {
        Self {
            kind,
            title: title.into(),
            description: None,
            section: None,
            breadcrumb: Vec::new(),
            translations: Vec::new(),
            form_target: None,
            visibility: Visibility::Indexed,
        }
    }
}

/// What differs from page to page, as the template `base.html` sees it.
#[derive(Debug, Serialize)]
pub struct FrameView {
    kind: &'static str,
    language: String,
    /// The language of the site's own names, where the page is in another.
    foreign: Option<String>,
    /// With the site's title behind it, but for the home page.
    title: String,
    description: Option<String>,
    /// Where the page lives, from the site's root.
    address: String,
    /// Written before an address to get a link.
    root: String,
    /// The page's absolute address, where the site has one and wants the page found.
    canonical: Option<String>,
    /// The address of the menu's entry that the page stands under.
    section: Option<String>,
    breadcrumb: Vec<LinkView>,
    translations: Vec<TranslationView>,
    /// What browsers may do with the page, for the `meta` element that says so.
    policy_html: Markup,
    /// Whether search engines are asked to leave the page out.
    is_unlisted: bool,
    /// The same as data, and what describes it.
    alternates: Vec<AlternateView>,
    /// What the page is about, as JSON-LD.
    structured_html: Markup,
}

/// A file that says the same as the page, or describes it.
#[derive(Debug, Serialize)]
pub struct AlternateView {
    /// `alternate` or `describedby`.
    pub relation: &'static str,
    /// Its media type.
    pub media_type: &'static str,
    /// The link from the page.
    pub link: String,
}

/// A link by name.
#[derive(Debug, Clone, Serialize)]
pub struct LinkView {
    /// The words.
    pub name: String,
    /// The link from the page it stands on.
    pub link: String,
}

/// A page in another language.
#[derive(Debug, Serialize)]
pub struct TranslationView {
    /// A BCP 47 tag.
    language: String,
    /// The language's name in itself; its tag where the theme does not know it.
    name: String,
    link: String,
}

/// What all pages of a language share, as `site` in the templates.
#[derive(Debug, Serialize)]
pub struct SiteView<'a> {
    title: &'a str,
    description: Option<&'a str>,
    /// The language of the site's own names, which need not be the page's.
    language: &'a str,
    home: String,
    search: String,
    styles: Vec<String>,
    icon: Option<String>,
    /// The script that answers searches, and the one that loads it once someone does; `None` where the theme has none.
    search_client: Option<String>,
    search_start: Option<String>,
    publisher: PublisherView<'a>,
    menu: Vec<MenuView<'a>>,
    categories: Vec<MenuView<'a>>,
    pages: Vec<MenuView<'a>>,
    licence: Option<LicenceView>,
    updated: Option<DateView>,
}

/// Who publishes, as far as is known.
#[derive(Debug, Serialize)]
struct PublisherView<'a> {
    name: &'a str,
    logo: Option<String>,
    contact_name: Option<&'a str>,
    address: Option<&'a str>,
    phone: Option<&'a str>,
    /// The number as `tel:` wants it.
    phone_link: Option<String>,
    email: Option<&'a str>,
}

/// An entry of a menu.
#[derive(Debug, Serialize)]
struct MenuView<'a> {
    label: &'a str,
    /// From the site's root.
    address: String,
    /// Where the label is not in the page's language: its language.
    language: Option<&'a str>,
}

/// On what terms texts and figures may be used.
#[derive(Debug, Serialize)]
struct LicenceView {
    name: String,
    link: Option<String>,
}

/// Makes what stands around one page; `page` is `None` for a redirect.
pub fn frame_view(
    desk: &Desk<'_>,
    page: Option<Page>,
    head: &Head,
    policy: Markup,
    names: &dyn Fn(&Language) -> String,
) -> FrameView {
    let site = desk.site;
    let address = desk.address.to_string();
    let is_home = head.kind == "home";
    let title = match is_home {
        true => head.title.clone(),
        false => format!("{} · {}", head.title, site.config.title),
    };
    let canonical = site.config.base_url.as_ref().filter(|_| head.visibility == Visibility::Indexed);
    let home = (desk.words.get("home.name").to_owned(), Page::Home);
    let above = (!is_home).then_some(&home).into_iter().chain(&head.breadcrumb);
    FrameView {
        kind: head.kind,
        language: desk.language.tag().to_owned(),
        foreign: (*desk.language != site.config.language).then(|| site.config.language.tag().to_owned()),
        title,
        description: head.description.clone(),
        root: desk.root(),
        canonical: canonical.map(|base| format!("{base}{}", canonical_address(&address))),
        section: head.section.map(|page| desk.address_of(page).to_string()),
        breadcrumb: above
            .map(|(name, page)| LinkView { name: name.clone(), link: desk.link(*page) })
            .collect(),
        translations: head
            .translations
            .iter()
            .map(|(language, page)| TranslationView {
                language: language.tag().to_owned(),
                name: names(language),
                link: desk.link(*page),
            })
            .collect(),
        policy_html: policy,
        is_unlisted: head.visibility == Visibility::Unlisted,
        alternates: page.map(|page| alternates(desk, page)).unwrap_or_default(),
        structured_html: page.map(|page| structured_html(desk, page, head)).unwrap_or_default(),
        address,
    }
}

/// The files of open data that belong to a page.
fn alternates(desk: &Desk<'_>, page: Page) -> Vec<AlternateView> {
    let files = match page {
        Page::Metric(id) if !desk.site.metric(id).observations.is_empty() => vec![
            ("alternate", "text/csv", DataFile::Metric(id, TableForm::Csv)),
            ("alternate", "application/json", DataFile::MetricJson(id)),
            ("describedby", "application/csvm+json", DataFile::MetricSchema(id)),
        ],
        Page::DataTable(table) => vec![
            ("alternate", "text/csv", DataFile::Table(table, TableForm::Csv)),
            ("describedby", "application/csvm+json", DataFile::Schema),
        ],
        Page::Data => vec![
            ("alternate", "application/ld+json", DataFile::Catalogue),
            ("describedby", "application/json", DataFile::Package),
        ],
        _ => Vec::new(),
    };
    let view = |(relation, media_type, file): (_, _, DataFile)| AlternateView {
        relation,
        media_type,
        link: desk.link_to(&file.address(desk.site)),
    };
    files.into_iter().map(view).collect()
}

/// Servers answer a folder with its index, so the folder is the address that others quote.
pub fn canonical_address(address: &str) -> &str {
    match address.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
        _ => address,
    }
}

/// Makes what all pages of a language share.
pub fn site_view<'a>(
    shared: &Shared<'a>,
    language: &Language,
    words: &'a Words<'a>,
    assets: &Assets,
) -> SiteView<'a> {
    let site = shared.derived.site;
    let config = &site.config;
    let at = |page: Page| page.address(site).to_string();
    let foreign = (config.language != *language).then(|| config.language.tag());
    let categories = (0..config.categories.len()).map(crate::model::CategoryId::at);
    SiteView {
        title: &config.title,
        description: config.description.as_deref(),
        language: config.language.tag(),
        home: at(Page::Home),
        search: at(Page::Search),
        styles: assets.style_sheets().map(ToString::to_string).collect(),
        icon: assets.get("icon.svg").map(ToString::to_string),
        search_client: assets.get(Theme::SEARCH_CLIENT).map(ToString::to_string),
        search_start: assets.get(Theme::SEARCH_START).map(ToString::to_string),
        publisher: publisher_view(site),
        menu: menu(site, language, words),
        categories: categories
            .filter(|id| shared.derived.lists().has(BulletinList::Category(*id)))
            .map(|id| MenuView {
                label: &site.category(id).name,
                address: at(Page::Bulletins(BulletinList::Category(id), 1)),
                language: foreign,
            })
            .collect(),
        pages: standing_pages(site, language)
            .into_iter()
            .map(|(id, page)| {
                page_entry(site, language, id, &page.menu.as_ref().unwrap_or(&page.title).value)
            })
            .collect(),
        licence: config.licence.as_deref().map(|licence| licence_view(licence, language)),
        updated: last_change(site).map(|day| words.format().certain_day(day)),
    }
}

fn publisher_view(site: &Site) -> PublisherView<'_> {
    let publisher = &site.config.publisher;
    let contact = &publisher.contact;
    PublisherView {
        name: &publisher.name,
        logo: publisher.logo.as_ref().map(|logo| address::file_address(&logo.value).in_link()),
        contact_name: contact.name.as_deref(),
        address: contact.address.as_deref(),
        phone: contact.phone.as_deref(),
        phone_link: contact.phone.as_deref().and_then(phone_link),
        email: contact.email.as_deref(),
    }
}

/// `tel:` and the digits of a number; `None` for a text that is more than a number.
pub fn phone_link(phone: &str) -> Option<String> {
    let fine = |character: char| character.is_ascii_digit() || " .-()+".contains(character);
    let digits: String =
        phone.chars().filter(|character| character.is_ascii_digit() || *character == '+').collect();
    (phone.chars().all(fine) && digits.len() >= 3).then(|| format!("tel:{digits}"))
}

/// The lists that the site has, then the standing pages that want to be in the menu.
fn menu<'a>(site: &'a Site, language: &Language, words: &'a Words<'a>) -> Vec<MenuView<'a>> {
    let bulletins = Page::Bulletins(BulletinList::All, 1);
    let entry = |page: Page| {
        let key = match page {
            Page::Localities => "menu.localities",
            Page::Events => "menu.events",
            Page::Metrics => "menu.metrics",
            Page::Documents => "menu.documents",
            Page::Data => "menu.data",
            _ => "menu.bulletins",
        };
        MenuView { label: words.get(key), address: page.address(site).to_string(), language: None }
    };
    let lists = std::iter::once(bulletins).chain(address::indexes(site)).map(entry);
    let pages = standing_pages(site, language).into_iter().filter_map(|(id, page)| {
        let label = &page.menu.as_ref()?.value;
        Some(page_entry(site, language, id, label))
    });
    lists.chain(pages).collect()
}

fn page_entry<'a>(site: &'a Site, language: &Language, id: PageId, label: &'a str) -> MenuView<'a> {
    let written_in = &site.page(id).language;
    MenuView {
        label,
        address: Page::Standing(id).address(site).to_string(),
        language: (written_in != language).then(|| written_in.tag()),
    }
}

/// Each standing page once, in the page's language where there is one, in the order of the menu.
fn standing_pages<'a>(site: &'a Site, language: &Language) -> Vec<(PageId, &'a StandingPage)> {
    let translated =
        |slug: &str| site.all_pages().find(|(_, page)| page.slug == slug && page.language == *language);
    let mut pages: Vec<_> = site
        .all_pages()
        .filter(|(_, page)| page.language == site.config.language)
        .map(|(id, page)| translated(&page.slug).unwrap_or((id, page)))
        .collect();
    pages.sort_by(|(_, a), (_, b)| (a.order, &a.title.value).cmp(&(b.order, &b.title.value)));
    pages
}

/// A licence as people call it, with its text where its publisher has a known address for it.
fn licence_view(licence: &str, language: &Language) -> LicenceView {
    let creative = licence.strip_prefix("CC-").and_then(|rest| rest.rsplit_once('-'));
    match creative {
        Some((kind, version)) if kind.starts_with("BY") => LicenceView {
            name: format!("CC {kind} {version}"),
            link: Some(format!(
                "https://creativecommons.org/licenses/{}/{version}/deed.{}",
                kind.to_ascii_lowercase(),
                language.tag(),
            )),
        },
        _ if licence == "CC0-1.0" => LicenceView {
            name: "CC0 1.0".to_owned(),
            link: Some(format!("https://creativecommons.org/publicdomain/zero/1.0/deed.{}", language.tag())),
        },
        _ => LicenceView { name: licence.to_owned(), link: None },
    }
}

/// The newest day that any text names as its own: published, changed, corrected or withdrawn. Never the
/// clock's day, since the same content must give the same pages.
pub fn last_change(site: &Site) -> Option<crate::model::Day> {
    let certain = |date: &crate::model::Dated| match date.period() {
        Period::Day(day) if date.inferred.is_none() => Some(day),
        _ => None,
    };
    let days = site.bulletins.iter().flat_map(|bulletin| {
        let dates = [Some(&bulletin.date), bulletin.updated.as_ref()].into_iter().flatten();
        let corrections = bulletin.corrections.iter().map(|correction| correction.date);
        dates.filter_map(certain).chain(corrections).collect::<Vec<_>>()
    });
    days.max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_telephone_number_can_be_called_and_a_sentence_not() {
        assert_eq!(phone_link("0200 000 0000").as_deref(), Some("tel:02000000000"));
        assert_eq!(phone_link("(+84) 200.000").as_deref(), Some("tel:+84200000"));
        assert_eq!(phone_link("0200 000, máy lẻ 12"), None);
    }

    #[test]
    fn creative_commons_licences_are_linked_to_their_text() {
        let vi = Language("vi".to_owned());
        let view = licence_view("CC-BY-SA-4.0", &vi);
        assert_eq!(view.name, "CC BY-SA 4.0");
        assert_eq!(view.link.as_deref(), Some("https://creativecommons.org/licenses/by-sa/4.0/deed.vi"));
        assert_eq!(licence_view("Nội bộ", &vi).link, None);
    }

    #[test]
    fn a_folder_is_the_address_that_others_quote() {
        assert_eq!(canonical_address("index.html"), "");
        assert_eq!(canonical_address("ban-tin/index.html"), "ban-tin/");
        assert_eq!(canonical_address("ban-tin/2022/a.html"), "ban-tin/2022/a.html");
    }
}
