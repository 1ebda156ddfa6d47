//! `figure-without-qualifier`: the data say "over 500", and a text quotes 500 as if it were exact.

use super::ProseRule;
use crate::check::prose::Prose;
use crate::check::quoted::{Quote, disagreements};
use crate::derive::figures::Verdict;
use crate::diagnostic::{Diagnostic, Diagnostics, Text, text};

pub(super) const RULE: ProseRule = ProseRule { name: "figure-without-qualifier", look };

fn look(prose: &Prose<'_>, found: &mut Diagnostics) {
    let bare = disagreements(prose).into_iter().filter(|quote| quote.verdict == Verdict::Bare);
    bare.for_each(|quote| found.push(report(&quote)));
}

fn report(quote: &Quote<'_>) -> Diagnostic {
    let (written, right, Text { vi, en }) = (quote.written, quote.to_write(), quote.data());
    let message = text!(
        vi: "bài viết «{written}» như số đúng, nhưng số liệu là {vi}",
        en: "the text gives “{written}” as exact, but the data say {en}",
    );
    let help = text!(vi: "viết «{right}»", en: "write “{right}”");
    quote.with_data(Diagnostic::error(RULE.name, &quote.span, message)).help(help)
}
