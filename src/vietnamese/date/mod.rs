//! Reading of dates as Vietnamese texts write them: `ngày 24/11/2022`, `quý I/2024`, `từ ngày 04 - 10/3/2024`.
//!
//! Reads only what the words say: a date without its year stays without one, the lunar calendar is not read,
//! an impossible day is no date. Formats nothing.

mod day;
mod period;

use std::ops::Range;

use self::day::{day, day_month, day_span, iso_day};
use self::period::{month, part_of_year, quarter, year, years};
use super::letter::is_alphanumeric;
use super::scan::Cursor;

/// A date, or a span of them, as far as the words give it.
///
/// Months and days count from 1 and are possible ones; first and last are both included and in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are what they are called")]
pub enum WrittenDate {
    Day {
        year: i32,
        month: u32,
        day: u32,
    },
    /// The year is not written; 29/2 is possible.
    DayMonth {
        month: u32,
        day: u32,
    },
    Month {
        year: i32,
        month: u32,
    },
    Quarter {
        year: i32,
        quarter: u32,
    },
    Year {
        year: i32,
    },
    /// Year, month and day.
    Days {
        first: (i32, u32, u32),
        last: (i32, u32, u32),
    },
    /// Month and day; the year is not written, and the last may lie in the next one.
    DayMonths {
        first: (u32, u32),
        last: (u32, u32),
    },
    /// Year and month.
    Months {
        first: (i32, u32),
        last: (i32, u32),
    },
    Years {
        first: i32,
        last: i32,
    },
}

/// Reads a text that is nothing but a date, with or without the words that introduce one.
///
/// More forms count than in running text, where `13/6`, `11/2022` and `24.11.2022` could be something else.
pub fn read_date(text: &str) -> Option<WrittenDate> {
    let (date, end) = date_at(Cursor::new(text, 0).spaces(), Setting::Alone)?;
    end.spaces().next().is_none().then_some(date)
}

/// Finds the dates in running text; the ranges are bytes, in order, and include introducing words like `ngày`.
///
/// `13/6` is a date after a word that says so, or at a sentence's head before a comma; `24/24 xã` never is.
pub fn dates_in(text: &str) -> Vec<(Range<usize>, WrittenDate)> {
    let mut found = Vec::new();
    let Some(last_digit) = text.bytes().rposition(|byte| byte.is_ascii_digit()) else { return found };
    let mut cursor = Cursor::new(text, 0);
    while cursor.at() <= last_digit {
        if let Some((date, end)) = may_begin(cursor).then(|| date_at(cursor, Setting::Running)).flatten() {
            found.push((cursor.at()..end.at(), date));
            cursor = end;
        } else {
            cursor = cursor.skip_word();
        }
    }
    found
}

/// The number of days of a month of the Gregorian calendar; 0 where `month` is none of 1 to 12.
pub fn days_in_month(year: i32, month: u32) -> u32 {
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    }
}

/// Where the words stand: alone as a value, or in a text full of other numbers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Setting {
    Alone,
    Running,
}

/// What a pattern that fits gives: the date, and the place behind it.
type Read<'a> = Option<(WrittenDate, Cursor<'a>)>;

const DASHES: [char; 3] = ['-', '–', '—'];

fn may_begin(cursor: Cursor<'_>) -> bool {
    // Dates begin with a digit or with one of the words of their forms: từ, ngày, tháng, T, quý, giai đoạn, năm học,
    // niên khóa, nhiệm kỳ, năm.
    let first = cursor.next().map(|first| first.to_ascii_lowercase());
    if !first.is_some_and(|first| matches!(first, '0'..='9' | 't' | 'n' | 'q' | 'g')) {
        return false;
    }
    let mut before = cursor.before().chars().rev();
    match before.next() {
        Some('/') => false,
        // Inside 29A-123 or 1.500/2 the digits behind the sign are no beginning.
        Some('.' | ',' | ':' | '-' | '–') => !before.next().is_some_and(is_alphanumeric),
        Some(previous) => !is_alphanumeric(previous),
        None => true,
    }
}

fn date_at(cursor: Cursor<'_>, setting: Setting) -> Read<'_> {
    day_span(cursor)
        .or_else(|| iso_day(cursor))
        .or_else(|| day(cursor, setting))
        .or_else(|| part_of_year(cursor))
        .or_else(|| month(cursor, setting))
        .or_else(|| quarter(cursor))
        .or_else(|| years(cursor))
        .or_else(|| day_month(cursor, setting))
        .or_else(|| year(cursor, setting))
        .filter(|(_, end)| ends(*end))
}

/// Whether nothing goes on here that would make the digits part of something longer.
fn ends(end: Cursor<'_>) -> bool {
    match end.next() {
        Some('.' | ',' | ':' | '-' | '–') => !end.second().is_some_and(|next| next.is_ascii_digit()),
        Some(next) => !is_alphanumeric(next) && next != '/',
        None => true,
    }
}

/// One or two digits.
fn small_number(cursor: Cursor<'_>) -> Option<(u32, Cursor<'_>)> {
    let (digits, end) = cursor.digits();
    let number = if digits.len() <= 2 { digits.parse().ok()? } else { return None };
    Some((number, end))
}

/// Four digits, the first of which is not 0.
fn full_year(cursor: Cursor<'_>) -> Option<(i32, Cursor<'_>)> {
    let (digits, end) = cursor.digits();
    let year =
        if digits.len() == 4 && !digits.starts_with('0') { digits.parse().ok()? } else { return None };
    Some((year, end))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::WrittenDate::*;
    use super::*;

    #[track_caller]
    fn check_whole(written: &str, expected: Option<WrittenDate>) {
        assert_eq!(read_date(written), expected, "{written}");
    }

    /// The dates of a running text as (words, date).
    #[track_caller]
    fn check_found(text: &str, expected: &[(&str, WrittenDate)]) {
        let found: Vec<_> = dates_in(text).into_iter().map(|(bytes, date)| (&text[bytes], date)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn days_in_all_their_forms() {
        let day = Some(Day { year: 2022, month: 11, day: 24 });
        for written in
            ["24/11/2022", "ngày 24/11/2022", "24-11-2022", "24.11.2022", " ngày 24.11.2022 ", "2022-11-24"]
        {
            check_whole(written, day);
        }
        for written in
            ["ngày 06 tháng 01 năm 2022", "6 tháng 1 năm 2022", "ngày 6 tháng 1/2022", "Ngày 06/01/2022"]
        {
            check_whole(written, Some(Day { year: 2022, month: 1, day: 6 }));
        }
        check_whole("29/2/2024", Some(Day { year: 2024, month: 2, day: 29 }));
    }

    #[test]
    fn parts_of_years() {
        for written in ["tháng 2/2024", "tháng 02 năm 2024", "T2/2024", "2/2024"] {
            check_whole(written, Some(Month { year: 2024, month: 2 }));
        }
        for written in ["quý I/2024", "quý 1/2024", "quý I năm 2024", "Quý 1 năm 2024"] {
            check_whole(written, Some(Quarter { year: 2024, quarter: 1 }));
        }
        check_whole("quý IV/2024", Some(Quarter { year: 2024, quarter: 4 }));
        check_whole("6 tháng đầu năm 2024", Some(Months { first: (2024, 1), last: (2024, 6) }));
        check_whole("6 tháng cuối năm 2024", Some(Months { first: (2024, 7), last: (2024, 12) }));
        check_whole("năm 2024", Some(Year { year: 2024 }));
        check_whole("2024", Some(Year { year: 2024 }));
        check_whole("năm học 2024 - 2025", Some(Years { first: 2024, last: 2025 }));
        check_whole("giai đoạn 2022 - 2025", Some(Years { first: 2022, last: 2025 }));
        check_whole("giai đoạn 2022–2025", Some(Years { first: 2022, last: 2025 }));
    }

    #[test]
    fn the_end_of_a_span_lends_month_and_year() {
        let days = Some(Days { first: (2024, 3, 4), last: (2024, 3, 10) });
        for written in [
            "từ ngày 04 - 10/3/2024",
            "từ 04/3 đến 10/3/2024",
            "từ ngày 04 đến ngày 10/3/2024",
            "04-10/3/2024",
            "từ ngày 04/3/2024 đến hết ngày 10/3/2024",
            "từ ngày 4 đến ngày 10 tháng 3 năm 2024",
        ] {
            check_whole(written, days);
        }
        check_whole("28/12/2023 - 02/01/2024", Some(Days { first: (2023, 12, 28), last: (2024, 1, 2) }));
        check_whole("từ ngày 04 - 10/3", Some(DayMonths { first: (3, 4), last: (3, 10) }));
        check_whole("từ ngày 10/3/2024 đến ngày 04/3/2024", None);
    }

    #[test]
    fn impossible_and_unfinished_dates_are_none() {
        for written in [
            "31/02/2022",
            "29/2/2023",
            "13/13",
            "0/1",
            "32/1",
            "24/24",
            "24/7",
            "1/500",
            "13/2024",
            "quý 5/2024",
            "9 tháng đầu năm",
            "rằm tháng Giêng",
            "12 tháng đầu năm 2024",
            "2025-2022",
            "",
            "ngày",
            "24/11/22",
        ] {
            check_whole(written, None);
        }
    }

    #[test]
    fn a_day_without_a_year_stays_without() {
        check_whole("13/6", Some(DayMonth { month: 6, day: 13 }));
        check_whole("ngày 24/7", Some(DayMonth { month: 7, day: 24 }));
        check_whole("ngày 22/3", Some(DayMonth { month: 3, day: 22 }));
        check_whole("29/2", Some(DayMonth { month: 2, day: 29 }));
        check_whole("ngày 6 tháng 1", Some(DayMonth { month: 1, day: 6 }));
    }

    #[test]
    fn dates_are_found_in_sentences() {
        let june = DayMonth { month: 6, day: 13 };
        check_found("Chiều 13/6, đoàn kiểm tra", &[("13/6", june)]);
        check_found("13/6, đoàn kiểm tra", &[("13/6", june)]);
        check_found("Xong. 13/6: kiểm tra", &[("13/6", june)]);
        check_found("Sáng thứ Năm (13/6)", &[("13/6", june)]);
        check_found(
            "Quyết định 06/QĐ-TTg ngày 06/01/2022 cho giai đoạn 2022 - 2025, tầm nhìn đến năm 2030.",
            &[
                ("ngày 06/01/2022", Day { year: 2022, month: 1, day: 6 }),
                ("giai đoạn 2022 - 2025", Years { first: 2022, last: 2025 }),
                ("năm 2030", Year { year: 2030 }),
            ],
        );
        check_found("trước ngày 31/12/2022.", &[("ngày 31/12/2022", Day { year: 2022, month: 12, day: 31 })]);
        check_found("kế hoạch 2022-2025", &[("2022-2025", Years { first: 2022, last: 2025 })]);
    }

    #[test]
    fn shares_scales_and_codes_are_no_dates() {
        for text in [
            "1/3 số hộ và 2/3 dân số",
            "24/24 xã",
            "bản đồ 1/500",
            "trực 24/7",
            "còn 1.223/2.376 hồ sơ",
            "9/12 thôn",
            "xe 29A-123.45",
            "06/QĐ-TTg",
            "42/2022/NĐ-CP",
            "mục 1.2.2024",
            "TCVN ISO 9001:2015",
            "297 thôn",
            "từ 1/3 đến 2/3 số hộ",
            "ngày 31/02/2022",
            "2.024 hồ sơ",
        ] {
            check_found(text, &[]);
        }
    }

    #[test]
    fn months_have_their_days() {
        assert_eq!([2023, 2024, 1900, 2000].map(|year| days_in_month(year, 2)), [28, 29, 28, 29]);
        assert_eq!((0..=13).map(|month| days_in_month(2023, month)).sum::<u32>(), 365);
        assert_eq!((days_in_month(2024, 0), days_in_month(2024, 13)), (0, 0));
    }

    proptest! {
        #[test]
        fn every_day_is_read_back(year in 1000..9999i32, month in 1..=12u32, day in 1..=31u32) {
            let expected = (day <= days_in_month(year, month)).then_some(Day { year, month, day });
            prop_assert_eq!(read_date(&format!("{day}/{month}/{year}")), expected);
            prop_assert_eq!(read_date(&format!("ngày {day:02} tháng {month:02} năm {year}")), expected);
            prop_assert_eq!(read_date(&format!("{year}-{month:02}-{day:02}")), expected);
        }

        #[test]
        fn ranges_lie_in_the_text_in_order(text in "([0-9]{1,4}|[/.,: -]|ngày |tháng |năm |từ |đến |quý I|T|\\PC){0,20}") {
            let mut last = 0;
            for (bytes, _) in dates_in(&text) {
                prop_assert!(last <= bytes.start && bytes.start < bytes.end && text.get(bytes.clone()).is_some());
                last = bytes.end;
            }
            let _ = read_date(&text);
        }
    }
}
