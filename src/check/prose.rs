//! Lays each text before the rules about words, many texts at a time.
//!
//! The words of a text are made once for all rules, and dropped when the last has read them.

use std::io;

use rayon::prelude::*;

use super::Context;
use super::rules::{Look, ProseRule};
use crate::diagnostic::Diagnostics;
use crate::model::{BulletinId, Language, PageId, Passage, Reference};
use crate::source::FileId;

/// One text with its words: what a rule about words looks at.
///
/// What such a rule finds may depend on the text and on what its references lead to, not on any other text: so
/// it can be found again as long as those are the same.
#[allow(dead_code, reason = "until the first rule about words")]
pub(super) struct Prose<'a> {
    /// Its file.
    pub file: FileId,
    /// The bulletin whose text it is; `None` for a standing page.
    pub bulletin: Option<BulletinId>,
    /// What it is written in.
    pub language: &'a Language,
    /// What it refers to: what [`Piece::reference`](crate::model::Piece::reference) counts in.
    pub references: &'a [Reference],
    /// Its words, front matter not included; [`Passage::plain`] makes those of a title or a lead.
    pub passages: Vec<Passage>,
}

impl Prose<'_> {
    /// Whether the rules of written Vietnamese hold for it.
    pub(super) fn is_vietnamese(&self) -> bool {
        self.language.tag().split('-').next() == Some("vi")
    }
}

/// Asks the rules about every bulletin, then about every standing page, in the order of the site.
pub(super) fn check(context: &Context<'_>, rules: &[ProseRule]) -> io::Result<Diagnostics> {
    let looks: Vec<Look<'_>> = rules.iter().map(|rule| (rule.prepare)(context)).collect();
    let site = context.site;
    let bulletins = (0..site.bulletins.len()).into_par_iter().map(|at| of_bulletin(context, at));
    let pages = (0..site.pages.len()).into_par_iter().map(|at| of_page(context, at));
    let found: io::Result<Vec<Diagnostics>> = bulletins
        .chain(pages)
        .map(|prose| {
            let (prose, mut found) = (prose?, Diagnostics::default());
            for look in &looks {
                look(&prose, &mut found);
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

fn of_bulletin<'a>(context: &Context<'a>, at: usize) -> io::Result<Prose<'a>> {
    let id = BulletinId::at(at);
    let bulletin = context.site.bulletin(id);
    Ok(Prose {
        file: bulletin.file,
        bulletin: Some(id),
        language: &bulletin.language,
        references: &bulletin.references,
        passages: context.bodies.passages(id)?,
    })
}

fn of_page<'a>(context: &Context<'a>, at: usize) -> io::Result<Prose<'a>> {
    let id = PageId::at(at);
    let page = context.site.page(id);
    Ok(Prose {
        file: page.file,
        bulletin: None,
        language: &page.language,
        references: &page.references,
        passages: context.bodies.page_passages(id)?,
    })
}
