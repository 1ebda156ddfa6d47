//! Computes what the site's data implies and nobody wrote down: where each page lives, what stands in each
//! list, what figures add up to, who speaks of what, what places became.
//!
//! Checks and pages both ask here, so that the two can't disagree. Formats nothing, reports nothing, reads no
//! file: functions of the model alone.

pub mod address;
pub mod chart;
pub mod contradiction;
pub mod figures;
pub mod former;
pub mod ground;
pub mod list;
pub mod mention;
mod once;
pub mod place_list;
pub mod succession;
pub mod wording;

pub use once::Derived;

#[cfg(test)]
pub(crate) mod fixture;
