//! The order in which places and names stand in lists.

use super::super::desk::Desk;
use crate::model::{Level, LocalityId};
use crate::vietnamese::{CollationKey, collation_key, without_type_word};

/// Orders places as an A–Z does: by their own names, the kind word counting after them, then by what they lie
/// in.
pub fn place_order(
    desk: &Desk<'_>,
    id: LocalityId,
) -> (CollationKey, CollationKey, CollationKey, LocalityId) {
    let name = &desk.site.locality(id).name;
    let within: Vec<&str> =
        desk.site.ancestors(id).into_iter().map(|above| desk.site.locality(above).name.as_str()).collect();
    let own = collation_key(without_type_word(name));
    (own, collation_key(name), collation_key(&within.join(", ")), id)
}

/// Orders places from the whole country down, and as an A–Z among those of one level.
pub fn place_rank(desk: &Desk<'_>, id: LocalityId) -> (Level, impl Ord + use<>) {
    (desk.site.locality(id).level, place_order(desk, id))
}
