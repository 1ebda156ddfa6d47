//! A page of a list of bulletins: all of them, a year's, a month's, a category's, a tag's, a programme's.

use serde::Serialize;

use super::Sheet;
use crate::derive::address::Page;
use crate::derive::list::BulletinList;
use crate::model::{CategoryId, Period};
use crate::render::RenderError;
use crate::render::desk::Desk;
use crate::render::frame::Head;
use crate::render::markup::ListMarkup;
use crate::render::part::{EntryView, Months, document_entry};
use crate::render::view::View;
use crate::render::written::{Form, Listed};

#[derive(Serialize)]
struct BulletinsView {
    title: String,
    /// What kind of list it is: "Chuyên mục".
    kicker: Option<String>,
    /// A programme's full title.
    summary: Option<String>,
    /// The document that lays a programme down.
    document: Option<EntryView>,
    /// "5 bản tin, mới nhất trước".
    count: String,
    teasers_html: ListMarkup,
    pagination: Option<PaginationView>,
    archive_html: ListMarkup,
    categories: Vec<EntryView>,
}

/// The pages of a long list.
#[derive(Serialize)]
pub struct PaginationView {
    /// Towards the newest.
    previous: Option<String>,
    /// What that way is called, where the list is not one of the newest first.
    previous_name: Option<String>,
    /// Towards the oldest.
    next: Option<String>,
    /// As above.
    next_name: Option<String>,
    pages: Vec<PageLinkView>,
}

impl PaginationView {
    /// For a list in another order than that of time.
    pub fn named(self, previous: &str, next: &str) -> Self {
        Self { previous_name: Some(previous.to_owned()), next_name: Some(next.to_owned()), ..self }
    }
}

/// A page of a long list; without a link a gap.
#[derive(Serialize)]
struct PageLinkView {
    number: Option<String>,
    /// "Trang 2".
    label: Option<String>,
    link: Option<String>,
    is_current: bool,
}

/// Makes one page of a list, counted from 1.
pub fn bulletins_page(
    desk: &Desk<'_>,
    list: BulletinList,
    page: usize,
) -> Result<Sheet<'static>, RenderError> {
    let site = desk.site;
    let title = title(desk, list);
    let all = desk.lists.bulletins(list).len();
    let pages = desk.lists.pages(list);
    let teasers = desk.lists.page(list, page).iter().map(|id| Listed::Teaser(*id, Form::Wide));
    let programme = match list {
        BulletinList::Programme(id) => Some(site.programme(id)),
        _ => None,
    };
    let view = BulletinsView {
        kicker: kicker(desk, list),
        summary: programme.and_then(|programme| programme.title.clone()),
        document: programme.and_then(|programme| programme.document).map(|id| document_entry(desk, id)),
        count: count(desk, all, page, pages),
        teasers_html: desk.written.list(desk, teasers)?,
        pagination: (pages > 1).then(|| pagination(desk, pages, page, |page| Page::Bulletins(list, page))),
        archive_html: desk.written.archive(desk, months_beside(desk, list, page))?,
        categories: categories(desk),
        title: title.clone(),
    };
    let head_title = if page > 1 { format!("{title} · {}", page_name(desk, page)) } else { title };
    let mut head = Head::new("bulletins", head_title);
    head.section = Some(Page::Bulletins(BulletinList::All, 1));
    head.breadcrumb = above(desk, list, page);
    Ok(Sheet { head, view: View::of(view) })
}

/// The months beside a page of a list: of the year that the page has come to.
fn months_beside(desk: &Desk<'_>, list: BulletinList, page: usize) -> Months {
    let first = desk.lists.page(list, page).first();
    first.map_or(Months::All, |id| Months::Of(desk.site.bulletin(*id).date.period().year()))
}

fn title(desk: &Desk<'_>, list: BulletinList) -> String {
    let site = desk.site;
    match list {
        BulletinList::All => desk.words.get("menu.bulletins").to_owned(),
        BulletinList::Year(year) => period_title(desk, Period::Year(year)),
        BulletinList::Month(year, month) => period_title(desk, Period::Month(year, month)),
        BulletinList::Category(id) => site.category(id).name.clone(),
        BulletinList::Tag(id) => site.tag(id).name.clone(),
        BulletinList::Programme(id) => site.programme(id).name.clone(),
    }
}

fn period_title(desk: &Desk<'_>, period: Period) -> String {
    desk.words.fill("bulletins.of_period", &[("period", &desk.period(period))])
}

fn kicker(desk: &Desk<'_>, list: BulletinList) -> Option<String> {
    let key = match list {
        BulletinList::All | BulletinList::Year(_) | BulletinList::Month(..) => return None,
        BulletinList::Category(_) => "bulletins.category",
        BulletinList::Tag(_) => "bulletins.tag",
        BulletinList::Programme(_) => "bulletins.programme",
    };
    Some(desk.words.get(key).to_owned())
}

fn count(desk: &Desk<'_>, all: usize, page: usize, pages: usize) -> String {
    let count = desk.words.count("bulletins.count", all, &[]);
    if pages == 1 {
        return count;
    }
    let (page, pages) = (page.to_string(), pages.to_string());
    let place = desk.words.fill("pagination.place", &[("page", &page), ("pages", &pages)]);
    format!("{count} · {place}")
}

/// The pages above a list's page.
fn above(desk: &Desk<'_>, list: BulletinList, page: usize) -> Vec<(String, Page)> {
    let first = |list| Page::Bulletins(list, 1);
    let mut above = Vec::new();
    if list != BulletinList::All {
        above.push((desk.words.get("menu.bulletins").to_owned(), first(BulletinList::All)));
    }
    if let BulletinList::Month(year, _) = list {
        above.push((desk.period(Period::Year(year)), first(BulletinList::Year(year))));
    }
    if page > 1 {
        above.push((title(desk, list), first(list)));
    }
    above
}

fn page_name(desk: &Desk<'_>, page: usize) -> String {
    desk.words.fill("pagination.page", &[("number", &page.to_string())])
}

/// Links to the first, the last and the neighbouring pages; what lies between is a gap.
pub fn pagination(
    desk: &Desk<'_>,
    pages: usize,
    current: usize,
    page_at: impl Fn(usize) -> Page,
) -> PaginationView {
    let link = |page: usize| desk.link(page_at(page));
    let mut shown = Vec::new();
    for page in (1..=pages).filter(|page| *page == 1 || *page == pages || page.abs_diff(current) <= 1) {
        if shown.last().is_some_and(|last| page - last > 1) {
            shown.push(0);
        }
        shown.push(page);
    }
    let view = |page: usize| PageLinkView {
        number: (page > 0).then(|| page.to_string()),
        label: (page > 0).then(|| page_name(desk, page)),
        link: (page > 0).then(|| link(page)),
        is_current: page == current,
    };
    PaginationView {
        previous: (current > 1).then(|| link(current - 1)),
        previous_name: None,
        next: (current < pages).then(|| link(current + 1)),
        next_name: None,
        pages: shown.into_iter().map(view).collect(),
    }
}

/// The categories that have bulletins, in the order of the menu.
pub fn categories(desk: &Desk<'_>) -> Vec<EntryView> {
    (0..desk.site.config.categories.len())
        .map(CategoryId::at)
        .filter_map(|id| {
            let list = BulletinList::Category(id);
            Some(EntryView {
                name: desk.site.category(id).name.clone(),
                link: desk.list_link(list)?,
                note: None,
                count: Some(desk.format().count(desk.lists.bulletins(list).len())),
            })
        })
        .collect()
}
