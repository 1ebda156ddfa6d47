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
mod signs;
mod words;

use std::io;

use crate::cache::Findings;
use crate::derive::Derived;
use crate::diagnostic::Diagnostics;
use crate::model::Bodies;
use crate::source::Sources;

pub use accept::let_stand;
use place::Places;

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

/// What every rule has to say about the site: first of the whole, then of each text.
///
/// Warnings that an editor has accepted are among them: [`let_stand`] takes those out, together with the ones
/// that parsing gave.
///
/// # Errors
///
/// What the disk says, where the words of a text have to be read again.
pub fn check(context: &Context<'_>) -> io::Result<Diagnostics> {
    let mut found = Diagnostics::default();
    let Context { derived, sources, known, .. } = *context;
    let texts = prose::known(context, &mut found);
    let is_site_sound = known.is_site_sound();
    if is_site_sound && texts.is_empty() {
        known.site_is_sound();
        return Ok(found);
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
    let shared = prose::Shared { context: *context, places: Places::of(derived.site) };
    found.extend(prose::check(&shared, &texts, rules::PROSE_RULES)?);
    Ok(found)
}
