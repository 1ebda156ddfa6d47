//! `broken-link`: a link to a page or file of this site that is not there.

use std::collections::BTreeSet;

use super::Rule;
use crate::derive::Derived;
use crate::derive::address::Page;
use crate::diagnostic::{Diagnostic, Diagnostics, nearest, text};
use crate::output::{Address, percent_decoded};
use crate::source::{Sources, Spanned};
use crate::vietnamese::normalise;

pub(super) const RULE: Rule = Rule { name: "broken-link", run };

fn run(derived: &Derived<'_>, _: &Sources, found: &mut Diagnostics) {
    let site = derived.site;
    let bulletins = site.all_bulletins().map(|(id, bulletin)| (Page::Bulletin(id), &bulletin.links));
    let pages = site.all_pages().map(|(id, page)| (Page::Standing(id), &page.links));
    let with_links: Vec<_> = bulletins.chain(pages).filter(|(_, links)| !links.is_empty()).collect();
    if with_links.is_empty() {
        return;
    }
    let planned: BTreeSet<&str> = derived.planned().iter().map(|one| one.address.as_str()).collect();
    for (page, links) in with_links {
        let here = page.address(site);
        for link in links.iter().filter(|link| !leads_to(link, &here, &planned)) {
            found.push(broken(link, &planned));
        }
    }
}

/// Whether a link from the page at `here` leads to something that is published.
fn leads_to(link: &Spanned<String>, here: &Address, planned: &BTreeSet<&str>) -> bool {
    let path = percent_decoded(link.value.split(['#', '?']).next().unwrap_or_default());
    let mut parts: Vec<&str> = match path.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => {
            here.as_str().rsplit_once('/').map_or_else(Vec::new, |(folder, _)| folder.split('/').collect())
        }
    };
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.pop().is_none() => return false,
            ".." => {}
            part => parts.push(part),
        }
    }
    planned.contains(&*normalise(&parts.join("/")))
}

fn broken(link: &Spanned<String>, planned: &BTreeSet<&str>) -> Diagnostic {
    let written = &link.value;
    let path = written.split(['#', '?']).next().unwrap_or_default().trim_start_matches(['/', '.']);
    let near = nearest(path, planned.iter().copied())
        .map(|near| text!(vi: "gần nhất là «/{near}»", en: "the nearest is “/{near}”"));
    Diagnostic::error(RULE.name, &link.span, text!(
        vi: "liên kết «{written}» không dẫn tới trang hay tệp nào của trang này",
        en: "the link “{written}” leads to no page or file of this site",
    ))
    .help_if(near)
    .help(text!(
        vi: "dẫn tới bài bằng bulletin:…, địa phương bằng locality:…, tệp trong content/files/ bằng /tên-tệp, trang khác bằng https://…",
        en: "link a bulletin by bulletin:…, a locality by locality:…, a file of content/files/ by /its-name, another site by https://…",
    ))
}
