//! The names of places as search needs them: what they lie in, what they were and what they became.

use super::analyse::analyse;
use crate::derive::address::Page;
use crate::derive::succession::{Step, became, came_from};
use crate::model::{Level, LocalityId, Site, SuccessionKind};
use crate::vietnamese::without_type_word;

/// The names around one place.
#[derive(Debug, Default, Clone)]
pub struct PlaceNames {
    /// "Xã Xá Nhè".
    pub title: String,
    /// "Xã Xá Nhè · Tủa Chùa, Điện Biên".
    pub line: String,
    /// "huyện Tủa Chùa, tỉnh Điện Biên".
    pub within: String,
    /// The names of what it lies in, the nearest first, without the country.
    pub above: Vec<String>,
    /// What it was made of.
    pub was: Vec<String>,
    /// What all of it has become; nothing where it was divided: what is said of the whole is not said of each
    /// part.
    pub now: Option<String>,
}

/// The names around every place, made once for an index.
#[derive(Debug)]
pub struct Places {
    names: Vec<PlaceNames>,
}

impl Places {
    /// Follows every place up, back and on.
    pub fn of(site: &Site) -> Self {
        Self { names: site.all_localities().map(|(id, _)| names_of(site, id)).collect() }
    }

    /// The names around a place.
    pub fn get(&self, id: LocalityId) -> &PlaceNames {
        &self.names[id.index()]
    }
}

fn names_of(site: &Site, id: LocalityId) -> PlaceNames {
    let name = |id: LocalityId| site.locality(id).name.clone();
    let title = capitalised(&site.locality(id).name);
    let above: Vec<String> = site
        .ancestors(id)
        .into_iter()
        .filter(|above| site.locality(*above).level != Level::Country)
        .map(name)
        .collect();
    let short: Vec<&str> = above.iter().map(|name| without_type_word(name)).collect();
    let line = if short.is_empty() { title.clone() } else { format!("{title} · {}", short.join(", ")) };
    let now = last_step(site, id).filter(|step| step.to.len() == 1).map(|step| step.to);
    PlaceNames {
        line,
        within: above.join(", "),
        was: came_from(site, id).into_iter().map(name).collect(),
        now: now.into_iter().flatten().map(name).next(),
        title,
        above,
    }
}

/// What is said to someone who asks for a place by a name that it no longer has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The name without its kind, folded: each word of it has to be asked for, in this order.
    pub fold: Vec<String>,
    /// "xã Xá Nhè".
    pub name: String,
    /// "huyện Tủa Chùa, tỉnh Điện Biên": which of several places of this name.
    pub within: String,
    /// How it changed.
    pub change: Change,
    /// The first day of the new state, `2025-07-01`; empty where it is not known.
    pub since: String,
    /// What it became, each with its page where it has one; never empty, and never one of several alone.
    pub to: Vec<(String, Option<String>)>,
    /// Its own page, where it has one.
    pub page: Option<String>,
}

/// How a place became another. The discriminant is what the shards say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It went into another, together with others.
    Joined,
    /// It has another name or kind.
    Renamed,
    /// It was divided.
    Divided,
}

/// The notices of all places that are no more what they were, in the order of the site's list.
pub fn notices(site: &Site) -> Vec<Notice> {
    site.all_localities().filter_map(|(id, _)| notice(site, id)).collect()
}

fn notice(site: &Site, id: LocalityId) -> Option<Notice> {
    let step = last_step(site, id)?;
    let locality = site.locality(id);
    let fold = fold_of(without_type_word(&locality.name));
    let lives_on = |to: &LocalityId| {
        locality.level == site.locality(*to).level
            && fold_of(&site.locality(*to).name) == fold_of(&locality.name)
    };
    // "Xã Bằng Thành nay thuộc xã Bằng Thành" helps nobody.
    if fold.is_empty() || step.to.len() == 1 && step.to.iter().all(lives_on) {
        return None;
    }
    let change = match step.kind {
        _ if step.to.len() > 1 => Change::Divided,
        SuccessionKind::Whole | SuccessionKind::Part => Change::Joined,
        SuccessionKind::Renamed | SuccessionKind::Continued => Change::Renamed,
    };
    let page =
        |id: LocalityId| site.locality(id).has_page.then(|| Page::Locality(id).address(site).to_string());
    Some(Notice {
        fold,
        name: locality.name.clone(),
        within: names_of(site, id).within,
        change,
        since: step.date.map(|day| crate::model::Period::Day(day).iso()).unwrap_or_default(),
        to: step.to.iter().map(|to| (site.locality(*to).name.clone(), page(*to))).collect(),
        page: page(id),
    })
}

/// The last change of a place that has come into force.
fn last_step(site: &Site, id: LocalityId) -> Option<Step> {
    let today = site.today;
    became(site, id).into_iter().rfind(|step| step.date.is_none_or(|date| date <= today))
}

fn fold_of(name: &str) -> Vec<String> {
    let mut fold = Vec::new();
    analyse(name, |token| fold.push(token.fold.to_owned()));
    fold
}

fn capitalised(name: &str) -> String {
    let mut rest = name.chars();
    match rest.next() {
        Some(first) => first.to_uppercase().chain(rest).collect(),
        None => String::new(),
    }
}
