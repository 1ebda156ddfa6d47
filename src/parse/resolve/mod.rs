//! Decides what is published as of a moment, and what every name means; makes the [`Site`].
//!
//! The order: who is published, then the ids, then the names, then what bulletins, pages and metrics refer to.
//! Texts that are left out are resolved as well, for their mistakes, and then dropped, so that nothing later
//! has to remember that they exist.

mod bulletins;
mod documents;
mod found;
mod future;
mod ground;
mod kept;
mod localities;
mod misspelt;
mod pictures;
mod references;
mod statistics;
mod visibility;

use std::collections::BTreeMap;

use bulletins::{Drafted, bulletins};
use documents::Documents;
use found::{Found, Names, Register};
use ground::Places;
use references::{Naming, resolve};
use statistics::Series;
use visibility::{Standing, standings};

use super::choice::choice;
use super::event::WrittenEvent;
use super::page::WrittenPage;
use super::site::{Drafts, Written};
use crate::diagnostic::{Diagnostics, Text, text};
use crate::model::{
    Bulletin, BulletinId, CategoryId, Document, Event, EventId, Listing, LocalityId, MetricId, Moment,
    ProgrammeId, Site, SiteConfig, StandingPage, Target,
};
use crate::source::{Sources, Span, Spanned};

pub(super) use kept::localities_of;
pub(super) use localities::{Localities, localities};
pub(super) use pictures::path_of;

/// Puts everything that was written together.
pub(super) fn assemble(
    mut written: Written,
    sources: &Sources,
    as_of: Moment,
    drafts: Drafts,
    out: &mut Diagnostics,
) -> Site {
    let described = std::mem::take(&mut written.documents);
    let (standings, held) = standings(&mut written, as_of, drafts, out);
    future::check_bulletins(&written.bulletins, &standings, sources, as_of.date_naive(), out);
    future::check_documents(&described, as_of.date_naive(), out);
    let mut documents = Documents::described(described, out);
    let mut names = names(&written, &standings);
    let localities = std::mem::take(&mut written.localities.all);
    let events = events(&mut written, &standings, &mut names, out);
    let (metrics, held_figures) = statistics::metrics(std::mem::take(&mut written.metrics), &names, out);
    let programme_documents = written.config.programme_documents;
    let mut config = written.config.config;
    let context = bulletins::Context {
        sources,
        names: &names,
        series: &Series::of(&metrics),
        held_figures: &held_figures,
        places: &Places::of(&localities),
        config: &config,
    };
    let (drafted, tags) = bulletins(written.bulletins, &standings, &context, &mut documents, out);
    let (mut pages, page_references) = pages(written.pages, &context, &mut documents, out);
    let programmes = programme_drafts(&config, programme_documents, &context, &mut documents, out);

    let (mut documents, ids) = documents.finish(used_documents(&drafted, &page_references, &programmes), out);
    let bulletins: Vec<Bulletin> = drafted.into_iter().map(|draft| draft.finish(&ids)).collect();
    for (page, references) in pages.iter_mut().zip(page_references) {
        page.references = references.into_iter().map(|draft| draft.finish(&ids)).collect();
    }
    for (programme, document) in config.programmes.iter_mut().zip(programmes) {
        programme.document = document.and_then(|draft| ids.of(draft));
    }
    cite(&bulletins, &mut documents);
    future::check_events(&events, as_of.date_naive(), out);
    future::check_figures(&metrics, &bulletins, as_of.date_naive(), out);
    let mut site = Site {
        config,
        today: as_of.date_naive(),
        bulletins,
        localities,
        events,
        metrics,
        documents,
        pages,
        tags,
        glossary: written.glossary,
        files: sources.binaries_under("content/files/").map(|(path, _)| path.to_owned()).collect(),
        held,
    };
    give_pages(&mut site);
    site
}

fn names(written: &Written, standings: &[Standing]) -> Names {
    let localities = &written.localities;
    let config = &written.config.config;
    let unreadable = &written.unreadable;
    let metrics = written.metrics.iter();
    let faulty_metrics = metrics
        .clone()
        .enumerate()
        .filter(|(_, (slug, ..))| unreadable.figures.contains(slug))
        .map(|(at, _)| MetricId::at(at))
        .collect();
    let in_files = text!(vi: "thư mục content/statistics/", en: "the folder content/statistics/");
    let categories = config.categories.iter().map(|one| (&one.slug, &one.name));
    let programmes = config.programmes.iter().map(|one| (&one.slug, &one.name));
    let mut names = Names {
        localities: Register::of(localities.named()),
        units: localities.units(),
        metrics: few(metrics.map(|(slug, _, metric)| (slug, &metric.name.value)), &in_files, MetricId::at)
            .with_unreadable(&unreadable.metrics),
        bulletins: Register::default().with_unreadable(&unreadable.bulletins),
        categories: few(categories, &in_config("categories"), CategoryId::at),
        programmes: few(programmes, &in_config("programmes"), ProgrammeId::at),
        faulty_metrics,
        ..Names::default()
    };
    if unreadable.localities {
        names.localities.mark_incomplete();
    }
    if unreadable.events || !unreadable.bulletins.is_empty() {
        names.events.mark_incomplete();
    }
    let mut next = 0;
    for (bulletin, standing) in written.bulletins.iter().zip(standings) {
        let found = if standing.is_published() {
            next += 1;
            Found::Published(BulletinId::at(next - 1))
        } else {
            Found::Held
        };
        if standing.original_at.is_none() {
            names.bulletins.insert(bulletin.slug.value.clone(), found);
        }
    }
    names
}

/// The key of the configuration that declares something.
fn in_config(key: &str) -> Text {
    text!(vi: "`{key}:` trong content/site.yaml", en: "`{key}:` in content/site.yaml")
}

/// The names of things of which a site has few, with the ids that their order gives them, from their slugs and names;
/// `at` says where they are declared.
fn few<'a, T: Copy>(
    all: impl Iterator<Item = (&'a String, &'a String)> + Clone,
    at: &Text,
    id: impl Fn(usize) -> T,
) -> Register<T> {
    let help = choice(at, all.clone().map(|(slug, name)| (slug.as_str(), name.as_str())));
    Register::of(all.enumerate().map(|(at, (slug, _))| (slug.clone(), id(at)))).otherwise(help)
}

/// Takes the events out of where they were written, and orders those that are published.
fn events(
    written: &mut Written,
    standings: &[Standing],
    names: &mut Names,
    out: &mut Diagnostics,
) -> Vec<Event> {
    let mut all: Vec<(WrittenEvent, Option<BulletinId>, bool)> =
        std::mem::take(&mut written.events).into_iter().map(|event| (event, None, true)).collect();
    let mut next = 0;
    for (bulletin, standing) in written.bulletins.iter_mut().zip(standings) {
        let id = standing.is_published().then(|| BulletinId::at(next));
        next += usize::from(id.is_some());
        let own = std::mem::take(&mut bulletin.events);
        bulletin.event_slugs = own.iter().map(|event| event.slug.clone()).collect();
        all.extend(own.into_iter().map(|event| (event, id, id.is_some())));
    }
    let mut first: BTreeMap<String, Span> = BTreeMap::new();
    let mut events = Vec::new();
    for (event, bulletin, published) in all {
        if let Some(first) = first.get(&event.slug.value) {
            out.push(super::duplicate_id(&event.slug, first));
            continue;
        }
        first.insert(event.slug.value.clone(), event.slug.span.clone());
        let locality = event
            .locality
            .as_ref()
            .and_then(|name| names.locality(name, Some(event.start.period().last_day()), out));
        names.events.insert(event.slug.value.clone(), Found::Held);
        if published {
            events.push(resolved_event(event, locality, bulletin));
        }
    }
    events.sort_by(|a, b| (a.start.when, &a.slug).cmp(&(b.start.when, &b.slug)));
    for (at, event) in events.iter().enumerate() {
        names.events.insert(event.slug.clone(), Found::Published(EventId::at(at)));
    }
    events
}

fn resolved_event(event: WrittenEvent, locality: Option<LocalityId>, bulletin: Option<BulletinId>) -> Event {
    Event {
        slug: event.slug.value,
        name: event.name,
        kind: event.kind,
        start: event.start,
        end: event.end,
        part_of_day: event.part_of_day,
        place: event.place,
        locality,
        host: event.host,
        status: event.status,
        reason: event.reason,
        participants: event.participants,
        bulletin,
        span: event.span,
    }
}

type PageReferences = Vec<Vec<references::Draft>>;

fn pages(
    written: Vec<WrittenPage>,
    context: &bulletins::Context<'_>,
    documents: &mut Documents,
    out: &mut Diagnostics,
) -> (Vec<StandingPage>, PageReferences) {
    let mut written = written;
    let own = &context.config.language;
    let tag = |page: &WrittenPage| {
        page.language.as_ref().map_or_else(|| own.tag().to_owned(), |tag| tag.value.clone())
    };
    written.sort_by_key(|page| (page.slug.clone(), tag(page)));
    let (mut pages, mut references) = (Vec::new(), Vec::new());
    let mut first: BTreeMap<(String, String), Span> = BTreeMap::new();
    for mut page in written {
        let key = (page.slug.clone(), tag(&page));
        let here = Spanned::new(page.slug.clone(), Span::top(page.file));
        if let Some(first) = first.get(&key) {
            out.push(super::duplicate_id(&here, first));
            continue;
        }
        first.insert(key.clone(), here.span);
        let mut names = pictures::PictureNames::default();
        let files = pictures::PictureContext {
            sources: context.sources,
            text: &context.sources.get(page.file).path,
            credits: &[],
        };
        let pictures = std::mem::take(&mut page.text.pictures).into_iter();
        let pictures =
            pictures.map(|one| pictures::picture(&one.file, one.alt, &files, &mut names, out)).collect();
        let text = context.undated();
        references.push(resolve(&mut page.text, &text, documents, out));
        pages.push(StandingPage {
            file: page.file,
            body_start: page.body_start as u32,
            slug: page.slug,
            language: crate::model::Language(key.1),
            title: page.title,
            menu: page.menu,
            order: page.order,
            references: Vec::new(),
            links: page.text.links,
            pictures,
        });
    }
    (pages, references)
}

fn programme_drafts(
    config: &SiteConfig,
    written: Vec<Option<Spanned<String>>>,
    context: &bulletins::Context<'_>,
    documents: &mut Documents,
    out: &mut Diagnostics,
) -> Vec<Option<documents::DraftId>> {
    let text = context.undated();
    let mut drafts = Vec::with_capacity(config.programmes.len());
    for document in written {
        drafts.push(
            document
                .and_then(|written| references::document(&written, Naming::InList, &text, documents, out)),
        );
    }
    drafts
}

fn used_documents(
    bulletins: &[Drafted],
    pages: &PageReferences,
    programmes: &[Option<documents::DraftId>],
) -> impl Iterator<Item = documents::DraftId> {
    let in_bulletins = bulletins.iter().flat_map(|draft| draft.documents.iter().copied());
    let in_pages = pages.iter().flatten().filter_map(references::Draft::document);
    let in_programmes = programmes.iter().flatten().copied();
    in_bulletins.chain(in_pages).chain(in_programmes)
}

/// Tells each document which listed bulletins cite it.
fn cite(bulletins: &[Bulletin], documents: &mut [Document]) {
    for (at, bulletin) in bulletins.iter().enumerate() {
        if bulletin.original.is_some() || bulletin.listing != Listing::Listed {
            continue;
        }
        for document in &bulletin.documents {
            documents[document.index()].cited_by.push(BulletinId::at(at));
        }
    }
}

/// Gives a page to each place that a text or a figure speaks of, and to all that it lies in.
fn give_pages(site: &mut Site) {
    // Those that the site names itself have a page already; what they lie in has one, too, since a page links upwards.
    let mut has_page: Vec<bool> = site.localities.iter().map(|place| place.has_page).collect();
    let mut speak_of = |place: LocalityId| has_page[place.index()] = true;
    for bulletin in &site.bulletins {
        bulletin.localities.iter().copied().for_each(&mut speak_of);
        bulletin.references.iter().for_each(|reference| places(reference.target.as_ref(), &mut speak_of));
    }
    for page in &site.pages {
        page.references.iter().for_each(|reference| places(reference.target.as_ref(), &mut speak_of));
    }
    site.events.iter().filter_map(|event| event.locality).for_each(&mut speak_of);
    for metric in &site.metrics {
        metric.observations.iter().filter_map(|one| one.locality).for_each(&mut speak_of);
        metric.targets.iter().filter_map(|one| one.locality).for_each(&mut speak_of);
    }
    for (place, _) in has_page.iter().enumerate().filter(|(_, has_page)| **has_page) {
        let mut above = site.localities[place].parent;
        site.localities[place].has_page = true;
        while let Some(at) = above.filter(|at| !site.localities[at.index()].has_page) {
            site.localities[at.index()].has_page = true;
            above = site.localities[at.index()].parent;
        }
    }
}

fn places(target: Option<&Target>, speak_of: &mut impl FnMut(LocalityId)) {
    match target {
        Some(Target::Locality(place)) => speak_of(*place),
        Some(Target::Metric(reference)) => reference.locality.into_iter().for_each(speak_of),
        Some(Target::Chart(chart)) => chart.localities.iter().copied().for_each(speak_of),
        _ => {}
    }
}
