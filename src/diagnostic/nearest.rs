//! Finds the existing thing that a writer most likely meant.
//!
//! Compares words and nothing else: what may be meant at a place, the caller knows.

use std::cmp::Reverse;

use crate::vietnamese::{fold, slips};

/// Nobody misspells a name of this many letters; comparing would only cost time.
const LONGEST: usize = 120;

/// A name of so few letters is contained in others by chance.
const SHORTEST_CONTAINED: usize = 4;

/// The candidate nearest to what was written, or `None` where none is near enough to be meant.
///
/// Near is a slip in every third letter at most (a letter too many, too few, wrong, or two exchanged), or one
/// name being the beginning or end of the other. Case, marks, spaces and underscores do not count. Of candidates
/// equally near the one with more of the same first letters is taken, then the first by alphabet, so the order
/// they come in does not matter.
pub fn nearest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let written = letters(written);
    if written.is_empty() || written.len() > LONGEST {
        return None;
    }
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let letters = letters(candidate);
            let nearness = nearness(&written, &letters)?;
            let shared = written.iter().zip(&letters).take_while(|(a, b)| a == b).count();
            Some((nearness, Reverse(shared), candidate))
        })
        .min()
        .map(|(.., candidate)| candidate)
}

/// How far one word is from another, smaller is nearer; every slip is nearer than every shortened name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Nearness {
    /// So many slips.
    Slips(usize),
    /// One is the beginning or end of the other, which has so many more letters.
    Shortened(usize),
}

fn nearness(written: &[char], candidate: &[char]) -> Option<Nearness> {
    if candidate.is_empty() || candidate.len() > LONGEST {
        return None;
    }
    let longer = written.len().max(candidate.len());
    let difference = written.len().abs_diff(candidate.len());
    let allowed = (longer / 3).max(1);
    if difference <= allowed {
        let slips = slips(written, candidate);
        // A single letter for another is no slip but a different name.
        if slips <= allowed && slips < longer {
            return Some(Nearness::Slips(slips));
        }
    }
    let (short, long) =
        if written.len() < candidate.len() { (written, candidate) } else { (candidate, written) };
    let contained = short.len() >= SHORTEST_CONTAINED && (long.starts_with(short) || long.ends_with(short));
    contained.then_some(Nearness::Shortened(difference))
}

fn letters(name: &str) -> Vec<char> {
    fold(name).chars().map(|letter| if matches!(letter, ' ' | '_') { '-' } else { letter }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(written: &str, candidates: &[&str], expected: Option<&str>) {
        assert_eq!(nearest(written, candidates.iter().copied()), expected);
        let backwards = candidates.iter().rev().copied();
        assert_eq!(nearest(written, backwards), expected, "the order of candidates must not matter");
    }

    #[test]
    fn slips_of_every_kind_are_understood() {
        check("xa-nhe-2", &["thuong-xuan", "xa-nhe", "viet-nam"], Some("xa-nhe"));
        check("tilte", &["title", "date", "lead"], Some("title"));
        check("dte", &["title", "date", "lead"], Some("date"));
        check("localites", &["locality", "localities"], Some("localities"));
        check("vn", &["vi", "en"], Some("vi"));
    }

    #[test]
    fn case_marks_and_separators_do_not_count() {
        check("xã Xá Nhè", &["sang-nhe", "xa-xa-nhe"], Some("xa-xa-nhe"));
        check("date-note", &["date", "date_note", "date_as_written"], Some("date_note"));
        check("XA NHE", &["xa-nhe", "sang-nhe"], Some("xa-nhe"));
    }

    #[test]
    fn a_shortened_name_is_understood_after_all_slips() {
        check("thuong", &["thuong-xuan", "cua-lo"], Some("thuong-xuan"));
        check("cap-can-cuoc-thuong-xuan", &["cap-can-cuoc", "nhiem-vu-de-an"], Some("cap-can-cuoc"));
        check("thuong", &["thuong-xuan", "truong"], Some("truong"));
    }

    #[test]
    fn nothing_is_named_where_nothing_is_near() {
        check("headline", &["title", "date", "lead"], None);
        check("x", &["y"], None);
        check("", &["title"], None);
        check("title", &[], None);
        check(&"a".repeat(100_000), &["title"], None);
    }

    #[test]
    fn of_two_equally_near_the_first_by_alphabet_is_named() {
        check("a-lod", &["a-lon", "a-los", "a-loc"], Some("a-loc"));
    }
}
