//! Fills localities in from the gazetteer, adds the parents and successors that no entry names, and links them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

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
#[derive(Serialize, Deserialize)]
pub(in crate::parse) struct Localities {
    /// Those written, and those that the gazetteer adds; in the order of their slugs.
    #[serde(deserialize_with = "super::kept::places")]
    pub(super) all: Vec<Locality>,
    /// Which of them are there only because others were made of them, or because those lay in them.
    context: BTreeSet<LocalityId>,
}

impl Localities {
    /// The slugs that something may refer to. What became of the context is not followed further: who wants to
    /// speak of such a place, names it.
    pub fn named(&self) -> impl Iterator<Item = (String, LocalityId)> {
        self.named_places().map(|(id, place)| (place.slug.clone(), id))
    }

    /// Those among them that the gazetteer knows, by its keys.
    pub fn units(&self) -> BTreeMap<&'static str, String> {
        self.named_places().filter_map(|(_, place)| Some((place.key?, place.slug.clone()))).collect()
    }

    fn named_places(&self) -> impl Iterator<Item = (LocalityId, &Locality)> {
        let places = self.all.iter().enumerate().map(|(at, place)| (LocalityId::at(at), place));
        places.filter(|(id, _)| !self.context.contains(id))
    }
}

/// Makes the site's localities.
pub(in crate::parse) fn localities(written: Vec<WrittenLocality>, out: &mut Diagnostics) -> Localities {
    let mut places = Places::default();
    places.take_written(written, out);
    places.fill_in();
    places.draft_written(out);
    let named = places.drafts.len();
    places.add_former();
    let ids = places.ids();
    let context = ids[named..].iter().copied().collect();
    Localities { all: places.finish(&ids), context }
}

/// The place of a draft among all, in the order in which they came.
type DraftAt = usize;

/// A place whose neighbours have no ids yet.
struct Draft {
    locality: Locality,
    parent: Option<DraftAt>,
    successors: Vec<(DraftAt, SuccessionKind, Option<Day>, Option<String>)>,
}

#[derive(Default)]
struct Places {
    drafts: Vec<Draft>,
    by_slug: BTreeMap<String, DraftAt>,
    /// The units of the gazetteer that are among the drafts.
    by_key: HashMap<&'static str, DraftAt>,
    written: Vec<(WrittenLocality, DraftAt)>,
    /// Units that have a slug and nothing else yet.
    waiting: Vec<(Unit, DraftAt)>,
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
            let at = self.add(Draft::blank(&entry.slug.value));
            if let (Some(unit), Some(key)) = (unit, &entry.key) {
                if let Some(other) = self.by_key.insert(unit.key, at) {
                    out.push(same_unit(key, self.slug(other)));
                }
                self.waiting.push((unit, at));
            }
            self.written.push((entry, at));
        }
    }

    /// Makes a draft of each entry as far as the gazetteer knows it, and of all that these lie in and became, so
    /// that entries can name what is added, too.
    fn fill_in(&mut self) {
        self.country();
        while let Some((unit, at)) = self.waiting.pop() {
            self.fill(at, unit, gazetteer::changes(unit.key));
        }
    }

    fn draft_written(&mut self, out: &mut Diagnostics) {
        let written = std::mem::take(&mut self.written);
        let known: Vec<String> = written.iter().map(|(entry, _)| entry.slug.value.clone()).collect();
        for (entry, at) in written {
            self.draft(at, entry, &known, out);
        }
    }

    /// What an entry says itself, above what the gazetteer says.
    fn draft(&mut self, at: DraftAt, entry: WrittenLocality, known: &[String], out: &mut Diagnostics) {
        let parent = entry.parent.map(|parent| self.known(&parent, known, out));
        let next = entry.successors.into_iter();
        let successors: Option<Vec<_>> = (next.len() > 0).then(|| {
            next.filter_map(|next| Some((self.known(&next.to, known, out)?, next.kind, next.date, next.act)))
                .collect()
        });
        let country = self.country();
        let draft = &mut self.drafts[at];
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
        place.span = Some(entry.slug.span);
        if let Some(parent) = parent {
            draft.parent = parent;
        } else if draft.parent.is_none() && draft.locality.level == Level::Province {
            draft.parent = Some(country);
        }
        if let Some(successors) = successors {
            draft.successors = successors;
        }
    }

    /// What an entry names, if there is such a place.
    fn known(&self, written: &Spanned<String>, known: &[String], out: &mut Diagnostics) -> Option<DraftAt> {
        if let Some(at) = self.by_slug.get(&written.value) {
            return Some(*at);
        }
        let kind = text!(vi: "địa phương", en: "locality");
        let nearest = nearest(&written.value, known.iter().map(String::as_str));
        let slug_of = |key: &str| self.by_key.get(key).map(|at| self.slug(*at));
        let around = Around { on: None, slug_of: Some(&slug_of), nearest, id: None };
        out.push(broken_reference(&kind, written, offers(&written.value, &around)));
        None
    }

    /// Adds what the units were made of, and what else was made of that, so that it can be said whether figures
    /// add up.
    ///
    /// Stays at one level, and does not follow what became of the districts that those places lay in: through
    /// them one would come to a whole province.
    fn add_former(&mut self) {
        let known: BTreeSet<&'static str> = self.by_key.keys().copied().collect();
        for key in known {
            self.add_origins(key);
        }
        while let Some((unit, at)) = self.waiting.pop() {
            let mut steps = gazetteer::changes(unit.key);
            steps.retain(|step| gazetteer::level(step.to) == Some(unit.level));
            self.fill(at, unit, steps);
            self.add_origins(unit.key);
        }
    }

    fn add_origins(&mut self, key: &str) {
        for step in gazetteer::ground_predecessors(key) {
            self.of_unit(step.from);
        }
    }

    /// Fills in what the gazetteer knows of a unit; gives slugs to its parent and to what it became.
    fn fill(&mut self, at: DraftAt, unit: Unit, steps: Vec<gazetteer::Succession>) {
        let parent = unit.parent.and_then(|parent| self.of_unit(parent)).unwrap_or_else(|| self.country());
        let steps = steps.into_iter().filter_map(|next| {
            let act = next.act.map(str::to_owned);
            Some((self.of_unit(next.to)?, kind(next.kind), day(next.date), act))
        });
        let successors = steps.collect();
        let draft = &mut self.drafts[at];
        (draft.parent, draft.successors) = (Some(parent), successors);
        let place = &mut draft.locality;
        place.name = unit.display_name();
        place.level = level(unit.level);
        place.code = Some(unit.code.to_owned());
        place.key = Some(unit.key);
        place.aliases = gazetteer::variants(unit.key).map(str::to_owned).collect();
        place.from = unit.valid_from.and_then(day);
        place.until = unit.valid_to.and_then(day);
        place.location = unit.location().map(|point| (point.latitude, point.longitude));
        place.area = unit.area_km2();
    }

    /// The draft of the unit with a key, which an entry names or which is added now.
    fn of_unit(&mut self, key: &'static str) -> Option<DraftAt> {
        if let Some(at) = self.by_key.get(key) {
            return Some(*at);
        }
        let unit = gazetteer::unit(key)?;
        // A writer's own id may be the gazetteer's id of another unit: the key tells them apart.
        let id = unit.id();
        let slug = if self.by_slug.contains_key(&id) { format!("{id}-{key}") } else { id };
        let at = self.add(Draft::blank(&slug));
        self.by_key.insert(key, at);
        self.waiting.push((unit, at));
        Some(at)
    }

    /// The country, which is there whatever is written.
    fn country(&mut self) -> DraftAt {
        if let Some(at) = self.by_slug.get(COUNTRY) {
            return *at;
        }
        let mut draft = Draft::blank(COUNTRY);
        draft.locality.name = "Việt Nam".to_owned();
        draft.locality.level = Level::Country;
        self.add(draft)
    }

    fn add(&mut self, draft: Draft) -> DraftAt {
        let at = self.drafts.len();
        self.by_slug.insert(draft.locality.slug.clone(), at);
        self.drafts.push(draft);
        at
    }

    fn slug(&self, at: DraftAt) -> &str {
        &self.drafts[at].locality.slug
    }

    /// The id of each draft, in the order of the slugs.
    fn ids(&self) -> Vec<LocalityId> {
        let mut ids = vec![LocalityId::at(0); self.drafts.len()];
        for (id, at) in self.by_slug.values().enumerate() {
            ids[*at] = LocalityId::at(id);
        }
        ids
    }

    /// Turns drafts into places and fills in the other end of each succession.
    fn finish(self, ids: &[LocalityId]) -> Vec<Locality> {
        let mut drafts: Vec<(LocalityId, Draft)> = ids.iter().copied().zip(self.drafts).collect();
        drafts.sort_unstable_by_key(|(id, _)| *id);
        let mut localities: Vec<Locality> = Vec::with_capacity(drafts.len());
        for (_, draft) in drafts {
            let mut locality = draft.locality;
            locality.parent = draft.parent.map(|parent| ids[parent]);
            let successors = draft.successors.into_iter();
            locality.successors =
                successors.map(|(to, kind, date, act)| Succession { to: ids[to], kind, date, act }).collect();
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
