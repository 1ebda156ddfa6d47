//! Numbers as texts write them, Vietnamese (`77.894`, `87,1%`, `3,5 tỷ`) and English (`77,894`, `87.1 %`).
//!
//! Reads exact decimals out of running text, with the digits shown, and writes them back. Dates, numbers of
//! documents, times, codes and names with a number in them (`Đề án 06`) are no figures. What a figure counts,
//! and whether it agrees with any data, is decided elsewhere. Never touches binary floating point.

mod edge;
mod qualifier;
mod style;
mod trend;
mod words;

use std::ops::{Range, RangeInclusive};

use rust_decimal::Decimal;

use self::edge::{digits_and_signs, ends, number_begin};
pub use self::qualifier::{WrittenQualifier, qualifier_before};
pub use self::style::{NumberStyle, format_decimal, push_decimal, round_half_away};
pub use self::trend::{Trend, WrittenTrend, comparison_before, trend_behind, trends_before};
use self::words::{COUNTED, DAY_WORDS, NO_SCALE, Words};
use crate::vietnamese::date::dates_in;
use crate::vietnamese::document_number::document_numbers_in;
use crate::vietnamese::scan::{Cursor, strip_last_words, strip_words};

/// One figure in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenNumber {
    /// What is meant: `3,5 tỷ` is 3500000000, `87,1%` is 87.1.
    pub value: Decimal,
    /// How many digits stand behind the decimal sign.
    pub decimals: u32,
    /// What the word behind multiplies by, 1 without one: 1000 for `nghìn`.
    pub scale: Decimal,
    /// Whether a per cent sign or word follows.
    pub percent: bool,
    /// The whole in `1.223/2.376`.
    pub of: Option<Decimal>,
    /// Where it stands, with its minus, word of scale and per cent sign.
    pub bytes: Range<usize>,
}

impl WrittenNumber {
    /// A figure rounded as far as this one is: to tenths of a million beside `1,2 triệu`.
    pub fn round_alike(&self, figure: Decimal) -> Decimal {
        // The scale is a power of ten: the division is exact as long as the digits suffice.
        match figure.checked_div(self.scale) {
            Some(scaled) => round_half_away(scaled, self.decimals) * self.scale,
            None => figure,
        }
    }
}

/// Which signs group digits and part decimals, and which words are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberForm {
    /// `1.234.567,89`; nghìn, triệu, tỷ.
    Vietnamese,
    /// `1,234,567.89`; thousand, million, billion.
    English,
}

impl NumberForm {
    /// The form of a language, by its tag (`vi`, `en-GB`); `None` for one whose numbers nobody here can read.
    pub fn of_language(tag: &str) -> Option<Self> {
        match tag.split('-').next() {
            Some("vi") => Some(Self::Vietnamese),
            Some("en") => Some(Self::English),
            _ => None,
        }
    }

    /// The signs that figures are written with.
    pub fn style(self) -> NumberStyle<'static> {
        match self {
            Self::Vietnamese => NumberStyle::VIETNAMESE,
            Self::English => NumberStyle::ENGLISH,
        }
    }
}

/// Reads the figures of a text, in order; in doubt a number is left out.
///
/// `24/24` counts only before a counted noun, behind *đạt*, or when it is the whole text: else it means round
/// the clock. Of a range (`5-7 ngày`) both ends are read.
pub fn read_numbers(text: &str, form: NumberForm) -> Vec<WrittenNumber> {
    let reader = Reader { text, words: Words::of(form), taken: taken(text) };
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = text[at..].find(|next: char| next.is_ascii_digit()) {
        let start = at + offset;
        if let Some(span) = reader.taken.iter().find(|span| span.contains(&start)) {
            at = span.end;
            continue;
        }
        let behind = digits_and_signs(Cursor::new(text, start)).1.at();
        match reader.number_at(start) {
            Found::Number(number) => {
                at = number.bytes.end;
                found.push(number);
            }
            Found::Other { end } => at = end.max(behind),
        }
    }
    found
}

const BLANKS: [char; 3] = [' ', '\u{a0}', '\u{202f}'];

/// What stands at a digit: a figure, or something else that ends at a byte.
enum Found {
    Number(WrittenNumber),
    Other { end: usize },
}

/// Digits with their signs, read.
#[derive(Clone, Copy)]
struct Figure {
    value: Decimal,
    decimals: u32,
    /// The value, where it was digits alone, without any sign.
    plain: Option<u32>,
}

struct Reader<'a> {
    text: &'a str,
    words: &'static Words,
    /// Dates and numbers of documents.
    taken: Vec<Range<usize>>,
}

impl Reader<'_> {
    fn number_at(&self, start: usize) -> Found {
        let cursor = Cursor::new(self.text, start);
        let (digits, end) = digits_and_signs(cursor);
        let other = Found::Other { end: end.at() };
        let Some(begin) = number_begin(cursor) else { return other };
        let Some(figure) = self.figure(digits) else { return other };
        if let Some((whole, behind)) = self.denominator(end) {
            if begin != start || !self.is_share(&figure, &whole, cursor, behind) {
                return Found::Other { end: behind.at() };
            }
            return Found::Number(WrittenNumber {
                value: figure.value,
                decimals: figure.decimals,
                scale: Decimal::ONE,
                percent: false,
                of: Some(whole.value),
                bytes: start..behind.at(),
            });
        }
        if !ends(end) || figure.plain.is_some_and(|value| self.is_name(value, cursor, end)) {
            return other;
        }
        self.scaled(figure, begin, end).map_or(other, Found::Number)
    }

    /// Three digits in every group but the first, which does not begin with 0; else no grouping at all.
    fn figure(&self, digits: &str) -> Option<Figure> {
        let (whole, decimals) = match digits.split_once(self.words.decimal) {
            Some((whole, decimals)) => (whole, decimals),
            None => (digits, ""),
        };
        let mut groups = whole.split(self.words.group);
        let first = groups.next()?;
        let grouped = whole.contains(self.words.group);
        let well_grouped = !grouped || ((1..=3).contains(&first.len()) && !first.starts_with('0'));
        if !well_grouped || !groups.all(|group| group.len() == 3) {
            return None;
        }
        let joined: String = whole.chars().filter(|sign| *sign != self.words.group).collect();
        let only_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if !only_digits(&joined) || !only_digits(decimals) {
            return None;
        }
        let plain = if whole == digits && !grouped { digits.parse().ok() } else { None };
        let exact = if decimals.is_empty() { joined } else { format!("{joined}.{decimals}") };
        let value = Decimal::from_str_exact(&exact).ok()?;
        Some(Figure { value, decimals: value.scale(), plain })
    }

    /// The figure behind a stroke, with a blank on both sides of it or on none.
    fn denominator<'a>(&self, end: Cursor<'a>) -> Option<(Figure, Cursor<'a>)> {
        let start = match end.sign(&BLANKS) {
            Some(spaced) => spaced.sign(&['/'])?.sign(&BLANKS)?,
            None => end.sign(&['/'])?,
        };
        let (digits, behind) = digits_and_signs(start);
        Some((self.figure(digits)?, behind))
    }

    /// Whether two figures with a stroke are a part and its whole: not a scale, a day, or round the clock.
    fn is_share(&self, part: &Figure, whole: &Figure, start: Cursor<'_>, end: Cursor<'_>) -> bool {
        if whole.value.is_zero()
            || !ends(end)
            || end.spaces().next() == Some('%')
            || is_map_scale(part, whole)
        {
            return false;
        }
        let alone = start.before().trim().is_empty() && end.rest().trim().is_empty();
        let noun = |nouns: &[&str]| nouns.iter().any(|noun| end.spaces().words(noun).is_some());
        let (Some(first), Some(second)) = (part.plain, whole.plain) else { return true };
        match (first, second) {
            (24, 7) => false,
            (24, 24) => alone || noun(&COUNTED) || strip_last_words(start.before(), "đạt").is_some(),
            (1..=12, 1900..=2199) => false,
            (1..=31, 1..=12) if !alone => {
                let day_word = DAY_WORDS.iter().any(|word| strip_last_words(start.before(), word).is_some());
                let counts =
                    end.spaces().at() > end.at() && end.spaces().next().is_some_and(char::is_lowercase);
                first <= second && counts && !day_word
            }
            _ => true,
        }
    }

    fn is_name(&self, value: u32, start: Cursor<'_>, end: Cursor<'_>) -> bool {
        let before = start.before();
        let spaced = before.ends_with(char::is_whitespace);
        let named = |(words, values): &(&str, RangeInclusive<u32>)| {
            values.contains(&value) && strip_last_words(before, words).is_some()
        };
        spaced && self.words.names.iter().any(named)
            || self.words.months.iter().any(|month| {
                let behind = end.spaces().rest();
                behind.starts_with(month) && strip_words(behind, month).is_some()
            })
    }

    fn scaled(&self, figure: Figure, begin: usize, end: Cursor<'_>) -> Option<WrittenNumber> {
        let (power, behind) = self.scale(end);
        let percent = if power == 0 { self.percent(end) } else { None };
        let scale = Decimal::from(10_u64.checked_pow(power)?);
        let value = figure.value.checked_mul(scale)?.normalize();
        let negative = !self.text[begin..].starts_with(|next: char| next.is_ascii_digit());
        Some(WrittenNumber {
            value: if negative { -value } else { value },
            decimals: figure.decimals,
            scale,
            percent: percent.is_some(),
            of: None,
            bytes: begin..percent.unwrap_or(behind).at(),
        })
    }

    /// The power of ten of the words behind, and where they end: `nghìn tỷ` is 12.
    fn scale<'a>(&self, end: Cursor<'a>) -> (u32, Cursor<'a>) {
        let mut found = (0, end);
        // A hundred thousand billions is beyond any public budget; and the power stays in bounds.
        for _ in 0..2 {
            let next = found.1.spaces();
            if NO_SCALE.iter().any(|words| next.words(words).is_some()) {
                break;
            }
            let word = self.words.scales.iter().find_map(|(word, power)| Some((power, next.words(word)?)));
            let Some((power, behind)) = word else { break };
            found = (found.0 + power, behind);
        }
        found
    }

    fn percent<'a>(&self, end: Cursor<'a>) -> Option<Cursor<'a>> {
        let spaced = end.sign(&BLANKS).unwrap_or(end);
        spaced.sign(&['%']).or_else(|| self.words.percent.iter().find_map(|words| end.spaces().words(words)))
    }
}

/// 1/500, 1/2.000, 1/25000: how much smaller a map is than the land.
fn is_map_scale(part: &Figure, whole: &Figure) -> bool {
    let shown = whole.value.normalize().to_string();
    let leading = shown.trim_end_matches('0');
    part.plain == Some(1) && whole.value >= Decimal::ONE_HUNDRED && matches!(leading, "1" | "2" | "5" | "25")
}

fn taken(text: &str) -> Vec<Range<usize>> {
    let mut spans: Vec<_> = dates_in(text).into_iter().map(|(bytes, _)| bytes).collect();
    spans.extend(document_numbers_in(text).into_iter().map(|(bytes, _)| bytes));
    spans.sort_by_key(|span| span.start);
    spans
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Shows what was read: `value`, `/whole`, `%`, and the words in brackets where they say more than digits.
    fn shown(text: &str, form: NumberForm) -> Vec<String> {
        let show = |number: WrittenNumber| {
            let of = number.of.map(|of| format!("/{of}")).unwrap_or_default();
            let percent = if number.percent { "%" } else { "" };
            format!("{}{of}{percent} «{}»", number.value, &text[number.bytes])
        };
        read_numbers(text, form).into_iter().map(show).collect()
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(shown(text, NumberForm::Vietnamese), expected, "{text}");
    }

    #[track_caller]
    fn check_english(text: &str, expected: &[&str]) {
        assert_eq!(shown(text, NumberForm::English), expected, "{text}");
    }

    #[test]
    fn grouped_digits_and_decimals() {
        check("đã cấp 77.894 thẻ, đạt 87,1%.", &["77894 «77.894»", "87.1% «87,1%»"]);
        check("1.234.567,89 đồng", &["1234567.89 «1.234.567,89»"]);
        check("58,5 % và 58,5\u{a0}%", &["58.5% «58,5 %»", "58.5% «58,5\u{a0}%»"]);
        check("12 phần trăm", &["12% «12 phần trăm»"]);
        check("02 năm, 09 văn bản, 01 Tổ, 06 Chỉ thị", &["2 «02»", "9 «09»", "1 «01»", "6 «06»"]);
        check("2.024 hồ sơ và 2024 hồ sơ", &["2024 «2.024»", "2024 «2024»"]);
        check("(12), «5»", &["12 «12»", "5 «5»"]);
    }

    #[test]
    fn foreign_and_broken_groups_are_not_read() {
        for text in ["1.5", "3.14", "1.2.3", "77.89.412", "1,2,3", "0.500", "192.168.100.1", "1.234.5"] {
            check(text, &[]);
        }
    }

    #[test]
    fn words_of_scale_multiply() {
        check("90 nghìn, 90 ngàn", &["90000 «90 nghìn»", "90000 «90 ngàn»"]);
        check(
            "1,2 triệu; 3,5 tỷ; 3,5 tỉ",
            &["1200000 «1,2 triệu»", "3500000000 «3,5 tỷ»", "3500000000 «3,5 tỉ»"],
        );
        check("2 nghìn tỷ đồng", &["2000000000000 «2 nghìn tỷ»"]);
        check("34\u{a0}nghìn", &["34000 «34\u{a0}nghìn»"]);
        check("nhóm 3 tỷ lệ cao", &["3 «3»"]);
    }

    #[test]
    fn shares_give_part_and_whole() {
        check("1.223/2.376 hồ sơ", &["1223/2376 «1.223/2.376»"]);
        check("1.223 / 2.376 hồ sơ", &["1223/2376 «1.223 / 2.376»"]);
        check("24/24 xã, thị trấn", &["24/24 «24/24»"]);
        check("đạt 24/24", &["24/24 «24/24»"]);
        check("24/24", &["24/24 «24/24»"]);
        check("297/297 thôn", &["297/297 «297/297»"]);
        check("9/12 thôn, 1/3 số hộ", &["9/12 «9/12»", "1/3 «1/3»"]);
        check("26/24", &["26/24 «26/24»"]);
    }

    #[test]
    fn round_the_clock_scales_and_days_are_no_shares() {
        for text in [
            "trực 24/24",
            "trực 24/24 giờ",
            "trực 24/7",
            "24/7",
            "bản đồ 1/500",
            "tỷ lệ 1/2.000",
            "1/25.000",
            "chiều 13/6",
            "đến 5/6 đã xong",
            "từ 13/6",
            "trong 11/2022",
            "1/2/3",
            "5/0",
            "77.894/87,1%",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn dates_documents_codes_and_names_are_no_figures() {
        for text in [
            "ngày 24/11/2022",
            "ngày 31/02/2022",
            "giai đoạn 2022 - 2025",
            "năm 2024",
            "tháng 6",
            "61/KH-UBND và 42/2022/NĐ-CP",
            "Đề án 06",
            "Nghị quyết số 57",
            "29A-123.45",
            "ĐT741",
            "TCVN ISO 9001:2015",
            "COVID-19",
            "8h30, 08:30, 8g30",
            "5G, 4K",
            "QL.1",
            "Phường 2",
            "http://x.vn/12",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn units_may_stand_against_the_number() {
        check("17km, 29,09 km2, 354,59 km²", &["17 «17»", "29.09 «29,09»", "354.59 «354,59»"]);
        check("354,59km²", &["354.59 «354,59»"]);
        check("5.000đ", &["5000 «5.000»"]);
    }

    #[test]
    fn ranges_have_two_ends_and_a_minus_stands_alone() {
        check("5-7 ngày, từ 10 đến 15", &["5 «5»", "7 «7»", "10 «10»", "15 «15»"]);
        check("giảm −5% (-3)", &["-5% «−5%»", "-3 «-3»"]);
        check("10 -15", &["10 «10»", "15 «15»"]);
    }

    #[test]
    fn english_forms() {
        check_english("issued 77,894 cards, 87.1 per cent", &["77894 «77,894»", "87.1% «87.1 per cent»"]);
        check_english(
            "1.2 million, 3 billion, 90 thousand",
            &["1200000 «1.2 million»", "3000000000 «3 billion»", "90000 «90 thousand»"],
        );
        check_english("1,223/2,376 files", &["1223/2376 «1,223/2,376»"]);
        check_english("on 24 November 2022, in 2024, Project 06", &[]);
        check_english("1,5", &[]);
    }

    #[test]
    fn digits_shown_are_kept() {
        let read = |text: &str| read_numbers(text, NumberForm::Vietnamese).remove(0);
        assert_eq!(read("87,10%").decimals, 2);
        assert_eq!(read("1,2 triệu").round_alike(Decimal::from(1_249_999)), Decimal::from(1_200_000));
        assert_eq!(read("1,2 triệu").round_alike(Decimal::from(1_250_000)), Decimal::from(1_300_000));
        assert_eq!(read("77.894").round_alike(Decimal::new(778_935, 1)), Decimal::from(77_894));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(digits in -999_999_999_999i64..999_999_999_999, decimals in 0..6u32) {
            let value = Decimal::new(digits, decimals);
            for (style, form) in [(NumberStyle::VIETNAMESE, NumberForm::Vietnamese), (NumberStyle::ENGLISH, NumberForm::English)] {
                let text = format_decimal(value, &style);
                let read = read_numbers(&text, form);
                prop_assert_eq!(read.len(), 1, "{}", &text);
                prop_assert_eq!(read[0].value, value);
                prop_assert_eq!(read[0].bytes.clone(), 0..text.len());
            }
        }

        #[test]
        fn ranges_lie_in_the_text_in_order(text in "([0-9]{1,4}|[/.,: %-]|−| nghìn| tỷ|km|Đ|hơn |\\PC){0,20}") {
            for form in [NumberForm::Vietnamese, NumberForm::English] {
                let mut last = 0;
                for number in read_numbers(&text, form) {
                    prop_assert!(last <= number.bytes.start && number.bytes.start < number.bytes.end);
                    prop_assert!(text.get(number.bytes.clone()).is_some());
                    last = number.bytes.end;
                }
            }
            let _ = qualifier_before(&text);
        }
    }
}
