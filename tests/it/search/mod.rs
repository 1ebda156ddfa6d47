//! What search promises: people find what they type, and the files stay what the specification says.

mod analyser;
pub mod corpus;
mod relevance;
mod renewal;
mod shards;
