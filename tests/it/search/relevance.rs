//! People find what they type, however they type it.
//!
//! The queries were written before there was a ranking, and stay as they were written.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use bantin::search::{Answer, Change, Shards, answer};

use super::corpus::{sample, written};

const QUERIES: &str = include_str!("../../search/queries.tsv");

/// What a style has to reach: how many queries have a good answer among the first five; the mean of one divided by
/// the place of the first good answer.
const SUCCESS: f64 = 0.95;
const RECIPROCAL_RANK: f64 = 0.90;
const EACH_STYLE: f64 = 0.85;

/// How the queries of a style did.
#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    queries: usize,
    found: usize,
    reciprocal_ranks: f64,
}

impl Tally {
    fn add(&mut self, place: Option<usize>) {
        self.queries += 1;
        self.found += usize::from(place.is_some_and(|place| place < 5));
        self.reciprocal_ranks += place.map_or(0.0, |place| 1.0 / (place + 1) as f64);
    }

    fn success(&self) -> f64 {
        self.found as f64 / self.queries as f64
    }

    fn reciprocal_rank(&self) -> f64 {
        self.reciprocal_ranks / self.queries as f64
    }
}

#[test]
fn people_find_what_they_type() {
    let shards = written();
    let mut styles: BTreeMap<&str, Tally> = BTreeMap::new();
    let mut misses = String::new();
    for line in QUERIES.lines().filter(|line| !line.starts_with('#')) {
        let [style, query, good] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let answer = asked(&shards, style, query);
        let place = place(&answer, good);
        styles.entry(style).or_default().add(place);
        styles.entry("all").or_default().add(place);
        if place != Some(0) {
            miss(&mut misses, style, query, place, &answer);
        }
    }
    let mut table = format!("{:18} {:>7} {:>9} {:>6}\n", "style", "queries", "success@5", "MRR");
    for (style, tally) in &styles {
        let (success, rank) = (tally.success(), tally.reciprocal_rank());
        let _infallible = writeln!(table, "{style:18} {:7} {success:9.3} {rank:6.3}", tally.queries);
    }
    println!("{table}\nnot first:\n{misses}");
    let all = styles["all"];
    assert!(all.success() >= SUCCESS, "{table}\n{misses}");
    assert!(all.reciprocal_rank() >= RECIPROCAL_RANK, "{table}\n{misses}");
    let low = styles.iter().find(|(_, tally)| tally.success() < EACH_STYLE);
    assert!(low.is_none(), "{low:?}\n{misses}");
}

fn asked(shards: &Shards, style: &str, query: &str) -> Answer {
    match style {
        // The file is in NFC, as all of the project is.
        "nfd" => answer(shards, &decomposed(query), 10),
        _ => answer(shards, query, 10),
    }
}

/// The text as macOS and some editors give it.
fn decomposed(text: &str) -> String {
    text.chars().flat_map(bantin::vietnamese::parts_of).collect()
}

/// Where the first good answer stands, from 0.
fn place(answer: &Answer, good: &str) -> Option<usize> {
    let is_good = |address: &str| {
        let name = address.rsplit('/').next().unwrap_or_default().trim_end_matches(".html");
        good.split(' ').any(|slug| slug == name)
    };
    answer.hits.iter().position(|hit| is_good(&hit.shown.address))
}

fn miss(misses: &mut String, style: &str, query: &str, place: Option<usize>, answer: &Answer) {
    let place = place.map_or_else(|| "-".to_owned(), |place| (place + 1).to_string());
    let understood = answer.understood.as_deref().unwrap_or_default();
    let _infallible = writeln!(misses, "{place:>2} {style}: {query} [{understood}]");
    for hit in answer.hits.iter().take(3) {
        let _infallible = writeln!(misses, "      {:.2} {}", hit.score, hit.shown.address);
    }
}

#[test]
fn names_that_are_no_more_are_explained_and_not_replaced() {
    let shards = sample();
    let joined = answer(&shards, "xã xa nhe", 5);
    let [notice] = &joined.notices[..] else { panic!("{:?}", joined.notices) };
    assert_eq!((notice.name.as_str(), notice.change), ("xã Xá Nhè", Change::Joined));
    assert_eq!(notice.to[0].0, "xã Sáng Nhè");
    assert!(joined.hits.iter().any(|hit| hit.shown.address == "dia-phuong/xa-nhe.html"));

    let divided = answer(&shards, "Chiêm Hóa", 5);
    let [notice] = &divided.notices[..] else { panic!("{:?}", divided.notices) };
    assert_eq!((notice.change, notice.to.len()), (Change::Divided, 10));
    // The district that is no more, and one of the communes it was divided into, which bears its name.
    let first: Vec<&str> = divided.hits.iter().take(2).map(|hit| hit.shown.address.as_str()).collect();
    assert!(first.contains(&"dia-phuong/chiem-hoa.html"), "{first:?}");
    assert!(first.contains(&"dia-phuong/xa-chiem-hoa.html"), "{first:?}");

    assert!(answer(&shards, "nhè xá", 5).notices.is_empty());
}

#[test]
fn a_repaired_query_says_so() {
    let shards = sample();
    assert_eq!(answer(&shards, "thuong suân", 5).understood.as_deref(), Some("thuong xuan"));
    assert_eq!(answer(&shards, "thuong xuân", 5).understood, None);
    assert_eq!(answer(&shards, "  ?! ", 5).hits.len(), 0);
}

#[test]
fn a_place_that_is_no_more_says_until_when_it_was() {
    let answer = answer(&sample(), "Tỉnh Điện Biên", 5);
    let about = |address: &str| {
        let hit = answer.hits.iter().find(|hit| hit.shown.address == address).expect(address);
        (hit.shown.title.as_str(), hit.shown.place.as_str())
    };
    assert_eq!(about("dia-phuong/dien-bien.html"), ("Tỉnh Điện Biên", ""));
    assert_eq!(about("dia-phuong/dien-bien-truoc-2025-07.html"), ("Tỉnh Điện Biên", "đến 30/06/2025"));
}
