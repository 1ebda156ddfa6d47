//! Computes what follows from the site and is written nowhere in it: where each page lives, which lists there
//! are and what stands in them, what figures imply.
//!
//! Checks and pages both ask here, so that they can't disagree. Reads nothing, formats nothing.

pub mod address;
pub mod figures;
pub mod list;
