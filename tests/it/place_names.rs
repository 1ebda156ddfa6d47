//! How often the questions about names of places are wrong, and how many slips they find, over all the names of
//! the gazetteer: `cargo test place_names -- --nocapture` prints the rates.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use bantin::diagnostic::Diagnostic;
use bantin::gazetteer::{self, Unit};
use bantin::pipeline::{self, Drafts, Options, parse_as_of};
use bantin::vietnamese::{ToneStyle, in_style, spelling_key};
use unicode_normalization::UnicodeNormalization;

use crate::support::site::check;

const RULES: [&str; 3] = ["misspelt-place", "abolished-place", "mixed-tone-marks"];

/// The sentences of bulletins, by the unit that each is about and its day.
type Texts = BTreeMap<(&'static str, &'static str), Vec<String>>;

/// A site of such bulletins; each sentence is a paragraph.
fn site(texts: &Texts) -> BTreeMap<String, String> {
    let keys: BTreeSet<&str> = texts.keys().map(|(key, _)| *key).collect();
    let localities = keys.iter().map(|key| format!("- {{id: {key}, gazetteer: {key}}}\n")).collect();
    let mut files = BTreeMap::from([("content/localities.yaml".to_owned(), localities)]);
    for ((key, day), sentences) in texts {
        let front = format!("---\ntitle: Tin\ndate: {day}\nlocalities: [{key}]\n---\n");
        let text = sentences.iter().fold(front, |text, sentence| text + "\n" + sentence + "\n");
        files.insert(format!("content/bulletins/{key}-{day}.md"), text);
    }
    files
}

/// What the three rules say about a site, with the line that each speaks of.
fn questions(files: BTreeMap<String, String>) -> Vec<(Diagnostic, String)> {
    let found = check(files);
    let other = found.diagnostics.iter().find(|one| !RULES.contains(&one.rule));
    assert!(other.is_none(), "{other:?}");
    let line = |one: &Diagnostic| {
        let text = found.sources.text(one.span.file).unwrap();
        let start = text[..one.span.start as usize].rfind('\n').map_or(0, |at| at + 1);
        text[start..].lines().next().unwrap_or_default().to_owned()
    };
    found.diagnostics.iter().map(|one| (one.clone(), line(one))).collect()
}

fn shown(questions: &[(Diagnostic, String)]) -> String {
    let some = questions.iter().take(20);
    some.map(|(one, line)| format!("\n{}: {}\n  {line}", one.rule, one.message.en)).collect()
}

/// A day on which a unit was there.
fn day_of(unit: &Unit) -> &'static str {
    match &unit.key[..3] {
        "new" => "2025-08-01",
        "old" => "2025-01-15",
        _ => "2023-04-01",
    }
}

/// What a bulletin that names a unit is about: its parent, or itself where it has none.
fn home_of(unit: &Unit) -> &'static str {
    unit.parent.unwrap_or(unit.key)
}

/// The name in running text: behind its kind, before its parent, alone, before a person's.
fn sentences(unit: &Unit) -> String {
    let (full, name) = (unit.display_name(), unit.bare_name);
    let parent = unit.parent.and_then(gazetteer::unit).map(|parent| parent.display_name());
    let within = parent.map_or_else(String::new, |parent| format!(", {parent}"));
    let capital = unit.name();
    format!(
        "{name} đón đoàn; UBND {full}{within} họp tại {name}. Công an {capital} và Chủ tịch {full} Lò Thị Bình dự."
    )
}

fn restyled(text: &str, style: ToneStyle) -> String {
    let parts = text.split_inclusive(|letter: char| !letter.is_alphabetic());
    let word = |part: &str| part.trim_end_matches(|letter: char| !letter.is_alphabetic()).len();
    parts.map(|part| in_style(&part[..word(part)], style) + &part[word(part)..]).collect()
}

#[test]
fn no_right_name_is_questioned_in_either_style_of_tones() {
    let (mut old, mut new): (Texts, Texts) = Default::default();
    for unit in gazetteer::units() {
        let place = (home_of(&unit), day_of(&unit));
        let written = sentences(&unit);
        let restyled = restyled(&written, ToneStyle::New);
        if restyled != written {
            new.entry(place).or_default().push(restyled);
        }
        old.entry(place).or_default().push(written);
    }
    let count: usize = old.values().chain(new.values()).map(Vec::len).sum();
    let new = site(&new).into_iter().filter(|(path, _)| path.ends_with(".md"));
    let new = new.map(|(path, text)| (path.replace(".md", "-kieu-moi.md"), text));
    let wrong = questions(site(&old).into_iter().chain(new).collect());
    println!("{} questions about {count} right names", wrong.len());
    assert!(wrong.is_empty(), "{}", shown(&wrong));
}

#[test]
fn the_sample_bulletins_are_not_questioned() {
    let options = Options {
        root: Path::new(env!("CARGO_MANIFEST_DIR")).to_owned(),
        output: PathBuf::new(),
        base_url: None,
        drafts: Drafts::AllTexts,
        as_of: parse_as_of("2026-01-01").unwrap(),
        strict: false,
        texts_in_memory: bantin::pipeline::TEXTS_IN_MEMORY,
        search: true,
        begun: None,
    };
    let found = pipeline::check(&options).unwrap();
    let wrong: Vec<_> = found.diagnostics.iter().filter(|one| RULES.contains(&one.rule)).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// Ordinary prose: persons, bodies, titles, beginnings of sentences, villages and streets.
#[test]
fn no_ordinary_prose_is_questioned() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/prose/ordinary.md");
    let prose = fs::read_to_string(path).unwrap();
    let homes =
        ["old-098", "old-396", "old-073", "pre-413", "old-890", "old-38", "new-38", "new-01", "new-79"];
    let texts: Texts = homes
        .into_iter()
        .map(|home| {
            let day = if home.starts_with("new") { "2025-08-01" } else { "2023-05-01" };
            ((home, day), vec![prose.clone()])
        })
        .collect();
    let wrong = questions(site(&texts));
    assert!(wrong.is_empty(), "{}", shown(&wrong));
}

/// A way to miswrite a name, and the share of the names so written that must be found, per cent.
struct Slip {
    name: &'static str,
    make: fn(&str, &mut Dice) -> Option<String>,
    floor: usize,
}

const SLIPS: [Slip; 8] = [
    Slip { name: "a mark on the wrong vowel", make: misplaced, floor: 97 },
    Slip { name: "another tone", make: other_tone, floor: 92 },
    Slip { name: "no tone on one syllable", make: no_tone, floor: 90 },
    Slip { name: "no mark on one syllable", make: no_mark, floor: 92 },
    Slip { name: "d for đ", make: plain_d, floor: 95 },
    Slip { name: "an initial of the same sound", make: other_initial, floor: 95 },
    Slip { name: "a final of the same sound", make: other_final, floor: 95 },
    Slip { name: "no mark at all", make: no_marks, floor: 94 },
];

/// A generator with a fixed seed (Knuth's MMIX constants), so that every run miswrites the same.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }

    fn one_of<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        (!list.is_empty()).then(|| &list[self.below(list.len())])
    }
}

#[test]
fn most_slips_in_names_of_the_surroundings_are_found() {
    let units: Vec<Unit> = gazetteer::units().collect();
    for slip in SLIPS {
        let mut dice = Dice(20_250_701);
        let mut texts = Texts::new();
        let mut meant: BTreeMap<String, &str> = BTreeMap::new();
        while meant.len() < SAMPLE {
            let unit = units[dice.below(units.len())];
            let Some(written) = (slip.make)(unit.bare_name, &mut dice) else { continue };
            let sentence = format!("UBND {} {written} họp ({}).", unit.kind.word(), meant.len());
            texts.entry((home_of(&unit), day_of(&unit))).or_default().push(sentence.clone());
            meant.insert(sentence, unit.bare_name);
        }
        let found = questions(site(&texts));
        let (mut right, mut other) = (0, 0);
        for (one, line) in &found {
            if one.message.en.contains(&format!("“{}”", meant[line])) { right += 1 } else { other += 1 }
        }
        println!("{}: {right} of {SAMPLE} found, {other} taken for another name", slip.name);
        assert!(right * 100 >= slip.floor * SAMPLE, "{}: {right} of {SAMPLE}", slip.name);
    }
}

/// How many names are miswritten in each way.
const SAMPLE: usize = 200;

const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// Rewrites one syllable that `change` can change, chosen by lot.
fn one_syllable(
    name: &str,
    dice: &mut Dice,
    change: impl Fn(&str, &mut Dice) -> Option<String>,
) -> Option<String> {
    let syllables: Vec<&str> = name.split(' ').collect();
    let start = dice.below(syllables.len());
    (0..syllables.len()).map(|at| (start + at) % syllables.len()).find_map(|at| {
        let changed = change(syllables[at], dice).filter(|changed| changed != syllables[at])?;
        let mut all: Vec<&str> = syllables.clone();
        all[at] = &changed;
        Some(all.join(" "))
    })
}

/// The syllable without its tone, and the tone.
fn parted(syllable: &str) -> (String, Option<char>) {
    let tone = syllable.nfd().find(|letter| TONES.contains(letter));
    (syllable.nfd().filter(|letter| !TONES.contains(letter)).nfc().collect(), tone)
}

fn is_vowel(letter: char) -> bool {
    "aăâeêioôơuưy".contains(letter.to_lowercase().next().unwrap_or(letter))
}

/// A syllable with a tone on one of its vowels.
fn toned(bare: &str, tone: char, vowel: usize) -> String {
    let mut text = String::new();
    for (at, letter) in bare.chars().enumerate() {
        text.push(letter);
        if at == vowel {
            text.push(tone);
        }
    }
    text.nfc().collect()
}

fn vowels(bare: &str) -> Vec<usize> {
    bare.chars().enumerate().filter(|(_, letter)| is_vowel(*letter)).map(|(at, _)| at).collect()
}

fn misplaced(name: &str, dice: &mut Dice) -> Option<String> {
    one_syllable(name, dice, |syllable, dice| {
        let (bare, tone) = parted(syllable);
        let written = toned(&bare, tone?, *dice.one_of(&vowels(&bare))?);
        (spelling_key(&written) != spelling_key(syllable)).then_some(written)
    })
}

fn other_tone(name: &str, dice: &mut Dice) -> Option<String> {
    one_syllable(name, dice, |syllable, dice| {
        let (bare, tone) = parted(syllable);
        let place = syllable.nfc().position(|letter| letter.nfd().any(|mark| Some(mark) == tone));
        let place = match place.filter(|_| tone.is_some()) {
            Some(place) => place,
            None => *vowels(&bare).last()?,
        };
        Some(toned(&bare, *dice.one_of(&TONES)?, place))
    })
}

fn no_tone(name: &str, dice: &mut Dice) -> Option<String> {
    one_syllable(name, dice, |syllable, _| Some(parted(syllable).0))
}

fn without_marks(syllable: &str) -> String {
    syllable.nfd().filter(|letter| !('\u{300}'..='\u{36f}').contains(letter)).collect()
}

fn no_mark(name: &str, dice: &mut Dice) -> Option<String> {
    one_syllable(name, dice, |syllable, _| Some(without_marks(syllable)))
}

fn no_marks(name: &str, _: &mut Dice) -> Option<String> {
    let bare = without_marks(name).replace('đ', "d").replace('Đ', "D");
    (name.contains(' ') && bare != name).then_some(bare)
}

fn plain_d(name: &str, dice: &mut Dice) -> Option<String> {
    one_syllable(name, dice, |syllable, _| Some(syllable.replace('Đ', "D").replace('đ', "d")))
}

fn other_initial(name: &str, dice: &mut Dice) -> Option<String> {
    let pairs = [("S", "X"), ("Tr", "Ch"), ("L", "N"), ("Gi", "D"), ("Ngh", "Ng"), ("R", "D")];
    one_syllable(name, dice, |syllable, _| {
        pairs.iter().flat_map(|(one, other)| [(one, other), (other, one)]).find_map(|(from, to)| {
            let rest = syllable.strip_prefix(from).filter(|rest| {
                rest.starts_with(|next| {
                    is_vowel(without_marks(&String::from(next)).chars().next().unwrap_or('x'))
                })
            })?;
            Some(format!("{to}{rest}"))
        })
    })
}

fn other_final(name: &str, dice: &mut Dice) -> Option<String> {
    let pairs = [("ng", "n"), ("c", "t")];
    one_syllable(name, dice, |syllable, _| {
        pairs
            .iter()
            .flat_map(|(one, other)| [(one, other), (other, one)])
            .find_map(|(from, to)| Some(format!("{}{to}", syllable.strip_suffix(from)?)))
    })
}
