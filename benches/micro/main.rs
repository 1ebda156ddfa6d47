//! What single steps cost, so that one that becomes slower is seen where it is: `cargo bench --bench micro`.
//!
//! Texts are those of the corpus that whole builds are measured with; a name behind `--` picks steps.

#![expect(clippy::expect_used, reason = "a measurement that can't go on fails")]

#[path = "../corpus/mod.rs"]
mod corpus;
#[path = "../compare/bantin.rs"]
mod site;

use std::borrow::Cow;
use std::sync::LazyLock;

use bantin::cache::{self, Pages};
use bantin::derive::Derived;
use bantin::gazetteer::mentions_in;
use bantin::load::{Disk, Reading, TEXTS_IN_MEMORY, load};
use bantin::model::{Bodies, BulletinId, Site, TextId, Theme};
use bantin::output::Nowhere;
use bantin::parse::{self, Drafts, parse_as_of};
use bantin::pipeline::Texts;
use bantin::render::{Input, render};
use bantin::search;
use bantin::source::Sources;
use bantin::vietnamese::{document_numbers_in, fold};
use corpus::Corpus;
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};

/// Bulletins of the site that is measured: enough for lists, few enough to be built often.
const BULLETINS: usize = 100;

/// A site of the corpus, read and understood. Its folder is gone: nothing in it is read again but what comes with the
/// program.
struct Read {
    sources: Sources,
    disk: Disk,
    site: Site,
    theme: Theme,
}

static READ: LazyLock<Read> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder");
    site::site(folder.path(), &Corpus::new(BULLETINS));
    let loaded = load(folder.path(), &Reading::all(TEXTS_IN_MEMORY)).expect("a site");
    let site = understood(&loaded.sources);
    let theme = parse::parse_theme(&loaded.sources, &site.config).expect("texts in memory").value;
    Read { sources: loaded.sources, disk: loaded.disk, site, theme }
});

fn understood(sources: &Sources) -> Site {
    let as_of = parse_as_of("2026-01-01").expect("a day");
    parse::parse_site(sources, as_of, Drafts::LeftOut, &cache::Texts::default())
        .expect("texts in memory")
        .value
        .expect("a site")
}

impl Read {
    /// The bulletin whose text is measured alone.
    fn first(&self) -> BulletinId {
        self.site.all_bulletins().next().expect("a bulletin").0
    }

    /// Its text, with its front matter.
    fn text(&self) -> &str {
        match self.sources.text(self.site.bulletin(self.first()).file) {
            Ok(Cow::Borrowed(text)) => text,
            other => panic!("a text that is kept: {other:?}"),
        }
    }

    fn texts(&self) -> Texts<'_> {
        Texts { site: &self.site, sources: &self.sources }
    }
}

fn main() {
    divan::main();
}

#[divan::bench]
fn folding_a_text(bencher: Bencher<'_, '_>) {
    let text = READ.text();
    bencher.counter(BytesCount::of_str(text)).bench(|| fold(divan::black_box(text)));
}

#[divan::bench]
fn places_named_in_a_text(bencher: Bencher<'_, '_>) {
    let text = READ.text();
    bencher.counter(BytesCount::of_str(text)).bench(|| mentions_in(divan::black_box(text)));
}

#[divan::bench]
fn documents_named_in_a_text(bencher: Bencher<'_, '_>) {
    let text = READ.text();
    bencher.counter(BytesCount::of_str(text)).bench(|| document_numbers_in(divan::black_box(text)));
}

/// The tree of a bulletin's Markdown, its references resolved.
#[divan::bench]
fn parsing_a_text(bencher: Bencher<'_, '_>) {
    let (read, first) = (&*READ, TextId::Bulletin(READ.first()));
    bencher.counter(BytesCount::of_str(read.text())).bench(|| read.texts().body(divan::black_box(first)));
}

/// Front matter, texts, figures and places of all bulletins, and what names mean.
#[divan::bench]
fn parsing_a_site(bencher: Bencher<'_, '_>) {
    bencher.counter(ItemsCount::new(BULLETINS)).bench(|| understood(divan::black_box(&READ.sources)));
}

/// Views, templates and bytes of all pages and files; nothing is kept.
#[divan::bench]
fn rendering_a_site(bencher: Bencher<'_, '_>) {
    let read = &*READ;
    bencher.counter(ItemsCount::new(BULLETINS)).bench(|| {
        let pages = Pages::default();
        let Read { site, theme, disk, .. } = read;
        let derived = Derived::of(site);
        let input = Input {
            derived: &derived,
            theme,
            basis: None,
            bodies: &read.texts(),
            files: disk,
            pages: &pages,
        };
        render(&input, &Nowhere).expect("pages");
    });
}

#[divan::bench]
fn indexing_a_site(bencher: Bencher<'_, '_>) {
    let read = &*READ;
    bencher
        .counter(ItemsCount::new(BULLETINS))
        .bench(|| search::shards(&read.site, &read.theme, &read.texts()).expect("an index"));
}
