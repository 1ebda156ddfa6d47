//! `parent-circle`: places that lie in each other.

use std::collections::BTreeSet;

use super::Rule;
use crate::derive::Derived;
use crate::diagnostic::{Diagnostic, Diagnostics, text};
use crate::model::{LocalityId, Site};
use crate::source::Sources;

pub(super) const RULE: Rule = Rule { name: "parent-circle", run };

fn run(Derived { site, .. }: &Derived<'_>, _: &Sources, found: &mut Diagnostics) {
    let mut seen = BTreeSet::new();
    for (id, _) in site.all_localities() {
        if let Some(circle) = circle_above(site, id, &mut seen) {
            found.extend(report(site, &circle));
        }
    }
}

/// Whether the way up from a place leads back to it.
pub(super) fn lies_in_itself(site: &Site, place: LocalityId) -> bool {
    let last = site.ancestors(place).last().copied().unwrap_or(place);
    site.locality(last).parent == Some(place)
}

/// The circle that the way up from a place runs into, unless that was walked before; each place is walked
/// once.
fn circle_above(site: &Site, from: LocalityId, seen: &mut BTreeSet<LocalityId>) -> Option<Vec<LocalityId>> {
    let mut way = Vec::new();
    let mut next = Some(from);
    while let Some(place) = next {
        if let Some(start) = way.iter().position(|passed| *passed == place) {
            return Some(way.split_off(start));
        }
        if !seen.insert(place) {
            return None;
        }
        way.push(place);
        next = site.locality(place).parent;
    }
    None
}

fn report(site: &Site, circle: &[LocalityId]) -> Diagnostics {
    let mut found = Diagnostics::default();
    let places: Vec<_> = circle.iter().map(|place| site.locality(*place)).collect();
    let Some((place, span)) = places.iter().find_map(|place| Some((place, place.span.as_ref()?))) else {
        // The gazetteer alone holds no circle.
        return found;
    };
    let name = &place.name;
    let names: Vec<&str> = places.iter().map(|place| place.slug.as_str()).collect();
    let way = names.join(" < ");
    let first = names.first().copied().unwrap_or_default();
    let mut one = Diagnostic::error(
        RULE.name,
        span,
        text!(
            vi: "«{name}» nằm trong chính nó: {way} < {first}",
            en: "“{name}” lies in itself: {way} < {first}",
        ),
    );
    for other in places.iter().filter(|other| other.slug != place.slug) {
        if let Some(span) = &other.span {
            one = one.label(span, text!(vi: "cùng vòng", en: "of the same circle"));
        }
    }
    found.push(
        one.help(text!(vi: "sửa `parent` của một nơi trong vòng", en: "mend the `parent` of one of them")),
    );
    found
}
