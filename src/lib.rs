//! bantin: a static site generator for public bulletins.

pub mod gazetteer;
pub mod vietnamese;
