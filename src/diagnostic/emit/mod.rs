//! Prints diagnostics, one file a format.
//!
//! Prints in the order given, for people errors first: who collected them has sorted them. Decides nothing about
//! them, and opens no file: what is printed goes into a writer.

mod github;
mod human;
mod json;
mod place;
mod sarif;
mod share;
#[cfg(test)]
mod tests;

pub use github::github;
pub use human::{Colour, human};
pub use json::json;
pub(crate) use place::visible;
pub use sarif::sarif;
