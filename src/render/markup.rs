//! HTML that this program made: the only text that a template may write without escaping it.

use std::sync::Arc;

use serde::{Serialize, Serializer};

use crate::digest::Digest;

/// Markup, ready to stand in a page. Fields of this type have names that end in `_html`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Markup(String);

impl Markup {
    /// Markup without anything in it.
    pub fn new() -> Self {
        Self::default()
    }

    /// What a template wrote, which escapes what it is given.
    pub fn from_template(markup: &str) -> Self {
        Self(markup.to_owned())
    }

    /// Adds words, escaped, so that they stay words.
    pub fn text(&mut self, text: &str) -> &mut Self {
        let mut from = 0;
        for (at, byte) in text.bytes().enumerate() {
            let escape = match byte {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                b'"' => "&quot;",
                b'\'' => "&#39;",
                _ => continue,
            };
            self.0.push_str(&text[from..at]);
            self.0.push_str(escape);
            from = at + 1;
        }
        self.0.push_str(&text[from..]);
        self
    }

    /// Adds a piece of markup that the program itself spells out.
    pub fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Adds a whole number. Drawings have thousands, and `format!` would be most of their work.
    pub fn number(&mut self, number: i32) -> &mut Self {
        if number < 0 {
            self.0.push('-');
        }
        let mut rest = number.unsigned_abs();
        let mut digits = [b'0'; 10];
        let mut from = digits.len();
        loop {
            from -= 1;
            digits[from] += (rest % 10) as u8;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        self.0.push_str(str::from_utf8(&digits[from..]).unwrap_or_default());
        self
    }

    /// Adds ` name="value"`, the value escaped.
    pub fn attribute(&mut self, name: &'static str, value: &str) -> &mut Self {
        self.0.push(' ');
        self.0.push_str(name);
        self.0.push_str("=\"");
        self.text(value);
        self.0.push('"');
        self
    }

    /// A document of linked data, for a script element that is data.
    ///
    /// What could end the element or change how a browser reads it (`</script>`, `<!--`), and the two line breaks
    /// that JSON knows and older scripts do not, stand as JSON's own escapes, so the document says the same.
    pub fn json_ld(document: &impl Serialize) -> Self {
        // Words and numbers under names: nothing that JSON can not hold.
        let written = serde_json::to_string(document).unwrap_or_default();
        let (bytes, mut markup) = (written.as_bytes(), Self(String::with_capacity(written.len())));
        let mut from = 0;
        for (at, byte) in bytes.iter().enumerate() {
            let (escape, length) = match byte {
                b'<' => ("\\u003c", 1),
                b'>' => ("\\u003e", 1),
                b'&' => ("\\u0026", 1),
                0xe2 if bytes[at..].starts_with("\u{2028}".as_bytes()) => ("\\u2028", 3),
                0xe2 if bytes[at..].starts_with("\u{2029}".as_bytes()) => ("\\u2029", 3),
                _ => continue,
            };
            markup.0.push_str(&written[from..at]);
            markup.0.push_str(escape);
            from = at + length;
        }
        markup.0.push_str(&written[from..]);
        markup
    }

    /// Adds other markup.
    pub fn markup(&mut self, other: &Self) -> &mut Self {
        self.0.push_str(&other.0);
        self
    }

    /// How many bytes it has.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The markup as text.
    #[cfg(test)]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Markup that many pages have, at any depth: written and hashed once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedMarkup(Arc<Shared>);

#[derive(Debug, PartialEq, Eq)]
struct Shared {
    /// Without what stood for the way to the root.
    text: Box<str>,
    /// Where in the text the way to the root belongs, in bytes.
    roots: Box<[usize]>,
    digest: Digest,
}

impl SharedMarkup {
    /// Stands for the way from a page to the site's root while the markup is written. No text holds it: what stands for
    /// no character is taken out of all that is read ([`without_controls`](crate::source::without_controls)), and no
    /// file may be named with it.
    pub const ROOT: &str = "\u{FDD0}";

    /// The one character of [`Self::ROOT`], which is found sooner than a text.
    const ROOT_SIGN: char = '\u{FDD0}';

    /// What a template wrote with [`Self::ROOT`] for the way to the root.
    pub fn of(markup: &Markup) -> Self {
        let mut text = String::with_capacity(markup.len());
        let mut roots = Vec::new();
        for (number, piece) in markup.0.split(Self::ROOT_SIGN).enumerate() {
            if number > 0 {
                roots.push(text.len());
            }
            text.push_str(piece);
        }
        let digest = Digest::of(markup.0.as_bytes());
        Self(Arc::new(Shared { text: text.into(), roots: roots.into(), digest }))
    }

    /// How many bytes it holds.
    pub fn size(&self) -> usize {
        size_of::<Shared>() + self.0.text.len() + size_of_val(&*self.0.roots)
    }

    fn len(&self, root: &str) -> usize {
        self.0.text.len() + self.0.roots.len() * root.len()
    }

    fn write(&self, root: &str, to: &mut String) {
        let mut from = 0;
        for &at in &self.0.roots {
            to.push_str(&self.0.text[from..at]);
            to.push_str(root);
            from = at;
        }
        to.push_str(&self.0.text[from..]);
    }
}

/// What a page has in common with others, piece behind piece, and the way from it to the site's root: the items of a
/// list, or one piece alone. A page is told from another by their hashes; its template gets one text, each piece on a
/// line of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListMarkup {
    root: String,
    items: Vec<SharedMarkup>,
}

impl ListMarkup {
    /// Pieces for a page from which `root` leads to the site's root.
    pub fn new(root: String, items: Vec<SharedMarkup>) -> Self {
        Self { root, items }
    }

    fn joined(&self) -> String {
        let mut text = String::with_capacity(self.items.iter().map(|item| item.len(&self.root) + 1).sum());
        for item in &self.items {
            if !text.is_empty() {
                text.push('\n');
            }
            item.write(&self.root, &mut text);
        }
        text
    }
}

impl Serialize for ListMarkup {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return serializer.serialize_str(&self.joined());
        }
        let digests: Vec<Digest> = self.items.iter().map(|item| item.0.digest).collect();
        (&self.root, digests).serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cache::Parts;

    #[test]
    fn words_stay_words() {
        let mut markup = Markup::new();
        markup.raw("<p").attribute("title", "a\"b").raw(">").text("Đề <b>án</b> & 'x'").raw("</p>");
        assert_eq!(markup.as_str(), "<p title=\"a&quot;b\">Đề &lt;b&gt;án&lt;/b&gt; &amp; &#39;x&#39;</p>");
    }

    #[test]
    fn numbers_are_written_as_they_are_read() {
        for number in [0, 7, 10, -66, 2_880, i32::MAX, i32::MIN] {
            assert_eq!(Markup::new().number(number).as_str(), number.to_string());
        }
    }

    #[test]
    fn linked_data_can_not_end_its_element() {
        let written = "</script><!-- & \u{2028}\u{2029} \"Xá Nhè\"";
        let markup = Markup::json_ld(&serde_json::json!({ "name": written }));
        assert_eq!(
            markup.as_str(),
            "{\"name\":\"\\u003c/script\\u003e\\u003c!-- \\u0026 \\u2028\\u2029 \\\"Xá Nhè\\\"\"}"
        );
        let read: serde_json::Value = serde_json::from_str(markup.as_str()).expect("JSON");
        assert_eq!(read["name"], written);
    }

    #[test]
    fn shared_markup_is_markup_for_templates_and_tells_pages_apart() {
        #[derive(Serialize)]
        struct Page {
            html: ListMarkup,
            list_html: ListMarkup,
        }

        let in_folder = |root: &str, text: &str, items: &[&str]| {
            let shared = |text: &&str| SharedMarkup::of(&Markup::from_template(text));
            let list = |texts: &[&str]| ListMarkup::new(root.to_owned(), texts.iter().map(shared).collect());
            Page { html: list(&[text]), list_html: list(items) }
        };
        let page = |text: &str, items: &[&str]| in_folder("../", text, items);
        let for_template = serde_json::to_value(page("<p>một</p>", &["<li>a", "<li>b"])).expect("a value");
        assert_eq!(for_template, serde_json::json!({ "html": "<p>một</p>", "list_html": "<li>a\n<li>b" }));
        let digest = |page: &Page| {
            let mut parts = Parts::default();
            parts.add("", page).expect("a struct");
            parts.digest()
        };
        let told_by = |text: &str, items: &[&str]| digest(&page(text, items));
        let one = told_by("<p>một</p>", &["<li>a", "<li>b"]);
        assert_eq!(told_by("<p>một</p>", &["<li>a", "<li>b"]), one);
        assert_ne!(told_by("<p>hai</p>", &["<li>a", "<li>b"]), one);
        for other in [&["<li>b", "<li>a"][..], &["<li>a"], &["<li>a\n<li>b"], &[]] {
            assert_ne!(told_by("<p>một</p>", other), one);
        }
        assert_ne!(digest(&in_folder("", "<p>một</p>", &["<li>a", "<li>b"])), one);
    }

    #[test]
    fn an_item_leads_to_the_root_from_pages_of_any_depth() {
        let root = SharedMarkup::ROOT;
        let markup = Markup::from_template(&format!("{root}a<p>Đề án</p>{root}{root}b"));
        let items = vec![SharedMarkup::of(&markup), SharedMarkup::of(&Markup::new())];
        for (root, text) in [("", "a<p>Đề án</p>b\n"), ("../", "../a<p>Đề án</p>../../b\n")] {
            assert_eq!(ListMarkup::new(root.to_owned(), items.clone()).joined(), text);
        }
    }
}
