//! What tests share: sites in strings.

pub mod case;
pub mod fixture;
pub mod site;
