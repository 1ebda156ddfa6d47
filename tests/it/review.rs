//! The rules about words look each text through once, while its page is made.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;
use std::sync::Mutex;

use bantin::cache::{Basis, Findings, Texts as KeptTexts};
use bantin::check::{Context, check};
use bantin::derive::Derived;
use bantin::diagnostic::Diagnostics;
use bantin::digest::Digest;
use bantin::model::{Bodies, Body, ReadText, Site, TextId};
use bantin::parse::{Drafts, parse_as_of, parse_site};
use bantin::pipeline::Texts;
use bantin::source::{SourceFile, Sources};

use crate::support::built::DAY;

/// A site in memory, and which texts were read of it, by title.
struct Desk {
    sources: Sources,
    site: Site,
}

impl Desk {
    /// A site with bulletins: the slug, and the words of each.
    fn of(bulletins: &[(&str, &str)]) -> Self {
        let site = "title: Trang tin xã Lam Sơn\npublisher: {name: Ủy ban nhân dân xã Lam Sơn}\n".to_owned();
        let places = "- {id: lam-son, name: Lam Sơn, level: commune}\n".to_owned();
        let mut files = vec![
            SourceFile::new("content/site.yaml", site),
            SourceFile::new("content/localities.yaml", places),
        ];
        for (slug, words) in bulletins {
            let text =
                format!("---\ntitle: Tin {slug}\ndate: 2024-05-06\nlocalities: [lam-son]\n---\n{words}\n");
            files.push(SourceFile::new(format!("content/bulletins/{slug}.md"), text));
        }
        let sources = Sources::new(files, BTreeMap::new());
        let as_of = parse_as_of(DAY).unwrap();
        let parsed = parse_site(&sources, as_of, Drafts::LeftOut, &KeptTexts::default()).unwrap();
        assert!(!parsed.diagnostics.has_errors(), "{:?}", parsed.diagnostics);
        Self { sources, site: parsed.value.unwrap() }
    }

    fn texts(&self) -> Vec<TextId> {
        self.site.all_bulletins().map(|(id, _)| TextId::Bulletin(id)).collect()
    }

    fn begun(&self, findings: &Findings) {
        findings.stand_on(Basis::of(&self.site));
    }
}

/// Texts, and how often each was read.
struct Counted<'a> {
    texts: Texts<'a>,
    read: Mutex<Vec<String>>,
}

impl<'a> Counted<'a> {
    fn of(desk: &'a Desk) -> Self {
        let texts = Texts { site: &desk.site, sources: &desk.sources };
        Self { texts, read: Mutex::default() }
    }

    fn count(&self, text: TextId) {
        let TextId::Bulletin(id) = text else { unreachable!("there are bulletins only") };
        self.read.lock().unwrap().push(self.texts.site.bulletin(id).slug.clone());
    }

    /// The slugs of the texts that were read since the last call.
    fn read(&self) -> Vec<String> {
        let mut read = std::mem::take(&mut *self.read.lock().unwrap());
        read.sort();
        read
    }
}

impl Bodies for Counted<'_> {
    fn body(&self, text: TextId) -> io::Result<Body> {
        self.count(text);
        self.texts.body(text)
    }

    fn source(&self, text: TextId) -> io::Result<Cow<'_, str>> {
        self.texts.source(text)
    }

    fn digest(&self, text: TextId) -> io::Result<Digest> {
        self.texts.digest(text)
    }

    fn read(&self, text: TextId, source: &str) -> ReadText {
        self.count(text);
        self.texts.read(text, source)
    }
}

fn rules(found: &Diagnostics, sources: &Sources) -> Vec<String> {
    let told =
        |one: &bantin::diagnostic::Diagnostic| format!("{} {}", sources.get(one.span.file).path, one.rule);
    found.iter().map(told).collect()
}

const SOUND: &str = "Xã đã họp với các thôn về việc cấp thẻ.";
/// Warned of, since tone marks stand in two ways.
const DOUBTFUL: &str = "Xã hoà giải, huyện hòa giải.";
/// An error, since the blank keeps a link of the site from being one.
const WRONG: &str = "Xã họp ở [thôn] (bulletin:a).";

#[test]
fn a_text_is_read_once_for_its_page_and_for_the_rules() {
    let desk = Desk::of(&[("a", SOUND), ("b", DOUBTFUL), ("c", SOUND)]);
    let (derived, bodies, findings) = (Derived::of(&desk.site), Counted::of(&desk), Findings::default());
    desk.begun(&findings);
    let context = Context { derived: &derived, sources: &desk.sources, bodies: &bodies, known: &findings };
    let mut found = Diagnostics::default();
    let review = check(context, &mut found).unwrap();
    assert_eq!(bodies.read(), [""; 0], "nothing is new in a first build");

    let asked = &desk.texts()[..2];
    for text in asked {
        assert_eq!(review.body(*text).unwrap(), bodies.texts.body(*text).unwrap());
    }
    assert_eq!(bodies.read().len(), 2);
    review.body(asked[0]).unwrap();
    assert_eq!(bodies.read().len(), 1, "a page that is made again has the text read again");

    let rest = review.finish().unwrap();
    assert_eq!(bodies.read().len(), 1, "the one that no page asked for");
    assert_eq!(rules(&rest, &desk.sources), ["content/bulletins/b.md mixed-tone-marks"]);
    assert!(found.is_empty());
}

#[test]
fn one_error_keeps_pages_from_being_made_and_all_texts_are_told_of() {
    let desk = Desk::of(&[("a", SOUND), ("b", WRONG), ("c", WRONG), ("d", DOUBTFUL)]);
    let (derived, bodies, findings) = (Derived::of(&desk.site), Counted::of(&desk), Findings::default());
    desk.begun(&findings);
    let context = Context { derived: &derived, sources: &desk.sources, bodies: &bodies, known: &findings };
    let mut found = Diagnostics::default();
    let review = check(context, &mut found).unwrap();
    assert!(!review.has_errors());
    let made = desk.texts().into_iter().take_while(|text| review.body(*text).is_ok()).count();
    assert!(review.has_errors());
    assert_eq!(made, 2, "the text with the error is the last that is asked for");
    let mut told = rules(&review.finish().unwrap(), &desk.sources);
    told.sort();
    assert_eq!(
        told,
        [
            "content/bulletins/b.md mistyped-link",
            "content/bulletins/c.md mistyped-link",
            "content/bulletins/d.md mixed-tone-marks",
        ]
    );
}

#[test]
fn what_is_new_since_the_last_build_is_looked_through_before_anything_is_made() {
    let findings = Findings::default();
    let before = Desk::of(&[("a", SOUND), ("c", DOUBTFUL)]);
    let look = |desk: &Desk, findings: &Findings| {
        desk.begun(findings);
        let (derived, bodies) = (Derived::of(&desk.site), Counted::of(desk));
        let context = Context { derived: &derived, sources: &desk.sources, bodies: &bodies, known: findings };
        let review = check(context, &mut Diagnostics::default()).unwrap();
        let (new, is_refused) = (bodies.read(), review.has_errors());
        review.finish().unwrap();
        (new, is_refused)
    };
    assert_eq!(look(&before, &findings), (vec![], false));

    let root = tempfile::tempdir().unwrap();
    let store = bantin::cache::Store::of(root.path());
    findings.write(&store).unwrap();
    let after = Desk::of(&[("a", SOUND), ("b", WRONG), ("c", DOUBTFUL)]);
    assert_eq!(look(&after, &Findings::read(&store)), (vec!["b".to_owned()], true));
}
