//! Gives the stages texts when they need them: made again from what was read.

use std::borrow::Cow;
use std::io;

use crate::digest::Digest;
use crate::model::{Bodies, Body, ReadText, Site, TextId};
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
    fn body(&self, text: TextId) -> io::Result<Body> {
        parse::body(self.site, self.sources, text)
    }

    fn source(&self, text: TextId) -> io::Result<Cow<'_, str>> {
        self.sources.text(self.site.markdown_of(text).0)
    }

    fn digest(&self, text: TextId) -> io::Result<Digest> {
        self.sources.digest(self.site.markdown_of(text).0)
    }

    fn read(&self, text: TextId, source: &str) -> ReadText {
        parse::read_text(self.site, text, source)
    }
}
