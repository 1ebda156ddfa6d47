//! What writers are asked about documents, where numbers leave it open.

use super::{Documents, Mention, year_of};
use crate::diagnostic::{Diagnostic, text};
use crate::model::{Day, Period};
use crate::parse::markdown::SaidDate;

impl Documents {
    /// Reports that several documents may be meant.
    pub(super) fn ambiguous(&self, mention: &Mention<'_>, several: &[usize]) -> Diagnostic {
        let number = mention.number.canonical();
        let (count, first) = (several.len(), &self.drafts[several[0]].document.slug);
        let error = Diagnostic::error(
            "ambiguous-document",
            mention.span,
            text!(
                vi: "có {count} văn bản mang số {number}",
                en: "{count} documents bear the number {number}",
            ),
        );
        several.iter().fold(error, |error, at| self.with_entry(error, *at)).help(text!(
            vi: "ghi rõ văn bản nào trong phần khai báo: `documents: [{first}]`",
            en: "say which one in the front matter: `documents: [{first}]`",
        ))
    }

    /// Asks whether a text means a document of another year than its own.
    pub(super) fn perhaps_another(&self, mention: &Mention<'_>, at: usize) -> Diagnostic {
        let (number, id) = (mention.number.canonical(), &self.drafts[at].document.slug);
        let year = |day: Option<Day>| day.map(year_of).unwrap_or_default();
        let (issued, written) =
            (year(self.drafts[at].document.date), year(mention.ground.and_then(|ground| ground.day)));
        let warning = Diagnostic::warning(
            "ambiguous-document",
            mention.span,
            text!(
                vi: "chưa rõ là {number} của năm nào: văn bản đã khai là của năm {issued}, bài này của năm {written}, mà số hiệu mỗi năm đánh lại từ đầu",
                en: "{number} of which year? The document described is of {issued}, this text of {written}, and numbers begin anew each year",
            ),
        );
        self.with_entry(warning, at)
            .help(text!(
                vi: "nếu là văn bản ấy, ghi vào phần khai báo `documents: [{id}]`",
                en: "if that document is meant, write `documents: [{id}]` into the front matter",
            ))
            .help(text!(
                vi: "nếu là văn bản khác, ghi năm hoặc ngày của nó ngay sau số hiệu: «{number} năm {written}»",
                en: "if another is meant, write its year or date right behind the number: “{number} ({written})”",
            ))
    }

    /// Asks whether a described document without a date is the one whose date a text says; once a document, since a
    /// line in its entry answers for all texts.
    pub(super) fn perhaps_undated(&mut self, key: &str, mention: &Mention<'_>) -> Option<Diagnostic> {
        let said = mention.date()?;
        let at = *self.by_number.get(key)?.iter().find(|at| {
            let entry = &self.drafts[**at];
            entry.is_undated && !entry.contradicts(mention.office()) && !self.is_elsewhere(**at, mention)
        })?;
        let (number, id) = (mention.number.canonical(), &self.drafts[at].document.slug);
        let span = self.drafts[at].document.span.as_ref().filter(|_| self.undated.insert(at))?;
        let (vi, en, date) = match said {
            SaidDate::Day(day) => {
                let (day, iso) = (Period::Day(day), Period::Day(day).iso());
                (format!("ngày {}", day.in_vietnamese()), iso.clone(), iso)
            }
            SaidDate::Year(year) => (format!("năm {year}"), year.to_string(), format!("{year}-…-…")),
        };
        let warning = Diagnostic::warning(
            "ambiguous-document",
            span,
            text!(
                vi: "«{id}» không ghi ngày, nên {number} {vi} mà bài nhắc tới được coi là một văn bản khác",
                en: "“{id}” has no date, so {number} of {en}, which a text cites, is taken for another document",
            ),
        );
        let warning = warning.label(mention.span, text!(vi: "nhắc tới ở đây", en: "cited here"));
        Some(
            warning
                .help(text!(
                    vi: "nếu là một văn bản, thêm vào mục này `date: {date}`",
                    en: "if it is the same, add to this entry `date: {date}`",
                ))
                .help(text!(
                    vi: "nếu là văn bản khác, khai nó thành một mục riêng, cũng với `date: {date}`",
                    en: "if it is another, give it an entry of its own, with `date: {date}` as well",
                )),
        )
    }

    fn with_entry(&self, found: Diagnostic, at: usize) -> Diagnostic {
        let document = &self.drafts[at].document;
        let Some(span) = &document.span else { return found };
        let (slug, issuer) = (&document.slug, document.issuer.as_deref().unwrap_or("?"));
        found.label(span, text!(vi: "{slug}: {issuer}", en: "{slug}: {issuer}"))
    }
}
