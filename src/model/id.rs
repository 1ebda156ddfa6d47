//! Ids: positions in the lists of a [`Site`](super::Site), one type a list.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(pub(crate) u32);

        impl $name {
            /// The position in the site's list.
            pub fn index(self) -> usize {
                self.0 as usize
            }

            pub(crate) fn at(index: usize) -> Self {
                // A site of four thousand million items does not fit into memory.
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }
        }
    )+};
}

ids! {
    /// A bulletin in one language; its translations are bulletins of their own.
    BulletinId,
    /// A category (chuyên mục).
    CategoryId,
    /// A document that is cited or described (văn bản).
    DocumentId,
    /// An event (sự kiện).
    EventId,
    /// A group of a metric, in the metric's own list.
    GroupId,
    /// A locality (địa phương).
    LocalityId,
    /// A metric (chỉ số).
    MetricId,
    /// An observation (số liệu), in the metric's own list.
    ObservationId,
    /// A standing page.
    PageId,
    /// A programme.
    ProgrammeId,
    /// A tag.
    TagId,
}
