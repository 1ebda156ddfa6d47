//! Reads a standing page.

use super::config::language;
use super::cut::ask_about_cut_values;
use super::fields::Fields;
use super::front_matter;
use super::markdown::{ParsedText, parse_body};
use super::yaml::{Node, parse_yaml};
use crate::diagnostic::{Diagnostics, Parsed};
use crate::source::{FileId, Span, Spanned};
use crate::vietnamese::slugify;

/// A standing page as written.
#[derive(Debug)]
pub(super) struct WrittenPage {
    /// Its file.
    pub file: FileId,
    /// Where its Markdown begins.
    pub body_start: usize,
    /// The file's name without endings.
    pub slug: String,
    /// The language in the file's name or in `lang:`; `None`: the site's.
    pub language: Option<Spanned<String>>,
    /// Its title.
    pub title: Spanned<String>,
    /// Its label in the menu.
    pub menu: Option<Spanned<String>>,
    /// Its place in the menu.
    pub order: i64,
    /// Its text.
    pub text: ParsedText,
}

/// Reads a page's file; `None` where it has no front matter that could be read, or no title.
pub(super) fn parse_page(id: FileId, path: &str, file: &str) -> Parsed<Option<WrittenPage>> {
    let mut out = Diagnostics::default();
    let parts = front_matter::split(file, id, &mut out);
    let Some(yaml) = parts.yaml else { return Parsed { value: None, diagnostics: out } };
    let Parsed { value: node, diagnostics } = parse_yaml(file, id, yaml.clone());
    let unread = diagnostics.has_errors();
    out.extend(diagnostics);
    let node = node.or_else(|| (!unread).then(|| Node::nothing(Span::new(id, yaml))));
    let mut text = parse_body(file, id, parts.body);
    out.extend(std::mem::take(&mut text.diagnostics));
    let value = node.and_then(|node| {
        ask_about_cut_values(&node, &file[..parts.body], &["title", "menu"], &mut out);
        let mut fields = Fields::open(&node, "title: Giới thiệu", &mut out)?;
        let title = fields.required("title", "Giới thiệu");
        let menu = fields.text("menu");
        let order =
            fields.count("order").map_or(i64::MAX, |order| i64::try_from(order.value).unwrap_or(i64::MAX));
        let lang = fields.text("lang").filter(|tag| language(tag, fields.out).is_some());
        fields.finish();
        let (stem, tag) = stem_and_language(path);
        let language = lang.or_else(|| tag.map(|tag| Spanned::new(tag, Span::top(id))));
        Some(WrittenPage {
            file: id,
            body_start: parts.body,
            slug: slugify(&stem),
            language,
            title: title?,
            menu,
            order,
            text,
        })
    });
    Parsed { value, diagnostics: out }
}

/// `pages/gioi-thieu.en.md` is `gioi-thieu` in English.
fn stem_and_language(path: &str) -> (String, Option<String>) {
    let name = path.rsplit('/').next().unwrap_or_default().trim_end_matches(".md");
    match name.rsplit_once('.') {
        Some((stem, tag)) if (2..=3).contains(&tag.len()) => (stem.to_owned(), Some(tag.to_owned())),
        _ => (name.to_owned(), None),
    }
}
