//! `parent-level`: a place that lies in one of its own level, or a lower one.

use super::Rule;
use super::parent_circle::lies_in_itself;
use crate::derive::Derived;
use crate::diagnostic::{Diagnostic, Diagnostics, Text, text};
use crate::model::Level;
use crate::source::Sources;

pub(super) const RULE: Rule = Rule { name: "parent-level", run };

fn run(Derived { site, .. }: &Derived<'_>, _: &Sources, found: &mut Diagnostics) {
    for (id, child) in site.all_localities() {
        let Some(parent) = child.parent.map(|parent| site.locality(parent)) else { continue };
        // Between two places of the gazetteer there is nothing that a writer could mend.
        let Some(span) = child.span.as_ref().or(parent.span.as_ref()) else { continue };
        // In a circle some level is always wrong; the circle is what has to be said.
        if parent.level < child.level || lies_in_itself(site, id) {
            continue;
        }
        let (name, above) = (&child.name, &parent.name);
        let Text { vi: child_vi, en: child_en } = level_name(child.level);
        let Text { vi: parent_vi, en: parent_en } = level_name(parent.level);
        found.push(
            Diagnostic::error(
                RULE.name,
                span,
                text!(
                    vi: "«{name}» ({child_vi}) không thể nằm trong «{above}» ({parent_vi})",
                    en: "“{name}” ({child_en}) can't lie in “{above}” ({parent_en})",
                ),
            )
            .help(text!(
                vi: "`parent` phải ở cấp cao hơn: village < commune < district < province < country",
                en: "`parent` is of a higher level: village < commune < district < province < country",
            )),
        );
    }
}

fn level_name(level: Level) -> Text {
    match level {
        Level::Country => text!(vi: "cấp quốc gia", en: "a country"),
        Level::Province => text!(vi: "cấp tỉnh", en: "a province"),
        Level::District => text!(vi: "cấp huyện", en: "a district"),
        Level::Commune => text!(vi: "cấp xã", en: "a commune"),
        Level::Village => text!(vi: "cấp thôn", en: "a village"),
    }
}
