//! Says what is wrong with files that are published as they are: `load` has looked into them.

use crate::diagnostic::{Diagnostic, Diagnostics, Text, text};
use crate::source::{ActiveKind, ActivePart, FileId, Sources, Span};

const FOLDER: &str = "content/files/";

/// Reports every file of `content/files/` in which something would run or reach out of it.
pub(super) fn check_copied(sources: &Sources, out: &mut Diagnostics) {
    for (path, file) in sources.binaries_under(FOLDER) {
        let (Some(part), Some(id)) = (&file.active, sources.find(path)) else { continue };
        out.push(active_file(&path["content/".len()..], id, part));
    }
}

fn active_file(name: &str, id: FileId, part: &ActivePart) -> Diagnostic {
    Diagnostic::error("active-file", &Span::new(id, part.at.clone()), message(name, part))
        .help(help(part.kind))
}

fn message(name: &str, part: &ActivePart) -> Text {
    let what = &part.what;
    match part.kind {
        ActiveKind::Program => text!(
            vi: "tệp «{name}» là chương trình, không phải tài liệu",
            en: "the file “{name}” is a program, not a document",
        ),
        ActiveKind::Page => text!(
            vi: "tệp «{name}» là một trang HTML riêng: nó chạy mọi thứ nó chứa, ngoài tầm kiểm soát của trang tin",
            en: "the file “{name}” is a page of HTML of its own, which runs what it holds",
        ),
        ActiveKind::Element | ActiveKind::Handler => text!(
            vi: "«{what}» trong tệp «{name}» có thể chạy lệnh hoặc gọi thứ khác",
            en: "“{what}” in the file “{name}” can run something or call for something else",
        ),
        ActiveKind::Outside => text!(
            vi: "tệp «{name}» gọi đến «{what}» ở ngoài tệp",
            en: "the file “{name}” calls for “{what}”, which is not in it",
        ),
        ActiveKind::Declaration => text!(
            vi: "tệp «{name}» tự định nghĩa «{what}», nên không biết chắc nó chứa gì",
            en: "the file “{name}” defines “{what}” itself, so nobody can be sure what it holds",
        ),
        ActiveKind::Encoding => text!(
            vi: "tệp «{name}» không ở mã UTF-8, nên không biết chắc nó chứa gì",
            en: "the file “{name}” is not in UTF-8, so nobody can be sure what it holds",
        ),
        ActiveKind::Unreadable => text!(
            vi: "từ chỗ này không đọc được tệp «{name}»",
            en: "from here on the file “{name}” can't be read",
        ),
    }
}

fn help(kind: ActiveKind) -> Text {
    match kind {
        ActiveKind::Program => text!(
            vi: "bỏ tệp này khỏi content/files/; tệp của giao diện thì để trong themes/",
            en: "take it out of content/files/; a file of the theme belongs in themes/",
        ),
        ActiveKind::Page => text!(
            vi: "viết nội dung thành một trang trong content/pages/, hoặc lưu thành PDF",
            en: "write it as a page in content/pages/, or save it as PDF",
        ),
        ActiveKind::Encoding => text!(
            vi: "mở tệp trong trình soạn thảo và lưu lại với mã UTF-8",
            en: "open the file in an editor and save it as UTF-8",
        ),
        _ => text!(
            vi: "mở tệp trong phần mềm vẽ rồi xuất lại ở dạng SVG thuần (Plain SVG), hoặc lưu thành PNG",
            en: "open it in a drawing program and export it as plain SVG, or save it as PNG",
        ),
    }
}
