//! The kinds of papers, by the abbreviations that stand for them in numbers.

use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The name of a kind of paper by its abbreviation: `QĐ` is `Quyết định`.
///
/// Case and marks count: `CT` is chỉ thị and `CTr` chương trình, `DA` dự án and `ĐA` đề án.
pub fn kind_name(abbreviation: &str) -> Option<&'static str> {
    static BY_ABBREVIATION: OnceLock<BTreeMap<&str, &str>> = OnceLock::new();
    BY_ABBREVIATION.get_or_init(|| KINDS.into_iter().collect()).get(abbreviation).copied()
}

/// Nghị định 30/2020/NĐ-CP, appendix III; then legal papers; then those of the Party alone.
pub(in crate::vietnamese) const KINDS: [(&str, &str); 36] = [
    ("NQ", "Nghị quyết"),
    ("QĐ", "Quyết định"),
    ("CT", "Chỉ thị"),
    ("QC", "Quy chế"),
    ("QyĐ", "Quy định"),
    ("TC", "Thông cáo"),
    ("TB", "Thông báo"),
    ("HD", "Hướng dẫn"),
    ("CTr", "Chương trình"),
    ("KH", "Kế hoạch"),
    ("PA", "Phương án"),
    ("ĐA", "Đề án"),
    ("DA", "Dự án"),
    ("BC", "Báo cáo"),
    ("BB", "Biên bản"),
    ("TTr", "Tờ trình"),
    ("HĐ", "Hợp đồng"),
    ("CĐ", "Công điện"),
    ("BGN", "Bản ghi nhớ"),
    ("BTT", "Bản thỏa thuận"),
    ("GUQ", "Giấy ủy quyền"),
    ("GM", "Giấy mời"),
    ("GGT", "Giấy giới thiệu"),
    ("GNP", "Giấy nghỉ phép"),
    ("PG", "Phiếu gửi"),
    ("PC", "Phiếu chuyển"),
    ("PB", "Phiếu báo"),
    ("L", "Luật"),
    ("PL", "Pháp lệnh"),
    ("NĐ", "Nghị định"),
    ("TT", "Thông tư"),
    ("TTLT", "Thông tư liên tịch"),
    ("NQLT", "Nghị quyết liên tịch"),
    ("KL", "Kết luận"),
    ("CV", "Công văn"),
    ("ĐLĐ", "Điều lệ Đảng"),
];

/// The kinds that stand before the stroke in the Party's numbers.
pub(super) const PARTY_KINDS: [&str; 14] =
    ["NQ", "CT", "QĐ", "QyĐ", "KL", "TB", "HD", "KH", "CTr", "BC", "CV", "QC", "TTr", "ĐA"];

/// Kinds written without marks where no other kind has these letters: `HD` may be hướng dẫn, `DA` dự án.
const UNMARKED: [(&str, &str); 3] = [("QD", "QĐ"), ("ND", "NĐ"), ("CD", "CĐ")];

/// A kind with its marks, where it was written without them and no other can be meant.
pub(super) fn marked(kind: &str) -> &str {
    UNMARKED.iter().find(|(unmarked, _)| *unmarked == kind).map_or(kind, |(_, marked)| marked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_known_by_exact_letters() {
        assert_eq!(kind_name("QĐ"), Some("Quyết định"));
        assert_eq!((kind_name("CT"), kind_name("CTr")), (Some("Chỉ thị"), Some("Chương trình")));
        assert_eq!((kind_name("qđ"), kind_name("UBND"), kind_name("")), (None, None, None));
        assert!(PARTY_KINDS.iter().all(|kind| kind_name(kind).is_some()));
        let mut distinct: Vec<_> = KINDS.iter().map(|(abbreviation, _)| abbreviation).collect();
        distinct.sort_unstable();
        distinct.dedup();
        assert_eq!(distinct.len(), KINDS.len());
    }
}
