//! bantin: a static site generator for public bulletins.

pub mod active;
pub mod cache;
pub mod check;
pub mod cli;
pub mod derive;
pub mod diagnostic;
pub mod digest;
pub mod edit;
pub mod gazetteer;
mod limit;
pub mod load;
pub mod model;
pub mod offer;
pub mod output;
pub mod parse;
pub mod picture;
pub mod pipeline;
pub mod publish;
mod refusal;
pub mod render;
pub mod search;
mod serial;
pub mod source;
pub mod vietnamese;
