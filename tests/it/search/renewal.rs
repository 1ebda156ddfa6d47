//! An index that is brought up to date has the bytes of one that is made anew, and only texts that changed are read
//! for it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use bantin::cache::{Basis, Cache, Texts};
use bantin::digest::Digest;
use bantin::model::{Asset, Bodies, Body, ReadText, Site, TextId, Theme};
use bantin::output::{Address, Fingerprint, InMemory, Sink};
use bantin::parse::{self, Drafts, parse_as_of};
use bantin::search::{self, Kept};
use bantin::source::{SourceFile, Sources};
use tempfile::TempDir;

use super::corpus::generated_files;
use crate::support::built::DAY;

/// A site, and how often its texts were read.
struct Read {
    sources: Sources,
    site: Site,
    theme: Theme,
    texts: AtomicUsize,
}

impl Read {
    fn of(files: &[(String, String)]) -> Self {
        let files = files.iter().map(|(path, text)| SourceFile::new(path.clone(), text.clone()));
        let all: Vec<SourceFile> = files.collect();
        let sources = Sources::new(all, Default::default());
        let as_of = parse_as_of(DAY).unwrap();
        let site =
            parse::parse_site(&sources, as_of, Drafts::LeftOut, &Texts::default()).unwrap().value.unwrap();
        let mut theme = parse::parse_theme(&sources, &site.config).unwrap().value;
        theme.assets.insert(Theme::SEARCH_CLIENT.to_owned(), Asset::Text(String::new()));
        Self { sources, site, theme, texts: AtomicUsize::new(0) }
    }

    fn publish(&self, sink: &dyn Sink, cache: &Cache) -> usize {
        let basis = Basis::of(&(&self.site, &self.theme)).unwrap();
        let kept = cache.index.as_ref().map(|index| Kept { index, basis });
        search::publish(&self.site, &self.theme, self, sink, kept).unwrap();
        self.texts.swap(0, Ordering::Relaxed)
    }
}

impl Bodies for Read {
    fn body(&self, text: TextId) -> io::Result<Body> {
        self.texts.fetch_add(1, Ordering::Relaxed);
        parse::body(&self.site, &self.sources, text)
    }

    fn source(&self, _: TextId) -> io::Result<Cow<'_, str>> {
        unreachable!()
    }

    fn digest(&self, text: TextId) -> io::Result<Digest> {
        self.sources.digest(self.site.markdown_of(text).0)
    }

    fn read(&self, _: TextId, _: &str) -> ReadText {
        unreachable!()
    }
}

/// What the last build published, and what this one does.
#[derive(Default)]
struct Published {
    last: BTreeMap<Address, Vec<u8>>,
    now: Mutex<BTreeMap<Address, Vec<u8>>>,
}

impl Sink for Published {
    fn put(&self, address: &Address, bytes: &[u8]) -> io::Result<Fingerprint> {
        let before = self.now.lock().unwrap().insert(address.clone(), bytes.to_vec());
        assert!(before.is_none(), "two files with one address");
        Ok(Fingerprint::of(bytes))
    }

    fn keep(&self, address: &Address, holds: &Fingerprint) -> io::Result<bool> {
        let Some(bytes) = self.read(address, holds)? else { return Ok(false) };
        assert!(self.now.lock().unwrap().insert(address.clone(), bytes).is_none());
        Ok(true)
    }

    fn read(&self, address: &Address, holds: &Fingerprint) -> io::Result<Option<Vec<u8>>> {
        Ok(self.last.get(address).filter(|bytes| Fingerprint::of(bytes) == *holds).cloned())
    }
}

/// A site that is edited and built again.
struct Warm {
    root: TempDir,
    files: Vec<(String, String)>,
    published: Published,
}

impl Warm {
    /// A site of so many bulletins, and a page.
    fn new(size: usize, paragraphs: usize) -> Self {
        let mut files = generated_files(0..size, size, paragraphs);
        files.push((
            "content/pages/gioi-thieu.md".to_owned(),
            "---\ntitle: Giới thiệu\n---\n\nTrang này nói về tổ công nghệ số.\n".to_owned(),
        ));
        files.push(("content/glossary.yaml".to_owned(), "CNSCĐ: công nghệ số cộng đồng\n".to_owned()));
        Self { root: tempfile::tempdir().unwrap(), files, published: Published::default() }
    }

    fn text(&mut self, path: &str) -> &mut String {
        let file = self.files.iter_mut().find(|(file, _)| file.contains(path)).unwrap();
        &mut file.1
    }

    /// Builds, and says how many texts were read.
    #[track_caller]
    fn build(&mut self, what: &str) -> usize {
        let site = Read::of(&self.files);
        let texts = site.publish(&self.published, &Cache::of(self.root.path()));
        let cold = InMemory::default();
        site.publish(&cold, &Cache::default());
        let now = std::mem::take(&mut *self.published.now.lock().unwrap());
        let cold = cold.into_files();
        assert!(now.keys().eq(cold.keys()), "{what}: other files");
        let differ = now.iter().find(|(address, bytes)| cold[*address] != **bytes);
        assert!(differ.is_none(), "{what}: {}", differ.unwrap().0);
        self.published.last = now;
        texts
    }

    fn damage(&self, damage: impl Fn(&mut Vec<u8>)) {
        for entry in fs::read_dir(self.root.path().join(".bantin/cache")).unwrap() {
            let path = entry.unwrap().path();
            let mut bytes = fs::read(&path).unwrap();
            damage(&mut bytes);
            fs::write(path, bytes).unwrap();
        }
    }
}

#[test]
fn only_texts_that_changed_are_read_and_the_bytes_are_those_of_a_cold_build() {
    let mut warm = Warm::new(150, 2);
    assert_eq!(warm.build("first"), 151);
    assert_eq!(warm.build("nothing changed"), 0);
    warm.text("tin-7.md").push_str("\nMột câu thêm vào, với từ hiếm: zzyzx.\n");
    assert_eq!(warm.build("a sentence and rare words more"), 1);
    warm.text("tin-7.md").push_str("\nCâu nữa: CNSCĐ.\n");
    *warm.text("tin-70.md") += "\nHai bài cùng đổi, zzyzx.\n";
    assert_eq!(warm.build("the same again, and another"), 2);
    let text = warm.text("tin-7.md");
    text.truncate(text.find("\nMột câu thêm").unwrap());
    assert_eq!(warm.build("words are gone"), 1);
    warm.text("gioi-thieu").push_str("\nTrang có thêm một câu.\n");
    assert_eq!(warm.build("a page"), 1);
    let text = warm.text("tin-9.md");
    text.truncate(text.rfind("---").unwrap() + 4);
    assert_eq!(warm.build("no text at all"), 1);
    assert_eq!(warm.build("nothing changed since"), 0);
    warm.text("tin-3.md").insert_str(4, "tags: [moi]\n");
    assert_eq!(warm.build("another basis"), 151);
    warm.text("tin-3.md").push_str("\nSau đó một câu.\n");
    assert_eq!(warm.build("a sentence on the other basis"), 1);
    for at in 0..20 {
        warm.text(&format!("tin-{}.md", at + 20)).push_str("\nSửa hàng loạt.\n");
    }
    assert_eq!(warm.build("too much at once"), 151);
}

#[test]
fn after_many_edits_the_whole_index_is_made_again() {
    let mut warm = Warm::new(40, 1);
    warm.build("first");
    let read: Vec<usize> = (0..17)
        .map(|at| {
            warm.text(&format!("tin-{at}.md")).push_str("\nSửa một câu.\n");
            warm.build("an edit")
        })
        .collect();
    assert_eq!(read[..16], [1; 16]);
    assert_eq!(read[16], 41);
}

#[test]
fn what_is_damaged_gone_or_touched_is_made_again() {
    let mut warm = Warm::new(60, 2);
    warm.build("first");
    for (at, damage) in [
        (|bytes: &mut Vec<u8>| bytes.iter_mut().for_each(|byte| *byte ^= 1)) as fn(&mut Vec<u8>),
        |bytes| bytes.truncate(bytes.len() / 2),
        |bytes| bytes.clear(),
    ]
    .into_iter()
    .enumerate()
    {
        warm.damage(damage);
        warm.text("tin-7.md").push_str(&format!("\nLần thứ {at}.\n"));
        assert_eq!(warm.build("damaged"), 61);
    }
    let postings = warm.root.path().join(".bantin/cache/search-postings");
    let mut bytes = fs::read(&postings).unwrap();
    bytes.iter_mut().for_each(|byte| *byte ^= 1);
    fs::write(&postings, bytes).unwrap();
    warm.text("tin-8.md").push_str("\nChỉ phần để riêng bị hỏng.\n");
    assert_eq!(warm.build("only postings damaged"), 1 + 61);
    for nth in 0..12 {
        warm.text("tin-8.md").push_str("\nThêm.\n");
        let count = warm.published.last.len();
        warm.published.last.values_mut().nth(nth * count / 12).unwrap().push(b' ');
        warm.build("a published file was touched");
    }
    let last = std::mem::take(&mut warm.published.last);
    assert_eq!(warm.build("no published file is there"), 61);
    assert_eq!(warm.published.last.len(), last.len());
}

/// Two segments, lists that are cut, and blocks.
#[test]
fn long_lists_and_what_is_recent_are_brought_up_to_date() {
    let size = 2_200;
    let mut warm = Warm::new(size, 1);
    warm.build("first");
    for at in [3, 1_000, 2_190, 2_199] {
        warm.text(&format!("/tin-{at}.md")).push_str("\nCán bộ và nhân dân các xã của huyện, vvxq.\n");
        assert_eq!(warm.build("one edit"), 1);
    }
    for at in [3, 2_199] {
        let text = warm.text(&format!("/tin-{at}.md"));
        text.truncate(text.find("\nCán bộ và").unwrap());
        assert_eq!(warm.build("back again"), 1);
    }
}

/// Pairs by chance are left out, and come in when a third text has them.
#[test]
#[ignore = "takes a minute; tests/run runs it"]
fn pairs_that_become_common_come_in_and_go_again() {
    let mut warm = Warm::new(5_100, 1);
    warm.build("first");
    for at in [10, 2_000, 4_000, 5_090, 5_095] {
        warm.text(&format!("/tin-{at}.md")).push_str("\nvvxq zzyx qqxv và cán bộ.\n");
        assert_eq!(warm.build("one more"), 1);
    }
    for at in [10, 2_000, 5_090] {
        let text = warm.text(&format!("/tin-{at}.md"));
        text.truncate(text.find("\nvvxq").unwrap());
        assert_eq!(warm.build("one less"), 1);
    }
}
