//! Gives the stages texts when they need them: made again from what was read.

use std::borrow::Cow;
use std::io;

use crate::check::Proofs;
use crate::digest::Digest;
use crate::model::{Bodies, Body, BulletinId, PageId, Passage, Site};
use crate::parse;
use crate::source::{FileId, Sources};

/// Makes texts again from the sources when pages need them.
pub struct Texts<'a> {
    /// The site whose texts they are.
    pub site: &'a Site,
    /// What it was read from.
    pub sources: &'a Sources,
    /// The rules about words, where they have yet to look at texts: a text that is taken apart for its page is laid
    /// before them on the way, so that it is read once for both.
    pub proofs: Option<&'a Proofs<'a>>,
}

impl Texts<'_> {
    fn body(&self, file: FileId, start: u32) -> io::Result<Body> {
        let text = self.sources.text(file)?;
        let Some(proofs) = self.proofs.filter(|proofs| proofs.awaits(file)) else {
            return Ok(parse::body(&text, file, start));
        };
        let (body, passages) = parse::body_and_words(&text, file, start);
        proofs.look(file, text, passages);
        Ok(body)
    }

    fn words(&self, file: FileId, start: u32) -> io::Result<Vec<Passage>> {
        Ok(parse::body_and_words(&self.sources.text(file)?, file, start).1)
    }
}

impl Bodies for Texts<'_> {
    fn bulletin(&self, bulletin: BulletinId) -> io::Result<Body> {
        let bulletin = self.site.bulletin(bulletin);
        self.body(bulletin.file, bulletin.body_start)
    }

    fn source(&self, bulletin: BulletinId) -> io::Result<String> {
        self.sources.text(self.site.bulletin(bulletin).file).map(Cow::into_owned)
    }

    fn bulletin_digest(&self, bulletin: BulletinId) -> Digest {
        self.sources.get(self.site.bulletin(bulletin).file).digest
    }

    fn page_digest(&self, page: PageId) -> Digest {
        self.sources.get(self.site.page(page).file).digest
    }

    fn page(&self, page: PageId) -> io::Result<Body> {
        let page = self.site.page(page);
        self.body(page.file, page.body_start)
    }

    fn passages(&self, bulletin: BulletinId) -> io::Result<Vec<Passage>> {
        let bulletin = self.site.bulletin(bulletin);
        self.words(bulletin.file, bulletin.body_start)
    }

    fn page_passages(&self, page: PageId) -> io::Result<Vec<Passage>> {
        let page = self.site.page(page);
        self.words(page.file, page.body_start)
    }
}
