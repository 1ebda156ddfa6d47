//! Files that nothing reads are named, and the litter of editors and desktops is not.

use std::fs;
use std::process::Command;

/// What a check of a small site with these files besides says, in a language.
fn said(files: &[(&str, &str)], language: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let site = "title: Bản tin thử\nlanguage: vi\npublisher: {name: Tổ biên tập}\n";
    for (path, text) in [("content/site.yaml", site)].iter().chain(files) {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let mut check = Command::new(env!("CARGO_BIN_EXE_bantin"));
    check.args(["check", "--quiet", "--lang", language, "--root"]).arg(folder.path());
    let output = check.output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn a_hidden_file_that_somebody_may_miss_is_named_with_a_way_out() {
    let files = [("content/files/.well-known/security.txt", "x"), ("content/.ghi-chu.md", "x")];
    let vi = said(&files, "vi");
    assert!(vi.contains("cảnh báo[misplaced-file]: «content/files/.well-known» bị bỏ qua"), "{vi}");
    assert!(vi.contains("hãy đặt thẳng vào thư mục đã dựng, cạnh index.html"), "{vi}");
    assert!(
        vi.contains("«content/.ghi-chu.md» bị bỏ qua") && vi.contains("bỏ dấu chấm: «ghi-chu.md»"),
        "{vi}"
    );
    let en = said(&files, "en");
    assert!(en.contains("“content/files/.well-known” is passed over"), "{en}");
    assert!(en.contains("put it into the built folder, beside index.html"), "{en}");
}

#[test]
fn a_hidden_text_is_named_wherever_it_lies_and_not_read() {
    // None of these would pass if it were read.
    let files = [
        ("content/bulletins/.nhap.md", "x"),
        ("content/bulletins/2024/.rieng/tin.md", "x"),
        ("content/bulletins/2024/.anh.jpg", "x"),
        ("content/pages/.gioi-thieu.md", "x"),
        ("content/statistics/.cap.yaml", "- x"),
        ("content/statistics/.cap.csv", "x"),
        ("content/events/.le.yaml", "x"),
        ("content/localities/.xa.yaml", "x"),
    ];
    let vi = said(&files, "vi");
    for path in files.map(|(path, _)| path.trim_end_matches("/tin.md")) {
        assert!(vi.contains(&format!("cảnh báo[misplaced-file]: «{path}» bị bỏ qua")), "{path}: {vi}");
    }
    assert_eq!(vi.matches("bị bỏ qua").count(), files.len(), "{vi}");
    assert!(vi.contains("bỏ dấu chấm: «rieng»") && vi.contains("bỏ dấu chấm: «cap.csv»"), "{vi}");
    assert_eq!(vi.matches("ghi `draft: true`").count(), 2, "a text and a folder of bulletins: {vi}");
    let en = said(&files, "en");
    assert!(en.contains("“content/pages/.gioi-thieu.md” is passed over"), "{en}");
    assert!(en.contains("leave the dot out and write `draft: true`"), "{en}");
    assert!(en.contains("delete it or move it out of content/"), "{en}");
}

#[test]
fn the_litter_of_editors_and_desktops_is_nobodys_business() {
    let names = [
        ".DS_Store",
        "Thumbs.db",
        "~$bao-cao.docx",
        ".~lock.bao-cao.docx#",
        ".gitkeep",
        ".gitignore",
        ".git/config",
        ".obsidian/app.json",
        ".tin.md.swp",
        ".tin.md.kate-swp",
        ".#tin.md",
        "._anh.jpg",
        "._tin.md",
    ];
    let folders =
        ["", "files/", "files/mau/", "bulletins/", "bulletins/2024/tin/", "pages/", "statistics/", "events/"];
    let paths = names.iter().flat_map(|name| folders.map(|folder| format!("content/{folder}{name}")));
    let paths: Vec<String> = paths.collect();
    let files: Vec<(&str, &str)> = paths.iter().map(|path| (path.as_str(), "x")).collect();
    assert_eq!(said(&files, "vi"), "");
}

#[test]
fn a_file_of_a_theme_that_no_page_uses_is_named_with_the_name_that_may_be_meant() {
    let files = [
        ("themes/default/nothing.html", "<p>\n"),
        ("themes/default/templates/bulletn.html", "<p>\n"),
        ("themes/default/components/teazer/teazer.html", "<p>\n"),
        ("themes/default/assets/css/tokns/ours.css", "a { color: red }\n"),
    ];
    let vi = said(&files, "vi");
    for (path, _) in files {
        assert!(vi.contains(&format!("không trang nào dùng tệp «{path}» của giao diện")), "{path}: {vi}");
    }
    for near in ["templates/bulletin.html", "components/teaser/teaser.html"] {
        assert!(vi.contains(&format!("đúng tên của tệp ấy: «{near}»?")), "{near}: {vi}");
    }
    let en = said(&files, "en");
    assert!(en.contains("no page uses the theme's file “themes/default/nothing.html”"), "{en}");
    assert!(en.contains("“templates/bulletin.html”?") && en.contains("call it from a template"), "{en}");
}

#[test]
fn what_a_theme_adds_and_uses_is_no_mistake() {
    let component = "{% component seal() %}<b>UBND</b>{% endcomponent seal %}\n";
    let files = [
        ("themes/default/components/seal/seal.html", component),
        ("themes/default/components/seal/seal.css", "b { color: red }\n"),
        ("themes/default/components/seal/seal.yaml", "[]\n"),
        ("themes/default/templates/part.html", "<p>\n"),
        ("themes/default/templates/not-found.html", "{{ <seal /> }}{% include \"part.html\" %}\n"),
        ("themes/default/assets/css/tokens/ours.css", ":root { --bt-accent: #00529b; }\n"),
        ("themes/default/assets/fonts.txt", "x"),
        ("themes/default/README.md", "x"),
    ];
    assert_eq!(said(&files, "vi"), "");
}
