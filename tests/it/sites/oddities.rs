//! What was written stays what it was: words stay words, wherever they come from.

use crate::support::built::{ALL, Whole};
use crate::support::html::{Tag, inside, tags, words};

/// The main part of a page of the odd site.
#[track_caller]
fn main_of(address: &str) -> &'static str {
    inside(Whole::Odd.built().page(address), "main")
}

#[track_caller]
fn check_words(address: &str, expected: &[&str]) {
    let text = words(main_of(address));
    for words in expected {
        assert!(text.contains(words), "{address}: «{words}» is not in\n{text}");
    }
}

#[test]
fn no_element_and_no_attribute_comes_from_a_text() {
    let never = ["iframe", "object", "script", "style"];
    // The program's own open the table of a chart.
    let is_own = |class: Option<&str>| class.is_some_and(|class| class.starts_with("bt-chart__table"));
    for site in ALL {
        for (page, html) in site.built().pages() {
            // What the page is about, as data, is the one script element that the program itself writes.
            let data = html.matches("<script type=\"application/ld+json\">").count();
            assert!(data <= 1, "{site:?}: {page}: {data} documents of linked data");
            for tag in tags(html).into_iter().filter(|tag| !is_linked_data(tag) && !is_client(tag)) {
                let planted =
                    never.contains(&tag.name) || tag.attributes().any(|(name, _)| name.starts_with("on"));
                let planted = planted || tag.name == "details" && !is_own(tag.attribute("class"));
                assert!(!planted, "{site:?}: {page}: {tag:?}");
                let link = tag.attribute("href").unwrap_or_default().to_lowercase();
                assert!(!link.starts_with("javascript:") && !link.starts_with("data:"), "{page}: {tag:?}");
            }
        }
    }
}

fn is_linked_data(tag: &Tag<'_>) -> bool {
    tag.name == "script" && tag.attributes().eq([("type", "application/ld+json")])
}

/// The script that loads the one that answers searches.
fn is_client(tag: &Tag<'_>) -> bool {
    let src = tag.attribute("src").unwrap_or_default().trim_start_matches("../");
    tag.name == "script" && src.starts_with("assets/search-start.")
}

#[test]
fn pages_hold_composed_text_without_control_characters() {
    for site in ALL {
        for (page, html) in site.built().pages() {
            let unwanted = html.chars().find(|c| {
                (c.is_control() && *c != '\n')
                    || ('\u{300}'..='\u{36F}').contains(c)
                    || (*c as u32 & 0xFFFE) == 0xFFFE
            });
            assert_eq!(unwanted, None, "{site:?}: {page}");
        }
    }
    check_words("tin/2024/chu-to-hop.html", &["Chữ tổ hợp rời — Điện Biên", "thị xã Cửa Lò"]);
}

#[test]
fn what_looks_like_markup_or_a_template_is_shown() {
    check_words(
        "tin/2024/dau-ngoac.html",
        &[
            "*sao* [ngoặc](vuông) &amp; &lt;b&gt; {{ mẫu }} {% lệnh %}",
            "{{ site.title }} {# chú thích #} &nbsp; <img src=x onerror=alert(1)>",
            "{{ nội_dung }} và {% raw %}",
        ],
    );
    check_words(
        "tin/2024/dan-trang.html",
        &["<div onclick=\"alert(1)\">khối</div>", "<svg/onload=alert(1)>"],
    );
    check_words("tin/2024/du-khoa.html", &["<script>alert(\"không chạy\")</script>"]);
}

#[test]
fn a_safe_list_of_elements_passes_where_the_site_lets_it() {
    let main = inside(Whole::English.built().page("markup.html"), "main");
    for passed in ["H<sub>2</sub>O", "<mark>marked</mark>", "a<br>b<wbr>c", "<i>crossed</i>"] {
        assert!(main.contains(passed), "no {passed} in\n{main}");
    }
    let text = words(main);
    for shown in
        ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<details open ontoggle=alert(1)>"]
    {
        assert!(text.contains(shown), "no {shown} in\n{text}");
    }
    assert!(!text.contains("a comment alone"), "{text}");
}

#[test]
fn every_way_to_quote_a_figure_shows_it() {
    let main = main_of("tin/2024/so-lieu.html");
    for (figure, value) in [
        ("1.234", "1234"),
        ("1.000", "1000"),
        ("900", "900"),
        ("5.600", "5600"),
        ("61,7%", "61.7"),
        ("2.000", "2000"),
        ("766", "766"),
        ("+234", "234"),
        ("hơn 34.400", "34400"),
        ("15,7%", "15.7"),
        ("15,6%", "15.6"),
        ("12.345.678.901.234.567.890,123456", "12345678901234567890.123456"),
        ("0,000001", "0.000001"),
        ("−1.500,5", "-1500.5"),
        ("33,333333%", "33.333333"),
        ("0,5", "-0.5"),
    ] {
        let tied = format!("data-value=\"{value}\">{figure}</a>");
        assert!(main.contains(&tied), "no {tied}");
    }
}

#[test]
fn charts_bring_their_tables() {
    let tables = main_of("tin/2024/so-lieu.html").matches("<table").count();
    // Seven alone in their paragraph and one in a list; one has no figures, one stands in a line.
    assert_eq!(tables, 8);
    check_words("tin/2024/so-lieu.html", &["Bản đồ Theo địa phương", "Bảng Nơi", "Chỉ số chưa có số"]);
}

#[test]
fn one_document_is_told_from_another_of_the_same_number() {
    let links = |address| {
        tags(main_of(address))
            .iter()
            .filter_map(|tag| tag.attribute("href").map(str::to_owned))
            .collect::<Vec<_>>()
    };
    let (named, dated) = (links("tin/2024/du-khoa.html"), links("tin/2024/dan-trang.html"));
    let (mau, khac) = (
        "../../giay-to/61-kh-ubnd-mau-2022.html".to_owned(),
        "../../giay-to/61-kh-ubnd-khac-2022.html".to_owned(),
    );
    assert!(named.contains(&mau) && !named.contains(&khac), "{named:#?}");
    assert!(dated.contains(&khac) && !dated.contains(&mau), "{dated:#?}");
}

#[test]
fn places_of_one_name_are_told_apart() {
    check_words(
        "tin/2023/chi-biet-thang.html",
        &["Xã Lam Sơn huyện Thạch Thất, thành phố Hà Nội", "Xã Lam Sơn huyện Tân Yên, tỉnh Bắc Giang"],
    );
    check_words("noi/xa-doi-ten.html", &["Xã Cũ", "Xã Giữa A", "xã Tiếp Tục", "theo 1234/NQ-UBTVQH15"]);
}

#[test]
fn a_tag_written_in_two_ways_is_one() {
    let main = main_of("tin/2024/du-khoa.html");
    assert_eq!(main.matches("muc/the/dinh-danh-dien-tu.html").count(), 1);
    let list = main_of("muc/the/dinh-danh-dien-tu.html");
    assert_eq!(list.matches("tin/2024/du-khoa.html").count(), 1);
}

#[test]
fn moments_are_told_in_the_sites_time_zone() {
    let posted = "Ngày đăng: 6:30, 01/07/2024 · Cập nhật 11:00, 01/07/2024";
    check_words("tin/2024/gio-nuoc-khac.html", &[posted]);
    check_words("lich/giao-thua.html", &["6:30, Thứ Tư, 01/01/2025 – 8:00, 01/01/2025"]);
}

#[test]
fn dates_that_are_not_known_are_not_shown() {
    check_words("tin/2023/chi-biet-nam.html", &["Nguồn không ghi ngày <nào> & tháng nào"]);
    check_words("tin/2023/chi-biet-thang.html", &["giữa tháng <11>"]);
    check_words("tin/2023/chi-biet-quy.html", &["quý 3/2023"]);
    check_words("lich/suy-doan.html", &["13/5", "Nguồn không ghi năm"]);
    assert!(!words(main_of("lich/suy-doan.html")).contains("13/05/2024"));
}

#[test]
fn polls_ask_only_where_votes_can_be_sent() {
    let asks = |html: &str| tags(html).iter().any(|tag| tag.name == "form");
    assert!(asks(main_of("tin/2024/tham-do-chua-co-phieu.html")));
    assert!(!asks(main_of("tin/2024/du-khoa.html")), "the poll is closed");
    check_words("tin/2024/du-khoa.html", &["Dễ & nhanh 12 phiếu", "Khó <quá> 0 phiếu", "3.456.789 phiếu"]);
}

#[test]
fn lists_go_on_over_pages() {
    let built = Whole::Odd.built();
    let entries = |address: &str| inside(built.page(address), "main").matches("bt-teaser__link").count();
    assert_eq!(entries("muc/tin-ngan.html"), 3);
    assert_eq!(entries("muc/tin-ngan/trang-2.html"), 3);
    assert!(built.files.contains_key("tin/trang-9.html") && !built.files.contains_key("tin/trang-11.html"));
}
