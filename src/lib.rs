//! bantin: a static site generator for public bulletins.

pub mod check;
pub mod derive;
pub mod diagnostic;
pub mod model;
pub mod output;
pub mod source;
pub mod vietnamese;
