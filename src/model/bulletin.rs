//! News items (bản tin): what their front matter says, and what their text refers to.

use serde::{Deserialize, Serialize};

use super::config::Language;
use super::id::{BulletinId, CategoryId, DocumentId, EventId, LocalityId, ProgrammeId, TagId};
use super::period::{Dated, Day, Moment};
use super::reference::Reference;
use crate::source::{FileId, PictureHeader, Span, Spanned};

/// A news item in one language.
///
/// A site may have a million, so what few of them have takes no room in the others: it is boxed.
#[derive(Debug, Serialize)]
pub struct Bulletin {
    /// Its file.
    pub file: FileId,
    /// Where its Markdown begins in the file, in bytes.
    #[serde(skip)]
    pub body_start: u32,
    /// Unique on the site per language; a translation has its original's.
    pub slug: String,
    /// What it is written in.
    pub language: Language,
    /// For a translation: what it translates.
    pub original: Option<BulletinId>,
    /// For an original: its translations, by language.
    pub translations: Vec<BulletinId>,
    /// The headline.
    pub title: Spanned<String>,
    /// What orders and addresses it.
    pub date: Dated,
    /// When it was last changed in substance.
    pub updated: Option<Dated>,
    /// The short text first (sapô).
    pub lead: Option<Spanned<String>>,
    /// The byline.
    pub authors: Vec<String>,
    /// Its category.
    pub category: Option<CategoryId>,
    /// The programme it reports on.
    pub programme: Option<ProgrammeId>,
    /// The places it reports on, the main one first.
    pub localities: Vec<LocalityId>,
    /// Its tags, in the order written.
    pub tags: Vec<TagId>,
    /// The lead picture.
    pub image: Option<Box<Picture>>,
    /// What is printed below the lead picture.
    pub image_caption: Option<String>,
    /// The pictures of its text, in order of appearance: what `Figure::picture` counts in.
    pub pictures: Vec<Option<Picture>>,
    /// The events that it announces or reports.
    pub events: Vec<EventId>,
    /// Documents it cites, in front matter and text; each once, in the order of first mention.
    pub documents: Vec<DocumentId>,
    /// What its text refers to, in order of appearance: what `Inline::Reference` counts in.
    pub references: Vec<Reference>,
    /// Links in its text to pages and files of this site that are no references.
    pub links: Vec<Spanned<String>>,
    /// Where it was taken from.
    pub source: Option<Box<SourceCredit>>,
    /// A question to readers.
    pub poll: Option<Box<Poll>>,
    /// Corrections, newest first.
    pub corrections: Vec<Correction>,
    /// What an editor has looked at and lets stand.
    pub accepted: Vec<Accepted>,
    /// Whether lists show it.
    pub listing: Listing,
    /// The last day on which lists show it.
    pub expires: Option<Day>,
    /// The moment before which it was not published.
    pub publish: Option<Moment>,
    /// Old addresses that lead here, without the leading `/`.
    pub aliases: Vec<Spanned<String>>,
}

impl Bulletin {
    /// Whether its text refers to one that is left out for now.
    pub fn names_held_text(&self) -> bool {
        self.references.iter().any(|one| one.target.is_none() && one.written.is_empty())
    }
}

/// Whether lists, counts, feeds and figures show a bulletin; its page stays in every case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Listing {
    /// They do.
    Listed,
    /// Not any more, since its last day is over.
    Expired,
    /// Not any more, since its publisher withdrew it.
    Withdrawn(Box<Withdrawal>),
}

/// Why and since when a text no longer stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawal {
    /// Since when.
    pub date: Day,
    /// Why.
    pub reason: String,
}

/// A picture of a bulletin or a page.
#[derive(Debug, Clone, Serialize)]
pub struct Picture {
    /// The file's path from the project's root.
    pub path: String,
    /// The name it is published under, beside its page; unique there.
    pub name: String,
    /// Format and size.
    pub header: PictureHeader,
    /// What it shows, for those who can't see it; empty for a picture that says nothing further.
    pub alt: String,
    /// Who made it, and whether those shown agreed.
    pub credit: Option<Credit>,
}

/// Who made a picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credit {
    /// The name, where given.
    pub name: Option<String>,
    /// Whether those shown agreed; `None` where nothing is said.
    pub consent: Option<bool>,
}

/// Where a text was taken from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceCredit {
    /// The name of the source.
    pub name: String,
    /// Its address: http or https.
    pub url: Option<String>,
}

/// A question to readers, with what they answered.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Poll {
    /// The question.
    pub question: String,
    /// Two or more.
    pub options: Vec<PollOption>,
    /// The last day to vote.
    pub closes: Option<Day>,
}

/// An answer that may be chosen.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PollOption {
    /// Unique in the poll.
    pub slug: String,
    /// What it says.
    pub text: String,
    /// How many chose it; `None` where nothing was counted yet.
    pub votes: Option<u64>,
}

/// A change of what had been published.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Correction {
    /// When.
    pub date: Day,
    /// What it said before.
    pub from: Option<String>,
    /// What it says now.
    pub to: Option<String>,
    /// What was wrong.
    pub text: String,
}

/// A warning that an editor has looked at and lets stand.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Accepted {
    /// The rule's name.
    pub rule: Spanned<String>,
    /// Why.
    pub reason: String,
    /// Where it was written.
    pub span: Span,
}
