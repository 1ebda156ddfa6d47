//! `look-alike-letters`: a word in a text that is not the word it looks like.

use super::{Look, ProseRule};
use crate::check::Context;
use crate::check::prose::Prose;
use crate::diagnostic::{Diagnostics, look_alike};
use crate::vietnamese::look_alikes;

pub(super) const RULE: ProseRule = ProseRule { name: "look-alike-letters", prepare };

fn prepare<'a>(_: &Context<'a>) -> Look<'a> {
    Box::new(look)
}

/// Words of front matter and lists are looked at when they are read, since there each has its place.
fn look(prose: &Prose<'_>, found: &mut Diagnostics) {
    for passage in &prose.passages {
        for one in look_alikes(&passage.text) {
            if let Some(span) = passage.span_of(one.word.clone()) {
                found.push(look_alike(&one, &span));
            }
        }
    }
}
