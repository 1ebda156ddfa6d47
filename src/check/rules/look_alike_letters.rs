//! `look-alike-letters`: a word in a text that is not the word it looks like.

use super::ProseRule;
use crate::check::prose::Prose;
use crate::diagnostic::{Diagnostics, look_alike};
use crate::vietnamese::look_alikes;

pub(super) const RULE: ProseRule = ProseRule { name: "look-alike-letters", look };

/// Words of front matter and lists are looked at when they are read, since there each has its place.
fn look(prose: &Prose<'_>, found: &mut Diagnostics) {
    for words in &prose.passages {
        for one in look_alikes(words.text()) {
            if let Some(span) = words.passage.span_of(one.word.clone()) {
                found.push(look_alike(&one, &span));
            }
        }
    }
}
