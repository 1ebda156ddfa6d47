//! Bulletins of any number that look like real ones: lengths, places, dates, categories, documents and figures
//! as a district's portal has them. The same number gives the same corpus on every machine.
//!
//! Prose follows the project's own Vietnamese texts word by word (which word may follow which), with names of
//! real places, so that words and their neighbours are about as frequent as in real texts. It makes no sense.

mod dice;
mod prose;

use std::fs;
use std::path::Path;

pub use dice::Dice;
use prose::Prose;

/// Syllables of a bulletin's text on average, as counted in the portals that bantin is for.
const SYLLABLES: usize = 605;

/// Sentences of a paragraph, syllables of a sentence.
const SENTENCES: usize = 4;

const CATEGORIES: [(&str, &str); 5] = [
    ("chuyen-doi-so", "Chuyển đổi số"),
    ("tu-co-so", "Từ cơ sở"),
    ("an-sinh", "An sinh xã hội"),
    ("kinh-te", "Kinh tế"),
    ("van-hoa", "Văn hóa"),
];

/// A place that bulletins report on.
#[derive(Debug, Clone)]
pub struct Place {
    /// Its slug, which is the gazetteer's too.
    pub id: String,
    /// The gazetteer's key.
    pub key: String,
    /// Its name with the kind word: "xã Xá Nhè".
    pub name: String,
}

/// A piece of running text.
#[derive(Debug, Clone)]
pub enum Piece {
    Words(String),
    /// A place, by its number.
    Place(usize),
    /// A figure: the number of a metric and of a place, the year.
    Figure(usize, usize, u16),
    /// The number of a document.
    Document(String),
}

/// A bulletin.
#[derive(Debug, Clone)]
pub struct Story {
    pub slug: String,
    pub title: String,
    /// Year, month, day.
    pub date: (u16, u32, u32),
    pub lead: String,
    pub author: String,
    /// In [`categories`].
    pub category: usize,
    /// In [`Corpus::places`]; the main one first.
    pub places: Vec<usize>,
    /// Paragraphs of pieces.
    pub text: Vec<Vec<Piece>>,
}

/// A year's figure of a metric at a place.
#[derive(Debug, Clone, Copy)]
pub struct Figure {
    pub place: usize,
    pub year: u16,
    pub value: u64,
    pub of: u64,
}

/// A corpus of bulletins.
pub struct Corpus {
    pub count: usize,
    pub places: Vec<Place>,
    /// Names of what is measured.
    pub metrics: Vec<String>,
    prose: Prose,
}

/// Slugs and names.
pub fn categories() -> &'static [(&'static str, &'static str)] {
    &CATEGORIES
}

/// The years that bulletins and figures are of.
pub const YEARS: std::ops::Range<u16> = 2016..2025;

impl Corpus {
    /// A corpus of so many bulletins, on a fifth as many places, at most 2,000, and 20 metrics.
    pub fn new(count: usize) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let places = places(root, (count / 5).clamp(20, 2000));
        let prose = Prose::learn(root, places.iter().map(|place| place.name.as_str()));
        let mut dice = Dice::new(20);
        let metrics = (0..20).map(|_| prose.words(&mut dice, 5)).collect();
        Self { count, places, metrics, prose }
    }

    /// A bulletin of the corpus; the newest is number 0.
    pub fn story(&self, number: usize) -> Story {
        let mut dice = Dice::new(1 + number as u64);
        let date = self.date(number);
        let places = self.places_of(&mut dice);
        let title = format!("{} tại {}", self.prose.sentence(&mut dice, 9), self.places[places[0]].name);
        let paragraphs = SYLLABLES / (SENTENCES * prose::SENTENCE);
        Story {
            slug: format!("tin-{number}"),
            lead: self.prose.sentence(&mut dice, 38) + ".",
            author: format!("Minh {}", ["Phương", "Anh", "Hà", "Châu", "Long"][dice.below(5)]),
            category: dice.zipf(CATEGORIES.len()),
            text: (0..paragraphs).map(|_| self.paragraph(&mut dice, &places, date.0)).collect(),
            title,
            date,
            places,
        }
    }

    /// The figures of a metric: one for each place of those that report, and year.
    pub fn figures(&self, metric: usize) -> Vec<Figure> {
        let mut dice = Dice::new(1_000_000_007 + metric as u64);
        let mut figures = Vec::new();
        for place in 0..self.places.len().min(200) {
            let of = 2_000 + dice.below(8_000) as u64;
            let mut value = of / 10;
            for year in YEARS {
                value = (value + dice.below(700) as u64).min(of);
                figures.push(Figure { place, year, value, of });
            }
        }
        figures
    }

    fn date(&self, number: usize) -> (u16, u32, u32) {
        let days = usize::from(YEARS.end - YEARS.start) * 336;
        let day = days - 1 - number * days / self.count;
        let (year, rest) = (day / 336, day % 336);
        (YEARS.start + year as u16, 1 + (rest / 28) as u32, 1 + (rest % 28) as u32)
    }

    /// One to three, a few places far more often than the rest.
    fn places_of(&self, dice: &mut Dice) -> Vec<usize> {
        let mut places: Vec<usize> = (0..1 + dice.below(3)).map(|_| dice.zipf(self.places.len())).collect();
        places.sort_unstable();
        places.dedup();
        places
    }

    fn paragraph(&self, dice: &mut Dice, places: &[usize], year: u16) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for sentence in 0..SENTENCES {
            pieces.push(Piece::Words(self.prose.sentence(dice, prose::SENTENCE - 2)));
            match dice.below(12) {
                0 => pieces.extend([words(" ở "), Piece::Place(places[dice.below(places.len())])]),
                1 if places[0] < 200 => {
                    let figure = Piece::Figure(dice.below(self.metrics.len()), places[0], year);
                    pieces.extend([words(" đạt "), figure]);
                }
                2 => {
                    let number = 1 + dice.zipf(300);
                    // Numbers begin anew every year: what is cited is known by its day.
                    let day = format!(" ngày {}/{}/{}", 1 + number % 28, 1 + number % 12, 2010 + number % 6);
                    let number = Piece::Document(format!("{number}/QĐ-TTg"));
                    pieces.extend([words(" theo Quyết định số "), number, words(&day)]);
                }
                _ => {}
            }
            pieces.push(words(if sentence + 1 < SENTENCES { ". " } else { "." }));
        }
        pieces
    }
}

fn words(words: &str) -> Piece {
    Piece::Words(words.to_owned())
}

/// Communes of today, every so many of the gazetteer, so that all provinces are among them.
fn places(root: &Path, count: usize) -> Vec<Place> {
    let table = fs::read_to_string(root.join("src/gazetteer/data/units.csv")).expect("the gazetteer");
    let communes: Vec<Vec<&str>> = table
        .lines()
        .map(|line| line.split(',').collect::<Vec<_>>())
        .filter(|row| row[0].starts_with("new-") && row[5] == "commune")
        .collect();
    let step = communes.len() / count;
    let chosen = communes.iter().step_by(step.max(1)).take(count);
    chosen
        .map(|row| {
            let (kind, name) = row[3].split_once(' ').expect("a kind word");
            Place {
                id: row[1].to_owned(),
                key: row[0].to_owned(),
                name: format!("{} {name}", kind.to_lowercase()),
            }
        })
        .collect()
}

/// Writes a file below a folder, and the folders above it.
pub fn write(root: &Path, path: &str, bytes: impl AsRef<[u8]>) {
    let path = root.join(path);
    if fs::write(&path, &bytes).is_err() {
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        fs::write(&path, &bytes).expect("a file");
    }
}
