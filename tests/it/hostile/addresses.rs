//! Addresses that run code, read what they should not, or leave the site under a borrowed name: refused, wherever an
//! address can be written.

use super::{SITE, assert_inert, bulletin, published, refused};

/// The same few addresses in the spellings that browsers understand and filters do not.
const HOSTILE: [&str; 22] = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "javascript&colon;alert(1)",
    "javascript&#58;alert(1)",
    "javascript&#x3A;alert(1)",
    "java&#x09;script:alert(1)",
    "java&NewLine;script:alert(1)",
    "java&#0;script:alert(1)",
    "&#x6A;avascript:alert(1)",
    "&#1;javascript:alert(1)",
    "java\\script:alert(1)",
    "javascript\\:alert(1)",
    "data:text/html;base64,PHNjcmlwdD4=",
    "DATA:text/html,x",
    "vbscript:msgbox(1)",
    "view-source:https://a.vn",
    "blob:https://a.vn/1",
    "file:///etc/passwd",
    "//evil.example/x",
    "/\\evil.example/x",
    "\\\\evil.example\\x",
    "&#47;&#47;evil.example",
];

/// Percent signs hide nothing from a browser: such an address is a file's name, and no file has it.
const NAMES: [&str; 3] = ["javascript%3Aalert(1)", "%6Aavascript%3Aalert(1)", "%2F%2Fevil.example"];

#[track_caller]
fn check_text(text: &str) {
    let said = refused(&[("content/bulletins/a.md", &bulletin("", text))]);
    let by_rule = ["unsafe-link", "broken-link", "missing-picture"];
    assert!(by_rule.iter().any(|rule| said.contains(rule)), "{text}: {said}");
}

#[test]
fn links_and_pictures_in_a_text() {
    for address in HOSTILE.iter().chain(&NAMES) {
        check_text(&format!("[đọc tiếp]({address})"));
        check_text(&format!("[đọc tiếp](<{address}> \"tên\")"));
        check_text(&format!("[đọc tiếp][1]\n\n[1]: {address}"));
        check_text(&format!("![ảnh]({address})"));
    }
}

#[test]
fn addresses_in_angle_brackets() {
    for address in
        ["javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd"]
    {
        check_text(&format!("<{address}>"));
    }
    // What no autolink can hold is no link at all.
    for address in ["//evil.example", "java script:alert(1)", "x"] {
        let built = published(&[("content/bulletins/a.md", &bulletin("", &format!("<{address}>")))]);
        assert_inert(&built);
        assert!(!built.page("ban-tin/2024/a.html").contains("evil.example\""));
    }
}

#[test]
fn addresses_that_lists_and_front_matter_name() {
    for address in HOSTILE.iter().chain(&NAMES).chain(&[
        "https:evil",
        "https://",
        "http:///x",
        "ftp://a.vn",
        "https://a.vn\\@b",
    ]) {
        let quoted = serde_json::to_string(address).unwrap();
        let source = bulletin(&format!("source: {{name: Báo, url: {quoted}}}\n"), "Bài.");
        let documents = format!("- {{id: van-ban, title: Văn bản, url: {quoted}}}\n");
        let polls = format!("{SITE}polls: {{endpoint: {quoted}}}\n");
        let base = SITE.replace("https://tin.example.gov.vn/", &quoted);
        for files in [
            ("content/bulletins/a.md", source),
            ("content/documents.yaml", documents),
            ("content/site.yaml", polls),
            ("content/site.yaml", base),
        ] {
            let said = refused(&[(files.0, &files.1)]);
            assert!(said.contains("invalid-url"), "{address} in {}: {said}", files.0);
        }
    }
}

#[test]
fn what_is_no_address_never_becomes_one() {
    for address in HOSTILE {
        let quoted = serde_json::to_string(address).unwrap();
        let config = format!(
            "title: T\nlicence: {quoted}\npublisher: {{name: P, phone: {quoted}, email: {quoted}, address: {quoted}}}\n"
        );
        let page = format!("---\ntitle: Giới thiệu\nmenu: {quoted}\n---\nBài.\n");
        let built = published(&[("content/site.yaml", &config), ("content/pages/gioi-thieu.md", &page)]);
        assert_inert(&built);
    }
}
