//! Decides which bulletins are published as of a moment: drafts, embargoes, withdrawals, last days; and which
//! text a translation translates.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::diagnostic::{Diagnostic, Diagnostics, text};
use crate::model::{Held, Language, Listing, Moment};
use crate::parse::bulletin::{WrittenBulletin, WrittenBulletins};
use crate::parse::site::{Drafts, Written};
use crate::parse::{duplicate_id, suggestion};
use crate::source::Span;

/// Where a bulletin stands.
#[derive(Debug)]
pub(super) struct Standing {
    /// What it is written in.
    pub language: Language,
    /// For a translation: the position of its original among the bulletins.
    pub original_at: Option<usize>,
    /// Why it is left out, if it is.
    pub held: Option<Held>,
    /// Whether lists show it.
    pub listing: Listing,
}

impl Standing {
    /// Whether it has a page.
    pub fn is_published(&self) -> bool {
        self.held.is_none()
    }
}

/// Orders the bulletins, newest first, and says where each stands.
pub(super) fn standings(
    written: &mut Written,
    as_of: Moment,
    drafts: Drafts,
    out: &mut Diagnostics,
) -> (Vec<Standing>, Vec<Held>) {
    let own = written.config.config.language.clone();
    let zone = written.config.config.timezone;
    let mut bulletins = std::mem::take(&mut written.bulletins);
    inherit_slugs(&mut bulletins, &own);
    drop_duplicates(&mut bulletins, &own, out);
    drop_orphans(&mut bulletins, &own, &written.unreadable.bulletins, out);
    inherit_dates(&mut bulletins, &own);
    bulletins.sort_by(|a, b| {
        let key = |one: &WrittenBulletin| one.date.as_ref().map(|date| date.when);
        let by_language = |one| (!is_original(one, &own), tag(one, &own));
        key(b)
            .cmp(&key(a))
            .then_with(|| a.slug.value.cmp(&b.slug.value))
            .then_with(|| by_language(a).cmp(&by_language(b)))
    });
    let originals: HashMap<&str, usize> = bulletins
        .iter()
        .enumerate()
        .filter(|(_, bulletin)| is_original(bulletin, &own))
        .map(|(at, bulletin)| (bulletin.slug.value.as_str(), at))
        .collect();
    let mut standings: Vec<Standing> = Vec::with_capacity(bulletins.len());
    for bulletin in &bulletins {
        let language = Language(tag(bulletin, &own).to_owned());
        let due = bulletin.publish.map(|date| date.moment(zone)).filter(|due| *due > as_of);
        // What has no date or title was reported; it is looked at for its other mistakes, like a draft.
        let whole = bulletin.date.is_some() && bulletin.title.is_some();
        let held = match (bulletin.draft, due, drafts) {
            _ if !whole => Some(Held { file: bulletin.file, due: None }),
            (_, _, Drafts::AllTexts) => None,
            (_, Some(due), _) => Some(Held { file: bulletin.file, due: Some(due) }),
            (true, None, Drafts::LeftOut) => Some(Held { file: bulletin.file, due: None }),
            _ => None,
        };
        let original_at =
            if language == own { None } else { originals.get(bulletin.slug.value.as_str()).copied() };
        let listing = listing(bulletin, as_of);
        standings.push(Standing { language, original_at, held, listing });
    }
    follow_originals(&mut standings, &bulletins);
    let mut held: Vec<Held> = standings.iter().filter_map(|standing| waiting(standing, &standings)).collect();
    held.sort_by_key(|one| (one.due.is_none(), one.due, one.file));
    written.bulletins = bulletins;
    (standings, held)
}

/// What is waited for: a translation that waits for its original is no text of its own to wait for.
fn waiting(standing: &Standing, all: &[Standing]) -> Option<Held> {
    let with_original = standing.original_at.is_some_and(|at| !all[at].is_published());
    standing.held.clone().filter(|_| !with_original)
}

/// What a bulletin is written in.
fn tag<'w>(bulletin: &'w WrittenBulletin, own: &'w Language) -> &'w str {
    bulletin.language.as_ref().map_or(own.tag(), |tag| &tag.value)
}

fn is_original(bulletin: &WrittenBulletin, own: &Language) -> bool {
    tag(bulletin, own) == own.tag()
}

/// Most sites have one language: nothing is inherited and nothing can be an orphan.
fn are_originals(bulletins: &[Box<WrittenBulletin>], own: &Language) -> bool {
    bulletins.iter().all(|bulletin| is_original(bulletin, own))
}

fn listing(bulletin: &WrittenBulletin, as_of: Moment) -> Listing {
    let today = as_of.date_naive();
    if let Some(withdrawal) = bulletin.withdrawn.as_ref().filter(|one| one.date <= today) {
        return Listing::Withdrawn(withdrawal.clone());
    }
    match bulletin.expires {
        Some(last) if last < today => Listing::Expired,
        _ => Listing::Listed,
    }
}

fn drop_duplicates(bulletins: &mut WrittenBulletins, own: &Language, out: &mut Diagnostics) {
    let mut first: HashMap<(&str, &str), &Span> = HashMap::with_capacity(bulletins.len());
    let mut is_new = Vec::with_capacity(bulletins.len());
    for bulletin in bulletins.iter() {
        let slug = &bulletin.slug;
        match first.entry((&slug.value, tag(bulletin, own))) {
            Entry::Occupied(first) => {
                out.push(duplicate_id(slug, first.get()));
                is_new.push(false);
            }
            Entry::Vacant(place) => {
                place.insert(&slug.span);
                is_new.push(true);
            }
        }
    }
    let mut is_new = is_new.into_iter();
    bulletins.retain(|_| is_new.next().unwrap_or(true));
}

/// The file beside a translation is its original, whatever `slug` that one names.
fn inherit_slugs(bulletins: &mut [Box<WrittenBulletin>], own: &Language) {
    if are_originals(bulletins, own) {
        return;
    }
    let slugs: BTreeMap<String, String> = bulletins
        .iter()
        .filter(|bulletin| is_original(bulletin, own))
        .map(|bulletin| (bulletin.base.clone(), bulletin.slug.value.clone()))
        .collect();
    let translations = bulletins.iter_mut().filter(|bulletin| !is_original(bulletin, own));
    for translation in translations.filter(|translation| translation.slug.span.is_whole_file()) {
        if let Some(slug) = slugs.get(&translation.base) {
            translation.slug.value.clone_from(slug);
        }
    }
}

/// A translation without its original has no place, date or localities.
fn drop_orphans(
    bulletins: &mut WrittenBulletins,
    own: &Language,
    unreadable: &BTreeSet<String>,
    out: &mut Diagnostics,
) {
    if are_originals(bulletins, own) {
        return;
    }
    let originals: BTreeSet<String> = bulletins
        .iter()
        .filter(|bulletin| is_original(bulletin, own))
        .map(|bulletin| bulletin.slug.value.clone())
        .collect();
    bulletins.retain(|bulletin| {
        if is_original(bulletin, own) || originals.contains(&bulletin.slug.value) {
            return true;
        }
        if unreadable.contains(&bulletin.slug.value) {
            return false;
        }
        let (slug, tag, own) = (&bulletin.slug.value, tag(bulletin, own), own.tag());
        let span =
            bulletin.language.as_ref().map_or_else(|| Span::top(bulletin.file), |tag| tag.span.clone());
        let near = suggestion(slug, originals.iter().map(String::as_str));
        out.push(
            Diagnostic::error(
                "missing-original",
                &span,
                text!(
                    vi: "bản dịch «{slug}» ({tag}) không có bản gốc ({own})",
                    en: "the translation “{slug}” ({tag}) has no original ({own})",
                ),
            )
            .help_if(near)
            .help(text!(
                vi: "đặt tên bản gốc là {slug}.md, bản dịch là {slug}.{tag}.md",
                en: "name the original {slug}.md and the translation {slug}.{tag}.md",
            )),
        );
        false
    });
}

fn inherit_dates(bulletins: &mut [Box<WrittenBulletin>], own: &Language) {
    if are_originals(bulletins, own) {
        return;
    }
    let dates: BTreeMap<String, _> = bulletins
        .iter()
        .filter(|bulletin| is_original(bulletin, own))
        .map(|bulletin| (bulletin.slug.value.clone(), bulletin.date.clone()))
        .collect();
    for bulletin in bulletins.iter_mut().filter(|bulletin| !is_original(bulletin, own)) {
        bulletin.date = dates.get(&bulletin.slug.value).cloned().flatten();
    }
}

/// A translation is left out, expired or withdrawn with its original.
fn follow_originals(standings: &mut [Standing], bulletins: &[Box<WrittenBulletin>]) {
    for at in 0..standings.len() {
        let Some(original) = standings[at].original_at else { continue };
        let (held, listing) = (standings[original].held.clone(), standings[original].listing.clone());
        if let (None, Some(held)) = (&standings[at].held, held) {
            standings[at].held = Some(Held { file: bulletins[at].file, due: held.due });
        }
        if listing != Listing::Listed {
            standings[at].listing = listing;
        }
    }
}
