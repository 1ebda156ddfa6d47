//! A part of a whole: in per cent, as stated and as computed, and what is left of it.

use rust_decimal::Decimal;

use crate::model::Observation;
use crate::vietnamese::number::round_half_away;

/// Digits after the sign that a computed per cent is shown with where the source states none.
const USUAL_DIGITS: u32 = 1;

/// A figure's part of its whole, in per cent: 87.1 for 87,1 %. At least one of the two is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// What the source states.
    pub stated: Option<Decimal>,
    /// value ÷ of, not rounded; `None` where the observation names no whole, or the whole is nothing.
    pub computed: Option<Decimal>,
}

impl Share {
    /// What readers see first: the stated share, else the computed one with one digit after the sign.
    pub fn shown(&self) -> Decimal {
        self.stated.or_else(|| self.computed_as_shown()).unwrap_or_default()
    }

    /// The computed share, with as many digits after the sign as the stated one has, or one.
    pub fn computed_as_shown(&self) -> Option<Decimal> {
        let digits = self.stated.map_or(USUAL_DIGITS, |stated| stated.scale());
        self.computed.map(|computed| round(computed, digits))
    }

    /// The computed share as shown, where it contradicts the stated one: 15.6 beside a stated 15.7.
    pub fn contradiction(&self) -> Option<Decimal> {
        self.computed_as_shown().filter(|computed| self.stated.is_some_and(|stated| stated != *computed))
    }
}

/// The share that an observation states or allows to compute.
pub fn share(observation: &Observation) -> Option<Share> {
    let stated = observation.percent.as_ref().map(|percent| percent.value);
    let computed = observation.of.as_ref().and_then(|of| percent(observation.value.value, of.value));
    (stated.is_some() || computed.is_some()).then_some(Share { stated, computed })
}

/// What is left to the whole: of − value; below zero where the part is larger than the whole.
pub fn remaining(observation: &Observation) -> Option<Decimal> {
    observation.of.as_ref()?.value.checked_sub(observation.value.value)
}

/// part ÷ whole in per cent, not rounded; `None` where the whole is nothing, or the result has too many digits.
pub fn percent(part: Decimal, whole: Decimal) -> Option<Decimal> {
    part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)
}

/// The least and the greatest number that something may have been; both count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// The least.
    pub low: Decimal,
    /// The greatest; never below [`Self::low`].
    pub high: Decimal,
}

impl Bounds {
    /// Whether a number lies between the bounds.
    pub fn hold(&self, number: Decimal) -> bool {
        self.low <= number && number <= self.high
    }

    /// What is left of each whole when a part is taken away.
    pub fn less(&self, part: Decimal) -> Option<Self> {
        Some(Self { low: self.low.checked_sub(part)?, high: self.high.checked_sub(part)? })
    }
}

/// The wholes of which a part is so many per cent, when that is rounded to the digits it was stated with: 12174 at
/// 15.7 % is a part of 77296 to 77789. With as many digits as the part has, so a count is of whole things.
///
/// `None` where there is no such whole, as for nothing, and for 0 % of something.
pub fn implied_whole(part: Decimal, stated: Decimal) -> Option<Bounds> {
    let half = Decimal::try_new(5, stated.scale() + 1).ok()?;
    let least_share = stated.checked_sub(half)?;
    if part <= Decimal::ZERO || least_share <= Decimal::ZERO {
        return None;
    }
    let digits = part.normalize().scale();
    let step = Decimal::try_new(1, digits).ok()?;
    let hundredfold = part.checked_mul(Decimal::ONE_HUNDRED)?;
    // A half is rounded up, so the greater share is just not reached and the whole of it no longer counts.
    let below = hundredfold.checked_div(stated.checked_add(half)?)?;
    let low = below.trunc_with_scale(digits).checked_add(step)?.max(part);
    let high = hundredfold.checked_div(least_share)?.trunc_with_scale(digits);
    (low <= high).then_some(Bounds { low, high })
}

/// Rounds to so many digits after the sign, a half away from zero, as people do: 0.05 is 0.1, and −0.05 is −0.1.
pub fn round(value: Decimal, digits: u32) -> Decimal {
    round_half_away(value, digits)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{decimal, observed};
    use super::*;

    #[track_caller]
    fn check_percent(part: &str, whole: &str, digits: u32, expected: &str) {
        let computed = percent(decimal(part), decimal(whole)).expect("the whole is something");
        assert_eq!(round(computed, digits), decimal(expected));
    }

    #[test]
    fn shares_are_exact_until_they_are_rounded() {
        check_percent("12174", "77894", 1, "15.6");
        check_percent("12174", "77894", 4, "15.6289");
        check_percent("1223", "2376", 1, "51.5");
        check_percent("297", "297", 1, "100");
        check_percent("65720", "77894", 1, "84.4");
    }

    #[test]
    fn a_half_is_rounded_away_from_zero() {
        check_percent("1", "8", 1, "12.5");
        check_percent("1", "8", 0, "13");
        check_percent("-1", "8", 0, "-13");
        check_percent("5", "1000", 0, "1");
    }

    #[test]
    fn nothing_is_no_whole() {
        assert_eq!(percent(decimal("3"), Decimal::ZERO), None);
        assert_eq!(share(&observed("2022", "3").of("0").build()), None);
        assert_eq!(percent(Decimal::MAX, Decimal::ONE), None);
    }

    #[test]
    fn the_stated_share_stands_beside_the_computed_one() {
        let share = share(&observed("2022-11", "12174").of("77894").percent("15.7").build());
        let share = share.expect("both are given");
        assert_eq!(share.shown(), decimal("15.7"));
        assert_eq!(share.contradiction(), Some(decimal("15.6")));
    }

    #[test]
    fn shares_that_agree_after_rounding_are_no_contradiction() {
        let share_of = |value, of, stated| share(&observed("2022", value).of(of).percent(stated).build());
        assert_eq!(share_of("12174", "77894", "15.6").and_then(|share| share.contradiction()), None);
        assert_eq!(share_of("12174", "77894", "16").and_then(|share| share.contradiction()), None);
        assert_eq!(share_of("1223", "2376", "51.47").and_then(|share| share.contradiction()), None);
        assert_eq!(share_of("24", "24", "100").and_then(|share| share.contradiction()), None);
    }

    #[test]
    fn a_stated_share_without_a_whole_stands_alone() {
        let share = share(&observed("2022-11", "77894").percent("87.1").build()).expect("stated");
        assert_eq!((share.shown(), share.computed), (decimal("87.1"), None));
    }

    #[track_caller]
    fn check_whole(part: &str, stated: &str, expected: Option<(&str, &str)>) {
        let bounds = implied_whole(decimal(part), decimal(stated));
        assert_eq!(bounds, expected.map(|(low, high)| Bounds { low: decimal(low), high: decimal(high) }));
        for whole in bounds.into_iter().flat_map(|bounds| [bounds.low, bounds.high]) {
            let share = percent(decimal(part), whole).expect("a whole");
            assert_eq!(round(share, decimal(stated).scale()), decimal(stated), "{whole}");
        }
    }

    #[test]
    fn a_stated_share_says_of_which_wholes_it_can_be() {
        check_whole("12174", "15.7", Some(("77296", "77789")));
        check_whole("77894", "87.1", Some(("89380", "89481")));
        check_whole("297", "100", Some(("297", "298")));
        check_whole("1.5", "50", Some(("3.0", "3.0")));
        check_whole("1", "33.333", Some(("3", "3")));
        check_whole("1", "33.4", None);
        check_whole("3", "0", None);
        check_whole("0", "10", None);
    }

    #[test]
    fn wholes_without_the_part_are_what_is_left() {
        let left =
            implied_whole(decimal("77894"), decimal("87.1")).and_then(|whole| whole.less(decimal("77894")));
        let left = left.expect("there is such a whole");
        assert_eq!((left.low, left.high), (decimal("11486"), decimal("11587")));
        assert!(left.hold(decimal("11500")) && !left.hold(decimal("2376")));
    }

    #[test]
    fn what_is_left_is_whole_minus_part() {
        assert_eq!(remaining(&observed("2022", "1223").of("2376").build()), Some(decimal("1153")));
        assert_eq!(remaining(&observed("2022", "12174").of("77894").build()), Some(decimal("65720")));
        assert_eq!(remaining(&observed("2022", "26").of("24").build()), Some(decimal("-2")));
        assert_eq!(remaining(&observed("2022", "500").build()), None);
    }
}
