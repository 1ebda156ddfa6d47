//! bantin: a static site generator for public bulletins.

pub mod derive;
pub mod diagnostic;
pub mod model;
pub mod output;
pub mod picture;
pub mod render;
pub mod source;
pub mod vietnamese;
