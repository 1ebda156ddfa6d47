//! A bulletin of the corpus as generators without figures or documents have it: links and words.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::corpus::{Corpus, Piece, Story};

/// The value of each metric's figure and what it is a part of, by metric, place and year.
pub struct Figures {
    values: BTreeMap<(usize, usize, u16), (u64, u64)>,
}

impl Figures {
    /// All of a corpus.
    pub fn of(corpus: &Corpus) -> Self {
        let of_metric = |metric: usize| {
            let figures = corpus.figures(metric).into_iter();
            figures.map(move |figure| ((metric, figure.place, figure.year), (figure.value, figure.of)))
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
    /// The figures that it states.
    pub figures: Vec<Stated>,
}

/// A figure as a bulletin's page shows it.
pub struct Stated {
    /// The metric's name.
    pub metric: String,
    /// The place's name.
    pub place: String,
    pub year: u16,
    pub value: u64,
    /// What it is a part of.
    pub of: u64,
    /// The value of the year before; `None` for the first.
    pub before: Option<u64>,
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
                    let known = |year| figures.values.get(&(*metric, *place, year)).copied();
                    let (value, of) = known(*year).unwrap_or_default();
                    told.figures.push(Stated {
                        metric: corpus.metrics[*metric].clone(),
                        place: corpus.places[*place].name.clone(),
                        year: *year,
                        value,
                        of,
                        before: known(year - 1).map(|(value, _)| value),
                    });
                    write!(told.text, "[{}]({to}) hồ sơ", grouped(value))
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

/// A number under a million as Vietnamese writes it: 2.135.
fn grouped(number: u64) -> String {
    match number {
        0..1000 => number.to_string(),
        _ => format!("{}.{:03}", number / 1000, number % 1000),
    }
}
