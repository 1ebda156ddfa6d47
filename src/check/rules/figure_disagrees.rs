//! `figure-disagrees`: a text quotes a figure, and its words give another than the data.

use super::ProseRule;
use crate::check::prose::Prose;
use crate::check::quoted::{Quote, disagreements, in_both};
use crate::derive::figures::{Verdict, judge, readings};
use crate::diagnostic::{Diagnostic, Diagnostics, Text, text};
use crate::model::Figured;
use crate::vietnamese::number::format_decimal;

pub(super) const RULE: ProseRule = ProseRule { name: "figure-disagrees", look };

fn look(prose: &Prose<'_>, found: &mut Diagnostics) {
    let wrong = disagreements(prose).into_iter().filter(|quote| quote.verdict != Verdict::Bare);
    wrong.for_each(|quote| found.push(report(&quote)));
}

fn report(quote: &Quote<'_>) -> Diagnostic {
    let diagnostic = quote.with_data(Diagnostic::error(RULE.name, &quote.span, message(quote)));
    let file = &quote.metric.name.value;
    let help = match quote.verdict {
        Verdict::WrongWay if quote.meant.value.is_sign_negative() => text!(
            vi: "viết «giảm» trước con số, hoặc sửa số liệu của chỉ số «{file}»",
            en: "say that it fell, or correct the data of the metric “{file}”",
        ),
        Verdict::WrongWay => text!(
            vi: "viết «tăng» trước con số, hoặc sửa số liệu của chỉ số «{file}»",
            en: "say that it rose, or correct the data of the metric “{file}”",
        ),
        _ => {
            let right = quote.to_write();
            text!(
                vi: "viết «{right}», hoặc sửa số liệu của chỉ số «{file}»",
                en: "write “{right}”, or correct the data of the metric “{file}”",
            )
        }
    };
    diagnostic.help(help).help_if(other_figure(quote))
}

fn message(quote: &Quote<'_>) -> Text {
    let (written, Text { vi, en }) = (quote.written, quote.data());
    match quote.verdict {
        Verdict::WrongWay => wrong_way(quote),
        Verdict::WholeDiffers => match quote.meant.of {
            Some(of) => {
                let Text { vi, en } = in_both(|style| format_decimal(of.value, style));
                text!(
                    vi: "bài viết «{written}», nhưng tổng số là {vi}",
                    en: "the text says “{written}”, but the whole is {en}",
                )
            }
            None => text!(
                vi: "bài viết «{written}», nhưng số liệu không ghi tổng số",
                en: "the text says “{written}”, but the data give no whole",
            ),
        },
        Verdict::Unfit => text!(
            vi: "chữ đứng trước «{written}» không hợp: số liệu ghi {vi}",
            en: "the word before “{written}” does not fit: the data say {en}",
        ),
        _ => text!(
            vi: "bài viết «{written}», nhưng số liệu là {vi}",
            en: "the text says “{written}”, but the data say {en}",
        ),
    }
}

fn wrong_way(quote: &Quote<'_>) -> Text {
    let fell = quote.meant.value.is_sign_negative();
    let Text { vi, en } = quote.size();
    match fell {
        true => text!(
            vi: "số liệu giảm {vi}, nhưng bài không nói là giảm",
            en: "the figure fell by {en}, but the text does not say that it fell",
        ),
        false => text!(
            vi: "số liệu tăng {vi}, nhưng bài nói là giảm",
            en: "the figure rose by {en}, but the text says that it fell",
        ),
    }
}

/// Which figure of the observation the words do give, if it is another than the one named.
fn other_figure(quote: &Quote<'_>) -> Option<Text> {
    let others =
        [(None, Figured::Value)].into_iter().chain(Figured::WORDS.map(|(word, one)| (Some(word), one)));
    let agrees = |figure| {
        let readings = readings(quote.ledger, quote.observation, figure);
        judge(&readings, &quote.said).is_some_and(|(_, verdict)| verdict == Verdict::Agrees)
    };
    let (word, _) = others.filter(|(_, one)| *one != quote.figure).find(|(_, one)| agrees(*one))?;
    let written = quote.written;
    Some(match word {
        Some(word) => text!(
            vi: "nếu muốn nói «{written}» thì liên kết kết thúc bằng #{word}",
            en: "if “{written}” is what you mean, end the link with #{word}",
        ),
        None => text!(
            vi: "nếu muốn nói «{written}» thì bỏ phần sau dấu # của liên kết",
            en: "if “{written}” is what you mean, leave out what stands behind # in the link",
        ),
    })
}
