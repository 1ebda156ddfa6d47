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
mod policy;
mod present;
mod strings;
mod structured;
mod svg;
mod view;

use std::collections::BTreeMap;
use std::io;

use rayon::prelude::*;

use self::asset::{Assets, publish_assets};
use self::data::{Reading, data_file};
use self::desk::{Desk, Shared};
use self::engine::Engine;
use self::frame::{frame_view, site_view};
use self::page::Sheet;
use self::policy::{headers, page_policy};
use self::strings::Words;
use self::view::View;
use crate::cache::{self, Asked, Digest, Pages, Part};
use crate::derive::address::{DataFile, Item, Page, Planned, plan};
use crate::diagnostic::{Diagnostic, Text, text};
use crate::model::{Bodies, Language, Site, Theme};
use crate::output::{Address, Fingerprint, Output, Sink};
use crate::picture::{PictureProblem, without_metadata};
use crate::refusal::{refusal, remedy};
use crate::source::ReadBytes;

/// What the pages are made from.
pub struct Input<'a> {
    /// The site.
    pub site: &'a Site,
    /// How it looks.
    pub theme: &'a Theme,
    /// Its texts.
    pub bodies: &'a dyn Bodies,
    /// Its pictures and files.
    pub files: &'a dyn ReadBytes,
    /// The pages of the last build, and those of this one.
    pub pages: &'a Pages,
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
    engine: Engine<'a>,
    /// The hash of all that the pages have in common.
    digest: Digest,
}

/// Makes every file of the site and puts each into the sink, from several threads and in no particular order.
///
/// # Errors
///
/// [`RenderError`]; then the sink holds a part of the site, which nobody should see.
pub fn render(input: &Input<'_>, sink: &dyn Sink) -> Result<(), RenderError> {
    let site = input.site;
    let assets = publish_assets(input.theme, input.files, sink)?;
    let shared = Shared::of(site, input.bodies);
    let words: BTreeMap<&Language, Words<'_>> =
        input.theme.strings.iter().map(|(language, strings)| (language, Words::new(strings))).collect();
    let editions = editions(input, &shared, &words, &assets)?;
    let press = Press { input, shared: &shared, words: &words, editions: &editions, assets: &assets, sink };
    plan(site, &shared.lists)
        .par_iter()
        .try_for_each_init(Bench::default, |bench, planned| press.publish(planned, bench))?;
    complain_of_missing_words(input.theme, &words)
}

/// Makes an edition for each language that a text is written in.
fn editions<'a>(
    input: &Input<'a>,
    shared: &Shared<'a>,
    words: &'a BTreeMap<&'a Language, Words<'a>>,
    assets: &Assets,
) -> Result<BTreeMap<&'a Language, Edition<'a>>, RenderError> {
    let site = input.site;
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
        let (around, tree) = (View::of(site_view(shared, language, words, assets)), View::of(words.tree()));
        let digest = begin(input, language, &around, &tree)?;
        let engine = engine.sharing("site", around.fields()?).sharing("t", tree.fields()?);
        editions.insert(language, Edition { language, words, engine, digest });
    }
    Ok(editions)
}

/// Notes what all pages of a language are made with.
fn begin(
    input: &Input<'_>,
    language: &Language,
    around: &View<'_>,
    words: &View<'_>,
) -> Result<Digest, RenderError> {
    let (mut buffer, mut site, mut word_parts) = (Vec::new(), Vec::new(), Vec::new());
    around.parts("", &mut buffer, &mut site)?;
    words.parts("", &mut buffer, &mut word_parts)?;
    let templates = input.theme.templates.iter();
    let edition = cache::Edition {
        templates: Digest::of_all(
            templates.flat_map(|(name, template)| [name.as_bytes(), template.text.as_bytes()]),
        ),
        words: Digest::of_all(word_parts.iter().map(|part| part.digest.as_bytes())),
        site,
    };
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

/// What a thread works on, kept from page to page.
#[derive(Default)]
struct Bench {
    bytes: Vec<u8>,
    parts: Vec<Part>,
}

/// What every thread works with.
struct Press<'a> {
    input: &'a Input<'a>,
    shared: &'a Shared<'a>,
    words: &'a BTreeMap<&'a Language, Words<'a>>,
    editions: &'a BTreeMap<&'a Language, Edition<'a>>,
    assets: &'a Assets,
    sink: &'a dyn Sink,
}

impl Press<'_> {
    fn publish(&self, planned: &Planned, bench: &mut Bench) -> Result<(), RenderError> {
        let bytes = match &planned.item {
            Item::Page(page) => return self.print(planned, bench, |desk| page::make(desk, *page)),
            Item::Redirect(id, _) => {
                return self.print(planned, bench, |desk| page::redirect_page(desk, *id));
            }
            Item::Picture { path, format, .. } => without_metadata(self.read(path)?, *format)
                .map_err(|problem| RenderError::Picture { path: path.clone(), problem })?,
            Item::Source(id) => {
                let text = self.input.bodies.source(*id);
                text.map_err(|source| RenderError::Put { address: planned.address.clone(), source })?
                    .into_bytes()
            }
            Item::Data(file) => self.data(*file)?,
            Item::File(path) => self.read(path)?,
            Item::Headers => headers(self.input.site, self.input.theme, self.assets),
        };
        self.put(planned, bytes).map(drop)
    }

    fn put(&self, planned: &Planned, bytes: Vec<u8>) -> Result<Fingerprint, RenderError> {
        let address = planned.address.clone();
        self.sink
            .put(Output { address: address.clone(), bytes })
            .map_err(|source| RenderError::Put { address, source })
    }

    /// A file of open data is in the site's language, where it speaks to people.
    fn data(&self, file: DataFile) -> Result<Vec<u8>, RenderError> {
        let edition = self.edition_of(&Item::Data(file))?;
        let reading = Reading { language: edition.language, format: edition.words.format() };
        Ok(data_file(self.input.site, file, reading))
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, RenderError> {
        self.input.files.read(path).map_err(|source| RenderError::Read { path: path.to_owned(), source })
    }

    /// Makes a page, unless one that shows the same is there.
    fn print(
        &self,
        planned: &Planned,
        bench: &mut Bench,
        make: impl for<'d> FnOnce(&Desk<'d>) -> Result<Sheet<'d>, RenderError>,
    ) -> Result<(), RenderError> {
        let edition = self.edition_of(&planned.item)?;
        let site = self.input.site;
        let anywhere = planned.item == Item::Page(Page::NotFound);
        let desk = Desk {
            shared: self.shared,
            site,
            lists: &self.shared.lists,
            language: edition.language,
            words: edition.words,
            address: planned.address.clone(),
            absolute: site.config.base_url.as_deref().filter(|_| anywhere),
        };
        let Sheet { head, view } = make(&desk)?;
        let page = match planned.item {
            Item::Page(page) => Some(page),
            _ => None,
        };
        let policy = page_policy(&head, self.input.theme);
        let frame = View::of(frame_view(&desk, page, &head, policy, &|language| self.name_of(language)));
        let Bench { bytes, parts } = bench;
        parts.clear();
        frame.parts("frame.", bytes, parts)?;
        view.parts("", bytes, parts)?;
        let (address, language) = (&planned.address, edition.language.tag());
        let asked = Asked { address, language, edition: edition.digest, parts };
        if self.is_kept(&asked)? {
            self.input.pages.keep(&asked);
            return Ok(());
        }
        bytes.clear();
        edition.engine.render(&format!("{}.html", head.kind), frame.fields()?, view.fields()?, bytes)?;
        // Handed out with exactly as many bytes as the page has.
        let output = self.put(planned, bytes.as_slice().to_vec())?;
        self.input.pages.made(&asked, output);
        Ok(())
    }

    /// Whether a page that was made from the same is where it can be published from.
    fn is_kept(&self, asked: &Asked<'_>) -> Result<bool, RenderError> {
        let Some(output) = self.input.pages.find(asked) else { return Ok(false) };
        self.sink
            .keep(asked.address, &output)
            .map_err(|source| RenderError::Put { address: asked.address.clone(), source })
    }

    /// The edition of a page: a text's own language, else the site's.
    fn edition_of(&self, item: &Item) -> Result<&Edition<'_>, RenderError> {
        let site = self.input.site;
        let language = match item {
            Item::Page(Page::Bulletin(id)) | Item::Redirect(id, _) => &site.bulletin(*id).language,
            Item::Page(Page::Standing(id)) => &site.page(*id).language,
            _ => &site.config.language,
        };
        self.editions.get(language).ok_or_else(|| RenderError::MissingWords {
            theme: self.input.theme.name.clone(),
            language: language.tag().to_owned(),
            keys: Vec::new(),
        })
    }

    /// A language's name in itself; its tag where the theme has no words of it.
    fn name_of(&self, language: &Language) -> String {
        match self.words.get(language) {
            Some(words) => words.get("language.name").to_owned(),
            None => language.tag().to_owned(),
        }
    }
}
