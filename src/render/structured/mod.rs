//! What a page is about, for programs: schema.org as JSON-LD inside the page.
//!
//! The same facts that readers see, nothing more: a date that the source does not give is not said here either.
//! The script element that holds it is data; no browser runs it, so no policy has to allow it.
//!
//! Names stand in their alphabetical order, as [`Value`] has them too.

mod article;
mod dataset;
mod event;
mod place;

use serde::Serialize;
use serde_json::{Value, json};

use self::article::Article;
use self::place::Area;
use super::data::licence_uri;
use super::desk::Desk;
use super::frame::{Head, canonical_address};
use super::markup::Markup;
use super::present::Present;
use crate::derive::address::Page;
use crate::model::{Dated, DocumentId, Period};
use crate::output::Address;

/// All that a page says of itself.
#[derive(Serialize)]
struct Graph<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    things: Vec<Thing<'a>>,
}

/// What a page is about, or the way to it. What nearly every page has is a type of its own, which takes its words from
/// where they are; what few have is a value.
#[derive(Serialize)]
#[serde(untagged)]
enum Thing<'a> {
    Article(Box<Article<'a>>),
    Area(Box<Area<'a>>),
    Work(Box<Work<'a>>),
    Way(Way<'a>),
    Other(Value),
}

/// The way to a page, the page itself last.
#[derive(Serialize)]
struct Way<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "itemListElement")]
    steps: Vec<Step<'a>>,
}

#[derive(Serialize)]
struct Step<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    item: String,
    name: &'a str,
    position: usize,
}

/// A document that bulletins cite.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Work<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    date_published: Option<String>,
    genre: Option<&'a str>,
    identifier: Option<&'a str>,
    name: Option<&'a str>,
    publisher: Option<Organization<'a>>,
    same_as: Option<&'a str>,
    url: String,
}

#[derive(Serialize)]
struct Organization<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
}

impl<'a> Organization<'a> {
    fn named(name: &'a str) -> Self {
        Self { kind: "Organization", name }
    }
}

/// Says what a page is about; empty for a page that is only a list and stands below none.
pub fn structured_html(desk: &Desk<'_>, page: Page, head: &Head) -> Markup {
    let subject = match page {
        Page::Home => Some(Thing::Other(web_site(desk))),
        Page::Bulletin(id) => Some(Thing::Article(Box::new(article::article(desk, id)))),
        Page::Locality(id) => Some(Thing::Area(Box::new(place::administrative_area(desk, id)))),
        Page::Event(id) => Some(Thing::Other(event::event(desk, id))),
        Page::Metric(id) => Some(Thing::Other(dataset::metric_dataset(desk, id))),
        Page::Document(id) => Some(Thing::Work(Box::new(document(desk, id)))),
        Page::Data => Some(Thing::Other(dataset::data_catalogue(desk))),
        Page::DataTable(table) => Some(Thing::Other(dataset::table_dataset(desk, table))),
        _ => None,
    };
    let things: Vec<Thing<'_>> = subject.into_iter().chain(way(desk, page, head)).collect();
    if things.is_empty() {
        return Markup::new();
    }
    Markup::json_ld(&Present(&Graph { context: "https://schema.org", things }))
}

fn way<'a>(desk: &Desk<'_>, page: Page, head: &'a Head) -> Option<Thing<'a>> {
    if head.breadcrumb.is_empty() {
        return None;
    }
    let above = head.breadcrumb.iter().map(|(name, page)| (name.as_str(), *page));
    let steps = above.chain([(head.title.as_str(), page)]).enumerate().map(|(at, (name, page))| Step {
        kind: "ListItem",
        item: page_link(desk, page),
        name,
        position: at + 1,
    });
    Some(Thing::Way(Way { kind: "BreadcrumbList", steps: steps.collect() }))
}

fn web_site(desk: &Desk<'_>) -> Value {
    let config = &desk.site.config;
    let mut site = json!({
        "@type": "WebSite",
        "name": config.title,
        "url": page_link(desk, Page::Home),
        "inLanguage": config.language.tag(),
        "publisher": publisher(desk),
    });
    if let Some(description) = &config.description {
        site["description"] = json!(description);
    }
    add_licence(desk, &mut site);
    site
}

fn document<'a>(desk: &Desk<'a>, id: DocumentId) -> Work<'a> {
    let document = desk.site.document(id);
    Work {
        kind: "CreativeWork",
        date_published: document.date.map(|day| Period::Day(day).iso()),
        genre: document.kind.as_deref(),
        identifier: document.number.as_deref(),
        name: document.title.as_deref().or(document.number.as_deref()),
        publisher: document.issuer.as_deref().map(Organization::named),
        same_as: document.url.as_deref(),
        url: page_link(desk, Page::Document(id)),
    }
}

fn publisher<'a>(desk: &Desk<'a>) -> Organization<'a> {
    Organization::named(&desk.site.config.publisher.name)
}

fn licence(desk: &Desk<'_>) -> Option<String> {
    desk.site.config.licence.as_deref().and_then(licence_uri)
}

fn add_licence(desk: &Desk<'_>, of: &mut Value) {
    if let Some(uri) = licence(desk) {
        of["license"] = json!(uri);
    }
}

/// Adds what is known; what is not known is not said.
fn add_known<const N: usize>(to: &mut Value, known: [(&str, Option<Value>); N]) {
    for (name, value) in known {
        if let Some(value) = value {
            to[name] = value;
        }
    }
}

/// A date as far as the source itself gives it, in a form that schema.org knows: no quarter is one.
fn given(date: &Dated) -> Option<String> {
    if date.inferred.is_some() || matches!(date.period(), Period::Quarter(..)) {
        return None;
    }
    let day = date.period().iso();
    Some(match date.when.time {
        Some(clock) => format!("{day}T{:02}:{:02}", clock.hour, clock.minute),
        None => day,
    })
}

/// The address of a page: complete where the site has one, as its canonical link, else from this page.
fn page_link(desk: &Desk<'_>, page: Page) -> String {
    let address = desk.address_of(page);
    match &desk.site.config.base_url {
        Some(base) => format!("{base}{}", canonical_address(&address.in_link())),
        None => desk.link_to(&address),
    }
}

/// The same for a file.
fn file_link(desk: &Desk<'_>, address: &Address) -> String {
    match &desk.site.config.base_url {
        Some(base) => format!("{base}{}", address.in_link()),
        None => desk.link_to(address),
    }
}
