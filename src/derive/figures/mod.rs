//! Figures computed from observations: exactly, in decimals, rounded only where they are shown.
//!
//! Says what follows from the data as written. What in it contradicts itself is told by
//! [`contradiction`](super::contradiction), and how that is worded for readers is the pages' business.

mod breakdown;
mod ledger;
mod rank;
mod share;
mod target;
mod total;

pub use breakdown::{Breakdown, breakdowns};
pub use ledger::{Change, Ledger, Ledgers, Place};
pub use rank::{Rank, ranks};
pub use share::{Bounds, Share, implied_whole, percent, remaining, round, share};
pub use target::Progress;
pub use total::{Total, Totals};

#[cfg(test)]
pub(crate) mod fixture;
