//! Small sites built by hand, for tests.

use crate::model::{
    Bulletin, BulletinId, Dated, Day, Event, EventKind, Language, Level, Listing, Locality, LocalityId,
    Paths, Period, Publisher, RawHtml, Site, SiteConfig, Succession, SuccessionKind, When,
};
use crate::source::{SourceFile, Sources, Span, Spanned};

fn span() -> Span {
    let file = SourceFile::new("a.yaml", String::new());
    let sources = Sources::new(vec![file], Default::default());
    Span::top(sources.find("a.yaml").expect("the only file"))
}

pub(crate) fn day(year: i32, month: u32, day: u32) -> Day {
    Day::from_ymd_opt(year, month, day).expect("a test writes days")
}

/// A site in Vietnamese with nothing in it, as of 22/11/2026.
pub(crate) fn site() -> Site {
    let config = SiteConfig {
        title: "Bản tin".into(),
        description: None,
        base_url: None,
        language: Language("vi".into()),
        timezone: chrono_tz::Asia::Ho_Chi_Minh,
        theme: Spanned::new("default".into(), span()),
        publisher: Publisher::default(),
        licence: None,
        categories: Vec::new(),
        programmes: Vec::new(),
        paths: paths(),
        paginate: 20,
        raw_html: RawHtml::Text,
        publish_sources: false,
        poll_endpoint: None,
    };
    Site {
        config,
        today: Day::from_ymd_opt(2026, 11, 22).expect("a day"),
        bulletins: Vec::new(),
        localities: Vec::new(),
        events: Vec::new(),
        metrics: Vec::new(),
        documents: Vec::new(),
        pages: Vec::new(),
        tags: Vec::new(),
        glossary: Vec::new(),
        files: Vec::new(),
        held: Vec::new(),
    }
}

fn paths() -> Paths {
    Paths {
        bulletins: "ban-tin".into(),
        localities: "dia-phuong".into(),
        events: "su-kien".into(),
        metrics: "chi-so".into(),
        documents: "van-ban".into(),
        search: "tim-kiem".into(),
        categories: "chuyen-muc".into(),
        data: "du-lieu".into(),
    }
}

/// Adds a commune with a page, named like its slug.
pub(crate) fn locality(site: &mut Site, slug: &str, parent: Option<LocalityId>) -> LocalityId {
    site.localities.push(Locality {
        slug: slug.into(),
        name: format!("xã {slug}"),
        level: Level::Commune,
        parent,
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
        has_page: true,
        span: Some(span()),
    });
    LocalityId::at(site.localities.len() - 1)
}

/// Lets a place become another, from the first day of the new state on.
pub(crate) fn succeed(site: &mut Site, from: LocalityId, to: LocalityId, kind: SuccessionKind, date: Day) {
    let before = &mut site.localities[from.index()];
    before.until = date.pred_opt();
    before.successors.push(Succession { to, kind, date: Some(date), act: None });
    site.localities[to.index()].predecessors.push(from);
}

/// Adds a listed bulletin of 24/11/2022.
pub(crate) fn bulletin(site: &mut Site, slug: &str, localities: &[LocalityId]) -> BulletinId {
    let when = When { period: Period::Day(day(2022, 11, 24)), time: None };
    site.bulletins.push(Bulletin {
        file: span().file,
        body_start: 0,
        slug: slug.into(),
        language: Language("vi".into()),
        original: None,
        translations: Vec::new(),
        title: Spanned::new(slug.into(), span()),
        date: Dated { when, inferred: None },
        updated: None,
        lead: None,
        authors: Vec::new(),
        category: None,
        programme: None,
        localities: localities.to_vec(),
        tags: Vec::new(),
        image: None,
        image_caption: None,
        pictures: Vec::new(),
        events: Vec::new(),
        documents: Vec::new(),
        references: Vec::new(),
        links: Vec::new(),
        source: None,
        poll: None,
        corrections: Vec::new(),
        accepted: Vec::new(),
        listing: Listing::Listed,
        expires: None,
        publish: None,
        aliases: Vec::new(),
    });
    BulletinId::at(site.bulletins.len() - 1)
}

/// An event that begins in a period, not yet of the site.
pub(crate) fn event(slug: &str, period: Period) -> Event {
    Event {
        slug: slug.into(),
        name: slug.into(),
        kind: EventKind::Other,
        start: Dated { when: When { period, time: None }, inferred: None },
        end: None,
        part_of_day: None,
        place: None,
        locality: None,
        host: None,
        status: None,
        reason: None,
        participants: Vec::new(),
        bulletin: None,
        span: span(),
    }
}
