//! Fills localities in from the gazetteer, adds the parents and successors that no entry names, and links them.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Diagnostics, nearest, text};
use crate::gazetteer::{self, Unit};
use crate::model::{Day, Level, Locality, LocalityId, Succession, SuccessionKind};
use crate::parse::broken_reference;
use crate::parse::locality::WrittenLocality;
use crate::parse::place::{self, Around, offers};
use crate::source::{Span, Spanned};

/// The id of the country, which is built in.
const COUNTRY: &str = "viet-nam";

/// The localities of a site.
pub(super) struct Localities {
    /// Those written, and those that the gazetteer adds; in the order of their slugs.
    pub all: Vec<Locality>,
    /// Which of them are there only because others were made of them, or because those lay in them.
    context: BTreeSet<LocalityId>,
}

impl Localities {
    /// The slugs that something may refer to. What became of the context is not followed further: who wants to
    /// speak of such a place, names it.
    pub fn named(&self) -> impl Iterator<Item = (String, LocalityId)> {
        let ids = self.all.iter().enumerate().map(|(at, place)| (place.slug.clone(), LocalityId::at(at)));
        ids.filter(|(_, id)| !self.context.contains(id))
    }

    /// Those among them that the gazetteer knows, by its keys.
    pub fn units(&self) -> BTreeMap<&'static str, String> {
        self.named().filter_map(|(slug, id)| Some((self.all[id.index()].key?, slug))).collect()
    }
}

/// Makes the site's localities.
pub(super) fn localities(written: Vec<WrittenLocality>, out: &mut Diagnostics) -> Localities {
    let mut places = Places::default();
    places.take_written(written, out);
    places.fill_in();
    places.draft_written(out);
    let named: BTreeSet<String> = places.drafts.keys().cloned().collect();
    places.add_former();
    let all = places.finish();
    let is_context = |(_, place): &(usize, &Locality)| !named.contains(&place.slug);
    let context = all.iter().enumerate().filter(is_context).map(|(at, _)| LocalityId::at(at)).collect();
    Localities { all, context }
}

/// A place whose neighbours are still slugs.
struct Draft {
    locality: Locality,
    parent: Option<String>,
    successors: Vec<(String, SuccessionKind, Option<Day>, Option<String>)>,
}

#[derive(Default)]
struct Places {
    drafts: BTreeMap<String, Draft>,
    /// The slug of each unit of the gazetteer that is among the drafts.
    by_key: BTreeMap<&'static str, String>,
    written: Vec<WrittenLocality>,
    /// Units that have a slug and nothing else yet.
    waiting: Vec<(Unit, String)>,
}

impl Places {
    /// Takes the ids first, so that every entry can name every other.
    fn take_written(&mut self, written: Vec<WrittenLocality>, out: &mut Diagnostics) {
        let mut first: BTreeMap<String, Span> = BTreeMap::new();
        for entry in written {
            if let Some(first) = first.get(&entry.slug.value) {
                out.push(crate::parse::duplicate_id(&entry.slug, first));
                continue;
            }
            first.insert(entry.slug.value.clone(), entry.slug.span.clone());
            let unit = entry.key.as_ref().and_then(|key| unit(key, out));
            if let (Some(unit), Some(key)) = (unit, &entry.key) {
                if let Some(other) = self.by_key.get(unit.key) {
                    out.push(same_unit(key, other));
                }
                self.by_key.insert(unit.key, entry.slug.value.clone());
            }
            self.written.push(entry);
        }
    }

    /// Makes a draft of each entry as far as the gazetteer knows it, and of all that these lie in and became, so
    /// that entries can name what is added, too.
    fn fill_in(&mut self) {
        for entry in &self.written {
            self.drafts.insert(entry.slug.value.clone(), Draft::blank(&entry.slug.value));
        }
        self.drafts.entry(COUNTRY.to_owned()).or_insert_with(country);
        let unit = |entry: &WrittenLocality| gazetteer::unit(&entry.key.as_ref()?.value);
        let entries = self.written.iter();
        self.waiting = entries.filter_map(|entry| Some((unit(entry)?, entry.slug.value.clone()))).collect();
        while let Some((unit, slug)) = self.waiting.pop() {
            let draft = self.unit_draft(unit, &slug, gazetteer::changes(unit.key));
            self.drafts.insert(slug, draft);
        }
    }

    fn draft_written(&mut self, out: &mut Diagnostics) {
        let written = std::mem::take(&mut self.written);
        let known: Vec<String> = written.iter().map(|entry| entry.slug.value.clone()).collect();
        for entry in written {
            let slug = entry.slug.value.clone();
            let draft = self.draft(entry, &known, out);
            self.drafts.insert(slug, draft);
        }
    }

    /// What an entry says itself, above what the gazetteer says.
    fn draft(&mut self, entry: WrittenLocality, known: &[String], out: &mut Diagnostics) -> Draft {
        let slug = &entry.slug.value;
        let filled_in = self.drafts.insert(slug.clone(), Draft::blank(slug));
        let mut draft = filled_in.unwrap_or_else(|| Draft::blank(slug));
        let place = &mut draft.locality;
        if let Some(name) = entry.name {
            place.name = name.value;
        }
        place.level = entry.level.unwrap_or(place.level);
        place.code = entry.code.or(place.code.take());
        place.aliases.extend(entry.aliases);
        place.from = entry.from.or(place.from);
        place.until = entry.until.or(place.until);
        place.location = entry.location.or(place.location);
        place.population = entry.population;
        place.contact = entry.contact;
        place.has_page = true;
        place.span = Some(entry.slug.span.clone());
        if let Some(parent) = entry.parent {
            draft.parent = self.known(&parent, known, out);
        } else if draft.parent.is_none() && draft.locality.level == Level::Province {
            draft.parent = Some(COUNTRY.to_owned());
        }
        if !entry.successors.is_empty() {
            draft.successors = entry
                .successors
                .into_iter()
                .filter_map(|next| Some((self.known(&next.to, known, out)?, next.kind, next.date, next.act)))
                .collect();
        }
        draft
    }

    /// The slug that an entry names, if it is one.
    fn known(&self, written: &Spanned<String>, known: &[String], out: &mut Diagnostics) -> Option<String> {
        if self.drafts.contains_key(&written.value) {
            return Some(written.value.clone());
        }
        let kind = text!(vi: "địa phương", en: "locality");
        let nearest = nearest(&written.value, known.iter().map(String::as_str));
        let around = Around { on: None, units: Some(&self.by_key), nearest, id: None };
        out.push(broken_reference(&kind, written, offers(&written.value, &around)));
        None
    }

    /// Adds what the units were made of, and what else was made of that, so that it can be said whether figures
    /// add up.
    ///
    /// Stays at one level, and does not follow what became of the districts that those places lay in: through
    /// them one would come to a whole province.
    fn add_former(&mut self) {
        let known: Vec<&'static str> = self.by_key.keys().copied().collect();
        for key in known {
            self.add_origins(key);
        }
        while let Some((unit, slug)) = self.waiting.pop() {
            let mut steps = gazetteer::changes(unit.key);
            steps.retain(|step| gazetteer::unit(step.to).is_some_and(|to| to.level == unit.level));
            let draft = self.unit_draft(unit, &slug, steps);
            self.drafts.insert(slug, draft);
            self.add_origins(unit.key);
        }
    }

    fn add_origins(&mut self, key: &str) {
        let origins = gazetteer::ground_predecessors(key);
        for former in origins.into_iter().filter_map(|step| gazetteer::unit(step.from)) {
            self.slug_of(former);
        }
    }

    /// What the gazetteer knows of a unit; gives slugs to its parent and to what it became.
    fn unit_draft(&mut self, unit: Unit, slug: &str, steps: Vec<gazetteer::Succession>) -> Draft {
        let mut draft = Draft::blank(slug);
        let place = &mut draft.locality;
        place.name = unit.display_name();
        place.level = level(unit.level);
        place.code = Some(unit.code.to_owned());
        place.key = Some(unit.key);
        place.aliases = gazetteer::variants(unit.key).map(str::to_owned).collect();
        place.from = unit.valid_from.and_then(day);
        place.until = unit.valid_to.and_then(day);
        place.location = unit.location.as_ref().map(|point| (point.latitude, point.longitude));
        place.area = unit.area_km2;
        draft.parent = Some(match unit.parent.and_then(gazetteer::unit) {
            Some(parent) => self.slug_of(parent),
            None => COUNTRY.to_owned(),
        });
        let steps = steps.into_iter().filter_map(|next| Some((next, gazetteer::unit(next.to)?)));
        draft.successors = steps
            .map(|(next, to)| {
                (self.slug_of(to), kind(next.kind), day(next.date), next.act.map(str::to_owned))
            })
            .collect();
        draft
    }

    /// The slug of a unit that an entry names or that is added now.
    fn slug_of(&mut self, unit: Unit) -> String {
        if let Some(slug) = self.by_key.get(unit.key) {
            return slug.clone();
        }
        // A writer's own id may be the gazetteer's id of another unit: the key tells them apart.
        let id = unit.id();
        let slug = if self.drafts.contains_key(&id) { format!("{id}-{}", unit.key) } else { id };
        self.by_key.insert(unit.key, slug.clone());
        self.drafts.insert(slug.clone(), Draft::blank(&slug));
        self.waiting.push((unit, slug.clone()));
        slug
    }

    /// Turns slugs into ids and fills in the other end of each succession.
    fn finish(self) -> Vec<Locality> {
        let slugs: BTreeMap<String, LocalityId> =
            self.drafts.keys().enumerate().map(|(at, slug)| (slug.clone(), LocalityId::at(at))).collect();
        let mut localities: Vec<Locality> = Vec::with_capacity(slugs.len());
        for draft in self.drafts.into_values() {
            let mut locality = draft.locality;
            locality.parent = draft.parent.and_then(|slug| slugs.get(&slug).copied());
            locality.successors = draft
                .successors
                .into_iter()
                .filter_map(|(to, kind, date, act)| {
                    Some(Succession { to: *slugs.get(&to)?, kind, date, act })
                })
                .collect();
            localities.push(locality);
        }
        let steps: Vec<(usize, LocalityId)> = localities
            .iter()
            .enumerate()
            .flat_map(|(from, locality)| locality.successors.iter().map(move |next| (from, next.to)))
            .collect();
        for (from, to) in steps {
            localities[to.index()].predecessors.push(LocalityId::at(from));
        }
        localities
    }
}

impl Draft {
    fn blank(slug: &str) -> Self {
        let locality = Locality {
            slug: slug.to_owned(),
            name: slug.to_owned(),
            level: Level::Village,
            parent: None,
            code: None,
            key: None,
            aliases: Vec::new(),
            from: None,
            until: None,
            successors: Vec::new(),
            predecessors: Vec::new(),
            location: None,
            area: None,
            population: None,
            contact: None,
            has_page: false,
            span: None,
        };
        Self { locality, parent: None, successors: Vec::new() }
    }
}

fn country() -> Draft {
    let mut draft = Draft::blank(COUNTRY);
    draft.locality.name = "Việt Nam".to_owned();
    draft.locality.level = Level::Country;
    draft
}

fn unit(key: &Spanned<String>, out: &mut Diagnostics) -> Option<Unit> {
    let unit = gazetteer::unit(&key.value);
    if unit.is_none() {
        let written = &key.value;
        let unknown = Diagnostic::error(
            "unknown-gazetteer-key",
            &key.span,
            text!(
                vi: "danh mục không có đơn vị «{written}»",
                en: "the gazetteer has no unit “{written}”",
            ),
        );
        out.push(place::keys(written).into_iter().fold(unknown, Diagnostic::help).help(text!(
            vi: "khóa gồm `old-` (trước 1/7/2025) hoặc `new-` và mã chính thức, ví dụ old-03244; `bantin place` tìm khóa theo tên",
            en: "a key is `old-` (before 1 July 2025) or `new-` and the official code, such as old-03244; `bantin place` finds it by name",
        )));
    }
    unit
}

fn same_unit(key: &Spanned<String>, other: &str) -> Diagnostic {
    let written = &key.value;
    Diagnostic::error(
        "duplicate-id",
        &key.span,
        text!(
            vi: "đơn vị «{written}» đã có ở mục «{other}»",
            en: "the unit “{written}” is the entry “{other}” already",
        ),
    )
    .help(text!(vi: "giữ lại một trong hai mục", en: "keep one of the two entries"))
}

fn level(level: gazetteer::Level) -> Level {
    match level {
        gazetteer::Level::Province => Level::Province,
        gazetteer::Level::District => Level::District,
        gazetteer::Level::Commune => Level::Commune,
    }
}

fn kind(kind: gazetteer::SuccessionKind) -> SuccessionKind {
    match kind {
        gazetteer::SuccessionKind::Whole => SuccessionKind::Whole,
        gazetteer::SuccessionKind::Part => SuccessionKind::Part,
        gazetteer::SuccessionKind::Continued => SuccessionKind::Continued,
        gazetteer::SuccessionKind::Renamed => SuccessionKind::Renamed,
    }
}

fn day((year, month, day): gazetteer::Day) -> Option<Day> {
    Day::from_ymd_opt(year, month, day)
}
