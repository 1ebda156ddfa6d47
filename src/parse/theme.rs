//! Reads a theme: templates and components by name, strings by language, style sheets joined by layer.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;

use super::cut::ask_about_cut_values;
use super::fields::{Fields, items_of, text_of};
use super::unused::check_used;
use super::yaml::{Entry, Node, NodeKind, parse_yaml};
use crate::diagnostic::{Diagnostic, Diagnostics, Parsed, text};
use crate::model::{Asset, Forms, Language, Site, SiteConfig, Template, Theme, ThemeString, ThemeStrings};
use crate::source::{FileId, Sources, Span, Spanned};

/// The layers of the style sheet, in the order in which later ones win.
const LAYERS: [&str; 4] = ["assets/css/tokens", "assets/css/base", "assets/css/layout", "components/"];
/// The layers that come after the components.
const LAST_LAYERS: [&str; 2] = ["assets/css/utilities", "assets/css/print"];
/// The theme that is built in, and lies below every other.
const DEFAULT: &str = "themes/default/";
/// Where the theme is chosen.
const SITE: &str = "content/site.yaml";
/// The joined style sheet's name.
const STYLE: &str = "style.css";

/// Reads the theme of this name: its files lie over those of the default theme, path by path, and its strings
/// over the default theme's, word by word. (`load` has laid the site's own `themes/default/` over the built-in
/// one.)
///
/// Every language has to have every string that the others have: a missing one is an error here, not an
/// empty place on a page.
///
/// # Errors
///
/// Where a text can't be read again.
pub fn parse_theme(sources: &Sources, config: &SiteConfig) -> io::Result<Parsed<Theme>> {
    let name = config.theme.value.as_str();
    let own = format!("themes/{name}/");
    let layers = if own == DEFAULT { vec![DEFAULT] } else { vec![DEFAULT, own.as_str()] };
    let mut out = Diagnostics::default();
    let mut theme = Theme { name: name.to_owned(), ..Theme::default() };
    let mut files: BTreeMap<&str, (FileId, Cow<'_, str>)> = BTreeMap::new();
    for layer in &layers {
        let layer_files: Vec<_> =
            sources.under(layer).map(|(id, file)| (&file.path[layer.len()..], id)).collect();
        if layer_files.is_empty() && sources.binaries_under(layer).next().is_none() {
            out.push(missing_theme(&config.theme, sources));
        }
        for (path, id) in layer_files {
            let text = sources.text(id)?;
            if let Some(tag) = path.strip_prefix("strings/").and_then(|path| path.strip_suffix(".yaml")) {
                let strings = theme.strings.entry(Language(tag.to_owned())).or_default();
                read_strings(id, &text, strings, &mut out);
            }
            files.insert(path, (id, text));
        }
        let assets = format!("{layer}assets/");
        for (path, _) in sources.binaries_under(&assets) {
            theme.assets.insert(path[assets.len()..].to_owned(), Asset::Binary(path.to_owned()));
        }
    }
    let files: Vec<ThemeFile<'_>> =
        files.into_iter().map(|(path, (file, text))| ThemeFile { file, path, text }).collect();
    for ThemeFile { file, path, text } in &files {
        if let Some(template) = path.strip_suffix(".html") {
            let template = format!("{}.html", template.strip_prefix("templates/").unwrap_or(template));
            theme.templates.insert(template, Template { file: *file, text: text.to_string() });
        } else if let Some(asset) = path.strip_prefix("assets/").filter(|path| !path.starts_with("css/")) {
            theme.assets.insert(asset.to_owned(), Asset::Text(text.to_string()));
        }
    }
    theme.assets.insert(STYLE.to_owned(), Asset::Text(style(&files)));
    check_complete(&theme, &files, &mut out);
    check_used(&files, sources, &mut out);
    Ok(Parsed { value: theme, diagnostics: out })
}

/// A text of a theme, by its path within.
pub(super) struct ThemeFile<'a> {
    pub(super) file: FileId,
    pub(super) path: &'a str,
    pub(super) text: Cow<'a, str>,
}

/// Reports texts in a language that the theme has no words for.
pub fn check_languages(site: &Site, theme: &Theme, sources: &Sources) -> Diagnostics {
    let mut out = Diagnostics::default();
    if theme.strings.is_empty() {
        return out;
    }
    let config = sources.find(SITE).map(|file| (file, &site.config.language));
    let bulletins = site.bulletins.iter().map(|bulletin| (bulletin.file, &bulletin.language));
    let pages = site.pages.iter().map(|page| (page.file, &page.language));
    for (file, language) in config.into_iter().chain(bulletins).chain(pages) {
        if theme.strings.contains_key(language) {
            continue;
        }
        let (tag, name) = (language.tag(), &theme.name);
        let known: Vec<&str> = theme.strings.keys().map(Language::tag).collect();
        let known = known.join(", ");
        out.push(
            Diagnostic::error(
                "unknown-language",
                &Span::top(file),
                text!(
                    vi: "giao diện «{name}» không có chữ cho ngôn ngữ «{tag}»",
                    en: "the theme “{name}” has no words for the language “{tag}”",
                ),
            )
            .help(text!(
                vi: "dùng một trong các ngôn ngữ {known}, hoặc thêm tệp themes/{name}/strings/{tag}.yaml",
                en: "use one of the languages {known}, or add the file themes/{name}/strings/{tag}.yaml",
            )),
        );
    }
    out
}

fn missing_theme(chosen: &Spanned<String>, sources: &Sources) -> Diagnostic {
    let name = &chosen.value;
    let themes = sources.under("themes/").filter_map(|(_, file)| file.path.split('/').nth(1));
    let near = super::suggestion(name, themes);
    Diagnostic::error("theme-missing", &chosen.span, text!(
        vi: "không có giao diện «{name}»",
        en: "there is no theme “{name}”",
    ))
    .help_if(near)
    .help(text!(
        vi: "bỏ dòng `theme:` để dùng giao diện có sẵn, hoặc tạo thư mục themes/{name}/ với những tệp khác đi",
        en: "delete the line `theme:` to use the built-in theme, or create the folder themes/{name}/ with the files that differ",
    ))
}

/// Joins the style sheets: layer by layer, in each by path.
fn style(files: &[ThemeFile<'_>]) -> String {
    let mut joined = String::new();
    for layer in LAYERS.iter().chain(&LAST_LAYERS) {
        for ThemeFile { path, text, .. } in files {
            if path.starts_with(layer) && path.ends_with(".css") {
                joined.push_str(&tidy_css(text));
            }
        }
    }
    joined
}

/// Whether a file is a part of the joined style sheet.
pub(super) fn is_style(path: &str) -> bool {
    path.ends_with(".css") && LAYERS.iter().chain(&LAST_LAYERS).any(|layer| path.starts_with(layer))
}

/// Takes comments and indentation out, which readers on slow lines would pay for. Strings are left alone.
fn tidy_css(css: &str) -> String {
    let mut tidy = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(start) = rest.find("/*") {
        tidy.push_str(&rest[..start]);
        rest = rest[start..].find("*/").map_or("", |end| &rest[start + end + 2..]);
    }
    tidy.push_str(rest);
    let lines = tidy.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.fold(String::with_capacity(tidy.len()), |joined, line| joined + line + "\n")
}

/// Reads the words of a file over those that are known already.
fn read_strings(id: FileId, text: &str, strings: &mut ThemeStrings, out: &mut Diagnostics) {
    let Parsed { value, diagnostics } = parse_yaml(text, id, 0..text.len());
    out.extend(diagnostics);
    if let Some(node) = &value {
        ask_about_cut_values(node, text, &[], out);
    }
    let Some(Node { kind: NodeKind::Mapping(entries), .. }) = value else { return };
    for entry in &entries {
        if entry.key.value == "forms" {
            strings.forms = forms(&entry.value, out);
        } else {
            flatten(entry, "", &mut strings.words, out);
        }
    }
}

/// Nested keys become one with dots; a mapping of exactly `one` and `other` is one string.
fn flatten(entry: &Entry, above: &str, words: &mut BTreeMap<String, ThemeString>, out: &mut Diagnostics) {
    let key = format!("{above}{}", entry.key.value);
    let NodeKind::Mapping(entries) = &entry.value.kind else {
        if let Some(text) = text_of(&entry.value, out) {
            words.insert(key, ThemeString::Plain(text.value));
        }
        return;
    };
    if let [one, other] = entries.as_slice()
        && (one.key.value.as_str(), other.key.value.as_str()) == ("one", "other")
    {
        let (one, other) = (text_of(&one.value, out), text_of(&other.value, out));
        if let (Some(one), Some(other)) = (one, other) {
            words.insert(key, ThemeString::Counted { one: one.value, other: other.value });
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
    let mut form = |key, example: &str| raw_text(&mut fields, key, example);
    let (group, decimal, percent) =
        (form("group", "\".\""), form("decimal", "\",\""), form("percent", "\"%\""));
    let (day, day_long) = (form("day", "{dd}/{mm}/{yyyy}"), form("day_long", "{weekday}, {dd}/{mm}/{yyyy}"));
    let (day_text, month) = (form("day_text", "ngày {d}/{m}/{yyyy}"), form("month", "tháng {m}/{yyyy}"));
    let (quarter, year) = (form("quarter", "quý {quarter}/{yyyy}"), form("year", "năm {yyyy}"));
    let time = form("time", "{hh}:{min}");
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

/// Reports strings that one language has and another lacks.
fn check_complete(theme: &Theme, files: &[ThemeFile<'_>], out: &mut Diagnostics) {
    for (language, strings) in &theme.strings {
        let path = format!("strings/{}.yaml", language.tag());
        let Some(ThemeFile { file, .. }) = files.iter().find(|other| other.path == path) else { continue };
        for (other_language, other) in theme.strings.iter().filter(|(other, _)| *other != language) {
            for key in other.words.keys().filter(|key| !strings.words.contains_key(*key)) {
                let (tag, other) = (language.tag(), other_language.tag());
                out.push(
                    Diagnostic::error(
                        "theme-string",
                        &Span::top(*file),
                        text!(
                            vi: "ngôn ngữ «{tag}» thiếu chuỗi «{key}»",
                            en: "the language “{tag}” lacks the string “{key}”",
                        ),
                    )
                    .help(text!(
                        vi: "dịch chuỗi ấy từ strings/{other}.yaml",
                        en: "translate that string from strings/{other}.yaml",
                    )),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn style_sheets_lose_comments_and_indentation_and_nothing_else() {
        let css = "/* why\n   so */\n.bt-a {\n  color: red; /* x */\n}\n\n.bt-b { margin: 0 }\n";
        assert_eq!(tidy_css(css), ".bt-a {\ncolor: red;\n}\n.bt-b { margin: 0 }\n");
    }
}
