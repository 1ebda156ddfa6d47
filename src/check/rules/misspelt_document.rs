//! `misspelt-document`: the number of a document with blanks in it, `45 / QĐ-UBND`, which nothing reads as one.
//!
//! That a symbol has a wrong letter is found where numbers become documents.

use super::ProseRule;
use crate::check::prose::Prose;
use crate::check::signs::has_any;
use crate::diagnostic::{Diagnostic, Diagnostics, text};
use crate::model::PassageKind;
use crate::vietnamese::spaced_numbers_in;

pub(super) const RULE: ProseRule = ProseRule { name: "misspelt-document", look };

fn look(prose: &Prose<'_>, found: &mut Diagnostics) {
    for words in &prose.passages {
        let passage = &words.passage;
        // No document is recognised in a caption, however its number is written.
        if passage.kind == PassageKind::Caption || !has_any(words.text(), |byte| byte == b'/') {
            continue;
        }
        for (range, number) in spaced_numbers_in(words.text()) {
            // What is linked was recognised, or its writer says where it leads. A link that is none is another's matter.
            let is_linked = passage.pieces_in(range.clone()).any(|piece| piece.linked);
            if is_linked || words.text()[..range.start].ends_with("document:") {
                continue;
            }
            let Some(span) = passage.span_of(range.clone()) else { continue };
            let (shown, meant) = (&words.text()[range], number.canonical());
            let message = text!(
                vi: "«{shown}» có dấu cách hoặc xuống dòng ở trong, nên không được nhận ra là số văn bản",
                en: "“{shown}” has blanks or a line end in it, so it is not recognised as the number of a document",
            );
            found.push(Diagnostic::warning(RULE.name, &span, message).help(text!(
                vi: "viết liền, trên một dòng: `{meant}`",
                en: "write it in one piece, on one line: `{meant}`",
            )));
        }
    }
}
