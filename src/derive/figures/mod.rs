//! Figures computed from observations: exactly, in decimals, rounded only where they are shown.
//!
//! Says what follows from the data as written. Whether a contradiction is worth a warning is the checks'
//! business, and how it is worded for readers the pages'.

mod agreement;
mod breakdown;
mod meant;
mod series;
mod share;
mod target;

pub use agreement::{Said, SaidTrend, Verdict, judge, said, said_in, verdict};
pub use breakdown::{Breakdown, breakdowns};
pub use meant::{Base, Meant, meant, readings};
pub use series::{Change, Place, change, latest, latest_at, latest_in, series};
pub use share::{Share, percent, remaining, round, share};
pub use target::{Progress, progress};

#[cfg(test)]
mod fixture;
