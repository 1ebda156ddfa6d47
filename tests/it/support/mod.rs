//! What tests share: sites in strings.

pub mod fixture;
pub mod site;
