//! Gives the stages texts when they need them: made again from what was read.

use std::borrow::Cow;
use std::io;

use crate::digest::Digest;
use crate::model::{Bodies, Body, BulletinId, PageId, Passage, Site};
use crate::parse;
use crate::source::Sources;

/// Makes texts again from the sources when pages need them.
pub struct Texts<'a> {
    /// The site whose texts they are.
    pub site: &'a Site,
    /// What it was read from.
    pub sources: &'a Sources,
}

impl Bodies for Texts<'_> {
    fn bulletin(&self, bulletin: BulletinId) -> io::Result<Body> {
        parse::bulletin_body(self.site, self.sources, bulletin)
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
        parse::page_body(self.site, self.sources, page)
    }

    fn passages(&self, bulletin: BulletinId, source: &str) -> Vec<Passage> {
        parse::bulletin_passages(self.site, bulletin, source)
    }

    fn page_passages(&self, page: PageId, source: &str) -> Vec<Passage> {
        parse::page_passages(self.site, page, source)
    }
}
