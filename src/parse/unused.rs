//! Reports a theme's files that make no difference to any page: a slip in a name would be without effect, in silence.

use std::cell::LazyCell;
use std::collections::{BTreeSet, HashMap};

use super::theme::{ThemeFile, is_style};
use crate::diagnostic::{Diagnostic, Diagnostics, Text, nearest, text};
use crate::source::{Sources, Span};

/// Warns of each file that the site adds to the theme and that nothing uses.
///
/// A file in the place of a built-in one is used by the program. What theme authors write for each other
/// (`theme.yaml`, Markdown, the examples of components) is not read, and need not be.
pub(super) fn check_used(files: &[ThemeFile<'_>], sources: &Sources, out: &mut Diagnostics) {
    let callers = LazyCell::new(|| callers(files));
    for file in files {
        let source = sources.get(file.file);
        if !source.is_added || is_used(file, &callers) {
            continue;
        }
        let path = &source.path;
        let message = text!(
            vi: "không trang nào dùng tệp «{path}» của giao diện",
            en: "no page uses the theme's file “{path}”",
        );
        // Style sheets of any name are joined; templates are found by theirs.
        let wanted = Some(file.path).filter(|path| path.ends_with(".html"));
        let near = wanted.and_then(|path| nearest(path, built_in(sources))).map(|near| {
            text!(
                vi: "nếu để thay tệp có sẵn thì đặt đúng tên của tệp ấy: «{near}»?",
                en: "a file in the place of a built-in one has that one's name: “{near}”?",
            )
        });
        out.push(
            Diagnostic::warning("misplaced-file", &Span::top(file.file), message)
                .help_if(near)
                .help(way_out(file.path)),
        );
    }
}

/// The paths of the built-in theme's files, within it.
fn built_in(sources: &Sources) -> impl Iterator<Item = &str> {
    let folder = "themes/default/";
    sources.under(folder).filter(|(_, file)| !file.is_added).map(move |(_, file)| &file.path[folder.len()..])
}

fn is_used(file: &ThemeFile<'_>, callers: &Callers<'_>) -> bool {
    let path = file.path;
    if path == "theme.yaml" || path.ends_with(".md") {
        return true;
    }
    if path.ends_with(".css") && !path.starts_with("assets/") || path.starts_with("assets/css/") {
        return is_style(path);
    }
    if path.ends_with(".html") {
        return is_called(file, callers);
    }
    path.starts_with("assets/")
        || path.starts_with("components/") && path.ends_with(".yaml")
        || path.strip_prefix("strings/").is_some_and(|name| name.ends_with(".yaml") && !name.contains('/'))
}

/// The files that name a template or call a component, by its name.
type Callers<'a> = HashMap<&'a str, BTreeSet<&'a str>>;

fn callers<'a>(files: &'a [ThemeFile<'a>]) -> Callers<'a> {
    let mut callers = Callers::new();
    for file in files.iter().filter(|file| file.path.ends_with(".html")) {
        for (at, sign) in file.text.match_indices(['<', '"', '\'']) {
            let name = first_name(&file.text[at + sign.len()..]);
            callers.entry(name).or_default().insert(file.path);
        }
    }
    callers
}

/// Whether another template names this one, or calls a component of it.
fn is_called(file: &ThemeFile<'_>, callers: &Callers<'_>) -> bool {
    let name = file.path.strip_prefix("templates/").unwrap_or(file.path);
    let defined =
        file.text.match_indices("component ").map(|(at, word)| first_name(&file.text[at + word.len()..]));
    defined
        .chain([name])
        .filter_map(|name| callers.get(name))
        .any(|users| users.iter().any(|user| *user != file.path))
}

/// The name of a component or a file that a text begins with.
fn first_name(text: &str) -> &str {
    let end = text.find(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '_' | '-' | '.' | '/'));
    &text[..end.unwrap_or(text.len())]
}

fn way_out(path: &str) -> Text {
    if path.ends_with(".css") {
        return text!(
            vi: "tệp CSS đặt trong assets/css/tokens/, base/, layout/, utilities/, print/ hoặc cạnh một thành phần trong components/",
            en: "style sheets go into assets/css/tokens/, base/, layout/, utilities/, print/, or beside a component in components/",
        );
    }
    if path.ends_with(".html") {
        return text!(
            vi: "nếu là phần của riêng giao diện này thì gọi nó từ một mẫu trang; không cần nữa thì xóa",
            en: "if it is a part of this theme's own, call it from a template; if nobody needs it, delete it",
        );
    }
    text!(
        vi: "tệp để đăng thì đặt trong assets/, chữ của giao diện trong strings/vi.yaml; không cần nữa thì xóa",
        en: "files to be published go into assets/, the theme's words into strings/en.yaml; if nobody needs it, delete it",
    )
}
