//! Dates of a bulletin that can't be before its own: when it was changed, corrected, until when it is shown.

use super::fields::Fields;
use super::locality::day;
use crate::diagnostic::{Diagnostic, Diagnostics, Text, text};
use crate::model::{Day, Period};
use crate::source::Span;

/// Which date of a bulletin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateOf {
    /// `updated`.
    Update,
    /// `date` of a correction.
    Correction,
    /// `closes` of the poll.
    PollsEnd,
    /// `expires`.
    Expiry,
}

/// A date that is the bulletin's own or later.
pub(super) struct LaterDate {
    /// Which.
    pub of: DateOf,
    /// When.
    pub period: Period,
    /// Where it stands.
    pub span: Span,
}

impl LaterDate {
    /// Takes a whole day of a mapping, and puts it down among a bulletin's dates.
    pub fn take_day(
        fields: &mut Fields<'_, '_>,
        key: &'static str,
        of: DateOf,
        dates: &mut Vec<Self>,
    ) -> Option<Day> {
        let span = fields.take(key)?.span.clone();
        let day = day(fields, key)?;
        dates.push(Self { of, period: Period::Day(day), span });
        Some(day)
    }
}

/// Warns of dates that are surely before the bulletin's, however exactly that is known.
pub(super) fn check_order(own: Period, at: &Span, dates: &[LaterDate], out: &mut Diagnostics) {
    for date in dates.iter().filter(|date| date.period.last_day() < own.first_day()) {
        let (Text { vi, en }, help) = words(date.of);
        let (own_vi, own_en) = (own.in_vietnamese(), own.iso());
        let (date_vi, date_en) = (date.period.in_vietnamese(), date.period.iso());
        let message = text!(
            vi: "{vi} ({date_vi}) sớm hơn ngày của bài ({own_vi})",
            en: "{en} ({date_en}) is before the bulletin's date ({own_en})",
        );
        let here = text!(vi: "ngày của bài ở đây", en: "the bulletin's date is here");
        out.push(Diagnostic::warning("date-before-bulletin", &date.span, message).label(at, here).help(help));
    }
}

/// What a date is called, and what to do about it.
fn words(of: DateOf) -> (Text, Text) {
    match of {
        DateOf::Update => (
            text!(vi: "ngày sửa bài", en: "the day on which it was changed"),
            text!(vi: "sửa lại một trong hai ngày, hoặc bỏ `updated`", en: "correct one of the two dates, or remove `updated`"),
        ),
        DateOf::Correction => (
            text!(vi: "ngày đính chính", en: "the day of the correction"),
            text!(
                vi: "chưa đăng thì chưa thể đính chính: sửa lại một trong hai ngày",
                en: "what is not published yet can't be corrected: correct one of the two dates",
            ),
        ),
        DateOf::PollsEnd => (
            text!(vi: "ngày đóng bình chọn", en: "the last day of the poll"),
            text!(
                vi: "sửa lại một trong hai ngày; nếu bài chỉ đưa kết quả, ghi vào đầu bài `accept: [{{rule: date-before-bulletin, reason: …}}]`",
                en: "correct one of the two dates; if the text only reports the result, put `accept: [{{rule: date-before-bulletin, reason: …}}]` into the front matter",
            ),
        ),
        DateOf::Expiry => (
            text!(vi: "ngày hết hạn", en: "the last day in lists"),
            text!(
                vi: "bài hết hạn trước ngày đăng thì không danh sách nào có: sửa lại một trong hai ngày",
                en: "a bulletin that expires before its day stands in no list: correct one of the two dates",
            ),
        ),
    }
}
