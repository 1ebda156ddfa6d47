//! What a text says beside the number of a paper: its date, its year, who issued it.
//!
//! "Kế hoạch số 61/KH-UBND ngày 21/3/2022 của UBND huyện Tủa Chùa", "UBND xã ban hành Kế hoạch số 61/KH-UBND". Only
//! what stands right beside the number counts.

use super::date::{WrittenDate, dates_in};
use super::document_number::KINDS;
use super::issuer::{Issuer, issuer_at};

/// How far behind a number its date may stand, in bytes: "số 61/KH-UBND ngày 21/3/2022".
const DATE_WITHIN: usize = 48;

/// How far before a number the office may begin that issued it.
const ISSUER_WITHIN: usize = 200;

/// What is said of a paper beside its number.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Citation {
    /// Its day as year, month and day, which may be none of the calendar.
    pub day: Option<(i32, u32, u32)>,
    /// Its year, where no day is said.
    pub year: Option<i32>,
    /// Who issued it.
    pub issuer: Option<Issuer>,
}

/// Reads what stands before and behind a number.
pub fn citation(before: &str, behind: &str) -> Citation {
    let mut said = Citation::default();
    let mut rest = behind;
    // Date and issuer stand in either order.
    for _ in 0..2 {
        let Some(end) = said.date(rest).or_else(|| said.issuer_behind(rest)) else { break };
        rest = &rest[end..];
    }
    if said.issuer.is_none() {
        said.issuer = issuer_before(before);
    }
    said
}

impl Citation {
    /// Takes the date that a text begins with; gives its end.
    fn date(&mut self, text: &str) -> Option<usize> {
        if self.day.is_some() || self.year.is_some() {
            return None;
        }
        if let Some((year, end)) = year_in_brackets(text) {
            self.year = Some(year);
            return Some(end);
        }
        let near = &text[..boundary(text, DATE_WITHIN)];
        let (range, date) = dates_in(near).into_iter().next()?;
        let between = near[..range.start].trim();
        let introduction = between.trim_start_matches([',', '(']).trim();
        match date {
            WrittenDate::Day { year, month, day } if matches!(introduction, "" | "ngày" | "dated" | "of") => {
                self.day = Some((year, month, day));
            }
            // Behind a comma a year begins what follows: "thực hiện Kế hoạch 61/KH-UBND, năm 2023 xã đã …".
            WrittenDate::Year { year } | WrittenDate::Month { year, .. }
                if matches!(between, "" | "of" | "(") =>
            {
                self.year = Some(year);
            }
            _ => return None,
        }
        Some(range.end)
    }

    /// Takes the issuer that a text begins with: "của UBND xã", "do UBND xã ban hành".
    fn issuer_behind(&mut self, text: &str) -> Option<usize> {
        let start = text.trim_start().trim_start_matches([',', ')', '(']).trim_start();
        let introductions =
            ["của ", "do ", "of the ", "of ", "by the ", "by ", "issued by the ", "issued by "];
        let name = introductions.iter().find_map(|word| start.strip_prefix(word)).map(str::trim_start)?;
        if self.issuer.is_some() {
            return None;
        }
        let (issuer, end) = issuer_at(name)?;
        self.issuer = Some(issuer);
        Some(text.len() - name.len() + end)
    }
}

/// Whether words are the name of a kind of paper: `Kế hoạch`.
fn is_kind_name(words: &str) -> bool {
    KINDS.iter().any(|(_, name)| name.to_lowercase() == words.to_lowercase())
}

/// The last place between two characters up to a byte.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
}

/// ` (2022)`.
fn year_in_brackets(text: &str) -> Option<(i32, usize)> {
    let inside = text.trim_start().strip_prefix('(')?;
    let digits = inside.get(..4).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    let behind = inside[4..].strip_prefix(')')?;
    Some((digits.parse().ok()?, text.len() - behind.len()))
}

/// "UBND xã Xá Nhè đã ban hành Kế hoạch số".
fn issuer_before(before: &str) -> Option<Issuer> {
    let near = &before[boundary(before, before.len().saturating_sub(ISSUER_WITHIN))..];
    let near = near.rsplit([';', ':', '(', '\n', '“']).next().unwrap_or(near);
    let issued = near.rfind("ban hành")?;
    let kind = near[issued + "ban hành".len()..].trim();
    let kind = kind.strip_suffix("số").unwrap_or(kind).trim();
    if !kind.is_empty() && !is_kind_name(kind) {
        return None;
    }
    let mut who = near[..issued].trim_end();
    while let Some(shorter) =
        ["đã", "vừa", "mới", "cũng", "sẽ", "ký"].iter().find_map(|word| who.strip_suffix(word))
    {
        who = shorter.trim_end();
    }
    let starts = who.match_indices(' ').map(|(at, _)| at + 1).rev().chain([0]);
    let found = |at: usize| issuer_at(&who[at..]).filter(|(_, end)| at + end == who.len());
    let mut issuers = starts.filter_map(|at| Some((begins_office(&who[at..]), found(at)?.0))).peekable();
    // "xã" alone is enough; where the office stands before it, that is part of the name.
    let nearest = issuers.peek().map(|(_, issuer)| issuer.clone());
    issuers.find_map(|(is_office, issuer)| is_office.then_some(issuer)).or(nearest)
}

/// Whether words begin with what an office is called: `UBND`, `Công an`.
fn begins_office(words: &str) -> bool {
    const OFFICES: [&str; 19] = [
        "ubnd",
        "hđnd",
        "ủy ban",
        "uỷ ban",
        "hội đồng",
        "công an",
        "sở ",
        "phòng ",
        "ban ",
        "tổ ",
        "bộ ",
        "tỉnh ủy",
        "thành ủy",
        "huyện ủy",
        "thị ủy",
        "đảng ủy",
        "chủ tịch",
        "thủ tướng",
        "chính phủ",
    ];
    let words = words.to_lowercase();
    OFFICES.iter().any(|office| words.starts_with(office))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let number = text.find("61/KH-UBND").expect("the number");
        let said = citation(&text[..number], &text[number + "61/KH-UBND".len()..]);
        let day = said.day.map(|(year, month, day)| format!("{year}-{month}-{day}"));
        let parts = [day, said.year.map(|year| year.to_string()), said.issuer.map(|issuer| issuer.written)];
        assert_eq!(parts.into_iter().flatten().collect::<Vec<_>>().join(" | "), expected, "{text}");
    }

    #[test]
    fn date_and_issuer_are_read_in_either_order() {
        check(
            "Kế hoạch số 61/KH-UBND ngày 21/3/2022 của UBND huyện Tủa Chùa về việc",
            "2022-3-21 | UBND huyện Tủa Chùa",
        );
        check("Kế hoạch 61/KH-UBND của UBND xã Xá Nhè, ngày 21/3/2022", "2022-3-21 | UBND xã Xá Nhè");
        check("Kế hoạch 61/KH-UBND (ngày 21/3/2022) của UBND xã", "2022-3-21 | UBND xã");
        check(
            "Plan 61/KH-UBND of the People's Committee of Tủa Chùa District",
            "People's Committee of Tủa Chùa District",
        );
        check("Kế hoạch 61/KH-UBND do UBND xã Xá Nhè ban hành", "UBND xã Xá Nhè");
    }

    #[test]
    fn a_year_counts_only_right_behind_the_number() {
        check("Kế hoạch 61/KH-UBND năm 2022 của UBND huyện", "2022 | UBND huyện");
        check("Kế hoạch 61/KH-UBND (2022)", "2022");
        check("Thực hiện Kế hoạch 61/KH-UBND, năm 2023 xã đã cấp", "");
        check("Kế hoạch 61/KH-UBND cho năm 2023", "");
        check("Kế hoạch 61/KH-UBND giai đoạn 2021 - 2025", "");
    }

    #[test]
    fn who_issued_it_may_stand_before_the_number() {
        check("Sáng nay UBND xã Xá Nhè đã ban hành Kế hoạch số 61/KH-UBND.", "UBND xã Xá Nhè");
        check("Theo đó, Ủy ban nhân dân huyện ban hành 61/KH-UBND", "Ủy ban nhân dân huyện");
        check("UBND xã họp bàn việc thực hiện Kế hoạch số 61/KH-UBND", "");
        check("UBND xã ban hành quy chế theo Kế hoạch số 61/KH-UBND", "");
    }

    proptest! {
        #[test]
        fn any_words_around_a_number_are_read(before in "(UBND|xã|huyện|[ ,.(]|ban hành|Kế hoạch|số|\\PC){0,12}", behind in "( ?của | ?ngày |UBND|xã|Xá|[ ,.()]|[0-9/]{1,10}|năm |\\PC){0,12}") {
            citation(&before, &behind);
        }
    }
}
