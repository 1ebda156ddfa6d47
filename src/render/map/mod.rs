//! Draws maps: where the places of a site lie, in the country or in a province; figures as dots of their size.
//!
//! The ground is a field of dots made from the points of today's communes; no boundary is drawn, since none is
//! known. All is reckoned in whole numbers. Colours are the theme's: elements carry classes. Every map stands
//! beside a list that says the same.

mod drawing;
mod ground;
mod label;
mod lattice;
mod places;
mod projection;
#[cfg(test)]
mod tests;

pub use self::ground::Grounds;
pub use self::places::{Dot, MapView, Neighbours, country_map, dots, locator};
