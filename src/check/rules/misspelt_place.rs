//! `misspelt-place`: a name that no place bears, and that is nearly the name of one the bulletin speaks of.

use std::ops::Range;

use super::ProseRule;
use crate::check::person::{has_title, is_one_of, word_before};
use crate::check::place::{Places, Surroundings};
use crate::check::prose::Prose;
use crate::check::words::Words;
use crate::diagnostic::{Diagnostic, Diagnostics, text};
use crate::gazetteer::{Mention, UnitKind};
use crate::model::{Bulletin, LocalityId};
use crate::source::Span;
use crate::vietnamese::{Misspelling, misspelling};

pub(super) const RULE: ProseRule = ProseRule { name: "misspelt-place", look };

/// Words before a name that make it the name of something else than a unit: a village, a street, a river, a
/// school. `ảnh` and `bài` stand before the names of those who made them.
const OF_OTHERS: &str = "\
    ảnh ấp bài bản bon buôn cầu chợ chùa đảo đền đèo đình đội đường hồ khóm làng ngõ núi phố phum \
    sóc sông suối thôn tổ trường tuyến vịnh xóm";

/// Words before a name that make it the name of a place.
const BEFORE_PLACES: &str = "an bàn dân đến hđnd khắp ở tại tới từ ubnd về";

fn look(prose: &Prose<'_>, found: &mut Diagnostics) {
    if !prose.is_vietnamese() {
        return;
    }
    let Some(bulletin) = prose.bulletin else { return };
    let reader = Reader { prose, bulletin };
    for words in prose.own_words() {
        reader.read(words, found);
    }
}

/// Reads the names in one bulletin.
struct Reader<'p, 'a> {
    prose: &'p Prose<'a>,
    bulletin: &'a Bulletin,
}

/// A miswritten name: where it stands, and the names that may be meant, never empty.
type Miswritten = (Range<usize>, Vec<String>);

impl<'a> Reader<'_, 'a> {
    fn places(&self) -> &'a Places<'a> {
        self.prose.shared.places
    }

    fn read(&self, words: &Words, found: &mut Diagnostics) {
        let text = words.text();
        for mention in words.mentions() {
            let miswritten = match mention.kind {
                Some(kind) => self.behind_kind(text, mention, kind),
                None => self.alone(text, mention),
            };
            if let Some((name, meant)) = miswritten
                && !words.is_quoted(name.start)
                && let Some(span) = words.passage.span_of(name.clone())
            {
                found.push(question(&text[name], &span, &meant));
            }
        }
    }

    fn surroundings(&self) -> &Surroundings<'a> {
        self.prose.surroundings(self.bulletin)
    }

    /// A name behind the word for its kind: it is known, or near to one that is, or of no concern.
    fn behind_kind(&self, text: &str, mention: &Mention, kind: UnitKind) -> Option<Miswritten> {
        let mut names = mention.longer.clone().into_iter().chain(heads(text, &mention.name));
        if names.clone().any(|name| self.places().bearers(&text[name]).is_any) {
            return None;
        }
        names.find_map(|name| {
            let meant = self.surroundings().meant_by(&text[name.clone()], kind);
            (!meant.is_empty()).then(|| (name, meant.into_iter().map(str::to_owned).collect()))
        })
    }

    /// A name that says no kind: only one of the bulletin's own places can be told, and seldom.
    fn alone(&self, text: &str, mention: &Mention) -> Option<Miswritten> {
        let name = without_preposition(text, mention.name.clone());
        let written = &text[name.clone()];
        if !written.contains(char::is_whitespace) {
            return None;
        }
        let bearers = self.places().bearers(written);
        if bearers.is_any {
            return None;
        }
        let slips = bearers.with_letters.iter().filter_map(|(of, right)| {
            let slip = misspelling(written, right)?;
            let told = slip == Misspelling::Placement || self.is_told(text, &name, *of);
            told.then_some((slip, of, right))
        });
        let (_, _, right) = slips.min()?;
        Some((name, vec![right.clone()]))
    }

    /// Whether a name with other marks than a place's is that place's name. A mark where none can stand makes
    /// no other name, but other marks may well make a person's: `Thanh Hoa` is a singer as often as a province.
    fn is_told(&self, text: &str, name: &Range<usize>, of: LocalityId) -> bool {
        if has_title(text, name) || text[..name.start].trim_end().ends_with([':', '(', '/', '-', '–']) {
            return false;
        }
        match word_before(text, name.start) {
            Some(word) if is_one_of(word, OF_OTHERS) => false,
            Some(word) if is_one_of(word, BEFORE_PLACES) => self.surroundings().has_own(of),
            _ => self.bulletin.localities.contains(&of),
        }
    }
}

/// A name without the preposition that a sentence begins with: `Ở Cửa Lò`.
fn without_preposition(text: &str, name: Range<usize>) -> Range<usize> {
    match text[name.clone()].split_once(char::is_whitespace) {
        Some((first, rest)) if is_one_of(first, BEFORE_PLACES) => {
            name.end - rest.trim_start().len()..name.end
        }
        _ => name,
    }
}

/// The run of syllables, and what it begins with where the rest may be the name of a person: `Chủ tịch UBND huyện
/// Tủa Chùa Lò Văn Mừng`.
fn heads(text: &str, name: &Range<usize>) -> impl Iterator<Item = Range<usize>> + Clone {
    let (start, syllables) = (name.start, &text[name.clone()]);
    let ends = syllables.rmatch_indices(char::is_whitespace).map(|(at, _)| at);
    // Two syllables on either side: one alone is no name of a person, and says too little of a place.
    let beginnings = ends.skip(1).filter(|end| syllables[..*end].contains(char::is_whitespace));
    std::iter::once(name.clone()).chain(beginnings.map(move |end| start..start + end))
}

fn question(written: &str, span: &Span, meant: &[String]) -> Diagnostic {
    let listed = |open: &str, close: &str, or: &str| {
        meant.iter().map(|name| format!("{open}{name}{close}")).collect::<Vec<_>>().join(or)
    };
    let (vi, en) = (listed("«", "»", " hay "), listed("“", "”", " or "));
    let written = written.split_whitespace().collect::<Vec<_>>().join(" ");
    Diagnostic::warning(RULE.name, span, text!(
        vi: "không thấy nơi nào tên là «{written}»: có phải {vi}?",
        en: "no place is known by the name “{written}”: did you mean {en}?",
    ))
    .help(text!(
        vi: "nếu tên viết thế là đúng, ghi vào đầu bài `accept: [{{rule: misspelt-place, reason: …}}]`",
        en: "if the name is right as it stands, put `accept: [{{rule: misspelt-place, reason: …}}]` into the front matter",
    ))
}
