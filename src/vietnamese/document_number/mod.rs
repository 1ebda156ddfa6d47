//! Numbers of official papers: `61/KH-UBND`, `42/2022/NĐ-CP`, `26/2023/QH15`, `57-NQ/TW`.
//!
//! The forms of Nghị định 30/2020/NĐ-CP (appendix III), of legal documents, and the Party's own. Recognises
//! and compares; what a paper is called or says is never derived from its number.

mod form;
mod kind;
mod office;

use serde::{Deserialize, Serialize};

use std::ops::Range;

use self::form::{Blanks, is_capital, number_at};
pub(super) use self::kind::KINDS;
pub use self::kind::kind_name;
pub use self::office::is_office;
use super::letter::is_alphanumeric;
use super::scan::Cursor;
use super::slug::slugify;

/// The number of a paper. Alone it does not name one: two districts both have a `61/KH-UBND`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentNumber {
    canonical: Box<str>,
    year: Option<u16>,
    /// How many bytes of [`Self::canonical`] the running number takes, at its beginning.
    number: u16,
    /// How many the symbol takes, at its end.
    symbol: u16,
}

impl DocumentNumber {
    /// A number of its parts, which are a beginning and an end of the whole.
    fn of(canonical: String, number: &str, year: Option<u16>, symbol: &str) -> Option<Self> {
        let [number, symbol] = [number, symbol].map(|part| u16::try_from(part.len()).ok());
        Some(Self { canonical: canonical.into_boxed_str(), year, number: number?, symbol: symbol? })
    }

    /// The number as it is printed: no spaces, plain hyphens, `Đ` where the unmarked form leaves no doubt.
    /// A leading zero stays as the author wrote it.
    pub fn canonical(&self) -> &str {
        &self.canonical
    }

    /// The running number within its year, as written: `06`, `61a`.
    pub fn number(&self) -> &str {
        self.canonical.get(..usize::from(self.number)).unwrap_or_default()
    }

    /// The year, where it is part of the number (legal papers); 1945 to 2099.
    pub fn year(&self) -> Option<u16> {
        self.year
    }

    /// What stands behind the number and the year: `QĐ-TTg`, `NĐ-CP`, `QH15`, `NQ/TW`.
    pub fn symbol(&self) -> &str {
        let start = self.canonical.len().saturating_sub(usize::from(self.symbol));
        self.canonical.get(start..).unwrap_or_default()
    }

    /// The abbreviation of the kind, `QĐ`; none for official letters (`3074/UBND-CA`) and for `QH15`.
    pub fn kind_abbreviation(&self) -> Option<&str> {
        let (first, _) = self.symbol().split_once(['-', '/'])?;
        kind_name(first).map(|_| first)
    }

    /// The kind in words, `Quyết định`, where the symbol says it.
    pub fn kind(&self) -> Option<&'static str> {
        self.kind_abbreviation().and_then(kind_name)
    }

    /// Whether its kind, or else its office, is one that there is, and the rest is written as abbreviations are.
    fn is_usual(&self) -> bool {
        let is_abbreviation = |part: &str| part.chars().filter(|letter| is_capital(*letter)).count() >= 2;
        let mut parts = self.symbol().split(['-', '/']);
        // `QH15`: the fifteenth National Assembly.
        let office = |part: &str| is_office(part.trim_end_matches(|sign: char| sign.is_ascii_digit()));
        let is_known = |part: &str| kind_name(part).is_some() || office(part);
        let first = parts.next().filter(|first| is_abbreviation(first));
        match self.symbol().split_once('/') {
            Some((_, organ)) => is_office(organ),
            None => first.is_some_and(is_known) && parts.all(is_abbreviation),
        }
    }

    /// Equal for two ways to write one number, `6/QĐ-TTg` and `06/QĐ-TTg`; says nothing of issuer and date.
    pub fn same_paper_key(&self) -> String {
        // Marks stay: DA is dự án and ĐA is đề án.
        self.canonical.trim_start_matches('0').to_uppercase()
    }

    /// The number as part of an address: `06-qd-ttg`. Marks are lost, so two numbers may meet.
    pub fn slug(&self) -> String {
        slugify(&self.canonical)
    }
}

/// Reads a text that is nothing but one number, white space around it aside.
pub fn parse_document_number(text: &str) -> Option<DocumentNumber> {
    whole(text, Blanks::One)
}

/// As [`parse_document_number`], with blanks beside any of its signs: what a text with blanks in it may have meant.
pub fn parse_spaced_number(text: &str) -> Option<DocumentNumber> {
    whole(text, Blanks::Any)
}

fn whole(text: &str, blanks: Blanks) -> Option<DocumentNumber> {
    let text = text.trim();
    let (number, end) = number_at(Cursor::new(text, 0), blanks)?;
    end.next().is_none().then_some(number)
}

/// Finds the numbers in running text; the ranges are bytes, in order, and hold the number alone.
///
/// Dates, shares, scales, number plates and standards are none; nothing is recognised inside an address.
pub fn document_numbers_in(text: &str) -> Vec<(Range<usize>, DocumentNumber)> {
    found_in(text, Blanks::One)
}

/// Finds what most likely is a number with blanks in it, `45 / QĐ-UBND`, so that its writer can be asked. Among them
/// are those that [`document_numbers_in`] finds with one blank.
///
/// Blanks also stand between things that are no number, so kind and offices must be such as there are.
pub fn spaced_numbers_in(text: &str) -> Vec<(Range<usize>, DocumentNumber)> {
    let mut found = found_in(text, Blanks::Any);
    found.retain(|(range, number)| text[range.clone()].contains(char::is_whitespace) && number.is_usual());
    found
}

fn found_in(text: &str, blanks: Blanks) -> Vec<(Range<usize>, DocumentNumber)> {
    let before_stroke = match blanks {
        Blanks::Any => BEFORE_SPACED_STROKE,
        _ => BEFORE_STROKE,
    };
    let (mut found, mut at) = (Vec::new(), 0);
    // Every form has a stroke, and hardly a sentence has one.
    while let Some(stroke) = text[at..].find('/').map(|away| at + away) {
        let near = stroke.saturating_sub(before_stroke).max(at);
        at = match number_around(text, near, stroke, blanks) {
            Some((bytes, number)) => {
                let end = bytes.end;
                found.push((bytes, number));
                end
            }
            None => stroke + 1,
        };
    }
    found
}

/// The number whose first stroke this is, if it begins at a byte or behind it.
fn number_around(
    text: &str,
    from: usize,
    stroke: usize,
    blanks: Blanks,
) -> Option<(Range<usize>, DocumentNumber)> {
    let mut at = from;
    while let Some(away) = text.as_bytes()[at..stroke].iter().position(u8::is_ascii_digit) {
        let cursor = Cursor::new(text, at + away);
        if let Some((number, end)) = number_at(cursor, blanks).filter(|_| may_begin(cursor)) {
            return Some((cursor.at()..end.at(), number));
        }
        at = cursor.digits().1.at();
    }
    None
}

/// How many bytes may stand before the first stroke of a number: four digits, a hyphen of three bytes, a kind of three
/// letters; five digits, a letter and a blank are fewer.
const BEFORE_STROKE: usize = 13;

/// As [`BEFORE_STROKE`], with a few blanks on either side of each sign.
const BEFORE_SPACED_STROKE: usize = 24;

/// Not inside a longer number or word, nor inside a web address.
fn may_begin(cursor: Cursor<'_>) -> bool {
    let joined =
        |previous: char| is_alphanumeric(previous) || matches!(previous, '/' | '.' | ',' | '-' | '–');
    if cursor.previous().is_some_and(joined) {
        return false;
    }
    let before = cursor.before();
    let word = before.rfind(char::is_whitespace).map_or(before, |space| &before[space..]).trim_start();
    !word.contains("://") && !word.starts_with("www.")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The numbers of a running text, in their canonical form.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<_> =
            document_numbers_in(text).into_iter().map(|(_, number)| number.canonical.into_string()).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[track_caller]
    fn check_parts(written: &str, number: &str, year: Option<u16>, symbol: &str, kind: Option<&str>) {
        let read = parse_document_number(written).expect(written);
        assert_eq!((read.number(), read.year(), read.symbol(), read.kind()), (number, year, symbol, kind));
        assert_eq!(read.canonical(), written);
    }

    #[test]
    fn every_form_has_its_parts() {
        check_parts("61/KH-UBND", "61", None, "KH-UBND", Some("Kế hoạch"));
        check_parts("3074/UBND-CA", "3074", None, "UBND-CA", None);
        check_parts("42/2022/NĐ-CP", "42", Some(2022), "NĐ-CP", Some("Nghị định"));
        check_parts("26/2023/QH15", "26", Some(2023), "QH15", None);
        check_parts("1243/NQ-UBTVQH15", "1243", None, "NQ-UBTVQH15", Some("Nghị quyết"));
        check_parts("01/2021/TTLT-BCA-BTP", "01", Some(2021), "TTLT-BCA-BTP", Some("Thông tư liên tịch"));
        check_parts("57-NQ/TW", "57", None, "NQ/TW", Some("Nghị quyết"));
        check_parts("06/QĐ-TTg", "06", None, "QĐ-TTg", Some("Quyết định"));
        check_parts("61a/CTr-UBND", "61a", None, "CTr-UBND", Some("Chương trình"));
        check_parts("12/TB-UBND.VP", "12", None, "TB-UBND.VP", Some("Thông báo"));
    }

    #[test]
    fn numbers_are_found_in_sentences() {
        check("Thực hiện Kế hoạch số 61/KH-UBND ngày 21/3/2022 của UBND huyện.", &["61/KH-UBND"]);
        check("Số:3074/UBND-CA, (42/2022/NĐ-CP); 57-NQ/TW.", &["3074/UBND-CA", "42/2022/NĐ-CP", "57-NQ/TW"]);
        check("Công văn 3074/UBND-CA.Ngày sau", &["3074/UBND-CA"]);
        check("61/KH-UBND - Về việc", &["61/KH-UBND"]);
        check("61/KH-UBND -Về việc", &["61/KH-UBND"]);
        check("“61/KH-UBND”", &["61/KH-UBND"]);
    }

    #[test]
    fn one_blank_beside_one_sign_is_a_slip() {
        check("06 /QĐ-TTg", &["06/QĐ-TTg"]);
        check("06/ QĐ-TTg", &["06/QĐ-TTg"]);
        check("61/KH- UBND", &["61/KH-UBND"]);
        check("42/2022/ NĐ–CP", &["42/2022/NĐ-CP"]);
        check("06 / QĐ-TTg", &[]);
        check("06 /QĐ - TTg", &[]);
    }

    /// The numbers with blanks in them.
    #[track_caller]
    fn check_spaced(text: &str, expected: &[&str]) {
        let found: Vec<_> = spaced_numbers_in(text)
            .into_iter()
            .map(|(range, number)| format!("{} = {}", &text[range], number.canonical))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_number_with_any_blanks_in_it_is_found_for_those_who_ask() {
        check_spaced("số 45 / QĐ-UBND ngày", &["45 / QĐ-UBND = 45/QĐ-UBND"]);
        check_spaced(
            "12/QĐ - UBND, 45  / UBND-VX.",
            &["12/QĐ - UBND = 12/QĐ-UBND", "45  / UBND-VX = 45/UBND-VX"],
        );
        check_spaced("42 / 2022 / NĐ – CP", &["42 / 2022 / NĐ – CP = 42/2022/NĐ-CP"]);
        check_spaced("26/ 2023 /QH15", &["26/ 2023 /QH15 = 26/2023/QH15"]);
        check_spaced("57 - NQ/TW và 57-NQ / TU", &["57 - NQ/TW = 57-NQ/TW", "57-NQ / TU = 57-NQ/TU"]);
        check_spaced("01/2021/TTLT - BCA - BTP", &["01/2021/TTLT - BCA - BTP = 01/2021/TTLT-BCA-BTP"]);
        check_spaced("45 / QĐ-UBND - BCĐ huyện", &["45 / QĐ-UBND = 45/QĐ-UBND"]);
        check_spaced("1234 /QD-UBND, 61/KH-UBND", &["1234 /QD-UBND = 1234/QĐ-UBND"]);
    }

    #[test]
    fn blanks_between_other_things_make_no_number() {
        for text in [
            "5 / 7 xã",
            "2 / QĐ",
            "2 / QĐ và 3 / KH",
            "61/KH - Về việc",
            "61/KH - Chi cục",
            "theo 12/QĐ - Ủy ban",
            "21 / 3 / 2022",
            "ngày 20/11 - TB/KH",
            "quý 3 - BC/KH",
            "giai đoạn 2021 - 2025",
            "500 / CCCD - VNeID",
            "cỡ 12 / L - XL",
            "60 km / h - xe máy",
            "5 hộ / TDP - 12 hộ",
            "tổ 3 / CCCD",
            "12 / Tổ - Nhóm",
            "https://x.vn/a / 45 / b",
        ] {
            check_spaced(text, &[]);
        }
    }

    #[test]
    fn unmarked_kinds_are_marked_where_there_is_no_doubt() {
        check("06/QD-TTg và 42/2022/ND-CP", &["06/QĐ-TTg", "42/2022/NĐ-CP"]);
        check("57-QD/TW, 3/CD-UBND", &["57-QĐ/TW", "3/CĐ-UBND"]);
        check("05/HD-UBND, 06/DA-UBND", &["05/HD-UBND", "06/DA-UBND"]);
    }

    #[test]
    fn what_looks_like_a_number_is_none() {
        for text in [
            "24/11/2022",
            "1.223/2.376 hồ sơ",
            "24/24 xã",
            "trực 24/7",
            "tỷ lệ 1/500",
            "60 km/h",
            "và/hoặc",
            "CMND/CCCD",
            "TCVN ISO 9001:2015",
            "29A-123.45",
            "QL.1A",
            "KT-XH",
            "2022-2025",
            "ĐT741",
            "297 Tổ công tác/297 thôn",
            "http://x.vn/van-ban/06/QD-TTg",
            "https://x.vn/?so=06/QĐ-TTg",
            "www.x.vn/?so=06/QĐ-TTg",
            "106/2300/NĐ-CP",
            "61/KH-UBND/2",
            "61/KH-UBNDhuyện",
            "A61/KH-UBND",
            "1.61/KH-UBND",
            "123456/KH-UBND",
            "57-NQ/T",
            "06/kh-ubnd",
            "2/QH",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn a_leading_zero_makes_no_other_paper() {
        let key = |text| parse_document_number(text).expect(text).same_paper_key();
        assert_eq!(key("6/QĐ-TTg"), key("06/QĐ-TTg"));
        assert_eq!(key("06/QD-TTG"), key("06/QĐ-TTg"));
        for other in ["60/QĐ-TTg", "06/CT-TTg", "06/2022/QĐ-TTg", "06-QĐ/TTg"] {
            assert_ne!(key(other), key("06/QĐ-TTg"), "{other}");
        }
        assert_ne!(key("05/HD-UBND"), key("05/HĐ-UBND"));
        assert_ne!(key("05/DA-UBND"), key("05/ĐA-UBND"));
    }

    #[test]
    fn slugs_follow_the_number() {
        let slug = |text| parse_document_number(text).expect(text).slug();
        assert_eq!(slug("06/QĐ-TTg"), "06-qd-ttg");
        assert_eq!(slug("42/2022/NĐ-CP"), "42-2022-nd-cp");
        assert_eq!(slug("57-NQ/TW"), "57-nq-tw");
    }

    #[test]
    fn nothing_but_a_number_is_parsed() {
        assert!(parse_document_number(" 06/QĐ-TTg ").is_some());
        for other in ["", "Quyết định 06/QĐ-TTg", "06/QĐ-TTg ngày", "06"] {
            assert_eq!(parse_document_number(other), None, "{other}");
        }
    }

    /// As [`document_numbers_in`], trying every digit.
    fn plainly_found(text: &str) -> Vec<(Range<usize>, DocumentNumber)> {
        let (mut found, mut at) = (Vec::new(), 0);
        while let Some(away) = text[at..].find(|next: char| next.is_ascii_digit()) {
            let cursor = Cursor::new(text, at + away);
            let number = number_at(cursor, Blanks::One).filter(|_| may_begin(cursor));
            at = number.as_ref().map_or(cursor.digits().1, |(_, end)| *end).at();
            found.extend(number.map(|(number, end)| (cursor.at()..end.at(), number)));
        }
        found
    }

    proptest! {
        #[test]
        fn no_number_is_passed_by(text in "([0-9]{1,5}|[/.a đ–‑\u{a0}-]|/|QĐ|CTr|QyĐ|NQ|-UBND|TW|đ|\\PC){0,16}") {
            prop_assert_eq!(document_numbers_in(&text), plainly_found(&text));
        }

        #[test]
        fn blanks_take_nothing_from_a_number(text in "([0-9]{1,4}|[/.,: -]|QĐ|NQ|UBND|TW|QH15| - |\\PC){0,16}") {
            for (bytes, number) in spaced_numbers_in(&text) {
                prop_assert_eq!(parse_spaced_number(&text[bytes]), Some(number.clone()));
                prop_assert_eq!(parse_document_number(number.canonical()), Some(number));
            }
        }

        #[test]
        fn canonical_forms_are_read_back(number in 1..99999u32, year in prop::option::of(1945..=2099u16), symbol in "(QĐ|NĐ|KH|CTr)-(UBND|TTg|CP|BCA)(-[A-Z]{2,4})?") {
            let written = year.map_or(format!("{number:02}/{symbol}"), |year| format!("{number:02}/{year}/{symbol}"));
            let read = parse_document_number(&written);
            prop_assert_eq!(read.as_ref().map(DocumentNumber::canonical), Some(written.as_str()));
            prop_assert_eq!(document_numbers_in(&format!("Số {written}, của")).len(), 1);
        }

        #[test]
        fn ranges_lie_in_the_text_and_are_read_alone(text in "([0-9]{1,4}|[/.,: -]|QĐ|QD|NQ|TTg|UBND|TW|Đ|\\PC){0,16}") {
            let mut last = 0;
            for (bytes, number) in document_numbers_in(&text) {
                prop_assert!(last <= bytes.start && bytes.start < bytes.end);
                last = bytes.end;
                prop_assert_eq!(parse_document_number(&text[bytes]), Some(number));
            }
        }
    }
}
