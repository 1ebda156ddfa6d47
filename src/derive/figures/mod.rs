//! Figures computed from observations: exactly, in decimals, rounded only where they are shown.
//!
//! Says what follows from the data as written. Whether a contradiction is worth a warning is the checks'
//! business, and how it is worded for readers the pages'.

mod breakdown;
mod courses;
mod series;
mod share;
mod target;

pub use breakdown::{Breakdown, breakdowns};
pub use courses::{Course, Courses, course};
pub use series::{Change, Place, change, latest, latest_at, latest_in, series};
pub use share::{Share, percent, remaining, round, share};
pub use target::{Progress, progress, progress_of};

#[cfg(test)]
pub(super) mod fixture;
