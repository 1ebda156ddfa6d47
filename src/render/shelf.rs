//! Gets into the sink what need not be made: files that are copied, and all that is what it was.

use super::{Input, RenderError};
use crate::derive::address::{Item, Page, Planned};
use crate::digest::Digest;
use crate::model::TextId;
use crate::output::{Address, Fingerprint, Make, Sink};
use crate::picture::without_metadata;

/// Where outputs go, and where those of the last build are.
#[derive(Clone, Copy)]
pub struct Shelf<'a> {
    /// What they are made from.
    pub input: &'a Input<'a>,
    /// Where they go.
    pub sink: &'a dyn Sink,
}

impl Shelf<'_> {
    /// Copies a file, or keeps what is as it was; `false` for what has to be made.
    ///
    /// # Errors
    ///
    /// [`RenderError`], where something can't be read or kept.
    pub fn settle(&self, planned: &Planned) -> Result<bool, RenderError> {
        match &planned.item {
            Item::Picture(shown) => self.copy(&planned.address, &shown.path, |bytes| {
                without_metadata(bytes, shown.format)
                    .map_err(|problem| RenderError::Picture { path: shown.path.clone(), problem })
            })?,
            Item::File(path) => self.copy(&planned.address, path, Ok)?,
            _ => return self.is_as_it_was(planned),
        }
        Ok(true)
    }

    /// The hash of the text that something shows in its own words; `None` where there is none.
    ///
    /// # Errors
    ///
    /// [`RenderError`], where the text can't be read.
    pub fn text_of(&self, planned: &Planned) -> Result<Option<Digest>, RenderError> {
        let text = match planned.item {
            Item::Page(Page::Bulletin(id)) | Item::Source(id) => TextId::Bulletin(id),
            Item::Page(Page::Standing(id)) => TextId::Page(id),
            _ => return Ok(None),
        };
        let unread = |source| RenderError::Read { path: planned.address.to_string(), source };
        self.input.bodies.digest(text).map(Some).map_err(unread)
    }

    /// Puts a finished file into the sink.
    pub fn put(&self, address: &Address, bytes: &[u8]) -> Result<Fingerprint, RenderError> {
        self.sink.put(address, bytes).map_err(|source| RenderError::Put { address: address.clone(), source })
    }

    /// Puts a file into the sink that grows with the site, while it is made.
    pub fn put_in_pieces(&self, address: &Address, make: &mut Make<'_>) -> Result<Fingerprint, RenderError> {
        self.sink
            .put_in_pieces(address, make)
            .map_err(|source| RenderError::Put { address: address.clone(), source })
    }

    /// Keeps the file of the last build, where it is still there.
    pub fn keep(&self, address: &Address, output: &Fingerprint) -> Result<bool, RenderError> {
        self.sink
            .keep(address, output)
            .map_err(|source| RenderError::Put { address: address.clone(), source })
    }

    fn is_as_it_was(&self, planned: &Planned) -> Result<bool, RenderError> {
        let (pages, address) = (self.input.pages, &planned.address);
        let text = self.text_of(planned)?;
        let Some(output) = pages.same(address, text) else { return Ok(false) };
        let is_there = self.keep(address, &output)?;
        if is_there {
            pages.keep(address, text);
        }
        Ok(is_there)
    }

    /// Copies a file, unless nobody has touched it since it was last copied.
    fn copy(
        &self,
        address: &Address,
        path: &str,
        clean: impl FnOnce(Vec<u8>) -> Result<Vec<u8>, RenderError>,
    ) -> Result<(), RenderError> {
        let Input { files, pages, .. } = self.input;
        // Before it is read: what is changed in between is read again by the next build.
        let stamp = files.stamp(path);
        if let Some(output) = stamp.and_then(|stamp| pages.copied(address, stamp))
            && self.keep(address, &output)?
        {
            pages.keep(address, stamp);
            return Ok(());
        }
        let bytes = files.read(path).map_err(|source| RenderError::Read { path: path.to_owned(), source })?;
        let output = self.put(address, &clean(bytes)?)?;
        pages.made_file(address, stamp, output);
        Ok(())
    }
}
