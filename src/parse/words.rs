//! The words of the content format for those who write Vietnamese: what each value of a field means, and which key
//! somebody has in mind who writes its name in Vietnamese.

use crate::diagnostic::{Diagnostic, Text, nearest, text};
use crate::source::Spanned;
use crate::vietnamese::fold;

/// A word that a field takes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<T> {
    /// As it is written.
    pub word: &'static str,
    /// What the program understands.
    pub value: T,
    /// What it means, in Vietnamese.
    pub meaning: &'static str,
}

/// A word of a field.
pub(super) const fn word<T>(word: &'static str, value: T, meaning: &'static str) -> Word<T> {
    Word { word, value, meaning }
}

/// A word that is none of those allowed; each of those comes with its meaning.
pub(super) fn invalid_word(
    key: &str,
    written: &Spanned<impl AsRef<str>>,
    words: impl Iterator<Item = (&'static str, &'static str)> + Clone,
) -> Diagnostic {
    let shown = written.value.as_ref();
    let all = words.clone().map(|(word, _)| word).collect::<Vec<_>>().join(", ");
    let with_meanings =
        words.clone().map(|(word, meaning)| format!("{word} ({meaning})")).collect::<Vec<_>>().join(", ");
    // Somebody who writes Vietnamese may have written what the word means.
    let said = words.clone().find(|(_, meaning)| is_said(meaning, shown)).map(|(word, _)| word);
    let near = said.or_else(|| nearest(shown, words.map(|(word, _)| word)));
    Diagnostic::error(
        "invalid-value",
        &written.span,
        text!(
            vi: "«{key}» không nhận «{shown}»",
            en: "“{key}” does not take “{shown}”",
        ),
    )
    .help_if(near.map(|near| text!(vi: "có phải «{near}»?", en: "did you mean “{near}”?")))
    .help(text!(vi: "các giá trị dùng được: {with_meanings}", en: "the values known are: {all}"))
}

/// Whether words are a meaning or one of several that are given.
fn is_said(meaning: &str, shown: &str) -> bool {
    let shown = fold(shown);
    meaning.split([',', ';']).any(|one| fold(one.trim()) == shown)
}

/// The key that is meant by a Vietnamese name for it, of those that are known where it stands.
pub(super) fn key_in_vietnamese<'k>(written: &str, known: &[&'k str]) -> Option<&'k str> {
    let name = fold(&written.replace(['_', '-'], " "));
    let mut meant = NAMES.iter().filter(|(_, names)| names.contains(&name.as_str()));
    meant.find_map(|(key, _)| known.iter().copied().find(|known| known == key))
}

/// Where the text of a bulletin goes, for somebody who looks for a key for it.
pub(super) fn place_of_text(written: &str, known: &[&str]) -> Option<Text> {
    let name = fold(&written.replace(['_', '-'], " "));
    let is_text = ["noi dung", "bai viet", "than bai", "content", "body", "text"].contains(&name.as_str());
    (is_text && known.contains(&"lead")).then(|| {
        text!(
            vi: "bỏ khóa này; nội dung bài viết ở dưới dòng `---` thứ hai",
            en: "remove this key; the text goes below the second line of `---`",
        )
    })
}

/// Keys and what they are called in Vietnamese, folded. Where a name may mean several, the first that is known counts.
const NAMES: &[(&str, &[&str])] = &[
    ("title", &["tieu de", "ten bai", "tua de", "tit", "trich yeu"]),
    ("name", &["ten", "ten goi", "ho ten"]),
    ("date", &["ngay", "ngay dang", "ngay viet", "ngay thang", "thoi gian", "ky", "ngay ban hanh"]),
    ("updated", &["cap nhat", "ngay cap nhat", "ngay sua"]),
    ("publish", &["hen gio", "gio dang", "ngay dang", "dang luc", "xuat ban"]),
    ("expires", &["het han", "ngay het han", "han hien thi"]),
    ("lead", &["sapo", "sa po", "sa-po", "tom tat", "mo dau", "doan mo dau", "dan de"]),
    ("authors", &["tac gia", "nguoi viet", "but danh"]),
    ("category", &["chuyen muc", "danh muc", "muc"]),
    ("programme", &["chuong trinh", "de an"]),
    ("localities", &["dia phuong", "noi", "xa", "huyen", "tinh"]),
    ("locality", &["dia phuong", "noi", "xa", "huyen", "tinh"]),
    ("tags", &["the", "tu khoa", "nhan"]),
    ("image", &["anh", "hinh", "hinh anh", "anh dai dien", "anh bia"]),
    ("images", &["anh", "hinh", "hinh anh", "cac anh"]),
    ("image_alt", &["mo ta anh", "ta anh", "loi ta anh"]),
    ("image_caption", &["chu thich anh", "chu thich"]),
    ("events", &["su kien"]),
    ("documents", &["van ban", "tai lieu"]),
    ("document", &["van ban", "tai lieu"]),
    ("source", &["nguon", "nguon tin", "nguon so lieu"]),
    ("poll", &["binh chon", "tham do", "khao sat", "tham do y kien"]),
    ("question", &["cau hoi"]),
    ("options", &["lua chon", "phuong an", "cau tra loi"]),
    ("votes", &["so phieu", "phieu", "phieu bau"]),
    ("closes", &["ngay dong", "han", "ket thuc", "het han"]),
    ("corrections", &["dinh chinh", "cai chinh"]),
    ("withdrawn", &["rut bai", "go bai", "thu hoi"]),
    ("reason", &["ly do", "li do", "vi sao"]),
    ("accept", &["chap nhan"]),
    ("rule", &["quy tac"]),
    ("aliases", &["dia chi cu", "ten khac", "cach viet khac"]),
    ("slug", &["duong dan", "dia chi"]),
    ("draft", &["nhap", "ban nhap"]),
    ("lang", &["ngon ngu", "tieng"]),
    ("language", &["ngon ngu", "tieng"]),
    ("id", &["ma", "ma so", "ma dinh danh"]),
    ("number", &["so hieu", "so ky hieu", "so", "so van ban"]),
    ("issuer", &["co quan ban hanh", "noi ban hanh", "don vi ban hanh"]),
    ("kind", &["loai", "the loai", "kieu", "loai van ban"]),
    ("status", &["trang thai", "tinh trang"]),
    ("start", &["bat dau", "ngay bat dau", "tu", "tu ngay"]),
    ("end", &["ket thuc", "ngay ket thuc", "den", "den ngay"]),
    ("part_of_day", &["buoi"]),
    ("place", &["dia diem", "noi to chuc"]),
    ("host", &["to chuc", "don vi to chuc", "chu tri", "don vi chu tri"]),
    ("participants", &["thanh phan", "nguoi du", "tham du"]),
    ("value", &["gia tri", "so lieu", "so", "so luong"]),
    ("of", &["tong", "tong so", "tren tong"]),
    ("percent", &["ty le", "ti le", "phan tram"]),
    ("unit", &["don vi", "don vi tinh"]),
    ("description", &["mo ta", "dien giai"]),
    ("direction", &["chieu", "chieu huong", "chieu tot"]),
    ("groups", &["nhom", "cac nhom"]),
    ("group", &["nhom"]),
    ("observations", &["so lieu", "cac so lieu", "bang so lieu"]),
    ("targets", &["chi tieu", "muc tieu"]),
    ("due", &["han", "thoi han", "han chot"]),
    ("note", &["ghi chu", "luu y"]),
    ("date_note", &["ghi chu ngay", "ghi chu ve ngay"]),
    ("bulletin", &["ban tin", "bai", "tin"]),
    ("text", &["noi dung", "chu", "loi"]),
    ("from", &["tu", "tu ngay", "cu"]),
    ("to", &["den", "thanh", "moi"]),
    ("until", &["den", "den ngay", "den het ngay"]),
    ("parent", &["thuoc", "truc thuoc", "cap tren"]),
    ("level", &["cap", "cap hanh chinh"]),
    ("code", &["ma", "ma so"]),
    ("successors", &["ke thua", "don vi ke tiep", "tro thanh"]),
    ("population", &["dan so"]),
    ("location", &["toa do", "vi tri"]),
    ("contact", &["lien he"]),
    ("phone", &["dien thoai", "so dien thoai"]),
    ("address", &["dia chi"]),
    ("publisher", &["co quan", "don vi xuat ban", "co quan chu quan"]),
    ("licence", &["giay phep"]),
    ("categories", &["chuyen muc", "cac chuyen muc", "danh muc"]),
    ("programmes", &["chuong trinh", "cac chuong trinh", "de an"]),
    ("menu", &["thuc don", "trinh don"]),
    ("order", &["thu tu"]),
    ("url", &["lien ket", "duong dan", "dia chi"]),
    ("file", &["tep", "tap tin", "anh"]),
    ("credit", &["nguoi chup", "nguon anh", "tac gia anh"]),
    ("consent", &["dong y"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(written: &str, known: &[&str], expected: Option<&str>) {
        assert_eq!(key_in_vietnamese(written, known), expected, "{written}");
    }

    #[test]
    fn a_key_named_in_vietnamese_is_understood_where_it_is_known() {
        check("tiêu đề", &["title", "date"], Some("title"));
        check("tieu_de", &["title", "date"], Some("title"));
        check("Ngày", &["title", "date"], Some("date"));
        check("dia-phuong", &["locality", "date"], Some("locality"));
        check("hạn", &["closes", "question"], Some("closes"));
        check("tiêu đề", &["name", "date"], None);
        check("xyz", &["name", "date"], None);
    }

    #[test]
    fn names_are_folded_so_that_they_can_be_found() {
        for (key, names) in NAMES {
            names
                .iter()
                .for_each(|name| assert_eq!(fold(name).replace('-', " "), name.replace('-', " "), "{key}"));
        }
    }
}
