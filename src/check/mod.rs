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
mod review;
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
pub use review::Review;

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

/// Adds what the rules have to say of the site as a whole, and of the texts that are new or known; the others are
/// looked through by the [`Review`].
///
/// Warnings that an editor has accepted are among them: [`let_stand`] takes those out, together with the ones
/// that parsing gave.
///
/// # Errors
///
/// What the disk says, where the words of a text have to be read again.
pub fn check<'a>(context: Context<'a>, found: &mut Diagnostics) -> io::Result<Review<'a>> {
    let known = context.known;
    let is_sound = known.is_site_sound() || {
        let of_site = of_site(context.derived, context.sources);
        let is_sound = of_site.is_empty();
        found.extend(of_site);
        is_sound
    };
    if is_sound {
        known.site_is_sound();
    }
    Review::begin(context, found)
}

fn of_site(derived: &Derived<'_>, sources: &Sources) -> Diagnostics {
    let mut found = Diagnostics::default();
    let figures = figure::Figures::of(derived);
    rules::RULES.iter().for_each(|rule| (rule.run)(derived, sources, &mut found));
    rules::FIGURE_RULES.iter().for_each(|rule| (rule.run)(&figures, &mut found));
    found.extend(accept::without_effect(&figures));
    found
}
