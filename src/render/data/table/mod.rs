//! The tables of open data: for each its columns, and how a cell of each is made from a row.
//!
//! A column and its cell stand in one line, so no format can put a value under the wrong heading.

mod bulletins;
mod documents;
mod events;
mod localities;
mod metrics;
mod observations;
mod successions;
mod targets;

pub use metrics::{direction_word, kind_word};

use super::cell::Cell;
use super::field::{Field, Kind, Link, Said, said};
use crate::derive::address::{DataTable, Page};
use crate::model::{BulletinId, Dated, Listing, LocalityId, MetricId, Period, Site};
use crate::output::Address;

/// What rows are made from.
pub struct Scope<'a> {
    /// The site.
    pub site: &'a Site,
    /// Where the file lives that the rows are written to.
    pub address: Address,
    /// The only metric whose figures are wanted; `None` for those of all.
    pub metric: Option<MetricId>,
}

impl Scope<'_> {
    /// The address of a page as the file gives it: complete where the site has a base, else from the file.
    pub fn page(&self, page: Page) -> String {
        self.link(&page.address(self.site))
    }

    /// The same for any output.
    pub fn link(&self, target: &Address) -> String {
        match &self.site.config.base_url {
            Some(base) => format!("{base}{}", target.in_link()),
            None => self.address.link_to(target),
        }
    }

    /// A bulletin that may be named: what has left the lists has left the data too.
    fn listed(&self, id: BulletinId) -> Option<BulletinId> {
        let bulletin = self.site.bulletin(id);
        // A translation stands for its original.
        let id = bulletin.original.unwrap_or(id);
        (self.site.bulletin(id).listing == Listing::Listed).then_some(id)
    }

    fn bulletin_slug(&self, id: Option<BulletinId>) -> Option<&str> {
        id.and_then(|id| self.listed(id)).map(|id| self.site.bulletin(id).slug.as_str())
    }

    fn bulletin_page(&self, id: Option<BulletinId>) -> Option<String> {
        id.and_then(|id| self.listed(id)).map(|id| self.page(Page::Bulletin(id)))
    }

    fn locality_slug(&self, id: Option<LocalityId>) -> Option<&str> {
        id.map(|id| self.site.locality(id).slug.as_str())
    }

    fn locality_name(&self, id: Option<LocalityId>) -> Option<&str> {
        id.map(|id| self.site.locality(id).name.as_str())
    }
}

/// A date that the source itself gives.
fn given(date: &Dated) -> Option<Period> {
    date.inferred.is_none().then(|| date.period())
}

/// A date that only orders.
fn inferred(date: &Dated) -> Option<Period> {
    date.inferred.is_some().then(|| date.period())
}

fn as_written(date: &Dated) -> Option<&str> {
    date.inferred.as_ref().and_then(|inferred| inferred.as_written.as_deref())
}

fn date_note(date: &Dated) -> Option<&str> {
    date.inferred.as_ref().map(|inferred| inferred.note.as_str())
}

/// Makes a cell of a row.
type MakeCell<R> = for<'s> fn(&'s Scope<'_>, R) -> Cell<'s>;

/// A column: what it is, and how its cells are made.
struct Column<R> {
    field: Field,
    cell: MakeCell<R>,
}

impl<R: Copy> Column<R> {
    const fn new(name: &'static str, kind: Kind, title: Said, cell: MakeCell<R>) -> Self {
        Self { field: Field { name, kind, is_required: false, title, about: said("", "") }, cell }
    }

    const fn required(self) -> Self {
        Self { field: Field { is_required: true, ..self.field }, cell: self.cell }
    }

    const fn about(self, vi: &'static str, en: &'static str) -> Self {
        Self { field: Field { about: said(vi, en), ..self.field }, cell: self.cell }
    }
}

/// A table whose rows are made from values of type `R`.
struct Described<R: 'static> {
    title: Said,
    about: Said,
    /// The columns that together name a row.
    key: &'static [&'static str],
    links: &'static [Link],
    rows: for<'s> fn(&'s Scope<'_>) -> Box<dyn Iterator<Item = R> + 's>,
    columns: &'static [Column<R>],
}

/// A table, whatever its rows are made from.
pub trait Table: Sync {
    /// Its heading for people.
    fn title(&self) -> Said;

    /// What one row is, and which rows there are.
    fn about(&self) -> Said;

    /// The columns that together name a row.
    fn key(&self) -> &'static [&'static str];

    /// The columns whose cells are ids of another table.
    fn links(&self) -> &'static [Link];

    /// The columns, in their order.
    fn fields(&self) -> Vec<&'static Field>;

    /// Makes the rows, one at a time: the cells of one are dropped before the next is made.
    fn each_row(&self, scope: &Scope<'_>, put: &mut dyn FnMut(&[Cell<'_>]));
}

impl<R: Copy + 'static> Table for Described<R> {
    fn title(&self) -> Said {
        self.title
    }

    fn about(&self) -> Said {
        self.about
    }

    fn key(&self) -> &'static [&'static str] {
        self.key
    }

    fn links(&self) -> &'static [Link] {
        self.links
    }

    fn fields(&self) -> Vec<&'static Field> {
        self.columns.iter().map(|column| &column.field).collect()
    }

    fn each_row(&self, scope: &Scope<'_>, put: &mut dyn FnMut(&[Cell<'_>])) {
        for row in (self.rows)(scope) {
            let cells: Vec<Cell<'_>> = self.columns.iter().map(|column| (column.cell)(scope, row)).collect();
            put(&cells);
        }
    }
}

/// What is known of a table.
pub fn table(table: DataTable) -> &'static dyn Table {
    match table {
        DataTable::Metrics => &metrics::METRICS,
        DataTable::Observations => &observations::OBSERVATIONS,
        DataTable::Targets => &targets::TARGETS,
        DataTable::Localities => &localities::LOCALITIES,
        DataTable::Successions => &successions::SUCCESSIONS,
        DataTable::Bulletins => &bulletins::BULLETINS,
        DataTable::Events => &events::EVENTS,
        DataTable::Documents => &documents::DOCUMENTS,
    }
}
