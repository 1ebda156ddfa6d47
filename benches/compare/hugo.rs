//! The same corpus as a site of Hugo, with as many pages and templates as its documentation has them.

use std::fmt::Write;
use std::path::Path;

use crate::corpus::{Corpus, Piece, Story, categories, write};

/// Writes the site below a folder.
pub fn site(root: &Path, corpus: &Corpus) {
    let layouts = [
        ("hugo.toml", include_str!("hugo/hugo.toml")),
        ("layouts/baseof.html", include_str!("hugo/layouts/baseof.html")),
        ("layouts/_partials/card.html", include_str!("hugo/layouts/_partials/card.html")),
        ("layouts/list.html", include_str!("hugo/layouts/list.html")),
        ("layouts/term.html", include_str!("hugo/layouts/term.html")),
        ("layouts/taxonomy.html", include_str!("hugo/layouts/taxonomy.html")),
        ("layouts/single.html", include_str!("hugo/layouts/single.html")),
        ("layouts/chi-so/single.html", include_str!("hugo/layouts/chi-so/single.html")),
        ("layouts/home.html", include_str!("hugo/layouts/home.html")),
        ("static/style.css", "body{max-width:70ch;margin:auto}"),
        ("content/tim-kiem.md", "---\ntitle: Tìm kiếm\n---\n"),
    ];
    for (path, text) in layouts {
        write(root, path, text);
    }
    for place in &corpus.places {
        let text = format!("---\ntitle: \"{}\"\n---\n", place.name);
        write(root, &format!("content/localities/{}/_index.md", place.id), &text);
    }
    for (id, name) in categories() {
        write(root, &format!("content/categories/{id}/_index.md"), format!("---\ntitle: \"{name}\"\n---\n"));
    }
    for metric in 0..corpus.metrics.len() {
        write(root, &format!("content/chi-so/chi-tieu-{metric}.md"), statistics(corpus, metric));
    }
    let figures: Vec<_> = (0..corpus.metrics.len()).map(|metric| corpus.figures(metric)).collect();
    let value = |metric: usize, place: usize, year: u16| {
        let figure = figures[metric].iter().find(|one| one.place == place && one.year == year);
        figure.map_or(0, |figure| figure.value)
    };
    for number in 0..corpus.count {
        bulletin(root, corpus, number, "", &value);
    }
}

/// Adds words at the end of a bulletin's text.
pub fn edit(root: &Path, corpus: &Corpus, number: usize, added: &str) {
    let story = corpus.story(number);
    let path = root.join(format!("content/ban-tin/{}/{}.md", story.date.0, story.slug));
    let text = std::fs::read_to_string(&path).expect("the bulletin");
    std::fs::write(path, text + added).expect("the bulletin is written");
}

fn statistics(corpus: &Corpus, metric: usize) -> String {
    let mut text = format!("---\ntitle: \"{}\"\nrows:\n", corpus.metrics[metric]);
    for figure in corpus.figures(metric) {
        let place = &corpus.places[figure.place].name;
        let _ = writeln!(
            text,
            "  - {{place: \"{place}\", year: {}, value: {}, of: {}}}",
            figure.year, figure.value, figure.of
        );
    }
    text + "---\n"
}

type Value<'a> = &'a dyn Fn(usize, usize, u16) -> u64;

fn bulletin(root: &Path, corpus: &Corpus, number: usize, added: &str, value: Value<'_>) {
    let story = corpus.story(number);
    let path = format!("content/ban-tin/{}/{}.md", story.date.0, story.slug);
    write(root, &path, markdown(corpus, &story, added, value));
}

fn markdown(corpus: &Corpus, story: &Story, added: &str, value: Value<'_>) -> String {
    let (year, month, day) = story.date;
    let places: Vec<_> = story.places.iter().map(|place| corpus.places[*place].id.as_str()).collect();
    let (mut documents, mut figures) = (Vec::new(), String::new());
    let mut body = String::new();
    for paragraph in &story.text {
        body.push('\n');
        for piece in paragraph {
            // Writing to a string does not fail.
            let _ = match piece {
                Piece::Words(words) => write!(body, "{words}"),
                Piece::Place(place) => {
                    let place = &corpus.places[*place];
                    write!(body, "[{}](/localities/{}.html)", place.name, place.id)
                }
                Piece::Figure(metric, place, year) => {
                    let (name, place) = (&corpus.metrics[*metric], *place);
                    let value = value(*metric, place, *year);
                    let place = &corpus.places[place].name;
                    let _ = writeln!(
                        figures,
                        "  - {{name: \"{name}\", place: \"{place}\", year: {year}, value: {value}}}"
                    );
                    write!(body, "[{value}](/chi-so/chi-tieu-{metric}.html) hồ sơ")
                }
                Piece::Document(number) => {
                    documents.push(format!("\"{number}\""));
                    write!(body, "[{number}](/documents/{}.html)", number.to_lowercase().replace('/', "-"))
                }
            };
        }
        body.push('\n');
    }
    documents.sort();
    documents.dedup();
    let figures = if figures.is_empty() { String::new() } else { format!("figures:\n{figures}") };
    format!(
        "---\ntitle: \"{}\"\ndate: {year}-{month:02}-{day:02}\nlead: \"{}\"\nauthors: [\"{}\"]\ncategories: [{}]\nlocalities: [{}]\ndocuments: [{}]\nmonths: [\"{year}-{month:02}\"]\n{figures}---\n{body}{added}",
        story.title,
        story.lead,
        story.author,
        categories()[story.category].0,
        places.join(", "),
        documents.join(", "),
    )
}
