use super::*;

#[track_caller]
fn check(name: &str, file: &str, expected: Option<(ActiveKind, &str)>) {
    let found = first(name, file.as_bytes());
    let found = found.as_ref().map(|part| (part.kind, part.what.as_str()));
    assert_eq!(found, expected, "{name}: {file}");
}

fn svg(inside: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">{inside}</svg>"
    )
}

#[track_caller]
fn check_svg(inside: &str, expected: Option<(ActiveKind, &str)>) {
    check("logo.svg", &svg(inside), expected);
}

#[test]
fn what_drawing_programs_write_passes() {
    check_svg(
        "<g fill=\"url(#a)\" style=\"mask: url('#b')\"><path d=\"M0 0\"/></g><use xlink:href=\"#a\"/>",
        None,
    );
    check_svg("<style>.a{fill:#9a1b1e}</style><title>Ủy ban &amp; &#272;ảng</title>", None);
    check_svg("<image href=\"data:image/png;base64,AAAA\"/>", None);
    check_svg("<g id=\"image(1)\" data-name=\"a\\b\" aria-label=\"src(2)\" mask=\"url(#a)\"/>", None);
    check_svg("<g xmlns:i=\"http://www.inkscape.org/\" i:export-filename=\"C:\\image(1).png\"/>", None);
    let inkscape = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n<!-- Created with Inkscape -->\n\
        <!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">\n\
        <svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:sodipodi=\"http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd\" \
        xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><sodipodi:namedview pagecolor=\"#ffffff\"/>\
        <metadata><rdf:RDF rdf:about=\"\"/></metadata><path d=\"M0 0\"/></svg>\n";
    check("logo.svg", inkscape, None);
}

#[test]
fn what_runs_in_a_picture_is_named() {
    use ActiveKind::{Element, Handler};
    check_svg("<script>alert(1)</script>", Some((Element, "<script")));
    check_svg("<foreignObject/>", Some((Element, "<foreignObject")));
    check_svg("<a href=\"javascript:alert(1)\"><text>a</text></a>", Some((Element, "<a")));
    check_svg("<x:script xmlns:x=\"http://www.w3.org/1999/xhtml\">1</x:script>", Some((Element, "<script")));
    check_svg("<path onclick=\"1\"/>", Some((Handler, "onclick")));
    check_svg("<path OnLoad=\"1\"/>", Some((Handler, "onload")));
    check_svg("<set attributeName=\"href\" to=\"javascript:1\"/>", Some((Element, "<set")));
    check_svg("<animateTransform attributeName=\"onload\"/>", Some((Element, "attributeName=\"onload\"")));
    check("logo.svg", "<svg xmlns='http://www.w3.org/2000/svg' onload='1'/>", Some((Handler, "onload")));
}

#[test]
fn what_leads_out_of_a_picture_is_named() {
    use ActiveKind::Outside;
    check_svg("<image href=\"https://a.vn/x.png\"/>", Some((Outside, "https://a.vn/x.png")));
    check_svg("<use xlink:href=\"other.svg#a\"/>", Some((Outside, "other.svg#a")));
    check_svg("<image href=\"data:image/svg+xml,x\"/>", Some((Outside, "data:image/svg+xml,x")));
    check_svg("<path fill=\"url(//a.vn/x#a)\"/>", Some((Outside, "url(//a.vn/x#a")));
    check_svg("<path style=\"fill:u\\72l(x)\"/>", Some((Outside, "\\")));
    check_svg("<style>@import 'a.css';</style>", Some((Outside, "@import")));
    check_svg("<style>a{fill:url<![CDATA[(]]>http://a)}</style>", Some((Outside, "url(http://a")));
    check("a.xml", "<?xml-stylesheet href='a.xsl'?><a/>", Some((Outside, "xml-stylesheet")));
}

#[test]
fn words_around_an_element_in_a_style_are_not_passed_over() {
    use ActiveKind::Element;
    for inside in
        ["<title>b</title>@import 'http://a.vn/x';", "@imp<title>b</title>ort 'x';", "a{}<g/>@import 'x';"]
    {
        check_svg(
            &format!("<style>{inside}</style>"),
            Some((Element, if inside.contains("<g") { "<g" } else { "<title" })),
        );
    }
    check_svg("<style>@imp<!-- b -->ort 'x';</style>", Some((ActiveKind::Outside, "@import")));
}

#[test]
fn an_attribute_that_draws_is_read_as_the_style_it_is() {
    use ActiveKind::Outside;
    for key in [
        "mask",
        "fill",
        "stroke",
        "clip-path",
        "filter",
        "marker-end",
        "cursor",
        "style",
        "shape-inside",
        "MASK",
    ] {
        for (value, reaching) in [
            ("image-set('http://a.vn/x' 1x)", "image-set("),
            ("-webkit-image-set('//a.vn/x' 1x)", "image-set("),
            ("-webkit-cross-fade('x', 'y')", "cross-fade("),
            ("image('x')", "image("),
            ("none, SRC('x')", "src("),
            ("u\\72l(x)", "\\"),
        ] {
            check_svg(&format!("<rect {key}=\"{value}\"/>"), Some((Outside, reaching)));
        }
    }
}

#[test]
fn what_can_read_in_two_ways_is_not_trusted() {
    use ActiveKind::{Declaration, Encoding, Unreadable};
    check("a.svg", "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>", Some((Declaration, "DOCTYPE")));
    check("a.svg", "<?xml version='1.0' encoding='utf-7'?><svg/>", Some((Encoding, "utf-7")));
    check_svg(
        "<x:script xmlns:x=\"http://www.w3.org/1999/xht&#109;l\"/>",
        Some((Declaration, "http://www.w3.org/1999/xht&#109;l")),
    );
    assert_eq!(first("a.svg", b"\xFF\xFE<\0").map(|part| part.kind), Some(Encoding));
    for broken in ["<svg xmlns='http://www.w3.org/2000/svg'>", "<svg><g></svg>", "<svg a=1/>"] {
        assert_eq!(first("a.svg", broken.as_bytes()).map(|part| part.kind), Some(Unreadable), "{broken}");
    }
}

#[test]
fn pages_and_programs_are_known_by_name_and_by_their_first_bytes() {
    use ActiveKind::{Page, Program};
    check("a.html", "<p>x", Some((Page, "<p")));
    check("google123.html", "google-site-verification: google123.html", None);
    check("a.XHTML", "1 <!-- x", Some((Page, "<!--")));
    check("ghi-chu", " \n<script>", Some((Page, "<script")));
    check("ghi-chu.md", "# a < b\n<b>", None);
    check("a.txt", "<script>", None);
    check("data.xml", "<users><user>1</user></users>", None);
    check("data.xml", "<b xmlns='http://www.w3.org/1999/xhtml'/>", Some((ActiveKind::Element, "<b")));
    for name in ["a.js", "a.php", "a.PHP.jpg", "a.svgz", "x/a.swf", "a.shtml", "a.php "] {
        assert_eq!(first(name, b"").map(|part| part.kind), Some(Program), "{name}");
    }
}

#[test]
fn what_begins_behind_blanks_or_a_mark_is_found_all_the_same() {
    use ActiveKind::{Encoding, Page};
    let blanks = " \n\t".repeat(700);
    let mark = "\u{FEFF}";
    for name in ["a.mathml", "a.xul", "a.svg.vi", "ghi-chu"] {
        check(name, &format!("{blanks}<html xmlns='http://www.w3.org/1999/xhtml'/>"), Some((Page, "<html")));
        check(name, &format!("{mark}{blanks}<svg a=''/>"), Some((Page, "<svg")));
        check(name, &format!("{blanks}<_ xmlns:h='http://www.w3.org/1999/xhtml'/>"), Some((Page, "<_")));
        check(name, &format!("{blanks}<ủy-ban/>"), Some((Page, "<")));
        check(name, &format!("{blanks}words <b>"), None);
        for marked in [mark, ""] {
            for (begin, expected) in [("<html", Some(Encoding)), ("<?xml", Some(Encoding)), ("Ủy ban", None)]
            {
                let units: Vec<u16> = format!("{marked}{blanks}{begin}").encode_utf16().collect();
                for swap in [u16::to_le_bytes, u16::to_be_bytes] {
                    let bytes: Vec<u8> = units.iter().flat_map(|unit| swap(*unit)).collect();
                    assert_eq!(
                        first(name, &bytes).map(|part| part.kind),
                        expected,
                        "{name}: {marked}{begin}"
                    );
                }
            }
        }
    }
}

#[test]
fn every_ending_counts_that_a_server_may_go_by() {
    use ActiveKind::{Encoding, Page, Program};
    for name in ["a.html.en", "a.html.zzz", "a.HTM.vi.utf8", "a.xhtml.en", "a.svg.html"] {
        check(name, "words <script>", Some((Page, "<script")));
    }
    for name in
        ["a.js.vi", "a.svgz.en", "index.html.gz", "a.svg.br", "a.js.gz", "a.html.gz.br", "a.html.en.gz"]
    {
        assert_eq!(first(name, b"").map(|part| part.kind), Some(Program), "{name}");
    }
    for name in
        ["a.html.pdf", "12.PL.pdf", "12.PL.rar", "so-lieu.csv.gz", "a.tar.gz", "a.html.txt", "a.phong.docx"]
    {
        check(name, "words <script>", None);
    }
    check("a.html", "\u{1b}$B <\u{1b}(Bscript>", Some((Encoding, "UTF-16")));
    check("a.svg", &svg("<desc>\u{1b}$B</desc>"), Some((Encoding, "UTF-8")));
    check("a.svg", "\0<\0s\0v\0g\0/\0>", Some((Encoding, "UTF-8")));
}

#[test]
fn programs_of_every_kind_of_server_are_known_by_name() {
    for ending in [
        "adp", "asa", "ascx", "ashx", "asmx", "asp", "aspx", "axd", "cer", "cfc", "cjs", "go", "ts", "cfm",
        "cfml", "cgi", "cshtml", "erb", "fcgi", "jsp", "jspx", "lua", "phar", "php", "php3", "php5", "php7",
        "php8", "php81", "phps", "pht", "phtml", "pl", "py", "rb", "rhtml", "sh", "shtml", "stm", "tcl",
        "vbhtml", "wsgi",
    ] {
        for name in
            [format!("a.{ending}"), format!("x.y/a.b.{}", ending.to_uppercase()), format!("a.{ending} .")]
        {
            assert_eq!(first(&name, b"").map(|part| part.kind), Some(ActiveKind::Program), "{name}");
            assert_eq!(reach(&name), Reach::Nothing, "{name}");
        }
    }
}

#[test]
fn a_fault_is_pointed_at_where_it_stands() {
    let file = svg("\n  <path\n onclick='1'/>");
    let part = first("a.svg", file.as_bytes()).expect("it runs");
    assert_eq!(&file[part.at], "<path");
}
