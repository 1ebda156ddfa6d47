//! What tests share: sites in strings, whole sites, and a reader of pages.

pub mod built;
pub mod case;
pub mod filled;
pub mod fixture;
pub mod html;
pub mod site;
