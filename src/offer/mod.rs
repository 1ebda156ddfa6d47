//! Finds numbers in texts that equal a figure of the data and are not tied to it yet, and the links to write.
//!
//! Changes nothing and reads no file. It offers rather too little than too much: a number that merely happens
//! to equal a figure, once linked, would be held to it for ever.

mod candidate;
mod evidence;

use std::io;

use rayon::prelude::*;

use crate::derive::figures::{Said, Verdict, judge, said};
use crate::model::{Bodies, BulletinId, MetricId, Passage, PassageKind, Site, TextId};
use crate::source::{FileId, Sources, Span};
use crate::vietnamese::number::{NumberForm, WrittenNumber, read_numbers};
use candidate::{Candidate, Candidates};
use evidence::{is_plain_figure, speaks_for};

/// A number in a text, and what it may be tied to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Where the number stands.
    pub span: Span,
    /// The number as written.
    pub words: String,
    /// The figures that it equals, in the order of the metrics; never empty. With more than one, only a person
    /// can say which is meant.
    pub links: Vec<Link>,
}

/// A figure that a number equals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What the link leads to: `metric:cap-can-cuoc@thuong-xuan#percent`.
    pub address: String,
    /// What is measured.
    pub metric: MetricId,
}

/// The offers of one file, in the order of the text.
#[derive(Debug)]
pub struct Offers {
    /// The file.
    pub file: FileId,
    /// What is offered; never empty.
    pub offers: Vec<Offer>,
}

/// What can be offered in every bulletin for which `wanted` holds, in the order of their files.
///
/// A bulletin's number is compared with the newest figures of the places in its front matter and of those that
/// its text refers to, and with earlier ones of the same places where no newest one equals it; not with those
/// of the places around, where most hits would be chance. Standing pages are about no place.
///
/// # Errors
///
/// What the disk says, where a text has to be read again.
pub fn offers(
    site: &Site,
    sources: &Sources,
    bodies: &dyn Bodies,
    wanted: &(dyn Fn(FileId) -> bool + Sync),
) -> io::Result<Vec<Offers>> {
    let candidates = Candidates::of(site);
    let ids: Vec<BulletinId> =
        site.all_bulletins().filter(|(_, bulletin)| wanted(bulletin.file)).map(|(id, _)| id).collect();
    let found: io::Result<Vec<Option<Offers>>> =
        ids.into_par_iter().map(|id| of_bulletin(site, sources, bodies, &candidates, id)).collect();
    let mut found: Vec<Offers> = found?.into_iter().flatten().collect();
    found.sort_by_key(|one| one.file);
    Ok(found)
}

fn of_bulletin(
    site: &Site,
    sources: &Sources,
    bodies: &dyn Bodies,
    candidates: &Candidates<'_>,
    id: BulletinId,
) -> io::Result<Option<Offers>> {
    let bulletin = site.bulletin(id);
    let Some(form) = NumberForm::of_language(bulletin.language.tag()) else { return Ok(None) };
    let near = candidates.near(site, bulletin);
    if near.is_empty() {
        return Ok(None);
    }
    let source = sources.text(bulletin.file)?;
    let mut offers = Vec::new();
    for passage in bodies
        .read(TextId::Bulletin(id), &source)
        .passages
        .iter()
        .filter(|passage| may_hold_links(passage.kind))
    {
        let numbers = read_numbers(&passage.text, form).into_iter();
        offers.extend(numbers.filter_map(|number| offer(site, &source, passage, number, &near)));
    }
    Ok((!offers.is_empty()).then_some(Offers { file: bulletin.file, offers }))
}

/// A heading may, too, but it is read in tables of contents, where a link leads away from them.
fn may_hold_links(kind: PassageKind) -> bool {
    matches!(kind, PassageKind::Paragraph | PassageKind::Cell)
}

fn offer(
    site: &Site,
    source: &str,
    passage: &Passage,
    number: WrittenNumber,
    near: &[Candidate<'_>],
) -> Option<Offer> {
    let bytes = number.bytes.clone();
    if passage.pieces_in(bytes.clone()).any(|piece| piece.linked) || !is_plain_figure(&passage.text, &number)
    {
        return None;
    }
    let (words, span) = (&passage.text[bytes.clone()], passage.span_of(bytes)?);
    if source.get(span.range()) != Some(words) || would_be_something_else(source, &span) {
        return None;
    }
    let said = said(&passage.text, number);
    let fits = |one: &&Candidate<'_>| equals(one, &said) && speaks_for(site, one, passage, &said);
    let mut fitting: Vec<&Candidate<'_>> = near.iter().filter(fits).collect();
    if fitting.iter().any(|one| one.is_newest()) {
        fitting.retain(|one| one.is_newest());
    }
    let links: Vec<Link> =
        fitting.iter().map(|one| Link { address: one.address(site), metric: one.metric }).collect();
    (!links.is_empty()).then(|| Offer { span, words: words.to_owned(), links })
}

/// Whether brackets there would make a picture of it, mean nothing, or unmake the emphasis that it stands in:
/// `**5**%` is strong, `**[5](…)**%` is not (CommonMark 0.31, 6.2).
fn would_be_something_else(source: &str, span: &Span) -> bool {
    let marks = ['*', '_', '~'];
    let (before, behind) = (&source[..span.range().start], &source[span.range().end..]);
    let (outer, rest) = (before.trim_end_matches(marks), behind.trim_start_matches(marks));
    before.ends_with(['!', '\\'])
        || outer.len() < before.len() && !outer.ends_with(is_outside)
        || rest.len() < behind.len() && !rest.is_empty() && !rest.starts_with(is_outside)
}

/// What may stand on the other side of a mark of emphasis whose inner side is a bracket.
fn is_outside(next: char) -> bool {
    next.is_whitespace() || next.is_ascii_punctuation()
}

/// As the check of linked figures has it, and with a sign of per cent on both sides or on none.
fn equals(one: &Candidate<'_>, said: &Said) -> bool {
    let judged = judge(&one.readings, said);
    judged
        .is_some_and(|(meant, verdict)| verdict == Verdict::Agrees && meant.in_percent == said.number.percent)
}
