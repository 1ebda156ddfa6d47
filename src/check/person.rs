//! Tells the name of a person from that of a place, as far as the words around it can.
//!
//! What it does not recognise may still be a person.

use std::ops::Range;

use crate::gazetteer::Mention;
use crate::vietnamese::letter::{is_alphanumeric, is_same_word};

/// The family names that nearly everybody in Viet Nam bears.
const FAMILY_NAMES: &str = "\
    Bùi Cao Dương Đặng Đinh Đoàn Đỗ Hà Hoàng Hồ Huỳnh Lê Lò Lương Lý Mai Ngô Nguyễn Phạm Phan Tạ Tô \
    Tống Trần Triệu Trịnh Trương Võ Vũ Vương";

/// Words that stand before the name of a person: how one is addressed, and the last syllable of what one does
/// (`đồng chí`, `bác sĩ`, `tác giả`, `nhà báo`, `phóng viên`).
const TITLES: &str = "anh bà bác báo bạn cháu chí chị chú cô cụ em giả mẹ ông sĩ sỹ thầy viên già";

/// Whether a name that says no kind of unit is a person's: it begins with a title or a family name, or there is
/// a title before it.
pub(super) fn is_person(text: &str, mention: &Mention) -> bool {
    if mention.kind.is_some() {
        return false;
    }
    let mut syllables = text[mention.name.clone()].split_whitespace();
    let first = syllables.next().unwrap_or_default();
    let named = FAMILY_NAMES.split(' ').any(|name| name == first) || is_one_of(first, TITLES);
    named && syllables.next().is_some() || has_title(text, &mention.name)
}

/// Whether a title stands directly before a name.
pub(super) fn has_title(text: &str, name: &Range<usize>) -> bool {
    word_before(text, name.start).is_some_and(|word| is_one_of(word, TITLES))
}

/// The word that ends before a place in a text, with white space alone between.
pub(super) fn word_before(text: &str, at: usize) -> Option<&str> {
    let rest = text[..at].trim_end();
    let word = rest.rsplit(|letter: char| !is_alphanumeric(letter)).next()?;
    (!word.is_empty()).then_some(word)
}

/// Whether a word, in any case, is one of several in lower case, with spaces between them.
pub(super) fn is_one_of(word: &str, words: &str) -> bool {
    words.split(' ').any(|one| is_same_word(word, one))
}
