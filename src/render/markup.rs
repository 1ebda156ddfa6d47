//! HTML that this program made: the only text that a template may write without escaping it.

use serde::Serialize;

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
        let is_escaped = |c: char| matches!(c, '<' | '>' | '&' | '\u{2028}' | '\u{2029}');
        let mut markup = Self(String::with_capacity(written.len()));
        let mut from = 0;
        for (at, found) in written.match_indices(is_escaped) {
            markup.0.push_str(&written[from..at]);
            markup.0.push_str(match found {
                "<" => "\\u003c",
                ">" => "\\u003e",
                "&" => "\\u0026",
                "\u{2028}" => "\\u2028",
                _ => "\\u2029",
            });
            from = at + found.len();
        }
        markup.0.push_str(&written[from..]);
        markup
    }

    /// Adds other markup.
    pub fn markup(&mut self, other: &Self) -> &mut Self {
        self.0.push_str(&other.0);
        self
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

#[cfg(test)]
mod tests {
    use super::*;

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
}
