//! A value of a row, before it is written in any format.

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::model::{Clock, Day, Period};

/// What stands in one column of one row.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'a> {
    /// Nothing is known, or nothing applies.
    Empty,
    /// Words, an id, an address.
    Text(Cow<'a, str>),
    /// Several of them.
    List(Vec<Cow<'a, str>>),
    /// An exact decimal.
    Number(Decimal),
    /// How many, or the how manieth.
    Count(usize),
    /// Yes or no.
    Flag(bool),
    /// A day.
    Date(Day),
    /// A time of day.
    Time(Clock),
    /// As much of a date as is known.
    Period(Period),
}

impl<'a> Cell<'a> {
    /// Several texts; nothing where there is none.
    pub fn list(items: impl IntoIterator<Item = impl Into<Cow<'a, str>>>) -> Self {
        let items: Vec<_> = items.into_iter().map(Into::into).collect();
        if items.is_empty() { Self::Empty } else { Self::List(items) }
    }
}

impl<'a, T: Into<Cell<'a>>> From<Option<T>> for Cell<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

macro_rules! cells {
    ($($from:ty, $variant:ident, $convert:expr;)+) => {$(
        impl<'a> From<$from> for Cell<'a> {
            fn from(value: $from) -> Self {
                Self::$variant($convert(value))
            }
        }
    )+};
}

cells! {
    &'a str, Text, Cow::Borrowed;
    &'a String, Text, |text: &'a String| Cow::Borrowed(text.as_str());
    String, Text, Cow::Owned;
    Decimal, Number, std::convert::identity;
    usize, Count, std::convert::identity;
    bool, Flag, std::convert::identity;
    Day, Date, std::convert::identity;
    Clock, Time, std::convert::identity;
    Period, Period, std::convert::identity;
}
