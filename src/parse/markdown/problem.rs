//! What is wrong with links and pictures, in a writer's words.

use crate::diagnostic::{Diagnostic, text};
use crate::source::{Span, Spanned};

pub(super) fn unsafe_link(to: &str, place: &Span) -> Diagnostic {
    Diagnostic::error("unsafe-link", place, text!(
        vi: "không dùng được liên kết tới «{to}»",
        en: "a link can't lead to “{to}”",
    ))
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
