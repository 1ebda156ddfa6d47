//! Reads the tables as they are kept: comma-separated, without quotes. A row that is not what its columns hold
//! is an error that names it.

use super::super::layout::{DEGREE, LEVELS, SQUARE_KILOMETRE, UNIT_KINDS};

/// The kinds of successions. Their places are their numbers.
const SUCCESSION_KINDS: [&str; 4] = ["whole", "part", "continued", "renamed"];
/// Where points come from. Their places are their numbers.
const POINT_SOURCES: [&str; 2] = ["published", "derived"];

/// What is wrong with the tables, for whoever changed them.
pub(in super::super) type Fault = String;

/// Year, month, day.
pub(super) type Day = (u16, u8, u8);

/// A row of `units.csv`.
pub(super) struct Unit<'a> {
    pub key: &'a str,
    pub id: &'a str,
    /// The name without its type word.
    pub bare: &'a str,
    pub kind: u8,
    pub level: u8,
    pub parent: Option<&'a str>,
    pub from: Option<Day>,
    pub until: Option<Day>,
    /// North, east, and where the point comes from.
    pub point: Option<(u32, u32, u8)>,
    pub area: Option<u32>,
}

/// A row of `successions.csv`.
pub(super) struct Fact<'a> {
    pub from: &'a str,
    pub to: &'a str,
    pub kind: u8,
    pub date: Day,
}

/// The rows below the heading, each read by `read`, which gives nothing where a field is not what it should be.
pub(super) fn rows<'a, const WIDTH: usize, T>(
    table: &'a str,
    read: impl Fn([&'a str; WIDTH]) -> Option<T>,
) -> Result<Vec<T>, Fault> {
    let row = |line: &'a str| {
        let fields: Vec<&str> = line.split(',').collect();
        read(fields.try_into().ok()?)
    };
    table.lines().skip(1).map(|line| row(line).ok_or_else(|| format!("cannot be read: {line}"))).collect()
}

pub(super) fn unit(row: [&str; 13]) -> Option<Unit<'_>> {
    let [key, id, code, name, kind, level, parent, from, until, north, east, area, source] = row;
    let kind = UNIT_KINDS.iter().position(|(column, _)| *column == kind)?;
    let point = match source {
        "" => None,
        source => Some((scaled(north, DEGREE)?, scaled(east, DEGREE)?, place(&POINT_SOURCES, source)?)),
    };
    Some(Unit {
        key,
        id,
        bare: bare(name, UNIT_KINDS[kind].1)?,
        kind: u8::try_from(kind).ok()?,
        level: place(&LEVELS, level)?,
        parent: Some(parent).filter(|parent| !parent.is_empty()),
        from: optional(from, day)?,
        until: optional(until, day)?,
        point,
        area: optional(area, |area| scaled(area, SQUARE_KILOMETRE))?,
    })
    .filter(|unit| unit.key.get(4..) == Some(code))
}

pub(super) fn fact(row: [&str; 4]) -> Option<Fact<'_>> {
    let [from, to, kind, date] = row;
    Some(Fact { from, to, kind: place(&SUCCESSION_KINDS, kind)?, date: day(date)? })
}

/// The name behind its type word, which stands before it with a capital.
pub(super) fn bare<'a>(name: &'a str, word: &str) -> Option<&'a str> {
    let mut letters = name.chars();
    let capital = letters.next()?.to_lowercase();
    let mut rest = letters.clone();
    let same = capital.chain(rest.by_ref().take(word.chars().count() - 1)).eq(word.chars());
    rest.as_str().strip_prefix(' ').filter(|bare| same && !bare.is_empty())
}

fn place(words: &[&str], word: &str) -> Option<u8> {
    words.iter().position(|known| *known == word).and_then(|at| u8::try_from(at).ok())
}

/// An empty field is nothing, which is well; a field that cannot be read is not.
fn optional<'a, T>(field: &'a str, read: impl FnOnce(&'a str) -> Option<T>) -> Option<Option<T>> {
    if field.is_empty() { Some(None) } else { read(field).map(Some) }
}

/// `2025-07-01`
fn day(field: &str) -> Option<Day> {
    let (year, rest) = field.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    Some((year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))
}

/// A number with at most `places` decimal places, times ten to their power; it fits in three bytes.
fn scaled(field: &str, places: u32) -> Option<u32> {
    let (whole, fraction) = field.split_once('.').unwrap_or((field, ""));
    let missing = usize::try_from(places).ok()?.checked_sub(fraction.len())?;
    let digits = format!("{whole}{fraction}{}", "0".repeat(missing));
    digits.parse().ok().filter(|number| !whole.is_empty() && *number < 0xFF_FFFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_every_digit() {
        let read = ["21.846", "103", "0.5", "21.84601", "", "-3", "1700.0000"].map(|field| scaled(field, 4));
        assert_eq!(read, [Some(218_460), Some(1_030_000), Some(5_000), None, None, None, None]);
    }

    #[test]
    fn a_name_begins_with_its_type() {
        assert_eq!(bare("Thị xã Cửa Lò", "thị xã"), Some("Cửa Lò"));
        assert_eq!(bare("Đặc khu Hoàng Sa", "đặc khu"), Some("Hoàng Sa"));
        for other in ["Thị trấn Cửa Lò", "Thị xã", "Thị xãCửa Lò", ""] {
            assert_eq!(bare(other, "thị xã"), None, "{other}");
        }
    }
}
