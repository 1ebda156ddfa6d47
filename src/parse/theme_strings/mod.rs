//! Reads the words of a theme, and sees to it that every language has all of them.

mod places;

use std::collections::{BTreeMap, BTreeSet};

use self::places::{check_form, check_places};
use super::cut::ask_about_cut_values;
use super::fields::{Fields, items_of, text_of};
use super::suggestion;
use super::yaml::{Entry, Node, NodeKind, parse_yaml};
use crate::diagnostic::{Diagnostic, Diagnostics, Parsed, Text, text};
use crate::model::{Forms, Language, SiteConfig, ThemeString, ThemeStrings};
use crate::source::{FileId, Sources, Span};

/// The key under which a file says how numbers and dates are written.
const FORMS: &str = "forms";
/// How many of the strings that a language lacks are named.
const NAMED: usize = 5;

/// A file of words, `strings/vi.yaml`.
pub(super) struct StringsFile {
    file: FileId,
    language: Language,
    words: BTreeMap<String, Word>,
    /// `None` where the file says nothing of them.
    forms: Option<Forms>,
    /// Whether it could be read: of one that could not, nobody knows what it lacks.
    is_readable: bool,
}

/// A string and where it stands.
struct Word {
    string: ThemeString,
    span: Span,
}

impl StringsFile {
    /// Reads a file's text.
    pub(super) fn read(file: FileId, language: Language, text: &str, out: &mut Diagnostics) -> Self {
        let Parsed { value, diagnostics } = parse_yaml(text, file, 0..text.len());
        let is_readable = !diagnostics.has_errors();
        out.extend(diagnostics);
        let mut read = Self { file, language, words: BTreeMap::new(), forms: None, is_readable };
        if let Some(node) = &value {
            ask_about_cut_values(node, text, &[], out);
        }
        if let Some(Node { kind: NodeKind::Mapping(entries), .. }) = value {
            for entry in &entries {
                if entry.key.value == FORMS {
                    read.forms = Some(forms(&entry.value, out));
                } else {
                    flatten(entry, "", &mut read.words, out);
                }
            }
        }
        read
    }

    /// What it holds, by key.
    fn keys(&self) -> BTreeSet<&str> {
        let forms = self.forms.as_ref().map(|_| FORMS);
        self.words.keys().map(String::as_str).chain(forms).collect()
    }
}

/// The words of each language, those of later files over those of earlier ones.
pub(super) fn laid_over_each_other(files: Vec<StringsFile>) -> BTreeMap<Language, ThemeStrings> {
    let mut all: BTreeMap<Language, ThemeStrings> = BTreeMap::new();
    for StringsFile { language, words, forms, .. } in files {
        let strings = all.entry(language).or_default();
        strings.words.extend(words.into_iter().map(|(key, word)| (key, word.string)));
        if let Some(forms) = forms {
            strings.forms = forms;
        }
    }
    all
}

/// Reports strings that a language lacks, and values asked for that the program does not know.
pub(super) fn check(files: &[StringsFile], config: &SiteConfig, sources: &Sources, out: &mut Diagnostics) {
    check_complete(files, config, sources, out);
    check_places(files, sources, out);
}

/// Reports what languages lack that others have: in one message for each, since somebody who begins a language
/// lacks nearly all.
fn check_complete(files: &[StringsFile], config: &SiteConfig, sources: &Sources, out: &mut Diagnostics) {
    let all: BTreeSet<&str> = files.iter().flat_map(StringsFile::keys).collect();
    let languages: BTreeSet<&Language> = files.iter().map(|file| &file.language).collect();
    for language in languages {
        let of_it = || files.iter().filter(|file| file.language == *language);
        let has: BTreeSet<&str> = of_it().flat_map(StringsFile::keys).collect();
        let lacks: BTreeSet<&str> = all.difference(&has).copied().collect();
        if lacks.is_empty() || !of_it().all(|file| file.is_readable) {
            continue;
        }
        // Who copies wants one file; the site's own language is the one that its people read.
        let most = |file: &&StringsFile| {
            (file.keys().intersection(&lacks).count(), file.language == config.language)
        };
        let Some(source) = files.iter().filter(|file| file.language != *language).max_by_key(most) else {
            continue;
        };
        // A file that comes with the program is nobody's to mend.
        let own = of_it().filter(|file| !sources.get(file.file).built_in).last();
        let place = own.unwrap_or(source).file;
        let problem = Diagnostic::error("theme-string", &Span::top(place), lacking(language, &lacks));
        out.push(match own {
            Some(_) => problem.help(from_where(source.file, lacks.len(), sources)),
            None => problem
                .help_if(lacks.first().filter(|_| lacks.len() == 1).and_then(|key| suggestion(key, has)))
                .help(to_where(&config.theme.value, language)),
        });
    }
}

fn lacking(language: &Language, lacks: &BTreeSet<&str>) -> Text {
    let (tag, count) = (language.tag(), lacks.len());
    let mut first: Vec<&str> = lacks.iter().copied().take(NAMED).collect();
    if let [one] = first.as_slice() {
        return text!(
            vi: "ngôn ngữ «{tag}» thiếu chuỗi «{one}»",
            en: "the language “{tag}” lacks the string “{one}”",
        );
    }
    if count > NAMED {
        first.push("…");
    }
    let first = first.join(", ");
    text!(
        vi: "ngôn ngữ «{tag}» thiếu {count} chuỗi: {first}",
        en: "the language “{tag}” lacks {count} strings: {first}",
    )
}

/// Where the strings are that a file lacks.
fn from_where(source: FileId, count: usize, sources: &Sources) -> Text {
    let source = sources.get(source);
    let path = &source.path;
    let Text { vi, en } = match source.built_in {
        true => {
            text!(vi: "{path}, tệp có sẵn trong mã nguồn của bantin", en: "{path}, a file of bantin's own")
        }
        false => text!(vi: "{path}", en: "{path}"),
    };
    match count {
        1 => text!(vi: "dịch chuỗi ấy từ {vi}", en: "translate that string from {en}"),
        _ => text!(vi: "sao chép các chuỗi ấy rồi dịch, từ {vi}", en: "copy and translate them from {en}"),
    }
}

/// Where to write the strings that a language of the program lacks, which the site has in another.
fn to_where(theme: &str, language: &Language) -> Text {
    let (path, tag) = (format!("themes/{theme}/strings/{}.yaml", language.tag()), language.tag());
    match theme {
        "default" => text!(
            vi: "chuỗi nào cũng cần có trong mọi ngôn ngữ: chép tệp có sẵn {path} vào thư mục trang tin rồi thêm vào; nếu gõ nhầm tên chuỗi thì sửa lại",
            en: "every language needs every string: copy the built-in {path} into the site's folder and add them; if the name of a string is a slip, mend it",
        ),
        _ => text!(
            vi: "chuỗi nào cũng cần có trong mọi ngôn ngữ: viết cả bằng «{tag}» trong {path}; nếu gõ nhầm tên chuỗi thì sửa lại",
            en: "every language needs every string: write them in “{tag}” too, in {path}; if the name of a string is a slip, mend it",
        ),
    }
}

/// Nested keys become one with dots; a mapping of exactly `one` and `other` is one string.
fn flatten(entry: &Entry, above: &str, words: &mut BTreeMap<String, Word>, out: &mut Diagnostics) {
    let key = format!("{above}{}", entry.key.value);
    let NodeKind::Mapping(entries) = &entry.value.kind else {
        if let Some(text) = text_of(&entry.value, out) {
            words.insert(key, Word { string: ThemeString::Plain(text.value), span: text.span });
        }
        return;
    };
    if let [one, other] = entries.as_slice()
        && (one.key.value.as_str(), other.key.value.as_str()) == ("one", "other")
    {
        let (one, other) = (text_of(&one.value, out), text_of(&other.value, out));
        if let (Some(one), Some(other)) = (one, other) {
            let string = ThemeString::Counted { one: one.value, other: other.value };
            words.insert(key, Word { string, span: entry.value.span.clone() });
        }
        return;
    }
    let above = format!("{key}.");
    entries.iter().for_each(|entry| flatten(entry, &above, words, out));
}

fn forms(node: &Node, out: &mut Diagnostics) -> Forms {
    let Some(mut fields) = Fields::open(node, "group: \".\"\ndecimal: \",\"", out) else {
        return Forms::default();
    };
    let (group, decimal, percent) = (
        raw_text(&mut fields, "group", "\".\""),
        raw_text(&mut fields, "decimal", "\",\""),
        raw_text(&mut fields, "percent", "\"%\""),
    );
    let mut form = |key, example: &str| pattern(&mut fields, key, example, &Forms::OF_DATES);
    let (day, day_long) = (form("day", "{dd}/{mm}/{yyyy}"), form("day_long", "{weekday}, {dd}/{mm}/{yyyy}"));
    let (day_text, month) = (form("day_text", "ngày {d}/{m}/{yyyy}"), form("month", "tháng {m}/{yyyy}"));
    let (quarter, year) = (form("quarter", "quý {quarter}/{yyyy}"), form("year", "năm {yyyy}"));
    let time = pattern(&mut fields, "time", "{hh}:{min}", &Forms::OF_TIMES);
    let months = names(&mut fields, "months", 12);
    let weekdays = names(&mut fields, "weekdays", 7);
    let weekdays_short = names(&mut fields, "weekdays_short", 7);
    fields.finish();
    Forms {
        group,
        decimal,
        percent,
        day,
        day_long,
        day_text,
        month,
        quarter,
        year,
        time,
        months,
        weekdays,
        weekdays_short,
    }
}

/// A text whose outer spaces count: a group sign may be a no-break space.
fn raw_text(fields: &mut Fields<'_, '_>, key: &'static str, example: &str) -> String {
    match fields.take(key).map(|node| &node.kind) {
        Some(NodeKind::Text(text) | NodeKind::Number(text)) => text.clone(),
        _ => {
            fields.missing(key, example);
            String::new()
        }
    }
}

/// A date or a time with a `{name}` where each part of it goes.
fn pattern(fields: &mut Fields<'_, '_>, key: &'static str, example: &str, known: &[&str]) -> String {
    let pattern = raw_text(fields, key, example);
    check_form(key, &pattern, known, &fields.key_span(key), fields.out);
    pattern
}

fn names(fields: &mut Fields<'_, '_>, key: &'static str, count: usize) -> Vec<String> {
    let found: Vec<String> = match fields.take(key) {
        Some(node) => items_of(node, fields.out)
            .iter()
            .filter_map(|item| text_of(item, fields.out))
            .map(|text| text.value)
            .collect(),
        None => Vec::new(),
    };
    if found.len() != count {
        let span = fields.key_span(key);
        fields.out.push(
            Diagnostic::error(
                "theme-string",
                &span,
                text!(
                    vi: "«{key}» cần đúng {count} tên",
                    en: "“{key}” wants exactly {count} names",
                ),
            )
            .help(
                text!(vi: "viết đủ {count} tên trong ngoặc vuông", en: "write all {count} names in brackets"),
            ),
        );
    }
    found
}
