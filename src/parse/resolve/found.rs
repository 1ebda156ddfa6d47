//! The names of a site, by kind: what a reference may mean.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::diagnostic::{Diagnostics, Text, nearest, text};
use crate::model::{BulletinId, CategoryId, Day, EventId, LocalityId, MetricId, ProgrammeId};
use crate::parse::broken_reference;
use crate::parse::place::{Around, offers};
use crate::source::Spanned;

/// Something that exists, published or not yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found<T> {
    /// It has a page.
    Published(T),
    /// It exists and is left out for now.
    Held,
}

impl<T> Found<T> {
    /// The id, where it is published.
    pub fn published(self) -> Option<T> {
        if let Self::Published(id) = self { Some(id) } else { None }
    }
}

/// What bears which name, of one kind.
///
/// Files that could not be read have been reported; whoever refers to what stands in them is not at fault, so
/// their names are known to be *unreadable* and bring no second report.
pub(super) struct Register<T> {
    /// Asked once for each reference and figure, and put in order where a report goes through it.
    known: HashMap<String, T>,
    unreadable: BTreeSet<String>,
    /// Whether any name may stand in a file that could not be read.
    incomplete: bool,
    /// What helps where no name is near to what was written.
    otherwise: Option<Text>,
    helped: Cell<usize>,
}

/// How many reports of one kind of names come with help: each is a walk through all of them, nobody reads more,
/// and a table may have a wrong name in each of its rows.
const MOST_HELPED: usize = 200;

impl<T> Default for Register<T> {
    fn default() -> Self {
        Self {
            known: HashMap::new(),
            unreadable: BTreeSet::new(),
            incomplete: false,
            otherwise: None,
            helped: Cell::new(0),
        }
    }
}

impl<T: Copy> Register<T> {
    /// Gives names to ids in the order of the slugs that come.
    pub fn of(slugs: impl Iterator<Item = (String, T)>) -> Self {
        Self { known: slugs.collect(), ..Self::default() }
    }

    /// Adds names that stand in files that could not be read.
    pub fn with_unreadable(mut self, names: &BTreeSet<String>) -> Self {
        self.unreadable.extend(names.iter().cloned());
        self
    }

    /// Adds what helps where no name is near to what was written.
    pub fn otherwise(mut self, help: Text) -> Self {
        self.otherwise = Some(help);
        self
    }

    /// Says that a file that may hold any name could not be read.
    pub fn mark_incomplete(&mut self) {
        self.incomplete = true;
    }

    /// Gives a name a meaning, or another one.
    pub fn insert(&mut self, slug: String, meaning: T) {
        self.known.insert(slug, meaning);
    }

    /// What a name means, without a report.
    pub fn get(&self, slug: &str) -> Option<T> {
        self.known.get(slug).copied()
    }

    /// What a written name means, or a report that nothing bears it.
    pub fn find(
        &self,
        written: &Spanned<impl AsRef<str>>,
        kind: impl Fn() -> Text,
        out: &mut Diagnostics,
    ) -> Option<T> {
        let help = |near: Option<&str>| {
            let near = near.map(|near| text!(vi: "gần nhất là «{near}»", en: "the nearest is “{near}”"));
            near.or_else(|| self.otherwise.clone()).into_iter().collect()
        };
        self.find_or_help(written, kind, help, out)
    }

    /// As [`Self::find`]; what may help is made from the nearest name.
    fn find_or_help(
        &self,
        written: &Spanned<impl AsRef<str>>,
        kind: impl Fn() -> Text,
        help: impl Fn(Option<&str>) -> Vec<Text>,
        out: &mut Diagnostics,
    ) -> Option<T> {
        let name = written.value.as_ref();
        let found = self.get(name);
        if found.is_none() && !self.incomplete && !self.unreadable.contains(name) {
            let nearest = || {
                let names: BTreeSet<&str> = self.known.keys().map(String::as_str).collect();
                nearest(name, names)
            };
            let help = if self.may_help() { help(nearest()) } else { Vec::new() };
            out.push(broken_reference(&kind(), written, help));
        }
        found
    }

    /// Counts the reports that came with help.
    fn may_help(&self) -> bool {
        self.helped.set(self.helped.get() + 1);
        self.helped.get() <= MOST_HELPED
    }
}

/// Every name of the site.
#[derive(Default)]
pub(super) struct Names {
    /// Originals.
    pub bulletins: Register<Found<BulletinId>>,
    /// Events of all files.
    pub events: Register<Found<EventId>>,
    /// Localities, those of the gazetteer included.
    pub localities: Register<LocalityId>,
    /// The slugs of those that the gazetteer knows, by its keys.
    pub units: BTreeMap<&'static str, String>,
    /// Metrics.
    pub metrics: Register<MetricId>,
    /// Metrics with figures that could not be read: that one is missing is no news.
    pub faulty_metrics: BTreeSet<MetricId>,
    /// Categories.
    pub categories: Register<CategoryId>,
    /// Programmes.
    pub programmes: Register<ProgrammeId>,
}

impl Names {
    /// Whether a reference names a text that is left out for now.
    pub fn is_held(&self, scheme: &str, slug: &str) -> bool {
        match scheme {
            "bulletin" => self.bulletins.get(slug) == Some(Found::Held),
            "event" => self.events.get(slug) == Some(Found::Held),
            _ => false,
        }
    }

    /// The bulletin of this slug, or a report.
    pub fn bulletin(&self, written: &Spanned<String>, out: &mut Diagnostics) -> Option<Found<BulletinId>> {
        self.bulletins.find(written, || text!(vi: "bài", en: "bulletin"), out)
    }

    /// The event of this slug, or a report.
    pub fn event(&self, written: &Spanned<String>, out: &mut Diagnostics) -> Option<Found<EventId>> {
        self.events.find(written, || text!(vi: "sự kiện", en: "event"), out)
    }

    /// The locality of this slug, or a report, which offers what the gazetteer has of that name; the day for which
    /// it is named tells former places from those of today.
    pub fn locality(
        &self,
        written: &Spanned<impl AsRef<str>>,
        on: Option<Day>,
        out: &mut Diagnostics,
    ) -> Option<LocalityId> {
        let help = |nearest: Option<&str>| {
            let slug_of = |key: &str| self.units.get(key).map(String::as_str);
            offers(written.value.as_ref(), &Around { on, slug_of: Some(&slug_of), nearest, id: None })
        };
        self.localities.find_or_help(written, || text!(vi: "địa phương", en: "locality"), help, out)
    }

    /// The metric of this slug, or a report.
    pub fn metric(&self, written: &Spanned<impl AsRef<str>>, out: &mut Diagnostics) -> Option<MetricId> {
        self.metrics.find(written, || text!(vi: "chỉ số", en: "metric"), out)
    }

    /// The programme of this slug, or a report.
    pub fn programme(&self, written: &Spanned<String>, out: &mut Diagnostics) -> Option<ProgrammeId> {
        self.programmes.find(written, || text!(vi: "chương trình", en: "programme"), out)
    }

    /// The category of this slug, or a report.
    pub fn category(&self, written: &Spanned<String>, out: &mut Diagnostics) -> Option<CategoryId> {
        self.categories.find(written, || text!(vi: "chuyên mục", en: "category"), out)
    }
}
