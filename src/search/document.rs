//! What is found: bulletins, places, events, metrics, documents and pages, each as a record with its fields.
//!
//! Decides which words of each are indexed and how much they weigh. Reads the model, never a page.

use std::io;

use super::place::Places;
use super::text::{excerpt, first_words, words_of};
use crate::derive::address::Page;
use crate::derive::wording::{fill, period_by};
use crate::model::{
    Bodies, Bulletin, BulletinId, Dated, Day, DocumentId, EventId, Listing, LocalityId, MetricId, PageId,
    Period, Site, TextId, Theme, ThemeString, ThemeStrings,
};
use crate::output::Address;

/// What kind of thing a record is. The discriminant is what the shards say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "named as what they are")]
pub enum Kind {
    Bulletin,
    Locality,
    Event,
    Metric,
    Document,
    Page,
}

impl Kind {
    /// All, by their discriminants.
    pub const ALL: [Self; 6] =
        [Self::Bulletin, Self::Locality, Self::Event, Self::Metric, Self::Document, Self::Page];

    /// The word that programs get.
    pub fn word(self) -> &'static str {
        match self {
            Self::Bulletin => "bulletin",
            Self::Locality => "locality",
            Self::Event => "event",
            Self::Metric => "metric",
            Self::Document => "document",
            Self::Page => "page",
        }
    }
}

/// Something of the site that has a page and is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    Bulletin(BulletinId),
    Locality(LocalityId),
    Event(EventId),
    Metric(MetricId),
    Document(DocumentId),
    Page(PageId),
}

impl Subject {
    /// Everything that is found, in the order of the site's lists: what lists no longer show is not.
    pub fn all(site: &Site) -> Vec<Self> {
        let listed = |bulletin: &Bulletin| bulletin.listing == Listing::Listed;
        let bulletins = site.all_bulletins().filter(|(_, bulletin)| listed(bulletin));
        let places = site.all_localities().filter(|(_, locality)| locality.has_page);
        let mut all: Vec<Self> = bulletins.map(|(id, _)| Self::Bulletin(id)).collect();
        all.extend(places.map(|(id, _)| Self::Locality(id)));
        all.extend(site.all_events().map(|(id, _)| Self::Event(id)));
        all.extend(site.all_metrics().map(|(id, _)| Self::Metric(id)));
        all.extend(site.all_documents().map(|(id, _)| Self::Document(id)));
        all.extend(site.all_pages().map(|(id, _)| Self::Page(id)));
        all
    }

    /// What kind of thing it is.
    pub fn kind(self) -> Kind {
        match self {
            Self::Bulletin(_) => Kind::Bulletin,
            Self::Locality(_) => Kind::Locality,
            Self::Event(_) => Kind::Event,
            Self::Metric(_) => Kind::Metric,
            Self::Document(_) => Kind::Document,
            Self::Page(_) => Kind::Page,
        }
    }

    /// Where its page lives.
    pub fn address(self, site: &Site) -> Address {
        let page = match self {
            Self::Bulletin(id) => Page::Bulletin(id),
            Self::Locality(id) => Page::Locality(id),
            Self::Event(id) => Page::Event(id),
            Self::Metric(id) => Page::Metric(id),
            Self::Document(id) => Page::Document(id),
            Self::Page(id) => Page::Standing(id),
        };
        page.address(site)
    }

    /// The day that orders it, where there is one.
    pub fn day(self, site: &Site) -> Option<Day> {
        match self {
            Self::Bulletin(id) => Some(site.bulletin(id).date.period().first_day()),
            Self::Event(id) => Some(site.event(id).start.period().first_day()),
            Self::Document(id) => site.document(id).date,
            Self::Locality(_) | Self::Metric(_) | Self::Page(_) => None,
        }
    }

    /// The places that it is about.
    pub fn localities(self, site: &Site) -> Vec<LocalityId> {
        match self {
            Self::Bulletin(id) => site.bulletin(id).localities.clone(),
            Self::Locality(id) => vec![id],
            Self::Event(id) => site.event(id).locality.into_iter().collect(),
            Self::Metric(_) | Self::Document(_) | Self::Page(_) => Vec::new(),
        }
    }
}

/// Where words stand, which says how much they weigh.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The name of a place: who types it alone wants its page, where all about it stands together.
    Name,
    /// The name or headline of anything else.
    Title,
    /// The names of the places that it is about, and other names of the thing itself.
    Place,
    /// The text first, a description.
    Lead,
    /// What it is filed under: places above its own, category, tags, programme, host.
    Label,
    /// The text.
    Body,
    /// What it does not say itself: what abbreviations mean, what a place is called today.
    Aside,
}

impl Field {
    /// The weight of one mention, in hundredths; of a text as long as most.
    pub fn weight(self) -> u32 {
        match self {
            Self::Name => 3_000,
            Self::Title => 700,
            Self::Place => 500,
            Self::Lead => 250,
            Self::Label => 200,
            Self::Body => 100,
            Self::Aside => 150,
        }
    }
}

/// What is shown of a record among the results.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// What kind of thing it is.
    pub kind: Kind,
    /// Its name or headline.
    pub title: String,
    /// "Xã Xá Nhè · Tủa Chùa, Điện Biên"; empty where it is about no place.
    pub place: String,
    /// As precise as it is known: `2022-11-24`, `2022-11`; what the source says (`13/6`) where it does not give
    /// the date in full; empty where there is none.
    pub date: String,
    /// Where its page lives, from the site's root.
    pub address: String,
    /// The start of its lead or text.
    pub excerpt: String,
}

/// A record: what is shown of it, and what it is found by.
#[derive(Debug)]
pub struct Document {
    /// What is shown.
    pub shown: Shown,
    /// What is indexed.
    pub fields: Vec<(Field, String)>,
}

/// Makes records.
pub struct Describer<'a> {
    /// The site.
    pub site: &'a Site,
    /// Its theme, for the words of events' kinds.
    pub theme: &'a Theme,
    /// Its texts.
    pub bodies: &'a dyn Bodies,
    /// Its places.
    pub places: &'a Places,
}

impl Describer<'_> {
    /// The record of a subject.
    ///
    /// # Errors
    ///
    /// What the disk says, where a text has to be read again.
    pub fn describe(&self, subject: Subject) -> io::Result<Document> {
        let mut draft = Draft::default();
        match subject {
            Subject::Bulletin(id) => self.bulletin(id, &mut draft)?,
            Subject::Locality(id) => self.locality(id, &mut draft),
            Subject::Event(id) => self.event(id, &mut draft),
            Subject::Metric(id) => self.metric(id, &mut draft),
            Subject::Document(id) => self.document(id, &mut draft),
            Subject::Page(id) => self.page(id, &mut draft)?,
        }
        let shown = Shown {
            kind: subject.kind(),
            title: draft.title,
            place: draft.place,
            date: draft.date,
            address: subject.address(self.site).to_string(),
            excerpt: excerpt(&draft.excerpt),
        };
        Ok(Document { shown, fields: draft.fields })
    }

    fn bulletin(&self, id: BulletinId, draft: &mut Draft) -> io::Result<()> {
        let site = self.site;
        let bulletin = site.bulletin(id);
        let body = self.bodies.body(TextId::Bulletin(id))?;
        draft.name(&bulletin.title.value);
        draft.dated(&bulletin.date);
        for locality in &bulletin.localities {
            self.about(*locality, draft);
        }
        let lead = bulletin.lead.as_ref().map(|lead| lead.value.as_str());
        draft.add(Field::Lead, lead.unwrap_or_default());
        draft.excerpt = match lead {
            Some(lead) => lead.to_owned(),
            None => first_words(site, &bulletin.references, &body),
        };
        let tags = bulletin.tags.iter().map(|tag| site.tag(*tag).name.as_str());
        let category = bulletin.category.map(|category| site.category(category).name.as_str());
        let programme = bulletin.programme.map(|programme| site.programme(programme).name.as_str());
        let authors = bulletin.authors.iter().map(String::as_str);
        for label in tags.chain(category).chain(programme).chain(authors) {
            draft.add(Field::Label, label);
        }
        for document in &bulletin.documents {
            draft.add(Field::Label, site.document(*document).number.as_deref().unwrap_or_default());
        }
        draft.add(Field::Body, bulletin.image_caption.as_deref().unwrap_or_default());
        draft.fields.push((Field::Body, words_of(site, &bulletin.references, &body)));
        Ok(())
    }

    fn locality(&self, id: LocalityId, draft: &mut Draft) {
        let locality = self.site.locality(id);
        let place = self.places.get(id);
        draft.title.clone_from(&place.title);
        draft.add(Field::Name, &place.title);
        let until = locality.until.map(|day| self.until(day));
        let about = [Some(place.within.as_str()).filter(|within| !within.is_empty()), until.as_deref()];
        draft.place = about.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        for name in locality.aliases.iter().chain(&place.was) {
            draft.add(Field::Place, name);
        }
        for above in &place.above {
            draft.add(Field::Label, above);
        }
        if let Some(now) = &place.now {
            draft.add(Field::Aside, now);
        }
        draft.add(Field::Label, locality.code.as_deref().unwrap_or_default());
        draft.excerpt = place.within.clone();
    }

    fn event(&self, id: EventId, draft: &mut Draft) {
        let event = self.site.event(id);
        draft.name(&event.name);
        draft.dated(&event.start);
        if let Some(locality) = event.locality {
            self.about(locality, draft);
        }
        draft.add(Field::Label, self.word(&format!("event.kind.{}", event.kind.word())));
        for label in [&event.place, &event.host].into_iter().flatten() {
            draft.add(Field::Label, label);
        }
        for body in event.participants.iter().chain(&event.reason) {
            draft.add(Field::Body, body);
        }
        let parts = [event.place.as_deref(), event.host.as_deref()].into_iter().flatten();
        draft.excerpt = parts.collect::<Vec<_>>().join(" · ");
    }

    fn metric(&self, id: MetricId, draft: &mut Draft) {
        let metric = self.site.metric(id);
        draft.name(&metric.name.value);
        let description = metric.description.as_deref().unwrap_or_default();
        draft.add(Field::Lead, description);
        description.clone_into(&mut draft.excerpt);
        let programme = metric.programme.map(|programme| self.site.programme(programme).name.as_str());
        let groups = metric.groups.iter().map(|group| group.name.as_str());
        let about = [metric.unit.other.as_str(), metric.source.as_deref().unwrap_or_default()];
        for label in programme.into_iter().chain(groups).chain(about) {
            draft.add(Field::Label, label);
        }
        let mut places = Vec::new();
        let mut figures = String::new();
        for observation in &metric.observations {
            places.extend(observation.locality);
            let stated = [Some(&observation.value), observation.of.as_ref(), observation.percent.as_ref()];
            for figure in stated.into_iter().flatten() {
                figures.push_str(&figure.value.normalize().to_string().replace('.', ","));
                figures.push('\n');
            }
        }
        places.sort_unstable();
        places.dedup();
        for place in places {
            draft.add(Field::Label, &self.site.locality(place).name);
        }
        draft.fields.push((Field::Body, figures));
    }

    fn document(&self, id: DocumentId, draft: &mut Draft) {
        let document = self.site.document(id);
        let number = document.number.as_deref().unwrap_or_default();
        let kind = document.kind.as_deref().unwrap_or_default();
        let title = document.title.as_deref().unwrap_or_default();
        let name = [kind, number].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        draft.name(if name.is_empty() { title } else { &name });
        draft.add(Field::Place, title);
        draft.add(Field::Lead, document.issuer.as_deref().unwrap_or_default());
        draft.date = document.date.map(|date| Period::Day(date).iso()).unwrap_or_default();
        if let Some(date) = document.date {
            draft.add(Field::Body, &written(Period::Day(date)));
        }
        let parts = [document.issuer.as_deref(), document.title.as_deref()].into_iter().flatten();
        draft.excerpt = parts.collect::<Vec<_>>().join(": ");
    }

    fn page(&self, id: PageId, draft: &mut Draft) -> io::Result<()> {
        let page = self.site.page(id);
        let body = self.bodies.body(TextId::Page(id))?;
        draft.name(&page.title.value);
        draft.excerpt = first_words(self.site, &page.references, &body);
        draft.fields.push((Field::Body, words_of(self.site, &page.references, &body)));
        Ok(())
    }

    /// The place that something is about, under all its names.
    fn about(&self, locality: LocalityId, draft: &mut Draft) {
        let place = self.places.get(locality);
        if draft.place.is_empty() {
            draft.place.clone_from(&place.line);
        }
        draft.add(Field::Place, &place.title);
        for above in self.site.locality(locality).aliases.iter().chain(&place.above) {
            draft.add(Field::Label, above);
        }
        if let Some(now) = &place.now {
            draft.add(Field::Aside, now);
        }
    }

    /// "đến 30/06/2025": tells a place from the one of its name that came after it.
    fn until(&self, day: Day) -> String {
        let date =
            self.strings().map(|strings| period_by(&strings.forms, &strings.forms.day, Period::Day(day)));
        fill(self.word("locality.until"), &[("date", &date.unwrap_or_default())])
    }

    fn strings(&self) -> Option<&ThemeStrings> {
        self.theme.strings.get(&self.site.config.language)
    }

    fn word(&self, key: &str) -> &str {
        match self.strings().and_then(|strings| strings.words.get(key)) {
            Some(ThemeString::Plain(word)) => word,
            _ => "",
        }
    }
}

#[derive(Default)]
struct Draft {
    title: String,
    place: String,
    date: String,
    excerpt: String,
    fields: Vec<(Field, String)>,
}

impl Draft {
    fn add(&mut self, field: Field, text: &str) {
        if !text.is_empty() {
            self.fields.push((field, text.to_owned()));
        }
    }

    fn name(&mut self, name: &str) {
        name.clone_into(&mut self.title);
        self.add(Field::Title, name);
    }

    fn dated(&mut self, date: &Dated) {
        match &date.inferred {
            None => {
                self.date = date.when.period.iso();
                self.add(Field::Body, &written(date.when.period));
            }
            Some(inferred) => {
                let as_written = inferred.as_written.as_deref().unwrap_or_default();
                as_written.clone_into(&mut self.date);
                self.add(Field::Body, as_written);
            }
        }
    }
}

/// A period as people type it: `24/11/2022`, `11/2022`, `2022`.
fn written(period: Period) -> String {
    let iso = period.iso();
    let parts: Vec<&str> = iso.split('-').rev().collect();
    parts.join("/")
}
