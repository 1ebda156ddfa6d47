//! Days and spans of days, as texts write them: `24/11/2022`, `ngày 22/3`, `từ ngày 04 - 10/3/2024`.

use super::period::year_behind_month;
use super::{DASHES, Read, Setting, WrittenDate, days_in_month, full_year, small_number};
use crate::vietnamese::scan::{Cursor, strip_last_words};

/// A day as far as it is written where it stands; the other end of a span may lend it month and year.
#[derive(Clone, Copy)]
struct Point {
    day: u32,
    month: Option<u32>,
    year: Option<i32>,
}

/// A leap year, in which every day of the calendar is possible.
const ANY_YEAR: i32 = 2000;

/// Words after which `13/6` is a day.
const DAY_CUES: [&str; 15] = [
    "ngày",
    "sáng",
    "trưa",
    "chiều",
    "tối",
    "đêm",
    "hôm nay",
    "hôm qua",
    "thứ hai",
    "thứ ba",
    "thứ tư",
    "thứ năm",
    "thứ sáu",
    "thứ bảy",
    "chủ nhật",
];

/// `từ ngày 04 - 10/3/2024`, `từ 04/3 đến 10/3/2024`, `ngày 04 đến ngày 10/3`.
pub(super) fn day_span(cursor: Cursor<'_>) -> Read<'_> {
    let start = cursor.one_of(&["từ"]).unwrap_or(cursor);
    let named = start.one_of(&["ngày"]);
    let (first, end) = point(named.unwrap_or(start))?;
    let end = end.spaces();
    let end = end.sign(&DASHES).or_else(|| end.words("đến hết")).or_else(|| end.words("đến"))?.spaces();
    let (last, end) = point(end.one_of(&["ngày"]).unwrap_or(end))?;
    let month = last.month?;
    let first_day = (first.month.unwrap_or(month), first.day);
    let last_day = (month, last.day);
    let Some(year) = last.year else {
        // Shares look alike: "từ 1/3 đến 2/3 số hộ".
        let possible = named.is_some()
            && first.year.is_none()
            && is_day(ANY_YEAR, first_day)
            && is_day(ANY_YEAR, last_day);
        return possible.then_some((WrittenDate::DayMonths { first: first_day, last: last_day }, end));
    };
    let first_year = first.year.unwrap_or(year);
    let (first, last) = ((first_year, first_day.0, first_day.1), (year, last_day.0, last_day.1));
    let possible = is_day(first_year, first_day) && is_day(year, last_day) && first <= last;
    possible.then_some((WrittenDate::Days { first, last }, end))
}

/// `04`, `04/3`, `04/3/2024`, `04 tháng 3`, `04 tháng 3 năm 2024`.
fn point(cursor: Cursor<'_>) -> Option<(Point, Cursor<'_>)> {
    if let Some(((year, month, day), end)) =
        three_parts(cursor, &['/', '-', '.']).or_else(|| long_day(cursor))
    {
        return Some((Point { day, month: Some(month), year: Some(year) }, end));
    }
    let (day, end) = small_number(cursor)?;
    if let Some((month, end)) = end.sign(&['/']).and_then(small_number).or_else(|| month_word(end)) {
        return Some((Point { day, month: Some(month), year: None }, end));
    }
    Some((Point { day, month: None, year: None }, end))
}

/// `2022-11-24`.
pub(super) fn iso_day(cursor: Cursor<'_>) -> Read<'_> {
    let (year, end) = full_year(cursor)?;
    let (month, end) = small_number(end.sign(&['-'])?)?;
    let (day, end) = small_number(end.sign(&['-'])?)?;
    is_day(year, (month, day)).then_some((WrittenDate::Day { year, month, day }, end))
}

/// `ngày 24/11/2022`, `24-11-2022`, `ngày 24.11.2022`, `6 tháng 1 năm 2022`, `ngày 6 tháng 1/2022`.
pub(super) fn day(cursor: Cursor<'_>, setting: Setting) -> Read<'_> {
    let named = cursor.one_of(&["ngày"]);
    let cursor = named.unwrap_or(cursor);
    // Without the word, dots may number a section or a version.
    let signs: &[char] =
        if named.is_some() || setting == Setting::Alone { &['/', '-', '.'] } else { &['/', '-'] };
    let ((year, month, day), end) = three_parts(cursor, signs).or_else(|| long_day(cursor))?;
    is_day(year, (month, day)).then_some((WrittenDate::Day { year, month, day }, end))
}

fn three_parts<'a>(cursor: Cursor<'a>, signs: &[char]) -> Option<((i32, u32, u32), Cursor<'a>)> {
    let (day, end) = small_number(cursor)?;
    let sign = [end.next()?];
    let (month, end) = small_number(end.sign(signs)?)?;
    let (year, end) = full_year(end.sign(&sign)?)?;
    Some(((year, month, day), end))
}

fn long_day(cursor: Cursor<'_>) -> Option<((i32, u32, u32), Cursor<'_>)> {
    let (day, end) = small_number(cursor)?;
    let (month, end) = month_word(end)?;
    let (year, end) = year_behind_month(end)?;
    Some(((year, month, day), end))
}

fn month_word(cursor: Cursor<'_>) -> Option<(u32, Cursor<'_>)> {
    small_number(cursor.spaces().one_of(&["tháng"])?)
}

/// `ngày 22/3`, `sáng 13/6`, `ngày 6 tháng 1`; alone also `13/6`.
pub(super) fn day_month(cursor: Cursor<'_>, setting: Setting) -> Read<'_> {
    let named = cursor.one_of(&["ngày"]);
    let (day, end) = small_number(named.unwrap_or(cursor))?;
    let (month, end) = match end.sign(&['/']) {
        Some(end) => small_number(end)?,
        None if named.is_some() || setting == Setting::Alone => month_word(end)?,
        None => return None,
    };
    // 24/7 is "round the clock" where nothing says day.
    let alone = setting == Setting::Alone && (day, month) != (24, 7);
    let certain = named.is_some() || alone || is_day_here(cursor, end);
    (certain && is_day(ANY_YEAR, (month, day))).then_some((WrittenDate::DayMonth { month, day }, end))
}

/// Whether the words around make two numbers with a stroke a day and not a share.
fn is_day_here(start: Cursor<'_>, end: Cursor<'_>) -> bool {
    let before = start.before().trim_end();
    let cue = before.trim_end_matches([',', '(']);
    if DAY_CUES.iter().any(|words| strip_last_words(cue, words).is_some()) {
        return true;
    }
    let head = before.is_empty() || before.ends_with(['.', '!', '?']) || start.before().ends_with('\n');
    head && matches!(end.next(), Some(',' | ':'))
}

fn is_day(year: i32, (month, day): (u32, u32)) -> bool {
    (1..=days_in_month(year, month)).contains(&day)
}
