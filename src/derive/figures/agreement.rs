//! Whether the words of a text give the figure that the data give: the content format's rule, for checks and for
//! offers of links alike.

use std::ops::Range;

use rust_decimal::Decimal;

use super::meant::Meant;
use crate::model::Qualifier;
use crate::vietnamese::number::{
    NumberForm, Trend, WrittenNumber, WrittenQualifier, comparison_before, qualifier_before, read_numbers,
    trend_behind, trends_before,
};

/// How far behind its digits a number may go on, in bytes: "34 nghìn tỷ", "87,1 phần trăm".
const GOES_ON_WITHIN: usize = 32;
/// As many words may stand between "giảm" and its figure for it to be the figure's: "giảm được tới gần 30".
const NEAR_WORDS: usize = 4;

/// A figure as a text gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The number; its bytes count in the text that it was read from.
    pub number: WrittenNumber,
    /// The word before it that loosens it.
    pub qualifier: Option<WrittenQualifier>,
    /// Which way the words say it went.
    pub trend: SaidTrend,
}

/// Which way the words say that a figure went, apart from a minus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaidTrend {
    /// Nothing in the sentence says it.
    Unsaid,
    /// A word near the figure, or a plus.
    Said(Trend),
    /// `nhiều hơn 120`: the word is no qualifier then.
    Compared(Trend),
    /// Only words further away, which may belong to something else.
    Mentioned {
        /// Whether one of them says up.
        up: bool,
        /// Whether one of them says down.
        down: bool,
    },
}

/// How words and data stand to each other; the earlier, the nearer they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The words give the figure.
    Agrees,
    /// They do, but the whole behind the stroke is another, or the data have none.
    WholeDiffers,
    /// They do, but the data are a bound or a guess, and the words give it as exact.
    Bare,
    /// They do, but loosen it another way than the data: "gần 500" for "hơn 500".
    Unfit,
    /// They give its size, and say that it went the other way.
    WrongWay,
    /// They give another figure.
    Differs,
}

/// Reads the figures of a part of a text, with what stands around them: the words of a link, say.
///
/// A number that begins in the part may go on behind it (`[3,5] tỷ`), but takes no whole from there: that is
/// quoted by itself (`[1.223]/[2.376]`).
pub fn said_in(text: &str, part: Range<usize>, form: NumberForm) -> Vec<Said> {
    let before = &text[..part.start];
    let signed = before.strip_suffix(['-', '−', '+']).filter(|rest| !rest.ends_with(char::is_alphanumeric));
    let signed = signed.map_or(part.start, str::len);
    let end = crate::source::floor_char_boundary(text, part.end + GOES_ON_WITHIN).max(part.end);
    let moved = |number: WrittenNumber| WrittenNumber {
        bytes: number.bytes.start + signed..number.bytes.end + signed,
        ..number
    };
    let alone = |start: usize| {
        let mut numbers = read_numbers(&text[signed..part.end], form).into_iter().map(moved);
        numbers.find(|number| number.bytes.start == start)
    };
    let with_rest = read_numbers(&text[signed..end], form).into_iter().map(moved);
    let mut numbers: Vec<_> = with_rest
        .filter(|number| number.bytes.start < part.end)
        .filter_map(|number| match number.bytes.end > part.end && number.of.is_some() {
            true => alone(number.bytes.start),
            false => Some(number),
        })
        .collect();
    if numbers.is_empty() {
        numbers = read_numbers(&text[signed..part.end], form).into_iter().map(moved).collect();
    }
    numbers.into_iter().map(|number| said(text, number)).collect()
}

/// A number of a text with the words around it.
pub fn said(text: &str, number: WrittenNumber) -> Said {
    let before = &text[..number.bytes.start];
    let trend = trend_of(before, &text[number.bytes.end..]);
    Said { qualifier: qualifier_before(before), trend, number }
}

fn trend_of(before: &str, behind: &str) -> SaidTrend {
    if before.ends_with('+') {
        return SaidTrend::Said(Trend::Up);
    }
    if let Some(trend) = comparison_before(before) {
        return SaidTrend::Compared(trend);
    }
    if let Some(trend) = trend_behind(behind) {
        return SaidTrend::Said(trend);
    }
    let all = trends_before(before);
    match all.first() {
        None => SaidTrend::Unsaid,
        Some(nearest) if nearest.words_between <= NEAR_WORDS => SaidTrend::Said(nearest.trend),
        Some(_) => {
            let says = |trend| all.iter().any(|found| found.trend == trend);
            SaidTrend::Mentioned { up: says(Trend::Up), down: says(Trend::Down) }
        }
    }
}

/// How words stand to the nearest of several figures that they may give, and which that is. `None` without any.
pub fn judge<'f, 'm>(readings: &'f [Meant<'m>], said: &Said) -> Option<(&'f Meant<'m>, Verdict)> {
    readings.iter().map(|meant| (meant, verdict(meant, said))).min_by_key(|(_, verdict)| *verdict)
}

/// How words stand to a figure.
///
/// Words without a qualifier agree when the figure rounded to their digits gives them. Loosened words agree
/// within the qualifier's bounds, or when they give the very figure ("không quá 15" of 15).
pub fn verdict(meant: &Meant<'_>, said: &Said) -> Verdict {
    let number = &said.number;
    if number.percent && !meant.in_percent {
        return Verdict::Differs;
    }
    let same_size = if meant.base.is_change() {
        verdict_of_change(meant, said)
    } else {
        loosened(meant.value, number.value, meant, said, said.qualifier)
    };
    match number.of {
        Some(of) if same_size == Verdict::Agrees && meant.of.is_none_or(|whole| whole.value != of) => {
            Verdict::WholeDiffers
        }
        _ => same_size,
    }
}

/// A minus, a plus or a word may say which way it went; a word only where no minus does.
fn verdict_of_change(meant: &Meant<'_>, said: &Said) -> Verdict {
    let (data, words) = (meant.value, said.number.value);
    let fell = data.is_sign_negative() && !data.is_zero();
    let right = |trend| data.is_zero() || (trend == Trend::Down) == fell;
    let sized = |qualifier| loosened(data.abs(), words.abs(), meant, said, qualifier);
    if words.is_sign_negative() {
        return match sized(said.qualifier) {
            Verdict::Agrees if !fell => Verdict::WrongWay,
            other => other,
        };
    }
    match said.trend {
        SaidTrend::Said(trend) if !right(trend) => sized(said.qualifier).max(Verdict::WrongWay),
        SaidTrend::Compared(trend) if !right(trend) => sized(None).max(Verdict::WrongWay),
        SaidTrend::Said(_) => sized(said.qualifier),
        SaidTrend::Compared(_) => sized(None),
        SaidTrend::Mentioned { down: true, .. } if fell => sized(said.qualifier),
        SaidTrend::Mentioned { .. } | SaidTrend::Unsaid if fell => {
            sized(said.qualifier).max(Verdict::WrongWay)
        }
        SaidTrend::Mentioned { .. } | SaidTrend::Unsaid => sized(said.qualifier),
    }
}

/// Compares with the qualifiers of both sides.
fn loosened(
    data: Decimal,
    words: Decimal,
    meant: &Meant<'_>,
    said: &Said,
    qualifier: Option<WrittenQualifier>,
) -> Verdict {
    let rounded = said.number.round_alike(data) == words;
    let agreed = |agrees: bool| if agrees { Verdict::Agrees } else { Verdict::Differs };
    let Some(qualifier) = qualifier else {
        return match meant.qualifier {
            Qualifier::Exact => agreed(rounded),
            _ if rounded => Verdict::Bare,
            _ => Verdict::Differs,
        };
    };
    let within = data == words
        || lies_within(data, words, qualifier)
        || (qualifier == WrittenQualifier::About && rounded);
    match (meant.qualifier, qualifier) {
        (Qualifier::Exact, _)
        | (Qualifier::Over, WrittenQualifier::Over)
        | (Qualifier::Under, WrittenQualifier::Under | WrittenQualifier::Near)
        | (Qualifier::About, WrittenQualifier::About) => agreed(within),
        _ if rounded => Verdict::Unfit,
        _ => Verdict::Differs,
    }
}

/// The bounds of the content format.
fn lies_within(data: Decimal, words: Decimal, qualifier: WrittenQualifier) -> bool {
    let tenth = words.abs() / Decimal::TEN;
    match qualifier {
        WrittenQualifier::Over => words <= data && data <= words + tenth,
        WrittenQualifier::Near => words - tenth <= data && data < words,
        WrittenQualifier::Under => data < words,
        WrittenQualifier::About => (data - words).abs() <= tenth / Decimal::TWO,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::fixture::{decimal, metric, observed, spanned};
    use super::super::ledger::Ledger;
    use super::super::{meant, readings};
    use super::*;
    use crate::model::{Figured, Metric, ObservationId};
    use crate::vietnamese::number::format_decimal;

    use NumberForm::{English, Vietnamese};
    use Verdict::*;

    /// Judges the number of the words between brackets: `còn hơn [300] người`.
    #[track_caller]
    fn judged(metric: &Metric, figure: Figured, words: &str, form: NumberForm) -> Verdict {
        let (before, rest) = words.split_once('[').expect("brackets");
        let (inside, behind) = rest.split_once(']').expect("brackets");
        let text = format!("{before}{inside}{behind}");
        let all = said_in(&text, before.len()..before.len() + inside.len(), form);
        let said = all.first().unwrap_or_else(|| panic!("no number in {words}"));
        let last = ObservationId::at(metric.observations.len() - 1);
        judge(&readings(&Ledger::of(metric), last, figure), said).expect("the data give it").1
    }

    #[track_caller]
    fn check(data: &str, words: &str, expected: Verdict) {
        let metric = metric([observed("2022", data).build()]);
        assert_eq!(judged(&metric, Figured::Value, words, Vietnamese), expected, "{words}");
    }

    #[track_caller]
    fn check_qualified(qualifier: Qualifier, data: &str, words: &str, expected: Verdict) {
        let metric = metric([observed("2022", data).qualifier(qualifier).build()]);
        assert_eq!(judged(&metric, Figured::Value, words, Vietnamese), expected, "{words}");
    }

    #[test]
    fn rounding_to_the_digits_shown_agrees() {
        for words in ["[77.894]", "[77894] thẻ", "[77,9 nghìn]", "[78 nghìn]", "[77,9] nghìn", "[77,89 ngàn]"]
        {
            check("77894", words, Agrees);
        }
        for words in ["[77.895]", "[78.000]", "[77,8 nghìn]", "[80 nghìn]", "[77,9 triệu]", "[77.894%]"] {
            check("77894", words, Differs);
        }
        check("3500000000", "[3,5]\u{a0}tỷ đồng", Agrees);
        check("87.1", "[87]", Agrees);
        check("87.1", "[87,12]", Differs);
        let english = metric([observed("2022", "77894").build()]);
        assert_eq!(judged(&english, Figured::Value, "[77,894] cards", English), Agrees);
        assert_eq!(judged(&english, Figured::Value, "[77.9 thousand]", English), Agrees);
    }

    #[test]
    fn loosened_words_agree_within_their_bounds() {
        check("310", "hơn [300] người", Agrees);
        check("330", "[trên 300]", Agrees);
        check("331", "hơn [300]", Differs);
        check("299", "hơn [300]", Differs);
        check("290", "gần [300]", Agrees);
        check("269", "gần [300]", Differs);
        check("301", "gần [300]", Differs);
        check("12", "dưới [300]", Agrees);
        check("301", "dưới [300]", Differs);
        check("315", "khoảng [300]", Agrees);
        check("285", "khoảng [300]", Agrees);
        check("316", "khoảng [300]", Differs);
        check("15", "không quá [15]", Agrees);
        check("77894", "hơn [78 nghìn]", Differs);
        check("26", "24 trên [26]", Agrees);
    }

    #[test]
    fn a_bound_is_quoted_as_one() {
        use Qualifier::*;
        check_qualified(Over, "500", "[500] người", Bare);
        check_qualified(Over, "500", "trên [500] người", Agrees);
        check_qualified(Over, "34400", "hơn [34 nghìn]", Agrees);
        check_qualified(Over, "500", "gần [500]", Unfit);
        check_qualified(Over, "500", "[501]", Differs);
        check_qualified(Under, "500", "dưới [500]", Agrees);
        check_qualified(Under, "500", "gần [500]", Agrees);
        check_qualified(Under, "500", "hơn [500]", Unfit);
        check_qualified(About, "500", "khoảng [500]", Agrees);
        check_qualified(About, "500", "[500]", Bare);
    }

    #[test]
    fn part_and_whole_are_both_held_against_the_data() {
        let metric = metric([observed("2022", "1223").of("2376").build()]);
        let check = |words: &str, figure, expected| {
            assert_eq!(judged(&metric, figure, words, Vietnamese), expected, "{words}");
        };
        check("[1.223/2.376] hồ sơ", Figured::Value, Agrees);
        check("[1.223/2.377] hồ sơ", Figured::Value, WholeDiffers);
        check("[1.224/2.376] hồ sơ", Figured::Value, Differs);
        check("[1.223]/2.376 hồ sơ", Figured::Value, Agrees);
        check("1.223/[2.376] hồ sơ", Figured::Of, Agrees);
        check("[1.153]", Figured::Remaining, Agrees);
        check("[51,5%]", Figured::Percent, Agrees);
        check("[51,47] %", Figured::Percent, Agrees);
        check("[52]%", Figured::Computed, Differs);
        check("[51]%", Figured::Computed, Agrees);
    }

    #[test]
    fn the_way_of_a_change_is_a_sign_or_a_word() {
        let change = |before: &str, now: &str, words: &str, form| {
            let metric = metric([observed("2021", before).build(), observed("2022", now).build()]);
            judged(&metric, Figured::Change, words, form)
        };
        for words in
            ["tăng [120]", "[tăng 120]", "[+120]", "+[120]", "[120]", "nhiều hơn [120]", "tăng [12%]"]
        {
            assert_eq!(change("1000", "1120", words, Vietnamese), Agrees, "{words}");
        }
        for words in ["giảm [120]", "[−120]", "ít hơn [120] so với tháng trước", "giảm [12%]"] {
            assert_eq!(change("1000", "1120", words, Vietnamese), WrongWay, "{words}");
        }
        for words in ["giảm [30]", "giảm được tới gần [31]", "[-30]", "−[30]", "ít hơn [30] thẻ"]
        {
            assert_eq!(change("80", "50", words, Vietnamese), Agrees, "{words}");
        }
        assert_eq!(change("80", "50", "giảm so với cùng kỳ của năm trước đó là [30]", Vietnamese), Agrees);
        assert_eq!(change("80", "50", "[30]", Vietnamese), WrongWay);
        assert_eq!(change("80", "50", "giảm [31]", Vietnamese), Differs);
        assert_eq!(change("80", "50", "fell by [30]", English), Agrees);
        assert_eq!(change("80", "50", "[30] fewer than in May", English), Agrees);
        assert_eq!(change("80", "50", "rose by [30]", English), WrongWay);
    }

    #[test]
    fn a_share_that_the_source_gets_wrong_may_be_told_either_way_once_accepted() {
        let of = |accept: Option<&str>, words: &str| {
            let mut observation = observed("2022", "12174").of("77894").percent("15.7").build();
            observation.accept = accept.map(|reason| spanned(reason.to_owned()));
            judged(&metric([observation]), Figured::Percent, words, Vietnamese)
        };
        assert_eq!(of(None, "[15,7%]"), Agrees);
        assert_eq!(of(None, "[15,6%]"), Differs);
        let accept = Some("Nguồn ghi 15,7%.");
        assert_eq!(of(accept, "[15,6%]"), Agrees);
        assert_eq!(of(accept, "[15,63%]"), Agrees);
        assert_eq!(of(accept, "[15,8%]"), Differs);
    }

    proptest! {
        #[test]
        fn a_figure_written_in_any_form_agrees_with_itself(
            digits in 1i64..9_999_999_999, decimals in 0u32..3, shown in 0u32..3, power in 0usize..4, qualifier in 0usize..5,
        ) {
            let value = Decimal::new(digits, decimals);
            let whole = metric([observed("2022", &value.to_string()).build()]);
            let meant = meant(&Ledger::of(&whole), ObservationId::at(0), Figured::Value).expect("a value");
            for (form, scales, qualifiers) in [
                (Vietnamese, ["", " nghìn", " triệu", "\u{a0}tỷ"], ["", "khoảng ", "trên ", "gần ", "không quá "]),
                (English, ["", " thousand", " million", " billion"], ["", "about ", "over ", "nearly ", "at most "]),
            ] {
                let scale = Decimal::from(10u64.pow(3 * power as u32));
                let scaled = crate::vietnamese::number::round_half_away(value / scale, shown);
                // A bound holds for the very figure alone; rounded, it may be passed.
                let exact = scaled * scale == value;
                let word = if exact { qualifiers[qualifier] } else { qualifiers[qualifier.min(1)] };
                let number = format_decimal(scaled, &form.style());
                let text = format!("{word}{number}{} người", scales[power]);
                let said = said_in(&text, word.len()..word.len() + number.len(), form);
                prop_assert_eq!(said.len(), 1, "{}", &text);
                if !scaled.is_zero() {
                    prop_assert_eq!(verdict(&meant, &said[0]), Agrees, "{} of {}", &text, value);
                }
            }
        }

        #[test]
        fn one_unit_more_in_the_last_digit_differs(digits in 100i64..9_999_999) {
            let whole = metric([observed("2022", &digits.to_string()).build()]);
            let meant = meant(&Ledger::of(&whole), ObservationId::at(0), Figured::Value).expect("a value");
            let text = format_decimal(Decimal::from(digits + 1), &Vietnamese.style());
            let said = said_in(&text, 0..text.len(), Vietnamese);
            prop_assert_eq!(verdict(&meant, &said[0]), Differs);
        }
    }

    #[test]
    fn decimals_are_read_exactly() {
        assert_eq!(said_in("0,1", 0..3, Vietnamese)[0].number.value, decimal("0.1"));
    }
}
