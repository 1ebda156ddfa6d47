//! Which pages were made from what, and what came of it: a page whose views are the same is the same page.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};

use super::store::Store;
use crate::digest::Digest;
use crate::output::{Address, Fingerprint};

/// The file in the [`Store`].
const FILE: &str = "pages";

/// A part of what a page shows, by the name that its template has for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The field of the view.
    pub name: String,
    /// The hash of its value.
    pub digest: Digest,
}

/// What all pages of one language are made with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// The hash of the theme's templates.
    pub templates: Digest,
    /// The hash of the theme's words in this language.
    pub words: Digest,
    /// What stands around every page.
    pub site: Vec<Part>,
}

impl Edition {
    /// The hash of all of it.
    pub fn digest(&self) -> Digest {
        let site = self.site.iter().map(|part| part.digest.as_bytes());
        Digest::of_all([self.templates.as_bytes(), self.words.as_bytes()].into_iter().chain(site))
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

/// How a page was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Record {
    edition: Digest,
    view: Digest,
    output: Fingerprint,
    /// A short hash of each part of the view: they only tell why, the long ones decide.
    parts: Vec<u32>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct Records {
    /// By language.
    editions: BTreeMap<String, EditionRecord>,
    pages: BTreeMap<Address, Record>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct EditionRecord {
    templates: Digest,
    words: Digest,
    /// Names and short hashes.
    site: Vec<(String, u32)>,
}

/// The pages of the last build and of this one.
#[derive(Debug, Default)]
pub struct Pages {
    /// `None` where nothing is kept.
    last: Option<Records>,
    now: Mutex<Records>,
    why: Mutex<BTreeMap<Address, Reason>>,
}

/// A page that is about to be made: what it would be made from.
pub struct Asked<'a> {
    /// Where it lives.
    pub address: &'a Address,
    /// Its language's tag.
    pub language: &'a str,
    /// [`Edition::digest`] of its language.
    pub edition: Digest,
    /// The parts of its view, always in one order.
    pub parts: &'a [Part],
}

impl Asked<'_> {
    fn view(&self) -> Digest {
        Digest::of_all(self.parts.iter().map(|part| part.digest.as_bytes()))
    }
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

    /// Says what the pages of a language are made with.
    pub fn begin(&self, language: &str, edition: &Edition) {
        let site = edition.site.iter().map(|part| (part.name.clone(), short(part.digest))).collect();
        let record = EditionRecord { templates: edition.templates, words: edition.words, site };
        lock(&self.now).editions.insert(language.to_owned(), record);
    }

    /// What came of a page when it was last made, if it was made from the same.
    pub fn find(&self, asked: &Asked<'_>) -> Option<Fingerprint> {
        let record = self.last.as_ref()?.pages.get(asked.address)?;
        (record.edition == asked.edition && record.view == asked.view()).then_some(record.output)
    }

    /// Notes a page that is the same as before.
    pub fn keep(&self, asked: &Asked<'_>) {
        if let Some(record) = self.last.as_ref().and_then(|last| last.pages.get(asked.address)) {
            lock(&self.now).pages.insert(asked.address.clone(), record.clone());
        }
    }

    /// Notes a page that was made, and why.
    pub fn made(&self, asked: &Asked<'_>, output: Fingerprint) {
        lock(&self.why).insert(asked.address.clone(), self.reason(asked));
        let parts = asked.parts.iter().map(|part| short(part.digest)).collect();
        let record = Record { edition: asked.edition, view: asked.view(), output, parts };
        lock(&self.now).pages.insert(asked.address.clone(), record);
    }

    /// The pages that were made, and why each.
    pub fn into_reasons(self) -> BTreeMap<Address, Reason> {
        self.why.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn reason(&self, asked: &Asked<'_>) -> Reason {
        let Some(last) = &self.last else { return Reason::NothingKept };
        let Some(record) = last.pages.get(asked.address) else { return Reason::New };
        if record.edition != asked.edition {
            return self.around(last, asked.language);
        }
        if record.view == asked.view() {
            return Reason::File;
        }
        let changed = |(at, part): &(usize, &Part)| record.parts.get(*at) != Some(&short(part.digest));
        let names = asked.parts.iter().enumerate().filter(changed).map(|(_, part)| part.name.clone());
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

fn short(digest: Digest) -> u32 {
    digest.as_bytes().iter().take(4).fold(0, |all, byte| all << 8 | u32::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(name: &str, value: &str) -> Part {
        Part { name: name.to_owned(), digest: Digest::of(value.as_bytes()) }
    }

    fn edition(title: &str) -> Edition {
        let (templates, words) = (Digest::of(b"templates"), Digest::of(b"words"));
        Edition { templates, words, site: vec![part("title", title), part("menu", "m")] }
    }

    /// Makes the page `a.html`, or finds it kept; then another build may follow.
    fn build(pages: &Pages, edition: &Edition, parts: &[Part]) -> Option<Reason> {
        let address = Address::of(&["a.html"]);
        pages.begin("vi", edition);
        let asked = Asked { address: &address, language: "vi", edition: edition.digest(), parts };
        if pages.find(&asked).is_some() {
            pages.keep(&asked);
            return None;
        }
        pages.made(&asked, Fingerprint::of(b"page"));
        lock(&pages.why).remove(&address)
    }

    fn next(pages: Pages) -> Pages {
        let now = pages.now.into_inner().unwrap();
        let now = postcard::from_bytes(&postcard::to_stdvec(&now).unwrap()).unwrap();
        Pages { last: Some(now), ..Pages::default() }
    }

    #[test]
    fn a_page_is_made_again_when_something_that_it_shows_changes_and_says_what() {
        let parts = [part("title", "Một"), part("related", "x")];
        let pages = Pages::default();
        assert_eq!(build(&pages, &edition("t"), &parts), Some(Reason::NothingKept));
        let pages = next(pages);
        assert_eq!(build(&pages, &edition("t"), &parts), None);
        let pages = next(pages);
        let parts = [part("title", "Một"), part("related", "y")];
        assert_eq!(build(&pages, &edition("t"), &parts), Some(Reason::Shown(vec!["related".to_owned()])));
        let pages = next(pages);
        assert_eq!(build(&pages, &edition("u"), &parts), Some(Reason::Around(vec!["title".to_owned()])));
        let pages = next(pages);
        let other = Edition { templates: Digest::of(b"other"), ..edition("u") };
        assert_eq!(build(&pages, &other, &parts), Some(Reason::Templates));
    }
}
