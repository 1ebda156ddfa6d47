//! The whole site, and the questions that several stages ask of it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::body::TextId;
use super::bulletin::{Bulletin, Listing};
use super::config::{Category, Programme, SiteConfig};
use super::document::Document;
use super::event::Event;
use super::id::{
    BulletinId, CategoryId, DocumentId, EventId, LocalityId, MetricId, ObservationId, PageId, ProgrammeId,
    TagId,
};
use super::locality::Locality;
use super::metric::{Metric, Observation};
use super::page::StandingPage;
use super::period::{Day, Moment};
use crate::source::FileId;

/// Everything that is published, as of one moment.
#[derive(Debug, Serialize)]
pub struct Site {
    /// `site.yaml`.
    pub config: SiteConfig,
    /// The day that decides what is coming or past, in the site's time zone. What is due or expired was decided, to
    /// the moment, when this was made; so a site is the same site all day, unless something became due.
    pub today: Day,
    /// Bulletins in every language, newest first; of one day by slug.
    pub bulletins: Vec<Bulletin>,
    /// Places, in the order of their slugs.
    pub localities: Vec<Locality>,
    /// Events, in the order of their dates, then slugs.
    pub events: Vec<Event>,
    /// Metrics, in the order of their slugs.
    pub metrics: Vec<Metric>,
    /// Documents, in the order of their slugs.
    pub documents: Vec<Document>,
    /// Standing pages, in the order of their slugs and languages.
    pub pages: Vec<StandingPage>,
    /// Tags in use, in the order of their slugs.
    pub tags: Vec<Tag>,
    /// Abbreviations, in the order of their letters.
    pub glossary: Vec<GlossaryEntry>,
    /// Files of `content/files/`, as paths from the project's root.
    pub files: Vec<String>,
    /// Texts that are left out for now, by the moment they are due.
    pub held: Vec<Held>,
}

/// A tag.
#[derive(Debug, Serialize)]
pub struct Tag {
    /// Its slug.
    pub slug: String,
    /// Its name, as first written.
    pub name: String,
}

/// An abbreviation and what it stands for.
#[derive(Debug, Serialize)]
pub struct GlossaryEntry {
    /// As written in texts: `UBND`.
    pub short: String,
    /// In full: "Ủy ban nhân dân".
    pub full: String,
}

/// A text that is not published yet.
#[derive(Debug, Clone, Serialize)]
pub struct Held {
    /// Its file.
    pub file: FileId,
    /// When it is due; `None` for a draft.
    pub due: Option<Moment>,
}

impl Site {
    /// A bulletin.
    pub fn bulletin(&self, id: BulletinId) -> &Bulletin {
        &self.bulletins[id.index()]
    }

    /// A place.
    pub fn locality(&self, id: LocalityId) -> &Locality {
        &self.localities[id.index()]
    }

    /// An event.
    pub fn event(&self, id: EventId) -> &Event {
        &self.events[id.index()]
    }

    /// A metric.
    pub fn metric(&self, id: MetricId) -> &Metric {
        &self.metrics[id.index()]
    }

    /// A figure of a metric.
    pub fn observation(&self, metric: MetricId, id: ObservationId) -> &Observation {
        &self.metric(metric).observations[id.index()]
    }

    /// A document.
    pub fn document(&self, id: DocumentId) -> &Document {
        &self.documents[id.index()]
    }

    /// A category.
    pub fn category(&self, id: CategoryId) -> &Category {
        &self.config.categories[id.index()]
    }

    /// A programme.
    pub fn programme(&self, id: ProgrammeId) -> &Programme {
        &self.config.programmes[id.index()]
    }

    /// A tag.
    pub fn tag(&self, id: TagId) -> &Tag {
        &self.tags[id.index()]
    }

    /// A standing page.
    pub fn page(&self, id: PageId) -> &StandingPage {
        &self.pages[id.index()]
    }

    /// Every bulletin that has a page, translations, expired and withdrawn ones included; newest first.
    pub fn all_bulletins(&self) -> impl Iterator<Item = (BulletinId, &Bulletin)> {
        self.bulletins.iter().enumerate().map(|(at, bulletin)| (BulletinId::at(at), bulletin))
    }

    /// The bulletins that lists, counts and figures show: originals that are neither expired nor withdrawn;
    /// newest first.
    pub fn listed_bulletins(&self) -> impl Iterator<Item = (BulletinId, &Bulletin)> {
        self.all_bulletins()
            .filter(|(_, bulletin)| bulletin.original.is_none() && bulletin.listing == Listing::Listed)
    }

    /// Every place, those without a page included.
    pub fn all_localities(&self) -> impl Iterator<Item = (LocalityId, &Locality)> {
        self.localities.iter().enumerate().map(|(at, locality)| (LocalityId::at(at), locality))
    }

    /// Every event, in the order of their dates.
    pub fn all_events(&self) -> impl Iterator<Item = (EventId, &Event)> {
        self.events.iter().enumerate().map(|(at, event)| (EventId::at(at), event))
    }

    /// Every metric.
    pub fn all_metrics(&self) -> impl Iterator<Item = (MetricId, &Metric)> {
        self.metrics.iter().enumerate().map(|(at, metric)| (MetricId::at(at), metric))
    }

    /// Every document.
    pub fn all_documents(&self) -> impl Iterator<Item = (DocumentId, &Document)> {
        self.documents.iter().enumerate().map(|(at, document)| (DocumentId::at(at), document))
    }

    /// Every standing page.
    pub fn all_pages(&self) -> impl Iterator<Item = (PageId, &StandingPage)> {
        self.pages.iter().enumerate().map(|(at, page)| (PageId::at(at), page))
    }

    /// The file of a text, and the byte of it at which its Markdown begins.
    pub fn markdown_of(&self, text: TextId) -> (FileId, usize) {
        let (file, start) = match text {
            TextId::Bulletin(id) => (self.bulletin(id).file, self.bulletin(id).body_start),
            TextId::Page(id) => (self.page(id).file, self.page(id).body_start),
        };
        (file, start as usize)
    }

    /// What a place lies in, the nearest first; ends before a circle, which is reported elsewhere.
    pub fn ancestors(&self, locality: LocalityId) -> Vec<LocalityId> {
        let mut found = Vec::new();
        let mut next = self.locality(locality).parent;
        while let Some(parent) = next.filter(|parent| *parent != locality && !found.contains(parent)) {
            found.push(parent);
            next = self.locality(parent).parent;
        }
        found
    }

    /// The places directly below each place that has some, in the order of their slugs.
    pub fn children(&self) -> BTreeMap<LocalityId, Vec<LocalityId>> {
        let mut children: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (id, locality) in self.all_localities() {
            if let Some(parent) = locality.parent {
                children.entry(parent).or_default().push(id);
            }
        }
        children
    }
}
