//! Whether the elements of a page hold something, and whether each ends where it should.

use super::html::{Token, tokens};

/// Elements that are there for what is in them. A cell of a table may be empty: its place says what is missing.
const FILLED: [&str; 33] = [
    "a",
    "article",
    "aside",
    "blockquote",
    "button",
    "caption",
    "dd",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "span",
    "table",
    "tbody",
    "thead",
    "title",
    "ul",
];

/// What stands open while a page is read.
struct Open<'a> {
    name: &'a str,
    class: String,
    filled: bool,
}

/// The elements of a page that should hold something and hold nothing.
#[track_caller]
pub fn empty(html: &str) -> Vec<String> {
    let (mut open, mut found) = (Vec::<Open<'_>>::new(), Vec::new());
    for token in tokens(html) {
        match token {
            Token::Text(words) => {
                let filled = !words.trim().is_empty();
                open.iter_mut().for_each(|element| element.filled |= filled);
            }
            Token::Open(tag) if tag.is_void() => {
                open.iter_mut().for_each(|element| element.filled |= tag.name != "br");
            }
            Token::Open(tag) => {
                let class = tag.attribute("class").unwrap_or_default().to_owned();
                open.push(Open { name: tag.name, class, filled: false });
            }
            Token::Close(name) => {
                let element = open.pop().unwrap();
                assert_eq!(element.name, name, "an element is closed that is not open");
                if !element.filled && FILLED.contains(&name) {
                    found.push(format!("<{name} class=\"{}\">", element.class));
                }
            }
        }
    }
    found
}

/// The first element that is closed in a wrong place, or never; `None` where all are as they should be.
pub fn unbalanced(html: &str) -> Option<String> {
    let mut open = Vec::new();
    for token in tokens(html) {
        match token {
            Token::Open(tag) if !tag.is_void() => open.push(tag.name),
            Token::Close(name) => match open.pop() {
                None => return Some(format!("</{name}> closes nothing")),
                Some(last) if last != name => {
                    return Some(format!("<{last}> is open where </{name}> stands"));
                }
                Some(_) => {}
            },
            Token::Open(_) | Token::Text(_) => {}
        }
    }
    open.pop().map(|name| format!("<{name}> is never closed"))
}

#[test]
fn what_is_empty_is_seen() {
    assert_eq!(
        empty("<ul class=\"a\">\n<li></li>\n</ul><h2> <b></b></h2>"),
        ["<ul class=\"a\">", "<h2 class=\"\">"]
    );
    assert_eq!(
        empty("<section><img src=\"a\"></section><p>x</p><table><tr><td></td><td>1</td></tr></table>"),
        [""; 0]
    );
}
