//! Computes what the site's data implies, for the checks and the pages alike, so that the two can't disagree.
//!
//! Formats nothing, reports nothing, reads no file: functions of the model alone.

pub mod figures;
