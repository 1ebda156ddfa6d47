//! Finds the units that somebody may mean who writes a name as people do: with or without marks and type word,
//! with or without what it lies in, with a slip.
//!
//! Decides nothing: of several candidates the caller chooses, or asks.

use std::sync::LazyLock;

use super::name::{bearers, slugs};
use super::unit::{Level, Unit, UnitKind};
use super::{predecessors, unit, units_named, units_with_code, variants};
use crate::vietnamese::{fold, normalise, slips, slugify, tone_key, without_type_word};

/// A unit that may be meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// The unit.
    pub unit: Unit,
    /// How well it fits what was asked for.
    pub likeness: Likeness,
}

/// How well a unit fits what was asked for; the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// Its key was given.
    Key,
    /// Its code was given.
    Code,
    /// The name with its marks, wherever the tone stands.
    Exact,
    /// The name without its marks, or with others.
    Folded,
    /// The name, but of another kind: `xã Cửa Lò` for `phường Cửa Lò`.
    OtherKind,
    /// The name, but not in the place that was named.
    Elsewhere,
    /// Almost the name.
    Near,
}

/// Type words as they are shortened before a name: `TX. Cửa Lò`.
const SHORT_KINDS: [(&str, UnitKind); 8] = [
    ("tp", UnitKind::ThanhPho),
    ("tx", UnitKind::ThiXa),
    ("tt", UnitKind::ThiTran),
    ("q", UnitKind::Quan),
    ("h", UnitKind::Huyen),
    ("p", UnitKind::Phuong),
    ("x", UnitKind::Xa),
    ("t", UnitKind::Tinh),
];

/// The words of each kind, without marks.
static FOLDED_KINDS: LazyLock<Vec<(UnitKind, Vec<String>)>> = LazyLock::new(|| {
    let words = |kind: UnitKind| fold(kind.word()).split(' ').map(str::to_owned).collect();
    UnitKind::ALL.map(|kind| (kind, words(kind))).to_vec()
});

/// A slip in every so many letters is forgiven.
const LETTERS_PER_SLIP: usize = 4;
/// No name has more letters.
const LONGEST: usize = 60;

/// The units that may be meant, the best first; of equals those of today, then the higher, then by key.
///
/// What is asked for is a key, a code, or a name (`xa nhe`, `xã Xá Nhè`, `xa-nhe`), alone or followed by what it
/// lies in or lay in (`Xá Nhè, Tủa Chùa`, `phuc thinh chiem hoa`). Where a name written with its marks is found
/// as it is, those that differ in marks are left out; another kind, and names that are only almost it, come where
/// there is nothing better.
pub fn find(query: &str) -> Vec<Found> {
    let query = normalise(query.trim());
    if let Some(unit) = unit(&query.to_lowercase()) {
        return vec![Found { unit, likeness: Likeness::Key }];
    }
    let (name, above) = query.split_once([',', ';', '(']).unwrap_or((&query, ""));
    let (name, above) = (words(name), words(above));
    let mut found: Vec<Found> =
        units_with_code(&query).map(|unit| Found { unit, likeness: Likeness::Code }).collect();
    found.extend(named(&name, &above));
    if found.is_empty() {
        found = split(&name, &above);
    }
    if found.is_empty() && !above.is_empty() {
        let elsewhere = named(&name, &[]).into_iter();
        found = elsewhere.map(|one| Found { likeness: Likeness::Elsewhere, ..one }).collect();
    }
    if found.is_empty() {
        found = near(&name, &above);
    }
    if found.iter().any(|one| one.likeness == Likeness::Exact) && !query.is_ascii() {
        found.retain(|one| one.likeness <= Likeness::Exact);
    }
    if found.iter().any(|one| one.likeness < Likeness::OtherKind) {
        found.retain(|one| one.likeness != Likeness::OtherKind);
    }
    found.sort_by_key(|one| (one.likeness, !one.unit.is_current(), one.unit.level, one.unit.number));
    found.dedup_by_key(|one| one.unit.number);
    found
}

/// The words of a name; an apostrophe belongs to its word: `Ea H'Leo`.
fn words(text: &str) -> Vec<&str> {
    let is_between = |letter: char| !letter.is_alphanumeric() && !"'’".contains(letter);
    text.split(is_between).filter(|word| !word.is_empty()).collect()
}

/// The units of a name that lie in a place.
fn named(name: &[&str], above: &[&str]) -> Vec<Found> {
    let mut found = Vec::new();
    for (kind, bare) in readings(name) {
        let marks = marks(bare);
        for unit in units_named(&bare.join(" ")).filter(|unit| lies_in(unit, above)) {
            let likeness = match kind {
                Some(kind) if kind != unit.kind => Likeness::OtherKind,
                _ if is_spelled(&unit, &marks) => Likeness::Exact,
                _ => Likeness::Folded,
            };
            found.push(Found { unit, likeness });
        }
    }
    // Both readings may give a unit; the better one counts.
    found.sort_by_key(|one| (one.unit.number, one.likeness));
    found.dedup_by_key(|one| one.unit.number);
    found
}

/// A name that goes on with what it lies in; the longest name that gives anything.
fn split(name: &[&str], above: &[&str]) -> Vec<Found> {
    let ends = (1..name.len()).rev();
    let given = ends.map(|end| named(&name[..end], &[&name[end..], above].concat()));
    given.into_iter().find(|found| !found.is_empty()).unwrap_or_default()
}

/// What a name may say: all of it is the bare name, or its beginning is the type word.
fn readings<'a>(name: &'a [&'a str]) -> impl Iterator<Item = (Option<UnitKind>, &'a [&'a str])> {
    let folded: Vec<String> = name.iter().take(2).map(|word| fold(word)).collect();
    let written_out = FOLDED_KINDS.iter().find_map(|(kind, words)| {
        let is_it = folded.get(..words.len())? == words.as_slice();
        is_it.then_some((*kind, words.len()))
    });
    let shortened = || {
        let (_, kind) =
            SHORT_KINDS.iter().find(|(short, _)| folded.first().is_some_and(|word| word == short))?;
        Some((*kind, 1))
    };
    let typed = written_out.or_else(shortened).map(|(kind, length)| (Some(kind), &name[length..]));
    std::iter::once((None, name)).chain(typed).filter(|(_, bare)| !bare.is_empty())
}

/// The words with their marks, blind to where a tone stands and what stands between them.
fn marks(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| tone_key(word)).collect()
}

fn is_spelled(unit: &Unit, wanted: &[String]) -> bool {
    let other = variants(unit.key).map(without_type_word);
    let mut names = std::iter::once(unit.bare_name).chain(other);
    names.any(|name| marks(&words(name)) == wanted)
}

/// Whether the words name places, from the nearest to the widest, that a unit lies or lay in.
fn lies_in(unit: &Unit, above: &[&str]) -> bool {
    above.is_empty() || name_some_of(above, &surroundings(unit))
}

fn name_some_of(words: &[&str], places: &[Unit]) -> bool {
    places.iter().enumerate().any(|(at, place)| {
        let [bare, full] = [slugify(place.bare_name), slugify(&place.name())];
        (1..=words.len()).any(|end| {
            let name = slugify(&words[..end].join(" "));
            let is_named = name == bare
                || name == full
                || readings(&words[..end])
                    .any(|(kind, rest)| kind == Some(place.kind) && slugify(&rest.join(" ")) == bare);
            is_named && (end == words.len() || name_some_of(&words[end..], &places[at + 1..]))
        })
    })
}

/// What a unit lies in, and for one of today also the districts on whose ground it was made and what its
/// province was: people go on naming those. The nearest first.
fn surroundings(unit: &Unit) -> Vec<Unit> {
    let mut places: Vec<Unit> = Vec::new();
    if unit.is_current() {
        let former = predecessors(unit.key).filter_map(|former| super::unit(former.from));
        places.extend(former.filter(|former| former.level == Level::District));
    }
    places.extend(unit.above());
    let provinces = unit.above().filter(|above| above.is_current());
    let former = provinces.flat_map(|province| predecessors(province.key));
    places.extend(
        former.filter_map(|former| super::unit(former.from)).filter(|one| one.level == Level::Province),
    );
    places
}

/// The units whose names differ from what was asked for by the fewest slips, where that is few enough.
fn near(name: &[&str], above: &[&str]) -> Vec<Found> {
    let mut least = usize::MAX;
    let mut nearest: Vec<(Option<UnitKind>, usize)> = Vec::new();
    for (kind, bare) in readings(name) {
        let wanted: Vec<char> = slugify(&bare.join(" ")).chars().collect();
        let allowed = (wanted.len() / LETTERS_PER_SLIP).min(least);
        if allowed == 0 || wanted.len() > LONGEST {
            continue;
        }
        for (known, number) in slugs() {
            let slips = match known.len().abs_diff(wanted.len()) {
                difference if difference <= allowed => slips(&wanted, known),
                _ => continue,
            };
            if slips < least && slips <= allowed {
                nearest.clear();
                least = slips;
            }
            if slips == least {
                nearest.push((kind, *number));
            }
        }
    }
    let bearers = nearest.into_iter().flat_map(|(kind, name)| bearers(name).map(move |unit| (kind, unit)));
    let fitting =
        bearers.filter(|(kind, unit)| kind.is_none_or(|kind| kind == unit.kind) && lies_in(unit, above));
    fitting.map(|(_, unit)| Found { unit, likeness: Likeness::Near }).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The keys of what is found, and how alike the first is.
    #[track_caller]
    fn check(query: &str, likeness: Likeness, expected: &[&str]) {
        let found = find(query);
        let keys: Vec<_> = found.iter().map(|one| one.unit.key).collect();
        assert_eq!(
            (found.first().map(|one| one.likeness), keys.as_slice()),
            (Some(likeness), expected),
            "{query}"
        );
    }

    #[test]
    fn a_name_is_found_as_people_type_it() {
        for query in ["Xá Nhè", "xã Xá Nhè", "XÃ XÁ NHÈ", "X. Xá Nhè"] {
            check(query, Likeness::Exact, &["old-03244"]);
        }
        for query in ["xa nhe", "xa xa nhe", "xa-nhe", "xa_nhe", " xã  xa nhe ", "Xã Xa Nhé"] {
            check(query, Likeness::Folded, &["old-03244"]);
        }
        check("Thường Xuân", Likeness::Exact, &["new-15646", "old-396", "old-15646"]);
        check("Chiêm Hoá", Likeness::Exact, &["new-02287", "old-073"]);
        check("thị xã Cửa Lò", Likeness::Exact, &["pre-413"]);
        check("TX.Cửa Lò", Likeness::Exact, &["pre-413"]);
        check("huyen-tua-chua", Likeness::Folded, &["old-098"]);
    }

    #[test]
    fn a_key_or_a_code_is_no_name() {
        check("old-03244", Likeness::Key, &["old-03244"]);
        check("OLD-03244", Likeness::Key, &["old-03244"]);
        check("03244", Likeness::Code, &["new-03244", "old-03244"]);
        check("413", Likeness::Code, &["pre-413"]);
    }

    #[test]
    fn what_a_place_lies_in_tells_namesakes_apart() {
        check("Xá Nhè, Tủa Chùa", Likeness::Exact, &["old-03244"]);
        check("xã Phúc Thịnh, huyện Chiêm Hóa, tỉnh Tuyên Quang", Likeness::Exact, &["old-02338"]);
        check("phuc thinh chiem hoa", Likeness::Folded, &["old-02338"]);
        check("phuc thinh chiem hoa tuyen quang", Likeness::Folded, &["old-02338"]);
        check("xa-phuc-thinh-chiem-hoa-tuyen-quang", Likeness::Folded, &["old-02338"]);
        check("Phường 14, Quận 3", Likeness::Exact, &["old-27127"]);
        check("P.14 Q.3", Likeness::Exact, &["old-27127"]);
        check("Sáng Nhè, Tủa Chùa", Likeness::Exact, &["new-03244", "old-03244"]);
        check("Xá Nhè, Tuần Giáo", Likeness::Elsewhere, &["old-03244"]);
    }

    #[test]
    fn another_kind_or_a_slip_is_forgiven_where_nothing_fits_better() {
        check("xã Cửa Lò", Likeness::OtherKind, &["new-16732", "pre-413"]);
        check("Xa Nhee", Likeness::Near, &["old-03244"]);
        check("Tuả Cùa, Điện Biên", Likeness::Near, &["new-03217", "old-098", "old-03217"]);
    }

    #[test]
    fn marks_that_are_written_count_and_missing_ones_do_not() {
        let bare = |query| find(query).into_iter().map(|one| one.unit.bare_name).collect::<Vec<_>>();
        assert!(bare("Tân Thạnh").iter().all(|name| *name == "Tân Thạnh"));
        assert!(bare("tan thanh").contains(&"Tân Thạnh") && bare("tan thanh").contains(&"Tân Thành"));
    }

    #[test]
    fn nothing_is_found_where_nothing_is_like_it() {
        for query in ["", " ", ",", "xã", "Ủy ban nhân dân", "old-", &"a".repeat(10_000)] {
            assert_eq!(find(query), [], "{query}");
        }
    }

    proptest! {
        // What is like nothing is compared with every name.
        #![proptest_config(ProptestConfig::with_cases(ProptestConfig::default().cases / 10))]
        #[test]
        fn any_text_may_be_asked_for(query in any::<String>()) {
            let found = find(&query);
            prop_assert!(found.is_sorted_by_key(|one| one.likeness));
        }
    }
}
