//! The names of a site, by kind: what a reference may mean.

use std::collections::BTreeMap;

use super::references::look_up;
use crate::diagnostic::{Diagnostics, text};
use crate::model::{BulletinId, CategoryId, EventId, LocalityId, MetricId, ProgrammeId};
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

/// Every name of the site.
#[derive(Default)]
pub(super) struct Names {
    /// Originals, by slug.
    pub bulletins: BTreeMap<String, Found<BulletinId>>,
    /// By slug.
    pub events: BTreeMap<String, Found<EventId>>,
    /// By slug.
    pub localities: BTreeMap<String, LocalityId>,
    /// By slug.
    pub metrics: BTreeMap<String, MetricId>,
    /// By slug.
    pub categories: BTreeMap<String, CategoryId>,
    /// By slug.
    pub programmes: BTreeMap<String, ProgrammeId>,
}

impl Names {
    /// The locality of this slug, or a report.
    pub fn locality(&self, written: &Spanned<String>, out: &mut Diagnostics) -> Option<LocalityId> {
        look_up(&self.localities, written, &text!(vi: "địa phương", en: "locality"), out)
    }

    /// The programme of this slug, or a report.
    pub fn programme(&self, written: &Spanned<String>, out: &mut Diagnostics) -> Option<ProgrammeId> {
        look_up(&self.programmes, written, &text!(vi: "chương trình", en: "programme"), out)
    }

    /// The category of this slug, or a report.
    pub fn category(&self, written: &Spanned<String>, out: &mut Diagnostics) -> Option<CategoryId> {
        look_up(&self.categories, written, &text!(vi: "chuyên mục", en: "category"), out)
    }
}
