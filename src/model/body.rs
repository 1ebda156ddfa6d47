//! A text as a tree of our own: contents, search text, excerpts and HTML are all made from it.
//!
//! A body is not kept in the site: it is made again where it is needed, from the text, through [`Bodies`].
//! Its references and pictures are numbers into the lists of its bulletin or page, where they are resolved.

use std::borrow::Cow;
use std::io;

use super::id::{BulletinId, PageId};
use super::passage::Passage;
use crate::digest::Digest;

/// The text of a bulletin or a standing page.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Body {
    /// The blocks from top to bottom, footnotes not included.
    pub blocks: Vec<Block>,
    /// Footnotes in the order of their first mention: `Inline::FootnoteMark` counts in this list.
    pub footnotes: Vec<Vec<Block>>,
}

/// A block of a text.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading; `level` is 2 to 6 (a `#` in a text counts as 2, since the page has its title already).
    Heading {
        /// 2 to 6, never more than one below the heading before.
        level: u8,
        /// The fragment it is reached by, unique in the text.
        id: String,
        /// Its words.
        text: Vec<Inline>,
    },
    /// A paragraph; never empty.
    Paragraph(Vec<Inline>),
    /// A picture alone in its paragraph.
    Figure(Figure),
    /// A chart alone in its paragraph: the number of its reference, and its caption.
    Chart {
        /// In the owner's list of references.
        reference: usize,
        /// Its caption.
        caption: Vec<Inline>,
    },
    /// A list.
    List {
        /// The first number of a numbered list.
        start: Option<u64>,
        /// Its items; never empty.
        items: Vec<ListItem>,
    },
    /// A quotation.
    Quote(Vec<Block>),
    /// A table.
    Table {
        /// One for each column.
        alignments: Vec<Alignment>,
        /// The cells of the head.
        head: Vec<Vec<Inline>>,
        /// The cells of the rows, as many in each as in the head.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// Text to be shown letter by letter.
    Code {
        /// The word after the fence; empty where there is none.
        language: String,
        /// The text.
        text: String,
    },
    /// Raw HTML as written: text, unless the site lets a safe list of elements pass.
    RawHtml(String),
    /// A break of subject.
    Rule,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct ListItem {
    /// What it holds.
    pub blocks: Vec<Block>,
    /// Whether its paragraphs are shown without space between the items.
    pub tight: bool,
}

/// A picture with its caption.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// In the owner's list of pictures.
    pub picture: usize,
    /// The title of the picture in Markdown.
    pub caption: Option<String>,
}

/// How the cells of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Alignment {
    None,
    Left,
    Centre,
    Right,
}

/// A piece of running text.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    /// Words.
    Text(String),
    /// Stressed words.
    Emphasis(Vec<Inline>),
    /// Strongly stressed words.
    Strong(Vec<Inline>),
    /// Struck words.
    Struck(Vec<Inline>),
    /// Words to be shown letter by letter.
    Code(String),
    /// A link to another site, or to a place in this one that is no reference. The address was checked: http,
    /// https, mailto, tel or relative.
    Link {
        /// The address.
        to: String,
        /// The title, where given.
        title: Option<String>,
        /// The words.
        text: Vec<Inline>,
    },
    /// A reference into the site, a document number recognised in the text among them.
    Reference {
        /// In the owner's list of references.
        reference: usize,
        /// The words; empty where they are to be filled in.
        text: Vec<Inline>,
    },
    /// A picture within a line.
    Picture {
        /// In the owner's list of pictures.
        picture: usize,
    },
    /// Raw HTML within a line, as written.
    RawHtml(String),
    /// The mark of a footnote, counted from 0.
    FootnoteMark(usize),
    /// A line end that is kept.
    LineBreak,
    /// A line end that is a space.
    SoftBreak,
}

/// Something that is written as a text of its own, front matter and Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextId {
    /// A bulletin.
    Bulletin(BulletinId),
    /// A standing page.
    Page(PageId),
}

/// A text, both for its page and for whoever looks at its words.
#[derive(Debug)]
pub struct ReadText {
    /// What its page shows.
    pub body: Body,
    /// Its words with their places, front matter not included.
    pub passages: Vec<Passage>,
}

/// Gives the text of a bulletin or page when it is needed, since no stage keeps them.
pub trait Bodies: Sync {
    /// What the page of a text shows.
    ///
    /// # Errors
    ///
    /// What the disk says, where the text has to be read again.
    fn body(&self, text: TextId) -> io::Result<Body>;

    /// The whole file of a text, front matter included, as it was decoded.
    ///
    /// # Errors
    ///
    /// As for [`Self::body`].
    fn source(&self, text: TextId) -> io::Result<Cow<'_, str>>;

    /// The hash of [`Self::source`]: the same for the same text alone.
    ///
    /// # Errors
    ///
    /// As for [`Self::body`].
    fn digest(&self, text: TextId) -> io::Result<Digest>;

    /// [`Self::body`], and its words. `source` is all of its file, which whoever looks at words has at hand.
    fn read(&self, text: TextId, source: &str) -> ReadText;
}
