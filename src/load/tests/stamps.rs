use std::fs::File;
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use super::super::reading::tells;
use super::*;

const TEXT: &str = "content/bulletins/a.md";

/// Changes the file of a path, perhaps by means of another.
type Change = fn(&Path, &Path);

/// The site of one text, whose file is somewhere.
fn desk() -> (TempDir, PathBuf) {
    let root = site(&[(TEXT, b"one")]);
    let path = root.path().join(TEXT);
    (root, path)
}

/// Loads with files known by their times as soon as they are written, and texts by these stamps.
fn load_known(root: &Path, known: &[(Digest, Digest)]) -> Loaded {
    let find = |stamp| known.iter().find(|(other, _)| *other == stamp).map(|(_, text)| *text);
    let long_after = SystemTime::UNIX_EPOCH + Duration::from_secs(1 << 33);
    super::super::load(root, &Reading { budget: 100, settled: Some(long_after), known: Some(&find) }).unwrap()
}

fn kept(loaded: &Loaded, path: &str) -> usize {
    loaded.sources.get(loaded.sources.find(path).unwrap()).kept_bytes()
}

/// Reads every text, and says what to know them by the next time.
fn stamps(loaded: &Loaded) -> Vec<(Digest, Digest)> {
    assert!(loaded.sources.iter().all(|(file, _)| loaded.sources.digest(file).is_ok()));
    loaded.sources.stamps().collect()
}

/// As long as the disk's clock ticks, so that a change does not fall into the same step.
fn tick() {
    thread::sleep(Duration::from_millis(50));
}

fn set_modified(path: &Path, time: SystemTime) {
    File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
}

#[test]
fn a_file_that_was_touched_has_another_stamp_whatever_time_it_claims() {
    let root = site(&[("content/files/a.pdf", b"one")]);
    let path = root.path().join("content/files/a.pdf");
    let stamp = |settled: Option<SystemTime>| {
        let reading = Reading { settled, ..Reading::all(0) };
        super::super::load(root.path(), &reading).unwrap().disk.stamp("content/files/a.pdf")
    };
    let written = fs::metadata(&path).unwrap().modified().unwrap();
    let hour = Duration::from_secs(3600);
    let (before, after) = (written - hour, written + hour);
    let first = stamp(Some(after));
    assert!(first.is_some());
    assert_eq!(stamp(Some(after)), first);
    tick();
    fs::write(&path, "two").unwrap();
    set_modified(&path, written);
    assert_ne!(stamp(Some(after)), first);
    assert_eq!(stamp(Some(before)), None);
    assert_eq!(stamp(None), None);
}

#[test]
fn a_text_whose_file_nobody_touched_is_known_and_read_when_it_is_needed() {
    let (root, _) = desk();
    let first = load_known(root.path(), &[]);
    let noted = stamps(&first);
    assert_eq!((kept(&first, TEXT), noted.len()), (3, 2));
    let second = load_known(root.path(), &noted);
    assert_eq!(stamps(&second), noted);
    assert_eq!((kept(&second, TEXT), kept(&second, "content/site.yaml")), (0, 0));
    assert_eq!(text(&second, TEXT), "one");
    assert_eq!(kept(&second, TEXT), 3, "what was read is kept, where there is room");
}

#[test]
fn a_text_that_is_not_what_it_was_known_to_be_is_not_believed() {
    let (root, _) = desk();
    let mut stamps = stamps(&load_known(root.path(), &[]));
    stamps.iter_mut().for_each(|(_, text)| *text = Digest::of(b"another"));
    let loaded = load_known(root.path(), &stamps);
    let unread = loaded.sources.text(loaded.sources.find(TEXT).unwrap()).unwrap_err();
    assert!(unread.downcast::<Unread>().unwrap().cause.is_none());
}

#[test]
fn a_text_that_changed_is_read_whatever_its_file_pretends() {
    let rewritten: Change = |path, _| fs::write(path, "two").unwrap();
    let replaced: Change = |path, other| fs::rename(other, path).unwrap();
    for change in [rewritten, replaced] {
        let (root, path) = desk();
        let other = root.path().join("other");
        fs::write(&other, "two").unwrap();
        let stamps = stamps(&load_known(root.path(), &[]));
        let written = fs::metadata(&path).unwrap().modified().unwrap();
        tick();
        change(&path, &other);
        set_modified(&path, written);
        assert_eq!(text(&load_known(root.path(), &stamps), TEXT), "two");
    }
}

#[test]
fn of_two_texts_that_change_places_each_is_read() {
    let root = site(&[(TEXT, b"one"), ("content/bulletins/b.md", b"two")]);
    let stamps = stamps(&load_known(root.path(), &[]));
    let at = |name: &str| root.path().join("content/bulletins").join(name);
    for (from, to) in [("a.md", "c.md"), ("b.md", "a.md"), ("c.md", "b.md")] {
        fs::rename(at(from), at(to)).unwrap();
    }
    let loaded = load_known(root.path(), &stamps);
    assert_eq!(loaded.sources.unknown().count(), 2);
    assert_eq!([text(&loaded, TEXT), text(&loaded, "content/bulletins/b.md")], ["two", "one"]);
}

#[test]
fn a_text_in_another_encoding_is_looked_at_each_time() {
    let root = site(&[(TEXT, b"b\xE9")]);
    let stamps = stamps(&load_known(root.path(), &[]));
    assert_eq!(stamps.len(), 1);
    let loaded = load_known(root.path(), &stamps);
    let file = loaded.sources.find(TEXT).unwrap();
    assert!(loaded.sources.get(file).fault().is_none(), "nothing is known of it");
    loaded.sources.text(file).unwrap();
    assert!(loaded.sources.get(file).fault().is_some());
}

#[test]
fn times_tell_only_where_they_are_past_and_the_disks_own() {
    let settled = 1_700_000_000;
    let past = 1_600_000_000;
    assert!(tells(past, (past, 1), settled));
    assert!(!tells(past, (past, 0), settled), "made up, or counted in whole seconds");
    for recent in [1_700_000_000, 1_800_000_000, i64::MAX, -1] {
        assert!(!tells(recent, (past, 1), settled) && !tells(past, (recent, 1), settled), "{recent}");
    }
}
