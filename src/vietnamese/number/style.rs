//! Rounding figures and writing them with a language's signs. Reads nothing.

use rust_decimal::{Decimal, RoundingStrategy};

/// The signs that figures are written with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumberStyle<'a> {
    /// Between groups of three digits.
    pub group: &'a str,
    /// Before the decimals.
    pub decimal: &'a str,
    /// Before a figure below zero.
    pub minus: &'a str,
}

impl NumberStyle<'static> {
    /// `−1.234,5`
    pub const VIETNAMESE: Self = NumberStyle { group: ".", decimal: ",", minus: "−" };
    /// `−1,234.5`
    pub const ENGLISH: Self = NumberStyle { group: ",", decimal: ".", minus: "−" };
}

/// Writes a figure with its digits grouped from 1.000 on, without zeros at the end of the decimals.
///
/// Years are no figures and are not written by this.
pub fn format_decimal(value: Decimal, style: &NumberStyle<'_>) -> String {
    let mut plain = String::new();
    push_decimal(&mut plain, value.abs().normalize(), ".");
    let (whole, decimals) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut text = String::with_capacity(plain.len() + plain.len() / 3 + 3);
    if value.is_sign_negative() && !value.is_zero() {
        text.push_str(style.minus);
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push_str(style.group);
        }
        text.push(digit);
    }
    if !decimals.is_empty() {
        text.push_str(style.decimal);
        text.push_str(decimals);
    }
    text
}

/// Adds a figure with just the digits it has, ungrouped, and a mark of choice before its decimals: `-87.10`.
///
/// With a point that is how [`Decimal`] writes itself, which takes many times as long.
pub fn push_decimal(text: &mut String, value: Decimal, mark: &str) {
    if value.is_sign_negative() {
        text.push('-');
    }
    let (mut buffer, scale) = (itoa::Buffer::new(), value.scale() as usize);
    let digits = buffer.format(value.mantissa().unsigned_abs());
    let (whole, decimals) = digits.split_at(digits.len().saturating_sub(scale));
    // At least one digit stands before the mark.
    text.push_str(if whole.is_empty() { "0" } else { whole });
    if scale > 0 {
        text.push_str(mark);
        text.extend(std::iter::repeat_n('0', scale - decimals.len()));
        text.push_str(decimals);
    }
}

/// Rounds to a number of decimals, halves away from zero: 15.65 to 15.7, −15.65 to −15.7.
pub fn round_half_away(value: Decimal, decimals: u32) -> Decimal {
    value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_format(value: &str, vietnamese: &str, english: &str) {
        let value = Decimal::from_str_exact(value).expect(value);
        assert_eq!(format_decimal(value, &NumberStyle::VIETNAMESE), vietnamese);
        assert_eq!(format_decimal(value, &NumberStyle::ENGLISH), english);
    }

    #[track_caller]
    fn check_round(value: &str, decimals: u32, expected: &str) {
        let value = Decimal::from_str_exact(value).expect(value);
        assert_eq!(round_half_away(value, decimals).to_string(), expected);
    }

    #[test]
    fn figures_keep_the_digits_they_have() {
        for written in ["0", "0.00", "7", "-5", "87.10", "-0.05", "79228162514264337593543950335"] {
            let value = Decimal::from_str_exact(written).expect(written);
            let mut text = String::new();
            push_decimal(&mut text, value, ".");
            assert_eq!((text.as_str(), value.to_string()), (written, text.clone()));
        }
        let mut text = String::from("từ ");
        push_decimal(&mut text, Decimal::from_str_exact("-1234.50").expect("a decimal"), ",");
        assert_eq!(text, "từ -1234,50");
    }

    #[test]
    fn figures_are_written_in_groups_without_padding() {
        check_format("77894", "77.894", "77,894");
        check_format("1000", "1.000", "1,000");
        check_format("999", "999", "999");
        check_format("1234567.890", "1.234.567,89", "1,234,567.89");
        check_format("87.10", "87,1", "87.1");
        check_format("-0.5", "−0,5", "−0.5");
        check_format("-1234", "−1.234", "−1,234");
        check_format("0.00", "0", "0");
    }

    #[test]
    fn halves_go_away_from_zero() {
        check_round("15.65", 1, "15.7");
        check_round("-15.65", 1, "-15.7");
        check_round("0.5", 0, "1");
        check_round("2.5", 0, "3");
        let share = Decimal::from(1_217_400) / Decimal::from(77_894);
        assert_eq!(round_half_away(share, 1).to_string(), "15.6");
    }
}
