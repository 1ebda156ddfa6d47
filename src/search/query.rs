//! Answers: which records fit a query, the best first.
//!
//! Two words side by side say more than two words, so pairs are asked first; what they leave uncovered is asked
//! word by word. A record that lacks a word comes later, never not at all. `docs/search-format.md`, chapter 4.

use std::collections::{BTreeMap, BTreeSet};

use super::asked::{Asked, Syllables, misheard, read};
use super::document::Shown;
use super::family::Family;
use super::hash::TermHash;
use super::list::{LEVELS, Posting};
use super::place::Notice;
use super::shard::Shards;
use super::shelf::{FoundTerm, Shelf};
use super::signature::{Signature, fit};

/// What a query found.
#[derive(Debug, Default)]
pub struct Answer {
    /// The best records, the best first.
    pub hits: Vec<Hit>,
    /// How many records have all that was asked for.
    pub whole: usize,
    /// What is said of names that are no more.
    pub notices: Vec<Notice>,
    /// The query as it was understood, without marks, where that is not as it was typed.
    pub understood: Option<String>,
    /// The files of the index that were read, beside the head.
    pub fetched: BTreeSet<(Family, u32)>,
}

/// A record that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The record.
    pub shown: Shown,
    /// How well it fits: to be compared within one answer alone.
    pub score: f64,
}

/// A single word weighs so much of what a pair does.
const SINGLE: f64 = 0.45;
/// A number of several digits is nearly a name.
const NUMBER: f64 = 0.8;
/// A word that only makes a question of the query.
const ASKING: f64 = 0.15;
/// A word that was not typed so.
const REPAIRED: f64 = 0.8;
/// What being in the title is worth, in impact.
const IN_TITLE: f64 = 0.4;
/// As long as fewer records have all words, single words are asked as well: so many.
const ENOUGH: usize = 3;
const HEAVIEST: usize = 3;
/// Words that more records have, as a power of two, are not asked alone for that: the few that stand in a list
/// are hardly those that have the others as well.
const COMMON: u8 = 8;
/// As long as fewer records have all words, lists are read on: so many are shown at first.
const PLENTY: usize = 5;
/// Lists that are read on at most, those of the rarest terms.
const LENGTHENED: usize = 3;

/// Answers a query from the files of an index.
pub fn answer(shards: &Shards, query: &str, limit: usize) -> Answer {
    let mut shelf = Shelf::new(shards);
    let syllables = Syllables::of(&shards.head);
    let asked = read(query, &syllables, &mut shelf);
    if asked.is_empty() {
        return Answer::default();
    }
    let weights = asked.iter().map(|word| weight_of(word, &syllables, shards.head.records)).collect();
    let records = shards.head.records;
    let is_rare = |word: &Asked| syllables.class(&word.fold).is_none_or(|class| class <= COMMON);
    let rare = bits_of(&asked, is_rare);
    let mut search =
        Search { records, asked, weights, rare, terms: Vec::new(), alone: 0, notices: Vec::new() };
    search.ask_pairs(&mut shelf);
    search.hear_again(&mut shelf);
    search.ask_singles(&mut shelf, search.uncovered());
    let mut ranking = search.ranking();
    if ranking.whole < PLENTY && search.lengthen(&mut shelf) {
        ranking = search.ranking();
    }
    if ranking.whole < ENOUGH {
        search.ask_singles(&mut shelf, search.heaviest());
        ranking = search.ranking();
    }
    let notices = search.notices(&mut shelf);
    let hits = ranking.best.iter().take(limit);
    let hits = hits.filter_map(|(score, id)| Some(Hit { shown: shelf.shown(*id)?, score: *score }));
    Answer {
        hits: hits.collect(),
        whole: ranking.whole,
        notices,
        understood: search.understood(),
        fetched: shelf.fetched().clone(),
    }
}

/// How much a word says: a rare one more.
fn weight_of(word: &Asked, syllables: &Syllables<'_>, records: u32) -> f64 {
    let class = if word.is_number { Some(3) } else { syllables.class(&word.fold) };
    let weight = (1.0 + f64::from(records) / f64::from(1_u32 << class.unwrap_or(0).min(25))).ln();
    if word.asks { weight * ASKING } else { weight }
}

/// A term that was asked.
struct Term {
    found: FoundTerm,
    hash: u32,
    /// The words that it covers: one bit each.
    covers: u32,
    /// The marks that were typed.
    signatures: (Signature, Signature),
    /// What its impact is multiplied by, its rarity aside.
    weight: f64,
}

struct Search {
    records: u32,
    asked: Vec<Asked>,
    /// How much each word says.
    weights: Vec<f64>,
    /// The words that few enough records have to be asked alone: one bit each.
    rare: u32,
    terms: Vec<Term>,
    /// The words that were asked for alone: one bit each.
    alone: u32,
    /// The names of terms that announce a notice.
    notices: Vec<u32>,
}

struct Ranking {
    /// Records with their scores, the best first.
    best: Vec<(f64, u32)>,
    whole: usize,
}

impl Search {
    fn ask_pairs(&mut self, shelf: &mut Shelf<'_>) {
        for at in 1..self.asked.len() {
            let (first, second) = (&self.asked[at - 1], &self.asked[at]);
            if let Some(term) = pair(at, first, second, shelf) {
                self.add(term);
            }
        }
    }

    /// Where a word stands in no pair, asks for one that sounds like it and does.
    fn hear_again(&mut self, shelf: &mut Shelf<'_>) {
        if self.asked.len() < 2 {
            return;
        }
        for at in 0..self.asked.len() {
            if self.covered() & 1 << at != 0 {
                continue;
            }
            let Some(heard) = misheard(&self.asked, at, shelf) else { continue };
            let before = self.terms.len();
            if at > 0
                && let Some(term) = pair(at, &self.asked[at - 1], &heard, shelf)
            {
                self.add(term);
            }
            if let Some(behind) = self.asked.get(at + 1)
                && let Some(term) = pair(at + 1, &heard, behind, shelf)
            {
                self.add(term);
            }
            if self.terms.len() > before {
                self.asked[at] = heard;
            }
        }
    }

    /// Asks for some words, one bit each, word by word; each once.
    fn ask_singles(&mut self, shelf: &mut Shelf<'_>, words: u32) {
        for at in 0..self.asked.len() {
            if (words & !self.alone) & 1 << at == 0 {
                continue;
            }
            self.alone |= 1 << at;
            let word = &self.asked[at];
            let hash = TermHash::of(&word.fold).finish();
            let found = shelf.term(hash);
            let weight = if word.is_number && word.fold.len() > 2 { NUMBER } else { SINGLE };
            let alone = if self.asked.len() == 1 { 1.0 } else { weight };
            let weight = alone * trust(word);
            let signatures = (word.signature, Signature::BARE);
            self.add(Term { found, hash, covers: 1 << at, signatures, weight });
        }
    }

    fn add(&mut self, term: Term) {
        if term.found.notice {
            self.notices.push(term.hash);
        }
        if !term.found.variants.is_empty() {
            self.terms.push(term);
        }
    }

    /// The words that a record has to have to fit wholly.
    fn wanted(&self) -> u32 {
        bits_of(&self.asked, |word| !word.asks)
    }

    /// The words that no pair covers, and numbers.
    fn uncovered(&self) -> u32 {
        self.everything() & !self.covered() | bits_of(&self.asked, |word| word.is_number)
    }

    /// Of the words that are not common and were not asked for alone those that say most.
    fn heaviest(&self) -> u32 {
        let left = |at: &usize| (self.wanted() & self.rare & !self.alone) & 1 << at != 0;
        let mut words: Vec<usize> = (0..self.asked.len()).filter(left).collect();
        words.sort_by(|a, b| self.weights[*b].total_cmp(&self.weights[*a]));
        words.iter().take(HEAVIEST).fold(0, |all, at| all | 1 << at)
    }

    fn everything(&self) -> u32 {
        (1 << self.asked.len()) - 1
    }

    fn covered(&self) -> u32 {
        self.terms.iter().fold(0, |covered, term| covered | term.covers)
    }

    /// Reads the rarest lists on that are cut; whether there were any.
    fn lengthen(&mut self, shelf: &mut Shelf<'_>) -> bool {
        let mut terms: Vec<&mut FoundTerm> = self.terms.iter_mut().map(|term| &mut term.found).collect();
        terms.sort_by_key(|term| term.records());
        let variants = terms.into_iter().flat_map(|term| &mut term.variants);
        let cut: Vec<_> = variants.filter(|variant| variant.is_cut()).take(LENGTHENED).collect();
        let any = !cut.is_empty();
        cut.into_iter().for_each(|variant| shelf.lengthen(variant));
        any
    }

    fn ranking(&self) -> Ranking {
        let mut scores: BTreeMap<u32, (f64, u32)> = BTreeMap::new();
        for term in &self.terms {
            let rarity = rarity(self.records, term.found.records());
            for (id, impact) in term.impacts() {
                let (score, covered) = scores.entry(id).or_default();
                *score += rarity * term.weight * impact;
                *covered |= term.covers;
            }
        }
        let all: f64 = self.weights.iter().sum();
        let wanted = self.wanted();
        let mut whole = 0;
        let mut best: Vec<(f64, u32)> = scores
            .into_iter()
            .map(|(id, (score, covered))| {
                whole += usize::from(covered & wanted == wanted);
                let words = self.weights.iter().enumerate();
                let part: f64 =
                    words.filter(|(at, _)| covered & 1 << at != 0).map(|(_, weight)| weight).sum();
                let part = part / all;
                // Rounded, so that machines which add up otherwise order alike.
                ((score * (0.3 + 0.7 * part * part) * 1e6).round() / 1e6, id)
            })
            .collect();
        best.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)));
        Ranking { best, whole }
    }

    /// What is said of the names in the query that are no more.
    fn notices(&self, shelf: &mut Shelf<'_>) -> Vec<Notice> {
        let folds: Vec<&str> = self.asked.iter().map(|word| word.fold.as_str()).collect();
        let named = |notice: &Notice| folds.windows(notice.fold.len()).any(|words| *words == notice.fold);
        let mut hashes = self.notices.clone();
        hashes.sort_unstable();
        hashes.dedup();
        hashes.into_iter().flat_map(|hash| shelf.notices(hash)).filter(named).collect()
    }

    fn understood(&self) -> Option<String> {
        let words: Vec<&str> = self.asked.iter().map(|word| word.fold.as_str()).collect();
        self.asked.iter().any(|word| word.repaired).then(|| words.join(" "))
    }
}

/// Some words, one bit each.
fn bits_of(asked: &[Asked], is_meant: impl Fn(&Asked) -> bool) -> u32 {
    let words = asked.iter().enumerate().filter(|(_, word)| is_meant(word));
    words.fold(0, |all, (at, _)| all | 1 << at)
}

/// The pair of the words at `at - 1` and `at`; `None` where no text has it.
fn pair(at: usize, first: &Asked, second: &Asked, shelf: &mut Shelf<'_>) -> Option<Term> {
    let hash = TermHash::of(&first.fold).and(&second.fold).finish();
    let found = shelf.term(hash);
    let weight = trust(first).min(trust(second));
    let signatures = (first.signature, second.signature);
    let exists = !found.variants.is_empty() || found.notice;
    exists.then_some(Term { found, hash, covers: 0b11 << (at - 1), signatures, weight })
}

/// How much a word's being there says of what was meant.
fn trust(word: &Asked) -> f64 {
    match word {
        Asked { asks: true, .. } => ASKING,
        Asked { repaired: true, .. } => REPAIRED,
        _ => 1.0,
    }
}

impl Term {
    /// Each record's impact: that of the spelling that fits best.
    fn impacts(&self) -> BTreeMap<u32, f64> {
        let mut impacts: BTreeMap<u32, f64> = BTreeMap::new();
        for variant in &self.found.variants {
            let fit = fit(self.signatures.0, variant.first) * fit(self.signatures.1, variant.second);
            for posting in &variant.postings {
                let best = impacts.entry(posting.id).or_default();
                *best = best.max(impact(posting) * fit);
            }
        }
        impacts
    }
}

fn impact(posting: &Posting) -> f64 {
    let level = f64::from(posting.code / 2 + 1) / f64::from(LEVELS);
    level + if posting.code % 2 == 1 { IN_TITLE } else { 0.0 }
}

/// How much a term tells records apart (the inverse document frequency of BM25).
fn rarity(records: u32, having: u32) -> f64 {
    let (records, having) = (f64::from(records), f64::from(having.min(records)));
    (1.0 + (records - having + 0.5) / (having + 0.5)).ln()
}
