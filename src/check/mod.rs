//! Says which rules the site breaks. Changes nothing; reads no file.
//!
//! What concerns one value alone (its form, what it refers to) was said when it was parsed; rules are about
//! things that are right by themselves and wrong together.

mod accept;
mod figure;
mod front_words;
mod person;
mod place;
mod prose;
mod quoted;
mod rules;
mod words;

use crate::cache::Findings;
use crate::derive::Derived;
use crate::diagnostic::Diagnostics;
use crate::model::Bodies;
use crate::source::Sources;

pub use accept::let_stand;
pub use prose::Proofs;

/// What rules read.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// What is published, and what that implies.
    pub derived: &'a Derived<'a>,
    /// The texts it was made from.
    pub sources: &'a Sources,
    /// The words of its texts, made when they are looked at.
    pub bodies: &'a dyn Bodies,
    /// What there was to say in the last build, and what there is in this one.
    pub known: &'a Findings,
}

/// What every rule has to say about the site as a whole, and the texts that are still to be laid before the rules about
/// words.
///
/// Warnings that an editor has accepted are among what is found: [`let_stand`] takes those out in the end, together with
/// the ones that parsing gave.
pub fn check<'a>(context: &Context<'a>) -> (Diagnostics, Proofs<'a>) {
    let mut found = Diagnostics::default();
    let Context { derived, sources, known, .. } = *context;
    let texts = Proofs::begin(context, &mut found);
    let is_site_sound = known.is_site_sound();
    if is_site_sound && texts.is_empty() {
        known.site_is_sound();
        return (found, texts);
    }
    let mut of_site = Diagnostics::default();
    if !is_site_sound {
        let figures = figure::Figures::of(derived);
        rules::RULES.iter().for_each(|rule| (rule.run)(derived, sources, &mut of_site));
        rules::FIGURE_RULES.iter().for_each(|rule| (rule.run)(&figures, &mut of_site));
        of_site.extend(accept::without_effect(&figures));
    }
    if of_site.is_empty() {
        known.site_is_sound();
    }
    found.extend(of_site);
    (found, texts)
}
