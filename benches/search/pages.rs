//! The corpus as plain pages: what Pagefind indexes.

use std::path::Path;

use crate::corpus::{Corpus, Piece, Story, write};

/// Writes a page for each bulletin, and one to search from.
pub fn write_all(root: &Path, corpus: &Corpus) {
    for number in 0..corpus.count {
        let story = corpus.story(number);
        write(root, &format!("ban-tin/{}/{}.html", story.date.0, story.slug), page(corpus, &story));
    }
    write(
        root,
        "tim-kiem.html",
        "<!doctype html><html lang=\"vi\"><title>Tìm kiếm</title><body></body></html>",
    );
}

fn page(corpus: &Corpus, story: &Story) -> String {
    let (year, month, day) = story.date;
    let places: Vec<&str> = story.places.iter().map(|place| corpus.places[*place].name.as_str()).collect();
    let text: String =
        story.text.iter().map(|pieces| format!("<p>{}</p>", paragraph(corpus, pieces))).collect();
    format!(
        "<!doctype html><html lang=\"vi\"><title>{title}</title><body><main data-pagefind-body><h1>{title}</h1><p>{day}/{month}/{year} · {} · {}</p><p>{}</p>{text}</main></body></html>",
        places.join(", "),
        story.author,
        story.lead,
        title = story.title,
    )
}

fn paragraph(corpus: &Corpus, pieces: &[Piece]) -> String {
    let word = |piece: &Piece| match piece {
        Piece::Words(words) | Piece::Document(words) => words.clone(),
        Piece::Place(place) => corpus.places[*place].name.clone(),
        Piece::Figure(metric, place, year) => {
            let figures = corpus.figures(*metric);
            let figure = figures.iter().find(|one| one.place == *place && one.year == *year);
            format!("{} hồ sơ", figure.map_or(0, |figure| figure.value))
        }
    };
    pieces.iter().map(word).collect()
}
