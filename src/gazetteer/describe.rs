//! Says in both languages which unit is meant: for messages and for the command line. Pages have words of their
//! own.

use super::unit::Unit;
use super::{Day, SuccessionKind};
use crate::diagnostic::{Text, text};

/// The unit with all that it lies in, and from when to when it was: `xã Xá Nhè, huyện Tủa Chùa, tỉnh Điện Biên,
/// đến 30/6/2025`.
pub fn description(unit: &Unit) -> Text {
    let name = unit.full_name();
    match lifetime(unit) {
        Some(Text { vi, en }) => text!(vi: "{name}, {vi}", en: "{name}, {en}"),
        None => text!(vi: "{name}", en: "{name}"),
    }
}

/// From when to when a unit was, as far as known: `đến 30/6/2025`.
pub fn lifetime(unit: &Unit) -> Option<Text> {
    let (from, until) = (unit.valid_from.map(date), unit.valid_to.map(date));
    Some(match (from, until) {
        (None, None) => return None,
        (Some(Text { vi, en }), None) => text!(vi: "từ {vi}", en: "from {en}"),
        (None, Some(Text { vi, en })) => text!(vi: "đến {vi}", en: "until {en}"),
        (Some(from), Some(until)) => Text {
            vi: format!("từ {} đến {}", from.vi, until.vi),
            en: format!("from {} until {}", from.en, until.en),
        },
    })
}

/// A day as each language writes it: `30/6/2025`, `2025-06-30`.
pub fn date((year, month, day): Day) -> Text {
    text!(vi: "{day}/{month}/{year}", en: "{year}-{month:02}-{day:02}")
}

/// How a unit went into others, up to their names: `toàn bộ nhập vào`.
pub fn manner(kind: SuccessionKind) -> Text {
    match kind {
        SuccessionKind::Whole => text!(vi: "toàn bộ nhập vào", en: "all of it went into"),
        SuccessionKind::Part => text!(vi: "địa bàn chia về", en: "its ground was divided among"),
        SuccessionKind::Continued => text!(vi: "tiếp tục là", en: "went on as"),
        SuccessionKind::Renamed => text!(vi: "đổi thành", en: "became"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::unit;

    #[track_caller]
    fn check(key: &str, vi: &str, en: &str) {
        let said = unit(key).map(|unit| description(&unit)).expect(key);
        assert_eq!((said.vi.as_str(), said.en.as_str()), (vi, en));
    }

    #[test]
    fn a_unit_is_told_from_its_namesakes_and_its_other_selves() {
        check(
            "old-03244",
            "xã Xá Nhè, huyện Tủa Chùa, tỉnh Điện Biên, đến 30/6/2025",
            "xã Xá Nhè, huyện Tủa Chùa, tỉnh Điện Biên, until 2025-06-30",
        );
        check(
            "old-890",
            "thị xã Tịnh Biên, tỉnh An Giang, từ 10/4/2023 đến 30/6/2025",
            "thị xã Tịnh Biên, tỉnh An Giang, from 2023-04-10 until 2025-06-30",
        );
        check("new-11", "tỉnh Điện Biên, từ 1/7/2025", "tỉnh Điện Biên, from 2025-07-01");
    }
}
