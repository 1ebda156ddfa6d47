//! Reads the dates of front matter and data files, and says what is wrong with impossible ones.

use serde::{Deserialize, Serialize};

use chrono::{FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeZone as _};

use crate::diagnostic::{Diagnostic, Diagnostics, Text, text};
use crate::model::{Clock, Moment, Period, TimeZone, When, days_in_month, moment_in};
use crate::source::Spanned;
use crate::vietnamese;

/// A date as written: not yet in the site's time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct WrittenDate {
    /// The day, or as much as was written.
    pub period: Period,
    time: Option<NaiveTime>,
    #[serde(with = "seconds_east")]
    offset: Option<FixedOffset>,
}

/// How a distance from UTC is kept: in seconds.
mod seconds_east {
    use chrono::FixedOffset;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[expect(clippy::ref_option, reason = "serde hands fields over like this")]
    pub(super) fn serialize<S: Serializer>(offset: &Option<FixedOffset>, to: S) -> Result<S::Ok, S::Error> {
        offset.map(|offset| offset.local_minus_utc()).serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<FixedOffset>, D::Error> {
        Ok(Option::deserialize(from)?.and_then(FixedOffset::east_opt))
    }
}

impl WrittenDate {
    /// The day, where a whole one was written.
    pub fn day(self) -> Option<NaiveDate> {
        if let Period::Day(day) = self.period { Some(day) } else { None }
    }

    /// Whether an hour was written.
    pub fn has_time(self) -> bool {
        self.time.is_some()
    }

    /// Whether its distance from UTC was written.
    pub fn has_zone(self) -> bool {
        self.offset.is_some()
    }

    /// What clocks and calendars in the site's zone show.
    pub fn when(self, zone: TimeZone) -> When {
        let (Some(_), Some(_)) = (self.time, self.day()) else {
            return When { period: self.period, time: None };
        };
        let local = self.moment(zone).naive_local();
        let clock = Clock { hour: chrono::Timelike::hour(&local), minute: chrono::Timelike::minute(&local) };
        When { period: Period::Day(local.date()), time: Some(clock) }
    }

    /// The moment at which it begins: a day without an hour begins at midnight in the site's zone.
    pub fn moment(self, zone: TimeZone) -> Moment {
        let local = NaiveDateTime::new(self.period.first_day(), self.time.unwrap_or_default());
        match self.offset {
            Some(offset) => match offset.from_local_datetime(&local).single() {
                Some(moment) => moment_in(zone, moment),
                None => local.and_utc().fixed_offset(),
            },
            // Clocks that are set forward skip an hour: what was written in it counts from UTC.
            None => zone
                .from_local_datetime(&local)
                .earliest()
                .map_or_else(|| local.and_utc().fixed_offset(), |moment| moment.fixed_offset()),
        }
    }
}

/// The last second of a day in a zone.
pub(super) fn last_moment(day: NaiveDate, zone: TimeZone) -> Moment {
    let next = day.succ_opt().unwrap_or(day);
    let midnight = WrittenDate { period: Period::Day(next), time: None, offset: None }.moment(zone);
    moment_in(zone, midnight - chrono::TimeDelta::seconds(1))
}

/// Reads a date; what is no date, or an impossible one, is reported.
pub(super) fn parse_date(written: &Spanned<String>, out: &mut Diagnostics) -> Option<WrittenDate> {
    match read(&written.value) {
        Ok(date) => Some(date),
        Err(Fault { message, help }) => {
            out.push(Diagnostic::error("invalid-date", &written.span, message).help(help));
            None
        }
    }
}

/// Reports a day and a month alone: the year that was inferred orders, what was written is shown.
pub(super) fn without_year(written: &Spanned<String>) -> Option<Diagnostic> {
    let shown = &written.value;
    let (day, month) = shown.split_once('/')?;
    let number = |part: &str| part.parse::<u32>().ok().filter(|_| part.len() <= 2);
    if !matches!((number(day)?, number(month)?), (1..=31, 1..=12)) {
        return None;
    }
    let message = text!(vi: "«{shown}» thiếu năm", en: "“{shown}” lacks its year");
    Some(Diagnostic::error("invalid-date", &written.span, message).help(text!(
        vi: "ghi cả năm; nếu nguồn không ghi năm, thêm `date_as_written: {shown}` và `date_note` nói vì sao chọn năm ấy",
        en: "add the year; if the source gives none, write `date_as_written: {shown}` and, in `date_note`, why it is that year",
    )))
}

/// Why a text is no date, and what to write.
#[derive(Debug, PartialEq)]
pub(crate) struct Fault {
    /// What is wrong.
    pub message: Text,
    /// What to write instead.
    pub help: Text,
}

/// Reads `2022-11-24`, `24/11/2022`, `2022-11-24T08:30+07:00`, `2022-11`, `11/2022`, `2024-Q1`, `2022`.
///
/// # Errors
///
/// Says what is wrong with what looks like a date, or that it does not look like one.
pub(crate) fn read(written: &str) -> Result<WrittenDate, Fault> {
    let (date, time) = match written.split_once(['T', ' ']) {
        Some((date, time)) => (date, Some(time.trim())),
        None => (written, None),
    };
    let period = period(date).ok_or_else(|| unreadable(written))??;
    let (time, offset) = match time {
        None => (None, None),
        Some(time) if matches!(period, Period::Day(_)) => {
            let (time, offset) = clock(time).ok_or_else(|| impossible_time(time))?;
            (Some(time), offset)
        }
        Some(_) => return Err(unreadable(written)),
    };
    Ok(WrittenDate { period, time, offset })
}

/// Reads a date that has to name its day, in the forms that [`read`] knows for one.
///
/// # Errors
///
/// As [`read`]; what is to be written instead is always a day.
pub(crate) fn read_day(written: &str) -> Result<WrittenDate, Fault> {
    let date = written.split(['T', ' ']).next().unwrap_or_default();
    let names_a_day = date.split(['-', '/']).count() == 3 && period(date).is_some();
    if names_a_day { read(written) } else { Err(no_day(written)) }
}

/// `None`: does not look like a date at all.
fn period(date: &str) -> Option<Result<Period, Fault>> {
    let parts: Vec<&str> = date.split(['-', '/']).collect();
    let number = |part: &str| {
        let digits = !part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| part.parse::<u32>().ok()).flatten()
    };
    // No calendar has a year 0.
    if parts.contains(&"0000") {
        return None;
    }
    let year_first = parts.first().is_some_and(|part| part.len() == 4);
    match *parts.as_slice() {
        [year] if year_first => Some(Ok(Period::Year(year_of(number(year)?)))),
        [year, quarter] if quarter.starts_with(['Q', 'q']) => {
            Some(quarter_of(year_of(number(year)?), number(&quarter[1..])?))
        }
        [year, month] if year_first => Some(month_of(year_of(number(year)?), number(month)?)),
        [month, year] if year.len() == 4 => Some(month_of(year_of(number(year)?), number(month)?)),
        [year, month, day] if year_first => {
            Some(day_of(year_of(number(year)?), number(month)?, number(day)?))
        }
        [day, month, year] if year.len() == 4 => {
            Some(day_of(year_of(number(year)?), number(month)?, number(day)?))
        }
        _ => None,
    }
}

/// Four digits always fit.
fn year_of(digits: u32) -> i32 {
    i32::try_from(digits).unwrap_or_default()
}

fn quarter_of(year: i32, quarter: u32) -> Result<Period, Fault> {
    if (1..=4).contains(&quarter) {
        return Ok(Period::Quarter(year, quarter));
    }
    Err(Fault {
        message: text!(vi: "không có quý {quarter}", en: "there is no quarter {quarter}"),
        help: text!(vi: "viết từ {year}-Q1 đến {year}-Q4", en: "write {year}-Q1 to {year}-Q4"),
    })
}

fn month_of(year: i32, month: u32) -> Result<Period, Fault> {
    if (1..=12).contains(&month) { Ok(Period::Month(year, month)) } else { Err(no_such_month(month)) }
}

fn day_of(year: i32, month: u32, day: u32) -> Result<Period, Fault> {
    if !(1..=12).contains(&month) {
        let swapped = NaiveDate::from_ymd_opt(year, day, month).filter(|_| month > 12);
        return Err(swapped.map_or_else(|| no_such_month(month), |day| Fault {
            message: no_such_month(month).message,
            help: {
                let better = day.format("%d/%m/%Y");
                text!(vi: "ngày đứng trước tháng: viết {better}", en: "the day stands before the month: write {better}")
            },
        }));
    }
    NaiveDate::from_ymd_opt(year, month, day).map(Period::Day).ok_or_else(|| {
        let (days, name) = (days_in_month(year, month), english_month(month));
        Fault {
            message: text!(vi: "tháng {month}/{year} có {days} ngày", en: "{name} {year} has {days} days"),
            help: text!(vi: "sửa lại ngày cho đúng", en: "correct the day"),
        }
    })
}

fn no_such_month(month: u32) -> Fault {
    Fault {
        message: text!(vi: "không có tháng {month}", en: "there is no month {month}"),
        help: text!(
            vi: "viết ngày/tháng/năm, ví dụ 24/11/2022, hoặc năm-tháng-ngày: 2022-11-24",
            en: "write day/month/year, such as 24/11/2022, or year-month-day: 2022-11-24",
        ),
    }
}

fn english_month(month: u32) -> &'static str {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    month.checked_sub(1).and_then(|at| MONTHS.get(at as usize)).copied().unwrap_or_default()
}

/// `08:30`, `08:30:00`, either with `Z` or a distance from UTC.
fn clock(time: &str) -> Option<(NaiveTime, Option<FixedOffset>)> {
    let (time, offset) = match time.find(['Z', '+', '-']) {
        Some(at) => {
            let (time, zone) = time.split_at(at);
            (time, Some(offset(zone)?))
        }
        None => (time, None),
    };
    let parts: Vec<u32> = time.split(':').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let time = match *parts.as_slice() {
        [hour, minute] => NaiveTime::from_hms_opt(hour, minute, 0),
        [hour, minute, second] => NaiveTime::from_hms_opt(hour, minute, second),
        _ => None,
    };
    Some((time?, offset))
}

fn offset(zone: &str) -> Option<FixedOffset> {
    if zone == "Z" {
        return FixedOffset::east_opt(0);
    }
    let (hours, minutes) = zone.get(1..)?.split_once(':').or_else(|| zone.get(1..3).zip(zone.get(3..)))?;
    let two_digits = |text: &str| match text.as_bytes() {
        [b'0'..=b'9', b'0'..=b'9'] | [b'0'..=b'9'] => text.parse::<i32>().ok(),
        _ => None,
    };
    let minutes = if minutes.is_empty() { 0 } else { two_digits(minutes)? };
    let seconds = two_digits(hours)? * 3600 + minutes * 60;
    if zone.starts_with('-') { FixedOffset::west_opt(seconds) } else { FixedOffset::east_opt(seconds) }
}

fn impossible_time(time: &str) -> Fault {
    Fault {
        message: text!(vi: "«{time}» không phải là giờ", en: "“{time}” is not a time of day"),
        help: text!(
            vi: "viết giờ:phút và múi giờ, ví dụ 2022-11-24T08:30+07:00",
            en: "write hour:minute and the zone, such as 2022-11-24T08:30+07:00",
        ),
    }
}

/// What Vietnamese words say, as the data files know it: "Quý 1/2025".
fn in_words(written: &str) -> Option<Period> {
    // "Q1/2025", as tables have it.
    let quarter =
        written.trim().strip_prefix(['Q', 'q']).filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let spelled = quarter.map(|rest| format!("quý {}", rest.replace('-', "/")));
    match vietnamese::read_date(spelled.as_deref().unwrap_or(written))? {
        vietnamese::WrittenDate::Day { year, month, day } => {
            Some(Period::Day(NaiveDate::from_ymd_opt(year, month, day)?))
        }
        vietnamese::WrittenDate::Month { year, month } => Some(Period::Month(year, month)),
        vietnamese::WrittenDate::Quarter { year, quarter } => Some(Period::Quarter(year, quarter)),
        vietnamese::WrittenDate::Year { year } => Some(Period::Year(year)),
        _ => None,
    }
}

fn no_day(written: &str) -> Fault {
    let help = match in_words(written) {
        Some(Period::Day(day)) => text!(vi: "viết {day}", en: "write {day}"),
        _ => text!(
            vi: "viết một ngày, như 2022-11-24 hoặc 24/11/2022, hoặc một thời điểm, như 2022-11-24T17:00+07:00",
            en: "write a day, such as 2022-11-24 or 24/11/2022, or a moment, such as 2022-11-24T17:00+07:00",
        ),
    };
    Fault {
        message: text!(vi: "«{written}» không phải là một ngày", en: "“{written}” is not a day"), help
    }
}

fn unreadable(written: &str) -> Fault {
    if let Some(form) = in_words(written).map(Period::iso) {
        return Fault {
            message: text!(vi: "«{written}» chưa đúng dạng của tệp dữ liệu", en: "“{written}” is not the form of data files"),
            help: text!(vi: "viết `{form}`", en: "write `{form}`"),
        };
    }
    Fault {
        message: text!(vi: "«{written}» không phải là ngày", en: "“{written}” is not a date"),
        help: text!(
            vi: "viết 2022-11-24 hoặc 24/11/2022; chỉ biết tháng thì viết 2022-11, chỉ biết năm thì viết 2022",
            en: "write 2022-11-24 or 24/11/2022; where only the month is known 2022-11, only the year 2022",
        ),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::source::{SourceFile, Sources, Span};

    #[track_caller]
    fn check(written: &str, expected: &str) {
        let shown = match read(written) {
            Ok(date) => match date.when(chrono_tz::Asia::Ho_Chi_Minh) {
                When { period, time: Some(Clock { hour, minute }) } => {
                    format!("{} {hour:02}:{minute:02}", period.iso())
                }
                When { period, time: None } => period.iso(),
            },
            Err(fault) => fault.message.vi,
        };
        assert_eq!(shown, expected, "{written}");
    }

    #[test]
    fn every_form_of_the_content_format_is_read() {
        check("2022-11-24", "2022-11-24");
        check("24/11/2022", "2022-11-24");
        check("4/1/2022", "2022-01-04");
        check("2022-11-24T08:30+07:00", "2022-11-24 08:30");
        check("2022-11-24T20:30Z", "2022-11-25 03:30");
        check("2022-11-24 08:30", "2022-11-24 08:30");
        check("2022-11", "2022-11");
        check("11/2022", "2022-11");
        check("2022", "2022");
        check("2024-Q1", "2024-Q1");
    }

    #[test]
    fn impossible_dates_say_why() {
        check("31/02/2024", "tháng 2/2024 có 29 ngày");
        check("2023-02-29", "tháng 2/2023 có 28 ngày");
        check("31/4/2023", "tháng 4/2023 có 30 ngày");
        check("0/4/2023", "tháng 4/2023 có 30 ngày");
        check("11/24/2022", "không có tháng 24");
        check("2024-Q5", "không có quý 5");
        check("2022-11-24T25:00+07:00", "«25:00+07:00» không phải là giờ");
        check("hôm qua", "«hôm qua» không phải là ngày");
        check("24/11", "«24/11» không phải là ngày");
        check("0000-01-01", "«0000-01-01» không phải là ngày");
        check("2022-11-24T08:30+9999999:00", "«08:30+9999999:00» không phải là giờ");
        check("2022-11-24T08:30+-7:00", "«08:30+-7:00» không phải là giờ");
    }

    #[test]
    fn dates_in_words_are_answered_with_the_form_to_write() {
        for (written, form) in [
            ("Quý 1/2025", "2025-Q1"),
            ("quý I/2025", "2025-Q1"),
            ("Q1/2025", "2025-Q1"),
            ("tháng 11/2022", "2022-11"),
            ("năm 2022", "2022"),
            ("ngày 24 tháng 11 năm 2022", "2022-11-24"),
            ("24.11.2022", "2022-11-24"),
        ] {
            let fault = read(written).expect_err("words are no form of data files");
            assert_eq!(fault.help.vi, format!("viết `{form}`"), "{written}");
        }
    }

    #[test]
    fn where_a_day_is_wanted_nothing_but_a_day_is_offered() {
        for (written, offered) in [
            ("abc", "viết một ngày, như"),
            ("a/b/c", "viết một ngày, như"),
            ("2022", "viết một ngày, như"),
            ("2022-11", "viết một ngày, như"),
            ("2024-Q5", "viết một ngày, như"),
            ("2022-11 08:30", "viết một ngày, như"),
            ("Quý 1/2025", "viết một ngày, như"),
            ("ngày 24 tháng 11 năm 2022", "viết 2022-11-24"),
            ("11/24/2022", "ngày đứng trước tháng: viết 24/11/2022"),
            ("31/02/2024", "sửa lại ngày cho đúng"),
            ("2022-11-24T25:00", "viết giờ:phút và múi giờ"),
        ] {
            let fault = read_day(written).expect_err("no day");
            assert!(fault.help.vi.starts_with(offered), "{written}: {}", fault.help.vi);
        }
        for day in ["2022-11-24", "24/11/2022", "2022-11-24T17:00+07:00"] {
            assert_eq!(read_day(day), read(day));
        }
    }

    #[test]
    fn days_and_months_in_the_wrong_order_are_turned_round_in_the_help() {
        let fault = read("11/24/2022").expect_err("there is no month 24");
        assert_eq!(fault.help.en, "the day stands before the month: write 24/11/2022");
    }

    #[test]
    fn a_day_begins_at_midnight_in_the_sites_zone() {
        let moment = read("2022-11-24").expect("a date").moment(chrono_tz::Asia::Ho_Chi_Minh);
        assert_eq!(moment.to_rfc3339(), "2022-11-24T00:00:00+07:00");
    }

    proptest! {
        #[test]
        fn every_period_is_read_as_it_is_written(year in 1..=9999i32, quarter in 1..=4u32, month in 1..=12u32, day in 1..=31u32) {
            let mut periods = vec![Period::Year(year), Period::Quarter(year, quarter), Period::Month(year, month)];
            periods.extend(NaiveDate::from_ymd_opt(year, month, day).map(Period::Day));
            for period in periods {
                prop_assert_eq!(read(&period.iso()).map(|date| date.period), Ok(period));
                prop_assert!(period.first_day() <= period.last_day());
            }
        }

        #[test]
        fn any_text_is_a_date_or_is_not(written in "([0-9]{1,5}|[-/:TZ +]|Q[0-9]|q|đ|\\PC){0,10}") {
            if let Ok(date) = read(&written) {
                for zone in [chrono_tz::Asia::Ho_Chi_Minh, chrono_tz::Europe::Berlin, chrono_tz::Pacific::Apia] {
                    let _ = (date.when(zone), date.moment(zone), last_moment(date.period.last_day(), zone));
                }
            }
            let file = SourceFile::new("a.md", written.clone());
            let sources = Sources::new(vec![file], BTreeMap::new());
            for (id, _) in sources.iter() {
                let _ = without_year(&Spanned::new(written.clone(), Span::top(id)));
            }
        }
    }
}
