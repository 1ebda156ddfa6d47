//! What several kinds of pages show in the same way; each is a view and the component of its name.

mod archive;
mod bulletins;
mod contradiction;
mod document;
mod download;
mod event;
mod fact;
mod figure;
mod note;
mod order;
mod picture;
mod place;
mod stat;
mod teaser;

pub use archive::{Months, YearView, years};
pub use bulletins::{BulletinsView, bulletins_view};
pub use contradiction::accepted_note;
pub use document::{EntryView, document_entry};
pub use download::{download, metric_downloads};
pub use event::{EventView, event_view, part_of_day};
pub use fact::{FactView, fact, linked_fact};
pub use figure::{
    FigureView, ObservedView, PeriodView, ShareView, bar, bears_sign, figure_view, marks, observed_figure,
    observed_view, period_view, share_view,
};
pub use note::{Mark, Notes};
pub use order::{place_order, place_rank};
pub use picture::{PictureView, bulletin_picture, standing_picture};
pub use place::{PlaceView, capitalised, place_line, place_view, within};
pub use stat::{StatView, group_name, stat_view};
pub use teaser::{TeaserView, brief_teaser, teaser};
