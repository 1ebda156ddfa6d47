//! What the sources of the sample contradict: found where nobody accepts it, told to readers where somebody did.

use std::fs;
use std::path::Path;

use bantin::source::LineIndex;

use crate::support::built::{DAY, Whole, files};
use crate::support::html::{inside, words};

/// The sample's statistics without a single `accept`.
fn unaccepted(root: &Path) {
    let folder = root.join("content/statistics");
    for (name, bytes) in files(&folder) {
        let text = String::from_utf8(bytes).unwrap();
        let kept: String =
            text.lines().filter(|line| !line.trim_start().starts_with("accept:")).map(flow).collect();
        fs::write(folder.join(name), kept).unwrap();
    }
}

/// A line, without the `accept` that ends a mapping in braces.
fn flow(line: &str) -> String {
    match line.split_once(", accept:") {
        Some((before, _)) => format!("{before}}}\n"),
        None => format!("{line}\n"),
    }
}

/// Rule, file and the words that each message points at.
fn found_in(root: &Path) -> Vec<(String, String, String)> {
    let found = bantin::pipeline::check(&bantin::pipeline::Options {
        root: root.to_owned(),
        output: root.join("public"),
        base_url: None,
        drafts: bantin::pipeline::Drafts::LeftOut,
        as_of: bantin::pipeline::parse_as_of(DAY).unwrap(),
        strict: true,
        texts_in_memory: bantin::pipeline::TEXTS_IN_MEMORY,
        search: true,
        begun: None,
    })
    .unwrap();
    let shown = found.diagnostics.iter().map(|one| {
        let file = found.sources.get(one.span.file);
        let name = Path::new(&file.path).file_stem().unwrap().to_str().unwrap().to_owned();
        let lines = LineIndex::new(found.sources.text(one.span.file).unwrap());
        assert!(lines.at(one.span.start as usize).line > 1, "{name}: points at nothing");
        (one.rule.to_owned(), name, lines.text()[one.span.range()].to_owned())
    });
    shown.collect()
}

#[test]
fn every_contradiction_of_the_sources_is_found_where_nobody_accepts_it() {
    let root = Whole::Sample.copy();
    unaccepted(root.path());
    let mut found = found_in(root.path());
    found.sort();
    let expected = [
        ("groups-disagree", "nhiem-vu-chi-dao", "413"),
        ("groups-disagree", "nhiem-vu-de-an", "89"),
        ("implied-base", "cap-can-cuoc", "87.1"),
        ("percent-disagrees", "thu-nhan-dinh-danh", "15.7"),
        ("remainder-disagrees", "dinh-danh-con-phai-thu-nhan", "65720"),
        ("remainder-disagrees", "ho-so-con-phai-cap", "1223"),
        ("target-passed", "dinh-danh-con-phai-thu-nhan", "2022-12-31"),
        ("target-passed", "ho-so-con-phai-cap", "2022-12-31"),
        ("target-passed", "thu-nhan-dinh-danh", "2022-12-31"),
    ];
    assert_eq!(found, expected.map(|(rule, file, at)| (rule.to_owned(), file.to_owned(), at.to_owned())));
}

#[test]
fn a_build_before_the_due_day_asks_for_no_later_figure() {
    let root = Whole::Sample.copy();
    let built =
        crate::support::built::build(root.path(), "2022-12-31", bantin::pipeline::Drafts::LeftOut).unwrap();
    for rule in ["target-passed", "accept-without-effect"] {
        assert!(!built.warnings.contains(rule), "{}", built.warnings);
    }
    let page = words(inside(built.page("chi-so/thu-nhan-dinh-danh.html"), "main"));
    assert!(!page.contains("chưa có số liệu sau hạn"), "{page}");
}

#[track_caller]
fn check_told(address: &str, told: &[&str]) {
    let page = words(inside(Whole::Sample.built().page(address), "main"));
    for expected in told {
        assert!(page.contains(expected), "{address}: «{expected}» is not in\n{page}");
    }
}

#[test]
fn readers_are_told_what_does_not_add_up() {
    let share = "Tỷ lệ giữ như bài nguồn. Nguồn ghi 15,7%; 12.174 ÷ 77.894 = 15,6%.";
    let rest = "65.720 ÷ 77.894 = 84,4%; 100% − 15,7% = 84,3%.";
    let base = "77.894 là 87,1% của một số từ 89.380 đến 89.481.";
    let left = "77.894 (Căn cước công dân gắn chíp đã cấp) ở mức 87,1% thì còn lại từ 11.486 đến 11.587.";
    check_told(
        "chi-so/thu-nhan-dinh-danh.html",
        &[share, "chưa có số liệu sau hạn", "chưa có bài nào nêu kết quả"],
    );
    check_told("chi-so/dinh-danh-con-phai-thu-nhan.html", &[rest]);
    check_told("chi-so/cap-can-cuoc.html", &[base]);
    check_told("chi-so/ho-so-con-phai-cap.html", &[left]);
    check_told("ban-tin/2022/thuong-xuan-de-an-06.html", &[share, rest, base, left]);
    check_told("dia-phuong/thuong-xuan.html", &[share, rest, base, left]);
    check_told(
        "chi-so/nhiem-vu-de-an.html",
        &["67 + 13 + 12 = 92; tổng ghi 89: thừa 3.", "thì tổng là 102: thiếu 10."],
    );
    check_told("chi-so/nhiem-vu-chi-dao.html", &["200 + 119 + 78 = 397; tổng ghi 413: thiếu 16."]);
}
