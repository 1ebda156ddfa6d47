//! Keeps what was made from build to build, so that a build makes again only what changed.
//!
//! What is kept is found by what it was made *from*, hashed: there is nothing to invalidate, and nothing that a
//! deleted, damaged or foreign cache could make wrong. A file that is torn, of another version of the program or
//! of another form is as good as none. Knows no site and no page: what is kept, and what it depends on, is decided
//! by who keeps it.

mod digest;
mod pages;
mod store;

pub use digest::Digest;
pub use pages::{Asked, Edition, Pages, Part, Reason};
pub use store::Store;
