//! `mixed-tone-marks`: one text writes both `hòa` and `hoà`, both of which are right.

use std::ops::Range;

use super::ProseRule;
use crate::check::person::is_person;
use crate::check::prose::Prose;
use crate::check::words::Words;
use crate::diagnostic::{Diagnostic, Diagnostics, text};
use crate::model::Passage;
use crate::source::Span;
use crate::vietnamese::{ToneStyle, in_style, styled_syllables};

pub(super) const RULE: ProseRule = ProseRule { name: "mixed-tone-marks", look };

fn look(prose: &Prose<'_>, found: &mut Diagnostics) {
    if !prose.is_vietnamese() {
        return;
    }
    let mut uses = [Use::of(ToneStyle::Old), Use::of(ToneStyle::New)];
    for words in prose.own_words() {
        for (style, word) in styled_words(words) {
            uses[usize::from(style == ToneStyle::New)].take(&words.passage, word);
        }
    }
    let [old, new] = uses;
    // Official names mostly have the old style: what is equally frequent should become like them.
    let (few, many) = if old.count < new.count { (old, new) } else { (new, old) };
    if let Some(mixed) = mixed(&few, &many) {
        found.push(mixed);
    }
}

/// How often a text uses a style, and where first.
struct Use {
    style: ToneStyle,
    count: usize,
    first: Option<(String, Span)>,
}

impl Use {
    fn of(style: ToneStyle) -> Self {
        Self { style, count: 0, first: None }
    }

    fn take(&mut self, passage: &Passage, word: Range<usize>) {
        self.count += 1;
        if self.first.is_none() {
            let span = passage.span_of(word.clone());
            self.first = span.map(|span| (passage.text[word].to_owned(), span));
        }
    }
}

/// The words of a text in which the styles differ, without what is quoted and the names of persons, which are
/// written as their bearers write them.
fn styled_words(words: &Words) -> impl Iterator<Item = (ToneStyle, Range<usize>)> {
    styled_syllables(words.text())
        .filter(|(_, word)| !words.is_quoted(word.start) && !is_of_person(words, word.start))
}

/// Whether a byte stands in the name of a person. Names come in their order, each behind the one before.
fn is_of_person(words: &Words, at: usize) -> bool {
    let mentions = words.mentions();
    let next = mentions.partition_point(|mention| mention.name.end <= at);
    let named = mentions.get(next).filter(|mention| mention.name.contains(&at));
    named.is_some_and(|mention| is_person(words.text(), mention))
}

fn mixed(few: &Use, many: &Use) -> Option<Diagnostic> {
    let ((few_word, few_span), (many_word, many_span)) = (few.first.as_ref()?, many.first.as_ref()?);
    let (few_count, many_count) = (few.count, many.count);
    let better = in_style(few_word, many.style);
    let plural = |count: usize| if count == 1 { "word" } else { "words" };
    let (few_words, many_words) = (plural(few_count), plural(many_count));
    let message = text!(
        vi: "bài này đặt dấu thanh theo hai kiểu: «{few_word}» ({few_count} chữ) và «{many_word}» ({many_count} chữ)",
        en: "this text places tone marks in two ways: “{few_word}” ({few_count} {few_words}) and “{many_word}” ({many_count} {many_words})",
    );
    Some(
        Diagnostic::warning(RULE.name, few_span, message)
            .label(many_span, text!(vi: "kiểu kia, lần đầu ở đây", en: "the other way, first here"))
            .help(text!(
                vi: "cả hai kiểu đều đúng; để cả bài một kiểu, viết theo kiểu «{better}»",
                en: "both are right; to keep to one throughout, write as in “{better}”",
            )),
    )
}
