//! Patterns of a theme filled with values: its words, and how a language writes a stretch of the calendar.

use std::fmt::Write;

use crate::model::{Datelike, Forms, Period};

/// Replaces each `{name}` that is known; what is not stays as written.
pub fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    fill_with(pattern, |name, filled| {
        let value = values.iter().find(|(known, _)| *known == name);
        if let Some((_, value)) = value {
            filled.push_str(value);
        }
        value.is_some()
    })
}

/// The same with values that are made when they are asked for: `write` adds one by its name, or says that it knows
/// no such name.
fn fill_with(pattern: &str, write: impl Fn(&str, &mut String) -> bool) -> String {
    let mut filled = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        match after.split_once('}') {
            Some((name, tail)) if write(name, &mut filled) => rest = tail,
            _ => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}

/// A stretch of the calendar as one of a language's forms has it; days and months in it are those it begins with.
pub fn period_by(forms: &Forms, form: &str, period: Period) -> String {
    let first = period.first_day();
    fill_with(form, |name, filled| {
        // Writing to a string does not fail.
        let _ = match name {
            "d" => write!(filled, "{}", first.day()),
            "dd" => write!(filled, "{:02}", first.day()),
            "m" => write!(filled, "{}", first.month()),
            "mm" => write!(filled, "{:02}", first.month()),
            "yyyy" => write!(filled, "{}", first.year()),
            "month" => filled.write_str(month_name(forms, first.month())),
            "weekday" => filled.write_str(nth(&forms.weekdays, first.weekday().number_from_monday())),
            "quarter" => write!(filled, "{}", first.month().div_ceil(3)),
            _ => return false,
        };
        true
    })
}

/// The name of a month, 1 to 12.
pub fn month_name(forms: &Forms, month: u32) -> &str {
    nth(&forms.months, month)
}

/// The name at a place counted from 1.
fn nth(names: &[String], at: u32) -> &str {
    names.get((at as usize).wrapping_sub(1)).map(String::as_str).unwrap_or_default()
}
