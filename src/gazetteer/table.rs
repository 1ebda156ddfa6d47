//! Reads the embedded tables: rows of a known width, without quotes. Tests prove that no row is left out.

use rust_decimal::Decimal;

use super::Day;

/// The rows of a table below its heading; one that has not `WIDTH` fields is left out.
pub(super) fn rows<const WIDTH: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; WIDTH]> {
    table.lines().skip(1).filter_map(|line| {
        let mut fields = line.split(',');
        let mut row = [""; WIDTH];
        for field in &mut row {
            *field = fields.next()?;
        }
        fields.next().is_none().then_some(row)
    })
}

/// An empty field is nothing, which is well; a field that cannot be read is not.
pub(super) fn optional<T>(
    field: &'static str,
    read: impl FnOnce(&'static str) -> Option<T>,
) -> Option<Option<T>> {
    if field.is_empty() { Some(None) } else { read(field).map(Some) }
}

pub(super) fn decimal(field: &str) -> Option<Decimal> {
    Decimal::from_str_exact(field).ok()
}

/// `2025-07-01`
pub(super) fn day(field: &str) -> Option<Day> {
    let (year, rest) = field.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    Some((year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))
}
