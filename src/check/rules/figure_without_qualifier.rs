//! `figure-without-qualifier`: the data say "over 500", and a text quotes 500 as if it were exact.

use super::ProseRule;
use crate::check::quoted::disagreements;
use crate::derive::figures::Verdict;
use crate::diagnostic::{Diagnostic, Text, text};

pub(super) const RULE: ProseRule = ProseRule {
    name: "figure-without-qualifier",
    prepare: |context| {
        let site = context.site;
        Box::new(move |prose, found| {
            for quote in disagreements(site, prose) {
                if quote.verdict != Verdict::Bare {
                    continue;
                }
                let (written, right, Text { vi, en }) = (quote.written, quote.to_write(), quote.data());
                let message = text!(
                    vi: "bài viết «{written}» như số đúng, nhưng số liệu là {vi}",
                    en: "the text gives “{written}” as exact, but the data say {en}",
                );
                let help = text!(vi: "viết «{right}»", en: "write “{right}”");
                let diagnostic = Diagnostic::error(RULE.name, &quote.span, message);
                found.push(quote.with_data(diagnostic).help(help));
            }
        })
    },
};
