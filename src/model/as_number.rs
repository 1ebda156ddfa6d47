//! Writes days and exact numbers down as numbers, where their libraries would spell them out and read them letter by
//! letter: there are tens of thousands, in every hash of a site and in all that is kept of its files.
//!
//! For fields, by `#[serde(with = "as_number")]`. Not for what people or other programs read.

use rust_decimal::Decimal;
use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::period::{Datelike, Day};
use crate::source::Spanned;

/// Has numbers that stand for it, for one value each.
pub trait AsNumber: Sized {
    /// What stands for it.
    type Number: Serialize + DeserializeOwned;

    /// The numbers.
    fn number(&self) -> Self::Number;

    /// The value that some numbers stand for.
    fn of_number(number: Self::Number) -> Option<Self>;
}

impl AsNumber for Day {
    type Number = i32;

    fn number(&self) -> i32 {
        self.num_days_from_ce()
    }

    fn of_number(number: i32) -> Option<Self> {
        Self::from_num_days_from_ce_opt(number)
    }
}

/// With its scale: 1.50 is written otherwise than 1.5.
impl AsNumber for Decimal {
    type Number = u128;

    fn number(&self) -> u128 {
        u128::from_le_bytes(self.serialize())
    }

    fn of_number(number: u128) -> Option<Self> {
        Some(Self::deserialize(number.to_le_bytes()))
    }
}

impl<T: AsNumber> AsNumber for Option<T> {
    type Number = Option<T::Number>;

    fn number(&self) -> Self::Number {
        self.as_ref().map(T::number)
    }

    fn of_number(number: Self::Number) -> Option<Self> {
        match number {
            Some(number) => T::of_number(number).map(Some),
            None => Some(None),
        }
    }
}

impl<T: AsNumber> AsNumber for (T, T) {
    type Number = (T::Number, T::Number);

    fn number(&self) -> Self::Number {
        (self.0.number(), self.1.number())
    }

    fn of_number((first, second): Self::Number) -> Option<Self> {
        Some((T::of_number(first)?, T::of_number(second)?))
    }
}

impl<T: AsNumber> AsNumber for Spanned<T> {
    type Number = Spanned<T::Number>;

    fn number(&self) -> Self::Number {
        Spanned::new(self.value.number(), self.span.clone())
    }

    fn of_number(Spanned { value, span }: Self::Number) -> Option<Self> {
        Some(Self::new(T::of_number(value)?, span))
    }
}

/// Writes the numbers.
///
/// # Errors
///
/// What the serializer says.
pub fn serialize<T: AsNumber, S: Serializer>(value: &T, to: S) -> Result<S::Ok, S::Error> {
    value.number().serialize(to)
}

/// Reads what [`serialize`] wrote.
///
/// # Errors
///
/// Where no value is written so.
pub fn deserialize<'de, T: AsNumber, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    T::of_number(T::Number::deserialize(from)?).ok_or_else(|| D::Error::custom("no such day"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::source::{FileId, SourceFile, Sources, Span};

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Kept {
        #[serde(with = "super")]
        days: (Option<Day>, Option<Day>),
        #[serde(with = "super")]
        number: Option<Spanned<Decimal>>,
    }

    fn file() -> FileId {
        let sources = Sources::new(vec![SourceFile::new("a", "")], std::collections::BTreeMap::new());
        sources.find("a").unwrap()
    }

    proptest! {
        #[test]
        fn what_is_read_is_what_was_written(
            day in prop::option::of(Day::MIN.number()..=Day::MAX.number()),
            mantissa in -(1_i128 << 96) + 1..1_i128 << 96,
            scale in 0..=28_u32,
        ) {
            let number = Decimal::from_i128_with_scale(mantissa, scale);
            let days = (day.and_then(Day::of_number), Some(Day::MIN));
            let kept = Kept { days, number: Some(Spanned::new(number, Span::new(file(), 3..7))) };
            let written = postcard::to_stdvec(&kept).unwrap();
            let read: Kept = postcard::from_bytes(&written).unwrap();
            prop_assert_eq!(&read, &kept);
            prop_assert_eq!(read.number.map(|number| number.value.to_string()), Some(number.to_string()));
        }
    }

    #[test]
    fn the_scale_is_kept_and_a_day_that_is_none_is_refused() {
        let of = |text: &str| text.parse::<Decimal>().unwrap().number();
        assert_ne!(of("1.50"), of("1.5"));
        assert_eq!(Decimal::of_number(of("1.50")).unwrap().to_string(), "1.50");
        assert_eq!(Day::of_number(i32::MAX), None);
        assert_eq!(Option::<Day>::of_number(None), Some(None));
    }
}
