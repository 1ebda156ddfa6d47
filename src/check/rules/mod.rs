//! One file a rule: its name, and a function from the site to what is wrong with it.
//!
//! Why a rule exists is in its explanation, which `bantin explain` prints.

mod abolished_place;
mod address_taken;
mod broken_link;
mod bulletins_disagree;
mod chart_not_drawable;
mod duplicate_observation;
mod event_ends_before_start;
mod event_without_reason;
mod falling_count;
mod figure_disagrees;
mod figure_without_place;
mod figure_without_qualifier;
mod groups_disagree;
mod held_event_in_future;
mod implied_base;
mod locality_ends_before_start;
mod look_alike_letters;
mod misspelt_document;
mod misspelt_place;
mod mistyped_line_start;
mod mistyped_link;
mod mixed_tone_marks;
mod parent_circle;
mod parent_level;
mod parts_disagree;
mod percent_disagrees;
mod remainder_disagrees;
mod share_above_whole;
mod stray_marks;
mod successor_before_end;
mod target_passed;
mod unknown_accepted_rule;
mod unmatched_note;

use super::figure::Figures;
use super::prose::Prose;
use crate::derive::Derived;
use crate::diagnostic::Diagnostics;
use crate::source::Sources;

/// A rule of the site as a whole.
pub(super) struct Rule {
    /// Kebab case, naming the defect.
    pub(super) name: &'static str,
    /// Adds what it finds.
    pub(super) run: fn(&Derived<'_>, &Sources, &mut Diagnostics),
}

/// A rule about the words of one text, whatever the others say.
pub(super) struct ProseRule {
    /// As [`Rule::name`].
    pub(super) name: &'static str,
    /// Adds what is wrong with the words of one text; several texts are looked at at the same time.
    pub(super) look: fn(&Prose<'_>, &mut Diagnostics),
}

/// All rules of the site as a whole, by name.
pub(super) const RULES: &[Rule] = &[
    address_taken::RULE,
    broken_link::RULE,
    chart_not_drawable::RULE,
    event_ends_before_start::RULE,
    event_without_reason::RULE,
    held_event_in_future::RULE,
    locality_ends_before_start::RULE,
    parent_circle::RULE,
    parent_level::RULE,
    successor_before_end::RULE,
    unknown_accepted_rule::RULE,
];

/// A rule about figures, which are sorted and held against each other before.
pub(super) struct FigureRule {
    /// Kebab case, naming the defect.
    pub(super) name: &'static str,
    /// Adds what it finds.
    pub(super) run: fn(&Figures<'_>, &mut Diagnostics),
}

/// All rules about figures, by name.
pub(super) const FIGURE_RULES: &[FigureRule] = &[
    bulletins_disagree::RULE,
    duplicate_observation::RULE,
    falling_count::RULE,
    groups_disagree::RULE,
    implied_base::RULE,
    parts_disagree::RULE,
    percent_disagrees::RULE,
    remainder_disagrees::RULE,
    share_above_whole::RULE,
    target_passed::RULE,
];

/// All rules about words, by name.
pub(super) const PROSE_RULES: &[ProseRule] = &[
    abolished_place::RULE,
    figure_disagrees::RULE,
    figure_without_place::RULE,
    figure_without_qualifier::RULE,
    look_alike_letters::RULE,
    misspelt_document::RULE,
    misspelt_place::RULE,
    mistyped_line_start::RULE,
    mistyped_link::RULE,
    mixed_tone_marks::RULE,
    stray_marks::RULE,
    unmatched_note::RULE,
];
