//! Numbers, days and dates as the page's language writes them. Decides nothing: what is shown is a page's
//! business, how it is written a theme's.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::derive::wording::{fill, month_name, period_by};
use crate::model::{Clock, Dated, Day, Forms, Inferred, Period, When};
use crate::vietnamese::number::{NumberStyle, format_decimal};

/// The forms of one language.
#[derive(Debug, Clone, Copy)]
pub struct Format<'a> {
    forms: &'a Forms,
}

/// A date as readers see it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct DateView {
    /// For machines, where HTML has a form for it and the source gives the date: `2022-11-24`, `2022-11`.
    pub iso: Option<String>,
    /// What the source gives; `None` where it gives nothing.
    pub text: Option<String>,
    /// Why it is not the source's date, in few words; `Some` marks the date as inferred.
    pub note: Option<String>,
    /// The same as its writer put it, for the page that has the room.
    pub note_in_full: Option<String>,
}

impl<'a> Format<'a> {
    /// Writes by these forms.
    pub fn new(forms: &'a Forms) -> Self {
        Self { forms }
    }

    /// A number with its digits in groups, below zero with a true minus: `77.894`, `87,1`.
    pub fn number(&self, value: Decimal) -> String {
        let style = NumberStyle { group: &self.forms.group, decimal: &self.forms.decimal, minus: "\u{2212}" };
        format_decimal(value, &style)
    }

    /// What stands between a whole number and its fraction: `,` in Vietnamese.
    pub fn decimal_mark(&self) -> &'a str {
        &self.forms.decimal
    }

    /// How many there are.
    pub fn count(&self, number: usize) -> String {
        self.number(Decimal::from(number))
    }

    /// A percentage: 87.1 becomes `87,1%`.
    pub fn percent(&self, value: Decimal) -> String {
        self.number(value) + &self.forms.percent
    }

    /// A change: a plus before what was added.
    pub fn change(&self, value: Decimal) -> String {
        let sign = if value.is_sign_positive() && !value.is_zero() { "+" } else { "" };
        format!("{sign}{}", self.number(value))
    }

    /// A day in lists and tables.
    pub fn day(&self, day: Day) -> String {
        period_by(self.forms, &self.forms.day, Period::Day(day))
    }

    /// A day at the head of a page, with its weekday.
    pub fn day_long(&self, day: Day) -> String {
        period_by(self.forms, &self.forms.day_long, Period::Day(day))
    }

    /// A stretch of the calendar: a day as in lists, a month, quarter or year in words.
    pub fn period(&self, period: Period) -> String {
        let form = match period {
            Period::Day(_) => &self.forms.day,
            Period::Month(..) => &self.forms.month,
            Period::Quarter(..) => &self.forms.quarter,
            Period::Year(_) => &self.forms.year,
        };
        period_by(self.forms, form, period)
    }

    /// A time of day.
    pub fn time(&self, clock: Clock) -> String {
        let (hour, minute) = (clock.hour, clock.minute);
        fill(
            &self.forms.time,
            &[("h", &hour.to_string()), ("hh", &format!("{hour:02}")), ("min", &format!("{minute:02}"))],
        )
    }

    /// A period with its time of day, the time first: `8:30, 24/11/2022`.
    pub fn when(&self, when: When) -> String {
        match when.time {
            Some(clock) => format!("{}, {}", self.time(clock), self.period(when.period)),
            None => self.period(when.period),
        }
    }

    /// The name of a month, 1 to 12.
    pub fn month_name(&self, month: u32) -> &'a str {
        month_name(self.forms, month)
    }

    /// The short names of the days, Monday first.
    pub fn weekdays_short(&self) -> &'a [String] {
        &self.forms.weekdays_short
    }

    /// The names of the days, Monday first.
    pub fn weekdays(&self) -> &'a [String] {
        &self.forms.weekdays
    }

    /// A day, certain.
    pub fn certain_day(&self, day: Day) -> DateView {
        DateView { iso: Some(Period::Day(day).iso()), text: Some(self.day(day)), ..DateView::default() }
    }

    /// A period, certain.
    pub fn certain(&self, when: When) -> DateView {
        DateView { iso: machine_form(when), text: Some(self.when(when)), ..DateView::default() }
    }

    /// A date as far as its source gives it.
    pub fn dated(&self, date: &Dated) -> DateView {
        match &date.inferred {
            None => self.certain(date.when),
            Some(inferred) => DateView {
                iso: None,
                text: inferred.as_written.clone(),
                note: Some(first_clause(inferred).to_owned()),
                note_in_full: Some(inferred.note.clone()),
            },
        }
    }
}

/// The note up to its first full stop or semicolon: lists have no room for reasons.
fn first_clause(inferred: &Inferred) -> &str {
    let note = inferred.note.trim_end_matches(['.', ' ']);
    note.split_once(". ").or_else(|| note.split_once("; ")).map_or(note, |(first, _)| first)
}

/// What may stand in `datetime`: HTML knows days, months and years, and no quarters.
fn machine_form(when: When) -> Option<String> {
    match (when.period, when.time) {
        (Period::Quarter(..), _) => None,
        (period, None) => Some(period.iso()),
        (period, Some(clock)) => Some(format!("{}T{:02}:{:02}", period.iso(), clock.hour, clock.minute)),
    }
}

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use super::*;

    fn vietnamese() -> Forms {
        Forms {
            group: ".".to_owned(),
            decimal: ",".to_owned(),
            percent: "%".to_owned(),
            day: "{dd}/{mm}/{yyyy}".to_owned(),
            day_long: "{weekday}, {dd}/{mm}/{yyyy}".to_owned(),
            day_text: "ngày {d}/{m}/{yyyy}".to_owned(),
            month: "tháng {m}/{yyyy}".to_owned(),
            quarter: "quý {quarter}/{yyyy}".to_owned(),
            year: "năm {yyyy}".to_owned(),
            time: "{h}:{min}".to_owned(),
            weekdays: ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật"]
                .map(str::to_owned)
                .to_vec(),
            ..Forms::default()
        }
    }

    #[test]
    fn every_name_that_a_theme_may_ask_for_is_filled_in() {
        let weekdays = vietnamese().weekdays;
        let months = vec!["tháng Giêng".to_owned(); 12];
        let written = |pattern: &str| {
            let [day, time] = [(); 2].map(|()| pattern.to_owned());
            let forms =
                Forms { day, time, months: months.clone(), weekdays: weekdays.clone(), ..Forms::default() };
            let format = Format::new(&forms);
            let day = Period::Day(Period::Month(2022, 11).first_day());
            [format.period(day), format.time(Clock { hour: 8, minute: 30 })]
        };
        for name in Forms::OF_DATES {
            assert!(!written(name)[0].contains('{'), "{name}");
        }
        for name in Forms::OF_TIMES {
            assert!(!written(name)[1].contains('{'), "{name}");
        }
        assert_eq!(written("{dem}"), ["{dem}", "{dem}"]);
    }

    #[track_caller]
    fn check_number(written: &str, expected: &str) {
        let value = Decimal::from_str(written).expect("a decimal");
        assert_eq!(Format::new(&vietnamese()).number(value), expected);
    }

    #[test]
    fn numbers_are_written_with_the_signs_of_the_language() {
        check_number("77894", "77.894");
        check_number("-1234.5", "\u{2212}1.234,5");
    }

    #[track_caller]
    fn check_period(period: Period, expected: &str) {
        assert_eq!(Format::new(&vietnamese()).period(period), expected);
    }

    #[test]
    fn periods_are_written_as_precisely_as_they_are_known() {
        check_period(Period::Day(Period::Month(2022, 11).first_day()), "01/11/2022");
        check_period(Period::Month(2022, 11), "tháng 11/2022");
        check_period(Period::Quarter(2024, 3), "quý 3/2024");
        check_period(Period::Year(2024), "năm 2024");
    }

    #[test]
    fn weekdays_are_those_of_the_calendar() {
        let forms = vietnamese();
        let day = Period::Month(2022, 11).last_day();
        assert_eq!(Format::new(&forms).day_long(day), "Thứ Tư, 30/11/2022");
    }

    #[test]
    fn an_inferred_date_is_never_shown_as_the_sources() {
        let when = When { period: Period::Month(2022, 11), time: None };
        let inferred = Inferred {
            as_written: None,
            note: "Nguồn không ghi ngày. Tin xếp vào tháng 11.".to_owned(),
        };
        let view = Format::new(&vietnamese()).dated(&Dated { when, inferred: Some(Box::new(inferred)) });
        let expected = DateView {
            iso: None,
            text: None,
            note: Some("Nguồn không ghi ngày".to_owned()),
            note_in_full: Some("Nguồn không ghi ngày. Tin xếp vào tháng 11.".to_owned()),
        };
        assert_eq!(view, expected);
    }

    #[test]
    fn a_time_of_day_comes_along() {
        let period = Period::Day(Period::Month(2022, 11).first_day());
        let when = When { period, time: Some(Clock { hour: 8, minute: 5 }) };
        let view = Format::new(&vietnamese()).certain(when);
        assert_eq!(view.text.as_deref(), Some("8:05, 01/11/2022"));
        assert_eq!(view.iso.as_deref(), Some("2022-11-01T08:05"));
    }
}
