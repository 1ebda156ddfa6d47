//! Which lists a site has, and what stands in each.

use std::collections::BTreeMap;

use super::place_list::Places;
use crate::model::{BulletinId, CategoryId, Event, EventId, Period, ProgrammeId, Site, TagId};

/// A list of bulletins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BulletinList {
    /// Every listed bulletin.
    All,
    /// Those of a year.
    Year(i32),
    /// Those of a month, 1 to 12; a bulletin that is placed in a year or quarter only stands in the year alone.
    Month(i32, u32),
    /// Those of a category.
    Category(CategoryId),
    /// Those with a tag.
    Tag(TagId),
    /// Those of a programme.
    Programme(ProgrammeId),
}

/// A month of the calendar: year, and month from 1 to 12.
pub type YearMonth = (i32, u32);

/// All lists of a site, made once for a build.
#[derive(Debug)]
pub struct Lists<'a> {
    bulletins: BTreeMap<BulletinList, Vec<BulletinId>>,
    event_months: BTreeMap<YearMonth, Vec<EventId>>,
    places: Places<'a>,
    paginate: usize,
}

impl<'a> Lists<'a> {
    /// Sorts what is listed into its lists.
    pub fn of(site: &'a Site) -> Self {
        let mut bulletins: BTreeMap<_, Vec<_>> = BTreeMap::from([(BulletinList::All, Vec::new())]);
        for (id, bulletin) in site.listed_bulletins() {
            let period = bulletin.date.period();
            let tags = bulletin.tags.iter().map(|tag| BulletinList::Tag(*tag));
            let lists = [
                Some(BulletinList::All),
                Some(BulletinList::Year(period.year())),
                period.month().map(|month| BulletinList::Month(period.year(), month)),
                bulletin.category.map(BulletinList::Category),
                bulletin.programme.map(BulletinList::Programme),
            ];
            for list in lists.into_iter().flatten().chain(tags) {
                bulletins.entry(list).or_default().push(id);
            }
        }
        let mut event_months: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (id, event) in site.all_events() {
            for month in months_of(event) {
                event_months.entry(month).or_default().push(id);
            }
        }
        Self { bulletins, event_months, places: Places::of(site), paginate: site.config.paginate.max(1) }
    }

    /// The bulletins of a list, newest first; empty where there is no such list.
    pub fn bulletins(&self, list: BulletinList) -> &[BulletinId] {
        self.bulletins.get(&list).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether a list has a page: [`BulletinList::All`] always, any other where something stands in it.
    pub fn has(&self, list: BulletinList) -> bool {
        self.bulletins.contains_key(&list)
    }

    /// Every list that has a page.
    pub fn all(&self) -> impl Iterator<Item = BulletinList> {
        self.bulletins.keys().copied()
    }

    /// On how many pages a list stands; at least 1.
    pub fn pages(&self, list: BulletinList) -> usize {
        self.bulletins(list).len().div_ceil(self.paginate).max(1)
    }

    /// The bulletins of one page of a list, counted from 1.
    pub fn page(&self, list: BulletinList, page: usize) -> &[BulletinId] {
        self.bulletins(list).chunks(self.paginate).nth(page.saturating_sub(1)).unwrap_or_default()
    }

    /// The years that have bulletins, latest first, with how many.
    pub fn years(&self) -> Vec<(i32, usize)> {
        let all = BulletinList::Year(i32::MIN)..=BulletinList::Year(i32::MAX);
        let year = |(list, ids): (&BulletinList, &Vec<_>)| match list {
            BulletinList::Year(year) => Some((*year, ids.len())),
            _ => None,
        };
        self.bulletins.range(all).filter_map(year).rev().collect()
    }

    /// The months of a year that have bulletins, latest first, with how many.
    pub fn months(&self, of: i32) -> Vec<(u32, usize)> {
        let all = BulletinList::Month(of, 0)..=BulletinList::Month(of, u32::MAX);
        let month = |(list, ids): (&BulletinList, &Vec<_>)| match list {
            BulletinList::Month(_, month) => Some((*month, ids.len())),
            _ => None,
        };
        self.bulletins.range(all).filter_map(month).rev().collect()
    }

    /// The places that have a page.
    pub fn places(&self) -> &Places<'a> {
        &self.places
    }

    /// The months that have events, earliest first, with the events in the order of their dates.
    pub fn event_months(&self) -> &BTreeMap<YearMonth, Vec<EventId>> {
        &self.event_months
    }
}

/// The months that an event stands in: each that it touches, or, where it takes longer than a year, those in
/// which it begins and ends. None where no month is known.
fn months_of(event: &Event) -> Vec<YearMonth> {
    let start = event.start.period();
    let Some(first) = start.month().map(|month| (start.year(), month)) else { return Vec::new() };
    let end = event.end.map_or(start, |end| end.period);
    let last = last_month(end).max(first);
    let count = (last.0 - first.0) * 12 + last.1 as i32 - first.1 as i32;
    if count > 12 {
        return vec![first, last];
    }
    std::iter::successors(Some(first), |month| Some(next_month(*month)))
        .take_while(|month| *month <= last)
        .collect()
}

fn last_month(period: Period) -> YearMonth {
    let day = Period::Day(period.last_day());
    (day.year(), day.month().unwrap_or(12))
}

fn next_month((year, month): YearMonth) -> YearMonth {
    if month == 12 { (year + 1, 1) } else { (year, month + 1) }
}
