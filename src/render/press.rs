//! Makes pages and data files, many at a time, and hands each to the sink.

use std::collections::BTreeMap;

use super::asset::Assets;
use super::data::{Reading, data_file};
use super::desk::{Desk, Shared};
use super::frame::frame_view;
use super::page::{self, Sheet};
use super::policy::{headers, page_policy};
use super::shelf::Shelf;
use super::strings::Words;
use super::view::View;
use super::{Edition, Input, RenderError};
use crate::cache::{Asked, Parts};
use crate::derive::address::{DataFile, Item, Page, Planned};
use crate::model::{Body, Language, TextId};

/// What a thread works on, kept from page to page.
#[derive(Default)]
pub(super) struct Bench {
    bytes: Vec<u8>,
    parts: Parts,
}

/// What every thread works with.
pub(super) struct Press<'a> {
    pub shelf: Shelf<'a>,
    pub shared: &'a Shared<'a>,
    pub words: &'a BTreeMap<&'a Language, Words<'a>>,
    pub editions: &'a BTreeMap<&'a Language, Edition<'a>>,
    pub assets: &'a Assets,
}

impl Press<'_> {
    /// Makes something that was planned.
    pub(super) fn publish(&self, planned: &Planned, bench: &mut Bench) -> Result<(), RenderError> {
        let input = self.shelf.input;
        let bytes = match &planned.item {
            Item::Page(page) => return self.print(planned, bench, |desk| page::make(desk, *page)),
            Item::Redirect(id, _) => {
                return self.print(planned, bench, |desk| page::redirect_page(desk, *id));
            }
            // The shelf has copied these.
            Item::Picture(_) | Item::File(_) => return Ok(()),
            Item::Source(id) => {
                let text = input.bodies.source(TextId::Bulletin(*id));
                text.map_err(|source| RenderError::Put { address: planned.address.clone(), source })?
                    .into_owned()
                    .into_bytes()
            }
            Item::Data(file) => return self.data(planned, *file),
            Item::Headers => headers(input.derived.site, input.theme, self.assets),
        };
        let output = self.shelf.put(&planned.address, &bytes)?;
        input.pages.made_file(&planned.address, self.shelf.text_of(planned)?, output);
        Ok(())
    }

    /// A file of open data is in the site's language, where it speaks to people.
    fn data(&self, planned: &Planned, file: DataFile) -> Result<(), RenderError> {
        let Planned { address, item } = planned;
        let edition = self.edition_of(item)?;
        let reading = Reading { language: edition.language, format: edition.words.format() };
        let site = self.shared.derived.site;
        let output = self.shelf.put_in_pieces(address, &mut |to| data_file(site, file, reading, to))?;
        self.shelf.input.pages.made_file(address, self.shelf.text_of(planned)?, output);
        Ok(())
    }

    /// Makes a page, unless one that shows the same is there.
    fn print(
        &self,
        planned: &Planned,
        bench: &mut Bench,
        make: impl for<'d> FnOnce(&Desk<'d>) -> Result<Sheet<'d>, RenderError>,
    ) -> Result<(), RenderError> {
        let edition = self.edition_of(&planned.item)?;
        let input = self.shelf.input;
        let page = match planned.item {
            Item::Page(page) => Some(page),
            _ => None,
        };
        let desk = Desk {
            shared: self.shared,
            site: input.derived.site,
            lists: input.derived.lists(),
            body: self.body(planned)?,
            language: edition.language,
            words: edition.words,
            written: &edition.written,
            address: planned.address.clone(),
            base: input.derived.site.config.base_url.as_deref().filter(|_| page == Some(Page::NotFound)),
        };
        let Sheet { head, view } = make(&desk)?;
        let policy = page_policy(&head, input.theme);
        let frame = View::of(frame_view(&desk, page, &head, policy, &|language| self.name_of(language)));
        let Bench { bytes, parts } = bench;
        parts.clear();
        frame.add_to(parts, "frame")?;
        view.add_to(parts, "")?;
        let (address, language) = (&planned.address, edition.language.tag());
        let text = self.shelf.text_of(planned)?;
        let asked = Asked {
            address,
            text,
            language,
            edition: edition.digest,
            view: parts.digest(),
            fields: parts.fields(),
        };
        if let Some(output) = input.pages.find(&asked)
            && self.shelf.keep(address, &output)?
        {
            input.pages.keep(address, text);
            return Ok(());
        }
        bytes.clear();
        edition.engine.render(&format!("{}.html", head.kind), frame.fields()?, view.fields()?, bytes)?;
        let output = self.shelf.put(address, bytes)?;
        input.pages.made(&asked, output);
        Ok(())
    }

    /// The text that a page shows in full; none for most.
    fn body(&self, planned: &Planned) -> Result<Body, RenderError> {
        let text = match planned.item {
            Item::Page(Page::Bulletin(id)) => TextId::Bulletin(id),
            Item::Page(Page::Standing(id)) => TextId::Page(id),
            _ => return Ok(Body::default()),
        };
        let body = self.shelf.input.bodies.body(text);
        body.map_err(|source| RenderError::Read { path: planned.address.to_string(), source })
    }

    /// The edition of a page: a text's own language, else the site's.
    fn edition_of(&self, item: &Item) -> Result<&Edition<'_>, RenderError> {
        let Input { derived, theme, .. } = self.shelf.input;
        let site = derived.site;
        let language = match item {
            Item::Page(Page::Bulletin(id)) | Item::Redirect(id, _) => &site.bulletin(*id).language,
            Item::Page(Page::Standing(id)) => &site.page(*id).language,
            _ => &site.config.language,
        };
        self.editions.get(language).ok_or_else(|| RenderError::MissingWords {
            theme: theme.name.clone(),
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
