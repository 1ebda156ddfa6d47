//! The files of the search index with random damage, read by the program's half of the search, and any query.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use bantin::search::{Shards, answer};
use proptest::prelude::*;
use proptest::sample::Index;

use super::words::piece;
use super::{cases, in_time};
use crate::search::corpus;

fn sample() -> &'static Shards {
    static SAMPLE: OnceLock<Shards> = OnceLock::new();
    SAMPLE.get_or_init(corpus::sample)
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn any_query_is_answered_the_same_twice(query in prop::collection::vec(piece(), 0..6)) {
        let (shards, query) = (sample(), query.join(" "));
        let once = in_time(|| format!("{:?}", answer(shards, &query, 10)));
        prop_assert_eq!(once, format!("{:?}", answer(shards, &query, 10)));
    }

    #[test]
    fn a_damaged_index_answers_something(
        query in prop::sample::select(vec!["căn cước", "xa nhe", "61/KH-UBND", "chuyen doi so", "tổ công tác lưu động"]),
        damages in prop::collection::vec((any::<Index>(), any::<Index>(), "[ -~]{0,6}", any::<bool>()), 1..40),
    ) {
        let whole = sample();
        let mut payloads: BTreeMap<_, _> = whole.payloads.clone();
        let families: Vec<_> = payloads.keys().copied().collect();
        for (which, at, words, cut) in damages {
            let Some(payload) = payloads.get_mut(which.get(&families)) else { continue };
            let place = at.index(payload.len() + 1);
            if payload.is_char_boundary(place) {
                payload.insert_str(place, &words);
                payload.truncate(if cut { place } else { payload.len() });
            }
        }
        let damaged = Shards { head: whole.head.clone(), payloads };
        in_time(|| answer(&damaged, query, 10));
    }
}
