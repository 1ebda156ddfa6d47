//! Turns the tree of a text into HTML: references become links, pictures figures, footnotes a list with ways
//! back. What was not resolved stands as plain words.
//!
//! Total over the tree: whatever a writer wrote comes out, and nothing of it as markup of its own.

mod inline;
mod notes;
mod raw_html;
mod table;
#[cfg(test)]
mod tests;

use self::notes::Notes;
use super::desk::Desk;
use super::markup::Markup;
use super::part::{PictureView, bulletin_picture, standing_picture};
use crate::model::{Block, Body, BulletinId, Figure, ListItem, PageId, Reference};

/// A text as HTML.
#[derive(Debug, Default)]
pub struct BodyHtml {
    /// The lead with its abbreviations marked up; empty where there is none.
    pub lead_html: Markup,
    /// The text.
    pub text_html: Markup,
    /// The items of the list of footnotes; empty where there are none.
    pub notes_html: Markup,
}

/// Whose text it is: that is where references and pictures are looked up.
#[derive(Debug, Clone, Copy)]
pub enum Owner {
    /// A bulletin's.
    Bulletin(BulletinId),
    /// A standing page's.
    Standing(PageId),
}

/// Writes a text, its lead first: the first use of an abbreviation may be there.
pub fn body_html(desk: &Desk<'_>, owner: Owner, lead: Option<&str>, body: &Body) -> BodyHtml {
    let mut writer = Writer::new(desk, owner, body);
    let mut lead_html = Markup::new();
    if let Some(lead) = lead {
        writer.words(lead, &mut lead_html);
    }
    let mut text_html = Markup::new();
    writer.blocks(&body.blocks, &mut text_html);
    let notes_html = writer.notes_html();
    BodyHtml { lead_html, text_html, notes_html }
}

/// What is known while a text is written.
struct Writer<'a> {
    desk: &'a Desk<'a>,
    references: &'a [Reference],
    pictures: Vec<Option<PictureView>>,
    body: &'a Body,
    notes: Notes,
    /// Abbreviations that were explained already.
    explained: Vec<&'a str>,
    /// Raw HTML that is open.
    open: raw_html::Open,
    /// Tables so far: each is a region of its own and wants a name.
    tables: usize,
}

impl<'a> Writer<'a> {
    fn new(desk: &'a Desk<'a>, owner: Owner, body: &'a Body) -> Self {
        let site = desk.site;
        let (references, pictures) = match owner {
            Owner::Bulletin(id) => {
                let bulletin = site.bulletin(id);
                let view = |picture: &Option<_>| picture.as_ref().map(|one| bulletin_picture(desk, id, one));
                (&bulletin.references, bulletin.pictures.iter().map(view).collect())
            }
            Owner::Standing(id) => {
                let page = site.page(id);
                let view = |picture: &Option<_>| picture.as_ref().map(|one| standing_picture(desk, id, one));
                (&page.references, page.pictures.iter().map(view).collect())
            }
        };
        Self {
            desk,
            references,
            pictures,
            body,
            notes: Notes::default(),
            explained: Vec::new(),
            open: raw_html::Open::default(),
            tables: 0,
        }
    }

    fn blocks(&mut self, blocks: &'a [Block], out: &mut Markup) {
        for block in blocks {
            self.block(block, out);
        }
    }

    fn block(&mut self, block: &'a Block, out: &mut Markup) {
        match block {
            Block::Heading { level, id, text } => self.heading(*level, id, text, out),
            Block::Paragraph(text) => {
                let mut words = Markup::new();
                self.inlines(text, &mut words);
                // A reference without words to what is not published yet leaves nothing behind.
                if !words.is_empty() {
                    out.raw("<p>").markup(&words).raw("</p>\n");
                }
            }
            Block::Figure(figure) => self.figure(figure, out),
            Block::Chart { reference, caption } => self.chart(*reference, caption, out),
            Block::List { start, items } => self.list(*start, items, out),
            Block::Quote(blocks) => {
                out.raw("<blockquote>\n");
                self.blocks(blocks, out);
                out.raw("</blockquote>\n");
            }
            Block::Table { alignments, head, rows } => self.table(alignments, head, rows, out),
            Block::Code { text, .. } => {
                out.raw("<pre tabindex=\"0\"><code>").text(text).raw("</code></pre>\n");
            }
            Block::RawHtml(html) => {
                let depth = self.open.depth();
                let mut passed = Markup::new();
                self.raw_html(html.trim_end(), depth, &mut passed);
                self.open.close_to(depth, &mut passed);
                // Nothing is left of a comment.
                if !passed.is_empty() {
                    out.raw("<p>").markup(&passed).raw("</p>\n");
                }
            }
            Block::Rule => {
                out.raw("<hr>\n");
            }
        }
    }

    fn heading(&mut self, level: u8, id: &str, text: &'a [crate::model::Inline], out: &mut Markup) {
        let (open, close) = match level {
            ..=2 => ("<h2", "</h2>\n"),
            3 => ("<h3", "</h3>\n"),
            4 => ("<h4", "</h4>\n"),
            5 => ("<h5", "</h5>\n"),
            _ => ("<h6", "</h6>\n"),
        };
        out.raw(open).attribute("id", id).raw(">");
        self.inlines(text, out);
        out.raw(close);
    }

    fn figure(&self, figure: &Figure, out: &mut Markup) {
        let Some(Some(picture)) = self.pictures.get(figure.picture) else { return };
        out.raw("<figure class=\"bt-picture\">\n");
        image(picture, "bt-picture__image", out);
        if figure.caption.is_some() || picture.credit.is_some() {
            out.raw("\n<figcaption class=\"bt-picture__caption\">");
            if let Some(caption) = &figure.caption {
                out.text(caption);
            }
            if let Some(credit) = &picture.credit {
                out.text(gap_after(figure.caption.as_deref()))
                    .raw("<span class=\"bt-picture__credit\">")
                    .text(credit)
                    .raw("</span>");
            }
            out.raw("</figcaption>");
        }
        out.raw("\n</figure>\n");
    }

    fn list(&mut self, start: Option<u64>, items: &'a [ListItem], out: &mut Markup) {
        match start {
            None => out.raw("<ul>\n"),
            Some(1) => out.raw("<ol>\n"),
            Some(first) => out.raw("<ol").attribute("start", &first.to_string()).raw(">\n"),
        };
        for item in items {
            out.raw("<li>");
            for block in &item.blocks {
                match block {
                    Block::Paragraph(text) if item.tight => self.inlines(text, out),
                    other => self.block(other, out),
                }
            }
            out.raw("</li>\n");
        }
        out.raw(if start.is_some() { "</ol>\n" } else { "</ul>\n" });
    }
}

/// What keeps a caption and the credit behind it apart: writers end captions with a full stop, or don't.
fn gap_after(caption: Option<&str>) -> &'static str {
    match caption {
        None => "",
        Some(caption) if caption.ends_with(['.', '!', '?', '…']) => " ",
        Some(_) => ". ",
    }
}

/// A picture that is fetched when it is about to be seen.
fn image(picture: &PictureView, class: &str, out: &mut Markup) {
    out.raw("<img")
        .attribute("class", class)
        .attribute("src", &picture.link)
        .attribute("alt", &picture.alt)
        .attribute("width", &picture.width.to_string())
        .attribute("height", &picture.height.to_string())
        .raw(" loading=\"lazy\">");
}
