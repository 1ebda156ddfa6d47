//! What is longer than a day, as texts write it: `tháng 2/2024`, `quý I/2024`, `6 tháng đầu năm 2024`, `giai đoạn
//! 2022 - 2025`.

use super::{DASHES, Read, Setting, WrittenDate, full_year, small_number};
use crate::vietnamese::scan::Cursor;

/// `/2024` or ` năm 2024`.
pub(super) fn year_behind_month(cursor: Cursor<'_>) -> Option<(i32, Cursor<'_>)> {
    let spaced = cursor.spaces();
    full_year(cursor.sign(&['/']).or_else(|| spaced.one_of(&["năm"]))?)
}

/// `6 tháng đầu năm 2024`, `3 tháng cuối năm 2024`.
pub(super) fn part_of_year(cursor: Cursor<'_>) -> Read<'_> {
    let (count, end) = small_number(cursor)?;
    let end = end.spaces();
    let (first, end) = match end.words("tháng đầu năm") {
        Some(end) => (1, end),
        None => (13_u32.checked_sub(count)?, end.words("tháng cuối năm")?),
    };
    let (year, end) = full_year(end.spaces())?;
    let last = first + count - 1;
    let possible = (1..12).contains(&count) && last <= 12;
    possible.then_some((WrittenDate::Months { first: (year, first), last: (year, last) }, end))
}

/// `tháng 2/2024`, `tháng 02 năm 2024`, `T2/2024`; alone also `2/2024`.
pub(super) fn month(cursor: Cursor<'_>, setting: Setting) -> Read<'_> {
    let named = cursor.one_of(&["tháng"]).or_else(|| cursor.sign(&['T']));
    let start = match named {
        Some(start) => start,
        None if setting == Setting::Alone => cursor,
        None => return None,
    };
    let (month, end) = small_number(start)?;
    let (year, end) = year_behind_month(end)?;
    (1..=12).contains(&month).then_some((WrittenDate::Month { year, month }, end))
}

/// `quý I/2024`, `quý 1/2024`, `quý I năm 2024`.
pub(super) fn quarter(cursor: Cursor<'_>) -> Read<'_> {
    let start = cursor.one_of(&["quý"])?;
    let roman = [("III", 3), ("II", 2), ("IV", 4), ("I", 1)];
    let (quarter, end) = roman
        .iter()
        .find_map(|(written, quarter)| Some((*quarter, start.words(written)?)))
        .or_else(|| small_number(start))?;
    let (year, end) = year_behind_month(end)?;
    (1..=4).contains(&quarter).then_some((WrittenDate::Quarter { year, quarter }, end))
}

/// `năm học 2024 - 2025`, `giai đoạn 2022 - 2025`, `từ năm 2022 đến năm 2025`, `2022-2025`.
pub(super) fn years(cursor: Cursor<'_>) -> Read<'_> {
    let cues = ["giai đoạn", "năm học", "niên khóa", "nhiệm kỳ", "từ năm", "năm"];
    let start = cursor.one_of(&cues).unwrap_or(cursor);
    let (first, end) = full_year(start)?;
    let end = end.spaces();
    let joined = end.sign(&DASHES).or_else(|| end.words("đến năm")).or_else(|| end.words("đến"))?;
    let (last, end) = full_year(joined.spaces())?;
    // Bare numbers may be anything; far from our time they are no years.
    let believable =
        start.at() > cursor.at() || (1900..2200).contains(&first) && (1900..2200).contains(&last);
    (believable && first < last).then_some((WrittenDate::Years { first, last }, end))
}

/// `năm 2024`; alone also `2024`.
pub(super) fn year(cursor: Cursor<'_>, setting: Setting) -> Read<'_> {
    let start = match cursor.one_of(&["năm"]) {
        Some(start) => start,
        None if setting == Setting::Alone => cursor,
        None => return None,
    };
    let (year, end) = full_year(start)?;
    Some((WrittenDate::Year { year }, end))
}
