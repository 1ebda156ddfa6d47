//! Lays each text before the rules about words, many texts at a time.
//!
//! The words of a text are made once for all rules, and dropped when the last has read them.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::io;

use rayon::prelude::*;

use super::Context;
use super::front_words::front_words;
use super::place::{Places, Surroundings};
use super::rules::ProseRule;
use super::words::Words;
use crate::derive::Derived;
use crate::diagnostic::Diagnostics;
use crate::digest::Digest;
use crate::model::{Bulletin, BulletinId, Language, PageId, Passage, Reference};
use crate::source::{FileId, Spanned, kept_of};

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
    /// What its front matter calls it, with the keys: `title`, and `lead` or `menu` where it has one.
    pub headings: Vec<(&'static str, &'a Spanned<String>)>,
    /// Where its Markdown begins.
    pub body_start: usize,
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
        self.front().iter().chain(&self.passages).filter(|words| !words.passage.quoted)
    }

    /// The words that stand outside its text, where no mark of Markdown is read.
    pub(super) fn front(&self) -> &[Words] {
        self.front.get_or_init(|| front_words(self).into_iter().map(Words::new).collect())
    }

    /// The places that a bulletin, this one, is likely to speak of.
    pub(super) fn surroundings(&self, bulletin: &Bulletin) -> &Surroundings<'a> {
        self.surroundings.get_or_init(|| Surroundings::of(&self.shared.places, bulletin))
    }
}

/// A text to be looked through.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unchecked {
    id: TextId,
    file: FileId,
    /// Its number among the texts of the site.
    number: usize,
    /// The hash of its file.
    digest: Digest,
}

#[derive(Debug, Clone, Copy)]
enum TextId {
    Bulletin(BulletinId),
    Page(PageId),
}

/// Gives what is known of texts already, and those that are to be looked through. Bulletins, then standing pages, in
/// the order of the site.
pub(super) fn known(context: &Context<'_>, found: &mut Diagnostics) -> Vec<Unchecked> {
    let Context { derived: Derived { site, .. }, bodies, known, .. } = *context;
    let bulletins = site
        .all_bulletins()
        .map(|(id, bulletin)| (TextId::Bulletin(id), bulletin.file, bodies.bulletin_digest(id)));
    let pages = site.all_pages().map(|(id, page)| (TextId::Page(id), page.file, bodies.page_digest(id)));
    let mut left = Vec::new();
    for (number, (id, file, digest)) in bulletins.chain(pages).enumerate() {
        let text = Unchecked { id, file, number, digest };
        match kept_of(file, || known.find::<Diagnostics>(number, digest)) {
            Some(of_text) => found.extend(of_text),
            None => left.push(text),
        }
    }
    left
}

/// Asks the rules about texts.
pub(super) fn check(
    shared: &Shared<'_>,
    texts: &[Unchecked],
    rules: &[ProseRule],
) -> io::Result<Diagnostics> {
    let found: io::Result<Vec<Diagnostics>> = texts
        .par_iter()
        .map(|text| {
            let mut found = Diagnostics::default();
            let prose = match text.id {
                TextId::Bulletin(id) => of_bulletin(shared, id)?,
                TextId::Page(id) => of_page(shared, id)?,
            };
            for rule in rules {
                (rule.look)(&prose, &mut found);
            }
            // What points into other files is found again: places in those are not in the text's digest.
            if found.are_in(text.file) {
                found.count_lines(&prose.source);
                shared.context.known.keep(text.number, text.digest, &found);
            }
            Ok(found)
        })
        .collect();
    let mut all = Diagnostics::default();
    for one in found? {
        all.extend(one);
    }
    Ok(all)
}

fn of_bulletin<'a>(shared: &'a Shared<'a>, id: BulletinId) -> io::Result<Prose<'a>> {
    let Context { derived: Derived { site, .. }, bodies, sources, .. } = shared.context;
    let bulletin = site.bulletin(id);
    let source = sources.text(bulletin.file)?;
    Ok(Prose {
        shared,
        passages: words(bodies.passages(id, &source)),
        source,
        bulletin: Some(bulletin),
        language: &bulletin.language,
        references: &bulletin.references,
        headings: headings(&bulletin.title, "lead", bulletin.lead.as_ref()),
        body_start: bulletin.body_start as usize,
        front: OnceCell::new(),
        surroundings: OnceCell::new(),
    })
}

fn of_page<'a>(shared: &'a Shared<'a>, id: PageId) -> io::Result<Prose<'a>> {
    let Context { derived: Derived { site, .. }, bodies, sources, .. } = shared.context;
    let page = site.page(id);
    let source = sources.text(page.file)?;
    Ok(Prose {
        shared,
        passages: words(bodies.page_passages(id, &source)),
        source,
        bulletin: None,
        language: &page.language,
        references: &page.references,
        headings: headings(&page.title, "menu", page.menu.as_ref()),
        body_start: page.body_start as usize,
        front: OnceCell::new(),
        surroundings: OnceCell::new(),
    })
}

fn headings<'a>(
    title: &'a Spanned<String>,
    key: &'static str,
    other: Option<&'a Spanned<String>>,
) -> Vec<(&'static str, &'a Spanned<String>)> {
    [("title", title)].into_iter().chain(other.map(|value| (key, value))).collect()
}

fn words(passages: Vec<Passage>) -> Vec<Words> {
    passages.into_iter().map(Words::new).collect()
}
