//! `abolished-place`: a unit that had ceased by the bulletin's day, named as if it were still there.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;

use super::{Look, ProseRule};
use crate::check::Context;
use crate::check::front_words::front_words;
use crate::check::place::{Former, Heirs, Places, Surroundings};
use crate::check::prose::Prose;
use crate::diagnostic::{Diagnostic, Diagnostics, Text, text};
use crate::gazetteer::{Mention, mentions_in};
use crate::model::{Bulletin, Day, Passage, Period, Target};
use crate::vietnamese::{WrittenDate, dates_in, is_quoted, occurrences};

pub(super) const RULE: ProseRule = ProseRule { name: "abolished-place", prepare };

/// Words of a sentence that speaks of a place as one that was.
const OF_THE_PAST: [&str; 35] = [
    "cũ",
    "cựu",
    "xưa",
    "nguyên là",
    "nguyên bí thư",
    "nguyên chủ tịch",
    "nguyên phó",
    "nguyên trưởng",
    "nay là",
    "nay thuộc",
    "nay được",
    "nay đổi",
    "nay không còn",
    "trước đây",
    "trước kia",
    "trước khi",
    "trước thời điểm",
    "hồi đó",
    "khi ấy",
    "khi đó",
    "lúc ấy",
    "lúc đó",
    "bấy giờ",
    "sáp nhập",
    "sắp xếp",
    "hợp nhất",
    "nhập vào",
    "chia tách",
    "giải thể",
    "chấm dứt",
    "kết thúc hoạt động",
    "đổi tên",
    "đổi thành",
    "trên cơ sở",
    "tiền thân",
];

/// Names of new places that a message lists at most.
const LISTED: usize = 4;

fn prepare<'a>(context: &Context<'a>) -> Look<'a> {
    let context = *context;
    let places = Places::of(context.site);
    Box::new(move |prose, found| look(&context, &places, prose, found))
}

fn look(context: &Context<'_>, places: &Places<'_>, prose: &Prose<'_>, found: &mut Diagnostics) {
    let Some(bulletin) = prose.bulletin.map(|id| context.site.bulletin(id)) else { return };
    // A day that was only inferred can't be held against the text.
    if !prose.is_vietnamese() || bulletin.date.inferred.is_some() {
        return;
    }
    let reader =
        Reader { places, bulletin, day: bulletin.date.period().first_day(), surroundings: OnceCell::new() };
    let front = front_words(context, prose);
    let passages = front.iter().chain(&prose.passages).filter(|passage| !passage.quoted);
    let named: Vec<Named<'_>> = passages.flat_map(|passage| reader.read(passage)).collect();
    for one in questionable(&named, prose) {
        if let Some(question) = reader.question(one) {
            found.push(question);
        }
    }
}

/// Reads the names in one bulletin.
struct Reader<'a> {
    places: &'a Places<'a>,
    bulletin: &'a Bulletin,
    day: Day,
    surroundings: OnceCell<Surroundings<'a>>,
}

impl Reader<'_> {
    fn read<'p>(&self, passage: &'p Passage) -> Vec<Named<'p>> {
        let named =
            mentions_in(&passage.text).into_iter().filter_map(|mention| self.former(passage, mention));
        named.filter(|named| !is_quoted(&passage.text, named.range.start)).collect()
    }

    fn former<'p>(&self, passage: &'p Passage, mention: Mention) -> Option<Named<'p>> {
        let kind = mention.kind?;
        // A number behind a name may be part of it: `phường 1 Bảo Lộc`, `xã Tân Lập 1`.
        let name = mention.longer.unwrap_or(mention.name);
        let near = || self.surroundings.get_or_init(|| Surroundings::of(self.places, self.bulletin));
        let unit = self.places.former(kind, &passage.text[name.clone()], self.day, near)?;
        Some(Named { unit, passage, range: mention.whole.start..name.end })
    }

    fn question(&self, named: &Named<'_>) -> Option<Diagnostic> {
        let (name, until) = (&named.unit.name, named.unit.until);
        let span = named.passage.span_of(named.range.clone())?;
        let message = text!(
            vi: "sau ngày {until} không còn «{name}»: có phải bài nói về nơi ấy trước đây?",
            en: "after {until} there is no “{name}”: does the text mean the place as it was?",
        );
        let heirs = self.places.heirs(&named.unit, self.day);
        Some(Diagnostic::warning(RULE.name, &span, message).help_if(now(&heirs)).help(text!(
            vi: "nếu nói về trước đây, viết «{name} (cũ)» hoặc «trước đây là {name}», hoặc dẫn tới trang của nơi ấy bằng locality:…",
            en: "if it means the past, write “{name} (cũ)” or “trước đây là {name}”, or link to the page of that place by locality:…",
        )))
    }
}

/// A mention of a unit that is no more.
struct Named<'a> {
    unit: Former,
    passage: &'a Passage,
    range: Range<usize>,
}

/// The first mention of each unit that no mention explains, and that is not of its own time.
fn questionable<'n, 'a>(named: &'n [Named<'a>], prose: &Prose<'_>) -> Vec<&'n Named<'a>> {
    let mut settled: BTreeSet<&str> = BTreeSet::new();
    for one in named {
        let sentence = sentence_around(&one.passage.text, &one.range);
        if is_of_the_past(sentence) || is_linked(one, prose) {
            settled.insert(&one.unit.name);
        }
    }
    let mut asked = Vec::new();
    for one in named {
        let sentence = sentence_around(&one.passage.text, &one.range);
        if !settled.contains(one.unit.name.as_str()) && !has_date_until(sentence, one.unit.until) {
            settled.insert(&one.unit.name);
            asked.push(one);
        }
    }
    asked
}

/// Whether a link of the text leads to the unit, where readers learn what became of it.
fn is_linked(named: &Named<'_>, prose: &Prose<'_>) -> bool {
    let place = named.unit.place;
    place.is_some_and(|place| prose.references.iter().any(|one| one.target == Some(Target::Locality(place))))
}

/// The sentence that a name stands in; a full stop with no space behind it is in a number or an abbreviation.
fn sentence_around<'t>(text: &'t str, range: &Range<usize>) -> &'t str {
    let ends: Vec<usize> = text
        .match_indices(['.', '?', '!', ';'])
        .map(|(at, _)| at + 1)
        .filter(|end| text[*end..].starts_with(char::is_whitespace))
        .collect();
    let start = ends.iter().rev().find(|end| **end <= range.start).copied().unwrap_or(0);
    let end = ends.iter().find(|end| **end >= range.end).copied().unwrap_or(text.len());
    &text[start..end]
}

fn is_of_the_past(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    OF_THE_PAST.iter().any(|words| !occurrences(&lower, words).is_empty())
}

/// Whether a sentence names a time of the unit's, or the day after: what it says is of that time, or of the change.
fn has_date_until(sentence: &str, until: Day) -> bool {
    let change = until.succ_opt().unwrap_or(until);
    dates_in(sentence).into_iter().filter_map(|(_, date)| reaches_to(date)).any(|day| day <= change)
}

/// The first day of a written date, but the last of a single year, since the unit may have ceased in its course;
/// `None` where no year is written.
fn reaches_to(date: WrittenDate) -> Option<Day> {
    let period = match date {
        WrittenDate::Day { year, month, day } | WrittenDate::Days { first: (year, month, day), .. } => {
            return Day::from_ymd_opt(year, month, day);
        }
        WrittenDate::Month { year, month } | WrittenDate::Months { first: (year, month), .. } => {
            Period::Month(year, month)
        }
        WrittenDate::Quarter { year, quarter } => Period::Quarter(year, quarter),
        WrittenDate::Year { year } => return Some(Period::Year(year).last_day()),
        WrittenDate::Years { first, .. } => Period::Year(first),
        WrittenDate::DayMonth { .. } | WrittenDate::DayMonths { .. } => return None,
    };
    Some(period.first_day())
}

/// What is there now, in words.
fn now(heirs: &Heirs) -> Option<Text> {
    let names = heirs.names.get(..heirs.names.len().min(LISTED))?.join(", ");
    let act = heirs.act.as_ref().map(|act| format!(" ({act})")).unwrap_or_default();
    match heirs.names.len().checked_sub(LISTED) {
        _ if heirs.names.is_empty() => None,
        None | Some(0) => Some(
            text!(vi: "nếu nói về hôm nay, nơi ấy là {names}{act}", en: "if it means today, the place is {names}{act}"),
        ),
        Some(more) => Some(text!(
            vi: "nếu nói về hôm nay, nơi ấy là {names} và {more} đơn vị khác{act}",
            en: "if it means today, the place is {names} and {more} others{act}",
        )),
    }
}
