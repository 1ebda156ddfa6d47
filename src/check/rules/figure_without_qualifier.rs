//! `figure-without-qualifier`: the data say "over 500", and a text quotes 500 as if it were exact.

use super::{Look, ProseRule};
use crate::check::Context;
use crate::check::quoted::{Quote, disagreements};
use crate::derive::figures::{Ledgers, Verdict};
use crate::diagnostic::{Diagnostic, Text, text};

pub(super) const RULE: ProseRule = ProseRule { name: "figure-without-qualifier", prepare };

fn prepare<'a>(context: &Context<'a>) -> Look<'a> {
    let ledgers = Ledgers::of(context.site);
    Box::new(move |prose, found| {
        let bare = disagreements(&ledgers, prose).into_iter().filter(|quote| quote.verdict == Verdict::Bare);
        bare.for_each(|quote| found.push(report(&quote)));
    })
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
