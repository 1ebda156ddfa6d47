//! What the source states for a place against what the places in it come to.

use super::{Contradiction, Finding};
use crate::derive::figures::Totals;
use crate::model::Site;

pub(super) fn find(site: &Site, totals: &Totals, found: &mut Vec<Finding>) {
    for (metric, total) in totals.iter() {
        let Some(at) = total.stated else { continue };
        if site.observation(metric, at).value.value != total.value {
            found.push(Finding { metric, at, against: None, what: Contradiction::Parts(total.clone()) });
        }
    }
}
