//! The question about a word that is not what it looks like: asked of lists when they are read, and of texts when
//! their words are looked at.

use super::{Diagnostic, text};
use crate::source::Span;
use crate::vietnamese::LookAlike;

/// Asks about a word that looks like another one.
pub fn look_alike(found: &LookAlike, span: &Span) -> Diagnostic {
    let seen = &found.seen;
    // By number too, since the eye can't tell them apart.
    let signs: Vec<String> = found.signs.iter().map(|sign| format!("U+{:04X}", *sign as u32)).collect();
    let signs = signs.join(", ");
    Diagnostic::warning(
        "look-alike-letters",
        span,
        text!(
            vi: "chữ này trông như «{seen}» nhưng có ký tự của bảng chữ khác hoặc ký tự ẩn: {signs}",
            en: "this looks like “{seen}” but has letters of another alphabet or hidden signs in it: {signs}",
        ),
    )
    .help(text!(
        vi: "gõ lại «{seen}» bằng bàn phím thay vì dán vào; chữ viết kiểu này tìm kiếm không thấy, và có thể là tên giả",
        en: "type “{seen}” instead of pasting it; a word written so is not found by search, and may be a false name",
    ))
}
