//! Says which rules the site breaks. Changes nothing; reads no file.
//!
//! What concerns one value alone (its form, what it refers to) was said when it was parsed; rules are about
//! things that are right by themselves and wrong together.

mod accept;
mod rules;

use crate::diagnostic::Diagnostics;
use crate::model::Site;
use crate::source::Sources;

pub use accept::let_stand;

/// What every rule has to say about the site, in no particular order.
///
/// Warnings that an editor has accepted are among them: [`let_stand`] takes those out, together with the ones
/// that parsing gave.
pub fn check(site: &Site, sources: &Sources) -> Diagnostics {
    let mut found = Diagnostics::default();
    for rule in rules::RULES {
        (rule.run)(site, sources, &mut found);
    }
    found
}
