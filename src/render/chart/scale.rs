//! From figures to places on paper, in decimals throughout: every machine draws the same.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::paper::{Across, Em};
use crate::derive::figures::round;
use crate::model::Qualifier;

/// What of a figure is sure, and what only bounds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Surely so much.
    Solid(Decimal, Decimal),
    /// Perhaps.
    Open(Decimal, Decimal),
}

/// The figures that a drawing spans. Zero is always among them: a length that begins elsewhere would lie.
#[derive(Debug, Clone, Copy)]
pub struct Scale {
    low: Decimal,
    high: Decimal,
}

impl Scale {
    /// A scale that holds all these.
    pub fn over(figures: impl IntoIterator<Item = Decimal>) -> Self {
        let zero = Self { low: Decimal::ZERO, high: Decimal::ZERO };
        figures
            .into_iter()
            .fold(zero, |scale, figure| Self { low: scale.low.min(figure), high: scale.high.max(figure) })
    }

    /// Whether anything on it is below zero.
    pub fn has_negative(&self) -> bool {
        self.low < Decimal::ZERO
    }

    /// How far along a figure is, in parts of `whole`; held between nothing and all of it.
    fn part(&self, figure: Decimal, whole: i32) -> i32 {
        // Quarters: the distance between the largest figures there are has no room in a decimal.
        let quarter = |one: Decimal| one / Decimal::from(4);
        let span = quarter(self.high) - quarter(self.low);
        let along = (quarter(figure) - quarter(self.low)).checked_div(span).unwrap_or_default();
        let part = round(along.clamp(Decimal::ZERO, Decimal::ONE) * Decimal::from(whole), 0);
        part.to_i32().unwrap_or_default()
    }

    /// From left to right.
    pub fn across(&self, figure: Decimal) -> Across {
        Across(self.part(figure, Across::RIGHT.0))
    }

    /// From the bottom of a plot to its top.
    pub fn up(&self, figure: Decimal, (top, height): (Em, Em)) -> Em {
        Em(top.0 + height.0 - self.part(figure, height.0))
    }
}

/// How far a figure reaches from zero: of "hơn 500" the 500 are sure, and a tenth above them is open, as much as
/// such words may leave out; of "dưới 500" nothing is sure; "khoảng 500" is sure but for a twentieth.
pub fn extents(value: Decimal, qualifier: Qualifier) -> Vec<Extent> {
    let zero = Decimal::ZERO;
    let times = |hundredths: i64| value.checked_mul(Decimal::new(hundredths, 2)).unwrap_or(value);
    match qualifier {
        Qualifier::Exact => vec![Extent::Solid(zero, value)],
        _ if value < zero => vec![Extent::Open(value, zero)],
        Qualifier::Over => vec![Extent::Solid(zero, value), Extent::Open(value, times(110))],
        Qualifier::Under => vec![Extent::Open(zero, value)],
        Qualifier::About => vec![Extent::Solid(zero, times(95)), Extent::Open(times(95), times(105))],
    }
}

/// Every end of what [`extents`] gives: all that a scale needs room for.
pub fn reach(value: Decimal, qualifier: Qualifier) -> impl Iterator<Item = Decimal> {
    extents(value, qualifier).into_iter().flat_map(|extent| match extent {
        Extent::Solid(from, to) | Extent::Open(from, to) => [from, to],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().expect("a test writes decimals")
    }

    #[test]
    fn figures_find_their_places() {
        let scale = Scale::over(["25", "400"].map(decimal));
        let across = |text| scale.across(decimal(text)).0;
        assert_eq!(["0", "25", "400", "500", "-3"].map(across), [0, 63, 1000, 1000, 0]);
        let scale = Scale::over(["-100", "300"].map(decimal));
        assert_eq!((scale.across(Decimal::ZERO).0, scale.has_negative()), (250, true));
        assert_eq!(scale.up(decimal("300"), (Em(150), Em(700))), Em(150));
        assert_eq!(scale.up(decimal("-100"), (Em(150), Em(700))), Em(850));
    }

    #[test]
    fn the_largest_figures_and_none_at_all_have_places() {
        let scale = Scale::over([Decimal::MIN, Decimal::MAX]);
        assert_eq!(
            [Decimal::MIN, Decimal::ZERO, Decimal::MAX].map(|one| scale.across(one).0),
            [0, 500, 1000]
        );
        assert_eq!(Scale::over([Decimal::ZERO]).across(Decimal::ZERO), Across::LEFT);
    }

    #[test]
    fn what_is_not_sure_is_open() {
        let of = |qualifier| extents(decimal("500"), qualifier);
        let [zero, value] = ["0", "500"].map(decimal);
        assert_eq!(of(Qualifier::Exact), [Extent::Solid(zero, value)]);
        assert_eq!(of(Qualifier::Over), [Extent::Solid(zero, value), Extent::Open(value, decimal("550"))]);
        assert_eq!(of(Qualifier::Under), [Extent::Open(zero, value)]);
        assert_eq!(
            of(Qualifier::About),
            [Extent::Solid(zero, decimal("475")), Extent::Open(decimal("475"), decimal("525"))]
        );
        assert_eq!(extents(decimal("-5"), Qualifier::Over), [Extent::Open(decimal("-5"), zero)]);
    }
}
