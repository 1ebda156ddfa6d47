//! Days, months, quarters and years, and how surely they are known.

use serde::{Deserialize, Serialize};

use chrono::{FixedOffset, NaiveDate};

use super::as_number;

/// How many days a month has; 0 where there is no such month.
pub use crate::vietnamese::date::days_in_month;

/// A day of the calendar.
pub use chrono::NaiveDate as Day;

/// Year, month, day of the month and weekday of a [`Day`].
pub use chrono::Datelike;

/// A moment with its distance from UTC.
pub type Moment = chrono::DateTime<FixedOffset>;

/// The site's time zone.
pub type TimeZone = chrono_tz::Tz;

/// The moment as clocks in a zone show it.
pub fn moment_in(zone: TimeZone, moment: Moment) -> Moment {
    moment.with_timezone(&zone).fixed_offset()
}

/// A stretch of the calendar, as precise as a text gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Period {
    /// A whole year: `2024`.
    Year(i32),
    /// A quarter, 1 to 4: `2024-Q1`.
    Quarter(i32, u32),
    /// A month, 1 to 12: `2024-02`.
    Month(i32, u32),
    /// A day: `2024-02-29`.
    Day(#[serde(with = "as_number")] Day),
}

impl Period {
    /// Its first day.
    pub fn first_day(self) -> Day {
        let (year, month) = match self {
            Self::Day(day) => return day,
            Self::Year(year) => (year, 1),
            Self::Quarter(year, quarter) => (year, quarter * 3 - 2),
            Self::Month(year, month) => (year, month),
        };
        NaiveDate::from_ymd_opt(year, month, 1).unwrap_or(NaiveDate::MIN)
    }

    /// Its last day.
    pub fn last_day(self) -> Day {
        let (year, month) = match self {
            Self::Day(day) => return day,
            Self::Year(year) => (year, 12),
            Self::Quarter(year, quarter) => (year, quarter * 3),
            Self::Month(year, month) => (year, month),
        };
        NaiveDate::from_ymd_opt(year, month, days_in_month(year, month)).unwrap_or(NaiveDate::MAX)
    }

    /// Whether both are days, months, quarters or years.
    pub fn is_as_long_as(self, other: Self) -> bool {
        std::mem::discriminant(&self) == std::mem::discriminant(&other)
    }

    /// The year it lies in.
    pub fn year(self) -> i32 {
        self.first_day().year()
    }

    /// The month it lies in, where it is no longer than one.
    pub fn month(self) -> Option<u32> {
        match self {
            Self::Month(_, month) => Some(month),
            Self::Day(day) => Some(day.month()),
            Self::Year(_) | Self::Quarter(..) => None,
        }
    }

    /// The form of the data files: `2024`, `2024-Q1`, `2024-02`, `2024-02-29`.
    pub fn iso(self) -> String {
        let mut iso = String::with_capacity("2024-02-29".len());
        self.push_iso(&mut iso);
        iso
    }

    /// The form in which Vietnamese prose gives it: `29/02/2024`, `02/2024`, `quý 1/2024`, `2024`.
    pub fn in_vietnamese(self) -> String {
        match self {
            Self::Day(day) => day.format("%d/%m/%Y").to_string(),
            Self::Month(year, month) => format!("{month:02}/{year}"),
            Self::Quarter(year, quarter) => format!("quý {quarter}/{year}"),
            Self::Year(year) => year.to_string(),
        }
    }

    /// Adds the form of the data files. Tables have some in each row, and `format!` would be most of their work.
    pub fn push_iso(self, text: &mut String) {
        match self {
            Self::Year(year) => push_year(text, year),
            Self::Quarter(year, quarter) => {
                push_year(text, year);
                text.push_str("-Q");
                text.push(digit(quarter));
            }
            Self::Month(year, month) => {
                push_year(text, year);
                text.push('-');
                push_two(text, month);
            }
            Self::Day(day) => {
                Self::Month(day.year(), day.month()).push_iso(text);
                text.push('-');
                push_two(text, day.day());
            }
        }
    }
}

fn push_year(text: &mut String, year: i32) {
    match u32::try_from(year) {
        Ok(year @ 0..10_000) => {
            push_two(text, year / 100);
            push_two(text, year % 100);
        }
        // No year that a text can give: ISO 8601 puts a sign before it.
        _ => text.push_str(&format!("{year:+05}")),
    }
}

fn push_two(text: &mut String, number: u32) {
    text.push(digit(number / 10));
    text.push(digit(number % 10));
}

fn digit(number: u32) -> char {
    char::from_digit(number, 10).unwrap_or('0')
}

/// By first day; of those that begin together the longer one first.
impl Ord for Period {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        match (self, other) {
            // Of one length, and so without a look at the calendar.
            (Self::Day(one), Self::Day(other)) => one.cmp(other),
            (Self::Month(year, month), Self::Month(other, of_other)) => (year, month).cmp(&(other, of_other)),
            (Self::Year(year), Self::Year(other)) => year.cmp(other),
            _ => {
                let key = |period: &Self| (period.first_day(), std::cmp::Reverse(period.last_day()));
                key(self).cmp(&key(other))
            }
        }
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// A time of day, in the site's zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Clock {
    /// 0 to 23.
    pub hour: u32,
    /// 0 to 59.
    pub minute: u32,
}

/// A period, with a time of day where one is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct When {
    /// The day, or as much as is known.
    pub period: Period,
    /// Only where `period` is a day.
    pub time: Option<Clock>,
}

/// What is said where a source does not give a date in full.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inferred {
    /// What the source says: `13/6`; `None` where it says nothing.
    pub as_written: Option<String>,
    /// Why the date is not the source's: "Nguồn không ghi năm."
    pub note: String,
}

/// A date of a bulletin, an event or an observation.
///
/// With [`inferred`](Self::inferred) the date only orders and addresses: readers see what was written, or
/// nothing, with the note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dated {
    /// The date that orders.
    pub when: When,
    /// What stands in the source instead, where the date is not the source's: few dates have it.
    pub inferred: Option<Box<Inferred>>,
}

impl Dated {
    /// The period, for ordering and addresses.
    pub fn period(&self) -> Period {
        self.when.period
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longer_periods_stand_before_the_shorter_ones_that_begin_with_them() {
        let day = Period::Day(Period::Month(2024, 1).first_day());
        let mut periods = [day, Period::Month(2024, 1), Period::Quarter(2024, 1), Period::Year(2024)];
        periods.sort();
        assert_eq!(periods, [Period::Year(2024), Period::Quarter(2024, 1), Period::Month(2024, 1), day]);
    }

    #[test]
    fn data_files_have_one_form_for_each_length() {
        let day = Period::Day(Period::Month(987, 2).last_day());
        let periods = [Period::Year(2024), Period::Quarter(2024, 4), Period::Month(2024, 12), day];
        assert_eq!(periods.map(Period::iso), ["2024", "2024-Q4", "2024-12", "0987-02-28"]);
        for day in [NaiveDate::MIN, NaiveDate::MAX] {
            assert_eq!(Period::Day(day).iso(), day.to_string());
        }
    }

    #[test]
    fn quarters_know_their_ends() {
        assert_eq!(Period::Quarter(2024, 1).last_day().to_string(), "2024-03-31");
        assert_eq!(Period::Quarter(2024, 4).first_day().to_string(), "2024-10-01");
    }
}
