//! The headers for servers say what the pages say, and files are kept by browsers only under names that change.

use crate::support::built::{ALL, Built};
use crate::support::html::tags;

/// `_headers` as its readers take it apart: a path with its headers.
fn rules(built: &Built) -> Vec<(String, Vec<(String, String)>)> {
    let text = std::str::from_utf8(&built.files["_headers"]).unwrap();
    let mut rules: Vec<(String, Vec<(String, String)>)> = Vec::new();
    for line in text.lines() {
        match line.strip_prefix("  ") {
            None => rules.push((line.to_owned(), Vec::new())),
            Some(header) => {
                let (name, value) = header.split_once(": ").unwrap();
                rules.last_mut().unwrap().1.push((name.to_owned(), value.to_owned()));
            }
        }
    }
    rules
}

/// The values of a header that a file gets.
fn sent<'a>(rules: &'a [(String, Vec<(String, String)>)], address: &str, header: &str) -> Vec<&'a str> {
    let path = format!("/{address}");
    let fits = |rule: &str| match rule.strip_suffix('*') {
        Some(start) => path.starts_with(start),
        None => path == rule,
    };
    let headers = rules.iter().filter(|(rule, _)| fits(rule)).flat_map(|(_, headers)| headers);
    headers.filter(|(name, _)| name == header).map(|(_, value)| value.as_str()).collect()
}

fn directives(policy: &str) -> Vec<(&str, Vec<&str>)> {
    let parts = policy.split(';').map(|part| part.split_whitespace().collect::<Vec<_>>());
    parts.filter(|words| !words.is_empty()).map(|words| (words[0], words[1..].to_vec())).collect()
}

/// The policy that a page states of itself.
fn stated(html: &str) -> String {
    let meta =
        tags(html).into_iter().find(|tag| tag.attribute("http-equiv") == Some("Content-Security-Policy"));
    meta.and_then(|tag| tag.attribute("content").map(str::to_owned)).expect("a policy")
}

#[test]
fn a_server_allows_what_every_page_allows_itself_and_adds_what_pages_can_not_say() {
    for site in ALL {
        let built = site.built();
        let rules = rules(built);
        for (address, html) in built.pages() {
            let policies = sent(&rules, address, "Content-Security-Policy");
            assert_eq!(policies.len(), 1, "{address}: two headers would be one list");
            let header = directives(policies[0]);
            let own = stated(html);
            for (name, sources) in directives(&own) {
                let allowed =
                    header.iter().find(|(known, _)| *known == name).map(|(_, allowed)| allowed.clone());
                let allowed = allowed.unwrap_or_default();
                let within = |source: &&str| *source == "'none'" || allowed.contains(source);
                assert!(
                    sources.iter().all(within),
                    "{site:?}: {address}: {name} {sources:?} is not in {allowed:?}"
                );
            }
            assert_eq!(header[0], ("default-src", vec!["'none'"]));
            assert!(header.contains(&("frame-ancestors", vec!["'none'"])), "{header:?}");
            assert!(!policies[0].contains("unsafe") && !policies[0].contains('*'), "{policies:?}");
            assert_eq!(sent(&rules, address, "X-Content-Type-Options"), ["nosniff"]);
            assert_eq!(sent(&rules, address, "Referrer-Policy"), ["strict-origin-when-cross-origin"]);
            assert_eq!(sent(&rules, address, "Cache-Control"), [""; 0], "{address} keeps its name");
        }
    }
}

#[test]
fn what_keeps_its_name_is_asked_for_again() {
    for site in ALL {
        let built = site.built();
        let rules = rules(built);
        // Cloudflare reads no more than these.
        assert!(
            rules.len() <= 100
                && built.files["_headers"].split(|byte| *byte == b'\n').all(|line| line.len() < 2000)
        );
        for address in built.files.keys() {
            let hashed = address.starts_with("assets/") && *address != "assets/search/head.js";
            let kept = sent(&rules, address, "Cache-Control");
            let expected: &[&str] = if hashed { &["public, max-age=31536000, immutable"] } else { &[] };
            assert_eq!(kept, expected, "{site:?}: {address}");
        }
    }
}
