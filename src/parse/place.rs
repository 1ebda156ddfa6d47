//! What the gazetteer offers where a writer names a place that the site does not know: which line to add.
//!
//! Chooses nothing: where several places may be meant, the writer sees what tells them apart.

use crate::diagnostic::{Text, text};
use crate::gazetteer::{self, Likeness, Unit, description, find};
use crate::model::{Datelike, Day};
use crate::vietnamese::{is_slug, slugify};

/// So many candidates are shown; who has more to choose from is asked to say more.
const MOST: usize = 5;

/// Gives the slug that the unit with a key has on the site.
pub(super) type SlugOf<'a> = dyn Fn(&str) -> Option<&'a str> + 'a;

/// What is known where a place is looked for.
#[derive(Default)]
pub(super) struct Around<'a> {
    /// The day for which it is named: it picks between a former unit and one of today.
    pub on: Option<Day>,
    /// The slug of a unit that the site names, by its key.
    pub slug_of: Option<&'a SlugOf<'a>>,
    /// The slug most like what was written.
    pub nearest: Option<&'a str>,
    /// The id of the entry of `localities.yaml` that is being written.
    pub id: Option<&'a str>,
}

/// What to write instead of a place that the site does not know; nothing where nothing is like it.
pub(super) fn offers(written: &str, around: &Around<'_>) -> Vec<Text> {
    let on_site = |unit: &Unit| around.slug_of.and_then(|slug_of| slug_of(unit.key));
    let mut units = candidates(written, around);
    // What the site knows comes first; a name almost like another is meant rather than an unknown place.
    units.sort_by_key(|unit| on_site(unit).is_none());
    let mut offers = Vec::new();
    if let Some(near) = around.nearest.filter(|near| units.iter().all(|unit| on_site(unit) != Some(near))) {
        offers.push(text!(vi: "gần nhất là «{near}»", en: "the nearest is “{near}”"));
    }
    let line = |unit: &Unit| {
        let Text { vi, en } = description(unit);
        match on_site(unit) {
            Some(slug) => text!(vi: "«{slug}» là {vi}", en: "“{slug}” is {en}"),
            None => {
                let entry = entry(around.id.unwrap_or(written), unit);
                text!(vi: "`{entry}` là {vi}", en: "`{entry}` is {en}")
            }
        }
    };
    if units.iter().any(|unit| on_site(unit).is_none()) {
        offers.push(match units.len() {
            1 if around.id.is_some() => text!(
                vi: "nếu là nơi có trong danh mục thì chỉ cần viết:",
                en: "a place of the gazetteer needs no more than this:",
            ),
            1 => text!(
                vi: "thêm vào content/localities.yaml nếu muốn nói nơi này:",
                en: "add to content/localities.yaml if this is the place:",
            ),
            _ => text!(
                vi: "có thể là một trong các nơi sau; thêm dòng của nơi ấy vào content/localities.yaml:",
                en: "it may be one of these; add its line to content/localities.yaml:",
            ),
        });
    }
    offers.extend(units.iter().take(MOST).map(line));
    offers.extend(more(written, units.len()));
    offers
}

/// The units that may be meant by what should be a key, as a question.
pub(super) fn keys(written: &str) -> Vec<Text> {
    let mut units = candidates(written, &Around::default());
    if units.is_empty() {
        units.extend(gazetteer::nearest_key(written).and_then(gazetteer::unit));
    }
    let line = |unit: &Unit| {
        let (key, Text { vi, en }) = (unit.key, description(unit));
        text!(vi: "có phải «{key}» ({vi})?", en: "did you mean “{key}” ({en})?")
    };
    units.iter().take(MOST).map(line).chain(more(written, units.len())).collect()
}

fn more(written: &str, all: usize) -> Option<Text> {
    let left = all.checked_sub(MOST).filter(|left| *left > 0)?;
    Some(text!(
        vi: "còn {left} nơi nữa: xem `bantin place \"{written}\"`",
        en: "and {left} more: see `bantin place \"{written}\"`",
    ))
}

/// The units that may be meant; where a day is known, those that existed on it, if there are any.
fn candidates(written: &str, around: &Around<'_>) -> Vec<Unit> {
    // Almost a name of the gazetteer is no sign of it where something else is likely.
    let is_likely = around.nearest.is_some() || around.id.is_some();
    let worst = if is_likely { Likeness::OtherKind } else { Likeness::Near };
    let found = find(written).into_iter().filter(|one| one.likeness <= worst);
    let all: Vec<Unit> = found.map(|one| one.unit).collect();
    let Some(day) = around.on.map(|day| (day.year(), day.month(), day.day())) else { return all };
    let of_day: Vec<Unit> = all.iter().copied().filter(|unit| unit.existed_on(day)).collect();
    if of_day.is_empty() { all } else { of_day }
}

/// The line that makes a unit a locality of the site, under the id that the writer used, if it is one.
fn entry(written: &str, unit: &Unit) -> String {
    let id = if is_slug(written) { written.to_owned() } else { slugify(unit.bare_name) };
    format!("- {{id: {id}, gazetteer: {}}}", unit.key)
}
