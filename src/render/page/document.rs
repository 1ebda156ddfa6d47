//! A document: what is known of it, and everything that cites it.

use serde::Serialize;

use super::Sheet;
use crate::derive::address::Page;
use crate::derive::list::BulletinList;
use crate::model::{Document, DocumentId, Period, ProgrammeId};
use crate::render::RenderError;
use crate::render::desk::Desk;
use crate::render::frame::{Head, LinkView};
use crate::render::part::{BulletinsView, FactView, bulletins_view, document_entry, fact};
use crate::render::view::View;
use crate::render::written::Form;

#[derive(Serialize)]
struct DocumentView {
    /// Its number, else its title.
    title: String,
    kind: Option<String>,
    /// What it is about, where that is not the page's title.
    about: Option<String>,
    /// The bulletins that cite it.
    bulletins: Option<BulletinsView>,
    facts: Vec<FactView>,
}

/// Makes the page of a document.
pub fn document_page(desk: &Desk<'_>, id: DocumentId) -> Result<Sheet<'static>, RenderError> {
    let document = desk.site.document(id);
    let entry = document_entry(desk, id);
    let about = document.title.clone().filter(|title| *title != entry.name);
    let view = DocumentView {
        kind: document.kind.clone(),
        about: about.clone(),
        bulletins: bulletins_view(desk, &document.cited_by, Form::Wide)?,
        facts: facts(desk, id, document),
        title: entry.name.clone(),
    };
    let head = Head {
        description: about.or(entry.note),
        section: Some(Page::Documents),
        breadcrumb: vec![(desk.words.get("menu.documents").to_owned(), Page::Documents)],
        ..Head::new("document", entry.name)
    };
    Ok(Sheet { head, view: View::of(view) })
}

fn facts(desk: &Desk<'_>, id: DocumentId, document: &Document) -> Vec<FactView> {
    let date = document.date.map(|day| FactView {
        iso: Some(Period::Day(day).iso()),
        ..fact(desk, "document.date", desk.format().day(day))
    });
    let year = document.year.map(|year| fact(desk, "document.date", year.to_string()));
    let full_text = document.url.as_ref().map(|url| FactView {
        links: vec![LinkView { name: host(url).to_owned(), link: url.clone() }],
        ..fact(desk, "document.full_text", "")
    });
    let known = [
        document.kind.as_ref().map(|kind| fact(desk, "document.kind", kind)),
        document.issuer.as_ref().map(|issuer| fact(desk, "document.issuer", issuer)),
        date.or(year),
        programmes(desk, id),
        full_text,
    ];
    known.into_iter().flatten().collect()
}

/// The programmes that it lays down.
fn programmes(desk: &Desk<'_>, id: DocumentId) -> Option<FactView> {
    let all = (0..desk.site.config.programmes.len()).map(ProgrammeId::at);
    let (mut names, mut links) = (Vec::new(), Vec::new());
    for programme in all.filter(|programme| desk.site.programme(*programme).document == Some(id)) {
        let name = desk.site.programme(programme).name.clone();
        match desk.list_link(BulletinList::Programme(programme)) {
            Some(link) => links.push(LinkView { name, link }),
            None => names.push(name),
        }
    }
    let some = !names.is_empty() || !links.is_empty();
    some.then(|| FactView { links, ..fact(desk, "document.programme", names.join(", ")) })
}

/// The host of a web address: where the link leads, in few words.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_says_whose_it_is() {
        assert_eq!(host("https://vanban.chinhphu.vn/?pageid=1"), "vanban.chinhphu.vn");
        assert_eq!(host("http://example.gov.vn"), "example.gov.vn");
    }
}
