//! Computes what follows from the site and is written nowhere in it: where each page lives, which lists there
//! are and what stands in them, what figures imply, who speaks of what, what places became.
//!
//! Checks and pages both ask here, so that they can't disagree. Reads nothing, formats nothing.

pub mod address;
pub mod figures;
pub mod list;
pub mod mention;
pub mod succession;

#[cfg(test)]
mod fixture;
