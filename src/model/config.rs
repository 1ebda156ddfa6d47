//! The site as a whole: `site.yaml`.

use serde::{Deserialize, Serialize};

use super::period::TimeZone;
use crate::source::{Span, Spanned};

/// A language of pages, as a BCP 47 tag: `vi`, `en`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Language(pub String);

impl Language {
    /// The tag.
    pub fn tag(&self) -> &str {
        &self.0
    }
}

/// What `site.yaml` says, defaults filled in.
#[derive(Debug, Serialize)]
pub struct SiteConfig {
    /// The site's name.
    pub title: String,
    /// A sentence on what it holds.
    pub description: Option<String>,
    /// Where the site is served, with a `/` at the end; `None` where nothing absolute can be written.
    pub base_url: Option<String>,
    /// The language of the site and of every text that names no other.
    pub language: Language,
    /// What "today" is and in which zone times are shown.
    pub timezone: TimeZone,
    /// The theme's folder name.
    pub theme: Spanned<String>,
    /// Who publishes.
    pub publisher: Publisher,
    /// The licence of texts and data, an SPDX id where there is one: `CC-BY-4.0`.
    pub licence: Option<String>,
    /// Chuyên mục, in the order of the menu.
    pub categories: Vec<Category>,
    /// The programmes reported on.
    pub programmes: Vec<Programme>,
    /// The first part of each kind's address.
    pub paths: Paths,
    /// Items on one list page; at least 1.
    pub paginate: usize,
    /// What becomes of raw HTML in Markdown.
    pub raw_html: RawHtml,
    /// Whether each bulletin's Markdown is published beside its page.
    pub publish_sources: bool,
    /// Where votes are sent; `None`: polls show results only.
    pub poll_endpoint: Option<String>,
}

/// An office that publishes.
#[derive(Debug, Default, Serialize)]
pub struct Publisher {
    /// Its name; empty only where `site.yaml` had an error.
    pub name: String,
    /// How to reach it.
    pub contact: Contact,
    /// A path below `content/`, such as `files/logo.svg`.
    pub logo: Option<Spanned<String>>,
}

/// How an office is reached.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
pub struct Contact {
    /// A person or desk.
    pub name: Option<String>,
    /// A postal address.
    pub address: Option<String>,
    /// A telephone number, as written.
    pub phone: Option<String>,
    /// An e-mail address.
    pub email: Option<String>,
}

/// A category (chuyên mục).
#[derive(Debug, Serialize)]
pub struct Category {
    /// Its slug.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Where it was declared.
    pub span: Span,
}

/// A programme that bulletins and metrics belong to.
#[derive(Debug, Serialize)]
pub struct Programme {
    /// Its slug.
    pub slug: String,
    /// Its short name: "Đề án 06".
    pub name: String,
    /// Its full title.
    pub title: Option<String>,
    /// The document that lays it down; `None` also where the number fits none, which is reported.
    pub document: Option<super::DocumentId>,
    /// Where it was declared.
    pub span: Span,
}

/// The first part of each kind's address; each is one or more slugs joined by `/`.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "named as the kinds are")]
pub struct Paths {
    pub bulletins: String,
    pub localities: String,
    pub events: String,
    pub metrics: String,
    pub documents: String,
    pub search: String,
    pub categories: String,
    pub data: String,
}

/// What becomes of raw HTML in Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum RawHtml {
    /// It is shown as text.
    Text,
    /// A safe list of elements passes; scripts never do.
    Sanitise,
}
