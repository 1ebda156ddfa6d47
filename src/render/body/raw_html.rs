//! Raw HTML in a text: words, unless the site lets a safe list of elements pass.
//!
//! The list holds elements that only mark words up. They pass without any attribute, always closed, and never
//! across the text's own structure; all else stays words. So no script, no style and no broken page can come
//! of it.

use super::Writer;
use crate::model::RawHtml;
use crate::render::markup::Markup;

/// An element that may pass: its name, its tags.
struct Element {
    name: &'static str,
    open: &'static str,
    /// Empty for an element that has no content.
    close: &'static str,
}

macro_rules! elements {
    ($($name:literal)+; $($empty:literal)+) => {
        &[
            $(Element { name: $name, open: concat!("<", $name, ">"), close: concat!("</", $name, ">") },)+
            $(Element { name: $empty, open: concat!("<", $empty, ">"), close: "" },)+
        ]
    };
}

const SAFE: &[Element] = elements!(
    "b" "cite" "code" "del" "dfn" "em" "i" "ins" "kbd" "mark" "q" "s" "samp" "small" "strong" "sub" "sup"
    "u" "var"; "br" "wbr"
);

/// Character references that words in HTML need.
const REFERENCES: [&str; 5] = ["&amp;", "&lt;", "&gt;", "&quot;", "&nbsp;"];

/// Elements that a text has opened and not closed, by their closing tags.
#[derive(Debug, Default)]
pub(super) struct Open(Vec<&'static str>);

impl Open {
    /// How many are open: where a piece of the text's own structure begins.
    pub(super) fn depth(&self) -> usize {
        self.0.len()
    }

    /// Closes what was opened since the structure was that deep.
    pub(super) fn close_to(&mut self, depth: usize, out: &mut Markup) {
        while self.0.len() > depth {
            out.raw(self.0.pop().unwrap_or_default());
        }
    }
}

impl Writer<'_> {
    /// Writes a piece of raw HTML; `depth` is where the structure that it stands in begins.
    pub(super) fn raw_html(&mut self, html: &str, depth: usize, out: &mut Markup) {
        if self.desk.site.config.raw_html == RawHtml::Text {
            out.text(html);
            return;
        }
        let mut rest = html;
        while let Some(at) = rest.find(['<', '&']) {
            out.text(&rest[..at]);
            rest = &rest[at..];
            let taken = match rest.as_bytes()[0] {
                b'&' => pass_reference(rest, out),
                _ => self.pass_tag(rest, depth, out),
            };
            if taken == 0 {
                out.text(&rest[..1]);
            }
            rest = &rest[taken.max(1)..];
        }
        out.text(rest);
    }

    /// Passes the tag that a text begins with, if it may; gives how many bytes it took.
    fn pass_tag(&mut self, text: &str, depth: usize, out: &mut Markup) -> usize {
        if let Some(comment) = text.strip_prefix("<!--") {
            return comment.find("-->").map_or(text.len(), |end| "<!--".len() + end + "-->".len());
        }
        let Some(end) = text.find('>') else { return 0 };
        let inside = &text[1..end];
        let (closes, inside) = inside.strip_prefix('/').map_or((false, inside), |inside| (true, inside));
        let name = inside.split(|character: char| !character.is_ascii_alphanumeric()).next().unwrap_or("");
        let Some(element) = SAFE.iter().find(|element| element.name.eq_ignore_ascii_case(name)) else {
            return 0;
        };
        if !closes {
            out.raw(element.open);
            if !element.close.is_empty() {
                self.open.0.push(element.close);
            }
            return end + 1;
        }
        let opened = self.open.0[depth..].iter().rposition(|close| *close == element.close);
        match opened {
            Some(at) => {
                self.open.close_to(depth + at, out);
                end + 1
            }
            None => 0,
        }
    }
}

fn pass_reference(text: &str, out: &mut Markup) -> usize {
    match REFERENCES.iter().find(|reference| text.starts_with(**reference)) {
        Some(reference) => {
            out.raw(reference);
            reference.len()
        }
        None => 0,
    }
}
