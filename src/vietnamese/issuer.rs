//! Who issued a paper, as texts name them: `UBND huyện Tủa Chùa`, `Thủ tướng Chính phủ`, `the People's Committee of
//! Tủa Chùa District`.
//!
//! What tells one office's papers from another's of the same symbol is the unit it belongs to, so the unit is what is
//! read; that `UBND` issued a `KH-UBND` its symbol says. In doubt nobody is named.

use serde::{Deserialize, Serialize};

use super::collate::without_type_word;
use super::fold::fold;

/// Who issued a paper, as far as words say it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issuer {
    /// The words.
    pub written: String,
    /// What the office belongs to.
    pub seat: Seat,
}

/// What an office belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Seat {
    /// The whole country: the Government, a ministry.
    Nation,
    /// A unit below it.
    Unit {
        /// What kind of unit.
        kind: SeatKind,
        /// Its name; `None` where only the kind is said: "UBND xã".
        name: Option<String>,
    },
}

/// What kind of unit the words say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum SeatKind {
    Province,
    /// Of the rank of a province or of a district.
    City,
    District,
    Commune,
}

impl SeatKind {
    /// Whether one unit may be called both.
    fn meets(self, other: Self) -> bool {
        let is_city = |one, other| one == Self::City && matches!(other, Self::Province | Self::District);
        self == other || is_city(self, other) || is_city(other, self)
    }
}

impl Seat {
    /// Whether two offices can't be the same; what one does not say contradicts nothing.
    pub fn contradicts(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Nation, Self::Nation) => false,
            (Self::Unit { kind, name }, Self::Unit { kind: other_kind, name: other_name }) => {
                let names = name.as_deref().zip(other_name.as_deref());
                !kind.meets(*other_kind) || names.is_some_and(|(one, other)| !is_same_name(one, other))
            }
            _ => true,
        }
    }
}

/// Whether two names of places are one, with or without the word for the kind of unit, and however marks are placed.
pub fn is_same_name(one: &str, other: &str) -> bool {
    fold(without_type_word(one)) == fold(without_type_word(other))
}

/// The issuer whose name a text begins with, and where the name ends in bytes.
pub fn issuer_at(text: &str) -> Option<(Issuer, usize)> {
    let words = words_of(text);
    let begins_name = |word: &Word<'_>| word.is_capital() || unit_kind(std::slice::from_ref(word)).is_some();
    words.first().filter(|first| begins_name(first))?;
    let (seat, end) = unit_behind(&words).or_else(|| english_unit(&words)).or_else(|| nation(&words))?;
    Some((Issuer { written: text[..end].to_owned(), seat }, end))
}

/// How many words may stand before the unit: "Ban Chỉ đạo thực hiện Đề án 06 huyện".
const MOST_WORDS: usize = 14;

/// Words that are in no office's name: it ended before them.
const BEHIND_NAMES: [&str; 24] = [
    "về", "việc", "nhằm", "để", "đã", "ngày", "năm", "tháng", "số", "của", "tại", "trong", "cho", "từ",
    "với", "được", "là", "có", "on", "dated", "to", "in", "for", "is",
];

struct Word<'a> {
    text: &'a str,
    lower: String,
    /// Where it ends, without the sign behind it.
    end: usize,
    /// A sign stands behind it: nothing further belongs to it.
    is_last: bool,
}

impl Word<'_> {
    fn is_capital(&self) -> bool {
        self.text.chars().next().is_some_and(|first| first.is_uppercase() || first.is_ascii_digit())
    }
}

/// The words up to the first sign that ends a phrase.
fn words_of(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    for piece in text.split_whitespace().take(MOST_WORDS) {
        let start = piece.as_ptr() as usize - text.as_ptr() as usize;
        let is_abbreviation = piece.eq_ignore_ascii_case("tp.");
        let word = if is_abbreviation {
            piece
        } else {
            piece.trim_end_matches([',', '.', ';', ':', ')', ']', '”', '"', '»', '!', '?'])
        };
        let is_last = word.len() < piece.len();
        let lower = word.to_lowercase();
        if word.is_empty() || BEHIND_NAMES.contains(&lower.as_str()) {
            break;
        }
        words.push(Word { text: word, lower, end: start + word.len(), is_last });
        if is_last {
            break;
        }
    }
    words
}

/// The kind of unit whose word stands first, and how many words that takes.
fn unit_kind(words: &[Word<'_>]) -> Option<(SeatKind, usize)> {
    let first = words.first()?;
    let next = words.get(1).filter(|_| !first.is_last).map(|next| next.lower.as_str());
    Some(match (first.lower.as_str(), next) {
        ("xã", Some("hội")) => return None,
        ("thị", Some("xã" | "ủy" | "uỷ")) => (SeatKind::District, 2),
        ("thị", Some("trấn")) | ("đặc", Some("khu")) => (SeatKind::Commune, 2),
        ("thành", Some("phố" | "ủy" | "uỷ")) => (SeatKind::City, 2),
        ("tỉnh", Some("ủy" | "uỷ" | "đoàn")) => (SeatKind::Province, 2),
        ("huyện" | "quận", Some("ủy" | "uỷ" | "đoàn")) => (SeatKind::District, 2),
        ("tp" | "tp.", _) => (SeatKind::City, 1),
        ("tỉnh", _) => (SeatKind::Province, 1),
        ("huyện" | "quận", _) => (SeatKind::District, 1),
        ("xã" | "phường", _) => (SeatKind::Commune, 1),
        _ => return None,
    })
}

/// `huyện Tủa Chùa` somewhere among the words, and where it ends.
fn unit_behind(words: &[Word<'_>]) -> Option<(Seat, usize)> {
    let (at, (kind, length)) =
        (0..words.len()).find_map(|at| unit_kind(&words[at..]).map(|found| (at, found)))?;
    let (kind_end, rest) = (words[at + length - 1].end, &words[at + length..]);
    let of_name = rest.iter().take_while(|word| word.is_capital()).take(5).count();
    let name = rest[..of_name].iter().map(|word| word.text).collect::<Vec<_>>().join(" ");
    let end = rest[..of_name].last().map_or(kind_end, |last| last.end);
    Some((Seat::Unit { kind, name: Some(name).filter(|name| !name.is_empty()) }, end))
}

/// `Tủa Chùa District` somewhere among the words.
fn english_unit(words: &[Word<'_>]) -> Option<(Seat, usize)> {
    let kind = |word: &Word<'_>| {
        Some(match word.lower.as_str() {
            "province" => SeatKind::Province,
            "city" => SeatKind::City,
            "district" => SeatKind::District,
            "commune" | "ward" | "township" => SeatKind::Commune,
            _ => return None,
        })
    };
    let (at, kind) = words.iter().enumerate().find_map(|(at, word)| Some((at, kind(word)?)))?;
    let of_name = words[..at].iter().rev().take_while(|word| word.is_capital()).count();
    let name = words[at - of_name..at].iter().map(|word| word.text).collect::<Vec<_>>().join(" ");
    Some((Seat::Unit { kind, name: Some(name).filter(|name| !name.is_empty()) }, words[at].end))
}

/// Offices that there is one of in the country.
fn nation(words: &[Word<'_>]) -> Option<(Seat, usize)> {
    let start = words.iter().map(|word| word.lower.as_str()).collect::<Vec<_>>().join(" ");
    let offices = [
        "thủ tướng chính phủ",
        "thủ tướng",
        "chính phủ",
        "quốc hội",
        "ủy ban thường vụ quốc hội",
        "uỷ ban thường vụ quốc hội",
        "chủ tịch nước",
        "bộ chính trị",
        "ban bí thư",
        "ban chấp hành trung ương",
        "prime minister",
        "government",
        "national assembly",
    ];
    let length =
        offices.iter().find(|office| start.starts_with(**office)).map(|office| office.split(' ').count());
    let is_ministry = matches!(words, [first, next, ..] if matches!(first.lower.as_str(), "bộ" | "ministry")
        && (next.is_capital() || next.lower == "of"));
    let length = length.or(is_ministry.then_some(2))?;
    Some((Seat::Nation, words[length - 1].end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(seat: &Seat) -> String {
        match seat {
            Seat::Nation => "nation".to_owned(),
            Seat::Unit { kind, name } => format!("{kind:?} {}", name.as_deref().unwrap_or("?")),
        }
    }

    #[track_caller]
    fn check(text: &str, written: &str, seat: &str) {
        let found = issuer_at(text).map(|(issuer, end)| {
            assert_eq!(issuer.written, text[..end]);
            (issuer.written, shown(&issuer.seat))
        });
        assert_eq!(found, Some((written.to_owned(), seat.to_owned())), "{text}");
    }

    #[test]
    fn the_unit_that_an_office_belongs_to_is_read() {
        check("UBND huyện Tủa Chùa về việc", "UBND huyện Tủa Chùa", "District Tủa Chùa");
        check("Ủy ban nhân dân xã Xá Nhè, huyện Tủa Chùa", "Ủy ban nhân dân xã Xá Nhè", "Commune Xá Nhè");
        check(
            "Bảo hiểm xã hội huyện Thường Xuân.",
            "Bảo hiểm xã hội huyện Thường Xuân",
            "District Thường Xuân",
        );
        check("UBND thị xã Cửa Lò", "UBND thị xã Cửa Lò", "District Cửa Lò");
        check("UBND TP. Vinh", "UBND TP. Vinh", "City Vinh");
        check("Huyện ủy Tủa Chùa", "Huyện ủy Tủa Chùa", "District Tủa Chùa");
        check("UBND xã.", "UBND xã", "Commune ?");
        check("huyện về việc", "huyện", "District ?");
        check("UBND Phường 5", "UBND Phường 5", "Commune 5");
        check(
            "People's Committee of Tủa Chùa District dated",
            "People's Committee of Tủa Chùa District",
            "District Tủa Chùa",
        );
    }

    #[test]
    fn offices_of_the_whole_country_are_known() {
        check("Thủ tướng Chính phủ phê duyệt", "Thủ tướng Chính phủ", "nation");
        check("Bộ Công an hướng dẫn", "Bộ Công", "nation");
        check("Bộ Chỉ huy quân sự tỉnh Điện Biên", "Bộ Chỉ huy quân sự tỉnh Điện Biên", "Province Điện Biên");
    }

    #[test]
    fn who_is_not_surely_an_office_is_none() {
        for text in ["", "người dân trong xã", "Tổ công tác", "bà con", "Đảng về huyện"] {
            assert_eq!(issuer_at(text), None, "{text}");
        }
    }

    #[test]
    fn offices_contradict_each_other_only_where_both_say_it() {
        let seat = |text: &str| issuer_at(text).expect("an issuer").0.seat;
        let contradict = |one: &str, other: &str| seat(one).contradicts(&seat(other));
        assert!(contradict("UBND xã Xá Nhè", "UBND huyện Tủa Chùa"));
        assert!(contradict("UBND huyện Thường Xuân", "UBND huyện Tủa Chùa"));
        assert!(contradict("UBND xã", "UBND huyện Tủa Chùa"));
        assert!(contradict("Thủ tướng Chính phủ", "UBND huyện Tủa Chùa"));
        assert!(!contradict("UBND huyện", "UBND huyện Tủa Chùa"));
        assert!(!contradict("Ủy ban nhân dân huyện Tuả Chùa", "UBND huyện Tủa Chùa"));
        assert!(!contradict("UBND thành phố Vinh", "UBND Tỉnh Vinh"));
    }
}
