//! What the pages of the five sample bulletins must show, as their sources have it.

use crate::support::built::Whole;
use crate::support::html::{inside, tags, words};

/// What a page must show.
struct Shown<'a> {
    /// Where it is, and what it links to, are addresses from the site's root.
    address: &'a str,
    /// Its words, in the order of the page's blocks.
    words: &'a [&'a str],
    /// Words that must not be there.
    never: &'a [&'a str],
    /// Figures that are tied to data: words, and the exact value.
    figures: &'a [(&'a str, &'a str)],
    /// What it links to.
    links: &'a [&'a str],
}

#[track_caller]
fn check(shown: &Shown<'_>) {
    let built = Whole::Sample.built();
    let main = inside(built.page(shown.address), "main");
    let text = words(main);
    for expected in shown.words {
        assert!(text.contains(expected), "{}: «{expected}» is not in\n{text}", shown.address);
    }
    for unwanted in shown.never {
        assert!(!text.contains(unwanted), "{}: «{unwanted}» is in\n{text}", shown.address);
    }
    for (figure, value) in shown.figures {
        let tied = format!("data-value=\"{value}\">{figure}</a>");
        assert!(main.contains(&tied), "{}: no {tied}", shown.address);
    }
    let links: Vec<String> =
        tags(main).iter().filter_map(|tag| tag.attribute("href").map(str::to_owned)).collect();
    for expected in shown.links {
        let link = format!("../../{expected}");
        assert!(links.contains(&link), "{}: no link to {expected} in {links:#?}", shown.address);
    }
}

#[test]
fn xa_nhe_shows_the_launch_and_what_is_open() {
    check(&Shown {
        address: "ban-tin/2022/ra-quan-xa-nhe.html",
        words: &[
            "Ngày đăng: 24/11/2022",
            "Kế hoạch số 61/KH-UBND ngày 21/3/2022",
            "Địa phương Xã Xá Nhè huyện Tủa Chùa, tỉnh Điện Biên",
            "Huyện Tủa Chùa tỉnh Điện Biên",
            "Lễ ra quân tuyên truyền, nâng cao các giải pháp thực hiện Đề án 06",
            "61/KH-UBND Kế hoạch của UBND huyện Tủa Chùa, 21/03/2022",
        ],
        never: &[],
        figures: &[("12", "12"), ("trên 500", "500"), ("trên 900", "900"), ("253", "253")],
        links: &[
            "su-kien/le-ra-quan-xa-nhe-2022.html",
            "dia-phuong/xa-nhe.html",
            "dia-phuong/tua-chua.html",
            "van-ban/61-kh-ubnd-tua-chua-2022.html",
            "chi-so/chua-lam-sach-tiem-chung.html",
        ],
    });
}

#[test]
fn thuong_xuan_shows_both_percentages_and_that_its_month_is_inferred() {
    check(&Shown {
        address: "ban-tin/2022/thuong-xuan-de-an-06.html",
        words: &[
            "Nguồn không ghi ngày · xếp vào tháng 11/2022 theo suy đoán",
            "tài khoản định danh điện tử phải thu nhận, kích hoạt",
            "trước ngày 31/12/2022",
            "3074/UBND-CA ngày 17/11/2022",
            "15,7% của 77.894 tài khoản; tính lại là 15,6%",
            "Minh Phương",
        ],
        never: &["Ngày đăng:"],
        figures: &[
            ("77.894", "77894"),
            ("87,1%", "87.1"),
            ("12.174", "12174"),
            ("15,7%", "15.7"),
            ("15,6%", "15.6"),
            ("65.720", "65720"),
            ("1.223", "1223"),
            ("2.376", "2376"),
        ],
        links: &["van-ban/3074-ubnd-ca-thuong-xuan-2022.html", "dia-phuong/thuong-xuan.html"],
    });
}

#[test]
fn chiem_hoa_shows_the_inspection_without_a_year() {
    check(&Shown {
        address: "ban-tin/2022/kiem-tra-chiem-hoa.html",
        words: &[
            "Ngày đăng: 13/6 · Nguồn không ghi năm · xếp vào tháng 6/2022 theo suy đoán",
            "Buổi chiều",
            "06/QĐ-TTg Quyết định của Thủ tướng Chính phủ, 06/01/2022",
            "Huy Dương",
        ],
        never: &["13/6/2022", "13/06/2022"],
        figures: &[("24", "24"), ("297", "297"), ("9", "9"), ("25", "25"), ("58,5%", "58.5")],
        links: &["su-kien/kiem-tra-huyen-chiem-hoa.html", "van-ban/06-qd-ttg.html"],
    });
}

#[test]
fn cua_lo_shows_the_conference_and_both_authors() {
    check(&Shown {
        address: "ban-tin/2024/so-ket-cua-lo.html",
        words: &["Ngày đăng: 22/03/2024", "Buổi sáng", "Hữu Lương, Ngọc Ánh", "Phường Nghi Thu"],
        never: &[],
        figures: &[("hơn 34.400", "34400"), ("16", "16")],
        links: &[
            "su-kien/so-ket-2-nam-cua-lo-2024.html",
            "dia-phuong/nghi-thu.html",
            "dia-phuong/cua-lo.html",
        ],
    });
}

#[test]
fn tinh_bien_shows_what_does_not_add_up() {
    check(&Shown {
        address: "ban-tin/2024/tinh-bien-hai-nam-de-an-06.html",
        words: &[
            "Nguồn không ghi ngày · xếp vào tháng 1/2024 theo suy đoán",
            "Các nhóm cộng lại: 67 + 13 + 12 = 92; tổng ghi 89: thừa 3.",
            "Tính cả 13 (Nhiệm vụ chung của Đề án 06) thì tổng là 102: thiếu 10.",
            "Các nhóm cộng lại: 200 + 119 + 78 = 397; tổng ghi 413: thiếu 16.",
            "Hữu Ngọc",
        ],
        never: &["Ngày đăng:"],
        figures: &[
            ("89", "89"),
            ("67", "67"),
            ("13", "13"),
            ("12", "12"),
            ("413", "413"),
            ("200", "200"),
            ("78", "78"),
            ("119", "119"),
        ],
        links: &[
            "su-kien/hoi-nghi-2-nam-de-an-06.html",
            "van-ban/06-qd-ttg.html",
            "chi-so/nhiem-vu-de-an.html",
            "dia-phuong/tinh-bien.html",
        ],
    });
}

#[test]
fn every_sample_bulletin_stands_in_the_lists() {
    let built = Whole::Sample.built();
    let list = tags(inside(built.page("ban-tin/index.html"), "main"))
        .iter()
        .filter(|tag| tag.attribute("class") == Some("bt-teaser__link"))
        .filter_map(|tag| tag.attribute("href").map(str::to_owned))
        .collect::<Vec<_>>();
    assert_eq!(
        list,
        [
            "../ban-tin/2024/so-ket-cua-lo.html",
            "../ban-tin/2024/tinh-bien-hai-nam-de-an-06.html",
            "../ban-tin/2022/ra-quan-xa-nhe.html",
            "../ban-tin/2022/thuong-xuan-de-an-06.html",
            "../ban-tin/2022/kiem-tra-chiem-hoa.html",
        ]
    );
}
