//! What is wrong with links and pictures, in a writer's words.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, nearest, text};
use crate::model::SCHEMES;
use crate::source::{Span, Spanned};

pub(super) fn unsafe_link(to: &str, place: &Span) -> Diagnostic {
    let scheme = to.split_once([':', '：']).and_then(|(scheme, rest)| {
        let meant = nearest(&scheme.to_lowercase(), SCHEMES)?;
        let meant = format!("{meant}:{}", rest.trim());
        Some(text!(vi: "có phải `{meant}`?", en: "did you mean `{meant}`?"))
    });
    Diagnostic::error("unsafe-link", place, text!(
        vi: "không dùng được liên kết tới «{to}»",
        en: "a link can't lead to “{to}”",
    ))
    .help_if(scheme)
    .help(text!(
        vi: "dùng địa chỉ bắt đầu bằng https://, http://, mailto: hoặc tel:, hay một tham chiếu như locality:xa-nhe",
        en: "use an address that begins with https://, http://, mailto: or tel:, or a reference such as locality:xa-nhe",
    ))
}

pub(super) fn remote_picture(to: &str, place: &Span) -> Diagnostic {
    Diagnostic::error(
        "missing-picture",
        place,
        text!(
            vi: "ảnh «{to}» không nằm trong thư mục của trang",
            en: "the picture “{to}” is not one of the site's files",
        ),
    )
    .help(text!(
        vi: "tải ảnh về, đặt cạnh bài và ghi tên tệp: ![mô tả](anh.jpg)",
        en: "save the picture beside the text and write its file name: ![what it shows](picture.jpg)",
    ))
}

pub(super) fn missing_alt(file: &Spanned<String>) -> Diagnostic {
    let name = &file.value;
    Diagnostic::error(
        "missing-alt",
        &file.span,
        text!(
            vi: "ảnh «{name}» chưa có lời mô tả cho người không nhìn thấy",
            en: "the picture “{name}” has no words for those who can't see it",
        ),
    )
    .help(text!(
        vi: "viết điều ảnh cho thấy vào ngoặc vuông: ![Bà con xếp hàng làm căn cước]({name})",
        en: "write what it shows between the brackets: ![People queue for identity cards]({name})",
    ))
}

pub(super) fn chart_as_link(place: &Span) -> Diagnostic {
    Diagnostic::error(
        "invalid-value",
        place,
        text!(
            vi: "biểu đồ phải viết như một ảnh, có dấu «!» ở trước",
            en: "a chart is written like a picture, with “!” before it",
        ),
    )
    .help(text!(vi: "viết `![chú thích](chart:…)`", en: "write `![caption](chart:…)`"))
}

/// A paragraph that begins with a tab or four blanks, as paragraphs do on paper, is shown letter by letter.
pub(super) fn indented_code(
    markdown: &str,
    range: &Range<usize>,
    span: impl Fn(Range<usize>) -> Span,
) -> Diagnostic {
    let written = markdown.get(range.clone()).unwrap_or_default();
    let line = range.start..range.start + written.find('\n').unwrap_or(written.len());
    Diagnostic::warning(
        "indented-code",
        &span(line),
        text!(
            vi: "đoạn này thụt đầu dòng, nên hiện ra như mã máy: không tự xuống dòng, không có liên kết hay chữ đậm",
            en: "this paragraph is indented, so it is shown as code: not wrapped, and with no links or bold words",
        ),
    )
    .help(text!(
        vi: "xóa dấu Tab và dấu cách ở đầu mỗi dòng của đoạn; trang tự trình bày đầu đoạn",
        en: "delete tabs and blanks at the beginning of its lines; the page itself sets paragraphs apart",
    ))
    .help(text!(
        vi: "nếu đúng là mã cần giữ nguyên, đặt giữa hai dòng ```",
        en: "if it is meant to be shown letter by letter, put it between two lines of ```",
    ))
}

pub(super) fn note_without_mark(label: &str, place: &Span) -> Diagnostic {
    Diagnostic::warning(
        "unmatched-note",
        place,
        text!(
            vi: "trong bài không có dấu «[^{label}]» dẫn tới lời chú này, nên không ai đọc thấy",
            en: "no mark “[^{label}]” in the text leads to this footnote, so nobody will see it",
        ),
    )
    .help(text!(
        vi: "đặt `[^{label}]` sau chữ cần chú thích, hoặc xóa lời chú",
        en: "put `[^{label}]` behind the words that it explains, or delete the footnote",
    ))
}
