//! Takes a page apart, as far as tests ask about it: tags, attributes, words.
//!
//! No parser for any HTML, but for what bantin writes, which a real one holds to the standard elsewhere:
//! every element that is opened is closed, and every `<` that is no tag is escaped.

/// A piece of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token<'a> {
    Open(Tag<'a>),
    Close(&'a str),
    Text(&'a str),
}

/// An opening tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag<'a> {
    pub name: &'a str,
    /// In the order written, entities resolved.
    attributes: Vec<(&'a str, String)>,
}

impl Tag<'_> {
    /// The value of an attribute; empty where only its name is written.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// Every attribute, in the order written.
    pub fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.attributes.iter().map(|(name, value)| (*name, value.as_str()))
    }

    /// Whether it has no end tag (HTML standard, 13.1.2), or shows something without having words in it.
    pub fn is_void(&self) -> bool {
        [
            "area", "base", "br", "circle", "col", "hr", "img", "input", "line", "link", "meta", "path",
            "rect", "wbr",
        ]
        .contains(&self.name)
    }
}

/// The pieces of a page, in their order; comments and the document type are left out.
pub fn tokens(html: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (words, markup) = rest.split_at(at);
        if !words.is_empty() {
            tokens.push(Token::Text(words));
        }
        let length = tag_length(markup);
        let inner = &markup[1..length - 1];
        rest = &markup[length..];
        match inner.strip_prefix('/') {
            Some(name) => tokens.push(Token::Close(name.trim())),
            None if inner.starts_with('!') => {}
            None => tokens.push(Token::Open(tag(inner))),
        }
    }
    if !rest.is_empty() {
        tokens.push(Token::Text(rest));
    }
    tokens
}

/// The opening tags of a page.
pub fn tags(html: &str) -> Vec<Tag<'_>> {
    let open = |token| if let Token::Open(tag) = token { Some(tag) } else { None };
    tokens(html).into_iter().filter_map(open).collect()
}

/// The words of a page or a part of one, white space between them made one space.
pub fn words(html: &str) -> String {
    let text: String = tokens(html)
        .into_iter()
        .map(|token| if let Token::Text(words) = token { words } else { "" })
        .collect();
    plain(&text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands inside the first element of this name, markup included.
#[track_caller]
pub fn inside<'a>(html: &'a str, name: &str) -> &'a str {
    let open = format!("<{name}");
    let (Some(start), Some(end)) = (html.find(&open), html.rfind(&format!("</{name}>"))) else {
        panic!("no <{name}> in the page");
    };
    let begin = start + tag_length(&html[start..]);
    &html[begin..end]
}

/// How long the tag is that a text begins with: a `>` in an attribute's value does not end it.
fn tag_length(markup: &str) -> usize {
    let mut quoted = false;
    for (at, byte) in markup.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'>' if !quoted => return at + 1,
            _ => {}
        }
    }
    panic!("a tag that never ends: {}", markup.lines().next().unwrap_or_default());
}

fn tag(inner: &str) -> Tag<'_> {
    let inner = inner.trim_end_matches('/');
    let (name, mut rest) = inner.split_once(|c: char| c.is_whitespace()).unwrap_or((inner, ""));
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return Tag { name, attributes };
        }
        let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let (key, behind) = rest.split_at(end);
        let value = behind.strip_prefix("=\"").and_then(|value| value.split_once('"'));
        let (value, next) = value.unwrap_or(("", behind));
        attributes.push((key, plain(value)));
        rest = next;
    }
}

/// The characters that a page escapes.
fn plain(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&#x2F;", "/")
        .replace("&amp;", "&")
}

#[test]
fn a_page_comes_apart() {
    let html = "<!DOCTYPE html><p class=\"a > b\" hidden>1 &lt; <b>2</b> &amp;amp;</p><br>";
    assert_eq!(words(html), "1 < 2 &amp;");
    assert_eq!(words(inside(html, "p")), "1 < 2 &amp;");
    let tags = tags(html);
    let names: Vec<&str> = tags.iter().map(|tag| tag.name).collect();
    assert_eq!(names, ["p", "b", "br"]);
    assert_eq!(tags[0].attribute("class"), Some("a > b"));
    assert_eq!((tags[0].attribute("hidden"), tags[0].attribute("id")), (Some(""), None));
    assert!(tags[2].is_void());
}
