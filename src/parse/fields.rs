//! Takes the fields of a YAML mapping one by one, and reports what is missing, misspelt or of the wrong kind.
//!
//! Knows no field by name: what a bulletin or a locality has is said where those are read.

use std::borrow::Cow;
use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::date::{WrittenDate, parse_date, without_year};
use super::words::{Word, invalid_word, key_in_vietnamese, place_of_text};
use super::yaml::{Entry, Node, NodeKind};

use crate::diagnostic::{Diagnostic, Diagnostics, Text, nearest, text};
use crate::source::{Span, Spanned, without_controls};
use crate::vietnamese::{is_slug, slugify};

/// How many digits a number may have: more would be rounded in silence.
const MOST_DIGITS: usize = 28;
/// What is asked for of a figure, which there are most of.
const ASKED_FOR: usize = 20;

/// The fields of one mapping, while they are being taken.
pub(super) struct Fields<'n, 'd> {
    /// Where problems go.
    pub out: &'d mut Diagnostics,
    /// Where the mapping stands.
    pub span: Span,
    /// Whether it is a row of a table, in which keys are columns.
    pub in_table: bool,
    entries: Vec<(&'n Entry, bool)>,
    /// What was asked for, in that order; twice where it was asked for twice.
    known: Vec<&'static str>,
}

impl<'n, 'd> Fields<'n, 'd> {
    /// Opens a mapping; anything else is reported, with a sample of what belongs there.
    pub fn open(node: &'n Node, sample: &str, out: &'d mut Diagnostics) -> Option<Self> {
        let NodeKind::Mapping(entries) = &node.kind else {
            let Text { vi, en } = kind_of(node);
            out.push(
                Diagnostic::error(
                    "wrong-type",
                    &node.span,
                    text!(
                        vi: "ở đây cần các cặp `khóa: giá trị`, không phải {vi}",
                        en: "this must be pairs of `key: value`, not {en}",
                    ),
                )
                .help(text!(vi: "viết theo mẫu:\n{sample}", en: "write it like this:\n{sample}")),
            );
            return None;
        };
        let entries = entries.iter().map(|entry| (entry, false)).collect();
        Some(Self {
            out,
            span: node.span.clone(),
            in_table: false,
            entries,
            known: Vec::with_capacity(ASKED_FOR),
        })
    }

    /// The value of a key; `None` where the key is absent or has nothing behind it.
    pub fn take(&mut self, key: &'static str) -> Option<&'n Node> {
        self.known.push(key);
        let (entry, used) = self.entries.iter_mut().find(|(entry, _)| entry.key.value == key)?;
        *used = true;
        let entry: &'n Entry = entry;
        (!matches!(entry.value.kind, NodeKind::Null)).then_some(&entry.value)
    }

    /// Where a key was written, for messages about its value as a whole.
    pub fn key_span(&self, key: &str) -> Span {
        let found = self.entries.iter().find(|(entry, _)| entry.key.value == key);
        found.map_or_else(|| self.top(), |(entry, _)| entry.key.span.clone())
    }

    /// The first key: where what is missing would have stood.
    fn top(&self) -> Span {
        self.entries.first().map_or_else(|| self.span.clone(), |(entry, _)| entry.key.span.clone())
    }

    /// Reports a missing field, with an example of what to write: at its key, where that stands with nothing
    /// behind it.
    pub fn missing(&mut self, key: &'static str, example: &str) {
        self.missing_or(key, example, Vec::new());
    }

    /// As [`Self::missing`], with what may be written in place of it.
    pub fn missing_or(&mut self, key: &'static str, example: &str, instead: Vec<Text>) {
        let span = self.key_span(key);
        let stands = self.entries.iter().any(|(entry, _)| entry.key.value == key);
        let help = match stands {
            _ if self.in_table => text!(
                vi: "điền cột `{key}`, ví dụ `{example}`",
                en: "fill the column `{key}`, for example with `{example}`",
            ),
            true => text!(vi: "viết `{key}: {example}`", en: "write `{key}: {example}`"),
            false => text!(vi: "thêm dòng `{key}: {example}`", en: "add the line `{key}: {example}`"),
        };
        let missing =
            Diagnostic::error("missing-field", &span, text!(vi: "thiếu «{key}»", en: "“{key}” is missing"))
                .help(help);
        self.out.push(instead.into_iter().fold(missing, Diagnostic::help));
    }

    /// A text in one piece, trimmed; never empty.
    pub fn text(&mut self, key: &'static str) -> Option<Spanned<String>> {
        let node = self.take(key)?;
        let text = text_of(node, self.out)?;
        (!text.value.is_empty()).then_some(text)
    }

    /// As [`Self::text`], where the place does not matter.
    pub fn string(&mut self, key: &'static str) -> Option<String> {
        self.text(key).map(|text| text.value)
    }

    /// A text that must be there.
    pub fn required(&mut self, key: &'static str, example: &str) -> Option<Spanned<String>> {
        let present = self.take(key).is_some();
        let text = self.text(key);
        if text.is_none() && !self.has_value_of_wrong_kind(key, present) {
            self.missing(key, example);
        }
        text
    }

    fn has_value_of_wrong_kind(&self, key: &str, present: bool) -> bool {
        present
            && self.entries.iter().any(|(entry, _)| {
                entry.key.value == key
                    && matches!(entry.value.kind, NodeKind::Sequence(_) | NodeKind::Mapping(_))
            })
    }

    /// A list of texts; one text alone counts as a list of one.
    pub fn texts(&mut self, key: &'static str) -> Vec<Spanned<String>> {
        let Some(node) = self.take(key) else { return Vec::new() };
        match &node.kind {
            NodeKind::Sequence(items) => items.iter().filter_map(|item| text_of(item, self.out)).collect(),
            _ => text_of(node, self.out).into_iter().collect(),
        }
    }

    /// The items of a list.
    pub fn list(&mut self, key: &'static str) -> &'n [Node] {
        let Some(node) = self.take(key) else { return &[] };
        items_of(node, self.out)
    }

    /// An id: lower-case ASCII letters, digits and hyphens.
    pub fn slug(&mut self, key: &'static str, example: &str) -> Option<Spanned<String>> {
        let slug = self.required(key, example)?;
        check_slug(slug, self.out)
    }

    /// Yes or no.
    pub fn flag(&mut self, key: &'static str) -> Option<bool> {
        let node = self.take(key)?;
        if let NodeKind::Bool(yes) = node.kind {
            return Some(yes);
        }
        self.out.push(
            Diagnostic::error("wrong-type", &node.span, text!(
                vi: "«{key}» chỉ nhận `true` (có) hoặc `false` (không)",
                en: "“{key}” takes `true` or `false` only",
            ))
            .help(text!(vi: "viết `{key}: true` hoặc `{key}: false`", en: "write `{key}: true` or `{key}: false`")),
        );
        None
    }

    /// An exact decimal, as written.
    pub fn decimal(&mut self, key: &'static str) -> Option<Spanned<Decimal>> {
        let node = self.take(key)?;
        decimal_of(node, self.out)
    }

    /// A whole number from 0 up.
    pub fn count(&mut self, key: &'static str) -> Option<Spanned<u64>> {
        let number = self.decimal(key)?;
        // `12.000` is the running text's way of writing 12000, and no twelve.
        let whole = u64::try_from(number.value).ok().filter(|_| number.value.scale() == 0);
        if whole.is_none() {
            let written = number.value;
            let example = without_grouping(written).unwrap_or_else(|| "12".to_owned());
            self.out.push(
                Diagnostic::error("invalid-number", &number.span, text!(
                    vi: "«{key}» phải là số nguyên từ 0 trở lên, không phải {written}",
                    en: "“{key}” must be a whole number from 0 up, not {written}",
                ))
                .help(text!(vi: "viết số nguyên không có dấu chấm, ví dụ `{key}: {example}`", en: "write a whole number without a point, such as `{key}: {example}`")),
            );
        }
        Some(Spanned::new(whole?, number.span))
    }

    /// A date in one of the forms of the content format.
    pub fn date(&mut self, key: &'static str) -> Option<Spanned<WrittenDate>> {
        let written = self.text(key)?;
        // A source that gives no year: the format has two keys for that.
        if key == "date"
            && let Some(fault) = without_year(&written)
        {
            self.out.push(fault);
            return None;
        }
        parse_date(&written, self.out).map(|date| Spanned::new(date, written.span))
    }

    /// One of several words.
    pub fn word<T: Copy>(&mut self, key: &'static str, words: &[Word<T>]) -> Option<T> {
        let written = self.text(key)?;
        let found = words.iter().find(|one| one.word == written.value);
        if found.is_none() {
            self.out.push(invalid_word(key, &written, words.iter().map(|one| (one.word, one.meaning))));
        }
        found.map(|one| one.value)
    }

    /// Reports every key that was not asked for.
    pub fn finish(self) {
        if self.entries.iter().all(|(_, used)| *used) {
            return;
        }
        let mut seen = BTreeSet::new();
        let known: Vec<&str> = self.known.into_iter().filter(|key| seen.insert(*key)).collect();
        let before = std::iter::once(None).chain(self.entries.iter().map(|(entry, _)| Some(*entry)));
        for ((entry, _), before) in self.entries.iter().zip(before).filter(|((_, used), _)| !used) {
            let halved = before.and_then(|before| halved_number(before, entry));
            self.out.push(halved.unwrap_or_else(|| unknown_key(&entry.key, &known)));
        }
    }
}

/// `{value: 87,1}`: between braces a comma ends the value, and what stands behind it becomes a key.
fn halved_number(before: &Entry, entry: &Entry) -> Option<Diagnostic> {
    let NodeKind::Number(whole) = &before.value.kind else { return None };
    let digits = &entry.key.value;
    let adjoins = before.value.span.end + 1 == entry.key.span.start;
    let is_half = adjoins && digits.bytes().all(|byte| byte.is_ascii_digit());
    let span = Span { end: entry.key.span.end, ..before.value.span.clone() };
    is_half.then(|| not_a_number(&format!("{whole},{digits}"), &span))
}

/// A key, or a column of a table, that is none of those known.
pub(super) fn unknown_key(written: &Spanned<String>, known: &[&str]) -> Diagnostic {
    let key = &written.value;
    // What somebody calls it in Vietnamese is nearer to it than what has some of the same letters.
    let meant = key_in_vietnamese(key, known);
    let near = meant.or_else(|| nearest(key, known.iter().copied()));
    let help = match near.filter(|_| meant.is_some() || place_of_text(key, known).is_none()) {
        Some(near) if meant.is_some() => text!(vi: "viết `{near}:`", en: "write `{near}:`"),
        Some(near) => text!(vi: "có phải «{near}»?", en: "did you mean “{near}”?"),
        None => place_of_text(key, known).unwrap_or_else(|| {
            let known = known.join(", ");
            text!(vi: "các khóa dùng được ở đây: {known}", en: "the keys known here are: {known}")
        }),
    };
    let message = text!(vi: "không có khóa «{key}»", en: "there is no key “{key}”");
    Diagnostic::error("unknown-key", &written.span, message).help(help)
}

/// The items of a list node; anything else is reported.
pub(super) fn items_of<'n>(node: &'n Node, out: &mut Diagnostics) -> &'n [Node] {
    if let NodeKind::Sequence(items) = &node.kind {
        return items;
    }
    let Text { vi, en } = kind_of(node);
    out.push(
        Diagnostic::error(
            "wrong-type",
            &node.span,
            text!(
                vi: "ở đây cần một danh sách, không phải {vi}",
                en: "this must be a list, not {en}",
            ),
        )
        .help(text!(
            vi: "viết mỗi mục một dòng, bắt đầu bằng `- `, hoặc tất cả trong ngoặc vuông: `[a, b]`",
            en: "write each item on a line of its own that begins with `- `, or all in brackets: `[a, b]`",
        )),
    );
    &[]
}

/// The text of a scalar, trimmed; a list or mapping is reported.
pub(super) fn text_of(node: &Node, out: &mut Diagnostics) -> Option<Spanned<String>> {
    words_of(node, out).map(|words| Spanned::new(words.into_owned(), node.span.clone()))
}

fn words_of<'n>(node: &'n Node, out: &mut Diagnostics) -> Option<Cow<'n, str>> {
    match &node.kind {
        // A quoted text may spell out with escapes what the file itself could not hold.
        NodeKind::Text(text) | NodeKind::Number(text) => Some(without_controls(text.trim())),
        NodeKind::Bool(yes) => Some(Cow::Borrowed(if *yes { "true" } else { "false" })),
        NodeKind::Null => Some(Cow::Borrowed("")),
        NodeKind::Sequence(_) | NodeKind::Mapping(_) => {
            let Text { vi, en } = kind_of(node);
            out.push(
                Diagnostic::error(
                    "wrong-type",
                    &node.span,
                    text!(
                        vi: "ở đây cần một đoạn chữ, không phải {vi}",
                        en: "this must be a text, not {en}",
                    ),
                )
                .help(text!(
                    vi: "nếu chữ có dấu «:», «[» hay «{{», đặt cả đoạn trong ngoặc kép",
                    en: "if the text has a “:”, “[” or “{{” in it, put all of it in quotation marks",
                )),
            );
            None
        }
    }
}

/// Reads a decimal the machine's way: digits, at most one point, no grouping.
pub(super) fn decimal_of(node: &Node, out: &mut Diagnostics) -> Option<Spanned<Decimal>> {
    let written = words_of(node, out)?;
    let digits = written.strip_prefix(['-', '+']).unwrap_or(&written);
    let plain = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.ends_with(|c: char| c.is_ascii_digit())
        && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    // More digits than are kept would be rounded in silence.
    let number = plain.then(|| Decimal::from_str_exact(&written).ok()).flatten();
    if number.is_none() {
        out.push(not_a_number(&written, &node.span));
    }
    Some(Spanned::new(number?, node.span.clone()))
}

fn not_a_number(shown: &str, span: &Span) -> Diagnostic {
    let is_plain = shown.bytes().all(|byte| byte.is_ascii_digit() || b".+-".contains(&byte));
    let is_long = is_plain && shown.len() > MOST_DIGITS && shown.matches('.').count() <= 1;
    Diagnostic::error(
        "invalid-number",
        span,
        text!(
            vi: "«{shown}» không phải là số viết theo cách của tệp dữ liệu",
            en: "“{shown}” is not a number as data files write it",
        ),
    )
    .help(if is_long { too_long() } else { number_help(shown) })
}

fn too_long() -> Text {
    text!(
        vi: "số có quá nhiều chữ số: viết nhiều nhất {MOST_DIGITS} chữ số",
        en: "it has too many digits: write {MOST_DIGITS} at most",
    )
}

/// A number with a group of three digits behind its point, which were most likely meant as thousands.
pub(super) fn without_grouping(number: Decimal) -> Option<String> {
    (number.scale() == 3).then(|| number.to_string().replace('.', ""))
}

/// Most likely a number in the form of running text: `77.894`, `87,1%`.
fn number_help(written: &str) -> Text {
    let bare = written.trim_end_matches('%').trim().replace(['\u{a0}', ' '], "");
    if let Some((whole, decimal)) = both_readings(&bare) {
        return text!(
            vi: "dấu phẩy ngăn hàng nghìn thì viết `{whole}`; dấu phẩy trước phần thập phân thì viết `{decimal}`",
            en: "if the comma groups thousands, write `{whole}`; if decimals stand behind it, write `{decimal}`",
        );
    }
    let machine = if is_grouped_by_commas(&bare) {
        bare.replace(',', "")
    } else if bare.contains(',') {
        bare.replace('.', "").replace(',', ".")
    } else {
        bare.replace('.', "")
    };
    let plain = machine.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    match machine.parse::<Decimal>() {
        Ok(_) if plain => text!(vi: "viết `{machine}`", en: "write `{machine}`"),
        _ => text!(
            vi: "viết số không có dấu ngăn hàng nghìn, dấu chấm trước phần thập phân: `77894`, `87.1`",
            en: "write digits without grouping and a point before decimals: `77894`, `87.1`",
        ),
    }
}

/// `1,200` is 1200 to some and 1.2 to others; `1,200,000` is 1200000 to all.
fn both_readings(bare: &str) -> Option<(String, String)> {
    let (whole, decimals) = bare.split_once(',')?;
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_group = |part: &str| part.len() == 3 && digits(part);
    let may_group = digits(whole) && whole.len() <= 3 && !whole.starts_with('0') && is_group(decimals);
    may_group.then(|| (format!("{whole}{decimals}"), format!("{whole}.{decimals}")))
}

/// Whether commas can only be those between thousands.
fn is_grouped_by_commas(bare: &str) -> bool {
    let mut groups = bare.split(',');
    let first = groups.next().unwrap_or_default();
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    bare.matches(',').count() > 1
        && (1..=3).contains(&first.len())
        && is_digits(first)
        && groups.all(|group| group.len() == 3 && is_digits(group))
}

/// Holds an id to its letters.
pub(super) fn check_slug(slug: Spanned<String>, out: &mut Diagnostics) -> Option<Spanned<String>> {
    if is_slug(&slug.value) {
        return Some(slug);
    }
    let (written, better) = (&slug.value, slugify(&slug.value));
    let help = (!better.is_empty()).then(|| text!(vi: "viết `{better}`", en: "write `{better}`"));
    out.push(
        Diagnostic::error("invalid-slug", &slug.span, text!(
            vi: "«{written}» chưa đúng: mã chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối",
            en: "“{written}” can't be an id: only lower-case letters without marks, digits and hyphens can",
        ))
        .help_if(help),
    );
    None
}

fn kind_of(node: &Node) -> Text {
    match node.kind {
        NodeKind::Null => text!(vi: "chỗ trống", en: "nothing"),
        NodeKind::Bool(_) | NodeKind::Number(_) | NodeKind::Text(_) => {
            text!(vi: "một giá trị đơn", en: "a single value")
        }
        NodeKind::Sequence(_) => text!(vi: "một danh sách", en: "a list"),
        NodeKind::Mapping(_) => text!(vi: "các cặp `khóa: giá trị`", en: "pairs of `key: value`"),
    }
}
