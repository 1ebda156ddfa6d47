//! The folder works wherever it is put: every link is relative and leads to something.

use std::collections::BTreeMap;

use crate::support::built::{ALL, Whole};
use crate::support::html::{Tag, tags};

/// An address in a page, and whether it is fetched or followed from there.
fn addresses<'a>(tag: &'a Tag<'_>) -> impl Iterator<Item = &'a str> {
    ["href", "src", "action", "poster", "srcset"].into_iter().filter_map(|name| tag.attribute(name))
}

fn is_elsewhere(address: &str) -> bool {
    ["http://", "https://", "mailto:", "tel:"].iter().any(|scheme| address.starts_with(scheme))
}

#[test]
fn links_are_relative_but_where_the_public_address_is_meant() {
    let hosts = BTreeMap::from([
        ("Sample", "tin.example.gov.vn"),
        ("Odd", "tin.example.gov.vn:8443"),
        ("English", "no host of its own"),
    ]);
    for site in ALL {
        let own = hosts[format!("{site:?}").as_str()];
        for (page, html) in site.built().pages().filter(|(page, _)| *page != "404.html") {
            for tag in tags(html).iter().filter(|tag| tag.attribute("rel") != Some("canonical")) {
                for address in addresses(tag) {
                    let absolute = address.starts_with('/') || address.contains(&format!("//{own}"));
                    assert!(!absolute, "{site:?}: {page}: {address}");
                }
            }
        }
    }
}

#[test]
fn every_link_leads_to_a_file_and_every_fragment_to_an_element() {
    for site in ALL {
        let built = site.built();
        let ids: BTreeMap<&str, Vec<String>> = built
            .pages()
            .map(|(page, html)| {
                let ids =
                    tags(html).iter().filter_map(|tag| tag.attribute("id").map(str::to_owned)).collect();
                (page, ids)
            })
            .collect();
        for (page, html) in built.pages().filter(|(page, _)| *page != "404.html") {
            for tag in &tags(html) {
                for address in addresses(tag).filter(|address| !is_elsewhere(address)) {
                    let (path, fragment) = address.split_once('#').unwrap_or((address, ""));
                    let target = if path.is_empty() { page.to_owned() } else { resolved(page, path) };
                    assert!(built.files.contains_key(&target), "{site:?}: {page}: {address} leads nowhere");
                    let there = ids.get(target.as_str());
                    let known = there.is_some_and(|ids| ids.iter().any(|id| id == fragment));
                    assert!(fragment.is_empty() || known, "{site:?}: {page}: no {address}");
                }
            }
        }
    }
}

#[test]
fn old_addresses_lead_to_their_bulletin() {
    let built = Whole::Odd.built();
    for (old, new) in [
        ("tin-cu/123.html", "tin/2024/du-khoa.html"),
        ("chuyen-muc-cu/index.html", "tin/2024/du-khoa.html"),
        ("tin-cu/bai-cu/index.html", "tin/2024/du-khoa.html"),
        ("Tin Cũ/bài số 1.html", "tin/2024/du-khoa.html"),
        ("old-news/123.html", "tin/2024/du-khoa.en.html"),
    ] {
        let page = tags(built.page(old));
        let refresh = page.iter().find(|tag| tag.attribute("http-equiv") == Some("refresh"));
        let refresh = refresh.and_then(|tag| tag.attribute("content")).unwrap();
        let (_, to) = refresh.split_once("url=").unwrap();
        assert_eq!(resolved(old, to), new, "{old}");
    }
}

/// The file that a browser asks for: `..` followed, what is percent-encoded decoded.
fn resolved(page: &str, link: &str) -> String {
    let link = link.split('?').next().unwrap();
    let mut parts: Vec<String> = page.split('/').map(str::to_owned).collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => assert!(parts.pop().is_some(), "{page}: {link} leaves the site"),
            "." => {}
            part => parts.push(decoded(part)),
        }
    }
    parts.join("/")
}

fn decoded(part: &str) -> String {
    let mut pieces = part.split('%');
    let mut bytes = pieces.next().unwrap().as_bytes().to_vec();
    for piece in pieces {
        let (hex, rest) = piece.split_at(2);
        bytes.push(u8::from_str_radix(hex, 16).unwrap());
        bytes.extend(rest.as_bytes());
    }
    String::from_utf8(bytes).unwrap()
}
