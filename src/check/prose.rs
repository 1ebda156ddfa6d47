//! Lays a text before the rules about words.
//!
//! The words of a text are made once for all rules, and dropped when the last has read them.

use std::cell::OnceCell;

use super::Context;
use super::front_words::front_words;
use super::place::{Places, Surroundings};
use super::rules::ProseRule;
use super::words::Words;
use crate::diagnostic::Diagnostics;
use crate::model::{Bulletin, Language, Passage, Reference, TextId};
use crate::source::Spanned;

/// What the words of every text are held against: made once for all texts and all rules.
pub(super) struct Shared<'a> {
    /// The site and its texts.
    pub context: Context<'a>,
    /// The names of its places.
    pub places: &'a Places<'a>,
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
    pub source: &'a str,
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
        self.surroundings.get_or_init(|| Surroundings::of(self.shared.places, bulletin))
    }
}

/// What the rules find in one text. `source` is all of its file, and `passages` are its words.
pub(super) fn look<'a>(
    shared: &'a Shared<'a>,
    text: TextId,
    source: &'a str,
    passages: Vec<Passage>,
    rules: &[ProseRule],
) -> Diagnostics {
    let site = shared.context.derived.site;
    let (bulletin, language, references, headings) = match text {
        TextId::Bulletin(id) => {
            let one = site.bulletin(id);
            let headings = headings(&one.title, "lead", one.lead.as_ref());
            (Some(one), &one.language, &one.references, headings)
        }
        TextId::Page(id) => {
            let one = site.page(id);
            (None, &one.language, &one.references, headings(&one.title, "menu", one.menu.as_ref()))
        }
    };
    let prose = Prose {
        shared,
        bulletin,
        source,
        language,
        references,
        headings,
        body_start: site.markdown_of(text).1,
        passages: passages.into_iter().map(Words::new).collect(),
        front: OnceCell::new(),
        surroundings: OnceCell::new(),
    };
    let mut found = Diagnostics::default();
    rules.iter().for_each(|rule| (rule.look)(&prose, &mut found));
    found
}

fn headings<'a>(
    title: &'a Spanned<String>,
    key: &'static str,
    other: Option<&'a Spanned<String>>,
) -> Vec<(&'static str, &'a Spanned<String>)> {
    [("title", title)].into_iter().chain(other.map(|value| (key, value))).collect()
}
