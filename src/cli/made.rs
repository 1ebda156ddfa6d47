//! Says why pages were made again: what `build --explain` prints.

use std::collections::BTreeMap;

use crate::cache::Reason;
use crate::diagnostic::{MessageLanguage, Text, text};
use crate::output::Address;
use crate::pipeline::{part_of_page, part_of_site};

/// A paragraph for each reason, with the pages that it is the reason for.
pub(super) fn explanation(made: &BTreeMap<Address, Reason>) -> Text {
    let mut by_reason: BTreeMap<(String, String), Vec<&Address>> = BTreeMap::new();
    for (address, reason) in made {
        let Text { vi, en } = because(reason);
        by_reason.entry((vi, en)).or_default().push(address);
    }
    if by_reason.is_empty() {
        return text!(vi: "Không trang nào phải tạo lại.", en: "No page had to be made again.");
    }
    let mut all = Text::default();
    for ((vi, en), pages) in by_reason {
        let count = pages.len();
        let list: String = pages.iter().map(|page| format!("\n  {page}")).collect();
        let one =
            text!(vi: "Tạo lại {count} trang, {vi}:{list}", en: "Pages made again: {count}, {en}:{list}");
        for (all, one) in [(&mut all.vi, one.vi), (&mut all.en, one.en)] {
            if !all.is_empty() {
                all.push('\n');
            }
            all.push_str(&one);
        }
    }
    all
}

fn because(reason: &Reason) -> Text {
    match reason {
        Reason::NothingKept => text!(
            vi: "vì chưa có gì lưu lại từ lần dựng trước, hoặc chương trình đã đổi",
            en: "since nothing is kept of an earlier build, or the program is another",
        ),
        Reason::New => text!(vi: "vì là trang mới", en: "since they are new"),
        Reason::Templates => text!(vi: "vì mẫu trang đã đổi", en: "since templates have changed"),
        Reason::Words => {
            text!(vi: "vì từ ngữ của giao diện đã đổi", en: "since the words of the theme have changed")
        }
        Reason::Around(parts) => {
            let Text { vi, en } = in_brackets(parts, part_of_site);
            text!(
                vi: "vì phần chung của mọi trang đã đổi{vi}",
                en: "since what all pages share has changed{en}",
            )
        }
        Reason::Shown(parts) => {
            let Text { vi, en } = in_brackets(parts, part_of_page);
            text!(vi: "vì nội dung đã đổi{vi}", en: "since what they show has changed{en}")
        }
        Reason::File => text!(
            vi: "vì tệp đã đăng không còn hoặc bị sửa",
            en: "since the published file is gone or was changed",
        ),
    }
}

/// The parts by the words that people have for them; nothing where it is not known which they are.
fn in_brackets(parts: &[String], called: impl Fn(&str) -> Text) -> Text {
    let parts: Vec<Text> = parts.iter().map(|part| called(part)).collect();
    if parts.is_empty() {
        return Text::default();
    }
    let list = |language| parts.iter().map(|part| part.get(language)).collect::<Vec<_>>().join(", ");
    let (vi, en) = (list(MessageLanguage::Vietnamese), list(MessageLanguage::English));
    text!(vi: " ({vi})", en: " ({en})")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_stand_below_their_reason() {
        let shown = || Reason::Shown(vec!["text_html".to_owned(), "related".to_owned()]);
        let made = [("b.html", Reason::New), ("a.html", shown()), ("c.html", shown())];
        let made = made.into_iter().map(|(page, reason)| (Address::of(&[page]), reason)).collect();
        let Text { vi, en } = explanation(&made);
        assert_eq!(
            vi,
            "Tạo lại 1 trang, vì là trang mới:\n  b.html\n\
             Tạo lại 2 trang, vì nội dung đã đổi (nội dung bài, tin liên quan):\n  a.html\n  c.html"
        );
        assert!(
            en.ends_with("since what they show has changed (text, related bulletins):\n  a.html\n  c.html")
        );
        let around = Reason::Around(vec!["title".to_owned(), "menu".to_owned()]);
        assert_eq!(because(&around).vi, "vì phần chung của mọi trang đã đổi (tên trang tin, trình đơn)");
        assert_eq!(because(&Reason::Shown(Vec::new())).en, "since what they show has changed");
        assert_eq!(explanation(&BTreeMap::new()).en, "No page had to be made again.");
    }
}
