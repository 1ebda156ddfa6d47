//! bantin: a static site generator for public bulletins.

pub mod diagnostic;
pub mod load;
pub mod model;
pub mod output;
pub mod picture;
pub mod publish;
mod refusal;
pub mod source;
pub mod vietnamese;
