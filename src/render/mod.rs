//! Turns the site into the files that readers get: a view and a template for each page.
//!
//! A template sees its view and nothing else; a page is made, handed to the sink and dropped. Decides nothing
//! about content, touches no disk.

mod asset;
mod body;
mod chart;
mod data;
mod desk;
mod engine;
#[cfg(test)]
mod fixture;
mod format;
mod frame;
mod glossary;
mod map;
mod markup;
mod page;
mod part;
mod part_name;
mod policy;
mod present;
mod press;
mod shelf;
mod strings;
mod structured;
mod svg;
mod view;
mod written;

pub use part_name::{part_of_page, part_of_site};

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use rayon::prelude::*;

use self::asset::{Assets, publish_assets};
use self::desk::Shared;
use self::engine::{Engine, Fields};
use self::frame::site_view;
use self::press::{Bench, Press};
use self::shelf::Shelf;
use self::strings::Words;
use self::view::View;
use self::written::Written;
use crate::cache::{self, Basis, Pages, Parts};
use crate::derive::Derived;
use crate::derive::address::Planned;
use crate::diagnostic::{Diagnostic, Text, text};
use crate::digest::Digest;
use crate::model::{Bodies, Language, Theme};
use crate::output::{Address, Sink};
use crate::picture::PictureProblem;
use crate::refusal::{refusal, remedy};
use crate::source::ReadBytes;

/// What the pages are made from.
pub struct Input<'a> {
    /// The site, and what it implies.
    pub derived: &'a Derived<'a>,
    /// How it looks.
    pub theme: &'a Theme,
    /// Its texts.
    pub bodies: &'a dyn Bodies,
    /// Its pictures and files.
    pub files: &'a dyn ReadBytes,
    /// The pages of the last build, and those of this one.
    pub pages: &'a Pages,
    /// What site and theme are together.
    pub basis: Option<Basis>,
}

/// Why no site could be made.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// A template has a fault; the diagnostic points at it.
    #[error("{}", .0.message.en)]
    Theme(Box<Diagnostic>),
    /// A template has a fault that can't be pointed at.
    #[error("{0}")]
    Template(String),
    /// The theme lacks words that pages need.
    #[error("themes/{theme}/strings/{language}.yaml lacks: {}", keys.join(", "))]
    MissingWords {
        /// The theme's name.
        theme: String,
        /// The language's tag.
        language: String,
        /// All keys that were asked for in vain, in order; empty where there is no word of the language.
        keys: Vec<String>,
    },
    /// A file can't be read.
    #[error("{path}: {source}")]
    Read {
        /// From the project's root.
        path: String,
        /// What the disk says.
        source: io::Error,
    },
    /// A picture can't be freed of what it says of people, so it is not published.
    #[error("{path}: {problem}")]
    Picture {
        /// From the project's root.
        path: String,
        /// What is wrong with it.
        problem: PictureProblem,
    },
    /// An output can't be kept.
    #[error("{address}: {source}")]
    Put {
        /// Where it was to go.
        address: Address,
        /// What the disk says.
        source: io::Error,
    },
}

impl RenderError {
    /// What happened, in both languages.
    pub fn text(&self) -> Text {
        match self {
            Self::Theme(diagnostic) => diagnostic.message.clone(),
            Self::Template(message) => {
                text!(vi: "mẫu trang có lỗi: {message}", en: "a template has a fault: {message}")
            }
            Self::MissingWords { theme, language, keys } => {
                let keys = keys.join(", ");
                text!(
                    vi: "themes/{theme}/strings/{language}.yaml thiếu: {keys}",
                    en: "themes/{theme}/strings/{language}.yaml lacks: {keys}",
                )
            }
            Self::Read { path, source } => {
                let Text { vi, en } = refusal(source);
                text!(vi: "không đọc được {path}: {vi}", en: "can't read {path}: {en}")
            }
            Self::Picture { path, problem } => {
                let Text { vi, en } = problem.text();
                text!(vi: "«{path}»: {vi}", en: "“{path}”: {en}")
            }
            Self::Put { address, source } => {
                let Text { vi, en } = refusal(source);
                text!(vi: "không ghi được «{address}»: {vi}", en: "can't write “{address}”: {en}")
            }
        }
    }

    /// What to do about it, where [`Self::text`] does not say so already.
    pub fn help(&self) -> Option<Text> {
        match self {
            Self::Read { source, .. } | Self::Put { source, .. } => remedy(source),
            _ => None,
        }
    }
}

/// Everything that the pages of one language share.
struct Edition<'a> {
    language: &'a Language,
    words: &'a Words<'a>,
    engine: Arc<Engine<'a>>,
    written: Written<'a>,
    /// The hash of all that the pages have in common.
    digest: Digest,
}

/// Makes every file of the site and puts each into the sink, from several threads and in no particular order; gives
/// the number of pages.
///
/// # Errors
///
/// [`RenderError`]; then the sink holds a part of the site, which nobody should see.
pub fn render(input: &Input<'_>, sink: &dyn Sink) -> Result<usize, RenderError> {
    let assets = publish_assets(input.theme, input.files, sink)?;
    input.pages.stand_on(input.basis.and_then(|basis| basis.with(&assets)));
    let planned = input.derived.planned();
    let pages = planned.iter().filter(|planned| planned.item.is_page()).count();
    let shelf = Shelf { input, sink };
    let left: Vec<&Planned> = planned
        .par_iter()
        .map(|planned| Ok((!shelf.settle(planned)?).then_some(planned)))
        .filter_map(Result::transpose)
        .collect::<Result<_, RenderError>>()?;
    if left.is_empty() {
        return Ok(pages);
    }
    let shared = Shared::of(input.derived);
    let words: BTreeMap<&Language, Words<'_>> =
        input.theme.strings.iter().map(|(language, strings)| (language, Words::new(strings))).collect();
    let editions = editions(input, &shared, &words, &assets)?;
    let press = Press { shelf, shared: &shared, words: &words, editions: &editions, assets: &assets };
    left.into_par_iter().try_for_each_init(Bench::default, |bench, planned| press.publish(planned, bench))?;
    complain_of_missing_words(input.theme, &words)?;
    Ok(pages)
}

/// Makes an edition for each language that a text is written in.
fn editions<'a>(
    input: &Input<'a>,
    shared: &Shared<'a>,
    words: &'a BTreeMap<&'a Language, Words<'a>>,
    assets: &Assets,
) -> Result<BTreeMap<&'a Language, Edition<'a>>, RenderError> {
    let site = input.derived.site;
    let engine = Engine::new(input.theme)?;
    let texts = site.bulletins.iter().map(|bulletin| &bulletin.language);
    let pages = site.pages.iter().map(|page| &page.language);
    let mut editions = BTreeMap::new();
    for language in std::iter::once(&site.config.language).chain(texts).chain(pages) {
        if editions.contains_key(language) {
            continue;
        }
        let Some(words) = words.get(language) else {
            return Err(RenderError::MissingWords {
                theme: input.theme.name.clone(),
                language: language.tag().to_owned(),
                keys: Vec::new(),
            });
        };
        let around = View::of(site_view(shared, language, words, assets));
        let digest = begin(input, language, &around, words)?;
        let engine = engine.sharing("site", around.fields()?).sharing("t", Fields::of(&words.tree())?);
        let engine = Arc::new(engine);
        let written = Written::new(Arc::clone(&engine), language, &site.config.language)?;
        editions.insert(language, Edition { language, words, engine, written, digest });
    }
    Ok(editions)
}

/// Notes what all pages of a language are made with.
fn begin(
    input: &Input<'_>,
    language: &Language,
    around: &View<'_>,
    words: &Words<'_>,
) -> Result<Digest, RenderError> {
    let mut site = Parts::default();
    around.add_to(&mut site, "")?;
    let templates = input.theme.templates.iter();
    let templates = templates.flat_map(|(name, template)| [name.as_bytes(), template.text.as_bytes()]);
    let words = words.plain().flat_map(|(key, word)| [key.as_bytes(), word.as_bytes()]);
    let edition = cache::Edition { templates: Digest::of_all(templates), words: Digest::of_all(words), site };
    input.pages.begin(language.tag(), &edition);
    Ok(edition.digest())
}

fn complain_of_missing_words(
    theme: &Theme,
    words: &BTreeMap<&Language, Words<'_>>,
) -> Result<(), RenderError> {
    for (language, words) in words {
        let keys: Vec<String> = words.missing().into_iter().collect();
        if !keys.is_empty() {
            let language = language.tag().to_owned();
            return Err(RenderError::MissingWords { theme: theme.name.clone(), language, keys });
        }
    }
    Ok(())
}
