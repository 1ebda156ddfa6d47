//! The order in which places and names stand in lists.

use super::super::desk::Desk;
use crate::model::{Level, LocalityId};

/// Orders places as an A–Z does.
pub fn place_order(desk: &Desk<'_>, id: LocalityId) -> impl Ord + use<> {
    desk.lists.places().rank(id)
}

/// Orders places from the whole country down, and as an A–Z among those of one level.
pub fn place_rank(desk: &Desk<'_>, id: LocalityId) -> (Level, impl Ord + use<>) {
    (desk.site.locality(id).level, place_order(desk, id))
}
