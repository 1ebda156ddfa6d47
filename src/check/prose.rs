//! Lays each text before the rules about words, many texts at a time.
//!
//! The words of a text are made once for all rules, and dropped when the last has read them.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::io;
use std::sync::OnceLock;

use rayon::prelude::*;

use super::Context;
use super::front_words::front_words;
use super::place::{Places, Surroundings};
use super::rules::PROSE_RULES;
use super::words::Words;
use crate::derive::Derived;
use crate::diagnostic::Diagnostics;
use crate::digest::Digest;
use crate::model::{Bulletin, BulletinId, Language, PageId, Passage, Reference};
use crate::source::{FileId, kept_of};

/// What the words of every text are held against: made once for all texts and all rules.
pub(super) struct Shared<'a> {
    /// The site and its texts.
    pub context: Context<'a>,
    /// The names of its places.
    pub places: Places<'a>,
}

/// One text with its words: what a rule about words looks at.
///
/// What such a rule finds may depend on the text and on what its references lead to, not on any other text: so
/// it can be found again as long as those are the same.
pub(super) struct Prose<'a> {
    /// What its words are held against.
    pub shared: &'a Shared<'a>,
    /// The bulletin whose text it is; `None` for a standing page.
    pub bulletin: Option<&'a Bulletin>,
    /// All of its file.
    pub source: Cow<'a, str>,
    /// What it is written in.
    pub language: &'a Language,
    /// What it refers to: what [`Piece::reference`](crate::model::Piece::reference) counts in.
    pub references: &'a [Reference],
    /// Its words, front matter not included.
    pub passages: Vec<Words>,
    front: OnceCell<Vec<Words>>,
    surroundings: OnceCell<Surroundings<'a>>,
}

impl<'a> Prose<'a> {
    /// Whether the rules of written Vietnamese hold for it.
    pub(super) fn is_vietnamese(&self) -> bool {
        self.language.tag().split('-').next() == Some("vi")
    }

    /// What it says itself, from the title on: all words but those of block quotes.
    pub(super) fn own_words(&self) -> impl Iterator<Item = &Words> {
        let front = self.front.get_or_init(|| front_words(self).into_iter().map(Words::new).collect());
        front.iter().chain(&self.passages).filter(|words| !words.passage.quoted)
    }

    /// The places that a bulletin, this one, is likely to speak of.
    pub(super) fn surroundings(&self, bulletin: &Bulletin) -> &Surroundings<'a> {
        self.surroundings.get_or_init(|| Surroundings::of(&self.shared.places, bulletin))
    }
}

/// The texts that rules about words have to look at, each once: whoever takes one apart lays it before them, and the
/// rest is looked at in the end.
pub struct Proofs<'a> {
    /// `None` where no text is left.
    shared: Option<Shared<'a>>,
    /// In the order of the site: bulletins, then standing pages.
    texts: Vec<Unchecked>,
    by_file: BTreeMap<FileId, usize>,
}

/// A text to be looked through.
struct Unchecked {
    id: TextId,
    file: FileId,
    /// Its number among the texts of the site.
    number: usize,
    /// The hash of its file.
    digest: Digest,
    /// What was found in it, once it was looked at.
    found: OnceLock<Diagnostics>,
}

#[derive(Debug, Clone, Copy)]
enum TextId {
    Bulletin(BulletinId),
    Page(PageId),
}

impl<'a> Proofs<'a> {
    /// Gives what is known of texts already, and those that are to be looked through.
    pub(super) fn begin(context: &Context<'a>, found: &mut Diagnostics) -> Self {
        let Context { derived: Derived { site, .. }, bodies, known, .. } = *context;
        let bulletins = site
            .all_bulletins()
            .map(|(id, bulletin)| (TextId::Bulletin(id), bulletin.file, bodies.bulletin_digest(id)));
        let pages = site.all_pages().map(|(id, page)| (TextId::Page(id), page.file, bodies.page_digest(id)));
        let (mut texts, mut by_file) = (Vec::new(), BTreeMap::new());
        for (number, (id, file, digest)) in bulletins.chain(pages).enumerate() {
            match kept_of(file, || known.find::<Diagnostics>(number, digest)) {
                Some(of_text) => found.extend(of_text),
                None => {
                    by_file.insert(file, texts.len());
                    texts.push(Unchecked { id, file, number, digest, found: OnceLock::new() });
                }
            }
        }
        let shared = || Shared { context: *context, places: Places::of(site) };
        Self { shared: (!texts.is_empty()).then(shared), texts, by_file }
    }

    /// Whether there is nothing to be looked through.
    pub(super) fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// Whether a text is still to be looked at.
    pub fn awaits(&self, file: FileId) -> bool {
        self.left(file).is_some()
    }

    /// Looks at a text, if that is still to be done: all of its file, and its words without the front matter.
    pub fn look(&self, file: FileId, source: Cow<'_, str>, passages: Vec<Passage>) {
        if let (Some(shared), Some(text)) = (&self.shared, self.left(file)) {
            look(shared, text, source, passages);
        }
    }

    /// Looks at all texts that nobody has laid before the rules, and gives what was found in all of them.
    ///
    /// # Errors
    ///
    /// What the disk says, where a text has to be read again.
    pub fn finish(self) -> io::Result<Diagnostics> {
        let mut all = Diagnostics::default();
        let Some(shared) = self.shared else { return Ok(all) };
        let left: Vec<&Unchecked> = self.texts.iter().filter(|text| text.found.get().is_none()).collect();
        // Collected first, so that the failure reported is always the same.
        let looked: Vec<io::Result<()>> = left
            .into_par_iter()
            .map(|text| {
                let Context { sources, bodies, .. } = shared.context;
                let passages = match text.id {
                    TextId::Bulletin(id) => bodies.passages(id)?,
                    TextId::Page(id) => bodies.page_passages(id)?,
                };
                look(&shared, text, sources.text(text.file)?, passages);
                Ok(())
            })
            .collect();
        looked.into_iter().collect::<io::Result<()>>()?;
        for text in self.texts {
            all.extend(text.found.into_inner().unwrap_or_default());
        }
        Ok(all)
    }

    fn left(&self, file: FileId) -> Option<&Unchecked> {
        self.by_file.get(&file).map(|at| &self.texts[*at]).filter(|text| text.found.get().is_none())
    }
}

/// Asks the rules about one text.
fn look(shared: &Shared<'_>, text: &Unchecked, source: Cow<'_, str>, passages: Vec<Passage>) {
    let mut found = Diagnostics::default();
    let site = shared.context.derived.site;
    let (bulletin, language, references) = match text.id {
        TextId::Bulletin(id) => {
            let bulletin = site.bulletin(id);
            (Some(bulletin), &bulletin.language, &bulletin.references)
        }
        TextId::Page(id) => (None, &site.page(id).language, &site.page(id).references),
    };
    let prose = Prose {
        shared,
        bulletin,
        source,
        language,
        references,
        passages: words(passages),
        front: OnceCell::new(),
        surroundings: OnceCell::new(),
    };
    for rule in PROSE_RULES {
        (rule.look)(&prose, &mut found);
    }
    // What points into other files is found again: places in those are not in the text's digest.
    if found.are_in(text.file) {
        shared.context.known.keep(text.number, text.digest, &found);
    }
    // Whoever was faster has found the same.
    let _ = text.found.set(found);
}

fn words(passages: Vec<Passage>) -> Vec<Words> {
    passages.into_iter().map(Words::new).collect()
}
