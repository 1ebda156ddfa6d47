//! Which files of the site were made from what, and what came of it.
//!
//! Asked in two steps. Where the [`Basis`] and a page's own text are what they were, the page is what it was, and
//! nothing of it has to be made to know so. Where the basis is another, a page whose views are the same is the same.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};

use super::basis::Basis;
use super::parts::{Field, Parts};
use super::store::Store;
use crate::digest::Digest;
use crate::output::{Address, Fingerprint};

/// The file in the [`Store`].
const FILE: &str = "pages";

/// What all pages of one language are made with.
#[derive(Debug)]
pub struct Edition {
    /// The hash of the theme's templates.
    pub templates: Digest,
    /// The hash of the theme's words in this language.
    pub words: Digest,
    /// What stands around every page.
    pub site: Parts,
}

impl Edition {
    /// The hash of all of it.
    pub fn digest(&self) -> Digest {
        let site = self.site.digest();
        Digest::of_all([self.templates, self.words, site].iter().map(Digest::as_bytes))
    }
}

/// Why a page was made again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// Nothing is kept: this is the first build, the program is another, or the cache is gone.
    NothingKept,
    /// There was no page of this address.
    New,
    /// A template has changed.
    Templates,
    /// The theme's words have changed.
    Words,
    /// What stands around every page has changed: the names of these parts.
    Around(Vec<String>),
    /// What the page shows has changed: the names of these parts.
    Shown(Vec<String>),
    /// The published file is gone, or somebody touched it.
    File,
}

/// How a file was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Record {
    /// The hash of its own text, or of what it is a copy of.
    text: Option<Digest>,
    output: Fingerprint,
    /// For a page: what it showed.
    shown: Option<Shown>,
}

/// What a page showed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Shown {
    edition: Digest,
    view: Digest,
    /// [`Field::check`] of each field of the view: they only tell why.
    checks: Box<[u16]>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct Records {
    /// What all was made on.
    basis: Option<Basis>,
    /// By language.
    editions: BTreeMap<String, EditionRecord>,
    /// Boxed, since a tree leaves room in its nodes.
    outputs: BTreeMap<Address, Box<Record>>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct EditionRecord {
    templates: Digest,
    words: Digest,
    /// The name and [`Field::check`] of each field.
    site: Vec<(String, u16)>,
}

/// What was made in the last build and in this one.
#[derive(Debug, Default)]
pub struct Pages {
    /// `None` where nothing is kept.
    last: Option<Records>,
    /// Whether this build is made on the same basis.
    stands: AtomicBool,
    now: Mutex<Records>,
    /// Empty where nothing is kept: that is the reason for every page.
    why: Mutex<BTreeMap<Address, Reason>>,
}

/// A page that is about to be made: what it would be made from.
pub struct Asked<'a> {
    /// Where it lives.
    pub address: &'a Address,
    /// The hash of its own text, for what has one.
    pub text: Option<Digest>,
    /// Its language's tag.
    pub language: &'a str,
    /// [`Edition::digest`] of its language.
    pub edition: Digest,
    /// [`Parts::digest`] of its view.
    pub view: Digest,
    /// The fields of its view, always in one order.
    pub fields: &'a [Field],
}

impl Pages {
    /// The pages of the last build, as far as they are known.
    pub fn read(store: &Store) -> Self {
        Self { last: store.read(FILE), ..Self::default() }
    }

    /// Keeps the pages of this build for the next.
    ///
    /// # Errors
    ///
    /// What the disk says.
    pub fn write(&self, store: &Store) -> std::io::Result<()> {
        store.write(FILE, &*lock(&self.now))
    }

    /// Says what this build is made on; before anything is made. `None`: nothing is known to be as before.
    pub fn stand_on(&self, basis: Option<Basis>) {
        let mut now = lock(&self.now);
        now.basis = basis;
        if let Some(last) = self.last.as_ref().filter(|last| basis.is_some() && last.basis == basis) {
            now.editions.clone_from(&last.editions);
            self.stands.store(true, Ordering::Relaxed);
        }
    }

    /// Says what the pages of a language are made with.
    pub fn begin(&self, language: &str, edition: &Edition) {
        let site = edition.site.fields().iter().map(|field| (field.full_name(), field.check)).collect();
        let record = EditionRecord { templates: edition.templates, words: edition.words, site };
        lock(&self.now).editions.insert(language.to_owned(), record);
    }

    /// What came of a file when it was last made, if it was made on the same basis from the same text.
    pub fn same(&self, address: &Address, text: Option<Digest>) -> Option<Fingerprint> {
        let last = self.last.as_ref().filter(|_| self.stands.load(Ordering::Relaxed))?;
        let record = last.outputs.get(address)?;
        (record.text == text).then_some(record.output)
    }

    /// What came of a copied file, if it was copied from the same; on any basis.
    pub fn copied(&self, address: &Address, stamp: Digest) -> Option<Fingerprint> {
        let record = self.last.as_ref()?.outputs.get(address)?;
        (record.text == Some(stamp)).then_some(record.output)
    }

    /// What came of a page when it was last made, if it showed the same.
    pub fn find(&self, asked: &Asked<'_>) -> Option<Fingerprint> {
        let record = self.last.as_ref()?.outputs.get(asked.address)?;
        let shown = record.shown.as_ref()?;
        (shown.edition == asked.edition && shown.view == asked.view).then_some(record.output)
    }

    /// Notes a file that is the same as before, made from this text.
    pub fn keep(&self, address: &Address, text: Option<Digest>) {
        if let Some(record) = self.last.as_ref().and_then(|last| last.outputs.get(address)) {
            let record = Record { text, ..Record::clone(record) };
            lock(&self.now).outputs.insert(address.clone(), Box::new(record));
        }
    }

    /// Notes a page that was made, and why.
    pub fn made(&self, asked: &Asked<'_>, output: Fingerprint) {
        if let Some(last) = &self.last {
            lock(&self.why).insert(asked.address.clone(), self.reason(last, asked));
        }
        let checks = asked.fields.iter().map(|field| field.check).collect();
        let shown = Some(Shown { edition: asked.edition, view: asked.view, checks });
        let record = Box::new(Record { text: asked.text, output, shown });
        lock(&self.now).outputs.insert(asked.address.clone(), record);
    }

    /// Notes a file that is no page.
    pub fn made_file(&self, address: &Address, text: Option<Digest>, output: Fingerprint) {
        let record = Box::new(Record { text, output, shown: None });
        lock(&self.now).outputs.insert(address.clone(), record);
    }

    /// The pages that were made, and why each.
    pub fn into_reasons(self) -> BTreeMap<Address, Reason> {
        if self.last.is_some() {
            return self.why.into_inner().unwrap_or_else(PoisonError::into_inner);
        }
        let now = self.now.into_inner().unwrap_or_else(PoisonError::into_inner);
        let pages = now.outputs.into_iter().filter(|(_, record)| record.shown.is_some());
        pages.map(|(address, _)| (address, Reason::NothingKept)).collect()
    }

    fn reason(&self, last: &Records, asked: &Asked<'_>) -> Reason {
        let shown = last.outputs.get(asked.address).and_then(|record| record.shown.as_ref());
        let Some(shown) = shown else { return Reason::New };
        if shown.edition != asked.edition {
            return self.around(last, asked.language);
        }
        if shown.view == asked.view {
            return Reason::File;
        }
        let changed = |(at, field): &(usize, &Field)| shown.checks.get(*at) != Some(&field.check);
        let names = asked.fields.iter().enumerate().filter(changed).map(|(_, field)| field.full_name());
        Reason::Shown(names.collect())
    }

    fn around(&self, last: &Records, language: &str) -> Reason {
        let now = lock(&self.now);
        let (Some(last), Some(now)) = (last.editions.get(language), now.editions.get(language)) else {
            return Reason::NothingKept;
        };
        if last.templates != now.templates {
            return Reason::Templates;
        }
        if last.words != now.words {
            return Reason::Words;
        }
        let changed = now.site.iter().filter(|part| !last.site.contains(part));
        Reason::Around(changed.map(|(name, _)| name.clone()).collect())
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct View {
        title: &'static str,
        related: &'static str,
    }

    fn view(title: &'static str, related: &'static str) -> Parts {
        let mut parts = Parts::default();
        parts.add("", &View { title, related }).unwrap();
        parts
    }

    fn edition(title: &'static str) -> Edition {
        Edition { templates: Digest::of(b"templates"), words: Digest::of(b"words"), site: view(title, "m") }
    }

    /// Makes the page `a.html`, or finds it kept; then another build may follow.
    fn build(pages: &Pages, edition: &Edition, parts: &Parts) -> Option<Reason> {
        let address = Address::of(&["a.html"]);
        pages.begin("vi", edition);
        let asked = Asked {
            address: &address,
            text: None,
            language: "vi",
            edition: edition.digest(),
            view: parts.digest(),
            fields: parts.fields(),
        };
        if pages.find(&asked).is_some() {
            pages.keep(&address, None);
            return None;
        }
        pages.made(&asked, Fingerprint::of(b"page"));
        if pages.last.is_none() { Some(Reason::NothingKept) } else { lock(&pages.why).remove(&address) }
    }

    fn next(pages: Pages) -> Pages {
        let now = pages.now.into_inner().unwrap();
        let now = postcard::from_bytes(&postcard::to_stdvec(&now).unwrap()).unwrap();
        Pages { last: Some(now), ..Pages::default() }
    }

    #[test]
    fn a_page_is_made_again_when_something_that_it_shows_changes_and_says_what() {
        let parts = view("Một", "x");
        let pages = Pages::default();
        assert_eq!(build(&pages, &edition("t"), &parts), Some(Reason::NothingKept));
        let pages = next(pages);
        assert_eq!(build(&pages, &edition("t"), &parts), None);
        let pages = next(pages);
        let parts = view("Một", "y");
        assert_eq!(build(&pages, &edition("t"), &parts), Some(Reason::Shown(vec!["related".to_owned()])));
        let pages = next(pages);
        assert_eq!(build(&pages, &edition("u"), &parts), Some(Reason::Around(vec!["title".to_owned()])));
        let pages = next(pages);
        let other = Edition { templates: Digest::of(b"other"), ..edition("u") };
        assert_eq!(build(&pages, &other, &parts), Some(Reason::Templates));
    }

    #[test]
    fn every_page_of_a_first_build_is_made_since_nothing_is_kept_and_files_are_no_pages() {
        let pages = Pages::default();
        build(&pages, &edition("t"), &view("Một", "x"));
        pages.made_file(&Address::of(&["a.json"]), None, Fingerprint::of(b"file"));
        let made = BTreeMap::from([(Address::of(&["a.html"]), Reason::NothingKept)]);
        assert_eq!(pages.into_reasons(), made);
    }

    #[test]
    fn on_the_same_basis_a_file_is_known_by_its_own_text_alone() {
        let (address, text) = (Address::of(&["a.json"]), Some(Digest::of(b"text")));
        let (site, output) = (Basis::of(&"site"), Fingerprint::of(b"file"));
        let pages = Pages::default();
        pages.stand_on(site);
        assert_eq!(pages.same(&address, text), None);
        pages.made_file(&address, text, output);
        let pages = next(pages);
        pages.stand_on(site);
        assert_eq!(pages.same(&address, text), Some(output));
        assert_eq!(pages.same(&address, None), None);
        assert_eq!(pages.same(&address, Some(Digest::of(b"other"))), None);
        pages.keep(&address, text);
        let pages = next(pages);
        for other in [Basis::of(&"other"), None] {
            pages.stand_on(other);
            assert_eq!(pages.same(&address, text), None);
        }
    }
}
