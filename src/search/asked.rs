//! What was asked for: the tokens of a query, spelled as the texts spell them.

use super::analyse::analyse;
use super::head::{Head, Syllable};
use super::shelf::Shelf;
use super::signature::Signature;
use super::spelling::{Spelled, distance, from_telex, from_vni};
use crate::vietnamese::normalise;

/// Words of a query beyond these are not looked for: nobody is helped by more.
const MOST: usize = 12;

/// The shortest word that may be several joined ones.
const JOINED: usize = 5;

/// `nghiêng`.
const LONGEST_SYLLABLE: usize = 7;

/// A word of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Its letters or digits without marks.
    pub fold: String,
    /// The marks that were typed.
    pub signature: Signature,
    /// Whether it is a number.
    pub is_number: bool,
    /// Whether it is another word than the one typed.
    pub repaired: bool,
    /// Whether it only makes a question of the query: no record has to have it.
    pub asks: bool,
}

impl Asked {
    fn new(fold: &str, signature: Signature, is_number: bool) -> Self {
        Self { fold: fold.to_owned(), signature, is_number, repaired: false, asks: false }
    }
}

/// What people put around that which they look for, folded: where, when, how much, what is, today.
const QUESTIONS: [&[&str]; 16] = [
    &["o", "dau"],
    &["khi", "nao"],
    &["bao", "gio"],
    &["bao", "nhieu"],
    &["bao", "lau"],
    &["la", "gi"],
    &["can", "gi"],
    &["nhu", "the", "nao"],
    &["the", "nao"],
    &["tai", "sao"],
    &["vi", "sao"],
    &["lam", "sao"],
    &["hom", "nay"],
    &["hien", "nay"],
    &["moi", "nhat"],
    &["cho", "toi", "biet"],
];

/// The syllables that texts have, to look words up in.
#[derive(Debug)]
pub struct Syllables<'a> {
    list: &'a [Syllable],
}

impl<'a> Syllables<'a> {
    /// Those of a head.
    pub fn of(head: &'a Head) -> Self {
        Self { list: &head.syllables }
    }

    /// How common a syllable is; `None` where no text has it.
    pub fn class(&self, fold: &str) -> Option<u8> {
        let at = self.list.binary_search_by(|syllable| syllable.fold.as_str().cmp(fold)).ok()?;
        Some(self.list[at].class)
    }

    fn has(&self, fold: &str) -> bool {
        self.class(fold).is_some()
    }
}

/// Reads a query.
pub fn read(query: &str, syllables: &Syllables<'_>, shelf: &mut Shelf<'_>) -> Vec<Asked> {
    let query = normalise(query);
    let mut asked = Vec::new();
    for (text, spelled) in typed_words(&query, syllables) {
        match spelled {
            Some(Spelled { fold, signature }) => {
                asked.push(Asked::new(&fold, signature, false));
            }
            None => analyse(text, |token| {
                let written = &text[token.bytes.0..token.bytes.1];
                if token.is_number || syllables.has(token.fold) {
                    asked.push(Asked::new(token.fold, token.signature, token.is_number));
                } else {
                    unfamiliar(written, token.fold, token.signature, syllables, &mut asked);
                }
            }),
        }
    }
    asked.truncate(MOST);
    repair_unknown(&mut asked, syllables, shelf);
    mark_questions(&mut asked);
    asked
}

/// Marks the words of questions, unless there are no others.
fn mark_questions(asked: &mut [Asked]) {
    let mut marks = vec![false; asked.len()];
    for at in 0..asked.len() {
        for question in QUESTIONS {
            let words = asked[at..].iter().map(|word| word.fold.as_str());
            if words.take(question.len()).eq(question.iter().copied()) {
                marks[at..at + question.len()].fill(true);
            }
        }
    }
    if marks.contains(&false) {
        asked.iter_mut().zip(marks).for_each(|(word, mark)| word.asks = mark);
    }
}

/// The words between blanks, those that are syllables in VNI typing read so: where one is beyond doubt, with a
/// digit before a letter, the others may end in a digit.
fn typed_words<'q>(query: &'q str, syllables: &Syllables<'_>) -> Vec<(&'q str, Option<Spelled>)> {
    let words: Vec<(&str, Option<Spelled>)> = query
        .split_whitespace()
        .map(|word| {
            let spelled = from_vni(&word.to_ascii_lowercase());
            (word, spelled.filter(|spelled| syllables.has(&spelled.fold)))
        })
        .collect();
    let beyond_doubt = |word: &str| {
        let digit = word.find(|c: char| c.is_ascii_digit());
        digit.is_some_and(|at| word[at..].contains(|c: char| c.is_ascii_alphabetic()))
    };
    if words.iter().any(|(word, spelled)| spelled.is_some() && beyond_doubt(word)) {
        return words;
    }
    // One piece, so that numbers with blanks around a sign are read as in texts.
    vec![(query, None)]
}

/// A word that no text has: Telex that no keyboard took, or several words without blanks.
fn unfamiliar(
    written: &str,
    fold: &str,
    signature: Signature,
    syllables: &Syllables<'_>,
    asked: &mut Vec<Asked>,
) {
    if signature.is_bare()
        && let Some(Spelled { fold, signature }) =
            from_telex(fold).filter(|spelled| syllables.has(&spelled.fold))
    {
        asked.push(Asked::new(&fold, signature, false));
        return;
    }
    // A sound taken for another is likelier than a blank left out: `triêm` is chiêm, not tri êm.
    let is_near = |syllable: &Syllable| distance(fold, &syllable.fold).is_some_and(|distance| distance < 2);
    let near = syllables.list.iter().any(is_near);
    match parted(fold, syllables).filter(|_| !near) {
        Some(lengths) => {
            let mut letters = written.chars();
            for length in lengths {
                let part: String = letters.by_ref().take(length).collect();
                analyse(&part, |token| asked.push(Asked::new(token.fold, token.signature, false)));
            }
        }
        None => asked.push(Asked::new(fold, signature, false)),
    }
}

/// The lengths of the syllables that a word is made of: as few as there can be, of those the most common.
fn parted(fold: &str, syllables: &Syllables<'_>) -> Option<Vec<usize>> {
    if fold.len() < JOINED || !fold.is_ascii() {
        return None;
    }
    // The best way to each place: how many syllables, how rare they are, where the last one begins.
    let mut ways: Vec<Option<(usize, u32, usize)>> = vec![None; fold.len() + 1];
    ways[0] = Some((0, 0, 0));
    for end in 1..=fold.len() {
        for begin in end.saturating_sub(LONGEST_SYLLABLE)..end {
            let part = &fold[begin..end];
            // Of single letters only y is a word of its own: y tế, ý kiến.
            let class = syllables.class(part).filter(|_| part.len() > 1 || part == "y");
            let (Some((count, rarity, _)), Some(class)) = (ways[begin], class) else { continue };
            let way = (count + 1, rarity + 32 - u32::from(class), begin);
            if ways[end].is_none_or(|known| way < known) {
                ways[end] = Some(way);
            }
        }
    }
    let mut lengths = Vec::new();
    let mut end = fold.len();
    while end > 0 {
        let (_, _, begin) = ways[end]?;
        lengths.push(end - begin);
        end = begin;
    }
    lengths.reverse();
    Some(lengths)
}

/// Puts the nearest syllable in place of each that no text has; of several equally near the one that texts have
/// beside its neighbours, then the most common.
fn repair_unknown(asked: &mut [Asked], syllables: &Syllables<'_>, shelf: &mut Shelf<'_>) {
    for at in 0..asked.len() {
        if asked[at].is_number || syllables.has(&asked[at].fold) {
            continue;
        }
        let typed = asked[at].fold.clone();
        let candidates: Vec<(u32, &Syllable)> = syllables
            .list
            .iter()
            .filter_map(|syllable| Some((distance(&typed, &syllable.fold)?, syllable)))
            .collect();
        if candidates.is_empty() {
            continue;
        }
        let beside = beside(asked, at, shelf);
        let best = candidates.into_iter().min_by_key(|(distance, syllable)| {
            let known = beside.contains(&syllable.fold);
            (*distance + if known { 0 } else { 2 }, std::cmp::Reverse(syllable.class), syllable.fold.as_str())
        });
        if let Some((_, syllable)) = best {
            asked[at].fold.clone_from(&syllable.fold);
            asked[at].repaired = true;
        }
    }
}

/// Another word in place of one that texts have, but nowhere beside its neighbours: `lông thôn` is nông thôn.
pub fn misheard(asked: &[Asked], at: usize, shelf: &mut Shelf<'_>) -> Option<Asked> {
    let typed = &asked[at];
    if typed.is_number {
        return None;
    }
    let beside = beside(asked, at, shelf);
    let (_, fold) = beside
        .iter()
        .filter(|fold| **fold != typed.fold)
        .enumerate()
        .filter_map(|(rank, fold)| Some(((distance(&typed.fold, fold)?, rank), fold)))
        .min()?;
    Some(Asked { fold: fold.clone(), repaired: true, ..typed.clone() })
}

/// The words that texts have between the neighbours of a word: behind the one before it, before the one behind.
fn beside(asked: &[Asked], at: usize, shelf: &mut Shelf<'_>) -> Vec<String> {
    let mut found = Vec::new();
    let mut add = |pairs: Vec<String>, second: bool| {
        for pair in pairs {
            let mut folds = Vec::new();
            analyse(&pair, |token| folds.push(token.fold.to_owned()));
            found.extend(folds.into_iter().nth(usize::from(second)));
        }
    };
    if let Some(before) = at.checked_sub(1).and_then(|before| asked.get(before)) {
        let [pairs, _] = shelf.neighbours(&before.fold);
        add(pairs, true);
    }
    if let Some(behind) = asked.get(at + 1) {
        let [_, pairs] = shelf.neighbours(&behind.fold);
        add(pairs, false);
    }
    found
}
