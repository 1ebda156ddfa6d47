//! Looks each text through once: new ones at once, the others on the way to their pages.
//!
//! To read a text takes longer than to hold it against the rules about words. So a text is read once for its page
//! and for the rules, where a page is made of it; whoever asks for its [`Body`] has it looked through.

use std::borrow::Cow;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use rayon::prelude::*;

use super::Context;
use super::place::Places;
use super::prose::{self, Shared};
use super::rules::PROSE_RULES;
use crate::derive::Derived;
use crate::diagnostic::Diagnostics;
use crate::digest::Digest;
use crate::model::{Bodies, Body, BulletinId, PageId, ReadText, Site, TextId};
use crate::source::kept_of;

/// The texts of a site, of which some are yet to be looked through.
pub struct Review<'a> {
    context: Context<'a>,
    /// The names of the site's places; made for the first text.
    places: OnceLock<Places<'a>>,
    /// By number: whether a text is looked through, or somebody is about to.
    taken: Vec<AtomicBool>,
    /// What was found, by number, in the order in which it was.
    found: Mutex<Vec<(usize, Diagnostics)>>,
    has_errors: AtomicBool,
}

impl<'a> Review<'a> {
    /// Adds what is known of texts already. What is new since the last build is looked through at once, so that a
    /// mistake made today is told before anything is made; what was sound beside another site waits.
    pub(super) fn begin(context: Context<'a>, found: &mut Diagnostics) -> io::Result<Self> {
        let Context { derived: Derived { site, .. }, bodies, known, .. } = context;
        let mut taken = Vec::new();
        let mut new = Vec::new();
        for (number, text) in texts(site).enumerate() {
            let digest = bodies.digest(text)?;
            let of_text = kept_of(site.markdown_of(text).0, || known.find::<Diagnostics>(number, digest));
            taken.push(AtomicBool::new(of_text.is_some()));
            match of_text {
                Some(of_text) => found.extend(of_text),
                None if known.is_new(digest) => new.push(text),
                None => {}
            }
        }
        let review = Self {
            context,
            places: OnceLock::new(),
            taken,
            found: Mutex::default(),
            has_errors: AtomicBool::new(false),
        };
        review.look_through(new)?;
        Ok(review)
    }

    /// Whether a text that was looked through has an error.
    pub fn has_errors(&self) -> bool {
        self.has_errors.load(Ordering::Relaxed)
    }

    /// Looks through what is left, and gives all that was found, in the order of the site: bulletins, then standing
    /// pages.
    ///
    /// # Errors
    ///
    /// What the disk says, where a text has to be read again.
    pub fn finish(self) -> io::Result<Diagnostics> {
        self.look_through(texts(self.context.derived.site).collect())?;
        let mut found = self.found.into_inner().unwrap_or_else(PoisonError::into_inner);
        found.sort_by_key(|(number, _)| *number);
        let mut all = Diagnostics::default();
        found.into_iter().for_each(|(_, of_text)| all.extend(of_text));
        Ok(all)
    }

    fn look_through(&self, texts: Vec<TextId>) -> io::Result<()> {
        texts.into_par_iter().filter(|text| self.take(*text)).try_for_each(|text| self.look(text).map(drop))
    }

    /// Whether a text is yet to be looked through: by whoever asks first.
    fn take(&self, text: TextId) -> bool {
        !self.taken[self.number(text)].swap(true, Ordering::Relaxed)
    }

    fn look(&self, text: TextId) -> io::Result<Body> {
        let Context { derived: Derived { site, .. }, sources, bodies, known } = self.context;
        let file = site.markdown_of(text).0;
        let source = sources.text(file)?;
        let ReadText { body, passages } = bodies.read(text, &source);
        let places = self.places.get_or_init(|| Places::of(site));
        let shared = Shared { context: self.context, places };
        let mut found = prose::look(&shared, text, &source, passages, PROSE_RULES);
        let number = self.number(text);
        // What points into other files is found again: places in those are not in the text's digest.
        if found.are_in(file) {
            found.count_lines(&source);
            known.keep(number, bodies.digest(text)?, &found);
        }
        if found.has_errors() {
            self.has_errors.store(true, Ordering::Relaxed);
        }
        if !found.is_empty() {
            self.found.lock().unwrap_or_else(PoisonError::into_inner).push((number, found));
        }
        Ok(body)
    }

    fn number(&self, text: TextId) -> usize {
        match text {
            TextId::Bulletin(id) => id.index(),
            TextId::Page(id) => self.context.derived.site.bulletins.len() + id.index(),
        }
    }
}

/// Every text of a site, by number.
fn texts(site: &Site) -> impl Iterator<Item = TextId> {
    let bulletins = (0..site.bulletins.len()).map(|at| TextId::Bulletin(BulletinId::at(at)));
    bulletins.chain((0..site.pages.len()).map(|at| TextId::Page(PageId::at(at))))
}

impl Bodies for Review<'_> {
    /// As of any [`Bodies`], and looks the text through; fails when a text has an error, since nobody will see the
    /// pages then.
    fn body(&self, text: TextId) -> io::Result<Body> {
        if self.has_errors() {
            return Err(io::Error::other("a text breaks a rule"));
        }
        if self.take(text) { self.look(text) } else { self.context.bodies.body(text) }
    }

    fn source(&self, text: TextId) -> io::Result<Cow<'_, str>> {
        self.context.bodies.source(text)
    }

    fn digest(&self, text: TextId) -> io::Result<Digest> {
        self.context.bodies.digest(text)
    }

    fn read(&self, text: TextId, source: &str) -> ReadText {
        self.context.bodies.read(text, source)
    }
}
