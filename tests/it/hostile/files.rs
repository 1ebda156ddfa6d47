//! Files that are published as they are: pictures that draw and nothing else, no pages, no programs.

use super::{published, refused, site, write};
use crate::support::built::{DAY, build, options};
use bantin::pipeline::{self, Drafts};

const SVG: &str = "xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"";

/// Ways to run or to fetch something from a picture; all of them work in some browser that opens the file.
const ACTIVE: [&str; 28] = [
    "<script>alert(1)</script>",
    "<script href=\"data:text/javascript,alert(1)\"/>",
    "<script xlink:href=\"//evil.example/x.js\"/>",
    "<s:script xmlns:s=\"http://www.w3.org/2000/svg\">alert(1)</s:script>",
    "<h:script xmlns:h=\"http://www.w3.org/1999/xhtml\">alert(1)</h:script>",
    "<h:iframe xmlns:h=\"http://www.w3.org/1999/xhtml\" src=\"javascript:alert(1)\"/>",
    "<foreignObject><body xmlns=\"http://www.w3.org/1999/xhtml\" onload=\"alert(1)\"/></foreignObject>",
    "<path onclick=\"alert(1)\"/>",
    "<g onload=\"alert(1)\"/>",
    "<animate onbegin=\"alert(1)\"/>",
    "<a href=\"javascript:alert(1)\"><text>a</text></a>",
    "<a><set attributeName=\"href\" to=\"javascript:alert(1)\"/></a>",
    "<animate attributeName=\"href\" values=\"javascript:alert(1)\"/>",
    "<use href=\"data:image/svg+xml;base64,PHN2Zz4=#x\"/>",
    "<use xlink:href=\"https://evil.example/x.svg#a\"/>",
    "<image href=\"https://evil.example/dem.png\"/>",
    "<feImage href=\"//evil.example/dem.png\"/>",
    "<style>@import url(//evil.example/x.css);</style>",
    "<style><![CDATA[a{fill:url(//evil.example/x)}]]></style>",
    "<style><title>b</title>@import \"//evil.example/x.css\";</style>",
    "<style>@imp<title>b</title>ort \"//evil.example/x.css\";</style>",
    "<rect width=\"9\" height=\"9\" mask=\"image-set('//evil.example/x' 1x)\"/>",
    "<rect width=\"9\" height=\"9\" fill=\"u\\72l(//evil.example/x)\"/>",
    "<path style=\"fill:url(&#104;ttps://evil.example/x)\"/>",
    "<path fill=\"url('https://evil.example/x#a')\"/>",
    "<handler xmlns=\"http://www.w3.org/2001/xml-events\"/><video href=\"//evil.example\"/>",
    "<g><![CDATA[</g>]]></g><discard/>",
    "<math xmlns=\"http://www.w3.org/1998/Math/MathML\" href=\"javascript:alert(1)\"/>",
];

/// Whole files, since what is wrong stands before or around the picture.
const WHOLE: [&str; 8] = [
    "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>",
    "<?xml-stylesheet href=\"javascript:alert(1)\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    "<!DOCTYPE svg [<!ENTITY x \"<script xmlns='http://www.w3.org/2000/svg'>alert(1)</script>\">]><svg xmlns=\"http://www.w3.org/2000/svg\">&x;</svg>",
    "<!DOCTYPE svg [<!ATTLIST svg onload CDATA \"alert(1)\">]><svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    "<!DOCTYPE svg [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><svg xmlns=\"http://www.w3.org/2000/svg\">&b;</svg>",
    "<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><svg xmlns=\"http://www.w3.org/2000/svg\">&x;</svg>",
    "<?xml version=\"1.0\" encoding=\"UTF-16\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    "<html xmlns=\"http://www.w3.org/1999/xhtml\"><body/></html>",
];

#[test]
fn a_picture_that_does_more_than_draw_is_refused() {
    let wrapped = ACTIVE.iter().map(|inside| format!("<svg {SVG}>{inside}</svg>"));
    for picture in wrapped.chain(WHOLE.map(str::to_owned)) {
        for path in ["content/files/logo.svg", "content/files/a/B.SVG", "content/files/a.xml"] {
            let said = refused(&[(path, &picture)]);
            assert!(said.starts_with("active-file: "), "{picture}: {said}");
        }
    }
}

#[test]
fn a_picture_in_another_encoding_is_refused() {
    let picture = format!("<svg {SVG}><script>alert(1)</script></svg>");
    for (mark, swap) in [([0xFF, 0xFE], false), ([0xFE, 0xFF], true)] {
        let units = picture
            .encode_utf16()
            .flat_map(|unit| if swap { unit.to_be_bytes() } else { unit.to_le_bytes() });
        for marked in [true, false] {
            let bytes: Vec<u8> = mark.into_iter().filter(|_| marked).chain(units.clone()).collect();
            for path in ["content/files/logo.svg", "content/files/trang.html"] {
                let root = site(&[]);
                write(root.path(), path, &bytes);
                // Without its mark, no server and no browser takes it for UTF-16 either.
                let outcome = build(root.path(), DAY, Drafts::LeftOut);
                let harmless = !marked && path.ends_with(".html");
                assert!(harmless || outcome.is_err(), "{path}, marked: {marked}");
            }
        }
    }
}

#[test]
fn a_plain_picture_is_published_byte_for_byte() {
    let logo = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<svg {SVG} viewBox=\"0 0 4 3\"><defs><linearGradient id=\"a\"/></defs>\
         <style>.b{{fill:url(#a)}}</style><path class=\"b\" d=\"M0 0h4v3z\"/><image xlink:href=\"data:image/png;base64,AA==\"/></svg>"
    );
    let config = super::SITE.replace("{name: Tổ biên tập}", "{name: Tổ biên tập, logo: files/logo.svg}");
    let built = published(&[("content/files/logo.svg", &logo), ("content/site.yaml", &config)]);
    assert_eq!(built.files["logo.svg"], logo.as_bytes());
}

#[test]
fn pages_and_programs_are_refused_whatever_they_are_called() {
    for (name, text) in [
        ("khao-sat.html", "<h1>Khảo sát</h1>"),
        ("KHAO-SAT.HTM", "<script>alert(1)</script>"),
        ("a.xhtml", "<?xml version=\"1.0\"?><html/>"),
        ("a.html.", "<p>"),
        ("khong-duoi", "<!DOCTYPE html><script>alert(1)</script>"),
        ("ghi-chu.md", "\n\n <script>alert(1)</script>"),
        ("a.la", "<?xml version='1.0'?><x/>"),
        ("dem.js", "alert(1)"),
        ("dem.mjs", "alert(1)"),
        ("nhung.swf", "FWS"),
        ("thu.mht", "MIME-Version: 1.0"),
        ("nen.svgz", "x"),
        ("cua-hau.php", "<?php system($_GET[0]);"),
        ("anh.php.jpg", "x"),
        ("a.phtml", "x"),
        ("a.aspx", "x"),
        ("a.jsp", "x"),
        ("a.shtml", "x"),
        ("a.pht", "x"),
        ("a.php8", "x"),
        ("a.phps", "x"),
        ("a.cfm", "x"),
        ("a.asmx", "x"),
        ("a.cshtml", "x"),
        ("a.pl", "x"),
        ("a.py", "x"),
        ("a.xslt", "x"),
        ("a.html.en", "chữ <script>alert(1)</script>"),
        ("a.html.zzz", "chữ <script>alert(1)</script>"),
        ("index.html.gz", "x"),
    ] {
        let said = refused(&[(&format!("content/files/{name}"), text)]);
        assert!(said.contains("active-file") || said.contains("address-taken"), "{name}: {said}");
    }
}

/// Names that no list of browsers' types holds, but those of some servers do.
const GUESSED: [&str; 5] = ["a.rif", "a.mathml", "a.xul", "a.svg.vi", "ghi-chu"];
const PAGE: &str = "<html xmlns=\"http://www.w3.org/1999/xhtml\"><script>alert(1)</script></html>";

#[test]
fn a_page_behind_any_number_of_blanks_is_refused() {
    for blanks in ["\n".repeat(1_500), " ".repeat(2_047), "\r\n\t".repeat(70_000)] {
        for mark in ["", "\u{FEFF}"] {
            let page = format!("{mark}{blanks}{PAGE}");
            let in_utf16: Vec<u8> = page.encode_utf16().flat_map(u16::to_be_bytes).collect();
            for bytes in [page.as_bytes(), &in_utf16] {
                let root = site(&[]);
                for name in GUESSED {
                    write(root.path(), &format!("content/files/{name}"), bytes);
                }
                let said = build(root.path(), DAY, Drafts::LeftOut).expect_err("refused");
                // A file with the mark of UTF-16 is told just that.
                let rules = ["active-file: ", "utf16: "].map(|rule| said.matches(rule).count());
                assert_eq!(rules.iter().sum::<usize>(), GUESSED.len(), "{said}");
            }
        }
    }
}

#[test]
fn a_file_that_begins_with_more_blanks_than_a_text_may_have_is_refused() {
    let outcome = |name: &str, blank: u8| {
        let root = site(&[]);
        write(root.path(), name, &[&vec![blank; 17 * 1024 * 1024], PAGE.as_bytes()].concat());
        pipeline::build(&options(root.path(), DAY, Drafts::LeftOut))
    };
    assert!(outcome("content/files/a.rif", b' ').is_err());
    assert!(outcome("content/files/dia.iso", 0).is_ok(), "blocks of a disk that hold nothing");
}

#[test]
fn documents_words_and_data_are_published() {
    let files = [
        ("content/files/google123.html", "google-site-verification: google123.html\n"),
        ("content/files/BingSiteAuth.xml", "<?xml version=\"1.0\"?>\n<users><user>12AB</user></users>\n"),
        ("content/files/mau-don.pdf", "%PDF-1.7 <script>"),
        ("content/files/ghi-chu.txt", "<script>là chữ</script>"),
        ("content/files/huong-dan.md", "# Hướng dẫn\n\n1 < 2 và <b>đậm</b>\n"),
        ("content/files/so-lieu.json", "{\"a\": \"<script>\"}"),
    ];
    let built = published(&files);
    for (path, text) in files {
        assert_eq!(built.files[path.strip_prefix("content/files/").unwrap()], text.as_bytes(), "{path}");
    }
}
