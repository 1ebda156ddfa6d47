//! bantin: a static site generator for public bulletins.

pub mod vietnamese;
