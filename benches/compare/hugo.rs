//! The same corpus as a site of Hugo: as many pages that say as much, and templates as its documentation has them.
//!
//! Other bulletins of a category, a place and a document are the newest of its term, as on bantin's pages. Hugo's
//! "related content" would compare each page with all others of its places: at 10,000 bulletins it takes half as long
//! again as everything else, at 100,000 it does not end within half an hour. Tables of open data are outputs of the
//! pages they belong to, with places from a data file; the rows of a metric are made once for its file and the one of
//! all. Maps and charts have no equal, nor what describes the tables, nor the successions of places.

use std::fmt::Write;
use std::path::Path;

use ::bantin::gazetteer::unit;

use super::told::{Figures, Stated, Told, told};
use crate::corpus::{Corpus, Piece, Place, Story, categories, write};

const LAYOUTS: [(&str, &str); 29] = [
    ("hugo.toml", include_str!("hugo/hugo.toml")),
    ("layouts/_partials/archive.html", include_str!("hugo/layouts/_partials/archive.html")),
    ("layouts/_partials/card.html", include_str!("hugo/layouts/_partials/card.html")),
    ("layouts/_partials/other.html", include_str!("hugo/layouts/_partials/other.html")),
    ("layouts/_partials/rows.csv", include_str!("hugo/layouts/_partials/rows.csv")),
    ("layouts/_partials/rows.excel.csv", include_str!("hugo/layouts/_partials/rows.excel.csv")),
    ("layouts/_partials/schema.html", include_str!("hugo/layouts/_partials/schema.html")),
    ("layouts/baseof.html", include_str!("hugo/layouts/baseof.html")),
    ("layouts/chi-so/single.csv", include_str!("hugo/layouts/chi-so/single.csv")),
    ("layouts/chi-so/single.excel.csv", include_str!("hugo/layouts/chi-so/single.excel.csv")),
    ("layouts/chi-so/single.html", include_str!("hugo/layouts/chi-so/single.html")),
    ("layouts/chi-so/single.json", include_str!("hugo/layouts/chi-so/single.json")),
    ("layouts/du-lieu/bulletins.csv", include_str!("hugo/layouts/du-lieu/bulletins.csv")),
    ("layouts/du-lieu/bulletins.excel.csv", include_str!("hugo/layouts/du-lieu/bulletins.excel.csv")),
    ("layouts/du-lieu/documents.csv", include_str!("hugo/layouts/du-lieu/documents.csv")),
    ("layouts/du-lieu/documents.excel.csv", include_str!("hugo/layouts/du-lieu/documents.excel.csv")),
    ("layouts/du-lieu/localities.csv", include_str!("hugo/layouts/du-lieu/localities.csv")),
    ("layouts/du-lieu/localities.excel.csv", include_str!("hugo/layouts/du-lieu/localities.excel.csv")),
    ("layouts/du-lieu/metrics.csv", include_str!("hugo/layouts/du-lieu/metrics.csv")),
    ("layouts/du-lieu/metrics.excel.csv", include_str!("hugo/layouts/du-lieu/metrics.excel.csv")),
    ("layouts/du-lieu/observations.csv", include_str!("hugo/layouts/du-lieu/observations.csv")),
    ("layouts/du-lieu/observations.excel.csv", include_str!("hugo/layouts/du-lieu/observations.excel.csv")),
    ("layouts/home.html", include_str!("hugo/layouts/home.html")),
    ("layouts/list.html", include_str!("hugo/layouts/list.html")),
    ("layouts/single.html", include_str!("hugo/layouts/single.html")),
    ("layouts/taxonomy.html", include_str!("hugo/layouts/taxonomy.html")),
    ("layouts/term.html", include_str!("hugo/layouts/term.html")),
    ("static/style.css", "body{max-width:70ch;margin:auto}"),
    ("content/tim-kiem.md", "---\ntitle: Tìm kiếm\n---\n"),
];

/// The tables of open data, each a page with two outputs.
const TABLES: [&str; 5] = ["bulletins", "documents", "localities", "metrics", "observations"];

/// Writes the site below a folder.
pub fn site(root: &Path, corpus: &Corpus) {
    for (path, text) in LAYOUTS {
        write(root, path, text);
    }
    for (place, text) in corpus.places.iter().zip(places(corpus)) {
        write(root, &format!("content/localities/{}/_index.md", place.id), text);
    }
    for (id, name) in categories() {
        write(root, &format!("content/categories/{id}/_index.md"), format!("---\ntitle: \"{name}\"\n---\n"));
    }
    write(root, "data/places.yaml", gazetteer(corpus));
    for table in TABLES {
        let text = format!("---\ntitle: {table}\nlayout: {table}\noutputs: [csv, excel]\n---\n");
        write(root, &format!("content/du-lieu/{table}.md"), text);
    }
    for metric in 0..corpus.metrics.len() {
        write(root, &format!("content/chi-so/chi-tieu-{metric}.md"), statistics(corpus, metric));
    }
    let figures = Figures::of(corpus);
    for number in 0..corpus.count {
        let story = corpus.story(number);
        write(root, &path(&story), bulletin(corpus, &story, &figures));
    }
}

/// Where a bulletin's text lies.
pub fn path(story: &Story) -> String {
    format!("content/ban-tin/{}/{}.md", story.date.0, story.slug)
}

/// What the rows of open data say of places, beside the figure.
fn gazetteer(corpus: &Corpus) -> String {
    let mut text = String::new();
    for place in &corpus.places {
        let code = place.key.rsplit('-').next().unwrap_or_default();
        let _ = writeln!(
            text,
            "{}: {{name: \"{}\", key: {}, code: \"{code}\", within: \"{}\"}}",
            place.id,
            place.name,
            place.key,
            within(place)
        );
    }
    text
}

fn within(place: &Place) -> String {
    let above = unit(&place.key).and_then(|place| unit(place.parent?));
    above.map(|above| above.display_name().to_string()).unwrap_or_default()
}

/// The page of each place: what it lies in, and its figures.
fn places(corpus: &Corpus) -> Vec<String> {
    let head = |place: &Place| {
        let within = within(place);
        format!("---\ntitle: \"{}\"\nwithin: \"{within}\"\n", place.name)
    };
    let mut texts: Vec<String> = corpus.places.iter().map(head).collect();
    let mut are_begun = vec![false; texts.len()];
    for (metric, name) in corpus.metrics.iter().enumerate() {
        for figure in corpus.figures(metric) {
            let text = &mut texts[figure.place];
            if !std::mem::replace(&mut are_begun[figure.place], true) {
                text.push_str("figures:\n");
            }
            let _ = writeln!(
                text,
                "  - {{name: \"{name}\", year: {}, value: {}, of: {}}}",
                figure.year, figure.value, figure.of
            );
        }
    }
    texts.into_iter().map(|text| text + "---\n").collect()
}

fn statistics(corpus: &Corpus, metric: usize) -> String {
    let mut text =
        format!("---\ntitle: \"{}\"\noutputs: [html, csv, excel, json]\nrows:\n", corpus.metrics[metric]);
    for figure in corpus.figures(metric) {
        let place = &corpus.places[figure.place];
        let _ = writeln!(
            text,
            "  - {{id: {}, place: \"{}\", year: {}, value: {}, of: {}}}",
            place.id, place.name, figure.year, figure.value, figure.of
        );
    }
    text + "---\n"
}

fn bulletin(corpus: &Corpus, story: &Story, figures: &Figures) -> String {
    let address = |piece: &Piece| match piece {
        Piece::Place(place) => format!("/localities/{}.html", corpus.places[*place].id),
        Piece::Figure(metric, ..) => format!("/chi-so/chi-tieu-{metric}.html"),
        Piece::Document(number) => format!("/documents/{}.html", number.to_lowercase().replace('/', "-")),
        Piece::Words(_) => String::new(),
    };
    let Told { text, documents, figures } = told(corpus, story, figures, &address);
    let (year, month, day) = story.date;
    let places: Vec<_> = story.places.iter().map(|place| corpus.places[*place].id.as_str()).collect();
    let documents: Vec<_> = documents.iter().map(|number| format!("\"{number}\"")).collect();
    let mut head = format!(
        "---\ntitle: \"{}\"\ndate: {year}-{month:02}-{day:02}\nlead: \"{}\"\nauthors: [\"{}\"]\ncategories: [{}]\nlocalities: [{}]\ndocuments: [{}]\nmonths: [\"{year}-{month:02}\"]\n",
        story.title,
        story.lead,
        story.author,
        categories()[story.category].0,
        places.join(", "),
        documents.join(", "),
    );
    if !figures.is_empty() {
        head.push_str("figures:\n");
    }
    for Stated { metric, place, year, value, of, before } in figures {
        let _ = write!(
            head,
            "  - {{name: \"{metric}\", place: \"{place}\", year: {year}, value: {value}, of: {of}"
        );
        let _ = match before {
            Some(before) => writeln!(head, ", before: {before}}}"),
            None => writeln!(head, "}}"),
        };
    }
    head + "---\n" + &text
}
