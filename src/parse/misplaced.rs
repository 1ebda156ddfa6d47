//! Reports files that nothing reads: a `locality.yaml` or a Word document would be without effect, in silence.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Diagnostics, Text, nearest, text};
use crate::source::{FileId, Sources, Span};

/// What may stand directly in `content/`.
const KNOWN_FILES: [&str; 5] =
    ["site.yaml", "localities.yaml", "documents.yaml", "events.yaml", "glossary.yaml"];
/// The folders of `content/`, and how the names end of the files that are read in each.
const KNOWN_FOLDERS: [(&str, &[&str]); 7] = [
    ("bulletins/", &[".md"]),
    ("documents/", &[".yaml"]),
    ("events/", &[".yaml"]),
    ("files/", &[""]),
    ("localities/", &[".yaml"]),
    ("pages/", &[".md"]),
    ("statistics/", &[".yaml", ".csv"]),
];

/// Text programs whose files hold more than the words.
const WORD_PROCESSORS: [&str; 7] = ["doc", "docx", "htm", "html", "odt", "pages", "rtf"];
const SPREADSHEETS: [&str; 4] = ["numbers", "ods", "xls", "xlsx"];
/// Other endings of Markdown, or of none.
const PLAIN: [&str; 4] = ["markdown", "mdown", "mkd", "txt"];
/// What people read in tables, not in texts.
const DATA: [&str; 3] = ["csv", "yaml", "yml"];
/// Pictures that are not published.
const PICTURES: [&str; 8] = ["avif", "bmp", "heic", "heif", "jfif", "svg", "tif", "tiff"];

/// Warns of each file that nothing reads, and says what to make of it. What is `shown` as a picture and can't be is
/// reported where it is shown; that is asked for only where a file is out of place.
pub(super) fn check_places(
    sources: &Sources,
    shown: impl FnOnce() -> BTreeSet<String>,
    out: &mut Diagnostics,
) {
    for (id, file) in sources.hidden() {
        out.push(hidden(&file.path, id));
    }
    let shown = LazyCell::new(shown);
    for (id, file) in sources.under("content/") {
        let path = &file.path["content/".len()..];
        if is_read(path) || shown.contains(&file.path) {
            continue;
        }
        let near = nearest(path, KNOWN_FILES)
            .map(|near| text!(vi: "có phải «content/{near}»?", en: "did you mean “content/{near}”?"));
        let message = text!(
            vi: "không có gì đọc tệp «content/{path}»",
            en: "nothing reads the file “content/{path}”",
        );
        let warning = Diagnostic::warning("misplaced-file", &Span::top(id), message).help_if(near);
        out.push(ways_out(path).into_iter().fold(warning, Diagnostic::help));
    }
}

/// A name with a dot before it: whoever put the file there may wait for it on the site.
fn hidden(path: &str, id: FileId) -> Diagnostic {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let bare = name.trim_start_matches('.');
    let message = text!(
        vi: "«{path}» bị bỏ qua: tên bắt đầu bằng dấu chấm là tên của tệp hay thư mục ẩn",
        en: "“{path}” is passed over: a name that begins with a dot is that of a hidden file or folder",
    );
    let for_server = (folder == "content/files").then(|| text!(
        vi: "nếu máy chủ cần «{name}», hãy đặt thẳng vào thư mục đã dựng, cạnh index.html: các lần dựng sau giữ nguyên",
        en: "if the server wants “{name}”, put it into the built folder, beside index.html: later builds keep it",
    ));
    // A text, or a folder of texts: people hide what is not ready.
    let may_be_draft =
        path.starts_with("content/bulletins/") && (bare.ends_with(".md") || !bare.contains('.'));
    let as_draft = may_be_draft.then(|| text!(
        vi: "bài chưa muốn đăng thì bỏ dấu chấm và ghi `draft: true` vào phần khai báo",
        en: "for a text that is not to be published yet, leave the dot out and write `draft: true` into its front matter",
    ));
    Diagnostic::warning("misplaced-file", &Span::top(id), message)
        .help_if(for_server)
        .help_if(as_draft)
        .help(text!(
            vi: "muốn dùng trong trang tin thì bỏ dấu chấm: «{bare}»; không cần nữa thì xóa, hoặc chuyển ra ngoài content/",
            en: "to use it in the site, leave the dot out: “{bare}”; if nobody needs it there, delete it or move it out of content/",
        ))
}

fn is_read(path: &str) -> bool {
    KNOWN_FILES.contains(&path) || read_beside(path).iter().any(|ending| path.ends_with(ending))
}

/// How the names end of the files that are read in a file's folder.
fn read_beside(path: &str) -> &'static [&'static str] {
    let folder = KNOWN_FOLDERS.iter().find(|(folder, _)| path.starts_with(folder));
    folder.map_or(&[], |(_, endings)| endings)
}

/// What to do with a file that nothing reads where it is.
fn ways_out(path: &str) -> Vec<Text> {
    let (stem, ending) = path.rsplit_once('.').unwrap_or((path, ""));
    let ending = ending.to_ascii_lowercase();
    let is_one_of = |endings: &[&str]| endings.contains(&ending.as_str());
    let read = read_beside(path);
    let is_of_texts = read.contains(&".md");
    let renamed = match read.iter().find(|known| known.strip_prefix('.') == Some(&ending)) {
        // In capitals, as some programs write it.
        Some(same) => Some(*same),
        None if read.contains(&".yaml") && ending == "yml" => Some(".yaml"),
        None if is_of_texts && is_one_of(&PLAIN) => Some(".md"),
        None => None,
    };
    if let Some(ending) = renamed {
        // An editor may have put its own ending behind the right one, and hidden it: `tin.md.txt`.
        let stem = stem.strip_suffix(ending).unwrap_or(stem);
        return vec![text!(
            vi: "đổi tên tệp thành «content/{stem}{ending}»",
            en: "give it the name “content/{stem}{ending}”",
        )];
    }
    if is_of_texts && is_one_of(&PICTURES) {
        return vec![text!(
            vi: "lưu ảnh thành JPEG, PNG, WebP hoặc GIF",
            en: "save the picture as JPEG, PNG, WebP or GIF",
        )];
    }
    if is_of_texts && !ending.is_empty() && !is_one_of(&DATA) {
        let words = is_one_of(&WORD_PROCESSORS).then(|| {
            text!(
                vi: "bài viết là tệp Markdown: chép lời bài vào «content/{stem}.md», lưu dạng văn bản thuần, mã UTF-8",
                en: "a text is a Markdown file: copy its words into “content/{stem}.md”, saved as plain text in UTF-8",
            )
        });
        // In Markdown a blank ends an address.
        let name = path.rsplit('/').next().unwrap_or(path).replace(' ', "%20");
        let download = text!(
            vi: "tệp để người đọc tải về thì chuyển vào content/files/, và dẫn tới bằng «/{name}»",
            en: "what readers are to download goes into content/files/, and links lead to it by “/{name}”",
        );
        return words.into_iter().chain([download]).collect();
    }
    if read.contains(&".csv") && is_one_of(&SPREADSHEETS) {
        return vec![text!(
            vi: "lưu bảng dạng CSV UTF-8 thành «content/{stem}.csv»",
            en: "save the sheet as CSV UTF-8, as “content/{stem}.csv”",
        )];
    }
    vec![text!(
        vi: "bài viết để trong content/bulletins/, số liệu trong content/statistics/, tệp chép nguyên trong content/files/",
        en: "bulletins go into content/bulletins/, figures into content/statistics/, files to be copied into content/files/",
    )]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, expected: &str) {
        assert!(!is_read(path), "{path}");
        let ways: Vec<String> = ways_out(path).into_iter().map(|way| way.en).collect();
        assert!(ways.join("; ").contains(expected), "{path}: {ways:?}");
    }

    #[test]
    fn each_kind_of_file_has_its_way_out() {
        check("bulletins/2022/Ra quân.docx", "copy its words into “content/bulletins/2022/Ra quân.md”");
        check("pages/lien-he.HTML", "copy its words into “content/pages/lien-he.md”");
        check("bulletins/a.txt", "give it the name “content/bulletins/a.md”");
        check("bulletins/a.md.txt", "give it the name “content/bulletins/a.md”");
        check("bulletins/a.MD", "give it the name “content/bulletins/a.md”");
        check("statistics/cap.xlsx", "save the sheet as CSV UTF-8, as “content/statistics/cap.csv”");
        check("statistics/cap.yml", "give it the name “content/statistics/cap.yaml”");
        check("localities/xa.YAML", "give it the name “content/localities/xa.yaml”");
        check("bulletins/ảnh.HEIC", "save the picture as JPEG");
        check(
            "bulletins/2022/kế hoạch.pdf",
            "goes into content/files/, and links lead to it by “/kế%20hoạch.pdf”",
        );
        check(
            "bulletins/2022/bieu-mau.docx",
            "goes into content/files/, and links lead to it by “/bieu-mau.docx”",
        );
        check("bulletins/a.yml", "bulletins go into content/bulletins/");
        check("ghi-chu.docx", "bulletins go into content/bulletins/");
        check("readme", "bulletins go into content/bulletins/");
    }

    #[test]
    fn what_is_read_where_it_is_needs_none() {
        for path in
            ["site.yaml", "bulletins/a/index.en.md", "statistics/a.csv", "events/a.yaml", "files/a.docx"]
        {
            assert!(is_read(path), "{path}");
        }
    }
}
