//! `abolished-place`: a unit that had ceased by the bulletin's day, named as if it were still there.

use std::collections::BTreeSet;
use std::ops::Range;

use super::ProseRule;
use crate::check::place::{Former, Heirs, Places};
use crate::check::prose::Prose;
use crate::check::words::Words;
use crate::diagnostic::{Diagnostic, Diagnostics, Text, text};
use crate::gazetteer::Mention;
use crate::model::{Bulletin, Day, Passage, Period, Target};
use crate::vietnamese::{WrittenDate, dates_in, occurrences};

pub(super) const RULE: ProseRule = ProseRule { name: "abolished-place", look };

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

fn look(prose: &Prose<'_>, found: &mut Diagnostics) {
    let Some(bulletin) = prose.bulletin else { return };
    // A day that was only inferred can't be held against the text.
    if !prose.is_vietnamese() || bulletin.date.inferred.is_some() {
        return;
    }
    let day = bulletin.date.period().first_day();
    let reader = Reader { prose, bulletin, day };
    let named: Vec<Named<'_>> = prose.own_words().flat_map(|words| reader.read(words)).collect();
    for one in questionable(&named, prose) {
        if let Some(question) = reader.question(one) {
            found.push(question);
        }
    }
}

/// Reads the names in one bulletin.
struct Reader<'p, 'a> {
    prose: &'p Prose<'a>,
    bulletin: &'a Bulletin,
    day: Day,
}

impl<'a> Reader<'_, 'a> {
    fn places(&self) -> &'a Places<'a> {
        self.prose.shared.places
    }

    fn read<'w>(&self, words: &'w Words) -> impl Iterator<Item = Named<'w>> {
        let named = words.mentions().iter().filter_map(|mention| self.former(&words.passage, mention));
        named.filter(|named| !words.is_quoted(named.range.start))
    }

    fn former<'w>(&self, passage: &'w Passage, mention: &Mention) -> Option<Named<'w>> {
        let kind = mention.kind?;
        // A number behind a name may be part of it: `phường 1 Bảo Lộc`, `xã Tân Lập 1`.
        let name = mention.longer.as_ref().unwrap_or(&mention.name);
        let near = || self.prose.surroundings(self.bulletin);
        let unit = self.places().former(kind, &passage.text[name.clone()], self.day, near)?;
        Some(Named { unit, passage, range: mention.whole.start..name.end })
    }

    fn question(&self, named: &Named<'_>) -> Option<Diagnostic> {
        let (name, until) = (&named.unit.name, named.unit.until);
        let until_vi = Period::Day(until).in_vietnamese();
        let span = named.passage.span_of(named.range.clone())?;
        let message = text!(
            vi: "sau ngày {until_vi} không còn «{name}»: có phải bài nói về nơi ấy trước đây?",
            en: "after {until} there is no “{name}”: does the text mean the place as it was?",
        );
        let heirs = self.places().heirs(&named.unit, self.day);
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
        Some(1) => Some(text!(
            vi: "nếu nói về hôm nay, nơi ấy là {names} và 1 đơn vị khác{act}",
            en: "if it means today, the place is {names} and one other{act}",
        )),
        Some(more) => Some(text!(
            vi: "nếu nói về hôm nay, nơi ấy là {names} và {more} đơn vị khác{act}",
            en: "if it means today, the place is {names} and {more} others{act}",
        )),
    }
}
