//! Gives the stages texts when they need them: made again from what was read.

use std::borrow::Cow;
use std::io;

use crate::digest::Digest;
use crate::model::{Bodies, Body, BulletinId, PageId, Passage, Site};
use crate::parse;
use crate::source::Sources;

/// Makes texts again from the sources when pages need them.
pub struct Texts<'a> {
    /// The site whose texts they are.
    pub site: &'a Site,
    /// What it was read from.
    pub sources: &'a Sources,
}

impl Bodies for Texts<'_> {
    fn bulletin(&self, bulletin: BulletinId) -> io::Result<Body> {
        parse::bulletin_body(self.site, self.sources, bulletin)
    }

    fn source(&self, bulletin: BulletinId) -> io::Result<String> {
        self.sources.text(self.site.bulletin(bulletin).file).map(Cow::into_owned)
    }

    fn bulletin_digest(&self, bulletin: BulletinId) -> Digest {
        self.sources.get(self.site.bulletin(bulletin).file).digest
    }

    fn page_digest(&self, page: PageId) -> Digest {
        self.sources.get(self.site.page(page).file).digest
    }

    fn page(&self, page: PageId) -> io::Result<Body> {
        parse::page_body(self.site, self.sources, page)
    }

    fn passages(&self, bulletin: BulletinId) -> io::Result<Vec<Passage>> {
        parse::bulletin_passages(self.site, self.sources, bulletin)
    }

    fn page_passages(&self, page: PageId) -> io::Result<Vec<Passage>> {
        parse::page_passages(self.site, self.sources, page)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::cache::{self, Cache};
    use crate::check;
    use crate::derive::Derived;
    use crate::parse::{Drafts, parse_as_of, parse_site};
    use crate::source::{ReadBytes, SourceFile};

    const CONFIG: &str = "title: Bản tin\nlanguage: vi\npublisher: {name: Tổ công tác}\n";
    const TEXT: &str = "---\ntitle: Ra quân\ndate: 2022-11-24\nlocalities: []\n---\nHoà và hòa.\n";

    /// A disk with this text, and how often it was read.
    struct Disk(&'static AtomicUsize);

    impl ReadBytes for Disk {
        fn read(&self, _: &str) -> io::Result<Vec<u8>> {
            self.0.fetch_add(1, Ordering::Relaxed);
            Ok(TEXT.as_bytes().to_vec())
        }

        fn stamp(&self, _: &str) -> Option<Digest> {
            None
        }
    }

    #[test]
    fn a_text_is_read_once_for_its_page_and_for_the_rules_about_its_words() {
        static READ: AtomicUsize = AtomicUsize::new(0);
        let mut bulletin = SourceFile::new("content/bulletins/ra-quan.md", TEXT);
        bulletin.forget_text();
        let files = vec![SourceFile::new("content/site.yaml", CONFIG), bulletin];
        let sources = Sources::new(files, Default::default()).reading_again(Box::new(Disk(&READ)), 0);
        let as_of = parse_as_of("2026-01-01").unwrap();
        let site = parse_site(&sources, as_of, Drafts::LeftOut, &cache::Texts::default()).unwrap();
        let site = site.value.unwrap();
        let (derived, cache) = (Derived::of(&site), Cache::default());
        let bodies = Texts { site: &site, sources: &sources, proofs: None };
        let context =
            check::Context { derived: &derived, sources: &sources, bodies: &bodies, known: &cache.findings };
        let found = |proofs: Proofs<'_>| -> Vec<_> {
            proofs.finish().unwrap().iter().map(|one| (one.rule, one.span.clone())).collect()
        };
        let afterwards = found(check::check(&context).1);
        assert_eq!(afterwards.iter().map(|one| one.0).collect::<Vec<_>>(), ["mixed-tone-marks"]);

        let (_, proofs) = check::check(&context);
        let (id, file) = site.all_bulletins().map(|(id, bulletin)| (id, bulletin.file)).next().unwrap();
        assert!(proofs.awaits(file));
        READ.store(0, Ordering::Relaxed);
        let shown = Texts { proofs: Some(&proofs), ..bodies }.bulletin(id).unwrap();
        assert!(!proofs.awaits(file));
        assert_eq!(found(proofs), afterwards);
        assert_eq!(READ.load(Ordering::Relaxed), 1);
        assert_eq!(shown, bodies.bulletin(id).unwrap());
    }
}
