//! What stands behind a bulletin's text: its figures, places, events, poll, corrections, and what else there
//! is to read.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::derive::figures::percent;
use crate::derive::list::BulletinList;
use crate::model::{Bulletin, BulletinId, Listing, LocalityId, MetricId, ObservationId, Poll, Target};
use crate::render::RenderError;
use crate::render::desk::Desk;
use crate::render::format::DateView;
use crate::render::markup::ListMarkup;
use crate::render::part::{EventView, StatView, event_view, stat_view};
use crate::render::written::{Form, Listed};

/// How many bulletins each list of further reading has.
const RELATED: usize = 4;

/// Why a text no longer stands as it did.
#[derive(Serialize)]
pub struct StandingView {
    title: String,
    text: String,
}

/// A change of what had been published.
#[derive(Serialize)]
pub struct CorrectionView {
    date: DateView,
    from: Option<String>,
    to: Option<String>,
    text: String,
}

/// A question to readers.
#[derive(Serialize)]
pub struct PollView {
    /// Which poll a vote is for: the bulletin's slug.
    slug: String,
    question: String,
    options: Vec<PollOptionView>,
    /// "42 phiếu"; `None` where nothing was counted.
    total: Option<String>,
    /// The last day to vote, in words.
    closes: Option<String>,
    /// Where a vote is sent; `None` where none is taken any more.
    pub action: Option<String>,
}

#[derive(Serialize)]
struct PollOptionView {
    slug: String,
    text: String,
    /// "30 phiếu, 71%".
    votes: Option<String>,
    /// The length of its bar, for an attribute.
    bar: Option<String>,
}

/// Further bulletins, and what they have in common with this one.
#[derive(Serialize)]
pub struct RelatedView {
    /// For the heading's id; unique on the page.
    key: &'static str,
    title: String,
    teasers_html: ListMarkup,
}

/// Withdrawn or expired, in words.
pub fn standing(desk: &Desk<'_>, bulletin: &Bulletin) -> Option<StandingView> {
    let word = |key| desk.words.get(key).to_owned();
    match &bulletin.listing {
        Listing::Listed => None,
        Listing::Expired => {
            let date = bulletin.expires.map(|day| desk.format().day(day)).unwrap_or_default();
            let text = desk.words.fill("bulletin.expired_text", &[("date", &date)]);
            Some(StandingView { title: word("bulletin.expired"), text })
        }
        Listing::Withdrawn(withdrawal) => {
            let date = desk.format().day(withdrawal.date);
            let values = [("date", date.as_str()), ("reason", &withdrawal.reason)];
            let text = desk.words.fill("bulletin.withdrawn_text", &values);
            Some(StandingView { title: word("bulletin.withdrawn"), text })
        }
    }
}

/// Each figure that the text quotes, in the order of the text, then those that name the text as their source.
pub fn figures(desk: &Desk<'_>, id: BulletinId) -> Vec<StatView> {
    let site = desk.site;
    let bulletin = site.bulletin(id);
    let quoted = bulletin.references.iter().filter_map(|reference| match &reference.target {
        Some(Target::Metric(quoted)) => Some((quoted.metric, quoted.observation?)),
        _ => None,
    });
    let original = bulletin.original.unwrap_or(id);
    let metrics = desk.shared.derived.mentions().stated_in(original);
    let stated = metrics.iter().flat_map(|metric| {
        let observations = site.metric(*metric).observations.iter().enumerate();
        observations
            .filter(|(_, observation)| observation.bulletin == Some(original))
            .map(|(at, _)| (*metric, ObservationId::at(at)))
    });
    let mut shown: Vec<(MetricId, ObservationId)> = Vec::new();
    for figure in quoted.chain(stated) {
        if !shown.contains(&figure) {
            shown.push(figure);
        }
    }
    shown.into_iter().map(|(metric, id)| stat_view(desk, metric, id)).collect()
}

/// The places that the text is about, then those it links to.
///
/// # Errors
///
/// [`RenderError::Theme`] where the theme's place has a fault.
pub fn places(desk: &Desk<'_>, bulletin: &Bulletin) -> Result<ListMarkup, RenderError> {
    let linked = bulletin.references.iter().filter_map(|reference| match &reference.target {
        Some(Target::Locality(id)) => Some(id),
        _ => None,
    });
    let mut shown: Vec<LocalityId> = Vec::new();
    for id in bulletin.localities.iter().chain(linked) {
        if !shown.contains(id) {
            shown.push(*id);
        }
    }
    desk.written.list(desk, shown.into_iter().map(Listed::Place))
}

/// The events that the text announces or reports.
pub fn events(desk: &Desk<'_>, bulletin: &Bulletin) -> Vec<EventView> {
    bulletin.events.iter().map(|id| event_view(desk, *id)).collect()
}

/// Corrections, newest first.
pub fn corrections(desk: &Desk<'_>, bulletin: &Bulletin) -> Vec<CorrectionView> {
    let view = |correction: &crate::model::Correction| CorrectionView {
        date: desk.day(correction.date),
        from: correction.from.clone(),
        to: correction.to.clone(),
        text: correction.text.clone(),
    };
    bulletin.corrections.iter().map(view).collect()
}

/// A poll with its results, and a form while votes are taken.
pub fn poll(desk: &Desk<'_>, slug: &str, poll: &Poll) -> PollView {
    let counted: u64 = poll.options.iter().filter_map(|option| option.votes).sum();
    let open = poll.closes.is_none_or(|day| desk.site.today <= day);
    let closes = poll.closes.map(|day| {
        let key = if open { "poll.closes" } else { "poll.closed" };
        desk.words.fill(key, &[("date", &desk.format().day(day))])
    });
    PollView {
        slug: slug.to_owned(),
        question: poll.question.clone(),
        options: poll
            .options
            .iter()
            .map(|option| {
                let votes = option.votes.filter(|_| counted > 0);
                let share = votes.and_then(|votes| percent(votes.into(), counted.into()));
                let share = share.map(|share| crate::derive::figures::round(share, 0));
                PollOptionView {
                    slug: option.slug.clone(),
                    text: option.text.clone(),
                    votes: votes.zip(share).map(|(votes, share)| {
                        let votes = desk.words.count("poll.votes", to_count(votes), &[]);
                        format!("{votes}, {}", desk.format().percent(share))
                    }),
                    bar: share.map(|share: Decimal| format!("{share}%")),
                }
            })
            .collect(),
        total: (counted > 0).then(|| desk.words.count("poll.total", to_count(counted), &[])),
        closes,
        action: desk.site.config.poll_endpoint.clone().filter(|_| open),
    }
}

fn to_count(votes: u64) -> usize {
    usize::try_from(votes).unwrap_or(usize::MAX)
}

/// Bulletins of the same category, place and documents; each once, under the first that fits.
///
/// # Errors
///
/// [`RenderError::Theme`] where the theme's teaser has a fault.
pub fn related(desk: &Desk<'_>, id: BulletinId) -> Result<Vec<RelatedView>, RenderError> {
    let site = desk.site;
    let bulletin = site.bulletin(id);
    let mut seen = vec![bulletin.original.unwrap_or(id)];
    let mut found = Vec::new();
    let mut add = |key, title: String, ids: &[BulletinId]| {
        let fresh: Vec<BulletinId> =
            ids.iter().filter(|id| !seen.contains(id)).take(RELATED).copied().collect();
        if !fresh.is_empty() {
            seen.extend(&fresh);
            let teasers = fresh.into_iter().map(|id| Listed::Teaser(id, Form::Brief));
            found.push(RelatedView { key, title, teasers_html: desk.written.list(desk, teasers)? });
        }
        Ok::<_, RenderError>(())
    };
    if let Some(category) = bulletin.category {
        let title = desk.words.get("bulletin.same_category").to_owned();
        add("_same-category", title, desk.lists.bulletins(BulletinList::Category(category)))?;
    }
    if let Some(place) = bulletin.localities.first() {
        let name = &site.locality(*place).name;
        let title = desk.words.fill("bulletin.same_place", &[("place", name)]);
        add("_same-place", title, desk.shared.derived.mentions().of_locality(*place))?;
    }
    // The document that most others cite says most about what else to read.
    let most_cited = bulletin.documents.iter().max_by_key(|id| site.document(**id).cited_by.len());
    if let Some(document) = most_cited.map(|id| site.document(*id)) {
        let name = document.number.as_ref().or(document.title.as_ref()).unwrap_or(&document.slug);
        let title = desk.words.fill("bulletin.same_document", &[("document", name)]);
        add("_same-document", title, &document.cited_by)?;
    }
    Ok(found)
}
