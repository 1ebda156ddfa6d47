//! Reads a theme: templates and components by name, style sheets joined by layer, strings by language.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;

use super::theme_strings::{self, StringsFile, laid_over_each_other};
use super::unused::check_used;
use crate::diagnostic::{Diagnostic, Diagnostics, Parsed, text};
use crate::model::{Asset, Language, Site, SiteConfig, Template, Theme};
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
    let mut strings = Vec::new();
    for layer in &layers {
        let layer_files: Vec<_> =
            sources.under(layer).map(|(id, file)| (&file.path[layer.len()..], id)).collect();
        if layer_files.is_empty() && sources.binaries_under(layer).next().is_none() {
            out.push(missing_theme(&config.theme, sources));
        }
        for (path, id) in layer_files {
            let text = sources.text(id)?;
            let tag = path.strip_prefix("strings/").and_then(|path| path.strip_suffix(".yaml"));
            if let Some(tag) = tag.filter(|tag| !tag.contains('/')) {
                strings.push(StringsFile::read(id, Language(tag.to_owned()), &text, &mut out));
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
    theme_strings::check(&strings, config, sources, &mut out);
    theme.strings = laid_over_each_other(strings);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn style_sheets_lose_comments_and_indentation_and_nothing_else() {
        let css = "/* why\n   so */\n.bt-a {\n  color: red; /* x */\n}\n\n.bt-b { margin: 0 }\n";
        assert_eq!(tidy_css(css), ".bt-a {\ncolor: red;\n}\n.bt-b { margin: 0 }\n");
    }
}
