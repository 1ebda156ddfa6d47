//! The same corpus as a site of Zola, with templates as its documentation has them.
//!
//! Where Zola's model has no equal: addresses are folders, a term's title is its id, and the bulletins beside one in
//! time stand where the others show related ones. Terms carry no text of their own, so a place is named on bulletins.

use std::fmt::Write;
use std::path::Path;

use ::bantin::vietnamese::slugify;

use super::told::{Figures, Stated, Told, told};
use crate::corpus::{Corpus, Piece, Story, YEARS, categories, write};

const TEMPLATES: [(&str, &str); 11] = [
    ("base.html", include_str!("zola/templates/base.html")),
    ("card.html", include_str!("zola/templates/card.html")),
    ("pager.html", include_str!("zola/templates/pager.html")),
    ("index.html", include_str!("zola/templates/index.html")),
    ("section.html", include_str!("zola/templates/section.html")),
    ("metrics.html", include_str!("zola/templates/metrics.html")),
    ("metric.html", include_str!("zola/templates/metric.html")),
    ("page.html", include_str!("zola/templates/page.html")),
    ("bulletin.html", include_str!("zola/templates/bulletin.html")),
    ("taxonomy_list.html", include_str!("zola/templates/taxonomy_list.html")),
    ("taxonomy_single.html", include_str!("zola/templates/taxonomy_single.html")),
];

/// Writes the site below a folder.
pub fn site(root: &Path, corpus: &Corpus) {
    write(root, "config.toml", config());
    write(root, "static/style.css", "body{max-width:70ch;margin:auto}");
    for (name, text) in TEMPLATES {
        write(root, &format!("templates/{name}"), text);
    }
    write(root, "content/_index.md", "+++\n+++\n");
    write(root, "content/tim-kiem.md", "+++\ntitle = \"Tìm kiếm\"\n+++\n");
    let news = "+++\ntitle = \"Bản tin\"\nsort_by = \"date\"\npaginate_by = 20\n+++\n";
    write(root, "content/ban-tin/_index.md", news);
    let metrics =
        "+++\ntitle = \"Chỉ số\"\ntemplate = \"metrics.html\"\npage_template = \"metric.html\"\n+++\n";
    write(root, "content/chi-so/_index.md", metrics);
    for metric in 0..corpus.metrics.len() {
        write(root, &format!("content/chi-so/chi-tieu-{metric}.md"), statistics(corpus, metric));
    }
    // Years are folders, and no pages: their bulletins belong to the section above.
    let year = "+++\ntransparent = true\nrender = false\nsort_by = \"date\"\npage_template = \"bulletin.html\"\n+++\n";
    for folder in YEARS {
        write(root, &format!("content/ban-tin/{folder}/_index.md"), year);
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

fn config() -> String {
    let mut text = include_str!("zola/config.toml").to_owned();
    for (_, name) in categories() {
        let _ = writeln!(text, "  {{ name = {}, slug = \"{}\" }},", quoted(name), slugify(name));
    }
    text + "]\n"
}

fn statistics(corpus: &Corpus, metric: usize) -> String {
    let mut text = format!("+++\ntitle = {}\n[extra]\nrows = [\n", quoted(&corpus.metrics[metric]));
    for figure in corpus.figures(metric) {
        let place = quoted(&corpus.places[figure.place].name);
        let (year, value, of) = (figure.year, figure.value, figure.of);
        let _ = writeln!(text, "  {{ place = {place}, year = {year}, value = {value}, of = {of} }},");
    }
    text + "]\n+++\n"
}

fn bulletin(corpus: &Corpus, story: &Story, figures: &Figures) -> String {
    let address = |piece: &Piece| match piece {
        Piece::Place(place) => format!("/localities/{}/", corpus.places[*place].id),
        Piece::Figure(metric, ..) => format!("/chi-so/chi-tieu-{metric}/"),
        Piece::Document(number) => format!("/documents/{}/", slugify(number)),
        Piece::Words(_) => String::new(),
    };
    let Told { text, documents, figures } = told(corpus, story, figures, &address);
    let (year, month, day) = story.date;
    let ids: Vec<_> = story.places.iter().map(|place| quoted(&corpus.places[*place].id)).collect();
    let mut head = format!(
        "+++\ntitle = {}\ndate = {year}-{month:02}-{day:02}\nauthors = [{}]\n[taxonomies]\ncategories = [{}]\nlocalities = [{}]\ndocuments = [{}]\nmonths = [\"{year}-{month:02}\"]\n[extra]\nlead = {}\nplaces = [\n",
        quoted(&story.title),
        quoted(&story.author),
        quoted(categories()[story.category].1),
        ids.join(", "),
        documents.iter().map(|number| quoted(number)).collect::<Vec<_>>().join(", "),
        quoted(&story.lead),
    );
    for place in story.places.iter().map(|place| &corpus.places[*place]) {
        let _ = writeln!(head, "  {{ id = {}, name = {} }},", quoted(&place.id), quoted(&place.name));
    }
    head.push_str("]\nfigures = [\n");
    for Stated { metric, place, year, value, of: _, before: _ } in figures {
        let (name, place) = (quoted(&metric), quoted(&place));
        let _ = writeln!(head, "  {{ name = {name}, place = {place}, year = {year}, value = {value} }},");
    }
    head + "]\n+++\n" + &text
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
