//! What a place was, and what it became: dates and acts as far as the site names them, never guessed.

use serde::Serialize;

use crate::derive::succession::{Step, became, came_from};
use crate::model::{Day, LocalityId, SuccessionKind};
use crate::render::desk::Desk;
use crate::render::format::DateView;
use crate::render::frame::LinkView;
use crate::render::part::{capitalised, within};

/// Whether a place still exists.
pub struct AliveView {
    /// Its last day, where that is over.
    pub ended: Option<String>,
}

/// What happened on one day.
#[derive(Debug, Serialize)]
pub struct TurnView {
    /// The first day of the new state.
    date: Option<DateView>,
    steps: Vec<StepView>,
}

/// What became of a place that is no more what it was.
#[derive(Debug, Serialize)]
pub struct BecameView {
    /// "Nơi này không còn là một đơn vị hành chính riêng".
    title: String,
    turns: Vec<TurnView>,
}

/// One change in the life of a place.
#[derive(Debug, Serialize)]
struct StepView {
    /// The place that changed, where it is another than the page's.
    whose: Option<String>,
    /// How, up to the names that follow: "Toàn bộ nhập vào".
    how: String,
    /// What it became; never empty. One without a page has an empty link.
    places: Vec<LinkView>,
    /// What they lie in; `None` for provinces.
    within: Option<String>,
    /// "theo Nghị quyết 1243/NQ-UBTVQH15".
    act: Option<String>,
}

/// The life of a place, the earliest first.
#[derive(Debug, Serialize)]
pub struct TimelineView {
    before: Vec<PastView>,
    /// "từ 01/07/2025", "đến 30/06/2025", both, or nothing.
    span: Option<String>,
    name: String,
    within: Option<String>,
    turns: Vec<TurnView>,
}

/// The places that went into this one, of one last day and one place above them.
#[derive(Debug, Serialize)]
struct PastView {
    /// Never empty; those without a page have an empty link.
    places: Vec<LinkView>,
    within: Option<String>,
    /// "đến 30/06/2025".
    until: Option<String>,
}

/// Whether a place still exists on the day of the build.
pub fn alive(desk: &Desk<'_>, id: LocalityId) -> AliveView {
    let ended = desk.site.locality(id).until.filter(|day| *day < desk.site.today);
    AliveView { ended: ended.map(|day| desk.format().day(day)) }
}

/// What became of the place itself, as far as it has come into force; `None` where nothing did. A place that only
/// changed its name or what it lies in is followed on: readers ask what it is now, not what it was next.
pub fn became_view(desk: &Desk<'_>, id: LocalityId) -> Option<BecameView> {
    let today = desk.site.today;
    let lives_on = |step: &Step| matches!(step.kind, SuccessionKind::Renamed | SuccessionKind::Continued);
    let mut steps = became(desk.site, id);
    steps.retain(|step| step.date.is_none_or(|day| day <= today));
    if !steps.iter().filter(|step| step.from == id).all(lives_on) {
        steps.retain(|step| step.from == id);
    }
    let key = if steps.iter().all(lives_on) { "locality.changed" } else { "locality.ceased" };
    (!steps.is_empty())
        .then(|| BecameView { title: desk.words.get(key).to_owned(), turns: turns(desk, id, &steps) })
}

/// Steps by their days.
fn turns(desk: &Desk<'_>, subject: LocalityId, steps: &[Step]) -> Vec<TurnView> {
    let days = steps.chunk_by(|one, next| one.date == next.date);
    days.map(|of_day| TurnView {
        date: of_day[0].date.map(|day| desk.day(day)),
        steps: of_day.iter().map(|step| step_view(desk, subject, step)).collect(),
    })
    .collect()
}

/// The life of a place; `None` where nothing but its being there is known.
pub fn timeline(desk: &Desk<'_>, id: LocalityId) -> Option<TimelineView> {
    let site = desk.site;
    let locality = site.locality(id);
    let past = came_from(site, id);
    let beside =
        |id: &LocalityId| (site.locality(*id).until, site.locality(*id).parent, site.locality(*id).level);
    let before: Vec<PastView> = past
        .chunk_by(|one, next| beside(one) == beside(next))
        .map(|places| past_view(desk, places))
        .collect();
    let steps = became(site, id);
    (!before.is_empty() || !steps.is_empty()).then(|| TimelineView {
        before,
        span: span(desk, locality.from, locality.until),
        name: capitalised(&locality.name),
        within: within(desk, id),
        turns: turns(desk, id, &steps),
    })
}

/// Of places that ended on one day in one place.
fn past_view(desk: &Desk<'_>, places: &[LocalityId]) -> PastView {
    let named = |id: &LocalityId| LinkView {
        name: capitalised(&desk.site.locality(*id).name),
        link: desk.locality_link(*id).unwrap_or_default(),
    };
    PastView {
        places: places.iter().map(named).collect(),
        within: within(desk, places[0]),
        until: span(desk, None, desk.site.locality(places[0]).until),
    }
}

/// From when to when, as far as known.
fn span(desk: &Desk<'_>, from: Option<Day>, until: Option<Day>) -> Option<String> {
    let day = |day: Day| desk.format().day(day);
    let key = match (from, until) {
        (None, None) => return None,
        (Some(_), None) => "locality.from",
        (None, Some(_)) => "locality.until",
        (Some(_), Some(_)) => "locality.from_until",
    };
    let (from, until) = (from.map(day).unwrap_or_default(), until.map(day).unwrap_or_default());
    let date = if from.is_empty() { &until } else { &from };
    Some(desk.words.fill(key, &[("from", &from), ("until", &until), ("date", date)]))
}

fn step_view(desk: &Desk<'_>, subject: LocalityId, step: &Step) -> StepView {
    let (site, words) = (desk.site, desk.words);
    let first = step.to[0];
    let key = match step.kind {
        // A district's tasks went to its province: it was not taken in as a place.
        SuccessionKind::Whole if site.locality(first).level < site.locality(step.from).level => {
            "locality.became_dissolved"
        }
        SuccessionKind::Whole => "locality.became_whole",
        SuccessionKind::Part => "locality.became_part",
        SuccessionKind::Renamed => "locality.became_renamed",
        SuccessionKind::Continued => "locality.became_continued",
    };
    let named = |to: &LocalityId| LinkView {
        name: site.locality(*to).name.clone(),
        link: desk.locality_link(*to).unwrap_or_default(),
    };
    StepView {
        whose: (step.from != subject).then(|| capitalised(&site.locality(step.from).name)),
        how: words.count(key, step.to.len(), &[]),
        places: step.to.iter().map(named).collect(),
        within: within(desk, first),
        act: step.act.as_ref().map(|act| words.fill("locality.act", &[("act", act)])),
    }
}
