//! Which records were added of late: they have lists of their own, so that a new bulletin leaves the lists of all
//! that is older as they were.
//!
//! A function of the content: the line moves on after so many bulletins, and then everything is written anew.

use super::document::Subject;
use crate::model::{Datelike, Day, Site};

/// Below this many bulletins one segment is enough: nobody minds a few hundred small files.
const SMALL: usize = 2_048;

/// What is recent.
#[derive(Debug)]
pub struct Segments {
    /// The first day of what is recent; `None` where nothing is.
    from: Option<Day>,
}

impl Segments {
    /// Draws the line at the beginning of a month, so that recent are at most about a sixteenth of all bulletins,
    /// and that it moves once for every thirty-second that comes in.
    pub fn of(site: &Site) -> Self {
        let mut days: Vec<Day> =
            site.bulletins.iter().map(|bulletin| bulletin.date.period().first_day()).collect();
        if days.len() < SMALL {
            return Self { from: None };
        }
        days.sort_unstable();
        let step = 1 << (days.len().ilog2() - 5);
        let settled = (days.len() - 1) / step * step;
        let day = days[settled];
        Self { from: day.with_day(1) }
    }

    /// The first day of what is recent, the first of its month; `None` where nothing is.
    pub fn from(&self) -> Option<Day> {
        self.from
    }

    /// Whether a record belongs to what is recent. What bulletins keep changing or bring with them (metrics,
    /// documents first cited, events) goes with them; what has no day is settled.
    pub fn is_recent(&self, site: &Site, subject: Subject) -> bool {
        let Some(from) = self.from else { return false };
        match subject {
            Subject::Metric(_) => true,
            Subject::Document(id) => {
                let first = site.document(id).cited_by.last();
                first.is_none_or(|first| site.bulletin(*first).date.period().first_day() >= from)
            }
            Subject::Bulletin(_) | Subject::Event(_) => subject.day(site).is_some_and(|day| day >= from),
            Subject::Locality(_) | Subject::Page(_) => false,
        }
    }
}
