//! `bantin figures`: which numbers are offered a link, which never, and what becomes of the files.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::support::built::Whole;

const SITE: &str = "title: Bản tin thử\nlanguage: vi\nbase_url: https://tin.example.gov.vn/\npublisher: {name: Tổ biên tập}\n";
const LOCALITIES: &str = "\
- {id: xa-mau, name: xã Mẫu, level: commune}
- {id: xa-khac, name: xã Khác, level: commune}
";
const CARDS: &str = "\
name: Căn cước đã cấp
unit: thẻ
kind: count
observations:
  - {locality: xa-mau, date: 2022-10, value: 70123, percent: 80.1, accept: Nguồn không nêu mẫu số.}
  - {locality: xa-mau, date: 2022-11, value: 77894, percent: 87.1, accept: Nguồn không nêu mẫu số.}
  - {locality: xa-mau, date: 2023-01, value: 81234}
  - {locality: xa-khac, date: 2022-11, value: 55555}
";
const TEAMS: &str = "\
name: Thôn có tổ công tác
unit: thôn
kind: count
groups: [{id: du, name: Đủ người}]
observations:
  - {locality: xa-mau, date: 2022-11, value: 12, of: 24, accept: Nguồn chỉ nêu một nhóm.}
  - {locality: xa-mau, date: 2022-11, group: du, value: 7}
  - {locality: xa-mau, date: 2022-10, value: 9}
";
const SHARE: &str = "\
name: Hồ sơ điện tử
unit: \"%\"
kind: percent
observations:
  - {locality: xa-mau, date: 2022-11, value: 58.5}
";

fn write(root: &Path, path: &str, bytes: &[u8]) -> PathBuf {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, bytes).unwrap();
    path
}

/// A site with one bulletin of 24 November 2022 about `xa-mau`.
fn site(text: &str) -> (TempDir, PathBuf) {
    let root = tempfile::tempdir().unwrap();
    write(root.path(), "content/site.yaml", SITE.as_bytes());
    write(root.path(), "content/localities.yaml", LOCALITIES.as_bytes());
    write(root.path(), "content/statistics/the.yaml", CARDS.as_bytes());
    write(root.path(), "content/statistics/to.yaml", TEAMS.as_bytes());
    write(root.path(), "content/statistics/ty-le.yaml", SHARE.as_bytes());
    let bulletin = format!("---\ntitle: Bài\ndate: 2022-11-24\nlocalities: [xa-mau]\n---\n{text}\n");
    let path = write(root.path(), "content/bulletins/2022/bai.md", bulletin.as_bytes());
    (root, path)
}

fn bantin(root: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bantin"));
    command.args(arguments).arg("--root").arg(root).env_clear().output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// The text of the bulletin once the links are written.
fn linked(text: &str) -> String {
    let (root, path) = site(text);
    let output = bantin(root.path(), &["figures", "--write"]);
    assert!(output.status.success(), "{}", err(&output));
    let written = fs::read_to_string(path).unwrap();
    written.split_once("\n---\n").unwrap().1.trim_end().to_owned()
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(linked(text), expected);
}

#[track_caller]
fn check_left_alone(text: &str) {
    assert_eq!(linked(text), text);
}

#[test]
fn numbers_that_equal_a_figure_are_tied_to_it() {
    check("Đã cấp 77.894 thẻ.", "Đã cấp [77.894](metric:the@xa-mau) thẻ.");
    check(
        "Đạt 87,1%, tháng trước 80,1%.",
        "Đạt [87,1%](metric:the@xa-mau#percent), tháng trước [80,1%](metric:the@xa-mau/2022-10#percent).",
    );
    check("Gần 77,9 nghìn thẻ căn cước.", "Gần [77,9 nghìn](metric:the@xa-mau) thẻ căn cước.");
    check("Có 12/24 thôn.", "Có [12/24](metric:to@xa-mau) thôn.");
    check("Có 12 thôn và 9 thôn.", "Có [12](metric:to@xa-mau) thôn và [9](metric:to@xa-mau/2022-10) thôn.");
    check("Tỷ lệ **58,5%**.", "Tỷ lệ **[58,5%](metric:ty-le@xa-mau)**.");
    check("Có 7 thôn đủ người.", "Có [7](metric:to.du@xa-mau) thôn đủ người.");
    check(
        "Ở [xã Khác](locality:xa-khac) là 55.555.",
        "Ở [xã Khác](locality:xa-khac) là [55.555](metric:the@xa-khac).",
    );
    check("| Thẻ |\n|---|\n| 77.894 |", "| Thẻ |\n|---|\n| [77.894](metric:the@xa-mau) |");
}

#[test]
fn chance_is_left_alone() {
    for text in [
        "Họp lúc 12 giờ, 24 đại biểu dự.",
        "Có 7 thôn.",
        "Số 55.555 là của nơi khác.",
        "Ngày 12/11/2022 và năm 2022 có 81.234 thẻ.",
        "Điện thoại: 77.894.",
        "Gọi 0912 77.894.",
        "Từ 12-24 thôn.",
        "Mã `77.894` và <b>x</b>.",
        "[77.894](https://a.vn), [số 77.894](bulletin:bai)",
        "# 77.894 thẻ",
        "Có 77.895 thẻ, 77.894% và 87,1 thẻ.",
        "Số **77.894**thẻ và a**77.894** thẻ.",
        "Xem!77.894 thẻ.",
        "77.**894** thẻ",
    ] {
        check_left_alone(text);
    }
}

#[test]
fn what_only_a_person_can_decide_is_listed_and_not_written() {
    let (root, path) = site("Có 77.894 thẻ.");
    let other = CARDS.replace("Căn cước đã cấp", "Căn cước đã trả");
    write(root.path(), "content/statistics/tra.yaml", other.as_bytes());
    let before = fs::read(&path).unwrap();
    let output = bantin(root.path(), &["figures", "--write"]);
    assert_eq!(
        out(&output),
        "content/bulletins/2022/bai.md:6:4: 77.894 → ?\n    [77.894](metric:the@xa-mau)  Căn cước đã cấp\n    [77.894](metric:tra@xa-mau)  Căn cước đã trả\n"
    );
    assert_eq!(err(&output), "Đã ghi 0 liên kết; 1 con số khớp với nhiều số liệu, bạn hãy tự chọn.\n");
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn every_other_byte_stays_and_the_second_time_nothing_changes() {
    let (root, path) = site("");
    let accepted = "accept: [{rule: indented-code, reason: Mã.}]";
    let head = format!(
        "\u{feff}---\r\ntitle: Ba\u{300}i\r\ndate: 2022-11-24\r\nlocalities: [xa-mau]\r\n{accepted}\r\n---\r\n"
    );
    let raw = |number: &str| {
        format!("{head}Đa\u{303} ca\u{302}\u{301}p {number} the\u{309}.  \r\n\r\n\tmã\u{2} hết")
    };
    fs::write(&path, raw("77.894")).unwrap();
    let first = bantin(root.path(), &["figures", "--write"]);
    assert!(out(&first).contains("(đã ghi)"), "{}{}", out(&first), err(&first));
    let written = fs::read(&path).unwrap();
    assert_eq!(String::from_utf8(written.clone()).unwrap(), raw("[77.894](metric:the@xa-mau)"));
    let second = bantin(root.path(), &["figures", "--write"]);
    assert_eq!((out(&second).as_str(), fs::read(&path).unwrap()), ("", written));
    let checked = bantin(root.path(), &["check", "--strict"]);
    assert!(checked.status.success(), "{}", err(&checked));
}

#[test]
fn lists_are_for_people_and_programs_and_change_nothing() {
    let (root, path) = site("Đã cấp 77.894 thẻ.");
    let before = fs::read(&path).unwrap();
    let text = bantin(root.path(), &["figures", "--lang", "en"]);
    assert_eq!(
        out(&text),
        "content/bulletins/2022/bai.md:6:8: 77.894 → [77.894](metric:the@xa-mau)  Căn cước đã cấp\n"
    );
    assert_eq!(
        err(&text),
        "Numbers that can be linked to the data: 1. `bantin figures --write` writes those beyond doubt: 1.\n"
    );
    let json = bantin(root.path(), &["figures", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(
        json,
        serde_json::json!([{
            "file": "content/bulletins/2022/bai.md", "line": 6, "column": 8, "text": "77.894",
            "links": [{"markdown": "[77.894](metric:the@xa-mau)", "metric": "Căn cước đã cấp"}],
            "written": false,
        }])
    );
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn named_texts_alone_are_looked_at() {
    let (root, path) = site("Đã cấp 77.894 thẻ.");
    let named = |name: &str| bantin(root.path(), &["figures", name]);
    for name in [path.to_str().unwrap(), "content/bulletins/2022", "content/bulletins/2022/bai.md"] {
        assert!(out(&named(name)).contains("77.894"), "{name}: {}", err(&named(name)));
    }
    assert_eq!(out(&named("content/site.yaml")), "");
    assert_eq!(named("content/khong-co.md").status.code(), Some(1));
    let elsewhere = tempfile::tempdir().unwrap();
    let output = named(elsewhere.path().to_str().unwrap());
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("không có bài nào"), "{}", err(&output));
}

#[test]
fn the_sample_has_nothing_left_to_tie() {
    let root = Whole::Sample.copy();
    let output = bantin(root.path(), &["figures"]);
    assert_eq!((output.status.code(), out(&output).as_str()), (Some(0), ""));
}
