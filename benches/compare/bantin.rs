//! A corpus as a site of bantin.

use std::fmt::Write;
use std::path::Path;

use crate::corpus::{Corpus, Piece, Story, categories, write};

/// Writes the site's content below a folder.
pub fn site(root: &Path, corpus: &Corpus) {
    write(root, "content/site.yaml", config());
    write(root, "content/localities.yaml", localities(corpus));
    for metric in 0..corpus.metrics.len() {
        write(root, &format!("content/statistics/chi-tieu-{metric}.yaml"), statistics(corpus, metric));
    }
    for number in 0..corpus.count {
        let story = corpus.story(number);
        write(root, &path(&story), markdown(corpus, &story));
    }
}

/// Where a bulletin's text lies.
pub fn path(story: &Story) -> String {
    format!("content/bulletins/{}/{}.md", story.date.0, story.slug)
}

fn config() -> String {
    let mut text = String::from(
        "title: Cổng tin huyện\nbase_url: https://tin.example.gov.vn/\nlanguage: vi\npublisher: {name: Ủy ban nhân dân huyện}\ncategories:\n",
    );
    for (id, name) in categories() {
        let _ = writeln!(text, "  - {{id: {id}, name: {name}}}");
    }
    text
}

fn localities(corpus: &Corpus) -> String {
    corpus.places.iter().map(|place| format!("- {{id: {}, gazetteer: {}}}\n", place.id, place.key)).collect()
}

fn statistics(corpus: &Corpus, metric: usize) -> String {
    let name = &corpus.metrics[metric];
    let mut text = format!("name: \"{name}\"\nunit: hồ sơ\nkind: count\ndirection: up\nobservations:\n");
    for figure in corpus.figures(metric) {
        let place = &corpus.places[figure.place].id;
        let _ = writeln!(
            text,
            "  - {{locality: {place}, date: {}, value: {}, of: {}}}",
            figure.year, figure.value, figure.of
        );
    }
    text
}

fn markdown(corpus: &Corpus, story: &Story) -> String {
    let (year, month, day) = story.date;
    let places: Vec<_> = story.places.iter().map(|place| corpus.places[*place].id.as_str()).collect();
    let mut text = format!(
        "---\ntitle: \"{}\"\ndate: {year}-{month:02}-{day:02}\nlead: \"{}\"\nauthors: [{}]\ncategory: {}\nlocalities: [{}]\n---\n",
        story.title,
        story.lead,
        story.author,
        categories()[story.category].0,
        places.join(", "),
    );
    for paragraph in &story.text {
        text.push('\n');
        for piece in paragraph {
            // Writing to a string does not fail.
            let _ = match piece {
                Piece::Words(words) => write!(text, "{words}"),
                Piece::Place(place) => {
                    let place = &corpus.places[*place];
                    write!(text, "[{}](locality:{})", place.name, place.id)
                }
                Piece::Figure(metric, place, year) => {
                    write!(text, "[](metric:chi-tieu-{metric}@{}/{year}) hồ sơ", corpus.places[*place].id)
                }
                Piece::Document(number) => write!(text, "{number}"),
            };
        }
        text.push('\n');
    }
    text
}
