//! What a page is about, for programs: schema.org as JSON-LD inside the page.
//!
//! The same facts that readers see, nothing more: a date that the source does not give is not said here either.
//! The script element that holds it is data; no browser runs it, so no policy has to allow it.

mod article;
mod dataset;
mod event;
mod place;

use serde_json::{Value, json};

use super::data::licence_uri;
use super::desk::Desk;
use super::frame::{Head, canonical_address};
use super::markup::Markup;
use crate::derive::address::Page;
use crate::model::{Dated, DocumentId, Period};
use crate::output::Address;

/// Says what a page is about; empty for a page that is only a list and stands below none.
pub fn structured_html(desk: &Desk<'_>, page: Page, head: &Head) -> Markup {
    let subject = match page {
        Page::Home => Some(web_site(desk)),
        Page::Bulletin(id) => Some(article::article(desk, id)),
        Page::Locality(id) => Some(place::administrative_area(desk, id)),
        Page::Event(id) => Some(event::event(desk, id)),
        Page::Metric(id) => Some(dataset::metric_dataset(desk, id)),
        Page::Document(id) => Some(document(desk, id)),
        Page::Data => Some(dataset::data_catalogue(desk)),
        Page::DataTable(table) => Some(dataset::table_dataset(desk, table)),
        _ => None,
    };
    let graph: Vec<Value> = subject.into_iter().chain(breadcrumb(desk, page, head)).collect();
    if graph.is_empty() {
        return Markup::new();
    }
    Markup::json_ld(&json!({ "@context": "https://schema.org", "@graph": graph }))
}

/// The way to the page, the page itself last.
fn breadcrumb(desk: &Desk<'_>, page: Page, head: &Head) -> Option<Value> {
    if head.breadcrumb.is_empty() {
        return None;
    }
    let above = head.breadcrumb.iter().map(|(name, page)| (name.as_str(), *page));
    let items = above.chain([(head.title.as_str(), page)]).enumerate().map(|(at, (name, page))| {
        json!({ "@type": "ListItem", "position": at + 1, "name": name, "item": page_link(desk, page) })
    });
    Some(json!({ "@type": "BreadcrumbList", "itemListElement": items.collect::<Vec<_>>() }))
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

fn document(desk: &Desk<'_>, id: DocumentId) -> Value {
    let document = desk.site.document(id);
    let mut work = json!({ "@type": "CreativeWork", "url": page_link(desk, Page::Document(id)) });
    let name = document.title.as_ref().or(document.number.as_ref());
    let known = [
        ("name", name.map(|name| json!(name))),
        ("identifier", document.number.as_ref().map(|number| json!(number))),
        ("genre", document.kind.as_ref().map(|kind| json!(kind))),
        ("datePublished", document.date.map(|day| json!(Period::Day(day).iso()))),
        ("publisher", document.issuer.as_ref().map(|name| json!({ "@type": "Organization", "name": name }))),
        ("sameAs", document.url.as_ref().map(|url| json!(url))),
    ];
    add_known(&mut work, known);
    work
}

fn publisher(desk: &Desk<'_>) -> Value {
    json!({ "@type": "Organization", "name": desk.site.config.publisher.name })
}

fn add_licence(desk: &Desk<'_>, of: &mut Value) {
    if let Some(uri) = desk.site.config.licence.as_deref().and_then(licence_uri) {
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
fn given(date: &Dated) -> Option<Value> {
    if date.inferred.is_some() || matches!(date.period(), Period::Quarter(..)) {
        return None;
    }
    let day = date.period().iso();
    Some(match date.when.time {
        Some(clock) => json!(format!("{day}T{:02}:{:02}", clock.hour, clock.minute)),
        None => json!(day),
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
