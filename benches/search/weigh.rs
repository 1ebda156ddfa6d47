//! What the families of an index weigh, and how much of each a query reads: where bytes can be saved.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;

use bantin::search::{Family, answer};
use flate2::{Compression, write::GzEncoder};

use crate::corpus::Corpus;
use crate::queries;

/// Files, their bytes, and their bytes from a host that compresses.
type Weight = (usize, usize, usize);

/// Prints the weights for a site of the corpus of so many bulletins.
pub fn weigh(root: &Path, count: usize) {
    let shards = crate::shards(root);
    let families = shards.payloads.iter().map(|((family, _), payload)| (*family, payload));
    print(&format!("all {} files", shards.payloads.len()), &weights(families));
    println!(
        "head: {} kB, compressed {} kB",
        kilo(shards.head.json().len()),
        kilo(compressed(&shards.head.json()))
    );
    let mut all = Vec::new();
    for query in queries::of(&Corpus::new(count)) {
        let answer = answer(&shards, &query, 5);
        let read = answer.fetched.iter().map(|file| (file.0, &shards.payloads[file]));
        let weights = weights(read);
        print(&format!("{query} ({} whole)", answer.whole), &weights);
        all.push(weights.values().map(|weight| weight.2).sum::<usize>());
    }
    all.sort_unstable();
    println!(
        "compressed, without head: median {} kB, maximum {} kB",
        kilo(all[all.len() / 2]),
        kilo(all[all.len() - 1])
    );
}

fn weights<'a>(payloads: impl Iterator<Item = (Family, &'a String)>) -> BTreeMap<Family, Weight> {
    let mut weights: BTreeMap<Family, Weight> = BTreeMap::new();
    for (family, payload) in payloads {
        let weight = weights.entry(family).or_default();
        *weight = (weight.0 + 1, weight.1 + payload.len(), weight.2 + compressed(payload));
    }
    weights
}

fn print(name: &str, weights: &BTreeMap<Family, Weight>) {
    let sum = |which: fn(&Weight) -> usize| kilo(weights.values().map(which).sum());
    println!("{name}: {} kB, compressed {} kB", sum(|weight| weight.1), sum(|weight| weight.2));
    for (family, (files, bytes, compressed)) in weights {
        println!(
            "    {} {files:>6} files {:>9} kB {:>9} kB",
            family.letter(),
            kilo(*bytes),
            kilo(*compressed)
        );
    }
}

fn compressed(text: &str) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes()).expect("memory takes it");
    encoder.finish().expect("memory takes it").len()
}

fn kilo(bytes: usize) -> String {
    format!("{:.1}", bytes as f64 / 1e3)
}
