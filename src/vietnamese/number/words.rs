//! The words that reading numbers depends on, as data: scales, units, and what makes a number a name.

use std::ops::RangeInclusive;

use super::NumberForm;

/// What differs between the two languages.
pub(super) struct Words {
    pub(super) group: char,
    pub(super) decimal: char,
    /// Words of scale and their powers of ten.
    pub(super) scales: &'static [(&'static str, u32)],
    pub(super) percent: &'static [&'static str],
    /// Words that make a plain number behind them a name or a date, and which numbers.
    pub(super) names: &'static [(&'static str, RangeInclusive<u32>)],
    /// Words behind a plain number that make it a date.
    pub(super) months: &'static [&'static str],
}

impl Words {
    pub(super) fn of(form: NumberForm) -> &'static Words {
        match form {
            NumberForm::Vietnamese => &VIETNAMESE,
            NumberForm::English => &ENGLISH,
        }
    }
}

static VIETNAMESE: Words = Words {
    group: '.',
    decimal: ',',
    scales: &[("nghìn", 3), ("ngàn", 3), ("triệu", 6), ("tỷ", 9), ("tỉ", 9)],
    percent: &["phần trăm"],
    names: &[
        ("đề án", 0..=9999),
        ("đề án số", 0..=9999),
        ("nghị định", 0..=9999),
        ("nghị quyết", 0..=9999),
        ("quyết định", 0..=9999),
        ("chỉ thị", 0..=9999),
        ("thông tư", 0..=9999),
        ("nghị định số", 0..=9999),
        ("nghị quyết số", 0..=9999),
        ("quyết định số", 0..=9999),
        ("chỉ thị số", 0..=9999),
        ("thông tư số", 0..=9999),
        ("điều", 0..=999),
        ("khoản", 0..=99),
        ("phụ lục", 0..=99),
        ("quốc lộ", 0..=999),
        ("tỉnh lộ", 0..=999),
        ("phường", 0..=30),
        ("quận", 0..=12),
        ("thứ", 0..=999),
        ("khóa", 0..=99),
        ("tháng", 1..=12),
        ("ngày", 1..=31),
        ("mùng", 1..=10),
        ("mồng", 1..=10),
        ("quý", 1..=4),
        ("năm", 1900..=2199),
    ],
    months: &[],
};

static ENGLISH: Words = Words {
    group: ',',
    decimal: '.',
    scales: &[("thousand", 3), ("million", 6), ("billion", 9)],
    percent: &["per cent", "percent"],
    names: &[
        ("project", 0..=9999),
        ("decree", 0..=9999),
        ("resolution", 0..=9999),
        ("decision", 0..=9999),
        ("directive", 0..=9999),
        ("circular", 0..=9999),
        ("article", 0..=999),
        ("section", 0..=999),
        ("ward", 0..=30),
        ("january", 1..=2199),
        ("february", 1..=2199),
        ("march", 1..=2199),
        ("april", 1..=2199),
        ("may", 1..=2199),
        ("june", 1..=2199),
        ("july", 1..=2199),
        ("august", 1..=2199),
        ("september", 1..=2199),
        ("october", 1..=2199),
        ("november", 1..=2199),
        ("december", 1..=2199),
        ("in", 1900..=2199),
        ("since", 1900..=2199),
        ("by", 1900..=2199),
        ("until", 1900..=2199),
        ("year", 1900..=2199),
    ],
    months: &[
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
};

/// Units that may be written against the number; any other letters there make it a code.
pub(super) const UNITS: [&str; 24] = [
    "km", "km2", "km²", "m", "m2", "m²", "m3", "m³", "cm", "mm", "ha", "kg", "g", "mg", "l", "lít", "ml",
    "đ", "đồng", "tấn", "tạ", "kWh", "kW", "MW",
];

/// Continuations that make a word of scale part of another word: tỷ lệ, triệu tập.
pub(super) const NO_SCALE: [&str; 7] =
    ["tỷ lệ", "tỉ lệ", "tỷ trọng", "tỉ trọng", "tỷ suất", "tỉ suất", "triệu tập"];

/// Nouns that `24/24` counts; without one of them it means round the clock.
pub(super) const COUNTED: [&str; 25] = [
    "xã",
    "phường",
    "thị trấn",
    "thị xã",
    "huyện",
    "quận",
    "tỉnh",
    "thôn",
    "bản",
    "ấp",
    "tổ",
    "khu",
    "buôn",
    "hộ",
    "cơ quan",
    "đơn vị",
    "điểm",
    "trường",
    "trạm",
    "chỉ tiêu",
    "tiêu chí",
    "nhiệm vụ",
    "dịch vụ",
    "thủ tục",
    "thành viên",
];

/// Words before `5/6` that make it a day rather than a share.
pub(super) const DAY_WORDS: [&str; 6] = ["đến", "trước", "hết", "vào", "hôm", "từ"];
