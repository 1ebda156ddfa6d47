//! Dates that have not come yet, of what is said to have been written, changed, issued or counted, and of events too
//! far ahead to be planned: most often a slip, 2062 for 2026.

use super::visibility::Standing;
use crate::diagnostic::{Diagnostic, Diagnostics, Text, text};
use crate::model::{Bulletin, Day, Event, EventStatus, Metric, Period};
use crate::parse::bulletin::{WrittenBulletin, WrittenBulletins};
use crate::parse::document::WrittenDocument;
use crate::parse::front_matter;
use crate::parse::yaml::{Node, NodeKind, parse_yaml};
use crate::source::{Sources, Span};

/// How many days ahead a text may be dated: texts are prepared for a day to come.
const AHEAD: i64 = 31;
/// How many days ahead an event may be planned: some three years.
const PLANNED_AHEAD: i64 = 3 * 366;

/// Warns of the dates of bulletins that are to come.
pub(super) fn check_bulletins(
    bulletins: &WrittenBulletins,
    standings: &[Standing],
    sources: &Sources,
    today: Day,
    out: &mut Diagnostics,
) {
    for (bulletin, standing) in bulletins.iter().zip(standings) {
        // Drafts and texts under embargo wait for their day.
        let waits = bulletin.draft || bulletin.publish.is_some_and(|due| due.period.first_day() > today);
        if standing.is_published() && !waits {
            of_bulletin(bulletin, standing, today, sources, out);
        }
    }
}

/// Warns of documents that were issued on a day to come.
pub(super) fn check_documents(documents: &[WrittenDocument], today: Day, out: &mut Diagnostics) {
    for document in documents {
        if let Some(issued) = document.date.filter(|issued| is_far(*issued, today)) {
            let name = text!(vi: "ngày ban hành", en: "the document's date");
            let span = document.slug.as_ref().map_or(&document.span, |slug| &slug.span);
            out.push(to_come(span, Period::Day(issued), &name));
        }
    }
}

/// Warns of events that nobody plans so early.
pub(super) fn check_events(events: &[Event], today: Day, out: &mut Diagnostics) {
    // What is said to have been held is asked about whatever day it is to come on.
    for event in events.iter().filter(|event| event.status != Some(EventStatus::Held)) {
        let start = (event.start.period(), text!(vi: "ngày của sự kiện", en: "the event's date"));
        let end = event.end.map(|end| {
            (end.period, text!(vi: "ngày kết thúc của sự kiện", en: "the day on which the event ends"))
        });
        let is_far = |period: Period| (period.first_day() - today).num_days() > PLANNED_AHEAD;
        if let Some((period, name)) = [Some(start), end].into_iter().flatten().find(|(day, _)| is_far(*day)) {
            out.push(asked(&event.span, period, &name).help(text!(
                vi: "xem lại năm, tháng, ngày",
                en: "look at year, month and day again",
            )));
        }
    }
}

/// Warns of figures of a time that has not begun. Where the bulletin that states one is dated no earlier, it is that
/// date which is looked at.
pub(super) fn check_figures(metrics: &[Metric], bulletins: &[Bulletin], today: Day, out: &mut Diagnostics) {
    for observation in metrics.iter().flat_map(|metric| &metric.observations) {
        let period = observation.date.period();
        if period.first_day() <= today {
            continue;
        }
        let stated = observation.bulletin.map(|id| bulletins[id.index()].date.period().last_day());
        if stated.is_none_or(|day| day < period.first_day()) {
            let name = text!(vi: "ngày của số liệu", en: "the figure's date");
            out.push(asked(&observation.span, period, &name).help(text!(
                vi: "xem lại năm, tháng, ngày; con số phải đạt thì ghi ở `targets:`, với `due:`",
                en: "look at year, month and day again; a figure to be reached goes under `targets:`, with `due:`",
            )));
        }
    }
}

fn of_bulletin(
    bulletin: &WrittenBulletin,
    standing: &Standing,
    today: Day,
    sources: &Sources,
    out: &mut Diagnostics,
) {
    // A translation has its original's date.
    let own = bulletin.date.as_ref().filter(|_| standing.original_at.is_none());
    if let Some(own) = own.map(|date| date.period()).filter(|own| is_far(own.first_day(), today)) {
        let name = text!(vi: "ngày của bài", en: "the bulletin's date");
        out.push(to_come(&place(bulletin, sources, "date", own), own, &name));
    }
    let updated = bulletin.updated.as_ref().map(|date| date.period());
    if let Some(updated) = updated.filter(|updated| is_far(updated.first_day(), today)) {
        let name = text!(vi: "ngày sửa bài", en: "the day on which it was changed");
        out.push(to_come(&place(bulletin, sources, "updated", updated), updated, &name));
    }
    for correction in bulletin.corrections.iter().filter(|correction| correction.date > today) {
        let (period, name) =
            (Period::Day(correction.date), text!(vi: "ngày đính chính", en: "the day of the correction"));
        out.push(to_come(&place(bulletin, sources, "corrections", period), period, &name));
    }
}

fn is_far(day: Day, today: Day) -> bool {
    (day - today).num_days() > AHEAD
}

fn to_come(span: &Span, period: Period, name: &Text) -> Diagnostic {
    asked(span, period, name).help(text!(
        vi: "xem lại năm, tháng, ngày; bài chờ đến ngày mới đăng thì thêm `publish:` hoặc `draft: true`",
        en: "look at year, month and day again; a text that waits for its day wants `publish:` or `draft: true`",
    ))
}

fn asked(span: &Span, period: Period, Text { vi, en }: &Text) -> Diagnostic {
    let (shown_vi, shown) = (period.in_vietnamese(), period.iso());
    let message =
        text!(vi: "{vi} là {shown_vi}, còn chưa đến", en: "{en} is {shown}, which has not come yet");
    Diagnostic::warning("date-in-future", span, message)
}

/// Where a date stands. Few are wrong, so that the place is looked for in the file only then.
fn place(bulletin: &WrittenBulletin, sources: &Sources, key: &str, date: Period) -> Span {
    let found = || {
        let file = bulletin.file;
        let text = sources.text(file).ok()?;
        // What is wrong with the file was said when it was read.
        let mut said = Diagnostics::default();
        let yaml = front_matter::split(&text, file, &mut said).yaml?;
        let node = parse_yaml(&text, file, yaml).value?;
        let value = entry(&node, key)?;
        let NodeKind::Sequence(items) = &value.kind else { return Some(value.span.clone()) };
        let mut dates = items.iter().filter_map(|item| entry(item, "date"));
        dates.find(|node| is_date(node, date)).map(|node| node.span.clone())
    };
    let title = bulletin.title.as_ref().map(|title| title.span.clone());
    found().or(title).unwrap_or_else(|| Span::top(bulletin.file))
}

fn entry<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    let NodeKind::Mapping(entries) = &node.kind else { return None };
    entries.iter().find(|entry| entry.key.value == key).map(|entry| &entry.value)
}

fn is_date(node: &Node, date: Period) -> bool {
    let (NodeKind::Text(written) | NodeKind::Number(written)) = &node.kind else { return false };
    crate::parse::date::read(written.trim()).is_ok_and(|read| read.period == date)
}
