//! What browsers may do with the site: one policy, said by each page and by the headers that servers send.
//!
//! Pages say the strictest that they can do with. A header stands over all of them, so it allows what any page needs;
//! browsers hold a page to both. What only a header can say is added there.

use super::asset::Assets;
use super::frame::Head;
use super::markup::Markup;
use crate::derive::address::SEARCH_FOLDERS;
use crate::model::{Site, Theme};

/// How many files of the theme get a line of their own: Cloudflare reads a hundred rules.
const MOST_ASSETS: usize = 50;

/// Where forms may send what was filled in.
enum Forms<'a> {
    /// There is no form.
    Nowhere,
    /// To the site, and to another where readers vote there.
    Site(Option<&'a str>),
}

/// A piece of a policy: the program's own words, or the origin of another site.
enum Piece<'a> {
    Fixed(&'static str),
    Origin(&'a str),
}

/// The policy of a page, for the `content` of its `meta` element.
pub fn page_policy(head: &Head, theme: &Theme) -> Markup {
    let poll = head.form_target.as_deref().and_then(origin);
    let forms = match head.kind {
        "redirect" => Forms::Nowhere,
        _ => Forms::Site(poll.as_deref()),
    };
    let mut policy = Markup::new();
    for piece in pieces(head.kind == "search" && theme.has_search(), &forms) {
        match piece {
            Piece::Fixed(words) => policy.raw(words),
            Piece::Origin(origin) => policy.text(origin),
        };
    }
    policy
}

/// What a server should send with the files, as Netlify and Cloudflare Pages read it.
///
/// Every rule that fits a file counts, and one header of two rules becomes a list; so no header stands in two rules
/// that fit the same file.
pub fn headers(site: &Site, theme: &Theme, assets: &Assets) -> Vec<u8> {
    let poll = site.config.poll_endpoint.as_deref().and_then(origin);
    let mut policy = String::new();
    for piece in pieces(theme.has_search(), &Forms::Site(poll.as_deref())) {
        policy.push_str(match piece {
            Piece::Fixed(words) => words,
            Piece::Origin(origin) => origin,
        });
    }
    let mut out = format!(
        "/*\n  Content-Security-Policy: {policy}; frame-ancestors 'none'\n  X-Content-Type-Options: nosniff\n  \
         Referrer-Policy: strict-origin-when-cross-origin\n"
    );
    // Names that change with the content. The search's head keeps its name and so stands in no rule.
    let files = assets.all().take(MOST_ASSETS).map(|address| format!("/{}", address.in_link()));
    let folders = SEARCH_FOLDERS.iter().filter(|_| theme.has_search()).map(|folder| format!("/{folder}/*"));
    for path in files.chain(folders) {
        out.push_str(&format!("{path}\n  Cache-Control: public, max-age=31536000, immutable\n"));
    }
    out.into_bytes()
}

fn pieces<'a>(runs_search: bool, forms: &Forms<'a>) -> Vec<Piece<'a>> {
    let mut pieces = vec![Piece::Fixed("default-src 'none';")];
    if runs_search {
        pieces.push(Piece::Fixed(" script-src 'self';"));
    }
    pieces.push(Piece::Fixed(" style-src 'self'; img-src 'self'; form-action "));
    match forms {
        Forms::Nowhere => pieces.push(Piece::Fixed("'none'")),
        Forms::Site(other) => {
            pieces.push(Piece::Fixed("'self'"));
            pieces.extend(other.iter().flat_map(|origin| [Piece::Fixed(" "), Piece::Origin(origin)]));
        }
    }
    pieces.push(Piece::Fixed("; base-uri 'none'"));
    pieces
}

/// Scheme and host of an address, as a policy names them; `None` for one that could end the policy.
fn origin(link: &str) -> Option<String> {
    let (scheme, rest) = link.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    let fine = |character: char| character.is_ascii_alphanumeric() || ".-:".contains(character);
    let known = matches!(scheme, "http" | "https");
    (known && !host.is_empty() && host.chars().all(fine)).then(|| format!("{scheme}://{host}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(kind: &'static str, form_target: Option<&str>, expected: &str) {
        let head = Head { form_target: form_target.map(str::to_owned), ..Head::new(kind, "") };
        assert_eq!(page_policy(&head, &Theme::default()).as_str(), expected);
    }

    #[test]
    fn a_page_allows_what_it_uses() {
        check(
            "home",
            None,
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'",
        );
        check(
            "redirect",
            None,
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'none'; base-uri 'none'",
        );
        check(
            "bulletin",
            Some("https://forms.example/a?b"),
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self' https://forms.example; base-uri 'none'",
        );
    }

    #[test]
    fn no_address_ends_the_policy() {
        for hostile in
            ["https://a;script-src *", "https://a 'unsafe-inline'", "https://a\"><script>", "https:///x"]
        {
            assert_eq!(origin(hostile), None, "{hostile}");
        }
        assert_eq!(origin("http://a.vn:8080/x").as_deref(), Some("http://a.vn:8080"));
    }
}
