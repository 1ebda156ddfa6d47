//! Which document a text means: number, issuer and year tell one from another, a number alone does not.

use bantin::cache::Texts;
use bantin::parse::{Drafts, parse_as_of, parse_site};
use bantin::source::Sources;

use crate::support::built::build;
use crate::support::case::Case;
use crate::support::html::words;

const SITE: &str = "-- content/site.yaml --
title: Bản tin
language: vi
publisher: {name: Tổ công tác}
-- content/localities.yaml --
- {id: xa-nhe, gazetteer: old-03244}
- {id: tua-chua, gazetteer: old-098}
- {id: thuong-xuan, gazetteer: old-396}
- {id: sang-nhe, gazetteer: new-03244}
- {id: xa-tua-chua, gazetteer: new-03217}
-- content/documents.yaml --
- {id: 61-tua-chua, number: 61/KH-UBND, issuer: UBND huyện Tủa Chùa, date: 2022-03-21}
-- themes/default/strings/en.yaml --
home: Home
";

/// A bulletin's file; its name is its slug.
fn bulletin(name: &str, date: &str, place: &str, words: &str) -> String {
    format!(
        "-- content/bulletins/{name}.md --\n---\ntitle: Tin\ndate: {date}\nlocalities: [{place}]\n---\n{words}\n"
    )
}

/// Compares the documents of a site that are cited: `id (issuer, date): the bulletins that cite it`.
#[track_caller]
fn check(bulletins: &[String], expected: &[&str]) {
    let (texts, binaries) = Case::parse(&(SITE.to_owned() + &bulletins.concat())).sources();
    let sources = Sources::new(texts, binaries);
    let as_of = parse_as_of("2026-12-01").expect("a day");
    let parsed = parse_site(&sources, as_of, Drafts::AllTexts, &Texts::default()).expect("texts in memory");
    let site = parsed.value.expect("a site");
    let cited = site.all_documents().filter(|(_, document)| !document.cited_by.is_empty());
    let shown: Vec<String> = cited
        .map(|(_, document)| {
            let date = document.date.map(|date| date.to_string());
            let known: Vec<String> = document.issuer.clone().into_iter().chain(date).collect();
            let mut by: Vec<&str> =
                document.cited_by.iter().map(|id| site.bulletin(*id).slug.as_str()).collect();
            by.sort_unstable();
            format!("{} ({}): {}", document.slug, known.join(", "), by.join(" "))
        })
        .collect();
    assert_eq!(shown, expected);
}

const DISTRICTS: &str = "61-tua-chua (UBND huyện Tủa Chùa, 2022-03-21)";

#[test]
fn a_number_means_the_described_document_where_place_and_year_agree() {
    check(&[bulletin("a", "2022-11-24", "xa-nhe", "Kế hoạch số 61/KH-UBND.")], &[&format!("{DISTRICTS}: a")]);
}

#[test]
fn another_issuer_is_another_document() {
    check(
        &[
            bulletin("cua-xa", "2022-11-24", "xa-nhe", "Kế hoạch 61/KH-UBND của UBND xã Xá Nhè."),
            bulletin("cua-xa-nay", "2022-11-25", "xa-nhe", "UBND xã ban hành Kế hoạch số 61/KH-UBND."),
            bulletin("cua-tinh", "2022-11-24", "xa-nhe", "Kế hoạch 61/KH-UBND của UBND tỉnh Điện Biên."),
            bulletin(
                "cua-huyen",
                "2022-11-24",
                "thuong-xuan",
                "Kế hoạch 61/KH-UBND của UBND huyện Tủa Chùa.",
            ),
        ],
        &[
            "61-kh-ubnd-dien-bien-truoc-2025-07-tin-2022 (UBND tỉnh Điện Biên): cua-tinh",
            "61-kh-ubnd-xa-nhe-tin-2022 (UBND xã Xá Nhè): cua-xa cua-xa-nay",
            &format!("{DISTRICTS}: cua-huyen"),
        ],
    );
}

#[test]
fn an_issuer_is_read_through_links_marks_and_line_ends() {
    let cited = [
        bulletin("lien-ket", "2022-11-24", "xa-nhe", "Kế hoạch 61/KH-UBND của [UBND xã](locality:xa-nhe)."),
        bulletin("nua-chung", "2022-11-24", "xa-nhe", "61/KH-UBND của UBND [xã Xá Nhè](locality:xa-nhe)."),
        bulletin("dam", "2022-11-24", "xa-nhe", "Kế hoạch **61/KH-UBND** *của* **UBND xã Xá Nhè**."),
        bulletin("xuong-dong", "2022-11-24", "xa-nhe", "Kế hoạch 61/KH-UBND của\nUBND xã Xá Nhè."),
        bulletin("dung-truoc", "2022-11-24", "xa-nhe", "[UBND xã](locality:xa-nhe) ban hành 61/KH-UBND."),
    ];
    let expected =
        "61-kh-ubnd-xa-nhe-tin-2022 (UBND xã Xá Nhè): dam dung-truoc lien-ket nua-chung xuong-dong";
    check(&cited, &[expected]);
}

#[test]
fn an_empty_link_beside_a_number_is_read_as_the_name_that_it_shows() {
    let cited = [
        bulletin("cua-xa", "2022-11-24", "xa-nhe", "Kế hoạch 61/KH-UBND của [](locality:xa-nhe)."),
        bulletin("ubnd", "2022-11-24", "xa-nhe", "61/KH-UBND ngày 2/3/2022 của UBND [ ](locality:xa-nhe)."),
        bulletin("truoc", "2022-11-24", "xa-nhe", "[](locality:xa-nhe) ban hành Kế hoạch 61/KH-UBND."),
        bulletin("huyen", "2022-11-24", "thuong-xuan", "61/KH-UBND của UBND [](locality:tua-chua)."),
        bulletin(
            "xa",
            "2022-11-24",
            "xa-nhe",
            "[](locality:xa-nhe) làm theo 61/KH-UBND tại [](locality:xa-nhe).",
        ),
    ];
    check(
        &cited,
        &[
            "61-kh-ubnd-xa-nhe-2022 (UBND xã Xá Nhè, 2022-03-02): ubnd",
            "61-kh-ubnd-xa-nhe-tin-2022 (xã Xá Nhè): cua-xa truoc",
            &format!("{DISTRICTS}: huyen xa"),
        ],
    );
}

#[test]
fn what_stands_in_another_paragraph_cell_or_behind_a_picture_is_not_said_of_a_number() {
    let cited = [
        bulletin("doan", "2022-11-24", "xa-nhe", "Kế hoạch 61/KH-UBND\n\ncủa UBND xã Xá Nhè."),
        bulletin("o", "2022-11-24", "xa-nhe", "| 61/KH-UBND | của UBND xã |\n|---|---|"),
        bulletin("ma", "2022-11-24", "xa-nhe", "Kế hoạch 61/KH-UBND `x` của UBND xã Xá Nhè."),
        bulletin("trong", "2022-11-24", "xa-nhe", "61/KH-UBND, [](locality:xa-nhe) ngày 2/3/2023 đã họp."),
    ];
    check(&cited, &[&format!("{DISTRICTS}: doan ma o trong")]);
}

#[test]
fn another_year_is_another_document() {
    check(
        &[
            bulletin("moi", "2026-11-24", "tua-chua", "Kế hoạch số 61/KH-UBND năm 2026."),
            bulletin("cu", "2026-11-24", "tua-chua", "Kế hoạch số 61/KH-UBND năm 2022."),
            bulletin("dung-ngay", "2026-11-24", "thuong-xuan", "Kế hoạch số 61/KH-UBND ngày 21/3/2022."),
            bulletin("khac-ngay", "2026-11-24", "tua-chua", "Kế hoạch số 61/KH-UBND ngày 5/5/2023."),
        ],
        &[
            "61-kh-ubnd-tua-chua-2023 (2023-05-05): khac-ngay",
            "61-kh-ubnd-tua-chua-2026 (): moi",
            &format!("{DISTRICTS}: cu dung-ngay"),
        ],
    );
}

#[test]
fn a_number_alone_in_a_text_of_another_place_or_year_stays_apart() {
    check(
        &[
            bulletin("noi-khac", "2022-11-24", "thuong-xuan", "Kế hoạch số 61/KH-UBND."),
            bulletin("nam-khac", "2026-11-24", "tua-chua", "Kế hoạch số 61/KH-UBND."),
            bulletin("nam-truoc", "2021-11-24", "tua-chua", "Kế hoạch số 61/KH-UBND."),
        ],
        &[
            "61-kh-ubnd-thuong-xuan-tin-2022 (): noi-khac",
            "61-kh-ubnd-tua-chua-tin-2021 (): nam-truoc",
            "61-kh-ubnd-tua-chua-tin-2026 (): nam-khac",
        ],
    );
}

#[test]
fn what_a_text_says_once_of_a_document_holds_for_all_of_it_and_for_its_translation() {
    let told = bulletin(
        "a",
        "2026-11-24",
        "tua-chua",
        "Theo 61/KH-UBND, tức Kế hoạch số 61/KH-UBND ngày 21/3/2022 của UBND huyện Tủa Chùa, …",
    );
    let translation = "-- content/bulletins/a.en.md --\n---\ntitle: News\n---\nUnder Plan 61/KH-UBND.\n";
    check(&[told, translation.to_owned()], &[&format!("{DISTRICTS}: a")]);
}

#[test]
fn texts_of_two_years_do_not_share_what_is_known_by_its_number_alone() {
    check(
        &[
            bulletin("mot", "2022-11-24", "tua-chua", "Kế hoạch 5/KH-UBND; Quyết định 7/QĐ-BCA."),
            bulletin("hai", "2022-12-24", "tua-chua", "Kế hoạch 5/KH-UBND."),
            bulletin("ba", "2026-11-24", "tua-chua", "Kế hoạch 5/KH-UBND; Quyết định 7/QĐ-BCA."),
        ],
        &[
            "5-kh-ubnd-tua-chua-tin-2022 (): hai mot",
            "5-kh-ubnd-tua-chua-tin-2026 (): ba",
            "7-qd-bca (): ba mot",
        ],
    );
}

#[test]
fn communes_of_one_province_number_their_own_since_there_are_no_districts() {
    check(
        &[
            bulletin("mot", "2026-11-24", "sang-nhe", "Kế hoạch số 9/KH-UBND."),
            bulletin("hai", "2026-11-24", "xa-tua-chua", "Kế hoạch số 9/KH-UBND."),
        ],
        &["9-kh-ubnd-sang-nhe-tin-2026 (): mot", "9-kh-ubnd-xa-tua-chua-tin-2026 (): hai"],
    );
}

#[test]
fn a_link_by_number_means_the_only_document_that_bears_it() {
    check(
        &[bulletin("a", "2026-11-24", "thuong-xuan", "[Kế hoạch](document:61/KH-UBND) của huyện bạn.")],
        &[&format!("{DISTRICTS}: a")],
    );
}

#[test]
fn open_data_tells_documents_of_one_number_apart_by_day_or_year() {
    let root = tempfile::tempdir().unwrap();
    let cited = [
        bulletin("moi", "2026-11-24", "tua-chua", "Kế hoạch số 61/KH-UBND năm 2026."),
        bulletin("cu", "2026-11-24", "tua-chua", "Kế hoạch số 61/KH-UBND năm 2021; 61/KH-UBND năm 2022."),
    ];
    let (site, _) = SITE.split_once("-- themes/").unwrap();
    Case::parse(&(site.to_owned() + &cited.concat())).write(root.path());
    let built = build(root.path(), "2026-12-01", Drafts::AllTexts).unwrap();
    let rows = built.page("du-lieu/documents.csv").lines();
    let dates: Vec<&str> = rows.filter_map(|row| row.split(',').nth(4)).collect();
    assert_eq!(dates, ["date", "2021", "2026", "2022-03-21"]);
}

#[test]
fn lists_tell_undescribed_documents_of_one_number_apart_by_the_news_that_cite_them() {
    let root = tempfile::tempdir().unwrap();
    let cited = [
        bulletin("mot", "2022-11-24", "xa-nhe", "Kế hoạch 9/KH-UBND."),
        bulletin("hai", "2023-11-24", "xa-nhe", "Kế hoạch 9/KH-UBND."),
        bulletin("ba", "2023-11-24", "thuong-xuan", "Kế hoạch 9/KH-UBND."),
        bulletin("bon", "2023-11-24", "sang-nhe", "Kế hoạch 9/KH-UBND năm 2021 của UBND xã Sáng Nhè."),
        bulletin("nam", "2023-11-24", "xa-nhe", "Kế hoạch 7/KH-UBND."),
    ];
    let (site, _) = SITE.split_once("-- themes/").unwrap();
    Case::parse(&(site.to_owned() + &cited.concat())).write(root.path());
    let built = build(root.path(), "2026-12-01", Drafts::AllTexts).unwrap();
    let shown = words(built.page("van-ban/index.html"));
    for note in [
        "9/KH-UBND Kế hoạch, huyện Tủa Chùa, trong tin năm 2022 1 bản tin",
        "9/KH-UBND Kế hoạch, huyện Tủa Chùa, trong tin năm 2023 1 bản tin",
        "9/KH-UBND Kế hoạch, huyện Thường Xuân, trong tin năm 2023 1 bản tin",
        "9/KH-UBND Kế hoạch của UBND xã Sáng Nhè, năm 2021 1 bản tin",
        "7/KH-UBND Kế hoạch 1 bản tin",
    ] {
        assert!(shown.contains(note), "{note}: {shown}");
    }
}
