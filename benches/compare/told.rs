//! A bulletin of the corpus as generators without figures or documents have it: links and words.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::corpus::{Corpus, Piece, Story};

/// The value of each metric's figure, by metric, place and year.
pub struct Figures {
    values: BTreeMap<(usize, usize, u16), u64>,
}

impl Figures {
    /// All of a corpus.
    pub fn of(corpus: &Corpus) -> Self {
        let of_metric = |metric: usize| {
            let figures = corpus.figures(metric).into_iter();
            figures.map(move |figure| ((metric, figure.place, figure.year), figure.value))
        };
        Self { values: (0..corpus.metrics.len()).flat_map(of_metric).collect() }
    }
}

/// What a bulletin's page is made from, besides its head.
pub struct Told {
    /// Markdown, with a blank line before each paragraph.
    pub text: String,
    /// The numbers of the documents that it names, in order, each once.
    pub documents: Vec<String>,
    /// Metric, place, year and value of the figures that it states.
    pub figures: Vec<(String, String, u16, u64)>,
}

/// Writes a bulletin's text with links to the addresses that a generator gives.
pub fn told(corpus: &Corpus, story: &Story, figures: &Figures, address: &dyn Fn(&Piece) -> String) -> Told {
    let mut told = Told { text: String::new(), documents: Vec::new(), figures: Vec::new() };
    for paragraph in &story.text {
        told.text.push('\n');
        for piece in paragraph {
            let to = address(piece);
            // Writing to a string does not fail.
            let _ = match piece {
                Piece::Words(words) => write!(told.text, "{words}"),
                Piece::Place(place) => write!(told.text, "[{}]({to})", corpus.places[*place].name),
                Piece::Figure(metric, place, year) => {
                    let value = figures.values.get(&(*metric, *place, *year)).copied().unwrap_or_default();
                    let (metric, place) =
                        (corpus.metrics[*metric].clone(), corpus.places[*place].name.clone());
                    told.figures.push((metric, place, *year, value));
                    write!(told.text, "[{value}]({to}) hồ sơ")
                }
                Piece::Document(number) => {
                    told.documents.push(number.clone());
                    write!(told.text, "[{number}]({to})")
                }
            };
        }
        told.text.push('\n');
    }
    told.documents.sort();
    told.documents.dedup();
    told
}
