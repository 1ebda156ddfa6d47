//! What several kinds of pages show in the same way; each is a view and the component of its name.

mod document;
mod event;
mod picture;
mod place;
mod stat;
mod teaser;

pub use document::{EntryView, document_entry, document_note};
pub use event::{EventView, event_view};
pub use picture::{PictureView, bulletin_picture, standing_picture};
pub use place::{NowView, PlaceView, capitalised, place_line, place_view, within};
pub use stat::{StatView, group_name, quantity, stat_view};
pub use teaser::{TeaserView, teaser, teasers};
