//! Whole sites: what is promised of every page, whatever was written.

mod addresses;
mod bulletins;
mod contradictions;
mod crowd;
mod data;
mod emptiness;
mod held;
mod kinds;
mod oddities;
mod pictures;
mod places;
mod quoted;
mod refusal;
mod same_bytes;
mod themes;
mod warm;

use crate::support::built::{ALL, Whole};

#[test]
fn whole_sites_build_and_the_sample_without_a_warning() {
    for site in ALL {
        let built = site.built();
        assert!(built.pages().count() > 10, "{site:?} has hardly a page");
    }
    for site in [Whole::Sample, Whole::English] {
        assert_eq!(site.built().warnings, "", "{site:?}");
    }
}
